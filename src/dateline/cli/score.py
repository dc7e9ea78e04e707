"""`dateline score TASK OUT GOLD`: coded reports against a gold file of the user's."""

from pathlib import Path
from typing import Annotated

import typer

Task = Annotated[str, typer.Argument(metavar="TASK", help="dyads, triggers, geo, quotes, figures, factuality or times.")]
Out = Annotated[Path, typer.Argument(metavar="OUT", help="What `dateline code` wrote for the gold file's texts.")]
Gold = Annotated[Path, typer.Argument(metavar="GOLD", help="The gold file.")]


def register(app: typer.Typer) -> None:
    app.command("score")(score)


def score(task: Task, output: Out, gold: Gold) -> None:
    """Score coded reports against a gold file."""
    import importlib

    from dateline.errors import ScoreError

    run = getattr(importlib.import_module("dateline.evaluate"), "score", None)
    if run is None:
        raise ScoreError("there is no scorer in this build", task)
    for name, value in run(task, output, gold).items():
        print(f"{name}\t{value}")
