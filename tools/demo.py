"""`make demo`: codes the sample reports, prints the picture of one and a table of all, builds their record and opens its desk.

Everything here is done with the same functions that the command line uses.
"""

import re
import subprocess
import sys
import time
from collections.abc import Iterable
from html import escape
from pathlib import Path

from rich.console import Console
from rich.table import Table

import dateline
from dateline.api import pipeline
from dateline.assemble import Options, build
from dateline.picture import draw
from dateline.picture.page import page
from dateline.picture.terminal import show
from dateline.records import Report

ROOT = Path(__file__).parent.parent
SAMPLES = [ROOT / "samples" / name for name in ("wire.jsonl", "fuel-panjgur.html", "relais-0616.txt")]
SHOWN = "meridian-0616-border"
PAGES = ROOT / "build" / "demo"
RECORD = PAGES / "record"
USUAL = 8765  # the port
QUIET = 15  # minutes


def main() -> None:
    console = Console(width=max(Console().width, 100))
    start = time.perf_counter()
    reports = list(dateline.code(SAMPLES))
    spent = time.perf_counter() - start
    show(draw(next(report for report in reports if report.id == SHOWN)), console)
    console.print(overview(reports))
    index = write_pages(reports)
    console.print(f"\n{len(reports)} reports coded in {spent:.1f} s (loading the model included).")
    console.print(f"The picture of each as a page: [bold]{index.as_uri()}[/bold]", soft_wrap=True)
    console.print("One of your own: [bold].venv/bin/dateline read FILE-OR-ADDRESS[/bold]")
    build(SAMPLES, RECORD, Options(pipeline=lambda settings: pipeline(settings)))
    console.print(f"Their record, opened for looking and judging: [bold]{opened()}[/bold]", soft_wrap=True)
    console.print(f"(It stops after {QUIET} quiet minutes; then: .venv/bin/dateline serve {RECORD.relative_to(ROOT)})")


def opened() -> str:
    """The address of the desk, which goes on by itself; a port of its own where the usual one is taken."""
    command = [str(Path(sys.executable).with_name("dateline")), "serve", str(RECORD), "--stop-idle", str(QUIET)]
    for port in (USUAL, 0):
        served = subprocess.Popen(
            [*command, "--port", str(port)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True,
        )  # fmt: skip
        assert served.stdout
        said = served.stdout.readline()
        if found := re.search(r"http://\S+", said):
            return found[0]
    return "not to be had here"


HEADINGS = ("report", "written", "did", "said", "other", "figures", "borders", "quotes", "goes back to")
WORDS = ("report", "written", "goes back to")


def overview(reports: Iterable[Report]) -> Table:
    """One line a report: events that happened, that a source claims, and others; records of each other kind; its origin."""
    table = Table(title="\nAll sample reports", title_style="bold", title_justify="left", box=None, header_style="dim")
    table.pad_edge = False
    table.padding = (0, 1)
    for heading in HEADINGS:
        table.add_column(heading, justify="left" if heading in WORDS else "right", no_wrap=heading != "goes back to")
    for report in reports:
        table.add_row(Path(report.id).name, *counts(report))
    return table


def counts(report: Report) -> list[str]:
    language = next((refusal.detail for refusal in report.refusals if refusal.reason == "language"), None)
    if language:
        return [""] * (len(HEADINGS) - 2) + [f"refused: language {language}"]
    statuses = [event.factuality.status for event in report.events]
    happened, claimed = statuses.count("occurred"), statuses.count("claimed")
    others = len(statuses) - happened - claimed
    written = report.reference_date.value if report.reference_date else "?"
    numbers = (happened, claimed, others, len(report.figures), len(report.crossings), len(report.statements))
    return [written, *map(str, numbers), ", ".join(dict.fromkeys(credit.outlet for credit in report.credits))]


def write_pages(reports: list[Report]) -> Path:
    """A page for each report, and an index of them."""
    PAGES.mkdir(parents=True, exist_ok=True)
    links = []
    for number, report in enumerate(reports):
        name = f"{number:02}.html"
        (PAGES / name).write_text(page(draw(report)), encoding="utf-8")
        links.append(f'<li><a href="{name}">{escape(draw(report).title)}</a></li>')
    index = PAGES / "index.html"
    head = '<!DOCTYPE html><meta charset="utf-8"><title>Dateline samples</title>'
    index.write_text(f"{head}<ol>{''.join(links)}</ol>", encoding="utf-8")
    return index


if __name__ == "__main__":
    main()
