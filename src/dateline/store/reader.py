"""The only reader of `record.duckdb`: opens it read-only and answers questions with Arrow tables.

    record = dateline.open_record("gulf")
    record.events(actor="PAK", since="2025-06-01", status="occurred").to_pandas()
    record.sql("SELECT type, count(*) FROM events WHERE country = ? GROUP BY type", ["IRN"])

A build that goes on meanwhile writes another file; an open record goes on showing what it showed.
"""

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb

from dateline.errors import InputError
from dateline.store.questions import LISTS, asked
from dateline.store.rows import Rows, Stream
from dateline.store.writer import NAME, content_digest

Status = str | Sequence[str]
LOCKED: dict[str, str | bool | int | float | list[str]] = {"enable_external_access": "false", "lock_configuration": "true"}
BATCH = 2_000  # rows of a list that are read at once
_CLASS = re.compile(r"^(?:[A-Z]\w+ ){1,3}Error: ")



class Record:
    """A record opened for reading. Close it, or use it in a `with`."""

    def __init__(self, folder: str | Path) -> None:
        """InputError if there is no record, or it cannot be read by this version."""
        self.folder = Path(folder)
        path = self.folder / NAME
        if not path.is_file():
            raise InputError("holds no record", str(folder), "Make one: dateline build IN... --record DIR.")
        try:
            self._connection = _connect(path)
        except duckdb.Error as error:
            remedy = f"Derive it anew from its shards: dateline build --record {folder}."
            raise InputError(f"cannot be read: {first_line(error)}", str(path), remedy) from None

    def events(self, *, status: Status | None = None, **filters: Any) -> Rows:
        """Events as single reports tell them, by actor, recipient, type, mode, status, place, country, since, until ...

        `actor="PAK"` takes the state with all its organs, groups and people; `min_origins=2` what two independent
        origins tell. Raises InputError for an unknown filter or a value that is not allowed.
        """
        return self._select("events", {"status": status, **filters})

    def figures(self, *, status: Status | None = None, **filters: Any) -> Rows:
        """Numbers of people, by measure, status, scope, who, place, country, since, until, event, source, min_origins."""
        return self._select("figures", {"status": status, **filters})

    def crossings(self, *, status: Status | None = None, **filters: Any) -> Rows:
        """Borders, crossings, roads, airspace, ports, by state, status, what, name, country, since, until, source."""
        return self._select("crossings", {"status": status, **filters})

    def statements(self, **filters: Any) -> Rows:
        """Who said what, by speaker, addressee, quote, words."""
        return self._select("statements", filters)

    def reports(self, **filters: Any) -> Rows:
        """Reports, by id, outlet, language, coded, words, since, until (days of publication)."""
        return self._select("reports", filters)

    def sql(self, query: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Rows:
        """Any query; `?` or `$name` stand for parameters. It can read this record, and nothing else, and change nothing.

        Raises InputError with DuckDB's own words for a query that cannot be run.
        """
        given = dict(parameters) if isinstance(parameters, Mapping) else list(parameters)
        try:
            found = self._connection.cursor().sql(query, params=given)
            if found is None:
                raise InputError("asks for nothing", "the query", "It is read-only, and gives rows: SELECT ...")
            return Rows(found.to_arrow_table())
        except duckdb.Error as error:
            raise InputError(_words(error), "the query", "dateline sql without a query lists tables and columns.") from None

    def listed(self, kind: str, **filters: Any) -> Stream:
        """A list for export (events, figures, crossings, statements, reports), read a batch at a time.

        Filters are those of the same kind, and `leads=True`: one row a happening, nothing from copies.
        """
        if kind not in LISTS:
            raise InputError(f"unknown list {kind!r}", "listed", f"Allowed are {', '.join(LISTS)}.")
        query, values = asked(kind, LISTS[kind], filters)
        try:
            return Stream(self._connection.cursor().sql(query, params=values).to_arrow_reader(BATCH))
        except duckdb.Error as error:
            raise InputError(_words(error), kind) from None

    def tables(self) -> Rows:
        """Tables and columns with what they mean."""
        return self.sql(
            'SELECT table_name AS "table", column_name AS "column", data_type AS type, comment AS about '
            "FROM duckdb_columns() WHERE comment IS NOT NULL ORDER BY table_oid, column_index"
        )

    def digest(self, deep: bool = False) -> str:
        """A digest of the content; `deep` reads every row of every table instead of what they are derived from."""
        return content_digest(self._connection, deep)

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """For the queries of this room."""
        return self._connection.cursor()

    def noted_digest(self) -> str:
        """The same as the build that made the record noted it; nothing is read but that."""
        rows = self.sql("SELECT value FROM about WHERE key = 'digest'").to_pylist()
        return str(rows[0]["value"]) if rows else self.digest()

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _select(self, table: str, given: Mapping[str, Any]) -> Rows:
        return self.sql(*asked(table, table, given))


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection to the file as it stands. DuckDB keeps one database a path: while an earlier record is open, its path goes on
    leading to the old file after a build has put a new one there. So a file is opened by a name of its own, a link that is gone
    as soon as it is open; where no link can be made, by its path.
    """
    link = path.with_name(f".{path.stem}-{path.stat().st_ino}-{os.getpid()}{path.suffix}")
    try:
        os.link(path, link)
    except FileExistsError:
        pass
    except OSError:
        return duckdb.connect(str(path), read_only=True, config=LOCKED)
    try:
        return duckdb.connect(str(link), read_only=True, config=LOCKED)
    finally:
        link.unlink(missing_ok=True)


def open_record(folder: str | Path) -> Record:
    """The record in a folder, for reading; InputError if there is none."""
    return Record(folder)


def first_line(error: Exception) -> str:
    return str(error).strip().split("\n")[0] or type(error).__name__


def _words(error: Exception) -> str:
    """DuckDB's message without its class ("Binder Error: ...") and its picture of the query."""
    return _CLASS.sub("", first_line(error))
