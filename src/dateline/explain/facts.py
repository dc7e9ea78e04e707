"""How a predicate came by its status: every step down from the root that changed it.

The mayor said the guards may have failed to shoot.
said occurred 3 · claimed 2.75 by "said" · hypothetical by "may" · turned by "failed"
"""

from collections.abc import Iterator

from dateline.explain.case import Case
from dateline.explain.why import FactWhy, Step, VoiceWhy
from dateline.extract.factuality import Judgement
from dateline.extract.factuality.heads import frame_of, operator
from dateline.extract.factuality.values import Value
from dateline.syntax.tree import Word


def fact_why(case: Case, word: Word, told: Judgement | None = None) -> FactWhy:
    """The judgement of a predicate with its chain; `told` is what the record says where its rule changes the status."""
    if word.dep in ("aux", "auxpass") and word.head is not word:
        word = word.head
    judged = case.reading.facts.of(word)
    steps = list(_steps(case, word))
    steps += list(_afterwards(case, word, judged))
    if told is not None and told.status != judged.status:
        steps.append(Step(word.text, told.status, told.score, "the rule says that the act is done by being said (stated)"))
    shown = told or judged
    return FactWhy(shown.status, shown.score, tuple(case.words(cue) for cue in judged.cues), tuple(steps))


def _steps(case: Case, word: Word) -> Iterator[Step]:
    facts = case.reading.facts
    path = [word, *word.ancestors()][::-1]
    before: Value | None = None
    for each in path:
        slot, value = facts.slot(each), facts.value(each)
        if before is None:
            speaks = "the report says so itself" if slot.mode == "occurred" else "the sentence stands inside a statement"
            yield Step(each.text, slot.status, round(slot.score, 2), speaks)
        elif _differ(slot, before):
            cues = _new(slot, before)
            yield Step(each.text, slot.status, round(slot.score, 2), _under(each, slot, before), cues, _group(slot, before, each))
        if _differ(value, slot):
            yield Step(each.text, value.status, round(value.score, 2), "by words of its own", _new(value, slot))
        before = value


def _differ(one: Value, two: Value) -> bool:
    return (one.status, round(one.score, 2)) != (two.status, round(two.score, 2))


def _new(after: Value, before: Value) -> tuple[str, ...]:
    known = {cue.i for cue in before.cues}
    return tuple(cue.text for cue in after.cues if cue.i not in known)


def _under(word: Word, slot: Value, before: Value) -> str:
    place = f"under “{word.head.text}” ({word.dep})"
    if not _new(slot, before) and slot.status in ("occurred", "claimed") and slot.score > 0:
        return f"{place}, where it is taken for granted"
    return place


def _group(slot: Value, before: Value, word: Word) -> str | None:
    """The entry of implicatives.toml that the deciding head stands in."""
    known = {cue.i for cue in before.cues}
    new = [cue for cue in slot.cues if cue.i not in known]
    if not new:
        return None
    found = operator(new[-1], frame_of(word, new[-1]))
    return found.name if found is not None else None


def _afterwards(case: Case, word: Word, judged: Judgement) -> Iterator[Step]:
    """What the last look adds: a noun's own denial, and the source on whose word it stands."""
    value = case.reading.facts.value(word)
    if (value.status, round(value.score, 2)) == (judged.status, judged.score):
        return
    if value.status == "occurred" and judged.status == "claimed":
        yield Step(word.text, judged.status, judged.score, "it stands on the word of a source (see below)")
    else:
        yield Step(word.text, judged.status, judged.score, "the noun is judged by its own words")


def voices(case: Case, word: Word) -> tuple[VoiceWhy, ...]:
    """The sources around a word, innermost first."""
    found = []
    by_id = {statement.id: statement for statement in case.report.statements}
    for voice in case.reading.sources.chain(word):
        statement = by_id.get(voice.statement or "")
        own = statement is not None and statement.cue == voice.cue_span  # a voice that tells nothing has no statement of its own
        speaker = statement.speaker if statement is not None and own else voice.speaker
        who = case.words(speaker).text if speaker else None
        actor = speaker.actor if speaker else None
        cue = case.words(voice.cue_span).text if voice.cue_span else None
        found.append(VoiceWhy(who, actor, cue, voice.kind, voice.statement, quoted=voice.quoted, negated=voice.negated))
    return tuple(found)
