"""The bar that a terminal shows while reports are coded; elsewhere nothing."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

MANY_IN_ONE = (".gz", ".zst", ".csv", ".tsv", ".json", ".parquet", ".pq", ".warc", ".arc")
COUNTED = 2_000_000_000  # bytes of inputs up to which their lines are counted beforehand


def total_of(inputs: list[str]) -> int | None:
    """How many reports there will be, where that is cheap to know: JSON Lines by their lines, other files one each."""
    total = size = 0
    for name in inputs:
        path = Path(name)
        if not path.is_file() or path.suffix.lower() in MANY_IN_ONE:
            return None
        size += path.stat().st_size
        if size > COUNTED:
            return None
        total += _lines(path) if path.suffix.lower() in (".jsonl", ".ndjson") else 1
    return total


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))


@contextmanager
def bar(inputs: list[str]) -> Iterator[Callable[[], None]]:
    """A function to call after each report."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (TextColumn("coding"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        try:
            total = total_of(inputs)
        except OSError:
            total = None
        task = progress.add_task("coding", total=total)
        yield lambda: progress.advance(task)
