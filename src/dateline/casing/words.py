"""The words of a paragraph in capitals, each with what its form alone says of its case."""

import re
from dataclasses import dataclass
from typing import Literal

from dateline.knowledge.casing import WORD, Casing, is_unspeakable

Case = Literal["small", "name", "upper", "fixed"]
_START = re.compile(  # of a sentence: its end before, a quotation after a colon or comma
    r"[.!?…][\"'”’)\]\s]*\s[\"'“‘(\[]*$|[.!?…][\"'”’)]*\s*[\"“]$|[:,]\s*[\"“'‘]$"
)
_ROMAN = re.compile(r"(?=[ivx])x{0,2}(?:ix|iv|v?i{0,3})$")
_BRACKETED = re.compile(r"[(\[]$")
BEGINNINGS = frozenset({"the", "a", "he", "but", "it", "they", "this", "there"})
SAYING = frozenset({"said", "says", "added", "declared", "warned", "saying", "stated"})
UNITS = frozenset((
    "km", "kms", "kg", "mm", "cm", "st", "nd", "rd", "th", "s", "m", "ft", "lb", "lbs", "mph", "hrs", "a", "b", "pm", "am", "bn",
    "mn", "x", "p", "d", "million", "billion",
))  # fmt: skip
CLIPPED = frozenset({"s", "t", "d", "m", "ll", "ve", "re"})


@dataclass(slots=True)
class Token:
    """`low` is the word in small letters, `gap` what stands between it and the word before, `rest` the next few characters."""

    start: int
    end: int
    low: str
    gap: str
    rest: str = ""
    case: Case = "small"
    written: str = ""
    opens: bool = False  # a sentence begins with it
    sure: bool = False  # by a table of names, or by its neighbours

    @property
    def joined(self) -> bool:
        return self.gap in ("-", "‐", "–") and not self.opens

    @property
    def near(self) -> bool:
        """Nothing but a blank or hyphen stands before it."""
        return bool(self.gap) and not self.gap.strip(" \n-")

    def fix(self, written: str) -> None:
        self.written, self.case, self.sure = written, "fixed", True

    def name(self, *, sure: bool = True) -> None:
        if self.case == "small" or not self.sure:
            self.case, self.sure = "name", sure


def small(text: str) -> str:
    """Small letters, but for a letter whose small form has another length ("İ")."""
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def tokens_of(text: str, known: Casing) -> list[Token]:
    """The words of a text with their first guess."""
    made: list[Token] = []
    last = 0
    for match in WORD.finditer(text):
        start, end = match.span()
        token = Token(start, end, small(match[0]).replace("’", "'"), text[last:start], text[end : end + 4])
        token.opens = not made or _is_start(token, made[-1], known)
        _guess(token, text, known)
        made.append(token)
        last = match.end()
    return made


def _is_start(token: Token, before: Token, known: Casing) -> bool:
    gap = token.gap
    if gap == " ":
        return before.low.endswith(".") and len(before.low) > 2 and token.low in BEGINNINGS  # "... THE U.S. THEY ..."
    if gap.strip() in ('"', "“") and before.low in SAYING:
        return True
    if token.low in SAYING and "," in gap:
        return False  # '..., "said the mayor': the mark stands wrong
    if gap.startswith("]") and before.opens:
        return True  # "[TEXT] THE PRESIDENT ..."
    if not _START.search(gap):
        return "\n" in gap and gap.strip() != "" and gap.strip()[-1] in "-*•."
    short = before.low.strip(".") in known.abbreviations or len(before.low) == 1
    return not (short and gap.strip() == ".")


def _guess(token: Token, text: str, known: Casing) -> None:
    low = token.low
    before, after = text[token.start - 1 : token.start], text[token.end : token.end + 1]
    digits = (before.isdigit(), after.isdigit() or (after == "-" and text[token.end + 1 : token.end + 2].isdigit()))
    if any(digits):
        token.case, token.sure = ("small" if digits[0] and low in UNITS else "upper"), True
        return
    if (token.gap[-1:] in ("'", "’") and low in CLIPPED) or token.gap in (".", "@", "_"):
        token.case, token.sure = "small", True  # "we 'll", an address
        return
    if "." in low:
        token.case, token.sure = ("small" if low in known.small_letters else "upper"), True
        return
    bare = low.removesuffix("'s").removesuffix("'")
    if (written := known.names.get(low) or known.names.get(bare)) is not None:
        token.fix(written + low[len(written) :])
    elif (len(bare) > 1 and _ROMAN.match(bare)) or (len(low) == 1 and (after == "." or low not in ("a", "s"))):
        token.case, token.sure = "upper", True
    elif low in known.titled and (after == "." or low in ("mr", "mrs", "dr", "ms", "lt", "sgt", "capt", "maj", "col", "brig")):
        token.fix(low.capitalize())
    elif low.endswith("s") and low[:-1] in known.acronyms and known.weight(low) is None:
        token.fix(known.acronyms[low[:-1]] + "s")  # "NGOS"
    elif bare in known.acronyms and _is_acronym(token, bare, after, known):
        written = known.acronyms[bare]
        token.fix(written + low[len(written) :])
    elif known.weight(low) is None:
        _unknown(token, bare)


def _unknown(token: Token, bare: str) -> None:
    if is_unspeakable(bare) or (bare.startswith("un") and 4 < len(bare) < 9):  # "UNAMIR"
        token.fix(bare.upper() + token.low[len(bare) :])
        token.sure = False
    else:
        token.case = "name"


def _is_acronym(token: Token, bare: str, after: str, known: Casing) -> bool:
    """A known acronym that is also a word ("WHO", "US", "ARENA") stands in brackets, or its neighbours tell (`names`)."""
    return known.weight(bare) is None or (after in (")", "]") and bool(_BRACKETED.search(token.gap)))
