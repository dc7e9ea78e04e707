"""What the benchmarks of being killed share: a process that is started again and again, and SIGKILLs at random moments."""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

Victims = Callable[[int], list[int]]


class How(NamedTuple):
    """The dice, how long an undisturbed run lasts, and the part of that which passes between two kills."""

    dice: random.Random
    lasts: float
    between: tuple[float, float] = (0.05, 1.05)


def arguments(words: str | None, kills: int) -> argparse.ArgumentParser:
    """What both are asked for: how many kills, the dice, and where the process that is killed does its work."""
    parser = argparse.ArgumentParser(description=words, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=kills)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--work", type=Path)
    return parser


def judge(run: Callable[[Path], dict[str, object]]) -> None:
    """Prints what a run in a folder of its own found, and ends with 0 if all was the same."""
    with tempfile.TemporaryDirectory() as folder:
        report = run(Path(folder))
    print(json.dumps(report))
    sys.exit(0 if report["same"] else 1)


def itself(process: int) -> list[int]:
    return [process]


def killed(start: Callable[[], "subprocess.Popen[bytes]"], most: int, how: How, victims: Victims = itself) -> int:
    """Kills until a run comes to its end by itself or there were enough kills; how many there were.

    `victims` gives the processes that may be killed, of those that the run with a number has started, that one included.
    """
    kills = 0
    while kills < most:
        process = start()
        try:
            while kills < most:
                try:
                    process.wait(timeout=how.dice.uniform(*how.between) * how.lasts)
                    return kills
                except subprocess.TimeoutExpired:
                    victim = how.dice.choice(victims(process.pid))
                    kills += killed_one(victim)
                    if victim == process.pid:
                        break
        finally:
            process.kill()
            process.wait()
            if process.stderr:
                process.stderr.close()
    return kills


def killed_one(number: int) -> bool:
    try:
        os.kill(number, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def below(process: int) -> list[int]:
    """The processes that a process has started, and those that they have."""
    parents: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, IndexError):
            continue
        parents.setdefault(parent, []).append(int(folder.name))
    found, ahead = [], [process]
    while ahead:
        children = parents.get(ahead.pop(), [])
        found += children
        ahead += children
    return found
