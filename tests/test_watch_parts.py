"""The parts of a watch: entries and their addresses, days, spans of time, the status page, small shards put together."""

from pathlib import Path
from typing import Any

import pytest

from dateline.assemble import Options, build
from dateline.cli import main as command
from dateline.errors import InputError, SettingsError
from dateline.feeds.entries import parsed, same
from dateline.feeds.pages import completed, digest_of, own_text
from dateline.feeds.state import NAME, FeedRow, State, Wanted
from dateline.feeds.status import PAGE, POLICY, Status, page, write
from dateline.feeds.tidy import tidy
from dateline.feeds.words import about, moment, span
from dateline.ingest.web import Answer, Known
from dateline.records import Article
from dateline.store.reader import open_record
from dateline.store.shards import shard_paths
from stand_in_record import Teller, articles


@pytest.mark.parametrize(
    ("link", "address"),
    [("HTTPS://News.Example:443/a?utm_source=rss&id=5#top", "https://news.example/a?id=5"), ("http://a.example", "http://a.example/"),
     ("https://a.example/x?fbclid=1", "https://a.example/x"), ("https://a.example:8443/x?q=a%20b", "https://a.example:8443/x?q=a%20b"),
     ("https://a.example/x?id=5&id=6", "https://a.example/x?id=5&id=6"), ("http://[::1]:80/x", "http://[::1]/x"),
     ("https://a.example/x?utmost=1", "https://a.example/x?utmost=1"), ("http://[::1", "http://[::1")],
)  # fmt: skip
def test_what_tells_articles_apart(link: str, address: str) -> None:
    assert same(link) == address


def entries(body: str) -> Any:
    return parsed(Answer("https://a.example/feed", 200, {"content-type": "application/xml"}, body.encode()))


def test_entries_without_an_address_are_passed_over() -> None:
    item = "<item><title>One</title>{}</item>"
    links = ("", "<link>javascript:x()</link>", "<guid>https://a.example/1</guid>", "<link>/2</link>", "<link>https://a.example/3</link>")
    found = entries(f"<rss version='2.0'><channel>{''.join(map(item.format, links))}</channel></rss>")
    assert [entry.address for entry in found.entries] == ["https://a.example/1", "https://a.example/2", "https://a.example/3"]


def test_an_entry_is_another_version_when_what_it_says_changes() -> None:
    def version(words: str) -> str:
        item = f"<item><link>https://a.example/1</link><title>One</title><description>{words}</description></item>"
        return str(entries(f"<rss version='2.0'><channel>{item}</channel></rss>").entries[0].version)

    assert version("a") == version("a")
    assert version("a") != version("b")


BOMB = """<!DOCTYPE r [<!ENTITY a "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa">{}]><rss version="2.0"><channel><item>
<title>&z;</title><link>https://a.example/1</link></item></channel></rss>"""


def test_a_bomb_of_entities_and_a_file_as_an_entity_come_to_nothing() -> None:
    layers = "".join(f'<!ENTITY {b} "{f"&{a};" * 50}">' for a, b in zip("abcdefy", "bcdefyz", strict=True))
    assert all(len(entry.title) < 1000 for entry in entries(BOMB.format(layers)).entries)
    outside = entries(BOMB.format('<!ENTITY z SYSTEM "file:///etc/passwd">'))
    assert all("root" not in entry.title for entry in outside.entries)


def wanted(**more: Any) -> Wanted:
    about = {"title": "Gate shut", "published": None, "updated": None, "content": "", "known": Known(), "tries": 0, "found": 0.0}
    return Wanted("https://a.example/1", "https://www.a.example/1", "https://a.example/feed", **{**about, **more})


NOW = 1_710_000_000.0  # 2024-03-09


@pytest.mark.parametrize(
    ("feed", "updated", "stated", "day"),
    [("2024-03-05", None, "2024-03-04", "2024-03-05"), (None, None, "2024-03-04", "2024-03-04"), (None, None, None, None),
     ("2024-03-05", "2024-03-07", None, "2024-03-07"), ("2024-03-05", "2024-03-01", None, "2024-03-05"),
     (None, "2024-03-07", None, "2024-03-07"), ("2024-05-01", None, None, None), ("2024-03-10", None, None, "2024-03-10")],
)  # fmt: skip
def test_which_day_counts(feed: str | None, updated: str | None, stated: str | None, day: str | None) -> None:
    whole = completed(Article("x", "Text.", published=stated), wanted(published=feed, updated=updated), NOW)
    assert (whole.published, whole.title, whole.outlet, whole.url) == (day, "Gate shut", "a.example", "https://www.a.example/1")


def test_two_lines_of_a_feed_are_no_article() -> None:
    assert own_text(wanted(content="<p>Two lorries waited.</p>")) == ""
    assert own_text(wanted(content="<p>" + "Two lorries waited at the gate. " * 20 + "</p>")).startswith("Two lorries")
    assert own_text(wanted(content="<div>" * 1000 + "Two lorries waited at the gate. " * 20)) == ""


def test_a_text_is_known_by_its_words() -> None:
    assert digest_of("Two  lorries\nwaited.") == digest_of("Two lorries waited.")
    assert digest_of("Two lorries waited.") != digest_of("Two lorries waited!")


@pytest.mark.parametrize(
    ("words", "seconds"), [("30s", 30), ("5m", 300), ("1.5h", 5400), ("90", 90), (" 1D ", 86_400), ("2 min", 120)]
)
def test_spans_of_time(words: str, seconds: float) -> None:
    assert span(words, 10) == seconds


@pytest.mark.parametrize("words", ["", "often", "-5m", "5 weeks", "1s", "0"])
def test_spans_that_are_none_or_too_short(words: str) -> None:
    with pytest.raises(SettingsError):
        span(words, 10)


def test_times_for_people() -> None:
    assert [about(seconds) for seconds in (-3, 40, 300, 7200)] == ["0 s", "40 s", "5 min", "2 h"]
    assert (moment(NOW), moment(None)) == ("2024-03-09 16:00:00 UTC", "never")


def test_the_status_page_has_no_script_and_shows_what_servers_say_as_text(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>\"'><img src=x onerror=y>"
    row = FeedRow(f"https://a.example/{evil}", evil, Known(), None, NOW, NOW + 300, 2, evil, 1, 1, 0)
    status = Status(NOW, "watching", 300.0, [row], {"done": 1}, "1 of 1", evil, [(evil, evil, evil)])
    html = page(status)
    assert "<script" not in html
    assert "<img" not in html
    assert f'content="{POLICY}"' in html
    assert "default-src 'none'" in POLICY
    assert "(2 times in a row)" in html
    write(tmp_path, status)
    assert (tmp_path / PAGE).read_text(encoding="utf-8") == html
    assert sorted(path.name for path in tmp_path.iterdir()) == ["status.html", "status.json"]


def test_a_state_that_is_none_is_said(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"no database at all, but a long line of words" * 30)
    with pytest.raises(InputError, match="cannot be opened"):
        State(tmp_path)


@pytest.mark.slow
def test_small_shards_are_put_together_and_nothing_else_changes(tmp_path: Path) -> None:
    import msgspec

    for number in range(6):
        path = tmp_path / "one.jsonl"
        path.write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in articles(2, start=2 * number)))
        build([path], tmp_path / "record", Options(pipeline=lambda _: Teller()))
    with open_record(tmp_path / "record") as record:
        before = record.digest(deep=True)
    assert tidy(tmp_path / "record", many=7) == 0
    kept = shard_paths(tmp_path / "record" / "shards")[0].read_bytes()
    assert tidy(tmp_path / "record", many=6) == 6
    (tmp_path / "record" / "shards" / "0.parquet").write_bytes(kept)  # one that a kill left behind
    assert tidy(tmp_path / "record", many=2) == 2
    assert len(shard_paths(tmp_path / "record" / "shards")) == 1
    built = build([], tmp_path / "record", Options(pipeline=lambda _: Teller()))
    assert (built.changed, built.reports) == (False, 12)
    with open_record(tmp_path / "record") as record:
        assert record.digest(deep=True) == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["feeds.txt"], "feeds.txt: cannot be read: no such file"), (["list.txt"], "'hello' is no address of a feed"),
     (["https://a.example/feed", "--every", "1s"], "'1s' is too short"),
     (["https://a.example/feed", "--every", "often"], "'often' is no span of time"),
     (["https://a.example/feed", "--set", "fetch_dealy=1"], "unknown setting 'fetch_dealy'")],
)  # fmt: skip
def test_what_is_wrong_with_the_command_is_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("list.txt").write_text("hello", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["dateline", "watch", *arguments, "--record", "record"])
    with pytest.raises(SystemExit) as raised:
        command()
    said = capsys.readouterr().err
    assert raised.value.code == 1
    assert words in said
    assert "Traceback" not in said
    assert not Path("record").exists()
