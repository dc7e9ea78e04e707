"""The columns of the map, made once a record."""

import threading

from dateline.store.desk.columns import columns
from dateline.store.reader import Record

_lock = threading.Lock()
_made: tuple[str, bytes] = ("", b"")


def columns_of(record: Record) -> bytes:
    """The columns of a record; those of the last one asked for are kept."""
    global _made
    digest = f"{record.folder} {record.noted_digest()}"
    with _lock:
        if _made[0] != digest:
            _made = (digest, columns(record))
        return _made[1]
