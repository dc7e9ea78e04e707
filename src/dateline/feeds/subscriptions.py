"""Which feeds are watched: an OPML file, a text file with one address a line, or one address. Read again when it changes."""

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from dateline.errors import InputError
from dateline.ingest import is_address

LARGEST = 20_000_000  # bytes of a list
_ATTRIBUTE = re.compile(r"""\bxmlUrl\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
REMEDY = "Needed is OPML, a text file with one address of a feed a line, or one address."


class Feed(NamedTuple):
    """A feed by its address, and the title that the list gives it."""

    address: str
    title: str = ""


class Sources:
    """The feeds that a file or an address names."""

    def __init__(self, what: str) -> None:
        self.what = what
        self._stamp: tuple[int, int] | None = None
        self._feeds: list[Feed] = []

    def feeds(self) -> list[Feed]:
        """All feeds, each address once. InputError says what is wrong with the list."""
        if is_address(self.what):
            return [Feed(self.what)]
        path = Path(self.what)
        try:
            stamp = (path.stat().st_mtime_ns, path.stat().st_size)
            if stamp != self._stamp:
                self._feeds = _listed(path.read_bytes()[: LARGEST + 1], self.what)
                self._stamp = stamp
        except OSError as error:
            raise InputError(f"cannot be read: {(error.strerror or str(error)).lower()}", self.what, REMEDY) from None
        return self._feeds


def _listed(content: bytes, where: str) -> list[Feed]:
    if len(content) > LARGEST:
        raise InputError(f"larger than {LARGEST:,} bytes", where, REMEDY)
    head = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:500]
    feeds: dict[str, Feed] = {}
    for feed in _of_opml(content, where) if head.startswith(b"<") else _of_lines(content, where):
        feeds.setdefault(feed.address, feed)
    if not feeds:
        raise InputError("names no feed", where, REMEDY)
    return list(feeds.values())


def _of_lines(content: bytes, where: str) -> Iterator[Feed]:
    for number, line in enumerate(content.decode("utf-8-sig", errors="replace").splitlines(), start=1):
        line = line.strip()
        if line and not line.startswith("#"):
            address, _, title = line.partition(" ")
            if not is_address(address):
                raise InputError(f"{line[:80]!r} is no address of a feed", f"{where}:{number}", REMEDY)
            yield Feed(address, title.strip())


def _of_opml(content: bytes, where: str) -> Iterator[Feed]:
    """The outlines that have an address; of OPML that is not well-formed the addresses alone."""
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        found = [html.unescape(match[1] or match[2]).strip() for match in _ATTRIBUTE.finditer(content.decode("utf-8", "replace"))]
        if not found:
            raise InputError(f"is no OPML: {error}", where, REMEDY) from None
        yield from (Feed(address) for address in found if is_address(address))
        return
    if root.tag.rpartition("}")[2].lower() in ("rss", "feed", "rdf"):
        raise InputError("is a feed itself, not a list of feeds", where, "Give its address, or a list that names it.")
    for outline in root.iter():
        named = {name.lower(): value.strip() for name, value in outline.attrib.items()}
        if is_address(named.get("xmlurl", "")):
            yield Feed(named["xmlurl"], named.get("title") or named.get("text") or "")
