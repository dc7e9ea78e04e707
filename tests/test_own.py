"""Our own labelled sets: what counts as found, missed and false, on reports written by hand."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from dateline.errors import ScoreError
from dateline.evaluate.own import Case, Sheet, place_of, sets_in
from dateline.evaluate.own_kinds import SCORERS, kilometres
from dateline.records import (
    Bounds,
    Crossing,
    Figure,
    Mention,
    Place,
    Predicate,
    Report,
    Span,
    Statement,
    Time,
)  # fmt: skip
from struck_depot import DEATHS, OCCURRED, STRIKE
from struck_depot import TEXT as BEGINNING

TEXT = f"{BEGINNING}, and shut the border."
SHUT = Crossing("c1", Span(64, 68), "closed", OCCURRED, "r", what="border", countries=("IRN", "PAK"))
REPORT = Report(
    id="a", text=TEXT, published=None, sentences=(Span(0, len(TEXT)),), events=(STRIKE,), figures=(DEATHS,), crossings=(SHUT,),
    places=(Place(23, 29, lat=30.2, lon=67.0, country="PAK"),), times=(Time(33, 39, "DATE", "2025-06-16"),),
    predicates=(Predicate(5, 11, "occurred", 3.0),),
)  # fmt: skip


def measured(kind: str, report: Report = REPORT, **row: Any) -> dict[str, Any]:
    sheet = Sheet()
    SCORERS[kind](Case({"id": "a", "text": report.text, **row}, report), sheet)
    return sheet.metrics()


TOLL: dict[str, Any] = {
    "measure": "killed", "low": 12, "high": 12, "quantifier": "exact", "status": "occurred", "words": "12", "scope": "cumulative",
}  # fmt: skip


def test_a_figure_is_found_by_measure_bounds_and_quantifier() -> None:
    found = measured("figures", figures=[TOLL])
    assert found["figure"].f1 == 1.0
    assert (found["status_acc"], found["scope_acc"]) == (1.0, 0.0)


def test_another_bound_is_a_miss_and_a_false_alarm() -> None:
    found = measured("figures", figures=[{**TOLL, "high": None, "quantifier": "at_least"}])["figure"]
    assert (found.p, found.r) == (0.0, 0.0)


def test_households_alone_are_judged_where_labels_have_them() -> None:
    homes = Figure("f1", 0, 3, "displaced", None, None, "exact", None, None, OCCURRED, "r", households=Bounds(850, 850))
    report = msgspec.structs.replace(REPORT, figures=(homes,))
    label = {**TOLL, "measure": "displaced", "low": None, "high": None, "households": [850, 850]}
    assert measured("figures", report, figures=[])["figure"].given == 0, "labelled before households were counted"
    assert measured("figures", report, figures=[], households=True)["figure"].given == 1
    assert measured("figures", report, figures=[label])["figure"].f1 == 1.0
    assert measured("figures", report, figures=[{**label, "households": [900, 900]}])["figure"].found == 0


def test_a_crossing_needs_its_status_and_countries_are_a_field() -> None:
    label = {"status": "closed", "fact": "occurred", "what": "border", "trigger": "shut", "countries": ["PAK", "IRN"]}
    assert measured("crossings", crossings=[label])["countries_acc"] == 1.0
    assert measured("crossings", crossings=[{**label, "status": "open"}])["crossing"].f1 == 0.0


STRUCK = {"type": "ASSAULT", "trigger": "struck", "actor": ["Iran"], "recipient": ["a depot"], "status": "occurred"}


def test_an_event_and_its_roles() -> None:
    found = measured("events", events=[{**STRUCK, "place": "Quetta", "time": "Monday"}])
    assert (found["event"].f1, found["roles"].f1, found["place_acc"], found["time_acc"]) == (1.0, 1.0, 1.0, 1.0)
    turned = measured("events", events=[{**STRUCK, "actor": ["a depot"], "recipient": ["Iran"]}])
    assert (turned["event"].f1, turned["roles"].f1) == (1.0, 0.0)


def test_what_is_called_old_is_neither_missed_nor_false() -> None:
    found = measured("events", events=[{**STRUCK, "old": True}])["event"]
    assert (found.gold, found.given) == (0, 0)


def test_a_place_far_away_is_recognised_but_not_placed() -> None:
    label = {"text": "Quetta", "country": "PAK", "lat": 30.18, "lon": 66.99, "kind": "city"}
    assert measured("places", places=[label])["placed"].f1 == 1.0
    found = measured("places", places=[{**label, "lat": 33.7, "lon": 73.0}])
    assert (found["recognition"].f1, found["placed"].f1) == (1.0, 0.0)


def test_times_by_value_and_a_predicate_by_status() -> None:
    found = measured("times", times=[{"text": "Monday", "type": "DATE", "value": "2025-06-17"}])
    assert (found["relaxed"].f1, found["value"].f1) == (1.0, 0.0)
    assert measured("factuality", on="struck", status="denied")["status_acc"] == 0.0
    assert measured("factuality", on="struck", status="occurred")["status_macro_f1"] == 1.0


def test_a_statement_by_half_of_its_words_and_its_speaker() -> None:
    text = "“We stay here,” the mayor said."
    told = Statement("s1", Mention(16, 25), Span(26, 30), (Span(1, 13),), "direct")
    report = Report(id="a", text=text, published=None, statements=(told,))
    label = {"speaker": "the mayor", "cue": "said", "content": ["We stay here"], "quote": "direct"}
    assert measured("statements", report, statements=[label])["content_speaker"].f1 == 1.0
    assert measured("statements", report, statements=[{**label, "speaker": None}])["content_speaker"].f1 == 0.0


def test_words_are_found_by_their_number_or_refused() -> None:
    assert place_of("shut and shut", ["shut", 2]) == (9, 13)
    with pytest.raises(ScoreError, match="do not stand in the text"):
        place_of("shut", "closed")


def test_a_set_that_nobody_scores_is_named(tmp_path: Path) -> None:
    (tmp_path / "weather.dev.jsonl").write_text("{}")
    with pytest.raises(ScoreError, match="Allowed are"):
        sets_in(tmp_path)


def test_the_way_from_pole_to_pole() -> None:
    assert round(kilometres((90, 0), (-90, 0))) == 20015
