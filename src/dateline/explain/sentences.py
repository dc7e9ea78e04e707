"""A sentence: everything that was coded in it, and for every word that rules know why it tells of nothing here."""

from collections.abc import Iterator

from dateline.explain.case import Case
from dateline.explain.events import event_why, frames_why
from dateline.explain.records import crossing_why, figure_why, statement_why
from dateline.explain.shared import place_of_record, time_of_record
from dateline.explain.why import AnchorWhy, RecordWhy, SentenceWhy
from dateline.extract.predicates import is_predicate
from dateline.records import Refusal, Span
from dateline.syntax.tree import Word

LIGHT = frozenset({"be", "have", "do", "say", "tell", "go", "get", "make", "take", "come", "give", "add"})
REASONS = {
    "unspecific": "it did not happen for sure, and who and whom are not both named",
    "nature": "nature did it: nobody attacks", "accident": "an accident: nobody attacks", "animal": "an animal did it",
    "animals": "animals are meant", "sports": "sports", "markets": "markets and money", "culture": "a film, book or play",
    "label": "it is only the name of something", "metaphor": "a figure of speech", "dismissal": "it is dismissed as nothing",
    "generic": "it speaks of such things in general", "exercise": "an exercise",
}  # fmt: skip


def sentence_why(case: Case, span: Span) -> SentenceWhy:
    """The explanation of one sentence of the report."""
    words = case.reading.tree.words_in(span.start, span.end)
    places = (place_of_record(case, i) for i, place in enumerate(case.report.places) if _in(place, span))
    times = (time_of_record(case, i) for i, time in enumerate(case.report.times) if _in(time, span))
    return SentenceWhy(
        case.words(span), tuple(records_in(case, span)), tuple(_declined(case, words)), tuple(_unknown(case, words)),
        places=tuple(why for why in places if why is not None), times=tuple(why for why in times if why is not None),
        notes=tuple(_notes(case, span)),
    )  # fmt: skip


def _in(one: object, span: Span) -> bool:
    start = getattr(one, "start", None)
    return isinstance(start, int) and span.start <= start < span.end


def records_in(case: Case, span: Span) -> Iterator[RecordWhy]:
    """The explanations of the records that stand in a stretch of text."""
    report = case.report
    yield from (event_why(case, event) for event in report.events if _in(event.trigger, span))
    yield from (figure_why(case, figure) for figure in report.figures if _in(figure, span))
    yield from (crossing_why(case, crossing) for crossing in report.crossings if _in(crossing.trigger, span))
    for statement in report.statements:
        first = statement.content[0] if statement.content else statement.cue
        if first is not None and _in(first, span):
            yield statement_why(case, statement)


def _declined(case: Case, words: list[Word]) -> Iterator[AnchorWhy]:
    """The words that rules know and that no event was written from."""
    written = {(event.trigger.start, event.rule) for event in case.report.events}
    for word in words:
        if not case.tracer.frames(word):
            continue
        trace = case.tracer.at(word)
        if any((found.trigger.start, found.rule.id) in written for found in trace.found):
            continue
        refusal = next((each for each in case.draft.refusals if each.start == word.start and each.stage == "extract"), None)
        told = refused_words(case, refusal) if refusal is not None else None
        yield AnchorWhy(case.words(word.span), frames_why(case, trace), told)


def refused_words(case: Case, refusal: Refusal) -> str:
    """ "assault.attack would fit, but: sports"."""
    reason = REASONS.get(refusal.reason, refusal.reason)
    named = refusal.detail in case.reading.rules.files
    return f"{refusal.detail} fits, but {reason}" if named else f"{reason}: {refusal.detail}" if refusal.detail else reason


def _unknown(case: Case, words: list[Word]) -> Iterator[str]:
    """Main verbs and event nouns that no rule has: the words to write a rule for, if they should tell of something."""
    for word in words:
        if is_predicate(word) and word.pos in ("VERB", "NOUN") and word.lemma not in LIGHT and not case.tracer.frames(word):
            yield word.lemma


def _notes(case: Case, span: Span) -> Iterator[str]:
    for refusal in case.report.refusals:
        if refusal.start is not None and span.start <= refusal.start < span.end and refusal.stage != "extract":
            told = "this sentence was spared by the gate" if (refusal.stage, refusal.reason) == ("gate", "spared") else ""
            told = told or f"{refusal.stage}: {refusal.reason}"
            yield told + (f" ({refusal.detail})" if refusal.detail else "")
