"""`dateline explain WHAT [RECORD]`: why a record says what it says, and why a sentence gave nothing."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.explain import Case
    from dateline.records import Article
    from dateline.settings import Settings

What = Annotated[
    str, typer.Argument(metavar="WHAT", help="A file, a web address, - for standard input, a text in quotes, a record's folder.")
]
Record = Annotated[
    str | None,
    typer.Argument(metavar="RECORD", help="An id (e1, f2, c1, s3, p0, t0, an actor's or a record's event), or words in quotes."),
]
Id = Annotated[str | None, typer.Option("--id", metavar="ID", help="Which report, where a file holds several.")]
Day = Annotated[str | None, typer.Option("--published", metavar="DATE", help="When it was published: YYYY-MM-DD.")]
Json = Annotated[bool, typer.Option("--json", help="Print the explanation as JSON.")]
Map = Annotated[list[str] | None, typer.Option("--map", metavar="FIELD=COLUMN", help="Where a file keeps a field: text=body.")]
Set = Annotated[list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="One setting: rules_dir=my-rules.")]
File = Annotated[Path | None, typer.Option("--settings", metavar="FILE", help="A TOML file with settings.")]
NoClean = Annotated[bool, typer.Option("--no-clean", help="Leave the text as it is, to the character.")]


def register(app: typer.Typer) -> None:
    app.command("explain")(explain)


def explain(
    what: What, record: Record = None, *, key: Id = None, published: Day = None, as_json: Json = False, columns: Map = None,
    changes: Set = None, settings_file: File = None, no_clean: NoClean = False,
) -> None:  # fmt: skip
    """Say why: which rule and words made a record, what decided its status, place, time and actors, and what lost.

    dateline explain report.txt              lists the records with their ids
    dateline explain report.txt e3           explains one
    dateline explain report.txt "shelled"    explains the sentences with these words
    dateline explain "Rebels shelled Goma."  explains a text, or why nothing was coded in it
    dateline explain DIR EVENT               an event of a record: who tells it, copies folded, rule and words
    """
    from dateline.cli.options import pairs, quiet_libraries, settings_of

    quiet_libraries()
    if not what.strip():
        raise InputError("is empty", "WHAT", "Name a file or address, or give a text in quotes.")
    if Path(what).is_dir():
        _of_record(what, record, as_json)
        return
    settings = settings_of(settings_file, changes or [], clean=False if no_clean or is_text(what) else None)
    article = _article(what, (settings, pairs(columns or [], "--map")), key)
    case = _opened(article, published, settings)
    if record is None and not as_json and not is_text(what):
        _list(case, what)
    else:
        _answer(case, record, as_json)


def _of_record(folder: str, key: str | None, as_json: bool) -> None:
    from dateline.cli.explain_record import explain_event, is_record

    if not is_record(folder):
        remedy = "Name one report, or make a record: dateline build IN... --record DIR."
        raise InputError("is a folder and no record", folder, remedy)
    explain_event(folder, key, as_json=as_json)


def is_text(what: str) -> bool:
    """Whether an argument is the text itself: it has a space, and is no file, address or name of one."""
    from dateline.ingest import BY_ENDING, is_address

    if what == "-" or is_address(what) or not any(mark.isspace() for mark in what.strip()):
        return False
    try:
        return not Path(what).exists() and Path(what).suffix.lower() not in BY_ENDING
    except OSError:
        return True


def _article(what: str, how: tuple["Settings", dict[str, str]], key: str | None) -> "Article":
    from dateline.cli.read import one_article

    if not is_text(what):
        return one_article(what, how, key)
    from dateline.records import Article
    from dateline.text.surrogates import mend

    return Article(id="text", text=mend(what))


def _opened(article: "Article", published: str | None, settings: "Settings") -> "Case":
    from dateline.cli.read import dated
    from dateline.explain import Case, open_case
    from dateline.pipeline import Pipeline

    case = open_case(dated(article, published), Pipeline(settings))
    if isinstance(case, Case):
        return case
    why = "; ".join(f"{each.stage}: {each.reason}" + (f", {each.detail}" if each.detail else "") for each in case.refusals)
    raise InputError("is not coded at all", f"report {case.id}", f"Refused: {why}.")


def _list(case: "Case", what: str) -> None:
    from rich.console import Console

    from dateline.cli.draw_why import index

    console = Console()
    console.print(index(case.report))
    told = f"Ask for one: dateline explain {what} ID, or for a sentence by some of its words."
    console.print(f"\n{told}", style="dim", markup=False)


def _answer(case: "Case", record: str | None, as_json: bool) -> None:
    from dateline.explain import explain as why

    answer = why(case, record)
    if as_json:
        import msgspec

        print(msgspec.json.encode(answer).decode())
        return
    from rich.console import Console

    from dateline.cli.draw_why import explanation

    Console().print(explanation(answer))
