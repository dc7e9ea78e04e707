"""One happening as a row of lists and the head of its page."""

from dataclasses import dataclass, fields
from datetime import date

from dateline.store.reader import Record


@dataclass(frozen=True, slots=True)
class Happening:
    """A row of `happenings`, see docs/record-on-disk.md. Names beyond the ids are those of unidentified actors."""

    linked_event: str
    event: str
    report: str
    sentence: str | None
    type: str
    quad: str
    mode: str | None
    status: str
    actors: list[str]
    actor_names: list[str]
    recipients: list[str]
    recipient_names: list[str]
    triggers: list[str]
    place_name: str | None
    geonames_id: int | None
    lat: float | None
    lon: float | None
    place_kind: str | None
    country: str | None
    admin1: str | None
    exact_place: bool | None
    day_from: date | None
    day_to: date | None
    first_reported: date | None
    last_reported: date | None
    independent_origins: int
    origins: list[str]
    reports: int
    stories: list[str]
    contradicted: bool
    told_occurred: int
    told_claimed: int
    told_denied: int
    told_planned: int
    told_requested: int
    told_hypothetical: int
    toll_measure: str | None
    toll_who: str | None
    toll_low: int | None
    toll_high: int | None
    toll_open: bool | None
    toll_quantifier: str | None
    toll_origins: int | None
    place_score: float | None
    confidence: float | None
    arrived: int
    changed: int


COLUMNS = tuple(each.name for each in fields(Happening))
SELECTED = ", ".join(f"h.{name}" for name in COLUMNS)


def happening(record: Record, linked_event: str) -> Happening | None:
    """The happening of an id, or None."""
    rows = record.sql(f"SELECT {SELECTED} FROM happenings AS h WHERE h.linked_event = ?", [linked_event]).to_pylist()
    return Happening(**rows[0]) if rows else None


def successor(record: Record, linked_event: str) -> str | None:
    """The id under which a happening goes on that is no longer there, or None: an old address leads on."""
    rows = record.sql(
        "SELECT now FROM changes WHERE happening = ? AND now <> happening ORDER BY sequence DESC LIMIT 1", [linked_event]
    ).to_pylist()
    return rows[0]["now"] if rows else None
