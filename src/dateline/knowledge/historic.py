"""Names that places had once, with the years of their use: `places/historic.csv`.

The gazetteer finds the place by such a name as by any other; this tells when it was called so.
"""

import csv
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from dateline.errors import KnowledgeError
from dateline.text.fold import fold

FILE = "places/historic.csv"
COLUMNS = ["name", "country", "from", "to"]


class Years(NamedTuple):
    """The first and the last year of a name, as far as known."""

    first: int | None
    last: int


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, str], Years]:
    text = files("dateline.knowledge").joinpath(FILE).read_text(encoding="utf-8")
    return read(text)


def read(text: str) -> dict[tuple[str, str], Years]:
    """The table by folded name and country. Raises KnowledgeError for a wrong column or year, with its line."""
    reader = csv.DictReader(text.splitlines())
    if reader.fieldnames != COLUMNS:
        raise KnowledgeError(f"has the columns {reader.fieldnames}", FILE, f"They are {COLUMNS}.")
    found = {}
    for row in reader:
        try:
            years = Years(int(row["from"]) if row["from"] else None, int(row["to"]))
        except (TypeError, ValueError):
            raise KnowledgeError(f"{row['name']!r} has no year", f"{FILE} line {reader.line_num}", "Years are numbers.") from None
        found[fold(row["name"]), row["country"]] = years
    return found


def years_of(name: str, country: str | None) -> Years | None:
    """When a place of this country was called so: "Leningrad", "RUS" -> 1924 to 1991; None for a name of today."""
    return _table().get((fold(name), country)) if country is not None else None


def names() -> tuple[tuple[str, str], ...]:
    """All folded names of old with their countries."""
    return tuple(_table())
