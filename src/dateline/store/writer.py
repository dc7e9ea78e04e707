"""The only writer of `record.duckdb`: derives it from the shards in a copy, which then takes the place of the one before.

The file is never changed in place, so that readers never wait and a killed build leaves a whole record. What is there
already is copied and what is new is added; where the tables themselves have changed, all is derived anew.
"""

import hashlib
import shutil
from collections.abc import Mapping
from itertools import batched
from pathlib import Path

import duckdb
import pyarrow as pa

from dateline.store.amend import Amended
from dateline.store.amend import table as amended_table
from dateline.store.current import SHARDS, Standing
from dateline.store.files import BEGUN, plain_words, publish
from dateline.store.history import remember
from dateline.store.linked import Linked, replace
from dateline.store.lists import views
from dateline.store.migrations import Migration, migrate
from dateline.store.schema import MACROS, MARKS, Table, comments, ddl, derivation, quoted, structure, tables
from dateline.store.shards import damaged
from dateline.store.summaries import HISTORY, statements, summarise

NAME = "record.duckdb"
BATCH = 20  # shards that are read at once
def steps() -> tuple[Migration, ...]:
    """The schema's steps. A changed `tables.toml` needs none: the tables are derived, and are derived anew."""
    made = ["CREATE TABLE about (key VARCHAR, value VARCHAR)"]
    for name, table in tables().items():
        made += [ddl(name, table), *comments(name, table)]
    return (Migration("0001-tables", (*made, *views())),)


def schema_digest() -> str:
    """Changes with every table, column and expression."""
    text = repr([steps(), [derivation(name, table) for name, table in tables().items() if table.derived], MACROS, statements()])
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def state_of(standing: Mapping[str, Standing], linker: str) -> str:
    """What a record is derived from: the reports that count, the tables, the linker."""
    digest = hashlib.sha256(f"{schema_digest()} {linker}\n".encode())
    for key, one in standing.items():
        digest.update(f"{key} {one.digest}\n".encode())
    return digest.hexdigest()


def derive(
    folder: Path, standing: Mapping[str, Standing], linked: Linked, linker: str, *, amended: Mapping[str, Amended] | None = None
) -> None:
    """Writes record.duckdb anew: the reports that count, as people left them, and what the linker says of them."""
    path, begun = folder / NAME, folder / (NAME + BEGUN)
    with plain_words(path):
        kept = _is_like(path)
        if kept:
            shutil.copyfile(path, begun)
        with duckdb.connect(str(begun)) as connection:
            migrate(connection, steps(), str(path))
            _update(connection, folder / SHARDS, standing, amended or {})
            replace(connection, linked)
            _note(connection, {"schema": schema_digest(), "state": state_of(standing, linker), "links": linked.mark})
            summarise(connection)
            digest = content_digest(connection)
            remember(folder, connection, digest, len(standing))
            _note(connection, {"digest": digest, "reports": str(len(standing))})
            connection.execute("CHECKPOINT")
    publish(begun, path)


def _is_like(path: Path) -> bool:
    """Whether a record is there whose tables are those of this version."""
    return about(path).get("schema") == schema_digest()


def mark_of(folder: Path) -> str:
    """What the links of a record were made from; "" where they are to be written anew, all of them."""
    told = about(folder / NAME)
    return told.get("links", "") if told.get("schema") == schema_digest() else ""


def about(path: Path) -> dict[str, str]:
    """What a record.duckdb says of itself; nothing if it is not there, or is none."""
    if not path.is_file():
        return {}
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            return dict(connection.execute("SELECT key, value FROM about").fetchall())
    except duckdb.Error:
        return {}


def _note(connection: duckdb.DuckDBPyConnection, values: dict[str, str]) -> None:
    for key, value in values.items():
        connection.execute("DELETE FROM about WHERE key = ?", [key])
        connection.execute("INSERT INTO about VALUES (?, ?)", [key, value])


def _update(
    connection: duckdb.DuckDBPyConnection, shards: Path, standing: Mapping[str, Standing], amended: Mapping[str, Amended]
) -> None:
    """Drops the rows of reports that no longer count, adds those of the new."""
    there = dict(connection.execute("SELECT report, digest FROM reports").fetchall())
    gone = [key for key, digest in there.items() if key not in standing or standing[key].digest != digest]
    if gone:
        connection.register("gone", pa.table({"report": gone}))
        for name, table in tables().items():
            if table.derived:
                connection.execute(f"DELETE FROM {quoted(name)} WHERE report IN (SELECT report FROM gone)")
    new: dict[str, list[str]] = {}
    for key, one in standing.items():
        if there.get(key) != one.digest:
            new.setdefault(one.shard, []).append(key)
    if new:
        for macro in MACROS:
            connection.execute(f"CREATE OR REPLACE TEMP MACRO {macro}")
        connection.register("amended", amended_table({key: one for key, one in amended.items() if key in standing}))
        for batch in batched(sorted(new.items()), BATCH):
            _add(connection, shards, dict(batch))


def _add(connection: duckdb.DuckDBPyConnection, shards: Path, wanted: dict[str, list[str]]) -> None:
    """Rows of all tables for some reports of some shards."""
    pairs = [(key, str(shards / shard)) for shard, keys in wanted.items() for key in keys]
    connection.register("wanted", pa.table({"report": [key for key, _ in pairs], "path": [path for _, path in pairs]}))
    paths = sorted({path for _, path in pairs})
    connection.execute("DROP TABLE IF EXISTS coded")
    try:
        connection.execute(
            "CREATE TEMP TABLE coded AS SELECT s.report, coalesce(a.digest, s.digest) AS digest, s.fingerprint, "
            f"from_json(coalesce(a.coded, s.coded), ?) AS r, CAST(a.marks AS {MARKS}) AS marks "
            "FROM read_parquet(?, filename = true) AS s JOIN wanted ON s.report = wanted.report AND s.filename = wanted.path "
            "LEFT JOIN amended AS a ON a.report = s.report ORDER BY s.report",
            [structure(), paths],
        )
    except (duckdb.IOException, duckdb.InvalidInputException) as error:
        raise damaged(shards, error) from None
    for name, table in tables().items():
        if table.derived:
            connection.execute(derivation(name, table))
    connection.execute("DROP TABLE coded")


def content_digest(connection: duckdb.DuckDBPyConnection, deep: bool = False) -> str:
    """A digest of the record's content, whatever the order in which it came in.

    It covers each report as it was coded, and the links. `deep` covers every row of every table, which proves the
    derivation too and takes longer. Of a table it takes the number of its rows and the sum of their MD5s, so that DuckDB
    reads it in any order, on all cores.
    """
    digest = hashlib.sha256()
    for name, table in sorted(tables().items()):
        if name == "reports" and not deep:
            rows = "(SELECT report, digest FROM reports)"
        elif table.linked or (deep and table.made != HISTORY):
            rows = _content(name, table)
        else:
            continue
        words = f"SELECT md5(CAST(t AS VARCHAR)) AS m FROM {rows} AS t"
        parts = ", ".join(f"sum(CAST('0x' || substr(m, {start}, 8) AS BIGINT))" for start in (1, 9, 17, 25))
        digest.update(f"{name} {connection.execute(f'SELECT count(*), {parts} FROM ({words})').fetchone()}\n".encode())
    return digest.hexdigest()


def _content(name: str, table: Table) -> str:
    """The table without the columns that are none of the content."""
    left_out = ", ".join(map(quoted, table.outside))
    return f"(SELECT * EXCLUDE ({left_out}) FROM {quoted(name)})" if left_out else quoted(name)
