"""`dateline sql --record DIR [QUERY]`: asks the record; without a query it says what can be asked for."""

import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from dateline.store.rows import Rows

SHOWN = 200  # rows of a table on the terminal
WIDE = 4_000  # columns of a table that goes to a file or pipe: nothing is folded there
Query = Annotated[str | None, typer.Argument(metavar="QUERY", help="SQL, or - to read it from standard input.")]
Dir = Annotated[Path, typer.Option("--record", "-r", metavar="DIR", help="The folder of the record.")]
Form = Annotated[
    Literal["table", "csv", "json", "jsonl"], typer.Option("--format", "-f", help="How the rows are printed.")
]


def register(app: typer.Typer) -> None:
    app.command("sql")(sql)


def sql(folder: Dir, query: Query = None, *, form: Form = "table") -> None:
    """Ask the record in SQL (DuckDB's), read-only. Without a query: its tables and columns.

    dateline sql -r gulf "SELECT type, count(*) AS n FROM events WHERE status = 'occurred' GROUP BY type ORDER BY n DESC"
    """
    from dateline.store.reader import Record

    with Record(folder) as record:
        rows = record.tables() if query is None else record.sql(sys.stdin.read() if query == "-" else query)
    if form == "table":
        (_overview if query is None else _table)(rows)
    else:
        _written(rows, form, sys.stdout)


def _written(rows: "Rows", form: str, file: IO[str]) -> None:
    from dateline.export.plain import write_csv, write_json, write_jsonl

    {"csv": write_csv, "json": write_json, "jsonl": write_jsonl}[form](rows, file)


def _table(rows: "Rows") -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for name, field in zip(rows.columns, rows.arrow.schema, strict=True):
        table.add_column(Text(name), justify="right" if str(field.type)[:3] in ("int", "uin", "dou", "flo") else "left")
    for number, row in enumerate(rows):
        if number == SHOWN:
            break
        table.add_row(*(Text(_cell(row[name])) for name in rows.columns))
    Console(width=None if sys.stdout.isatty() else WIDE).print(table)
    if len(rows) > SHOWN:
        print(f"dateline: {SHOWN} of {len(rows):,} rows; --format csv prints all", file=sys.stderr)


def _cell(value: object) -> str:
    """A value in a cell: nothing for unknown, lists with commas."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join("?" if one is None else str(one) for one in value)
    return " ".join(str(value).split())


def _overview(rows: "Rows") -> None:
    """Tables with their columns, each with what it means."""
    from rich.console import Console
    from rich.text import Text

    console = Console(soft_wrap=True)
    before = None
    for row in rows:
        if row["table"] != before:
            console.print(Text(("" if before is None else "\n") + row["table"], style="bold"))
            before = row["table"]
        console.print(Text(f"  {row['column']:<20} {row['type']:<12} {row['about']}"))
