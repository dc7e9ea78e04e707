"""What coding costs: Dateline without a gate and with each gate, against the bare spaCy pipeline on the same text, on one core.

    python benchmarks/throughput.py [--conflict FILE.jsonl ...] [--mixed FILE.jsonl ...] [--repeat K] [--no-memory]

Two kinds of text. Conflict news: the sample reports, the conflict reports of mixed.jsonl and the labelled texts of quality/.
Mixed news: mixed.jsonl, invented reports of sport, business, weather, ..., one in eight of conflict (the share is printed).
All ways take turns, K times; times are those of the processor, and each ratio is the median of the K turns. What the gate loses
is counted against coding without one. Peak memory and start-up are taken in processes of their own.

`ways`, `measure` and `show` are there for other benchmarks, which add ways of their own.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one core for everyone

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from dateline.clean import clean
from dateline.extract import extract
from dateline.pipeline import Pipeline
from dateline.records import Article, Report
from dateline.resolve import resolve
from dateline.settings import load_settings

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples" / "wire.jsonl"
MIXED = Path(__file__).parent / "mixed.jsonl"
GATES = ("none", "sentences", "reports")
BARE = "bare spaCy"
BUSY = ("conflict", "courts")  # kinds of mixed news in which something is to be coded
Way = Callable[[list[Article]], None]


class Measured(NamedTuple):
    """Seconds of one way: of its quickest turn, and the median of the ratios bare / way."""

    seconds: float
    ratio: float


def main() -> None:
    options = arguments()
    if options.peak:
        peak(options.peak, options.mixed or [MIXED])
        return
    pipelines = {gate: Pipeline(load_settings(gate=gate)) for gate in GATES}
    parser = pipelines["none"].parser
    print(f"model {parser.name} {parser.version}; one core; each ratio is the median of {options.repeat} turns")
    mixed = read(options.mixed or [MIXED])
    conflict = read(options.conflict) if options.conflict else own_conflict(mixed)
    for name, rows in (("conflict news", conflict), ("mixed news", mixed)):
        articles = [article for _, article in rows]
        share = sum(kind == "conflict" for kind, _ in rows) / len(rows)
        print(f"\n{name}: {len(rows)} reports, {words(articles):,} words; {share:.0%} of the reports are of conflict")
        show(measure(ways(pipelines), articles, options.repeat), articles)
        for line in losses(pipelines, rows):
            print(f"  {line}")
    print("\nby stage, without a gate, conflict news:")
    articles = [article for _, article in conflict]
    for stage, spent in stages(pipelines["none"], articles).items():
        print(f"  {stage:10} {spent / words(articles) * 1e6:8.1f} µs/word")
    if not options.no_memory:
        memory(options.mixed or [MIXED])
    start_up(pipelines["none"])


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--conflict", nargs="*", type=Path, help="JSON Lines with a field text")
    parser.add_argument("--mixed", nargs="*", type=Path, help="JSON Lines with fields text and kind")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--no-memory", action="store_true", help="leave out what needs processes of their own")
    parser.add_argument("--peak", help=argparse.SUPPRESS)
    return parser.parse_args()


def read(paths: Iterable[Path]) -> list[tuple[str, Article]]:
    """(kind, article) for each line of the files; a line without a kind is of conflict."""
    rows = [(path.stem, json.loads(line)) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        (row.get("kind", "conflict"), Article(f"{name}:{row['id']}", row["text"], row.get("published"), title=row.get("title")))
        for name, row in rows
    ]


def own_conflict(mixed: list[tuple[str, Article]]) -> list[tuple[str, Article]]:
    labelled = sorted((ROOT / "quality").glob("*.dev.jsonl"))
    return read([SAMPLES, *labelled]) + [row for row in mixed if row[0] == "conflict"]


def words(articles: Iterable[Article]) -> int:
    return sum(len(article.text.split()) for article in articles)


def ways(pipelines: dict[str, Pipeline]) -> dict[str, Way]:
    """The ways to compare, bare first."""
    import spacy

    bare = spacy.load(pipelines["none"].parser.nlp.path)

    def run_bare(articles: list[Article]) -> None:
        for _ in bare.pipe((article.text for article in articles), batch_size=64):
            pass

    def coded(pipeline: Pipeline) -> Way:
        def run(articles: list[Article]) -> None:
            for _ in pipeline.code(articles):
                pass

        return run

    return {BARE: run_bare, **{f"gate {gate}": coded(pipeline) for gate, pipeline in pipelines.items()}}


def measure(
    runs: dict[str, Way], articles: list[Article], repeat: int, clock: Callable[[], float] = time.process_time
) -> dict[str, Measured]:
    """Every way in turn, `repeat` times after one that counts for nothing; the first way is what the others are held against."""
    turns: list[dict[str, float]] = []
    for _ in range(repeat + 1):
        turn = {}
        for name, run in runs.items():
            start = clock()
            run(articles)
            turn[name] = clock() - start
        turns.append(turn)
    first = next(iter(runs))
    return {
        name: Measured(min(turn[name] for turn in turns[1:]), statistics.median(turn[first] / turn[name] for turn in turns[1:]))
        for name in runs
    }


def show(measured: dict[str, Measured], articles: list[Article]) -> None:
    number = words(articles)
    for name, (seconds, ratio) in measured.items():
        rate = f"{number / seconds:9,.0f} words/s {len(articles) / seconds:8.1f} reports/s {seconds / number * 1e6:7.1f} µs/word"
        print(f"  {name:16} {rate}   {ratio:5.2f} x bare")


def keys(report: Report) -> set[tuple[str, object, int]]:
    """What was coded, in a form that two runs share."""
    events = {("events", event.type, event.trigger.start) for event in report.events}
    return events | {("figures", figure.measure, figure.start) for figure in report.figures}


def losses(pipelines: dict[str, Pipeline], rows: list[tuple[str, Article]]) -> Iterable[str]:
    """What each gate leaves out of what is coded without one: in reports of conflict and courts, and in the others."""
    articles = [article for _, article in rows]
    whole = [keys(report) for report in pipelines["none"].code(articles)]
    for gate in GATES[1:]:
        had: Counter[tuple[bool, str]] = Counter()
        lost: Counter[tuple[bool, str]] = Counter()
        spared = 0
        for (kind, _), all_keys, report in zip(rows, whole, pipelines[gate].code(articles), strict=True):
            spared += any(refusal.reason == "spared" and refusal.start is None for refusal in report.refusals)
            for key in all_keys:
                had[kind in BUSY, key[0]] += 1
            for key in all_keys - keys(report):
                lost[kind in BUSY, key[0]] += 1
        yield f"gate {gate}: {spared} reports spared whole"
        for busy, told in ((True, "conflict and courts"), (False, "other news")):
            parts = [
                f"{lost[busy, what]} of {had[busy, what]:,} {what} ({lost[busy, what] / had[busy, what]:.2%})"
                for what in ("events", "figures")
                if had[busy, what]
            ]
            if parts:
                yield f"  left out in {told}: {', '.join(parts)}"


def stages(pipeline: Pipeline, articles: list[Article]) -> dict[str, float]:
    """Seconds spent in each step, one step at a time over all reports."""
    clock = time.process_time
    spent = dict.fromkeys(("clean", "parse", "extract", "resolve"), 0.0)
    start = clock()
    cleaned = [clean(article, pipeline.settings) for article in articles]
    spent["clean"] = clock() - start
    start = clock()
    trees = list(pipeline.parser.parse_many(article.text for article in cleaned))
    spent["parse"] = clock() - start
    for article, tree in zip(cleaned, trees, strict=True):
        start = clock()
        draft = extract(article, tree, pipeline.gazetteer)
        middle = clock()
        resolve(draft, article, pipeline.gazetteer)
        spent["extract"] += middle - start
        spent["resolve"] += clock() - middle
    return spent


def peak(way: str, paths: list[Path]) -> None:
    """In a process of its own: one way over all texts, ten times; prints the peak of memory in MB."""
    articles = [article for _, article in read(paths)] * 10
    if way == BARE:
        import spacy

        from dateline.parse import load

        nlp = spacy.load(load(load_settings().model).nlp.path)
        for _ in nlp.pipe((article.text for article in articles), batch_size=64):
            pass
    else:
        for _ in Pipeline(load_settings(gate=way)).code(articles):
            pass
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    print(int(status["VmHWM"].split()[0]) / 1024)  # of this process; getrusage would count its parent's


def memory(paths: list[Path]) -> None:
    print("\npeak memory, mixed news ten times over:")
    for way in (BARE, *GATES):
        command = [sys.executable, __file__, "--peak", way, "--mixed", *map(str, paths)]
        found = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        print(f"  {way if way == BARE else 'gate ' + way:16} {float(found):6,.0f} MB")


def start_up(pipeline: Pipeline) -> None:
    """The command from nothing, on the clock, the best of three; and one report of 600 words in a process that is warm."""
    text = "\n\n".join(article.text for _, article in read([SAMPLES]))
    article = Article("warm", " ".join(text.split(" ")[:600]))
    list(pipeline.code([article]))
    warm = min(on_clock(lambda: list(pipeline.code([article]))) for _ in range(5))
    command = str(Path(sys.executable).parent / "dateline")
    sample = str(ROOT / "samples" / "relais-0616.txt")
    print("\nstart-up, on the clock:")
    for name, given in {"dateline --help": ["--help"], "dateline read --json, cold": ["read", sample, "--json"]}.items():
        best = min(on_clock(partial(subprocess.run, [command, *given], check=True, capture_output=True)) for _ in range(3))
        print(f"  {name:28} {best:6.2f} s")
    print(f"  {'600 words, warm':28} {warm * 1000:6.0f} ms")


def on_clock(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
