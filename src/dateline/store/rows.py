"""What a query gives: an Arrow table, with short ways on to pandas, polars and plain rows."""

import importlib
from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from dateline.errors import DatelineError


class Rows:
    """Rows of the record. `arrow` is the pyarrow table; libraries that take Arrow (polars, DuckDB) take this as it is."""

    def __init__(self, arrow: pa.Table) -> None:
        self.arrow = arrow

    @property
    def columns(self) -> list[str]:
        return list(self.arrow.column_names)

    def __len__(self) -> int:
        return int(self.arrow.num_rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for batch in self.arrow.to_batches(max_chunksize=1_000):
            yield from batch.to_pylist()

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self.arrow.__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        return f"Rows({len(self):,} x {', '.join(self.columns)})"

    def to_pylist(self) -> list[dict[str, Any]]:
        """All rows as dictionaries."""
        return list(self)

    def to_pandas(self) -> Any:
        """A pandas DataFrame; DatelineError with the way to install it where pandas is missing."""
        _needed("pandas")
        return self.arrow.to_pandas()

    def to_polars(self) -> Any:
        """A polars DataFrame; DatelineError with the way to install it where polars is missing."""
        return _needed("polars").from_arrow(self.arrow)


class Stream:
    """Rows of a long list as they are read, a batch at a time; once through."""

    def __init__(self, reader: pa.RecordBatchReader) -> None:
        self._reader = reader

    @property
    def columns(self) -> list[str]:
        return list(self._reader.schema.names)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for batch in self._reader:
            yield from batch.to_pylist()

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self._reader.__arrow_c_stream__(requested_schema)


def _needed(library: str) -> Any:
    try:
        return importlib.import_module(library)
    except ImportError:
        remedy = f"Install it: pip install {library}. The rows are there without it: .arrow, or a loop over them."
        raise DatelineError(f"{library} is not installed", f"to_{library}", remedy) from None
