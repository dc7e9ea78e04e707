"""The record's lists for programs, a page at a time: reports, figures, crossings, statements, actors, dyads, changes."""

from collections.abc import Collection
from datetime import date
from typing import Any

from dateline.store.desk.keyset import Key, Listed, listed
from dateline.store.desk.wanted import Wanted, with_words
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

    def words(self, column: str, words: str) -> "_Where":
        conditions, values = with_words(column, words)
        self.parts += conditions
        self.values += values
        return self

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
    where.add("copy_of IS NULL", unless=copies).words("coalesce(title, '')", words)
    keys = (Key(f"coalesce(published, {_EARLY})", date, descending=True), Key("report", str))
    return listed(record, f"SELECT * FROM report_list WHERE {where}", where.values, keys, after=after, size=size)


def figures(
    record: Record, *, measure: Collection[str] = (), owner: str | None = None, country: Collection[str] = (),
    start: date | None = None, end: date | None = None, least: int | None = None, after: str | None = None, size: int = 50,
) -> Listed:  # fmt: skip
    """Series of the ledger with their points, the largest first; `owner` is a happening or story. Nothing is added up."""
    where = _Where().any_of("s.measure", measure).add("s.owner = ?", owner, unless=owner is None)
    where.any_of("h.country", country).add("h.day_to >= ?", start, unless=start is None)
    where.add("h.day_from <= ?", end, unless=end is None)
    where.add("coalesce(s.low, s.high) >= ? AND s.who IS DISTINCT FROM 'households'", least, unless=least is None)
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
    """Who said what, the latest first, with its span; all `words` are in it. A speaker's id takes all under it."""
    where = _said(words, speaker, copies).add("l.report = ?", report, unless=report is None)
    where.add("published >= ?", start, unless=start is None).add("published <= ?", end, unless=end is None)
    where.add(*_under("l.addressee", addressee), unless=not addressee)
    query = f'SELECT l.*, s.start, s."end" FROM statement_list AS l JOIN statements AS s USING (statement) WHERE {where}'
    keys = (Key(f"coalesce(published, {_EARLY})", date, descending=True), Key("statement", str))
    return listed(record, query, where.values, keys, after=after, size=size)


def count_statements(record: Record, *, words: str = "", speaker: Collection[str] = ()) -> int:
    """How many statements, without those of copies, `statements` would list."""
    where = _said(words, speaker, copies=False)
    return int(record.sql(f"SELECT count(*) AS n FROM statement_list AS l WHERE {where}", where.values).to_pylist()[0]["n"])


def _said(words: str, speaker: Collection[str], copies: bool) -> _Where:
    where = _Where().add("copy_of IS NULL", unless=copies).add(*_under("l.speaker", speaker), unless=not speaker)
    return where.words("l.content", words)


def _under(column: str, ids: Collection[str]) -> list[str]:
    """The condition that a column is one of some ids or under it, and what is bound."""
    one_of = " OR ".join([f"{column} = ? OR starts_with({column}, ? || '.')"] * len(ids))
    return [f"({one_of})", *(each for one in ids for each in (one, one))]


def actors(
    record: Record, *, kind: Collection[str] = (), country: Collection[str] = (), words: str = "", after: str | None = None,
    size: int = 50,
) -> Listed:  # fmt: skip
    """Identified actors with the happenings that they (and what is under them) act in, or are acted on in."""
    where = _Where().any_of("kind", kind).any_of("country", country)
    where.words("coalesce(name, '') || ' ' || actor", words)
    query = (
        "SELECT a.*, coalesce(x.acts, 0) AS acts, coalesce(y.acted_on, 0) AS acted_on FROM known_actors AS a "
        "LEFT JOIN (SELECT key, count(*) AS acts FROM (SELECT unnest(actor_keys) AS key FROM happenings) GROUP BY key) AS x "
        "ON x.key = a.actor LEFT JOIN (SELECT key, count(*) AS acted_on FROM (SELECT unnest(recipient_keys) AS key "
        f"FROM happenings) GROUP BY key) AS y ON y.key = a.actor WHERE {where}"
    )
    keys = (Key("acts + acted_on", int, descending=True), Key("actor", str))
    return listed(record, query, where.values, keys, after=after, size=size)


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
