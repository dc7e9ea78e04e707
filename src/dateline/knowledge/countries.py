"""Countries by name, demonym, capital and border, from `places/countries.csv`; works without the gazetteer file.

A country is named by its ISO 3166-1 alpha-3 code, Kosovo by the customary XKX. What is claimed by several states has
its own entry (Taiwan TWN, Western Sahara ESH, the Palestinian territories PSE): see docs/disputed-land.md.
"""

import csv
from functools import lru_cache
from importlib.resources import files

import msgspec

from dateline.errors import KnowledgeError
from dateline.text.fold import fold

COLUMNS = ["country", "iso2", "geonames_id", "name", "lat", "lon", "capital", "names", "demonyms", "neighbours"]


class Country(msgspec.Struct, frozen=True):
    """One country or territory with a code; `lat`, `lon` are its own point, never its capital's."""

    code: str
    iso2: str
    geonames_id: int
    name: str
    lat: float
    lon: float
    capitals: tuple[str, ...]
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    neighbours: tuple[str, ...]


class Countries:
    """The tables, loaded once (`countries()`); every function answers None for what it does not know."""

    def __init__(self, rows: tuple[Country, ...]) -> None:
        self.rows = rows
        self.by_code = {row.code: row for row in rows}
        self.by_iso2 = {row.iso2: row.code for row in rows}
        self._names = {fold(name): row.code for row in rows for name in (row.name, *row.names)}
        self._names |= {"congo": "COD", "korea": "KOR"}
        self._demonyms = {form: row.code for row in rows for word in row.demonyms for form in _forms(word)}
        self._capitals = {fold(name): row.code for row in rows for name in row.capitals if row.code not in _TERRITORIES}

    def by_name(self, name: str) -> str | None:
        """"Pakistan", "the United States", "DRC", "U.K." -> alpha-3. Only capitalised names: "us" is no country."""
        if name[:1].islower() and not name.startswith("the ") and name != "mainland China":
            return None
        found = self._names.get(fold(name))
        return found if found is None or len(name) > 3 or name.isupper() or "." in name else None

    def by_folded(self, folded: str) -> str | None:
        return self._names.get(folded)

    def of_demonym(self, word: str) -> str | None:
        """"Pakistani", "Afghans", "South Korean" -> alpha-3."""
        return self._demonyms.get(fold(word)) if word[:1].isupper() else None

    def of_capital(self, name: str) -> str | None:
        """"Tehran" -> IRN, "Kiev" -> UKR; names of capitals of sovereign states only."""
        return self._capitals.get(fold(name)) if name[:1].isupper() else None


def _forms(word: str) -> set[str]:
    """A demonym and its plural: "Afghan", "Afghans"; "Swiss", "Chinese" and "French" have none."""
    folded = fold(word)
    if folded.endswith(("ese", "ss", "sh", "ch", "men", "man", "s")):
        return {folded}
    return {folded, folded + "s"}


_TERRITORIES = frozenset({
    "CUW", "SXM", "ABW", "PRI", "GUM", "VIR", "VGB", "AIA", "MSR", "CYM", "TCA", "BMU", "FLK", "SHN", "GIB", "IMN", "JEY", "GGY",
    "NFK", "CCK", "CXR", "NCL", "PYF", "WLF", "REU", "MYT", "GLP", "MTQ", "GUF", "MAF", "BLM", "SPM", "FRO", "GRL", "ALA", "ASM",
    "MNP", "COK", "NIU", "PCN", "IOT", "SJM", "SGS", "ATF", "HKG", "MAC",
})  # fmt: skip  # their towns (Kingston, Plymouth, Stanley) stand for no government in news


@lru_cache(maxsize=1)
def countries() -> Countries:
    """The committed table. Raises KnowledgeError for a wrong column or value, with its line."""
    path = files("dateline.knowledge").joinpath("places/countries.csv")
    reader = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    if reader.fieldnames != COLUMNS:
        raise KnowledgeError(f"has the columns {reader.fieldnames}", "places/countries.csv", f"They are {COLUMNS}.")
    return Countries(tuple(_country(row, reader.line_num) for row in reader))


def _country(row: dict[str, str], line: int) -> Country:
    try:
        return Country(
            row["country"], row["iso2"], int(row["geonames_id"]), row["name"], float(row["lat"]), float(row["lon"]),
            *(tuple(part for part in row[key].split("|") if part) for key in ("capital", "names", "demonyms", "neighbours")),
        )  # fmt: skip
    except ValueError as error:
        raise KnowledgeError(str(error), f"places/countries.csv line {line}", "Ids and coordinates are numbers.") from None
