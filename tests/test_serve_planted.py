"""Script planted in everything that comes from reports must stay words, on every page and in every answer; and what a user
writes reaches neither files nor queries. The pages are found by following links, so that a new page is under test at once."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import msgspec
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

import desk_record
from dateline.records import Article, Report
from dateline.serve import create_app
from dateline.serve.security import FORM, FORM_HEADER
from dateline.store.decisions import Decision, decide, reviews
from desk_record import build_desk
from stand_in_record import articles

HERE = "http://127.0.0.1"
PLANTED = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)><svg/onload=alert(3)>{{43210*98765}}"
SCHEME = "javascript:alert(4)"
SEEDS = ("/", "/?status=occurred,claimed,planned", "/?view=map", "/?sel=eA", "/figures", "/borders", "/actors", "/dyads",
         "/statements", "/statements?q=shelled", "/review", "/review/agreement", "/review/log", "/search?q=alert",
         "/search?q=Taftan", "/about",
         "/?q=" + quote(PLANTED), "/?typ=" + quote(PLANTED), "/search?q=" + quote(PLANTED), "/statements?q=" + quote(PLANTED),
         "/event/" + quote(PLANTED, safe=""), "/report/" + quote(PLANTED, safe=""), "/actor/" + quote(PLANTED, safe=""),
         "/figures?measure=" + quote(PLANTED), "/borders?crossing=" + quote(PLANTED))  # fmt: skip
MOST = 20  # addresses of one sort of page


class Planted(desk_record.Desk):
    """Codes as the stand-in, with script in names of places and actors."""

    def code(self, given: Any) -> Iterator[Report]:
        for report in super().code(given):
            places = tuple(msgspec.structs.replace(one, name=f"{one.name}{PLANTED}", admin1=PLANTED) for one in report.places)
            actors = tuple(
                msgspec.structs.replace(one, name=f"{one.name}{PLANTED}", role=PLANTED, affiliation=PLANTED)
                for one in report.actors
            )
            yield msgspec.structs.replace(report, places=places, actors=actors)


def planted() -> list[Article]:
    return [
        msgspec.structs.replace(
            one, id=f"{one.id}{PLANTED}", title=f"{one.title} {PLANTED}", outlet=f"{one.outlet} {PLANTED}",
            text=f"{one.text} {PLANTED}", url=SCHEME if n else f"https://news.example/{PLANTED}",
        )
        for n, one in enumerate(articles(3))
    ]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(desk_record, "Desk", Planted)
        patched.setattr(desk_record, "TAFTAN", f"Taftan{PLANTED}")
        folder = build_desk(tmp_path_factory.mktemp("planted"), planted())
    said = Decision(reviewer=PLANTED, verdict="comment", kind="report", report="r", comment=PLANTED, words=PLANTED)
    with reviews(folder) as connection:
        decide(connection, said)
    app = create_app(folder)
    yield app
    app.state.desk.close()


@pytest.fixture(scope="module")
def client(app: FastAPI) -> TestClient:
    return TestClient(app, base_url=HERE, raise_server_exceptions=False, follow_redirects=True)


class Page(HTMLParser):
    """What a page holds that could run, and where it leads."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        for name, value in told.items():
            if name.startswith(("on", "hx-on", "hx-vars", "srcdoc")) or name == "style":
                self.wrong.append(f"<{tag} {name}={value[:60]}>")
            if name in ("href", "src", "action", "formaction", "xlink:href", "hx-get", "hx-post") and re.match(
                r"\s*(javascript|data|vbscript):", value, re.I
            ):
                self.wrong.append(f"<{tag} {name}={value[:60]}>")
        if tag == "script" and not told.get("src", "").startswith("/static/"):
            self.wrong.append(f"<script {told}>")
        if tag in ("img", "iframe", "object", "embed", "base") and not told.get("src", "").startswith("/static/"):
            self.wrong.append(f"<{tag} {told}>")
        leaves = tag == "a" and told.get("href", "").startswith("http")
        if leaves and not {"noopener", "noreferrer"} <= set(told.get("rel", "").split()):
            self.wrong.append(f"<a href={told['href'][:60]} rel={told.get('rel')}>")
        self.links += [told[name] for name in ("href", "hx-get", "action") if told.get(name)]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.mark.slow
def test_no_page_lets_planted_script_run(client: TestClient) -> None:
    waiting, seen, taken = list(SEEDS), set[str](), Counter[str]()
    wrong: list[str] = []
    shown = 0
    while waiting:
        address = waiting.pop(0)
        room = urlsplit(address).path.split("/")[1]
        if address in seen or taken[room] >= MOST:
            continue
        seen.add(address)
        taken[room] += 1
        answer = client.get(address)
        if answer.status_code >= 500:
            wrong.append(f"{address}: {answer.status_code}")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "unsafe" not in answer.headers["content-security-policy"]
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        page = Page(answer.text)
        wrong += [f"{address}: {one}" for one in page.wrong]
        wrong += [f"{address}: a template ran"] if str(43210 * 98765) in answer.text else []
        shown += any("<script>alert(1)</script>" in words for words in page.words)
        if answer.status_code == 200:
            waiting += _following(address, page.links, seen)
    assert wrong == []
    assert shown >= 5 and len(seen) > 30, f"only {shown} of {len(seen)} pages show what was planted"


def _following(address: str, links: list[str], seen: set[str]) -> Iterator[str]:
    """Addresses of this desk that a page leads to, without those of the API."""
    for link in links:
        found = urlsplit(urljoin(f"{HERE}{address}", link))
        local = found.path + (f"?{found.query}" if found.query else "")
        if found.netloc == "127.0.0.1" and not found.path.startswith(("/static", "/api")) and local not in seen:
            yield local


def test_the_api_answers_planted_script_as_data(client: TestClient) -> None:
    for path in ("/events?status=claimed", "/reports", "/statements", "/actors", "/figures", "/crossings",
                 "/places?status=claimed", "/choices/actors", "/events/eA", "/reviews", "/dyads", "/changes"):  # fmt: skip
        answer = client.get(f"/api/v1{path}")
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == "application/json"
        json.loads(answer.text)
    assert "<script>alert(1)" in client.get("/api/v1/reports").json()["reports"][0]["title"]
    assert client.get("/api/v1/events.csv?status=claimed").headers["content-type"].startswith("text/csv")


SIGNS = ("=", "+", "-", "@")


@pytest.fixture(scope="module")
def cells(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A file of reports whose headlines begin with signs that spreadsheets take for formulas."""
    given = [msgspec.structs.replace(one, title=f"{sign}HYPERLINK(1)") for one, sign in zip(articles(4), SIGNS, strict=True)]
    app = create_app(build_desk(tmp_path_factory.mktemp("cells"), given))
    text = TestClient(app, base_url=HERE).get("/api/v1/reports.csv").text
    app.state.desk.close()
    return text


@pytest.mark.parametrize("sign", SIGNS)
def test_cells_are_no_formulas(cells: str, sign: str) -> None:
    assert f"'{sign}HYPERLINK(1)" in cells
    assert not any(cell.strip('"').startswith(f"{sign}HYPERLINK") for line in cells.splitlines() for cell in line.split(","))


def changing(app: FastAPI) -> list[tuple[str, str]]:
    """All routes that change something, however routers are nested."""
    found = []
    for path, methods in _routes(app.routes):
        found += [(path, method) for method in methods if method not in ("GET", "HEAD", "OPTIONS")]
    return found


def _routes(routes: list[Any]) -> Iterator[tuple[str, set[str]]]:
    for route in routes:
        if getattr(route, "methods", None):
            yield route.path, route.methods
        if inner := getattr(getattr(route, "original_router", None), "routes", None) or getattr(route, "routes", None):
            yield from _routes(inner)


def test_nothing_is_changed_without_the_token_of_a_page(app: FastAPI) -> None:
    for path, method in changing(app):
        address = re.sub(r"\{[^}]*\}", "1", path)
        fresh = TestClient(app, base_url=HERE, raise_server_exceptions=False)
        assert fresh.request(method, address).status_code == 403, path
        token = re.search(r'data-form="([^"]+)"', fresh.get("/missing").text)
        assert token and fresh.cookies.get(FORM) == token.group(1)
        assert fresh.request(method, address, headers={FORM_HEADER: "guessed"}).status_code == 403, path
        assert fresh.request(method, address, data={"form_token": "guessed"}).status_code in (403, 422), path
        other = {FORM_HEADER: token.group(1), "origin": "http://evil.example"}
        assert fresh.request(method, address, headers=other).status_code == 403, path


@pytest.mark.parametrize(
    "address",
    ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/report/..%2f..%2fetc%2fpasswd", "/event/%00",
     "/report/%2fetc%2fpasswd", "/api/v1/reports/..%2f..%2frecord.duckdb", "/api/v1/events.csv%00", "/event/..%5c..%5cx",
     "//evil.example/", "/\\evil.example"],
)  # fmt: skip
def test_no_path_of_a_user_reaches_the_system(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code in (400, 404, 422) or answer.url.host == "127.0.0.1"
    assert answer.status_code < 500 and "root:" not in answer.text and "def create_app" not in answer.text
    assert urlsplit(answer.headers.get("location", "/")).netloc in ("", "127.0.0.1")


@pytest.mark.parametrize(
    "words",
    ["' OR true --", "x'; DROP TABLE happenings; --", "') UNION SELECT 1 --", "\\'; COPY reports TO 'x'; --", "%", "?", "$1"],
)  # fmt: skip
def test_no_words_of_a_user_become_a_query(client: TestClient, words: str) -> None:
    told = quote(words)
    before = client.get("/api/v1/record").json()
    for path in ("events?q=", "statements?q=", "reports?q=", "reports?outlet=", "actors?q=", "crossings?name=",
                 "reviews?reviewer=", "events?after=", "choices/actors?like=", "choices/places?like="):  # fmt: skip
        answer = client.get(f"/api/v1/{path}{told}")
        assert answer.status_code == 200, (path, answer.text)
        rows = next(value for value in answer.json().values() if isinstance(value, list))
        assert rows == [] or "after=" in path or words in ("%", "?"), path
    for path in ("/?q=", "/search?q=", "/statements?q=", "/figures?measure=", "/borders?crossing=", "/actors?q=",
                 "/review?queue="):  # fmt: skip
        assert client.get(f"{path}{told}").status_code < 500, path
    assert client.get("/api/v1/record").json() == before
