"""What linking remembers of a report: a kilobyte or two of numbers, never its text.

`triples` serve for containment, `marks` (names, numbers, quotation openings and content words in order, as hashes) for
copies that share no triple any more, and with the title's for stories. A million sketches fit in memory; texts would not.
"""

import re
from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from dateline.link.naming import agency, credited
from dateline.link.shingles import Hashes, sample
from dateline.link.words import COMMON, DAY, NUMBER, Words, number_hash, words_of
from dateline.records import Report
from dateline.text.fold import fold

MARKS = 400  # content words and marks of a text that are kept; the lead decides, not the end of a long feature
LEAD = 70  # words in which a report says what is new: other numbers there are another report
NO_DAY = 10**7  # sorts after every day
LARGEST_PLAIN = 2  # numbers up to this say nothing
_VERSION = re.compile(
    r"\b(?:correct(?:s|ed|ion|ing)|refiles?d?|updat(?:es?|ed)|clarif(?:ies|ied|ication)|amend(?:s|ed))\b", re.IGNORECASE
)


@dataclass(slots=True)
class Sketch:
    """One report as linking sees it. `day` is a proleptic ordinal or 0; hashes are the low 32 bits of those of `words`.

    `outlet` is the folded `name`; `agency` the outlet that the record credits; `credited` all names that the words credit.
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
    marks: NDArray[np.uint32]
    kinds: NDArray[np.uint8]
    lead_numbers: frozenset[int]
    lead_days: frozenset[int]
    title: NDArray[np.uint32]
    title_kinds: NDArray[np.uint8]


def sketch_of(report: Report) -> Sketch:
    """The sketch of a coded report."""
    named = {place.start for place in report.places} | {span.start for actor in report.actors for span in actor.mentions}
    words = words_of(report.text, named)
    marks, kinds = _marks(words)
    lead = list(zip(words.kinds[:LEAD], words.keys[:LEAD], strict=True))
    title, title_kinds = _marks(words_of(report.title or ""))
    return Sketch(
        id=report.id, day=_day(report), outlet=fold(report.outlet or ""), name=report.outlet or "",
        agency=agency(report) or "", credited=credited(report),
        size=len(words.keys), version=_is_version(report), text=_whole(words), triples=sample(words.forms),
        marks=marks, kinds=kinds,
        lead_numbers=frozenset(_low(key) for kind, key in lead if kind == NUMBER and key not in _SMALL),
        lead_days=frozenset(_low(key) for kind, key in lead if kind == DAY),
        title=title, title_kinds=title_kinds,
    )  # fmt: skip


_SMALL = frozenset(number_hash(number) for number in range(LARGEST_PLAIN + 1))


def _low(key: int) -> int:
    return key & 0xFFFFFFFF


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


def _marks(words: Words) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    chosen = [(key & 0xFFFFFFFF, kind) for kind, key in zip(words.kinds, words.keys, strict=True) if kind != COMMON][:MARKS]
    return np.array([key for key, _ in chosen], np.uint32), np.array([kind for _, kind in chosen], np.uint8)


def order(sketch: Sketch, outlets: Set[str]) -> tuple[int, bool, int, str, int]:
    """The order in which reports are linked, whatever the order they come in: the likelier origin of two copies first.

    By day (unknown days last); of one day first those that credit no other outlet and correct nothing, then the longer.
    """
    credits_another = any(name in outlets and name != sketch.outlet for name in sketch.credited)
    return sketch.day or NO_DAY, sketch.version or credits_another, -sketch.size, sketch.id, sketch.text
