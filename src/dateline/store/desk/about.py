"""What a record is: how much it holds, of which days, and what coded it."""

from typing import Any

from dateline.store.reader import Record

_FACTS = """
SELECT (SELECT count(*) FROM reports) AS reports, (SELECT count(*) FROM reports WHERE NOT coded) AS refused,
  (SELECT count(DISTINCT coalesce(origin, copy_group)) FROM links) AS origins, (SELECT count(*) FROM happenings) AS events,
  (SELECT count(*) FROM figures) AS figures, (SELECT count(*) FROM statements) AS statements,
  (SELECT min(published) FROM reports) AS first, (SELECT max(published) FROM reports) AS last,
  (SELECT list(DISTINCT fingerprint ORDER BY fingerprint) FROM reports) AS coders,
  (SELECT max(sequence) FROM sequences) AS sequence,
  (SELECT max(built) FROM sequences) AS built
"""


def facts(record: Record) -> dict[str, Any]:
    """One row of counts, days, coders' fingerprints, and the latest sequence."""
    found: dict[str, Any] = record.sql(_FACTS).to_pylist()[0]
    return found
