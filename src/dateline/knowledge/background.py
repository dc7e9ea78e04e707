"""Signs that a predicate is no news of an event, from `words/background.toml`: other senses, other times, other worlds."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

import msgspec

from dateline.errors import KnowledgeError

_FILE = "words/background.toml"


class Figure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A figure of speech: `heads` are the predicates, `beside` the words that turn them, with an example and its predicate."""

    heads: tuple[str, ...]
    beside: frozenset[str]
    example: str
    on: str
    reason: str = "metaphor"
    prepositions: frozenset[str] = frozenset({"of", "on", "with", "for", "over", "from", "by", "to", "about", "against"})


class Signs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it stands: one table a reason, each a set of words a part."""

    conflict: dict[str, frozenset[str]]
    sports: dict[str, frozenset[str]]
    markets: dict[str, frozenset[str]]
    culture: dict[str, Any]
    nature: dict[str, frozenset[str]]
    accident: dict[str, frozenset[str]]
    animals: dict[str, frozenset[str]]
    anniversary: dict[str, frozenset[str]]
    history: dict[str, frozenset[str]]
    legal: dict[str, frozenset[str]]
    exercise: dict[str, frozenset[str]]
    scenario: dict[str, frozenset[str]]
    generic: dict[str, frozenset[str]]
    labels: dict[str, frozenset[str]]
    figure: tuple[Figure, ...]


@lru_cache(maxsize=1)
def signs() -> Signs:
    """The signs of the package, loaded once."""
    return read_signs(tomllib.loads(files("dateline.knowledge").joinpath(_FILE).read_text(encoding="utf-8")))


def read_signs(table: dict[str, Any]) -> Signs:
    """Signs of a parsed table; KnowledgeError names what does not fit."""
    try:
        return msgspec.convert(table, Signs)
    except msgspec.ValidationError as error:
        allowed = ", ".join(Signs.__struct_fields__)
        raise KnowledgeError(str(error), _FILE, f"Allowed tables: {allowed}; lists of words, and [[figure]] entries.") from None


@lru_cache(maxsize=1)
def figures() -> dict[str, tuple[Figure, ...]]:
    """Figures of speech by the lemma of their predicate."""
    found: dict[str, list[Figure]] = {}
    for figure in signs().figure:
        for head in figure.heads:
            found.setdefault(head, []).append(figure)
    return {head: tuple(each) for head, each in found.items()}


@lru_cache(maxsize=1)
def works() -> tuple[frozenset[str], dict[str, frozenset[str]]]:
    """Nouns that are works of art, and those that are so only beside another word ("video game")."""
    table = signs().culture
    return frozenset(table["works"]), {noun: frozenset(words) for noun, words in table["marked"].items()}
