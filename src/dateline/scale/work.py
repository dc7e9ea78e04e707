"""What is handed around: shards of articles, coded reports as their JSON, and how a report was lost."""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol

import msgspec

from dateline.records import Article, Coder, Refusal, Report, to_json
from dateline.settings import Settings

REPORTS = 64  # reports of a shard at most
CHARACTERS = 400_000  # characters of its texts, unless one report alone has more
Step = Callable[[], None]


class Coding(Protocol):
    """What codes reports: `dateline.pipeline.Pipeline`."""

    coder: Coder

    def code(self, articles: Iterable[Article]) -> Iterator[Report]: ...


class Coded(msgspec.Struct, frozen=True, array_like=True):
    """A coded report as its JSON, with what a run counts of it."""

    line: bytes
    events: int
    refusals: tuple[Refusal, ...] = ()


class Shard(NamedTuple):
    """Articles that are coded in one go, and their coded reports, one an article and in order."""

    articles: tuple[Article, ...]
    coded: list[Coded]


class Engine(Protocol):
    """What codes shards. `step` is called once for each report as it is finished, before its shard comes out."""

    coder: Coder
    step: Step

    def code(self, shards: Iterable[tuple[Article, ...]]) -> Iterator[Shard]: ...

    def each(self, shards: Iterable[tuple[Article, ...]]) -> Generator[Coded]:
        """The coded reports of all shards, each as soon as can be."""
        ...

    def close(self) -> None: ...


class Death(msgspec.Struct, frozen=True):
    """How an attempt ended that coded nothing. `finished` is how many of its reports were done by then, where known."""

    reason: str
    detail: str
    finished: int | None = None

    @property
    def certain(self) -> bool:
        """Whether one attempt with one report is proof enough: another would take as long, or fail alike."""
        return self.reason in ("too_slow", "failed")


class FromSettings(msgspec.Struct, frozen=True):
    """Makes the pipeline of some settings; unlike a pipeline it can be sent to another process."""

    settings: Settings

    def __call__(self) -> Coding:
        from dateline.pipeline import Pipeline

        return Pipeline(self.settings)


def nothing() -> None:
    """A step that nobody watches."""


def cut(articles: Iterable[Article], reports: int = REPORTS, characters: int = CHARACTERS) -> Iterator[tuple[Article, ...]]:
    """Shards of an input. Where one ends depends on the articles alone, not on who codes them or when."""
    shard: list[Article] = []
    size = 0
    for article in articles:
        if shard and (len(shard) >= reports or size + len(article.text) > characters):
            yield tuple(shard)
            shard, size = [], 0
        shard.append(article)
        size += len(article.text)
    if shard:
        yield tuple(shard)


def coded(report: Report) -> Coded:
    return Coded(to_json(report), len(report.events), report.refusals)


def lost(article: Article, death: Death, coder: Coder) -> Coded:
    """The report of an article that cannot be coded: its text as it came, and why."""
    why = Refusal("worker", death.reason, death.detail)
    return coded(
        Report(
            id=article.id, text=article.text, published=article.published, refusals=(*article.refusals, why), url=article.url,
            outlet=article.outlet, title=article.title, language=article.language, coder=coder,
        )
    )  # fmt: skip


def assembled(articles: tuple[Article, ...], done: Mapping[int, Coded], guilty: Mapping[int, Death], coder: Coder) -> Shard:
    """A shard with one coded report for each article, refused where it was found guilty."""
    found = [
        lost(article, guilty[number], coder) if number in guilty else done[number] for number, article in enumerate(articles)
    ]
    return Shard(articles, found)
