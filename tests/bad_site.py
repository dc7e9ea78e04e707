"""A server of our own that behaves as badly as a test says, and a clock that does not let tests wait."""

import asyncio
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import Any, NamedTuple


class Reply(NamedTuple):
    status: int = 200
    headers: Mapping[str, str] = MappingProxyType({})
    body: Iterable[bytes] = ()


Answering = Callable[["Asked"], Reply]


class Asked(NamedTuple):
    """A request: its path, its headers in lower case, how many times the path was asked for with it, and when."""

    path: str
    headers: dict[str, str]
    number: int
    at: float


class Site:
    """Answers by path; what has no answer is 404. `asked` lists all requests."""

    def __init__(self) -> None:
        self.pages: dict[str, Answering] = {}
        self.asked: list[Asked] = []
        self.address = ""
        self.at_once = self.most_at_once = 0
        self._count: Counter[str] = Counter()
        self._lock = threading.Lock()

    def page(self, path: str, *replies: Reply | Answering) -> str:
        """One reply after another, the last again and again; the page's address."""

        def answer(asked: Asked) -> Reply:
            reply = replies[min(asked.number, len(replies)) - 1]
            return reply if isinstance(reply, Reply) else reply(asked)

        self.pages[path] = answer
        self._count[path] = 0
        return self.address + path

    def times(self, path: str) -> int:
        return sum(asked.path == path for asked in self.asked)

    def reply(self, path: str, headers: dict[str, str]) -> Reply:
        with self._lock:
            self._count[path] += 1
            asked = Asked(path, headers, self._count[path], time.monotonic())
            self.asked.append(asked)
        return self.pages[path](asked) if path in self.pages else Reply(404)

    @contextmanager
    def busy(self) -> Iterator[None]:
        with self._lock:
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            yield
        finally:
            with self._lock:
                self.at_once -= 1


@contextmanager
def served() -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with site.busy():
                reply = site.reply(self.path, {name.lower(): value for name, value in self.headers.items()})
                try:
                    self.send_response(reply.status)
                    for name, value in reply.headers.items():
                        self.send_header(name, value)
                    self.end_headers()
                    for part in reply.body:
                        self.wfile.write(part)
                        self.wfile.flush()
                except OSError:
                    pass

        def log_message(self, format: str, *args: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    site.address = f"http://127.0.0.1:{server.server_port}"
    yield site
    server.shutdown()


class FakeClock:
    """Goes on when somebody sleeps, at once; `slept` lists for how long."""

    def __init__(self, now: float = 1_710_000_000.0) -> None:
        self.time = now
        self.slept: list[float] = []

    def now(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds
        await asyncio.sleep(0)


def html(text: str, title: str = "Gate shut", charset: str = "utf-8", head: str = "") -> Reply:
    page = f"<html><head><title>{title}</title>{head}</head><body><article><p>{text}</p></article></body></html>"
    return Reply(200, {"Content-Type": f"text/html; charset={charset}"}, [page.encode(charset)])


def slowly(part: bytes, times: int, pause: float = 0.05) -> Iterator[bytes]:
    for _ in range(times):
        time.sleep(pause)
        yield part
