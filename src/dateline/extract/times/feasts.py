"""Feasts and named days: "Christmas Eve", "Eid al-Adha", "9/11". Found before the grammar runs, as whole phrases."""

from dateline.drafts import TimeForm
from dateline.extract.times.dates import DIRECTIONS, OFFSETS
from dateline.extract.times.segment import Piece
from dateline.knowledge.calendar import Mark, calendar
from dateline.syntax.tree import Word


def phrases(words: list[Word], known: list[Mark]) -> tuple[list[Piece], set[int]]:
    """Pieces, and the indices of the words that they take from the grammar."""
    starts = calendar().phrase_starts
    found: list[Piece] = []
    taken: set[int] = set()
    for at, word in enumerate(words):
        if known[at].kind in "HMNWF" and word.lower in starts and at not in taken and not word.text[0].islower():
            length = _length(words, at)
            if length:
                piece = _piece(words, known, (at, at + length))
                taken.update(range(at, at + length))
                if piece is not None:
                    found.append(piece)
                    taken.update(range(piece.first, piece.last + 1))
    return found, taken


def _length(words: list[Word], at: int) -> int:
    for phrase in calendar().phrase_starts[words[at].lower]:
        if tuple(word.lower for word in words[at : at + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def _piece(words: list[Word], known: list[Mark], place: tuple[int, int]) -> Piece | None:
    """The expression of a phrase with its year or its "last"; None for a name of something else ("Sunday Times")."""
    first, end = place
    phrase = " ".join(word.lower for word in words[first:end])
    named = calendar().named.get(phrase)
    if named is not None:
        last = end - 2 if end - first > 1 else end - 1
        return Piece(first, last, "DATE", TimeForm("value", value=named))
    feast = calendar().feasts.get(phrase)
    if feast is None:
        return None
    year, direction, offset = None, None, None
    if first and known[first - 1].kind in DIRECTIONS:
        direction = DIRECTIONS[known[first - 1].kind]
        first -= 1
    if end < len(words) and known[end].kind == "Y" and known[end].value is not None:
        year = int(str(known[end].value)[:4])
        end += 1
    elif [mark.kind for mark in known[end : end + 2]] in (["l", "U"], ["n", "U"], ["t", "U"]) and known[end + 1].value == "year":
        offset = OFFSETS[known[end].kind]
        end += 2
    return Piece(first, end - 1, "DATE", TimeForm("feast", feast=feast, year=year, direction=direction, offset=offset))
