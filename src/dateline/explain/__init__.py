"""Why: for any record of a report, and for any sentence without one, what was looked up, what decided, what lost.

case = open_case(article, pipeline)
explain(case, "e1")             one record with its rule, slots, status, source, place, time and actors
explain(case, "shelled")        everything that was coded in the sentences with this word, or why nothing was
"""

from dateline.explain.case import Case, open_case
from dateline.explain.find import known_ids, record_named, sentences_with, stretches
from dateline.explain.sentences import sentence_why
from dateline.explain.why import Explanation

__all__ = ["Case", "Explanation", "explain", "known_ids", "open_case"]


def explain(case: Case, what: str | None = None) -> Explanation:
    """The answer for an id, for words of the report, or for all of it.

    Ids are those of the record ("e1", "f2", "c1", "s3", an actor's "IRN.gov"); "p0" is its first place, "t0" its first time.
    Raises InputError if the report has nothing of the kind.
    """
    report = case.report
    reference = report.reference_date
    day = f"{reference.value} ({reference.basis})" if reference is not None else None
    if what is not None:
        answer = record_named(case, what, Explanation(report.id, day))
        if answer is not None:
            return answer
    spans = sentences_with(case, what) if what is not None else stretches(report)
    notes = tuple(f"{each.stage}: {each.reason}" for each in report.refusals if each.start is None)
    return Explanation(report.id, day, tuple(sentence_why(case, span) for span in spans), refusals=notes)
