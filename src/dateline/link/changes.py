"""What must be written again after a change: all that shows what changed.

A text that changed shows in the links of its reports, in their stories, and in the events that they tell.
"""

from collections.abc import Iterable

from dateline.link.events import join_events
from dateline.link.names import give, name
from dateline.link.people import gathered
from dateline.link.state import GONE, State, Touched
from dateline.link.told import REJECTED, Telling, Told


def united(parts: Iterable[Touched]) -> Touched:
    """All that was touched."""
    whole = Touched(set(), set(), set())
    for part in parts:
        for numbers, more in zip(whole, part, strict=True):
            numbers.update(more)
    return whole


def shown(state: State, touched: Touched) -> tuple[set[int], set[int], set[int]]:
    """The numbers of the reports whose links, and of the stories and events, that are to be written again, if they live."""
    reports: set[int] = set()
    stories, events = set(touched.stories), set(touched.events)
    for text in touched.texts:
        if state.group[text] == text or state.groups.find(text) is not None:
            reports.update(state.members(text))
            stories.add(state.story[text])
    for report in reports:
        events.update(state.events_of(report))
    return reports, {story for story in stories if is_story(state, story)}, {event for event in events if is_event(state, event)}


def is_story(state: State, number: int) -> bool:
    """Whether a story with this number is there."""
    texts = state.stories.find(number)
    return bool(texts) if texts is not None else state.story[number] == number and state.group[number] == number


def is_event(state: State, number: int) -> bool:
    """Whether an event with this number is there."""
    return number != GONE and state.happenings.find(number) is not None


def decided(told: Telling, amended: Telling) -> Telling:
    """What a report tells after people judged it: as amended, with what they rejected still in its place."""
    by_id = {event.event: event for event in amended.events}
    events = tuple(by_id.get(event.event) or _rejected(event) for event in told.events)
    return Telling(events, amended.numbers, amended.states)


def _rejected(told: Told) -> Told:
    return Told(
        told.event, told.type, told.mode, REJECTED, told.actors, told.recipients, told.spot, told.begins, told.ends, told.trigger,
        told.pair, (),
    )  # fmt: skip


def retell(state: State, report: int, telling: Telling) -> None:
    """Puts what a report tells in the place of what it told; every telling looks for its event anew."""
    start = state.first_told[report]
    for place in range(len(telling.events)):
        number = state.happening[start + place]
        if number == GONE:
            continue
        name_was = name(state, "e", number)
        left = [member for member in state.happenings.get(number).members if tuple(member) != (report, place)]
        state.touched.events.add(number)
        state.happening[start + place] = GONE
        give(state, "e", number, name_was)
        if left:
            state.happenings.put(number, gathered(state, left))
        else:
            state.happenings.drop(number)
    state.tellings.put(state.arrival[report], telling)
    state.touched.texts.add(state.group[report])
    join_events(state, [report])
