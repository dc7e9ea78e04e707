"""From the marks of the record to what is drawn: places with their marks, areas, and the view that holds most of them."""

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from dateline.serve.drawn import Area, Mark, Spot, says_of, short
from dateline.serve.world import View, fitting, world
from dateline.store.desk import mapped

WIDTH, HEIGHT = 992, 478
HELD = 0.9  # the share of events that the first view holds: a few far away must not shrink all others


def places(rows: Iterable[mapped.Mark]) -> tuple[list[Spot], list[Area]]:
    """Places with their marks, the largest mark first; and areas of which no more is known."""
    together: dict[tuple[int | None, float, float], list[mapped.Mark]] = {}
    for row in rows:
        together.setdefault((row.geonames_id, row.lat, row.lon), []).append(row)
    spots, areas = [], []
    for (key, lat, lon), found in together.items():
        events = sum(row.events for row in found)
        name = next((row.name for row in found if row.name), "not known")
        if not all(row.exact for row in found):
            areas.append(Area(key or 0, name, lon, lat, events))
            continue
        marks = sorted((_mark(row) for row in found), key=lambda mark: (-(mark.low or mark.high or 0), -mark.events, mark.status))
        spots.append(Spot(key or 0, name, lon, lat, events, tuple(marks)))
    return spots, areas


def _mark(row: mapped.Mark) -> Mark:
    figure = short(row.low, row.high, row.quantifier, row.unbounded)
    return Mark(row.quad, row.status, row.events, row.event, row.low, row.high, figure)


def view_of(asked: tuple[float, float, float] | None, spots: Sequence[Spot], areas: Sequence[Area]) -> View:
    """The view that is asked for, or the one that holds most events."""
    if asked:
        return View(asked[0], asked[1], asked[2], WIDTH, HEIGHT)
    points = [(spot.lon, spot.lat, spot.events) for spot in spots]
    return fitting(_most(points + [(area.lon, area.lat, area.events) for area in areas]), WIDTH, HEIGHT)


def whole(spots: Sequence[Spot], areas: Sequence[Area]) -> View:
    """The view that holds all."""
    points = [(spot.lon, spot.lat) for spot in spots] + [(area.lon, area.lat) for area in areas]
    return fitting(points, WIDTH, HEIGHT)


def _most(found: list[tuple[float, float, int]]) -> list[tuple[float, float]]:
    """The points that lie around the middle of the events, until they hold HELD of them."""
    total = sum(events for _, _, events in found)
    lon, lat = (_median(sorted((each[axis], each[2]) for each in found), total) for axis in (0, 1))
    kept, seen = [], 0
    for x, y, events in sorted(found, key=lambda each: max(abs(each[0] - lon), 1.5 * abs(each[1] - lat))):
        if seen >= total * HELD:
            break
        kept.append((x, y))
        seen += events
    return kept


def _median(values: list[tuple[float, int]], total: int) -> float:
    seen = 0
    for value, events in values:
        seen += events
        if seen * 2 >= total:
            return value
    return 0.0


def position(view: View, *, zoom: float = 0.0, lon: float | None = None, lat: float | None = None) -> tuple[float, float, float]:
    """A view as the address writes it, nearer or farther by some zoom, or elsewhere."""
    return (
        round(min(max(view.zoom + zoom, 0.0), 12.0), 2), round(view.lat if lat is None else lat, 3),
        round(view.lon if lon is None else lon, 3),
    )  # fmt: skip


def features(spots: Iterable[Spot], areas: Iterable[Area]) -> dict[str, Any]:
    """The same for the map that moves: one point a place, its marks as a word that the script draws an image from."""
    told: list[dict[str, Any]] = [
        _point(spot.lon, spot.lat, {
            "key": spot.key, "name": spot.name, "events": spot.events, "says": says_of(spot), "event": spot.marks[0].event,
            "marks": "|".join(f"{mark.quad_class},{mark.status},{mark.radius},{mark.ring or 0}" for mark in spot.marks[:3]),
            "half": round(sum((mark.ring or mark.radius) + 1 for mark in spot.marks[:3]), 1),
            "figure": _figure(spot), "size": spot.marks[0].low or 0,
        }) for spot in spots
    ]  # fmt: skip
    told += [_point(area.lon, area.lat, {"key": area.key, "area": area.says, "events": area.events}) for area in areas]
    return {"type": "FeatureCollection", "features": told}


def _figure(spot: Spot) -> str:
    if spot.events > min(len(spot.marks), 3):
        return f"{spot.events:,} events"
    return next((mark.figure for mark in spot.marks if mark.figure), "")


def _point(lon: float, lat: float, properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": [lon, lat]}, "properties": properties}


@lru_cache(maxsize=1)
def ground() -> bytes:
    """Land, coasts, borders, disputed lines and country names as GeoJSON, for the map that moves; made once."""
    found = world()
    told: list[dict[str, Any]] = []
    for polygon in found.land if found else []:
        told.append(_shape("Polygon", [ring.points for ring in polygon], "land"))
    for kind, lines in (("border", found.borders if found else []), ("coast", found.coasts if found else [])):
        told.append(_shape("MultiLineString", [line.points for line in lines], kind))
    for entry, line in found.disputed if found else []:
        told.append(_shape("LineString", line.points, "disputed", name=f"{entry.name}, disputed"))
    for country in found.names if found else []:
        west, south, east, north = country.box
        if east - west < 170:
            about = {"kind": "country", "name": country.name, "wide": east - west}
            told.append(_point((west + east) / 2, (south + north) / 2, about))
    return json.dumps({"type": "FeatureCollection", "features": told}, separators=(",", ":")).encode()


def _shape(kind: str, coordinates: Any, what: str, **more: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": {"type": kind, "coordinates": coordinates}, "properties": {"kind": what, **more}}
