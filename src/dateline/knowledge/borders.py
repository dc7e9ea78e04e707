"""Words for the state of borders, crossings, roads, airspace, ports and airports, from `words/borders.toml`."""

from functools import lru_cache
from typing import Any

import msgspec

from dateline.errors import KnowledgeError
from dateline.knowledge.tables import read_table
from dateline.records import CrossingKind, CrossingStatus

_NAME = "borders.toml"


class _State(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    verbs: tuple[str, ...]
    adjectives: tuple[str, ...]
    nouns: tuple[str, ...]


class _Verbs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    verbs: tuple[str, ...]


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]


class _Compounds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    crossing: tuple[str, ...]
    before: tuple[str, ...]
    again: tuple[str, ...]
    bridges: tuple[str, ...]


class _Movement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]
    links: tuple[str, ...]


class _Except(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]
    phrases: tuple[str, ...]


class _Passing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    verbs: tuple[str, ...]
    movers: tuple[str, ...]
    may: tuple[str, ...]


class _Portions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    before: tuple[str, ...]
    words: tuple[str, ...]


class _Before(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    before: tuple[str, ...]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    objects: dict[CrossingKind, tuple[str, ...]]
    compounds: _Compounds
    not_objects: _Before
    figurative: _Words
    lines: _Portions
    several: dict[str, tuple[str, ...]]
    portions: _Portions
    closed: _State
    open: _State
    restricted: _State
    undo: _Verbs
    do: _Verbs
    partly: _Words
    since: _Words
    copulas: _Verbs
    sealed_names: _Verbs
    holders: _Verbs
    movement: _Movement
    services: _Words
    carriers: _Words
    errands: _Words
    causes: _Words
    orders: _Words
    except_: _Except = msgspec.field(name="except")
    passing: _Passing


class Borders(msgspec.Struct, frozen=True):
    """Look-up tables by lemma. `verbs` gives the status by particle ("" for none): verbs["shut"]["down"] is closed."""

    objects: dict[str, CrossingKind]
    compound_heads: frozenset[str]
    compound_words: frozenset[str]
    never_after: frozenset[str]
    figurative: frozenset[str]
    lines: frozenset[str]
    line_words: frozenset[str]
    several: dict[str, tuple[str, ...]]
    portion_words: frozenset[str]
    portions: frozenset[str]
    verbs: dict[str, dict[str, CrossingStatus]]
    adjectives: dict[str, CrossingStatus]
    nouns: dict[str, CrossingStatus]
    undo: frozenset[str]
    do: frozenset[str]
    partly: frozenset[str]
    since: frozenset[str]
    copulas: frozenset[str]
    sealed_names: frozenset[str]
    again: frozenset[str]
    bridges: frozenset[str]
    holders: frozenset[str]
    movement: frozenset[str]
    movement_links: frozenset[str]
    services: frozenset[str]
    carriers: frozenset[str]
    errands: frozenset[str]
    causes: frozenset[str]
    orders: frozenset[str]
    but: frozenset[str]
    but_phrases: frozenset[tuple[str, ...]]
    passing: frozenset[str]
    movers: frozenset[str]
    may: frozenset[str]


STATUSES: tuple[CrossingStatus, ...] = ("closed", "open", "restricted")


@lru_cache(maxsize=1)
def borders() -> Borders:
    """The table, read once; KnowledgeError names an entry that stands under two states."""
    return compiled(read_table(_NAME, _File))


def compiled(table: Any) -> Borders:
    """The look-up tables of a read file."""
    verbs: dict[str, dict[str, CrossingStatus]] = {}
    for status in STATUSES:
        for entry in getattr(table, status).verbs:
            lemma, _, particle = entry.partition(" ")
            if verbs.setdefault(lemma, {}).setdefault(particle, status) != status:
                raise KnowledgeError(f"{entry!r} stands under two states", _NAME)
    return Borders(
        objects={word: kind for kind, words in table.objects.items() for word in words},
        compound_heads=frozenset(table.compounds.crossing),
        compound_words=frozenset(table.compounds.before),
        never_after=frozenset(table.not_objects.before),
        figurative=frozenset(table.figurative.words),
        lines=frozenset(table.lines.words),
        line_words=frozenset(table.lines.before),
        several=dict(table.several),
        portion_words=frozenset(table.portions.before),
        portions=frozenset(table.portions.words),
        verbs=verbs,
        adjectives=_by_word(table, "adjectives"),
        nouns=_by_word(table, "nouns"),
        undo=frozenset(table.undo.verbs),
        do=frozenset(table.do.verbs),
        partly=frozenset(table.partly.words),
        since=frozenset(table.since.words),
        copulas=frozenset(table.copulas.verbs),
        sealed_names=frozenset(table.sealed_names.verbs),
        again=frozenset(table.compounds.again),
        bridges=frozenset(table.compounds.bridges),
        holders=frozenset(table.holders.verbs),
        movement=frozenset(table.movement.words),
        movement_links=frozenset(table.movement.links),
        services=frozenset(table.services.words),
        carriers=frozenset(table.carriers.words),
        errands=frozenset(table.errands.words),
        causes=frozenset(table.causes.words),
        orders=frozenset(table.orders.words),
        but=frozenset(table.except_.words),
        but_phrases=frozenset(tuple(text.split()) for text in table.except_.phrases),
        passing=frozenset(table.passing.verbs),
        movers=frozenset(table.passing.movers),
        may=frozenset(table.passing.may),
    )


def _by_word(table: Any, field: str) -> dict[str, CrossingStatus]:
    found: dict[str, CrossingStatus] = {}
    for status in STATUSES:
        for word in getattr(getattr(table, status), field):
            if found.setdefault(word, status) != status:
                raise KnowledgeError(f"{word!r} stands under {found[word]} and {status}", f"{_NAME} ({field})")
    return found
