"""What linking remembers of a report: a kilobyte or two of numbers, never its text.

`triples` serve for containment, `marks` (names, numbers, quotation openings and content words in order, as hashes) for
copies that share no triple any more, and with the title's and those of what was coded (`told`) for stories. A million
sketches fit in memory; texts would not.
"""

import re
from collections.abc import Set
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from operator import attrgetter

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.link.naming import agency, credited
from dateline.link.shingles import Hashes, sample
from dateline.link.words import CODED, COMMON, DAY, NUMBER, Words, first_word, hashed, number_hash, words_of
from dateline.records import Report
from dateline.text.fold import outlet_key

Marks = NDArray[np.uint32]

MARKS = 400  # content words and marks of a text that are kept; the lead decides, not the end of a long feature
LEAD = 70  # words in which a report says what is new: other numbers there are another report
NO_DAY = 10**7  # sorts after every day
LARGEST_PLAIN = 2  # numbers up to this say nothing
REAL = frozenset({"occurred", "claimed", "denied"})
LARGE = frozenset({"country", "continent", "region"})  # places in which too much happens to tell events apart
_VERSION = re.compile(
    r"\b(?:correct(?:s|ed|ion|ing)|refiles?d?|updat(?:es?|ed)|clarif(?:ies|ied|ication)|amend(?:s|ed))\b", re.IGNORECASE
)


@dataclass(slots=True)
class Sketch:
    """One report as linking sees it. `day` is a proleptic ordinal or 0.

    `outlet` is the folded `name`; `agency` the outlet that the record credits; `credited` all names that the words credit.
    A mark is the low 29 bits of a word's key, shifted, and the word's kind (`kinds_of`).
    """

    id: str
    day: int
    outlet: str
    name: str
    agency: str
    credited: tuple[str, ...]
    size: int
    version: bool
    text: int
    triples: Hashes
    marks: Marks
    title: Marks
    told: Marks
    lead_numbers: tuple[int, ...]
    lead_days: tuple[int, ...]


def sketch_of(report: Report) -> Sketch:
    """The sketch of a coded report."""
    text = report.text
    starts = {place.start for place in report.places} | {span.start for actor in report.actors for span in actor.mentions}
    words = words_of(text, {first_word(text, start) for start in starts})
    lead = list(zip(words.kinds[:LEAD], words.keys[:LEAD], strict=True))
    return Sketch(
        id=report.id, day=_day(report), outlet=_same(outlet_key(report.outlet or "")), name=_same(report.outlet or ""),
        agency=_same(agency(report) or ""), credited=credited(report),
        size=len(words.keys), version=_is_version(report), text=_whole(words), triples=sample(words.forms),
        marks=_marks(words), title=_marks(words_of(report.title or "")), told=_told(report),
        lead_numbers=tuple(sorted({mark_of(key, kind) for kind, key in lead if kind == NUMBER and key not in _SMALL})),
        lead_days=tuple(sorted({mark_of(key, kind) for kind, key in lead if kind == DAY})),
    )  # fmt: skip


@lru_cache(maxsize=100_000)
def _same(name: str) -> str:
    return name


_SMALL = frozenset(number_hash(number) for number in range(LARGEST_PLAIN + 1))


def mark_of(key: int, kind: int) -> int:
    """A word's mark: 32 bits, the lowest three its kind."""
    return (key << 3 | kind) & 0xFFFFFFFF


def kinds_of(marks: Marks) -> NDArray[np.uint32]:
    """The kinds of marks."""
    return marks & np.uint32(7)


def _whole(words: Words) -> int:
    """One hash of the folded words in order: equal for texts that differ in marks, blanks and capitals alone."""
    return int.from_bytes(blake2b(np.array(words.forms, np.uint64).tobytes(), digest_size=8).digest(), "little")


def _day(report: Report) -> int:
    """The day of publication, else that which its words give, as an ordinal; 0 for none."""
    known = report.published or (report.reference_date.value if report.reference_date else "")
    try:
        return date.fromisoformat(known[:10]).toordinal()
    except ValueError:
        return 0


def _is_version(report: Report) -> bool:
    """Whether a report says that it mends or brings up to date an earlier one: "CORRECTED: ...", "(Corrects the number ...)"."""
    return _VERSION.search((report.title or "")[:60]) is not None or _VERSION.search(report.text[:80]) is not None


def _marks(words: Words) -> Marks:
    chosen = [(key << 3 | kind) & 0xFFFFFFFF for kind, key in zip(words.kinds, words.keys, strict=True) if kind != COMMON]
    return np.array(chosen[:MARKS], np.uint32)


Order = tuple[int, bool, int, str, int]


def _told(report: Report) -> Marks:
    """Marks of what a report tells: an event of this type in that town, on that day; so many killed.

    Two strikes on one town share every name; that they were on two days only the record says.
    """
    found = []
    for event in report.events:
        if event.factuality.status in REAL:
            place = report.places[event.place] if event.place is not None else None
            if place is not None and place.geonames_id is not None and place.kind not in LARGE:
                found.append(f"in {place.geonames_id} {event.type}")
            time = report.times[event.time] if event.time is not None else None
            if time is not None and time.bound is None and time.from_ and time.to and time.from_[:10] == time.to[:10]:
                found.append(f"on {time.from_[:10]} {event.type}")
    for figure in report.figures:
        homes = figure.households if figure.low is None and figure.high is None else None
        low, high = (homes.low, homes.high) if homes is not None else (figure.low, figure.high)
        size = low if low is not None else high
        if size is not None and size > LARGEST_PLAIN:
            found.append(f"{size} {figure.measure}" + (" households" if homes is not None else ""))
    return np.array([mark_of(hashed(words), CODED) for words in found], np.uint32)


def order(sketch: Sketch, outlets: Set[str]) -> Order:
    """The order in which reports are linked, whatever the order they come in: the likelier origin of two copies first.

    By day (unknown days last); of one day first those that credit no other outlet and correct nothing, then the longer.
    """
    credits_another = any(name in outlets and name != sketch.outlet for name in sketch.credited)
    return sketch.day or NO_DAY, sketch.version or credits_another, -sketch.size, sketch.id, sketch.text


_ARRAYS = frozenset({"triples", "marks", "title", "told"})
_NAMES = frozenset({"outlet", "name", "agency"})  # of few values: kept once in memory
_FIELDS = tuple(field.name for field in fields(Sketch))
_of_all = attrgetter(*_FIELDS)
_Packed = msgspec.defstruct(
    "_Packed", [(field.name, bytes if field.name in _ARRAYS else field.type) for field in fields(Sketch)], array_like=True
)  # fmt: skip
_ENCODER = msgspec.msgpack.Encoder(enc_hook=lambda array: array.tobytes())
_DECODER = msgspec.msgpack.Decoder(_Packed)
_ARRAY_PLACES = [place for place, name in enumerate(_FIELDS) if name in _ARRAYS]
_NAME_PLACES = [place for place, name in enumerate(_FIELDS) if name in _NAMES]


def pack(sketch: Sketch) -> bytes:
    """A sketch as bytes, its arrays too."""
    return _ENCODER.encode(_of_all(sketch))


def unpack(data: bytes) -> Sketch:
    """The sketch that was packed."""
    values = list(_of_all(_DECODER.decode(data)))
    for place in _ARRAY_PLACES:
        values[place] = np.frombuffer(values[place], np.uint32)
    for place in _NAME_PLACES:
        values[place] = _same(values[place])
    return Sketch(*values)
