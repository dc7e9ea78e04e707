"""On whose word each event, figure and crossing of whole reports stands: tests/cases/attribution.jsonl and all other cases.

What stands in a statement points to it and is not told as fact; what stands in none points to none. Three things in a statement
are the report's own: what is only spoken of ("condemned the **raid**"), what the report itself vouches for ("footage showed that
troops **burned** it"), and what a question takes for granted ("asked why police had **fired**"). What is ordered is done with
the order ("ordered the border **closed**").
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.knowledge.reporting import reporting
from dateline.pipeline import Pipeline
from dateline.records import Article, Attribution, Crossing, Event, Factuality, Figure, Report, Span, Statement

pytestmark = pytest.mark.model

FOLDER = Path(__file__).parent / "cases"
SPOKEN_OF = frozenset({"clause.topic", "clause.preposition", "clause.naming", "clause.named", "clause.gerund", "clause.charged"})
ASKING = frozenset({"why", "how", "when", "where", "who", "what", "which"})
KINDS = ("attribution", "statements", "events", "figures", "crossings")


def texts_of(kind: str) -> list[str]:
    lines = (FOLDER / f"{kind}.jsonl").read_text("utf-8").splitlines()
    return list(dict.fromkeys(json.loads(line)["text"] for line in lines))


Told = tuple[str, Span, Factuality, Attribution | None]


def told(report: Report) -> Iterator[Told]:
    """Every event, figure and crossing: what it is, its trigger, its factuality and its attribution."""
    records: list[Event | Figure | Crossing] = [*report.events, *report.figures, *report.crossings]
    for record in records:
        span = Span(record.start, record.end) if isinstance(record, Figure) else record.trigger
        yield type(record).__name__, span, record.factuality, record.attribution


def around(report: Report, span: Span) -> list[Statement]:
    """The statements whose content holds the words, and whose cue they are not."""
    return [
        statement
        for statement in report.statements
        if any(part.start <= span.start and span.end <= part.end for part in statement.content)
        and not (statement.cue and statement.cue.start <= span.start < statement.cue.end)
    ]


def is_own(report: Report, statement: Statement) -> bool:
    """Whether the report itself may stand for what is in the content."""
    cue = report.text[statement.cue.start : statement.cue.end].lower() if statement.cue else ""
    first = report.text[statement.content[0].start :].split()[0].lower()
    vouched = {each for each, entry in reporting().verbs.items() if entry.frames.get("that") in ("endorsing", "presupposing")}
    own = statement.rule in SPOKEN_OF or first in ASKING or cue == "ordered"
    return own or _is_form_of(cue, vouched | reporting().evidence_verbs)


def _is_form_of(cue: str, verbs: set[str] | frozenset[str]) -> bool:
    return any(cue.startswith(verb.removesuffix("e")[:-1]) for verb in verbs if len(verb) > 2)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_in_a_statement_points_to_it_and_what_is_in_none_to_none(kind: str, pipeline: Pipeline) -> None:
    texts = texts_of(kind)
    wrong: list[str] = []
    seen = 0
    for report in pipeline.code(Article(id=str(number), text=text) for number, text in enumerate(texts)):
        for name, span, factuality, attribution in told(report):
            seen += 1
            fault = fault_of(report, span, factuality, attribution)
            if fault:
                wrong.append(f"{name} “{report.text[span.start : span.end]}” {fault}: {report.text[:200]}")
    assert seen > 40
    assert not wrong, "\n".join(wrong)


def fault_of(report: Report, span: Span, factuality: Factuality, attribution: Attribution | None) -> str | None:
    holding = around(report, span)
    if not holding:
        touched = any(part.start < span.end and span.start < part.end for each in report.statements for part in each.content)
        if attribution is not None and attribution.statement is not None and not touched:
            return f"stands in no statement and points to {attribution.statement}"
        unsaid = "report" in report.text[span.start : span.end + 30]  # "no casualties were reported", "no reports of casualties"
        return "is claimed by nobody" if factuality.status == "claimed" and attribution is None and not unsaid else None
    if attribution is None:
        return None if any(is_own(report, each) for each in holding) else f"stands in {holding[-1].id} and points to none"
    if attribution.statement not in {each.id for each in holding}:
        return f"stands in {[each.id for each in holding]} and points to {attribution.statement}"
    return "is told as fact on someone's word" if factuality.status == "occurred" else None
