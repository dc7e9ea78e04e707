"""Which words are names and how they are written: what a text all in capitals is read with.

`words/casing.toml` holds what was written by hand, `words/english.csv` the words of an English dictionary with how often they
were met in a tagged corpus (see NOTICE); countries, armed groups, bodies and office-holders come from their own tables.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files

import msgspec

from dateline.knowledge.actor_book import actor_book
from dateline.knowledge.countries import countries
from dateline.knowledge.tables import read_table

WORD = re.compile(r"[^\W\d_](?:\.[^\W\d_])+\.?|[^\W\d_]+(?:['’][^\W\d_]+)*['’]?")
VOWELS = frozenset("aeiouyáéíóúàèìòùäëïöüâêîôûãõ")
_ENDS = (  # how a derived word ends, and what its base ends in instead
    ("ies", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
    ("ers", ""), ("ers", "e"), ("er", ""), ("er", "e"), ("est", ""), ("est", "e"), ("ly", ""), ("ily", "y"), ("ness", ""),
    ("less", ""), ("ists", "ism"), ("ist", "ism"), ("our", "or"), ("ise", "ize"), ("ising", "ize"), ("ised", "ize"),
    ("re", "er"), ("isation", "ization"), ("men", "man"), ("women", "woman"),
)  # fmt: skip
_FRONTS = ("un", "re", "non", "anti", "counter", "over", "mis", "pre", "sub", "super", "out", "under")
_OPENS = re.compile(  # consonants that a spoken word may begin with
    r"^(?:[bcdfgkpstvz][lr]|[bcdfghjklmnpqrstvwxz]h|[cgkpst][nmw]|s[cklmnpqtw]|[dgkqst]w|ts|st[rw]|s[cpk][rlh]|n[dgjkty]|m[bp]"
    r"|gj|dj|dz|tz|sr|kr|ll|mc|gb|kp|ks|mw|lv|zl|vr)[aeiouy]"
)
_SHUTS = re.compile(  # and end in
    r"(?:r[bcdfgklmnpstvxz]|l[bcdfgkmpstvxz]|[mn][bcdgkpstxz]|s[hkpst]|[cgkpst]h|([bdfglmnprstz])\1|[kpfcb]s|ck|[cp]t|ws|wn|gn|ft|ys|ng[hs]|ds|hs"
    r"|rsh|zs|dt|tz|h[rnm]|[hw][dkl]|rth|nch|rch|dr)$"
)


class _Words(msgspec.Struct, forbid_unknown_fields=True):
    closed: list[str]
    news: list[str]
    before_us: list[str]


class _Names(msgspec.Struct, forbid_unknown_fields=True):
    always: list[str]
    never: list[str]
    given: list[str]
    surnames: list[str]
    small: list[str]
    articles: list[str]


class _Acronyms(msgspec.Struct, forbid_unknown_fields=True):
    known: list[str]
    small_letters: list[str]
    abbreviations: list[str]
    titled: list[str]


class _Bodies(msgspec.Struct, forbid_unknown_fields=True):
    heads: list[str]
    openers: list[str]
    pairs: list[str]
    firsts: list[str]
    of_firsts: list[str]
    links: list[str]
    sites: list[str]
    place_openers: list[str]
    ranks: list[str]
    callings: list[str]
    followers: list[str]
    no_surnames: list[str]


class _Tables(msgspec.Struct, forbid_unknown_fields=True):
    words: _Words
    names: _Names
    acronyms: _Acronyms
    bodies: _Bodies


class Casing:
    """The tables as sets. `names` are single words as they are written; `phrases` by their first word, longest first."""

    def __init__(self, tables: _Tables, english: dict[str, int]) -> None:
        words, names, acronyms, bodies = tables.words, tables.names, tables.acronyms, tables.bodies
        self.closed = frozenset(words.closed)
        self.counts = dict.fromkeys(words.news, 5) | english | dict.fromkeys(words.closed, 99)
        self.before_us = frozenset(words.before_us)
        self.given, self.surnames = frozenset(names.given), frozenset(names.surnames)
        self.small, self.articles = frozenset(names.small), frozenset(names.articles)
        self.acronyms = {word.lower(): word for word in acronyms.known}
        self.small_letters = frozenset(acronyms.small_letters)
        self.abbreviations, self.titled = frozenset(acronyms.abbreviations), frozenset(acronyms.titled)
        self.heads, self.openers = frozenset(bodies.heads), frozenset(bodies.openers)
        self.firsts, self.of_firsts, self.links = frozenset(bodies.firsts), frozenset(bodies.of_firsts), frozenset(bodies.links)
        self.sites, self.place_openers = frozenset(bodies.sites), frozenset(bodies.place_openers)
        self.callings, self.followers = frozenset(bodies.callings), frozenset(bodies.followers)
        self.ranks, self.no_surnames = frozenset(bodies.ranks), frozenset(bodies.no_surnames)
        self.names: dict[str, str] = {}
        self.phrases: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
        never = frozenset(names.never)
        self._learn(_spellings(), never)
        for word in (*(given.capitalize() for given in names.given), *names.always):
            self.names[word.lower()] = word
        for pair in bodies.pairs:
            self._add_phrase(tuple(part if part == "of" else part.capitalize() for part in pair.split()))
        for rows in self.phrases.values():
            rows.sort(key=lambda row: -len(row[0]))

    def _learn(self, spellings: Iterable[str], never: frozenset[str]) -> None:
        for spelling in spellings:
            pieces = tuple(WORD.findall(spelling))
            if not pieces or any(char.isdigit() for char in spelling):
                continue
            if len(pieces) > 1:
                self._add_phrase(pieces)
            elif (low := pieces[0].lower()) not in never and low not in self.closed and low not in self.counts:
                (self.acronyms if pieces[0].isupper() and len(low) > 1 else self.names).setdefault(low, pieces[0])

    def _add_phrase(self, pieces: tuple[str, ...]) -> None:
        key = tuple(piece.lower() for piece in pieces)
        plain = (word in self.closed or (key[0] == "the" and len(key) == 2 and word in self.counts) for word in key)
        if all(plain) or len(key) > 9:  # "The Valley"
            return
        self.phrases.setdefault(key[0], []).append((key, pieces))

    @lru_cache(maxsize=16_384)  # noqa: B019  there is one object of this class
    def weight(self, word: str) -> int | None:
        """How often a word or its base was met in a corpus, or None for what is no English word."""
        found = self.counts.get(word)
        if found is not None:
            return found
        base = word.removesuffix("'").removesuffix("'s")
        if base != word:
            return self.weight(base)
        for end, other in _ENDS:
            if word.endswith(end) and len(word) - len(end) + len(other) >= 3:
                stem = word[: -len(end)] + other
                if (count := self._base(stem, doubled=not other and end in ("ed", "ing", "er"))) is not None:
                    return count
        for front in _FRONTS:
            if word.startswith(front) and len(word) - len(front) > 3 and (count := self.weight(word[len(front) :])):
                return count
        return None

    def _base(self, stem: str, *, doubled: bool) -> int | None:
        if doubled and len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in self.counts:
            return self.counts[stem[:-1]]
        return self.counts.get(stem) if len(stem) > 2 else None

    def is_inflected(self, word: str) -> bool:
        """Whether a word has the ending of a plural, a past or a participle."""
        return word.endswith(("s", "ed", "ing", "ly")) and word not in self.surnames


def is_unspeakable(word: str) -> bool:
    """Whether two to five letters cannot be a spoken word: "pflp", "mrta", "eln"; but not "toro", "ndola", "al"."""
    if not 2 <= len(word) <= 5 or not word.isalpha():
        return False
    if VOWELS.isdisjoint(word):
        return True
    if 2 < len(word) < 5 and word[0] not in VOWELS and word[1] not in VOWELS and not _OPENS.match(word):
        return True
    return len(word) == 3 and word[-1] not in VOWELS and word[-2] not in VOWELS and not _SHUTS.search(word)


def _spellings() -> Iterator[str]:
    """Every spelling of the countries, their peoples and capitals, and of the actors that are known by name."""
    for row in countries().rows:
        yield from (row.name, *row.names, *row.capitals)
        for people in row.demonyms:
            yield from (people, people + "s")
    book = actor_book()
    for known in book.known.values():
        yield from (known.name, *known.aliases, *known.cased)
    for terms in book.terms.values():
        for term in terms[:1]:
            yield from (term.name, *term.aliases, *term.alone)


@lru_cache(maxsize=1)
def casing() -> Casing:
    """The tables, read once, at the first text in capitals."""
    lines = files("dateline.knowledge").joinpath("words", "english.csv").read_text(encoding="utf-8").splitlines()
    english = {word: int(count or 0) for word, _, count in (line.partition(",") for line in lines[1:])}
    return Casing(read_table("casing.toml", _Tables), english)
