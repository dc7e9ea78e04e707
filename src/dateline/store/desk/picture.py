"""What the first page asks: the list by keyset, counts, places of the map, and the strip of what is new.

Every function takes a record and what is `Wanted`. Unknown stays None; nothing here adds up people.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from dateline.store.desk.happening import SELECTED, Happening
from dateline.store.desk.wanted import CROSSINGS, FIGURES, STATUSES, Wanted
from dateline.store.reader import Record

PAGE = 50
QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
_NO_DAY = "DATE '0001-01-01'"
_TOLL = "CASE toll_measure WHEN 'killed' THEN 3 WHEN 'injured' THEN 2 ELSE (toll_measure IS NOT NULL)::INT END"
ORDERS: dict[str, tuple[tuple[str, type], ...]] = {  # each descending; the id comes last, ascending
    "changed": (("changed", int), (f"coalesce(last_reported, {_NO_DAY})", date)),
    "day": ((f"coalesce(day_from, {_NO_DAY})", date),),
    "origins": (("independent_origins", int), ("changed", int)),
    "figure": ((_TOLL, int), ("coalesce(toll_low, toll_high, 0)", int)),
}


class Page(NamedTuple):
    """Rows of the list; `after` asks for those that follow, None at the end."""

    rows: list[Happening]
    after: str | None


def page(record: Record, wanted: Wanted, *, sort: str = "changed", after: str | None = None, size: int = PAGE) -> Page:
    """The list in an order of `ORDERS`, from the row after `after`; one that cannot be read begins anew."""
    order = ORDERS[sort]
    where, values = wanted.where()
    beyond, more = _beyond(order, after)
    keys = ", ".join(f"{expression} AS k{n}" for n, (expression, _) in enumerate(order))
    ordered = ", ".join(f"k{n} DESC" for n in range(len(order))) + ", linked_event"
    rows = record.sql(
        f"SELECT {SELECTED}, {keys} FROM happenings AS h WHERE {where} AND {beyond} ORDER BY {ordered} LIMIT {int(size) + 1}",
        [*values, *more],
    ).to_pylist()
    following = rows[size - 1] if len(rows) > size else None
    token = "~".join([*(str(following[f"k{n}"]) for n in range(len(order))), following["linked_event"]]) if following else None
    return Page([_row(row) for row in rows[:size]], token)


def _row(row: dict[str, Any]) -> Happening:
    return Happening(**{name: value for name, value in row.items() if name in Happening.__slots__})


def _beyond(order: tuple[tuple[str, type], ...], after: str | None) -> tuple[str, list[Any]]:
    """What comes after a row: lower in the first key, or equal and lower in the next ..., or equal in all and of a later id."""
    parts = (after or "").split("~")
    if len(parts) != len(order) + 1:
        return "true", []
    try:
        keys = [date.fromisoformat(part) if kind is date else int(part) for part, (_, kind) in zip(parts, order, strict=False)]
    except ValueError:
        return "true", []
    if any(isinstance(key, int) and abs(key) >= 2**62 for key in keys):
        return "true", []
    sql, values = "linked_event > ?", list[Any](parts[-1:])
    for (expression, _), key in zip(reversed(order), reversed(keys), strict=True):
        sql, values = f"({expression} < ? OR ({expression} = ? AND {sql}))", [key, key, *values]
    return sql, values


@dataclass(frozen=True)
class Counts:
    """ "58 events of 330; 31 with two origins": `events` fit, `of` are there with these statuses.

    `statuses` counts by status what fits otherwise, `nowhere` those without a known place.
    """

    events: int
    of: int
    two_origins: int
    nowhere: int
    statuses: dict[str, int]


def counts(record: Record, wanted: Wanted) -> Counts:
    where, values = wanted.where(without=("status",))
    rows = record.sql(
        f"SELECT status, count(*) FILTER (fits) AS events, count(*) AS there, "
        f"count(*) FILTER (fits AND independent_origins >= 2) AS two, count(*) FILTER (fits AND lat IS NULL) AS nowhere "
        f"FROM (SELECT status, independent_origins, lat, ({where}) AS fits FROM happenings) GROUP BY status", values,
    ).to_pylist()  # fmt: skip
    chosen = [row for row in rows if row["status"] in wanted.statuses]
    told = {row["status"]: row["events"] for row in rows}
    return Counts(
        events=sum(row["events"] for row in chosen), of=sum(row["there"] for row in chosen),
        two_origins=sum(row["two"] for row in chosen), nowhere=sum(row["nowhere"] for row in chosen),
        statuses={status: told.get(status, 0) for status in STATUSES},
    )  # fmt: skip


class Freed(NamedTuple):
    """How many would fit without one filter."""

    name: str
    events: int


def frees(record: Record, wanted: Wanted) -> list[Freed]:
    """The filters without which something would fit, the one that frees most first. `status`: with all statuses."""
    conditions = wanted.conditions()
    columns = ", ".join(f"({each.sql}) AS c{n}" for n, each in enumerate(conditions))
    counted = ", ".join(
        f"count(*) FILTER ({' AND '.join(f'c{other}' for other in range(len(conditions)) if other != n) or 'true'}) AS n{n}"
        for n in range(len(conditions))
    )
    values = [value for each in conditions for value in each.values]
    row = record.sql(f"SELECT {counted} FROM (SELECT {columns} FROM happenings)", values).to_pylist()[0]
    found = [Freed(each.name, row[f"n{n}"]) for n, each in enumerate(conditions) if row[f"n{n}"]]
    return sorted(found, key=lambda each: (-each.events, each.name))


@dataclass(frozen=True)
class Spot:
    """The events of one place. `exact` False: only a country, province or area is known, "[4 in Balochistan]", no dot.

    `low` and `high` are the figure of the one event with the largest least number of the measure, never a sum.
    """

    geonames_id: int | None
    name: str | None
    lat: float
    lon: float
    country: str | None
    kind: str | None
    exact: bool
    events: int
    first: str  # the event that the mark opens: the one with the figure, else the one that changed last
    low: int | None
    high: int | None
    open: bool
    new: int  # changed after `since`
    quads: dict[str, int] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)


def spots(record: Record, wanted: Wanted, *, measure: str = "killed", since: int | None = None, most: int = 5000) -> list[Spot]:
    """The places of the map, those with most events first. `since` counts what is new there."""
    where, values = wanted.where()
    quads = ", ".join(f"count(*) FILTER (quad = '{quad}') AS q{n}" for n, quad in enumerate(QUADS))
    statuses = ", ".join(f"count(*) FILTER (status = '{status}') AS s{n}" for n, status in enumerate(STATUSES))
    size = "(measured, coalesce(toll_low, toll_high, 0) * measured::INT, changed, linked_event)"
    rows = record.sql(
        f"SELECT geonames_id, lat, lon, min(place_name) AS name, min(country) AS country, min(place_kind) AS kind, "
        f"bool_and(exact_place) AS exact, count(*) AS events, count(*) FILTER (changed > ?) AS new, {quads}, {statuses}, "
        f"arg_max({{'id': linked_event, 'low': toll_low, 'high': toll_high, 'open': toll_open, 'measured': measured}}, {size}) "
        f"AS top FROM (SELECT *, coalesce(toll_measure = ?, false) AS measured FROM happenings "
        f"WHERE {where} AND lat IS NOT NULL) "
        f"GROUP BY geonames_id, lat, lon ORDER BY events DESC, geonames_id, lat, lon LIMIT {int(most)}",
        [2**31 - 1 if since is None else since, measure, *values],
    ).to_pylist()
    return [_spot(row) for row in rows]


def _spot(row: dict[str, Any]) -> Spot:
    top, told = row["top"], row["top"]["measured"]
    return Spot(
        row["geonames_id"], row["name"], row["lat"], row["lon"], row["country"], row["kind"], bool(row["exact"]), row["events"],
        top["id"], top["low"] if told else None, top["high"] if told else None, bool(told and top["open"]), row["new"],
        {quad: row[f"q{n}"] for n, quad in enumerate(QUADS) if row[f"q{n}"]},
        {status: row[f"s{n}"] for n, status in enumerate(STATUSES) if row[f"s{n}"]},
    )  # fmt: skip


@dataclass(frozen=True)
class Strip:
    """What came after a sequence. `events` are new ones by status, `figures` series that changed or are new, of new events, too.

    `since` 0 is the beginning; `built` and `since_built` are the times of the builds (UTC, ISO), None before the first.
    """

    sequence: int
    built: str | None
    since: int
    since_built: str | None
    events: dict[str, int]
    figures: int
    crossings: dict[str, int]  # open, closed, restricted
    contradictions: int


_FIGURES_AND_DENIALS = """
WITH told AS (SELECT coalesce(now, story) AS owner, now, measure, coalesce(who, '') AS who, coalesce(country, '') AS country, kind
  FROM changes WHERE sequence > $since AND coalesce(now, story) IS NOT NULL),
fresh AS (  -- the history tells a new event, and not each of its figures
  SELECT l.owner, l.measure, coalesce(l.who, '') AS who, coalesce(l.country, '') AS country FROM ledger AS l
  JOIN happenings AS h ON h.linked_event = l.owner WHERE l.owner_kind = 'event' AND h.arrived > $since)
SELECT (SELECT count(*) FROM (SELECT owner, measure, who, country FROM told WHERE list_contains($figures, kind)
    UNION SELECT owner, measure, who, country FROM fresh)) AS figures,
  (SELECT count(DISTINCT now) FROM told WHERE kind = 'contradiction') AS contradictions
"""


def strip(record: Record, since: int) -> Strip:
    """The numbers of the strip: each counts a thing once, however often it changed."""
    events = record.sql(
        "SELECT status, count(*) AS events FROM happenings WHERE arrived > ? GROUP BY status", [since]
    ).to_pylist()  # fmt: skip
    told = record.sql(_FIGURES_AND_DENIALS, {"figures": list(FIGURES), "since": since}).to_pylist()[0]
    crossings = record.sql(
        "SELECT after AS state, count(*) AS crossings FROM (SELECT crossing, after FROM changes "
        "WHERE sequence > $since AND list_contains($kinds, kind) "
        "QUALIFY row_number() OVER (PARTITION BY crossing ORDER BY sequence DESC, n DESC) = 1) GROUP BY after",
        {"kinds": list(CROSSINGS), "since": since},
    ).to_pylist()
    built = {row["sequence"]: row["built"] for row in record.sql(
        "SELECT sequence, built FROM sequences WHERE sequence = ? OR sequence = (SELECT max(sequence) FROM sequences)", [since]
    ).to_pylist()}  # fmt: skip
    last = max(built, default=0)
    return Strip(
        last, built.get(last), since, built.get(since), {row["status"]: row["events"] for row in events}, told["figures"],
        {row["state"]: row["crossings"] for row in crossings}, told["contradictions"],
    )  # fmt: skip


def sequences(record: Record) -> list[tuple[int, str]]:
    """All sequences with the time of their build, the last first."""
    rows = record.sql("SELECT sequence, built FROM sequences ORDER BY sequence DESC").to_pylist()
    return [(row["sequence"], row["built"]) for row in rows]
