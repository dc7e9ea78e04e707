"""The timeline that the server draws: bars of events a day (a week, a month), conflict up, cooperation down from one line.

An event counts once, however many pages tell it. Both sides have one scale, and one unit holds for the whole chart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

UP = ("material conflict", "verbal conflict")  # from the line outwards
DOWN = ("material cooperation", "verbal cooperation")
DAYS, WEEKS = 120, 1100  # up to so many days a bar is a day; up to so many a week; else a month
FEW = 0.1  # the share of events that may lie before the chart begins
HEIGHT = 84.0  # pixels of the bars, both sides together
LABELS = 6


@dataclass(frozen=True)
class Bar:
    """One class in one stretch of days: where it stands in per cent of the width, and in pixels from the top."""

    x: float
    width: float
    y: float
    height: float
    quad: str
    start: date
    within: bool


@dataclass(frozen=True)
class Bars:
    first: date
    last: date
    unit: str  # day, week or month
    bars: list[Bar]
    line: float  # where conflict and cooperation part, pixels from the top
    tick: int  # a round number of events with a line of its own
    tick_up: float | None
    tick_down: float | None
    labels: list[tuple[float, date]]
    counts: list[tuple[date, int, int]]  # start of a stretch, conflict, cooperation: for the table and for the brush
    before: int  # events on days before the first that is drawn
    wide: int  # events known less well than the unit
    total: int

    @property
    def says(self) -> str:
        """The chart in one sentence."""
        if not self.total:
            return "No event has a known day."
        start, up, down = max(self.counts, key=lambda each: each[1] + each[2])
        return (
            f"Events a {self.unit} from {self.first.isoformat()} to {self.last.isoformat()}: {self.total:,} in all, most in the "
            f"{self.unit} of {start.isoformat()} ({up} conflict, {down} cooperation)."
        )

    def share(self, day: date) -> float:
        """Where a day begins, in per cent of the width."""
        whole = (self.last - self.first).days + 1
        return round(min(max((day - self.first).days / whole * 100, 0.0), 100.0), 3)

    def share_end(self, day: date) -> float:
        """Where a day ends."""
        return self.share(day + timedelta(1))


def bars(dated: Iterable[tuple[date, date, str, int]], start: date | None = None, end: date | None = None) -> Bars | None:
    """The chart of (first day, last day, quad class, events); `start` and `end` are what is asked for. None without any day."""
    given = sorted(dated)
    exact = [(first, events) for first, last, _, events in given if first == last] or [(row[0], row[3]) for row in given]
    if not exact:
        return None
    first, last, before = _stretch(exact, start, end)
    span = (last - first).days + 1
    unit = "day" if span <= DAYS else "week" if span <= WEEKS else "month"
    first, last = _floor(first, unit), _ceiling(last, unit)
    sums: dict[date, dict[str, int]] = {}
    wide = 0
    for begins, ends, quad, events in given:
        if _floor(begins, unit) != _floor(ends, unit):
            wide += events
        elif first <= begins <= last:
            sums.setdefault(_floor(begins, unit), dict.fromkeys((*UP, *DOWN), 0))[quad] += events
    counts = [(day, sum(sums[day][quad] for quad in UP), sum(sums[day][quad] for quad in DOWN)) for day in sorted(sums)]
    ups, downs = max((up for _, up, _ in counts), default=0), max((down for _, _, down in counts), default=0)
    scale = HEIGHT / max(ups + downs, 4)
    line = max(ups, 1) * scale
    tick = _tick(max(ups, downs))
    whole = (last - first).days + 1
    drawn = [
        bar for day in sorted(sums) for bar in _column(
            sums[day], day, ((day - first).days / whole * 100, (_next(day, unit) - day).days / whole * 100),
            scaled=(line, scale), within=(start is None or _next(day, unit) > start) and (end is None or day <= end),
        )
    ]  # fmt: skip
    return Bars(
        first, last, unit, drawn, round(line, 1), tick, round(line - tick * scale, 1) if tick <= ups else None,
        round(line + tick * scale, 1) if tick <= downs else None, _labels(first, whole), counts, before, wide,
        sum(up + down for _, up, down in counts),
    )  # fmt: skip


def _stretch(exact: Sequence[tuple[date, int]], start: date | None, end: date | None) -> tuple[date, date, int]:
    """First and last day to draw. Where nearly all events lie in the last months, the few long before are counted, not drawn."""
    first, last = exact[0][0], max(exact[-1][0], end or exact[-1][0])
    total, seen = sum(events for _, events in exact), 0
    for day, events in exact:
        if (last - day).days < DAYS:
            first = day if seen <= total * FEW and (day - first).days > DAYS else first
            break
        seen += events
    first = min(first, start or first)
    before = sum(events for day, events in exact if day < first)
    return (first - timedelta(3), last + timedelta(3), before) if first == last else (first, last, before)


def _column(
    sums: dict[str, int], day: date, across: tuple[float, float], *, scaled: tuple[float, float], within: bool
) -> Iterable[Bar]:
    """The bars of one stretch: classes stacked away from the line, the material one next to it."""
    (x, width), (line, scale) = across, scaled
    x, width = round(x + width * 0.05, 3), round(width * 0.9, 3)
    for side, quads in ((-1, UP), (1, DOWN)):
        at = line
        for quad in quads:
            height = sums[quad] * scale
            if height:
                top = at - height if side < 0 else at
                yield Bar(x, width, round(top, 1), round(height, 1), quad.replace(" ", "-"), day, within)
                at += side * height


def _floor(day: date, unit: str) -> date:
    """The first day of the stretch that a day lies in; weeks begin on Monday."""
    if unit == "month":
        return day.replace(day=1)
    return day - timedelta(day.weekday()) if unit == "week" else day


def _next(day: date, unit: str) -> date:
    if unit == "month":
        return (day.replace(day=28) + timedelta(4)).replace(day=1)
    return day + timedelta(7 if unit == "week" else 1)


def _ceiling(day: date, unit: str) -> date:
    return _next(_floor(day, unit), unit) - timedelta(1)


def _tick(most: int) -> int:
    """A round number not above the most: 1, 2, 5, 10, 20 ..."""
    found = 1
    for power in range(7):
        for each in (1, 2, 5):
            if each * 10**power <= most:
                found = each * 10**power
    return found


def _labels(first: date, whole: int) -> list[tuple[float, date]]:
    """Days to write under the chart, evenly apart, with room for each."""
    step = max(1, ceil(whole / LABELS))
    return [(round(day / whole * 100, 2), first + timedelta(day)) for day in range(0, whole, step) if day / whole < 0.95]
