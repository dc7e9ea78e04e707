"""Rows that one rule made at one cue, for deciding on several at once: only those that nobody has decided on.

The cue is the words at which the rule found its event; where a status is at stake, with the words that gave the status.
"""

from collections.abc import Mapping
from typing import Any

from dateline.store.reader import Record

Row = dict[str, Any]
MOST = 50
AND = " + "  # between the words of the event and those of the status

_WORDS = "lower(e.trigger)"
_STATUS = f"array_to_string(list_concat([{_WORDS}], coalesce(e.cues, [])), '{AND}')"
_ALIKE = """
SELECT e.*, r.outlet, r.id AS report_id, r.published, r.text, of
FROM (
  SELECT e.event, count(*) OVER () AS of, r.published AS published
  FROM events AS e JOIN reports AS r USING (report) LEFT JOIN links AS l USING (report)
  ANTI JOIN (SELECT unnest(?::VARCHAR[]) AS event) AS j ON j.event = e.event
  WHERE e.rule = ? AND {cue} = ? AND (? IS NULL OR {was} = ?) AND l.copy_of IS NULL AND e.decided_by IS NULL
  ORDER BY published DESC NULLS LAST, e.event LIMIT {most}
) AS f JOIN events AS e USING (event) JOIN reports AS r USING (report) ORDER BY f.published DESC NULLS LAST, e.event
"""


def cue(event: Mapping[str, Any], field: str | None) -> str:
    """What gave a telling, or its status, away."""
    words = str(event.get("trigger") or "").lower()
    return AND.join([words, *(event.get("cues") or [])]) if field == "status" else words


def rows(record: Record, rule: str, cue: str, *, field: str | None, was: str | None, decided: list[str]) -> tuple[list[Row], int]:
    """The first rows of a rule and a cue that are not decided, with their texts, and how many there are.

    With `field` type or status only those that have the value `was` there.
    """
    words, value = _STATUS if field == "status" else _WORDS, "e.type" if field == "type" else "e.status"
    query = _ALIKE.format(cue=words, was=value, most=MOST)
    was = was if field in ("type", "status") else None
    found = record.sql(query, [decided, rule, cue, was, was]).to_pylist()
    return found, found[0]["of"] if found else 0
