"""A coder without a model for tests of workers: words in a text make it die, hang, raise or eat memory."""

import os
import signal
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from dateline.records import Article, Coder, Event, Factuality, Report, Span


class Poisonable:
    """Codes by length; obeys EXIT, SEGV, HANG, RAISE, MEMORY, and ONCE:path (dies unless the file is there, and makes it)."""

    def __init__(self, pause: float = 0) -> None:
        self.coder = Coder("0", "poisonable")
        self.pause = pause

    def code(self, articles: Iterable[Article]) -> Iterator[Report]:
        for article in articles:
            obey(article.text)
            if self.pause:
                time.sleep(self.pause)
            event = Event("e1", "ASSAULT", None, Span(0, 3), (), (), None, None, Factuality("occurred"), "x")
            yield Report(article.id, article.text, article.published, events=(event,) * (len(article.text) % 3), coder=self.coder)


def obey(text: str) -> None:
    word = text.partition(" ")[0]
    if word == "EXIT":
        os._exit(3)
    elif word == "SEGV":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif word == "HANG":
        time.sleep(1000)
    elif word == "RAISE":
        raise ValueError("no tree for this")
    elif word == "MEMORY":
        bytearray(1 << 40)
    elif word.startswith("ONCE:") and not Path(word[5:]).exists():
        Path(word[5:]).touch()
        os._exit(9)


class Makes(msgspec.Struct, frozen=True):
    """What a pool is given: makes a `Poisonable` in another process."""

    pause: float = 0

    def __call__(self) -> Poisonable:
        return Poisonable(self.pause)


def numbered(count: int, **poison: str) -> list[Article]:
    """Articles "r0" ...; `r3="EXIT"` gives one of them a word to obey."""
    return [Article(f"r{n}", f"{poison.get(f'r{n}', 'Lorries')} number {n} crossed" + "." * (n % 5)) for n in range(count)]
