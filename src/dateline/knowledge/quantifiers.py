"""The words of numbers, bounds and scopes, from `words/quantifiers.toml`; a phrase there is written token by token."""

from functools import lru_cache
from typing import Any

import msgspec

from dateline.knowledge.tables import read_table
from dateline.records import Quantifier
from dateline.text.numbers import Bound, NumberWords, Phrase


class _Vague(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    quantifier: Quantifier
    low: int | None = None
    high: int | None = None


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]


class _Units(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    units: tuple[str, ...]


class Households(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns of households, what makes them others ("host families"), who their members are, and words between both numbers."""

    nouns: frozenset[str]
    hosts: frozenset[str]
    people: frozenset[str]
    joining: frozenset[str]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    units: dict[str, int]
    multipliers: dict[str, int]
    glued: dict[str, int]
    fractions: dict[str, float]
    vague: dict[str, _Vague]
    before: dict[Quantifier, tuple[str, ...]]
    after: dict[Quantifier, tuple[str, ...]]
    zero: _Words
    increment: _Words
    part_of: _Words
    households: Households
    people_of: dict[str, int]
    cumulative: _Words
    stock: _Words
    rate: _Words
    not_people: _Units


class Quantifiers(msgspec.Struct, frozen=True):
    """`numbers` is the grammar; `people_of` says how many people a group noun means (0: not stated)."""

    numbers: NumberWords
    zero: frozenset[str]
    increment: frozenset[str]
    part_of: frozenset[str]
    households: Households
    people_of: dict[str, int]
    cumulative: frozenset[Phrase]
    stock: frozenset[Phrase]
    rate: frozenset[Phrase]
    not_people: frozenset[str]


@lru_cache(maxsize=1)
def quantifiers() -> Quantifiers:
    """The table, read once; KnowledgeError names the entry that does not fit."""
    return compiled(read_table("quantifiers.toml", _File))


def compiled(table: Any) -> Quantifiers:
    """The look-up tables of a read file."""
    vague = {phrase(text): Bound(v.low, v.high, v.quantifier) for text, v in table.vague.items()}
    before = {phrase(text): name for name, texts in table.before.items() for text in texts}
    after = {phrase(text): name for name, texts in table.after.items() for text in texts}
    fractions = {phrase(text): value for text, value in table.fractions.items()}
    longest = max(len(each) for group in (vague, before, after, fractions) for each in group)
    return Quantifiers(
        numbers=NumberWords(
            dict(table.units), dict(table.multipliers), dict(table.glued), vague, fractions, before, after, longest
        ),
        zero=frozenset(table.zero.words),
        increment=frozenset(table.increment.words),
        part_of=frozenset(table.part_of.words),
        households=table.households,
        people_of=dict(table.people_of),
        cumulative=frozenset(phrase(text) for text in table.cumulative.words),
        stock=frozenset(phrase(text) for text in table.stock.words),
        rate=frozenset(phrase(text) for text in table.rate.words),
        not_people=frozenset(table.not_people.units),
    )


def phrase(text: str) -> Phrase:
    """The tokens of an entry: "at least" -> ("at", "least")."""
    return tuple(text.split())
