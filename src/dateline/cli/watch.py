"""`dateline watch FEEDS --record DIR`: what is new in feeds, coded and linked as it appears."""

import sys
from pathlib import Path
from typing import Annotated

import typer

LEAST = 10.0  # seconds between two readings of a feed
What = Annotated[
    str, typer.Argument(metavar="FEEDS", help="An OPML file, a text file with one address of a feed a line, or one address.")
]
Dir = Annotated[Path, typer.Option("--record", "-r", metavar="DIR", help="The folder of the record.")]
Every = Annotated[str, typer.Option("--every", metavar="SPAN", help="How often each feed is read: 30s, 5m, 1h.")]
Once = Annotated[bool, typer.Option("--once", help="Read each feed one time, and end when all that is new is in the record.")]
Set = Annotated[list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="One setting: fetch_delay=5.")]
File = Annotated[Path | None, typer.Option("--settings", metavar="FILE", help="A TOML file with settings.")]


def register(app: typer.Typer) -> None:
    app.command("watch")(watch)


def watch(
    feeds: What, record: Dir, *, every: Every = "5m", once: Once = False, changes: Set = None, settings_file: File = None
) -> None:
    """Watch feeds: new articles are fetched politely, coded, and linked into a record within a minute.

    status.html in DIR says how each feed does. Ctrl-C ends it cleanly; however it ends, the same command goes on from there.
    """
    import asyncio

    from dateline.cli.options import quiet_libraries, settings_of
    from dateline.feeds import Sources, Watch, WatchOptions
    from dateline.feeds.words import span

    quiet_libraries()
    options = WatchOptions(every=span(every, LEAST), settings=settings_of(settings_file, changes or []), say=_say)

    async def run() -> int:
        return await Watch(Sources(feeds), record, options).run(once=once)

    raise typer.Exit(asyncio.run(run()))


def _say(words: str) -> None:
    print(f"dateline: {words}", file=sys.stderr, flush=True)
