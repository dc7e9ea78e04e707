"""Rows as CSV, JSON and JSON Lines: what every other format and the command `sql` print with.

Unknown is an empty cell or null. A list in a CSV cell is joined by "; ". A cell that a spreadsheet would take for a formula
gets a quotation mark before it (`=HYPERLINK(...)` in a headline must stay a headline).
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import IO, Any, NamedTuple, Protocol

FORMULA = ("=", "+", "-", "@", "\t", "\r")


Row = Mapping[str, Any]


class Told(NamedTuple):
    """How many rows were written, and how many the format has no place for."""

    written: int
    left_out: int = 0


class Table(Protocol):
    """Rows with named columns, as the store gives them."""

    @property
    def columns(self) -> list[str]: ...

    def __iter__(self) -> Iterator[dict[str, Any]]: ...


def write_csv(rows: Table, file: IO[str]) -> Told:
    """A header and a line a row; lines end with LF."""
    return Told(write_cells(rows.columns, rows, file))


def write_cells(columns: list[str], rows: Iterable[Row], file: IO[str], *, below: list[str] | None = None) -> int:
    """CSV of some columns, how many rows; with a second header line where a format has one (HXL's tags)."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    if below is not None:
        writer.writerow(below)
    written = 0
    for row in rows:
        writer.writerow([cell(row.get(column)) for column in columns])
        written += 1
    return written


def cell(value: Any) -> Any:
    """A value as a cell of CSV."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return guarded("; ".join("" if one is None else one if isinstance(one, str) else as_json(one) for one in value))
    if isinstance(value, dict):
        return as_json(value)
    return guarded(value) if isinstance(value, str) else value


def guarded(text: str) -> str:
    return "'" + text if text.startswith(FORMULA) else text


def write_json(rows: Table, file: IO[str]) -> Told:
    """One array, a row a line."""
    written = 0
    file.write("[")
    for row in rows:
        file.write((",\n " if written else "") + as_json(row))
        written += 1
    file.write("]\n")
    return Told(written)


def write_jsonl(rows: Table, file: IO[str]) -> Told:
    """One object a line."""
    return Told(write_lines(rows, file))


def write_lines(rows: Iterable[Row], file: IO[str]) -> int:
    written = 0
    for row in rows:
        file.write(as_json(row) + "\n")
        written += 1
    return written


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=_plain, separators=(",", ":"))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else str(value)
