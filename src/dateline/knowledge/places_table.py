"""Places written by hand, the project's own and a user's: one CSV row a place, refused with its line if it is wrong.

Columns: name, alternates (|), lat, lon, country, admin1, kind, geonames_id, claims (| alpha-3), source. A place without
coordinates (a region, "the West") is allowed; a user's file needs only name, lat, lon, country.
"""

import csv
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import get_args

import msgspec

from dateline.errors import KnowledgeError
from dateline.knowledge.candidates import Candidate, Kind
from dateline.knowledge.countries import countries
from dateline.text.fold import fold

COLUMNS = frozenset({"name", "alternates", "lat", "lon", "country", "admin1", "kind", "geonames_id", "claims", "source"})
KINDS = frozenset(get_args(Kind))
AREAS = frozenset({  # may lie in no country, or in several
    "continent", "region", "sea", "ocean", "organization", "mountain", "desert", "river", "strait", "lake", "island", "canal",
})  # fmt: skip
WIDE = AREAS - {"island", "canal"}
FILES = (
    "divisions.csv", "regions.csv", "waters.csv", "disputed.csv", "sites.csv", "landmarks.csv", "towns.csv", "frontlines.csv",
)  # fmt: skip


def own_places() -> Iterator[tuple[str, Candidate]]:
    """(folded name, place) of the committed tables."""
    folder = files("dateline.knowledge").joinpath("places")
    for name in FILES:
        path = folder.joinpath(name)
        if path.is_file():
            yield from parse(path.read_text(encoding="utf-8").splitlines(), f"places/{name}")


@lru_cache(maxsize=1)
def wide_names() -> frozenset[str]:
    """Folded names of the committed regions, waters and mountains, which hold towns and lie in no town."""
    return frozenset(name for name, place in own_places() if place.kind in WIDE)


def user_places(path: str) -> Iterator[tuple[str, Candidate]]:
    """The same from a user's file. Raises KnowledgeError if it cannot be read."""
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"cannot be read: {error}", path, "Give a CSV file in UTF-8, or no places_file.") from None
    yield from ((name, msgspec.structs.replace(place, source="user")) for name, place in parse(lines, path))


def parse(lines: Iterable[str], where: str) -> Iterator[tuple[str, Candidate]]:
    """One pair a name; "Reko Diq,Rekodiq|Reko Dik,29.12,62.05,PAK,Balochistan,mine,,,..." gives three."""
    reader = csv.reader(lines)
    header = next(reader, [])
    unknown = sorted(set(header) - COLUMNS)
    if unknown or "name" not in header:
        allowed = f"Allowed are {', '.join(sorted(COLUMNS))}."
        raise KnowledgeError(f"has the columns {', '.join(unknown or header)}", where, allowed)
    for cells in reader:
        row = dict(zip(header, cells, strict=False))
        place = _place(row, f"{where} line {reader.line_num}")
        main = fold(place.name)
        yield main, place
        others = {fold(name): None for name in (row.get("alternates") or "").split("|") if name}
        yield from ((other, place.ranked(1)) for other in others if other != main)


def _place(row: dict[str, str], where: str) -> Candidate:
    country, kind = row.get("country") or "", row.get("kind") or "city"
    claims = tuple(part for part in (row.get("claims") or "").split("|") if part)
    if kind not in KINDS:
        raise KnowledgeError(f"unknown kind {kind!r}", where, f"Allowed are {', '.join(sorted(KINDS))}.")
    for code in (country, *claims):
        if code not in countries().by_code and (code or not (kind in AREAS or claims)):
            raise KnowledgeError(f"unknown country {code!r}", where, "Countries are ISO 3166-1 alpha-3 codes.")
    try:
        lat, lon = (float(row[key]) if row.get(key) else None for key in ("lat", "lon"))
        ident = int(row["geonames_id"]) if row.get("geonames_id") else None
    except ValueError as error:
        raise KnowledgeError(str(error), where, "Coordinates and ids are numbers.") from None
    if (lat is not None and abs(lat) > 90) or (lon is not None and abs(lon) > 180) or (lat is None) != (lon is None):
        raise KnowledgeError(f"no point on the globe: {row.get('lat')!r}, {row.get('lon')!r}", where, "Latitude first.")
    return Candidate(
        ident, row["name"], lat, lon, country or None, row.get("admin1") or None, None, None, kind, source="hand", claims=claims
    )
