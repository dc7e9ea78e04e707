"""The states of borders, crossings, airspace, roads, ports as reports tell them; copies left out."""

from typing import Any

from dateline.store.reader import Record

Row = dict[str, Any]

_TOLD = """
SELECT c.*, r.outlet, r.published, r.id AS report_id, l.origin
FROM crossings AS c JOIN reports AS r USING (report) LEFT JOIN links AS l USING (report)
WHERE l.copy_of IS NULL ORDER BY coalesce(c.day_from, r.published) NULLS FIRST, r.published NULLS FIRST, c.report, c.start
"""
_SENTENCES = """
SELECT c.crossing,
  substr(r.text, coalesce(s.start, c.start) + 1, least(coalesce(s."end", c."end") - coalesce(s.start, c.start), 600)) AS sentence
FROM crossings AS c JOIN (SELECT unnest(?::VARCHAR[]) AS crossing) AS asked USING (crossing) JOIN reports AS r USING (report)
LEFT JOIN sentences AS s ON s.report = c.report AND s.start <= c.start AND s."end" > c.start
"""
_THROUGH = """
SELECT f.*, r.published, r.outlet FROM figures AS f JOIN reports AS r USING (report) LEFT JOIN links AS l USING (report)
WHERE l.copy_of IS NULL AND f.via_name IS NOT NULL ORDER BY r.published DESC NULLS LAST, f.report, f.start LIMIT 200
"""
_NEWEST = "SELECT max(published) AS newest FROM reports"


def told(record: Record) -> list[Row]:
    """Every state that a report tells, in the order of the days that they are told for."""
    return record.sql(_TOLD).to_pylist()


def sentences(record: Record, crossings: list[str]) -> dict[str, str]:
    """The sentences that tell some states, by the key of the crossing's telling."""
    return {row["crossing"]: row["sentence"] for row in record.sql(_SENTENCES, [crossings]).to_pylist()}


def people_through(record: Record) -> list[Row]:
    """Figures of people with the crossing that they came through, the latest 200 first."""
    return record.sql(_THROUGH).to_pylist()


def newest(record: Record) -> Any:
    """The day of the newest report: what is known is as old as that."""
    return record.sql(_NEWEST).to_pylist()[0]["newest"]
