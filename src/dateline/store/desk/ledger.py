"""The series of figures: of conflicts, of happenings, of stories where no happening has them. Nothing is ever added up."""

from typing import Any

from dateline.store.desk.wanted import Wanted
from dateline.store.reader import Record

Row = dict[str, Any]
MOST = 200  # rows of a list; a page that needs more needs a filter

_SUMMED = """
  SELECT owner, n, count(*) AS points, count(DISTINCT coalesce(origin, reports[1])) AS origins, max(said) AS last_said,
    bool_or(high IS NULL) AS open_top, list_sort(list_distinct(list(scope)))[1] AS scope
  FROM ledger_points {of} GROUP BY owner, n
"""
_OF_STORY = "WHERE owner IN (SELECT owner FROM ledger WHERE owner_kind = 'story')"
_CHOSEN = "WHERE owner IN (SELECT owner FROM chosen)"
_EVENTS = """
WITH chosen AS (  -- the largest, with all that are as large as the last of them
  SELECT l.*, h.type, h.mode, h.status, h.place_name, h.day_from, h.day_to, h.independent_origins
  FROM ledger AS l JOIN happenings AS h ON h.linked_event = l.owner WHERE l.owner_kind = 'event' AND {where}{measure}
  QUALIFY rank() OVER (PARTITION BY l.who = 'households' ORDER BY coalesce(l.high, l.low) DESC NULLS LAST) <= {most}
), told AS ({summed})
SELECT l.*, t.points, t.origins, t.last_said, t.open_top, t.scope,
  (SELECT direction FROM ledger_changes AS c WHERE c.owner = l.owner AND c.n = l.n ORDER BY change DESC LIMIT 1) AS moved
FROM chosen AS l JOIN told AS t ON t.owner = l.owner AND t.n = l.n
ORDER BY l.who IS NOT DISTINCT FROM 'households', coalesce(l.high, l.low) DESC NULLS LAST, t.last_said DESC NULLS LAST,
  l.owner, l.n LIMIT {most}
"""
_STORIES = """
WITH told AS ({summed}), own AS (
  SELECT unnest(h.stories) AS story, e.measure, e.who, e.country FROM ledger AS e JOIN happenings AS h ON h.linked_event = e.owner
  WHERE e.owner_kind = 'event'
), titles AS (SELECT l.story, arg_min(coalesce(r.title, r.id), coalesce(r.published, DATE '9999-12-31')) AS title
  FROM links AS l JOIN reports AS r USING (report) GROUP BY l.story)
SELECT l.*, t.points, t.origins, t.last_said, t.open_top, t.scope, titles.title,
  (SELECT direction FROM ledger_changes AS c WHERE c.owner = l.owner AND c.n = l.n ORDER BY change DESC LIMIT 1) AS moved
FROM ledger AS l JOIN told AS t ON t.owner = l.owner AND t.n = l.n LEFT JOIN titles ON titles.story = l.owner
WHERE l.owner_kind = 'story' AND NOT EXISTS (
  SELECT 1 FROM own
  WHERE own.story = l.owner AND own.measure = l.measure AND own.who = l.who AND own.country = l.country){measure}
ORDER BY t.last_said DESC NULLS LAST, l.owner, l.n LIMIT {most}
"""
_CONFLICTS = """
SELECT l.*, (SELECT direction FROM conflict_changes AS c WHERE c.conflict = l.conflict AND c.measure = l.measure AND c.who = l.who
  AND c.country = l.country AND c.scope = l.scope ORDER BY c.said DESC NULLS LAST, c.point DESC LIMIT 1) AS moved
FROM conflict_ledger AS l WHERE true{measure} ORDER BY l.conflict, l.measure, l.who, l.country, l.scope LIMIT {most}
"""
_POINTS = """
SELECT * FROM conflict_points WHERE conflict = ? ORDER BY measure, who, country, scope, said NULLS FIRST, origin, point
"""
_MOVES = "SELECT * FROM conflict_changes WHERE conflict = ? ORDER BY said NULLS FIRST, origin, point"
_MEASURES = """
SELECT measure, count(*) AS series FROM ledger WHERE owner_kind = 'event' GROUP BY measure ORDER BY series DESC, measure
"""


def measures(record: Record) -> list[tuple[str, int]]:
    """What is counted in the record, the most frequent first, with the number of series of happenings."""
    return [(row["measure"], row["series"]) for row in record.sql(_MEASURES).to_pylist()]


def of_events(record: Record, wanted: Wanted, measure: str | None) -> list[Row]:
    """Series of happenings that fit the filters, the largest first."""
    where, values = wanted.where()
    condition, bound = _measured(measure)
    query = _EVENTS.format(summed=_SUMMED.format(of=_CHOSEN), where=where, measure=condition, most=MOST)
    return record.sql(query, [*values, *bound]).to_pylist()


def of_stories(record: Record, measure: str | None) -> list[Row]:
    """Series of stories that none of their happenings has, the latest first."""
    condition, bound = _measured(measure)
    return record.sql(_STORIES.format(summed=_SUMMED.format(of=_OF_STORY), measure=condition, most=MOST), bound).to_pylist()


def of_conflicts(record: Record, measure: str | None) -> list[Row]:
    """Running totals and populations of conflicts."""
    condition, bound = _measured(measure)
    return record.sql(_CONFLICTS.format(measure=condition, most=MOST), bound).to_pylist()


def conflict(record: Record, key: str) -> list[Row]:
    """The series of a conflict, incidents too, each with its points and changes."""
    series: dict[tuple[str, ...], Row] = {}
    for query, name in ((_POINTS, "points"), (_MOVES, "changes")):
        for row in record.sql(query, [key]).to_pylist():
            told = tuple(str(row[field] or "") for field in ("measure", "who", "country", "scope"))
            empty = {"measure": row["measure"], "who": row["who"], "country": row["country"], "scope": row["scope"]}
            series.setdefault(told, empty | {"points": [], "changes": []})[name].append(row)
    return list(series.values())


def _measured(measure: str | None) -> tuple[str, list[str]]:
    return (" AND l.measure = ?", [measure]) if measure else ("", [])
