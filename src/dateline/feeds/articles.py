"""Pages of wanted articles, host by host: read, found unchanged, put off, or refused in plain words."""

import asyncio
import sqlite3

from dateline.feeds.pages import completed, digest_of, from_feed, from_page
from dateline.feeds.state import Page, State, Wanted
from dateline.ingest.web import Answer, Known, Polite, Trouble
from dateline.ingest.web.hosts import host_of
from dateline.records import FATAL_REASONS, Article
from dateline.settings import Settings

TRIES = 6  # times that a page which fails is asked for
PATIENCE = 3 * 86_400.0  # seconds that a page is waited for whose host rests
FIRST_WAIT = 60.0  # seconds after a first failure; twice as many after each further one


class Articles:
    """Fetches what the state wants."""

    def __init__(self, state: State, web: Polite, settings: Settings) -> None:
        self.state = state
        self.web = web
        self.settings = settings

    async def of_host(self, host: str) -> None:
        """One after another, what is due of a host; until it rests, or the watch ends."""
        while wanted := self.state.next_of(host, self.web.clock.now()):
            if self._ended() or not await self._guarded(wanted):
                return

    def _ended(self) -> bool:
        return bool(getattr(self.web.clock, "ended", False))

    async def _guarded(self, wanted: Wanted) -> bool:
        """A mistake of ours costs one article, not its host."""
        try:
            return await self._one(wanted)
        except sqlite3.Error:
            raise
        except Exception as error:  # noqa: BLE001  one page must never stop the others
            self.state.refuse(wanted, f"a mistake of ours: {type(error).__name__}: {error}")
            return True

    async def _one(self, wanted: Wanted) -> bool:
        """Whether the host may be asked for another."""
        try:
            answer = await self.web.get(wanted.link, wanted.known)
        except Trouble as trouble:
            return await self._failed(wanted, trouble)
        if answer.status == 304:
            self.state.unchanged(wanted.address, "the page is as it was")
            return True
        article = await asyncio.to_thread(from_page, answer, wanted, self.settings)
        self._taken(wanted, article, answer)
        return True

    async def _failed(self, wanted: Wanted, trouble: Trouble) -> bool:
        if self._ended():
            return False
        now = self.web.clock.now()
        given_up = wanted.tries + 1 >= TRIES if not trouble.unasked else now - wanted.found > PATIENCE
        if trouble.lasting or given_up:
            article = await asyncio.to_thread(from_feed, wanted)
            if article is None:
                self.state.refuse(wanted, trouble.words)
            else:
                self._taken(wanted, article, None)
            return trouble.until is None
        due = max(trouble.until or 0.0, now + (1.0 if trouble.unasked else FIRST_WAIT * 2**wanted.tries))
        self.state.later(wanted.address, trouble.words, due, tried=not trouble.unasked)
        if trouble.until is not None:
            self.state.host_waits(host_of(wanted.link), trouble.words, trouble.until)
        return trouble.until is None

    def _taken(self, wanted: Wanted, article: Article, answer: Answer | None) -> None:
        refusal = next((one for one in article.refusals if one.reason in FATAL_REASONS), None)
        if refusal is not None:
            self.state.refuse(wanted, refusal.detail or refusal.reason)
            return
        now = self.web.clock.now()
        whole = completed(article, wanted, now)
        host, known = (host_of(answer.url), answer.known) if answer else (host_of(wanted.link), Known())
        self.state.read(wanted, whole, Page(host, known, digest_of(whole.text), now))

