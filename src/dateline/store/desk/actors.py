"""Actors: who they are, what they did, what was done to them, with whom."""

from typing import Any

from dateline.store.desk.wanted import Wanted
from dateline.store.reader import Record

Row = dict[str, Any]
MOST = 200  # actors of a list

_ALL = """
WITH told AS (
  SELECT linked_event, unnest(actors) AS id, 'acts' AS side FROM happenings WHERE {where}
  UNION ALL SELECT linked_event, unnest(recipients), 'acted_on' FROM happenings WHERE {where}
)
SELECT told.id, any_value(a.name) AS name, any_value(a.kind) AS kind, any_value(a.country) AS country,
  count(DISTINCT linked_event) FILTER (side = 'acts') AS acts, count(DISTINCT linked_event) FILTER (side = 'acted_on') AS acted_on
FROM told LEFT JOIN known_actors AS a ON a.actor = told.id WHERE told.id IS NOT NULL
GROUP BY told.id ORDER BY acts + acted_on DESC, told.id LIMIT {most}
"""
_ONE = "SELECT * FROM known_actors WHERE actor = ?"
SIDES = {"acts": "actor_keys", "acted_on": "recipient_keys"}
_COUNTED = """
SELECT type, quad, status, count(*) AS events FROM happenings WHERE list_contains({column}, ?) GROUP BY ALL
ORDER BY events DESC, type, status
"""
_WITH = """
SELECT other, any_value(a.name) AS name, sum(acts)::INT AS acts, sum(acted_on)::INT AS acted_on FROM (
  SELECT unnest(recipients) AS other, 1 AS acts, 0 AS acted_on FROM happenings WHERE {where} AND list_contains(actor_keys, ?)
  UNION ALL SELECT unnest(actors), 0, 1 FROM happenings WHERE {where} AND list_contains(recipient_keys, ?)
) LEFT JOIN known_actors AS a ON a.actor = other WHERE other IS NOT NULL GROUP BY other
ORDER BY sum(acts) + sum(acted_on) DESC, other LIMIT 30
"""
_TYPES = """
SELECT type, quad, count(*) FILTER (list_contains(actor_keys, ?)) AS acts,
  count(*) FILTER (list_contains(recipient_keys, ?)) AS acted_on
FROM happenings WHERE {where} AND (list_contains(actor_keys, ?) OR list_contains(recipient_keys, ?))
GROUP BY type, quad ORDER BY acts + acted_on DESC, type
"""
_WEEKS = """
SELECT date_trunc('week', day_from)::DATE AS week, count(*) FILTER (quad LIKE '%conflict') AS conflict,
  count(*) FILTER (quad LIKE '%cooperation') AS cooperation
FROM happenings WHERE {where} AND day_from IS NOT NULL AND day_to - day_from < 8
  AND (list_contains(actor_keys, ?) OR list_contains(recipient_keys, ?)) GROUP BY week ORDER BY week
"""
_SAID = """
SELECT s.*, r.outlet, r.published FROM statements AS s JOIN reports AS r USING (report) LEFT JOIN links AS l USING (report)
WHERE s.speaker = ? AND l.copy_of IS NULL ORDER BY r.published DESC NULLS LAST, s.report, s.start LIMIT 10
"""


def actors(record: Record, wanted: Wanted, most: int = MOST) -> list[Row]:
    """Identified actors with the events in which they act and are acted on, the busiest first."""
    where, values = wanted.where()
    return record.sql(_ALL.format(where=where, most=int(most)), [*values, *values]).to_pylist()


def actor(record: Record, key: str) -> Row | None:
    """An actor as most reports describe it; None if no report names one with this id."""
    found = record.sql(_ONE, [key]).to_pylist()
    return found[0] if found else None


def counted(record: Record, key: str) -> dict[str, list[Row]]:
    """What an actor, with all under it, did ("acts") and what was done to it ("acted_on"), by type and status."""
    return {side: record.sql(_COUNTED.format(column=column), [key]).to_pylist() for side, column in SIDES.items()}


def partners(record: Record, wanted: Wanted, key: str) -> list[Row]:
    """With whom: the others, and how often the actor (with all under it) acts on them and they on it."""
    where, values = wanted.where()
    return record.sql(_WITH.format(where=where), [*values, key, *values, key]).to_pylist()


def types(record: Record, wanted: Wanted, key: str) -> list[Row]:
    """What it did and what was done to it, by type."""
    where, values = wanted.where()
    return record.sql(_TYPES.format(where=where), [key, key, *values, key, key]).to_pylist()


def weeks(record: Record, wanted: Wanted, key: str) -> list[Row]:
    """Conflict and cooperation a week, in which it takes part; events of longer stretches are in no week."""
    where, values = wanted.where()
    return record.sql(_WEEKS.format(where=where), [*values, key, key]).to_pylist()


def said(record: Record, key: str) -> list[Row]:
    """The latest statements of an actor, without those of copies."""
    return record.sql(_SAID, [key]).to_pylist()
