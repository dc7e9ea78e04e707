"""One request at a time to a host, a pause after each, and a rest for a host that fails or asks for it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import NamedTuple
from urllib.parse import urlsplit

from dateline.ingest.web.answers import Trouble
from dateline.ingest.web.clock import Clock

FIRST_REST = 60.0  # seconds after a first failure; twice as many after each further one
LONGEST_REST = 3600.0
LONGEST_UNREACHED = 300.0  # the same for one that was not reached: the net may be down, and nobody is troubled
LONGEST_PAUSE = 120.0  # seconds between two requests that a robots.txt may ask for


class Rest(NamedTuple):
    """A host is not asked before `until`; it failed `failures` times in a row."""

    until: float = 0.0
    failures: int = 0


def host_of(url: str) -> str:
    """The host and port that politeness counts by: "news.example", "127.0.0.1:8080"."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


class Hosts:
    """Whose turn it is at each host."""

    def __init__(self, clock: Clock, delay: float, known: dict[str, Rest], keep: Callable[[str, Rest], None]) -> None:
        self._clock = clock
        self._delay = delay
        self._rests = known
        self._keep = keep
        self._locks: dict[str, asyncio.Lock] = {}
        self._next: dict[str, float] = {}
        self._pauses: dict[str, float] = {}

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Waits until the host may be asked, and holds it; Trouble where it rests for longer."""
        async with self._locks.setdefault(host, asyncio.Lock()):
            self.check(host)
            if (wait := self._next.get(host, 0.0) - self._clock.now()) > 0:
                await self._clock.sleep(wait)
            try:
                yield
            finally:
                self._next[host] = self._clock.now() + self._pauses.get(host, self._delay)

    def check(self, host: str) -> None:
        """Trouble if the host rests."""
        rest = self._rests.get(host, Rest())
        if rest.until > self._clock.now():
            raise Trouble(f"{host} rests after it failed or asked for it", until=rest.until, unasked=True)

    def pause(self, host: str, seconds: float | None) -> None:
        """The pause that the host's robots.txt asks for, if longer than ours."""
        self._pauses[host] = max(self._delay, min(seconds or 0.0, LONGEST_PAUSE))

    def fine(self, host: str) -> None:
        if self._rests.pop(host, None):
            self._keep(host, Rest())

    def failed(self, host: str, asked: float | None = None, *, longest: float = LONGEST_REST) -> float:
        """Lets a host rest as long as it asks, or twice as long as the last time; until when."""
        failures = self._rests.get(host, Rest()).failures + 1
        own = min(FIRST_REST * 2 ** min(failures - 1, 20), longest)
        until = self._clock.now() + (own if asked is None else max(asked, self._delay))
        self._rests[host] = Rest(until, failures)
        self._keep(host, self._rests[host])
        return until
