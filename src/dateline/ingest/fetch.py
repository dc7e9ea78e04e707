"""One page by its address: bounded in time, size and redirects; every hop is checked before it is connected to."""

import io
import re
import threading
import time
import zlib
from collections.abc import Mapping
from concurrent.futures import Future
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from dateline.errors import InputError
from dateline.ingest.addresses import checked
from dateline.ingest.source import Source
from dateline.settings import Settings

if TYPE_CHECKING:
    import httpx

AGENT = "dateline (+reads single news reports)"
KINDS = {
    "text/html": ".html", "application/xhtml+xml": ".html", "application/pdf": ".pdf", "text/plain": ".txt",
    "application/json": ".json", "application/x-ndjson": ".jsonl", "application/jsonl": ".jsonl", "text/csv": ".csv",
    "message/rfc822": ".eml",
}  # fmt: skip
GRACE = 1.0  # seconds after which the work beside is given up, if it did not stop by itself
ANY_ZLIB = 47  # zlib's sign for "with whatever header"
REDIRECTS = (301, 302, 303, 307, 308)


def is_address(what: str) -> bool:
    """Whether an input is meant as a web address."""
    return what.startswith(("http://", "https://")) and not any(char.isspace() for char in what)


def fetch(url: str, settings: Settings, columns: Mapping[str, str]) -> Source:
    """The page of an address. Raises InputError that says why there is none.

    The time allowed is for everything, names and redirects included, however slowly a server drips: the work is done
    beside, and given up when it is over. The proxies of the environment are not used: behind one, the check of the
    address would mean nothing.
    """
    done: Future[Source] = Future()
    threading.Thread(target=_into, args=(done, url, settings, columns), name="fetch", daemon=True).start()
    try:
        return done.result(settings.fetch_timeout + GRACE)
    except TimeoutError:
        raise _late(url, settings) from None


def _into(done: "Future[Source]", url: str, settings: Settings, columns: Mapping[str, str]) -> None:
    try:
        done.set_result(_fetch(url, settings, columns))
    except Exception as error:  # noqa: BLE001  raised again where the result is asked for
        done.set_exception(error)


def _late(url: str, settings: Settings) -> InputError:
    limit = f"{settings.fetch_timeout:g}"
    return InputError(f"not there within {limit} s", url, "Raise the limit with --set fetch_timeout=SECONDS.")


def _fetch(url: str, settings: Settings, columns: Mapping[str, str]) -> Source:
    import httpx

    until = time.monotonic() + settings.fetch_timeout
    headers = {"User-Agent": AGENT, "Accept-Encoding": "gzip"}
    with httpx.Client(trust_env=False, follow_redirects=False, headers=headers) as client:
        here = url
        for _ in range(settings.fetch_max_redirects + 1):
            try:
                answer, content = _once(client, here, settings, until)
            except httpx.TimeoutException:
                raise _late(url, settings) from None
            except httpx.HTTPError as error:
                raise InputError(f"cannot be fetched: {_words(error)}", here) from None
            if answer.status_code not in REDIRECTS or "location" not in answer.headers:
                return _source(here, answer, content, settings, columns)
            here = urljoin(here, answer.headers["location"])
    raise InputError(f"more than {settings.fetch_max_redirects} redirects", url)


def _once(client: "httpx.Client", url: str, settings: Settings, until: float) -> tuple["httpx.Response", bytes]:
    """One hop: the name's checked address is connected to under its name (Host, and the certificate's)."""
    host, address = checked(url, private=settings.fetch_private)
    target, headers = pinned(url, host, address)
    left = max(until - time.monotonic(), 0.001)
    with client.stream("GET", target, headers=headers, timeout=left, extensions={"sni_hostname": host}) as answer:
        if answer.status_code in REDIRECTS:
            return answer, b""
        if answer.status_code >= 400:
            raise InputError(f"the server answers {answer.status_code} {answer.reason_phrase}".rstrip(), url)
        return answer, _body(answer, url, settings, until)


def pinned(url: str, host: str, address: str) -> tuple[str, dict[str, str]]:
    """The address that is connected to, and the headers that say under which name: what was checked is what is asked."""
    parts = urlsplit(url)
    shown = f"[{address}]" if ":" in address else address
    target = parts._replace(netloc=shown if parts.port is None else f"{shown}:{parts.port}", fragment="").geturl()
    named = f"[{host}]" if ":" in host else host
    return target, {"Host": named if parts.port is None else f"{named}:{parts.port}"}


def _body(answer: "httpx.Response", url: str, settings: Settings, until: float) -> bytes:
    """The body, unpacked here, as a packed one may be a bomb."""
    parts, size = [], 0
    for part in answer.iter_raw():
        size += len(part)
        if time.monotonic() > until:
            raise _late(url, settings)
        parts.append(part)
        if size > settings.fetch_max_bytes:
            break
    return in_one_piece(b"".join(parts), answer.headers.get("content-encoding", "identity"), url, settings)


def in_one_piece(content: bytes, packing: str, url: str, settings: Settings) -> bytes:
    """A body unpacked, never beyond the limit. Raises InputError for one that is too large, damaged, or packed otherwise."""
    packing = packing.strip().lower()
    if packing in ("gzip", "x-gzip", "deflate"):
        try:
            content = zlib.decompressobj(ANY_ZLIB).decompress(content, settings.fetch_max_bytes + 1)
        except zlib.error:
            raise InputError("the packed page is damaged", url) from None
    elif packing != "identity":
        raise InputError(f"the page is packed in an unknown way ({packing})", url)
    if len(content) > settings.fetch_max_bytes:
        limit = f"{settings.fetch_max_bytes:,}"
        raise InputError(f"larger than {limit} bytes", url, "Raise the limit with --set fetch_max_bytes=N.")
    return content


def _source(  # noqa: PLR0917  five parts of one answer
    url: str, answer: "httpx.Response", content: bytes, settings: Settings, columns: Mapping[str, str]
) -> Source:
    kind, _, rest = answer.headers.get("content-type", "").partition(";")
    stream = io.BufferedReader(io.BytesIO(content))
    named = re.search(r"charset=[\"']?([\w.:-]{2,40})", rest, re.IGNORECASE)
    ending = KINDS.get(kind.strip().lower(), "")
    return Source(url, ending, stream, settings, columns, url, charset=named[1] if named else None)


def _words(error: Exception) -> str:
    text = str(error).strip()
    return text or type(error).__name__
