"""`dateline dates TEXT --on DATE`: what the time expressions of a text mean, counted from a day."""

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.errors import InputError

if TYPE_CHECKING:
    from datetime import date

    from dateline.explain.why import DayWhy, TimeWhy

Words = Annotated[str, typer.Argument(metavar="TEXT", help="Words in quotes, or - for standard input.")]
On = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="The day to count from: YYYY-MM-DD. Without it, it is worked out.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Set = Annotated[list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="One setting: model=NAME.")]
File = Annotated[Path | None, typer.Option("--settings", metavar="FILE", help="A TOML file with settings.")]


def register(app: typer.Typer) -> None:
    app.command("dates")(dates)


def dates(text: Words, *, on: On = None, as_json: Json = False, changes: Set = None, settings_file: File = None) -> None:
    """Show every time expression of a text: its value and days, how it was reached, and its other readings.

    dateline dates "They met on Friday and left two days later." --on 2025-06-18
    """
    from dateline.cli.options import settings_of

    day = _day(on) if on is not None else None
    settings = settings_of(settings_file, changes or [])
    words = sys.stdin.read() if text == "-" else text
    if not words.strip():
        raise InputError("has no words", "TEXT")
    from dateline.explain.asked import times_in

    found, counted, days = times_in(words, day, settings)
    if as_json:
        import msgspec

        print(msgspec.json.encode({"on": counted, "times": found, "reference_candidates": days}).decode())
    else:
        _show(found, counted if on is None else None, days)


def _day(given: str) -> "date":
    from datetime import date

    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", given):
            return date.fromisoformat(given)
    except ValueError:
        pass
    raise InputError(f"{given!r} is no day", "--on", "Write it as 2025-06-18.")


def _show(found: "tuple[TimeWhy, ...]", counted: str | None, days: "tuple[DayWhy, ...]") -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console()
    if not found:
        console.print("No time expression in this text.")
        return
    table = Table("words", "type", "value", "days", "grain", "how", box=None, padding=(0, 2, 0, 0), header_style="dim")
    for time in found:
        tense = f" ({time.tense})" if time.basis == "tense" and time.tense else ""
        span = time.first if time.first == time.last else f"{time.first} – {time.last}"
        value = f"[yellow]{time.value or '?'}[/]"
        how = f"{time.basis or 'unknown'}{tense}: {time.why}"
        table.add_row(f"[bold]{escape(time.words.text)}[/]", time.type, value, span or "", time.granularity or "", how)
        for other in time.others:
            span = other.first if other.first == other.last else f"{other.first} – {other.last}"
            table.add_row("  or", "", other.value, span or "", "", "under another tense", style="dim")
    console.print(table)
    if counted is not None:
        console.print(f"Counted from {counted}, worked out from the words; --on sets another day.", style="dim", highlight=False)
    elif any(time.basis in (None, "unknown") for time in found):
        console.print("Give the day to count from with --on DATE.", style="dim", highlight=False)
    for one in days:
        console.print(f"It may speak from {one.day} ({one.score:g}): {'; '.join(one.reasons)}", style="dim", markup=False)
