"""What a feed's bytes say: its title, and the articles that it lists."""

import hashlib
import io
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from dateline.ingest import is_address
from dateline.ingest.dates import day
from dateline.ingest.web import Answer

MOST = 2000  # entries of a feed that are looked at


class Entry(NamedTuple):
    """One article of a feed. `address` tells articles apart, `link` is what is fetched; `content` is what the feed has of it."""

    address: str
    link: str
    title: str
    published: str | None
    updated: str | None
    content: str
    version: str


class Parsed(NamedTuple):
    """A feed as it was read; `problem` is what was wrong with it, in plain words, or empty."""

    title: str
    entries: list[Entry]
    problem: str = ""


def parsed(answer: Answer) -> Parsed:
    """The entries of a feed, each address once. One that is not well-formed is read as far as it goes."""
    import feedparser

    headers = {"content-type": answer.headers.get("content-type", "application/xml"), "content-location": answer.url}
    try:
        found = feedparser.parse(io.BytesIO(answer.content), response_headers=headers)
    except Exception as failed:  # noqa: BLE001  the parser raises whatever it likes on damaged bytes
        return Parsed("", [], f"cannot be read: {str(failed)[:120] or type(failed).__name__}")
    by_address: dict[str, Entry] = {}
    for entry in _entries(found.entries[:MOST]):
        by_address.setdefault(entry.address, entry)
    entries = list(by_address.values())
    title = str(found.feed.get("title", "")).strip()
    if not found.get("version") and not entries:
        return Parsed(title, [], f"no feed: what came is {answer.kind or 'of no known kind'}")
    error = found.get("bozo_exception")
    name = type(error).__name__ if found.get("bozo") else ""
    problem = "" if name in ("", "CharacterEncodingOverride", "NonXMLContentType") else f"not well-formed ({str(error)[:100]})"
    return Parsed(title, entries, problem)


def _entries(found: list[Any]) -> Iterator[Entry]:
    for one in found:
        link = next((str(one.get(name, "")).strip() for name in ("link", "id") if is_address(str(one.get(name, "")).strip())), "")
        if not link:
            continue
        title = str(one.get("title", "")).strip()
        parts = [str(part.get("value", "")) for part in one.get("content", ()) if isinstance(part, Mapping)]
        content = max(parts, key=len, default="")
        updated = str(one.get("updated", "")) if "updated" in one else ""
        marks = (title, str(one.get("published", "")), updated, str(one.get("summary", "")), content)
        version = hashlib.sha256("\x1f".join(marks).encode("utf-8", "replace")).hexdigest()[:16]
        yield Entry(same(link), link, title, day(str(one.get("published", ""))), day(updated), content, version)


@lru_cache(maxsize=1)
def _tracking() -> tuple[tuple[str, ...], frozenset[str]]:
    table = tomllib.loads(files("dateline.knowledge").joinpath("words/tracking.toml").read_text(encoding="utf-8"))
    return tuple(table["prefixes"]), frozenset(table["names"])


def same(link: str) -> str:
    """The address without what does not tell articles apart.

    "HTTPS://News.example:443/a?utm_source=rss&id=5#top" -> "https://news.example/a?id=5"
    """
    try:
        parts = urlsplit(link)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return link
    usual = {"http": 80, "https": 443}.get(parts.scheme.lower())
    host = f"[{host}]" if ":" in host else host
    query = parts.query
    if query:
        prefixes, names = _tracking()
        pairs = parse_qsl(query, keep_blank_values=True)
        kept = [(name, value) for name, value in pairs if not name.lower().startswith(prefixes) and name.lower() not in names]
        query = query if len(kept) == len(pairs) else urlencode(kept)
    netloc = host if port in (None, usual) else f"{host}:{port}"
    return parts._replace(scheme=parts.scheme.lower(), netloc=netloc, path=parts.path or "/", query=query, fragment="").geturl()
