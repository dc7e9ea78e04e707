"""Figures of people as CSV with HXL hashtags in the second line, for the tools of humanitarian data."""

from typing import IO

from dateline.export.columns import layouts
from dateline.export.plain import Table, Told, write_cells


def write_hxl(rows: Table, file: IO[str]) -> Told:
    """A header, the hashtags, a line a figure; nothing is left out."""
    layout = layouts()["hxl"]
    return Told(write_cells(layout.names, rows, file, below=layout.tags))
