"""Gold files, scores and the quality gate.

    metrics = measure("dyads", read_gold("gold.jsonl"), coded_lines)

A task compares coded reports with what people found in the same texts; every metric is described in docs/scores.md.
"""

from typing import Any

from dateline.errors import ScoreError
from dateline.evaluate import dyads, factuality, figures, geo, quotes, stories, times, triggers
from dateline.evaluate.common import Metrics, Row, Tally
from dateline.evaluate.view import join

TASKS: dict[str, Any] = {
    "dyads": dyads, "triggers": triggers, "geo": geo, "quotes": quotes, "figures": figures, "times": times,
    "factuality": factuality, "stories": stories,
}  # fmt: skip

__all__ = ["TASKS", "flat", "measure", "table"]


def measure(task: str, rows: list[Row], output: dict[str, Row], *, copies: bool = False) -> Metrics:
    """The metrics of a task by name; `rows` are gold lines, `output` the coded lines by id, for stories the links.

    With `copies`, copy groups are scored, too; they are in the gold of stories alone.

    Raises ScoreError for an unknown task or a gold file that does not fit it.
    """
    if task not in TASKS:
        raise ScoreError(f"unknown task {task!r}", remedy=f"Allowed are {', '.join(TASKS)}.")
    if copies and task != "stories":
        raise ScoreError(f"{task} knows no copies", remedy="Give --copies with the task stories.")
    if task == "stories":
        return {**stories.score(rows, output, copies), "rows": len(rows)}
    pairs, counts = join(rows, output)
    try:
        metrics = TASKS[task].score(pairs)
    except KeyError as error:
        raise ScoreError(f"a gold row lacks the field {error}", remedy=f"Is it a gold file for {task}?") from None
    return {**metrics, "rows": len(rows), **counts}


def flat(metrics: Metrics) -> dict[str, float | int | str | None]:
    """{"cue": Tally} -> {"cue_p": ..., "cue_r": ..., "cue_f1": ...}; fractions to 4 places."""
    result: dict[str, float | int | str | None] = {}
    for name, value in metrics.items():
        if isinstance(value, Tally):
            result |= {f"{name}_{part}": round(getattr(value, part), 4) for part in ("p", "r", "f1")}
        else:
            result[name] = round(value, 4) if isinstance(value, float) else value
    return result


def table(metrics: Metrics) -> list[str]:
    """The metrics as lines for a terminal: name, precision, recall, F1 and the counts behind them."""
    lines = [f"{'':28}{'P':>8}{'R':>8}{'F1':>8}   right/given  found/gold"]
    for name, value in metrics.items():
        if isinstance(value, Tally):
            counts = f"{value.right}/{value.given}  {value.found}/{value.gold}"
            lines.append(f"{name:28}{value.p:8.3f}{value.r:8.3f}{value.f1:8.3f}   {counts}")
        else:
            told = "-" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)
            lines.append(f"{name:28}{told:>8}")
    return lines
