"""What people decided, as it counts now: undone decisions are out, the latest on one thing stands.

    with reviews(folder) as connection:
        number = decide(connection, Decision(reviewer="ana", verdict="correct", kind="event", report=key, ...))
        undo(connection, number, "ana")
        standing(connection)

On a record of a report: `accept`, `reject`, or `correct` a `field` from `before` to `after` (null: not known). On links
(kind `link`): `split` takes `record` ("report", or "report:event" for field `event`) out of its text, story or event;
`merge` puts the text, story or event of `record` to that of `after`. `field` says which: `copy`, `story` or `event`.
"""

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec

from dateline.errors import InputError
from dateline.store.reviews import open_reviews

Verdict = Literal["accept", "correct", "reject", "split", "merge", "undo", "comment"]
Kind = Literal["event", "figure", "crossing", "statement", "place", "time", "actor", "link", "report"]
LEVELS = ("copy", "story", "event")
COLUMNS = (
    "reviewer", "verdict", "kind", "report", "text_digest", "span_start", "span_end", "words", "record", "field", "before",
    "after", "comment", "fingerprint", "undoes", "decided", "rule", "cue", "sent",
)  # fmt: skip


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """One row of `decisions`. It hangs on the report's key, the digest of its text, and the span with its words."""

    reviewer: str
    verdict: Verdict
    kind: Kind
    report: str
    text_digest: str = ""
    span_start: int | None = None
    span_end: int | None = None
    words: str | None = None
    record: str | None = None
    field: str | None = None
    before: str | None = None
    after: str | None = None
    comment: str | None = None
    fingerprint: str | None = None
    undoes: int | None = None
    decided: str | None = None
    rule: str | None = None
    cue: str | None = None
    sent: str | None = None
    number: int = 0

    @property
    def about(self) -> tuple[object, ...]:
        """What it is about: of two decisions on the same, the later counts."""
        if self.verdict in ("split", "merge"):
            return self.kind, self.record, self.field
        what: tuple[object, ...] = (self.kind, self.report, self.span_start, self.span_end, self.record)
        return (*what, self.field) if self.verdict == "correct" else what


def text_digest(text: str) -> str:
    """The digest of a report's text that a decision hangs on."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@contextmanager
def reviews(folder: Path) -> Iterator[sqlite3.Connection]:
    """The decisions of a record, open for reading and adding."""
    connection = open_reviews(folder)
    try:
        yield connection
    finally:
        connection.close()


def decide(connection: sqlite3.Connection, decision: Decision) -> int:
    """Adds a decision; its number. InputError for one that says nothing that can be done."""
    _check(decision)
    row = msgspec.structs.asdict(decision)
    row["decided"] = decision.decided or datetime.now(UTC).isoformat(timespec="seconds")
    marks = ", ".join("?" * len(COLUMNS))
    cursor = connection.execute(
        f"INSERT INTO decisions ({', '.join(COLUMNS)}) VALUES ({marks})", [row[name] for name in COLUMNS]
    )
    return int(cursor.lastrowid or 0)


def keep(connection: sqlite3.Connection, made: Sequence[Decision], sent: str | None = None) -> list[int]:
    """Adds the decisions of one form, all or none; their numbers. Of a form that was kept before: those of then."""
    with _whole(connection):
        if sent and (before := numbers_of(connection, sent)):
            return before
        return [decide(connection, msgspec.structs.replace(one, sent=sent)) for one in made]


def numbers_of(connection: sqlite3.Connection, sent: str) -> list[int]:
    """The decisions that came with a form."""
    rows = connection.execute("SELECT number FROM decisions WHERE sent = ? ORDER BY number", (sent,)).fetchall()
    return [number for (number,) in rows]


@contextmanager
def _whole(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction that nobody else writes in."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def undo(connection: sqlite3.Connection, number: int, reviewer: str, comment: str | None = None) -> int:
    """Takes a decision back, or an undo; InputError where there is none with that number."""
    return decide(connection, undoing(connection, number, reviewer, comment))


def undoing(connection: sqlite3.Connection, number: int, reviewer: str, comment: str | None = None) -> Decision:
    """The decision that takes one back; InputError where there is none with that number."""
    row = connection.execute("SELECT kind, report, text_digest FROM decisions WHERE number = ?", (number,)).fetchone()
    if row is None:
        raise InputError("there is no decision with this number", str(number))
    kind, report, digest = row
    return Decision(
        reviewer=reviewer, verdict="undo", kind=kind, report=report, text_digest=digest, undoes=number, comment=comment,
    )  # fmt: skip


def _check(decision: Decision) -> None:
    where = f"decision on {decision.record or decision.report}"
    of_links = decision.kind == "link" and decision.field in LEVELS and decision.record
    if decision.verdict in ("split", "merge") and not of_links:
        raise InputError("split and merge need kind link, a record and a field", where, f"Fields are {', '.join(LEVELS)}.")
    if decision.verdict == "merge" and not decision.after:
        raise InputError("merge needs the other record in `after`", where)
    if decision.verdict == "correct" and not decision.field:
        raise InputError("correct needs a field", where)
    if decision.verdict == "undo" and not decision.undoes:
        raise InputError("undo needs the number of a decision", where)


def every(connection: sqlite3.Connection) -> list[Decision]:
    """All decisions in their order."""
    names = ("number", *COLUMNS)
    rows = connection.execute(f"SELECT {', '.join(names)} FROM decisions ORDER BY number").fetchall()
    return [msgspec.convert(dict(zip(names, row, strict=True)), Decision) for row in rows]


def states(decisions: Sequence[Decision]) -> dict[int, str]:
    """What each decision is now: stands, undone, or superseded by a later one on the same; comments and undos are none."""
    undone: set[int] = set()
    for one in reversed(decisions):
        if one.verdict == "undo" and one.number not in undone and one.undoes is not None:
            undone.add(one.undoes)
    found: dict[int, str] = {}
    taken: set[tuple[object, ...]] = set()
    judged: set[tuple[object, ...]] = set()
    for one in reversed(decisions):
        if one.verdict in ("undo", "comment"):
            continue
        if one.number in undone:
            found[one.number] = "undone"
        elif one.about in taken or (one.verdict == "correct" and one.about[:-1] in judged):
            found[one.number] = "superseded"
        else:
            found[one.number] = "stands"
            taken.add(one.about)
            if one.verdict == "reject":
                judged.add(one.about)
    return found
