"""Web archives: pages out of WARC and ARC files, and what is broken in them passed over."""

import gzip
import io
import tracemalloc
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from archive import ARC_HEAD, TEXT, answer, arc, packed, page, record
from dateline.ingest import listed, read_all
from dateline.ingest.archives import Archive, Broken
from dateline.ingest.members import pieces
from dateline.records import Article
from dateline.settings import load_settings

FOUR = [record(number) for number in range(4)]


@pytest.fixture
def read(tmp_path: Path):  # type: ignore[no-untyped-def]
    def reading(content: bytes, name: str = "day.warc", **changes: object) -> list[Article]:
        (tmp_path / name).write_bytes(content)
        return list(read_all([tmp_path / name], load_settings(**changes)))

    return reading


def numbers(articles: list[Article]) -> list[str]:
    """The last part of each address; of what is broken its reason."""
    return [(article.url or "").rpartition("/")[2] if article.text else article.refusals[0].reason for article in articles]


def zst(*records: bytes) -> bytes:
    return b"".join(zstandard.compress(one) for one in records)


@pytest.mark.parametrize(
    ("name", "content"),
    [("day.warc", b"".join(FOUR)), ("day.warc.gz", b"".join(packed(*FOUR))), ("day.warc.gz", gzip.compress(b"".join(FOUR))),
     ("day.warc.zst", zst(*FOUR)), ("day", b"".join(packed(*FOUR))), ("day", b"".join(FOUR)),
     ("day.arc", ARC_HEAD + b"".join(map(arc, range(4)))),
     ("day.arc.gz", b"".join(packed(ARC_HEAD, *map(arc, range(4))))), ("day", b"".join(packed(ARC_HEAD, *map(arc, range(4)))))],
)  # fmt: skip
def test_pages_of_every_kind_of_archive(read, name: str, content: bytes) -> None:  # type: ignore[no-untyped-def]
    articles = read(content, name)
    assert numbers(articles) == ["0", "1", "2", "3"]
    assert articles[1].text.startswith(TEXT)
    assert (articles[1].title, articles[1].published) == ("Convoy 1", None)


def test_ids_are_the_address_and_a_digest_whatever_the_archive(read) -> None:  # type: ignore[no-untyped-def]
    (one,) = read(record(7), "a.warc")
    (other,) = read(b"".join(packed(record(1, kind="warcinfo"), record(7))), "b.warc.gz")
    (changed,) = read(record(7, answer(page(8))), "c.warc")
    assert one.id == other.id
    assert one.id.startswith("https://news.example/7#")
    assert changed.id.rpartition("#")[0] == one.id.rpartition("#")[0]
    assert changed.id != one.id


@pytest.mark.parametrize(
    "other",
    [record(9, kind="request"), record(9, kind="revisit"), record(9, kind="metadata"), record(9, kind="warcinfo"),
     record(9, kind="conversion"), record(9, answer(page(), status="404 Not Found")),
     record(9, answer(page(), status="301 Moved")),
     record(9, answer(page(), kind="image/png")), record(9, answer(b"%PDF-1.4", kind="application/pdf")), record(9, b""),
     record(9, b"no answer at all"), record(9, answer(page(), kind=""))],
)  # fmt: skip
def test_what_is_no_page_is_passed_over(read, other: bytes) -> None:  # type: ignore[no-untyped-def]
    assert numbers(read(FOUR[0] + other + FOUR[1])) == ["0", "1"]
    assert numbers(read(b"".join(packed(FOUR[0], other, FOUR[1])), "a.warc.gz")) == ["0", "1"]


def test_a_page_saved_without_its_answer(read) -> None:  # type: ignore[no-untyped-def]
    assert numbers(read(record(5, page(5), kind="resource"))) == ["5"]


def damaged(one: bytes, at: float = 0.5) -> bytes:
    broken = bytearray(one)
    broken[int(len(broken) * at)] ^= 0xFF
    return bytes(broken)


GZ = packed(*FOUR)
LONG = record(1, length=len(answer(page(1))) + 400)


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.warc.gz", GZ[0] + damaged(GZ[1]) + GZ[2] + GZ[3], ["0", "unreadable", "2", "3"]),
        ("a.warc.gz", GZ[0] + damaged(GZ[1], 0.1) + GZ[2] + GZ[3], ["0", "unreadable", "2", "3"]),
        ("a.warc.gz", GZ[0] + damaged(GZ[1], 0) + GZ[2] + GZ[3], ["0", "unreadable", "2", "3"]),
        ("a.warc.gz", GZ[0] + GZ[1][:150] + GZ[2] + GZ[3], ["0", "unreadable", "2", "3"]),
        ("a.warc.gz", GZ[0] + GZ[1][:150], ["0", "unreadable"]),
        ("a.warc.gz", GZ[0] + b"\x1f\x8b junk " * 60 + GZ[1] + bytes(100) + GZ[2], ["0", "unreadable", "1", "2"]),
        ("a.warc.gz", b"".join(packed(FOUR[0], LONG, FOUR[2], FOUR[3])), ["0", "unreadable", "2", "3"]),
        ("a.warc.gz", b"".join(packed(FOUR[0], record(1, length=10**9), FOUR[2], FOUR[3])), ["0", "unreadable", "2", "3"]),
        ("a.warc", FOUR[0] + LONG + FOUR[2] + FOUR[3], ["0", "unreadable", "2", "3"]),
        ("a.warc", FOUR[0] + record(1, length=2_000_000) + FOUR[2] + FOUR[3], ["0", "unreadable", "2", "3"]),
        ("a.warc", FOUR[0] + record(1, length=20) + FOUR[2] + FOUR[3], ["0", "unreadable", "2", "3"]),
        ("a.warc", FOUR[0] + FOUR[1].replace(b"Content-Length", b"Contents") + FOUR[2], ["0", "unreadable", "2"]),
        ("a.warc", FOUR[0] + b"words that are no record\r\n" * 30 + FOUR[1], ["0", "unreadable", "1"]),
        ("a.warc", FOUR[0] + FOUR[1][:-150], ["0", "unreadable"]),
        ("a.warc", b"words" * 500, ["unreadable"]),
        ("a.warc", b"", []),
        (
            "a.arc", ARC_HEAD + arc(0) + arc(1, longer=3) + arc(2) + arc(3, longer=-9) + arc(4),
            ["0", "unreadable", "2", "unreadable", "4"],
        ),
    ],
)  # fmt: skip
def test_what_is_broken_costs_itself_alone(read, name: str, content: bytes, found: list[str]) -> None:  # type: ignore[no-untyped-def]
    articles = read(content, name)
    assert numbers(articles) == found
    for article in articles:
        assert article.text or article.source == article.id


def test_a_broken_record_says_which_and_why(read) -> None:  # type: ignore[no-untyped-def]
    refused = read(GZ[0] + damaged(GZ[1]) + GZ[2], "a.warc.gz")[1]
    assert refused.id.endswith("a.warc.gz:2")
    assert "record 2: the packed bytes are damaged" in (refused.refusals[0].detail or "")


PLAIN = page(3)
RAW = zlib.compress(PLAIN, wbits=-15)


@pytest.mark.parametrize(
    ("body", "more"),
    [(gzip.compress(PLAIN), "Content-Encoding: gzip\r\n"), (zlib.compress(PLAIN), "Content-Encoding: deflate\r\n"),
     (RAW, "Content-Encoding: deflate\r\n"), (zstandard.compress(PLAIN), "Content-Encoding: zstd\r\n"),
     (b"%x\r\n%b\r\n0\r\n\r\n" % (len(PLAIN), PLAIN), "Transfer-Encoding: chunked\r\n"),
     (PLAIN, "Content-Encoding: gzip\r\n"), (PLAIN, "Content-Encoding: br\r\n"), (PLAIN, "Transfer-Encoding: chunked\r\n"),
     (PLAIN, "Content-Encoding: unheard-of\r\n"), (gzip.compress(PLAIN)[:-8], "Content-Encoding: gzip\r\n")],
)  # fmt: skip
def test_bodies_are_unpacked_even_where_the_header_lies(read, body: bytes, more: str) -> None:  # type: ignore[no-untyped-def]
    articles = read(record(3, answer(body, more=more)) + FOUR[0])
    assert numbers(articles) == ["3", "0"]
    assert articles[0].text.startswith(TEXT)


def test_bytes_that_nothing_unpacks(read) -> None:  # type: ignore[no-untyped-def]
    junk = bytes(range(128, 256)) * 20
    assert numbers(read(record(3, answer(junk, more="Content-Encoding: gzip\r\n")) + FOUR[0])) == ["unreadable", "0"]


def test_a_packed_bomb_stays_packed(read) -> None:  # type: ignore[no-untyped-def]
    bomb = gzip.compress(b"<p>word " * 2_000_000)
    packed_bomb = record(3, answer(bomb, more="Content-Encoding: gzip\r\n"))
    assert numbers(read(packed_bomb + FOUR[0])) == ["too_long", "0"]
    assert numbers(read(b"".join(packed(packed_bomb, FOUR[0])), "a.warc.gz")) == ["too_long", "0"]


def test_a_page_longer_than_any_report_is_refused_and_a_film_passed_over(read) -> None:  # type: ignore[no-untyped-def]
    long = b"<html>" + b"<p>word</p>" * 1_000_000
    articles = read(record(1, answer(long)) + record(2, answer(long, kind="video/mp4")) + FOUR[0])
    assert numbers(articles) == ["too_long", "0"]
    assert articles[0].url == "https://news.example/1"


WORDS = "Le préfet a dit que quatre camions ont brûlé près de la frontière à Œuilly"


@pytest.mark.parametrize(
    ("encoded", "kind", "head"),
    [(WORDS.encode("cp1252"), "text/html; charset=iso-8859-1", ""), (WORDS.encode("cp1252"), "text/html", ""),
     (WORDS.encode("iso8859-15"), "text/html; charset=iso-8859-15", ""),
     (WORDS.encode("utf-8"), "text/html; charset=latin-1", ""),
     (WORDS.encode("cp1252"), "text/html", '<meta charset="windows-1252">'),
     (WORDS.encode("cp1252"), 'text/html; charset="utf-8"', '<meta charset="windows-1252">'),
     (WORDS.encode("cp1252"), "text/html; charset=idna", ""), (WORDS.encode("cp1252"), "text/html; charset=x-nothing", "")],
)  # fmt: skip
def test_the_encoding_is_the_servers_the_pages_or_seen_in_the_bytes(read, encoded: bytes, kind: str, head: str) -> None:  # type: ignore[no-untyped-def]
    body = page(1, text="WORDS", head=head).replace(b"WORDS", encoded)
    (article,) = read(record(1, answer(body, kind=kind)))
    assert WORDS in article.text


def test_the_crawl_is_no_publication(read) -> None:  # type: ignore[no-untyped-def]
    def dated(day: str) -> Article:
        meta = f'<meta property="article:published_time" content="{day}T10:00:00Z">'
        return read(record(1, answer(page(1, head=meta))))[0]  # type: ignore[no-any-return]

    assert dated("2024-03-04").published == "2024-03-04"
    late = dated("2024-06-01")
    assert late.published is None
    assert late.refusals[0].detail == "states 2024-06-01, but was crawled on 2024-03-05"


def test_a_cut_page_has_a_note_and_is_read(read) -> None:  # type: ignore[no-untyped-def]
    (article,) = read(record(1, more="WARC-Truncated: length\r\n"))
    assert article.text
    assert article.refusals[0].reason == "truncated"


def test_another_language_is_refused_as_elsewhere(read) -> None:  # type: ignore[no-untyped-def]
    from dateline.clean import clean

    text = f"{WORDS}. Les habitants attendaient dans le froid que la route soit rouverte."
    body = f"<html><body><article><p>{text}</p><p>{text}</p></article></body></html>".encode()
    (article,) = read(record(1, answer(body)))
    (refusal,) = [one for one in clean(article, load_settings()).refusals if one.reason == "language"]
    assert refusal.detail == "fr"


def test_a_folder_lists_its_archives(tmp_path: Path) -> None:
    for name in ("a.warc.gz", "b.arc", "c.warc", "d.idx"):
        (tmp_path / name).write_bytes(b"")
    assert [path.name for path in listed(tmp_path)] == ["a.warc.gz", "b.arc", "c.warc"]


class Endless(io.RawIOBase):
    """A stream of so many records that are never all in memory."""

    def __init__(self, one: bytes, times: int) -> None:
        self.one, self.times, self.left = one, times, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        if not self.left and self.times:
            self.times, self.left = self.times - 1, self.one
        view = memoryview(buffer)  # type: ignore[arg-type]
        given, self.left = self.left[: len(view)], self.left[len(view) :]
        view[: len(given)] = given
        return len(given)


@pytest.mark.parametrize("one", [GZ[0], FOUR[0]])
def test_memory_does_not_grow_with_the_archive(one: bytes) -> None:
    def peak(times: int) -> int:
        tracemalloc.start()
        stream = io.BufferedReader(Endless(one, times), 1 << 16)
        assert sum(1 for _ in Archive(pieces(stream), 1_000_000).records()) == times
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    assert peak(4000) < peak(1000) * 1.2


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_damage_ends_and_spares_the_rest(data: st.DataObject) -> None:
    """Bytes changed, dropped or added at one place of the second of four: the last is there, and nothing is made up."""
    parts = list(data.draw(st.sampled_from([FOUR, GZ])))
    one = bytearray(parts[1])
    at = data.draw(st.integers(0, len(one) - 1))
    size = data.draw(st.integers(0, 60))
    one[at : at + size] = data.draw(st.binary(max_size=60))
    parts[1] = bytes(one)
    found = list(_records(b"".join(parts)))
    assert found[0] == FOUR[0].partition(b"\r\n\r\n")[2].removesuffix(b"\r\n\r\n")
    assert found[-1] == FOUR[3].partition(b"\r\n\r\n")[2].removesuffix(b"\r\n\r\n")


def _records(content: bytes) -> Iterator[bytes | None]:
    stream = io.BufferedReader(io.BytesIO(content))  # type: ignore[arg-type]
    for one in Archive(pieces(stream), 1_000_000).records():
        yield None if isinstance(one, Broken) else one.block
