"""`dateline code IN... -o OUT`: many reports, in order, finished ones kept whatever happens."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.engines import Address, EngineName, Workers, wanted
from dateline.errors import InputError, OutputError

if TYPE_CHECKING:
    from dateline.cli.output import Line, Part, Stream
    from dateline.cli.tally import Tally
    from dateline.records import Article
    from dateline.scale.engines import Wanted
    from dateline.scale.work import Engine
    from dateline.settings import Settings

INTERRUPTED = 130
In = Annotated[list[str], typer.Argument(metavar="IN...", help="Files, folders, web addresses, or - for standard input.")]
Out = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar="OUT",
        help="A .jsonl, .jsonl.gz, .jsonl.zst or .parquet file; - prints; a folder/ or s3://... takes shards.",
    ),
]
Map = Annotated[list[str] | None, typer.Option("--map", metavar="FIELD=COLUMN", help="Where a file keeps a field: text=body.")]
Set = Annotated[list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="One setting: max_characters=50000.")]
File = Annotated[Path | None, typer.Option("--settings", metavar="FILE", help="A TOML file with settings.")]
NoClean = Annotated[bool, typer.Option("--no-clean", help="Leave the text as it is, to the character.")]
NoGate = Annotated[bool, typer.Option("--no-gate", help="Parse everything, also what has hardly anything to code.")]
Predicates = Annotated[bool, typer.Option("--predicates", help="Also list every predicate with its factuality.")]


def register(app: typer.Typer) -> None:
    app.command("code")(code)


def code(
    inputs: In, output: Out, *, columns: Map = None, changes: Set = None, settings_file: File = None,
    no_clean: NoClean = False, no_gate: NoGate = False, predicates: Predicates = False, workers: Workers = None,
    engine: EngineName = "local", address: Address = None,
) -> None:  # fmt: skip
    """Code reports: one record a report, in the input's order and with its ids.

    What is finished stands in OUT.part until all is there. Interrupted, run the same command again: it goes on.
    """
    from dateline.cli.options import pairs, quiet_libraries, settings_of

    quiet_libraries()
    switches = {"clean": False if no_clean else None, "predicates": True if predicates else None}
    settings = settings_of(settings_file, changes or [], gate="none" if no_gate else None, **switches)
    asked, mapped = wanted(engine, workers, address), pairs(columns or [], "--map")
    if is_folder(output):
        from dateline.cli.code_folder import run_folder

        raise typer.Exit(run_folder(inputs, output, settings, mapped, wanted=asked))
    raise typer.Exit(run(inputs, output, settings, mapped, wanted=asked))


def is_folder(output: str) -> bool:
    """Whether an output is a folder of shards: it ends with a slash, or is an address in a store."""
    return output.endswith("/") or "://" in output


def run(
    inputs: list[str], output: str, settings: "Settings", columns: Mapping[str, str], *, wanted: "Wanted | None" = None
) -> int:
    """Codes and says how it went; the exit code."""
    from dateline.cli.output import open_output
    from dateline.cli.tally import Tally
    from dateline.ingest.fields import check_map
    from dateline.scale.engines import Wanted, open_engine

    check_map(columns)
    _check_output(inputs, output)
    problems: list[InputError] = []
    tally = Tally()
    out = open_output(output)
    try:
        with closing(open_engine(settings, wanted or Wanted())) as engine:
            articles = _articles(inputs, output, (settings, columns, problems))
            _write(engine, articles, out, (tally, inputs, settings))
        if tally.reports or not problems:
            out.finish()
    except KeyboardInterrupt:
        _say(f"interrupted after {tally.line()}" + (f"\n  {out.remedy}" if hasattr(out, "remedy") and tally.reports else ""))
        return INTERRUPTED
    except BrokenPipeError:
        return _nobody_reads()
    finally:
        out.close()
    _say(tally.line() if tally.reports else "no report")
    return 1 if problems else 0


def _nobody_reads() -> int:
    """The other end of the pipe has seen enough (`| head`): nothing went wrong. What is left in the buffer goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _articles(
    inputs: list[str], output: str, rest: tuple["Settings", Mapping[str, str], list[InputError]]
) -> "Iterator[Article]":
    from dateline.ingest import read_all

    settings, columns, problems = rest

    def problem(error: InputError) -> None:
        _say(str(error))
        problems.append(error)

    written = () if output == "-" else (Path(output), Path(output + ".part"))
    return read_all(inputs, settings, columns, problem=problem, skip=written)


def _write(
    engine: "Engine", articles: "Iterator[Article]", out: "Stream | Part", rest: "tuple[Tally, list[str], Settings]"
) -> None:
    from dateline.cli.output import Part
    from dateline.cli.progress import bar
    from dateline.scale.work import cut

    tally, inputs, settings = rest
    shards, skip = cut(articles), 0
    with bar(inputs) as step:
        if isinstance(out, Part):
            shards, skip = _resumed(engine, shards, out, (tally, settings))
            for _ in range(tally.reports - skip):
                step()
        engine.step = step
        with closing(engine.each(shards)) as coded:
            for one in islice(coded, skip, None):
                out.write(one.line)
                tally.add(one.events, one.refusals)


def _resumed(
    engine: "Engine", shards: "Iterator[tuple[Article, ...]]", out: "Part", rest: "tuple[Tally, Settings]"
) -> "tuple[Iterator[tuple[Article, ...]], int]":
    """The shards after those that an earlier run with the same code, settings and model has finished.

    A finished report counts if it has the id and the text of the article in its place. A shard that is finished in part is
    coded again whole, since reports are always coded with the same neighbours; so many of its reports are there already.
    """
    tally, settings = rest
    lines = out.lines(engine.coder.fingerprint)
    end, same = 0, 0
    first: tuple[Article, ...] = ()
    for first in shards:
        same = 0
        for article in first:
            line, its_end = next(lines, (None, 0))
            if line is None or not _is_of(line, article, settings):
                break
            end, same = its_end, same + 1
            tally.add(len(line.events), line.refusals)
        if same < len(first):
            break
    done = same == len(first)
    tally.earlier = tally.reports
    if out.keep(end, tally.reports):
        _say(f"{out.part}: what does not fit this input, code or settings is discarded; {tally.reports:,} reports are kept")
    elif tally.reports:
        _say(f"{out.part}: {tally.reports:,} reports are finished already")
    return (shards, 0) if done else (chain([first], shards), same)


def _is_of(line: "Line", article: "Article", settings: "Settings") -> bool:
    """Whether a finished report is of an article. One that could not be coded has the text as it came."""
    from dateline.clean import clean

    return article.id == line.id and (line.text == article.text or line.text == clean(article, settings).text)


def _check_output(inputs: list[str], output: str) -> None:
    """Raises OutputError for an output that is an input, or has an ending that means another format."""
    if output == "-":
        return
    path = Path(output)
    if any(name != "-" and Path(name).exists() and path.exists() and path.samefile(name) for name in inputs):
        raise OutputError("is also an input", output, "Name another output.")
    known = (".jsonl", ".ndjson", ".json", ".gz", ".zst", ".parquet")
    if path.suffix.lower() not in known and (path.is_file() or not path.exists()):
        raise OutputError("has an unknown ending", output, f"Known are {', '.join(known)}.")


def _say(words: str) -> None:
    print(f"dateline: {words}", file=sys.stderr)
