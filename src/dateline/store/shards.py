"""Coded reports on the disk: Parquet files named by their content, written at once or not at all.

A shard is the unit of finished work. It holds, one row a report, the article as it came in and the report as it was coded,
both as their JSON, so that a record can be derived, linked and even coded anew without its inputs.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from dateline.errors import InputError
from dateline.records import Article
from dateline.store.files import write_whole

KEY = 16  # hexadecimal digits of a report's key: one clash is likely in a record of four thousand million reports
DIGEST = 32
SCHEMA = pa.schema([(name, pa.string()) for name in ("report", "digest", "fingerprint", "article", "coded")])


class Stored(msgspec.Struct, frozen=True):
    """One row of a shard."""

    report: str
    digest: str
    fingerprint: str
    article: str
    coded: str


def key_of(article: Article) -> str:
    """The key of a report: a digest of the article as it came in, wherever it came from.

    The note that an earlier report has the same id is left out: it depends on what else was in the input.
    """
    notes = tuple(refusal for refusal in article.refusals if refusal.reason != "duplicate_id")
    plain = msgspec.structs.replace(article, source=None, refusals=notes)
    return hashlib.sha256(msgspec.json.encode(plain)).hexdigest()[:KEY]


def stored(article: Article, coded: bytes, fingerprint: str) -> Stored:
    """The row of an article and its report as JSON."""
    key, digest = key_of(article), hashlib.sha256(coded).hexdigest()[:DIGEST]
    raw = msgspec.json.encode(msgspec.structs.replace(article, source=None))
    return Stored(key, digest, fingerprint, raw.decode(), coded.decode())


def write_shard(folder: Path, rows: Iterable[Stored]) -> str:
    """Writes a shard and gives its name, a digest of what is in it."""
    listed = list(rows)
    content = "\n".join(f"{row.report} {row.digest} {row.fingerprint}" for row in listed)
    name = hashlib.sha256(content.encode()).hexdigest()[:DIGEST]
    write_whole(folder / f"{name}.parquet", table_bytes(listed))
    return name


def table_bytes(rows: Iterable[Stored], notes: Mapping[str, str] | None = None) -> bytes:
    """The rows of a shard as a Parquet file; `notes` go into its head."""
    schema = SCHEMA.with_metadata(dict(notes)) if notes else SCHEMA
    table = pa.Table.from_pylist([msgspec.structs.asdict(row) for row in rows], schema=schema)
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd", compression_level=9, use_dictionary=["fingerprint"])
    content: bytes = sink.getvalue().to_pybytes()
    return content


def note_of(content: bytes, name: str) -> str:
    """A note in the head of a shard."""
    found = pq.read_schema(pa.BufferReader(content)).metadata or {}
    return str(found.get(name.encode(), b"").decode())


def shard_paths(folder: Path) -> list[Path]:
    """The shards of a record, by name."""
    return sorted(folder.glob("*.parquet")) if folder.is_dir() else []


def columns(path: Path, names: list[str]) -> dict[str, list[str]]:
    """Some columns of a shard; InputError for a damaged file."""
    try:
        found: dict[str, list[str]] = pq.read_table(path, columns=names).to_pydict()
    except (pa.ArrowInvalid, OSError) as error:
        raise damaged(path, error) from None
    return found


def damaged(path: Path, error: Exception) -> InputError:
    remedy = "Remove the file and build from its inputs again: the other shards stay as they are."
    return InputError(f"is damaged: {str(error).splitlines()[0]}", str(path), remedy)


def read_coded(path: Path, wanted: Collection[str]) -> Iterator[tuple[str, str]]:
    """The coded reports of a shard as their JSON, each with its key."""
    found = columns(path, ["report", "coded"])
    return ((key, coded) for key, coded in zip(found["report"], found["coded"], strict=True) if key in wanted)


def read_articles(path: Path) -> Iterator[Article]:
    """The articles of a shard as they came in."""
    for article in columns(path, ["article"])["article"]:
        yield msgspec.json.decode(article, type=Article)
