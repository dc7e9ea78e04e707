"""The public functions: what counts as a text, a path, an address; what is said about a wrong one. No model here."""

from pathlib import Path
from typing import Any

import pytest

import dateline
import dateline.api
from dateline.errors import InputError, SettingsError
from dateline.records import Article
from stand_in import StandIn

TEXT = "Two lorries were turned back at the gate on Friday, drivers said."


@pytest.fixture(autouse=True)
def _pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dateline.api, "pipeline", StandIn)


def test_a_text_and_what_is_known_about_it() -> None:
    report = dateline.read(f"{TEXT}\nShare", published="2024-06-18", id="x")
    assert (report.id, report.text, report.published) == ("x", TEXT, "2024-06-18")
    assert dateline.read(f"{TEXT}\nShare", clean=False).text == f"{TEXT}\nShare"


def test_a_path_as_words_or_as_a_path(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert dateline.read(path).text == dateline.read(str(path)).text == TEXT


@pytest.mark.parametrize("what", ["reports/none.txt", Path("none"), "http://127.0.0.1/"])
def test_what_is_not_there(what: str | Path) -> None:
    with pytest.raises(InputError):
        dateline.read(what)


def test_one_means_one(tmp_path: Path) -> None:
    path = tmp_path / "two.jsonl"
    path.write_text(f'{{"text": "{TEXT}"}}\n' * 2, encoding="utf-8")
    with pytest.raises(InputError, match="more than one report"):
        dateline.read(path)
    path.write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="no report"):
        dateline.read(path)


def test_many_of_every_kind(tmp_path: Path) -> None:
    path = tmp_path / "two.jsonl"
    path.write_text(f'{{"id": "a", "words": "{TEXT}"}}\n', encoding="utf-8")
    given: list[Any] = [TEXT, path, {"id": "b", "text": TEXT}, Article(id="c", text=TEXT), str(path), ""]
    reports = list(dateline.code(given, columns={"text": "words"}))
    assert [report.id for report in reports] == ["text", "a", "b", "c", "a", "text"]
    assert [report.text for report in reports] == [TEXT] * 5 + [""]
    assert [report.id for report in dateline.code(path, columns={"text": "words"})] == ["a"]


@pytest.mark.parametrize("wrong", [{"id": "x"}, {"id": 7, "text": TEXT}, {"text": None}])
def test_a_record_that_is_none(wrong: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="Needed is text"):
        list(dateline.code([wrong]))


def test_a_wrong_setting() -> None:
    with pytest.raises(SettingsError, match="speed"):
        dateline.read(TEXT, speed=9)


def test_there_is_nothing_else() -> None:
    with pytest.raises(AttributeError):
        dateline.nothing  # noqa: B018
