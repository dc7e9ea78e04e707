"""The only reader of `record.duckdb`: opens it read-only and answers questions with Arrow tables.

    record = dateline.open_record("gulf")
    record.events(actor="PAK", since="2025-06-01", status="occurred").to_pandas()
    record.sql("SELECT type, count(*) FROM events WHERE country = ? GROUP BY type", ["IRN"])

A build that goes on meanwhile writes another file; an open record goes on showing what it showed.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb

from dateline.errors import InputError
from dateline.store import filters as by
from dateline.store.rows import Rows
from dateline.store.writer import NAME, content_digest

Filters = Mapping[str, Callable[[str, Any], by.Condition]]
Status = str | Sequence[str]
_CLASS = re.compile(r"^(?:[A-Z]\w+ ){1,3}Error: ")

_ORIGINS = (
    "(SELECT max(l.independent_origins) FROM linked_members AS m JOIN linked_events AS l USING (linked_event) "
    "WHERE m.event = t.event)"
)
FILTERS: dict[str, Filters] = {
    "events": {
        "actor": by.mentioned("actor"), "recipient": by.mentioned("recipient"), "type": by.equal("type"),
        "mode": by.equal("mode"), "status": by.equal("status"), "place": by.place("place_name", "geonames_id"),
        "country": by.equal("country"), "since": by.since("day_to"), "until": by.until("day_from"),
        "report": by.equal("report"), "source": by.actor("source"), "rule": by.equal("rule"),
        "min_origins": by.least(_ORIGINS),
    },
    "figures": {
        "measure": by.equal("measure"), "status": by.equal("status"), "scope": by.equal("scope"), "who": by.actor("who"),
        "place": by.place("place_name", "origin_name", "destination_name"), "country": by.equal("country"),
        "since": by.since("day_to"), "until": by.until("day_from"), "report": by.equal("report"), "event": by.equal("event"),
        "source": by.actor("source"), "min_origins": by.least(_ORIGINS),
    },
    "crossings": {
        "state": by.equal("state"), "status": by.equal("status"), "what": by.equal("what"), "name": by.any_of("name"),
        "country": by.any_of("countries"), "since": by.since("day_to"), "until": by.until("day_from"),
        "report": by.equal("report"), "source": by.actor("source"),
    },
    "statements": {
        "speaker": by.actor("speaker"), "addressee": by.actor("addressee"), "quote": by.equal("quote"),
        "words": by.contains("content"), "report": by.equal("report"),
    },
    "reports": {
        "id": by.equal("id"), "report": by.equal("report"), "outlet": by.equal("outlet"), "language": by.equal("language"),
        "coded": by.equal("coded"), "words": by.contains("text"), "since": by.since("published"),
        "until": by.until("published"),
    },
}  # fmt: skip
ORDER = {
    "events": "day_from NULLS LAST, report, start, event", "figures": "day_from NULLS LAST, report, start, figure",
    "crossings": "day_from NULLS LAST, report, start, crossing", "statements": "report, start, statement",
    "reports": "published NULLS LAST, report",
}  # fmt: skip


class Record:
    """A record opened for reading. Close it, or use it in a `with`."""

    def __init__(self, folder: str | Path) -> None:
        """InputError if there is no record, or it cannot be read by this version."""
        self.folder = Path(folder)
        path = self.folder / NAME
        if not path.is_file():
            raise InputError("holds no record", str(folder), "Make one: dateline build IN... --record DIR.")
        try:
            self._connection = duckdb.connect(str(path), read_only=True)
            self._connection.execute("SET enable_external_access = false")
            self._connection.execute("SET lock_configuration = true")
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

    def tables(self) -> Rows:
        """Tables and columns with what they mean."""
        return self.sql(
            'SELECT table_name AS "table", column_name AS "column", data_type AS type, comment AS about '
            "FROM duckdb_columns() WHERE comment IS NOT NULL ORDER BY table_oid, column_index"
        )

    def digest(self, deep: bool = False) -> str:
        """A digest of the content; `deep` reads every row of every table instead of what they are derived from."""
        return content_digest(self._connection, deep)

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _select(self, table: str, given: Mapping[str, Any]) -> Rows:
        known = FILTERS[table]
        conditions, values = ["true"], []
        for name, value in given.items():
            if name not in known:
                raise InputError(f"unknown filter {name!r}", table, f"Allowed are {', '.join(sorted(known))}.")
            if value is not None:
                condition, bound = known[name](name, value)
                conditions.append(condition)
                values += bound
        return self.sql(f"SELECT * FROM {table} AS t WHERE {' AND '.join(conditions)} ORDER BY {ORDER[table]}", values)


def open_record(folder: str | Path) -> Record:
    """The record in a folder, for reading; InputError if there is none."""
    return Record(folder)


def first_line(error: Exception) -> str:
    return str(error).strip().split("\n")[0] or type(error).__name__


def _words(error: Exception) -> str:
    """DuckDB's message without its class ("Binder Error: ...") and its picture of the query."""
    return _CLASS.sub("", first_line(error))
