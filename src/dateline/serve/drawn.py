"""The map that the server draws: first paint, the map without script or WebGL, and the map on paper.

    drawn(spots, areas, view)     marks by class and status, clusters, labels that do not lie on one another

A mark's size is the least number of its largest incident, never a sum; a cluster says how many events it holds. Events sit on
gazetteer points, so they are grouped by place; where only a province or country is known, no mark but a count is drawn.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dateline.serve.view import FEW, STATUS_WORDS
from dateline.serve.world import View, country_names, land_path, line_path, world

RADII = ((1000, 22.0), (250, 17.0), (50, 13.0), (10, 9.0), (0, 6.0))  # from this least number on, the radius in pixels
UNKNOWN_RADIUS = 5.0
NEAR = (46.0, 20.0)  # pixels across and down between places that are drawn as one: marks of a place stand in a row
CROWDED = (100.0, 30.0)  # the same where there are more than MANY places: there are clusters only, and they are wider
MANY = 150
LISTED = 150  # places of a cluster whose events a click lists; of more it goes nearer
SHOWN = 3  # marks that one place shows side by side; more stand as a number
LETTER, BOLD, SPREAD = 7.3, 8.2, 10.4  # pixels that a letter of a label takes: of a place, a figure, a country
SIGNED = 7.5  # the least radius at which a status can be told by the sign inside
QUADS = ("material conflict", "verbal conflict", "verbal cooperation", "material cooperation")


@dataclass(frozen=True)
class Mark:
    """Events of one class and status at one place. `figure` is of the largest of them, in short: "12–19", "40+"."""

    quad: str
    status: str
    events: int
    event: str
    low: int | None = None
    high: int | None = None
    figure: str = ""

    @property
    def radius(self) -> float:
        return radius(self.low) if self.status == "occurred" else max(radius(self.low), SIGNED)

    @property
    def ring(self) -> float | None:
        """The radius of the ring for the most, where it is more than the least."""
        if self.high is None or self.high <= (self.low or 0):
            return None
        return max(radius(self.high), self.radius + 3.5)

    @property
    def shape(self) -> str:
        return ("circle" if self.quad.endswith("conflict") else "diamond") + f"-{self.status}"

    @property
    def quad_class(self) -> str:
        return self.quad.replace(" ", "-")


@dataclass(frozen=True)
class Spot:
    """The events of one place; `key` is its GeoNames id, or 0 where a report's point has none."""

    key: int
    name: str
    lon: float
    lat: float
    events: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Area:
    """Events of which no more than a province or country is known."""

    key: int
    name: str
    lon: float
    lat: float
    events: int

    @property
    def says(self) -> str:
        return f"[{self.events:,} in {self.name}]"


@dataclass(frozen=True)
class Shown:
    """A place or a cluster as drawn: where it stands, its marks with their offsets, and what it says."""

    x: float
    y: float
    spots: tuple[Spot, ...]
    events: int
    marks: tuple[tuple[float, Mark], ...] = ()
    says: str = ""

    @property
    def spot(self) -> Spot | None:
        return self.spots[0] if len(self.spots) == 1 else None

    @property
    def keys(self) -> tuple[int, ...]:
        """The places whose events a click on a cluster lists; none where they are too many for an address, or one has no key."""
        keys = tuple(spot.key for spot in self.spots)
        return keys if all(keys) and len(keys) <= LISTED else ()

    @property
    def width(self) -> int:
        """Of a cluster's pill."""
        return round(len(f"{self.events:,} events") * LETTER) + 16


@dataclass(frozen=True)
class Label:
    x: float
    y: float
    anchor: str
    name: str
    figure: str = ""


@dataclass(frozen=True)
class Drawn:
    """All that a map consists of; lines are SVG paths, marks come smallest last so that none is hidden."""

    view: View
    land: str
    borders: str
    disputed: str
    disputed_names: list[Label]
    shown: list[Shown]
    labels: list[Label]
    areas: list[tuple[float, float, Area]]
    countries: list[Label] = field(default_factory=list)

    @property
    def says(self) -> str:
        """The map in one sentence, for those who do not see it."""
        events, places = sum(each.events for each in self.shown), sum(len(each.spots) for each in self.shown)
        vague = sum(area.events for _, _, area in self.areas)
        told = f"Map: {events:,} event{'' if events == 1 else 's'} at {places:,} place{'' if places == 1 else 's'}"
        return told + (f", {vague:,} known by province or country only" if vague else "") + ". The list has them all."


def radius(least: int | None) -> float:
    """The radius of a mark by the least number of people: area is what is compared."""
    if not least:
        return UNKNOWN_RADIUS
    return next(size for start, size in RADII if least >= start)


def short(low: int | None, high: int | None, quantifier: str | None = None, unbounded: bool = False) -> str:
    """A figure as a map writes it: "12–19", "40+", "up to 60", "about 500"; "" if nothing is known."""
    if low is None and high is None:
        return ""
    if low is None:
        return f"up to {high:,}"
    if high is None or unbounded:
        return f"{low - (quantifier == 'more_than' and low > FEW):,}+"
    if low == high:
        return f"about {low:,}" if quantifier == "about" else f"{low:,}"
    return f"{low:,}–{high:,}"


def drawn(spots: Sequence[Spot], areas: Iterable[Area], view: View) -> Drawn:
    """A map of places; what lies outside the view is left out."""
    found = world()
    shown = [_shown(view, group) for group in _grouped(spots, view)]
    taken = _Room(view)
    for each in shown:
        taken.block(each)
    brackets = [(*view.xy(area.lon, area.lat), area) for area in areas]
    placed = [(x, y, area) for x, y, area in brackets if taken.free(x, y - 4, len(area.says) * LETTER, 18)]
    countries = [label for each in country_names(view) if (label := taken.country(*each))]
    labels = [label for each in _telling(shown) if (label := taken.label(each))]
    disputed = [(entry, line) for entry, line in (found.disputed if found else [])]
    return Drawn(
        view, land_path(view), line_path(view, found.borders if found else []), line_path(view, [line for _, line in disputed]),
        _line_names(view, disputed, taken), sorted(shown, key=_size, reverse=True), labels,
        [(round(x, 1), round(y, 1), area) for x, y, area in placed],
        countries,
    )  # fmt: skip


def _within(view: View, x: float, y: float, over: float = 0) -> bool:
    return -over <= x <= view.width + over and -over <= y <= view.height + over


def _grouped(spots: Iterable[Spot], view: View) -> list[list[tuple[float, float, Spot]]]:
    """Places in view that lie near one another, each group around its largest; found by cells."""
    cells: dict[tuple[int, int], list[list[tuple[float, float, Spot]]]] = {}
    groups = []
    placed = [(*view.xy(spot.lon, spot.lat), spot) for spot in spots]
    placed = [each for each in placed if _within(view, each[0], each[1], 12)]
    across, down = NEAR if len(placed) <= MANY else CROWDED
    for x, y, spot in sorted(placed, key=lambda each: (-each[2].events, each[2].key)):
        column, row = int(x // across), int(y // down)
        near = [
            (apart, group) for dx in (-1, 0, 1) for dy in (-1, 0, 1) for group in cells.get((column + dx, row + dy), ())
            if (apart := ((group[0][0] - x) / across) ** 2 + ((group[0][1] - y) / down) ** 2) < 1
        ]  # fmt: skip
        if near:
            min(near, key=lambda each: each[0])[1].append((x, y, spot))
        else:
            groups.append([(x, y, spot)])
            cells.setdefault((column, row), []).append(groups[-1])
    return groups


def _shown(view: View, group: list[tuple[float, float, Spot]]) -> Shown:
    spots = tuple(spot for _, _, spot in group)
    events = sum(spot.events for spot in spots)
    x, y = group[0][0], group[0][1]
    if len(spots) > 1:
        names = ", ".join(spot.name for spot in spots[:3]) + (f" and {len(spots) - 3} more" if len(spots) > 3 else "")
        return Shown(round(x, 1), round(y, 1), spots, events, says=f"{events:,} events: {names}")
    return Shown(round(x, 1), round(y, 1), spots, events, _side_by_side(spots[0].marks), says_of(spots[0]))


def says_of(spot: Spot) -> str:
    """A place in words: "Taftan: 3 events, claimed material conflict, at least 4"."""
    told = ", ".join(
        (f"{mark.events} " if mark.events > 1 else "") + (f"{STATUS_WORDS[mark.status]} " if mark.status != "occurred" else "")
        + mark.quad + (f" ({mark.figure})" if mark.figure else "") for mark in spot.marks
    )  # fmt: skip
    return f"{spot.name}: {told}"


def _side_by_side(marks: Sequence[Mark]) -> tuple[tuple[float, Mark], ...]:
    """The largest marks of a place in a row around its point."""
    kept = marks[:SHOWN]
    left = -sum(mark.ring or mark.radius for mark in kept) - (len(kept) - 1)
    placed = []
    for mark in kept:
        half = mark.ring or mark.radius
        placed.append((round(left + half, 1), mark))
        left += 2 * half + 2
    return tuple(placed)


def _size(shown: Shown) -> float:
    return max((mark.ring or mark.radius for _, mark in shown.marks), default=12.0)


def _telling(shown: Iterable[Shown]) -> list[Shown]:
    """Places that get a name, those with most to say first."""
    single = [each for each in shown if each.spot]
    return sorted(single, key=lambda each: (-max(mark.low or 0 for _, mark in each.marks), -each.events, each.says))[:60]


class _Room:
    """What of the map is taken, in boxes; labels go where nothing is."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.boxes: list[tuple[float, float, float, float]] = []

    def block(self, shown: Shown) -> None:
        half = shown.width / 2 if not shown.marks else sum(mark.ring or mark.radius for _, mark in shown.marks)
        tall = _size(shown)
        self.boxes.append((shown.x - half, shown.y - tall, shown.x + half, shown.y + tall))

    def free(self, x: float, y: float, width: float, height: float) -> bool:
        """Takes the box around a middle if it is free and within the view."""
        box = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        if box[0] < 2 or box[1] < 2 or box[2] > self.view.width - 2 or box[3] > self.view.height - 2:
            return False
        if any(box[0] < other[2] and box[2] > other[0] and box[1] < other[3] and box[3] > other[1] for other in self.boxes):
            return False
        self.boxes.append(box)
        return True

    def country(self, x: float, y: float, name: str) -> Label | None:
        """A country's name near its middle, above or below where that is taken."""
        for off in (0, -26, 26, -52, 52):
            if self.free(x, y + off - 4, len(name) * SPREAD, 18):
                return Label(x, y + off, "middle", name)
        return None

    def label(self, shown: Shown) -> Label | None:
        """A place's name and figure, right of it, left, above or below; None if there is no room."""
        spot = shown.spot
        assert spot is not None
        figure = next((mark.figure for _, mark in shown.marks if mark.figure and mark.events == 1), "")
        if spot.events > len(shown.marks):
            figure = f"{spot.events:,} events"
        width = len(spot.name) * LETTER + (len(figure) * BOLD + 5 if figure else 0)
        half, tall = sum(mark.ring or mark.radius for _, mark in shown.marks) + 5, _size(shown)
        for x, y, anchor, middle in (
            (shown.x + half, shown.y + 4.5, "start", shown.x + half + width / 2),
            (shown.x - half, shown.y + 4.5, "end", shown.x - half - width / 2),
            (shown.x, shown.y - tall - 6, "middle", shown.x), (shown.x, shown.y + tall + 15, "middle", shown.x),
        ):  # fmt: skip
            if self.free(middle, y - 4.5, width, 16):
                return Label(round(x, 1), round(y, 1), anchor, spot.name, figure)
        return None


def _line_names(view: View, lines: Iterable[tuple[object, object]], taken: _Room) -> list[Label]:
    """Names of the disputed lines that are long enough in view, in the middle of each."""
    named: dict[str, Label] = {}
    for entry, line in lines:
        name, points = getattr(entry, "name", ""), getattr(line, "points", [])
        inside = [at for lon, lat in points if _within(view, *(at := view.xy(lon, lat)))]
        if name in named or len(inside) < 2:
            continue
        long = max(x for x, _ in inside) - min(x for x, _ in inside) + max(y for _, y in inside) - min(y for _, y in inside)
        x, y = inside[len(inside) // 2]
        text = f"{name}, disputed"
        if long > 40 and taken.free(x, y - 12, len(text) * 6.2, 16):
            named[name] = Label(round(x, 1), round(y - 8, 1), "middle", text)
    return list(named.values())
