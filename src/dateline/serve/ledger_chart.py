"""A series of figures as steps by origin over the days on which they were said, drawn on the server as SVG.

The line is the least, the shade reaches to the most; an open top has small arrows. A day without a figure is no zero and no line
between origins is drawn. The table beside the chart says the same in words.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline.serve.view import measured

WIDTH, HEIGHT = 640, 220
LEFT, RIGHT, TOP, BOTTOM = 56, 96, 12, 28
ORIGINS = 5  # origins with a line of their own; the rest are grey
Row = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """A figure of an origin from the day it was said until the origin says another: pixels of its line and its shade."""

    x1: float
    x2: float
    low: float | None
    high: float | None
    open_top: bool


@dataclass(frozen=True)
class Chart:
    """Everything that the template draws. `says` is the chart in one sentence, for those who do not see it."""

    lines: list[tuple[str, int, list[Step]]]  # origin, its number from 1 (0: grey), steps
    ticks: list[tuple[float, str]]  # y, label
    days: list[tuple[float, str]]  # x, label
    says: str
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = TOP
    bottom: int = HEIGHT - BOTTOM


def steps(series: Row) -> Chart | None:
    """The chart of a series with its points; None where there is nothing to compare: figures of one day, or of none."""
    points = [point for point in series["points"] if point["said"] and (point["low"] is not None or point["high"] is not None)]
    said = sorted({point["said"] for point in points})
    if len(said) < 2:
        return None
    top = max(max(point["low"] or 0, point["high"] or 0) for point in points)
    first, last = said[0], said[-1]
    span = max(1, (last - first).days)

    def x(day: date) -> float:
        return _tenth(LEFT + (WIDTH - LEFT - RIGHT) * (day - first).days / (span + 1))

    def y(number: int | None) -> float | None:
        return None if number is None else _tenth(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * number / nice(top))

    by_origin: dict[str, list[Row]] = {}
    for point in points:
        by_origin.setdefault(point["origin"] or "origin not known", []).append(point)
    lines = []
    for number, (origin, told) in enumerate(sorted(by_origin.items(), key=lambda item: -len(item[1])), 1):
        ends = [point["said"] for point in told[1:]]
        drawn = [
            Step(
                x(point["said"]), x(end) if end else WIDTH - RIGHT, y(point["low"]), y(point["high"]),
                point["high"] is None,
            )
            for point, end in zip(told, [*ends, None], strict=True)
        ]  # fmt: skip
        lines.append((origin, number if number <= ORIGINS else 0, drawn))
    ticks = [(_tenth(y(tick) or 0), f"{tick:,}") for tick in (0, nice(top) // 2, nice(top))]
    labels = [(x(day), f"{day.day} {day:%b}") for day in dict.fromkeys((first, said[len(said) // 2], last))]
    return Chart(lines, ticks, labels, _says(series, points, len(by_origin)))


def _tenth(pixels: float) -> float:
    return round(pixels, 1)


def nice(top: int) -> int:
    """The end of an axis that holds `top`: 1, 2 or 5 times a power of ten, and even."""
    size = 10
    while True:
        for factor in (1, 2, 4, 6, 8):
            if top <= factor * size:
                return factor * size
        size *= 10


def _says(series: Row, points: list[Row], origins: int) -> str:
    least = min((point["low"] for point in points if point["low"] is not None), default=None)
    most = max((point["high"] for point in points if point["high"] is not None), default=None)
    told = f"{measured(series)}: from {least if least is not None else 'not known'} to {most if most is not None else 'open'}"
    return f"{told}, {len(points)} figures by {origins} origin{'' if origins == 1 else 's'}"
