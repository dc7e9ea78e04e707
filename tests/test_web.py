"""Many pages politely: turns, robots.txt, rests, redirects, limits; and lists of addresses. A server of our own, no waiting."""

import asyncio
import gzip
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bad_site import Asked, FakeClock, Reply, Site, html, served, slowly
from dateline.errors import InputError
from dateline.ingest import read_all
from dateline.ingest.gather import Wanted, gathered
from dateline.ingest.lists import is_list, table_of, tables
from dateline.ingest.web import Answer, Known, Memory, Polite, Rest, Rules, Trouble
from dateline.ingest.web.answers import retry_after
from dateline.ingest.web.polite import agent
from dateline.settings import load_settings

TEXT = "Two lorries were turned back at the gate on Friday, drivers said, and the guards gave no reason for it at all."


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as made:
        yield made


class Kept(Memory):
    """What a watch keeps between two runs."""

    def __init__(self) -> None:
        self.rested: dict[str, Rest] = {}
        self.ruled: dict[str, Rules] = {}

    def rests(self) -> dict[str, Rest]:
        return dict(self.rested)

    def rules(self) -> dict[str, Rules]:
        return dict(self.ruled)

    def keep_rest(self, host: str, rest: Rest) -> None:
        self.rested[host] = rest

    def keep_rules(self, origin: str, rules: Rules) -> None:
        self.ruled[origin] = rules


def asked(
    work: Callable[[Polite], Awaitable[Any]], clock: FakeClock | None = None, memory: Memory | None = None, **changes: Any
) -> Any:
    settings = load_settings(**{"fetch_private": True, "fetch_timeout": 5, **changes})

    async def go() -> Any:
        async with Polite(settings, clock or FakeClock(), memory) as web:
            return await work(web)

    return asyncio.run(go())


def got(url: str, **changes: Any) -> Answer:
    return asked(lambda web: web.get(url), **changes)  # type: ignore[no-any-return]


def trouble(url: str, **changes: Any) -> Trouble:
    with pytest.raises(Trouble) as raised:
        got(url, **changes)
    return raised.value


def test_an_answer_and_who_asks(site: Site) -> None:
    url = site.page("/a", html(TEXT))
    answer = got(url, fetch_contact="desk@paper.example")
    assert (answer.status, answer.kind, answer.charset, TEXT.encode() in answer.content) == (200, "text/html", "utf-8", True)
    assert [(one.path, one.headers["user-agent"]) for one in site.asked] == [
        ("/robots.txt", "dateline (news reader; +desk@paper.example)"), ("/a", "dateline (news reader; +desk@paper.example)")
    ]  # fmt: skip
    assert agent(load_settings(fetch_contact="a\r\nX: y")) == "dateline (news reader; +aX: y)"


def test_the_same_version_is_not_sent_again(site: Site) -> None:
    def answer(one: Asked) -> Reply:
        return Reply(304) if one.headers.get("if-none-match") == '"5"' else Reply(200, {"ETag": '"5"'}, [b"x"])

    url = site.page("/a", answer)
    first = got(url)
    assert first.known == Known('"5"', None)
    again = asked(lambda web: web.get(url, first.known))
    assert (again.status, again.content) == (304, b"")


def test_one_request_at_a_time_with_a_pause_after_each(site: Site) -> None:
    urls = [site.page(f"/{number}", Reply(200, {}, slowly(b"x", 1))) for number in range(5)]
    clock = FakeClock()
    asked(lambda web: asyncio.gather(*(web.get(url) for url in urls)), clock, fetch_delay=7.0)
    assert site.most_at_once == 1
    assert [round(one) for one in clock.slept] == [7] * 5


def test_hosts_do_not_wait_for_each_other() -> None:
    with served() as one, served() as other:
        urls = [site.page("/a", Reply(200, {}, slowly(b"x", 6))) for site in (one, other)]
        start = time.monotonic()
        asked(lambda web: asyncio.gather(*(web.get(url) for url in urls)))
        assert time.monotonic() - start < 0.55


ROBOTS = "User-agent: *\nDisallow: /\n\nUser-agent: dateline\nDisallow: /private\nAllow: /private/but-this\nCrawl-delay: 9\n"


def test_robots_txt_by_our_own_name(site: Site) -> None:
    site.page("/robots.txt", Reply(200, {}, [ROBOTS.encode()]))
    fine, this = site.page("/fine", Reply()), site.page("/private/but-this", Reply())
    clock = FakeClock()
    assert asked(lambda web: asyncio.gather(web.get(fine), web.get(this)), clock)
    assert site.times("/robots.txt") == 1
    assert max(clock.slept) == 9.0
    refused = trouble(site.page("/private/a", Reply()))
    assert refused.lasting
    assert refused.words == f"the robots.txt of {site.address[7:]} does not allow it"
    assert site.times("/private/a") == 0


def test_robots_txt_counts_for_a_day_also_in_the_next_run(site: Site) -> None:
    site.page("/robots.txt", Reply(200, {}, [ROBOTS.encode()]))
    url, clock, memory = site.page("/fine", Reply()), FakeClock(), Kept()
    for after, times in ((0, 1), (80_000, 1), (7_000, 2)):
        clock.time += after
        got(url, clock=clock, memory=memory)
        assert site.times("/robots.txt") == times


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_robots_txt_that_fails_is_a_no_for_a_while(site: Site, status: int) -> None:
    site.page("/robots.txt", Reply(status), Reply(200))
    url, clock, memory = site.page("/a", Reply()), FakeClock(), Kept()
    refused = trouble(url, clock=clock, memory=memory)
    assert "cannot be fetched" in refused.words
    assert (refused.lasting, refused.until) == (False, clock.now() + 600)
    clock.time += 601
    assert got(url, clock=clock, memory=memory).status == 200


@pytest.mark.parametrize("reply", [Reply(404), Reply(403), Reply(200, {}, [b"\xff\x00<html>no rules</html>"]),
                                   Reply(302, {"Location": "/robots.txt"})])  # fmt: skip
def test_no_robots_txt_allows_all(site: Site, reply: Reply) -> None:
    site.page("/robots.txt", reply)
    assert got(site.page("/a", Reply())).status == 200


@pytest.mark.parametrize(
    ("status", "headers", "rest"), [(429, {"Retry-After": "300"}, 300), (503, {}, 60), (503, {"Retry-After": "soon"}, 60),
                                    (429, {"Retry-After": "99999999999"}, 86_400), (503, {"Retry-After": "0"}, 1)],
)  # fmt: skip
def test_a_busy_host_rests_as_long_as_it_asks(site: Site, status: int, headers: dict[str, str], rest: float) -> None:
    url, other = site.page("/a", Reply(status, headers), Reply()), site.page("/b", Reply())
    clock, memory = FakeClock(), Kept()
    refused = trouble(url, clock=clock, memory=memory)
    assert not refused.lasting
    assert refused.until == clock.now() + rest
    assert "rests" in trouble(other, clock=clock, memory=memory).words
    assert site.times("/b") == 0
    clock.time += rest + 1
    assert got(url, clock=clock, memory=memory).status == 200
    assert memory.rested[site.address[7:]] == Rest()


def test_rests_grow_up_to_an_hour(site: Site) -> None:
    url, clock, memory = site.page("/a", Reply(503)), FakeClock(), Kept()
    rests = []
    for _ in range(9):
        until = trouble(url, clock=clock, memory=memory).until or 0
        rests.append(until - clock.now())
        clock.time = until
    assert rests == [60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120), (" 5 ", 5), ("-5", None), ("", None), (None, None), ("abc", None), ("Tue, 14 Nov 2023 22:14:20 GMT", 60),
     ("Tue, 14 Nov 2023 20:00:00 GMT", 0), ("Tue, 14 Nov 2033 20:00:00 GMT", 86_400), ("١٢", None)],
)  # fmt: skip
def test_retry_after_in_seconds_or_as_a_date(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, 1_700_000_000.0) == seconds


def endless() -> Iterator[bytes]:
    while True:
        yield b"word " * 20_000


@pytest.mark.parametrize(
    ("reply", "words", "lasting"),
    [(Reply(404), "the server answers 404", True), (Reply(410), "the server answers 410", True),
     (Reply(500), "the server answers 500", False), (Reply(401), "the server answers 401", True),
     (Reply(302, {"Location": "/a"}), "redirects in a circle", True),
     (Reply(302, {"Location": "/a#b"}), "redirects in a circle", True),
     (Reply(302, {"Location": "http://[::1"}), "redirects to what is no address", True),
     (Reply(302, {"Location": "file:///etc/hosts"}), "only http and https addresses are fetched", True),
     (Reply(200, {}, slowly(b"x", 99)), "not there within 0.3 s", False),
     (Reply(200, {}, endless()), "larger than 1,000,000 bytes", True),
     (Reply(200, {"Content-Encoding": "gzip"}, [gzip.compress(b"x" * 9_000_000)]), "larger than 1,000,000 bytes", True),
     (Reply(200, {"Content-Encoding": "gzip"}, [b"no gzip"]), "the packed page is damaged", True),
     (Reply(200, {"Content-Length": "99"}, [b"short"]), "cannot be fetched: ", False)],
)  # fmt: skip
def test_what_goes_wrong_in_plain_words(site: Site, reply: Reply, words: str, lasting: bool) -> None:
    start = time.monotonic()
    found = trouble(site.page("/a", reply), fetch_timeout=0.3, fetch_max_bytes=1_000_000)
    assert found.words.startswith(words)
    assert found.lasting is lasting
    assert time.monotonic() - start < 3


def test_redirects_are_counted_and_each_hop_keeps_its_hosts_rules(site: Site) -> None:
    with served() as other:
        for number in range(9):
            site.page(f"/{number}", Reply(302, {"Location": f"/{number + 1}"}))
        assert trouble(f"{site.address}/0").words == "more than 5 redirects"
        site.page("/7", Reply(302, {"Location": other.page("/x/y", Reply())}))
        assert got(f"{site.address}/5").url == f"{other.address}/x/y"
        other.page("/robots.txt", Reply(200, {}, [b"User-agent: *\nDisallow: /x"]))
        assert trouble(f"{site.address}/5").words == f"the robots.txt of {other.address[7:]} does not allow it"


def test_private_addresses_are_refused(site: Site) -> None:
    found = trouble(site.page("/a", Reply()), fetch_private=False)
    assert "is a private address" in found.words
    assert site.asked == []


def test_a_host_that_does_not_listen_rests() -> None:
    clock = FakeClock()
    found = trouble("http://127.0.0.1:1/a", clock=clock)
    assert found.unreached
    assert found.until == clock.now() + 60


def test_a_net_that_was_down_for_long_is_tried_again_soon() -> None:
    clock, memory = FakeClock(), Kept()
    for _ in range(9):
        until = trouble("http://127.0.0.1:1/a", clock=clock, memory=memory).until or 0
        rest, clock.time = until - clock.now(), until + 600
    assert rest == 300


def test_no_cookie_comes_back(site: Site) -> None:
    url = site.page("/a", Reply(200, {"Set-Cookie": "reader=5; Path=/"}))
    asked(lambda web: asyncio.gather(web.get(url), web.get(url)))
    assert all("cookie" not in one.headers for one in site.asked)


# Lists of addresses.


def read(path: Path, **changes: Any) -> list[Any]:
    return list(read_all([path], load_settings(**{"fetch_private": True, "fetch_delay": 0.0, **changes})))


def test_a_list_of_addresses_in_its_order_each_once(site: Site, tmp_path: Path) -> None:
    late = slowly(b"".join(html(TEXT).body), 1)
    one, two = site.page("/1", Reply(200, {"Content-Type": "text/html"}, late)), site.page("/2", html("No. " + TEXT))
    three = site.page("/3", Reply(200, {"Content-Type": "video/mp4"}, [b"x"]))
    (tmp_path / "list.txt").write_text(f"# yesterday\n{one}\n\n{two}\n{one}\n{site.address}/none\n{three}\n", encoding="utf-8")
    articles = read(tmp_path / "list.txt")
    assert [article.id for article in articles] == [one, two, f"{site.address}/none", three]
    assert [article.text[:12] for article in articles] == [TEXT[:12], "No. " + TEXT[:8], "", ""]
    assert articles[0].source.endswith("list.txt:2")
    assert [article.refusals[0].detail for article in articles[2:]] == ["the server answers 404", "no report, but video/mp4"]


def test_many_addresses_are_read_in_a_window(site: Site) -> None:
    drawn = 0

    def wanted() -> Iterator[Wanted]:
        nonlocal drawn
        for number in range(1000):
            drawn += 1
            yield Wanted(f"{site.address}/{number}", "x")

    site.page("/robots.txt", Reply(200, {}, [b"User-agent: *\nDisallow: /"]))
    found = gathered(wanted(), load_settings(fetch_private=True))
    assert [next(found).id for _ in range(3)] == [f"{site.address}/{number}" for number in range(3)]
    assert drawn < 140
    found.close()  # type: ignore[attr-defined]


def test_a_busy_host_is_waited_for(site: Site) -> None:
    url = site.page("/a", Reply(503, {"Retry-After": "90"}), html(TEXT))
    far = site.page("/b", Reply(503, {"Retry-After": "900"}), html(TEXT))
    settings = load_settings(fetch_private=True)
    assert [one.text for one in gathered([Wanted(url, "x")], settings, FakeClock())] == [TEXT]
    assert [one.text for one in gathered([Wanted(far, "x")], settings, FakeClock())] == [""]


@pytest.mark.parametrize(
    ("head", "is_one"),
    [(b"https://a.example/1\nhttps://b.example/2\n", True), (b"# list\n\nhttp://a.example/1", True),
     (b"", False), (b"# list\n", False),
     (b"\xef\xbb\xbfhttps://a.example/1\r\nhttps://b.example/2\r\n", True), (b"https://a.example/1\nSee there.\n", False),
     (b"Two lorries were turned back.\nhttps://a.example/1\n", False), (b"https://a.example/1 was shut\n", False)],
)  # fmt: skip
def test_what_is_a_list_of_addresses(head: bytes, is_one: bool) -> None:
    assert is_list(head) is is_one


def gdelt(columns: int, address: str, web: str = "1") -> bytes:
    table = tables()[columns]
    cells = [b"x"] * columns
    cells[0] = b"20240305061500-7"
    cells[table.address_column - 1] = address.encode()
    if table.web_column:
        cells[table.web_column - 1] = web.encode()
    return b"\t".join(cells) + b"\n"


@pytest.mark.parametrize("columns", [11, 16, 27, 58, 61])
def test_tables_of_gdelt_are_lists_of_addresses(site: Site, tmp_path: Path, columns: int) -> None:
    url = site.page("/1", html(TEXT))
    path = tmp_path / "20240305061500.gkg.csv"
    path.write_bytes(gdelt(columns, url) + gdelt(columns, url) + gdelt(columns, "BBC Monitoring", "2") + b"broken\n")
    assert [(article.id, article.text, article.published) for article in read(path)] == [(url, TEXT, None)]


@pytest.mark.parametrize("line", [b"id\ttext\turl\n", b"\t".join([b"name"] * 27), b"\t".join([b"20240305"] * 26), b"", b"1,2,3"])
def test_other_tables_are_none_of_gdelt(line: bytes) -> None:
    assert table_of(line + b"\n") is None


def test_a_row_too_long_to_be_looked_at_whole() -> None:
    table = table_of(b"20240305061500-T7\t20240305061500\t1\t" + b"x" * 8000)
    assert table is not None
    assert table.columns == 27


def test_rows_with_an_address_and_no_text(site: Site, tmp_path: Path) -> None:
    url = site.page("/1", html(TEXT, title="Page"))
    path = tmp_path / "rows.csv"
    path.write_text(f"url,date,headline\n{url},2024-03-05,Row\n{url}x,2024-03-06,\n", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        read(path)
    assert "fetch_missing=true" in raised.value.remedy
    assert site.asked == []
    first, second = read(path, fetch_missing=True)
    assert (first.text, first.published, first.title, first.url) == (TEXT, "2024-03-05", "Row", url)
    assert second.refusals[0].detail == "the server answers 404"


def test_rows_that_have_a_text_keep_it(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    url = site.page("/1", html(TEXT))
    lines = ['{"id": 1, "text": "Here."}', f'{{"id": 2, "url": "{url}"}}', '{"id": 3}']
    path.write_text("\n".join(lines), encoding="utf-8")
    assert [(article.id, article.text) for article in read(path, fetch_missing=True)] == [("1", "Here."), ("2", TEXT), ("3", "")]
    assert [article.text for article in read(path)] == ["Here.", "", ""]
