"""Which borders, crossings, roads, airspace, ports and airports are open, closed or restricted, and since when.

    "Pakistan has closed five crossings with Iran since Friday."    closed, crossing, 5, PAK and IRN, since Friday
    "The Rafah crossing has not reopened."                          closed, though no act of closing is told
"""


from msgspec.structs import replace

from dateline.extract.crossings import details
from dateline.extract.crossings.gates import Gate, Scene, gate_of
from dateline.extract.crossings.states import State, is_for_some, states
from dateline.extract.factuality import Judgement
from dateline.extract.reading import Reading
from dateline.knowledge.borders import borders
from dateline.records import Crossing, CrossingStatus, Event, Factuality
from dateline.syntax.tree import Sentence

__all__ = ["find"]


MAY_TELL = frozenset({"only", "halt", "standstill"})


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
                if _was_once(state):
                    continue
                gate = gate_of(scene, state)
                key = (state.predicate.i, gate.head.i) if gate is not None else None
                if gate is not None and key is not None and key not in seen:
                    seen.add(key)
                    scene.told.append(gate)
                    here.append((state, gate))
        here = _told_once(here)
        for at, told in enumerate(here, start=1):
            found.append(_crossing(reading, told, len(found) + 1, last=at == len(here)))
    return found


def _was_once(state: State) -> bool:
    """"was **last** closed in 2019": how it was before is not how it is."""
    verbs = (state.predicate, state.judged)
    return any(child.lower == "last" and child.i == verb.i - 1 for verb in verbs for child in verb.children_of("advmod"))


def _told_once(here: list[tuple[State, Gate]]) -> list[tuple[State, Gate]]:
    """"shut its border in January and **has not reopened** it": of one gate that is still shut one state is enough."""
    closed = [(gate.kind, gate.names, gate.countries) for state, gate in here if state.status == "closed" and not state.negated]
    opened = [(gate.kind, gate.names, gate.countries) for state, gate in here if state.status == "open" and not state.negated]
    here = [
        (state, gate) for state, gate in here
        if not (_was_before(state) and (gate.kind, gate.names, gate.countries) in opened)
    ]  # fmt: skip
    return [
        (state, gate) for state, gate in here
        if not (state.status == "open" and state.negated and (gate.kind, gate.names, gate.countries) in closed)
    ]  # fmt: skip


def _was_before(state: State) -> bool:
    """"reopened two crossings **that it had shut** in November": how they were until then."""
    verb = state.predicate
    return verb.dep == "relcl" and any(child.lower == "had" for child in verb.children_of("aux"))


def _may_tell(sentence: Sentence) -> bool:
    table = borders()
    forms = sentence.forms
    if forms.isdisjoint(MAY_TELL) and all(forms.isdisjoint(words) for words in (table.verbs, table.adjectives, table.nouns)):
        return False
    return any(
        word.lemma in table.verbs or word.lower in table.adjectives or word.lemma in table.nouns or word.lower in MAY_TELL
        for word in sentence.words
    )


def _crossing(reading: Reading, told: tuple[State, Gate], number: int, *, last: bool) -> Crossing:
    state, gate = told
    judged = _spoken(reading, state, gate)
    status, fact = _turned(reading, state, judged)
    but = details.exceptions(reading, state, last)
    some = is_for_some(state.predicate) if gate.kind in ("crossing", "port") else gate.kind == "border" and bool(but)
    if status == "open" and state.status == "open" and some and fact.status in ("occurred", "claimed"):
        status = "restricted"
    begun = details.since(reading, state.predicate, state.thing)
    if fact.status in ("occurred", "claimed") and begun is not None and state.predicate.is_nominal and _is_ahead(reading, begun):
        fact = Factuality("planned", fact.cues)  # "announced the reopening of the gate **as of tomorrow**"
    return Crossing(
        id=f"c{number}", trigger=state.predicate.span, status=status, factuality=fact, rule=state.rule, what=gate.kind,
        count=gate.count, names=gate.names, countries=gate.countries, since=begun,
        until=details.until(reading, state.predicate), by=details.by(reading, state, gate.head),
        exceptions=but, attribution=judged.attribution,
    )  # fmt: skip


def _is_ahead(reading: Reading, time: int) -> bool:
    words = reading.tree.words_in(reading.times[time].start, reading.times[time].end)
    return any(word.lower in ("tomorrow", "next") for word in words)


def _spoken(reading: Reading, state: State, gate: Gate) -> Judgement:
    """How it is told; a gate speaks for nobody ("The gate has yet to open", "news of the reopening reached them")."""
    judged = reading.facts.of(state.judged)
    source = judged.attribution.source if judged.attribution is not None else None
    own = (state.predicate, gate.head)
    if source is None or not any(source.start <= word.start < source.end for word in own):
        return judged
    return replace(judged, status="occurred" if judged.status == "claimed" else judged.status, attribution=None)


def _turned(reading: Reading, state: State, judged: Judgement) -> tuple[CrossingStatus, Factuality]:
    """What "has not reopened", "has yet to open" or "no gate is open" tells is a closed crossing; "has not closed" denies it.

    What an organ orders shut is shut: "stays closed until Saturday, the aviation board **ordered**".
    """
    nothing = state.thing.lower == "none" or any(child.lower in ("no", "neither") for child in state.thing.children)
    cues = {word.lower for cue in judged.cues for word in reading.tree.words_in(cue.start, cue.end)}
    told: Factuality = Factuality("claimed" if judged.attribution else "occurred")
    held = state.predicate.head.lemma == "have" and any(child.lower == "yet" for child in state.predicate.head.children)
    if judged.status == "denied" and state.status == "open" and (state.negated or nothing or held or cues & {"yet", "never"}):
        return "closed", told
    if judged.status == "hypothetical" and state.rule.endswith(".only"):
        return state.status, Factuality(told.status, judged.cues)
    if judged.status == "planned" and _is_now(reading, state, judged):
        return state.status, Factuality(told.status, judged.cues)
    if judged.status == "requested" and cues & {"ordered", "orders", "decreed"}:
        return state.status, Factuality("occurred", judged.cues)
    return state.status, judged.factuality


def _is_now(reading: Reading, state: State, judged: Judgement) -> bool:
    """"is closed until Easter": the coming day ends what is so now."""
    words = (state.predicate, state.predicate.head, state.judged)
    present = any(child.lower in ("is", "are", "remains", "remain", "has", "have") for word in words for child in word.children)
    present = present or state.judged.lower in ("is", "are", "remains", "remain", "stays", "stay")
    near = [child.lower for word in (state.predicate, state.judged) for child in word.children_of("aux")]
    ahead = bool({"will", "would", "to", "shall", "may"} & set(near))
    told = [word for cue in judged.cues for word in reading.tree.words_in(cue.start, cue.end)]
    days = [word for word in told if reading.time_at(word) is not None]
    return present and not ahead and bool(days)
