"""All that linking remembers: sketches, what reports tell, groups, subjects, stories, events, and the indexes into them.

    state = State()                      a temporary one, in memory while it is small
    state = State(folder)                one that stays; nothing of a change is kept before `commit`

Reports are numbered in the order in which they were linked. A text (copy group) has the number of the report that it was
founded with, a story that of the text that it was founded with: their ids come from these and stay, whatever comes later.
"""

import sqlite3
from array import array
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from dateline.link import sketch, told
from dateline.link.packing import Packer
from dateline.link.postings import Postings
from dateline.link.same_event import Happening
from dateline.link.shelf import Shelf, opened
from dateline.link.sketch import Order, Sketch
from dateline.link.topics import Counts

NAME = "linking.sqlite"
GONE = 0xFFFFFFFF  # in the place of an event's number: the telling is of none
KEPT = 50  # generations whose changes are remembered
INDEXES = ("texts", "leads", "blocks")
NUMBERS = ("arrival", "days", "group", "founder", "story", "subject", "first_told", "happening")


class Group(msgspec.Struct, array_like=True):
    """One text with copies: its reports in order, the one that it goes back to, and the outlet or agency, if known.

    `versions`: for each member its version from 1, and the number of the report that it corrects, or -1.
    """

    members: list[int]
    first: int
    origin: str | None
    versions: list[tuple[int, int]]


class Subject(msgspec.Struct, array_like=True):
    """Texts on one subject: the sum of their vectors, the first and last day of one of them (0: undated)."""

    members: list[int] = []
    total: dict[int, float] = {}
    first: int = 0
    last: int = 0


class Touched(NamedTuple):
    """What may have changed, by number."""

    texts: set[int]
    stories: set[int]
    events: set[int]


class Waiting(NamedTuple):
    """A report that has come and is not linked yet; `rank` is its place in the order of linking but for whom it credits."""

    arrival: int
    id: str
    stamp: int
    day: int
    version: bool
    size: int
    text: int
    outlet: str
    credited: tuple[str, ...]

    def rank(self, outlets: set[str]) -> Order:
        """As `sketch.order` says."""
        credits_another = any(name in outlets and name != self.outlet for name in self.credited)
        return self.day or sketch.NO_DAY, self.version or credits_another, -self.size, self.id, self.text


class State:
    """The memory of linking."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
        self.file: sqlite3.Connection = opened(folder / NAME if folder is not None else None)
        self.file.execute("BEGIN")  # a temporary one, too: a transaction a row would take a hundred times as long
        self.sketches = Shelf(self.file, "sketches", sketch.pack, sketch.unpack)
        self.tellings = self._shelf("tellings", told.Telling)
        self.groups = self._shelf("groups", Group)
        self.subjects = self._shelf("subjects", Subject)
        self.stories = self._shelf("stories", list[int])
        self.happenings = self._shelf("happenings", Happening)
        for table in ("notes (name TEXT PRIMARY KEY, data BLOB)", "counts (chunk INTEGER PRIMARY KEY, data BLOB)",
                      "touched (generation INTEGER, kind TEXT, number INTEGER)", "names (kind TEXT, number INTEGER, id TEXT)",
                      "redirects (old TEXT PRIMARY KEY, new TEXT)"):  # fmt: skip
            self.file.execute(f"CREATE TABLE IF NOT EXISTS {table}")
        self.counts = Counts()
        self.waiting: list[Waiting] = []
        self.touched = Touched(set(), set(), set())
        self._load()

    def _shelf[T](self, name: str, kind: type[T]) -> Shelf[T]:
        packer = Packer(kind)
        return Shelf(self.file, name, packer.pack, packer.unpack)

    @property
    def reports(self) -> int:
        """How many reports are linked."""
        return len(self.arrival)

    def sketch(self, number: int) -> Sketch:
        return self.sketches.get(self.arrival[number])

    def telling(self, number: int) -> told.Telling:
        return self.tellings.get(self.arrival[number])

    def arrive(self, one: Sketch, telling: told.Telling | None, stamp: int = 0) -> None:
        """Takes a report that is to be linked."""
        self.arrive_packed(sketch.pack(one), told.PACKER.pack(telling) if telling is not None else None, stamp)

    def arrive_packed(self, data: bytes, telling: bytes | None, stamp: int = 0) -> None:
        """The same, of a report whose sketch and telling are bytes already."""
        one = sketch.unpack(data)
        arrival = len(self.arrival) + len(self.waiting)
        self.counts.add([one])
        if one.outlet:
            self.outlets.add(one.outlet)
        self.sketches.append_packed(arrival, data)
        if telling is not None:
            self.tellings.append_packed(arrival, telling)
        self.waiting.append(
            Waiting(arrival, one.id, stamp, one.day, one.version, one.size, one.text, one.outlet, one.credited)
        )

    def number(self, one: Waiting) -> int:
        """Gives a report that waited its number; it is a text and a story of its own as yet."""
        number = len(self.arrival)
        for numbers, value in ((self.arrival, one.arrival), (self.days, one.day), (self.group, number), (self.founder, number),
                               (self.story, number), (self.subject, 0), (self.first_told, len(self.happening))):  # fmt: skip
            numbers.append(value)
        self.ids.append(one.id)
        self.stamps.append(one.stamp)
        return number

    def reserve(self, report: int) -> None:
        """Makes room for the events that a report tells."""
        self.first_told[report] = len(self.happening)
        self.happening.extend([GONE] * len(self.telling(report).events))

    def events_of(self, number: int) -> array[int]:
        """The events across reports that a report's events belong to."""
        end = self.first_told[number + 1] if number + 1 < self.reports else len(self.happening)
        return self.happening[self.first_told[number] : end]

    def members(self, text: int) -> list[int]:
        """The reports that carry a text."""
        found = self.groups.find(text)
        return found.members if found is not None else [text]

    def texts(self, story: int) -> list[int]:
        """The texts of a story."""
        return self.stories.find(story) or [story]

    def rest(self) -> None:
        """Writes what was changed to the file and lets go of what was not used of late."""
        for shelf in (self.sketches, self.tellings, self.groups, self.subjects, self.stories, self.happenings):
            shelf.rest()

    def commit(self) -> None:
        """Keeps all that was changed, at once; nothing for a temporary state."""
        if self.folder is None:
            return
        self.rest()
        self.generation += 1
        runs = {name: self.indexes[name].save(self.folder, name) for name in INDEXES}
        notes: dict[str, bytes] = {name: getattr(self, name).tobytes() for name in (*NUMBERS, "stamps")}
        notes |= {"ids": "\n".join(self.ids).encode(), "outlets": "\n".join(sorted(self.outlets)).encode()}
        about = {"generation": self.generation, "runs": runs, "reports": self.counts.reports, "subjects": self.subject_count,
                 "happenings": self.happening_count, "stamp": self.stamp,
                 "uid": self.uid, "retold": self.retold}  # fmt: skip
        notes["about"] = msgspec.json.encode(about)
        self.file.executemany("INSERT OR REPLACE INTO notes VALUES (?, ?)", notes.items())
        self.file.executemany("INSERT OR REPLACE INTO counts VALUES (?, ?)", self.counts.packed())
        changed = [(self.generation, kind, number) for kind, numbers in self.touched._asdict().items() for number in numbers]
        self.file.executemany("INSERT INTO touched VALUES (?, ?, ?)", changed)
        self.file.execute("DELETE FROM touched WHERE generation <= ?", (self.generation - KEPT,))
        self._names()
        self.file.execute("COMMIT")
        self._sweep({f"{file}.{part}.npy" for files in runs.values() for file in files for part in ("keys", "owners")})
        self.touched = Touched(set(), set(), set())
        self.file.execute("BEGIN")

    def since(self, generation: int) -> Touched | None:
        """What changed after a generation; None where that is not remembered."""
        if not self.generation - KEPT <= generation <= self.generation or not generation:
            return None
        found = Touched(set(), set(), set())
        for kind, number in self.file.execute("SELECT kind, number FROM touched WHERE generation > ?", (generation,)):
            getattr(found, kind).add(number)
        return found

    def close(self) -> None:
        """Lets the file go; what was not committed is forgotten."""
        self.file.close()

    def _names(self) -> None:
        self.file.execute("DELETE FROM names")
        rows = [(kind, number, name) for kind, names in self.names.items() for number, name in names.items()]
        self.file.executemany("INSERT INTO names VALUES (?, ?, ?)", rows)
        self.file.execute("DELETE FROM redirects")
        self.file.executemany("INSERT INTO redirects VALUES (?, ?)", sorted(self.redirects.items()))

    def _load(self) -> None:
        notes: dict[str, bytes] = dict(self.file.execute("SELECT name, data FROM notes"))
        about: dict[str, Any] = msgspec.json.decode(notes.get("about", b"{}"))
        for name in NUMBERS:
            numbers = array("I")
            numbers.frombytes(notes.get(name, b""))
            setattr(self, name, numbers)
        self.stamps = array("Q")
        self.stamps.frombytes(notes.get("stamps", b""))
        self.ids = _lines(notes.get("ids", b""))
        self.outlets = set(_lines(notes.get("outlets", b"")))
        self.generation = about.get("generation", 0)
        self.stamp: str = about.get("stamp", "")
        self.uid: str = about.get("uid", "")
        self.retold: dict[str, str] = about.get("retold", {})
        self.known: dict[str, int] = {}
        self.subject_count: int = about.get("subjects", 0)
        self.happening_count: int = about.get("happenings", 0)
        self.counts.load(self.file.execute("SELECT chunk, data FROM counts"), about.get("reports", 0))
        runs = about.get("runs", {})
        self.indexes = {name: Postings.load(self.folder, runs.get(name, [])) if self.folder else Postings() for name in INDEXES}
        self.names: dict[str, dict[int, str]] = {"c": {}, "s": {}, "e": {}}
        for kind, number, name in self.file.execute("SELECT kind, number, id FROM names"):
            self.names[kind][number] = name
        self.holders = {kind: {own: number for number, own in names.items()} for kind, names in self.names.items()}
        self.redirects: dict[str, str] = dict(self.file.execute("SELECT old, new FROM redirects"))

    def _sweep(self, used: set[str]) -> None:
        """Removes runs of the indexes that were merged into others."""
        if self.folder is not None:
            for path in self.folder.glob("*.npy"):
                if path.name not in used:
                    path.unlink(missing_ok=True)

    arrival: array[int]
    days: array[int]
    group: array[int]
    founder: array[int]
    story: array[int]
    subject: array[int]
    first_told: array[int]
    happening: array[int]


def _lines(data: bytes) -> list[str]:
    return data.decode().split("\n") if data else []
