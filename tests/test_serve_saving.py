"""Large files: written while a page says how far they are, stopped on request, taken from there; small ones at once."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from dateline.serve import create_app
from dateline.serve.saving import Counted, Saving, Stopped
from dateline.store.rows import Stream
from reviewer import post, reviewer


@pytest.fixture
def app(told_record: Path) -> FastAPI:
    return create_app(told_record)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with reviewer(app) as client:
        yield client


def begin(client: TestClient, **fields: str) -> str:
    answer = post(client, "/saving", **fields)
    assert answer.status_code == 303
    return str(answer.headers["location"])


def settled(client: TestClient, at: str) -> str:
    for _ in range(100):
        page: str = client.get(at).text
        if 'data-state="writing"' not in page:
            return page
        time.sleep(0.05)
    raise AssertionError("it goes on")


@pytest.mark.parametrize(("kind", "query"), [("events", "?status=claimed,occurred"), ("figures", "?measure=killed")])
def test_the_file_is_that_of_the_api(client: TestClient, kind: str, query: str) -> None:
    at = begin(client, kind=kind, query=query)
    assert "Written:" in settled(client, at)
    given = client.get(f"{at}/file")
    assert given.text == client.get(f"/api/v1/{kind}.csv{query}").text and "attachment" in given.headers["content-disposition"]
    assert client.get(f"{at}/progress").text == 'event: done\ndata: "done"\n\n'


def test_a_page_offers_it_for_large_files_alone(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in ("/?status=claimed", "/figures"):
        page = client.get(path).text
        assert ".csv" in page and 'action="/saving"' not in page
    monkeypatch.setattr("dateline.serve.view.LARGE", 0)
    for path in ("/?status=claimed", "/figures"):
        page = client.get(path).text
        assert ".csv" not in page and 'action="/saving"' in page


class Endless(Stream):
    """Rows without an end."""

    def __init__(self) -> None:
        self.begun = False

    @property
    def columns(self) -> list[str]:
        return []

    def __iter__(self) -> Iterator[dict[str, int]]:
        while True:
            yield {"n": 1}


def test_stop_ends_it_and_keeps_nothing(client: TestClient, app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.serve.routes.saving.exported.events", lambda record, asked: Endless())
    monkeypatch.setattr("dateline.serve.routes.saving.write_form", lambda form, rows, path: [None for _ in rows])
    at = begin(client, kind="events", query="")
    page = client.get(at).text
    assert "rows written" in page and '<noscript><meta http-equiv="refresh"' in page and ">Stop</button>" in page
    assert client.get(f"{at}/file").status_code == 404
    post(client, f"{at}/stop")
    assert "Nothing of it was kept" in settled(client, at)
    assert not app.state.savings.get(at.rpartition("/")[2]).path.exists()


def test_counting_looks_for_a_stop_now_and_then() -> None:
    saving = Saving("events.csv", "csv", 10_000, Path("nowhere"))
    read = iter(Counted(Endless(), saving))
    for _ in range(1200):
        next(read)
    assert saving.rows == 1000 and saving.words == "1,000 of 10,000 rows written"
    saving.stop.set()
    with pytest.raises(Stopped):
        for _ in range(1000):
            next(read)


@pytest.mark.parametrize("fields", [{"kind": "secrets"}, {"form": "exe"}])
def test_what_is_no_file_is_refused(client: TestClient, fields: dict[str, str]) -> None:
    assert post(client, "/saving", **fields).status_code == 400
    assert client.get("/saving/none").status_code == 404 and client.post("/saving", data=fields).status_code == 403
