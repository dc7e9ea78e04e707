"""The tables, the questions that can be asked of them, and what is refused. One small record for all, without a model."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

import dateline
from covered_days import COVERED
from dateline.assemble import Options, build
from dateline.errors import DatelineError, InputError, OutputError
from dateline.records import Article
from dateline.store.lists import lists
from dateline.store.migrations import Migration, applied, migrate
from dateline.store.questions import FILTERS
from dateline.store.reader import Record
from dateline.store.reviews import STEPS, open_reviews
from dateline.store.schema import MACROS, tables
from dateline.store.shards import key_of
from dateline.store.writer import NAME
from stand_in_record import Teller, articles

Row = dict[str, Any]
DECIDE = "INSERT INTO decisions (decided, reviewer, verdict, kind, report, text_digest) VALUES (?, ?, ?, ?, ?, ?)"
DECISION = ("2025-06-18", "a", "accept", "event", "r", "d")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of three reports and one that was refused."""
    import msgspec

    root = tmp_path_factory.mktemp("store")
    given = [*articles(3), Article("empty", "")]
    (root / "in.jsonl").write_bytes(b"".join(msgspec.json.encode(article) + b"\n" for article in given))
    build([root / "in.jsonl"], root / "record", Options(pipeline=lambda settings: Teller()))
    return root / "record"


@pytest.fixture
def record(folder: Path) -> Any:
    with dateline.open_record(folder) as opened:
        yield opened


@pytest.mark.parametrize(("bound", "first", "last", "told_on", "both"), COVERED)
def test_the_tables_count_days_as_the_linker_does(
    bound: str | None, first: str | None, last: str | None, told_on: str | None, both: tuple[str | None, str | None]
) -> None:
    connection = duckdb.connect()
    for macro in MACROS:
        connection.execute(f"CREATE MACRO {macro}")
    told = {"reference_date": {"value": told_on}, "times": [{"from": first, "to": last, "bound": bound}]}
    shape = '{"reference_date": {"value": "VARCHAR"}, "times": [{"from": "VARCHAR", "to": "VARCHAR", "bound": "VARCHAR"}]}'
    asked = "SELECT _first(r, 0), _last(r, 0) FROM (SELECT from_json(?, ?) AS r)"
    row = connection.execute(asked, [json.dumps(told), shape]).fetchone()
    assert row is not None and tuple(day and day.isoformat() for day in row) == both


def first(record: Record, table: str) -> Row:
    return record.sql(f"SELECT * FROM {table} ORDER BY ALL LIMIT 1").to_pylist()[0]


def test_an_event_with_names_words_place_and_days(record: Record) -> None:
    key = key_of(articles(1)[0])
    shelled = record.events(report=key, type="ASSAULT").to_pylist()[0]
    assert (shelled["event"], shelled["trigger"], shelled["status"]) == (f"{key}:e1", "shelled", "claimed")
    assert (shelled["actor"], shelled["actor_name"], shelled["recipient"]) == (["PAK"], ["Pakistan"], [None])
    assert (shelled["recipient_name"], shelled["actor_kind"], shelled["actor_country"]) == (["Taftan"], ["state"], ["PAK"])
    assert (shelled["place_name"], shelled["lat"], shelled["country"], shelled["place_kind"]) == ("Taftan", 28.98, "PAK", "town")
    assert str(shelled["day_from"]) == str(shelled["day_to"]) == "2025-06-15"
    assert (shelled["source"], shelled["source_name"], shelled["cues"]) == ("PAK.mfa", "foreign ministry of Pakistan", ["said"])
    assert shelled["statement"] == f"{key}:s1"
    text = articles(1)[0].text
    assert text[shelled["start"] : shelled["end"]] == "shelled"
    assert text[shelled["sentence_start"] : shelled["sentence_end"]].startswith("🛑 Pakistan")


def test_what_is_unknown_is_null(record: Record) -> None:
    shut = record.events(type="COERCE").to_pylist()[0]
    assert [shut[name] for name in ("place", "place_name", "lat", "day_from", "source", "source_name", "statement")] == [None] * 7


def test_figures_crossings_statements_and_the_rest(record: Record) -> None:
    figure, crossing, statement = (first(record, name) for name in ("figures", "crossings", "statements"))
    assert (figure["low"], figure["high"], figure["who_name"], figure["words"]) == (12, None, "12 people", "at least 12")
    assert (figure["place_name"], figure["country"], figure["source"]) == ("Taftan", "PAK", "PAK.mfa")
    assert (crossing["name"], crossing["state"], crossing["countries"]) == (["Mirjaveh"], "closed", ["IRN", "PAK"])
    assert (statement["content"], statement["speaker"]) == ("Pakistan shelled Taftan ... killing", "PAK.mfa")
    assert first(record, "credits")["outlet"] == "Wire"
    assert first(record, "places")["candidates"] == '[{"name":"Taftan","country":"IRN","score":0.1}]'
    assert len(record.sql("SELECT * FROM sentences")) == 6
    roles = record.sql("SELECT role, name FROM event_mentions WHERE report = ? ORDER BY ALL", [key_of(articles(1)[0])])
    assert [(row["role"], row["name"]) for row in roles] == [
        ("actor", "Iran"), ("actor", "Pakistan"), ("recipient", "Taftan"), ("recipient", "the Mirjaveh gate"),
    ]  # fmt: skip


def test_a_refused_report_is_there_with_its_reason(record: Record) -> None:
    assert [row["id"] for row in record.reports(coded=False)] == ["empty"]
    assert first(record, "refusals")["reason"] == "empty"


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({"actor": "PAK"}, 3), ({"actor": "IRN"}, 3), ({"actor": "Pakistan"}, 3), ({"actor": ["PAK", "IRN"]}, 6),
        ({"actor": "PA"}, 0), ({"recipient": "taftan"}, 3), ({"type": "ASSAULT"}, 3), ({"type": ["ASSAULT", "COERCE"]}, 6),
        ({"place": "TAFTAN"}, 3), ({"place": 1}, 3), ({"place": "Quetta"}, 0), ({"country": "PAK"}, 3),
        ({"since": "2025-06-15"}, 3), ({"since": "2025-06-16"}, 0), ({"until": "2025-06-14"}, 0), ({"status": "occurred"}, 3),
        ({"status": ["occurred", "claimed"]}, 6), ({"source": "PAK"}, 3), ({"min_origins": 2}, 0), ({"actor": []}, 0),
        ({"actor": "PAK' OR true --"}, 0), ({"rule": "coerce.close", "mode": "restrict"}, 3), ({"type": None}, 6),
    ],
)  # fmt: skip
def test_filters_of_events(record: Record, filters: Row, count: int) -> None:
    assert len(record.events(**filters)) == count


def test_filters_of_the_others(record: Record) -> None:
    assert len(record.figures(measure="killed", place="Taftan", since="2025-06-01", until="2025-06-15")) == 3
    assert len(record.figures(measure="injured")) == len(record.figures(status="denied")) == 0
    assert len(record.crossings(state="closed", country="IRN", name="Mirjaveh", what="crossing")) == 3
    assert len(record.crossings(country=["USA"])) == 0
    assert len(record.statements(speaker="PAK", words="SHELLED", quote="indirect")) == 3
    assert len(record.statements(speaker="IRN")) == 0
    assert len(record.reports(words="mirjaveh", outlet=["Outlet 1", "Outlet 2"], since="2025-06-02")) == 2


@pytest.mark.parametrize(
    ("kind", "filters", "words"),
    [
        ("events", {"colour": "red"}, "unknown filter 'colour'"), ("events", {"type": "WAR"}, "Allowed are AGREE"),
        ("events", {"status": "true"}, "Allowed are occurred"), ("events", {"since": "June"}, "no day"),
        ("events", {"min_origins": "two"}, "no whole number"), ("events", {"actor": 7}, "no text"),
        ("reports", {"coded": "perhaps"}, "true, false"), ("figures", {"measure": "dead"}, "Allowed are killed"),
    ],
)  # fmt: skip
def test_a_wrong_filter_is_said_in_plain_words(record: Record, kind: str, filters: Row, words: str) -> None:
    with pytest.raises(InputError, match=words):
        getattr(record, kind)(**filters)


@pytest.mark.parametrize("kind", sorted(FILTERS))
def test_every_filter_works_on_tables_and_lists(record: Record, kind: str) -> None:
    values = {"status": "occurred", "type": "ASSAULT", "measure": "killed", "scope": "incident", "state": "open",
              "quote": "direct", "since": "2025-06-01", "until": "2025-06-30", "min_origins": 1, "coded": True}  # fmt: skip
    for name in FILTERS[kind]:
        getattr(record, kind)(**{name: values.get(name, "x")})
        list(record.listed(kind, leads=True, **{name: values.get(name, "x")}))
    assert len(list(record.listed(kind))) == len(getattr(record, kind)())


@pytest.mark.parametrize(
    "query",
    ["DELETE FROM events", "COPY events TO '/tmp/x.csv'", "SELECT * FROM read_csv('/etc/passwd')", "ATTACH '/tmp/y.duckdb'",
     "SET threads = 1", "SELECT * FROM nothing", "SELECT 1 +", "", "INSTALL httpfs", "CREATE TABLE x AS SELECT 1"],
)  # fmt: skip
def test_sql_reads_and_does_nothing_else(record: Record, query: str) -> None:
    with pytest.raises(InputError, match="the query"):
        record.sql(query)


def test_sql_binds_parameters(record: Record) -> None:
    assert record.sql("SELECT ? AS a, ? AS b", ["x", 2]).to_pylist() == [{"a": "x", "b": 2}]
    assert record.sql("SELECT $word AS a", {"word": "' OR 1"}).to_pylist() == [{"a": "' OR 1"}]


def test_rows_are_arrow(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = record.events(status="occurred")
    assert isinstance(rows.arrow, pa.Table) and pa.table(rows).num_rows == len(rows) == 3
    assert repr(rows).startswith("Rows(3 x event")

    def missing(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr("dateline.store.rows.importlib.import_module", missing)
    for to in (rows.to_pandas, rows.to_polars):
        with pytest.raises(DatelineError, match="pip install"):
            to()


def test_tables_say_what_they_hold(record: Record) -> None:
    told = {(row["table"], row["column"]): row["about"] for row in record.tables()}
    for name, table in tables().items():
        assert all(told[name, column] == about.about for column, about in table.columns.items())
    for name, one in lists().items():
        assert all(told[name, column] == about for column, about in one.described().items())


def test_lists_have_the_columns_they_promise(record: Record) -> None:
    for kind, name in (("events", "event_list"), ("figures", "figure_list"), ("reports", "report_list")):
        assert record.listed(kind).columns == list(lists()[name].described())


def test_there_is_no_record(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="dateline build"):
        dateline.open_record(tmp_path)
    (tmp_path / NAME).write_bytes(b"x" * 10_000)
    with pytest.raises(InputError, match="Derive it anew"):
        dateline.open_record(tmp_path)


def test_decisions_are_only_ever_added(tmp_path: Path) -> None:
    reviews = open_reviews(tmp_path)
    reviews.execute(DECIDE, DECISION)
    for wrong in ("UPDATE decisions SET verdict = 'reject'", "DELETE FROM decisions",
                  "INSERT OR REPLACE INTO decisions SELECT * FROM decisions"):  # fmt: skip
        with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
            reviews.execute(wrong)
    with pytest.raises(sqlite3.IntegrityError):
        reviews.execute(DECIDE, ("2025-06-18", "a", "maybe", "event", "r", "d"))
    reviews.close()
    again = open_reviews(tmp_path)
    assert again.execute("SELECT reviewer, verdict FROM decisions").fetchall() == [("a", "accept")]
    assert applied(again) == [step.name for step in STEPS]


def test_a_build_leaves_decisions_alone(folder: Path) -> None:
    reviews = open_reviews(folder)
    reviews.execute(DECIDE, DECISION)
    reviews.close()
    (folder / NAME).unlink()
    build([], folder)
    reviews = open_reviews(folder)
    assert reviews.execute("SELECT count(*) FROM decisions").fetchone() == (1,)


def test_damaged_decisions_are_not_touched(tmp_path: Path) -> None:
    (tmp_path / "reviews.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(InputError, match="decisions"):
        open_reviews(tmp_path)
    assert (tmp_path / "reviews.sqlite").read_bytes() == b"no database at all" * 100


def connections(tmp_path: Path) -> list[Any]:
    return [duckdb.connect(str(tmp_path / "a.duckdb")), sqlite3.connect(tmp_path / "a.sqlite", isolation_level=None)]


ONE = Migration("0001-one", ("CREATE TABLE one (n INTEGER)", "INSERT INTO one VALUES (1)"))
BROKEN = Migration("0002-two", ("CREATE TABLE two (n INTEGER)", "UPDATE one SET n = 2", "CREATE TABLE one (n INTEGER)"))


def test_a_failed_migration_leaves_the_old_state(tmp_path: Path) -> None:
    for connection in connections(tmp_path):
        assert migrate(connection, [ONE], "here") == ["0001-one"]
        with pytest.raises(OutputError, match="'0002-two' failed"):
            migrate(connection, [ONE, BROKEN], "here")
        assert connection.execute("SELECT n FROM one").fetchall() == [(1,)]
        with pytest.raises((duckdb.CatalogException, sqlite3.OperationalError)):
            connection.execute("SELECT * FROM two")
        mended = Migration("0002-two", BROKEN.statements[:2])
        assert migrate(connection, [ONE, mended], "here") == ["0002-two"]
        assert applied(connection) == ["0001-one", "0002-two"]
        assert connection.execute("SELECT n FROM one").fetchall() == [(2,)]
        assert migrate(connection, [ONE, mended], "here") == []


def test_a_database_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    for connection in connections(tmp_path):
        migrate(connection, [ONE, Migration("0002-later", ())], "here")
        with pytest.raises(OutputError, match="later version"):
            migrate(connection, [ONE], "here")
