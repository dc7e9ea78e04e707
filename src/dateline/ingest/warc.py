"""Web archives: one article a page of a WARC or ARC file, as they come from crawlers and from Common Crawl News.

A page is an HTTP response with status 200 and HTML, or a resource that is HTML. Requests, revisits (the same page met again,
without its bytes), pictures and metadata are passed over. What is broken is an article with a refusal, under its number.
"""

import hashlib
import re
import zlib
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from dateline.ingest.archives import Archive, Broken, Record
from dateline.ingest.dates import day
from dateline.ingest.members import pieces
from dateline.ingest.pages import decoded_page, nesting, page_of
from dateline.ingest.source import BYTES_A_CHARACTER, Source, is_binary
from dateline.records import Article, Refusal

HTML = frozenset(("text/html", "application/xhtml+xml"))
READ = frozenset(("response", "resource"))
MARK = 12  # hexadecimal digits of a page's digest in its id
_CHARSET = re.compile(r"charset=[\"']?([\w-]{2,20})", re.IGNORECASE)
_TAG = re.compile(rb"<(?:!doctype|html|head|body|p|div|article)\b", re.IGNORECASE)


Way = Literal["all", "transfer", "none"]
WAYS: tuple[Way, ...] = ("all", "transfer", "none")


class Body(NamedTuple):
    """What a page's bytes are: its content unpacked, and the encoding that the server named."""

    content: bytes
    charset: str | None


class Unfit(Exception):
    """Why a record that should hold a page gives none: a reason of `refusals`, and its detail."""


def read_warc(source: Source) -> Iterator[Article]:
    """The pages of an archive, in order; memory does not grow with their number."""
    limit = max(BYTES_A_CHARACTER * source.settings.max_characters, source.settings.fetch_max_bytes)
    raw = source.raw if source.raw is not None else source.stream
    for record in Archive(pieces(raw), limit).records():
        where = f"{source.name}:{record.number}"
        try:
            if isinstance(record, Broken):
                raise Unfit("unreadable", f"record {record.number}: {record.detail}")
            if record.head.get("warc-type") in READ and (body := _body(record, limit)):
                yield _article(record, body, where)
        except Unfit as unfit:
            yield _refused(where, record, *unfit.args)


def _refused(where: str, record: Record | Broken, reason: str, detail: str) -> Article:
    url = _address(record) if isinstance(record, Record) else None
    return Article(id=where, text="", url=url, source=where, refusals=(Refusal("ingest", reason, detail),))


def _address(record: Record) -> str | None:
    url = record.head.get("warc-target-uri", "").strip("<> ")
    return url if url.startswith(("http://", "https://")) else None


def _body(record: Record, limit: int) -> Body | None:
    """The page of a record; None if it holds none, Unfit if its page cannot be read."""
    if record.head.get("warc-type") == "resource":
        kind = record.head.get("content-type", "")
        if not _is_html(kind):
            return None
        body = Body(record.block, _named(kind))
    elif "http" in record.head.get("content-type", ""):
        found = http_body(record.block, limit)
        if found is None:
            return None
        body = found
    else:
        return None
    if record.length > len(record.block) or len(body.content) > limit:
        raise Unfit("too_long", f"more than {limit:,} bytes")
    if is_binary(body.content[:65_536]):
        raise Unfit("binary", "not text")
    return body


def _is_html(kind: str) -> bool:
    return kind.split(";")[0].strip().lower() in HTML


def _named(kind: str) -> str | None:
    match = _CHARSET.search(kind)
    return match[1] if match else None


def http_body(block: bytes, limit: int) -> Body | None:
    """The body of an answer, if it is a page: unchunked and unpacked, up to one byte more than the limit.

    Some crawlers unpack a body and leave the header that says it is packed: then it is taken as it is.
    """
    kind = _page_kind(block)
    if kind is None:
        return None
    for way in WAYS:
        content = _decoded(block, way, limit)
        if content is not None and (way == "all" or _TAG.search(content[:4096])):
            return Body(content, _named(kind))
    if (content := _raw_deflate(block, limit)) is not None:
        return Body(content, _named(kind))
    raise Unfit("unreadable", "the page's bytes are not packed as its header says")


def _opened(block: bytes, way: Way) -> "object | None":
    from fastwarc.warc import WarcRecord

    head = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
    try:
        record = WarcRecord.from_bytes(head.encode() + block + b"\r\n\r\n")
        record.parse_http(auto_decode=way, strict_mode=False)
    except (OSError, ValueError):
        return None
    return record


def _page_kind(block: bytes) -> str | None:
    """The content type of an answer that is a page; None of any other, and of an answer that is none."""
    record = _opened(block, "none")
    headers = getattr(record, "http_headers", None)
    if headers is None or headers.status_code != 200:
        return None
    kind = headers.get("Content-Type") or ""
    return kind if _is_html(kind) else None


def _decoded(block: bytes, way: Way, limit: int) -> bytes | None:
    record = _opened(block, way)
    if record is None:
        return None
    try:
        content: bytes = record.reader.read(limit + 1)  # type: ignore[attr-defined]
    except (OSError, ValueError, EOFError):
        return None
    return content


def _raw_deflate(block: bytes, limit: int) -> bytes | None:
    """The body of a server that means the bare algorithm by "deflate", without the frame that the standard asks for."""
    packed = _decoded(block, "transfer", limit)
    try:
        content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed or b"", limit + 1)
    except zlib.error:
        return None
    return content if _TAG.search(content[:4096]) else None


def _article(record: Record, body: Body, where: str) -> Article:
    """The report of a page. Its id is its address and a digest of its bytes: the same page has it in any archive."""
    html = decoded_page(body.content, body.charset)
    if trouble := nesting(html):
        raise Unfit("nested", trouble)
    address = _address(record)
    page = page_of(html, address)
    mark = hashlib.sha256(body.content).hexdigest()[:MARK]
    published, notes = _published(page.published, record.head.get("warc-date", ""))
    if cut := record.head.get("warc-truncated"):
        notes += (Refusal("ingest", "truncated", f"the crawler kept a part alone ({cut})"),)
    return Article(
        id=f"{address}#{mark}" if address else record.head.get("warc-record-id", where).strip("<>"), text=page.text,
        published=published, url=page.url or address, outlet=page.outlet, title=page.title, source=where,
        refusals=(*page.notes, *notes),
    )  # fmt: skip


def _published(stated: str | None, crawled: str) -> tuple[str | None, tuple[Refusal, ...]]:
    """The day that a page states, unless it is later than the crawl. WARC-Date is the crawl's, never the report's."""
    limit = day(crawled)
    if stated is None or limit is None or stated <= (date.fromisoformat(limit) + timedelta(days=1)).isoformat():
        return stated, ()
    return None, (Refusal("ingest", "date", f"states {stated}, but was crawled on {limit}"),)
