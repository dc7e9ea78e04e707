"""The place index: one read-only SQLite file built by `make gazetteer`, with the hand-written places laid over it.

Countries, demonyms, capitals, neighbours and the hand-written places answer without the file, too.
"""

import hashlib
import sqlite3
from collections import OrderedDict
from importlib.resources import files
from pathlib import Path

import msgspec

from dateline.errors import KnowledgeError
from dateline.knowledge.candidates import Candidate
from dateline.knowledge.countries import Countries, countries
from dateline.knowledge.places_table import own_places, user_places
from dateline.text.fold import article_variants, fold

MOST = 120  # candidates of one name; "San José" has 300
CACHED = 50_000
KINDS = {
    "region": "admin1", "admin1": "admin1", "island": "admin1", "admin2": "admin2", "city": "city", "village": "city",
    "quarter": "city",
}  # fmt: skip
NEAR = 0.25  # degrees between a hand-written town and GeoNames' of the same name
_FIND = """
SELECT p.id, p.name, p.lat, p.lon, p.country, p.admin1, p.admin2, p.kind, p.population, n.rank, p.fame
FROM names n JOIN places p ON p.id = n.id WHERE n.folded = ?"""
_BY_ID = "SELECT id, name, lat, lon, country, admin1, admin2, kind, population, 0, fame FROM places WHERE id = ?"
_DIVISIONS = "SELECT id, name FROM places WHERE kind = 'admin1'"
_OF_COUNTRY = """
SELECT DISTINCT n.folded FROM names n JOIN places p ON p.id = n.id
WHERE p.country = ? AND (p.population >= ? OR p.kind != 'city') AND p.kind != 'airport' AND n.rank < 2 ORDER BY n.folded"""
_AROUND = """
SELECT p.lat, p.lon, a.name, p.admin1 FROM places p JOIN places a ON a.id = p.admin1
WHERE p.country = ? AND p.kind = 'city' AND p.lat BETWEEN ? AND ? AND p.lon BETWEEN ? AND ? ORDER BY p.id"""
SOURCES = {"user": 0, "hand": 1}  # what somebody wrote down comes first, a user's before ours
WIDE = frozenset({"region", "sea", "ocean", "continent", "country", "admin1", "organization", "mountain", "desert", "river"})
Row = tuple[int, str, float | None, float | None, str, int | None, int | None, str, int, int, int]


class Gazetteer:
    """Places by name. `digest` identifies the data in a record's fingerprint; reading is safe in one thread."""

    def __init__(self, database: sqlite3.Connection | None = None, places_file: str = "") -> None:
        self.countries: Countries = countries()
        self._database = database
        self._hand: dict[str, list[Candidate]] = {}
        for folded, place in (*own_places(), *(user_places(places_file) if places_file else ())):
            self._hand.setdefault(folded, []).append(place)
        self._cache: OrderedDict[str, tuple[Candidate, ...]] = OrderedDict()
        self._twins: dict[tuple[str, str | None, float | None], Candidate | None] = {}
        self._names_in: dict[str, dict[str, list[str]]] = {}
        self._divisions: dict[int, str] = {}
        self.digest = self._digest(places_file)

    def _joined(self, place: Candidate) -> Candidate:
        """A hand-written place that GeoNames has, too, with what GeoNames says: id, divisions, population."""
        key = (place.name, place.country, place.lat)
        known = self._twins.get(key, place)
        if known is place:
            known = self._twins[key] = self.place(place.id) if place.id else self._twin(place)
        if known is None:
            admin1, ident = self._division(place)
            return msgspec.structs.replace(place, admin1=admin1, admin1_id=ident)
        return msgspec.structs.replace(
            place, id=known.id, admin1=known.admin1, admin1_id=known.admin1_id, admin2_id=known.admin2_id,
            population=known.population, fame=known.fame,
        )  # fmt: skip

    def _twin(self, place: Candidate) -> Candidate | None:
        """GeoNames' place of the same name, country and kind: "Khuzestan" its division, "Um Ruwaba" its town if it is near."""
        if not place.country:
            return None
        kind = KINDS.get(place.kind)
        found = (row for row in self._rows(fold(place.name)) if row[4] == place.country and row[7] == kind)
        rows = (row for row in found if (kind != "city" and row[9] < 2) or _is_near(place, row))
        return next((self._candidate(row) for row in rows), None)

    def _division(self, place: Candidate) -> tuple[str | None, int | None]:
        """Name and id of the first-level division that a place lies in: as it is written, or that of the nearest town."""
        if place.admin1:
            rows = (row for row in self._rows(fold(place.admin1)) if row[4] == place.country and row[7] == "admin1")
            return next(((row[1], row[0]) for row in rows), (place.admin1, None))
        if self._database is None or place.lat is None or place.lon is None or place.kind in WIDE:
            return None, None
        box = (place.country, place.lat - 1, place.lat + 1, place.lon - 1, place.lon + 1)
        towns = self._database.execute(_AROUND, box).fetchall()
        near = min(towns, key=lambda town: (town[0] - place.lat) ** 2 + (town[1] - place.lon) ** 2, default=None)
        return (near[2], near[3]) if near else (None, None)

    def _rows(self, folded: str) -> list[Row]:
        rows: list[Row] = self._database.execute(_FIND, (folded,)).fetchall() if self._database and folded else []
        return sorted(rows, key=lambda row: (row[9], -row[8], row[0]))[:MOST] if len(rows) > 1 else rows

    def _candidate(self, row: Row) -> Candidate:
        if not self._divisions and self._database is not None:
            self._divisions = dict(self._database.execute(_DIVISIONS))
        ident, name, lat, lon, country, admin1, admin2, kind, population, rank, fame = row
        division = self._divisions.get(admin1) if admin1 is not None else None
        real = ident > 0
        return Candidate(
            ident if real else None, name, lat, lon, country, division, admin1, admin2, kind, population, rank,
            "geonames" if real else "airports", (), fame,
        )  # fmt: skip

    def _digest(self, places_file: str) -> str:
        built = self._database.execute("SELECT value FROM meta WHERE key = 'digest'").fetchone()[0] if self._database else ""
        own = hashlib.sha256(Path(places_file).read_bytes()).hexdigest() if places_file else ""
        return f"{built[:16]}{own[:16]}"

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """All places of a name, likeliest first as far as the name alone tells; () for an unknown one."""
        return self.lookup_folded(fold(name))

    def lookup_folded(self, folded: str) -> tuple[Candidate, ...]:
        """The same for a name that is already folded."""
        found = self._cache.get(folded)
        if found is None:
            found = self._read(folded)
            self._cache[folded] = found
            if len(self._cache) > CACHED:
                self._cache.popitem(last=False)
        return found

    def lookup_variant(self, name: str) -> tuple[Candidate, ...]:
        """Places under another Arabic article: "El-Geneina" for "Al Geneina", "Fasher" for "El Fasher"."""
        for variant in article_variants(fold(name)):
            found = self.lookup_folded(variant)
            if found:
                return tuple(place.ranked(max(1, place.rank)) for place in found)
        return ()

    def _read(self, folded: str) -> tuple[Candidate, ...]:
        hand = [self._joined(place) for place in self._hand.get(folded, ())]
        rows = self._rows(folded)
        known = {place.id for place in hand if place.id}
        claimed = any(place.claims and place.rank == 0 for place in hand)  # nobody's "Kashmir" stands beside Kashmir
        found = [*hand, *(self._candidate(row) for row in rows if row[0] not in known and not (claimed and row[9]))]
        if not self._database:
            found += self._country(folded, known)
        return tuple(found) if len(found) < 2 else tuple(sorted(_seated(found), key=_order))

    def _country(self, folded: str, known: set[int]) -> list[Candidate]:
        """The country of a name, for a gazetteer without its file."""
        row = self.countries.by_code.get(self.countries.by_folded(folded) or "")
        if row is None or row.geonames_id in known:
            return []
        return [Candidate(row.geonames_id, row.name, row.lat, row.lon, row.code, None, None, None, "country")]

    def place(self, ident: int) -> Candidate | None:
        """The place of a GeoNames id."""
        row = self._database.execute(_BY_ID, (ident,)).fetchone() if self._database else None
        return self._candidate(row) if row else None

    def names_in(self, country: str, letter: str, population: int = 0) -> tuple[str, ...]:
        """Folded names with this first letter of a country's divisions and larger places, for inexact search."""
        found = self._names_in.get(country)
        if found is None:
            rows = self._database.execute(_OF_COUNTRY, (country, population)).fetchall() if self._database else []
            names = {row[0] for row in rows} | {name for name, places in self._hand.items() if places[0].country == country}
            found = self._names_in[country] = {}
            for name in sorted(names):
                found.setdefault(name[:1], []).append(name)
        return tuple(found.get(letter, ()))

    def country_by_name(self, name: str) -> str | None:
        """"Iran", "the UK", "DR Congo" -> ISO 3166-1 alpha-3."""
        return self.countries.by_name(name)

    def country_of_demonym(self, word: str) -> str | None:
        """"Iranian", "Afghans", "South Korean" -> alpha-3."""
        return self.countries.of_demonym(word)

    def capital_country(self, name: str) -> str | None:
        """"Tehran", "Kiev" -> alpha-3."""
        return self.countries.of_capital(name)

    def neighbours(self, country: str) -> tuple[str, ...]:
        """Alpha-3 codes of the countries that share a land border, sorted."""
        found = self.countries.by_code.get(country)
        return found.neighbours if found else ()

    def is_country(self, name: str) -> bool:
        return self.countries.by_name(name) is not None


def _order(place: Candidate) -> tuple[int, bool, int, float]:
    """Main names first; then countries, hand-written places, and the larger, where a division weighs less than its seat."""
    people = place.population * (0.3 if place.kind in ("admin1", "admin2") else 1.0)
    return place.rank, place.kind != "country", SOURCES.get(place.source, 2), -people


def _seated(found: list[Candidate]) -> list[Candidate]:
    """A division without a point takes that of the town that it is named after: "Walikale territory" that of Walikale."""
    towns = [place for place in found if place.kind == "city" and place.rank < 2 and place.lat is not None]
    made = []
    for place in found:
        if place.lat is None and place.kind in ("admin1", "admin2"):
            near = (town for town in towns if town.country == place.country and _same(town.admin1_id, place.admin1_id))
            seat = next(near, place)
            made.append(msgspec.structs.replace(place, lat=seat.lat, lon=seat.lon))
        else:
            made.append(place)
    return made


def _same(one: int | None, other: int | None) -> bool:
    return one is None or other is None or one == other


def _is_near(place: Candidate, row: Row) -> bool:
    if place.lat is None or place.lon is None or row[2] is None or row[3] is None:
        return False
    return abs(place.lat - row[2]) < NEAR and abs(place.lon - row[3]) < NEAR


def open_gazetteer(path: str = "", places_file: str = "") -> Gazetteer:
    """The gazetteer of a file; "" is the one that `make gazetteer` built, or only the committed tables if it is not there."""
    default = Path(str(files("dateline"))) / "data" / "gazetteer.sqlite"
    file = Path(path) if path else default
    if not file.exists():
        if path:
            raise KnowledgeError("there is no such file", path, "Build one with `make gazetteer`, or leave the setting empty.")
        return Gazetteer(None, places_file)
    try:
        database = sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        return Gazetteer(database, places_file)
    except sqlite3.DatabaseError as error:
        raise KnowledgeError(f"is no gazetteer: {error}", str(file), "Build it anew with `make gazetteer`.") from None
