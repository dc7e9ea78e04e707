"""A record of invented happenings in the shape of a real one, of any size, without a model: for measuring the desk.

    write(Path("big"), events=100_000)       about half a minute

Every value comes from a hash of the row's number, so that two records of one size are the same.
"""

from pathlib import Path

import duckdb

from dateline.store.files import publish
from dateline.store.history import NAME as HISTORY
from dateline.store.history import remember
from dateline.store.migrations import migrate
from dateline.store.reviews import open_reviews
from dateline.store.summaries import summarise
from dateline.store.writer import NAME, content_digest, schema_digest, steps

ROWS = Path(__file__).with_name("desk_record.sql")
NEWS = """UPDATE ledger SET high = high + 7 WHERE hash(owner) % 500 = 0;
UPDATE linked_events SET status = 'claimed' WHERE hash(linked_event) % 900 = 0;
UPDATE linked_members SET contradicts = true WHERE hash(event) % 1500 = 0;
UPDATE crossing_states SET state = 'open' WHERE hash(crossing) % 20 = 0"""


def write(folder: Path, events: int = 100_000) -> None:
    """A record of so many happenings, twice as many figures, and two sequences of its history."""
    (folder / "shards").mkdir(parents=True, exist_ok=True)
    open_reviews(folder).close()
    path, begun = folder / NAME, folder / (NAME + ".tmp")
    for old in (begun, folder / HISTORY):
        old.unlink(missing_ok=True)
    with duckdb.connect(str(begun)) as connection:
        connection.execute("SET enable_progress_bar = false")
        migrate(connection, steps(), str(path))
        _fill(connection, events)
        reports = events // 2
        for news in ("", NEWS):  # two builds
            connection.execute(news) if news else None
            summarise(connection)
            digest = content_digest(connection)
            remember(folder, connection, digest, reports)
        for key, value in {"schema": schema_digest(), "state": "invented", "digest": digest, "reports": str(reports)}.items():
            connection.execute("INSERT INTO about VALUES (?, ?)", [key, value])
        connection.execute("CHECKPOINT")
    publish(begun, path)


def _fill(connection: duckdb.DuckDBPyConnection, events: int) -> None:
    for statement in ROWS.read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            connection.execute(statement.replace("$events", str(int(events))))


def size_of(folder: Path) -> int:
    """Bytes of a record's files."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
