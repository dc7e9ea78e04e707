"""One shard on its way: what is to be coded next of it, and what is there."""

from collections import deque
from collections.abc import Iterable, Iterator

import msgspec

from dateline.records import Article, Coder
from dateline.scale.attempts import attempts
from dateline.scale.work import Coded, Death, Shard, Step, assembled


class Job:
    """A shard with its attempts. `wanted` are the numbers of the reports of the next one."""

    def __init__(self, articles: tuple[Article, ...], step: Step) -> None:
        self.articles = articles
        self.done = False
        self.finished = 0  # of the attempt that runs
        self._step = step
        self._told = 0
        self._coded: dict[int, Coded] = {}
        self._guilty: dict[int, Death] = {}
        self._attempts = attempts(len(articles))
        self.wanted = next(self._attempts)

    @property
    def method(self) -> str:
        """What an actor of a cluster does with it."""
        return "shard"

    def received(self, answer: bytes) -> None:
        """An actor's answer."""
        self.lived(msgspec.msgpack.decode(answer, type=list[Coded]))

    def payload(self) -> bytes:
        """The articles of the next attempt, for a process or a machine far away."""
        self.finished = 0
        return msgspec.msgpack.encode([self.articles[number] for number in self.wanted])

    def ticked(self) -> None:
        """One more report of this attempt is finished."""
        self.finished += 1
        if self._told < self.finished and len(self.wanted) == len(self.articles):
            self._told += 1
            self._step()

    def lived(self, coded: list[Coded]) -> None:
        self._coded.update(zip(self.wanted, coded, strict=True))
        self._go_on(None)

    def died(self, death: Death) -> None:
        self._go_on(death)

    def shard(self, coder: Coder) -> Shard:
        return assembled(self.articles, self._coded, self._guilty, coder)

    def _go_on(self, death: Death | None) -> None:
        try:
            self.wanted = self._attempts.send(death)
        except StopIteration as ended:
            self._guilty = ended.value
            self.done = True
            for _ in range(len(self.articles) - self._told):
                self._step()


class Window:
    """The jobs under way, in the order of the input. No more than `most`: one slow shard holds back what follows."""

    def __init__(self, shards: Iterable[tuple[Article, ...]], most: int, step: Step) -> None:
        self._shards = iter(shards)
        self._most = most
        self._step = step
        self._order: deque[Job] = deque()
        self._again: deque[Job] = deque()
        self._more = True

    def __bool__(self) -> bool:
        """Whether a job is under way, or may still come."""
        return self._more or bool(self._order)

    def next(self) -> Job | None:
        """A job to be done: one that comes again, else one of the next shard, unless the window is full."""
        if self._again:
            return self._again.popleft()
        if not self._more or len(self._order) >= self._most:
            return None
        articles = next(self._shards, None)
        if articles is None:
            self._more = False
            return None
        job = Job(articles, self._step)
        self._order.append(job)
        return job

    def back(self, job: Job) -> None:
        """A job whose attempt is over: it comes again unless it is done."""
        if not job.done:
            self._again.append(job)

    def finished(self) -> Iterator[Job]:
        """The finished jobs at the head."""
        while self._order and self._order[0].done:
            yield self._order.popleft()
