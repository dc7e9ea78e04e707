"""Cases for people: what the machine proposed, the most doubtful and consequential first, with what stands beside it.

Doubt is the least certain part: confidence of the rule, score of the place, an actor without an id, nobody's place. Consequence
is what would be wrong if it were: people counted, one origin alone, contradicted. A case is one telling; copies have none.
"""

from typing import Any

from dateline.store.reader import Record

Row = dict[str, Any]
QUEUES = ("doubt", "consequence", "newest")
MOST = 50

_CASES = """
WITH judged AS (SELECT unnest(?::VARCHAR[]) AS event), weighed AS (
  SELECT e.event AS key, p.score AS place_score, m.linked_event, h.changed AS moved,
    greatest(1 - coalesce(e.confidence, 0.6), CASE WHEN e.place IS NULL THEN 0.15 ELSE 1 - coalesce(p.score, 0.4) END,
      CASE WHEN len(list_filter(e.actor, lambda a: a IS NOT NULL)) = 0 THEN 0.35 ELSE 0 END) AS doubt,
    1 + log10(1 + coalesce(h.toll_low, h.toll_high, 0)) + (coalesce(h.independent_origins, 1) = 1)::INT * 0.3
      + coalesce(h.contradicted, false)::INT + (e.status IN ('occurred', 'claimed'))::INT * 0.3 AS weight
  FROM events AS e LEFT JOIN links AS l USING (report) LEFT JOIN places AS p ON p.report = e.report AND p.n = e.place
  LEFT JOIN linked_members AS m ON m.event = e.event LEFT JOIN happenings AS h ON h.linked_event = m.linked_event
  ANTI JOIN judged AS j ON j.event = e.event WHERE l.copy_of IS NULL
), first AS (SELECT *, count(*) OVER () AS of FROM weighed ORDER BY {order} LIMIT {most})
SELECT f.key, e.report, e.type, e.mode, e.status, e.place_name, e.confidence, f.place_score, f.linked_event, f.of,
  h.independent_origins, h.toll_measure, h.toll_low, h.toll_high
FROM first AS f JOIN events AS e ON e.event = f.key LEFT JOIN happenings AS h ON h.linked_event = f.linked_event ORDER BY {order}
"""
_ORDERS = {
    "doubt": "doubt * weight DESC, key", "consequence": "weight DESC, doubt DESC, key",
    "newest": "moved DESC NULLS LAST, doubt * weight DESC, key",
}  # fmt: skip
_EVENT = "SELECT * FROM events WHERE event = ?"
_FIGURES = "SELECT * FROM figures WHERE event = ? ORDER BY start"
_SIMILAR = """
SELECT h.* FROM happenings AS h JOIN happenings AS own ON own.linked_event = ?
WHERE h.linked_event <> own.linked_event AND h.type = own.type
  AND (h.day_from IS NULL OR own.day_from IS NULL OR (h.day_from <= own.day_to + 2 AND own.day_from <= h.day_to + 2))
  AND (h.country IS NULL OR own.country IS NULL OR h.country = own.country)
ORDER BY (h.geonames_id = own.geonames_id) DESC NULLS LAST, list_has_any(h.actors, own.actors) DESC NULLS LAST, h.linked_event
LIMIT 5
"""


def cases(record: Record, queue: str, judged: list[str], most: int = MOST) -> tuple[list[Row], int]:
    """The first cases of a queue without those that were judged, and how many are left."""
    rows = record.sql(_CASES.format(order=_ORDERS[queue], most=int(most)), [judged]).to_pylist()
    return rows, rows[0]["of"] if rows else 0


_REOPENED = """
SELECT DISTINCT m.event FROM (SELECT unnest(?::VARCHAR[]) AS event, unnest(?::VARCHAR[]) AS decided) AS j
JOIN linked_members AS m USING (event) JOIN changes AS c ON c.now = m.linked_event JOIN sequences AS s USING (sequence)
WHERE c.kind = 'contradiction' AND s.built > j.decided
"""


def reopened(record: Record, judged: dict[str, str]) -> set[str]:
    """Of cases that were closed, by key with the time, those that a report has denied since."""
    return {row["event"] for row in record.sql(_REOPENED, [list(judged), list(judged.values())]).to_pylist()}


def event(record: Record, key: str) -> Row | None:
    """One telling; None if it is not in the tables: a rejected one is not."""
    found = record.sql(_EVENT, [key]).to_pylist()
    return found[0] if found else None


def figures(record: Record, key: str) -> list[Row]:
    """The figures that belong to a telling."""
    return record.sql(_FIGURES, [key]).to_pylist()


def event_of(record: Record, figure: str) -> str | None:
    """The telling that a figure belongs to; None if the figure is not there or belongs to none."""
    found = record.sql("SELECT event FROM figures WHERE figure = ?", [figure]).to_pylist()
    return found[0]["event"] if found else None


def similar(record: Record, happening: str) -> list[Row]:
    """Happenings that may be the same: of one type, near in time, not in different countries."""
    return record.sql(_SIMILAR, [happening]).to_pylist()
