"""A folder of coded shards, here or in an object store, in which finished work can be told.

    OUT/shards/<articles>-<coder>.parquet   coded reports, in the form of a record's shards
    OUT/done/<file>-<coder>.json            what a finished input file gave: its shards in order
    OUT/coders.json                         the fingerprints, in the order of their last use
    OUT/manifest.jsonl                      one line an input file, in their order; written when all are finished

A file is there whole or not at all, and its name says what it was made of and by whom, so that the same work done twice
(by an actor that was thought lost) gives the same file. A folder is the beginning of a record: `dateline build --record OUT`
links and derives the rest.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from dateline.errors import OutputError
from dateline.records import Article
from dateline.store.current import NAME as CODERS
from dateline.store.current import SHARDS
from dateline.store.files import write_whole
from dateline.store.shards import key_of

DIGEST = 32
DONE = "done"
MANIFEST = "manifest.jsonl"


class Done(msgspec.Struct, frozen=True):
    """A finished input file: its address, its reports, how many of them were refused, and its shards in order."""

    input: str
    reports: int
    events: int
    refused: int
    shards: tuple[str, ...]


class Ledger:
    """The folder of an address (`out/`, `s3://bucket/out`) and what one coder has finished there."""

    def __init__(self, address: str, fingerprint: str) -> None:
        import fsspec

        try:
            self.store, root = fsspec.core.url_to_fs(address)
        except (ImportError, ValueError) as error:
            raise OutputError(f"cannot be written: {error}", address, "Usual are folders, s3:// and gs://.") from None
        self.address = address
        self.root = root.rstrip("/")
        self.fingerprint = fingerprint
        self._local = "file" in (self.store.protocol if isinstance(self.store.protocol, tuple) else (self.store.protocol,))
        if self._local:
            for name in (SHARDS, DONE):
                self._path(name).mkdir(parents=True, exist_ok=True)

    def shard_name(self, articles: Sequence[Article]) -> str:
        """The name that the shard of some articles has once it is there."""
        keys = " ".join(map(key_of, articles))
        return f"{SHARDS}/{hashlib.sha256(keys.encode()).hexdigest()[:DIGEST]}-{self.fingerprint}.parquet"

    def done_name(self, file: str) -> str:
        return f"{DONE}/{hashlib.sha256(file.encode()).hexdigest()[:DIGEST]}-{self.fingerprint}.json"

    def has(self, name: str) -> bool:
        return bool(self.store.exists(f"{self.root}/{name}"))

    def finished(self, mark: str) -> Done | None:
        """What a finished file gave, if all of it is still there."""
        content = self.read(mark)
        done = msgspec.json.decode(content, type=Done) if content else None
        return done if done and all(map(self.has, done.shards)) else None

    def read(self, name: str) -> bytes | None:
        """A file of the folder; None if it is not there."""
        try:
            content: bytes = self.store.cat_file(f"{self.root}/{name}")
        except FileNotFoundError:
            return None
        return content

    def write(self, name: str, content: bytes) -> None:
        """A file that is there with all its content or not at all; a store's own writing is of that kind."""
        if self._local:
            write_whole(self._path(name), content)
            return
        try:
            self.store.pipe_file(f"{self.root}/{name}", content)
        except Exception as error:  # noqa: BLE001  each store raises errors of its own
            raise OutputError(f"cannot be written: {error}", f"{self.address.rstrip('/')}/{name}") from None

    def sign(self) -> None:
        """Puts this coder last in `coders.json`, so that its reports count in a record."""
        known: list[str] = msgspec.json.decode(self.read(CODERS) or b"[]")
        if known[-1:] != [self.fingerprint]:
            self.write(CODERS, msgspec.json.encode([*(one for one in known if one != self.fingerprint), self.fingerprint]))

    def _path(self, name: str) -> Path:
        return Path(self.root) / name


def version_of(address: str) -> str | None:
    """What changes when a file changes, as its store tells it (size and time, or a tag); None where nothing tells."""
    import fsspec

    try:
        store, path = fsspec.core.url_to_fs(address)
        told: Any = store.ukey(path)
    except Exception:  # noqa: BLE001  each store raises errors of its own; then the file is read again
        return None
    return f"{address} {told}"
