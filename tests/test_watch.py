"""Feeds that are watched, from a server of our own that misbehaves, into a real record; the coder is a stand-in."""

import asyncio
import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

import stand_in
from bad_site import Asked, FakeClock, Reply, Site, html, served, slowly
from dateline.clean import clean
from dateline.errors import InputError, OutputError
from dateline.feeds import Sources, Watch, WatchOptions
from dateline.records import Article, Report
from dateline.settings import load_settings
from dateline.store.reader import open_record

pytestmark = pytest.mark.slow  # whole records or processes: a second a test

TEXT = "Two lorries were turned back at the gate on Friday, drivers said, and the guards gave no reason number {} for it."


class StandIn(stand_in.StandIn):
    """Tells what is known of a report, and refuses what the cleaner refuses."""

    def code(self, articles: Iterable[Article]) -> Iterator[Report]:
        kept = [clean(article, self.settings) for article in articles]
        for article, report in zip(kept, super().code(kept), strict=True):
            about = {name: getattr(article, name) for name in ("url", "title", "outlet", "language")}
            refused = any(one.reason == "language" for one in article.refusals)
            yield msgspec.structs.replace(report, **about, **({"events": (), "places": ()} if refused else {}))


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as made:
        yield made


def item(link: str, title: str = "Gate shut", *, date: str = "Tue, 05 Mar 2024 06:07:08 GMT", more: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid><pubDate>{date}</pubDate>{more}</item>"


def rss(*items: str, title: str = "Border Post") -> bytes:
    return (
        f'<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        f'xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>{title}</title>{"".join(items)}</channel></rss>'
    ).encode()


def feed(*items: str, headers: dict[str, str] | None = None, **more: str) -> Reply:
    return Reply(200, {"Content-Type": "application/rss+xml", **(headers or {})}, [rss(*items, **more)])


class Desk:
    """A record, and a watch of it, run after run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "record"
        self.list = folder / "feeds.txt"
        self.clock = FakeClock()
        self.said: list[str] = []

    def watch(self, *feeds: str, pipeline: Callable[..., Any] | None = StandIn, **changes: Any) -> Watch:
        self.list.write_text("\n".join(feeds), encoding="utf-8")
        settings = load_settings(**{"fetch_private": True, "fetch_timeout": 5, **changes})
        options = WatchOptions(settings=settings, clock=self.clock, pipeline=pipeline, say=self.said.append)
        return Watch(Sources(str(self.list)), self.folder, options)

    def once(self, *feeds: str, after: float = 0.0, **changes: Any) -> int:
        self.clock.time += after
        return asyncio.run(self.watch(*feeds, **changes).run(once=True))

    def reports(self) -> list[tuple[str, str | None, str | None, str | None, bool]]:
        with open_record(self.folder) as record:
            rows = record.sql("SELECT url, title, CAST(published AS VARCHAR), outlet, coded FROM reports ORDER BY url, text")
            return [tuple(row.values()) for row in rows.to_pylist()]  # type: ignore[misc]

    @property
    def status(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / "status.json").read_text(encoding="utf-8"))
        return found

    def result(self, number: int = 0) -> str:
        return str(self.status["feeds"][number]["result"])


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_what_is_new_in_a_feed_is_in_the_record(desk: Desk, site: Site) -> None:
    one, two = (site.page(f"/{n}", html(TEXT.format(n), title="Page")) for n in (1, 2))
    address = site.page("/feed", feed(item(one), item(two, "Bridge", date="")))
    assert desk.once(address) == 0
    host = site.address[7:]
    assert desk.reports() == [
        (one, "Gate shut", "2024-03-05", host, True), (two, "Bridge", None, host, True)
    ]  # fmt: skip
    (told,) = desk.status["feeds"]
    assert (told["title"], told["result"], told["found"], told["coded"]) == ("Border Post", "read, 2 new articles", 2, 2)
    assert desk.status["state"] == "stopped"


def test_each_article_once_whatever_its_address_says_of_the_reader(desk: Desk, site: Site) -> None:
    one = site.page("/1", html(TEXT.format(1)))
    site.page("/1?utm_source=rss", html(TEXT.format(1)))
    mirror = site.page("/amp/1", html(TEXT.format(1)))
    first = site.page("/feed", feed(item(one), item(one), item(one + "?utm_source=rss#top"), item(mirror)))
    other = site.page("/other", feed(item(one)))
    assert desk.once(first, other) == 0
    assert desk.once(first, other, after=400) == 0
    assert len(desk.reports()) == 1
    assert site.times("/1") == 1
    assert site.times("/amp/1") == 1


def test_the_same_text_of_another_outlet_is_a_report_of_its_own(desk: Desk, site: Site) -> None:
    with served() as other:
        pages = [place.page("/1", html(TEXT.format(1))) for place in (site, other)]
        assert desk.once(site.page("/feed", feed(*map(item, pages)))) == 0
    assert len(desk.reports()) == 2


def test_an_article_behind_a_redirect_of_another_host_is_the_same(desk: Desk, site: Site) -> None:
    with served() as burner:
        one = site.page("/1", html(TEXT.format(1)))
        around = burner.page("/r/55", Reply(302, {"Location": one}))
        assert desk.once(site.page("/feed", feed(item(one))), burner.page("/feed", feed(item(around)))) == 0
    assert [(url, outlet) for url, _, _, outlet, _ in desk.reports()] == [(one, site.address[7:])]


def test_versions_known_are_not_sent_again(desk: Desk, site: Site) -> None:
    def answer(asked: Asked) -> Reply:
        fresh = asked.headers.get("if-none-match") != '"1"' or asked.headers.get("if-modified-since") != "yesterday"
        return feed(headers={"ETag": '"1"', "Last-Modified": "yesterday"}) if fresh else Reply(304)

    address = site.page("/feed", answer)
    assert desk.once(address) == desk.once(address, after=400) == 0
    assert desk.result() == "nothing new"
    assert site.times("/feed") == 2
    other = site.page("/plain", feed())
    assert desk.once(other) == desk.once(other, after=400) == 0
    assert desk.result(0) == "nothing new"


def test_an_article_that_changed_is_a_new_report(desk: Desk, site: Site) -> None:
    def answer(asked: Asked) -> Reply:
        version = "1" if asked.number < 3 else "2"
        if asked.headers.get("if-none-match") == version:
            return Reply(304)
        reply = html(TEXT.format(version))
        return Reply(200, {**reply.headers, "ETag": version}, reply.body)

    one = site.page("/1", answer)
    changed = "<atom:updated>2024-03-07T10:00:00Z</atom:updated>"
    address = site.page("/feed", feed(item(one)), feed(item(one, "Gate shut, again")), feed(item(one, "Gate open", more=changed)))
    for _ in range(3):
        assert desk.once(address, after=400) == 0
    assert [(url, day) for url, _, day, _, _ in desk.reports()] == [(one, "2024-03-05"), (one, "2024-03-07")]
    assert site.times("/1") == 3


def test_the_encoding_of_pages_and_feeds(desk: Desk, site: Site) -> None:
    words = "The café at Köprü was shut on Friday, drivers said, and the guards gave no reason for it at all."
    latin = html(words, charset="windows-1252").body
    one = site.page("/1", Reply(200, {"Content-Type": "text/html; charset=windows-1252"}, latin))
    wrong = site.page("/2", Reply(200, {"Content-Type": "text/html; charset=ascii"}, html(words + " Two.").body))
    content = rss(item(one, "Café"), item(wrong, "Köprü")).decode().replace("1.0", "1.0\" encoding=\"iso-8859-1", 1)
    address = site.page("/feed", Reply(200, {"Content-Type": "application/xml; charset=utf-8"}, [content.encode("latin-1")]))
    assert desk.once(address) == 0
    with open_record(desk.folder) as record:
        assert all("café at Köprü" in row["text"] for row in record.sql("SELECT text FROM reports").to_pylist())
    assert [title for _, title, *_ in desk.reports()] == ["Café", "Köprü"]


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><entry><id>urn:1</id><title>Shut</title>
<link href="/1"/><published>2024-03-05T23:30:00+05:00</published><updated>2024-03-05T23:40:00+05:00</updated></entry></feed>"""


def test_atom_and_addresses_relative_to_the_feed(desk: Desk, site: Site) -> None:
    one = site.page("/1", html(TEXT.format(1)))
    address = site.page("/feeds/atom", Reply(200, {"Content-Type": "application/atom+xml"}, [ATOM.encode()]))
    assert desk.once(address) == 0
    assert desk.reports() == [(one, "Shut", "2024-03-05", site.address[7:], True)]


@pytest.mark.parametrize(
    ("reply", "words", "code"),
    [(Reply(200, {"Content-Type": "application/xml"}, [rss(item("{}"))[:-40] + b"&nbsp; <b>"]), "read, though not well-", 0),
     (Reply(200, {"Content-Type": "text/html"}, [b"<html><body>Log in</body></html>"]), "no feed: what came is text/html", 1),
     (Reply(200, {}, [bytes(range(256)) * 9]), "no feed", 1), (Reply(200, {}, [b""]), "no feed", 1),
     (Reply(404), "the server answers 404", 1), (Reply(302, {"Location": "/feed"}), "redirects in a circle", 1),
     (Reply(200, {}, slowly(b"x", 99)), "not there within 0.3 s", 1), (Reply(200, {}, [b"x" * 2_000_000]), "larger than", 1),
     (Reply(200, {"Content-Encoding": "gzip"}, [b"no"]), "the packed page is damaged", 1)],
)  # fmt: skip
def test_a_bad_feed_is_told_and_never_stops_the_others(desk: Desk, site: Site, reply: Reply, words: str, code: int) -> None:
    with served() as good:
        one = good.page("/1", html(TEXT.format(1)))
        body = [part.replace(b"{}", one.encode()) for part in reply.body] if isinstance(reply.body, list) else reply.body
        address = site.page("/feed", Reply(reply.status, reply.headers, body))
        assert desk.once(address, good.page("/fine", feed(item(one))), fetch_timeout=0.3, fetch_max_bytes=1_000_000) == code
    assert desk.result(0).startswith(words)
    assert desk.result(1).startswith("read")
    assert len(desk.reports()) == 1


def test_a_failing_feed_is_asked_less_and_less_and_mends(desk: Desk, site: Site) -> None:
    address = site.page("/feed", Reply(500), Reply(500), Reply(500), feed())
    rests = []
    for _ in range(3):
        assert desk.once(address) == 1
        row = desk.status["feeds"][0]
        rests.append(row["failures_in_a_row"])
        assert desk.once(address) == 0
        assert desk.status["feeds"][0]["failures_in_a_row"] == row["failures_in_a_row"]
        desk.clock.time += 300 * 2 ** (row["failures_in_a_row"] - 1)
    assert rests == [1, 2, 3]
    assert desk.once(address) == 0
    assert desk.result() == "read"
    assert desk.status["feeds"][0]["failures_in_a_row"] == 0


def test_a_busy_host_is_left_alone_for_as_long_as_it_asks(desk: Desk, site: Site) -> None:
    pages = [site.page(f"/{n}", Reply(429, {"Retry-After": "1000"}), html(TEXT.format(n))) for n in range(3)]
    address = site.page("/feed", feed(*map(item, pages)))
    assert desk.once(address) == 0
    assert desk.status["articles"] == {"wanted": 3}
    assert sum(site.times(f"/{n}") for n in range(3)) == 1
    assert desk.once(address, after=500) == 1
    assert "rests" in desk.result()
    assert sum(site.times(f"/{n}") for n in range(3)) == 1
    for _ in range(3):
        desk.once(address, after=1100)
    assert len(desk.reports()) == 3


def test_an_article_that_fails_first_comes_later_and_one_that_fails_for_good_is_refused(desk: Desk, site: Site) -> None:
    late, never = site.page("/1", Reply(500), html(TEXT.format(1))), site.page("/2", Reply(502))
    gone, film = site.page("/3", Reply(410)), site.page("/4", Reply(200, {"Content-Type": "video/mp4"}, [b"x"]))
    address = site.page("/feed", feed(*map(item, (late, never, gone, film))))
    for _ in range(8):
        assert desk.once(address, after=3600) == 0
    assert [url for url, *_ in desk.reports()] == [late]
    told = {one["address"]: one["why"] for one in desk.status["refused_last"]}
    assert told == {never: "the server answers 502", gone: "the server answers 410", film: "no report, but video/mp4"}
    assert site.times("/2") == 6
    assert desk.status["feeds"][0]["refused"] == 3


LONG = " ".join(TEXT.format(n) for n in range(6))


def test_robots_txt_is_kept_and_a_feed_that_has_the_whole_text_serves(desk: Desk, site: Site) -> None:
    site.page("/robots.txt", Reply(200, {}, [b"User-agent: dateline\nDisallow: /news/"]))
    barred, whole = site.page("/news/1", html(TEXT.format(1))), site.page("/news/2", html(TEXT.format(2)))
    short = site.page("/3", html("Subscribe to read this and all our other reports."))
    text = f"<content:encoded><![CDATA[<p>{LONG}</p><script>x()</script>]]></content:encoded>"
    address = site.page("/feed", feed(item(barred), item(whole, more=text), item(short, more=text.replace("Two", "Six"))))
    assert desk.once(address) == 0
    assert [url for url, *_ in desk.reports()] == [short, whole]
    with open_record(desk.folder) as record:
        texts = [row["text"] for row in record.sql("SELECT text FROM reports ORDER BY url").to_pylist()]
    assert texts == [LONG.replace("Two", "Six"), LONG]
    assert "robots.txt" in desk.status["refused_last"][0]["why"]
    assert site.times("/news/1") == site.times("/news/2") == 0


def test_private_addresses_in_a_feed_are_refused(desk: Desk, site: Site) -> None:
    bad = ("http://169.254.169.254/latest", "http://10.0.0.1/", "http://[::1]/x", "file:///etc/passwd", "javascript:alert(1)")
    address = site.page("/feed", feed(*map(item, bad)))
    assert desk.once(address, fetch_private=False) == 1
    assert "is a private address" in desk.result()


def test_another_language_is_refused_and_counted(desk: Desk, site: Site) -> None:
    words = "Le préfet a dit que quatre camions ont brûlé près de la frontière et que la route restait fermée."
    address = site.page("/feed", feed(item(site.page("/1", html(words)))))
    assert desk.once(address) == 0
    assert [coded for *_, coded in desk.reports()] == [False]
    assert (desk.status["feeds"][0]["coded"], desk.status["feeds"][0]["refused"]) == (0, 1)


def test_another_build_has_the_record(desk: Desk, site: Site) -> None:
    from dateline.store.files import locked

    address = site.page("/feed", feed(item(site.page("/1", html(TEXT.format(1))))))
    with locked(desk.folder):
        assert desk.once(address) == 1
    assert "another build is writing it" in desk.status["trouble"]
    assert desk.status["articles"] == {"ready": 1}
    assert desk.once(address, after=30) == 0
    assert len(desk.reports()) == 1


def test_one_watch_a_record(desk: Desk, site: Site) -> None:
    address = site.page("/feed", lambda _: _other(desk, address))
    assert desk.once(address) == 0
    assert desk.said == ["another watch has it"]


def _other(desk: Desk, address: str) -> Reply:
    try:
        asyncio.run(desk.watch(address).run(once=True))
    except OutputError as error:
        desk.said.append(error.what)
    return feed()


def test_a_watch_goes_on_until_stopped_and_ends_cleanly(desk: Desk, site: Site) -> None:
    from dateline.ingest.web import SystemClock

    pages = [site.page(f"/{n}", html(TEXT.format(n))) for n in range(3)]
    address = site.page("/feed", feed(item(pages[0])), feed(item(pages[0]), item(pages[1])), feed(*map(item, pages)))
    watch = desk.watch(address, fetch_delay=0.0)
    watch.clock._clock = SystemClock()
    watch.options = watch.options._replace(every=0.2)

    def stop() -> None:
        until = time.monotonic() + 10
        while site.times("/2") == 0 and time.monotonic() < until:
            time.sleep(0.02)
        loop.call_soon_threadsafe(watch.stop)

    async def run() -> int:
        nonlocal loop
        loop = asyncio.get_running_loop()
        threading.Thread(target=stop, daemon=True).start()
        return await watch.run()

    loop = asyncio.new_event_loop()
    loop.close()
    assert asyncio.run(run()) == 0
    assert len(desk.reports()) == 3
    assert desk.status["state"] == "stopped"


def test_a_list_that_changes_is_read_again_and_a_broken_one_changes_nothing(desk: Desk, site: Site) -> None:
    one, two = (site.page(f"/feed{n}", feed(item(site.page(f"/{n}", html(TEXT.format(n)))))) for n in (1, 2))
    watch = desk.watch(one)
    asyncio.run(watch.run(once=True))
    desk.list.write_text(f"{one}\n{two} The other\n", encoding="utf-8")
    assert [row.title for row in watch.sources.feeds()] == ["", "The other"]
    desk.list.write_text("no address", encoding="utf-8")
    with pytest.raises(InputError, match="is no address of a feed"):
        watch.sources.feeds()


OPML = """<?xml version="1.0"?><opml version="2.0"><body><outline text="Border">
<outline text="One" title="First" type="rss" xmlUrl="https://a.example/f?x=1&amp;y=2"/><outline XMLURL="https://b.example/f"/>
<outline xmlUrl="https://a.example/f?x=1&amp;y=2"/><outline text="no feed"/></outline></body></opml>"""


def test_lists_of_feeds(tmp_path: Path) -> None:
    def listed(content: str) -> list[tuple[str, str]]:
        (tmp_path / "list").write_text(content, encoding="utf-8")
        return [tuple(one) for one in Sources(str(tmp_path / "list")).feeds()]

    two = ["https://a.example/f?x=1&y=2", "https://b.example/f"]
    assert listed(OPML) == [(two[0], "First"), (two[1], "")]
    assert [address for address, _ in listed(OPML.replace("</body>", "<br>"))] == two
    assert listed("# feeds\nhttps://a.example/f Border post\n\nhttps://b.example/f") == [
        ("https://a.example/f", "Border post"), ("https://b.example/f", "")
    ]  # fmt: skip
    assert [tuple(one) for one in Sources("https://a.example/f").feeds()] == [("https://a.example/f", "")]
    for content, words in (("", "names no feed"), ("<opml/>", "names no feed"), ("<opml", "is no OPML"),
                           ("<rss/>", "is a feed itself"), ("hello", "is no address of a feed")):  # fmt: skip
        with pytest.raises(InputError, match=words):
            listed(content)
    with pytest.raises(InputError, match="cannot be read"):
        Sources(str(tmp_path / "none")).feeds()


def test_a_mistake_while_building_is_told_and_nothing_is_lost(
    desk: Desk, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise ZeroDivisionError("by zero")

    address = site.page("/feed", feed(item(site.page("/1", html(TEXT.format(1))))))
    with monkeypatch.context() as patch:
        patch.setattr("dateline.feeds.batch.build", failing)
        assert desk.once(address) == 1
    assert "ZeroDivisionError" in desk.status["trouble"]
    assert desk.once(address, after=700) == 0
    assert len(desk.reports()) == 1


def test_a_report_that_the_coder_fails_on_counts_as_refused(desk: Desk, site: Site) -> None:
    class Failing(StandIn):
        def code(self, articles: Iterable[Article]) -> Iterator[Report]:
            raise ZeroDivisionError("by zero")

    address = site.page("/feed", feed(item(site.page("/1", html(TEXT.format(1))))))
    desk.once(address, pipeline=Failing)
    assert (desk.status["feeds"][0]["coded"], desk.status["feeds"][0]["refused"]) == (0, 1)


@pytest.mark.model
def test_the_coder_itself(desk: Desk, site: Site) -> None:
    text = "Gunmen opened fire on a checkpoint near Kandahar on Monday, killing three soldiers, the army said."
    address = site.page("/feed", feed(item(site.page("/1", html(text + " No group claimed the attack on the checkpoint.")))))
    assert desk.once(address, pipeline=None) == 0
    with open_record(desk.folder) as record:
        (event,) = [one for one in record.sql("SELECT type, status FROM events").to_pylist() if one["type"] == "ASSAULT"][:1]
    assert event["status"] in ("occurred", "claimed")
    assert "1 of 1 articles coded" in desk.status["last_batch"]
