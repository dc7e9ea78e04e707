"""Expressions that complete each other across a word or two.

    overnight into Sunday                               the night that ends on Sunday
    at 03:17 local time (00:17 GMT) on 6 February       both hours are of that day
"""

import msgspec

from dateline.extract.times.segment import Piece
from dateline.syntax.tree import Word

OVERNIGHT = "TNI+"
REACH = 8  # words between an hour of the clock and its day
BREAKS = frozenset({"VERB", "AUX", "CCONJ", "PRON"})


def joined(words: list[Word], found: list[Piece]) -> list[Piece]:
    """The expressions of a sentence in order, with what their neighbours say of them."""
    made = list(found)
    for i in range(len(made) - 2, -1, -1):
        day = _day_of(words, made, i)
        if day is not None:
            made[i] = made[i]._replace(form=msgspec.structs.replace(day.form, part=made[i].form.part))
    return made


def _day_of(words: list[Word], found: list[Piece], i: int) -> Piece | None:
    """The expression that says which day a night or an hour belongs to."""
    piece, following = found[i], found[i + 1]
    between = words[piece.last + 1 : following.first]
    if piece.form.anchor != "unit" or piece.form.offset or not between:
        return None
    if piece.form.part == OVERNIGHT:
        return following if [word.lower for word in between] == ["into"] and _is_day(following) else None
    if not _is_clock(piece):
        return None
    for other in found[i + 1 :]:
        way = words[piece.last + 1 : other.first]
        if len(way) > REACH or any(word.pos in BREAKS or word.text in (";", ",") for word in way):
            return None
        if _is_day(other) and way[-1].lower == "on":
            return other
        if not _is_clock(other) and not _is_day(other):
            return None
    return None


def _is_day(piece: Piece) -> bool:
    return piece.form.anchor == "calendar" and piece.form.part is None and bool(piece.form.day or piece.form.weekday)


def _is_clock(piece: Piece) -> bool:
    part = piece.form.part or ""
    return piece.form.anchor in ("unit", "calendar") and part[:1] == "T" and part[1:2].isdigit()
