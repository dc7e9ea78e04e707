"""`desk.sqlite`: what each reviewer has seen, as a sequence of the record. Small, and not precious."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from dateline.errors import InputError
from dateline.store.kept import open_kept
from dateline.store.migrations import Migration

NAME = "desk.sqlite"
STEPS = (
    Migration(
        "0001-seen",
        ("CREATE TABLE seen (reviewer TEXT PRIMARY KEY, sequence INTEGER NOT NULL, at TEXT NOT NULL) STRICT",),
    ),
)


def seen(folder: Path, reviewer: str) -> int | None:
    """The sequence that a reviewer last marked as seen; None if never."""
    if not (folder / NAME).is_file():
        return None
    with _opened(folder) as connection:
        row = connection.execute("SELECT sequence FROM seen WHERE reviewer = ?", (reviewer,)).fetchone()
    return int(row[0]) if row else None


def mark_seen(folder: Path, reviewer: str, sequence: int) -> None:
    """Marks all up to a sequence as seen; an earlier one takes a mark back."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with _opened(folder) as connection:
        connection.execute("INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", (reviewer[:200], sequence, now))


@contextmanager
def _opened(folder: Path) -> Iterator[sqlite3.Connection]:
    remedy = "It holds only what was seen: move it away."
    connection = open_kept(folder / NAME, STEPS, remedy)
    try:
        yield connection
    except sqlite3.DatabaseError as error:
        raise InputError(f"cannot be read: {error}", str(folder / NAME), remedy) from None
    finally:
        connection.close()
