"""The engine that codes with actors on a Ray cluster. Each actor keeps one worker of the pool: what a poisoned report does
there is known and decided there, so that the driver is left with one question, whether an actor or its machine is gone.

Actors are started one after another while there is work for them, up to a number, and let go when there is none; a cluster
that grows by demand grows with them. What a lost actor had is done again by another.
"""

import importlib.util
import os
import pickle
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import Any, NamedTuple, Protocol

import msgspec

from dateline.errors import DatelineError, WorkerError
from dateline.records import Article, Coder
from dateline.scale.job import Window
from dateline.scale.limits import cores
from dateline.scale.pool import AHEAD
from dateline.scale.work import Coded, Coding, Death, Engine, Shard, nothing
from dateline.settings import Settings

INSTALL = "Install it with: pip install 'dateline[ray]'"
STORE = 100 << 20  # bytes of the object store of a cluster on this machine alone
LOSSES = 5  # actors that one job may take with it before it is looked into
PENDING = 2  # actors that may be starting at once, or half as many again as there are
LOOK = 5.0  # seconds after which a wait begins anew: one without an end never hears that the node of its actors died
PATIENCE = 1.0  # seconds between looks at whether more actors are wanted


class Task(Protocol):
    """What an actor is sent: the name of its method and what it gets."""

    @property
    def done(self) -> bool: ...

    @property
    def method(self) -> str: ...

    def payload(self) -> bytes: ...

    def received(self, answer: bytes) -> None: ...

    def died(self, death: Death) -> None: ...


class Tasks(Protocol):
    """Where tasks come from; one that is not done comes again."""

    def __bool__(self) -> bool: ...

    def next(self) -> Task | None: ...

    def back(self, job: Any) -> None: ...


class Hand(NamedTuple):
    """An actor as its driver sees it: its handle, and what it is asked (first of all, who codes there)."""

    actor: Any
    task: Task | None = None
    losses: int = 0


class Cluster:
    """Between `least` and `most` actors of a cluster that Ray is connected to."""

    def __init__(self, factory: Callable[[], Coding], settings: Settings, *, least: int = 1, most: int = 1) -> None:
        import ray

        self._ray: Any = ray
        self._most = most
        self._least = min(least, most)
        self._asked: dict[Any, Hand] = {}
        self._idle: list[Any] = []
        self._losses: dict[int, int] = {}
        given = [path for path in sys.path if path], pickle.dumps(factory), msgspec.json.encode(settings)
        self._make: Callable[[], Any] = lambda: _actor_class(ray).remote(*given)
        self.step: Callable[[], None] = nothing
        self.replaced = 0
        self.ends = False  # whether Ray was started by us and ends with us
        self._start()
        try:
            self.coder = self._first()
        except BaseException:
            self.close()
            raise

    @property
    def size(self) -> int:
        """Actors that are there or on their way."""
        return len(self._idle) + len(self._asked)

    def code(self, shards: Iterable[tuple[Article, ...]]) -> Iterator[Shard]:
        window = Window(shards, self._most * AHEAD, self.step)
        while True:
            self.hand_out(window)
            for job in window.finished():
                yield job.shard(self.coder)
            if not window:
                return
            self.listen(window)

    def each(self, shards: Iterable[tuple[Article, ...]]) -> Generator[Coded]:
        for shard in self.code(shards):
            yield from shard.coded

    def hand_out(self, tasks: Tasks) -> None:
        """A task for every idle actor; more actors where there are more tasks."""
        while self._idle or self.size < self._most:
            task = tasks.next()
            if task is None:
                return
            if not self._idle:
                tasks.back(task)
                self._grow()
                return
            self._ask(self._idle.pop(), task)

    def listen(self, tasks: Tasks) -> None:
        """Waits for an answer, or a while where there is room for more actors."""
        if not self._asked:
            return
        room = self.size < self._most
        ready, _ = self._ray.wait(list(self._asked), num_returns=1, timeout=PATIENCE if room else LOOK)
        for reference in ready:
            hand = self._asked.pop(reference)
            try:
                answer = self._ray.get(reference)
            except self._ray.exceptions.RayTaskError as error:
                raise error.cause if isinstance(error.cause, DatelineError) else WorkerError(str(error.cause)) from None
            except self._ray.exceptions.RayError as error:
                self._lost(hand, tasks, str(error))
                continue
            self._heard(hand, answer, tasks)

    def close(self) -> None:
        """Lets all actors go, and Ray where we have started it."""
        for actor in [*self._idle, *(hand.actor for hand in self._asked.values())]:
            self._ray.kill(actor)
        self._idle, self._asked = [], {}
        if self.ends:
            self._ray.shutdown()

    def _heard(self, hand: Hand, answer: Any, tasks: Tasks) -> None:
        self._idle.append(hand.actor)
        if hand.task is None:
            self._check(answer)
            return
        self._losses.pop(id(hand.task), None)
        hand.task.received(answer)
        tasks.back(hand.task)

    def _lost(self, hand: Hand, tasks: Tasks, why: str) -> None:
        """An actor is gone, its process or its machine: what it had comes again."""
        self.replaced += 1
        self._ray.kill(hand.actor)
        if hand.task is None:
            self._losses[0] = self._losses.get(0, 0) + 1
            if self._losses[0] > LOSSES:
                raise WorkerError(f"actors do not start on the cluster: {why.splitlines()[0]}")
        else:
            losses = self._losses[id(hand.task)] = self._losses.get(id(hand.task), 0) + 1
            if losses > LOSSES:
                hand.task.died(Death("died", "coding it ended the actor that did it"))
            tasks.back(hand.task)
        if self.size < self._least:
            self._start()

    def _check(self, answer: bytes) -> None:
        """All must code alike, or the output would depend on who did what."""
        coder = msgspec.json.decode(answer, type=Coder)
        self._losses.pop(0, None)
        if coder != self.coder:
            words = f"a machine of the cluster has another version, model or gazetteer (fingerprint {coder.fingerprint})"
            raise WorkerError(words, "", f"Install the same on all of them; here it is {self.coder.fingerprint}.")

    def _grow(self) -> None:
        starting = sum(hand.task is None for hand in self._asked.values())
        if starting < max(PENDING, self.size // 2):
            self._start()

    def _start(self) -> None:
        actor = self._make()
        self._asked[actor.coder.remote()] = Hand(actor)

    def _first(self) -> Coder:
        """Who codes, by the first actor that is there."""
        for _ in range(LOSSES):
            reference, hand = next(iter(self._asked.items()))
            try:
                while not self._ray.wait([reference], timeout=LOOK)[0]:
                    pass
                answer = self._ray.get(reference)
            except self._ray.exceptions.RayTaskError as error:
                raise error.cause if isinstance(error.cause, DatelineError) else WorkerError(str(error.cause)) from None
            except self._ray.exceptions.RayError:
                del self._asked[reference]
                self._start()
                continue
            del self._asked[reference]
            self._idle.append(hand.actor)
            while self.size < self._least:
                self._start()
            return msgspec.json.decode(answer, type=Coder)
        raise WorkerError("no actor starts on the cluster")

    def _ask(self, actor: Any, task: Task) -> None:
        self._asked[getattr(actor, task.method).remote(task.payload())] = Hand(actor, task)


def _actor_class(ray: Any) -> Any:
    from dateline.scale.actor import Actor

    return ray.remote(num_cpus=1, max_restarts=0, max_task_retries=0)(Actor)


def open_cluster(
    factory: Callable[[], Coding], settings: Settings, *, least_and_most: tuple[int, int], address: str | None
) -> Engine:
    """The engine on the cluster of an address, or on this machine alone. WorkerError says what is missing."""
    if importlib.util.find_spec("ray") is None:
        raise WorkerError("Ray is not installed", "--engine ray", INSTALL)
    least, most = least_and_most
    started = connect(address, most or cores())
    most = most or _processors()
    cluster = Cluster(factory, settings, least=least, most=most)
    cluster.ends = started
    return cluster


def _processors() -> int:
    import ray

    library: Any = ray
    return max(1, int(library.cluster_resources().get("CPU", 1)))


def connect(address: str | None, processors: int) -> bool:
    """Connects Ray; False where the caller had done so already. Alone it listens on this machine only and tells nobody."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    import ray

    if ray.is_initialized():
        return False
    how: dict[str, Any] = {"address": address or "local", "logging_level": "ERROR", "log_to_driver": False}
    if not address:
        here = {"_node_ip_address": "127.0.0.1", "include_dashboard": False}
        how |= {"num_cpus": processors, "object_store_memory": STORE, **here}
    try:
        ray.init(**how)
    except Exception as error:  # noqa: BLE001  Ray raises what it likes
        words = (str(error).splitlines() or [type(error).__name__])[0]
        remedy = "Is the head running (ray start --head), with the same versions of Ray and Python?"
        raise WorkerError(f"the cluster does not answer: {words}", address or "--engine ray", remedy) from None
    return True
