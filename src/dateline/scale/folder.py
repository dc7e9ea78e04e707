"""Input files to a folder of coded shards: each file is read where it is coded, so that a cluster's driver hands out names.

A file is coded again from its beginning when its actor is lost; the shards that were finished are there and are passed over.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from dateline.errors import InputError, OutputError
from dateline.ingest import is_address, listed, read_all
from dateline.ingest.stores import is_store
from dateline.records import FATAL_REASONS, Article
from dateline.scale.cluster import Cluster
from dateline.scale.ledger import MANIFEST, Done, Ledger, version_of
from dateline.scale.work import Coded, Death, Engine, Shard, cut
from dateline.settings import Settings
from dateline.store.shards import stored, table_bytes

Told = Callable[[Done | InputError], None]


class File(msgspec.Struct, frozen=True):
    """An input file, and the folder that its shards go to."""

    address: str
    out: str
    columns: dict[str, str] = {}


class Outcome(msgspec.Struct, frozen=True):
    """A file that was coded, or what kept it from being read: what, where, remedy."""

    done: Done | None = None
    problem: tuple[str, str, str] | None = None
    before: bool = False  # whether it was finished by an earlier run


def code_files(inputs: Iterable[str], out: str, engine: Engine, how: tuple[Settings, Mapping[str, str], Told]) -> int:
    """Codes all files into the folder; how many were finished before. Each outcome is told; at the end stands the manifest."""
    settings, columns, told = how
    ledger = Ledger(out, engine.coder.fingerprint)
    ledger.sign()
    out = out if is_store(out) else str(Path(out).resolve()) + "/"
    files = [File(address, out, dict(columns)) for address in files_of(inputs, out, told)]
    before, problems, lines = 0, False, []
    for outcome in _outcomes(files, engine, settings):
        if outcome.problem:
            problems = True
            told(InputError(*outcome.problem))
        elif outcome.done:
            before += outcome.before
            lines.append(outcome.done)
            told(outcome.done)
    if not problems:
        by_name = {done.input: done for done in lines}
        content = b"".join(msgspec.json.encode(by_name[file.address]) + b"\n" for file in files)
        ledger.write(MANIFEST, content)
    return before


def _outcomes(files: list[File], engine: Engine, settings: Settings) -> Iterator[Outcome]:
    if isinstance(engine, Cluster):
        yield from _spread(files, engine)
    else:
        for file in files:
            yield code_file(file, engine, settings)


def files_of(inputs: Iterable[str], out: str, told: Told) -> Iterator[str]:
    """The files that inputs name, as addresses that other machines understand, each once."""
    from dateline.ingest import BY_ENDING
    from dateline.ingest.source import PACKED
    from dateline.ingest.stores import found

    seen: set[str] = set()
    for what in inputs:
        if what == "-" or is_address(what):
            raise InputError("is no file of a folder or a store", what, "Save it as a file first, or write to one file.")
        try:
            if is_store(what):
                names = [one.address for one in found(what, BY_ENDING.keys() - {".md"}, PACKED)[0]]
            elif Path(what).is_dir():
                names = [str(path.resolve()) for path in listed(Path(what)) if not str(path.resolve()).startswith(out)]
            else:
                names = [str(Path(what).resolve())]
        except InputError as error:
            told(error)
            continue
        for name in names:
            if name not in seen:
                seen.add(name)
                yield name


def code_file(file: File, engine: Engine, settings: Settings) -> Outcome:
    """Codes one file, shard by shard, but for what is there."""
    ledger = Ledger(file.out, engine.coder.fingerprint)
    version = version_of(file.address)
    mark = ledger.done_name(f"{version} {sorted(file.columns.items())}") if version else None
    if mark and (before := ledger.finished(mark)):
        return Outcome(before, before=True)
    work = _Work(ledger, cut(_articles(file, settings)))
    try:
        for shard in engine.code(work.missing()):
            work.write(shard)
    except InputError as error:
        return Outcome(problem=(error.what, error.where, error.remedy))
    done = work.done(file.address)
    if mark:
        ledger.write(mark, msgspec.json.encode(done))
    return Outcome(done)


def _articles(file: File, settings: Settings) -> Iterator[Article]:
    """The articles of a file; that an id was there before is no matter between files, so it is none within one."""
    for article in read_all([file.address], settings, file.columns):
        notes = tuple(refusal for refusal in article.refusals if refusal.reason != "duplicate_id")
        yield article if notes == article.refusals else msgspec.structs.replace(article, refusals=notes)


class _Work:
    """The shards of one file: their names in order, and the counts of their reports."""

    def __init__(self, ledger: Ledger, shards: Iterable[tuple[Article, ...]]) -> None:
        self.ledger = ledger
        self.shards = shards
        self.names: list[str] = []
        self.counts = [0, 0, 0]

    def missing(self) -> Iterator[tuple[Article, ...]]:
        for articles in self.shards:
            name = self.ledger.shard_name(articles)
            self.names.append(name)
            if content := self.ledger.read(name):
                self._count(_counts(content))
            else:
                yield articles

    def write(self, shard: Shard) -> None:
        rows = [stored(article, one.line, self.ledger.fingerprint) for article, one in zip(*shard, strict=True)]
        counts = [len(rows), sum(one.events for one in shard.coded), sum(map(_is_refused, shard.coded))]
        self.ledger.write(self.ledger.shard_name(shard.articles), table_bytes(rows, {"counts": " ".join(map(str, counts))}))
        self._count(counts)

    def done(self, address: str) -> Done:
        reports, events, refused = self.counts
        return Done(address, reports, events, refused, tuple(self.names))

    def _count(self, counts: Iterable[int]) -> None:
        self.counts = [one + more for one, more in zip(self.counts, counts, strict=True)]


def _is_refused(one: Coded) -> bool:
    return any(refusal.start is None and refusal.reason in FATAL_REASONS for refusal in one.refusals)


def _counts(content: bytes) -> list[int]:
    """Reports, events and refused reports of a shard, from its head."""
    from dateline.store.shards import note_of

    return [int(word) for word in note_of(content, "counts").split()]


class _FileTask:
    """A file on its way through a cluster."""

    method = "file"

    def __init__(self, file: File) -> None:
        self.file = file
        self.outcome: Outcome | None = None

    @property
    def done(self) -> bool:
        return self.outcome is not None

    def payload(self) -> bytes:
        return msgspec.msgpack.encode(self.file)

    def received(self, answer: bytes) -> None:
        self.outcome = msgspec.msgpack.decode(answer, type=Outcome)

    def died(self, death: Death) -> None:
        """A file that takes one actor after another with it."""
        self.outcome = Outcome(problem=(f"cannot be coded: {death.detail}", self.file.address, "The others are finished."))


class _Files:
    """Files for actors, in order; those of lost actors first."""

    def __init__(self, files: Iterable[File]) -> None:
        self._files = iter(files)
        self._again: list[_FileTask] = []
        self._under_way = 0
        self._more = True
        self.outcomes: list[Outcome] = []

    def __bool__(self) -> bool:
        return self._more or self._under_way > 0

    def next(self) -> _FileTask | None:
        if self._again:
            return self._again.pop()
        file = next(self._files, None)
        self._more = file is not None
        if file is None:
            return None
        self._under_way += 1
        return _FileTask(file)

    def back(self, job: _FileTask) -> None:
        if job.outcome is None:
            self._again.append(job)
        else:
            self._under_way -= 1
            self.outcomes.append(job.outcome)


def _spread(files: Iterable[File], cluster: Cluster) -> Iterator[Outcome]:
    """The outcomes of files as actors finish them."""
    tasks = _Files(files)
    while tasks:
        cluster.hand_out(tasks)
        cluster.listen(tasks)
        yield from tasks.outcomes
        tasks.outcomes.clear()


def check_folder(output: str) -> None:
    """OutputError for a folder that is a file."""
    if not is_store(output) and Path(output).is_file():
        raise OutputError("is a file, not a folder", output, "Name a folder, ending with a slash.")
