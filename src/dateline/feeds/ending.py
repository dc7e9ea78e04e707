"""A clock that a watch can end, so that nobody sleeps on when it stops."""

import asyncio

from dateline.ingest.web import Clock, Trouble


class Ending:
    """A clock whose waiting ends when the watch does: who waits is then told that it was in vain."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._end = asyncio.Event()

    @property
    def ended(self) -> bool:
        return self._end.is_set()

    def end(self) -> None:
        self._end.set()

    async def ending(self) -> None:
        await self._end.wait()

    def now(self) -> float:
        return self._clock.now()

    async def sleep(self, seconds: float) -> None:
        sleep, end = asyncio.ensure_future(self._clock.sleep(seconds)), asyncio.ensure_future(self._end.wait())
        try:
            await asyncio.wait((sleep, end), return_when=asyncio.FIRST_COMPLETED)
            if self.ended:
                raise Trouble("the watch ends", until=self.now(), unasked=True)
        finally:
            sleep.cancel()
            end.cancel()
