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
@pytest.mark.parametrize(
    ("text", "published", "reference", "sunday"),
    [
        ("TORAN, 4 March 2024 - Two miners died on Sunday.", "2024-03-12T08:00:00Z", ("2024-03-04", "text"), "2024-03-03"),
        ("TORAN, March 4 (MNA) - Two miners died on Sunday.", "2024-03-29", ("2024-03-04", "text"), "2024-03-03"),
        ("TORAN, Dec 30 (MNA) - Two miners died on Sunday.", "2024-01-09", ("2023-12-30", "text"), "2023-12-24"),
        ("TORAN, 4 March 2024 - Two miners died on Sunday.", "2024-03-06", ("2024-03-06", "published"), "2024-03-03"),
        ("TORAN, 4 March 2021 - Two miners died on Sunday.", "2024-03-12", ("2024-03-12", "published"), "2024-03-10"),
        ("TORAN - Two miners died on Sunday, after a blast on 4 March.", "2024-03-12", ("2024-03-12", "published"), "2024-03-10"),
        ("TORAN, 14 March 2024 - Two miners died on Sunday.", "2024-03-12", ("2024-03-12", "published"), "2024-03-10"),
    ],
)  # fmt: skip
def test_a_page_may_be_younger_than_its_report(
    pipeline: Pipeline, text: str, published: str, reference: tuple[str, str], sunday: str
) -> None:
    """The day of publication wins, but for a dateline some days or weeks before it: the page shows an older report again."""
    mentions = tuple(find(repair(pipeline.parser.parse(text))))
    times, found = resolve(mentions, Article("t", text, published=published))
    assert found is not None and (found.value, found.basis) == reference
    assert sunday in [time.value for time in times]


@pytest.mark.model
def test_a_mention_knows_what_it_hangs_on(pipeline: Pipeline) -> None:
    text = "Friday's strike hit a depot that had been shut since Monday."
    first, second = find(repair(pipeline.parser.parse(text)))
    assert first.governor == text.index("strike") and first.preposition is None
    assert second.governor == text.index("shut") and second.preposition == "since"


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("Bandits have killed hundreds of people in Zamfara since 2020.", ["since"]),
        ("The port was shut until 4 May and nobody left before 6 May.", ["until", "before"]),
        ("Nine were freed after 3 March.", ["after"]),
        ("Nine were freed after Sunday's raid, two of them on Monday.", [None, None]),  # the raid was on Sunday
        ("Gunmen killed 40 people in 2020.", [None]),
        ("The siege lasted until two days ago.", ["until"]),
        ("They fled before dawn.", [None]),  # an hour of the day, no end of a longer time
    ],
)
def test_a_time_may_be_one_end_of_a_longer_one(pipeline: Pipeline, text: str, bounds: list[str | None]) -> None:
    times, _ = resolve(tuple(find(repair(pipeline.parser.parse(text)))), Article("t", text, published="2024-05-10"))
    assert [time.bound for time in times] == bounds


@pytest.mark.model
def test_words_between_quotation_marks_are_marked(pipeline: Pipeline) -> None:
    text = '"We fled on Sunday," she said on Tuesday.'
    first, second = find(repair(pipeline.parser.parse(text)))
    assert first.form is not None and first.form.quoted
    assert second.form is not None and not second.form.quoted
