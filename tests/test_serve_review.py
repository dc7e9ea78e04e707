"""The review desk: decisions by plain forms, saved before they are called saved, seen in the tables, taken back, and counted."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from dateline.assemble import Options, build
from dateline.serve import create_app
from dateline.serve.agreement import agreements, kappa
from dateline.serve.cases import REASONS, doubtful, fields_of, words_in
from dateline.serve.decided import in_words
from dateline.serve.deciding import Judged, decisions
from dateline.serve.security import FORM
from dateline.store.decisions import Decision, decide, every, reviews
from dateline.store.reader import open_record
from reviewer import post, reviewer
from stand_in_record import Teller

pytestmark = pytest.mark.slow  # each makes a record of its own


@pytest.fixture(autouse=True)
def without_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody decides twice within a second here."""
    monkeypatch.setattr("dateline.serve.rebuild.REST", 0.01)


@pytest.fixture
def folder(told_record: Path, tmp_path: Path) -> Path:
    """A record of one's own to decide on: a copy of what was built once."""
    return copytree(told_record, tmp_path / "record")


@pytest.fixture
def app(folder: Path) -> FastAPI:
    return create_app(folder)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with reviewer(app) as client:
        yield client


def first(folder: Path) -> str:
    with open_record(folder) as record:
        return str(record.sql("SELECT event FROM events ORDER BY event LIMIT 1").to_pylist()[0]["event"])


def settled(app: FastAPI) -> None:
    """Waits until decisions are in the tables."""
    for _ in range(200):
        if not app.state.rebuilder.working:
            return
        time.sleep(0.05)
    raise AssertionError("the record was not derived")


def test_the_first_case_shows_sentence_fields_and_keys(client: TestClient) -> None:
    shown = client.get("/review").text
    for part in ('class="sentence"', 'data-key="a"', 'data-key="x"', "uncertain and consequential", "If you accept", "shelled"):
        assert part in shown


def test_a_rejected_event_is_in_no_table_and_comes_back_when_undone(app: FastAPI, client: TestClient, folder: Path) -> None:
    key = first(folder)
    saved = post(client, "/review/decide", verdict="reject", case=key, reason=REASONS[0])
    assert saved.status_code == 303
    settled(app)
    with open_record(folder) as record:
        assert not record.sql("SELECT 1 FROM events WHERE event = ?", [key]).to_pylist()
    assert client.get(f"/review?case={key}").text.count("it was rejected") == 1
    assert post(client, "/review/undo").status_code == 303
    settled(app)
    with open_record(folder) as record:
        assert record.sql("SELECT 1 FROM events WHERE event = ?", [key]).to_pylist()


def test_a_correction_stands_after_a_rebuild(app: FastAPI, client: TestClient, folder: Path) -> None:
    key = first(folder)
    assert post(client, "/review/decide", verdict="correct", case=key, field="status", value="denied").status_code == 303
    settled(app)
    build([], folder)
    with open_record(folder) as record:
        row = record.sql("SELECT status, review, decided_by FROM events WHERE event = ?", [key]).to_pylist()[0]
    assert row == {"status": "denied", "review": "corrected", "decided_by": "ana"}


def test_accepting_leads_to_the_next_and_leaves_the_queue(app: FastAPI, client: TestClient, folder: Path) -> None:
    key = first(folder)
    saved = post(client, "/review/decide", verdict="accept", case=key, next="other:e1")
    assert saved.headers["location"] == "/review?case=other%3Ae1"
    settled(app)
    assert f"case={key.replace(':', '%3A')}" not in client.get("/review").text.split('class="queue"')[1].split("</nav>")[0]


@pytest.mark.parametrize("fields", [
    {"verdict": "reject", "reason": "bad mood"}, {"verdict": "correct", "field": "type", "value": "WAR"}, {"verdict": "hang"},
    {"verdict": "correct", "field": "sentence_start", "value": "1"}, {"verdict": "merge"},
    {"verdict": "correct", "field": "figure:x"}, {"verdict": "correct", "field": "time", "value": "16 June"},
    {"verdict": "correct", "field": "time", "value": "2026-06-16", "until": "2026-06-15"},
])  # fmt: skip
def test_what_cannot_be_decided_is_refused_and_not_saved(client: TestClient, folder: Path, fields: dict[str, str]) -> None:
    answer = post(client, "/review/decide", case=first(folder), **fields)
    assert answer.status_code == 400
    with reviews(folder) as connection:
        assert every(connection) == []


def test_nobody_decides_without_a_name(client: TestClient, folder: Path) -> None:
    client.cookies.delete("reviewer")
    answer = post(client, "/review/decide", verdict="accept", case=first(folder))
    assert answer.status_code == 400 and "Write your name" in answer.text


@pytest.mark.parametrize("path", ["/review/decide", "/review/undo", "/review/reviewer", "/review/apply"])
def test_a_form_of_another_site_changes_nothing(client: TestClient, folder: Path, path: str) -> None:
    fields = {"verdict": "accept", "case": first(folder), "name": "eve", "form_token": "guessed"}
    assert client.post(path, data=fields, follow_redirects=False).status_code == 403
    with reviews(folder) as connection:
        assert every(connection) == []


def test_a_plain_form_carries_its_token_as_a_field(client: TestClient, folder: Path) -> None:
    fields = {"verdict": "accept", "case": first(folder), "form_token": client.cookies[FORM]}
    assert client.post("/review/decide", data=fields, follow_redirects=False).status_code == 303


def test_a_second_coding_is_blind_until_it_is_saved(client: TestClient, folder: Path) -> None:
    key = first(folder)
    post(client, "/review/decide", verdict="comment", case=key, comment="the editor of Wire doubts it")
    client.cookies.set("reviewer", "ben")
    assert "the editor of Wire" not in client.get(f"/review?case={key}").text
    post(client, "/review/decide", verdict="accept", case=key)
    assert "the editor of Wire" in client.get(f"/review?case={key}").text


def test_the_log_and_the_labelled_sentences(app: FastAPI, client: TestClient, folder: Path) -> None:
    post(client, "/review/decide", verdict="accept", case=first(folder))
    settled(app)
    assert "ana" in client.get("/review/log").text
    rows = [json.loads(line) for line in client.get("/review/export.jsonl").text.splitlines()]
    assert rows[0]["events"][0]["trigger"] in rows[0]["text"]


def test_kappa_by_hand() -> None:
    pairs = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    found = kappa(pairs)
    assert found is not None and round(found[0], 2) == 0.40 and found[1] < found[0] < found[2]
    assert kappa([("yes", "yes")] * 9) is None and kappa([]) is None


def told(number: int, reviewer: str, record: str, verdict: str, **more: Any) -> Decision:
    return Decision(number=number, reviewer=reviewer, verdict=verdict, kind="event", report="r", record=record, **more)  # type: ignore[arg-type]


def test_only_what_both_have_judged_is_compared() -> None:
    both = [told(1, "ana", "a", "accept"), told(2, "ben", "a", "reject")]
    given = [*both, told(3, "ana", "b", "accept"), told(4, "ben", "c", "accept")]
    (found,) = agreements(given)
    assert (found.pair, found.shared, found.alone, found.agree, found.few) == (("ana", "ben"), 1, 2, 0.0, True)


def test_the_doubtful_field_is_where_a_correction_begins() -> None:
    event: dict[str, Any] = {
        "type": "ASSAULT", "mode": None, "trigger": "hit", "confidence": 0.9, "actor_name": ["guards"], "actor": ["PAK.mil"],
        "recipient_name": [], "recipient": [], "day_from": None, "day_to": None, "status": "claimed", "cues": [],
        "source_name": None,
    }  # fmt: skip
    place = {"name": "Taftan", "words": "Taftan", "admin1": None, "country": "PAK", "score": 0.3, "basis": "", "candidates": []}
    assert doubtful(fields_of(event, (place, []), [], [])).name == "place"
    assert doubtful(fields_of(event, ({**place, "score": 0.99}, []), [], [])).name == "recipient"


def test_a_decision_hangs_on_text_span_and_words() -> None:
    event = {"event": "r:e1", "report": "r", "start": 5, "end": 12, "place_name": None}
    (made,) = decisions({"verdict": "accept"}, Judged(event, "They shelled it.", [], []), "ana")
    assert (made.span_start, made.span_end, made.words, made.record) == (5, 12, "shelled", "r:e1")


def test_who_was_overruled_sees_by_whom_and_why(app: FastAPI, client: TestClient, folder: Path) -> None:
    key = first(folder)
    post(client, "/review/decide", verdict="correct", case=key, field="status", value="denied")
    post(client, "/review/decide", verdict="accept", case=key)
    assert "changed by others" not in client.get("/review/log").text, "one's own second thoughts are none"
    client.cookies.set("reviewer", "ben")
    settled(app)
    post(client, "/review/decide", verdict="reject", case=key, reason="not news")
    client.cookies.set("reviewer", "ana")
    page = client.get("/review/log?of=mine").text
    assert "<b>2</b> of yours changed by others" in page and "by <bdi>ben</bdi>: reject" in page and "not news" in page


@pytest.mark.parametrize(("value", "words"), [
    (None, "not known"), ("denied", "denied"), ('{"start": 1, "end": 4, "words": "shut"}', "shut"),
    ('["PAK", "IRN"]', "PAK, IRN"),
    ('{"name": "Taftan", "lat": 1}', "Taftan"), ('{"from": "2026-06-16", "to": "2026-06-16"}', "2026-06-16"), ("14", "14"),
])  # fmt: skip
def test_what_a_correction_led_to_in_words(value: str | None, words: str) -> None:
    assert in_words(value) == words


def test_a_denial_that_came_later_opens_a_closed_case_again(desk_folder: Path, tmp_path: Path) -> None:
    folder = copytree(desk_folder, tmp_path / "record")
    with open_record(folder) as record:
        query = "SELECT event, report FROM linked_members WHERE linked_event = 'eA' AND NOT contradicts ORDER BY event LIMIT 1"
        one = record.sql(query).to_pylist()[0]
    about: dict[str, Any] = {"verdict": "accept", "kind": "event", "report": one["report"], "record": one["event"]}
    case = f"case={one['event'].replace(':', '%3A')}"

    def queue() -> str:
        with TestClient(create_app(folder), base_url="http://127.0.0.1") as client:
            return client.get("/review").text.split('class="queue"')[1].split("</nav>")[0]

    for decided, there in (("2100-01-01T00:00:00+00:00", False), ("2020-01-01T00:00:00+00:00", True)):
        with reviews(folder) as connection:
            decide(connection, Decision(reviewer="ana", decided=decided, **about))
        assert (case in queue()) == there
    assert "denied since" in queue()


def figure_of(folder: Path) -> tuple[str, str]:
    """A telling with a figure, and the figure."""
    with open_record(folder) as record:
        row = record.sql("SELECT event, figure FROM figures WHERE event IS NOT NULL ORDER BY figure LIMIT 1").to_pylist()[0]
    return row["event"], row["figure"]


def test_a_figure_is_corrected_and_stays_so(app: FastAPI, client: TestClient, folder: Path) -> None:
    event, figure = figure_of(folder)
    page = client.get(f"/review?case={event}&edit=7").text
    assert 'name="low" inputmode="numeric" size="9" value="12"' in page and "at most" in page
    answer = post(client, "/review/decide", verdict="correct", case=event, field=f"figure:{figure}", measure="killed", low="14",
                  high="1,019", quantifier="range")  # fmt: skip
    assert answer.status_code == 303
    settled(app)
    build([], folder, Options(pipeline=lambda settings: Teller(), recode=True))
    with open_record(folder) as record:
        row = record.sql("SELECT low, high, quantifier, measure FROM figures WHERE figure = ?", [figure]).to_pylist()[0]
    assert row == {"low": 14, "high": 1019, "quantifier": "range", "measure": "killed"}
    (told,) = [json.loads(line) for line in client.get("/review/export.jsonl").text.splitlines()]
    assert told["figures"] == [{"measure": "killed", "low": 14, "high": 1019, "quantifier": "range", "scope": "incident",
                                "status": "claimed", "words": "at least 12", "who": "12 people"}]  # fmt: skip


def test_a_figure_that_is_none_goes_and_its_event_stays(app: FastAPI, client: TestClient, folder: Path) -> None:
    event, figure = figure_of(folder)
    post(client, "/review/decide", verdict="reject", case=event, field=f"figure:{figure}")
    settled(app)
    with open_record(folder) as record:
        assert record.sql("SELECT count(*) AS n FROM figures WHERE figure = ?", [figure]).to_pylist() == [{"n": 0}]
        assert record.sql("SELECT count(*) AS n FROM events WHERE event = ?", [event]).to_pylist() == [{"n": 1}]
    assert client.get(f"/review?case={event}").status_code == 200


@pytest.mark.parametrize("fields", [
    {"low": "19", "high": "12"}, {"low": "", "high": ""}, {"low": "many"}, {"low": "-4"}, {"measure": "sneezes"},
    {"quantifier": "perhaps"}, {}, {"low": "9" * 30}, {"verdict": "accept"},
])  # fmt: skip
def test_a_figure_that_cannot_be_is_refused(client: TestClient, folder: Path, fields: dict[str, str]) -> None:
    event, figure = figure_of(folder)
    same = {"verdict": "correct", "measure": "killed", "low": "12", "high": "", "quantifier": "at_least"}
    assert post(client, "/review/decide", case=event, field=f"figure:{figure}", **{**same, **fields}).status_code == 400


def test_the_words_of_who_acts_are_corrected(app: FastAPI, client: TestClient, folder: Path) -> None:
    event, figure = figure_of(folder)
    with open_record(folder) as record:
        text = record.sql("SELECT text FROM reports JOIN events USING (report) WHERE event = ?", [event]).to_pylist()[0]["text"]
    at = text.index("the ministry")
    page = client.get(f"/review?case={event}&do=words&words=actor.0").text
    assert f'<option value="{at}">the</option>' in page and ">ministry</option>" in page
    words = {"case": event, "verdict": "correct"}
    post(client, "/review/decide", field="words:actor.0", start=str(at), end=str(at + 12), **words)
    at = text.index("12")
    post(client, "/review/decide", field=f"words:figure:{figure}", start=str(at), end=str(at + 2), **words)
    settled(app)
    with open_record(folder) as record:
        query = "SELECT words, actor FROM event_mentions WHERE event = ? AND role = 'actor'"
        assert record.sql(query, [event]).to_pylist() == [{"words": "the ministry", "actor": "PAK"}]
        assert record.sql('SELECT "end" - start AS long FROM figures WHERE figure = ?', [figure]).to_pylist() == [{"long": 2}]


@pytest.mark.parametrize("fields", [
    {"start": "9", "end": "4"}, {"start": "1", "end": "99999"}, {"start": "x", "end": "4"}, {"field": "words:rule"},
    {"start": "", "end": ""},
])  # fmt: skip
def test_words_that_are_not_there_are_refused(client: TestClient, folder: Path, fields: dict[str, str]) -> None:
    given = {"verdict": "correct", "case": figure_of(folder)[0], "field": "words:trigger", "start": "2", "end": "4"}
    assert post(client, "/review/decide", **{**given, **fields}).status_code == 400


def test_words_are_cut_where_a_span_is_cut() -> None:
    assert words_in("At least 12-year-old men, he said.", (3, 24), (9, 11)) == [
        (3, 8, "least"), (9, 11, "12"), (11, 20, "-year-old"), (21, 24, "men"),
    ]  # fmt: skip


def test_progress_is_told_until_the_tables_have_it(app: FastAPI, client: TestClient, folder: Path) -> None:
    post(client, "/review/decide", verdict="accept", case=first(folder))
    told = client.get("/review/progress").text
    assert "event: step" in told and told.rstrip().endswith('{"waiting": 0, "problem": null}')
    assert client.get("/review/progress").text.startswith("event: done"), "nothing goes on: that is said at once"
