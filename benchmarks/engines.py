"""Reports/s of 1 and 2 workers and of Ray with 2 actors, in turns, on one machine; and memory that stays flat.

    python benchmarks/engines.py [--reports 400] [--turns 3]     throughput with the model
    python benchmarks/engines.py --memory 10000 1000000          peak memory of driver and workers, coder without a model
    python benchmarks/engines.py --model --memory 10000 1000000  the same of one worker that reads: short reports, names ever new

`measure` gives {name: reports a second} for other benchmarks. Loading is not counted; every way codes the same shards.
"""

import argparse
import random
import resource
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from dateline.records import Article
from dateline.scale.engines import Wanted, open_engine
from dateline.scale.work import Engine, cut
from dateline.settings import Settings, load_settings

WAYS = {
    "1 worker": Wanted(workers="1"), "2 workers": Wanted(workers="2"), "Ray, 2 actors": Wanted("ray", "2-2"),
}  # fmt: skip


def measure(articles: list[Article], turns: int = 3, settings: Settings | None = None) -> dict[str, float]:
    """Reports a second of each way, the median of its turns; the ways take turns."""
    settings = settings or load_settings()
    engines = {name: open_engine(settings, wanted) for name, wanted in WAYS.items()}
    found: dict[str, list[float]] = {name: [] for name in WAYS}
    try:
        for engine in engines.values():
            seconds(engine, articles[:128])
        for _ in range(turns):
            for name, engine in engines.items():
                found[name].append(len(articles) / seconds(engine, articles))
    finally:
        for engine in engines.values():
            engine.close()
    return {name: statistics.median(speeds) for name, speeds in found.items()}


def seconds(engine: Engine, articles: list[Article]) -> float:
    begun = time.perf_counter()
    for _ in engine.code(cut(articles, 16)):
        pass
    return time.perf_counter() - begun


def show(found: dict[str, float]) -> None:
    for name, speed in found.items():
        print(f"{name:16} {speed:8.1f} reports/s   {speed / found['1 worker']:.2f} x one worker")


def streamed(count: int) -> tuple[int, int, float]:
    """Peak megabytes of the driver and of its largest worker after so many generated reports, and the seconds they took."""
    from dateline.scale.pool import Pool
    from stand_in_scale import Makes

    begun = time.perf_counter()
    with Pool(Makes(), 2) as pool:
        assert sum(1 for _ in pool.each(cut(generated(count)))) == count
        workers = max(peak_of(one) for one in pool.numbers)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10, workers, time.perf_counter() - begun


def generated(count: int) -> Iterator[Article]:
    words = "Lorries waited at the gate for a third day while officials spoke of a reopening. " * 30
    return (Article(f"r{number}", f"{number} {words}") for number in range(count))


SYLLABLES = ("ka", "ro", "min", "tel", "sha", "bur", "dan", "il", "gor", "pes", "um", "fan", "zet", "lic", "war", "no", "vi")
REPORTS = (
    "{date} - At least {n} soldiers were killed when gunmen led by {a} {b} attacked a post near {c}, officials said.",
    "Guards at {c} turned back {n} families on {day}. {a} {b} of the council said the gate would stay closed.",
    "{a} met {b} in {c} for talks on {date}; both denied that troops had entered {d}.",
    "Police in {c} arrested {n} protesters, among them {a} {b}, after a march against the {d} dam.",
    'More than {n},000 people fled {c} for {d} last week. "We left everything," said {a}, {n}.',
    "The {d} Liberation Front ({e}) shelled {c} overnight, wounding {n}, a spokesman, {a} {b}, said.",
)


def ever_new(count: int) -> Iterator[Article]:
    """Short reports whose names have never been met: what fills the memory of a reader that forgets nothing."""
    chance = random.Random(7)
    for number in range(count):
        names = {key: "".join(chance.choices(SYLLABLES, k=chance.randint(2, 5))).capitalize() for key in "abcd"}
        names |= {"e": names["d"][0] + "LF", "n": str(chance.randint(2, 90)), "day": chance.choice(("Monday", "Friday"))}
        names["date"] = f"{chance.randint(1, 28)} {chance.choice(('March', 'June', 'May'))} {chance.randint(1990, 2025)}"
        yield Article(f"r{number}", chance.choice(REPORTS).format(**names))


def read_on(marks: list[int]) -> None:
    """Prints the megabytes of the driver and of its one worker whenever so many reports have been read."""
    from dateline.scale.pool import Pool
    from dateline.scale.work import FromSettings

    begun, left = time.perf_counter(), sorted(marks)
    with Pool(FromSettings(load_settings()), 1) as pool:
        for number, _ in enumerate(pool.each(cut(ever_new(left[-1]))), 1):
            if number == left[0]:
                tell(left.pop(0), peak_of("self"), max(peak_of(one) for one in pool.numbers), time.perf_counter() - begun)


def tell(count: int, driver: int, worker: int, took: float) -> None:
    print(f"{count:>10,} reports: driver {driver} MB, worker {worker} MB, {count / took:,.0f} reports/s", flush=True)


def peak_of(process: int | str) -> int:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) >> 10 for line in lines if line.startswith("VmHWM"))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--reports", type=int, default=400)
    arguments.add_argument("--turns", type=int, default=3)
    arguments.add_argument("--memory", type=int, nargs="+")
    arguments.add_argument("--model", action="store_true")
    given = arguments.parse_args()
    if given.memory and given.model:
        read_on(given.memory)
        return
    if given.memory:
        for count in given.memory:
            tell(count, *streamed(count))
        return
    from throughput import SAMPLES, read

    texts = [article.text for _, article in read([SAMPLES])]
    show(measure([Article(str(n), texts[n % len(texts)]) for n in range(given.reports)], given.turns))


if __name__ == "__main__":
    main()
