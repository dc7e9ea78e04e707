"""What can be asked of each kind of record, and the query that asks it: every value is bound, none becomes text."""

from collections.abc import Callable, Mapping
from typing import Any

from dateline.errors import InputError
from dateline.store import filters as by

_ORIGINS = (
    "(SELECT max(l.independent_origins) FROM linked_members AS m JOIN linked_events AS l USING (linked_event) "
    "WHERE m.event = t.event)"
)
FILTERS: dict[str, dict[str, Callable[[str, Any], by.Condition]]] = {
    "events": {
        "actor": by.mentioned("actor"), "recipient": by.mentioned("recipient"), "type": by.equal("type"),
        "mode": by.equal("mode"), "status": by.equal("status"), "place": by.place("place_name", "geonames_id"),
        "country": by.equal("country"), "since": by.since("day_to"), "until": by.until("day_from"),
        "report": by.equal("report"), "source": by.actor("source"), "rule": by.equal("rule"),
        "min_origins": by.least(_ORIGINS),
    },
    "figures": {
        "measure": by.equal("measure"), "status": by.equal("status"), "scope": by.equal("scope"), "who": by.actor("who"),
        "place": by.place("place_name", "origin_name", "destination_name"), "country": by.equal("country"),
        "since": by.since("day_to"), "until": by.until("day_from"), "report": by.equal("report"), "event": by.equal("event"),
        "source": by.actor("source"), "min_origins": by.least(_ORIGINS),
    },
    "crossings": {
        "state": by.equal("state"), "status": by.equal("status"), "what": by.equal("what"), "name": by.any_of("name"),
        "country": by.any_of("countries"), "since": by.since("day_to"), "until": by.until("day_from"),
        "report": by.equal("report"), "source": by.actor("source"),
    },
    "statements": {
        "speaker": by.actor("speaker"), "addressee": by.actor("addressee"), "quote": by.equal("quote"),
        "words": by.contains("content"), "report": by.equal("report"),
    },
    "reports": {
        "id": by.equal("id"), "report": by.equal("report"), "outlet": by.equal("outlet"), "language": by.equal("language"),
        "coded": by.flag("coded"), "words": by.text_contains, "since": by.since("published"),
        "until": by.until("published"),
    },
}  # fmt: skip
ORDER = {
    "events": "day_from NULLS LAST, report, length(event), event",
    "figures": "day_from NULLS LAST, report, length(figure), figure",
    "crossings": "day_from NULLS LAST, report, length(crossing), crossing",
    "statements": "report, length(statement), statement",
    "reports": "published NULLS LAST, report",
}  # fmt: skip
LISTS = {
    "events": "event_list", "figures": "figure_list", "crossings": "crossing_list", "statements": "statement_list",
    "reports": "report_list",
}  # fmt: skip


def asked(kind: str, table: str, given: Mapping[str, Any]) -> tuple[str, list[Any]]:
    """The query for rows of a table, or of the list of its kind, and its values; None asks for nothing.

    Raises InputError for an unknown filter, or a value that is not allowed.
    """
    known = FILTERS[kind] | ({"leads": by.flag("leads")} if table == LISTS[kind] else {})
    conditions: list[str] = []
    values: list[Any] = []
    for name, value in given.items():
        if name not in known:
            raise InputError(f"unknown filter {name!r}", kind, f"Allowed are {', '.join(sorted(known))}.")
        if value is not None:
            condition, bound = known[name](name, value)
            conditions.append(condition)
            values += bound
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return f"SELECT t.* FROM {table} AS t{where} ORDER BY {ORDER[kind]}", values
