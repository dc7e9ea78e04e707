"""`dateline export FORMAT --record DIR -o OUT`: the record for other programs."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from dateline.errors import InputError, OutputError

if TYPE_CHECKING:
    from dateline.export.formats import Format
    from dateline.export.plain import Told
    from dateline.store.rows import Stream

Name = Annotated[
    Literal["csv", "jsonl", "parquet", "geojson", "plover", "acled", "hxl"],
    typer.Argument(metavar="FORMAT", help="csv, jsonl, parquet, geojson, plover, acled or hxl."),
]
Dir = Annotated[Path, typer.Option("--record", "-r", metavar="DIR", help="The folder of the record.")]
Out = Annotated[str, typer.Option("--output", "-o", metavar="OUT", help="The file; - prints (not Parquet).")]
Kind = Annotated[
    str | None,
    typer.Option("--list", metavar="LIST", help="events (or what the format is of), figures, crossings, statements, reports."),
]
Where = Annotated[
    list[str] | None,
    typer.Option("--where", metavar="NAME=VALUE", help="A filter: actor=PAK, since=2025-06-01, country=IRN; values by comma."),
]
Status = Annotated[list[str] | None, typer.Option("--status", metavar="STATUS", help="Only occurred, claimed ...; repeatable.")]
All = Annotated[bool, typer.Option("--all", help="Every telling, copies too; else one row a happening.")]


def register(app: typer.Typer) -> None:
    app.command("export")(export)


def export(
    name: Name, folder: Dir, output: Out, *, kind: Kind = None, where: Where = None, status: Status = None, every: All = False,
) -> None:  # fmt: skip
    """Write the record for other programs; docs/exports.md says what each column means.

    dateline export geojson -r gulf -o june.geojson --status occurred --where since=2025-06-01 --where country=IRN,PAK
    """
    from dateline.export.formats import format_of
    from dateline.store.reader import Record

    form = format_of(name)
    listed = kind or form.lists[0]
    if listed not in form.lists:
        raise InputError(f"is not of {listed}", name, f"It is of {', '.join(form.lists)}.")
    asked = filters(listed, where or [], status or list(form.statuses))
    with Record(folder) as record:
        rows = record.listed(listed, leads=None if every else True, **asked)
        told = write(form, rows, output)
    words = f"{told.written:,} {listed}" + ("" if output == "-" else f" in {output}")
    words += f"; left out {told.left_out:,} {form.left_out}" if told.left_out else ""
    print(f"dateline: {words}", file=sys.stderr)


def filters(kind: str, where: list[str], status: list[str]) -> dict[str, Any]:
    """The filters of the command line: values by comma, numbers where numbers are wanted."""
    from dateline.cli.options import pairs

    found: dict[str, Any] = {}
    for name, value in pairs(where, "--where").items():
        values = [one.strip() for one in value.split(",") if one.strip()]
        found[name] = int(value) if name == "min_origins" and value.isdecimal() else values if len(values) > 1 else value
    if status and kind in ("events", "figures", "crossings"):
        found["status"] = status
    elif status:
        raise InputError("have no status", kind, "Leave --status away.")
    return found


def write(form: "Format", rows: "Stream", output: str) -> "Told":
    """Writes beside the output and moves it there when it is whole."""
    from dateline.export.formats import write_parquet

    if output == "-":
        if form.write is None:
            raise OutputError("is no text", "-", "Name a file.")
        return form.write(rows, sys.stdout)
    path = Path(output)
    begun = path.with_name(path.name + ".tmp")
    try:
        if form.write is None:
            told = write_parquet(rows, begun)
        else:
            with begun.open("w", encoding="utf-8", newline="") as file:
                told = form.write(rows, file)
        begun.replace(path)
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror or error}", output) from None
    finally:
        if path.parent.is_dir():
            begun.unlink(missing_ok=True)
    return told
