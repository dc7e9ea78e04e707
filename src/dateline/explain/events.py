"""Why an event was coded: the frame that won at its anchor, what filled its slots by which path, and the frames that lost."""

from collections.abc import Iterator

from dateline.explain.case import Case
from dateline.explain.facts import fact_why, voices
from dateline.explain.links import links
from dateline.explain.shared import headline, place_of_record, sentence_of, time_of_record
from dateline.explain.who import actor_why
from dateline.explain.why import ActorWhy, FrameWhy, RecordWhy, RuleWhy, SlotWhy
from dateline.explain.wording import attempt_words, path_words
from dateline.extract.events.found import Found
from dateline.extract.events.trace import Attempt, Trace
from dateline.extract.factuality import Judgement
from dateline.records import Event, Mention
from dateline.syntax.tree import Word

HOSTS = {"agent": "its subject acts", "patient": "its subject suffers", "occurs": "the event is its subject"}
SHOWN = ("won", "also", "outranked", "guard", "requires", "taken", "echo", "nobody", "declined")


def event_why(case: Case, event: Event) -> RecordWhy:
    """The explanation of one event of the report."""
    source = found_of(case, event)
    if source is None:  # an event that no frame at its trigger accounts for: say what is known
        word = case.reading.tree.word_at(event.trigger.start)
        rule = RuleWhy(event.rule, case.reading.rules.files.get(event.rule), None)
        fact = fact_why(case, word) if word is not None else None
        return RecordWhy(event.id, event.type, headline(case, event), sentence_of(case, event.trigger), rule, factuality=fact)
    trace, found = source
    told = Judgement(event.factuality.status, case.reading.facts.of(found.anchor).score, event.factuality.cues)
    mode = f" {event.mode}" if event.mode else ""
    return RecordWhy(
        event.id, event.type + mode, headline(case, event), sentence_of(case, event.trigger), _rule(case, found),
        slots=tuple(_slots(case, event, found)), factuality=fact_why(case, found.anchor, told), voices=voices(case, found.anchor),
        place=place_of_record(case, event.place, found.anchor), time=time_of_record(case, event.time, found.anchor),
        actors=actors_of(case, (*event.actor, *event.recipient, *_source(event))),
        frames=frames_why(case, trace), notes=tuple(_notes(case, event, found)),
    )  # fmt: skip


def found_of(case: Case, event: Event) -> tuple[Trace, Found] | None:
    """The trace and the match that an event was written from."""
    return case.matches.get((event.rule, event.trigger.start, event.trigger.end))


def _rule(case: Case, found: Found) -> RuleWhy:
    rule = found.rule
    anchor = " ".join(word.text for word in sorted(found.words, key=lambda word: word.i))
    return RuleWhy(rule.id, case.reading.rules.files.get(rule.id), anchor, rule.example, rule.note or None)


def _slots(case: Case, event: Event, found: Found) -> Iterator[SlotWhy]:
    for filling in case.tracer.fillings(found):
        mentions: tuple[Mention, ...] = (*event.actor, *event.recipient, *event.instrument)
        for word in filling.fillers:
            mention = next((each for each in mentions if each.start <= word.start < each.end), None)
            direct = word in filling.reached
            way = filling.path if filling.path is not None else None
            yield SlotWhy(
                filling.slot,
                case.words(mention) if mention else case.words(word.span),
                way,
                links(found.anchor, word),
                None if direct else _behind(word, filling.reached),
                mention.actor if mention else None,
            )


def _behind(word: Word, reached: tuple[Word, ...]) -> str:
    if not reached:
        return "found without a path: it carries the event, or stands behind what does"
    if any(word.dep == "conj" and word.head in (*reached, *(each.head for each in reached)) for each in reached):
        return f"joined to {reached[0].text!r}"
    return f"the path leads to {reached[0].text!r}; {word.text!r} stands behind that"


def _source(event: Event) -> tuple[Mention, ...]:
    source = event.attribution.source if event.attribution is not None else None
    return (source,) if source is not None else ()


def actors_of(case: Case, mentions: tuple[Mention, ...]) -> tuple[ActorWhy, ...]:
    """Who each mention is, once."""
    return tuple(actor_why(case, mention) for mention in {(each.start, each.end): each for each in mentions}.values())


def frames_why(case: Case, trace: Trace) -> tuple[FrameWhy, ...]:
    """The frames that were tried, first those that were near; what lacks its fixed words is told by its anchor alone."""
    order = {outcome: number for number, outcome in enumerate(SHOWN)}
    ranked = sorted(trace.attempts, key=lambda attempt: order.get(attempt.outcome, len(order)))
    classes = case.reading.rules.classes
    return tuple(_frame(attempt, classes) for attempt in ranked)


def _frame(attempt: Attempt, classes: dict[str, frozenset[str]]) -> FrameWhy:
    why = attempt_words(attempt, classes) if attempt.outcome not in ("won", "also") else ""
    failed = tuple(each.guard for each in attempt.failed)
    return FrameWhy(attempt.frame.rule.id, " ".join(attempt.frame.words), attempt.outcome, why, failed)


def _notes(case: Case, event: Event, found: Found) -> Iterator[str]:
    if found.host is not None:
        yield f"the noun is carried by {found.host.verb.text!r}: {HOSTS[found.host.kind]}"
    if found.rule.reciprocal or found.rule.among:
        twins = [each.id for each in case.report.events if each.trigger == event.trigger and each.id != event.id]
        yield "the rule holds both ways" + (f": see {', '.join(twins)}" if twins else "")
    empty = [slot for slot in ("actor", "recipient") if not getattr(event, slot)]
    for slot in empty:
        paths = getattr(found.rule, slot)
        tried = "; ".join(path_words(path) for path in paths)
        yield f"no {slot}: " + (f"looked for {tried}" if tried else "the rule names no path to one")
    missing = [f"no {name}" for name in ("place", "time") if getattr(event, name) is None]
    if missing:
        yield f"{' and '.join(missing)}: none hangs on the word, on who acts or suffers, or on a verb that carries it"
