"""The record of one report: what is written to JSON, stored, served and scored.

Every struct is frozen. Spans are half-open character offsets `[start, end)` into `Report.text`, counted in Unicode code
points. Unknown is `None` or an empty tuple. `schema()` gives the JSON Schema of `Report`; a test holds it against the
published contract, so a field is renamed or dropped only by breaking that test.
"""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

Offset = Annotated[int, Meta(ge=0)]
End = Annotated[int, Meta(ge=1)]

Status = Literal["occurred", "claimed", "denied", "planned", "requested", "hypothetical"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
ActorKind = Literal[
    "state", "government", "military", "police", "armed_group", "party", "igo", "ngo", "media", "business", "religious",
    "civilian", "protester", "refugee", "person", "other",
]  # fmt: skip
Measure = Literal[
    "killed", "injured", "missing", "detained", "abducted", "released", "displaced", "fled", "returned", "evacuated",
    "expelled", "hosted", "affected", "participants",
]  # fmt: skip
Quantifier = Literal["exact", "at_least", "at_most", "more_than", "less_than", "about", "nearly", "range"]
Scope = Literal["incident", "cumulative", "stock"]
Quote = Literal["direct", "indirect", "mixed"]
CrossingStatus = Literal["open", "closed", "restricted"]
CrossingKind = Literal["crossing", "border", "airspace", "road", "port", "airport"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
TimeBound = Literal["since", "until", "before", "after"]


class Span(msgspec.Struct, frozen=True, order=True):
    """Words of the report: `text[start:end]`."""

    start: Offset
    end: End


class Mention(msgspec.Struct, frozen=True):
    """Words that name someone or something, and what they resolve to.

    `place` is an index into `Report.places`, `actor` an `Actor.id`, `head` the head word inside the span.
    """

    start: Offset
    end: End
    place: int | None = None
    actor: str | None = None
    head: Span | None = None


class Place(msgspec.Struct, frozen=True):
    """One mention of a place. `country` is ISO 3166-1 alpha-3, `score` 0 to 1, `candidates` the losers (at most five)."""

    start: Offset
    end: End
    geonames_id: int | None = None
    name: str | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    kind: str | None = None
    score: float | None = None
    basis: str | None = None
    candidates: tuple[dict[str, Any], ...] = ()


class Time(msgspec.Struct, frozen=True):
    """One time expression: TIMEX3 `type` and `value`, and the inclusive days `from_` and `to` that it covers.

    `bound` is the word before it that makes it one end of a longer time: "**since** 2020" covers more than 2020.
    """

    start: Offset
    end: End
    type: TimeType
    value: str | None = None
    from_: str | None = msgspec.field(default=None, name="from")
    to: str | None = None
    granularity: str | None = None
    basis: str | None = None
    bound: TimeBound | None = None


class Actor(msgspec.Struct, frozen=True):
    """One actor of the report with all its mentions. `id` is stable across reports where the actor is known."""

    id: str
    name: str
    kind: ActorKind
    country: str | None
    role: str | None = None
    affiliation: str | None = None
    mentions: tuple[Span, ...] = ()


class Factuality(msgspec.Struct, frozen=True):
    """Whether the report says that it happened, and the words that decided it ("may", "did not", "if")."""

    status: Status
    cues: tuple[Span, ...] = ()


class Attribution(msgspec.Struct, frozen=True):
    """On whose word: the source's mention, the cue ("said", "according to") and the statement that holds it."""

    source: Mention | None
    cue: Span | None = None
    statement: str | None = None


class Event(msgspec.Struct, frozen=True):
    """Who did what to whom. `type` and `mode` are PLOVER's; `place` and `time` are indices; `rule` names its rule."""

    id: str
    type: EventType
    mode: str | None
    trigger: Span
    actor: tuple[Mention, ...]
    recipient: tuple[Mention, ...]
    place: int | None
    time: int | None
    factuality: Factuality
    rule: str
    instrument: tuple[Mention, ...] = ()
    attribution: Attribution | None = None
    cameo: str | None = None
    acled: str | None = None
    confidence: float | None = None


class Bounds(msgspec.Struct, frozen=True):
    """Inclusive bounds of a number; `None` where it is open or not told."""

    low: int | None
    high: int | None


class Figure(msgspec.Struct, frozen=True):
    """A number of people. `low` and `high` are inclusive bounds; "more than 220" is low 221, high None.

    `households` are the households or families that the report counts, never people: of "850 families fled" `low` and `high`
    are None and the quantifier is that of the families; of "850 families (about 4,250 people)" it is that of the people.
    `origin`, `destination`, `via` and `time` are indices into the report's places and times.
    """

    id: str
    start: Offset
    end: End
    measure: Measure
    low: int | None
    high: int | None
    quantifier: Quantifier
    who: Mention | None
    event: str | None
    factuality: Factuality
    rule: str
    scope: Scope | None = None
    origin: int | None = None
    destination: int | None = None
    via: int | None = None
    time: int | None = None
    attribution: Attribution | None = None
    households: Bounds | None = None


class Crossing(msgspec.Struct, frozen=True):
    """The state of a border, crossing, road, airspace or port. `countries` are ISO 3166-1 alpha-3.

    `since` and `until` are indices into the report's times, `exceptions` the words for what still passes or does not
    ("returning nationals", "trade continues"), `by` who opened, closed or ordered it.
    """

    id: str
    trigger: Span
    status: CrossingStatus
    factuality: Factuality
    rule: str
    what: CrossingKind | None = None
    count: int | None = None
    names: tuple[Mention, ...] = ()
    countries: tuple[str, ...] = ()
    since: int | None = None
    attribution: Attribution | None = None
    until: int | None = None
    exceptions: tuple[Span, ...] = ()
    by: tuple[Mention, ...] = ()


class Statement(msgspec.Struct, frozen=True):
    """Who said what. `content` may be several spans of one split quote; `within` is the statement that quotes it."""

    id: str
    speaker: Mention | None
    cue: Span | None
    content: tuple[Span, ...]
    quote: Quote
    addressee: Mention | None = None
    within: str | None = None
    rule: str = ""


class Credit(msgspec.Struct, frozen=True):
    """An outlet or agency that the report itself names as its origin ("told AFP", "(Reuters)")."""

    start: Offset
    end: End
    outlet: str
    how: str | None = None


class Refusal(msgspec.Struct, frozen=True):
    """What a stage declined or dropped, and why. Whole reports are refused for `FATAL_REASONS` only, without a span."""

    stage: str
    reason: str
    detail: str | None = None
    start: Offset | None = None
    end: End | None = None


FATAL_REASONS = frozenset({
    "language", "too_long", "empty", "no_text", "binary", "failed", "unreadable", "encrypted", "nested", "noise",
    "died", "too_slow", "spared",
})  # fmt: skip
"""Reasons for which a report is not coded at all; any other refusal leaves the report coded."""


class Predicate(msgspec.Struct, frozen=True):
    """A verb or event noun with its status and how certain the report presents it, -3 to +3."""

    start: Offset
    end: End
    status: Status
    score: float


class ReferenceDate(msgspec.Struct, frozen=True):
    """The day that "Monday" and "yesterday" count from: ISO date, and where it comes from."""

    value: str
    basis: Literal["published", "text"]


class Coder(msgspec.Struct, frozen=True):
    """What wrote the record: version, and a digest of code, rules, settings and model."""

    version: str
    fingerprint: str


class Article(msgspec.Struct, frozen=True):
    """A report as it came in. `source` says from where ("news.jsonl:12"), for messages; it is not written out."""

    id: str
    text: str
    published: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    language: str | None = None
    source: str | None = None
    refusals: tuple[Refusal, ...] = ()


class Report(msgspec.Struct, frozen=True):
    """One coded report; one line of `dateline code`. The README of the contract says what each list holds."""

    id: str
    text: str
    published: str | None
    sentences: tuple[Span, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    crossings: tuple[Crossing, ...] = ()
    statements: tuple[Statement, ...] = ()
    credits: tuple[Credit, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    language: str | None = None
    reference_date: ReferenceDate | None = None
    filed_from: Mention | None = None
    predicates: tuple[Predicate, ...] | UnsetType = UNSET
    coder: Coder | UnsetType = UNSET


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Report)


def to_json(report: Report) -> bytes:
    """One line of JSON without a line end; every field is written, unknown as null."""
    return _encoder.encode(report)


def from_json(line: bytes | str) -> Report:
    """The report of one line; `msgspec.ValidationError` names the field that does not fit."""
    return _decoder.decode(line)


def schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of `Report`."""
    return msgspec.json.schema(Report)
