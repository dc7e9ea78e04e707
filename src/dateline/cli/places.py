"""`dateline places NAME`: which place a name means, how sure that is, and the places that it might mean instead."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.explain.why import PlaceWhy

Name = Annotated[str | None, typer.Argument(metavar="NAME", help="The name of a place.")]
In = Annotated[
    str | None, typer.Option("--in", metavar="PLACE", help="What it lies in: a country, its code (IRN), or a division.")
]
Text = Annotated[str | None, typer.Option("--text", metavar="TEXT", help="Find and decide all places of a text instead.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Set = Annotated[list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="One setting: places_file=my.csv.")]
File = Annotated[Path | None, typer.Option("--settings", metavar="FILE", help="A TOML file with settings.")]


def register(app: typer.Typer) -> None:
    app.command("places")(places)


def places(
    name: Name = None, *, within: In = None, text: Text = None, as_json: Json = False, changes: Set = None,
    settings_file: File = None,
) -> None:  # fmt: skip
    """Show which place a name means, with its score, how that was decided, and the candidates that lost.

    dateline places Tripoli --in Lebanon
    dateline places --text "Shells fell on Tripoli, north of Beirut."
    """
    from dateline.cli.options import settings_of

    settings = settings_of(settings_file, changes or [])
    if (name is None) == (text is None):
        raise InputError("give a NAME or --text TEXT, one of them", "places", 'As in: dateline places Tripoli --in "Lebanon".')
    if text is not None and within is not None:
        raise InputError("goes with a NAME, not with --text", "--in", "In a text its own words say what lies in what.")
    from dateline.explain.asked import place_named, places_in

    found = places_in(text, settings) if text is not None else place_named(name or "", within, settings)
    if as_json:
        import msgspec

        print(msgspec.json.encode(found).decode())
    else:
        _show(found)


def _show(found: "tuple[PlaceWhy, ...]") -> None:
    from rich.console import Console

    from dateline.cli.draw_why import grid, place_rows

    console = Console()
    for place in found:
        console.print(grid(place_rows(place)))
    if not found:
        console.print("No place is named in this text.")
