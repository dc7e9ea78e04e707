"""What the linker found, put into its tables: all of them anew, or the rows of what changed."""

from collections.abc import Collection, Iterable, Mapping
from itertools import batched
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from dateline.store.schema import quoted, tables

ROWS = 50_000  # rows of the linker that are inserted at once
ARROW = {
    "VARCHAR": pa.string(), "DATE": pa.string(), "BOOLEAN": pa.bool_(), "BIGINT": pa.int64(), "INTEGER": pa.int64(),
    "DOUBLE": pa.float64(), "VARCHAR[]": pa.list_(pa.string()),
}  # fmt: skip
Row = tuple[str, dict[str, Any]]
"""The name of a table that has no derivation of its own, and a row of it."""
OWNERS = {
    "links": ("report", ("reports",)), "figure_links": ("report", ("reports",)), "linked_events": ("linked_event", ("events",)),
    "linked_members": ("linked_event", ("events",)), "stories": ("story", ("stories",)),
    "ledger": ("owner", ("events", "stories")), "ledger_points": ("owner", ("events", "stories")),
    "ledger_changes": ("owner", ("events", "stories")),
    "crossing_states": ("story", ("stories",)),
}  # fmt: skip
"""Of the linker's tables, the column that says whose a row is, and of which lists of keys; of the others all rows go."""


class Linked(NamedTuple):
    """What the linker found. Its rows take the place of those of the keys (`reports`, `events`, `stories`), or of all.

    `mark` says what they were made from; it is kept in the record.
    """

    rows: Iterable[Row]
    keys: Mapping[str, Collection[str]] | None = None
    mark: str = ""


def linked_tables() -> list[str]:
    """The tables that the linker fills."""
    return [name for name, table in tables().items() if table.linked]


def replace(connection: duckdb.DuckDBPyConnection, linked: Linked) -> None:
    """The linker's tables: all of them anew, or the rows of what changed."""
    for name in linked_tables():
        column, lists = OWNERS.get(name, ("", ()))
        if linked.keys is None or not lists:
            connection.execute(f"DELETE FROM {quoted(name)}")
            continue
        connection.register("stale", pa.table({"key": [key for each in lists for key in linked.keys.get(each, ())]}))
        connection.execute(f"DELETE FROM {quoted(name)} WHERE {quoted(column)} IN (SELECT key FROM stale)")
    for batch in batched(linked.rows, ROWS):
        of_table: dict[str, list[dict[str, Any]]] = {}
        for name, row in batch:
            of_table.setdefault(name, []).append(row)
        for name, rows in of_table.items():
            _insert(connection, name, rows)


def _insert(connection: duckdb.DuckDBPyConnection, name: str, rows: list[dict[str, Any]]) -> None:
    columns = tables()[name].columns
    schema = pa.schema([(column, ARROW[about.type]) for column, about in columns.items()])
    connection.register("rows", pa.Table.from_pylist(rows, schema=schema))
    chosen = ", ".join(f"try_cast({quoted(column)} AS {about.type})" for column, about in columns.items())
    connection.execute(f"INSERT INTO {quoted(name)} SELECT {chosen} FROM rows")
