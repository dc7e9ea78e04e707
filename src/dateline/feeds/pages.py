"""From an entry of a feed and the page behind it to an article: whose title, day and text count."""

import hashlib
from datetime import UTC, datetime, timedelta

import msgspec

from dateline.feeds.state import Wanted
from dateline.ingest.gather import Wanted as Listed
from dateline.ingest.gather import article_of
from dateline.ingest.pages import nesting, page_of
from dateline.ingest.web import Answer
from dateline.ingest.web.hosts import host_of
from dateline.records import Article
from dateline.settings import Settings

ENOUGH = 400  # characters of a feed's own text from which it is taken for the article
LONGER = 1.5  # times as long as its page's text: then the page shows a part of it


def own_text(wanted: Wanted) -> str:
    """The article as the feed itself has it, if that is more than a line or two; else nothing."""
    if len(wanted.content) < ENOUGH:
        return ""
    html = f"<html><body><article>{wanted.content}</article></body></html>"
    text = "" if nesting(html) else page_of(html).text
    return text if len(text) >= ENOUGH else ""


def from_page(answer: Answer, wanted: Wanted, settings: Settings) -> Article:
    """The article of a page, completed by its entry. One that cannot be read, and of which the feed has no text, is refused."""
    article = article_of(answer, Listed(wanted.address, wanted.feed), settings)
    text = own_text(wanted)
    if text and len(text) > LONGER * len(article.text):
        article = msgspec.structs.replace(article, text=text, refusals=())
    return article


def from_feed(wanted: Wanted) -> Article | None:
    """The article as the feed has it, where its page cannot be had."""
    text = own_text(wanted)
    return Article(id=wanted.address, text=text, url=wanted.link, source=wanted.feed) if text else None


def completed(article: Article, wanted: Wanted, now: float) -> Article:
    """The day is the feed's, or the page's; that of a changed version the day of the change. None lies in the future.

    The outlet is what the page says, else the host: an outlet has one name, whichever of its feeds led to it.
    """
    day = wanted.published or article.published
    if wanted.updated and (day is None or wanted.updated > day):
        day = wanted.updated
    tomorrow = (datetime.fromtimestamp(now, UTC) + timedelta(days=1)).date().isoformat()
    return msgspec.structs.replace(
        article, published=day if day and day <= tomorrow else None, title=wanted.title or article.title,
        outlet=article.outlet or host_of(article.url or wanted.link).removeprefix("www."), url=article.url or wanted.link,
    )  # fmt: skip


def digest_of(text: str) -> str:
    """A digest of the words alone, so that two copies of a text are known by it."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "replace")).hexdigest()[:32]
