"""Whether a telling speaks of an event that others told of: evidence adds up, and what excludes it ends the matter.

"Israel launched air strikes ... on Friday" and "killed when Israeli jets bombed ...": same root, day, actor: one event.
"a strike on the town on Friday", "... on Sunday": two, however alike. Not known is neither for nor against.

Weights are set by hand (Fellegi and Sunter's sum of logs, without their independence: place, country and actor go
together, so that a country adds little to an actor). Levels of likeness follow MELTT: same, one inside the other, near.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

import msgspec

from dateline.link.told import HOUSEHOLDS, Number, Spot, Told

SAME = 4.5  # evidence from which a telling is of an event
EXCLUDED = float("-inf")
NEAR_KM, APART_KM = 10.0, 40.0
APART_DEGREES = 0.5  # of latitude: more than APART_KM, told without trigonometry
REPORTED_WITHIN = 4  # days after a happening in which reports mention it without its day
REAL = frozenset({"occurred", "claimed", "denied"})
WHOLE = frozenset({"country", "admin1", "region", "continent"})
HARM = frozenset({"kill", "wound", None})
DAY, NEAR_DAY, SPOT, NEAR_SPOT, INSIDE, COUNTRY = 2.5, 1.5, 2.5, 1.8, 0.9, 0.7
ACTOR, KIN, ROOT, MODE, WORD, STORY, TEXT, FIGURE = 1.6, 1.0, 0.5, 0.5, 0.6, 1.0, 2.0, 1.5


class Happening(msgspec.Struct, array_like=True):
    """An event as told so far; the narrowest days and the most exact place, and all actors that were named.

    `members` are (report, index of its event); the first is the telling that it was named after.
    """

    type: str
    real: bool
    begins: int = 0
    ends: int = 0
    reported: int = 0
    spot: Spot | None = None
    actors: set[str] = set()
    recipients: set[str] = set()
    modes: set[str] = set()
    words: set[str] = set()
    stories: set[int] = set()
    texts: set[tuple[int, str]] = set()
    figures: set[tuple[str, int | None, int | None]] = set()
    members: list[tuple[int, int]] = []


@dataclass(slots=True, frozen=True)
class Context:
    """Of the report that tells: its number, day, story, and text (copy group)."""

    report: int
    day: int
    story: int
    text: int


def is_real(told: Told) -> bool:
    """Whether a telling says or denies that something happened, and does not plan, ask for or fear it."""
    return told.status in REAL


def evidence(told: Told, context: Context, event: Happening) -> float:
    """The evidence that a telling is of an event; minus infinity where something excludes it."""
    when = _when(told, context, event)
    where = None if when is None else _where(told.spot, event.spot)
    who = None if where is None else _who(told, event)
    if when is None or where is None or who is None:
        return EXCLUDED
    total = ROOT + when + where + who
    total += MODE * _mode(told.mode, event.modes) + WORD * (told.trigger in event.words)
    total += STORY * (context.story in event.stories) + TEXT * ((context.text, told.trigger) in event.texts)
    if told.numbers and any(number_key(number) in event.figures for number in told.numbers):
        total += FIGURE
    return total


def _when(told: Told, context: Context, event: Happening) -> float | None:
    """How the days agree; None where they exclude each other."""
    if told.begins and event.begins:
        if told.begins <= event.ends and event.begins <= told.ends:
            exact = max(told.ends - told.begins, event.ends - event.begins) <= 1
            return DAY if exact else 0.5
        return None
    if event.begins and context.day:
        return 0.0 if event.begins - 1 <= context.day <= event.ends + REPORTED_WITHIN else -1.5
    if told.begins and event.reported:
        return 0.0 if told.begins - 1 <= event.reported <= told.ends + REPORTED_WITHIN else -1.5
    if context.day and event.reported:
        gap = abs(context.day - event.reported)
        return 0.3 if gap <= 1 else 0.0 if gap <= REPORTED_WITHIN else None
    return 0.0


def _where(one: Spot | None, other: Spot | None) -> float | None:
    """How the places agree: the same, near, one inside the other; None for two towns apart or two countries."""
    if one is None or other is None:
        return 0.0
    if one.id is not None and one.id == other.id:
        return COUNTRY if one.kind == "country" else INSIDE if one.kind in WHOLE else SPOT
    if one.country != other.country:
        return None if one.country and other.country else 0.0
    if one.kind == "country" or other.kind == "country":
        return INSIDE if one.kind not in WHOLE or other.kind not in WHOLE else COUNTRY
    if one.kind in WHOLE or other.kind in WHOLE:
        return INSIDE if one.admin1 == other.admin1 else None
    if abs(one.lat - other.lat) > APART_DEGREES:
        return None
    apart = kilometres(one, other)
    return NEAR_SPOT if apart <= NEAR_KM else 0.0 if apart <= APART_KM else None


def kilometres(one: Spot, other: Spot) -> float:
    """The great-circle distance of two places."""
    lat1, lon1, lat2, lon2 = map(radians, (one.lat, one.lon, other.lat, other.lon))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 12742.0 * asin(min(1.0, sqrt(half)))


MUTUAL = frozenset({"CONSULT", "AGREE"})


def _who(told: Told, event: Happening) -> float | None:
    """How actors and recipients agree; for what two do to each other, either way round."""
    straight = _sides(told.actors, told.recipients, event)
    if told.type not in MUTUAL:
        return straight
    turned = _sides(told.recipients, told.actors, event)
    if straight is None or turned is None:
        return turned if straight is None else straight
    return max(straight, turned)


def _sides(actors: tuple[str, ...], recipients: tuple[str, ...], event: Happening) -> float | None:
    doing = _match(actors, event.actors)
    suffering = None if doing is None else _match(recipients, event.recipients)
    return None if doing is None or suffering is None else doing + suffering


def _match(told: tuple[str, ...], known: set[str]) -> float | None:
    """Same actor, one of the same state, or None for strangers; 0 where one side is not named."""
    if not told or not known:
        return 0.0
    if not known.isdisjoint(told):
        return ACTOR
    states = {state_of(actor) for actor in known}
    return KIN if not states.isdisjoint([state_of(actor) for actor in told]) else None


@lru_cache(maxsize=100_000)
def state_of(actor: str) -> str:
    """The first part of an actor's id: "PAK.mil" -> "PAK"."""
    return actor.split(".")[0]


def _mode(mode: str | None, known: set[str]) -> float:
    if mode is None or not known or mode in HARM or known <= HARM:
        return 0.0
    return 1.0 if mode in known else -1.0


def number_key(number: Number) -> tuple[str, int | None, int | None]:
    """What makes two figures equal; 850 households are no 850 people."""
    unit = f" {HOUSEHOLDS}" if number.who == HOUSEHOLDS else ""
    return number.measure + unit, number.low, number.high


def take(event: Happening, told: Told, context: Context, place: int) -> None:
    """Adds a telling to an event, which narrows its days and place."""
    if told.begins and (not event.begins or told.ends - told.begins < event.ends - event.begins):
        event.begins, event.ends = told.begins, told.ends
    if context.day and (not event.reported or context.day < event.reported):
        event.reported = context.day
    if told.spot is not None and (event.spot is None or (event.spot.kind in WHOLE and told.spot.kind not in WHOLE)):
        event.spot = told.spot
    event.actors.update(told.actors)
    event.recipients.update(told.recipients)
    if told.mode is not None:
        event.modes.add(told.mode)
    event.words.add(told.trigger)
    event.stories.add(context.story)
    event.texts.add((context.text, told.trigger))
    event.figures.update(number_key(number) for number in told.numbers)
    event.members.append((context.report, place))
