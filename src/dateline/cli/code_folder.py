"""`dateline code IN... -o FOLDER/`: archives to a folder, or an object store, of coded shards."""

import sys
from collections.abc import Mapping
from contextlib import closing
from typing import TYPE_CHECKING

from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.scale.engines import Wanted
    from dateline.scale.ledger import Done
    from dateline.settings import Settings

INTERRUPTED = 130


def run_folder(
    inputs: list[str], output: str, settings: "Settings", columns: Mapping[str, str], *, wanted: "Wanted"
) -> int:
    """Codes and says how it went; the exit code."""
    from dateline.cli.progress import bar
    from dateline.ingest.fields import check_map
    from dateline.scale.engines import open_engine
    from dateline.scale.folder import check_folder, code_files

    check_map(columns)
    check_folder(output)
    problems: list[InputError] = []
    files: list[Done] = []

    def told(outcome: "Done | InputError") -> None:
        if isinstance(outcome, InputError):
            problems.append(outcome)
            _say(str(outcome))
        else:
            files.append(outcome)
            if wanted.engine == "ray":
                for _ in range(outcome.reports):
                    step()

    try:
        with closing(open_engine(settings, wanted)) as engine, bar(inputs) as step:
            engine.step = step
            before = code_files(inputs, output, engine, (settings, columns, told))
    except KeyboardInterrupt:
        _say("interrupted; what was finished is kept, the same command goes on from there")
        return INTERRUPTED
    _say(line(files, before))
    return 1 if problems else 0


def line(files: "list[Done]", before: int) -> str:
    """ "3 files (1 from an earlier run), 12,000 reports, 9,134 events · refused: 14" """
    reports, events, refused = (sum(getattr(one, name) for one in files) for name in ("reports", "events", "refused"))
    parts = f"{len(files):,} file{'s' * (len(files) != 1)}" + (f" ({before:,} from an earlier run)" if before else "")
    parts += f", {reports:,} report{'s' * (reports != 1)}, {events:,} event{'s' * (events != 1)}"
    return parts + (f" · refused: {refused:,}" if refused else "")


def _say(words: str) -> None:
    print(f"dateline: {words}", file=sys.stderr)
