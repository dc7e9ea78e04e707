"""The words of a text for comparison: folded, hashed, and told apart as names, numbers and plain words.

    "Forty-five pilgrims left Baloutchistan."  ->  number 45, plain "pilgrims", "left", name of the sound "blsstn"

No parse is needed: a near-copy that was spun or translated and back parses badly, but its names and numbers still stand
in the same order. Names are folded to their consonants, so that house style and mangled spellings meet; a country, its
people and its capital are one name, since a paraphrase swaps them ("Iran", "Iranian", "Tehran").
"""

import re
from collections.abc import Set
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from dateline.knowledge.countries import countries
from dateline.text.fold import fold

PLAIN, NAME, NUMBER, QUOTE, NATION, DAY, COMMON, BREAK = range(8)
CODED = COMMON  # the kind of marks that are of what was coded and not of words: common words have no marks

_TOKEN = re.compile(r"\d[\d.,]*\d|[^\W_]+(?:['’][^\W\d_]+)*|[\"“”.!?:\n]|''|``")
_QUOTES = frozenset({'"', "“", "”", "''", "``"})
_UNITS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "dozen": 12, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1000, "millions": 10**6,
}  # fmt: skip
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
           "lakh": 10**5, "crore": 10**7}  # fmt: skip
_SOUNDS = (("tch", "s"), ("sch", "s"), ("ch", "s"), ("sh", "s"), ("kh", "k"), ("gh", "g"), ("ph", "f"), ("dj", "j"), ("zh", "j"),
           ("ce", "se"), ("ci", "si"), ("ck", "k"), ("c", "k"), ("q", "k"), ("x", "ks"), ("w", "v"), ("z", "s"))  # fmt: skip
_SILENT = re.compile(r"(?<=.)[aeiouyh]")
_DOUBLED = re.compile(r"(.)\1+")
_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ied", "ers", "ed", "es", "er", "ly", "s", "e")
_DAYS = frozenset((
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may",
    "june", "july", "august", "september", "october", "november", "december",
))  # fmt: skip


@lru_cache(maxsize=500_000)
def hashed(text: str) -> int:
    """A 64-bit hash that is the same on every machine and in every run."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


@lru_cache(maxsize=100_000)
def number_hash(value: float) -> int:
    """The hash of a number without its thousands: 160 million is 160, since a scale word is easily lost on the way."""
    while value >= 1000 and value % 1000 == 0:
        value /= 1000
    return hashed(f"#{value:g}")


def sound(name: str) -> str:
    """The consonants of a folded name, likenesses merged: "balochistan", "baloutchistan" -> "blsstn"; "tehran" -> "trn"."""
    for old, new in _SOUNDS:
        name = name.replace(old, new)
    name = "a" + name[1:] if name[:1] in "aeiouy" else name
    return _DOUBLED.sub(r"\1", _SILENT.sub("", name))


def stem(word: str) -> str:
    """A word without its inflection, roughly: "closing", "closed" -> "clos"."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


_COMMON_WORDS = (
    "a about above after again against ago all almost also although am amid among an and another any are around as at away "
    "back be because been before being below between both but by came can cannot come could despite did do does doing done "
    "down due during each either else even ever every few for former from further get go going got had has have having he "
    "her here hers herself him himself his how however i if in into is it its itself just last late later least less let "
    "like made make many may me might more most much must my near never new next no nor not now of off often on once only "
    "onto or other our out over own part per perhaps put rather said same saw say saying says see seen several shall she "
    "should since so some still such take than that the their theirs them then there these they this those though through "
    "thus to told too took toward towards under until up upon us use used very via was way we well went were what when "
    "where whether which while who whom whose why will with within without would yet you your yours "
)
_COMMON = frozenset(_COMMON_WORDS.split())


class Entry(NamedTuple):
    """What a token is in lower case, its value if it is a number, and what it is with a capital that no beginning explains."""

    kind: int
    form: int
    key: int
    value: float | None
    name_kind: int
    name_form: int
    name_key: int


@lru_cache(maxsize=500_000)
def entry(token: str) -> Entry:
    """A token looked up; news repeats its words, so that most are looked up once."""
    lower = _lower(token.lower())
    if token[0].isupper() and token.lower() not in _UNITS:
        return Entry(*lower, *_capital(token))
    return Entry(*lower, -1, 0, 0)


def _lower(token: str) -> tuple[int, int, int, float | None]:
    """Kind, form, key and value of a word in lower case."""
    folded = fold(token.removesuffix("'s").removesuffix("’s"))
    if not folded:
        return (QUOTE if token in _QUOTES else BREAK), 0, 0, None
    if token[0].isdigit():
        value = _value(token)
        if value is not None:
            return NUMBER, hashed(folded), number_hash(value), value
    if folded in _UNITS:
        return NUMBER, hashed(folded), number_hash(_UNITS[folded]), float(_UNITS[folded])
    return COMMON if folded in _COMMON else PLAIN, hashed(folded), hashed(stem(folded)), None


def _capital(token: str) -> tuple[int, int, int]:
    """Kind, form and key of a word with a capital that no sentence beginning explains."""
    bare = token.removesuffix("'s").removesuffix("’s")
    folded = fold(bare)
    if folded in _DAYS:
        return DAY, hashed(folded), hashed(folded)
    table = countries()
    nation = table.of_demonym(bare) or table.by_name(bare) or table.of_capital(bare)
    if nation is not None:
        return NATION, hashed(folded), hashed("@" + nation)
    return NAME, hashed(folded), hashed("^" + (sound(folded) or folded))


def _value(token: str) -> float | None:
    """"1,200" -> 1200, "3.5" -> 3.5; a date in figures or an address has none."""
    plain = token.replace(",", "")
    return float(plain) if plain.count(".") <= 1 and plain.replace(".", "").isdecimal() else None


class Words(NamedTuple):
    """The words of a text as parallel lists: kind, hash of the folded form, hash of the key (stem, sound, value)."""

    kinds: list[int]
    forms: list[int]
    keys: list[int]


def first_word(text: str, start: int) -> str:
    """The token that begins at a character, as `words_of` cuts it."""
    match = _TOKEN.match(text, start)
    return match[0] if match else ""


def words_of(text: str, named: Set[str] = frozenset()) -> Words:
    """The words of a text in order; `named` are words that the record has as names, which settles sentence beginnings.

    "forty-five" and "4 million" are one number each; an opening quotation mark is a word of its own.
    """
    kinds: list[int] = []
    forms: list[int] = []
    keys: list[int] = []
    value: float | None = None  # of the number that the last word ended
    opening = True
    for token in _TOKEN.findall(text):
        kind, form, key, number, name_kind, name_form, name_key = entry(token)
        if name_kind >= 0 and (not opening or token in named):
            kind, form, key, number = name_kind, name_form, name_key, None
        elif kind == BREAK:
            opening, value = True, None
            continue
        opening = kind == QUOTE
        if value is not None:
            joined = _joined(value, token.lower(), number)
            if joined is not None:
                value = joined
                keys[-1] = number_hash(value)
                continue
        value = number
        kinds.append(kind)
        forms.append(form)
        keys.append(key)
    return Words(kinds, forms, keys)


def _joined(value: float, token: str, number: float | None) -> float | None:
    """The value of a number that goes on: "4" "million", "forty" "five"; None where it does not."""
    if token in _SCALES:
        return value * _SCALES[token]
    if number is not None and 20 <= value < 100 and number < 10 and value % 10 == 0:
        return value + number
    return None
