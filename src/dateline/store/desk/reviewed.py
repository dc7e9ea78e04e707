"""People's decisions as they stand in `reviews.sqlite` now, read and never written: a build need not have seen them."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dateline.errors import InputError
from dateline.store.reviews import NAME

Row = dict[str, Any]


def last_decision(folder: Path) -> int:
    """The number of the last decision; 0 where there is none. Part of what an answer hangs on."""
    with _opened(folder) as connection:
        return int(connection.execute("SELECT coalesce(max(number), 0) FROM decisions").fetchone()[0]) if connection else 0


def decisions(
    folder: Path, *, reviewer: str | None = None, report: str | None = None, after: int = 0, size: int = 50
) -> list[Row]:
    """Decisions in the order in which they were made, after a number; an undo says what it takes back in `undoes`."""
    with _opened(folder) as connection:
        if connection is None:
            return []
        connection.row_factory = sqlite3.Row
        rows = connection.execute(
            "SELECT * FROM decisions WHERE number > :after AND (:reviewer IS NULL OR reviewer = :reviewer) "
            "AND (:report IS NULL OR report = :report) ORDER BY number LIMIT :size",
            {"after": after, "reviewer": reviewer, "report": report, "size": size},
        ).fetchall()
    return [dict(row) for row in rows]


@contextmanager
def _opened(folder: Path) -> Iterator[sqlite3.Connection | None]:
    path = folder / NAME
    if not path.is_file():
        yield None
        return
    connection = sqlite3.connect(path, timeout=10)
    try:
        connection.execute("PRAGMA query_only = ON")
        yield connection
    except sqlite3.DatabaseError as error:
        raise InputError(f"cannot be read: {error}", str(path), "Put back a copy of it.") from None
    finally:
        connection.close()
