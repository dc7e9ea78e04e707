"""Whether one text goes back to another: how much of the shorter stands in the longer, by triples and by the order of marks.

Independent reports of one event share names, numbers and whole quotations, but not their order; a copy keeps the order even
where three words in four were swapped. What both texts say *differently* in the same place (other numbers or days in the
lead) makes them two reports, however alike they are: yesterday's toll, the other strike on the same town.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.link.order import followed
from dateline.link.shingles import containment, rate
from dateline.link.sketch import Sketch
from dateline.link.topics import Counts
from dateline.link.words import DAY, NAME, NATION, NUMBER, PLAIN, QUOTE

ANCHOR = np.zeros(8, np.float32)
ANCHOR[[NAME, NUMBER, NATION, DAY, QUOTE]] = 1.0, 0.8, 0.25, 0.25, 0.2
RARE = 0.4  # weight from which an anchor counts as one that few texts have


TEXT, ORDER, WORDS, OTHERS = 1.0, 1.0, 0.3, 0.3  # what each counts for; OTHERS against
COPY = 1.1  # total from which two reports are one text
CREDITED = 0.75  # the same where one names the other's outlet as its source
FULL = 5  # rare anchors from which their order counts in full
SAME_WORDS = 0.5  # share of triples from which other figures mean another report, unless it is the outlet's own later version
NEAR_DAYS, FAR_DAYS = 3, 30


def is_copy(one: Sketch, other: Sketch, counts: Counts) -> bool:
    """Whether two reports are one text.

    "killed at least 128" and, corrected by the same agency on the same day, "killed at least 224": one text, two versions.
    The same sentence of two outlets, or of two weeks: two reports on two events.
    """
    if one.text == other.text and one.size > 0:
        return True
    found = likeness(one, other, counts)
    related = _related(one, other)
    gap = abs(one.day - other.day) if one.day and other.day else 0
    if found.differs and found.text >= SAME_WORDS:
        return related and gap <= NEAR_DAYS
    if gap > FAR_DAYS and found.text < ALL_WORDS:
        return False
    return total(found) >= (CREDITED if related and not found.differs and one.outlet != other.outlet else COPY)


ALL_WORDS = 0.8


def total(found: "Likeness") -> float:
    """The evidence that two texts are one, about 2.3 for a verbatim copy."""
    order = found.anchors * min(1.0, found.rare / FULL)
    return TEXT * found.text + ORDER * order + WORDS * found.words - OTHERS * found.differs


def _related(one: Sketch, other: Sketch) -> bool:
    """Whether both are of one outlet, or one credits the other's."""
    if not one.outlet or not other.outlet:
        return False
    return one.outlet == other.outlet or one.outlet in other.credited or other.outlet in one.credited


@dataclass(slots=True, frozen=True)
class Likeness:
    """`text`: share of triples; `anchors`, `words`: share of the shorter's weight that the longer has in the same order.

    `present` is the share of anchors that the longer has at all, `rare` the number of rare anchors of the shorter.
    """

    text: float
    anchors: float
    words: float
    present: float
    rare: int
    differs: bool


def likeness(one: Sketch, other: Sketch, counts: Counts) -> Likeness:
    """How like two reports are; the shorter is looked for in the longer."""
    short, long = (one, other) if len(one.marks) <= len(other.marks) else (other, one)
    halvings = max(rate(short.size), rate(long.size))
    anchors = _weights(short, counts, ANCHOR)
    plain = np.zeros(8, np.float32)
    plain[PLAIN] = 1.0
    words = _weights(short, counts, plain)
    return Likeness(
        text=containment(short.triples, long.triples, halvings),
        anchors=_followed(short, long, anchors), words=_followed(short, long, words),
        present=_present(short, long, anchors), rare=_rare(short, anchors), differs=differ(one, other),
    )  # fmt: skip


def _weights(sketch: Sketch, counts: Counts, by_kind: NDArray[np.float32]) -> NDArray[np.float32]:
    weights: NDArray[np.float32] = by_kind[sketch.kinds] * counts.rarity(sketch.marks)
    return weights


def _followed(short: Sketch, long: Sketch, weights: NDArray[np.float32]) -> float:
    whole = float(weights.sum())
    if whole <= 0:
        return 0.0
    chosen = weights > 0
    table = dict(zip(short.marks[chosen].tolist(), weights[chosen].tolist(), strict=True))
    return followed(short.marks[chosen].tolist(), long.marks.tolist(), table) / whole


def _present(short: Sketch, long: Sketch, weights: NDArray[np.float32]) -> float:
    whole = float(weights.sum())
    return float(weights[np.isin(short.marks, long.marks)].sum()) / whole if whole > 0 else 0.0


def _rare(short: Sketch, weights: NDArray[np.float32]) -> int:
    return len(np.unique(short.marks[weights >= RARE]))


def differ(one: Sketch, other: Sketch) -> bool:
    """Whether the leads tell other numbers, or another day: each has one that the other text nowhere has."""
    return _other(one, other, "lead_numbers") or _other(one, other, "lead_days")


def _other(one: Sketch, other: Sketch, what: str) -> bool:
    first, second = getattr(one, what), getattr(other, what)
    if first <= second or second <= first:
        return False
    return bool(first - set(other.marks.tolist())) and bool(second - set(one.marks.tolist()))
