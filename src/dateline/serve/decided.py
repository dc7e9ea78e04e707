"""People's decisions as the pages need them: read once, and from then on only what was added."""

import json
import threading
from collections.abc import Mapping, Sequence
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


def overruled(told: Sequence[Decision], standing: Mapping[int, str], reviewer: str) -> dict[int, Decision]:
    """A reviewer's decisions that somebody else decided otherwise or took back, by number: the decision that did it."""
    now = {one.about: one for one in told if standing.get(one.number) == "stands"}
    undone = {one.undoes: one for one in told if one.verdict == "undo"}
    found = {}
    for one in told:
        by = None
        if one.reviewer == reviewer and standing.get(one.number) == "superseded":
            by = now.get(one.about) or now.get(one.about[:-1])
        elif one.reviewer == reviewer and standing.get(one.number) == "undone":
            by = undone.get(one.number)
        if by is not None and by.reviewer != reviewer:
            found[one.number] = by
    return found


def in_words(value: str | None) -> str:
    """What a correction led from or to: the words of a span, the name of a place, days; else as it is."""
    try:
        told = json.loads(value or "null")
    except ValueError:
        return value or ""
    if told is None:
        return "not known"
    if not isinstance(told, dict):
        return ", ".join(map(str, told)) if isinstance(told, list) else str(value)
    if "from" in told:
        return str(told["from"]) if told["from"] == told.get("to") else f"{told['from']} to {told.get('to')}"
    return str(told.get("words") or told.get("name") or value)
