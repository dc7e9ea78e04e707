"""Lists for export: the rows of the export room, of the happenings that fit, or by the filters of a list."""

from typing import Any

import duckdb

from dateline.errors import InputError
from dateline.store.desk.wanted import Wanted
from dateline.store.questions import LISTS, ORDER, asked
from dateline.store.reader import BATCH, Record, first_line
from dateline.store.rows import Stream


def events(record: Record, wanted: Wanted) -> Stream:
    """One row a happening that fits, as the telling that stands for it has it: the rows of `event_list`."""
    where, values = wanted.where()
    query = (
        "SELECT t.* EXCLUDE (leads), true AS leads FROM event_list AS t "
        f"JOIN (SELECT event FROM happenings WHERE {where}) AS h USING (event) "
        f"ORDER BY {ORDER['events']}"
    )
    return _streamed(record, query, values)


def rows(record: Record, kind: str, *, tellings: bool = False, **filters: Any) -> Stream:
    """Figures, crossings, statements or reports by the filters of the list; with `tellings` those of copies too."""
    query, values = asked(kind, LISTS[kind], {**filters, "leads": None if tellings else True})
    return _streamed(record, query, values)


def count(record: Record, kind: str, *, tellings: bool = False, **filters: Any) -> int:
    """How many rows `rows` gives."""
    query, values = asked(kind, LISTS[kind], {**filters, "leads": None if tellings else True})
    return int(record.sql(f"SELECT count(*) AS n FROM ({query})", values).to_pylist()[0]["n"])


def _streamed(record: Record, query: str, values: list[Any]) -> Stream:
    try:
        return Stream(record.cursor().sql(query, params=values).to_arrow_reader(BATCH))
    except duckdb.Error as error:
        raise InputError(first_line(error), "the export") from None
