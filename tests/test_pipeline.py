"""The way of a report: a report that fails does not take others with it, and the output is the same every time."""

import msgspec
import pytest

from dateline import pipeline as way
from dateline.pipeline import Pipeline
from dateline.records import Article, Refusal, to_json

GOOD = Article(
    id="good", text="Iran fired missiles at Israel on Friday, killing three people, the army said.", published="2025-06-15"
)


@pytest.mark.model
def test_a_report_that_fails_is_kept_with_its_reason(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    real = way.extract

    def breaks(article: Article, *rest: object, **named: object) -> object:
        if article.id == "bad":
            raise ValueError("no such thing")
        return real(article, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(way, "extract", breaks)
    bad = msgspec.structs.replace(GOOD, id="bad")
    first, second, third = pipeline.code([GOOD, bad, GOOD])
    assert first.events and third == first
    assert second.events == () and second.text == bad.text
    assert second.refusals[-1] == Refusal("extract", "failed", "ValueError: no such thing")


@pytest.mark.model
def test_order_and_ids_are_the_inputs(pipeline: Pipeline) -> None:
    articles = [msgspec.structs.replace(GOOD, id=str(i), text=GOOD.text if i % 2 else "") for i in range(7)]
    assert [report.id for report in pipeline.code(articles)] == [str(i) for i in range(7)]


@pytest.mark.model
def test_coding_twice_gives_the_same_bytes(pipeline: Pipeline) -> None:
    first, second = (b"\n".join(map(to_json, pipeline.code([GOOD] * 3))) for _ in range(2))
    assert first == second


@pytest.mark.model
def test_the_fingerprint_changes_with_a_setting(pipeline: Pipeline) -> None:
    changed = msgspec.structs.replace(pipeline.settings, place_threshold=0.9)
    one, two = (way.fingerprint(s, pipeline.parser, pipeline.gazetteer) for s in (pipeline.settings, changed))
    assert one != two
    assert one == pipeline.coder.fingerprint


@pytest.mark.model
def test_the_fingerprint_does_not_change_with_how_pages_are_fetched(pipeline: Pipeline) -> None:
    changed = msgspec.structs.replace(pipeline.settings, fetch_timeout=3.0, fetch_contact="desk@example.org", report_seconds=9.0)
    assert way.fingerprint(changed, pipeline.parser, pipeline.gazetteer) == way.fingerprint(
        pipeline.settings, pipeline.parser, pipeline.gazetteer
    )


@pytest.mark.model
def test_a_bare_length_is_no_time_of_an_event_and_a_day_is(pipeline: Pipeline) -> None:
    text = "Niger answered on 4 March 2024, two days after Chad had shelled a village."
    report = next(pipeline.code([Article(id="a", text=text)]))
    shelled = next(event for event in report.events if text[event.trigger.start : event.trigger.end] == "shelled")
    assert shelled.time is None or report.times[shelled.time].from_
    dated = next(pipeline.code([Article(id="b", text="Chad shelled a village on 2 March 2024.")]))
    assert dated.events[0].time is not None and dated.times[dated.events[0].time].from_ == "2024-03-02"
