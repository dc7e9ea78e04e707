"""Inputs to a record: code what is new, link all, derive the tables. Killed at any moment, the next run goes on.

    result = build(["june/"], "gulf")            code, link, derive
    result = build([], "gulf")                   derive anew from what was coded
    build([], "gulf", Options(recode=True))      code all that is in the record with the coder of today
    build([], "gulf", Options(relink=True))      link all anew, as if all had come at once

Reports are stored in shards of `SHARD`, which are coded in parts, each in one go, so that the same reports meet in one batch
of the parser whether or not a run was interrupted, and by however many workers it is done: what comes out does not depend on
it. Shards are written in the order of the input, so that what an interrupted run has finished is a beginning of it.
"""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import batched, chain
from pathlib import Path
from typing import NamedTuple

import msgspec

from dateline.assemble.linking import Linker, Linking, Task
from dateline.assemble.people import decided_standing, people
from dateline.ingest import Problem, read_all
from dateline.ingest import raise_it as raise_problem
from dateline.records import Article
from dateline.scale.alone import Alone
from dateline.scale.work import Coded, Coding, Engine, FromSettings, cut
from dateline.settings import Settings, load_settings
from dateline.store.current import SHARDS, Standing, current, finished, used
from dateline.store.files import locked
from dateline.store.reviews import open_reviews
from dateline.store.shards import key_of, read_articles, read_coded, shard_paths, stored, write_shard
from dateline.store.unreadable import Seen
from dateline.store.writer import NAME, about, derive, state_of

__all__ = ["SHARD", "Built", "Coding", "Options", "build"]

SHARD = 200  # reports
PART = 50  # reports of a shard that are coded in one go
Step = Callable[[], None]


class Options(NamedTuple):
    """How a build reads and reports; all may be left out. `engine` opens what codes, else it is `pipeline` in this process."""

    settings: Settings | None = None
    columns: Mapping[str, str] | None = None
    problem: Problem = raise_problem
    step: Step = lambda: None
    say: Callable[[str], None] = lambda words: None
    pipeline: Callable[[Settings], Coding] | None = None
    engine: Callable[[Settings], Engine] | None = None
    linker: Linking | None = None
    shard: int = SHARD
    recode: bool = False
    relink: bool = False


class Built(NamedTuple):
    """What a build did. `changed` is False where the record was up to date."""

    reports: int
    coded: int
    finished: int
    changed: bool
    digest: str


def build(inputs: Iterable[str | Path], folder: str | Path, options: Options | None = None) -> Built:
    """Codes what is new in the inputs, links, and derives the record in a folder.

    Raises OutputError where another build has the folder or it cannot be written, InputError for unreadable inputs
    unless `options.problem` takes them.
    """
    options = options or Options()
    folder, inputs = Path(folder), list(inputs)
    with locked(folder):
        (folder / SHARDS).mkdir(exist_ok=True)
        open_reviews(folder).close()
        coded, there = _code(inputs, folder, options) if inputs or options.recode else (0, 0)
        changed = _derive(folder, options)
    told = about(folder / NAME)
    return Built(int(told["reports"]), coded, there, changed, told["digest"])


def _code(inputs: list[str | Path], folder: Path, options: Options) -> tuple[int, int]:
    """Codes the reports that this coder has not finished, a shard at a time: how many, and how many were there."""
    settings = options.settings or load_settings()
    engine = options.engine(settings) if options.engine else _alone(settings, options.pipeline)
    try:
        fingerprint = engine.coder.fingerprint
        used(folder, fingerprint)
        work = _Work(finished(folder, fingerprint), options, Seen(folder))
        chunks = work.stored(folder) if options.recode else iter(())
        found = read_all(inputs, settings, options.columns, problem=options.problem, skip=_own(folder))
        engine.step = options.step
        coded = 0
        for shard in _shards(engine, chain(chunks, batched(work.new(found), options.shard))):
            work.met.keep()
            write_shard(folder / SHARDS, [stored(article, one.line, fingerprint) for article, one in shard])
            coded += len(shard)
    finally:
        engine.close()
    work.met.done()
    return coded, work.known


def _alone(settings: Settings, pipeline: Callable[[Settings], Coding] | None) -> Engine:
    return Alone((pipeline or (lambda settings: FromSettings(settings)()))(settings))


def _shards(engine: Engine, shards: Iterable[tuple[Article, ...]]) -> Iterator[list[tuple[Article, Coded]]]:
    """The reports of each shard, coded in parts that end where its articles say."""
    parts_of: deque[int] = deque()

    def parts() -> Iterator[tuple[Article, ...]]:
        for shard in shards:
            found = list(cut(shard, PART))
            parts_of.append(len(found))
            yield from found

    rows: list[tuple[Article, Coded]] = []
    done = 0
    for part in engine.code(parts()):
        rows.extend(zip(part.articles, part.coded, strict=True))
        done += 1
        if done == parts_of[0]:
            yield rows
            rows, done = [], 0
            parts_of.popleft()


class _Work:
    """What is still to be coded; `known` counts the articles of the input that were finished."""

    def __init__(self, seen: set[str], options: Options, met: Seen) -> None:
        self.seen = seen
        self.met = met
        self.known = 0
        self.step = options.step

    def new(self, articles: Iterable[Article]) -> Iterator[Article]:
        for article in map(_bare, articles):
            self.met.note(article)
            key = key_of(article)
            if key in self.seen:
                self.known += 1
                self.step()
            else:
                self.seen.add(key)
                yield article

    def stored(self, folder: Path) -> Iterator[tuple[Article, ...]]:
        """The articles of the record, shard by shard, so that an interrupted run goes on with the same shards."""
        for path in shard_paths(folder / SHARDS):
            articles = tuple(article for article in read_articles(path) if key_of(article) not in self.seen)
            if articles:
                self.seen.update(map(key_of, articles))
                yield articles


def _own(folder: Path) -> list[Path]:
    """The record's own files, where it lies in a folder that is read."""
    return [path for path in folder.rglob("*") if path.is_file()]


def _bare(article: Article) -> Article:
    """The article without the note that its id was there before: in a record the key tells reports apart."""
    notes = tuple(refusal for refusal in article.refusals if refusal.reason != "duplicate_id")
    return article if notes == article.refusals else msgspec.structs.replace(article, refusals=notes)


def _derive(folder: Path, options: Options) -> bool:
    """Links and derives, unless the record is of just these reports, tables and linker."""
    standing = current(folder)
    linker = options.linker or Linker()

    def read(keys: Collection[str]) -> Iterator[tuple[str, str]]:
        return _coded(folder, {key: standing[key] for key in keys if key in standing})

    judged = people(folder, standing, read)
    seen_so = decided_standing(standing, judged.amended)
    made_by = f"{linker.digest} {judged.digest}"
    if about(folder / NAME).get("state") == state_of(seen_so, made_by) and not options.relink:
        return False
    options.say(f"linking {len(standing):,} reports and deriving the tables")
    linked = linker.link(Task(folder, standing, read, judged.amended, judged.links, options.relink))
    derive(folder, seen_so, linked._replace(rows=chain(linked.rows, judged.rows)), made_by, amended=judged.amended)
    return True


def _coded(folder: Path, standing: Mapping[str, Standing]) -> Iterator[tuple[str, str]]:
    """The reports of some keys as they were coded, as JSON, shard by shard in the order of their keys."""
    of_shard: dict[str, set[str]] = {}
    for key, one in standing.items():
        of_shard.setdefault(one.shard, set()).add(key)
    for shard in sorted(of_shard):
        yield from read_coded(folder / SHARDS / shard, of_shard[shard])
