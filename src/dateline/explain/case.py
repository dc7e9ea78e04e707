"""One report opened for questions: its parse, what the extractors found in it, and the record that came out.

The steps are the pipeline's own; only nothing is thrown away.
"""

from dataclasses import dataclass
from functools import cached_property

from dateline.drafts import Draft
from dateline.explain.why import Words
from dateline.extract import draft_of, opened
from dateline.extract.events.found import Found
from dateline.extract.events.trace import Trace, Tracer, trigger_of
from dateline.extract.reading import Reading
from dateline.pipeline import Pipeline, as_written, is_refused
from dateline.records import Article, Mention, Report, Span
from dateline.resolve import resolve
from dateline.resolve.actors.card import roots_of
from dateline.syntax.tree import Word


@dataclass
class Case:
    """`reading` and `draft` are those of `report`; offsets are the same in all."""

    pipeline: Pipeline
    reading: Reading
    draft: Draft
    report: Report

    @cached_property
    def tracer(self) -> Tracer:
        return Tracer(self.reading)

    @cached_property
    def matches(self) -> dict[tuple[str, int, int], tuple[Trace, Found]]:
        """What each event was written from, by its rule and the offsets of its trigger."""
        made = ((trace, found) for trace in self.tracer.all() for found in trace.found)
        return {(found.rule.id, *trigger_of(found)): (trace, found) for trace, found in made}

    @cached_property
    def roots(self) -> list[int]:
        """For each mention of an actor the first mention that it goes back to."""
        return roots_of(self.draft.actors)

    def words(self, span: Span | Mention) -> Words:
        """The words of a span on one line."""
        return Words(" ".join(self.report.text[span.start : span.end].split()), span.start, span.end)

    def said(self, start: int, end: int) -> Words:
        return self.words(Span(start, end))

    def head(self, start: int, end: int) -> Word | None:
        """The word of a phrase that hangs on something outside it."""
        inside = self.reading.tree.words_in(start, end)
        own = {word.i for word in inside}
        return next((word for word in inside if word.head.i not in own or word.head is word), None)


def open_case(article: Article, pipeline: Pipeline) -> Case | Report:
    """The case of an article; a report that is refused whole has no case, only the record that says why."""
    opened_article = pipeline.opened(article)
    if is_refused(opened_article):
        return next(pipeline.code([article]))
    article, tree = pipeline.parsed(pipeline.as_read(opened_article))
    reading, said, filed_from = opened(article, tree, pipeline.gazetteer, rules=pipeline.rules)
    draft = draft_of(reading, said, filed_from)
    report = resolve(draft, article, pipeline.gazetteer, pipeline.settings.place_threshold)
    return Case(pipeline, reading, draft, as_written(report, opened_article))
