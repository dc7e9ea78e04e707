"""Events in words: what a page calls them, and the sentences that several pages share.

    headline("ASSAULT", ["kill", "aerial"])     "Air strike"
    type_words("MOBILIZE")                      "Mobilisation"

The words stand in `knowledge/headlines.toml`; this loads them once and refuses a table that does not cover the ontology.
"""

import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files

from dateline.errors import KnowledgeError
from dateline.knowledge.ontology import ontology

FILE = "knowledge/headlines.toml"
OTHER = "other"


def headline(event_type: str, modes: Iterable[str | None] | None = None) -> str:
    """What an event is called: by the most telling of its modes, or by its type alone."""
    entries = headlines()[event_type]
    given = set(modes or ())
    return next((words for mode, words in entries.items() if mode in given), entries[OTHER])


def type_words(event_type: str) -> str:
    """A type in words, for pickers and chips."""
    return headlines()[event_type][OTHER]


@lru_cache(maxsize=1)
def headlines() -> Mapping[str, Mapping[str, str]]:
    """All headlines by type and mode, the most telling mode first, `other` last."""
    return parse_headlines(files("dateline").joinpath(FILE).read_text(encoding="utf-8"))


def parse_headlines(text: str) -> Mapping[str, Mapping[str, str]]:
    """The headlines of a TOML text; KnowledgeError if a type of the ontology has none. A mode without one takes its type's."""
    found: dict[str, dict[str, str]] = tomllib.loads(text)
    if set(found) != set(ontology().types):
        raise KnowledgeError(f"types that differ: {sorted(set(found) ^ set(ontology().types))}", FILE)
    if lacking := [name for name, lines in found.items() if OTHER not in lines]:
        raise KnowledgeError(f"no line `{OTHER}` for {', '.join(lacking)}", FILE, "It stands for events without a mode.")
    return found
