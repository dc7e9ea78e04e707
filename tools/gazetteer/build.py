"""Joins the packages and writes the index: `places` by id, `names` by folded name with rank."""

import hashlib
import sqlite3
from collections import defaultdict
from pathlib import Path

from tools.gazetteer import sources
from tools.gazetteer.folding import fold
from tools.gazetteer.names import airport_names, division_names, town_names
from tools.gazetteer.points import Point, middle

SCHEMA = """
CREATE TABLE places (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, lat REAL, lon REAL, country TEXT NOT NULL, admin1 INTEGER, admin2 INTEGER,
  kind TEXT NOT NULL, population INTEGER NOT NULL, fame INTEGER NOT NULL);
CREATE TABLE names (folded TEXT NOT NULL, id INTEGER NOT NULL, rank INTEGER NOT NULL, PRIMARY KEY (folded, id)) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
Row = tuple[int, str, float | None, float | None, str, int | None, int | None, str, int, int]


class Index:
    """All rows in memory until they are written in one order."""

    def __init__(self) -> None:
        self.codes = sources.country_codes()
        self.alpha3 = dict(self.codes)
        self.divisions = {division.row: division for division in sources.divisions()}
        self.first_level = {d.code: d.id for d in self.divisions.values() if d.level == 1}
        self.places: dict[int, Row] = {}
        self.names: dict[tuple[str, int], int] = {}
        self.inside: dict[int, list[Point]] = defaultdict(list)
        self.people: dict[int, int] = defaultdict(int)
        self.known_points = sources.division_points()

    def add(self, row: Row, names: dict[str, int]) -> None:
        self.places[row[0]] = row
        for folded, rank in names.items():
            key = (folded, row[0])
            self.names[key] = min(rank, self.names.get(key, rank))

    def chain(self, division: int) -> tuple[int | None, int | None]:
        """(admin1, admin2) ids of a place that lies in this division."""
        found: dict[int, int] = {}
        while division in self.divisions:
            here = self.divisions[division]
            found[here.level] = here.id
            division = here.parent
        return found.get(1), found.get(2)

    def add_towns(self) -> None:
        for town in sources.towns():
            admin1, admin2 = self.chain(town.division)
            admin1 = admin1 or self.first_level.get(f"{town.iso2}.{town.admin1_code}")
            country = self.alpha3.get(town.iso2, "XKX" if town.iso2 == "XK" else "")
            for division in {admin1, admin2} - {None}:
                self.inside[division or 0].append((town.lat, town.lon))
                self.people[division or 0] += town.population
            row = (town.id, town.name, town.lat, town.lon, country, admin1, admin2, "city", town.population, len(town.alternates))
            self.add(row, town_names(town.name, town.alternates, town.population))

    def add_divisions(self) -> None:
        for division in self.divisions.values():
            admin1, admin2 = self.chain(division.row)
            country = self.codes[division.country_row][1]
            known = self.known_points.get((country, division.name)) if division.level == 1 else None
            lat, lon = known or middle(self.inside.get(division.id, [])) or (None, None)
            people, kind = self.people.get(division.id, 0), f"admin{min(division.level, 2)}"
            row = (division.id, division.name, lat, lon, country, admin1, admin2, kind, people, len(division.aliases))
            self.add(row, division_names(division.name, division.aliases, country))

    def add_countries(self) -> None:
        people = sources.populations()
        for row in sources.committed_countries():
            code, name = row["country"], row["name"]
            names = {fold(other): 1 for other in row["names"].split("|") if other} | {fold(name): 0}
            point = (float(row["lat"]), float(row["lon"]))
            self.add((int(row["geonames_id"]), name, *point, code, None, None, "country", people.get(code, 0), 0), names)

    def add_airports(self) -> None:
        regions = {(place[4], place[1]): place[0] for place in self.places.values() if place[7] == "admin1"}
        for number, row in enumerate(sources.airports(), start=1):
            country = self.alpha3.get(row["country"], "")
            name = row["name"] if "irport" in row["name"] else f"{row['name']} Airport"
            admin1 = regions.get((country, row["subd"]))
            point = (round(float(row["lat"]), 5), round(float(row["lon"]), 5))
            self.add((-number, name, *point, country, admin1, None, "airport", 0, 0), airport_names(row["name"], row["city"]))


def digest(places: list[Row], names: list[tuple[str, int, int]]) -> str:
    """Identifies the rows, not the file: SQLite's version changes the bytes."""
    made = hashlib.sha256()
    for row in (*places, *names):
        made.update(repr(row).encode())
    return made.hexdigest()


def build(path: Path) -> tuple[int, int]:
    """Writes the file; returns how many places and names it holds."""
    index = Index()
    index.add_towns()
    index.add_divisions()
    index.add_countries()
    index.add_airports()
    places = [index.places[key] for key in sorted(index.places)]
    rows = [(folded, ident, rank) for (folded, ident), rank in sorted(index.names.items())]
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    with sqlite3.connect(part) as database:
        database.executescript(SCHEMA)
        database.executemany("INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?,?)", places)
        database.executemany("INSERT INTO names VALUES (?,?,?)", rows)
        database.execute("INSERT INTO meta VALUES ('digest', ?)", (digest(places, rows),))
        database.execute("CREATE INDEX places_country ON places (country)")
        database.execute("CREATE INDEX names_id ON names (id)")
        database.commit()
        database.execute("VACUUM")
    database.close()
    part.replace(path)
    return len(index.places), len(rows)
