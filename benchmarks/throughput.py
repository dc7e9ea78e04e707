"""What coding costs beyond parsing: words/s of each stage on one core, against the bare spaCy pipeline on the same text.

    python benchmarks/throughput.py [FILE.jsonl ...] [--reports N] [--repeat K]

Without files it reads the sample reports, repeated. Bare and whole runs take turns, so that a machine whose speed drifts
gives both the same weather; the median ratio is printed.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from dateline.clean import clean
from dateline.extract import extract
from dateline.pipeline import Pipeline
from dateline.records import Article
from dateline.resolve import resolve
from dateline.settings import load_settings

SAMPLES = Path(__file__).parent.parent / "samples" / "wire.jsonl"


def main() -> None:
    options = arguments()
    pipeline = Pipeline(load_settings())
    articles = load(options.files or [SAMPLES], options.reports)
    words = sum(len(article.text.split()) for article in articles)
    print(f"{len(articles)} reports, {words:,} words; model {pipeline.parser.name} {pipeline.parser.version}\n")
    warm(pipeline, articles[:20])
    pairs = [
        (seconds(lambda: bare(pipeline, articles)), seconds(lambda: whole(pipeline, articles))) for _ in range(options.repeat)
    ]
    show("bare spaCy pipeline", min(b for b, _ in pairs), words, len(articles))
    show("dateline code", min(w for _, w in pairs), words, len(articles))
    print(f"\nratio, dateline / bare (median of {options.repeat}): {statistics.median(b / w for b, w in pairs):.2f}\n")
    for name, spent in stages(pipeline, articles).items():
        print(f"  {name:10} {spent / words * 1e6:8.1f} µs/word")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, help="JSON Lines with a field text")
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--repeat", type=int, default=3)
    return parser.parse_args()


def load(paths: Iterable[Path], number: int) -> list[Article]:
    """At least `number` articles, the files' lines repeated under new ids."""
    texts = [json.loads(line)["text"] for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return [Article(id=str(i), text=texts[i % len(texts)]) for i in range(max(number, len(texts)))]


def bare(pipeline: Pipeline, articles: list[Article]) -> None:
    for _ in pipeline.parser.nlp.pipe((article.text for article in articles), batch_size=64):
        pass


def whole(pipeline: Pipeline, articles: list[Article]) -> None:
    for _ in pipeline.code(articles):
        pass


def warm(pipeline: Pipeline, articles: list[Article]) -> None:
    bare(pipeline, articles)
    whole(pipeline, articles)


def seconds(run: Callable[[], None]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def show(name: str, spent: float, words: int, reports: int) -> None:
    print(f"{name:22} {words / spent:9,.0f} words/s {reports / spent:8.1f} reports/s")


def stages(pipeline: Pipeline, articles: list[Article]) -> dict[str, float]:
    """Seconds spent in each step, one step at a time over all reports."""
    spent = dict.fromkeys(("clean", "parse", "extract", "resolve"), 0.0)
    start = time.perf_counter()
    cleaned = [clean(article, pipeline.settings) for article in articles]
    spent["clean"] = time.perf_counter() - start
    start = time.perf_counter()
    trees = list(pipeline.parser.parse_many(article.text for article in cleaned))
    spent["parse"] = time.perf_counter() - start
    for article, tree in zip(cleaned, trees, strict=True):
        start = time.perf_counter()
        draft = extract(article, tree, pipeline.gazetteer)
        middle = time.perf_counter()
        resolve(draft, article, pipeline.gazetteer)
        spent["extract"] += middle - start
        spent["resolve"] += time.perf_counter() - middle
    return spent


if __name__ == "__main__":
    main()
