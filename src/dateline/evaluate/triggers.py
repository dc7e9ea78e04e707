"""triggers: conflict event mentions and their arguments. Gold: M2E2 (ACE types) and WikiEvents (KAIROS types)."""

from collections import Counter
from dataclasses import dataclass

from dateline.evaluate.common import (
    Metrics,
    Row,
    Span,
    Tally,
    match,
    overlap,
    overlaps_any,
    sentence_spans,
    similarity,
    tally,
    token_spans,
    total,
    yes_no,
)
from dateline.evaluate.view import Event, Report

# Gold type, by its beginning -> the type scored here. All other gold types are listed in `not_scored`.
TYPES = {
    "Conflict:Attack": "attack",
    "Conflict.Attack.": "attack",
    "Life:Die": "die",
    "Life.Die.": "die",
    "Life.Injure.": "injure",
    "Justice:Arrest-Jail": "arrest",
    "Justice.ArrestJailDetain.": "arrest",
    "Contact:Meet": "meet",
    "Contact.Contact.Meet": "meet",
    "Conflict:Demonstrate": "demonstrate",
    "Conflict.Demonstrate.": "demonstrate",
}
EVENT_TYPE = {
    "attack": "ASSAULT",
    "arrest": "COERCE",
    "meet": "CONSULT",
    "demonstrate": "PROTEST",
    "die": "ASSAULT",
    "injure": "ASSAULT",
}
MEASURE = {"die": "killed", "injure": "injured"}
ARREST_MODES = ("", "arrest", "detain", "jail", "imprison")  # by their beginning; "" is no mode
# Scored type and gold role -> the field, or fields, of an event that hold it.
ROLES = {
    ("attack", "Attacker"): "actor",
    ("attack", "Target"): "recipient",
    ("attack", "Place"): "place",
    ("attack", "Instrument"): "instrument",
    ("attack", "ExplosiveDevice"): "instrument",
    ("arrest", "Agent"): "actor",
    ("arrest", "Jailer"): "actor",
    ("arrest", "Person"): "recipient",
    ("arrest", "Detainee"): "recipient",
    ("meet", "Entity"): "actor or recipient",
    ("meet", "Participant"): "actor or recipient",
    ("demonstrate", "Entity"): "actor",
    ("demonstrate", "Demonstrator"): "actor",
}


def scored_type(gold_type: str) -> str | None:
    return next((name for prefix, name in TYPES.items() if gold_type.startswith(prefix)), None)


def gold_mentions(row: Row) -> list[tuple[str, Span, list[tuple[str, Span]]]]:
    """(gold type, trigger, [(role, span)]) in characters: M2E2 rows count in tokens, WikiEvents rows in characters."""
    if "tokens" not in row:
        return [
            (e["type"], (e["trigger"]["start"], e["trigger"]["end"]), [(a["role"], (a["start"], a["end"])) for a in e["args"]])
            for e in row["events"]
        ]
    spans = token_spans(row["text"], row["tokens"])

    def characters(piece: Row) -> Span:
        return spans[piece["start"]][0], spans[piece["end"] - 1][1]

    return [(e["type"], characters(e["trigger"]), [(a["role"], characters(a)) for a in e["args"]]) for e in row["gold"]]


def is_sure(event: Event, name: str, triggers: dict[str, list[Span]]) -> bool:
    """Whether an event of this type asserts `name`; what is not sure may hit a gold trigger, but is no false alarm.

    Not sure: an ASSAULT as a death or injury; an ASSAULT whose trigger is gold for a death alone ("killed 12") as an attack;
    a COERCE of another mode (restrict, expel) as an arrest; a CONSULT by phone as a meeting.
    """
    if name == "attack":
        return overlaps_any(event.trigger, triggers["attack"]) or not overlaps_any(
            event.trigger, triggers["die"] + triggers["injure"]
        )
    if name == "arrest":
        return any(event.mode.startswith(mode) if mode else not event.mode for mode in ARREST_MODES)
    return name == "demonstrate" or (name == "meet" and event.mode != "phone")


@dataclass(frozen=True)
class Candidate:
    """A predicted mention of a type: an event at its trigger, or a figure at its own span or its event's trigger."""

    spans: tuple[Span, ...]
    sure: bool
    is_figure: bool = False

    def fit(self, trigger: Span) -> int:
        return max(overlap(trigger, span) for span in self.spans)


def candidates(report: Report, name: str, triggers: dict[str, list[Span]]) -> list[Candidate]:
    """Events of the type, one for each trigger, and figures of its measure; the sure ones first."""
    events: dict[Span, bool] = {}
    for event in report.events:
        if event.type == EVENT_TYPE[name]:
            events[event.trigger] = events.get(event.trigger, False) or is_sure(event, name, triggers)
    found = [Candidate((trigger,), sure) for trigger, sure in events.items()]
    found += [
        Candidate((figure.span, *filter(None, [figure.trigger])), True, True)
        for figure in report.figures
        if figure.measure == MEASURE.get(name)
    ]
    return sorted(found, key=lambda each: (not each.sure, each.spans))


def trigger_tally(gold: list[Span], given: list[Candidate]) -> Tally:
    """One to one; a second figure at a trigger that is found already ("killed 5 men and 3 women") is no false alarm."""
    pairs = match(gold, given, lambda trigger, each: each.fit(trigger))
    left = [each for j, each in enumerate(given) if j not in {j for _, j in pairs}]
    false = sum(each.sure and not (each.is_figure and any(map(each.fit, gold))) for each in left)
    return tally(len(gold), len(pairs) + false, len(pairs))


def sentence_tally(sentences: list[Span], gold: list[Span], given: list[Candidate]) -> Tally:
    result = Tally()
    for start, end in sentences:
        true = any(start <= trigger[0] < end for trigger in gold)
        told = [each.sure for each in given if start <= each.spans[0][0] < end]
        result += yes_no(true, bool(told) if true else any(told))
    return result


def argument_tally(name: str, report: Report, triggers: dict[str, list[Span]], gold: list[tuple[str, Span]]) -> Tally:
    """Arguments by type, role and overlap, wherever in the row their trigger is, as in ACE scoring."""
    events = [
        event
        for event in report.events
        if event.type == EVENT_TYPE[name] and (is_sure(event, name, triggers) or overlaps_any(event.trigger, triggers[name]))
    ]
    result = Tally()
    for fields in sorted({fields for (scored, _), fields in ROLES.items() if scored == name}):
        true = sorted({span for role, span in gold if ROLES.get((name, role)) == fields})
        told = {
            mention.span
            for event in events
            for each in fields.split(" or ")
            if each != "place"
            for mention in getattr(event, each)
        }
        told |= {event.place for event in events if fields == "place" and event.place}
        result += tally(len(true), len(told), len(match(true, sorted(told), similarity)))
    return result


def score(pairs: list[tuple[Row, Report]]) -> Metrics:
    """Per type and over all (micro): is there such an event in this sentence, is its trigger found, are its arguments.

    "A bomb killed 12" with gold Attack at "bomb" and Die at "killed": an ASSAULT at "bomb" and a figure `killed` of 12 are
    both right. A type that a gold file never uses (injuries in M2E2) is not scored there.
    """
    rows = [(row, report, gold_mentions(row)) for row, report in pairs]
    counts = Counter(kind for _, _, mentions in rows for kind, _, _ in mentions)
    names = list(dict.fromkeys(name for name in TYPES.values() if any(scored_type(kind) == name for kind in counts)))
    tallies = {level: {name: Tally() for name in names} for level in ("sentence", "trigger", "args")}
    for row, report, mentions in rows:
        triggers = {name: [t for kind, t, _ in mentions if scored_type(kind) == name] for name in EVENT_TYPE}
        sentences = [(0, len(row["text"]) + 1)] if "tokens" in row else sentence_spans(row["text"])
        for name in names:
            given = candidates(report, name, triggers)
            tallies["sentence"][name] += sentence_tally(sentences, triggers[name], given)
            tallies["trigger"][name] += trigger_tally(triggers[name], given)
            if name not in MEASURE:
                arguments = [argument for kind, _, args in mentions if scored_type(kind) == name for argument in args]
                tallies["args"][name] += argument_tally(name, report, triggers, arguments)
    result: Metrics = {f"{level}_micro": total(tallies[level].values()) for level in tallies}
    result |= {
        f"{name}_{level}": tallies[level][name] for name in names for level in tallies if level != "args" or name not in MEASURE
    }
    result["not_scored"] = ",".join(f"{kind}:{n}" for kind, n in counts.most_common() if not scored_type(kind))
    return result
