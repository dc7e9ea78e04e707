"""Time and memory of linking on made-up coded reports: of stories, with copies, with events and figures.

    python benchmarks/linking.py 10000 100000

Half the reports are copies (verbatim, cut, or with furniture), as in agency news; stories have 1 to 40 reports, two weeks long at
most, among 50,000 words that are as common as Zipf says. What is measured: decoding the JSON, sketching, linking, events.
"""

import resource
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from zlib import crc32

from dateline.link import Collection
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
    from_json,
    to_json,
)  # fmt: skip

WORDS, NAMES, LENGTH, YEARS = 50_000, 20_000, 260, 400
SYLLABLES = ("ka", "ro", "min", "tel", "sha", "bur", "dan", "ili", "gor", "pes", "umo", "fan", "zet", "lic", "war", "non")
TYPES = ("ASSAULT", "COERCE", "CONSULT", "ACCUSE", "AID", "PROTEST")


def main() -> int:
    for size in map(int, sys.argv[1:] or ["10000"]):
        measure(size)
    return 0


def measure(size: int) -> None:
    collection, spent = Collection(), {"decode": 0.0, "sketch": 0.0}
    for line in (to_json(report) for report in made(size)):
        start = time.process_time()
        report = from_json(line)
        middle = time.process_time()
        collection.add(report)
        spent["decode"] += middle - start
        spent["sketch"] += time.process_time() - middle
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for name, step in (("link", collection.links), ("events", lambda: sum(1 for _ in collection.events()))):
        start = time.process_time()
        step()
        spent[name] = time.process_time() - start
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    links = collection.links()
    texts, stories = len({link.copy_group for link in links}), len({link.story for link in links})
    told = "  ".join(f"{name} {seconds:.1f} s" for name, seconds in spent.items())
    print(f"{size:,} reports: {told}  sum {sum(spent.values()):.1f} s  memory {before // 1024}, {after // 1024} MB", end="  ")
    print(f"{texts:,} texts, {stories:,} stories", flush=True)


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
    import msgspec

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
