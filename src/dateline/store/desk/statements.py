"""Who says most of it: the speakers of statements that have some words."""

from typing import Any

from dateline.store.desk.wanted import with_words
from dateline.store.reader import Record

Row = dict[str, Any]

_SPEAKERS = """
SELECT s.speaker AS id, coalesce(any_value(a.name), any_value(s.speaker_name)) AS name, count(*) AS statements
FROM statements AS s LEFT JOIN links AS l USING (report) LEFT JOIN known_actors AS a ON a.actor = s.speaker
WHERE {where} GROUP BY s.speaker ORDER BY statements DESC, s.speaker LIMIT 12
"""


def speakers(record: Record, words: str) -> list[Row]:
    """Identified speakers with the statements that have all the words, those of copies left out; the one with most first."""
    conditions, values = with_words("s.content", words)
    named = ("l.copy_of IS NULL", "s.speaker IS NOT NULL", "NOT regexp_matches(s.speaker, '^x[0-9]+$')")
    return record.sql(_SPEAKERS.format(where=" AND ".join((*named, *conditions))), values).to_pylist()
