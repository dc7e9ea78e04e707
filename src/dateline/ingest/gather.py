"""Addresses in, articles out, in the same order: many hosts at once, each politely, in a bounded window."""

import asyncio
import io
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from typing import NamedTuple

import msgspec

from dateline.ingest.fetch import KINDS
from dateline.ingest.pages import read_html, read_pdf, read_text
from dateline.ingest.source import Source
from dateline.ingest.web import Answer, Clock, Polite, Trouble
from dateline.records import Article, Refusal
from dateline.settings import Settings

AHEAD = 128  # addresses in hand at once; a slow host holds up no more than these
TRIES = 3
PATIENCE = 120.0  # seconds that a busy host is waited for
READERS = {".html": read_html, ".txt": read_text, ".pdf": read_pdf}


class Wanted(NamedTuple):
    """An address, where it is listed, and what is known of its report already."""

    address: str
    source: str
    given: Article | None = None


def gathered(wanted: Iterable[Wanted | Article], settings: Settings, clock: Clock | None = None) -> Iterator[Article]:
    """The article behind each address; of one that cannot be had its refusal says why. Whole articles stay as they are."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="gather", daemon=True)
    thread.start()
    web = Polite(settings, clock)
    asyncio.run_coroutine_threadsafe(web.__aenter__(), loop).result()
    ahead: deque[tuple[Wanted | Article, Future[Answer] | None]] = deque()
    try:
        for one in wanted:
            going = _patiently(web, one.address) if isinstance(one, Wanted) else None
            ahead.append((one, asyncio.run_coroutine_threadsafe(going, loop) if going else None))
            if len(ahead) >= AHEAD:
                yield _article(*ahead.popleft(), settings)
        while ahead:
            yield _article(*ahead.popleft(), settings)
    finally:
        for _, future in ahead:
            if future is not None:
                future.cancel()
        asyncio.run_coroutine_threadsafe(web.__aexit__(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def filled(articles: Iterable[Article], settings: Settings) -> Iterator[Article]:
    """Articles in their order; one that has an address and no text gets the text of its page, and what else it lacks."""
    wanted = (Wanted(one.url or "", one.source or "", one) if _lacks(one) else one for one in articles)
    return gathered(wanted, settings)


def _lacks(article: Article) -> bool:
    url = article.url or ""
    return not article.text.strip() and url.startswith(("http://", "https://"))


def _joined(article: Article, page: Article) -> Article:
    """What the table says counts more than what the page says of itself."""
    about = {name: getattr(article, name) or getattr(page, name) for name in ("published", "outlet", "title")}
    notes = tuple(one for one in article.refusals if one.reason != "no_text")
    return msgspec.structs.replace(article, text=page.text, refusals=(*notes, *page.refusals), **about)


async def _patiently(web: Polite, address: str) -> Answer:
    """The answer; a passing trouble is tried again, if the host does not ask for too long a wait."""
    for number in range(1, TRIES + 1):
        try:
            return await web.get(address)
        except Trouble as trouble:
            wait = (trouble.until or web.clock.now() + 2.0**number) - web.clock.now()
            if trouble.lasting or number == TRIES or wait > PATIENCE:
                raise
            await web.clock.sleep(max(wait, 0.0) + 0.01)
    raise AssertionError("unreachable")


def _article(wanted: "Wanted | Article", future: "Future[Answer] | None", settings: Settings) -> Article:
    if isinstance(wanted, Article):
        return wanted
    try:
        if future is None:
            raise Trouble("not asked for")
        page = article_of(future.result(), wanted, settings)
    except Trouble as trouble:
        page = refused(wanted.address, wanted.source, "unreadable", trouble.words)
    except Exception as error:  # noqa: BLE001  one address must not end the list
        page = refused(wanted.address, wanted.source, "unreadable", str(error)[:200] or type(error).__name__)
    return page if wanted.given is None else _joined(wanted.given, page)


def refused(address: str, source: str, reason: str, detail: str) -> Article:
    return Article(id=address, text="", url=address, source=source, refusals=(Refusal("ingest", reason, detail),))


def article_of(answer: Answer, wanted: Wanted, settings: Settings) -> Article:
    """The report of a page, a plain text or a PDF. Its id is the address that was asked for."""
    ending = KINDS.get(answer.kind, "" if answer.kind else ".html")
    reader = READERS.get(ending)
    if reader is None:
        return refused(wanted.address, wanted.source, "unreadable", f"no report, but {answer.kind}")
    stream = io.BufferedReader(io.BytesIO(answer.content))
    source = Source(wanted.address, ending, stream, settings, url=answer.url, charset=answer.charset)
    try:
        article = next(iter(reader(source)))
    except Exception as error:  # noqa: BLE001  readers of outside libraries on damaged bytes raise whatever they like
        return refused(wanted.address, wanted.source, "unreadable", str(error)[:200] or type(error).__name__)
    return msgspec.structs.replace(article, id=wanted.address, source=wanted.source)
