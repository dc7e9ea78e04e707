"""A run of words that fits a rule, and what a builder makes of it."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from dateline.drafts import TimeForm
from dateline.knowledge.calendar import Mark
from dateline.syntax.tree import Word

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
UNIT_CODES = {
    "second": ("T", "S"), "minute": ("T", "M"), "hour": ("T", "H"), "day": ("", "D"), "night": ("", "D"), "week": ("", "W"),
    "weekend": ("", "WE"), "month": ("", "M"), "quarter": ("", "Q"), "year": ("", "Y"), "decade": ("", "DE"),
    "century": ("", "CE"), "millennium": ("", "ML"),
}  # fmt: skip


class Piece(NamedTuple):
    """One expression: indices of its first and last word in the sentence, TIMEX3 type and meaning."""

    first: int
    last: int
    type: TimexType
    form: TimeForm


class Segment(NamedTuple):
    """Words `first` to `end` (exclusive) of a sentence, with the marks and kinds of the whole sentence."""

    words: list[Word]
    marks: list[Mark]
    kinds: str
    first: int
    end: int

    @property
    def shape(self) -> str:
        return self.kinds[self.first : self.end]

    @property
    def run(self) -> list[Word]:
        return self.words[self.first : self.end]

    @property
    def before(self) -> Word | None:
        return self.words[self.first - 1] if self.first else None

    @property
    def after(self) -> Word | None:
        return self.words[self.end] if self.end < len(self.words) else None

    @property
    def next_kind(self) -> str:
        return self.kinds[self.end : self.end + 1]

    def each(self) -> Iterator[tuple[int, Word, Mark]]:
        for at in range(self.first, self.end):
            yield at, self.words[at], self.marks[at]

    def find(self, kinds: str) -> int | None:
        """The index of the first word of one of these kinds."""
        for at in range(self.first, self.end):
            if self.kinds[at] in kinds:
                return at
        return None

    def lower(self, at: int) -> str:
        return self.words[at].lower

    def has(self, *lowers: str) -> bool:
        return any(self.words[at].lower in lowers for at in range(self.first, self.end))

    def piece(self, type_: TimexType, form: TimeForm) -> tuple[Piece, ...]:
        return (Piece(self.first, self.end - 1, type_, form),)

    def cut(self, first: int, end: int) -> "Segment":
        return self._replace(first=first, end=end)


Built = tuple[Piece, ...] | None


def number(segment: Segment) -> float | None:
    """The count of an expression: "two and a half" 2.5, "a" 1, "two dozen" 24; None if vague ("a few")."""
    total: float | None = None
    for _, word, mark in segment.each():
        if mark.kind == "N":
            if not isinstance(mark.value, int | float):
                return None
            total = _joined(total, mark.value)
        elif mark.kind == "J":
            total = (total or 0) + 0.5
        elif mark.kind == "U":
            total = total or 1.0
        elif word.lower in ("a", "an", "another") and total is None and "J" not in segment.shape and "N" not in segment.shape:
            total = 1.0
    return total


def _joined(total: float | None, value: float) -> float:
    """"twenty-five" adds, "two dozen" multiplies, "10-15" keeps the first."""
    if total is None:
        return value
    if value in (12, 100, 1000) and total < 100:
        return total * value
    return total + value if value < 10 <= total and total % 10 == 0 else total


def duration(unit: str, count: float | None) -> str:
    """The TIMEX3 period: ("week", 3) is P3W, ("hour", None) PTXH, (fortnight, 2) P4W."""
    if unit == "fortnight":
        unit, count = "week", None if count is None else count * 2
    if unit in ("half", "semester"):
        unit, count = "month", None if count is None else count * 6
    prefix, code = UNIT_CODES[unit]
    if unit == "hour" and count == 0.5:
        return "PT30M"
    if count == 0.5 and unit in ("year", "decade", "century"):
        return {"year": "P6M", "decade": "P5Y", "century": "P50Y"}[unit]
    amount = "X" if count is None else f"{count:g}"
    return f"P{prefix}{amount}{code}"


def is_plural(word: Word) -> bool:
    return word.lower.endswith("s") or word.lower == "millennia"


def unit_of(mark: Mark) -> str:
    return str(mark.value)


def edge_of(segment: Segment) -> str | None:
    """START, MID or END: "early", "the end of", "earlier", "later"."""
    for _, word, mark in segment.each():
        if mark.kind in "yz":
            return str(mark.value)
        if mark.kind in "ec" and word.lower in ("earlier", "later"):
            return "EARLIER" if word.lower == "earlier" else "LATER"
    return None
