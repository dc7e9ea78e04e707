"""Which stretches of a text are written in capitals: paragraphs, and lines of one that was cut at a fixed width."""

import re
from collections.abc import Iterator

from dateline.knowledge.casing import WORD, Casing

_LONG_RUN = re.compile(r"[A-Z][^a-z\n]{11}")  # twelve characters without a small letter; there are few in other texts
_LINE = re.compile(r"[^\n]+")
SHARE = 0.85  # capitals of the letters
LEAST = 3  # words of a headline
CUT = 40  # characters of a line that may have been cut
FULL = 0.75  # of the longest line: a shorter one ends a paragraph
ENDS = ".!?:;\"'”’)"


def in_capitals(text: str, known: Casing) -> Iterator[list[tuple[int, int]]]:
    """Each paragraph in capitals as the spans of its lines, in order. "UN, NATO and EU" is none."""
    block: list[tuple[int, int]] = []
    for match in _LINE.finditer(text):
        span = match.span()
        if not is_in_capitals(match[0], known, goes_on=bool(block) and text[block[-1][1] : span[0]] == "\n"):
            if block:
                yield from _paragraphs(text, block)
            block = []
            continue
        if block and text[block[-1][1] : span[0]] != "\n":
            yield from _paragraphs(text, block)
            block = []
        block.append(span)
    if block:
        yield from _paragraphs(text, block)


def may_have(text: str) -> bool:
    """The cheap question that spares all other texts: whether there is a longer stretch without small letters."""
    return _LONG_RUN.search(text) is not None


def is_in_capitals(line: str, known: Casing, *, goes_on: bool = False) -> bool:
    """Whether a line is; below another such line a single word suffices ("PROVINCE.")."""
    capitals = sum(map(str.isupper, line))
    small = sum(map(str.islower, line))
    if not capitals or capitals < SHARE * (capitals + small):
        return False
    words = [word.lower() for word in WORD.findall(line)]
    if goes_on:
        return True
    plain = sum(len(word) > 2 and known.weight(word) is not None and word not in known.acronyms for word in words)
    return len(words) >= LEAST and plain > 0 and plain * 5 >= len(words)


def _paragraphs(text: str, lines: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Neighbouring lines, kept together where one was full and stopped inside a sentence."""
    width = max(end - start for start, end in lines)
    made = [lines[0]]
    for line in lines[1:]:
        before = text[made[-1][0] : made[-1][1]].rstrip()
        if len(before) >= max(CUT, FULL * width) and width <= 3 * CUT and before[-1] not in ENDS:
            made.append(line)
        else:
            yield made
            made = [line]
    yield made
