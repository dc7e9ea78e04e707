"""One event from many reports: tellings meet in blocks, join the event they have most evidence for, or begin one.

The most exact tellings of a batch come first, so that vague ones find an event to join instead of gluing two together. A
block is a few dozen events at most, so that the work grows with the tellings.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np

from dateline.link.same_event import (
    MUTUAL,
    SAME,
    Context,
    Happening,
    evidence,
    is_real,
    state_of,
    take,
)  # fmt: skip
from dateline.link.state import State
from dateline.link.told import REJECTED, Told
from dateline.link.words import hashed

BLOCK = 16  # events that a block holds, the latest
COMPARED = 10  # events that a telling is compared with, those that share most blocks with it
WEEK = 7
FULL = 0xFFFFFFFFFFFFFFFF
Blocks = dict[int, list[int]]


def join_events(state: State, reports: Sequence[int]) -> None:
    """Puts what some reports tell into events."""
    tellings = list(_tellings(state, reports))
    blocks = _known(state, tellings)
    entered: list[tuple[int, int]] = []
    for _, report, place, told, looked_up, kept in sorted(tellings, key=lambda each: each[:3]):
        context = Context(report, state.days[report], state.story[state.group[report]], state.group[report])
        number = _best(state, (told, context), [blocks[key] for key in looked_up if key in blocks])
        if number is None:
            number = state.happening_count
            state.happening_count += 1
            state.happenings.put(number, Happening(told.type, is_real(told)))
        take(state.happenings.change(number), told, context, place)
        state.touched.events.add(number)
        state.happening[state.first_told[report] + place] = number
        entered += [(key, number) for key in kept if _enter(blocks, key, number)]
    if entered:
        keys, numbers = zip(*entered, strict=True)
        state.indexes["blocks"].add(np.array(keys, np.uint64), np.array(numbers, np.uint32))


Telling = tuple[int, int, int, Told, tuple[int, ...], tuple[int, ...]]


def _tellings(state: State, reports: Sequence[int]) -> Iterator[Telling]:
    """All tellings: how exact they are, those with day, place and actors first; where they stand; and their blocks."""
    for report in reports:
        text = state.group[report]
        context = Context(report, state.days[report], state.story[text], text)
        for place, told in enumerate(state.telling(report).events):
            if told.status == REJECTED:
                continue
            exact = 2 * bool(told.begins and told.ends - told.begins <= 1) + bool(told.begins) + bool(told.spot)
            exact += bool(told.actors) + bool(told.recipients)
            yield -exact, report, place, told, *_keys(told, context)


def _known(state: State, tellings: Sequence[Telling]) -> Blocks:
    """The events of earlier batches that the blocks hold."""
    keys = np.unique(np.array([key for each in tellings for key in each[4]], np.uint64))
    places, owners = state.indexes["blocks"].find(keys, 0, BLOCK)
    blocks: Blocks = {}
    for key, number in zip(keys[places].tolist(), owners.tolist(), strict=True):
        _enter(blocks, key, number)
    return blocks


def _best(state: State, telling: tuple[Told, Context], blocks: list[list[int]]) -> int | None:
    """The event of some blocks with most evidence, if it is enough; of equals the oldest."""
    shared = Counter(chain.from_iterable(blocks))
    best, chosen = SAME, None
    for number in _most_shared(shared):
        event = state.happenings.find(number)
        if event is None:
            continue  # all that told of it was judged otherwise
        found = evidence(*telling, event)
        if found > best or (found == best and chosen is None):
            best, chosen = found, number
    return chosen


def _most_shared(shared: Counter[int]) -> list[int]:
    """Those that stand in most blocks, the older of equals, in the order of their numbers."""
    if len(shared) <= COMPARED:
        return sorted(shared)
    most = sorted([(-times, number) for number, times in shared.items()])[:COMPARED]
    return sorted([number for _, number in most])


def _enter(blocks: Blocks, key: int, number: int) -> bool:
    """Whether an event was not yet in a block; the block lets go of its oldest."""
    block = blocks.setdefault(key, [])
    if number in block:
        return False
    block.append(number)
    if len(block) > BLOCK:
        del block[0]
    return True


def _keys(told: Told, context: Context) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The blocks in which a telling looks for events, and those that it enters.

    They are of its root and certainty with: text; story and word; country and day; place and week; actors and week.
    """
    base = hashed(told.type) + is_real(told)
    week = (told.begins or context.day) // WEEK
    near = sorted({((told.begins or context.day) - 3) // WEEK, ((told.begins or context.day) + 3) // WEEK})
    looked = [_key(base, 1, context.text), _key(base, 2, context.story, hashed(told.trigger))]
    kept = list(looked)
    if told.spot is not None:
        if told.begins:
            country = hashed(told.spot.country or "")
            looked += [_key(base, 3, country, day) for day in (told.begins - 1, told.begins, told.begins + 1)]
            kept.append(_key(base, 3, country, told.begins))
        spot = told.spot.id or hashed(told.spot.name)
        looked += [_key(base, 4, spot, each) for each in near]
        kept.append(_key(base, 4, spot, week))
    for pair in _pairs(told):
        looked += [_key(base, 5, *pair, each) for each in near]
        kept.append(_key(base, 5, *pair, week))
    return tuple(looked), tuple(kept)


def _pairs(told: Told) -> Iterator[tuple[int, int]]:
    """The states of those who act, with those whom they act on, and each alone; of what is mutual, in one order."""
    sides = (told.actors, told.recipients) if told.type not in MUTUAL else (tuple(sorted({*told.actors, *told.recipients})),) * 2
    pairs: dict[tuple[int, int], None] = {}
    for actor in sides[0][:2]:
        state = hashed(state_of(actor))
        for other in sides[1][:2] or ("",):
            pairs[state, hashed(state_of(other))] = None
        pairs[state, 0] = None
    yield from pairs


def _key(*parts: int) -> int:
    """One number for some; the hash of a tuple of numbers is the same in every run."""
    return hash(parts) & FULL
