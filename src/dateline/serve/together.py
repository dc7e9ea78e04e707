"""One decision on several rows: those that the same rule made at the same cue and that nobody has decided on.

It is offered for what says the same of another row: accepted, rejected for a reason, another type, another status.
Each row gets a decision of its own; that they came by one form makes them one step to take back.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from dateline.store.decisions import Decision, text_digest
from dateline.store.desk import alike
from dateline.store.reader import Record

Row = dict[str, Any]
CARRIED = ("type", "status")  # corrections that hold for another row, too
STATUS_REASON = "wrong status"


def carries(one: Decision | None) -> bool:
    """Whether a decision says something that may be said of other rows."""
    if one is None or one.kind != "event" or not one.rule or one.cue is None:
        return False
    return one.verdict in ("accept", "reject") or (one.verdict == "correct" and one.field in CARRIED)


def of_one_form(told: Sequence[Decision], reviewer: str) -> list[Decision]:
    """A reviewer's last decision with those that came by the same form; undos are none."""
    last = next((one for one in reversed(told) if one.reviewer == reviewer and one.verdict != "undo"), None)
    if last is None or not last.sent:
        return [last] if last else []
    return [one for one in told if one.sent == last.sent]


def offered(
    record: Record, one: Decision | None, told: Sequence[Decision], standing: Mapping[int, str]
) -> tuple[list[Row], int]:
    """The rows that a decision may be made on, too, and how many there are; none for one that was taken back."""
    if one is None or not carries(one) or standing.get(one.number) != "stands":
        return [], 0
    decided = {each.record for each in told if each.kind in ("event", "link") and standing.get(each.number) == "stands"}
    field, was = (one.field, one.before) if one.verdict == "correct" else (None, None)
    keys = sorted(key for key in decided if key)
    return alike.rows(record, one.rule or "", one.cue or "", field=field, was=was, decided=keys)


def same_on(one: Decision, row: Row, reviewer: str) -> Decision:
    """The decision on another row, with that row's own text, words and values."""
    text = row["text"] or ""
    return msgspec.structs.replace(
        one, reviewer=reviewer, report=row["report"], text_digest=text_digest(text), span_start=row["start"],
        span_end=row["end"], words=text[row["start"] : row["end"]], record=row["event"],
        before=row[one.field] if one.verdict == "correct" and one.field else None,
        decided=None, undoes=None, sent=None, number=0,
    )  # fmt: skip
