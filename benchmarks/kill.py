"""Builds a record in a process that is killed (SIGKILL) at random moments, and holds the end against an undisturbed build.

    python benchmarks/kill.py                  50 kills, a coder without a model
    python benchmarks/kill.py --model samples  the real pipeline over these inputs

Each round starts from an empty record and kills runs of it until as many kills were made as asked for; between rounds and
at the end the record must have the same deep digest (every row of every table), the same shards to the byte, and the
decision that was put into reviews.sqlite before the first kill. Without a model the input comes in two builds, so that what
is killed is also the joining of new reports to links that are there. The last line is JSON; the exit code 0 if all is the same.
"""

import argparse
import hashlib
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from killing import How, arguments, judge, killed

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

REPORTS, SHARD = 400, 8
STARTS = 4  # times that a run is begun which somebody else ends
PAUSE = 0.004  # seconds that the coder without a model takes for a report


def work(inputs: list[str], folder: Path, model: bool) -> None:
    """What is killed: one build, or without a model one for each input."""
    from dateline.assemble import Options, build
    from dateline.assemble.linking import Linker

    if model:
        build(inputs, folder, Options(shard=2))
        return
    from stand_in_record import Teller

    first = (folder / "record.duckdb").is_file()  # the same command is run again after a kill, not those that came to an end
    for path in inputs[1:] if first else inputs:
        step = (lambda: time.sleep(PAUSE)) if not done(folder, path) else (lambda: None)
        build([path], folder, Options(pipeline=lambda settings: Teller(), shard=SHARD, step=step, linker=Linker(small=0)))


def done(folder: Path, path: str) -> bool:
    """Whether an input was coded in an earlier run, so that no time need be spent on its reports again."""
    shards = folder / "shards"
    return shards.is_dir() and len(list(shards.glob("*.parquet"))) * SHARD >= REPORTS // 2 * (1 + path.endswith("second.jsonl"))


def written(folder: Path) -> list[str]:
    import msgspec

    from stand_in_record import articles

    paths = [folder / "first.jsonl", folder / "second.jsonl"]
    for number, path in enumerate(paths):
        given = articles(REPORTS // 2, start=number * REPORTS // 2)
        path.write_bytes(b"".join(msgspec.json.encode(article) + b"\n" for article in given))
    return [str(path) for path in paths]


def start(inputs: list[str], folder: Path, model: bool) -> subprocess.Popen[bytes]:
    command = [sys.executable, __file__, "--work", str(folder), *inputs] + (["--model"] if model else [])
    return subprocess.Popen(command, stderr=subprocess.PIPE)


def finish(inputs: list[str], folder: Path, model: bool) -> float:
    """A run to its end; how long it took. One that somebody else ends is begun again, as any user would."""
    for _ in range(STARTS):
        begun = time.monotonic()
        process = start(inputs, folder, model)
        _, words = process.communicate()
        if process.returncode == 0:
            return time.monotonic() - begun
        if process.returncode not in (-signal.SIGKILL, -signal.SIGTERM):
            break
    sys.exit(f"the build failed with {process.returncode}:\n{words.decode()}")


def told(folder: Path) -> tuple[str, str, int]:
    """Deep digest, digest of the shards' bytes, number of decisions."""
    from dateline.store.reader import open_record
    from dateline.store.reviews import open_reviews
    from dateline.store.shards import shard_paths

    shards = hashlib.sha256()
    for path in shard_paths(folder / "shards"):
        shards.update(path.name.encode() + path.read_bytes())
    reviews = open_reviews(folder)
    decisions = reviews.execute("SELECT count(*) FROM decisions").fetchone()[0]
    reviews.close()
    with open_record(folder) as record:
        return record.digest(deep=True), shards.hexdigest(), decisions


def decide(folder: Path) -> None:
    from dateline.store.reviews import open_reviews

    folder.mkdir(parents=True, exist_ok=True)
    connection = open_reviews(folder)
    connection.execute(
        "INSERT INTO decisions (decided, reviewer, verdict, kind, report, text_digest) VALUES ('2025-06-18', 'a', 'accept', "
        "'event', 'r', 'd')"
    )
    connection.close()


def main() -> None:
    parser = arguments(__doc__, 50)
    parser.add_argument("inputs", nargs="*")
    parser.add_argument("--model", action="store_true")
    given = parser.parse_args()
    if given.work:
        work(given.inputs, given.work, given.model)
        return
    judge(lambda folder: run(given, folder))


def run(given: argparse.Namespace, folder: Path) -> dict[str, object]:
    """Undisturbed once, then killed until there were enough kills."""
    inputs = given.inputs or written(folder)
    decide(folder / "whole")
    lasts = finish(inputs, folder / "whole", given.model)
    expected = told(folder / "whole")
    dice = random.Random(given.seed)
    kills = rounds = 0
    same = True
    while kills < given.kills:
        rounds += 1
        kills += killed_round((inputs, folder / f"round{rounds}", given.model), (dice, lasts, given.kills - kills))
        same = same and told(folder / f"round{rounds}") == expected
        print(f"round {rounds}: {kills} kills, {'the same' if same else 'ANOTHER RECORD'}")
    return {"kills": kills, "rounds": rounds, "same": same, "digest": expected[0], "seconds": round(lasts, 1)}


def killed_round(what: tuple[list[str], Path, bool], how: tuple[random.Random, float, int]) -> int:
    """Kills runs until one comes to its end by itself or there were enough, then finishes; how many were killed."""
    (inputs, folder, model), (dice, lasts, most) = what, how
    decide(folder)
    kills = killed(lambda: start(inputs, folder, model), most, How(dice, lasts))
    finish(inputs, folder, model)
    return kills


if __name__ == "__main__":
    main()
