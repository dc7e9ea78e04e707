"""One event from many reports: tellings meet in blocks, join the event they have most evidence for, or begin one.

The most exact tellings come first, so that vague ones find an event to join instead of gluing two together. A block is a
few dozen events at most, so that the work grows with the tellings.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from dateline.link.same_event import MUTUAL, SAME, Context, Happening, evidence, is_real, take
from dateline.link.told import Telling, Told

BLOCK = 16  # events that a block holds, the latest
COMPARED = 10  # events that a telling is compared with, those that share most blocks with it
WEEK = 7
Key = tuple[object, ...]


def happenings_of(tellings: Sequence[Telling], contexts: Sequence[Context]) -> list[Happening]:
    """The events of all tellings; `members` are (report, index of its event). Reports come in the order of linking."""
    events: list[Happening] = []
    blocks: defaultdict[Key, list[int]] = defaultdict(list)
    for report, place in _exact_first(tellings, contexts):
        told, context = tellings[report].events[place], contexts[report]
        keys = tuple(_keys(told, context))
        number = _best(told, context, (events, [blocks[key] for key in keys]))
        if number is None:
            number = len(events)
            events.append(Happening(told.type, is_real(told)))
        take(events[number], told, context, place)
        for key in keys:
            _enter(blocks[key], number)
    for event in events:
        event.members.sort()
    return sorted(events, key=lambda event: event.members[0])


def _exact_first(tellings: Sequence[Telling], contexts: Sequence[Context]) -> list[tuple[int, int]]:
    """All tellings, those with day, place and actors first, of equals the earlier reported."""
    found = []
    for report, telling in enumerate(tellings):
        for place, told in enumerate(telling.events):
            exact = 2 * bool(told.begins and told.ends - told.begins <= 1) + bool(told.begins) + bool(told.spot)
            exact += bool(told.actors) + bool(told.recipients)
            found.append((-exact, report, place))
    return [(report, place) for _, report, place in sorted(found)]


def _best(told: Told, context: Context, where: tuple[list[Happening], list[list[int]]]) -> int | None:
    """The event of some blocks with most evidence, if it is enough; of equals the oldest."""
    events, blocks = where
    shared = Counter(number for block in blocks for number in block)
    best, chosen = SAME, None
    for number in sorted(sorted(shared, key=lambda number: (-shared[number], number))[:COMPARED]):
        found = evidence(told, context, events[number])
        if found > best or (found == best and chosen is None):
            best, chosen = found, number
    return chosen


def _enter(block: list[int], number: int) -> None:
    if number not in block:
        block.append(number)
        if len(block) > BLOCK:
            del block[0]


def _keys(told: Told, context: Context) -> Iterator[Key]:
    """The blocks of a telling: its root and certainty with country and day, place and week, actors and week, text, story."""
    base = (told.type, is_real(told))
    yield (*base, "text", context.text)
    yield (*base, "story", context.story, told.trigger)
    day = told.begins or context.day
    weeks = sorted({(day - 3) // WEEK, (day + 3) // WEEK})
    if told.spot is not None:
        if told.begins:
            for near in (told.begins - 1, told.begins, told.begins + 1):
                yield (*base, "day", told.spot.country, near)
        for week in weeks:
            yield (*base, "place", told.spot.id, week)
    sides = (told.actors, told.recipients) if told.type not in MUTUAL else (tuple(sorted({*told.actors, *told.recipients})),) * 2
    for actor in sides[0][:2]:
        state = actor.split(".")[0]
        for other in sides[1][:2] or ("",):
            for week in weeks:
                yield (*base, "pair", state, other.split(".")[0], week)
        for week in weeks:
            yield (*base, "actor", state, week)
