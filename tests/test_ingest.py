"""Every format comes in as the same article; every broken one as a refusal or an error in plain words."""

import csv
import gzip
import io
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from dateline.errors import InputError
from dateline.ingest import read_all
from dateline.ingest.dates import day, day_of_name
from dateline.ingest.fields import Fields
from dateline.ingest.page_words import day_of_title, outlet_of
from dateline.records import Article
from dateline.settings import load_settings

SETTINGS = load_settings()
TEXT = "Two lorries were turned back at the gate on Friday, drivers said."
ONE = {"id": "1", "text": TEXT}


def ingest(*inputs: Path | str, **columns: str) -> list[Article]:
    return list(read_all(inputs, SETTINGS, columns))


def lines(path: Path, *rows: Any) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_plain_text_keeps_every_character(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_bytes(b"\r\n  Caf\xc3\xa9\t\r\n\x00 end ")
    (article,) = ingest(path)
    assert article.text == "\r\n  Café\t\r\n\x00 end "
    assert article.id == path.as_posix()


@pytest.mark.parametrize("content", ["Köln".encode("cp1252"), "Köln".encode(), "\ufeffKöln".encode(), "Köln".encode("utf-16")])
def test_text_is_decoded_by_what_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "one.txt"
    path.write_bytes(content)
    assert ingest(path)[0].text == "Köln"


def test_json_lines_keep_ids_and_find_fields_by_their_usual_names(tmp_path: Path) -> None:
    row = {"guid": 7, "Body": TEXT, "pubDate": "Tue, 18 Jun 2024 09:00:00 GMT", "link": "https://a.test/1"}
    (article,) = ingest(lines(tmp_path / "a.jsonl", row | {"headline": "Gate shut", "source": {"name": "Wire"}}))
    assert (article.id, article.text, article.published) == ("7", TEXT, "2024-06-18")
    assert (article.url, article.outlet, article.title) == ("https://a.test/1", "Wire", "Gate shut")


def test_a_line_without_an_id_gets_its_number(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", {"text": TEXT}, {"text": TEXT})
    assert [article.id for article in ingest(path)] == [f"{path.as_posix()}:1", f"{path.as_posix()}:2"]


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.ZstdCompressor().compress])
@pytest.mark.parametrize("name", ["a.jsonl.packed", "a.jsonl.gz"])
def test_packed_lines_are_unpacked_by_their_bytes(tmp_path: Path, pack: Any, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(pack(json.dumps({"id": "1", "text": TEXT}).encode() + b"\n"))
    assert [article.text for article in ingest(path)] == [TEXT]


@pytest.mark.parametrize("made", [[ONE], ONE, {"articles": [ONE]}])
def test_json_of_one_or_many(tmp_path: Path, made: Any) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(made, indent=1), encoding="utf-8")
    assert [(article.id, article.text) for article in ingest(path)] == [("1", TEXT)]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_with_line_ends_inside_a_field(tmp_path: Path, separator: str) -> None:
    text = f"{TEXT}\nThe gate; they said, stays shut."
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=separator).writerows([["id", "date", "text"], ["1", "2024-06-18", text]])
    (tmp_path / "a.csv").write_text(buffer.getvalue(), encoding="utf-8", newline="")
    (article,) = ingest(tmp_path / "a.csv")
    assert (article.id, article.published, article.text) == ("1", "2024-06-18", text)


def test_parquet(tmp_path: Path) -> None:
    from datetime import date

    table = pa.table({"id": [1, 2], "date": [date(2024, 6, 18), None], "text": [TEXT, None], "other": [b"x", b"y"]})
    pq.write_table(table, tmp_path / "a.parquet")
    first, second = ingest(tmp_path / "a.parquet")
    assert (first.id, first.published, first.text) == ("1", "2024-06-18", TEXT)
    assert second.refusals[0].reason == "no_text"


PAGE = """<html><head><title>Gate shut | The Wire</title><link rel="canonical" href="https://wire.test/gate">
<meta property="og:site_name" content="The Wire"><meta property="article:published_time" content="2024-06-18T08:00:00Z">
<meta property="og:title" content="Gate shut"></head><body><nav><a href="/">Home</a></nav><article><h1>Gate shut</h1>
<p>Two lorries were turned back at the gate on Friday, drivers said, and others waited for hours in the heat of the day.</p>
<p>Officials on the other side said that the gate would open again once the papers of all drivers had been checked.</p>
</article><footer>All rights reserved</footer></body></html>"""


def test_a_web_page_is_read_without_the_page(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    (article,) = ingest(tmp_path / "a.html")
    assert article.text.startswith("Two lorries") or "\nTwo lorries" in article.text
    assert "Home" not in article.text
    assert (article.title, article.published, article.outlet, article.url) == (
        "Gate shut", "2024-06-18", "The Wire", "https://wire.test/gate",
    )  # fmt: skip


def test_a_page_without_a_date_gets_none(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE.replace("2024-06-18T08:00:00Z", ""), encoding="utf-8")
    assert ingest(tmp_path / "a.html")[0].published is None


def test_a_saved_message(tmp_path: Path) -> None:
    message = f"Subject: =?utf-8?q?Gate_shut?=\nDate: Tue, 18 Jun 2024 09:00:00 +0500\nFrom: desk@wire.test\n\n{TEXT}\n"
    (tmp_path / "a.eml").write_text(message, encoding="utf-8")
    (article,) = ingest(tmp_path / "a.eml")
    assert (article.title, article.published, article.text.strip()) == ("Gate shut", "2024-06-18", TEXT)


def pdf(text: str) -> bytes:
    """The smallest PDF that shows one line."""
    stream = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream), b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]  # fmt: skip
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (table, len(body))


def test_a_pdf_with_and_without_a_text_layer(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(TEXT))
    (tmp_path / "b.pdf").write_bytes(pdf(""))
    first, second = ingest(tmp_path)
    assert first.text.strip() == TEXT
    assert second.refusals[0].reason == "empty"


@pytest.mark.parametrize(
    ("content", "text"),
    [(PAGE.encode(), None), (json.dumps({"text": TEXT}).encode(), TEXT), (pdf(TEXT), TEXT), (TEXT.encode(), TEXT),
     (f"Subject: x\nDate: y\n\n{TEXT}".encode(), TEXT), (json.dumps([{"text": TEXT}]).encode(), TEXT)],
)  # fmt: skip
def test_a_file_without_an_ending_is_told_by_its_bytes(tmp_path: Path, content: bytes, text: str | None) -> None:
    (tmp_path / "thing").write_bytes(content)
    (article,) = ingest(tmp_path / "thing")
    assert article.text.strip() == text if text else "<p>" not in article.text and "Two lorries" in article.text


def test_a_folder_is_read_in_order_and_through(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/y.jsonl", ".hidden/c.txt", "picture.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(json.dumps({"text": TEXT}), encoding="utf-8")
    names = [Path(article.source or "").name for article in ingest(tmp_path)]
    assert names == ["y.jsonl:1", "z.txt", "b.txt"]


def test_a_table_without_a_text_in_a_folder_is_refused_alone(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("when,words\n1,2\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    first, second = ingest(tmp_path)
    assert (first.refusals[0].reason, second.text) == ("unreadable", TEXT)
    assert "there are: when, words" in str(first.refusals[0].detail)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps({"text": TEXT}).encode())))
    assert [(article.id, article.text) for article in ingest("-")] == [("stdin:1", TEXT)]


def test_columns_are_mapped(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", {"text": "no", "inner": {"story": TEXT}})
    assert ingest(path, text="inner.story")[0].text == TEXT


def test_a_missing_column_is_said_with_those_that_there_are(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", {"when": 1, "words": TEXT})
    with pytest.raises(InputError) as raised:
        ingest(path)
    assert "there are: when, words" in str(raised.value)
    assert "--map text=COLUMN" in str(raised.value)
    assert path.as_posix() in str(raised.value)


@pytest.mark.parametrize("columns", [{"text": "story"}, {"author": "by"}])
def test_a_wrong_map_is_an_error(tmp_path: Path, columns: dict[str, str]) -> None:
    with pytest.raises(InputError):
        ingest(lines(tmp_path / "a.jsonl", {"text": TEXT}), **columns)


def test_one_line_without_a_text_is_refused_alone(tmp_path: Path) -> None:
    articles = ingest(lines(tmp_path / "a.jsonl", {"id": "0", "title": "x"}, ONE, {"id": "3", "text": None}))
    assert [[refusal.reason for refusal in article.refusals] for article in articles] == [["no_text"], [], ["no_text"]]


def test_problems_are_told_and_the_others_go_on(tmp_path: Path) -> None:
    told: list[str] = []
    inputs: list[str | Path] = [tmp_path / "none.txt", lines(tmp_path / "a.jsonl", {"text": TEXT}), "ftp://x.test/a"]
    articles = list(read_all(inputs, SETTINGS, problem=lambda error: told.append(error.where)))
    assert len(articles) == 1
    assert told == [str(inputs[0]), "ftp:/x.test/a"]


@pytest.mark.parametrize(
    ("value", "wanted"),
    [("2024-06-18", "2024-06-18"), ("2024-06-18T23:30:00+05:00", "2024-06-18"), ("20240618", "2024-06-18"),
     (20240618, "2024-06-18"), (1718701920, "2024-06-18"), ("1718701920", "2024-06-18"),
     (1718701920000, "2024-06-18"), ("June 18, 2024", "2024-06-18"),
     ("18th June 2024", "2024-06-18"), ("Tue, 18 Jun 2024 09:12:00 GMT", "2024-06-18"), ("18/06/2024", "2024-06-18"),
     ("06/18/2024", "2024-06-18"), ("03/04/2024", None), ("yesterday", None), ("2024-13-41", None), (True, None), (None, None),
     ("20240618T081500Z", "2024-06-18"), ("May 2024", None)],
)  # fmt: skip
def test_dates(value: Any, wanted: str | None) -> None:
    assert day(value) == wanted


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("2026-06-09-bamako.txt", "2026-06-09"), ("press/20260609_03.txt", "2026-06-09"), ("agency 2026_06_09.txt", "2026-06-09"),
        ("2026-06-09/bamako.txt", None), ("bamako-202606091.txt", None), ("2026-13-09.txt", None),
        ("2026-06-09 to 2026-06-12.txt", None), ("report 12.txt", None),
    ],
)  # fmt: skip
def test_the_day_that_a_file_is_called_after(name: str, wanted: str | None) -> None:
    assert day_of_name(name) == wanted


def test_a_text_has_the_date_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "2026-06-09-bamako.txt").write_text("Rebels left on Monday.", encoding="utf-8")
    (tmp_path / "bamako.txt").write_text("Rebels left on Monday.", encoding="utf-8")
    assert [article.published for article in ingest(tmp_path)] == ["2026-06-09", None]


def test_a_date_that_cannot_be_read_is_noted_and_the_report_coded() -> None:
    article = Fields({}, "x").article({"text": TEXT, "date": "03/04/2024"}, "1", "1")
    assert article.published is None
    assert article.refusals[0].reason == "date"


POST = '<blockquote class="twitter-tweet"><p>Over 40 feared dead at the gate</p>&mdash; Gate Alerts (@gate)</blockquote>'


def test_a_post_of_somebody_else_is_not_the_reports_word(tmp_path: Path) -> None:
    """It is left out and named; a blockquote of the page's own stays."""
    quoted = "<blockquote><p>We waited nine hours in the sun and nobody told us why, said a driver.</p></blockquote>"
    (tmp_path / "a.html").write_text(PAGE.replace("<p>Officials", f"{POST}{quoted}<p>Officials"), encoding="utf-8")
    (article,) = ingest(tmp_path / "a.html")
    assert "feared dead" not in article.text and "nine hours" in article.text
    assert [(note.reason, (note.detail or "")[:16]) for note in article.refusals] == [("embedded", "Over 40 feared d")]


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("Oruma: North Plain - Flash Update No. 4 (14 May 2024)", "2024-05-14"),
        ("Flood response: Situation Report No. 12 (as of 3 June 2024)", "2024-06-03"),
        ("Humanitarian Bulletin, June 3, 2024", "2024-06-03"),
        ("Situation Report, 1-15 May 2024", "2024-05-15"),
        ("Remembering the shelling of 3 June 1989", None),  # a story's title may tell of an old day
        ("Flash Update No. 4", None),
        ("Report on the events of 3 June 1989 and 4 June 1990", None),
        (None, None),
    ],
)
def test_what_comes_out_in_issues_has_its_day_in_the_title(title: str | None, day: str | None) -> None:
    assert day_of_title(title) == day


@pytest.mark.parametrize(
    ("name", "title", "outlet"),
    [
        ("Flash Update No. 4 (14 May 2024)", "Oruma: North Plain - Flash Update No. 4 (14 May 2024)", None),
        ("Situation Report", "Oruma - Situation Report", None),
        ("The Wire", "Gate shut | The Wire", "The Wire"),
        ("Channel 4", "Gate shut - Channel 4", "Channel 4"),
        ("Mining Report", "Gate shut - Mining Report", "Mining Report"),
        ("Situation Report", "Gate shut", "Situation Report"),  # the page says it elsewhere
        (None, "Gate shut", None),
    ],
)
def test_the_end_of_a_title_may_be_no_outlet(name: str | None, title: str, outlet: str | None) -> None:
    assert outlet_of(name, title) == outlet
