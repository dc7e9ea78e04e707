"""`dateline link CODED... -o LINKS.jsonl`: which reports carry one text, tell one story, and speak of one event."""

import sys
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.errors import InputError, OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

Coded = Annotated[list[Path], typer.Argument(metavar="CODED...", help="What `dateline code` wrote: .jsonl, .gz or .zst.")]
Out = Annotated[str, typer.Option("--output", "-o", metavar="LINKS", help="A .jsonl file, one line a report; - prints.")]
Events = Annotated[Path | None, typer.Option("--events", metavar="EVENTS", help="Also a .jsonl file, one line an event.")]


Ledger = Annotated[
    Path | None, typer.Option("--ledger", metavar="LEDGER", help="Also a .jsonl file, one line a story: its figures over time.")
]


def register(app: typer.Typer) -> None:
    app.command("link")(link)


def link(coded: Coded, output: Out = "-", *, events: Events = None, ledger: Ledger = None) -> None:
    """Link coded reports: copies under their origin, stories, and one event from many reports.

    The order of the reports changes nothing.
    """
    from dateline.link import Collection

    collection = Collection(events=events is not None or ledger is not None)
    places: deque[str] = deque()
    for wrong in collection.add_coded(_placed(coded, places)):
        where = places.popleft()
        if wrong:
            raise InputError(f"is no coded report: {wrong}", where, "Give what `dateline code` wrote.")
    links = collection.links()
    _write(output, links)
    texts, stories = len({one.copy_group for one in links}), len({one.story for one in links})
    told = f"{len(links):,} reports, {texts:,} texts, {stories:,} stories"
    if events is not None:
        told += f", {_write(str(events), collection.events()):,} events"
    if ledger is not None:
        _write(str(ledger), collection.ledgers())
    print(f"dateline: {told}", file=sys.stderr)


def _placed(paths: list[Path], places: "deque[str]") -> Iterator[str]:
    """The lines of all files; where each stands is put down."""
    for path in paths:
        for number, line in enumerate(_lines(path), 1):
            if line.strip():
                places.append(f"{path}:{number}")
                try:
                    yield line.decode()
                except UnicodeDecodeError as error:
                    where, remedy = f"{path}:{number}", "Give what `dateline code` wrote."
                    raise InputError(f"is no coded report: {error}", where, remedy) from None


def _lines(path: Path) -> Iterator[bytes]:
    import gzip

    import zstandard

    try:
        if path.suffix == ".gz":
            with gzip.open(path) as file:
                yield from file
        elif path.suffix == ".zst":
            with zstandard.open(path, "rb") as file:
                yield from file
        else:
            with path.open("rb") as file:
                yield from file
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", str(path)) from None


def _write(output: str, rows: "Iterable[object]") -> int:
    """One JSON line a row; a file is there whole or not at all. The number of rows."""
    import msgspec

    lines = (msgspec.json.encode(row) + b"\n" for row in rows)
    if output == "-":
        return _count(sys.stdout.buffer, lines)
    path = Path(output)
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file:
            rows_written = _count(file, lines)
        part.replace(path)
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}", output) from None
    return rows_written


def _count(file: "BinaryIO", lines: "Iterable[bytes]") -> int:
    number = 0
    for line in lines:
        file.write(line)
        number += 1
    return number
