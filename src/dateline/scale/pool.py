"""The engine that codes with worker processes on this machine.

The driver reads, hands out shards and puts what comes back in order; it holds a bounded number of shards, however long the
input and however slow the shard at the head. A worker that dies, or is silent longer than a report may take, is replaced and
its shard done again; what that means for its reports is decided in `attempts`.
"""

import time
from collections.abc import Callable, Generator, Iterable, Iterator
from multiprocessing.connection import wait
from typing import Self

import msgspec

from dateline.errors import WorkerError
from dateline.records import Article
from dateline.scale.house import GONE, Lost, Nursery, Worker
from dateline.scale.job import Job, Window
from dateline.scale.nursery import DONE, TICK, read_death
from dateline.scale.work import Coded, Coding, Death, Shard, nothing

AHEAD = 4  # shards under way for each worker, finished ones that wait for an earlier one included
LOSSES = 10  # nurseries lost one after the other without a finished shard, after which something is wrong here
_coded = msgspec.msgpack.Decoder(list[Coded])


class Pool:
    """`workers` processes, one model. `seconds` is how long a worker may be silent, `memory` the bytes it may take (0: any)."""

    def __init__(self, factory: Callable[[], Coding], workers: int, *, seconds: float = 0, memory: int = 0) -> None:
        self._factory = factory
        self._most = workers
        self._seconds = seconds
        self._memory = memory
        self._losses = 0
        self._workers: list[Worker] = []
        self._nurseries: list[Nursery] = [Nursery(factory, memory)]
        self.step: Callable[[], None] = nothing
        self.replaced = 0
        try:
            self.coder = self._nurseries[0].coder
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    @property
    def numbers(self) -> list[int]:
        """The workers' process numbers."""
        return [worker.number for worker in self._workers]

    def code(self, shards: Iterable[tuple[Article, ...]]) -> Iterator[Shard]:
        window = Window(shards, self._most * AHEAD, self.step)
        try:
            while True:
                self._hand_out(window)
                for job in window.finished():
                    yield job.shard(self.coder)
                if not window:
                    return
                self._listen(window)
        finally:
            self._dismiss()

    def each(self, shards: Iterable[tuple[Article, ...]]) -> Generator[Coded]:
        """The coded reports of all shards."""
        for shard in self.code(shards):
            yield from shard.coded

    def close(self) -> None:
        """Ends all processes; what was under way is not waited for."""
        for worker in self._workers:
            worker.pipe.close()
        for nursery in self._nurseries:
            nursery.close()
        self._workers, self._nurseries = [], []

    def _hand_out(self, window: Window) -> None:
        """A job for every idle worker, and a worker for every job while there are not enough."""
        idle = [worker for worker in self._workers if worker.job is None]
        while idle or len(self._workers) < self._most:
            job = window.next()
            if job is None:
                return
            try:
                worker = idle.pop() if idle else self._hired()
                if worker.is_old:
                    self._bury(worker)
                    worker = self._hired()
                while not worker.take(job):
                    worker.job = None  # it died while idle, which says nothing of a report
                    self._bury(worker)
                    worker = self._hired()
            except Lost:
                self._start_over(window, job)
                return

    def _hired(self) -> Worker:
        if not self._nurseries or not (self._nurseries[-1].forks or not self._workers):
            self._nurseries.append(Nursery(self._factory, self._memory))
        worker = self._nurseries[-1].worker()
        self._workers.append(worker)
        return worker

    def _listen(self, window: Window) -> None:
        """Waits until a worker says something, or has been silent for too long."""
        busy = {worker.pipe: worker for worker in self._workers if worker.job is not None}
        if not busy:
            return
        for pipe in wait(list(busy), self._patience(list(busy.values()))):
            worker = busy[pipe]  # type: ignore[index]
            try:
                self._hear(worker, window)
            except (EOFError, OSError):
                if not self._dead(worker, window):
                    return
        now = time.monotonic()
        for worker in busy.values():
            if self._seconds and worker.job is not None and now - worker.heard > self._seconds and not worker.pipe.poll():
                words = f"no end of it after {self._seconds:g} seconds"
                if not self._dead(worker, window, Death("too_slow", words, worker.job.finished)):
                    return

    def _patience(self, busy: list[Worker]) -> float | None:
        if not self._seconds:
            return None
        return max(0.0, min(worker.heard for worker in busy) + self._seconds - time.monotonic()) + 0.01

    def _hear(self, worker: Worker, window: Window) -> None:
        message = worker.pipe.recv_bytes()
        worker.heard = time.monotonic()
        job = worker.job
        assert job is not None
        if message == TICK:
            job.ticked()
            return
        worker.job = None
        self._losses = 0
        if message.startswith(DONE):
            job.lived(_coded.decode(message[1:]))
        else:
            job.died(read_death(message))
        window.back(job)

    def _dead(self, worker: Worker, window: Window, why: Death | None = None) -> bool:
        """Buries a worker; its job comes again. False where its nursery is gone, too, which is no report's fault."""
        job = worker.job
        assert job is not None
        try:
            how = self._bury(worker)
        except Lost:
            self._start_over(window, job)
            return False
        self.replaced += 1
        job.died(why or how)
        window.back(job)
        return True

    def _bury(self, worker: Worker) -> Death:
        self._workers.remove(worker)
        how = worker.bury()
        if not worker.nursery.forks:
            self._nurseries.remove(worker.nursery)
            worker.nursery.close()
        return how

    def _start_over(self, window: Window, job: Job) -> None:
        """All processes are gone: their jobs come again, in a new nursery."""
        self._losses += 1
        jobs = [worker.job for worker in self._workers if worker.job is not None]
        self.close()
        if self._losses > LOSSES:
            raise WorkerError(f"{GONE} {self._losses} times", "", "Is there memory enough? Try fewer workers.")
        for one in jobs:
            window.back(one)
        if job not in jobs:
            window.back(job)

    def _dismiss(self) -> None:
        """After the last shard, or when nobody reads on: a worker with a job under way is of no use any more."""
        if any(worker.job is not None for worker in self._workers):
            self.close()
