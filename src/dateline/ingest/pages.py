"""One report in one file: plain text, a web page, a PDF, a saved e-mail."""

import email
import email.message
import email.policy
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.ingest.dates import day, day_of_name
from dateline.ingest.page_words import POSTS, day_of_title, outlet_of, posts_of
from dateline.ingest.source import Source, decoded, decoded_as, is_binary
from dateline.records import Article, Refusal

DEEPEST = 400  # open elements of a page; a real one has some dozens
LONGEST_PAGE = 50_000  # tags of a page; a long one has some thousands
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_LONE_TAGS = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li",
     "dt", "dd", "tr", "td", "th", "option", "thead", "tbody")
)  # fmt: skip


def _refused(source: Source, reason: str, detail: str) -> Iterator[Article]:
    yield Article(id=source.name, text="", url=source.url, source=source.name, refusals=(Refusal("ingest", reason, detail),))


def read_text(source: Source) -> Iterator[Article]:
    """The file's text as it is, with the day that the file is called after; of a binary file none."""
    content = source.rest()
    if is_binary(content[:65_536]):
        yield from _refused(source, "binary", "not text")
        return
    published = day_of_name(source.name) if source.url is None else None
    yield Article(id=source.name, text=decoded(content), published=published, url=source.url, source=source.name)


@dataclass(frozen=True)
class Page:
    """What a web page says of itself; every part may be missing."""

    text: str
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    notes: tuple[Refusal, ...] = ()


def read_html(source: Source) -> Iterator[Article]:
    """The report on a page, without the page: title, date, outlet and canonical address as far as it states them."""
    content = source.rest()
    if is_binary(content[:65_536]):
        yield from _refused(source, "binary", "not text")
        return
    html = decoded_page(content, source.charset)
    if trouble := nesting(html):
        yield from _refused(source, "nested", trouble)
        return
    page = page_of(html, source.url)
    yield Article(
        id=source.name, text=page.text, published=page.published, url=page.url or source.url, outlet=page.outlet,
        title=page.title, source=source.name, refusals=page.notes,
    )  # fmt: skip


_CHARSET = re.compile(rb"""<meta[^>]{1,200}charset=["']?([\w-]{2,20})""", re.IGNORECASE)


def decoded_page(content: bytes, charset: str | None = None) -> str:
    """A page's text: UTF-8 if it is that, else in the encoding that its sender or the page itself names, else by its bytes."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        match = _CHARSET.search(content[:4096])
    named = match[1].decode() if match else None
    for one in (charset, named):
        if one and (text := decoded_as(content, one)) is not None:
            return text
    return decoded(content)


def nesting(html: str) -> str | None:
    """Why a page is no page but a bomb: too many tags, or too many inside each other; None for any real one."""
    depth = tags = 0
    for match in _TAG.finditer(html):
        tags += 1
        if tags > LONGEST_PAGE:
            return f"more than {LONGEST_PAGE:,} tags"
        if match[2].lower() in _LONE_TAGS:
            continue
        depth = max(depth - 1, 0) if match[1] else depth + 1
        if depth > DEEPEST:
            return f"elements nested more than {DEEPEST} deep"
    return None


def page_of(html: str, url: str | None = None) -> Page:
    """The main text by trafilatura, without embedded posts; where it finds none, all text of the body."""
    import trafilatura

    dates = {"extensive_search": False, "original_date": True}
    found = trafilatura.bare_extraction(
        html, url=url, with_metadata=True, include_comments=False, include_tables=False, date_extraction_params=dates,
        prune_xpath=POSTS,
    )  # fmt: skip
    if found is None or isinstance(found, dict) or not found.text:
        return Page(trafilatura.html2txt(html) or "")
    title = found.title or None
    notes = tuple(Refusal("ingest", "embedded", post) for post in posts_of(html))
    published = day(found.date) or day_of_title(title)
    return Page(found.text, title, published, outlet_of(found.sitename, title), found.url or None, notes)


def read_pdf(source: Source) -> Iterator[Article]:
    """The text layer, page after page; a PDF of pictures has none and is refused."""
    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(source.rest(200_000_000)))
    if reader.is_encrypted and not reader.decrypt(""):
        yield from _refused(source, "encrypted", "needs a password")
        return
    text = "\n\n".join(page.extract_text() for page in reader.pages)
    if not text.strip():
        yield from _refused(source, "empty", "no text layer: pictures of pages")
        return
    title = str(reader.metadata.title or "") if reader.metadata else ""
    made_up = not title.strip() or re.search(r"(?i)microsoft word|untitled|\.(docx?|indd|pdf|qxd)$", title)
    yield Article(id=source.name, text=text, title=None if made_up else title.strip(), url=source.url, source=source.name)


def read_mail(source: Source) -> Iterator[Article]:
    """Subject, date and body of a message; of its plain and HTML form the plain one."""
    content = source.rest()
    if is_binary(content[:65_536]):
        yield from _refused(source, "binary", "not text")
        return
    message = email.message_from_bytes(content, policy=email.policy.default)
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        yield from _refused(source, "no_text", "no text part")
        return
    text = _content(body)
    if body.get_content_type() == "text/html":
        text = "" if nesting(text) else page_of(text).text
    yield Article(
        id=source.name, text=text, published=day(str(message["date"] or "")), title=str(message["subject"] or "") or None,
        url=source.url, source=source.name,
    )  # fmt: skip


def _content(body: email.message.MIMEPart) -> str:
    try:
        return str(body.get_content())
    except (LookupError, UnicodeError):
        payload = body.get_payload(decode=True)
        return decoded(payload) if isinstance(payload, bytes) else ""
