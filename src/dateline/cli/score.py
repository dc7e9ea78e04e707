"""`dateline score TASK OUT GOLD`: coded or linked reports against a gold file of the user's."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

Task = Annotated[str, typer.Argument(metavar="TASK", help="dyads, triggers, geo, quotes, figures, factuality, times or stories.")]
Out = Annotated[Path, typer.Argument(metavar="OUT", help="What `dateline code` (stories: `dateline link`) wrote.")]
Gold = Annotated[Path, typer.Argument(metavar="GOLD", help="The gold file.")]

Json = Annotated[bool, typer.Option("--json", help="One JSON object instead of the table.")]

Copies = Annotated[bool, typer.Option("--copies", help="With stories: score the copy groups, too.")]


def register(app: typer.Typer) -> None:
    app.command("score")(score)


def score(task: Task, output: Out, gold: Gold, *, as_json: Json = False, copies: Copies = False) -> None:
    """Score coded reports against a gold file."""
    from collections import Counter

    from dateline.evaluate import flat, measure, table
    from dateline.evaluate.common import read_gold, read_output

    faults: Counter[str] = Counter()
    metrics = measure(task, read_gold(str(gold)), read_output(str(output), faults), copies=copies)
    if as_json:
        print(json.dumps(flat(metrics)))
    else:
        print("\n".join(table(metrics)))
    for fault, number in sorted(faults.items()):
        print(f"dateline: {output}: {fault} ({number} lines)", file=sys.stderr)
