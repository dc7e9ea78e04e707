"""Filters as SQL with bound parameters: `actor="PAK", since="2025-06-01"` -> conditions and their values.

Nothing that a caller gives becomes part of a query's text.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from typing import Any, get_args

from dateline.errors import InputError
from dateline.records import ActorKind, CrossingStatus, EventType, Measure, Quote, Scope, Status

Condition = tuple[str, list[Any]]

_ACTOR = "({c} = ? OR starts_with({c}, ? || '.') OR (length(?) = 3 AND {country} = ?) OR lower({name}) = lower(?))"
ALLOWED: Mapping[str, Collection[str]] = {
    "status": get_args(Status), "type": get_args(EventType), "measure": get_args(Measure), "scope": get_args(Scope),
    "state": get_args(CrossingStatus), "quote": get_args(Quote), "kind": get_args(ActorKind),
}  # fmt: skip


def many(value: Any) -> list[Any]:
    """One value or several, as a list."""
    return [value] if isinstance(value, str | int) or not isinstance(value, Collection) else list(value)


def texts(name: str, value: Any) -> list[str]:
    """The same, where only words make sense."""
    values = many(value)
    for one in values:
        if not isinstance(one, str):
            raise InputError(f"{one!r} is no text", name)
    return values


def equal(column: str) -> Callable[[str, Any], Condition]:
    """One of the values given; where the column has a closed list, InputError names it."""

    def made(name: str, value: Any) -> Condition:
        values = many(value)
        allowed = ALLOWED.get(name)
        for one in values:
            if allowed is not None and one not in allowed:
                raise InputError(f"{one!r} is not allowed", name, f"Allowed are {', '.join(allowed)}.")
        return f"list_contains(?, {column})", [values]

    return made


def any_of(column: str) -> Callable[[str, Any], Condition]:
    """One of the values given is in a list column."""
    return lambda name, value: (f"list_has_any({column}, ?)", [many(value)])


def mentioned(role: str) -> Callable[[str, Any], Condition]:
    """An actor of events: an id with all that is under it ("PAK" with "PAK.mfa"), a country's actors, or a name."""
    inner = _ACTOR.format(c="m.actor", country="m.country", name="m.name")
    condition = f"event IN (SELECT m.event FROM event_mentions AS m WHERE m.role = '{role}' AND {inner})"
    return lambda name, value: _each(texts(name, value), condition, 5)


def actor(column: str) -> Callable[[str, Any], Condition]:
    """An actor of figures, crossings and statements, by the same rules."""
    inner = (
        f"({column} = ? OR starts_with({column}, ? || '.') OR (length(?) = 3 AND EXISTS (SELECT 1 FROM actors AS a "
        f"WHERE a.report = t.report AND a.actor = {column} AND a.country = ?)) OR lower({column}_name) = lower(?))"
    )
    return lambda name, value: _each(texts(name, value), inner, 5)


def place(*columns: str) -> Callable[[str, Any], Condition]:
    """A place by name, upper or lower case alike, or by GeoNames id where the table has one."""
    parts = [f"lower({column}) = lower(CAST(? AS VARCHAR))" if column != "geonames_id" else
             "CAST(geonames_id AS VARCHAR) = CAST(? AS VARCHAR)" for column in columns]  # fmt: skip
    return lambda name, value: _each(value, f"({' OR '.join(parts)})", len(parts))


def since(column: str) -> Callable[[str, Any], Condition]:
    """On that day or later, or possibly: the last possible day counts. What has no day is left out."""
    return lambda name, value: (f"{column} >= ?", [day(name, value)])


def until(column: str) -> Callable[[str, Any], Condition]:
    """On that day or earlier, or possibly: the first possible day counts. What has no day is left out."""
    return lambda name, value: (f"{column} <= ?", [day(name, value)])


def contains(column: str) -> Callable[[str, Any], Condition]:
    """Words within a text, upper or lower case alike."""
    return lambda name, value: _each(texts(name, value), f"contains(lower({column}), lower(?))", 1)


def text_contains(name: str, value: Any) -> Condition:
    """Words within the text of a report, also for lists, which leave the text out."""
    inner = "report IN (SELECT b.report FROM reports AS b WHERE contains(lower(b.text), lower(?)))"
    return _each(texts(name, value), inner, 1)


def flag(column: str) -> Callable[[str, Any], Condition]:
    """True or false, also as the words of a command line."""

    def made(name: str, value: Any) -> Condition:
        if value not in (True, False, "true", "false"):
            raise InputError(f"{value!r} is not allowed", name, "Allowed are true, false.")
        return f"{column} = ?", [value in (True, "true")]

    return made


def least(column: str) -> Callable[[str, Any], Condition]:
    return lambda name, value: (f"{column} >= ?", [_number(name, value)])


def _each(value: Any, condition: str, uses: int) -> Condition:
    values = many(value)
    return "(" + " OR ".join([condition] * len(values)) + ")" if values else "false", [
        one for one in values for _ in range(uses)
    ]


def _number(name: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise InputError(f"{value!r} is no whole number", name)
    return value


def day(name: str, value: Any) -> date:
    """A day given as a date or as "2025-06-18"; InputError for anything else."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise InputError(f"{value!r} is no day", name, "Write it as 2025-06-18.") from None
