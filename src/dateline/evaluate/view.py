"""A report as the scorers see it: spans as pairs, indices followed, unknown as None or empty."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec

from dateline import records
from dateline.evaluate.common import Row, Span, gold_texts

STATED = ("occurred", "claimed")  # the statuses of what the report says has happened


@dataclass(frozen=True)
class Mention:
    span: Span
    actor: str | None = None


@dataclass
class Event:
    type: str
    mode: str
    trigger: Span
    actor: list[Mention]
    recipient: list[Mention]
    instrument: list[Mention]
    place: Span | None
    status: str | None
    confidence: float


@dataclass
class Figure:
    span: Span
    measure: str
    low: int | None
    who: Mention | None
    trigger: Span | None  # of the event that the figure belongs to
    scope: str | None
    status: str | None


@dataclass
class Place:
    span: Span
    geonames_id: int | None
    point: tuple[float, float] | None  # latitude, longitude
    country: str | None


@dataclass
class Time:
    span: Span
    type: str | None
    value: str | None


@dataclass
class Statement:
    speaker: Span | None
    cue: Span | None
    content: list[Span]
    quote: str | None


@dataclass
class Predicate:
    span: Span
    score: float


@dataclass
class Report:
    text: str = ""
    names: dict[str, list[str]] = field(default_factory=dict)  # actor id -> its name and mentions
    events: list[Event] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    predicates: list[Predicate] = field(default_factory=list)

    def words(self, span: Span) -> str:
        return self.text[span[0] : span[1]]


def pair(spanned: records.Span | records.Mention | None) -> Span | None:
    return (spanned.start, spanned.end) if spanned else None


def mentions(told: Iterable[records.Mention]) -> list[Mention]:
    return [Mention((mention.start, mention.end), mention.actor) for mention in told]


def view(report: records.Report) -> Report:
    """The scorers' view of a coded report."""
    triggers = {event.id: (event.trigger.start, event.trigger.end) for event in report.events}
    names = {a.id: [a.name, *(report.text[m.start : m.end] for m in a.mentions)] for a in report.actors}
    predicates = report.predicates if isinstance(report.predicates, tuple) else ()
    return Report(
        text=report.text,
        names=names,
        events=[_event(event, report) for event in report.events],
        figures=[_figure(figure, triggers) for figure in report.figures],
        places=[_place(place) for place in report.places],
        times=[Time((time.start, time.end), time.type, time.value) for time in report.times],
        statements=[_statement(statement) for statement in report.statements],
        predicates=[Predicate((p.start, p.end), p.score) for p in predicates],
    )


def _event(event: records.Event, report: records.Report) -> Event:
    place = None if event.place is None else report.places[event.place]
    return Event(
        event.type, (event.mode or "").lower(), (event.trigger.start, event.trigger.end), mentions(event.actor),
        mentions(event.recipient), mentions(event.instrument), (place.start, place.end) if place else None,
        event.factuality.status, event.confidence or 0.0,
    )  # fmt: skip


def _figure(figure: records.Figure, triggers: dict[str, Span]) -> Figure:
    who = mentions([figure.who])[0] if figure.who else None
    trigger = triggers.get(figure.event) if figure.event else None
    span = (figure.start, figure.end)
    return Figure(span, figure.measure, figure.low, who, trigger, figure.scope, figure.factuality.status)


def _place(place: records.Place) -> Place:
    point = None if place.lat is None or place.lon is None else (place.lat, place.lon)
    return Place((place.start, place.end), place.geonames_id, point, place.country)


def _statement(statement: records.Statement) -> Statement:
    content = [(span.start, span.end) for span in statement.content]
    return Statement(pair(statement.speaker), pair(statement.cue), content, statement.quote)


def join(rows: list[Row], output: dict[str, Row]) -> tuple[list[tuple[Row, Report]], "Counter[str]"]:
    """Pairs each gold row with its report (an empty one where the output has none), and counts what was wrong.

    `output` is raw lines by id. `malformed` lines do not fit the contract and count as empty.
    """
    ids = {row["id"] for row in rows}
    counts = Counter(missing=len(ids - set(output)), malformed=0, extra=len(set(output) - ids), text_differs=0)
    texts = {row["id"]: gold_texts(row) for row in rows}
    reports: dict[str, Report] = {}
    for key in ids & set(output):
        try:
            reports[key] = view(msgspec.convert(output[key], records.Report))
        except (msgspec.ValidationError, IndexError):
            counts["malformed"] += 1
            continue
        counts["text_differs"] += bool(texts[key]) and reports[key].text not in texts[key]
    return [(row, reports.get(row["id"], Report())) for row in rows], counts
