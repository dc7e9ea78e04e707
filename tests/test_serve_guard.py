"""Who may ask the desk for what: hosts, tokens, forms of other sites, headers. And addresses, read and written back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from fastapi.testclient import TestClient

from dateline.serve.address import Asked, read
from dateline.serve.desk import RECENT, Desk
from dateline.serve.security import FORM, FORM_HEADER, HEADERS, Guard

HERE = "http://127.0.0.1"


def guarded(token: str | None = None) -> Guard:
    app = FastAPI()

    @app.get("/")
    def shown(request: Request) -> HTMLResponse:
        return HTMLResponse(request.scope["state"]["form_token"])

    @app.post("/decide")
    def decided() -> dict[str, bool]:
        return {"saved": True}

    return Guard(app, hosts=("127.0.0.1",), token=token)


@pytest.fixture
def client() -> Iterator[TestClient]:
    with TestClient(guarded(), base_url=HERE) as client:
        yield client


def test_every_answer_carries_the_headers(client: TestClient) -> None:
    for path in ("/", "/missing"):
        answer = client.get(path)
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
        assert "unsafe" not in answer.headers["content-security-policy"]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "evil.example:80"])
def test_a_name_that_is_not_ours_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 421


def test_a_change_needs_the_form_token(client: TestClient) -> None:
    token = client.get("/").text
    assert client.post("/decide").status_code == 403
    assert client.post("/decide", headers={FORM_HEADER: "guessed"}).status_code == 403
    assert client.post("/decide", headers={FORM_HEADER: token}).status_code == 200
    assert "HttpOnly" in TestClient(guarded(), base_url=HERE).get("/").headers["set-cookie"]


@pytest.mark.parametrize("headers", [{"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}])
def test_a_change_from_another_site_is_refused_even_with_the_token(client: TestClient, headers: dict[str, str]) -> None:
    token = client.get("/").text
    assert client.post("/decide", headers={FORM_HEADER: token, **headers}).status_code == 403
    assert client.cookies[FORM] == token


def test_another_address_asks_for_its_token_once() -> None:
    with TestClient(guarded("s3cret"), base_url=HERE) as client:
        assert client.get("/").status_code == 401
        assert client.get("/?token=wrong").status_code == 401
        entered = client.get("/?token=s3cret&from=2026-06-16", follow_redirects=False)
        assert entered.headers["location"] == "/?from=2026-06-16"
        assert client.get("/").status_code == 200


def test_the_way_in_leads_nowhere_else() -> None:
    with TestClient(guarded("s3cret"), base_url=HERE) as client:
        entered = client.get(f"{HERE}//evil.example/?token=s3cret", follow_redirects=False)
        assert entered.headers["location"] == "/evil.example/"


ADDRESS = [
    ("from", "2026-06-16"), ("to", "2026-06-23"), ("dyad", "PAK~IRN"), ("type", "ASSAULT,COERCE"), ("status", "occurred,claimed"),
    ("origins", "2"), ("place", "1164909"), ("map", "5.2/28.98/61.56"), ("sort", "day"), ("sel", "e-7f3a"),
]  # fmt: skip


def test_what_holds_for_a_record_is_made_once_and_of_questions_only_the_last_are_kept(told_record: Path) -> None:
    desk = Desk(told_record)
    made: list[str] = []

    def ask(name: str) -> int:
        with desk.record() as record:
            return desk.kept(record, name, lambda _: made.append(name) or len(made))

    assert (ask("reports"), ask("reports"), made) == (1, 1, ["reports"])
    for n in range(RECENT + 2):
        ask(f"marks of {n}")
    ask(f"marks of {RECENT + 1}")
    assert len(made) == RECENT + 3
    ask("marks of 0")
    ask("reports")
    assert made[-1] == "marks of 0", "an old question is answered anew, what holds always is not"
    desk.close()


def test_an_address_is_read_and_written_back() -> None:
    asked = read(ADDRESS)
    assert (asked.start, asked.dyad, asked.origins, asked.notes) == (date(2026, 6, 16), ("PAK", "IRN"), 2, ())
    assert dict(pair.split("=") for pair in asked.query()[1:].split("&")) == {
        **dict(ADDRESS), "type": "COERCE,ASSAULT",
    }  # fmt: skip
    assert read([("place", "12,7,12")]).query() == "?place=12,7", "places keep their order, each once"
    assert asked.query().index("dyad=") < asked.query().index("from="), "keys are sorted"


def test_defaults_are_left_out_and_one_filter_can_be_dropped() -> None:
    assert Asked().query() == ""
    assert read([("sort", "changed"), ("origins", "1")]).query() == ""
    assert read(ADDRESS).query(dyad=(), type=(), status=(), place=(), map=None, sel=None, sort="changed") == (
        "?from=2026-06-16&origins=2&to=2026-06-23"
    )


@pytest.mark.parametrize("pair", [("typ", "ASSAULT"), ("type", "WAR"), ("from", "16 June"), ("origins", "-1"), ("map", "5/200/0"),
                                  ("dyad", "PAK"), ("place", "1,,2"), ("place", "Taftan"),
                                  ("sel", "<script>"), ("status", "occurred,true")])  # fmt: skip
def test_what_is_not_understood_is_said(pair: tuple[str, str]) -> None:
    asked = read([pair, ("from", "2026-06-16")] if pair[0] != "from" else [pair])
    assert asked.notes == (f"{pair[0]}={pair[1]}",)


def test_a_page_may_have_keys_of_its_own() -> None:
    assert read([("kinds", "event")], known=("kinds",)).notes == ()


def test_a_form_of_our_page_sends_no_origin_since_we_send_no_referrer(client: TestClient) -> None:
    token = client.get("/").text
    headers = {"origin": "null", "sec-fetch-site": "same-origin", FORM_HEADER: token}
    assert client.post("/decide", headers=headers).status_code == 200
    assert client.post("/decide", headers=headers | {"sec-fetch-site": "cross-site"}).status_code == 403
    assert client.post("/decide", headers={"origin": "null", FORM_HEADER: token}).status_code == 403
