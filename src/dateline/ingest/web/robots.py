"""robots.txt as RFC 9309 has it: a day's life, 4xx allows all, a server that fails is taken as a no for a while."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from dateline.ingest.web.answers import Answer, Trouble
from dateline.ingest.web.clock import Clock

if TYPE_CHECKING:
    from protego import Protego

LIFE = 86_400.0  # seconds that a robots.txt counts
SHORT_LIFE = 600.0  # seconds after which a host that gave none is asked again
LARGEST = 500 * 1024  # bytes that are read of one


class Rules(NamedTuple):
    """A host's robots.txt as it was met at a time. `text` is None where the server failed; `why` says how."""

    met: float
    text: str | None
    why: str = ""


class Robots:
    """Whether a page may be fetched. `get` fetches a robots.txt."""

    def __init__(
        self, clock: Clock, agent: str, get: Callable[[str], Awaitable[Answer]],
        memory: tuple[dict[str, Rules], Callable[[str, Rules], None]],
    ) -> None:  # fmt: skip
        self._clock = clock
        self._agent = agent
        self._get = get
        self._known, self._keep = memory
        self._parsed: dict[str, tuple[float, Protego]] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def check(self, url: str) -> float | None:
        """Trouble if the page may not be fetched; else the pause that is asked for."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        async with self._locks.setdefault(origin, asyncio.Lock()):
            rules = await self._rules(origin)
        if rules.text is None:
            words = f"the robots.txt of {parts.netloc} cannot be fetched ({rules.why}); until it can, nothing is"
            raise Trouble(words, until=rules.met + SHORT_LIFE, unasked=True)
        parser = self._parser(origin, rules)
        if not parser.can_fetch(url, self._agent):
            raise Trouble(f"the robots.txt of {parts.netloc} does not allow it", lasting=True)
        delay: float | None = parser.crawl_delay(self._agent)
        return delay

    async def _rules(self, origin: str) -> Rules:
        rules = self._known.get(origin)
        if rules is None or not 0 <= self._clock.now() - rules.met < (SHORT_LIFE if rules.text is None else LIFE):
            rules = await self._met(origin)
            self._known[origin] = rules
            self._keep(origin, rules)
        return rules

    async def _met(self, origin: str) -> Rules:
        try:
            answer = await self._get(f"{origin}/robots.txt")
        except Trouble as trouble:
            if trouble.unasked:
                raise
            return Rules(self._clock.now(), "" if trouble.lasting else None, trouble.words)
        text = answer.content[:LARGEST].decode("utf-8", errors="replace") if answer.status < 300 else ""
        return Rules(self._clock.now(), text)

    def _parser(self, origin: str, rules: Rules) -> "Protego":
        from protego import Protego

        known = self._parsed.get(origin)
        if known is None or known[0] != rules.met:
            known = (rules.met, Protego.parse(rules.text or ""))
            self._parsed[origin] = known
        return known[1]
