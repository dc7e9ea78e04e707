"""`dateline read WHAT`: the picture of one report, in the terminal, as JSON or as a page."""

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.errors import InputError, OutputError

if TYPE_CHECKING:
    from dateline.records import Article, Report
    from dateline.settings import Settings

MANY = 3  # reports of a file that an error names before it counts the rest
What = Annotated[str, typer.Argument(metavar="WHAT", help="A file, a web address, or - for standard input.")]
Json = Annotated[bool, typer.Option("--json", help="Print the record as JSON.")]
Html = Annotated[Path | None, typer.Option("--html", metavar="OUT", help="Write a page that needs nothing else.")]
Id = Annotated[str | None, typer.Option("--id", metavar="ID", help="Which report, where a file holds several.")]
Day = Annotated[str | None, typer.Option("--published", metavar="DATE", help="When it was published: YYYY-MM-DD.")]
Map = Annotated[list[str] | None, typer.Option("--map", metavar="FIELD=COLUMN", help="Where a file keeps a field: text=body.")]
Set = Annotated[list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="One setting: fetch_timeout=5.")]
File = Annotated[Path | None, typer.Option("--settings", metavar="FILE", help="A TOML file with settings.")]
NoClean = Annotated[bool, typer.Option("--no-clean", help="Leave the text as it is, to the character.")]
NoGate = Annotated[bool, typer.Option("--no-gate", help="Parse everything, also what has hardly anything to code.")]


def register(app: typer.Typer) -> None:
    app.command("read")(read)


def read(
    what: What, *, as_json: Json = False, html: Html = None, key: Id = None, published: Day = None, columns: Map = None,
    changes: Set = None, settings_file: File = None, no_clean: NoClean = False, no_gate: NoGate = False,
) -> None:  # fmt: skip
    """Print the picture of one report: what happened, what is only said, how many, which borders, who says what."""
    from dateline.cli.options import pairs, quiet_libraries, settings_of

    quiet_libraries()
    switches = {"clean": False if no_clean else None, "gate": "none" if no_gate else None}
    settings = settings_of(settings_file, changes or [], **switches)
    report = _coded(one_article(what, (settings, pairs(columns or [], "--map")), key), published, settings)
    if html is not None:
        _write(report, html)
    if as_json:
        from dateline.records import to_json

        print(to_json(report).decode())
    elif html is None:
        from dateline.picture import draw
        from dateline.picture.terminal import show

        show(draw(report))


def one_article(what: str, how: tuple["Settings", dict[str, str]], key: str | None) -> "Article":
    """The one article of the input, or the one with this id; InputError names the ids that there are."""
    from dateline.ingest import read_all
    from dateline.ingest.fields import check_map

    settings, columns = how
    check_map(columns)
    articles = list(read_all([what], settings, columns))
    found = [article for article in articles if key in (None, article.id)]
    if len(found) == 1:
        return found[0]
    ids = ", ".join(article.id for article in articles[:MANY]) + (" ..." if len(articles) > MANY else "")
    if found and key is None:
        raise InputError(f"holds {len(found)} reports", what, f"Choose one with --id ({ids}), or code all with dateline code.")
    raise InputError(f"holds no report {key or ''}".rstrip(), what, f"It holds {ids}." if articles else "")


def dated(article: "Article", published: str | None) -> "Article":
    """The article with the day that the user gives it."""
    import msgspec

    if published is None:
        return article
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", published):
        raise InputError(f"{published!r} is no day", "--published", "Write it as 2025-06-18.")
    return msgspec.structs.replace(article, published=published)


def _coded(article: "Article", published: str | None, settings: "Settings") -> "Report":
    from dateline.pipeline import Pipeline

    article = dated(article, published)
    return next(Pipeline(settings).code([article]))


def _write(report: "Report", path: Path) -> None:
    from dateline.picture import draw
    from dateline.picture.page import page

    try:
        path.write_text(page(draw(report)), encoding="utf-8")
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}", str(path)) from None
    print(f"wrote {path}", file=sys.stderr)
