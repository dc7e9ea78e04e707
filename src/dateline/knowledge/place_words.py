"""Words around place names, from `words/place_words.toml`, turned so that each word answers by one look-up."""

from functools import lru_cache

import msgspec

from dateline.knowledge.tables import read_table

Lists = dict[str, tuple[str, ...]]


class Organizations(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What makes an organisation of a name: `public` "Goma **Police**", `private` "Goma **Times**", "**bishop** of Homs"."""

    public: frozenset[str]
    private: frozenset[str]
    press: frozenset[str]
    before_of: frozenset[str]


class Roads(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What makes a road with a number: "**Highway** 50"."""

    words: frozenset[str]


class Shifts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that move a point without changing its name."""

    directions: frozenset[str]
    relative: frozenset[str]


class Company(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words beside a name that speak for a place, or for a person."""

    locative: frozenset[str]
    weak: frozenset[str]
    titles: frozenset[str]
    metonym_verbs: frozenset[str]
    diseases: frozenset[str]
    of_heads: frozenset[str]
    single_areas: frozenset[str]
    held: frozenset[str]
    place_verbs: frozenset[str]
    dwellers: frozenset[str]
    titles_of_place: frozenset[str]


class Homographs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names that are more often a word or a person."""

    words: frozenset[str]
    given_names: frozenset[str]


class Abbreviations(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Short forms of states: "La." anywhere, "LA" only after "Alexandria, "."""

    states: dict[str, str]
    postal: dict[str, str]


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it is written."""

    kinds: Lists
    features: Lists
    opening: Lists
    roads: Roads
    organizations: Organizations
    shifts: Shifts
    company: Company
    homographs: Homographs
    abbreviations: Abbreviations


class PlaceWords:
    """`kind_of["river"]`, `feature_of["River"]`, `opening_of["Mount"]` give the kind of place; the rest as in the table."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.kind_of = _turned(table.kinds)
        self.feature_of = _turned(table.features)
        self.opening_of = _turned(table.opening)


def _turned(lists: Lists) -> dict[str, str]:
    found: dict[str, str] = {}
    for kind, words in lists.items():
        for word in words:
            found.setdefault(word, kind)
    return found


@lru_cache(maxsize=1)
def place_words() -> PlaceWords:
    """The table, loaded once. Raises KnowledgeError for an unknown section or a wrong value."""
    return PlaceWords(read_table("place_words.toml", Table))
