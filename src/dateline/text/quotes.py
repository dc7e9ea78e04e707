"""Quotation marks paired, paragraph by paragraph: pure functions on strings.

    “We stay,” said Koval. ‘They left,’ he added.     two quotations
    “First day ...                                    a mark that is not closed, and the next paragraph opens with one:
    “Second day ...”                                  one speaker goes on (`continues`, then `continued`)

An apostrophe is no mark ("the rebels' camp"), nor is an inch ("a 6\" shell"). An odd mark spoils its own paragraph at most.
Each mark is looked at once, and what is left after it is counted beforehand: thousands of odd marks take no longer than as many
pairs (`tests/test_quotes.py`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_MARK = re.compile("''|``|[“”„«»\"‘’'‟″]")
_DOUBLE_OPEN = frozenset({"“", "„", "«", "``", "‟"})
_DOUBLE_CLOSE = frozenset({"”", "»"})
_PAIRABLE = _DOUBLE_OPEN | _DOUBLE_CLOSE | {'"', "''", "″"}
_BEFORE_OPEN = frozenset(" \t\n\xa0([{—–-/:;,“\"‘'…")
_ENDS = frozenset(".,!?…;:)]—–-")
_DEEPEST = 6  # quotations within quotations; text that opens more of them is broken
_CLIPPED = re.compile(r"(?:em|til|tis|twas|cause|n|bout|round|\d0s)\b", re.IGNORECASE)


@dataclass(slots=True)
class Quotation:
    """Words between marks: `text[start:end]` with them, `text[inner:inner_end]` without; `outer` counts in the same list.

    `closed` is False where no closing mark was found; `continues`: the next paragraph opens with a mark and goes on.
    """

    start: int
    end: int
    inner: int
    inner_end: int
    paragraph: int
    outer: int | None = None
    single: bool = False
    closed: bool = True
    continues: bool = False
    continued: bool = False


@dataclass(slots=True)
class _Open:
    start: int
    inner: int
    single: bool
    curly: bool
    slot: int


def pair(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Quotation]:
    """All quotations in the order in which they open; paragraphs are character ranges."""
    found: list[Quotation] = []
    for number, (start, end) in enumerate(paragraphs):
        if _MARK.search(text, start, end):
            _Paragraph(text, start, end, number).pair_into(found)
    _continue(text, paragraphs, found)
    return found


class _Paragraph:
    """One paragraph's marks, left to right, with a stack of those still open; `doubles` are those of them that are double.

    `left` counts, for each mark, how many more close than open after it; `letters` is where the next letter after it stands.
    """

    def __init__(self, text: str, start: int, end: int, number: int) -> None:
        self.text, self.start, self.end, self.number = text, start, end, number
        self.open: list[_Open] = []
        self.doubles: list[_Open] = []
        self.done: dict[int, Quotation] = {}
        self.slots = 0
        self.marks = list(_MARK.finditer(text, start, end))
        self.left, self.letters = self._ahead()

    def _ahead(self) -> tuple[list[int], dict[int, int]]:
        left, letters = [0] * len(self.marks), dict[int, int]()
        count, at, stop = 0, self.end, self.end
        for index in range(len(self.marks) - 1, -1, -1):
            match = self.marks[index]
            left[index] = count
            count += (match[0] in _DOUBLE_CLOSE or match[0] == '"') - (match[0] in _DOUBLE_OPEN)
            for inner in range(match.end(), match.start(), -1):  # "''" may be two marks
                letter = next((i for i in range(inner, stop) if self.text[i].isalnum()), at)
                letters[inner] = at = letter
                stop = inner
        return left, letters

    def pair_into(self, found: list[Quotation]) -> None:
        for index, match in enumerate(self.marks):
            mark = match[0]
            if mark == "''" and self._ends_two():
                self._single(match.start(), match.start() + 1, "'", len(self.marks))
                self._single(match.start() + 1, match.end(), "'", len(self.marks))
            elif mark in _PAIRABLE:
                self._double(match.start(), match.end(), mark, self.left[index])
            else:
                self._single(match.start(), match.end(), mark, index + 1)
        while self.open:
            last = self._pop()
            if not last.single:
                self._close(last, self.end, self.end, closed=False)
        base = len(found)
        order = {slot: base + rank for rank, slot in enumerate(sorted(self.done))}
        for slot in sorted(self.done):
            quotation = self.done[slot]
            quotation.outer = order.get(quotation.outer) if quotation.outer is not None else None
            found.append(quotation)

    def _ends_two(self) -> bool:
        """Two single marks and not a double one: the innermost that is open is single."""
        return bool(self.open) and self.open[-1].single

    def _around(self, start: int, end: int) -> tuple[str, str]:
        before = self.text[start - 1] if start > self.start else " "
        after = self.text[end] if end < self.end else " "
        return before, after

    def _double(self, start: int, end: int, mark: str, left: int) -> None:
        before, after = self._around(start, end)
        top = self.doubles[-1] if self.doubles else None
        opens = mark in _DOUBLE_OPEN or (before in _BEFORE_OPEN and not after.isspace() and after not in ".,!?;:")
        closes = mark in _DOUBLE_CLOSE or after.isspace() or after in _ENDS or not opens
        if top is None:
            if (before.isdigit() and mark in '"″') or (mark in '"″' and not opens and after.isspace() and not before.isspace()):
                return
            self._push(start, end, single=False, curly=mark in _DOUBLE_OPEN)
        elif mark in _DOUBLE_OPEN and (before.isspace() or not (after.isspace() or after in _ENDS)):
            if left < len(self.doubles) + 1:  # a quotation inside, if marks enough are left to close both
                self._end_here(top, start)
            self._push(start, end, single=False, curly=True)
        elif mark == '"' and opens and not closes and not top.curly:
            self._end_here(top, start)
            self._push(start, end, single=False, curly=False)
        elif mark == '"' and opens and not closes:
            self._push(start, end, single=False, curly=False)
        else:
            self._pop_to(top, start, end)

    def _end_here(self, top: _Open, at: int) -> None:
        """A quotation that was never closed ends where the next one opens."""
        while self._pop() is not top:
            pass
        stop = at
        while stop > top.inner and self.text[stop - 1].isspace():
            stop -= 1
        self._close(top, stop, stop, closed=False)

    def _single(self, start: int, end: int, mark: str, after_it: int) -> None:
        before, after = self._around(start, end)
        top = self.open[-1] if self.open and self.open[-1].single else None
        if top is not None and not after.isalnum() and mark != "‘" and not before.isspace():
            if before in ".,!?…" or not self._later_end(after_it, before):
                self._pop_to(top, start, end)
            return
        starts = before in _BEFORE_OPEN and (after.isalnum() or after in "[(…“\"")
        if top is None and starts and mark != "’" and not _CLIPPED.match(self.text, end):
            self._push(start, end, single=True, curly=mark == "‘")

    def _later_end(self, after_it: int, before: str) -> bool:
        """After "s" the mark may be a possessive's ("the rebels' camp"): a better end in the same paragraph wins."""
        if before != "s":
            return False
        later = self.marks[after_it : after_it + 6]
        return any(match[0] in "’'" and self.text[match.start() - 1] in ".,!?" for match in later)

    def _push(self, start: int, end: int, *, single: bool, curly: bool) -> None:
        if len(self.open) >= _DEEPEST:
            self._end_here(self.open[0], start)
        self.open.append(_Open(start, end, single, curly, self.slots))
        if not single:
            self.doubles.append(self.open[-1])
        self.slots += 1

    def _pop(self) -> _Open:
        last = self.open.pop()
        if not last.single:
            self.doubles.pop()
        return last

    def _pop_to(self, top: _Open, start: int, end: int) -> None:
        while self._pop() is not top:
            pass
        self._close(top, end, start, closed=True)

    def _close(self, opened: _Open, end: int, inner_end: int, *, closed: bool) -> None:
        if inner_end <= opened.inner or self.letters.get(opened.inner, self.end) >= inner_end:
            return
        outer = self.open[-1].slot if self.open else None
        self.done[opened.slot] = Quotation(
            opened.start, end, opened.inner, inner_end, self.number, outer, opened.single, closed
        )


def _continue(text: str, paragraphs: Sequence[tuple[int, int]], found: list[Quotation]) -> None:
    """Marks a quotation left open at a paragraph's end that the next paragraph opens again."""
    outermost = [quotation for quotation in found if quotation.outer is None]
    for quotation, after in pairwise(outermost):
        if quotation.closed or quotation.end != paragraphs[quotation.paragraph][1]:
            continue
        start = paragraphs[after.paragraph][0]
        same = text[after.start] == text[quotation.start]
        if same and after.paragraph == quotation.paragraph + 1 and not text[start : after.start].strip():
            quotation.continues = after.continued = True
