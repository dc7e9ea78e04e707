"""Tables that are made from the others, for people who look rather than read: `happenings`, one row a linked event."""

from functools import lru_cache
from importlib.resources import files

import duckdb
import pyarrow as pa

from dateline.knowledge.ontology import EVENT_TYPES, quad_of
from dateline.store.schema import quoted, tables

AREAS = ("country", "admin1", "admin2", "continent", "region", "sea", "ocean", "desert", "organization")
"""Kinds of place whose point is no spot: what happened there happened somewhere in them."""
HISTORY = "history"


@lru_cache(maxsize=1)
def statements() -> dict[str, str]:
    """The SELECT that fills each table, by its name."""
    made = {name: table.made for name, table in tables().items() if table.made and table.made != HISTORY}
    return {name: files("dateline.store").joinpath(file).read_text(encoding="utf-8") for name, file in made.items()}


def summarise(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes the tables anew from what is there now; what hangs on the history is filled by `history.remember`."""
    quads = {"type": list(EVENT_TYPES), "quad": [quad_of(each) for each in EVENT_TYPES]}
    connection.execute("SET enable_progress_bar = false")
    connection.register("quads", pa.table(quads))
    for name, select in statements().items():
        connection.execute(f"DELETE FROM {quoted(name)}")
        given = {"areas": list(AREAS)} if "$areas" in select else {}
        connection.execute(f"INSERT INTO {quoted(name)} BY NAME {select}", given)
    connection.unregister("quads")
