"""Objects by number: those in use in memory, the others as bytes in a table of a file, so that a million take no room.

    shelf.put(7, sketch)       shelf.get(7)       shelf.change(7).members.append(9)       shelf.rest()

`rest` writes what was changed and lets go of what was not used since the rest before.
"""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

CACHE = 200_000  # kilobytes of the file that SQLite keeps in memory
AT_ONCE = 4_000  # rows that are written together


def opened(path: Path | None = None) -> sqlite3.Connection:
    """A file for shelves. Without a path it is temporary, in memory while it is small, and gone when it is closed.

    A file with a path keeps a transaction whole, however its process ends.
    """
    file = sqlite3.connect(str(path) if path else "", isolation_level=None)
    file.execute(f"PRAGMA cache_size = -{CACHE}")
    if path is None:
        file.execute("PRAGMA journal_mode = OFF")
        file.execute("PRAGMA synchronous = OFF")
    else:
        file.execute("PRAGMA synchronous = FULL")
    return file


class Shelf[T]:
    """Objects of one kind; `pack` and `unpack` turn them into bytes and back."""

    def __init__(self, file: sqlite3.Connection, name: str, pack: Callable[[T], bytes], unpack: Callable[[bytes], T]) -> None:
        self._file, self._pack, self._unpack = file, pack, unpack
        self._young: dict[int, T] = {}
        self._old: dict[int, T] = {}
        self._changed: set[int] = set()
        self._fresh: list[tuple[int, bytes]] = []
        file.execute(f"CREATE TABLE IF NOT EXISTS {name} (number INTEGER PRIMARY KEY, data BLOB NOT NULL)")
        self._select = f"SELECT data FROM {name} WHERE number = ?"
        self._insert = f"INSERT OR REPLACE INTO {name} VALUES (?, ?)"
        self._all = f"SELECT number, data FROM {name} ORDER BY number"
        self._delete = f"DELETE FROM {name} WHERE number = ?"

    def find(self, number: int) -> T | None:
        """The object with a number, None if there is none."""
        found = self._young.get(number)
        if found is None:
            found = self._old.get(number)
            if found is None:
                found = self._read(number)
                if found is None:
                    return None
            self._young[number] = found
        return found

    def get(self, number: int) -> T:
        """The object with a number; KeyError if there is none."""
        found = self.find(number)
        if found is None:
            raise KeyError(number)
        return found

    def put(self, number: int, value: T) -> None:
        """Puts an object in the place of a number; it is written at the next rest."""
        self._young[number] = value
        self._changed.add(number)

    def change(self, number: int) -> T:
        """The object with a number, which the caller changes."""
        self._changed.add(number)
        return self.get(number)

    def drop(self, number: int) -> None:
        self._young.pop(number, None)
        self._old.pop(number, None)
        self._changed.discard(number)
        self._file.execute(self._delete, (number,))

    def append(self, number: int, value: T) -> None:
        """Writes an object that is not needed soon."""
        self.append_packed(number, self._pack(value))

    def append_packed(self, number: int, data: bytes) -> None:
        """Writes the bytes of one."""
        self._fresh.append((number, data))
        if len(self._fresh) >= AT_ONCE:
            self._write()

    def rest(self) -> None:
        """Writes what was changed, and lets go of what was not used of late."""
        self._fresh += [(number, self._pack(self._young[number])) for number in sorted(self._changed)]
        self._changed.clear()
        self._write()
        self._old, self._young = self._young, {}

    def _read(self, number: int) -> T | None:
        if self._fresh:
            self._write()
        row = self._file.execute(self._select, (number,)).fetchone()
        return self._unpack(row[0]) if row else None

    def _write(self) -> None:
        if self._fresh:
            self._file.executemany(self._insert, self._fresh)
            self._fresh = []

    def __iter__(self) -> Iterator[tuple[int, T]]:
        """All of them by number; what was changed is written first."""
        self.rest()
        for number, data in self._file.execute(self._all):
            yield number, self._unpack(data)
