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


class TimeMention(msgspec.Struct, frozen=True):
    """A time expression before it is resolved; `form` is its meaning in the small language of `extract.times`."""

    start: int
    end: int
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    form: msgspec.Raw | None = None


class ActorMention(msgspec.Struct, frozen=True):
    """Words that name or describe someone: `head` is the head word, `antecedent` the index of an earlier mention."""

    start: int
    end: int
    head: Span
    antecedent: int | None = None


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
