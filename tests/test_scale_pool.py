"""Workers that die, hang, raise and are killed; a driver that is killed; one slow shard; nothing lost, nothing twice."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from dateline.errors import DatelineError, ModelError, SettingsError
from dateline.records import Article, Report, from_json
from dateline.scale import house
from dateline.scale.alone import Alone
from dateline.scale.engines import Wanted
from dateline.scale.limits import cores, workers_of
from dateline.scale.pool import AHEAD, Pool
from dateline.scale.work import Coded, FromSettings, cut
from dateline.settings import load_settings
from signals import hears_interrupts
from stand_in_scale import Makes, Poisonable, numbered

pytestmark = pytest.mark.slow  # whole records or processes: a second a test

SMALL = 8


@pytest.fixture
def pool() -> Iterator[Pool]:
    with Pool(Makes(), 2, seconds=1.0) as made:
        yield made


def coded(engine: Pool | Alone, articles: list[Article]) -> list[Coded]:
    return [one for shard in engine.code(cut(articles, SMALL)) for one in shard.coded]


def reports(engine: Pool | Alone, articles: list[Article]) -> list[Report]:
    return [from_json(one.line) for one in coded(engine, articles)]


def alive(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def gone(numbers: list[int], within: float = 5) -> bool:
    end = time.monotonic() + within
    while time.monotonic() < end and any(map(alive, numbers)):
        time.sleep(0.02)
    return not any(map(alive, numbers))


def test_the_same_bytes_for_any_number_of_workers() -> None:
    articles = numbered(100)
    expected = coded(Alone(Poisonable()), articles)
    for workers in (1, 2, 5):
        with Pool(Makes(), workers) as made:
            assert coded(made, articles) == expected


def test_steps_are_counted_once_each(pool: Pool) -> None:
    steps: list[int] = []
    pool.step = lambda: steps.append(1)
    coded(pool, numbered(50, r7="EXIT", r20="RAISE"))
    assert len(steps) == 50


@pytest.mark.parametrize(
    ("word", "reason", "told"),
    [
        ("EXIT", "died", "exit code 3"),
        ("SEGV", "died", "SIGSEGV"),
        ("HANG", "too_slow", "1 seconds"),
        ("RAISE", "failed", "ValueError: no tree"),
    ],
)
def test_a_poisoned_report_is_refused_and_no_other(pool: Pool, word: str, reason: str, told: str) -> None:
    found = reports(pool, numbered(30, r11=word))
    assert [report.id for report in found] == [f"r{n}" for n in range(30)]
    refused = {report.id: report.refusals[-1] for report in found if report.refusals}
    assert list(refused) == ["r11"]
    why = refused["r11"]
    assert (why.stage, why.reason) == ("worker", reason) and told in (why.detail or "")
    assert found[11].text.startswith(word) and found[11].coder == pool.coder
    assert [one.events for one in coded(pool, numbered(30))][12:] == [len(report.events) for report in found[12:]]


def test_many_poisoned_reports_in_one_shard(pool: Pool) -> None:
    found = reports(pool, numbered(SMALL, r0="EXIT", r1="EXIT", r4="SEGV", r7="RAISE"))
    assert [bool(report.refusals) for report in found] == [True, True, False, False, True, False, False, True]


def test_a_poisoned_report_costs_its_memory_limit_only() -> None:
    with Pool(Makes(), 1, memory=2 << 30) as made:
        found = reports(made, numbered(10, r3="MEMORY"))
    assert [report.id for report in found if report.refusals] == ["r3"]
    assert "MemoryError" in (found[3].refusals[-1].detail or "")


def test_an_accident_refuses_nobody(pool: Pool, tmp_path: Path) -> None:
    articles = numbered(20, r5=f"ONCE:{tmp_path}/a", r13=f"ONCE:{tmp_path}/b")
    assert not [report for report in reports(pool, articles) if report.refusals]
    assert pool.replaced == 2


def test_raising_alone_is_refused_alone() -> None:
    found = reports(Alone(Poisonable()), numbered(20, r2="RAISE", r5="RAISE"))
    assert [report.id for report in found if report.refusals] == ["r2", "r5"]
    with Pool(Makes(), 2) as made:
        assert reports(made, numbered(20, r2="RAISE", r5="RAISE")) == found


def test_an_old_worker_makes_room_for_a_fresh_one(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = numbered(200)
    expected = coded(Alone(Poisonable()), articles)
    seen: set[int] = set()
    for life in (1 << 30, 1000):
        monkeypatch.setattr(house, "LIFE", life)
        seen.clear()
        with Pool(Makes(), 1) as made:
            made.step = lambda: seen.update(made.numbers)
            assert coded(made, articles) == expected
            assert made.replaced == 0
        assert len(seen) == 1 if life > 1000 else len(seen) > 3


def test_workers_killed_at_random_moments() -> None:
    articles = numbered(400)
    expected = coded(Alone(Poisonable()), articles)
    dice = random.Random(3)
    with Pool(Makes(0.002), 3) as made:
        stop = threading.Event()

        def kill() -> None:
            while not stop.wait(dice.uniform(0.005, 0.04)):
                if numbers := made.numbers:
                    os.kill(dice.choice(numbers), signal.SIGKILL)

        killer = threading.Thread(target=kill)
        killer.start()
        try:
            assert coded(made, articles) == expected
        finally:
            stop.set()
            killer.join()
        assert made.replaced >= 3


def test_the_holder_of_the_model_killed(pool: Pool) -> None:
    found = []
    for number, shard in enumerate(pool.code(cut(numbered(60), SMALL))):
        found += shard.coded
        if number in (1, 4):
            pool._nurseries[0]._process.kill()
    assert found == coded(Alone(Poisonable()), numbered(60))


def test_one_slow_shard_holds_back_what_is_read() -> None:
    read = 0

    def counted() -> Iterator[Article]:
        nonlocal read
        for article in numbered(1000, r3="HANG"):
            read += 1
            yield article

    with Pool(Makes(), 2, seconds=1.0) as made:
        shards = made.code(cut(counted(), SMALL))
        next(shards)
        assert read <= 2 * AHEAD * SMALL + SMALL + 1
        assert sum(len(shard.coded) for shard in shards) == 1000 - SMALL


def test_nobody_is_left_when_reading_stops(pool: Pool) -> None:
    shards = pool.code(cut(numbered(500, r17="HANG"), SMALL))
    next(shards)
    numbers = pool.numbers
    assert numbers
    shards.close()  # type: ignore[attr-defined]
    assert gone(numbers)


DRIVER = """
import sys
from dateline.scale.pool import Pool
from dateline.scale.work import cut
from stand_in_scale import Makes, numbered
pool = Pool(Makes(0.05), 2)
for shard in pool.code(cut(numbered(10_000), 8)):
    print(*pool.numbers, pool._nurseries[0]._process.pid, flush=True)
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_orphans_however_the_driver_ends(how: signal.Signals) -> None:
    where = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    driver = subprocess.Popen([sys.executable, "-c", DRIVER], env=where, preexec_fn=hears_interrupts, **quiet)  # type: ignore[call-overload]
    assert driver.stdout
    numbers = [int(one) for one in driver.stdout.readline().split()]
    assert len(numbers) == 3 and all(map(alive, numbers))
    driver.send_signal(how)
    driver.wait(10)
    driver.stdout.close()
    assert gone(numbers)


class Breaks(msgspec.Struct, frozen=True):
    """A coder that cannot be made."""

    def __call__(self) -> Poisonable:
        raise RuntimeError("no place for it")


def test_what_does_not_load_says_why() -> None:
    with pytest.raises(DatelineError, match="does not load: RuntimeError: no place"):
        Pool(Breaks(), 2)
    with pytest.raises(ModelError, match="no spaCy pipeline named"):
        Pool(FromSettings(load_settings(model="no-such-model")), 2)


def test_where_nothing_may_be_forked_each_worker_loads(monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.scale.house import Nursery

    monkeypatch.setattr(Nursery, "forks", False)
    with Pool(Makes(), 2, seconds=1.0) as made:
        found = reports(made, numbered(30, r11="EXIT"))
    assert [report.id for report in found if report.refusals] == ["r11"]


@pytest.mark.parametrize("given", ["x", "-1", "1.5", "", "99999"])
def test_no_number_of_workers(given: str) -> None:
    with pytest.raises(SettingsError, match=r"is no number of workers\n  Allowed are whole numbers from 1 to"):
        Wanted(workers=given).check()


def test_what_is_asked_of_the_wrong_engine() -> None:
    with pytest.raises(SettingsError, match="there is no engine 'spark'"):
        Wanted("spark").check()
    with pytest.raises(SettingsError, match="Say --engine ray"):
        Wanted(address="10.0.0.1:6379").check()
    with pytest.raises(SettingsError, match="more at the least"):
        Wanted("ray", "8-2").check()


@pytest.mark.parametrize("given", ["auto", "0", "AUTO"])
def test_as_many_workers_as_processors(given: str) -> None:
    assert workers_of(given) == cores()
