"""Pages by address: from a server of our own, never from one that an address on the open web could point us to."""

import gzip
import ipaddress
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from dateline.errors import InputError
from dateline.ingest import read_all
from dateline.ingest.addresses import checked, is_public
from dateline.records import Article
from dateline.settings import load_settings

TEXT = "Two lorries were turned back at the gate on Friday, drivers said."
PAGE = f"<html><head><title>Gate shut</title></head><body><article><p>{TEXT}</p><p>{TEXT} And so on.</p></article></body></html>"


class Site(BaseHTTPRequestHandler):
    """What the test server answers, by path."""

    def do_GET(self) -> None:
        status, headers, body = self.answer()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            for part in body:
                self.wfile.write(part)
        except OSError:
            pass

    def answer(self) -> tuple[int, dict[str, str], Any]:
        kind, _, rest = self.path.strip("/").partition("/")
        match kind:
            case "page":
                return 200, {"Content-Type": "text/html; charset=utf-8"}, [PAGE.encode()]
            case "lines":
                return 200, {"Content-Type": "application/x-ndjson"}, [b'{"text": "%s"}\n' % TEXT.encode()] * 2
            case "host":
                return 200, {"Content-Type": "text/plain"}, [f"{TEXT} Asked as {self.headers['Host']}.".encode()]
            case "hop":
                left = int(rest)
                return 302, {"Location": f"/hop/{left - 1}" if left else "/page"}, []
            case "away":
                return 301, {"Location": f"http://{rest}"}, []
            case "big":
                return 200, {"Content-Type": "text/plain"}, (b"word " * 20_000 for _ in range(1000))
            case "packed":
                body = gzip.compress(PAGE.encode() if rest == "page" else b"x" * 50_000_000)
                return 200, {"Content-Type": "text/html", "Content-Encoding": rest if rest == "br" else "gzip"}, [body[:99_999]]
            case "drip":
                return 200, {"X": "y"}, (self.late(b"") for _ in range(100))
            case "slow":
                return 200, {"Content-Type": "text/plain"}, (self.late(b"word ") for _ in range(1000))
        return 404, {}, []

    @staticmethod
    def late(part: bytes) -> bytes:
        time.sleep(0.1)
        return part

    def log_message(self, format: str, *args: Any) -> None: ...


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def fetched(address: str, **changes: Any) -> list[Article]:
    return list(read_all([address], load_settings(**{"fetch_private": True, **changes})))


def test_a_page_by_its_address(site: str) -> None:
    (article,) = fetched(f"{site}/page")
    assert (article.id, article.url, article.title) == (f"{site}/page", f"{site}/page", "Gate shut")
    assert article.text.startswith(TEXT)


def test_lines_by_their_address(site: str) -> None:
    assert [article.id for article in fetched(f"{site}/lines")] == [f"{site}/lines:1", f"{site}/lines:2"]


def test_a_packed_page(site: str) -> None:
    assert fetched(f"{site}/packed/page")[0].text.startswith(TEXT)


def test_redirects_within_reason(site: str) -> None:
    assert fetched(f"{site}/hop/3")[0].url == f"{site}/page"
    with pytest.raises(InputError, match="more than 5 redirects"):
        fetched(f"{site}/hop/9")


@pytest.mark.parametrize(
    ("path", "changes", "words"),
    [("/none", {}, "answers 404"), ("/big", {"fetch_max_bytes": 100_000}, "larger than 100,000 bytes"),
     ("/slow", {"fetch_timeout": 0.5}, "not there within 0.5 s"), ("/drip", {"fetch_timeout": 0.5}, "not there within 0.5 s"),
     ("/packed/bomb", {}, "larger than 10,000,000 bytes"), ("/packed/br", {}, r"unknown way \(br\)"),
     ("/away/user:pass@x.test/", {}, "name or password"),
     ("/away/nowhere.invalid/", {}, "does not resolve")],
)  # fmt: skip
def test_what_is_not_there_is_said(site: str, path: str, changes: dict[str, Any], words: str) -> None:
    start = time.monotonic()
    with pytest.raises(InputError, match=words):
        fetched(f"{site}{path}", **changes)
    assert time.monotonic() - start < 10


def test_nobody_listens() -> None:
    with pytest.raises(InputError, match="cannot be fetched"):
        fetched("http://127.0.0.1:1/")


@pytest.mark.parametrize("address", ["http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://0x7f.1/", "http://2130706433/"])
def test_private_addresses_are_not_fetched(address: str) -> None:
    with pytest.raises(InputError, match=r"is a private address|does not resolve"):
        fetched(address, fetch_private=False)


@pytest.mark.parametrize(
    ("address", "public"),
    [("93.184.215.14", True), ("2606:2800:21f::1", True), ("127.0.0.1", False), ("10.0.0.8", False), ("172.16.3.4", False),
     ("192.168.1.1", False), ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False),
     ("255.255.255.255", False), ("::1", False), ("fe80::1", False), ("fc00::1", False), ("::ffff:127.0.0.1", False),
     ("::ffff:93.184.215.14", True), ("2002:7f00:1::", False), ("64:ff9b::10.0.0.1", False), ("64:ff9b::93.184.215.14", True)],
)  # fmt: skip
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is public


def test_a_name_with_one_private_address_among_its_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(2, 1, 6, "", ("93.184.215.14", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)
    with pytest.raises(InputError, match=r"private address \(10.0.0.1\)"):
        checked("http://news.test/", private=False)


def test_the_checked_address_is_the_one_connected_to(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(site.rsplit(":", 1)[1])
    asked: list[str] = []
    real = socket.getaddrinfo

    def look_up(host: Any, *rest: Any, **more: Any) -> Any:
        asked.append(host)
        if host == "news.test":
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
        return real(host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    (article,) = fetched(f"http://news.test:{port}/host")
    assert f"Asked as news.test:{port}." in article.text
    assert asked.count("news.test") == 1


def test_every_hop_is_checked(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.ingest.addresses.is_public", lambda address: str(address) == "127.0.0.1")
    with pytest.raises(InputError, match=r"private address \(10.0.0.1\)"):
        fetched(f"{site}/away/10.0.0.1/", fetch_private=False)


LONG = "http://" + "a" * 300 + ".test/"


@pytest.mark.parametrize("address", ["http://", "http://a:b@x.test/", "http://x.test:99999/", "https://[::1", LONG])
def test_addresses_that_are_none(address: str) -> None:
    with pytest.raises(InputError):
        fetched(address)
