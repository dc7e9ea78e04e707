"""The world as lines, for the map that the server draws: land, coasts, borders and names, cut to a view.

The lines come from Natural Earth through npm's world-atlas (`make web`). Without them the map has marks and no land.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from math import atan, exp, log, pi, radians, tan
from pathlib import Path

from dateline.serve.disputed import Entry, as_written, parted, unnamed

Point = tuple[float, float]
FILE = Path(__file__).with_name("static") / "built" / "world.json"
TILE = 512.0  # pixels of the world at zoom 0, as MapLibre counts
FAR = 3.6  # zoom below which small islands are left out and lines are coarser
STEEP = 85.0  # degrees of latitude at which Mercator is cut


@dataclass(frozen=True)
class View:
    """A map's window: zoom, the point in its middle in degrees, and its size in pixels. Web Mercator, as MapLibre has it."""

    zoom: float
    lat: float
    lon: float
    width: int
    height: int

    @cached_property
    def _frame(self) -> tuple[float, float, float]:
        """Pixels of the world's width, and where its middle lies."""
        scale = TILE * 2**self.zoom
        return scale, self.width / 2 - self.lon / 360 * scale, self.height / 2 + _mercator(self.lat) * scale

    def xy(self, lon: float, lat: float) -> Point:
        """A point of the globe in pixels from the upper left corner."""
        scale, left, top = self._frame
        return left + lon / 360 * scale, top - _mercator(lat) * scale

    def inner(self) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees: what the window shows."""
        west, south, east, north = self.box(0.5)
        return round(west, 4), round(south, 4), round(east, 4), round(north, 4)

    def box(self, share: float = 0.6) -> tuple[float, float, float, float]:
        """The same with a margin of a tenth; `share` of the window lies on either side of the middle."""
        scale = TILE * 2**self.zoom
        half = self.width * share / scale * 360
        up = self.height * share / scale
        middle = _mercator(self.lat)
        return self.lon - half, _latitude(middle - up), self.lon + half, _latitude(middle + up)


def fitting(points: Iterable[Point], width: int, height: int, *, most: float = 7.0) -> View:
    """The view that holds all (lon, lat) points with a margin; the whole world if there are none. `most` is the closest zoom."""
    found = list(points)
    if not found:
        return View(0.6, 20.0, 20.0, width, height)
    lons, ys = [lon for lon, _ in found], [_mercator(lat) for _, lat in found]
    wide, high = (max(lons) - min(lons)) / 360, max(ys) - min(ys)
    across = log(width * 0.82 / (TILE * wide), 2) if wide else most
    zoom = min(across, log(height * 0.8 / (TILE * high), 2) if high else most, most)
    return View(max(zoom, 0.0), _latitude((min(ys) + max(ys)) / 2), (min(lons) + max(lons)) / 2, width, height)


@lru_cache(maxsize=200_000)
def _mercator(lat: float) -> float:
    """Latitude as a share of the map's height, north positive."""
    bound = radians(max(-STEEP, min(STEEP, lat)))
    return log(tan(pi / 4 + bound / 2)) / (2 * pi)


def _latitude(share: float) -> float:
    return (2 * atan(exp(share * 2 * pi)) - pi / 2) * 180 / pi


@dataclass(frozen=True)
class Line:
    """A line or ring with the box around it (west, south, east, north), so that most are skipped unread."""

    points: list[Point]
    box: tuple[float, float, float, float]


@dataclass(frozen=True)
class Country:
    name: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True)
class World:
    """Everything that is drawn under the marks. `disputed` are borders that somebody disputes, with what they are called."""

    land: list[list[Line]]
    borders: list[Line]
    disputed: list[tuple[Entry, Line]]
    coasts: list[Line]
    names: list[Country]


@lru_cache(maxsize=1)
def world() -> World | None:
    """The lines of the world, read once; None if `make web` has not built them."""
    if not FILE.is_file():
        return None
    told = json.loads(FILE.read_text(encoding="utf-8"))
    lines = parted({frozenset(each["between"]): [_points(line) for line in each["lines"]] for each in told["borders"]})
    return World(
        [[_line(ring) for ring in polygon] for polygon in told["land"]], [_bounded(line) for line in lines.settled],
        [(entry, _bounded(line)) for entry, line in lines.disputed], [_line(line) for line in told["coasts"]],
        [Country(as_written(each["name"]), _box(each["box"])) for each in told["names"] if each["name"] not in unnamed()],
    )  # fmt: skip


def _box(told: list[float]) -> tuple[float, float, float, float]:
    return told[0], told[1], told[2], told[3]


def _points(pairs: list[list[float]]) -> list[Point]:
    """The points of a line; one that crosses the date line goes on beyond 180 degrees, and not once around the world."""
    told: list[Point] = []
    turn = 0.0
    for lon, lat in pairs:
        if told and abs(lon + turn - told[-1][0]) > 180:
            turn += 360.0 if lon + turn < told[-1][0] else -360.0
        told.append((lon + turn, lat))
    return told


def _line(pairs: list[list[float]]) -> Line:
    return _bounded(_points(pairs))


def _bounded(points: list[Point]) -> Line:
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    return Line(points, (min(lons), min(lats), max(lons), max(lats)))


def land_path(view: View) -> str:
    """The land of a view as one SVG path, polygons cut at the view's edge."""
    found = world()
    box = view.box()
    if found is None:
        return ""
    parts = []
    for polygon in found.land:
        if _apart(polygon[0].box, box) or _speck(view, polygon[0].box):
            continue
        for ring in polygon:
            if not _apart(ring.box, box) and (kept := _clipped(ring.points, box)):
                parts.append(_path(view, kept) + "z")
    return "".join(parts)


def line_path(view: View, lines: Iterable[Line]) -> str:
    """Lines of a view as one SVG path; what lies outside is left out piece by piece."""
    box = view.box()
    return "".join(_path(view, piece) for line in lines if not _apart(line.box, box) for piece in _inside(line.points, box))


def _apart(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[2] < b[0] or b[2] < a[0] or a[3] < b[1] or b[3] < a[1]


def _inside(points: list[Point], box: tuple[float, float, float, float]) -> Iterator[list[Point]]:
    """The runs of a line near the box: a step is kept if one of its ends is inside, so that lines run out over the edge."""
    run: list[Point] = []
    for before, point in pairwise(points):
        if _in(before, box) or _in(point, box):
            run = run or [before]
            run.append(point)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _in(point: Point, box: tuple[float, float, float, float]) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _clipped(points: list[Point], box: tuple[float, float, float, float]) -> list[Point]:
    """A ring cut to a box (Sutherland and Hodgman), edge by edge."""
    for axis, bound, sign in ((0, box[0], 1), (0, box[2], -1), (1, box[1], 1), (1, box[3], -1)):
        kept: list[Point] = []
        for before, point in zip([*points[-1:], *points[:-1]], points, strict=True):
            was, now = (before[axis] - bound) * sign >= 0, (point[axis] - bound) * sign >= 0
            if was != now:
                kept.append(_crossing(before, point, axis, bound))
            if now:
                kept.append(point)
        points = kept
    return points


def _crossing(a: Point, b: Point, axis: int, bound: float) -> Point:
    share = (bound - a[axis]) / (b[axis] - a[axis])
    other = a[1 - axis] + share * (b[1 - axis] - a[1 - axis])
    return (bound, other) if axis == 0 else (other, bound)


def _path(view: View, points: list[Point]) -> str:
    """An SVG path in steps of tenths of pixels, whole pixels far out; what would lie on the last point is left out."""
    far = view.zoom < FAR
    least, fine = (1.6, 1) if far else (1.0, 10)
    told: list[str] = []
    at: tuple[int, int] | None = None
    for lon, lat in points:
        x, y = view.xy(lon, lat)
        here = (round(x * fine), round(y * fine))
        if at is None:
            told.append(f"M{_tenths(here[0], fine)} {_tenths(here[1], fine)}l")
        elif abs(here[0] - at[0]) + abs(here[1] - at[1]) >= least * fine:
            told.append(f"{_tenths(here[0] - at[0], fine)} {_tenths(here[1] - at[1], fine)}")
        else:
            continue
        at = here
    return told[0] + " ".join(told[1:]).replace(" -", "-") if len(told) > 1 else ""


def _tenths(value: int, fine: int) -> str:
    """A number of tenths (or of ones) without what SVG can do without: "3", "-1.5", ".4"."""
    if fine == 1 or not value % 10:
        return str(value // fine)
    sign = "-" if value < 0 else ""
    whole = abs(value) // 10
    return f"{sign}{whole or ''}.{abs(value) % 10}"


def _speck(view: View, box: tuple[float, float, float, float]) -> bool:
    """Whether an island is too small to be drawn from this far."""
    (west, north), (east, south) = view.xy(box[0], box[3]), view.xy(box[2], box[1])
    return view.zoom < FAR and east - west < 3 and south - north < 3


def country_names(view: View, room: float = 70.0) -> list[tuple[float, float, str]]:
    """(x, y, name) of the countries whose middle is in view and that have room for a name of `room` pixels."""
    found = world()
    labels = []
    for country in found.names if found else []:
        west, south, east, north = country.box
        x, y = view.xy((west + east) / 2, (south + north) / 2)
        wide = (east - west) / 360 * TILE * 2**view.zoom
        if east - west > 170:  # lies on both sides of the date line: the middle of its box is elsewhere
            continue
        if 0 < x < view.width and 0 < y < view.height and wide > room and wide > 6.5 * len(country.name):
            labels.append((round(x, 1), round(y, 1), country.name))
    return labels
