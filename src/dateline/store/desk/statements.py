"""Statements by words and speaker, and everything that a search finds."""

from typing import Any

from dateline.store.desk.wanted import folded
from dateline.store.reader import Record

Row = dict[str, Any]
MOST = 50

_STATEMENTS = """
SELECT s.*, r.outlet, r.published, r.id AS report_id FROM statements AS s JOIN reports AS r USING (report)
LEFT JOIN links AS l USING (report)
WHERE l.copy_of IS NULL {words} {speaker}
ORDER BY r.published DESC NULLS LAST, s.report, s.start LIMIT {most}
"""
_PLAIN = "lower(strip_accents({column}))"
_SPEAKERS = """
SELECT s.speaker AS id, coalesce(any_value(a.name), any_value(s.speaker_name)) AS name, count(*) AS statements
FROM statements AS s LEFT JOIN links AS l USING (report) LEFT JOIN known_actors AS a ON a.actor = s.speaker
WHERE l.copy_of IS NULL AND s.speaker IS NOT NULL AND NOT regexp_matches(s.speaker, '^x[0-9]+$') {words}
GROUP BY s.speaker ORDER BY statements DESC, s.speaker LIMIT 12
"""
_COUNT = "SELECT count(*) AS n FROM statements AS s LEFT JOIN links AS l USING (report) WHERE l.copy_of IS NULL {words} {speaker}"
_REPORTS = """
SELECT r.report, r.id, r.title, r.outlet, r.published FROM reports AS r LEFT JOIN links AS l USING (report)
WHERE l.copy_of IS NULL {words} ORDER BY r.published DESC NULLS LAST, r.report LIMIT 5
"""
_REPORT_COUNT = "SELECT count(*) AS n FROM reports AS r LEFT JOIN links AS l USING (report) WHERE l.copy_of IS NULL {words}"


def statements(record: Record, words: str, speaker: str | None, most: int = MOST) -> tuple[list[Row], int]:
    """The latest statements with all the words, by anybody or a speaker with all under it ("PAK", "PAK.mfa"), and how many."""
    condition, values = _words("s.content", words)
    by, bound = _speaker(speaker)
    rows = record.sql(_STATEMENTS.format(words=condition, speaker=by, most=int(most)), [*values, *bound]).to_pylist()
    total = record.sql(_COUNT.format(words=condition, speaker=by), [*values, *bound]).to_pylist()[0]["n"]
    return rows, int(total)


def speakers(record: Record, words: str) -> list[Row]:
    """Who says most of it."""
    condition, values = _words("s.content", words)
    return record.sql(_SPEAKERS.format(words=condition), values).to_pylist()


def reports(record: Record, words: str) -> tuple[list[Row], int]:
    """The latest reports with all the words in title or text, copies left out, and how many."""
    condition, values = _words("concat_ws(' ', r.title, r.text)", words)
    total = record.sql(_REPORT_COUNT.format(words=condition), values).to_pylist()[0]["n"]
    return record.sql(_REPORTS.format(words=condition), values).to_pylist(), int(total)


def _words(column: str, words: str) -> tuple[str, list[str]]:
    """All words must stand in the column; lower case, no accents."""
    told = folded(words).split()[:12]
    plain = _PLAIN.format(column=column)
    return "".join(f" AND contains({plain}, ?)" for _ in told), list(told)


def _speaker(key: str | None) -> tuple[str, list[str]]:
    if not key:
        return "", []
    return " AND (s.speaker = ? OR starts_with(s.speaker, ?))", [key, f"{key}."]
