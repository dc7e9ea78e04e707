"""What the explanations of all records have in common: sentence, headline, place and time."""

from datetime import date

import msgspec

from dateline.explain.case import Case
from dateline.explain.links import links
from dateline.explain.when import days_why, time_why
from dateline.explain.where import place_why
from dateline.explain.why import PlaceWhy, TimeWhy, Words
from dateline.records import Event, Span
from dateline.syntax.tree import Word


def sentence_of(case: Case, at: Span) -> Words:
    """The sentence that holds the start of a span."""
    inside = [sentence for sentence in case.report.sentences if sentence.start <= at.start < sentence.end]
    return case.words(inside[0] if inside else at)


def headline(case: Case, event: Event) -> str:
    """ "Iran ▸ struck ▸ bases"."""
    who, whom = (", ".join(case.words(each).text for each in mentions) for mentions in (event.actor, event.recipient))
    return f"{who or 'someone not named'} ▸ {case.words(event.trigger).text}" + (f" ▸ {whom}" if whom else "")


def place_of_record(case: Case, index: int | None, anchor: Word | None = None) -> PlaceWhy | None:
    """The decision on a place of the report, with the edges from the record's anchor to it."""
    if index is None:
        return None
    mention, place = case.draft.places[index], case.report.places[index]
    made = place_why(mention, place, case.report.text, case.pipeline.gazetteer)
    inside = case.draft.places[mention.within] if mention.within is not None else None
    around = case.said(inside.start, inside.end).text if inside is not None else None
    return msgspec.structs.replace(made, edges=_edges(case, anchor, (place.start, place.end)), within=around, id=f"p{index}")


def time_of_record(case: Case, index: int | None, anchor: Word | None = None) -> TimeWhy | None:
    """The decision on a time of the report; where the report's own day is worked out, with the days that it may be."""
    if index is None:
        return None
    mention, time = case.draft.times[index], case.report.times[index]
    made = time_why(mention, time, case.report.text, reference_day(case))
    reference = case.report.reference_date
    inferred = reference is None or reference.basis == "text"
    days = days_why(case.draft.times) if inferred and time.basis not in ("absolute", "agreement", "vague") else ()
    edges = _edges(case, anchor, (time.start, time.end))
    return msgspec.structs.replace(made, edges=edges, reference_candidates=days, id=f"t{index}")


def reference_day(case: Case) -> date | None:
    """The day that the report speaks from."""
    reference = case.report.reference_date
    return date.fromisoformat(reference.value) if reference is not None else None


def _edges(case: Case, anchor: Word | None, span: tuple[int, int]) -> str | None:
    head = case.head(*span)
    return links(anchor, head) if anchor is not None and head is not None else None
