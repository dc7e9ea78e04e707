"""Small shards are put together, so that a record that is watched for a year is not a million files.

A batch of a watch is a shard of a few reports. What a record says does not depend on which shard a report lies in. The new
shard is there before the old ones go: killed between, a report lies in two, which counts as one.
"""

from pathlib import Path

from dateline.store.current import SHARDS
from dateline.store.files import locked
from dateline.store.shards import SCHEMA, Stored, columns, shard_paths, write_shard

MANY = 64  # small shards that are put together
SMALL = 1000  # reports


def tidy(record: Path, many: int = MANY) -> int:
    """Puts small shards together where there are many; how many went."""
    import pyarrow.parquet as pq

    small = [path for path in shard_paths(record / SHARDS) if pq.read_metadata(path).num_rows < SMALL]
    if len(small) < many:
        return 0
    with locked(record):
        rows: dict[tuple[str, str, str], Stored] = {}
        gone: list[Path] = []
        for path in small:
            gone.append(path)
            for row in _rows(path):
                rows[row.report, row.digest, row.fingerprint] = row
            if len(rows) >= SMALL or path == small[-1]:
                name = write_shard(record / SHARDS, rows.values())
                for old in gone:
                    if old.stem != name:
                        old.unlink()
                rows, gone = {}, []
    return len(small)


def _rows(path: Path) -> list[Stored]:
    found = columns(path, SCHEMA.names)
    return [Stored(*values) for values in zip(*(found[name] for name in SCHEMA.names), strict=True)]
