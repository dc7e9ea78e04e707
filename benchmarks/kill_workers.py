"""Workers, the process that holds the model, drivers, actors and a node are killed (SIGKILL) at random moments; the output
must be the same bytes as that of one process left in peace.

    python benchmarks/kill_workers.py code|build|folder|ray [--kills 30] [--seed 0]

`code` writes a file and `build` a record with a pool of workers, `folder` a folder of shards; `ray` does that on a cluster of
two nodes on this machine, of which one is killed, too. The coder has no model, so that many kills fit in a minute. The last
line is JSON; the exit code 0 if all is the same.
"""

import argparse
import hashlib
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from killing import How, arguments, below, judge, killed

TESTS = Path(__file__).parent.parent / "tests"
sys.path.insert(0, str(TESTS))

KINDS = ("code", "build", "folder", "ray")
REPORTS, FILES = 4_000, 8
PAUSE = 0.002  # seconds that the coder takes for a report


def work(kind: str, folder: Path, how: str) -> None:
    """What is killed: one run. `how` is "alone", "pool", or the address of a cluster."""
    from dateline.cli import code, code_folder
    from dateline.scale import engines
    from dateline.settings import load_settings
    from stand_in_record import Teller
    from stand_in_scale import Makes

    pause = 0 if how == "alone" else PAUSE
    settings = load_settings()
    wanted = engines.Wanted() if how == "alone" else engines.Wanted(workers="3")
    engines.FromSettings = lambda settings: Teller if kind == "build" else Makes(pause)  # type: ignore[assignment,misc,return-value]
    if kind == "code":
        sys.exit(code.run([str(folder / "in")], str(folder / "out.jsonl"), settings, {}, wanted=wanted))
    if kind == "build":
        build(folder, lambda: engines.open_engine(settings, wanted))
        return
    if kind == "ray" and how != "alone":
        on_this_machine()
        wanted = engines.Wanted("ray", "2", how)
    sys.exit(code_folder.run_folder([str(folder / "in")], f"{folder}/out/", settings, {}, wanted=wanted))


def build(folder: Path, engine: Callable[[], Any]) -> None:
    from dateline.assemble import Options
    from dateline.assemble import build as build_record
    from dateline.assemble.linking import Linker

    step = lambda: time.sleep(PAUSE / 4)  # noqa: E731
    options = Options(engine=lambda settings: engine(), shard=100, step=step, linker=Linker(small=0))
    build_record([folder / "in"], folder / "out", options)


def on_this_machine() -> None:
    """Ray replaces 127.0.0.1 by the machine's other address, at which nobody listens here."""
    from ray._private import services

    services.resolve_ip_for_localhost = lambda host: host


def written(kind: str, folder: Path) -> None:
    import msgspec

    from stand_in_record import articles
    from stand_in_scale import numbered

    count = REPORTS // 4 if kind == "build" else REPORTS
    given = articles(count) if kind == "build" else numbered(count)
    (folder / "in").mkdir(parents=True)
    for number in range(FILES):
        part = given[number * count // FILES : (number + 1) * count // FILES]
        lines = [msgspec.json.encode(article) + b"\n" for article in part]
        (folder / "in" / f"{number}.jsonl").write_bytes(b"".join(lines))


def told(kind: str, folder: Path) -> str:
    """A digest of the output: the bytes of its files, of a record that of its shards and tables."""
    if kind == "build":
        from kill import told as told_of_record

        return " ".join(map(str, told_of_record(folder / "out")))
    digest = hashlib.sha256()
    for path in sorted((folder / "out").rglob("*")) if kind != "code" else [folder / "out.jsonl"]:
        if path.is_file() and path.name != "manifest.jsonl" and path.parent.name != "done":  # both name the place of the inputs
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def start(kind: str, folder: Path, how: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, __file__, kind, "--work", str(folder), "--how", how], stderr=subprocess.DEVNULL)


def finish(kind: str, folder: Path, how: str) -> float:
    """A run to its end; how long it took."""
    begun = time.monotonic()
    if code := start(kind, folder, how).wait():
        sys.exit(f"a run failed with exit code {code}")
    return time.monotonic() - begun


class Nodes:
    """Two nodes on this machine, the second of which can be killed and comes back."""

    some = {"object_store_memory": 80 << 20, "node_ip_address": "127.0.0.1"}  # noqa: RUF012

    def __init__(self) -> None:
        os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
        on_this_machine()
        from ray.cluster_utils import Cluster

        self.cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False, **self.some})
        self.second: Any = None
        self.killed = {"driver": 0, "actor": 0, "node": 0}

    @property
    def address(self) -> str:
        """The cluster, whole again."""
        if self.second is None or not self.second.live_processes():
            self.second = self.cluster.add_node(wait=False, num_cpus=2, **self.some)
        return str(self.cluster.address)

    def victims(self, driver: int, dice: random.Random) -> list[int]:
        """One process: the driver, an actor, or the second node."""
        actors = [number for number in below(os.getpid()) if "ray::Actor" in command_of(number)]
        nodes = [process.pid for _, process in self.second.live_processes()]
        kind = dice.choices(["driver", "actor", "node"], [4, 8, 3])[0]
        kind = kind if {"driver": True, "actor": actors, "node": nodes}[kind] else "driver"
        self.killed[kind] += 1
        return {"driver": [driver], "actor": actors, "node": nodes}[kind]


def command_of(number: int) -> str:
    try:
        return Path(f"/proc/{number}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def main() -> None:
    parser = arguments(__doc__, 30)
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("--how", default="pool")
    given = parser.parse_args()
    if given.work:
        work(given.kind, given.work, given.how)
        return
    judge(lambda folder: run(given, folder))


def run(given: argparse.Namespace, folder: Path) -> dict[str, object]:
    """One process in peace, then rounds of kills until there were enough."""
    kind, dice = given.kind, random.Random(given.seed)
    written(kind, folder / "peace")
    finish(kind, folder / "peace", "alone")
    expected = told(kind, folder / "peace")
    nodes = Nodes() if kind == "ray" else None
    hit = {"driver": 0, "other": 0}

    def how() -> str:
        return nodes.address if nodes else "pool"

    def victims(driver: int) -> list[int]:
        if nodes:
            return nodes.victims(driver, dice)
        children = below(driver)
        one = dice.choice(children) if children and dice.random() < 0.7 else driver
        hit["driver" if one == driver else "other"] += 1
        return [one]

    written(kind, folder / "first")
    lasts = finish(kind, folder / "first", how())
    same, kills, rounds = told(kind, folder / "first") == expected, 0, 0
    while kills < given.kills:
        rounds += 1
        here = folder / f"round{rounds}"
        written(kind, here)
        kills += killed(lambda: start(kind, here, how()), given.kills - kills, How(dice, lasts, (0.1, 0.9)), victims)  # noqa: B023
        finish(kind, here, how())
        same = same and told(kind, here) == expected
        print(f"round {rounds}: {kills} kills, {'the same' if same else 'ANOTHER OUTPUT'}", flush=True)
    if nodes:
        nodes.cluster.shutdown()
    return {"kind": kind, "kills": kills, "rounds": rounds, "same": same, "hit": nodes.killed if nodes else hit,
            "seconds": round(lasts, 1)}  # fmt: skip


if __name__ == "__main__":
    main()
