"""Named steps from one schema to the next, each whole or not at all.

Both databases of a record, `record.duckdb` and `reviews.sqlite`, keep the names of the steps that they went through in a
table `schema_version`. A step that fails leaves the database as it was before it, and says which step it was.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple, Protocol

from dateline.errors import OutputError


class Connection(Protocol):
    """What DuckDB's and SQLite's connections have in common."""

    def execute(self, query: str, parameters: Any = ..., /) -> Any: ...


class Migration(NamedTuple):
    """A step: its name, which is never used again for another, and its statements."""

    name: str
    statements: tuple[str, ...]


def applied(connection: Connection) -> list[str]:
    """The names of the steps that a database went through, in order."""
    connection.execute("CREATE TABLE IF NOT EXISTS schema_version (number INTEGER, name VARCHAR, applied VARCHAR)")
    rows = connection.execute("SELECT name FROM schema_version ORDER BY number", []).fetchall()
    return [name for (name,) in rows]


def migrate(connection: Connection, steps: Sequence[Migration], where: str) -> list[str]:
    """Takes the steps that are missing; their names. OutputError for a failed step, or a database of a later version.

    The connection is one without transactions of its own (SQLite: `isolation_level=None`).
    """
    done = applied(connection)
    names = [step.name for step in steps]
    if done != names[: len(done)]:
        unknown = next((name for name in done if name not in names), done[-1])
        raise OutputError(f"has the step {unknown!r}, which is not known here", where, "A later version of dateline made it.")
    taken = []
    for number, step in list(enumerate(steps, start=1))[len(done) :]:
        _take(connection, step, (number, where))
        taken.append(step.name)
    return taken


def _take(connection: Connection, step: Migration, rest: tuple[int, str]) -> None:
    number, where = rest
    connection.execute("BEGIN TRANSACTION")
    try:
        for statement in step.statements:
            connection.execute(statement)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        connection.execute("INSERT INTO schema_version VALUES (?, ?, ?)", [number, step.name, now])
        connection.execute("COMMIT")
    except Exception as error:
        connection.execute("ROLLBACK")
        raise OutputError(f"step {step.name!r} failed, nothing of it was kept: {error}", where) from error
