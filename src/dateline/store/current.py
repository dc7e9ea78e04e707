"""Which stored report counts, where one article was coded more than once: that of the coder used last.

`coders.json` lists the fingerprints in the order of their last use. A shard of a coder that is not in it (copied from
another record) counts less than any that is.
"""

from pathlib import Path
from typing import NamedTuple

import msgspec

from dateline.errors import InputError
from dateline.store.files import write_whole
from dateline.store.shards import columns, shard_paths
from dateline.store.unreadable import mended

NAME = "coders.json"
SHARDS = "shards"


class Standing(NamedTuple):
    """What counts of a report: the digest of its coded form, its coder, and its shard."""

    digest: str
    fingerprint: str
    shard: str


def coders(folder: Path) -> list[str]:
    """The fingerprints in the order of their last use."""
    path = folder / NAME
    try:
        return msgspec.json.decode(path.read_bytes(), type=list[str])
    except FileNotFoundError:
        return []
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise InputError("is no list of fingerprints", str(path), "Remove it and build again from the inputs.") from None


def used(folder: Path, fingerprint: str) -> None:
    """Puts a coder last, so that its reports count."""
    known = coders(folder)
    if known[-1:] != [fingerprint]:
        listed = [*(one for one in known if one != fingerprint), fingerprint]
        write_whole(folder / NAME, msgspec.json.encode(listed))


def finished(folder: Path, fingerprint: str) -> set[str]:
    """The reports that this coder has finished."""
    found = set()
    for path in shard_paths(folder / SHARDS):
        rows = columns(path, ["report", "fingerprint"])
        found |= {key for key, coder in zip(rows["report"], rows["fingerprint"], strict=True) if coder == fingerprint}
    return found


def current(folder: Path) -> dict[str, Standing]:
    """The standing of every report, ordered by key; rows that could not be read and were mended since are left out."""
    out = mended(folder)
    rank = {fingerprint: number for number, fingerprint in enumerate(coders(folder), start=1)}
    best: dict[str, tuple[int, Standing]] = {}
    for path in shard_paths(folder / SHARDS):
        rows = columns(path, ["report", "digest", "fingerprint"])
        for key, digest, fingerprint in zip(rows["report"], rows["digest"], rows["fingerprint"], strict=True):
            found = (rank.get(fingerprint, 0), Standing(digest, fingerprint, path.name))
            if key not in best or found > best[key]:
                best[key] = found
    return {key: best[key][1] for key in sorted(best) if key not in out}
