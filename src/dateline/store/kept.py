"""SQLite files that stay with a record and cannot be made again: opened alike, brought up to date by named steps."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from dateline.errors import InputError
from dateline.store.migrations import Migration, migrate

WAIT = 10.0  # seconds for another's transaction to end


def open_kept(path: Path, steps: Sequence[Migration], remedy: str) -> sqlite3.Connection:
    """The file, made on first use; what is committed is on the disk. InputError with a remedy for one that cannot be read."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=WAIT)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA recursive_triggers = ON")  # INSERT OR REPLACE deletes too
        migrate(connection, steps, str(path))
    except sqlite3.DatabaseError as error:
        connection.close()
        raise InputError(f"cannot be read: {error}", str(path), remedy) from None
    return connection
