"""`/borders`: which crossings are open, for whom, since when, by whose word, and how old that word is."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from dateline.knowledge.countries import countries
from dateline.serve.view import page
from dateline.serve.world import World, fitting, land_path, line_path, world
from dateline.store.desk import borders as asked

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
Row = dict[str, Any]
STATED = ("occurred", "claimed")  # what says how things are; the rest is what somebody plans, asks for, fears or denies
BAR, LABELS = 560, 6
WORDS = 200  # words on one crossing that are shown, the latest
STATES = ("closed", "restricted", "open")


@dataclass
class Passage:
    """One crossing, border or airspace with every word on it; `key` is its address. What is read of it holds once all is told."""

    key: str
    name: str
    what: str
    countries: tuple[str, ...]
    told: list[Row] = field(default_factory=list)

    @cached_property
    def stated(self) -> list[Row]:
        return [row for row in self.told if row["status"] in STATED]

    @cached_property
    def now(self) -> Row | None:
        """The latest word on how it is."""
        return max(self.stated, key=_weight, default=None)

    @cached_property
    def last(self) -> date | None:
        """The day of the last report that speaks of it."""
        return max((row["published"] for row in self.told if row["published"]), default=None)

    @property
    def disagree(self) -> bool:
        """Whether the words of its latest day differ in the state."""
        latest = [row for row in self.stated if self.now and _told_for(row) == _told_for(self.now)]
        return len({row["state"] for row in latest}) > 1


@router.get("/borders")
def borders(request: Request) -> str:
    """The page of all crossings; `crossing` opens the words on one, `on` is the day that they are asked for."""
    wanted = request.query_params
    on = _day(wanted.get("on", ""))
    with request.app.state.desk.record() as record:
        told = [row for row in asked.told(record) if on is None or (_told_for(row) or date.min) <= on]
        passages = sorted(grouped(told), key=lambda each: (each.now is None, -(each.last or date.min).toordinal(), each.name))
        chosen = next((each for each in passages if each.key == wanted.get("crossing")), None)
        sentences = asked.sentences(record, [row["crossing"] for row in chosen.told[-WORDS:]]) if chosen else {}
        through = asked.people_through(record)
        newest = on or asked.newest(record)
    span = _span(passages, newest)
    return page(
        request, "borders.html", section="borders", title="Borders", passages=passages, chosen=chosen, newest=newest, on=on,
        answer=answer(passages), bars={each.key: bars(each, span) for each in passages} if span else {}, axis=_axis(span),
        drawn=_map(passages), through=through, width=BAR, sentences=sentences,
    )  # fmt: skip


def grouped(told: list[Row]) -> list[Passage]:
    """Words on one passage together: by its name, else by the countries that it lies between; what has neither is apart."""
    found: dict[str, Passage] = {}
    for row in told:
        between = tuple(sorted(row["countries"] or ()))
        for name in [name for name in row["name"] or [] if name] or [None]:
            key = _key(name, row["what"], between)
            what = row["what"] or "crossing"
            passage = found.setdefault(key, Passage(key, _called(name, what, between), what, between))
            passage.countries = passage.countries or between
            passage.told.append(row)
    return list(found.values())


def _key(name: str | None, what: str | None, between: tuple[str, ...]) -> str:
    return name.casefold() if name else f"{what or 'crossing'}~{'~'.join(between) or 'unnamed'}"


SEVERAL = {"crossing": "Crossings", "road": "Roads", "port": "Ports", "airport": "Airports"}


def _called(name: str | None, what: str, between: tuple[str, ...]) -> str:
    """ "Taftan"; "Border Iran – Pakistan"; "Airspace of Iran"; "Crossings not named"."""
    kind = SEVERAL.get(what, what.title())
    known = countries().by_code
    names = " – ".join(known[code].name if code in known else code for code in between)
    return name or (f"{kind} {'of ' if len(between) == 1 else ''}{names}" if names else f"{kind} not named")


def answer(passages: list[Passage]) -> str:
    """ "3 closed, 1 restricted, 2 open; of 1 nobody says how it is."."""
    states = [each.now["state"] for each in passages if each.now]
    parts = [f"{states.count(state)} {state}" for state in STATES if state in states]
    silent = sum(1 for each in passages if each.now is None)
    told = ", ".join(parts) or "No state is reported"
    return f"{told}{f'; of {silent} only plans, demands or fears are told' if silent else ''}."


Span = tuple[date, date]


def _weight(row: Row) -> tuple[date, bool, bool]:
    """Later days weigh more; of one day a report's own word, then a word that names the day."""
    return _told_for(row) or date.min, row["status"] == "occurred", row["day_from"] is not None


def _told_for(row: Row) -> date | None:
    found: date | None = row["day_from"] or row["published"]
    return found


def _span(passages: list[Passage], newest: date | None) -> Span | None:
    days = [day for each in passages for row in each.told if (day := _told_for(row))]
    if not days or newest is None:
        return None
    return min(days), max(newest, *days)


def bars(passage: Passage, span: Span) -> list[dict[str, Any]]:
    """The states over time as boxes: from the day that one is told for until another is; dotted after the last word."""
    first, last = span
    whole = max(1, (last - first).days + 1)
    days: dict[date, Row] = {}
    for row in sorted(passage.stated, key=_weight):
        if day := _told_for(row):
            days[day] = row  # the weightiest word on a day holds
    told = sorted(days)
    starts = [day for n, day in enumerate(told) if not n or days[day]["state"] != days[told[n - 1]]["state"]]
    drawn = []
    for day, following in zip(starts, [*starts[1:], None][: len(starts)], strict=True):
        until = following or max(passage.last or day, day)
        x1, x2 = ((each - first).days / whole * BAR for each in (day, until))
        width = round(max(x2 - x1, BAR / whole, 3), 1)
        drawn.append({"state": days[day]["state"], "x": round(x1, 1), "width": width, "since": day})
    end = drawn[-1]["x"] + drawn[-1]["width"] if drawn else 0
    return [*drawn, {"state": "silent", "x": end, "width": round(BAR - end, 1), "since": None}] if end < BAR else drawn


def _axis(span: Span | None) -> list[tuple[float, date]]:
    if span is None:
        return []
    first, last = span
    whole = max(1, (last - first).days + 1)
    step = max(1, whole // LABELS)
    return [(round(number / whole * BAR, 1), date.fromordinal(first.toordinal() + number)) for number in range(0, whole, step)]


def _map(passages: list[Passage]) -> dict[str, Any] | None:
    """A small map of the passages that have a point."""
    spots = []
    for each in passages:
        at = next((row for row in each.told if row["lat"] is not None), None)
        if at and each.key == str((at["name"] or [""])[0]).casefold():
            spots.append((each, at["lon"], at["lat"]))
    if not spots:
        return None
    view = fitting([(lon, lat) for _, lon, lat in spots], 420, 300, most=5.5)
    found: World | None = world()
    return {
        "width": view.width, "height": view.height, "land": land_path(view),
        "borders": line_path(view, found.borders) if found else "", "coasts": line_path(view, found.coasts) if found else "",
        "spots": [(each, *(round(at, 1) for at in view.xy(lon, lat))) for each, lon, lat in spots],
    }  # fmt: skip


def _day(given: str) -> date | None:
    try:
        return date.fromisoformat(given)
    except ValueError:
        return None
