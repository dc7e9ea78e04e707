"""Pages by address, any number at once: each hop is checked, allowed by robots.txt, in its host's turn, and bounded."""

import asyncio
import ssl
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING, Self
from urllib.parse import urldefrag, urljoin, urlsplit

from dateline.errors import InputError
from dateline.ingest.addresses import checked
from dateline.ingest.fetch import REDIRECTS, in_one_piece, pinned
from dateline.ingest.web.answers import Answer, Known, Trouble, retry_after
from dateline.ingest.web.clock import Clock, SystemClock
from dateline.ingest.web.hosts import LONGEST_UNREACHED, Hosts, host_of
from dateline.ingest.web.memory import Memory
from dateline.ingest.web.robots import Robots
from dateline.settings import Settings

if TYPE_CHECKING:
    import httpx

NAME = "dateline"  # what robots.txt knows us by
WIDTH = 32  # requests at once
NAMES = 8  # names looked up at once
BUSY = (429, 503)
PASSING = (408, 425, 500, 502, 504, 520, 521, 522, 523, 524)
ROBOTS_HOPS = 5


def agent(settings: Settings) -> str:
    """What we call ourselves: "dateline (news reader; +desk@paper.example)"."""
    contact = "".join(char for char in settings.fetch_contact if char.isascii() and char.isprintable()).strip()
    return f"{NAME} (news reader; +{contact})" if contact else f"{NAME} (news reader)"


class Polite:
    """Fetches pages; as a context it holds the connections. Proxies of the environment are not used."""

    def __init__(self, settings: Settings, clock: Clock | None = None, memory: Memory | None = None) -> None:
        self.settings = settings
        self.clock = clock or SystemClock()
        memory = memory or Memory()
        self.hosts = Hosts(self.clock, settings.fetch_delay, memory.rests(), memory.keep_rest)
        self.robots = Robots(self.clock, NAME, self._robots_txt, (memory.rules(), memory.keep_rules))
        self._room = asyncio.Semaphore(WIDTH)
        self._names = ThreadPoolExecutor(NAMES, "names")  # of their own: names that do not resolve hold up nothing else
        self._client: httpx.AsyncClient | None = None

    async def __aenter__(self) -> Self:
        import httpx

        # A connection is to an address, under one name: kept, it would be used for another name at the same address.
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=0)
        headers = {"User-Agent": agent(self.settings), "Accept-Encoding": "gzip"}
        none = CookieJar(DefaultCookiePolicy(allowed_domains=[]))  # hosts behind one address must not see each other's
        self._client = httpx.AsyncClient(
            trust_env=False, follow_redirects=False, headers=headers, limits=limits, cookies=none
        )
        await self._client.__aenter__()
        return self

    async def __aexit__(self, *raised: object) -> None:
        self._names.shutdown(wait=False, cancel_futures=True)
        if self._client is not None:
            await self._client.aclose()

    async def get(self, url: str, known: Known | None = None) -> Answer:
        """The answer of an address: 200, or 304 where what is known is still so. Trouble says why there is none."""
        answer = await self._followed(url, known or Known(), self.settings.fetch_max_redirects, asking=True)
        if answer.status >= 400:
            raise self._trouble(answer)
        return answer

    async def _robots_txt(self, url: str) -> Answer:
        """A robots.txt; an error of the client (404) is an answer."""
        answer = await self._followed(url, Known(), ROBOTS_HOPS, asking=False)
        if answer.status in BUSY or answer.status >= 500:
            raise self._trouble(answer)
        return answer

    def _trouble(self, answer: Answer) -> Trouble:
        words = f"the server answers {answer.status}"
        if answer.status in BUSY:
            wait = retry_after(answer.headers.get("retry-after"), self.clock.now())
            return Trouble(f"{words}, it is busy", until=self.hosts.failed(host_of(answer.url), wait))
        return Trouble(words, lasting=answer.status < 500 and answer.status not in PASSING)

    async def _followed(self, url: str, known: Known, hops: int, *, asking: bool) -> Answer:
        here, seen = url, set[str]()
        for _ in range(hops + 1):
            bare = urldefrag(here).url
            if bare in seen:
                raise Trouble("redirects in a circle", lasting=True)
            seen.add(bare)
            if asking and urlsplit(here).scheme in ("http", "https"):
                self.hosts.check(host_of(here))
                self.hosts.pause(host_of(here), await self.robots.check(here))
            answer = await self._in_turn(here, known)
            if answer.status not in REDIRECTS or "location" not in answer.headers:
                return answer
            try:
                here = urljoin(here, answer.headers["location"])
            except ValueError:
                raise Trouble("redirects to what is no address", lasting=True) from None
        raise Trouble(f"more than {hops} redirects", lasting=True)

    async def _in_turn(self, url: str, known: Known) -> Answer:
        """One request in its host's turn; a host that does not answer rests."""
        import httpx

        host = host_of(url)
        async with self.hosts.turn(host), self._room:
            try:
                async with asyncio.timeout(self.settings.fetch_timeout):
                    answer = await self._hop(url, known)
            except TimeoutError:
                late = f"not there within {self.settings.fetch_timeout:g} s"
                raise Trouble(late, until=self.hosts.failed(host)) from None
            except httpx.RemoteProtocolError as error:
                if "location header" not in str(error):
                    raise Trouble(f"cannot be fetched: {error}", until=self.hosts.failed(host)) from None
                raise Trouble("redirects to what is no address", lasting=True) from None
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                words = str(error).strip() or type(error).__name__
                raise self._unreached(f"cannot be reached: {words}", host) from None
            except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ssl.SSLError, OSError) as error:
                words = str(error).strip() or type(error).__name__
                raise Trouble(f"cannot be fetched: {words}", until=self.hosts.failed(host)) from None
            except InputError as error:
                if "does not resolve" in error.what:
                    raise self._unreached(error.what, host) from None
                raise Trouble(error.what, lasting=True) from None
        if answer.status not in BUSY:
            self.hosts.fine(host)
        return answer

    def _unreached(self, words: str, host: str) -> Trouble:
        return Trouble(words, until=self.hosts.failed(host, longest=LONGEST_UNREACHED), unreached=True)

    async def _hop(self, url: str, known: Known) -> Answer:
        looking = partial(checked, url, private=self.settings.fetch_private)
        name, address = await asyncio.get_running_loop().run_in_executor(self._names, looking)
        target, headers = pinned(url, name, address)
        assert self._client is not None, "used as a context"
        timeout = self.settings.fetch_timeout
        extensions = {"sni_hostname": name}
        sent = headers | known.headers()
        async with self._client.stream("GET", target, headers=sent, timeout=timeout, extensions=extensions) as answer:
            body = b""
            if answer.status_code < 300:
                body = await self._body(answer, url)
            return Answer(url, answer.status_code, dict(answer.headers), body)

    async def _body(self, answer: "httpx.Response", url: str) -> bytes:
        parts, size = [], 0
        async for part in answer.aiter_raw():
            size += len(part)
            parts.append(part)
            if size > self.settings.fetch_max_bytes:
                break
        return in_one_piece(b"".join(parts), answer.headers.get("content-encoding", "identity"), url, self.settings)
