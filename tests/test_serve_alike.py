"""One decision on several rows: those of one rule and cue that nobody has decided on, each by itself, taken back in one step."""

import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import msgspec
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from dateline.assemble import Options, build
from dateline.records import Article
from dateline.serve import create_app
from dateline.store.decisions import Decision, decide, every, reviews, states, text_digest
from dateline.store.kept import open_kept
from dateline.store.reader import open_record
from dateline.store.reviews import NAME, STEPS
from reviewer import post, reviewer
from stand_in_record import Teller, articles

pytestmark = pytest.mark.slow  # each makes a record of its own

VOWELS = "aeiou"


@pytest.fixture(scope="module")
def four(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of four reports that are no copies of each other, with a shelling and a closing in each."""
    folder = tmp_path_factory.mktemp("four")
    given = [_longer(article, first) for article, first in zip(articles(4), "bdgk", strict=True)]
    (folder / "given.jsonl").write_bytes(b"".join(msgspec.json.encode(article) + b"\n" for article in given))
    build([folder / "given.jsonl"], folder / "record", Options(pipeline=lambda settings: Teller()))
    return folder / "record"


def _longer(article: Article, first: str) -> Article:
    """With words of its own, so that it is no copy of another."""
    own = " ".join(f"{first}{one}{middle}{other}r" for one in VOWELS for middle in "lmnst" for other in VOWELS)
    return msgspec.structs.replace(article, text=f"{article.text} {own}.")


@pytest.fixture
def folder(four: Path, tmp_path: Path) -> Path:
    return copytree(four, tmp_path / "record")


@pytest.fixture
def app(folder: Path, monkeypatch: pytest.MonkeyPatch) -> FastAPI:
    monkeypatch.setattr("dateline.serve.routes.review.LARGE", -1)  # the tables wait, so that each test sees them still
    return create_app(folder)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with reviewer(app) as client:
        yield client


SCRIPT = "application/json"


def shellings(folder: Path) -> list[str]:
    query = "SELECT event FROM events WHERE rule = 'assault.shell' ORDER BY event"
    with open_record(folder) as record:
        return [row["event"] for row in record.sql(query).to_pylist()]


def told(folder: Path) -> list[Decision]:
    with reviews(folder) as connection:
        return every(connection)


def listed(client: TestClient, of: int = 1) -> list[str]:
    return re.findall(r'name="row" value="([^"]+)"', client.get(f"/review/alike?of={of}").text)


REJECTED = {"verdict": "reject", "reason": "no event", "comment": "it is a drill"}


def test_after_a_decision_the_others_of_its_rule_and_cue_are_offered(client: TestClient, folder: Path) -> None:
    first, *others = shellings(folder)
    post(client, "/review/decide", case=first, sent="k1", **REJECTED)
    assert 'href="/review/alike?of=1"><kbd>L</kbd> 3 more by this rule and cue</a>' in client.get("/review").text
    page = client.get("/review/alike?of=1").text
    assert "no event: it is a drill" in page and page.count('<mark class="event claimed">shelled</mark>') == 3
    assert sorted(each.split()[1] for each in listed(client)) == others
    assert page.count(" checked") == 3, "all are ticked, and all can be seen"


def test_only_ticked_rows_are_decided_on_each_by_itself(client: TestClient, folder: Path) -> None:
    first, *others = shellings(folder)
    post(client, "/review/decide", case=first, sent="k1", **REJECTED)
    rows = listed(client)
    assert post(client, "/review/alike", of="1", sent="k2", row=rows[:2]).headers["location"] == "/review"
    _, *made = told(folder)
    assert [(one.verdict, one.comment) for one in made] == [("reject", "no event: it is a drill")] * 2
    assert {one.record for one in made} == {each.split()[1] for each in rows[:2]} < set(others)
    with open_record(folder) as record:
        for one in made:
            text = record.sql("SELECT text FROM reports WHERE report = ?", [one.report]).to_pylist()[0]["text"]
            assert text[one.span_start : one.span_end] == one.words == "shelled"
    page = client.get("/review").text
    assert "and 1 alike" in page and "1 more by this rule and cue" in page


def test_what_was_decided_together_is_taken_back_in_one_step(client: TestClient, folder: Path) -> None:
    post(client, "/review/decide", case=shellings(folder)[0], sent="k1", verdict="accept")
    post(client, "/review/alike", of="1", sent="k2", row=listed(client))
    assert post(client, "/review/undo", sent="k3").status_code == 303
    now = states(told(folder))
    assert now == {1: "stands", 2: "undone", 3: "undone", 4: "undone"} and len(listed(client)) == 3
    post(client, "/review/undo", sent="k4")
    assert states(told(folder))[1] == "undone"
    assert client.get("/review/alike?of=1").status_code == 404, "nothing follows from what was taken back"


def test_a_row_that_somebody_decided_on_is_left_out(client: TestClient, folder: Path) -> None:
    first, second, third, last = shellings(folder)
    post(client, "/review/decide", case=first, sent="k1", verdict="accept")
    rows = listed(client)
    client.cookies.set("reviewer", "ben")
    post(client, "/review/decide", case=third, sent="k1", verdict="reject", reason="not news")
    client.cookies.set("reviewer", "ana")
    post(client, "/review/decide", case=last, sent="k2", verdict="comment", comment="look again")
    assert len(listed(client)) == 2, "a comment decides nothing"
    saved = post(client, "/review/alike", of="1", sent="k3", row=rows)
    assert saved.headers["location"] == "/review?left=1"
    assert "1 was left out" in client.get("/review?left=1").text
    assert {one.record for one in told(folder) if one.verdict == "accept"} == {first, second, last}


def test_a_row_that_changed_since_it_was_listed_is_left_out(client: TestClient, folder: Path) -> None:
    post(client, "/review/decide", case=shellings(folder)[0], sent="k1", verdict="accept")
    rows = ["00000000 " + each.split()[1] for each in listed(client)]
    assert post(client, "/review/alike", of="1", sent="k2", row=rows).status_code == 409
    assert post(client, "/review/alike", of="1", sent="k2").status_code == 400, "nothing is ticked"
    assert len(told(folder)) == 1


def test_coding_stays_blind(client: TestClient, folder: Path) -> None:
    first, second, *_ = shellings(folder)
    post(client, "/review/decide", case=first, sent="k1", **REJECTED)
    post(client, "/review/alike", of="1", sent="k2", row=listed(client))
    client.cookies.set("reviewer", "ben")
    assert client.get("/review/alike?of=1").status_code == 404, "another's decision offers nothing"
    assert "it is a drill" not in client.get(f"/review?case={second}").text
    post(client, "/review/decide", case=second, sent="k1", verdict="accept")
    assert "it is a drill" in client.get(f"/review?case={second}").text


def test_a_status_is_corrected_where_status_and_its_cue_are_the_same(client: TestClient, folder: Path) -> None:
    first, *others = shellings(folder)
    post(client, "/review/decide", case=first, sent="k1", verdict="correct", field="status", value="occurred")
    assert (told(folder)[0].rule, told(folder)[0].cue) == ("assault.shell", "shelled + said")
    post(client, "/review/alike", of="1", sent="k2", row=listed(client))
    made = [(one.record, one.field, one.before, one.after) for one in told(folder)]
    assert sorted(made) == [(key, "status", "claimed", "occurred") for key in (first, *others)]


@pytest.mark.parametrize("fields", [
    {"verdict": "comment", "comment": "the road is in the next valley"}, {"verdict": "correct", "field": "actor", "value": "IRN"},
    {"verdict": "correct", "field": "time", "value": "2025-06-16"}, {"verdict": "split"},
])  # fmt: skip
def test_what_holds_for_one_row_alone_is_offered_for_no_other(client: TestClient, folder: Path, fields: dict[str, str]) -> None:
    post(client, "/review/decide", case=shellings(folder)[0], sent="k1", **fields)
    assert "more by this rule and cue" not in client.get("/review").text


# ---- a form that is sent twice, or late ---------------------------------------------------------------------


def test_a_form_sent_twice_is_kept_once_and_told_as_saved(client: TestClient, folder: Path) -> None:
    key = shellings(folder)[0]
    for _ in range(2):
        answer = post(client, "/review/decide", SCRIPT, case=key, sent="k1", verdict="accept", next="n")
        assert answer.json() == {"saved": [1], "to": "/review?case=n"}
    post(client, "/review/decide", case=key, sent="k1", verdict="reject", reason="no event")
    assert [one.verdict for one in told(folder)] == ["accept", "reject"], "another choice of the same page is another form"
    rows = listed(client, 2)
    for _ in range(2):
        assert post(client, "/review/alike", of="2", sent="k2", row=rows).status_code == 303
    assert len(told(folder)) == 5
    for _ in range(2):
        assert post(client, "/review/undo", sent="k3").status_code == 303
    assert sum(one.verdict == "undo" for one in told(folder)) == 3


def test_a_form_that_was_taken_back_since_is_refused_with_words(client: TestClient, folder: Path) -> None:
    fields = {"case": shellings(folder)[0], "sent": "k1", "verdict": "accept"}
    post(client, "/review/decide", **fields)
    post(client, "/review/undo", sent="k2")
    answer = post(client, "/review/decide", SCRIPT, **fields)
    assert answer.status_code == 409 and "taken back since" in answer.json()["detail"]
    assert [one.verdict for one in told(folder)] == ["accept", "undo"]


@pytest.mark.parametrize("wrong", [{"of_record": "0" * 12}, {"by": "ben"}])
def test_what_waited_goes_to_its_own_record_and_name(client: TestClient, folder: Path, wrong: dict[str, str]) -> None:
    page = client.get("/review").text
    record = re.findall(r'data-record="(\w+)"', page)[0]
    own = {"of_record": record, "by": "ana"}
    fields = {"case": shellings(folder)[0], "sent": "k1", "verdict": "accept"}
    assert post(client, "/review/decide", **fields, **(own | wrong)).status_code == 409 and not told(folder)
    assert post(client, "/review/decide", **fields, **own).status_code == 303


def seen_of(client: TestClient, key: str) -> str:
    return str(re.findall(r'name="seen" value="([^"]+)"', client.get(f"/review?case={key}").text)[0]).replace("&amp;", "&")


def as_ben(folder: Path, key: str, field: str, after: str) -> None:
    """Another reviewer corrects a row, and the tables have it."""
    with open_record(folder) as record:
        row = record.sql("SELECT * FROM events WHERE event = ?", [key]).to_pylist()[0]
        text = record.sql("SELECT text FROM reports WHERE report = ?", [row["report"]]).to_pylist()[0]["text"]

    with reviews(folder) as connection:
        decide(connection, Decision(
            reviewer="ben", verdict="correct", kind="event", report=row["report"], text_digest=text_digest(text), record=key,
            span_start=row["start"], span_end=row["end"], words="shelled", field=field, after=after,
        ))  # fmt: skip
    build([], folder)


def test_a_row_that_another_changed_is_not_judged_unseen(client: TestClient, folder: Path) -> None:
    key = shellings(folder)[0]
    seen = seen_of(client, key)
    as_ben(folder, key, "status", "denied")
    answer = post(client, "/review/decide", SCRIPT, case=key, seen=seen, sent="k1", verdict="accept")
    assert answer.status_code == 409
    assert answer.json()["detail"] == "The status changed since you saw this case. Open it anew; nothing was saved."
    assert "ben" not in answer.text, "coding is blind"
    place = {"verdict": "correct", "field": "actor", "value": "IRN"}
    assert post(client, "/review/decide", case=key, seen=seen, sent="k1", **place).status_code == 303, "it is about another field"
    again = post(client, "/review/decide", case=key, seen=seen_of(client, key), sent="k1", verdict="accept")
    assert again.status_code == 303


def test_ones_own_correction_is_no_surprise(client: TestClient, folder: Path) -> None:
    key = shellings(folder)[0]
    seen = seen_of(client, key)
    post(client, "/review/decide", case=key, seen=seen, sent="k1", verdict="correct", field="status", value="denied")
    build([], folder)
    assert post(client, "/review/decide", case=key, seen=seen, sent="k1", verdict="accept").status_code == 303


def test_decisions_of_an_earlier_version_stay_when_their_file_is_brought_forward(tmp_path: Path) -> None:

    old = open_kept(tmp_path / NAME, STEPS[:1], "")
    names = "decided, reviewer, verdict, kind, report, text_digest"
    old.execute(f"INSERT INTO decisions ({names}) VALUES ('d', 'ana', 'accept', 'event', 'r', '')")
    old.close()
    (one,) = told(tmp_path)
    assert (one.reviewer, one.verdict, one.rule, one.sent) == ("ana", "accept", None, None)
