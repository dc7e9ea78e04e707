"""One happening with everything that is told of it: who tells it, in which words, with what figures, what speaks against it."""

from itertools import groupby
from typing import Any

from dateline.store.reader import Record

Row = dict[str, Any]

_TELLINGS = """
SELECT e.*, m.contradicts, r.outlet, r.published, r.title, r.id AS report_id, r.text, l.copy_of, l.origin, l.copy_group, l.version
FROM linked_members AS m JOIN events AS e ON e.event = m.event JOIN reports AS r ON r.report = e.report
LEFT JOIN links AS l ON l.report = e.report
WHERE m.linked_event = ? ORDER BY r.published NULLS LAST, e.report, e.start
"""
_MENTIONS = "SELECT * FROM event_mentions WHERE event IN (SELECT unnest(?::VARCHAR[])) ORDER BY event, role, n"
_SERIES = "SELECT * FROM ledger WHERE owner = ? ORDER BY n"
_POINTS = "SELECT * FROM ledger_points WHERE owner = ? ORDER BY n, point"
_CHANGES = "SELECT * FROM ledger_changes WHERE owner = ? ORDER BY n, change"
_HISTORY = """
SELECT c.*, s.built FROM changes AS c JOIN sequences AS s USING (sequence)
WHERE coalesce(c.now, c.happening) = ? OR c.happening = ? ORDER BY c.sequence, c.n
"""


def tellings(record: Record, key: str) -> list[Row]:
    """Every telling of a happening with its report, copies too, in the order of publication."""
    return record.sql(_TELLINGS, [key]).to_pylist()


def origins(told: list[Row]) -> list[Row]:
    """Tellings under their origins: the telling that stands for an origin, and the copies folded under it."""
    folded = []
    ordered = sorted(told, key=lambda each: (_origin(each), each["copy_of"] is not None, str(each["published"])))
    for _, group in groupby(ordered, key=_origin):
        members = list(group)
        lead = members[0]
        reports = dict.fromkeys(each["report"] for each in members)
        copies = [each for each in members if each["report"] != lead["report"]]
        folded.append({
            "lead": lead, "name": lead["origin"] or lead["outlet"] or lead["report_id"], "pages": len(reports),
            "again": [each for each in members[1:] if each["report"] == lead["report"]],
            "copies": list({each["report"]: each for each in copies}.values()),
        })  # fmt: skip
    return sorted(folded, key=lambda each: (each["lead"]["published"] is None, str(each["lead"]["published"]), each["name"]))


def _origin(telling: Row) -> str:
    """What counts as one origin: the outlet or agency that the text goes back to, else its own text."""
    return str(telling["origin"] or telling["copy_group"] or telling["report"])


def mentions(record: Record, events: list[str]) -> dict[str, list[Row]]:
    """Who acts, who is acted on and with what, by event."""
    found: dict[str, list[Row]] = {event: [] for event in events}
    for row in record.sql(_MENTIONS, [events]).to_pylist():
        found[row["event"]].append(row)
    return found


def ledger(record: Record, owner: str) -> list[Row]:
    """The series of figures of a happening or story, each with its points and changes."""
    series = record.sql(_SERIES, [owner]).to_pylist()
    for each in series:
        each["points"], each["changes"] = [], []
    by_number = {each["n"]: each for each in series}
    for query, name in ((_POINTS, "points"), (_CHANGES, "changes")):
        for row in record.sql(query, [owner]).to_pylist():
            by_number[row["n"]][name].append(row)
    return series


def history(record: Record, key: str) -> list[Row]:
    """What changed about a happening, build by build."""
    return record.sql(_HISTORY, [key, key]).to_pylist()
