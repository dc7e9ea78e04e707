"""Which borders, crossings, roads, airspace, ports and airports are open, closed or restricted, and since when.

    "Pakistan has closed five crossings with Iran since Friday."    closed, crossing, 5, PAK and IRN, since Friday
    "The Rafah crossing has not reopened."                          closed, though no act of closing is told
"""

from dateline.extract.adjuncts import time_of
from dateline.extract.crossings.gates import Gate, gate_of
from dateline.extract.crossings.states import State, states
from dateline.extract.factuality import Judgement
from dateline.extract.reading import Reading
from dateline.knowledge.borders import borders
from dateline.records import Crossing, CrossingStatus, Event, Factuality
from dateline.syntax.tree import Sentence, Word

__all__ = ["find"]


def find(reading: Reading, events: list[Event]) -> list[Crossing]:
    """The states of crossings in the order of the text; a sentence without a thing that closes costs one look-up a word."""
    found: list[Crossing] = []
    seen: set[tuple[int, int]] = set()
    for sentence in reading.tree.sentences:
        if not _may_tell(sentence):
            continue
        for word in sentence.words:
            for state in states(reading, word):
                gate = gate_of(reading, state)
                key = (state.predicate.i, gate.head.i) if gate is not None else None
                if gate is not None and key is not None and key not in seen:
                    seen.add(key)
                    found.append(_crossing(reading, state, gate, len(found) + 1))
    return found


def _may_tell(sentence: Sentence) -> bool:
    table = borders()
    return any(
        word.lemma in table.verbs or word.lower in table.adjectives or word.lemma in table.nouns for word in sentence.words
    )


def _crossing(reading: Reading, state: State, gate: Gate, number: int) -> Crossing:
    judged = reading.facts.of(state.judged)
    status, fact = _turned(state, judged)
    return Crossing(
        id=f"c{number}", trigger=state.predicate.span, status=status, factuality=fact, rule=state.rule, what=gate.kind,
        count=gate.count, names=gate.names, countries=gate.countries, since=_since(reading, state.predicate),
        attribution=judged.attribution,
    )  # fmt: skip


def _turned(state: State, judged: Judgement) -> tuple[CrossingStatus, Factuality]:
    """What "has not reopened" tells is a closed crossing; "has not closed" denies the closing."""
    if not state.negated or judged.status != "denied" or state.status != "open":
        return state.status, judged.factuality
    return "closed", Factuality("claimed" if judged.attribution else "occurred")


def _since(reading: Reading, predicate: Word) -> int | None:
    """"since 15 June", "from Monday"; else the day of the act ("closed on Friday"), never a duration."""
    for verb in (predicate, predicate.head):
        for link in verb.children_of("prep"):
            if link.lower in borders().since:
                for inner in (link, *link.children, *(deeper for child in link.children for deeper in child.children)):
                    found = reading.time_at(inner)
                    if found is not None:
                        return found
    if predicate.is_nominal:
        return None  # "the blockade entered its third month"
    found = time_of(reading, predicate)
    if found is not None and _is_end(reading, found):
        return None
    return found if found is not None and reading.times[found].type in ("DATE", "TIME") else None


def _is_end(reading: Reading, time: int) -> bool:
    """"until Monday" tells the end of a state."""
    words = reading.tree.words_in(reading.times[time].start, reading.times[time].end)
    at = words[0].i
    before = [word.lower for word in reading.tree.words[max(0, at - 2) : at + 1]]
    return bool({"until", "till", "through"} & set(before))
