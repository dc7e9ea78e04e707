"""Whether one text goes back to another: how much of the shorter stands in the longer, by triples and by the order of marks.

Independent reports of one event share names, numbers and whole quotations, but not their order; a copy keeps the order even
where three words in four were swapped. What both texts say *differently* in the same place (other numbers or days in the
lead) makes them two reports, however alike they are: yesterday's toll, the other strike on the same town.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dateline.link.order import followed
from dateline.link.shingles import containment, rate
from dateline.link.sketch import Sketch, kinds_of
from dateline.link.topics import Counts
from dateline.link.words import DAY, NAME, NATION, NUMBER, PLAIN, QUOTE

ANCHOR = np.zeros(8, np.float32)
ANCHOR[[NAME, NUMBER, NATION, DAY, QUOTE]] = 1.0, 0.8, 0.25, 0.25, 0.2
CONTENT = np.zeros(8, np.float32)
CONTENT[PLAIN] = 1.0
SAYING = 0.15  # rarity below which a plain word says nothing
RARE = 0.4  # weight from which an anchor counts as one that few texts have


TEXT, ORDER, WORDS, OTHERS = 1.0, 1.0, 0.3, 0.3  # what each counts for; OTHERS against
COPY = 1.1  # total from which two reports are one text
CREDITED = 0.72  # the same where one names the other's outlet as its source
FULL = 5  # rare anchors from which their order counts in full; without any it counts half
SAME_WORDS = 0.6  # share of triples from which other figures mean another report, unless it is the outlet's own later version
ALL_WORDS = 0.85  # share of triples that is enough alone
NEAR_DAYS, FAR_DAYS = 3, 30
SHORT = 20  # words of a text below which only the words themselves make it a copy
ALL = 1.001  # the share of all plain words; more than 1, since it is rounded


def is_copy(one: Sketch, other: Sketch, counts: Counts) -> bool:
    """Whether two reports are one text.

    "killed at least 128" and, corrected by the same agency on the same day, "killed at least 224": one text, two versions.
    The same sentence of two outlets, or of two weeks: two reports on two events.
    """
    if one.text == other.text and one.size > 0:
        return True
    text, differs = shared_text(one, other), differ(one, other)
    related = _related(one, other)
    gap = abs(one.day - other.day) if one.day and other.day else 0
    if text >= SAME_WORDS and differs:
        return related and gap <= NEAR_DAYS
    if text >= ALL_WORDS:
        return True
    if gap > FAR_DAYS or min(one.size, other.size) < SHORT:
        return False
    least = CREDITED if related and not differs and one.outlet != other.outlet else COPY
    short, long = _by_length(one, other)
    anchors = _weights(short, counts, ANCHOR)
    if TEXT * text + ORDER * _present(short, long, anchors) + WORDS - OTHERS * differs < least:
        return False  # even if all that both have stood in the same order
    known = Likeness(text, _followed(short, long, anchors), 0.0, _rare(short, anchors), differs)
    if total(known) >= least:
        return True
    if total(replace(known, words=ALL)) < least:
        return False  # whatever the plain words say
    return total(replace(known, words=_followed(short, long, _content(short, counts)))) >= least


def total(found: "Likeness") -> float:
    """The evidence that two texts are one, about 2.3 for a verbatim copy."""
    order = found.anchors * min(1.0, (found.rare + FULL) / (2 * FULL))
    return TEXT * found.text + ORDER * order + WORDS * found.words - OTHERS * found.differs


def _related(one: Sketch, other: Sketch) -> bool:
    """Whether both are of one outlet, or one credits the other's."""
    if not one.outlet or not other.outlet:
        return False
    return one.outlet == other.outlet or one.outlet in other.credited or other.outlet in one.credited


@dataclass(slots=True, frozen=True)
class Likeness:
    """`text`: share of triples; `anchors`, `words`: share of the shorter's weight that the longer has in the same order.

    `rare` is the number of rare anchors of the shorter.
    """

    text: float
    anchors: float
    words: float
    rare: int
    differs: bool


def likeness(one: Sketch, other: Sketch, counts: Counts) -> Likeness:
    """How like two reports are; the shorter is looked for in the longer."""
    short, long = _by_length(one, other)
    anchors = _weights(short, counts, ANCHOR)
    return Likeness(
        text=shared_text(one, other), anchors=_followed(short, long, anchors),
        words=_followed(short, long, _content(short, counts)), rare=_rare(short, anchors), differs=differ(one, other),
    )  # fmt: skip


def shared_text(one: Sketch, other: Sketch) -> float:
    """The share of the shorter's word triples that the longer has, as far as the samples tell."""
    return containment(one.triples, other.triples, max(rate(one.size), rate(other.size)))


def _present(short: Sketch, long: Sketch, weights: NDArray[np.float32]) -> float:
    """The share of the shorter's weight of anchors that the longer has at all: no order can give more."""
    whole = float(weights.sum())
    own = frozenset(long.marks[ANCHOR[kinds_of(long.marks)] > 0].tolist())
    chosen = weights > 0
    each = zip(short.marks[chosen].tolist(), weights[chosen].tolist(), strict=True)
    return sum(weight for mark, weight in each if mark in own) / whole if whole > 0 else 0.0


def _by_length(one: Sketch, other: Sketch) -> tuple[Sketch, Sketch]:
    return (one, other) if len(one.marks) <= len(other.marks) else (other, one)


def _weights(sketch: Sketch, counts: Counts, by_kind: NDArray[np.float32]) -> NDArray[np.float32]:
    weights: NDArray[np.float32] = by_kind[kinds_of(sketch.marks)] * counts.rarity(sketch.marks)
    return weights


def _content(sketch: Sketch, counts: Counts) -> NDArray[np.float32]:
    """The weights of the plain words that say something."""
    words = _weights(sketch, counts, CONTENT)
    words[words < SAYING] = 0
    return words


def _followed(short: Sketch, long: Sketch, weights: NDArray[np.float32]) -> float:
    whole = float(weights.sum())
    if whole <= 0:
        return 0.0
    chosen = weights > 0
    table = dict(zip(short.marks[chosen].tolist(), weights[chosen].tolist(), strict=True))
    return followed(short.marks[chosen].tolist(), long.marks.tolist(), table) / whole


def _rare(short: Sketch, weights: NDArray[np.float32]) -> int:
    return len(set(short.marks[weights >= RARE].tolist()))


def differ(one: Sketch, other: Sketch) -> bool:
    """Whether the leads tell other numbers, or another day: each has one that the other text nowhere has."""
    return _other(one, other, "lead_numbers") or _other(one, other, "lead_days")


def _other(one: Sketch, other: Sketch, what: str) -> bool:
    first, second = getattr(one, what), getattr(other, what)
    mine, theirs = [mark for mark in first if mark not in second], [mark for mark in second if mark not in first]
    return bool(mine and theirs) and _lacks(other, mine) and _lacks(one, theirs)


def _lacks(sketch: Sketch, marks: Sequence[int]) -> bool:
    """Whether a text lacks one of some marks."""
    return not all((sketch.marks == mark).any() for mark in marks)
