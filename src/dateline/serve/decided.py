"""People's decisions as the pages need them: read once, and from then on only what was added."""

import threading
from collections.abc import Mapping
from pathlib import Path

import msgspec

from dateline.store.decisions import Decision, states
from dateline.store.desk import reviewed

MANY = 10_000  # rows that are read at once


class Decided:
    """The decisions of one record: they are only ever added, so that what was read stays true."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._told: list[Decision] = []
        self._standing: Mapping[int, str] = {}

    def all(self) -> tuple[list[Decision], Mapping[int, str]]:
        """Every decision in its order, and what each is now: stands, undone or superseded."""
        with self._lock:
            last = self._told[-1].number if self._told else 0
            now = reviewed.last_decision(self._folder)
            if now < last:  # another file was put in its place
                self._told, self._standing, last = [], {}, 0
            fresh: list[Decision] = []
            while now > last:
                rows = reviewed.decisions(self._folder, after=last, size=MANY)
                if not rows:
                    break
                fresh += msgspec.convert(rows, list[Decision])
                last = fresh[-1].number
            if fresh:
                self._told = self._told + fresh
                self._standing = states(self._told)
            return self._told, self._standing
