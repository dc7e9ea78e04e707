"""A cluster of two nodes on this machine, one of which is killed."""

import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import WorkerError
from dateline.records import from_json
from dateline.scale.alone import Alone
from dateline.scale.cluster import Cluster, open_cluster
from dateline.scale.engines import Wanted, open_engine
from dateline.scale.folder import code_files
from dateline.scale.ledger import Done
from dateline.scale.work import cut
from dateline.settings import load_settings
from stand_in_scale import Makes, Poisonable, numbered

ray: Any = pytest.importorskip("ray")
SETTINGS = load_settings(report_seconds=2.0)
SMALL = 8
pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]


@pytest.fixture(scope="module")
def nodes() -> Iterator[Any]:
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    from ray._private import services
    from ray.cluster_utils import Cluster as Nodes

    patch = pytest.MonkeyPatch()
    patch.setattr(services, "resolve_ip_for_localhost", lambda host: host)  # or it looks at the machine's other address

    some = {"object_store_memory": 80 << 20, "node_ip_address": "127.0.0.1"}
    made = Nodes(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False, **some})
    made.add_node(num_cpus=2, **some)
    ray.init(address=made.address, logging_level="ERROR", log_to_driver=False, _node_ip_address="127.0.0.1")
    yield made
    ray.shutdown()
    made.shutdown()
    patch.undo()


def cluster(pause: float = 0, most: int = 3) -> Cluster:
    made = open_cluster(Makes(pause), SETTINGS, least_and_most=(1, most), address=None)
    assert isinstance(made, Cluster)
    return made


def test_the_same_bytes_with_a_poisoned_report(nodes: Any) -> None:
    made = cluster()
    found = list(made.each(cut(numbered(300, r11="EXIT", r50="RAISE"), SMALL)))
    made.close()
    expected = list(Alone(Poisonable()).each(cut(numbered(300), SMALL)))
    assert [n for n in range(300) if found[n] != expected[n]] == [11, 50]
    assert from_json(found[11].line).refusals[-1].reason == "died"
    assert ray.is_initialized(), "it was not started by the engine, and stays"


def test_actors_killed_at_random_moments(nodes: Any) -> None:
    made, steps = cluster(0.01), []
    made.step = lambda: steps.append(1)
    found = []
    for number, shard in enumerate(made.code(cut(numbered(400), SMALL))):
        found += shard.coded
        if number in (3, 10, 11, 30):
            ray.kill(next(hand.actor for hand in made._asked.values()))
    assert made.replaced >= 2
    assert found == list(Alone(Poisonable()).each(cut(numbered(400), SMALL)))
    assert len(steps) == 400
    made.close()


def test_a_node_is_killed(nodes: Any, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in range(6):
        given = numbered(600)[name * 100 : name * 100 + 100]
        (folder / f"{name}.jsonl").write_text("".join(json.dumps({"id": one.id, "text": one.text}) + "\n" for one in given))
    found: list[Done] = []
    how = (SETTINGS, {}, lambda one: found.append(one))
    code_files([str(folder)], f"{tmp_path}/expected/", Alone(Poisonable()), how)  # type: ignore[arg-type]
    made = cluster(0.02)

    def kill() -> None:
        while made.size < 3 or made._ray.cluster_resources().get("CPU", 0) < 3:
            time.sleep(0.05)
        time.sleep(0.5)
        node = nodes.worker_nodes[0] if isinstance(nodes.worker_nodes, list) else next(iter(nodes.worker_nodes))
        node.kill_raylet()
        for process in node.live_processes():
            os.kill(process[1].pid, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    code_files([str(folder)], f"{tmp_path}/out/", made, how)  # type: ignore[arg-type]
    killer.join()
    assert made.replaced
    made.close()
    one, other = tmp_path / "expected", tmp_path / "out"
    names = [path.relative_to(one) for path in one.rglob("*") if path.is_file()]
    assert len(names) == 1 + 1 + 6 + 12
    assert all((one / name).read_bytes() == (other / name).read_bytes() for name in names)


def test_without_ray_one_line_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(WorkerError, match=r"pip install 'dateline\[ray\]'"):
        open_engine(SETTINGS, Wanted("ray"), Makes())
