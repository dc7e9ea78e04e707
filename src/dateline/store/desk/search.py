"""Reports by the words of their headline and text."""

from typing import Any

from dateline.store.desk.wanted import with_words
from dateline.store.reader import Record

Row = dict[str, Any]

_REPORTS = """
SELECT r.report, r.id, r.title, r.outlet, r.published, count(*) OVER () AS of
FROM reports AS r LEFT JOIN links AS l USING (report) WHERE {where} ORDER BY r.published DESC NULLS LAST, r.report LIMIT {most}
"""


def reports(record: Record, words: str, most: int) -> tuple[list[Row], int]:
    """The latest reports with all the words in headline or text, copies left out, and how many there are."""
    conditions, values = with_words("concat_ws(' ', r.title, r.text)", words)
    query = _REPORTS.format(where=" AND ".join(("l.copy_of IS NULL", *conditions)), most=int(most))
    rows = record.sql(query, values).to_pylist()
    return rows, rows[0]["of"] if rows else 0
