"""What extraction hands to resolution: the report's records with their words found, but no ids yet.

Events, figures, crossings and statements are final `records` whose place and time indices already point into
`Draft.places` and `Draft.times`; resolution gives each place and time its answer at the same index, and each mention its
actor id. Nothing here holds a parse: a draft may be stored and sent.
"""

from typing import Literal

import msgspec

from dateline.records import (
    Credit,
    Crossing,
    Event,
    Figure,
    Predicate,
    Refusal,
    Span,
    Statement,
)

PlaceUse = Literal["literal", "metonym", "modifier", "nested", "dateline", "based", "demonym"]


class PlaceMention(msgspec.Struct, frozen=True):
    """A name that is a place. `name` is what to look up ("Taftan"), `start`/`end` the words of the name.

    `kind` is the word beside it that says what it is ("district", "crossing"), `within` the index of the mention that
    the words put around it ("Taftan, in Chagai district"), `modifier` what shifts it ("northern", "near").
    """

    start: int
    end: int
    name: str
    use: PlaceUse = "literal"
    kind: str | None = None
    within: int | None = None
    modifier: str | None = None
    label: str = ""
    row: int | None = None


TimeAnchor = Literal["calendar", "unit", "count", "feast", "value"]
TimeOrigin = Literal["reference", "last"]
Tense = Literal["past", "present", "future"]


class TimeForm(msgspec.Struct, frozen=True):
    """What the words of a time expression mean, before anyone knows the day that they count from.

    `anchor` says which fields hold: "calendar" names parts of a date ("Friday, 13 June": weekday, day, month), "unit" is
    `offset` units of `unit` from `origin` ("two weeks ago": week, -2, reference; "a day later": day, 1, last), "count" the
    `count`th unit of something ("their sixth day"), "feast" a named day, and "value" needs nothing (`value` is TIMEX3's).
    `heading` marks the date of a dateline or of a line that says when the page was made.
    """

    anchor: TimeAnchor
    unit: str = "day"
    origin: TimeOrigin = "reference"
    offset: int | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    index: int | None = None
    season: str | None = None
    part: str | None = None
    value: str | None = None
    feast: str | None = None
    count: float | None = None
    direction: Literal["past", "future", "same"] | None = None
    modifier: str | None = None
    tense: Tense | None = None
    quoted: bool = False
    heading: bool = False
    sentence: int = 0
    paragraph: int = 0


class TimeMention(msgspec.Struct, frozen=True):
    """A time expression before it is resolved.

    `governor` is the offset of the word that the expression hangs on ("struck" in "struck on Friday", "strike" in
    "Friday's strike"), `preposition` the word between them ("since", "until", "by").
    """

    start: int
    end: int
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    form: TimeForm | None = None
    governor: int | None = None
    preposition: str | None = None


class ActorMention(msgspec.Struct, frozen=True):
    """Words that name or describe someone: `head` is the head word, `antecedent` the index of an earlier mention.

    The rest is what resolution needs, since it sees no parse. "Iranian Foreign Minister Abbas Araghchi": `form` name,
    `name` ("Abbas", "Araghchi"), `role` "foreign minister", `country` IRN. "a spokesman for the BLA": `role`
    "spokesman", `owner` the index of "the BLA". "police in Lagos": `noun` "police", `near` the index of the place.
    """

    start: int
    end: int
    head: Span
    antecedent: int | None = None
    form: Literal["name", "noun", "pronoun"] = "noun"
    lemma: str = ""  # of the head
    name: tuple[str, ...] = ()  # without titles and offices
    role: str | None = None  # the office said with it
    noun: str | None = None  # the longest known phrase that ends in the head: "foreign ministry"
    country: str | None = None  # of its demonym, or of the country that owns it
    located: bool = False  # the country is only where it is: "students in Kenya"
    near: int | None = None  # index of the place that owns or holds it
    owner: int | None = None  # index of the mention that it belongs to
    known: str | None = None  # id in the actor book
    affiliation: str | None = None  # "the University of Birmingham"
    label: str = ""  # of the parser's entity: PERSON, ORG, NORP, GPE
    place: int | None = None  # index of the place that it names
    plural: bool = False
    definite: bool = False
    former: bool = False
    acting: bool = False  # subject or agent: a place that acts is its people or government
    in_quote: bool = False
    unsure: bool = False  # two earlier actors bear this name
    used: bool = False  # a record refers to it
    sentence: int = 0


class Draft(msgspec.Struct, frozen=True):
    """All that was found in one report, unresolved."""

    sentences: tuple[Span, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    crossings: tuple[Crossing, ...] = ()
    statements: tuple[Statement, ...] = ()
    credits: tuple[Credit, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    predicates: tuple[Predicate, ...] | None = None
    filed_from: int | None = None
