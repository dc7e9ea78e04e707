"""The scorers and the gate, on gold of our own."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from dateline.errors import ScoreError
from dateline.evaluate import flat, measure
from dateline.evaluate.common import match, read_gold, sentence_spans, token_spans
from dateline.evaluate.gate import _report, _written
from dateline.evaluate.shape import faults_of
from dateline.records import (
    Factuality,
    Mention,
    Place,
    Predicate,
    Report,
    Span,
    Statement,
    Time,
    to_json,
)  # fmt: skip
from struck_depot import DEATHS, STRIKE
from struck_depot import TEXT as BEGINNING

TEXT = f"{BEGINNING}."


def line(**changes: Any) -> dict[str, dict[str, Any]]:
    report = Report(
        id="a", text=TEXT, published=None, sentences=(Span(0, 59),), events=(STRIKE,), figures=(DEATHS,),
        places=(Place(23, 29, geonames_id=7, lat=30.2, lon=67.0, country="PAK"),), times=(Time(33, 39, "DATE", "2025-06-16"),),
        predicates=(Predicate(5, 11, "occurred", 3.0),),
    )  # fmt: skip
    return {"a": msgspec.json.decode(to_json(msgspec.structs.replace(report, **changes)))}


def dyad(source: tuple[int, int], target: tuple[int, int], root: str = "ASSAULT") -> list[dict[str, Any]]:
    spans = {name: {"start": s, "end": e} for name, (s, e) in (("source", source), ("target", target))}
    return [{"id": "a", "text": TEXT, "gold": [{"type": root, **spans}]}]


def test_dyads_right_pair_and_root() -> None:
    found = measure("dyads", dyad((0, 4), (12, 19)), line())
    assert (found["pair_recall"], found["root_macro_f1"], found["root_acc_given_pair"]) == (1.0, 1.0, 1.0)


def test_dyads_the_wrong_way_round_is_no_pair() -> None:
    found = measure("dyads", dyad((12, 19), (0, 4)), line())
    assert (found["pair_recall"], found["root_macro_f1"], found["root_acc_given_pair"]) == (0.0, 0.0, 1.0)


def test_denied_events_do_not_count_as_dyads() -> None:
    denied = msgspec.structs.replace(STRIKE, factuality=Factuality("denied"))
    assert measure("dyads", dyad((0, 4), (12, 19)), line(events=(denied,)))["root_acc_given_pair"] == 0.0


def test_triggers_count_a_figure_at_its_events_trigger() -> None:
    gold = [{"type": "Life.Die.Unspecified", "trigger": {"start": 41, "end": 48}, "args": []}]
    killing = msgspec.structs.replace(STRIKE, trigger=Span(41, 48))
    found = flat(measure("triggers", [{"id": "a", "text": TEXT, "events": gold}], line(events=(killing,))))
    assert found["trigger_micro_f1"] == 1.0


def test_geo_needs_the_very_id() -> None:
    gold = {"start": 23, "end": 29, "geonameid": "8", "lat": 30.2, "lon": 67.0}
    found = flat(measure("geo", [{"id": "a", "text": TEXT, "toponyms": [gold]}], line()))
    assert (found["recognition_f1"], found["acc161_end_to_end"], found["id_acc"]) == (1.0, 1.0, 0.0)


def test_quotes_ask_for_the_speaker_too() -> None:
    text = "“No,” said Ann."
    quote = {
        "parts": [[1, 4]],
        "direct": True,
        "speaker_start": 11,
        "speaker_end": 14,
        "cue": "said",
        "cue_start": 6,
        "cue_end": 10,
    }
    said = Statement("s1", Mention(0, 4), Span(6, 10), (Span(1, 4),), "direct")
    rows = [{"id": "a", "text": text, "quotes": [quote]}]
    found = flat(
        measure("quotes", rows, line(text=text, events=(), figures=(), places=(), times=(), predicates=(), statements=(said,)))
    )
    assert (found["content_f1"], found["content_speaker_f1"]) == (1.0, 0.0)


def test_figures_zero_is_right_only_without_a_victim() -> None:
    rows = [{"id": "a", "text": TEXT, "agrees": True, "killed": 12, "injured": 0}]
    found = measure("figures", rows, line())
    assert (found["acc_killed"], found["acc_injured"], found["acc_both"]) == (1.0, 1.0, 1.0)
    assert measure("figures", [rows[0] | {"killed": 0}], line())["acc_killed"] == 0.0


def test_factuality_assumes_three_where_nothing_is_told() -> None:
    rows = [{"id": "a", "text": TEXT, "tokens": TEXT.split(), "targets": [{"start": 1, "end": 2, "score": -3.0}]}]
    assert measure("factuality", rows, line())["mae"] == 6.0
    assert measure("factuality", rows, line(predicates=()))["coverage"] == 0.0


def test_times_value_needs_the_value() -> None:
    rows = [{"id": "a", "text": TEXT, "timexes": [{"start": 33, "end": 39, "type": "DATE", "value": "2025-06-17"}]}]
    found = flat(measure("times", rows, line()))
    assert (found["relaxed_f1"], found["value_f1"]) == (1.0, 0.0)


def test_a_missing_report_scores_as_empty() -> None:
    found = measure("dyads", dyad((0, 4), (12, 19)), {})
    assert (found["missing"], found["pair_recall"]) == (1, 0.0)


def test_a_task_that_is_not_there_is_refused_with_the_tasks_there_are() -> None:
    with pytest.raises(ScoreError, match=r"dyads, triggers, geo"):
        measure("poetry", [], {})


def test_a_gold_file_of_another_task_is_refused() -> None:
    with pytest.raises(ScoreError, match="toponyms"):
        measure("geo", dyad((0, 4), (12, 19)), line())


def test_a_bad_gold_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "a"}\n{"text": 1}\n')
    with pytest.raises(ScoreError, match=r"gold.jsonl:2"):
        read_gold(str(path))


def test_match_is_one_to_one_and_largest() -> None:
    fits = {(0, 0): 1.0, (0, 1): 0.9, (1, 0): 0.8}
    assert match([0, 1], [0, 1], lambda a, b: fits.get((a, b), 0.0)) == [(0, 1), (1, 0)]


def test_token_spans_line_up_letters() -> None:
    assert token_spans("Gaza's dead!", ["Gaza", "'s", "dead", "!"]) == [(0, 4), (5, 6), (7, 11), (11, 12)]


def test_sentence_spans_split_before_a_capital() -> None:
    assert sentence_spans("One. Two. three") == [(0, 5), (5, 15)]


def test_shape_finds_what_points_at_nothing() -> None:
    assert faults_of(line()["a"]) == []
    assert faults_of(line(places=())["a"]) == ["index place: events"]
    assert "reference event: figures" in faults_of(line(events=())["a"])
    assert faults_of(line(events=(STRIKE, STRIKE))["a"]) == ["repeated id: events e1"]


FLOORS = {"margin": 0.01, "gold": {"x": {"task": "dyads", "floors": {"pair_recall": 0.5, "mae": 0.3}}}}


@pytest.mark.parametrize(
    ("pair_recall", "mae", "faults", "fallen"),
    [
        (0.5, 0.3, 0, []),
        (0.495, 0.305, 0, []),
        (0.48, 0.3, 0, ["x.pair_recall"]),
        (0.6, 0.32, 0, ["x.mae"]),
        (0.6, 0.2, 1, ["x.shape"]),
    ],
)
def test_the_gate_fails_below_a_floor_by_more_than_the_margin(
    pair_recall: float, mae: float, faults: int, fallen: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    measured = {"x": {"pair_recall": pair_recall, "mae": mae, "shape_faults": faults}}
    assert list(_report(FLOORS, measured)) == fallen
    assert ("FELL" in capsys.readouterr().out) == bool(fallen)


def test_floors_rise_but_go_down_only_when_told(capsys: pytest.CaptureFixture[str]) -> None:
    measured = {"x": {"pair_recall": 0.4, "mae": 0.2, "digest": "d"}}
    assert "pair_recall = 0.5\nmae = 0.2" in _written(FLOORS, measured, False)
    assert "pair_recall = 0.4\nmae = 0.2" in _written(FLOORS, measured, True)
    assert "LOWERED x.pair_recall" in capsys.readouterr().err
