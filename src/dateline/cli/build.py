"""`dateline build IN... --record DIR`: codes, links and stores; what is finished stays finished."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.engines import Address, EngineName, Workers, wanted

if TYPE_CHECKING:
    from dateline.assemble import Built, Options
    from dateline.errors import InputError

INTERRUPTED = 130
In = Annotated[
    list[str] | None, typer.Argument(metavar="IN...", help="Files, folders, web addresses, or - for standard input.")
]
Dir = Annotated[Path, typer.Option("--record", "-r", metavar="DIR", help="The folder of the record.")]
Map = Annotated[list[str] | None, typer.Option("--map", metavar="FIELD=COLUMN", help="Where a file keeps a field: text=body.")]
Set = Annotated[list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="One setting: max_characters=50000.")]
Recode = Annotated[bool, typer.Option("--recode", help="Also code anew what an earlier version of the coder did.")]
NoGate = Annotated[bool, typer.Option("--no-gate", help="Parse everything, also what has hardly anything to code.")]
Relink = Annotated[bool, typer.Option("--relink", help="Link all anew, as if all reports had come at once.")]
File = Annotated[Path | None, typer.Option("--settings", metavar="FILE", help="A TOML file with settings.")]


def register(app: typer.Typer) -> None:
    app.command("build")(build)


def build(
    folder: Dir, inputs: In = None, *, columns: Map = None, changes: Set = None, settings_file: File = None,
    recode: Recode = False, relink: Relink = False, no_gate: NoGate = False, workers: Workers = None,
    engine: EngineName = "local", address: Address = None,
) -> None:  # fmt: skip
    """Build or extend a record: code what is new, link copies, stories and events, derive the tables.

    The same input again changes nothing. Interrupted, run the same command again: it goes on. Without an input the tables
    are derived anew from what was coded.
    """
    from dateline.assemble import Options
    from dateline.cli.options import pairs, quiet_libraries, settings_of
    from dateline.ingest.fields import check_map
    from dateline.scale.engines import open_engine

    quiet_libraries()
    asked = wanted(engine, workers, address)
    mapped = pairs(columns or [], "--map")
    check_map(mapped)
    settings = settings_of(settings_file, changes or [], gate="none" if no_gate else None)
    options = Options(
        settings=settings, columns=mapped, say=_say, recode=recode, relink=relink,
        engine=lambda settings: open_engine(settings, asked),
    )  # fmt: skip
    raise typer.Exit(run(inputs or [], folder, options))


def run(inputs: list[str], folder: Path, options: "Options") -> int:
    """Builds and says how it went; the exit code."""
    from dateline.assemble import build as build_record
    from dateline.cli.progress import bar

    problems: list[InputError] = []

    def problem(error: "InputError") -> None:
        _say(str(error))
        problems.append(error)

    try:
        with bar(inputs) as step:
            built = build_record(inputs, folder, options._replace(problem=problem, step=step))
    except KeyboardInterrupt:
        _say("interrupted; what was finished is kept, the same command goes on from there")
        return INTERRUPTED
    _say(line(built))
    return 1 if problems else 0


def line(built: "Built") -> str:
    """ "17 reports: 5 coded, 12 finished earlier · digest 1f2e... " """
    parts = f"{built.reports:,} report{'s' * (built.reports != 1)} in the record"
    parts += f" · {built.coded:,} coded now" if built.coded else ""
    parts += f" · {built.finished:,} of the input finished earlier" if built.finished else ""
    return parts + ("" if built.changed else " · nothing changed") + f" · digest {built.digest[:16]}"


def _say(words: str) -> None:
    print(f"dateline: {words}", file=sys.stderr)
