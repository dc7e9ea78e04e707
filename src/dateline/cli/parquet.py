"""Reports as a Parquet table: one row a report, the lists as nested columns with the record's own types."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import batched
from pathlib import Path
from typing import IO, Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
from msgspec import inspect

from dateline.records import Report, from_json

ROWS = 256  # reports in one row group


@lru_cache(maxsize=1)
def table_schema() -> pa.Schema:
    """The Arrow schema of a report. The losing candidates of a place, whose keys are free, are JSON text."""
    report = inspect.type_info(Report)
    assert isinstance(report, inspect.StructType)
    return pa.schema([(field.encode_name, arrow_type(field.type)) for field in report.fields])


def arrow_type(info: Any) -> pa.DataType:
    """The Arrow type of a record's field; unknown (None, unset) is null in every one."""
    match info:
        case inspect.StructType():
            return pa.struct([(field.encode_name, arrow_type(field.type)) for field in info.fields])
        case inspect.VarTupleType() | inspect.ListType():
            return pa.list_(arrow_type(info.item_type))
        case inspect.UnionType():
            known = [one for one in info.types if not isinstance(one, inspect.NoneType | inspect.CustomType)]
            return arrow_type(next(one for one in known if type(one).__name__ != "UnsetType"))
        case inspect.IntType():
            return pa.int64()
        case inspect.FloatType():
            return pa.float64()
        case inspect.BoolType():
            return pa.bool_()
        case _:
            return pa.string()


def rows(part: Path) -> Iterator[dict[str, Any]]:
    with part.open("rb") as lines:
        for line in lines:
            row: dict[str, Any] = msgspec.to_builtins(from_json(line))
            for place in row["places"]:
                place["candidates"] = [msgspec.json.encode(one).decode() for one in place["candidates"]]
            yield row


def write_table(part: Path, file: IO[bytes]) -> None:
    """The reports of a JSON Lines file as Parquet."""
    schema = table_schema()
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for group in batched(rows(part), ROWS):
            writer.write_table(pa.Table.from_pylist(list(group), schema=schema))
