"""A record of invented happenings in the shape of a real one, of any size, without a model: for measuring the desk.

    write(Path("big"), events=100_000)       about a minute

Every value comes from a hash of the row's number, so that two records of one size are the same.
"""

from pathlib import Path

import duckdb

from dateline.store.files import publish
from dateline.store.history import remember
from dateline.store.migrations import migrate
from dateline.store.reviews import open_reviews
from dateline.store.summaries import summarise
from dateline.store.writer import NAME, content_digest, schema_digest, steps

TYPES = ("ASSAULT", "ASSAULT", "ASSAULT", "COERCE", "COERCE", "PROTEST", "CONSULT", "CONSULT", "AID", "AGREE", "THREATEN",
         "ACCUSE", "REQUEST", "MOBILIZE", "SUPPORT", "REJECT", "SANCTION", "RETREAT", "COOPERATE", "CONCEDE")  # fmt: skip
STATUSES = ("occurred",) * 6 + ("claimed",) * 3 + ("planned", "denied", "hypothetical", "requested")
STATES = ("PAK", "IRN", "AFG", "IND", "IRQ", "SYR", "TUR", "SAU")
ORGANS = ("", ".gov", ".mil", ".mfa", ".police", ".civilian")
MEASURES = ("killed",) * 5 + ("injured",) * 3 + ("displaced", "detained", "evacuated")
PLACES = 3_000
DAYS = 1_400
FIRST = "DATE '2022-01-01'"
WORDS = ("border guards shelled a post", "the council met envoys", "drivers blocked the road", "the army moved tanks",
         "a convoy brought flour", "the ministry rejected the charge", "fighters raided a depot", "marchers filled the square")


def write(folder: Path, events: int = 100_000) -> None:
    """A record of so many happenings, twice as many figures, and two sequences of its history."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "shards").mkdir(exist_ok=True)
    open_reviews(folder).close()
    path, begun = folder / NAME, folder / (NAME + ".tmp")
    begun.unlink(missing_ok=True)
    with duckdb.connect(str(begun)) as connection:
        migrate(connection, steps(), str(path))
        _macros(connection)
        for name, query in _queries(events).items():
            connection.execute(f"INSERT INTO {name} BY NAME {query}")
        summarise(connection)
        reports = int(connection.execute("SELECT count(*) FROM reports").fetchone()[0])  # type: ignore[index]
        remember(folder, connection, "first", reports)
        connection.execute(_NEWS)
        summarise(connection)
        digest = content_digest(connection)
        remember(folder, connection, digest, reports)
        for key, value in {"schema": schema_digest(), "state": "invented", "digest": digest, "reports": str(reports)}.items():
            connection.execute("INSERT INTO about VALUES (?, ?)", [key, value])
        connection.execute("CHECKPOINT")
    publish(begun, path)


_NEWS = """UPDATE ledger SET high = high + 7 WHERE hash(owner) % 500 = 0;
UPDATE linked_events SET status = 'claimed' WHERE hash(linked_event) % 900 = 0;
UPDATE linked_members SET contradicts = true WHERE hash(event) % 1500 = 0;
UPDATE crossing_states SET state = 'open' WHERE hash(crossing) % 20 = 0"""


def _macros(connection: duckdb.DuckDBPyConnection) -> None:
    for name, told in (("types", TYPES), ("statuses", STATUSES), ("states", STATES), ("organs", ORGANS),
                       ("measures", MEASURES), ("sentences_", WORDS)):  # fmt: skip
        listed = ", ".join(f"'{one}'" for one in told)
        connection.execute(f"CREATE TEMP MACRO one_of_{name}(a, b) AS ([{listed}])[1 + (hash(a, b) % {len(told)})::INT]")
    connection.execute("CREATE TEMP MACRO dice(a, b, n) AS (hash(a, b) % n)::INT")
    connection.execute("CREATE TEMP MACRO spot(i) AS least(dice(i, 'spot', 3000), dice(i, 'spot2', 3000))")
    connection.execute(f"CREATE TEMP MACRO day_of(i) AS {FIRST} + dice(i, 'day', {DAYS})")
    connection.execute("CREATE TEMP MACRO actor_of(i, side) AS one_of_states(i, side) || one_of_organs(i, side || 'o')")
    connection.execute(
        "CREATE TEMP MACRO kind_of(p) AS CASE WHEN p % 40 = 0 THEN 'country' WHEN p % 12 = 0 THEN 'admin1' ELSE 'city' END"
    )


def _queries(events: int) -> dict[str, str]:
    """INSERT's SELECTs by table. Telling t of happening t % events; report t // 3."""
    tellings, reports = events + events // 2, events // 2
    text = " || ".join(f"one_of_sentences_(t, 'w{k}') || ' near Place' || spot(t % {events} + {k}) || ' on Monday. '" for k in range(4))
    told = f"range({tellings}) AS r(t)"
    happening = f"(t % {events})"
    who = ", ".join(
        f"[actor_of({happening}, '{side}')] AS {side}, ['Name of ' || actor_of({happening}, '{side}')] AS {side}_name, "
        f"['government'] AS {side}_kind, [actor_of({happening}, '{side}')[1:3]] AS {side}_country"
        for side in ("actor", "recipient")
    )
    where = (
        f"CASE WHEN dice({happening}, 'where', 4) > 0 THEN 'Place' || spot({happening}) END AS place_name, "
        f"CASE WHEN place_name IS NOT NULL THEN spot({happening}) + 1 END AS geonames_id, "
        f"CASE WHEN place_name IS NOT NULL THEN kind_of(spot({happening})) END AS place_kind, "
        f"CASE WHEN place_name IS NOT NULL THEN 15 + dice(spot({happening}), 'lat', 25000) / 1000.0 END AS lat, "
        f"CASE WHEN place_name IS NOT NULL THEN 40 + dice(spot({happening}), 'lon', 40000) / 1000.0 END AS lon, "
        f"CASE WHEN place_name IS NOT NULL THEN one_of_states(spot({happening}), 'c') END AS country, "
        f"CASE WHEN place_name IS NOT NULL THEN 'Province ' || dice(spot({happening}), 'a', 90) END AS admin1"
    )
    when = f"CASE WHEN dice({happening}, 'when', 5) > 0 THEN day_of({happening}) END AS day_from, day_from AS day_to"
    report = "printf('%016x', t // 3)"
    return {
        "reports": f"SELECT printf('%016x', t) AS report, 'in-' || t AS id, day_of(t) AS published, 'Outlet ' || dice(t, 'o', 300) "
                   f"AS outlet, 'https://news.example/' || t AS url, 'Headline ' || t AS title, 'en' AS language, true AS coded, "
                   f"{text} AS text, length(text) AS characters, hash(t)::VARCHAR AS digest, 'f' AS fingerprint "
                   f"FROM range({reports}) AS r(t)",
        "actors": f"SELECT printf('%016x', t) AS report, actor_of(t, 'actor') AS actor, 'Name of ' || actor_of(t, 'actor') AS name, "
                  f"'government' AS kind, actor_of(t, 'actor')[1:3] AS country FROM range({reports}) AS r(t)",
        "events": f"SELECT {report} || ':e' || t % 3 AS event, {report} AS report, one_of_types({happening}, 't') AS type, "
                  f"'m' || dice({happening}, 'm', 6) AS mode, one_of_statuses(t, 's') AS status, 'shelled' AS \"trigger\", "
                  f"10 * (t % 3) AS start, 10 * (t % 3) + 7 AS \"end\", {who}, {where}, {when}, t % 3 AS place, "
                  f"0 AS sentence_start, 60 AS sentence_end, 'rule.x' AS rule, 0.5 + dice(t, 'c', 50) / 100.0 AS confidence "
                  f"FROM {told}",
        "places": f"SELECT {report} AS report, t % 3 AS n, 0.3 + dice(t, 'p', 70) / 100.0 AS score FROM {told}",
        "event_mentions": f"SELECT {report} || ':e' || t % 3 AS event, {report} AS report, side AS role, 0 AS n, "
                          f"actor_of({happening}, side) AS actor, 'Name of ' || actor_of({happening}, side) AS name, "
                          f"actor_of({happening}, side)[1:3] AS country FROM {told}, (VALUES ('actor'), ('recipient')) AS v(side)",
        "figures": f"SELECT {report} || ':f' || t AS figure, {report} AS report, one_of_measures(t, 'm') AS measure, "
                   f"dice(t, 'low', 60) AS low, low AS high, 'exact' AS quantifier, 'incident' AS scope, 'occurred' AS status, "
                   f"{report} || ':e' || t % 3 AS event, day_of({happening}) AS day_from, '{{}}' AS words "
                   f"FROM (SELECT t % {tellings} AS t FROM range({2 * events}) AS r(t))",
        "statements": f"SELECT {report} || ':s' || t % 3 AS statement, {report} AS report, actor_of(t, 'actor') AS speaker, "
                      f"'Name of ' || actor_of(t, 'actor') AS speaker_name, 'said' AS cue, 'indirect' AS quote, "
                      f"one_of_sentences_(t, 'w1') AS content, 0 AS start, 30 AS \"end\" FROM range({events}) AS r(t)",
        "crossings": f"SELECT {report} || ':c' AS crossing, {report} AS report, ['open', 'closed', 'restricted'][1 + dice(t, 'x', 3)] "
                     f"AS state, 'occurred' AS status, 'crossing' AS what, ['Gate ' || dice(t, 'g', 120)] AS name, "
                     f"10 * (t % 3) AS start, 10 * (t % 3) + 7 AS \"end\" FROM range({events // 10}) AS r(t)",
        "links": f"SELECT printf('%016x', t) AS report, printf('%016x', t) AS copy_group, "
                 f"CASE WHEN dice(t, 'copy', 3) = 0 AND t > 0 THEN printf('%016x', t - 1) END AS copy_of, "
                 f"'Outlet ' || dice(t, 'o', 300) AS origin, 's' || t // 6 AS story, 1 AS version FROM range({reports}) AS r(t)",
        "linked_events": f"SELECT * EXCLUDE (place_kind, admin1) FROM (SELECT printf('e%016x', t) AS linked_event, one_of_types(t, 't') AS type, ['m' || dice(t, 'm', 6)] AS modes, "
                         f"one_of_statuses(t, 's') AS status, [actor_of(t, 'actor')] AS actors, [actor_of(t, 'recipient')] AS "
                         f"recipients, {where}, {when}, day_of(t) + 1 AS first_reported, 1 + dice(t, 'or', 3) AS "
                         f"independent_origins, ['Outlet ' || dice(t, 'o', 300)] AS origins, 1 + dice(t, 're', 5) AS reports, "
                         f"['s' || t // 18] AS stories FROM range({events}) AS r(t))",
        "linked_members": f"SELECT printf('e%016x', {happening}) AS linked_event, {report} AS report, {report} || ':e' || t % 3 AS "
                          f"event, dice(t, 'no', 60) = 0 AS contradicts FROM {told}",
        "stories": f"SELECT 's' || t AS story, 6 AS reports, 2 AS independent_origins FROM range({reports // 6}) AS r(t)",
        "ledger": f"SELECT printf('e%016x', t % {events}) AS owner, 'event' AS owner_kind, t // {events} AS n, "
                  f"CASE WHEN t < {events} THEN one_of_measures(t, 'm') ELSE 'arrested' END AS measure, '' AS who, '' AS country, "
                  f"dice(t, 'low', 60) AS low, low + dice(t, 'h', 9) AS high FROM range({2 * events}) AS r(t)",
        "ledger_points": f"SELECT printf('e%016x', t % {events}) AS owner, t // {events} AS n, 0 AS point, dice(t, 'low', 60) AS low, "
                         f"low + dice(t, 'h', 9) AS high, 'exact' AS quantifier, 'incident' AS scope, 'occurred' AS status, "
                         f"'Outlet ' || dice(t, 'o', 300) AS origin, day_of(t % {events}) AS said, "
                         f"[printf('%016x', (t % {events}) // 3)] AS reports FROM range({2 * events}) AS r(t)",
        "crossing_states": f"SELECT 's' || dice(t, 'st', {max(1, reports // 6)}) AS story, t AS n, 'Gate ' || dice(t, 'g', 120) AS "
                           f"crossing, 'crossing' AS what, ['open', 'closed', 'restricted'][1 + dice(t, 'x', 3)] AS state, "
                           f"'occurred' AS status, day_of(t) AS said, 'Outlet ' || dice(t, 'o', 300) AS origin "
                           f"FROM range({events // 10}) AS r(t)",
    }  # fmt: skip


def size_of(folder: Path) -> int:
    """Bytes of a record's files."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


__all__ = ["size_of", "write"]
