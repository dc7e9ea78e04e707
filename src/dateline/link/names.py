"""The ids of texts, stories and events: a letter and a digest of the report that each was founded with.

An id that was given stays. When all is linked anew, what is found takes the id of that earlier one with which it shares
most; ids that none goes on with lead to where most of theirs went.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from hashlib import blake2b

from dateline.link.state import GONE, State

KINDS = ("c", "s", "e")
Member = tuple[str, str, str]
"""A kind, a member of it (a report, for events "report:event"), and the id that it was under."""


def name(state: State, kind: str, number: int) -> str:
    """The id of a text ("c"), a story ("s") or an event ("e")."""
    given = state.names[kind].get(number)
    if given is not None:
        return given
    own = natural(state, kind, number)
    while state.holders[kind].get(own, number) != number:
        own = kind + _digest(own)
    return own


def natural(state: State, kind: str, number: int) -> str:
    """The id that it has unless it goes on with an earlier one, or another does."""
    if kind == "e":
        report, place = state.happenings.get(number).members[0]
        sketch = state.sketch(report)
        return kind + _digest(f"{sketch.id}\n{sketch.text}\n{state.telling(report).events[place].event}")
    sketch = state.sketch(number)
    return kind + _digest(f"{sketch.id}\n{sketch.text}")


def apart(state: State, kind: str, number: int, words: str) -> None:
    """Names something that people took out of another."""
    give(state, kind, number, kind + _digest(f"apart\n{words}"))


def give(state: State, kind: str, number: int, own: str) -> None:
    """Gives something an id that it keeps."""
    state.names[kind][number] = own
    state.holders[kind][own] = number
    state.redirects.pop(own, None)


def _digest(words: str) -> str:
    return blake2b(words.encode(), digest_size=8).hexdigest()


def carry(state: State, before: Iterable[Member], redirects: Iterable[tuple[str, str]] = ()) -> None:
    """Gives the ids of an earlier linking to what goes on with it, and notes where the others went."""
    numbers = {own: number for number, own in enumerate(state.ids)}
    shared: defaultdict[str, Counter[tuple[str, int]]] = defaultdict(Counter)
    for kind, member, old in before:
        found = _now(state, numbers, kind, member)
        if found is not None:
            shared[kind][old, found] += 1
    state.redirects = dict(redirects)
    for kind, counts in shared.items():
        _carried(state, kind, counts)
    _shorten(state.redirects)


def _now(state: State, numbers: dict[str, int], kind: str, member: str) -> int | None:
    report, _, event = member.partition(":")
    number = numbers.get(report)
    if number is None:
        return None
    text = state.group[number]
    if kind != "e":
        return text if kind == "c" else state.story[text]
    place = next((place for place, told in enumerate(state.telling(number).events) if told.event == event), None)
    found = GONE if place is None else state.happening[state.first_told[number] + place]
    return None if found == GONE else found


def _carried(state: State, kind: str, counts: Counter[tuple[str, int]]) -> None:
    goes_on: dict[str, int] = {}
    named: set[int] = set()
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    for (old, number), _ in ordered:
        if old not in goes_on and number not in named:
            goes_on[old] = number
            named.add(number)
    for old, number in goes_on.items():
        state.redirects.pop(old, None)
        state.holders[kind][old] = number
        if natural(state, kind, number) != old:
            state.names[kind][number] = old
    for (old, number), _ in ordered:
        if old not in goes_on:
            goes_on[old] = number
            state.redirects[old] = name(state, kind, number)


def _shorten(redirects: dict[str, str]) -> None:
    """Makes every id lead to its end at once."""
    for old in list(redirects):
        end = redirects[old]
        seen = {old}
        while end in redirects and end not in seen:
            seen.add(end)
            end = redirects[end]
        redirects[old] = end
