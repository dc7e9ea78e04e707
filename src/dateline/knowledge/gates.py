"""Named gates on borders and the two countries that each lies between, from `places/gates.csv`.

    "Torkham", "the Torkham border crossing", "Torkham-Jamrud"    PAK and AFG

A name that stands in the hand-written places, too ("Chaman crossing"), is known by their other spellings, and without the
word for the thing ("Chaman"). It is looked up only for words that name a crossing or border: Laredo is a town besides.
"""

import csv
from functools import lru_cache
from importlib.resources import files

from dateline.errors import KnowledgeError
from dateline.knowledge.countries import countries
from dateline.knowledge.places_table import own_places
from dateline.text.fold import article_variants, fold

COLUMNS = ["name", "between", "alternates"]
THINGS = frozenset({"border", "crossing", "point", "post", "checkpoint", "gate", "bridge", "pass", "corridor", "international"})
_PATH = "places/gates.csv"


class Gates:
    """`between("Torkham crossing")` -> ("PAK", "AFG"); the first is the side that the name is of."""

    def __init__(self, named: dict[str, tuple[str, ...]]) -> None:
        self._named = named

    def between(self, name: str) -> tuple[str, ...]:
        """Both countries of a named gate, or nothing."""
        folded = fold(name)
        for each in (folded, _bare(folded)):
            for form in (each, *article_variants(each)):
                if form in self._named:
                    return self._named[form]
        return ()


def _bare(folded: str) -> str:
    """"chaman border crossing" -> "chaman"."""
    words = folded.split()
    while len(words) > 1 and words[-1] in THINGS:
        words.pop()
    return " ".join(words)


@lru_cache(maxsize=1)
def gates() -> Gates:
    """The committed table. Raises KnowledgeError for a wrong column, an unknown country, or a gate with two readings."""
    path = files("dateline.knowledge").joinpath(_PATH)
    return compiled(path.read_text(encoding="utf-8").splitlines())


def compiled(lines: list[str]) -> Gates:
    """The look-up table of the lines of a file, with the other spellings that the hand-written places have."""
    reader = csv.DictReader(lines)
    if reader.fieldnames != COLUMNS:
        raise KnowledgeError(f"has the columns {reader.fieldnames}", _PATH, f"They are {COLUMNS}.")
    named: dict[str, tuple[str, ...]] = {}
    for row in reader:
        sides = tuple(row["between"].split("|"))
        if len(sides) != 2 or not set(sides) <= countries().by_code.keys():
            raise KnowledgeError(f"lies between {row['between']!r}", f"{_PATH} line {reader.line_num}", "Two alpha-3 codes.")
        for name in (row["name"], *filter(None, row["alternates"].split("|"))):
            for form in {fold(name), _bare(fold(name))}:
                if named.setdefault(form, sides) != sides and set(named[form]) != set(sides):
                    raise KnowledgeError(f"{name!r} lies in two places", f"{_PATH} line {reader.line_num}")
    for other, place in own_places():
        known = named.get(fold(place.name))
        if known is not None:
            named.setdefault(other, known)
            named.setdefault(_bare(other), known)
    return Gates(named)
