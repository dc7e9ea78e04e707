"""Rows as CSV, JSON and JSON Lines: what every other format and the command `sql` print with.

Unknown is an empty cell or null. A list in a CSV cell is joined by "; ". A cell that a spreadsheet would take for a formula
gets a quotation mark before it (`=HYPERLINK(...)` in a headline must stay a headline).
"""

import csv
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import IO, Any, Protocol

FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Table(Protocol):
    """Rows with named columns, as the store gives them."""

    @property
    def columns(self) -> list[str]: ...

    def __iter__(self) -> Any: ...


def write_csv(rows: Table, file: IO[str]) -> None:
    """A header and a line a row; lines end with LF."""
    write_cells(rows.columns, rows, file)


def write_cells(columns: list[str], rows: Iterable[Mapping[str, Any]], file: IO[str], *, below: list[str] | None = None) -> None:
    """CSV of some columns, with a second header line where a format has one (HXL's tags)."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    if below is not None:
        writer.writerow(below)
    for row in rows:
        writer.writerow([cell(row.get(column)) for column in columns])


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


def write_json(rows: Table, file: IO[str]) -> None:
    """One array, a row a line."""
    file.write("[")
    for number, row in enumerate(rows):
        file.write((",\n " if number else "") + as_json(row))
    file.write("]\n")


def write_jsonl(rows: Table, file: IO[str]) -> None:
    """One object a line."""
    for row in rows:
        file.write(as_json(row) + "\n")


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=_plain, separators=(",", ":"))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else str(value)
