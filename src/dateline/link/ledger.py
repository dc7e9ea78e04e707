"""The ledger: figures over time by origin, their range, and what was corrected; never a sum, and never a copy twice.

    450 pilgrims evacuated (Meridian Wire, 15 June); almost 500 returned on the 16th (Frontier Dispatch, 17 June)
    at least 128 killed (15 June), corrected by its own agency to 224: one origin, one change, upward
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dateline.link.results import Change, CrossingState, Point, Series
from dateline.link.told import Number, State

Said = tuple["Voice", Number]
Key = tuple[object, ...]


@dataclass(slots=True, frozen=True)
class Voice:
    """Who says something and when: the report's id and day, its origin, and whether it corrects an earlier version.

    `text` is the copy group; a report that `copies` another adds no figures, only itself to those that it repeats.
    """

    report: str
    day: int
    origin: str
    text: str
    corrects: bool = False
    copies: bool = False


def iso(day: int) -> str | None:
    """An ordinal as an ISO date; null for 0."""
    return date.fromordinal(day).isoformat() if day else None


def series_of(said: Iterable[Said]) -> tuple[Series, ...]:
    """The series of some figures, which come in the order of their reports.

    A figure without a country is of the one that another version or copy of its text gives it.
    """
    groups: defaultdict[tuple[str, str, str], list[Said]] = defaultdict(list)
    listed = list(said)
    known = [(voice, number) for voice, number in reversed(listed) if number.where]
    placed = {(voice.text, number.measure, number.who, size_of(number)): number.where for voice, number in known}
    for voice, number in listed:
        size = size_of(number)
        near = (size,) if size is None or not voice.copies else (size, size - 1, size + 1)
        where = (placed.get((voice.text, number.measure, number.who, each)) for each in near)
        groups[number.measure, number.who, number.where or next(filter(None, where), "")].append((voice, number))
    return tuple(_series(*key, found) for key, found in sorted(groups.items()))


def _series(measure: str, who: str, country: str, said: list[Said]) -> Series:
    firsts: list[Said] = []
    reports: list[list[str]] = []
    told: dict[Key, int] = {}
    for voice, number in said:
        earlier = [told[key] for key in _repeated(voice, number) if key in told]
        same = min((place for place in earlier if voice.copies or _same_day(number, firsts[place][1])), default=None)
        if same is None:
            for key in _tells(voice, number):
                told.setdefault(key, len(firsts))
            firsts.append((voice, number))
            reports.append([voice.report])
        elif voice.report not in reports[same]:
            reports[same].append(voice.report)
    again = {(report, size_of(number)) for (_, number), ids in zip(firsts, reports, strict=True) for report in ids[1:]}
    points = tuple(_point(*first, tuple(ids)) for first, ids in zip(firsts, reports, strict=True))
    latest, changes = _course(firsts, again)
    low, high = (min(latest), max(latest)) if latest else (None, None)
    return Series(measure, who, country, low, high, points, changes)


def _tells(voice: Voice, number: Number) -> tuple[Key, ...]:
    """What a figure is found by when it is told again: its origin with bounds and day, its text with its size."""
    exact: Key = (voice.origin, number.low, number.high, number.day)
    size = size_of(number)
    return (exact,) if size is None else (exact, (voice.origin, voice.text, size))


def _repeated(voice: Voice, number: Number) -> tuple[Key, ...]:
    """What an earlier figure has that is told again.

    Its origin told the same bounds for the same day, or its text the same size ("at least 224" and "to 224"); in a copy
    nearly the same will do ("more of 220").
    """
    exact, *rest = _tells(voice, number)
    size = size_of(number)
    if rest and voice.copies and size is not None:
        rest += [(voice.origin, voice.text, size - 1), (voice.origin, voice.text, size + 1)]
    return (exact, *rest)


def _same_day(one: Number, other: Number) -> bool:
    """Whether two figures may be of one day: one of them has none, or both the same."""
    return not one.day or not other.day or one.day == other.day


def _point(voice: Voice, number: Number, reports: tuple[str, ...]) -> Point:
    return Point(
        number.low, number.high, number.quantifier, number.scope, number.status, voice.origin, number.source,
        iso(voice.day), iso(number.day), reports,
    )  # fmt: skip


def size_of(number: Number) -> int | None:
    """The number a figure stands for when two are compared: its lower bound, else its upper."""
    return number.low if number.low is not None else number.high


def _course(said: list[Said], again: set[tuple[str, int | None]]) -> tuple[list[int], tuple[Change, ...]]:
    """The latest figure of each origin, and how each origin's went up and down; copies and denials have no say.

    What a report says `again` it has not changed, unless it corrects: then it says what was wrong.
    """
    by_report: dict[tuple[str, str], tuple[Voice, list[int]]] = {}
    for voice, number in said:
        size = size_of(number)
        if size is not None and number.status != "denied" and not voice.copies:
            by_report.setdefault((voice.origin, voice.report), (voice, []))[1].append(size)
    latest: dict[str, int] = {}
    changes = []
    for (origin, _), (voice, sizes) in by_report.items():
        size, before = max(sizes), latest.get(origin)
        is_new = voice.corrects or (len(sizes) == 1 and (voice.report, before) not in again)
        if before is not None and size != before and is_new:
            direction, kind = "up" if size > before else "down", "correction" if voice.corrects else "update"
            changes.append(Change(origin, before, size, direction, kind, iso(voice.day)))
        latest[origin] = size
    return list(latest.values()), tuple(changes)


def crossings_of(said: Iterable[tuple[Voice, State]]) -> tuple[CrossingState, ...]:
    """The status line of each crossing, by name and then by the day since when it is so, else that of the report."""
    told: dict[tuple[object, ...], tuple[Voice, State]] = {}
    for voice, state in said:
        told.setdefault((voice.origin, state), (voice, state))
    ordered = sorted(told.values(), key=lambda each: (each[1].crossing, each[1].day or each[0].day, each[0].report))
    return tuple(
        CrossingState(state.crossing, state.what, state.status, state.factuality, iso(state.day), iso(voice.day), voice.origin)
        for voice, state in ordered
    )
