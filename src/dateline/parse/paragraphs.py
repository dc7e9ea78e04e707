"""Text cut into the pieces that are parsed one by one; each keeps its offset and its length to the character."""

import re
from collections.abc import Iterator

from dateline.parse import glued
from dateline.text import dateline_line

LONGEST = 20_000  # characters of one parsed piece; a longer paragraph is cut at a sentence end or a blank
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "\xa0": " ", "\t": " "})
_SURROGATE = re.compile(r"[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f]")
_MARKS = re.compile(r"[^\w\s]{200,}")  # a tokenizer takes marks off one by one, and begins again after each
_PICTURED = re.compile(  # "Ruiz, left, greets", "Reis (R) and": where somebody stands in a picture, no word of its sentence
    r"(?<=[\w.]), ?(?:hidden at |seated |front |far |second |third |fourth )?(?:from )?(?:at )?"
    r"(?:left|right|center|centre|foreground|background)(?: (?:left|right))?,(?! (?:right|left|and|or|but)\b)"
    r"|(?<=\w) \((?:R|L|C|left|right|center|centre)\)"
)
_BREAK = re.compile(r"\n\s*\n|\n")
_CUT = re.compile(r"[.!?]['\")]*\s|\s")


def parse_copy(text: str) -> str:
    """A copy of equal length that the parser reads better: straight quotation marks (P16), no control characters.

    "“No,” he said" -> '"No," he said'; "Ruiz, left, greets" -> "Ruiz       greets"
    """
    copy = _SURROGATE.sub(" ", text.translate(_STRAIGHT))
    return _PICTURED.sub(_blank, _MARKS.sub(_blank, copy))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def is_wrapped(before: str, after: str) -> bool:
    """Whether a single line end stands inside a sentence: "... crossed the\\nborder on Friday" does."""
    return bool(before) and before[-1] not in '.!?:;"' and after[:1].islower()


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """(offset, text) for each paragraph that holds a word; a wrapped line is joined to the next by a blank.

    A dateline is a piece of its own: in "ADEN - Gunmen fired" a parser takes Aden for the one who fired.
    """
    copy = parse_copy(text)
    cut = _opening_end(copy)
    start = 0
    for match in _BREAK.finditer(copy):
        hard = match[0].count("\n") > 1
        if not hard and is_wrapped(copy[start : match.start()].rstrip(), copy[match.end() : match.end() + 1]):
            continue
        yield from _opened(copy, start, match.start(), cut)
        start = match.end()
    yield from _opened(copy, start, len(copy), cut)


def _opening_end(copy: str) -> int:
    """Where the dateline ends, or 0; "BELLO: We stay." of an interview is none."""
    line = dateline_line.find(copy)
    if line is None:
        return 0
    spoken = copy[: line.end].rstrip().endswith(":") and not (line.region or line.date or line.agency)
    return 0 if spoken else line.end


def _opened(copy: str, start: int, end: int, cut: int) -> Iterator[tuple[int, str]]:
    """A paragraph, cut behind its dateline if that is in it."""
    if start < cut < end:
        yield from _piece(copy, start, cut)
        start = cut
    for begin, stop in glued.parts(copy, start, end):
        yield from _bounded(copy, begin, stop)


def _bounded(copy: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    while end - start > LONGEST:
        cut = start + LONGEST
        found = [m.end() for m in _CUT.finditer(copy, cut - 2_000, cut)]
        cut = found[-1] if found else cut
        yield from _piece(copy, start, cut)
        start = cut
    yield from _piece(copy, start, end)


def _piece(copy: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    piece = copy[start:end].replace("\n", " ")
    stripped = piece.strip()
    if stripped and any(char.isalnum() for char in stripped):
        yield start + len(piece) - len(piece.lstrip()), stripped
