"""Long lists a page at a time: the next page begins after the last row of this one, however deep, with no row counted twice.

The place is written as a token, the last row's keys; one that cannot be read begins anew. The last key must be unique.
"""

import base64
import binascii
import json
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from dateline.store.reader import Record

MOST = 1000
_DEEPEST = 2**62


class Key(NamedTuple):
    """One key of an order: an expression that is never null, its type, and whether the greatest comes first."""

    expression: str
    kind: type
    descending: bool = False


class Listed(NamedTuple):
    """Rows, and the token that asks for those that follow; None at the end."""

    rows: list[dict[str, Any]]
    after: str | None


def listed(
    record: Record, query: str, values: Sequence[Any], keys: Sequence[Key], *, after: str | None = None, size: int = 50
) -> Listed:  # fmt: skip
    """Rows of "SELECT ... FROM ... WHERE ..." (its columns may be used in the keys) in an order."""
    size = max(1, min(size, MOST))
    beyond, more = _beyond(keys, _read(after, keys))
    named = ", ".join(f"{key.expression} AS _k{n}" for n, key in enumerate(keys))
    order = ", ".join(f"_k{n}{' DESC' if key.descending else ''}" for n, key in enumerate(keys))
    rows = record.sql(
        f"SELECT * FROM (SELECT *, {named} FROM ({query}) AS t) WHERE {beyond} ORDER BY {order} LIMIT {size + 1}",
        [*values, *more],
    ).to_pylist()
    token = _token([rows[size - 1][f"_k{n}"] for n in range(len(keys))]) if len(rows) > size else None
    kept = [{name: value for name, value in row.items() if not name.startswith("_k")} for row in rows[:size]]
    return Listed(kept, token)


def _token(values: list[Any]) -> str:
    told = json.dumps([value.isoformat() if isinstance(value, date) else value for value in values], separators=(",", ":"))
    return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")


def _read(token: str | None, keys: Sequence[Key]) -> list[Any] | None:
    """The keys of a token, or None if it is none of this order."""
    try:
        told = json.loads(base64.urlsafe_b64decode((token or "") + "=" * (-len(token or "") % 4)))
        values = [date.fromisoformat(value) if key.kind is date else value for key, value in zip(keys, told, strict=True)]
    except (ValueError, TypeError, binascii.Error, RecursionError):
        return None
    return values if all(_fits(value, key.kind) for key, value in zip(keys, values, strict=True)) else None


def _fits(value: Any, kind: type) -> bool:
    return type(value) is kind and not (isinstance(value, int) and abs(value) > _DEEPEST)


def _beyond(keys: Sequence[Key], values: list[Any] | None) -> tuple[str, list[Any]]:
    """What comes after a row: later in the first key, or equal and later in the next ..."""
    if values is None:
        return "true", []
    sql, bound = "false", list[Any]()
    for n, (key, value) in reversed(list(enumerate(zip(keys, values, strict=True)))):
        sign = "<" if key.descending else ">"
        sql, bound = f"(_k{n} {sign} ? OR (_k{n} = ? AND {sql}))", [value, value, *bound]
    return sql, bound
