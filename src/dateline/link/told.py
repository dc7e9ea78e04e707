"""What the linking of events keeps of each event, figure and crossing that a report tells: ids, days and numbers, no words.

A figure keeps whom it counts as a stem ("pilgrims" -> "pilgrim", "people" -> ""), since 45 students and 500 pilgrims are two
series and never one sum.
"""

from datetime import date
from functools import lru_cache

import msgspec

from dateline.link.packing import Packer
from dateline.link.words import stem
from dateline.records import Event, Figure, Mention, Place, Report
from dateline.text.dates import covered
from dateline.text.fold import fold

HOUSEHOLDS = "households"  # who a figure counts that knows households alone: such a series is never compared with one of people
REJECTED = "rejected"  # the status of a telling that people rejected: it is kept in its place, and is of no event
_ANYONE = frozenset({
    "people", "person", "persons", "others", "other", "individuals", "victims", "casualties", "dead", "them", "they", "nobody",
    "none", "us", "we", "those", "lives", "bodies", "deaths", "fatalities", "injuries", "wounded", "injured",
})  # fmt: skip


class Spot(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A place: GeoNames id, ISO country, first-order division, point, and whether it is a whole country or division."""

    id: int | None
    name: str
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    kind: str


class Number(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A figure as told: `who` is the stem of those counted, `day` the day it holds for (0: unknown), `source` who says so.

    Where `who` is "households" its bounds are of households.
    `where` is the country of its event's place or of those it happened to: 220 dead in Iran and 20 in Israel are two series.
    `conflict` are the countries of those who act and suffer in its event, else where it is: "IRN-ISR", "SDN".
    """

    figure: str
    measure: str
    low: int | None
    high: int | None
    quantifier: str
    scope: str | None
    status: str
    who: str
    source: str | None
    day: int
    where: str
    conflict: str


class State(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A crossing as told: what it is called (a place's id, or kind and countries), its state, and since when."""

    crossing: str
    what: str
    status: str
    factuality: str
    day: int


class Told(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One event as one report tells it. `begins`, `ends` are ordinals, 0 where unknown; actors are ids known everywhere."""

    event: str
    type: str
    mode: str | None
    status: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    spot: Spot | None
    begins: int
    ends: int
    trigger: str
    pair: int
    numbers: tuple[Number, ...]


class Telling(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """All that a report tells: its events, the figures of no event, and its crossings."""

    events: tuple[Told, ...]
    numbers: tuple[Number, ...]
    states: tuple[State, ...]


def telling_of(report: Report) -> Telling:
    """What a coded report tells."""
    numbers: dict[str | None, list[Number]] = {}
    known = {event.id: event for event in report.events}
    for figure in report.figures:
        event = known.get(figure.event or "")
        numbers.setdefault(event.id if event else None, []).append(_number(figure, event, report))
    events = tuple(_told(event, report, tuple(numbers.get(event.id, ()))) for event in report.events)
    return Telling(events, tuple(numbers.get(None, ())), tuple(_states(report)))


def _told(event: Event, report: Report, numbers: tuple[Number, ...]) -> Told:
    begins, ends = _days(event.time, report)
    trigger = report.text[event.trigger.start : event.trigger.end]
    return Told(
        event.id, event.type, event.mode, event.factuality.status, _ids(event.actor), _ids(event.recipient),
        _spot(report.places[event.place]) if event.place is not None else None, begins, ends, stem(fold(trigger)),
        event.trigger.start, numbers,
    )  # fmt: skip


@lru_cache(maxsize=100_000)
def _same(ids: tuple[str, ...]) -> tuple[str, ...]:
    return ids


def _ids(mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    """The ids that mean the same everywhere, in order; "x3" is known in its own report alone."""
    found = {mention.actor for mention in mentions if mention.actor is not None and not _is_local(mention.actor)}
    return _same(tuple(sorted(found)))


def _is_local(actor: str) -> bool:
    return actor[0] == "x" and actor[1:].isdigit()


@lru_cache(maxsize=100_000)
def _interned(*fields: object) -> Spot:
    return Spot(*fields)  # type: ignore[arg-type]


def _spot(place: Place) -> Spot | None:
    if place.lat is None or place.lon is None:
        return None
    return _interned(place.geonames_id, place.name or "", place.country, place.admin1, place.lat, place.lon, place.kind or "")


def _days(time: int | None, report: Report) -> tuple[int, int]:
    """The first and last day of a time as ordinals; 0, 0 where it is unknown or open."""
    if time is None:
        return 0, 0
    told = report.times[time]
    on = report.reference_date.value if report.reference_date else None
    first, last = covered(told.bound, (told.from_, told.to), on)
    if not first or not last:
        return 0, 0
    try:
        return date.fromisoformat(first[:10]).toordinal(), date.fromisoformat(last[:10]).toordinal()
    except ValueError:
        return 0, 0


def _number(figure: Figure, event: Event | None, report: Report) -> Number:
    source = figure.attribution.source if figure.attribution else None
    low, high, who = figure.low, figure.high, _who(figure.who, report.text)
    if low is None and high is None and figure.households is not None:
        low, high, who = figure.households.low, figure.households.high, HOUSEHOLDS
    return Number(
        figure.id, figure.measure, low, high, figure.quantifier, figure.scope, figure.factuality.status, who,
        report.text[source.start : source.end] if source else None, _days(figure.time, report)[1],
        _country(figure, event, report), _conflict(figure, event, report),
    )  # fmt: skip


def _conflict(figure: Figure, event: Event | None, report: Report) -> str:
    """The countries of the conflict that a figure belongs to, at most three; "" where none is known."""
    found: set[str] = set()
    if event is not None:
        countries = {actor.id: actor.country for actor in report.actors}
        found = {countries.get(mention.actor or "") or "" for mention in (*event.actor, *event.recipient)} - {""}
    if len(found) < 2:
        for place in (event.place if event else None, figure.origin, figure.destination):
            if place is not None and report.places[place].country and len(found) < 2:
                found.add(report.places[place].country or "")
    return "-".join(sorted(found)[:3])


def _country(figure: Figure, event: Event | None, report: Report) -> str:
    """Where those that a figure counts were harmed or went to, as a country; "" where it is not told."""
    for place in (figure.destination, figure.origin, event.place if event else None):
        if place is not None and report.places[place].country:
            return report.places[place].country or ""
    harmed = _ids(event.recipient) if event else ()
    return harmed[0].split(".")[0] if harmed and harmed[0][:3].isupper() and len(harmed[0].split(".")[0]) == 3 else ""


def _who(mention: Mention | None, text: str) -> str:
    """The stem of the noun that says whom a figure counts: "almost 500 pilgrims" -> "pilgrim"; "" for people at large."""
    if mention is None:
        return ""
    span = mention.head or mention
    words = [word for word in fold(text[span.start : span.end].split(" of ")[0]).split() if not word[0].isdigit()]
    return "" if not words or words[-1] in _ANYONE else _one(words[-1])


def _one(noun: str) -> str:
    """A noun's singular, roughly: "families" -> "family", "soldiers" -> "soldier", "policemen" -> "policeman"."""
    if noun.endswith("men"):
        return noun[:-2] + "an"
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def _states(report: Report) -> list[State]:
    found = []
    for crossing in report.crossings:
        named = [report.places[mention.place].name or "" for mention in crossing.names if mention.place is not None]
        what = crossing.what or "crossing"
        names = named or ["-".join(sorted(crossing.countries))]
        day = _days(crossing.since, report)[0]
        found += [State(name, what, crossing.status, crossing.factuality.status, day) for name in names]
    return found


PACKER = Packer(Telling)
