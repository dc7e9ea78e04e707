"""The event's page: its head sentence, origins with copies folded, figures as steps, what speaks against it, its history."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dateline.serve.ledger_chart import nice, steps
from dateline.serve.routes.event import answer, latest, told_change
from dateline.store.desk.event import origins
from dateline.store.desk.happening import COLUMNS, Happening
from dateline.store.reader import open_record

ROW = Happening(**dict.fromkeys(COLUMNS) | {
    "actor_names": ["Border Guard"], "recipient_names": ["customs post"], "place_name": "Taftan", "day_from": date(2026, 6, 19),
    "day_to": date(2026, 6, 19), "toll_measure": "killed", "toll_low": 4, "toll_high": None, "toll_quantifier": "at_least",
    "independent_origins": 1, "reports": 6,
})  # fmt: skip


def test_the_head_sentence_says_everything_or_that_it_is_not_known() -> None:
    assert answer(ROW) == "Border Guard → customs post; Taftan, 19 Jun 2026; killed at least 4; 1 origin, 6 pages."
    unknown = ("place_name", "day_from", "day_to", "toll_measure")
    nothing = replace(ROW, actor_names=[], recipient_names=[], **dict.fromkeys(unknown))
    assert answer(nothing) == "Somebody not named; place not known, day not known; 1 origin, 6 pages."


def told(report: str, origin: str | None, *, copy_of: str | None = None, group: str = "", day: int = 1) -> dict[str, Any]:
    return {
        "report": report, "origin": origin, "copy_of": copy_of, "copy_group": group or report, "outlet": report,
        "report_id": report, "published": date(2026, 6, day),
    }  # fmt: skip


def test_copies_are_folded_under_their_origin() -> None:
    given = [told("a", "Wire", group="g"), told("b", "Wire", copy_of="a", group="g", day=2), told("c", "Post", day=3)]
    found = origins(given)
    assert [(each["name"], each["pages"], [copy["report"] for copy in each["copies"]]) for each in found] == [
        ("Wire", 2, ["b"]), ("Post", 1, []),
    ]  # fmt: skip


def test_two_reports_of_one_agency_are_one_origin() -> None:
    assert [each["pages"] for each in origins([told("a", "Wire"), told("d", "Wire", day=4)])] == [2]
    assert len(origins([told("a", None), told("d", None)])) == 2, "without a named origin each text stands for itself"


def point(origin: str, low: int | None, high: int | None, day: int, quantifier: str = "exact") -> dict[str, Any]:
    return {"origin": origin, "low": low, "high": high, "said": date(2026, 6, day), "quantifier": quantifier}


def test_the_latest_figures_of_contradicting_origins_are_a_range_not_a_mean() -> None:
    assert latest([point("A", 9, 9, 1), point("A", 12, 12, 2), point("B", 24, 24, 2)]) == "12 to 24"
    assert latest([point("A", 12, 12, 1), point("B", 24, None, 2, "at_least")]) == "12 to 24 or more"
    assert latest([point("A", 128, None, 1), point("A", 224, None, 2)]) == "at least 224"
    assert latest([point("A", 500, 500, 1, "about")]) == "about 500"


def test_steps_hold_until_the_origin_says_another() -> None:
    chart = steps({"measure": "killed", "points": [point("A", 4, 4, 1), point("A", 9, None, 3), point("B", 5, 7, 3)]})
    assert chart is not None
    (name, number, drawn), (other, _, ranged) = chart.lines
    assert (name, number, other) == ("A", 1, "B")
    assert drawn[0].x2 == drawn[1].x1 and drawn[1].x2 == chart.right
    assert [step.open_top for step in drawn] == [False, True]
    assert ranged[0].low is not None and ranged[0].high is not None and ranged[0].high < ranged[0].low, "pixels grow downwards"
    assert "3 figures by 2 origins" in chart.says


def test_figures_of_one_day_make_no_chart() -> None:
    assert steps({"measure": "killed", "points": [point("A", 4, 4, 1), point("B", 5, 5, 1)]}) is None


@pytest.mark.parametrize(("top", "end"), [(0, 10), (7, 10), (11, 20), (19, 20), (450, 600), (1200, 2000)])
def test_an_axis_ends_on_a_round_number(top: int, end: int) -> None:
    assert nice(top) == end


def test_changes_in_words() -> None:
    change = {"kind": "figure_raised", "measure": "killed", "low_before": 4, "high_before": 4, "low": 6, "high": 6}
    assert told_change(change) == "killed raised from 4 to 6"
    assert told_change({"kind": "event", "after": "hypothetical"}) == "came into the record: feared"


def test_the_page_of_a_happening(told_client: TestClient, told_record: Path) -> None:
    with open_record(told_record) as record:
        key = record.sql("SELECT linked_event FROM happenings ORDER BY reports DESC LIMIT 1").to_pylist()[0]["linked_event"]
    page = told_client.get(f"/event/{key}")
    assert page.status_code == 200
    for part in ("Said by", "Why it was coded", "History", "in the report", 'class="role">who'):
        assert part in page.text


def test_an_event_that_is_not_there(told_client: TestClient) -> None:
    answered = told_client.get("/event/e0")
    assert answered.status_code == 404 and "holds no event" in answered.text
