"""Links reports that have come: copies, then stories, then events, a batch at a time.

All that came is put in the order of linking first, so that the order in which it came changes nothing, and is taken in
batches of days that follow each other. What comes later joins what is there: texts, stories and events keep their numbers.
"""

from itertools import batched

from dateline.link.copies import join_texts
from dateline.link.cycles import no_search_for_cycles
from dateline.link.events import join_events
from dateline.link.names import name
from dateline.link.state import State
from dateline.link.stories import join_stories, leave

BATCH = 20_000  # reports that are linked together


def settle(state: State, events: bool = True) -> None:
    """Links what is waiting."""
    with no_search_for_cycles():
        _settle(state, events)


def _settle(state: State, events: bool) -> None:
    waiting = sorted(state.waiting, key=lambda one: one.rank(state.outlets))
    state.waiting = []
    before = state.reports
    for batch in batched(waiting, BATCH):
        base = state.reports
        for one in batch:
            state.number(one)
        for gone, kept in join_texts(state, base):
            _redirect(state, "c", (gone, kept), before)
            if gone < base:
                for story in leave(state, gone):
                    _redirect(state, "s", story, before)
        for story in join_stories(state, [number for number in range(base, state.reports) if state.group[number] == number]):
            _redirect(state, "s", story, before)
        if events:
            for report in range(base, state.reports):
                state.reserve(report)
            join_events(state, range(base, state.reports))
        state.rest()


def _redirect(state: State, kind: str, moved: tuple[int, int], before: int) -> None:
    """Notes where a text or story went that was known before these reports came."""
    gone, kept = moved
    if gone < before:
        state.redirects[name(state, kind, gone)] = name(state, kind, kept)
