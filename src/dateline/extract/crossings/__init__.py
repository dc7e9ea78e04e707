"""Which borders, crossings, roads, airspace, ports and airports are open, closed or restricted, and since when.

    "Pakistan has closed five crossings with Iran since Friday."    closed, crossing, 5, PAK and IRN, since Friday
    "The Rafah crossing has not reopened."                          closed, though no act of closing is told
"""

from dateline.extract.crossings import details
from dateline.extract.crossings.gates import Gate, Scene, gate_of
from dateline.extract.crossings.states import State, states
from dateline.extract.factuality import Judgement
from dateline.extract.reading import Reading
from dateline.knowledge.borders import borders
from dateline.records import Crossing, CrossingStatus, Event, Factuality
from dateline.syntax.tree import Sentence

__all__ = ["find"]


def find(reading: Reading, events: list[Event]) -> list[Crossing]:
    """The states of crossings in the order of the text; a sentence without a thing that closes costs one look-up a word."""
    found: list[Crossing] = []
    scene = Scene(reading)
    seen: set[tuple[int, int]] = set()
    for sentence in reading.tree.sentences:
        if not _may_tell(sentence):
            continue
        here: list[tuple[State, Gate]] = []
        for word in sentence.words:
            for state in states(reading, word):
                gate = gate_of(scene, state)
                key = (state.predicate.i, gate.head.i) if gate is not None else None
                if gate is not None and key is not None and key not in seen:
                    seen.add(key)
                    scene.told.append(gate)
                    here.append((state, gate))
        for at, told in enumerate(here, start=1):
            found.append(_crossing(reading, told, len(found) + 1, last=at == len(here)))
    return found


def _may_tell(sentence: Sentence) -> bool:
    table = borders()
    return any(
        word.lemma in table.verbs or word.lower in table.adjectives or word.lemma in table.nouns for word in sentence.words
    )


def _crossing(reading: Reading, told: tuple[State, Gate], number: int, *, last: bool) -> Crossing:
    state, gate = told
    judged = reading.facts.of(state.judged)
    status, fact = _turned(state, judged)
    return Crossing(
        id=f"c{number}", trigger=state.predicate.span, status=status, factuality=fact, rule=state.rule, what=gate.kind,
        count=gate.count, names=gate.names, countries=gate.countries, since=details.since(reading, state.predicate),
        until=details.until(reading, state.predicate), by=details.by(reading, state, gate.head),
        exceptions=details.exceptions(reading, state, last), attribution=judged.attribution,
    )  # fmt: skip


def _turned(state: State, judged: Judgement) -> tuple[CrossingStatus, Factuality]:
    """What "has not reopened" or "no gate is open" tells is a closed crossing; "has not closed" denies the closing."""
    nothing = state.thing.lower == "none" or any(child.lower in ("no", "neither") for child in state.thing.children)
    if not (state.negated or nothing) or judged.status != "denied" or state.status != "open":
        return state.status, judged.factuality
    return "closed", Factuality("claimed" if judged.attribution else "occurred")
