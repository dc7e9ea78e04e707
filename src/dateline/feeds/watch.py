"""The watch: asks feeds when they are due, fetches what is new in them, and has it coded and linked, all at once.

Nothing waits for anything else: each due feed is a task, each host with wanted articles is a task, a batch is a task with a
thread. What a task finds out goes into the state in one step, and the next round sees what is to be done from the state alone.
"""

import asyncio
import hashlib
import os
import signal
import sqlite3
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from dateline.errors import DatelineError, InputError, OutputError
from dateline.feeds.articles import Articles
from dateline.feeds.batch import Batches, Coding
from dateline.feeds.ending import Ending
from dateline.feeds.entries import Parsed, parsed
from dateline.feeds.state import FeedRow, State
from dateline.feeds.status import Status, write
from dateline.feeds.subscriptions import Sources
from dateline.feeds.words import about, moment
from dateline.ingest.web import Answer, Clock, Polite, SystemClock, Trouble
from dateline.settings import Settings, load_settings
from dateline.store.files import held

FOLDER = "feeds"
BATCH = 200  # articles that are coded at most in one go
GATHERED = 15.0  # seconds that the first of a batch waits for others
ROUND = 1.0  # seconds after which it is looked at what is due
SHOWN = 5.0  # seconds between two looks of the status
LONGEST_REST = 6 * 3600.0  # seconds after which a failing feed is asked again at the latest
AGAIN = 20.0  # seconds after which a batch that could not be written is tried again
LONG_AGAIN = 600.0  # the same for one that met a mistake of ours
MENDED = 86_400.0  # seconds between two clearings of the state


class WatchOptions(NamedTuple):
    """How a watch works; all may be left out."""

    every: float = 300.0
    settings: Settings | None = None
    clock: Clock | None = None
    pipeline: Callable[[Settings], Coding] | None = None
    say: Callable[[str], None] = lambda words: None


class Watch:
    """Watches feeds for a record. `run` returns 0, or 1 where `once` met a feed or a batch that failed."""

    def __init__(self, sources: Sources, record: str | Path, options: WatchOptions | None = None) -> None:
        self.sources = sources
        self.record = Path(record)
        self.folder = self.record / FOLDER
        self.options = options or WatchOptions()
        self.settings = self.options.settings or load_settings()
        self.clock = Ending(self.options.clock or SystemClock())
        self.batches = Batches(self.record, self.folder, self.settings, pipeline=self.options.pipeline)
        self.batch, self.trouble = "", ""
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._fatal: DatelineError | None = None
        self._failed = False
        self._built_after = self._shown = self._cleared = 0.0
        self._listed: dict[str, None] = {}

    def stop(self) -> None:
        """Begins nothing new; what is in hand is finished."""
        self.clock.end()

    async def run(self, *, once: bool = False) -> int:
        """Watches until stopped; `once`: asks each feed one time and ends when all that is new is in the record."""
        self._listed = {feed.address: None for feed in self.sources.feeds()}
        with held(self.folder, "another watch has it", "End it, or name another record."):
            self.state = State(self.folder)
            try:
                async with Polite(self.settings, self.clock, self.state) as self.web:
                    self.articles = Articles(self.state, self.web, self.settings)
                    await self._watched(once)
            finally:
                self._show("stopped")
                self.state.close()
        if self._fatal is not None:
            raise self._fatal
        return int(once and self._failed)

    async def _watched(self, once: bool) -> None:
        with self._signals():
            if once:
                self._subscribe()
                self._ask_due(all_fine=True)
            while not self.clock.ended and self._fatal is None:
                if not once:
                    self._subscribe()
                    self._ask_due()
                self._work()
                self._show("watching")
                if once and not self._tasks:
                    break
                await self._something(once)
            await self._finish()

    async def _finish(self) -> None:
        """What was begun ends, and what is ready is coded."""
        self.clock.end()
        if self._tasks:
            await asyncio.wait(self._tasks.values(), timeout=self.settings.fetch_timeout + 5.0)
        for name, task in self._tasks.items():
            if name != "batch" and not task.done():
                task.cancel()
        if batch := self._tasks.get("batch"):
            await asyncio.wait([batch])
        if self._fatal is None and not self._failed_batch and self.state.waiting()[0]:
            await self._build()

    @property
    def _failed_batch(self) -> bool:
        return self._built_after > self.clock.now()

    async def _something(self, once: bool) -> None:
        """Until a task ends, or something may be due."""
        waits = [*self._tasks.values(), asyncio.ensure_future(self.clock.ending())]
        await asyncio.wait(waits, timeout=ROUND, return_when=asyncio.FIRST_COMPLETED)
        waits[-1].cancel()
        self._tasks = {name: task for name, task in self._tasks.items() if not task.done()}

    def _begin(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        self._tasks[name] = asyncio.create_task(self._guarded(name, work))

    async def _guarded(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        """One task's mistake is told and ends that task alone."""
        try:
            await work
        except DatelineError as error:
            self._fatal = error
        except Exception as error:  # noqa: BLE001  one feed or article must never stop the others
            self._failed = True
            self._note(f"{name}: a mistake of ours: {type(error).__name__}: {error}")

    def _note(self, words: str) -> None:
        self.trouble = f"{moment(self.clock.now())}: {words}"
        self.options.say(words)

    # Feeds.

    def _subscribe(self) -> None:
        """Takes the list as it is now; one that became unreadable leaves the feeds as they were."""
        try:
            feeds = self.sources.feeds()
        except InputError as error:
            if self.trouble.partition(": ")[2] != str(error):
                self._note(str(error))
            return
        if self._listed.keys() != {feed.address for feed in feeds} or not self._cleared:
            self._listed = {feed.address: None for feed in feeds}
            self.state.subscribe(feeds)
        if self.clock.now() - self._cleared > MENDED:
            self.state.forget(self.clock.now())
            self._cleared = self.clock.now()

    def _feeds(self) -> list[FeedRow]:
        """The feeds of the list as the state has them, in its order."""
        known = self.state.feeds()
        return [known[address] for address in self._listed if address in known]

    def _ask_due(self, *, all_fine: bool = False) -> None:
        """Asks the feeds that are due; `all_fine`: those too that did not fail the last time."""
        now = self.clock.now()
        for feed in self._feeds():
            name = f"feed {feed.address}"
            if (feed.due <= now or (all_fine and not feed.failures)) and name not in self._tasks:
                self._begin(name, self._ask(feed))

    async def _ask(self, feed: FeedRow) -> None:
        """Whatever goes wrong, the feed rests, and the others go on."""
        try:
            await self._asked(feed)
        except Trouble as trouble:
            self._feed_failed(feed, trouble)
        except sqlite3.Error:
            raise
        except Exception as error:  # noqa: BLE001  one feed must never stop the others
            self._feed_failed(feed, Trouble(f"a mistake of ours: {type(error).__name__}: {error}"))

    async def _asked(self, feed: FeedRow) -> None:
        answer = await self.web.get(feed.address, feed.known)
        digest = hashlib.sha256(answer.content).hexdigest()[:16]
        due = self.clock.now() + self.options.every
        if answer.status == 304 or digest == feed.digest:
            same = feed._replace(due=due, result="nothing new")
            self.state.feed_read(same if answer.status == 304 else same._replace(known=answer.known), (), self.clock.now())
            return
        found = await asyncio.to_thread(parsed, answer)
        if found.problem and not found.entries:
            raise Trouble(found.problem)
        self.state.feed_read(_read(feed, answer, found, (digest, due)), found.entries, self.clock.now())

    def _feed_failed(self, feed: FeedRow, trouble: Trouble) -> None:
        """A feed rests longer each time; one whose host rests waits for that."""
        now = self.clock.now()
        if self.clock.ended:
            return
        if trouble.unreached:
            self.state.feed_failed(feed.address, trouble.words, now, max(trouble.until or 0.0, now + 1.0))
        elif trouble.unasked:
            self.state.feed_waits(feed.address, trouble.words, max(trouble.until or 0.0, now + 1.0))
        else:
            rest = min(self.options.every * 2 ** min(feed.failures, 20), max(LONGEST_REST, self.options.every))
            self.state.feed_failed(feed.address, trouble.words, now, max(trouble.until or 0.0, now + rest))
        self._failed = True

    # Articles.

    def _work(self) -> None:
        """Begins what the state says is to be done."""
        for host in self.state.hosts_wanted(self.clock.now()):
            if f"host {host}" not in self._tasks:
                self._begin(f"host {host}", self.articles.of_host(host))
        count, since = self.state.waiting()
        others = any(name != "batch" for name in self._tasks)
        late = self.clock.now() - since >= GATHERED or count >= BATCH
        if count and "batch" not in self._tasks and (late or not others) and not self._failed_batch:
            self._begin("batch", self._build())

    async def _build(self) -> None:
        """Codes what is ready. What cannot be written now, as another build has the record, is tried again."""
        articles = self.state.ready(BATCH)
        started = self.clock.now()
        try:
            outcomes, built = await asyncio.to_thread(self.batches.build, articles)
        except OutputError as error:
            self._batch_failed(f"{error.where}: {error.what}", AGAIN)
            return
        except DatelineError:
            raise
        except Exception as error:  # noqa: BLE001  what is ready waits, and is not lost
            self._batch_failed(f"a mistake of ours: {type(error).__name__}: {error}", LONG_AGAIN)
            return
        self.state.built(outcomes)
        self.trouble = ""
        coded = sum(one.coded for one in outcomes)
        self.batch = f"{coded} of {len(articles)} articles coded, {built.reports:,} reports in the record"
        self.batch += f", within {about(self.clock.now() - started)}, at {moment(self.clock.now())}"
        self.options.say(f"{coded} of {len(articles)} new articles coded; {built.reports:,} reports in the record")

    def _batch_failed(self, words: str, wait: float) -> None:
        self._failed, self._built_after = True, self.clock.now() + wait
        self._note(f"{words}; tried again in {about(wait)}")

    # Outside.

    def _show(self, state: str) -> None:
        """Writes the status, unless that was just done."""
        now = self.clock.now()
        if state == "watching" and 0 <= now - self._shown < SHOWN:
            return
        self._shown = now
        status = Status(
            now, state, self.options.every, self._feeds(), self.state.stages(), self.batch, self.trouble, self.state.refusals(20)
        )
        with suppress(OSError):
            write(self.record, status)

    @contextmanager
    def _signals(self) -> Iterator[None]:
        """SIGINT and SIGTERM end the watch cleanly; a second one at once, which loses nothing but time."""
        loop = asyncio.get_running_loop()

        def ended() -> None:
            if self.clock.ended:
                os._exit(130)
            self.options.say("ending; what is in hand is finished (once more: end at once)")
            self.stop()

        caught = []
        for number in (signal.SIGINT, signal.SIGTERM):
            with suppress(ValueError, NotImplementedError, RuntimeError):
                loop.add_signal_handler(number, ended)
                caught.append(number)
        try:
            yield
        finally:
            for number in caught:
                loop.remove_signal_handler(number)


def _read(feed: FeedRow, answer: Answer, found: Parsed, rest: tuple[str, float]) -> FeedRow:
    digest, due = rest
    result = f"read, though {found.problem}" if found.problem else "read"
    result += f", now at {answer.url}" if answer.url != feed.address else ""
    return feed._replace(title=found.title or feed.title, known=answer.known, digest=digest, due=due, result=result)
