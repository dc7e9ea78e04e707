"""A text cut into pieces, each with the records that lie on it. Spans are code points: the browser would count otherwise.

Where records overlap, a piece carries all of them; the strongest gives its ground, the others their lines.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise


@dataclass(frozen=True)
class Mark:
    """Words of a record: `kind` event, figure, said, crossing, place, time or a role; `record` the key it belongs to."""

    start: int
    end: int
    kind: str
    record: str
    status: str = "occurred"
    role: str = ""  # the small word after it: who, whom, where, when


@dataclass(frozen=True)
class Piece:
    """Characters that carry the same marks, the strongest first; `opens` are the marks that begin here, `ends` those that end."""

    text: str
    marks: tuple[Mark, ...] = ()
    opens: tuple[Mark, ...] = ()
    ends: tuple[Mark, ...] = ()
    at: bool = False  # lies in the words that the address points to

    @property
    def classes(self) -> str:
        """Style classes: the kind of the strongest, statuses that change its line."""
        strongest = self.marks[0]
        return f"{strongest.kind} {strongest.status}" if strongest.status != "occurred" else strongest.kind


@dataclass(frozen=True)
class Paragraph:
    start: int
    pieces: list[Piece]
    records: list[str] = field(default_factory=list)  # keys of the records whose first mark lies here


OWN = ("event", "figure", "crossing", "said")  # kinds whose words are a record of their own
STRENGTH = {"event": 0, "crossing": 1, "figure": 2, "who": 3, "place": 4, "time": 5, "said": 6}


def paragraphs(text: str, marks: Iterable[Mark], at: tuple[int, int] | None = None) -> list[Paragraph]:
    """The paragraphs of a text as pieces; `at` is a span that the address points to."""
    ordered = deque(sorted(marks, key=lambda mark: (mark.start, STRENGTH.get(mark.kind, 9), mark.end)))
    told: list[Paragraph] = []
    seen: set[str] = set()
    over: list[Mark] = []  # marks that reach into the paragraph
    for start, end in _lines(text):
        over = [mark for mark in over if mark.end > start]
        fresh = []
        while ordered and ordered[0].start < end:
            mark = ordered.popleft()
            over += [mark] if mark.end > start else []
            if mark.kind in OWN and mark.record not in seen:
                fresh.append(mark.record)
                seen.add(mark.record)
        told.append(Paragraph(start, pieces(text, (start, end), over, at), fresh))
    return told


def _lines(text: str) -> list[tuple[int, int]]:
    """Spans of the lines of a text that hold something."""
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def pieces(text: str, window: tuple[int, int], marks: Sequence[Mark], at: tuple[int, int] | None = None) -> list[Piece]:
    """The pieces of text[start:end]; together they are the text, letter by letter."""
    start, end = window
    opening: dict[int, list[Mark]] = defaultdict(list)
    edges = {start, end, *(min(max(edge, start), end) for edge in at or ())}
    for mark in marks:
        opening[max(mark.start, start)].append(mark)
        edges |= {max(mark.start, start), min(mark.end, end)}
    told: list[Piece] = []
    over: list[Mark] = []
    for left, right in pairwise(sorted(edges)):
        over = sorted([mark for mark in over if mark.end > left] + opening.get(left, []), key=lambda m: STRENGTH.get(m.kind, 9))
        opens = tuple(mark for mark in over if mark.start == left)
        ends = tuple(mark for mark in over if mark.end == right)
        told.append(Piece(text[left:right], tuple(over), opens, ends, at is not None and at[0] <= left and right <= at[1]))
    return told
