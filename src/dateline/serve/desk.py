"""What the pages share while the server runs: the record, reopened when a build has put a new one in its place."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from dateline.errors import InputError
from dateline.store.reader import Record
from dateline.store.writer import NAME

QUESTION = " of "  # in a name: the answer to a question that has many forms
RECENT = 4  # answers of that sort that are kept


class Desk:
    """A record folder that is open. Requests borrow the record; the old one is closed when the last of them is done."""

    def __init__(self, folder: Path) -> None:
        """Raises InputError if there is no record in the folder."""
        self.folder = folder
        self._lock = threading.Lock()
        self._current = _Open(folder)
        self._kept: WeakKeyDictionary[Record, dict[str, Any]] = WeakKeyDictionary()

    @contextmanager
    def record(self) -> Iterator[Record]:
        """The record as it is now, for one request: what a request reads is all of one build."""
        with self._lock:
            current = self._newest()
            current.readers += 1
        try:
            yield current.record
        finally:
            with self._lock:
                current.readers -= 1
                if current is not self._current and not current.readers:
                    current.record.close()

    def kept[T](self, record: Record, name: str, make: Callable[[Record], T]) -> T:
        """What is asked for on many pages and is the same as long as the record is: made once for each record.

        Names with a question in them ("marks of ...") are many: of those the last few are kept.
        """
        with self._lock:
            there = self._kept.setdefault(record, {})
            made: T | None = there.get(name)
        if made is None:
            made = make(record)
            with self._lock:
                there[name] = made
                for old in [each for each in there if QUESTION in each][:-RECENT]:
                    del there[old]
        return made

    def digest(self) -> str:
        """The digest of the record's content, for ETags and footers."""
        with self._lock:
            return self._newest().digest

    def close(self) -> None:
        with self._lock:
            self._current.record.close()

    def _newest(self) -> "_Open":
        """Reopens the record if another file stands in its place; an unreadable new one leaves the old in use."""
        if _stamp(self.folder) != self._current.stamp:
            try:
                fresh = _Open(self.folder)
            except InputError:
                return self._current
            old, self._current = self._current, fresh
            if not old.readers:
                old.record.close()
        return self._current


class _Open:
    """One open file of a record, and how many requests read it."""

    def __init__(self, folder: Path) -> None:
        self.stamp = _stamp(folder)
        self.record = Record(folder)
        self.digest = self.record.noted_digest()
        self.readers = 0


def _stamp(folder: Path) -> tuple[int, int] | None:
    try:
        found = (folder / NAME).stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns
