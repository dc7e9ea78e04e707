"""The copy of a text in which its paragraphs in capitals have the case that a newspaper would print."""

import re

from dateline.casing.detect import in_capitals, may_have
from dateline.casing.names import name_all
from dateline.casing.words import Token, small, tokens_of
from dateline.knowledge.casing import WORD, casing
from dateline.knowledge.gazetteer import Gazetteer
from dateline.text import dateline_line

_MIDDLE = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{2,}\b")  # a capital that no beginning explains
_SMALL = re.compile(r"\b[a-z]{3,}\b")
_MONTHS = re.compile(r"\b(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*\b")
_LABEL = re.compile(r"\s*\[[^\]\n]{1,40}\]\s*")  # "[TEXT] "
_SPEAKER = re.compile(r"[A-Z][A-Z. ]{1,30}: ")
TURNS = 2  # paragraphs with such a beginning that make a talk
_MAC = re.compile(r"(?:mc|o'|d'|l'|n'|m')(?=[^\W\d_]{3})")
OPENING = 200  # characters of a paragraph in which its dateline ends


def recased(text: str, gazetteer: Gazetteer, company: str = "") -> str:
    """The text itself where nothing is in capitals; else a copy of equal length.

    A headline learns from the rest of its report, a title from its `company`, the report below it.
    """
    if not may_have(text):
        return text
    known = casing()
    parts: list[str] = []
    last = 0
    found = [(lines[0][0], lines[-1][1]) for lines in in_capitals(text, known)]
    if not found:
        return text
    named, plain = _told(_rest(text, found) + "\n" + company)
    pages = [(start, end, tokens_of(text[start:end], known)) for start, end in found]
    talk = sum(_SPEAKER.match(text, start, end) is not None for start, end in found) >= TURNS
    for start, _, tokens in pages:
        _by_body(tokens, named, plain)
        if talk and (speaker := _SPEAKER.match(text, start)):
            _keep(tokens, speaker.end() - start)
        name_all(tokens, known, gazetteer)
    everywhere = {token.low for _, _, tokens in pages for token in tokens if token.sure and token.case == "name"}
    for start, end, tokens in pages:
        _again(tokens, everywhere & known.surnames)
        parts += [text[last:start], _written(text[start:end], tokens)]
        last = end
    parts.append(text[last:])
    return "".join(parts)


def _keep(tokens: list[Token], end: int) -> None:
    """"OFFICER: WE STAY." of an interview: its speakers stay in capitals, as they would stand in any text."""
    for token in tokens:
        if token.start >= end:
            token.opens = True
            return
        token.case, token.sure = "upper", True


def _rest(text: str, found: list[tuple[int, int]]) -> str:
    """What of a text is not in capitals."""
    ends = [0, *(end for _, end in found)]
    starts = [*(start for start, _ in found), len(text)]
    return "\n".join(text[end:start] for end, start in zip(ends, starts, strict=True))


def _told(body: str) -> tuple[set[str], set[str]]:
    """Words that the rest of a report writes with a capital inside sentences, and such that it writes small."""
    if not body.strip():
        return set(), set()
    plain = set(_SMALL.findall(body))
    return {word.lower() for word in _MIDDLE.findall(body)} - plain, plain


def _by_body(tokens: list[Token], named: set[str], plain: set[str]) -> None:
    """A headline in capitals learns from the report below it."""
    for token in tokens:
        if token.low in named:
            token.name()
        elif token.low in plain and not token.sure:
            token.case = "small"


def _again(tokens: list[Token], names: set[str]) -> None:
    """"BUSH SAID": who was named with a rank is meant later on, too; but not in "THE BUSH"."""
    for at, token in enumerate(tokens):
        if token.low.removesuffix("'s") in names and token.case == "small" and not token.sure:
            before = tokens[at - 1].low if at and token.near else ""
            if before not in ("the", "a", "an", "in", "this", "that") or token.low.endswith("'s"):
                token.name()


def _written(text: str, tokens: list[Token]) -> str:
    """A paragraph with its tokens in their case; line ends inside it become blanks, its dateline's town keeps capitals."""
    made = list(small(text) if not tokens else text)
    for token in tokens:
        made[token.start : token.end] = _cased(text[token.start : token.end], token)
    copy = "".join(made).replace("\n", " ")
    return _with_dateline(text, copy)


def _with_dateline(text: str, copy: str) -> str:
    """"BOGOTA, 14 MAY 89 (EFE) -- ": the town as a wire service writes it, the sentence behind it begun."""
    line = dateline_line.find(_MONTHS.sub(lambda month: month[0].capitalize(), text[:OPENING]))
    if line is None or line.place is None or line.place.start:
        return copy
    if not (line.date or line.agency or line.region or "-" in text[: line.end]):
        return copy
    head, rest = copy[: line.end], copy[line.end :]
    if line.agency is not None:
        head = head[: line.agency.start] + _agency(text[line.agency.start : line.agency.end]) + head[line.agency.end :]
    label = _LABEL.match(rest)
    first = WORD.search(rest, label.end() if label else 0)
    if first is not None and rest[first.start()].islower():
        rest = rest[: first.start()] + _upper(rest[first.start()]) + rest[first.start() + 1 :]
    return text[: line.place.end] + head[line.place.end :] + rest


def _agency(name: str) -> str:
    """"EFE" and "ACAN-EFE" stay as they stand; "REUTER" and "RADIO SANDINO" are names."""
    if " " in name:
        return re.sub(r"[^\W\d_]+", lambda word: _titled(small(word[0])), name)
    return _titled(small(name)) if small(name) in ("reuter", "reuters", "xinhua", "tanjug", "notimex", "kyodo") else name


def _cased(text: str, token: Token) -> str:
    if token.case == "upper":
        return text
    low = small(text)
    if token.case == "fixed" and len(token.written) == len(text) and token.written.lower() == low.replace("’", "'"):
        low = "".join(char if mark in "'’" else new for char, mark, new in zip(text, text, token.written, strict=True))
        return _upper(low[0]) + low[1:] if token.opens else low
    if token.case in ("name", "fixed"):
        return _titled(low)
    return _upper(low[0]) + low[1:] if token.opens or (low == "i" and not token.joined) or low.startswith(("i'", "i’")) else low


def _titled(low: str) -> str:
    """"o'brien" -> "O'Brien", "mcdonald" -> "McDonald", "sana'a" -> "Sana'a"."""
    inner = _MAC.match(low.replace("’", "'"))
    at = inner.end() if inner else 0
    return _upper(low[0]) + low[1:at] + (_upper(low[at]) + low[at + 1 :] if at else low[1:])


def _upper(char: str) -> str:
    return up if len(up := char.upper()) == 1 else char
