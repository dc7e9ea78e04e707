"""What the first page draws: marks of places by class and status, days of the timeline, what changed in the rows of a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from dateline.knowledge.countries import countries
from dateline.store.desk.wanted import Wanted
from dateline.store.reader import Record

MOST = 20_000  # marks that a map is given; those of places with most events come first
_FIRST = "DATE '0001-01-01'"  # the day whose ordinal is 1
LONGEST = 31  # days: what is known less well than that has no bar


@dataclass(frozen=True, slots=True)
class Mark:
    """Events of one class and status at one place; figures are those of the one with the largest least number, never a sum.

    `event` is that one, or any. `exact` False: only a province, country or area is known.
    """

    geonames_id: int | None
    name: str | None
    lat: float
    lon: float
    exact: bool
    quad: str
    status: str
    events: int
    event: str
    low: int | None
    high: int | None
    unbounded: bool
    quantifier: str | None


class Dated(NamedTuple):
    """Events of one class that may have been on the same days."""

    first: date
    last: date
    quad: str
    events: int


class Days(NamedTuple):
    dated: list[Dated]
    wide: int  # known only to a longer stretch than LONGEST
    undated: int


def marks(record: Record, wanted: Wanted, *, measure: str = "killed", most: int = MOST) -> list[Mark]:
    """The marks of the map. A figure of another measure than `measure` is left out."""
    where, values = wanted.where()
    table = record.sql(
        "SELECT geonames_id, min(place_name) AS name, lat, lon, bool_and(exact_place) AS exact, quad, status, "
        "count(*) AS events, max(linked_event) AS event, arg_max({'event': linked_event, 'low': toll_low, 'high': toll_high, "
        "'unbounded': toll_open, 'quantifier': toll_quantifier}, (coalesce(toll_low, toll_high), linked_event)) "
        "FILTER (toll_measure = ?) AS top "
        f"FROM happenings WHERE {where} AND lat IS NOT NULL GROUP BY geonames_id, lat, lon, quad, status "
        "ORDER BY sum(count(*)) OVER (PARTITION BY geonames_id, lat, lon) DESC, geonames_id, lat, lon, quad, status "
        f"LIMIT {int(most)}", [measure, *values],
    ).arrow.flatten()  # fmt: skip
    return [_mark(*row) for row in zip(*(column.to_pylist() for column in table.columns), strict=True)]


def _mark(*told: Any) -> Mark:
    """From a row of the query; the last five values are of the event with the figure, or all null."""
    key, name, lat, lon, exact, quad, status, events, event, first, low, high, unbounded, quantifier = told
    return Mark(key, name, lat, lon, bool(exact), quad, status, events, first or event, low, high, bool(unbounded), quantifier)


def days(record: Record, wanted: Wanted) -> Days:
    """When events were, whatever period is asked for: the chart shows what lies around it."""
    where, values = wanted.where(without=("start", "end"))
    table = record.sql(
        f"SELECT CASE WHEN day_from IS NULL OR day_to IS NULL THEN 'undated' WHEN day_to - day_from > {LONGEST} THEN 'wide' "
        f"ELSE 'dated' END AS kind, CASE WHEN kind = 'dated' THEN day_from - {_FIRST} + 1 END AS first, "
        f"CASE WHEN kind = 'dated' THEN day_to - {_FIRST} + 1 END AS last, quad, count(*) AS events FROM happenings "
        f"WHERE {where} GROUP BY ALL ORDER BY ALL", values,
    ).arrow  # fmt: skip
    rows = list(zip(*(column.to_pylist() for column in table.columns), strict=True))
    on = date.fromordinal
    dated = [Dated(on(first), on(last), quad, events) for kind, first, last, quad, events in rows if kind == "dated"]
    return Days(dated, *(sum(row[-1] for row in rows if row[0] == kind) for kind in ("wide", "undated")))


def changed(record: Record, keys: list[str], since: int) -> dict[str, dict[str, Any]]:
    """The last change of each of some happenings after a sequence: its kind, and before and after of a figure."""
    rows = record.sql(
        "SELECT now, kind, measure, who, low_before, high_before, low, high FROM changes "
        "WHERE sequence > ? AND list_contains(?, now) ORDER BY sequence, n", [since, keys],
    ).to_pylist()  # fmt: skip
    return {row["now"]: row for row in rows}


def actor_names(record: Record, ids: list[str]) -> dict[str, str]:
    """Names of actors by id; countries by their code. What has no name is left out."""
    query = "SELECT actor, name FROM known_actors WHERE list_contains(?, actor) AND name IS NOT NULL"
    rows = record.sql(query, [ids]).to_pylist()
    states = {code: found.name for code in ids if (found := countries().by_code.get(code))}
    return {row["actor"]: row["name"] for row in rows} | states


def place_names(record: Record, ids: Iterable[int]) -> dict[int, str]:
    """What the record calls some places; those where no event is are left out."""
    query = "SELECT geonames_id, min(place_name) AS name FROM happenings WHERE list_contains(?, geonames_id) GROUP BY ALL"
    return {row["geonames_id"]: row["name"] for row in record.sql(query, [list(ids)]).to_pylist()}


def reports(record: Record) -> int:
    """How many reports the record holds."""
    return int(record.sql("SELECT count(*) AS reports FROM reports").to_pylist()[0]["reports"])
