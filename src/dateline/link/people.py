"""What people decided about links: taken out of a text, story or event, or joined with another; over whatever was found.

Decisions are laid over the memory of linking each time it is written out, and are not kept in it, so that one that is
taken back leaves no trace. One that names a report that is not there, or nothing that can be taken apart, waits.
"""

from collections.abc import Iterable
from typing import NamedTuple

from dateline.link.copies import describe, move_text, source_of
from dateline.link.names import apart, give, name
from dateline.link.same_event import Context, Happening, is_real, take
from dateline.link.state import Group, State, Touched


class Decided(NamedTuple):
    """A decision. `level` is "copy", "story" or "event"; `one`, `other` are reports, for events "report:event".

    With `other` the text, story or event of `one` becomes part of that of `other`; without, `one` leaves its own.
    """

    level: str
    one: str
    other: str | None


def lay_over(state: State, decisions: Iterable[Decided]) -> Touched:
    """Changes a state by decisions, in their order; what was touched. The state is not to be committed afterwards."""
    numbers = {own: number for number, own in enumerate(state.ids)}
    touched = Touched(set(), set(), set())
    for decided in decisions:
        found = [_place(state, numbers, member) for member in (decided.one, decided.other) if member is not None]
        if all(place is not None for place in found):
            _LEVELS[decided.level](state, [place for place in found if place is not None], touched)
    return touched


Place = tuple[int, int]
"""The number of a report, and of one of its events or -1."""


def _place(state: State, numbers: dict[str, int], member: str) -> Place | None:
    report, _, event = member.partition(":")
    number = numbers.get(report)
    if number is None:
        return None
    if not event:
        return number, -1
    return next(((number, place) for place, told in enumerate(state.telling(number).events) if told.event == event), None)


def _text(state: State, places: list[Place], touched: Touched) -> None:
    own = state.group[places[0][0]]
    if len(places) > 1:
        other = state.group[places[1][0]]
        if own != other:
            touched.stories.add(state.story[own])
            more = move_text(state, own, other)
            state.redirects[name(state, "c", own)] = name(state, "c", other)
            describe(state, other, [*state.members(other), *more])
            _leave_story(state, own, touched)
            touched.texts.add(other)
        return
    report, members = places[0][0], state.members(own)
    if len(members) > 1:
        new = _virtual(state, state.story[own])
        state.group[report], state.founder[new] = new, report
        state.groups.put(new, Group([report], report, source_of([state.sketch(report)])[1], [(1, -1)]))
        apart(state, "c", new, state.ids[report])
        left = [member for member in members if member != report]
        describe(state, own, left)
        state.stories.put(state.story[own], [*state.texts(state.story[own]), new])
        touched.texts.update((own, new))


def _story(state: State, places: list[Place], touched: Touched) -> None:
    text = state.group[places[0][0]]
    own = state.story[text]
    if len(places) > 1:
        other = state.story[state.group[places[1][0]]]
        if own != other:
            moved = state.texts(own)
            state.stories.put(other, [*state.texts(other), *moved])
            for each in moved:
                state.story[each] = other
            state.redirects[name(state, "s", own)] = name(state, "s", other)
            state.stories.drop(own)
            touched.texts.update(moved)
            touched.stories.update((own, other))
        return
    if len(state.texts(own)) == 1:
        _text(state, places, touched)  # a copy leaves its text, too, where that is all of the story
        text = state.group[places[0][0]]
    if len(state.texts(own)) > 1:
        new = _virtual(state, 0)
        _leave_story(state, text, touched)
        state.story[text] = new
        state.stories.put(new, [text])
        apart(state, "s", new, state.ids[places[0][0]])
        touched.texts.add(text)
        touched.stories.add(new)


def _leave_story(state: State, text: int, touched: Touched) -> None:
    story = state.story[text]
    left = [each for each in state.texts(story) if each != text]
    if left:
        state.stories.put(story, left)
    else:
        state.stories.drop(story)
    touched.stories.add(story)


def _event(state: State, places: list[Place], touched: Touched) -> None:
    if any(place < 0 for _, place in places):
        return
    own = state.happening[state.first_told[places[0][0]] + places[0][1]]
    members = state.happenings.get(own).members
    if len(places) > 1:
        other = state.happening[state.first_told[places[1][0]] + places[1][1]]
        if own != other:
            was, kept = name(state, "e", own), name(state, "e", other)
            state.redirects[was] = kept
            give(state, "e", own, was)
            give(state, "e", other, kept)
            _gather(state, other, [*state.happenings.get(other).members, *members])
            state.happenings.drop(own)
            touched.events.update((own, other))
    elif len(members) > 1:
        was = name(state, "e", own)
        new = state.happening_count
        state.happening_count += 1
        _gather(state, new, [places[0]])
        _gather(state, own, [member for member in members if tuple(member) != places[0]])
        give(state, "e", own, was)
        report, place = places[0]
        apart(state, "e", new, f"{state.ids[report]}:{state.telling(report).events[place].event}")
        touched.events.update((own, new))


def _gather(state: State, number: int, members: list[Place]) -> None:
    state.happenings.put(number, gathered(state, members))
    for report, place in members:
        state.happening[state.first_told[report] + place] = number


def gathered(state: State, members: list[Place]) -> Happening:
    """The event that some tellings make."""
    first = state.telling(members[0][0]).events[members[0][1]]
    event = Happening(first.type, is_real(first))
    for report, place in members:
        text = state.group[report]
        context = Context(report, state.days[report], state.story[text], text)
        take(event, state.telling(report).events[place], context, place)
    return event


def _virtual(state: State, story: int) -> int:
    """A number that no report has, for a text or story that people made."""
    new = len(state.group)
    for numbers, value in ((state.group, new), (state.founder, new), (state.story, story), (state.subject, 0)):
        numbers.append(value)
    return new


_LEVELS = {"copy": _text, "story": _story, "event": _event}
