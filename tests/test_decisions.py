"""What people decide overrides the machine everywhere, survives rebuilding and new code, and can be taken back."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dateline.assemble import Options, build
from dateline.assemble.linking import Linker
from dateline.errors import InputError
from dateline.records import Article, Coder, Report
from dateline.store.amend import amend
from dateline.store.decisions import Decision, decide, every, reviews, states, text_digest, undo
from dateline.store.reader import open_record
from stand_in_record import Teller, articles, told

pytestmark = pytest.mark.slow  # whole records or processes: a second a test

KEYS = ("report", "text_digest", "span_start", "span_end", "words", "record")


def made(folder: Path, given: list[Article], teller: Teller | None = None, small: int = 4000, **more: Any) -> Any:
    path = folder.parent / f"{folder.name}.jsonl"
    path.write_bytes(b"".join(msgspec.json.encode(article) + b"\n" for article in given))
    teller = teller or Teller()
    return build([path], folder, Options(pipeline=lambda settings: teller, shard=4, linker=Linker(small), **more))


def rows(folder: Path, query: str, *values: Any) -> list[dict[str, Any]]:
    with open_record(folder) as record:
        return record.sql(query, list(values)).to_pylist()


def deep(folder: Path) -> str:
    with open_record(folder) as record:
        return record.digest(deep=True)


def on(folder: Path, kind: str, report: str, what: str, **more: Any) -> int:
    """Decides on the record `what` ("e1") of the report with an id, as the desk does: with its span and words."""
    (one,) = rows(folder, "SELECT report, text FROM reports WHERE id = ?", report)
    table = {"event": "events", "figure": "figures", "crossing": "crossings"}[kind]
    (found,) = rows(folder, f'SELECT start, "end" FROM {table} WHERE {kind} = ?', f"{one['report']}:{what}")
    words = one["text"][found["start"] : found["end"]]
    with reviews(folder) as connection:
        return decide(connection, Decision(
            kind=kind, report=one["report"], text_digest=text_digest(one["text"]), span_start=found["start"],  # type: ignore[arg-type]
            span_end=found["end"], words=words, record=what, reviewer="ana", **more,
        ))  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made(tmp_path / "record", articles(6))
    return tmp_path / "record"


def again(folder: Path, **more: Any) -> Any:
    return build([], folder, Options(pipeline=lambda settings: Teller(), **more))


# ---- the table of decisions ---------------------------------------------------------------------------------


def test_the_latest_on_one_thing_stands_and_what_is_undone_does_not(tmp_path: Path) -> None:
    about: dict[str, Any] = {"reviewer": "ana", "kind": "event", "report": "r", "record": "e1", "span_start": 1, "span_end": 2}
    with reviews(tmp_path) as connection:
        first = decide(connection, Decision(verdict="correct", field="type", after="AID", **about))
        second = decide(connection, Decision(verdict="correct", field="type", after="COERCE", **about))
        other = decide(connection, Decision(verdict="correct", field="mode", after="ban", **about))
        assert states(every(connection)) == {first: "superseded", second: "stands", other: "stands"}
        taken_back = undo(connection, second, "bo")
        assert states(every(connection)) == {first: "stands", second: "undone", other: "stands"}
        undo(connection, taken_back, "ana")
        assert states(every(connection)) == {first: "superseded", second: "stands", other: "stands"}
        decide(connection, Decision(verdict="reject", **about))
        assert list(states(every(connection)).values()).count("superseded") == 3
        with pytest.raises(InputError, match="no decision"):
            undo(connection, 99, "ana")


@pytest.mark.parametrize(
    "wrong",
    [{"verdict": "split", "kind": "event"}, {"verdict": "merge", "kind": "link", "record": "r", "field": "story"},
     {"verdict": "correct", "kind": "event"}, {"verdict": "undo", "kind": "event"}],
)  # fmt: skip
def test_a_decision_that_says_nothing_is_refused(tmp_path: Path, wrong: dict[str, Any]) -> None:
    with reviews(tmp_path) as connection, pytest.raises(InputError):
        decide(connection, Decision(reviewer="ana", report="r", **wrong))


def test_decisions_are_only_ever_added(tmp_path: Path) -> None:
    with reviews(tmp_path) as connection:
        decide(connection, Decision(reviewer="ana", verdict="comment", kind="report", report="r", comment="Why?"))
        for query in ("DELETE FROM decisions", "UPDATE decisions SET reviewer = 'bo'"):
            with pytest.raises(sqlite3.DatabaseError, match="only ever added"):
                connection.execute(query)


# ---- a report as people left it ------------------------------------------------------------------------------


CODED: Report = told(articles(1)[0], Coder("0", "one"))
SHELLED = CODED.text.index("shelled")


def amended(verdict: str, kind: str, record: str, **more: Any) -> Any:
    return amend(CODED, [Decision(reviewer="ana", verdict=verdict, kind=kind, report="r", record=record, number=1, **more)])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "record", "field", "after", "read"),
    [
        ("event", "e1", "type", "COERCE", lambda report: report.events[0].type),
        ("event", "e1", "mode", None, lambda report: report.events[0].mode),
        ("event", "e1", "status", "denied", lambda report: report.events[0].factuality.status),
        ("event", "e2", "actor", "IRN.mil", lambda report: report.events[1].actor[0].actor),
        ("figure", "f1", "low", "15", lambda report: str(report.figures[0].low)),
        ("figure", "f1", "event", None, lambda report: report.figures[0].event),
        ("crossing", "c1", "state", "open", lambda report: report.crossings[0].status),
        ("crossing", "c1", "factuality", "planned", lambda report: report.crossings[0].factuality.status),
        ("statement", "s1", "speaker", "PAK", lambda report: report.statements[0].speaker.actor),
        ("place", "0", "country", "IRN", lambda report: report.places[0].country),
        ("time", "0", "from", "2025-06-14", lambda report: report.times[0].from_),
        ("report", "", "outlet", "Wire", lambda report: report.outlet),
    ],
)
def test_a_value_is_corrected(kind: str, record: str, field: str, after: str | None, read: Any) -> None:
    found = amended("correct", kind, record, field=field, after=after)
    assert read(found.report) == after
    assert found.fates == {1: "applied"}
    assert [(mark.kind, mark.record, mark.review, mark.by) for mark in found.marks] == [(kind, record, "corrected", "ana")]


@pytest.mark.parametrize(
    ("kind", "field", "after"),
    [("event", "type", "SNEEZE"), ("event", "rule", "x"), ("figure", "low", "many"), ("event", "place", "not json"),
     ("event", "trigger", '{"start": 7, "end": 7}'), ("event", "trigger", '{"start": 0, "end": 9999}'),
     ("event", "trigger", None),
     ("event", "actor.7", '{"start": 0, "end": 2}'), ("figure", "who.0", '{"start": 0, "end": 2}')],
)
def test_a_value_that_is_not_allowed_leaves_the_report_and_says_so(kind: str, field: str, after: str | None) -> None:
    found = amended("correct", kind, "e1" if kind == "event" else "f1", field=field, after=after)
    assert found.report == CODED
    assert found.fates[1].startswith("orphan: ")


def test_a_place_and_a_time_of_its_own() -> None:
    gate = '{"name": "Mirjaveh", "lat": 29.0, "lon": 61.4, "country": "IRN"}'
    found = amended("correct", "event", "e2", field="place", after=gate)
    place = found.report.places[found.report.events[1].place]
    assert (place.name, place.country, place.basis, len(found.report.places)) == ("Mirjaveh", "IRN", "review", 3)
    found = amended("correct", "event", "e2", field="time", after='{"from": "2025-06-15", "to": "2025-06-16"}')
    assert found.report.times[found.report.events[1].time].to == "2025-06-16"
    assert amended("correct", "event", "e1", field="place", after=None).report.events[0].place is None


def test_words_are_corrected_and_later_decisions_find_them_where_they_are_now() -> None:
    def at(words: str) -> dict[str, int]:
        return {"start": CODED.text.index(words), "end": CODED.text.index(words) + len(words)}

    def words(span: Any) -> str:
        return CODED.text[span.start : span.end]

    found = amended("correct", "event", "e1", field="actor.0", after=json.dumps(at("the ministry"))).report.events[0]
    assert (words(found.actor[0]), found.actor[0].actor) == ("the ministry", "PAK"), "its id stays"
    found = amended("correct", "event", "e1", field="actor.1", after=json.dumps(at("the ministry"))).report.events[0]
    assert [words(one) for one in found.actor] == ["Pakistan", "the ministry"]
    found = amended("correct", "figure", "f1", field="span", after=json.dumps(at("12"))).report.figures[0]
    assert words(found) == "12"
    about: dict[str, Any] = {"reviewer": "ana", "kind": "event", "report": "r", "record": "e1"}
    moved = Decision(verdict="correct", field="trigger", after=json.dumps(at("shelled Taftan")), number=1, span_start=SHELLED,
                     span_end=SHELLED + 7, words="shelled", **about)  # fmt: skip
    then = Decision(verdict="correct", field="type", after="COERCE", number=2, span_start=SHELLED, span_end=SHELLED + 14,
                    words="shelled Taftan", **about)  # fmt: skip
    event = amend(CODED, [moved, then]).report.events[0]
    assert (words(event.trigger), event.type) == ("shelled Taftan", "COERCE")
    assert amend(CODED, [then]).fates[2].startswith("orphan"), "without the first there are no such words"


def test_what_is_rejected_is_out_and_its_figure_stands_alone() -> None:
    found = amended("reject", "event", "e1")
    assert [event.id for event in found.report.events] == ["e2"]
    assert (found.report.figures[0].event, found.marks) == (None, [])
    assert amended("reject", "place", "0").report.places[0].country is None
    assert not amended("reject", "report", "").report.events


def test_a_decision_finds_its_words_again_though_ids_changed() -> None:
    span = {"span_start": SHELLED, "span_end": SHELLED + 7, "words": "shelled"}
    assert amended("correct", "event", "e9", field="type", after="COERCE", **span).report.events[0].type == "COERCE"
    moved = {"span_start": SHELLED + 3, "span_end": SHELLED + 10, "words": "shelled"}
    assert amended("reject", "event", "e1", **moved).fates == {1: "applied"}
    other = {"span_start": SHELLED, "span_end": SHELLED + 7, "words": "bombed "}
    assert amended("reject", "event", "e1", **other).fates == {1: "orphan: no such words"}


# ---- in the record ---------------------------------------------------------------------------------------------


def test_a_correction_is_in_the_tables_the_lists_and_the_links_and_undone_it_is_gone(folder: Path) -> None:
    before = deep(folder)
    number = on(folder, "event", "r1", "e1", verdict="correct", field="type", before="ASSAULT", after="COERCE")
    assert again(folder).changed
    query = "SELECT e.* FROM events AS e JOIN reports AS r USING (report) WHERE r.id = 'r1' AND event LIKE '%:e1'"
    (event,) = rows(folder, query)
    assert (event["type"], event["review"], event["decided_by"]) == ("COERCE", "corrected", "ana")
    (happening,) = rows(folder, "SELECT l.type FROM linked_members JOIN linked_events AS l USING (linked_event) WHERE event = ?",
                        event["event"])  # fmt: skip
    assert happening["type"] == "COERCE"
    assert rows(folder, "SELECT type, review FROM event_list WHERE event = ?", event["event"]) == [
        {"type": "COERCE", "review": "corrected"}
    ]
    assert [(row["number"], row["state"]) for row in rows(folder, "SELECT * FROM decisions")] == [(number, "applied")]
    with reviews(folder) as connection:
        undo(connection, number, "ana")
    again(folder)
    assert rows(folder, "SELECT count(*) AS n FROM events WHERE type = 'COERCE' AND event LIKE '%:e1'") == [{"n": 0}]
    assert [row["state"] for row in rows(folder, "SELECT * FROM decisions ORDER BY number")] == ["undone", None]
    assert deep(folder) != before, "the decisions themselves are part of the record"
    assert not again(folder).changed


def test_decisions_survive_rebuilding_and_new_code(folder: Path) -> None:
    on(folder, "event", "r1", "e1", verdict="reject")
    on(folder, "figure", "r2", "f1", verdict="accept")
    again(folder)
    expected = deep(folder)
    (folder / "record.duckdb").unlink()
    again(folder)
    assert deep(folder) == expected
    made(folder, articles(6), Teller("two"))
    assert rows(folder, "SELECT count(*) AS n FROM events WHERE event LIKE '%:e1'") == [{"n": 5}]
    assert rows(folder, "SELECT review, decided_by FROM figures WHERE review IS NOT NULL") == [
        {"review": "accepted", "decided_by": "ana"}
    ]


def test_what_is_rejected_is_in_no_happening_and_no_ledger(folder: Path) -> None:
    (key,) = rows(folder, "SELECT report FROM reports WHERE id = 'r1'")
    on(folder, "event", "r1", "e1", verdict="reject")
    on(folder, "figure", "r1", "f1", verdict="reject")
    again(folder)
    assert rows(folder, "SELECT event FROM linked_members WHERE report = ?", key["report"]) == [{"event": f"{key['report']}:e2"}]
    assert not rows(folder, "SELECT * FROM ledger_points WHERE list_contains(reports, ?)", key["report"])


def test_a_decision_on_a_report_that_is_not_there_is_an_orphan(folder: Path) -> None:
    with reviews(folder) as connection:
        decide(connection, Decision(reviewer="ana", verdict="reject", kind="event", report="none", record="e1"))
    again(folder)
    assert [row["state"] for row in rows(folder, "SELECT state FROM decisions")] == ["orphan: no such report"]


def test_a_decision_goes_with_its_text_to_another_page(tmp_path: Path, folder: Path) -> None:
    (text,) = rows(folder, "SELECT text FROM reports WHERE id = 'r1'")
    with reviews(folder) as connection:
        decide(connection, Decision(
            reviewer="ana", verdict="reject", kind="event", report="gone", record="e1", text_digest=text_digest(text["text"]),
        ))  # fmt: skip
    again(folder)
    assert [row["state"] for row in rows(folder, "SELECT state FROM decisions")] == ["applied"]


@pytest.mark.parametrize("small", [0, 4000])
def test_links_are_split_and_merged_by_people(tmp_path: Path, small: int) -> None:
    folder = tmp_path / "record"
    made(folder, articles(6), small=small)
    links = {row["id"]: row for row in rows(folder, "SELECT r.id, l.* FROM links AS l JOIN reports AS r USING (report)")}
    one, other = links["r0"], next(row for row in links.values() if row["story"] == links["r0"]["story"] and row["id"] != "r0")
    with reviews(folder) as connection:
        number = decide(connection, Decision(
            reviewer="ana", verdict="split", kind="link", field="story", report=other["report"], record=other["report"],
        ))  # fmt: skip
    build([], folder, Options(pipeline=lambda settings: Teller(), linker=Linker(small)))
    after = {row["report"]: row["story"] for row in rows(folder, "SELECT report, story FROM links")}
    assert after[other["report"]] != after[one["report"]]
    assert rows(folder, "SELECT reports FROM stories WHERE story = ?", after[other["report"]])[0]["reports"] >= 1
    made(folder, articles(8), small=small)
    after = {row["report"]: row["story"] for row in rows(folder, "SELECT report, story FROM links")}
    assert after[other["report"]] != after[one["report"]]
    with reviews(folder) as connection:
        undo(connection, number, "ana")
    build([], folder, Options(pipeline=lambda settings: Teller(), linker=Linker(small)))
    after = {row["report"]: row["story"] for row in rows(folder, "SELECT report, story FROM links")}
    assert after[other["report"]] == after[one["report"]]


@pytest.mark.parametrize("small", [0, 4000])
def test_judging_before_or_after_more_came_ends_in_the_same_tables(tmp_path: Path, small: int) -> None:
    for name, steps in (("one", ("judge", "more")), ("two", ("more", "judge"))):
        folder = tmp_path / name
        made(folder, articles(6), small=small)
        for step in steps:
            if step == "judge":
                on(folder, "event", "r1", "e1", verdict="correct", field="type", after="COERCE", decided="2025-06-18")
                build([], folder, Options(pipeline=lambda settings: Teller(), linker=Linker(small)))
            else:
                made(folder, articles(9), small=small)
    tables = "SELECT event, type, review FROM events ORDER BY 1", "SELECT type, reports FROM linked_events ORDER BY ALL"
    for query in tables:
        assert rows(tmp_path / "one", query) == rows(tmp_path / "two", query)
