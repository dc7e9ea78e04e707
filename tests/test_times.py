"""Time expressions, sentence by sentence: which words, which TIMEX3 value, which days. Cases are data (cases/times*.jsonl)."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dateline.extract.times import find
from dateline.pipeline import Pipeline
from dateline.records import Article
from dateline.resolve.times import resolve, resolve_on
from dateline.syntax.repairs import repair

CASES = Path(__file__).parent / "cases"


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.model
@pytest.mark.parametrize("case", rows("times.jsonl"), ids=lambda case: case["text"][:60])
def test_a_sentence_gives_its_times(pipeline: Pipeline, case: dict[str, Any]) -> None:
    """Only what a case states is compared: a case without "value" leaves the value open."""
    mentions = tuple(find(repair(pipeline.parser.parse(case["text"]))))
    times = resolve_on(mentions, date.fromisoformat(case["on"]))
    given = [
        {"text": case["text"][t.start : t.end], "type": t.type, "value": t.value, "from": t.from_, "to": t.to} for t in times
    ]
    assert [one["text"] for one in given] == [one["text"] for one in case["times"]]
    assert [{key: one[key] for key in wanted} for one, wanted in zip(given, case["times"], strict=True)] == case["times"]


@pytest.mark.model
@pytest.mark.parametrize("case", rows("times_reference.jsonl"), ids=lambda case: case["text"][:60])
def test_the_words_give_the_day_of_the_report(pipeline: Pipeline, case: dict[str, Any]) -> None:
    mentions = tuple(find(repair(pipeline.parser.parse(case["text"]))))
    _, reference = resolve(mentions, Article("t", case["text"]))
    assert (reference.value if reference else None) == case["reference"]
    assert reference is None or reference.basis == "text"


@pytest.mark.model
def test_the_day_of_publication_wins_over_the_words(pipeline: Pipeline) -> None:
    text = "TORAN, 4 March 2024 - Two miners died on Sunday."
    mentions = tuple(find(repair(pipeline.parser.parse(text))))
    times, reference = resolve(mentions, Article("t", text, published="2024-03-12T08:00:00Z"))
    assert reference is not None and (reference.value, reference.basis) == ("2024-03-12", "published")
    assert times[-1].value == "2024-03-10"


@pytest.mark.model
def test_a_mention_knows_what_it_hangs_on(pipeline: Pipeline) -> None:
    text = "Friday's strike hit a depot that had been shut since Monday."
    first, second = find(repair(pipeline.parser.parse(text)))
    assert first.governor == text.index("strike") and first.preposition is None
    assert second.governor == text.index("shut") and second.preposition == "since"


@pytest.mark.model
def test_words_between_quotation_marks_are_marked(pipeline: Pipeline) -> None:
    text = '"We fled on Sunday," she said on Tuesday.'
    first, second = find(repair(pipeline.parser.parse(text)))
    assert first.form is not None and first.form.quoted
    assert second.form is not None and not second.form.quoted
