"""The tables of `record.duckdb`, read from `tables.toml` and `summaries.toml`: what they hold, their DDL, their SELECT.

A derived column is an expression over the coded report, with six short words for what every table needs:

    words(a, b)    the text between two offsets        place(i), time(i)   the place or time with that number
    first(i), last(i)   the days that a time covers
    actor(id)      the actor of the report             called(m)           its name, or the mention's own words
    happening(id)  the event of the report
    _judged(c.marks, kind, id)   whether and by whom a record was judged
"""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

import msgspec
from msgspec import inspect

from dateline.errors import KnowledgeError
from dateline.records import FATAL_REASONS, Report

SPANS = 'STRUCT("start" INTEGER, "end" INTEGER)[]'
TYPES = ("VARCHAR", "DATE", "BOOLEAN", "BIGINT", "INTEGER", "DOUBLE", "JSON", "VARCHAR[]", SPANS)
_SHORT = re.compile(r"(?<![\w.])(words|place|time|first|last|actor|called|happening)\(")
_DOTTED_END = re.compile(r"\.(end|from|to)\b")
MACROS = (
    "_words(r, a, b) AS substring(r.text, a + 1, b - a)",
    "_place(r, i) AS r.places[i + 1]",
    "_time(r, i) AS r.times[i + 1]",
    # as `text.dates.covered` does: "since 2020" begins then and goes on until the report's own day
    "_first(r, i) AS CASE r.times[i + 1].bound WHEN 'until' THEN NULL WHEN 'before' THEN NULL "
    "WHEN 'after' THEN try_cast(r.times[i + 1].\"to\" AS DATE) + 1 ELSE try_cast(r.times[i + 1].\"from\" AS DATE) END",
    "_last(r, i) AS CASE r.times[i + 1].bound WHEN 'after' THEN NULL "
    "WHEN 'since' THEN CASE WHEN try_cast(r.reference_date.value AS DATE) >= try_cast(r.times[i + 1].\"from\" AS DATE) "
    "THEN try_cast(r.reference_date.value AS DATE) END "
    "WHEN 'before' THEN try_cast(r.times[i + 1].\"from\" AS DATE) - 1 ELSE try_cast(r.times[i + 1].\"to\" AS DATE) END",
    "_actor(r, key) AS list_filter(r.actors, lambda one: one.id = key)[1]",
    "_happening(r, key) AS list_filter(r.events, lambda one: one.id = key)[1]",
    "_called(r, m) AS coalesce(list_filter(r.actors, lambda one: one.id = m.actor)[1].name, "
    'substring(r.text, m.start + 1, m."end" - m.start))',
    "_judged(marks, kind, id) AS list_filter(marks, lambda one: one.kind = kind AND one.record = id)[1]",
)
MARKS = 'STRUCT(kind VARCHAR, record VARCHAR, review VARCHAR, "by" VARCHAR)[]'


class Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"expression": "is"}):
    """One column; `expression` is how it is derived, None where the linker fills it."""

    type: str
    about: str
    expression: str | None = None


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One table; `each` names the list of the report that it has rows of.

    `made` is the file whose SELECT fills it from other tables, or "history"; the columns `outside` are none of the content.
    """

    about: str
    key: tuple[str, ...]
    columns: dict[str, Column]
    each: str | None = None
    made: str | None = None
    outside: tuple[str, ...] = ()

    @property
    def derived(self) -> bool:
        """Whether its rows come from coded reports; the others come from the linker, or from other tables."""
        return all(column.expression is not None for column in self.columns.values())

    @property
    def linked(self) -> bool:
        """Whether its rows come from the linker."""
        return not self.derived and self.made is None


@lru_cache(maxsize=1)
def tables() -> dict[str, Table]:
    """The tables by name; KnowledgeError for a column of an unknown type or a key that is no column."""
    found: dict[str, Table] = {}
    for file in ("tables.toml", "summaries.toml", "conflicts.toml"):
        text = files("dateline.store").joinpath(file).read_text(encoding="utf-8")
        for name, table in msgspec.convert(tomllib.loads(text), dict[str, Table]).items():
            for column, about in table.columns.items():
                if about.type not in TYPES:
                    raise KnowledgeError(f"unknown type {about.type!r}", f"{file}: {name}.{column}", f"Allowed: {TYPES}.")
            if not {*table.key, *table.outside} <= table.columns.keys():
                raise KnowledgeError("the key is no column", f"{file}: {name}")
            found[name] = table
    return found


def quoted(name: str) -> str:
    """An identifier for SQL: "end" is a keyword."""
    return '"' + name.replace('"', '""') + '"'


def text_literal(words: str) -> str:
    """A text for SQL; only for our own words, a user's are bound."""
    return "'" + words.replace("'", "''") + "'"


def ddl(name: str, table: Table) -> str:
    """CREATE TABLE with its columns; keys are kept by the builder, an index would double the size."""
    columns = ", ".join(f"{quoted(column)} {about.type}" for column, about in table.columns.items())
    return f"CREATE TABLE {quoted(name)} ({columns})"


def comments(name: str, table: Table) -> list[str]:
    """COMMENT ON for the table and its columns, which `dateline sql` lists."""
    made = [f"COMMENT ON TABLE {quoted(name)} IS {text_literal(table.about)}"]
    return made + [
        f"COMMENT ON COLUMN {quoted(name)}.{quoted(column)} IS {text_literal(one.about)}" for column, one in table.columns.items()
    ]


def derivation(name: str, table: Table) -> str:
    """INSERT of a table's rows from `coded` (report, digest, fingerprint, r), one batch of stored reports."""
    chosen = ", ".join(f"{_plain(column.expression or 'NULL')} AS {quoted(key)}" for key, column in table.columns.items())
    if table.each is None:
        return f"INSERT INTO {quoted(name)} SELECT {chosen} FROM coded AS c"
    each = f"r.{table.each}" if table.each.isidentifier() else table.each
    rows = f"SELECT c.*, unnest({_plain(each)}) AS x, generate_subscripts({_plain(each)}, 1) - 1 AS n FROM coded AS c"
    return f"INSERT INTO {quoted(name)} SELECT {chosen} FROM ({rows}) AS c"


def _plain(expression: str) -> str:
    expression = expression.replace("$fatal", str(sorted(FATAL_REASONS)))
    return _DOTTED_END.sub(r'."\1"', _SHORT.sub(r"_\1(r, ", expression))


@lru_cache(maxsize=1)
def structure() -> str:
    """The shape of a coded report for DuckDB's `from_json`."""
    return msgspec.json.encode(_shape(inspect.type_info(Report))).decode()


def _shape(info: Any) -> Any:
    match info:
        case inspect.StructType():
            return {field.encode_name: _shape(field.type) for field in info.fields if field.encode_name != "predicates"}
        case inspect.VarTupleType() | inspect.ListType():
            return [_shape(info.item_type)]
        case inspect.UnionType():
            known = [one for one in info.types if not isinstance(one, inspect.NoneType | inspect.CustomType)]
            return _shape(next(one for one in known if type(one).__name__ != "UnsetType"))
        case inspect.IntType():
            return "BIGINT"
        case inspect.FloatType():
            return "DOUBLE"
        case inspect.BoolType():
            return "BOOLEAN"
        case inspect.DictType():
            return "JSON"
        case _:
            return "VARCHAR"
