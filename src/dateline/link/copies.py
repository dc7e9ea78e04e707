"""Which reports carry one text, and which of them it goes back to.

Reports come in the order of `sketch.order`. One that is a copy of an earlier text joins it, any other begins a text of its
own; a member is always compared with the beginning, never with another member, so that no chain of small changes joins
strangers. Whose text it is, is settled in the group: the outlet that a member credits, else the agency that the beginning
credits, else the beginning's own outlet.

A report that comes later than the others but stands before them in that order (an agency's own text after its copies)
takes the beginning's place, and the texts that are copies of it become one.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from dateline.link.candidates import candidates, keys_of
from dateline.link.likeness import differ, is_copy, shared_text
from dateline.link.sketch import Sketch, order
from dateline.link.state import Group, State
from dateline.link.versions import versions_of
from dateline.text.fold import outlet_key

SAME_KEYS = 0.9  # share of triples from which a copy is found by whatever finds its beginning


def join_texts(state: State, base: int) -> Iterator[tuple[int, int]]:
    """Puts the reports from a number on into texts; gives the texts that were merged: what is gone, and what it is now.

    Every text that has a new report is described anew.
    """
    numbers = range(base, state.reports)
    index = state.indexes["texts"]
    keys = [keys_of(state.sketch(number), state.counts) for number in numbers]
    joined: dict[int, list[int]] = {}
    for number, earlier in candidates(keys, index, base):
        for text in dict.fromkeys(state.group[other] for other in earlier):
            if state.group[text] != text or state.group[number] == text:
                continue  # merged meanwhile
            beginning = state.sketch(state.founder[text])
            if not is_copy(state.sketch(number), beginning, state.counts):
                continue
            own = state.group[number]
            if own != number:
                if differ(state.sketch(own), beginning):
                    continue  # each is like the whole, but they tell other figures
                more = [*move_text(state, text, own), *joined.pop(text, ())]
                for other in more:
                    state.group[other] = own
                joined.setdefault(own, []).extend(more)
                yield text, own
                continue
            state.group[number] = text
            joined.setdefault(text, []).append(number)
            if order(state.sketch(number), state.outlets) > order(beginning, state.outlets):
                break
            state.founder[text] = number
    for text, more in joined.items():
        describe(state, text, [*state.members(text), *more])
    own_keys = [(number, found) for number, found in zip(numbers, keys, strict=True) if _is_found_by_itself(state, number)]
    if own_keys:
        owners = np.repeat(np.array([number for number, _ in own_keys], np.uint32), [len(found) for _, found in own_keys])
        index.add(np.concatenate([found for _, found in own_keys]), owners)
    state.touched.texts.update(joined)
    state.touched.texts.update(number for number in numbers if state.group[number] == number)


def move_text(state: State, gone: int, kept: int) -> list[int]:
    """Makes the reports of a text another's; they are still to be described with it."""
    members = state.members(gone)
    for number in members:
        state.group[number] = kept
    state.groups.drop(gone)
    state.touched.texts.add(gone)
    return members


def _is_found_by_itself(state: State, number: int) -> bool:
    """Whether a report is put into the index: not if its text's beginning is as good as the same."""
    beginning = state.founder[state.group[number]]
    return number == beginning or shared_text(state.sketch(number), state.sketch(beginning)) < SAME_KEYS


def describe(state: State, text: int, members: list[int]) -> None:
    """Notes which of the reports of a text it goes back to, whose it is, and its versions."""
    members.sort(key=lambda number: order(state.sketch(number), state.outlets))
    sketches = [state.sketch(number) for number in members]
    first, origin = source_of(sketches)
    versions = [(version, -1 if mended is None else members[mended]) for version, mended in versions_of(sketches)]
    state.groups.put(text, Group(members, members[first], origin, versions))


def source_of(sketches: Sequence[Sketch]) -> tuple[int, str | None]:
    """Which of the reports of one text it goes back to, and the outlet or agency, if known; the first is its beginning."""
    named = {name for sketch in sketches for name in sketch.credited if name != sketch.outlet}
    for place, sketch in enumerate(sketches):
        if sketch.outlet in named and not sketch.version:
            return place, sketch.name
    agencies = [sketch.agency for sketch in sketches if sketch.agency]
    if not agencies:
        return 0, sketches[0].name or None
    own = next((place for place, sketch in enumerate(sketches) if outlet_key(agencies[0]) == sketch.outlet), 0)
    return own, agencies[0]
