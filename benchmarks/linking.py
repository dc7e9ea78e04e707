"""Time and memory of linking on made-up coded reports: of stories, with copies, with events and figures.

    python benchmarks/linking.py 10000 100000              links that many, then adds a thousand
    python benchmarks/linking.py 1000000 --folder DIR      keeps what linking remembers there

Half the reports are copies (verbatim, cut, or with furniture), as in agency news; stories have 1 to 40 reports, two weeks long at
most, among 50,000 words that are as common as Zipf says. Times are of the clock, without making the reports, which are kept as
JSON in a file: decoding and sketching (in helper processes), linking, writing out links, events and ledgers, keeping it all; then
opening it again and adding reports, with what changed written out.
"""

import argparse
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from zlib import crc32

import msgspec

from dateline.link.arrive import Coded, kept
from dateline.link.changes import shown
from dateline.link.compose import Writer
from dateline.link.cycles import no_search_for_cycles
from dateline.link.engine import settle
from dateline.link.state import State
from dateline.records import (
    Actor,
    Event,
    Factuality,
    Figure,
    Mention,
    Place,
    Report,
    Span,
    Time,
    to_json,
)  # fmt: skip

WORDS, NAMES, LENGTH, YEARS = 50_000, 20_000, 260, 400
MORE = 1_000
SYLLABLES = ("ka", "ro", "min", "tel", "sha", "bur", "dan", "ili", "gor", "pes", "umo", "fan", "zet", "lic", "war", "non")
TYPES = ("ASSAULT", "COERCE", "CONSULT", "ACCUSE", "AID", "PROTEST")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("sizes", nargs="*", type=int, default=[10_000])
    arguments.add_argument("--folder", type=Path, help="where what linking remembers is kept; else it is thrown away")
    given = arguments.parse_args()
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as scratch:
            measure(size, given.folder or Path(scratch) / "linking", Path(scratch) / "made.jsonl")
    return 0


def measure(size: int, folder: Path, made_file: Path) -> None:
    with made_file.open("wb") as file:
        file.writelines(to_json(report) + b"\n" for report in made(size + MORE))
    shutil.rmtree(folder, ignore_errors=True)
    state = State(folder)
    with made_file.open(encoding="utf-8") as lines:
        spent = {"sketch": timed(lambda: arrive(state, islice(lines, size))), "link": timed(lambda: settle(state))}
        writer = Writer(state)
        with no_search_for_cycles():  # as in a build
            spent["links"] = timed(lambda: sum(1 for number in range(state.reports) if writer.link(number)))
            spent["events"] = timed(lambda: sum(1 for number in writer.events() if writer.event(number)))
            spent["ledgers"] = timed(lambda: sum(1 for number in writer.stories() if writer.ledger(number)))
        spent["keep"] = timed(state.commit)
        state.close()
        told = "  ".join(f"{name} {seconds:.1f}" for name, seconds in spent.items())
        disk = sum(path.stat().st_size for path in folder.iterdir())
        whole = sum(spent.values())
        print(f"{size:,} reports: {told}  sum {whole:.1f} s  memory {memory()} MB  disk {disk >> 20} MB", flush=True)
        seconds = timed(lambda: add(folder, lines))
    print(f"    adding {MORE:,}: {seconds:.1f} s  memory {memory()} MB", flush=True)


def arrive(state: State, lines: Iterator[str]) -> None:
    for each in kept(map(Coded, lines)):
        state.arrive_packed(each.sketch, each.told)


def add(folder: Path, lines: Iterator[str]) -> None:
    """Opens what linking remembers, adds reports, and writes out all that this changes."""
    state = State(folder)
    arrive(state, lines)
    settle(state)
    writer = Writer(state)
    reports, stories, events = shown(state, state.touched)
    done = [writer.link(number) for number in reports], [writer.event(number) for number in events]
    done += ([writer.ledger(number) for number in stories],)
    state.commit()
    state.close()


def timed(step: object) -> float:
    start = time.monotonic()
    step()  # type: ignore[operator]
    return time.monotonic() - start


def memory() -> int:
    """The most that this process and the largest of its helpers ever held, in MB."""
    own, helpers = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return (own + helpers * (os.cpu_count() or 1)) >> 10


def made(size: int, seed: int = 7) -> Iterator[Report]:
    """Coded reports in no particular order of days."""
    random = Random(seed)
    words = _names(random, WORDS)
    names = [name.capitalize() for name in _names(random, NAMES)]
    number = 0
    while number < size:
        count = min(size - number, min(40, int(random.paretovariate(0.9))))
        for report in _story(random, (words, names), count):
            yield _as(report, f"r{number}")
            number += 1


def _as(report: Report, name: str) -> Report:
    return msgspec.structs.replace(report, id=name)


def _names(random: Random, count: int) -> list[str]:
    return ["".join(random.choices(SYLLABLES, k=random.randint(1, 4))) + SYLLABLES[n % 16] for n in range(count)]


def _story(random: Random, vocabulary: tuple[list[str], list[str]], count: int) -> Iterator[Report]:
    """Reports of one story: a place, a day, five names and a few numbers of its own; every second one is a copy."""
    words, names = vocabulary
    own, subject = random.sample(names, 6), [_zipf(random, words) for _ in range(30)]
    day = date(2024, 1, 1) + timedelta(days=random.randrange(YEARS))
    made: list[tuple[str, date]] = []
    for _ in range(count):
        if made and random.random() < 0.5:
            text, said = random.choice(made)
            cut, whole = text[: int(len(text) * random.uniform(0.5, 1))], f"Share this. {text} All rights reserved."
            text = cut if random.random() < 0.5 else whole
        else:
            said = day + timedelta(days=min(14, int(random.expovariate(0.5))))
            text = " ".join(_sentence(random, (words, own, subject)) for _ in range(LENGTH // 20))
            made.append((text, said))
        yield _report(text, said, (own, day), random)


def _sentence(random: Random, parts: tuple[list[str], list[str], list[str]]) -> str:
    words, own, subject = parts
    chosen = [random.choice(subject) if random.random() < 0.2 else _zipf(random, words) for _ in range(17)]
    chosen[random.randrange(1, 17)] = random.choice(own)
    chosen[random.randrange(1, 17)] = random.choice(own)
    if random.random() < 0.4:
        chosen[random.randrange(1, 17)] = str(random.randrange(3, 900))
    return chosen[0].capitalize() + " " + " ".join(chosen[1:]) + "."


def _zipf(random: Random, words: list[str]) -> str:
    return words[min(len(words) - 1, int(random.paretovariate(0.35)) - 1)]


def _report(text: str, said: date, story: tuple[list[str], date], random: Random) -> Report:
    own, day = story
    country = ("IRN", "PAK", "SDN", "UKR", "COD", "MMR")[len(own[0]) % 6]
    town, lat, lon = crc32(own[1].encode()) % 10**6, len(own[0]) * 3.0, len(own[2]) * 2.0
    place = Place(0, 5, geonames_id=town, name=own[1], lat=lat, lon=lon, country=country)
    time_ = Time(0, 5, "DATE", day.isoformat(), day.isoformat(), day.isoformat(), "day")
    actors = tuple(Actor(f"{country}.{role}", role, "government", country) for role in ("mil", "gov", "reb"))
    events = tuple(_event(n, country, random) for n in range(6))
    figure = Figure("f1", 0, 5, "killed", random.randrange(1, 9), None, "at_least", None, "e0", Factuality("occurred"), "r")
    return Report(
        id="", text=text, published=said.isoformat(), outlet=f"outlet {random.randrange(3000)}", title=text[:60], places=(place,),
        times=(time_,), actors=actors, events=events, figures=(figure,),
    )  # fmt: skip


def _event(number: int, country: str, random: Random) -> Event:
    roles = random.sample(("mil", "gov", "reb"), 2)
    actor, recipient = (Mention(0, 5, actor=f"{country}.{role}") for role in roles)
    known = random.random() < 0.5
    return Event(
        f"e{number}", TYPES[random.randrange(6)], None, Span(0, 5), (actor,), (recipient,), 0 if known else None,
        0 if random.random() < 0.4 else None, Factuality("occurred"), "rule",
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
