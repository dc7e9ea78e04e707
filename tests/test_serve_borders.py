"""The borders' page: words on one crossing together, the state that holds, how old it is, bars that end where words end."""

from datetime import date
from typing import Any

import pytest

from dateline.serve.routes.borders import Passage, answer, bars, grouped


def word(state: str, day: int | None, status: str = "occurred", **more: Any) -> dict[str, Any]:
    return {
        "state": state, "status": status, "what": "crossing", "name": ["Taftan"], "countries": ["PAK", "IRN"],
        "day_from": None if day is None else date(2026, 6, day), "published": date(2026, 6, 20), **more,
    }  # fmt: skip


def only(*told: dict[str, Any]) -> Passage:
    (passage,) = grouped(list(told))
    return passage


def test_words_on_one_name_are_one_crossing_and_sides_have_no_order() -> None:
    passage = only(word("closed", 15), word("open", 18, name=["TAFTAN"], countries=["IRN", "PAK"]))
    assert (passage.name, passage.countries, len(passage.told)) == ("Taftan", ("IRN", "PAK"), 2)


@pytest.mark.parametrize(("more", "called"), [
    ({"name": [], "what": "border"}, "Border Iran – Pakistan"),
    ({"name": [], "what": "airspace", "countries": ["IRN"]}, "Airspace of Iran"),
    ({"name": [], "countries": []}, "Crossings not named"),
])  # fmt: skip
def test_what_has_no_name_is_called_by_its_sides(more: dict[str, Any], called: str) -> None:
    assert only(word("closed", 15, **more)).name == called


def test_the_latest_stated_word_holds_and_a_plan_does_not() -> None:
    passage = only(word("closed", 15), word("restricted", 18, "claimed"), word("open", 25, "planned"))
    assert passage.now is not None and passage.now["state"] == "restricted"
    assert answer([passage]) == "1 restricted."


def test_only_a_demand_leaves_the_state_unknown() -> None:
    passage = only(word("open", 15, "requested"))
    assert passage.now is None
    assert answer([passage]) == "No state is reported; of 1 only plans, demands or fears are told."
    assert [bar["state"] for bar in bars(passage, (date(2026, 6, 15), date(2026, 6, 20)))] == ["silent"]


def test_reports_that_differ_on_one_day_are_said_to() -> None:
    assert only(word("closed", 15), word("open", 15, "claimed")).disagree
    assert not only(word("closed", 14), word("open", 15)).disagree


def test_bars_change_with_the_word_and_end_dotted() -> None:
    passage = only(word("closed", 10, published=date(2026, 6, 10)), word("open", 15, published=date(2026, 6, 15)))
    drawn = bars(passage, (date(2026, 6, 10), date(2026, 6, 29)))
    assert [bar["state"] for bar in drawn] == ["closed", "open", "silent"]
    assert drawn[0]["width"] == 140 and drawn[-1]["x"] + drawn[-1]["width"] == 560


def test_a_word_without_a_day_counts_for_the_day_it_was_published() -> None:
    passage = only(word("closed", None))
    assert bars(passage, (date(2026, 6, 20), date(2026, 6, 20)))[0]["since"] == date(2026, 6, 20)
