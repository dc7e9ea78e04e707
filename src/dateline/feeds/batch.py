"""New articles into the record, a batch at a time: coded by one pipeline that stays loaded, linked as `dateline build` does."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

import msgspec

from dateline.assemble import Built, Options, build
from dateline.feeds.tidy import MANY, tidy
from dateline.records import FATAL_REASONS, Article, Coder, Report
from dateline.settings import Settings
from dateline.store.current import SHARDS
from dateline.store.files import write_whole
from dateline.store.shards import shard_paths

SPOOL = "batch.jsonl"
FIELDS = ("id", "text", "published", "url", "outlet", "title")


class Coding(Protocol):
    """What codes reports: `dateline.pipeline.Pipeline`."""

    coder: Coder

    def code(self, articles: Iterable[Article]) -> Iterator[Report]: ...


class Outcome(NamedTuple):
    """What became of an article: whether it was coded, and a few words ("2 events", "refused: language de")."""

    address: str
    coded: bool
    words: str


class Heard:
    """A pipeline that notes what it says of each article."""

    def __init__(self, inner: Coding) -> None:
        self.inner = inner
        self.coder: Coder = inner.coder
        self.said: dict[str, Outcome] = {}

    def code(self, articles: Iterable[Article]) -> Iterator[Report]:
        for report in self.inner.code(articles):
            self.said[report.id] = outcome_of(report)
            yield report


def outcome_of(report: Report) -> Outcome:
    fatal = next((one for one in report.refusals if one.start is None and one.reason in FATAL_REASONS), None)
    if fatal is not None:
        return Outcome(report.id, False, f"refused: {fatal.reason} {fatal.detail or ''}".rstrip())
    return Outcome(report.id, True, f"{len(report.events)} event{'s' * (len(report.events) != 1)}")


class Batches:
    """Builds batches into the record of a folder; `feeds` is the folder of the watch."""

    def __init__(self, record: Path, feeds: Path, settings: Settings, *, pipeline: Callable[[Settings], Coding] | None) -> None:
        self.record = record
        self.feeds = feeds
        self.settings = settings
        self._make = pipeline
        self._pipeline: Coding | None = None
        self._shards = 0  # after they were last put together

    def load(self) -> Coding:
        """The pipeline, loaded once."""
        if self._pipeline is None:
            self._pipeline = (self._make or _pipeline)(self.settings)
        return self._pipeline

    def build(self, articles: list[Article]) -> tuple[list[Outcome], Built]:
        """Codes, links and derives. Articles that the record had already are said to be there."""
        heard = Heard(self.load())
        spool = self.feeds / SPOOL
        lines = (msgspec.json.encode({name: getattr(article, name) for name in FIELDS}) for article in articles)
        write_whole(spool, b"".join(line + b"\n" for line in lines))
        built = build([spool], self.record, Options(settings=self.settings, pipeline=lambda _: heard))
        spool.unlink(missing_ok=True)
        self._tidied()
        unheard = (True, "in the record already") if built.finished else (False, "refused: failed, a mistake of ours")
        return [heard.said.get(article.id, Outcome(article.id, *unheard)) for article in articles], built


    def _tidied(self) -> None:
        """Looks after small shards whenever there may be many new ones."""
        count = len(shard_paths(self.record / SHARDS))
        if count - self._shards >= MANY:
            tidy(self.record)
            self._shards = len(shard_paths(self.record / SHARDS))


def _pipeline(settings: Settings) -> Coding:
    from dateline.pipeline import Pipeline

    return Pipeline(settings)
