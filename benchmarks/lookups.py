"""How fast the place index opens and answers: names drawn from the index, names it lacks, and names asked again.

    python benchmarks/lookups.py [--names 20000] [--seed 1]

The last line is JSON. A report asks each of its capitalised names once or twice, most of them names that the index lacks;
"report" asks in that mixture: half unknown, a fifth asked before, the rest known names asked for the first time.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Callable

from dateline.knowledge.gazetteer import Gazetteer, open_gazetteer

LEAST, SLOWEST = 100_000, 0.1  # look-ups a second, seconds to open


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    opened, gazetteer = _timed(open_gazetteer)
    known = _sample(options.names, random.Random(options.seed))
    unknown = [f"{name} xq" for name in known]
    gazetteer.lookup("Paris")
    found = {"known": _rate(gazetteer, known), "again": _rate(gazetteer, known), "unknown": _rate(gazetteer, unknown)}
    fresh = open_gazetteer()
    fresh.lookup("Paris")
    half = known[: len(known) * 3 // 10]
    mixture = [*half, *unknown[: len(known) // 2], *half[: len(known) // 5]]
    random.Random(options.seed).shuffle(mixture)
    found["report"] = _rate(fresh, mixture)
    print(f"opened in {opened * 1000:.0f} ms")
    for what, rate in found.items():
        print(f"  {what:8} {rate:10,.0f} look-ups a second")
    print(json.dumps({"open_ms": round(opened * 1000, 1), **{what: round(rate) for what, rate in found.items()}}))
    return 0 if opened < SLOWEST and found["report"] >= LEAST else 1


def _timed(act: Callable[[], Gazetteer]) -> tuple[float, Gazetteer]:
    began = time.perf_counter()
    made = act()
    return time.perf_counter() - began, made


def _sample(count: int, chance: random.Random) -> list[str]:
    """Folded names from all over the index."""
    countries = ("USA", "IND", "CHN", "FRA", "DEU", "RUS", "UKR", "PAK", "IRN", "BRA", "NGA", "MEX", "IDN", "TUR", "SDN", "SYR")
    gazetteer = open_gazetteer()
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = sorted({name for code in countries for letter in letters for name in gazetteer.names_in(code, letter)})
    return chance.sample(names, min(count, len(names)))


def _rate(gazetteer: Gazetteer, names: list[str]) -> float:
    began = time.perf_counter()
    for name in names:
        gazetteer.lookup_folded(name)
    return len(names) / (time.perf_counter() - began)


if __name__ == "__main__":
    sys.exit(main())
