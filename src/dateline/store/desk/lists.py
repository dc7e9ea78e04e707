"""The record's lists for programs, a page at a time: reports, figures, crossings, statements, actors, dyads, changes."""

import json
from collections.abc import Collection
from datetime import date
from typing import Any

from dateline.store.desk.keyset import Key, Listed, listed
from dateline.store.desk.wanted import Wanted, folded
from dateline.store.reader import Record

Row = dict[str, Any]
_EARLY = "DATE '0001-01-01'"


class _Where:
    """Conditions and what is bound to them."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.values: list[Any] = []

    def add(self, condition: str, *values: Any, unless: bool = False) -> "_Where":
        if not unless:
            self.parts.append(condition)
            self.values += values
        return self

    def any_of(self, column: str, values: Collection[str]) -> "_Where":
        return self.add(f"list_contains(?, {column})", list(values), unless=not values)

    def __str__(self) -> str:
        return " AND ".join(self.parts) or "true"


def reports(
    record: Record, *, outlet: Collection[str] = (), language: Collection[str] = (), story: str | None = None,
    start: date | None = None, end: date | None = None, words: str = "", copies: bool = True, after: str | None = None,
    size: int = 50,
) -> Listed:  # fmt: skip
    """Reports without their texts, the latest first. `words` are in the headline; without `copies` originals alone."""
    where = _Where().any_of("outlet", outlet).any_of("language", language).add("story = ?", story, unless=story is None)
    where.add("published >= ?", start, unless=start is None).add("published <= ?", end, unless=end is None)
    where.add("copy_of IS NULL", unless=copies)
    for word in folded(words).split():
        where.add("contains(lower(strip_accents(coalesce(title, ''))), ?)", word)
    keys = (Key(f"coalesce(published, {_EARLY})", date, descending=True), Key("report", str))
    return listed(record, f"SELECT * FROM report_list WHERE {where}", where.values, keys, after=after, size=size)


def report(record: Record, key: str) -> Row | None:
    """A report with its text and all that was coded in it; None if there is none of this key."""
    rows = record.sql("SELECT t.*, l.copy_group, l.copy_of, l.origin, l.story, l.version FROM reports AS t "
                      "LEFT JOIN links AS l USING (report) WHERE report = ?", [key]).to_pylist()  # fmt: skip
    if not rows:
        return None
    for name, order in (("events", "start, event"), ("figures", "start, figure"), ("crossings", "start, crossing"),
                        ("statements", "start, statement"), ("actors", "actor"), ("places", "n"), ("times", "n"),
                        ("refusals", "n")):  # fmt: skip
        rows[0][name] = record.sql(f"SELECT * FROM {name} WHERE report = ? ORDER BY {order}", [key]).to_pylist()
    for place in rows[0]["places"]:
        place["candidates"] = json.loads(place["candidates"] or "[]")
    return rows[0]


def figures(
    record: Record, *, measure: Collection[str] = (), owner: str | None = None, country: Collection[str] = (),
    start: date | None = None, end: date | None = None, least: int | None = None, after: str | None = None, size: int = 50,
) -> Listed:  # fmt: skip
    """Series of the ledger with their points, the largest first; `owner` is a happening or story. Nothing is added up."""
    where = _Where().any_of("s.measure", measure).add("s.owner = ?", owner, unless=owner is None)
    where.any_of("h.country", country).add("h.day_to >= ?", start, unless=start is None)
    where.add("h.day_from <= ?", end, unless=end is None)
    where.add("coalesce(s.low, s.high) >= ?", least, unless=least is None)
    query = (
        "SELECT s.owner, s.owner_kind, s.n, s.measure, s.who, s.country AS people_country, s.low, s.high, h.type, h.status, "
        "h.place_name, h.country, h.day_from, h.day_to, h.independent_origins FROM ledger AS s LEFT JOIN happenings AS h "
        f"ON s.owner_kind = 'event' AND h.linked_event = s.owner WHERE {where}"
    )
    keys = (Key("coalesce(low, high, 0)", int, descending=True), Key("owner", str), Key("n", int))
    found = listed(record, query, where.values, keys, after=after, size=size)
    _with_points(record, found.rows)
    return found


def _with_points(record: Record, series: list[Row]) -> None:
    owners = list({row["owner"] for row in series})
    points: dict[tuple[str, int], list[Row]] = {}
    query = "SELECT * FROM ledger_points WHERE list_contains(?, owner) ORDER BY owner, n, point"
    for point in record.sql(query, [owners]):
        points.setdefault((point.pop("owner"), point.pop("n")), []).append(point)
    for row in series:
        row["points"] = points.get((row["owner"], row["n"]), [])


def crossings(record: Record, *, name: str | None = None, state: Collection[str] = (), every: bool = False) -> list[Row]:
    """What was said last of each crossing, by any origin; `every` with all that was said before, the latest first."""
    where = _Where().add("crossing = ?", name, unless=name is None).any_of("state", state)
    last = "" if every else (
        "QUALIFY row_number() OVER (PARTITION BY what, crossing ORDER BY said DESC NULLS LAST, since DESC NULLS LAST, "
        "status DESC, story, n DESC) = 1"
    )  # fmt: skip
    said = "SELECT crossing, what, state, status, since, said, origin, story, n FROM crossing_states WHERE crossing <> ''"
    return record.sql(
        f"SELECT * EXCLUDE (n) FROM (SELECT * FROM ({said}) {last}) WHERE {where} "
        f"ORDER BY crossing, what, said DESC NULLS LAST, n DESC, story LIMIT 5000", where.values,
    ).to_pylist()  # fmt: skip


def statements(
    record: Record, *, words: str = "", speaker: Collection[str] = (), addressee: Collection[str] = (), report: str | None = None,
    start: date | None = None, end: date | None = None, copies: bool = False, after: str | None = None, size: int = 50,
) -> Listed:  # fmt: skip
    """Who said what, the latest first; all `words` are in it. A speaker's id takes all under it."""
    where = _Where().add("report = ?", report, unless=report is None).add("copy_of IS NULL", unless=copies)
    where.add("published >= ?", start, unless=start is None).add("published <= ?", end, unless=end is None)
    for column, ids in (("speaker", speaker), ("addressee", addressee)):
        one_of = " OR ".join([f"{column} = ? OR starts_with({column}, ? || '.')"] * len(ids))
        where.add(f"({one_of})", *(each for one in ids for each in (one, one)), unless=not ids)
    for word in folded(words).split():
        where.add("contains(lower(strip_accents(content)), ?)", word)
    keys = (Key(f"coalesce(published, {_EARLY})", date, descending=True), Key("statement", str))
    return listed(record, f"SELECT * FROM statement_list WHERE {where}", where.values, keys, after=after, size=size)


def actors(
    record: Record, *, kind: Collection[str] = (), country: Collection[str] = (), words: str = "", after: str | None = None,
    size: int = 50,
) -> Listed:  # fmt: skip
    """Identified actors with the happenings that they (and what is under them) act in, or are acted on in."""
    where = _Where().any_of("kind", kind).any_of("country", country)
    for word in folded(words).split():
        where.add("contains(lower(strip_accents(coalesce(name, '') || ' ' || actor)), ?)", word)
    query = (
        "SELECT a.*, coalesce(x.acts, 0) AS acts, coalesce(y.acted_on, 0) AS acted_on FROM known_actors AS a "
        "LEFT JOIN (SELECT key, count(*) AS acts FROM (SELECT unnest(actor_keys) AS key FROM happenings) GROUP BY key) AS x "
        "ON x.key = a.actor LEFT JOIN (SELECT key, count(*) AS acted_on FROM (SELECT unnest(recipient_keys) AS key "
        f"FROM happenings) GROUP BY key) AS y ON y.key = a.actor WHERE {where}"
    )
    keys = (Key("acts + acted_on", int, descending=True), Key("actor", str))
    return listed(record, query, where.values, keys, after=after, size=size)


def actor(record: Record, key: str) -> Row | None:
    """An actor with what it did and what was done to it, by type and status."""
    rows = record.sql("SELECT * FROM known_actors WHERE actor = ?", [key]).to_pylist()
    if not rows:
        return None
    for name, column in (("acts", "actor_keys"), ("acted_on", "recipient_keys")):
        rows[0][name] = record.sql(
            f"SELECT type, quad, status, count(*) AS events FROM happenings WHERE list_contains({column}, ?) GROUP BY ALL "
            "ORDER BY events DESC, type, status", [key],
        ).to_pylist()  # fmt: skip
    return rows[0]


def dyads(record: Record, wanted: Wanted, *, states: bool = False, most: int = 500) -> list[Row]:
    """Who acts on whom: events by class, the pairs with most first; `states` folds all that is under a state into it."""
    where, values = wanted.where()
    one, other = ("actor_keys", "recipient_keys") if states else ("actors", "recipients")
    only = " AND length(actor) = 3 AND length(recipient) = 3" if states else ""
    counted = ", ".join(
        f"count(DISTINCT linked_event) FILTER (quad = '{side} {kind}') AS {side}_{kind}"
        for kind in ("conflict", "cooperation") for side in ("verbal", "material")
    )  # fmt: skip
    return record.sql(
        f"SELECT actor, recipient, count(DISTINCT linked_event) AS events, {counted} FROM (SELECT linked_event, actor, quad, "
        f"unnest({other}) AS recipient FROM (SELECT linked_event, unnest({one}) AS actor, {other}, quad FROM happenings "
        f"WHERE {where})) WHERE actor IS NOT NULL AND recipient IS NOT NULL{only} GROUP BY actor, recipient "
        f"ORDER BY events DESC, actor, recipient LIMIT {int(most)}", values,
    ).to_pylist()  # fmt: skip


def changes(record: Record, since: int, *, kind: Collection[str] = (), after: str | None = None, size: int = 50) -> Listed:
    """What came after a sequence, in the order in which it came."""
    where = _Where().add("sequence > ?", since).any_of("kind", kind)
    keys = (Key("sequence", int), Key("n", int))
    query = f"SELECT c.*, s.built FROM changes AS c JOIN sequences AS s USING (sequence) WHERE {where}"
    return listed(record, query, where.values, keys, after=after, size=size)


def summary(record: Record) -> Row:
    """How many of everything there is, and the last sequence."""
    names = ("reports", "events", "happenings", "figures", "crossings", "statements", "stories", "known_actors")
    counted = ", ".join(f"(SELECT count(*) FROM {name}) AS {name}" for name in names)
    return record.sql(
        f"SELECT {counted}, (SELECT count(*) FROM links WHERE copy_of IS NOT NULL) AS copies, "
        "(SELECT max(sequence) FROM sequences) AS sequence, (SELECT max(built) FROM sequences) AS built"
    ).to_pylist()[0]  # fmt: skip
