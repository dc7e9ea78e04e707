"""One report with everything that was coded in it, its copies and what was declined."""

import json
from typing import Any

from dateline.store.reader import Record

Row = dict[str, Any]

_REPORT = """
SELECT r.*, l.copy_group, l.copy_of, l.origin, l.story, l.version, l.corrects
FROM reports AS r LEFT JOIN links AS l USING (report) WHERE r.report = ? OR r.id = ?
ORDER BY r.report = ? DESC, r.published DESC NULLS LAST LIMIT 1
"""
_EVENTS = """
SELECT e.*, m.linked_event, x.independent_origins, x.reports
FROM events AS e LEFT JOIN linked_members AS m ON m.event = e.event LEFT JOIN linked_events AS x USING (linked_event)
WHERE e.report = ? ORDER BY e.start, e.event
"""
_COPIES = """
SELECT r.report, r.id, r.outlet, r.published, r.title, l.copy_of, l.version
FROM links AS l JOIN reports AS r USING (report)
WHERE l.copy_group = ? AND l.report <> ? ORDER BY l.copy_of IS NOT NULL, r.published NULLS LAST, r.report
"""


def report(record: Record, key: str) -> Row | None:
    """A report by its key, or the newest that has this id of the input; None if there is none."""
    found = record.sql(_REPORT, [key, key, key]).to_pylist()
    return found[0] if found else None


def records_of(record: Record, key: str) -> dict[str, list[Row]]:
    """What was coded in a report, by list, in the order of the text: events, mentions, figures, crossings, statements, ..."""
    found = {"events": record.sql(_EVENTS, [key]).to_pylist()}
    for table, order in (("event_mentions", "event, role, n"), ("figures", "start, figure"), ("crossings", "start, crossing"),
                         ("statements", "start, statement"), ("actors", "actor"), ("times", "n"), ("refusals", "n"),
                         ("credits", "n")):  # fmt: skip
        found[table] = record.sql(f"SELECT * FROM {table} WHERE report = ? ORDER BY {order}", [key]).to_pylist()
    return found | {"places": places(record, key)}


def places(record: Record, key: str) -> list[Row]:
    """The places of a report in the order of their numbers, each with the candidates that lost."""
    rows = record.sql("SELECT * FROM places WHERE report = ? ORDER BY n", [key]).to_pylist()
    return [row | {"candidates": json.loads(row["candidates"] or "[]")} for row in rows]


def copies(record: Record, group: str | None, key: str) -> list[Row]:
    """The other reports that carry the same text, the original first."""
    return record.sql(_COPIES, [group, key]).to_pylist() if group else []


def text_of(record: Record, key: str) -> str | None:
    """The text of a report alone."""
    found = record.sql("SELECT text FROM reports WHERE report = ?", [key]).to_pylist()
    return found[0]["text"] if found else None
