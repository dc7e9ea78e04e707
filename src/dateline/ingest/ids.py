"""Which ids were met before, and where: sixteen bytes an id, so that a million reports take no memory worth speaking of."""

from array import array
from hashlib import blake2b

FIRST_SIZE = 1 << 12
FULL = 0.7  # of the places taken, from which the table grows
NUMBER = 40  # bits of a place that are the row's number; the others are its file's
MOST_FILES = 1 << (64 - NUMBER)  # beyond so many, the first file stands for all


class Ids:
    """Ids and the first place of each. Two ids that are one in 64 bits are taken for one: one in millions of millions."""

    def __init__(self) -> None:
        self._marks = array("Q", bytes(8 * FIRST_SIZE))
        self._places = array("Q", bytes(8 * FIRST_SIZE))
        self._count = 0
        self._files: dict[str, int] = {}
        self._names: list[str] = []

    def met(self, name: str, source: str) -> str | None:
        """Where the id was met first; None for a new one, which is then known."""
        mark = int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()) or 1
        slot = self._slot(mark)
        if self._marks[slot] == mark:
            return self._shown(self._places[slot])
        self._marks[slot], self._places[slot] = mark, self._packed(source)
        self._count += 1
        if self._count > FULL * len(self._marks):
            self._grow()
        return None

    def _slot(self, mark: int) -> int:
        """Where a mark stands, or may be put."""
        last = len(self._marks) - 1
        slot = mark & last
        while self._marks[slot] not in (0, mark):
            slot = (slot + 1) & last
        return slot

    def _grow(self) -> None:
        marks, places = self._marks, self._places
        self._marks = array("Q", bytes(16 * len(marks)))
        self._places = array("Q", bytes(16 * len(marks)))
        for mark, place in zip(marks, places, strict=True):
            if mark:
                slot = self._slot(mark)
                self._marks[slot], self._places[slot] = mark, place

    def _packed(self, source: str) -> int:
        """ "news.csv:12" as the number of its file and of its row."""
        file, sign, row = source.rpartition(":")
        number = int(row) if sign and row.isascii() and row.isdigit() and row[0] != "0" and len(row) < 12 else 0
        file = file if number else source
        if file not in self._files:
            if len(self._names) >= MOST_FILES:
                return 0
            self._files[file] = len(self._names)
            self._names.append(file)
        return self._files[file] << NUMBER | number

    def _shown(self, place: int) -> str:
        name, number = self._names[place >> NUMBER], place & ((1 << NUMBER) - 1)
        return f"{name}:{number}" if number else name
