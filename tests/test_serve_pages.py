"""Actors, dyads, statements, search and about: what they count, what they say when nothing fits, and that texts stay texts."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
import pytest
from fastapi.testclient import TestClient

from dateline.assemble import Options, build
from dateline.serve import create_app
from dateline.serve.routes.actors import chart, matrix, shade
from dateline.serve.routes.statements import answer, side_by_side
from stand_in_record import Teller, articles


def pair(actor: str, recipient: str, events: int) -> dict[str, Any]:
    return {"actor": actor, "recipient": recipient, "events": events, "conflict": events}


def test_rows_act_and_columns_receive_the_busiest_first() -> None:
    rows, columns, cells = matrix([pair("A", "B", 5), pair("C", "B", 2), pair("A", "D", 9)])
    assert (rows, columns) == (["A", "C"], ["D", "B"])
    assert cells["A", "B"]["events"] == 5 and ("B", "A") not in cells


@pytest.mark.parametrize(("events", "top", "step"), [(0, 10, 0), (1, 10, 1), (10, 10, 5), (1, 1, 1), (6, 10, 3)])
def test_five_shades(events: int, top: int, step: int) -> None:
    assert shade(events, top) == step


def week(day: int, conflict: int, cooperation: int) -> dict[str, Any]:
    return {"week": date(2026, 6, day), "conflict": conflict, "cooperation": cooperation}


def test_weeks_in_two_lines_on_one_scale() -> None:
    drawn = chart([week(1, 4, 0), week(15, 0, 2)])
    assert drawn is not None and drawn.top == 4
    assert drawn.conflict.count("H") == drawn.cooperation.count("H") == 3, "the week between has its step, too"
    assert "4 events of conflict and 2 of cooperation in 3 weeks" in drawn.says
    assert chart([week(1, 4, 0)]) is None


def test_two_speakers_by_day_what_has_none_last() -> None:
    days = side_by_side([{"published": date(2026, 6, 2)}, {"published": None}], [{"published": date(2026, 6, 5)}])
    assert [(day, len(left), len(right)) for day, left, right in days] == [
        (date(2026, 6, 5), 0, 1), (date(2026, 6, 2), 1, 0), (None, 1, 0),
    ]  # fmt: skip


def test_answers_in_words() -> None:
    assert answer(14, "ceasefire", "Iran") == "14 statements by Iran with the words “ceasefire”."
    assert answer(0, "", None) == "No statement."


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("record")
    given = folder / "given.jsonl"
    given.write_bytes(b"".join(msgspec.json.encode(article) + b"\n" for article in articles(6)))
    build([given], folder / "record", Options(pipeline=lambda settings: Teller()))
    with TestClient(create_app(folder / "record"), base_url="http://127.0.0.1") as client:
        yield client


ALL = "?status=occurred,claimed,planned,requested,hypothetical,denied"


@pytest.mark.parametrize(("path", "part"), [
    (f"/actors{ALL}", "Pakistan"), (f"/actor/PAK{ALL}", "Acts in"), (f"/dyads{ALL}", "Who acts on whom"),
    ("/statements", "statement"),
    ("/statements?a=PAK.mfa&b=IRN", "Iran"), ("/search?q=taftan", "Taftan"), ("/search?q=zzz", "Nothing in this record"),
    ("/search", "Write words"), ("/about", "digest"), ("/about/codebook", 'id="ASSAULT"'),
    ("/about/disputed-land", "Line of Control"),
])  # fmt: skip
def test_a_page_answers(client: TestClient, path: str, part: str) -> None:
    shown = client.get(path)
    assert shown.status_code == 200 and part in shown.text


def test_an_actor_that_nobody_names(client: TestClient) -> None:
    assert client.get("/actor/none").status_code == 404


@pytest.mark.parametrize("path", ["/search?q={}", "/statements?q={}", "/statements?a={}", "/statements?a=PAK&b={}"])
def test_words_of_the_address_stay_words(client: TestClient, path: str) -> None:
    shown = client.get(path.format("<script>alert('1') OR 1=1; DROP TABLE events --"))
    assert shown.status_code == 200 and "<script>alert" not in shown.text
