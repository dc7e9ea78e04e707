"""The formats by name: what list each is of, what it leaves out unless told otherwise, and what writes it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, NamedTuple

from dateline.errors import InputError
from dateline.export.acled import write_acled
from dateline.export.geojson import write_geojson
from dateline.export.hxl import write_hxl
from dateline.export.plain import Table, Told, write_csv, write_jsonl
from dateline.export.plover import write_plover

LISTS = ("events", "figures", "crossings", "statements", "reports")
Writer = Callable[[Table, IO[str]], Told]


class Format(NamedTuple):
    """`lists` are those it can be of, the first unless told otherwise; `left_out` says in words what it drops."""

    lists: tuple[str, ...]
    ending: str
    write: Writer | None
    about: str
    statuses: tuple[str, ...] = ()
    left_out: str = ""


FORMATS: Mapping[str, Format] = {
    "csv": Format(LISTS, ".csv", write_csv, "a table for spreadsheets and statistics"),
    "jsonl": Format(LISTS, ".jsonl", write_jsonl, "one JSON object a line, lists and numbers as they are"),
    "parquet": Format(LISTS, ".parquet", None, "a typed table for pandas, polars, R, DuckDB"),
    "geojson": Format(
        ("events", "figures", "crossings"), ".geojson", write_geojson, "points for maps", left_out="without a point"
    ),
    "plover": Format(("events",), ".jsonl", write_plover, "PLOVER JSON, an event a line"),
    "acled": Format(
        ("events",), ".csv", write_acled, "ACLED's columns, as far as a report says", ("occurred", "claimed"),
        "of a type that ACLED has not",
    ),
    "hxl": Format(("figures",), ".csv", write_hxl, "figures of people with HXL hashtags"),
}  # fmt: skip


def format_of(name: str) -> Format:
    """The format of a name; InputError names them all."""
    if name not in FORMATS:
        raise InputError(f"unknown format {name!r}", "export", f"Known are {', '.join(FORMATS)}.")
    return FORMATS[name]


def write_parquet(rows: object, path: Path) -> Told:
    """A Parquet file of anything that speaks Arrow's stream interface."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    reader = pa.RecordBatchReader.from_stream(rows)
    with pq.ParquetWriter(path, reader.schema, compression="zstd") as writer:
        written = 0
        for batch in reader:
            writer.write_batch(batch)
            written += batch.num_rows
    return Told(written)
