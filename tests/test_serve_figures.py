"""The figures' page: series of conflicts, events and stories, their ranges in words, and that nothing is added up."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dateline.serve.routes.figures import _range, answer, conflict_name, told_of
from dateline.store.reader import open_record


@pytest.mark.parametrize(("low", "high", "open_top", "told"), [
    (12, 12, False, "12"), (12, 19, False, "12 to 19"), (224, 224, True, "at least 224"), (12, 19, True, "12 to 19 or more"),
    (None, 60, False, "up to 60"), (40, None, False, "at least 40"), (None, None, False, "not known"),
])  # fmt: skip
def test_ranges_in_words(low: int | None, high: int | None, open_top: bool, told: str) -> None:
    assert _range({"low": low, "high": high, "open_top": open_top}) == told


def test_a_conflict_by_its_countries() -> None:
    assert conflict_name("IRN-ISR") == "Iran – Israel"
    assert conflict_name("SDN") == "Sudan"


def series(*points: tuple[str, int]) -> dict[str, Any]:
    told = [{"origin": origin, "low": number, "high": number, "said": date(2026, 6, 1)} for origin, number in points]
    return {"measure": "killed", "told": "9 to 24", "points": told}


def test_the_answer_says_who_disagrees() -> None:
    assert told_of([series(("A", 9), ("B", 24))], None, []) == "Killed 9 to 24, by 2 origins; they disagree."
    assert told_of([series(("A", 9), ("B", 9))], None, []).endswith("by 2 origins.")
    assert told_of([], "missing", [series(("A", 9))]) == "No figure for missing; there are some for killed."


def test_an_empty_list_says_what_there_is() -> None:
    told = answer({"events": []}, "missing", [("killed", 3)])
    assert told == "No event with a figure for missing fits. There are some for killed."


def test_three_reports_of_twelve_are_not_thirty_six(told_client: TestClient) -> None:
    page = told_client.get("/figures").text
    assert "at least 12" in page and "36" not in page.split("<main")[1].split("Record ")[0].replace("/event/", "")


def test_one_event_and_what_is_not_there(told_client: TestClient, told_record: Path) -> None:
    with open_record(told_record) as record:
        owner = record.sql("SELECT owner FROM ledger WHERE owner_kind = 'event' LIMIT 1").to_pylist()[0]["owner"]
    assert "On whose word" in told_client.get(f"/figures?event={owner}").text
    assert "No figure for missing" in told_client.get(f"/figures?event={owner}&measure=missing").text
    assert told_client.get("/figures?story=none").status_code == 404
    assert told_client.get("/figures?measure=typo&typ=1").status_code == 200
