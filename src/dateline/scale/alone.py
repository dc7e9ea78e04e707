"""The engine that codes in this process, report by report as they come."""

from collections.abc import Generator, Iterable, Iterator

from dateline.records import Article
from dateline.scale.attempts import attempts
from dateline.scale.work import Coded, Coding, Death, Shard, assembled, coded, nothing


class Alone:
    """One model, this process. What the coder raises costs the report that it raises it on; what ends the process ends it."""

    def __init__(self, coding: Coding) -> None:
        self.coding = coding
        self.coder = coding.coder
        self.step = nothing

    def code(self, shards: Iterable[tuple[Article, ...]]) -> Iterator[Shard]:
        for articles in shards:
            found = list(self._shard(articles))
            yield Shard(articles, found)

    def each(self, shards: Iterable[tuple[Article, ...]]) -> Generator[Coded]:
        """The coded reports of all shards, each as soon as it is there."""
        for articles in shards:
            yield from self._shard(articles)

    def _shard(self, articles: tuple[Article, ...]) -> Iterator[Coded]:
        number = 0
        try:
            for report in self.coding.code(articles):
                yield coded(report)
                number += 1
                self.step()
        except Exception as error:  # noqa: BLE001  one report must not end the batch
            for one in self._without_the_guilty(articles, failed(error, number))[number:]:
                yield one
                self.step()

    def _without_the_guilty(self, articles: tuple[Article, ...], death: Death | None) -> list[Coded]:
        search = attempts(len(articles))
        wanted = next(search)
        done: dict[int, Coded] = {}
        try:
            while True:
                wanted = search.send(death)
                death, found = self._attempt([articles[number] for number in wanted])
                done.update(zip(wanted, found, strict=False))
        except StopIteration as ended:
            return assembled(articles, done, ended.value, self.coder).coded

    def _attempt(self, articles: list[Article]) -> tuple[Death | None, list[Coded]]:
        found: list[Coded] = []
        try:
            found.extend(coded(report) for report in self.coding.code(articles))
        except Exception as error:  # noqa: BLE001
            return failed(error, len(found)), []
        return None, found

    def close(self) -> None:
        """Nothing is left open."""


def failed(error: Exception, finished: int) -> Death:
    """What an exception of the coder makes of a report."""
    return Death("failed", f"{type(error).__name__}: {error}"[:500], finished)
