"""What a question is about: the id of a record, or words of the report."""

import re

import msgspec

from dateline.errors import InputError
from dateline.explain.case import Case
from dateline.explain.events import event_why
from dateline.explain.records import crossing_why, figure_why, statement_why
from dateline.explain.shared import place_of_record, time_of_record
from dateline.explain.who import actor_why
from dateline.explain.why import Explanation, RecordWhy
from dateline.records import Mention, Report, Span

INDEX = re.compile(r"([pt])(\d+)$")
ID = re.compile(r"[efcspt]\d+$")
MANY = 20  # ids that an error names


def record_named(case: Case, what: str, empty: Explanation) -> Explanation | None:
    """The explanation of a record, place, time or actor of this id; None for what is no id of the report."""
    record = _record(case, what)
    if record is not None:
        return msgspec.structs.replace(empty, record=record)
    index = INDEX.match(what)
    if index is not None:
        number = int(index[2])
        if index[1] == "p" and number < len(case.report.places):
            return msgspec.structs.replace(empty, place=place_of_record(case, number))
        if index[1] == "t" and number < len(case.report.times):
            return msgspec.structs.replace(empty, time=time_of_record(case, number))
    actor = next((one for one in case.report.actors if one.id == what), None)
    if actor is None:
        return None
    spans = {(mention.start, mention.end) for mention in case.draft.actors}
    first = next((span for span in actor.mentions if (span.start, span.end) in spans), actor.mentions[0])
    return msgspec.structs.replace(empty, actor=actor_why(case, Mention(first.start, first.end, actor=actor.id)))


def _record(case: Case, what: str) -> RecordWhy | None:
    report = case.report
    for event in report.events:
        if event.id == what:
            return event_why(case, event)
    for figure in report.figures:
        if figure.id == what:
            return figure_why(case, figure)
    for crossing in report.crossings:
        if crossing.id == what:
            return crossing_why(case, crossing)
    for statement in report.statements:
        if statement.id == what:
            return statement_why(case, statement)
    return None


def sentences_with(case: Case, what: str) -> list[Span]:
    """The sentences that hold these words, whatever their case and the spaces between them."""
    words = [re.escape(word) for word in what.split()]
    if not words:
        raise InputError("names nothing", "the second argument", _remedy(case))
    found = list(re.finditer(r"\s+".join(words), case.report.text, re.IGNORECASE))
    spans = [one for one in stretches(case.report) if any(one.start < hit.end() and hit.start() < one.end for hit in found)]
    if not spans:
        told = f"has no record {what}" if ID.match(what) else f"has no record {what!r}, nor these words"
        raise InputError(told, f"report {case.report.id}", _remedy(case))
    return spans


def stretches(report: Report) -> list[Span]:
    """The sentences of a report, and the stretches that the gate kept from the parser, in order."""
    spared = [
        Span(each.start, each.end)
        for each in report.refusals
        if each.stage == "gate" and each.reason == "spared" and each.start is not None and each.end is not None
    ]
    return sorted([*report.sentences, *spared])


def known_ids(case: Case) -> list[str]:
    """The ids that can be asked for, but for places, times and actors."""
    report = case.report
    lists = (report.events, report.figures, report.crossings, report.statements)
    return [one.id for records in lists for one in records]


def _remedy(case: Case) -> str:
    ids = known_ids(case)
    told = ", ".join(ids[:MANY]) + (" ..." if len(ids) > MANY else "")
    return f"Its records are {told}." if told else "It has no records."
