"""`history.sqlite`: what was new or changed with each build, under a running number. It only grows and cannot be made again.

"What is new since I last looked" is what came after a number. A build compares what it has made with the snapshot that the
build before left here, and writes the differences, the number and the new snapshot in one transaction; then the record takes
its place. A build that is killed in between is run again, finds no difference, and writes nothing twice.

A happening goes on under another id if it has a telling of the one before: that is no new event. Tellings are told apart by
report and place in the text, which stay when reports are coded anew.
"""

import io
import sqlite3
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from dateline.store.kept import open_kept
from dateline.store.migrations import Migration
from dateline.store.schema import quoted, tables

NAME = "history.sqlite"
_FROZEN = "SELECT RAISE(ABORT, 'the history is only ever added to')"
STEPS = (
    Migration(
        "0001-history",
        (
            "CREATE TABLE sequences (sequence INTEGER PRIMARY KEY, built TEXT NOT NULL, digest TEXT NOT NULL, "
            "reports INTEGER NOT NULL) STRICT",
            """CREATE TABLE changes (
                 sequence INTEGER NOT NULL REFERENCES sequences (sequence), n INTEGER NOT NULL, kind TEXT NOT NULL,
                 happening TEXT, story TEXT, measure TEXT, who TEXT, country TEXT, crossing TEXT, before TEXT, after TEXT,
                 low_before INTEGER, high_before INTEGER, low INTEGER, high INTEGER,
                 PRIMARY KEY (sequence, n)
               ) STRICT, WITHOUT ROWID""",
            "CREATE TABLE snapshot (name TEXT PRIMARY KEY, rows BLOB NOT NULL) STRICT",
            *(
                f"CREATE TRIGGER {table}_{verb} BEFORE {verb} ON {table} BEGIN {_FROZEN}; END"
                for table in ("sequences", "changes")
                for verb in ("UPDATE", "DELETE")
            ),
        ),
    ),
)
COLUMNS = ("kind", "happening", "story", "measure", "who", "country", "crossing", "before", "after",
           "low_before", "high_before", "low", "high")  # fmt: skip
SNAPSHOT = {  # what is remembered of a record: the query, and the columns of an empty one
    "happenings": "SELECT linked_event, status, independent_origins AS origins, coalesce(contradicted, false) AS contradicted, "
                  "arrived, changed FROM happenings",
    "tellings": "SELECT DISTINCT md5_number_lower(e.report || ' ' || e.start) AS telling, m.linked_event "
                "FROM linked_members AS m JOIN events AS e USING (event)",
    "stories": "SELECT report, story FROM links WHERE story IS NOT NULL",
    "series": "SELECT owner, owner_kind, measure, coalesce(who, '') AS who, coalesce(country, '') AS country, low, high "
              "FROM ledger WHERE low IS NOT NULL OR high IS NOT NULL",
    "crossings": "SELECT what, crossing, state, story FROM crossing_states "
                 "WHERE status IN ('occurred', 'claimed') AND crossing <> '' "
                 "QUALIFY row_number() OVER (PARTITION BY what, crossing ORDER BY said DESC NULLS LAST, since DESC NULLS LAST, "
                 "status DESC, story, n DESC) = 1",
}  # fmt: skip


def open_history(folder: Path) -> sqlite3.Connection:
    """The history of a record, made on first use."""
    remedy = "It says what was new when and was not touched: put back a copy of it, or move it away to begin anew."
    return open_kept(folder / NAME, STEPS, remedy)


def remember(folder: Path, connection: duckdb.DuckDBPyConnection, digest: str, reports: int) -> int:
    """Writes what differs from the snapshot under a new number, and fills the record's columns of it; the last number.

    `connection` is the new record before it takes its place.
    """
    history = open_history(folder)
    try:
        last = int(history.execute("SELECT coalesce(max(sequence), 0) FROM sequences").fetchone()[0])
        news = _news(history, connection)
        number = last + 1 if news else last
        _mark(connection, number)
        history.execute("BEGIN IMMEDIATE")
        if news:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            history.execute("INSERT INTO sequences VALUES (?, ?, ?, ?)", (number, now, digest, reports))
            rows = ((number, n, *row) for n, row in enumerate(news))
            history.executemany(f"INSERT INTO changes VALUES ({', '.join('?' * (len(COLUMNS) + 2))})", rows)
        for name in SNAPSHOT:
            rows_now = connection.sql(f"SELECT * FROM now_{name} ORDER BY ALL").to_arrow_table()
            history.execute("INSERT OR REPLACE INTO snapshot VALUES (?, ?)", (name, _packed(rows_now)))
        history.execute("COMMIT")
        _copy(history, connection)
    finally:
        history.close()
    return number


def _news(history: sqlite3.Connection, connection: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    """The differences between the snapshot and the record, as rows of `changes`."""
    there = dict(history.execute("SELECT name, rows FROM snapshot").fetchall())
    for name, query in SNAPSHOT.items():
        connection.execute(f"CREATE OR REPLACE TEMP TABLE now_{name} AS {query}")
        if name in there:
            connection.register("packed", pq.read_table(io.BytesIO(there[name])))
            connection.execute(f"CREATE OR REPLACE TEMP TABLE before_{name} AS SELECT * FROM packed")
            connection.unregister("packed")
        else:
            connection.execute(f"CREATE OR REPLACE TEMP TABLE before_{name} AS SELECT * FROM now_{name} LIMIT 0")
    for statement in files("dateline.store").joinpath("history.sql").read_text(encoding="utf-8").split(";\n"):
        connection.execute(statement)
    order = "kind, happening, story, measure, who, country, crossing"
    return connection.execute(f"SELECT {', '.join(COLUMNS)} FROM news ORDER BY {order}").fetchall()


def _mark(connection: duckdb.DuckDBPyConnection, number: int) -> None:
    """When each happening came and when it last changed: in the snapshot that is kept, and in the record."""
    connection.execute(
        "UPDATE now_happenings AS h SET "
        "arrived = coalesce((SELECT b.arrived FROM heirs AS i JOIN before_happenings AS b ON b.linked_event = i.before "
        "WHERE i.now = h.linked_event), $number), "
        "changed = CASE WHEN h.linked_event IN (SELECT happening FROM news) THEN $number ELSE "
        "coalesce((SELECT b.changed FROM heirs AS i JOIN before_happenings AS b ON b.linked_event = i.before "
        "WHERE i.now = h.linked_event), $number) END",
        {"number": number},
    )
    connection.execute(
        "UPDATE happenings SET arrived = n.arrived, changed = n.changed FROM now_happenings AS n "
        "WHERE n.linked_event = happenings.linked_event"
    )


def _copy(history: sqlite3.Connection, connection: duckdb.DuckDBPyConnection) -> None:
    """Brings the record's own tables `sequences` and `changes` up to date."""
    told = history.execute("SELECT sequence, built, digest, reports FROM sequences ORDER BY sequence").fetchall()
    there = connection.execute("SELECT sequence, built, digest, reports FROM sequences ORDER BY sequence").fetchall()
    if there != told[: len(there)]:  # of another history
        connection.execute("DELETE FROM sequences")
        connection.execute("DELETE FROM changes")
        there = []
    fresh = told[len(there) :]
    last = there[-1][0] if there else 0
    _insert(connection, "sequences", fresh, ["sequence", "built", "digest", "reports"])
    rows = history.execute("SELECT * FROM changes WHERE sequence > ? ORDER BY sequence, n", (last,)).fetchall()
    _insert(connection, "changes", rows, ["sequence", "n", *COLUMNS])
    connection.execute("UPDATE changes SET now = happening WHERE sequence > ?", [last])
    for (number,) in connection.execute(
        "SELECT DISTINCT sequence FROM changes WHERE kind = 'gone' AND sequence > ? ORDER BY sequence", [last]
    ).fetchall():
        connection.execute(
            "UPDATE changes SET now = g.after FROM (SELECT happening, after FROM changes WHERE kind = 'gone' AND sequence = $n) "
            "AS g WHERE changes.now = g.happening AND changes.sequence <= $n", {"n": number},
        )  # fmt: skip


def _insert(connection: duckdb.DuckDBPyConnection, name: str, rows: list[tuple[Any, ...]], columns: list[str]) -> None:
    if rows:
        types = {"VARCHAR": pa.string(), "INTEGER": pa.int32(), "BIGINT": pa.int64()}
        about = tables()[name].columns
        values = zip(*rows, strict=True)
        arrays = [pa.array(column, types[about[key].type]) for key, column in zip(columns, values, strict=True)]
        connection.register("fresh", pa.table(arrays, names=columns))
        connection.execute(f"INSERT INTO {quoted(name)} BY NAME SELECT * FROM fresh")
        connection.unregister("fresh")


def _packed(rows: pa.Table) -> bytes:
    sink = io.BytesIO()
    pq.write_table(rows, sink, compression="zstd")
    return sink.getvalue()
