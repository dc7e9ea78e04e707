"""The report page: pieces of a text with their marks, what a copy changed, and what no address may do."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from fastapi.testclient import TestClient

from dateline.assemble import Options, build
from dateline.serve import create_app
from dateline.serve.marked import Mark, paragraphs, pieces
from dateline.serve.routes.report import differences
from stand_in_record import Teller, articles

TEXT = "🛑 Iran shelled Taftan.\n\nFour died, he said."


def test_pieces_are_the_text_letter_by_letter() -> None:
    marks = [Mark(7, 14, "event", "a:e1", "claimed"), Mark(2, 21, "said", "a:s1"), Mark(15, 21, "place", "place-0")]
    found = pieces(TEXT, (0, 22), marks)
    assert "".join(piece.text for piece in found) == TEXT[:22]
    assert [(piece.text, piece.classes) for piece in found if piece.marks] == [
        ("Iran ", "said"), ("shelled", "event claimed"), (" ", "said"), ("Taftan", "place"),
    ]  # fmt: skip
    assert [piece.text for piece in found if any(mark.kind == "said" for mark in piece.ends)] == ["Taftan"]


def test_a_record_stands_beside_its_first_paragraph_alone() -> None:
    marks = [Mark(2, 43, "said", "a:s1"), Mark(25, 29, "figure", "a:f1")]
    assert [paragraph.records for paragraph in paragraphs(TEXT, marks)] == [["a:s1"], ["a:f1"]]


def test_words_that_the_address_points_to() -> None:
    found = paragraphs(TEXT, [], (7, 14))
    assert [piece.text for paragraph in found for piece in paragraph.pieces if piece.at] == ["shelled"]


def test_what_a_copy_dropped_and_what_it_added() -> None:
    left, right, same = differences("Iran shelled Taftan on Monday.\n\nNobody was hurt.", "Iran bombed Taftan on Monday.")
    assert ("shelled", True) in left[0] and ("Nobody was hurt.", True) in left[1]
    assert ("bombed", True) in right[0] and len(right) == 1
    assert 0 < same < 100
    assert differences("a b", "a b")[2] == 100


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("record")
    planted = msgspec.structs.replace(
        articles(1)[0], id="planted", title="<script>alert(1)</script>", url="javascript:alert(1)", outlet="<img src=x>"
    )
    given = folder / "given.jsonl"
    given.write_bytes(b"".join(msgspec.json.encode(article) + b"\n" for article in [*articles(4), planted]))
    build([given], folder / "record", Options(pipeline=lambda settings: Teller()))
    return folder / "record"


@pytest.fixture
def client(folder: Path) -> Iterator[TestClient]:
    with TestClient(create_app(folder), base_url="http://127.0.0.1") as client:
        yield client


def test_the_report_shows_its_words_and_records(client: TestClient) -> None:
    page = client.get("/report/r1")
    assert page.status_code == 200
    assert 'class="event' in page.text and "shelled" in page.text
    assert "Day 1" in page.text and "https://desk.example/1" in page.text


def test_kinds_can_be_left_out(client: TestClient) -> None:
    assert "<mark class=\"figure" not in client.get("/report/r1?kinds=event").text
    assert "<mark class=\"figure" in client.get("/report/r1?kinds=event&kinds=figure").text


def test_a_selected_event_shows_its_roles(client: TestClient) -> None:
    plain = client.get("/report/r1").text
    key = plain.split('<li class="entry event" id="')[1].split('data-record="')[1].split('"')[0]
    assert 'class="role"' not in plain
    assert 'class="role">who' in client.get("/report/r1", params={"sel": key}).text


def test_what_a_report_plants_stays_text(client: TestClient) -> None:
    page = client.get("/report/planted").text
    assert "&lt;script&gt;" in page and "<script>alert" not in page and "<img" not in page
    assert "javascript:" not in page


def test_copy_and_origin_side_by_side(client: TestClient) -> None:
    page = client.get("/report/r1/diff/r2").text
    assert "% of the words are the same" in page and "<ins>" in page


@pytest.mark.parametrize("path", ["/report/none", "/report/..%2f..%2fetc", "/report/r1/diff/none", "/report/' OR 1=1 --"])
def test_what_is_not_there_is_said(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("at", ["-", "a-b", "5", "9" * 30 + "-1", "5-2"])
def test_a_span_that_is_none_points_nowhere(client: TestClient, at: str) -> None:
    assert client.get("/report/r1", params={"at": at}).status_code == 200
