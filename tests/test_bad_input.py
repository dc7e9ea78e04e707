"""Whatever comes in, the batch goes on, the good report beside it is coded, and nobody sees a traceback."""

import gzip
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import dateline.pipeline
from dateline.cli.code import run
from dateline.errors import OutputError
from dateline.ingest import read_all
from dateline.records import Report, from_json, to_json
from dateline.settings import load_settings
from signals import hears_interrupts
from stand_in import StandIn

TEXT = "Two lorries were turned back at the gate on Friday, drivers said, and others waited for hours."
GOOD = json.dumps({"id": "good", "text": TEXT}) + "\n"
Coded = Callable[..., list[Report]]


@pytest.fixture(autouse=True)
def _pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dateline.pipeline, "Pipeline", StandIn)


@pytest.fixture
def coded(tmp_path: Path) -> Iterator[Coded]:
    """Codes a file of some bytes with a good report after it; the reports, of which the last is the good one."""

    def call(name: str, content: bytes, code: int = 0) -> list[Report]:
        (tmp_path / name).write_bytes(content)
        (tmp_path / "good.jsonl").write_text(GOOD, encoding="utf-8")
        inputs = [str(tmp_path / name), str(tmp_path / "good.jsonl")]
        start = time.process_time()
        assert run(inputs, str(tmp_path / "out.jsonl"), load_settings(), {}) == code
        assert time.process_time() - start < 20
        reports = [from_json(line) for line in (tmp_path / "out.jsonl").read_bytes().splitlines()]
        assert (reports[-1].id, reports[-1].text, reports[-1].refusals) == ("good", TEXT, ())
        return reports[:-1]

    yield call


def reasons(reports: list[Report]) -> list[str]:
    return [report.refusals[-1].reason for report in reports]


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json", "a.csv", "a.parquet", "a.pdf", "a.eml", "a", "a.gz"])
def test_an_empty_file(coded: Coded, name: str) -> None:
    (reason,) = reasons(coded(name, b""))
    assert reason in ("empty", "unreadable")


def test_an_empty_table(coded: Coded) -> None:
    assert coded("a.jsonl", b"") == []
    assert coded("a.json", b"[]") == []


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json", "a.parquet", "a.pdf", "a.eml", "a", "a.txt.gz"])
def test_a_binary_file(coded: Coded, name: str) -> None:
    (reason,) = reasons(coded(name, bytes(range(256)) * 4000))
    assert reason in ("binary", "unreadable", "empty")


def test_binary_lines(coded: Coded) -> None:
    assert set(reasons(coded("a.jsonl", bytes(range(256)) * 40))) == {"unreadable"}


def test_twenty_megabytes_of_one_line(coded: Coded) -> None:
    words = b"one line without an end " * 850_000
    assert reasons(coded("a.txt", words)) == ["too_long"]
    (report,) = coded("a.jsonl", b'{"id": "long", "text": "' + words + b'"}\n')
    assert (report.id, report.refusals[-1].reason) == ("long", "too_long")


def test_a_million_newlines(coded: Coded) -> None:
    assert reasons(coded("a.txt", b"\n" * 1_000_000)) == ["empty"]
    assert coded("a.jsonl", b"\n" * 1_000_000) == []


def test_nuls(coded: Coded) -> None:
    (report,) = coded("a.txt", TEXT.replace(" ", " \0").encode())
    assert report.text == TEXT
    assert reasons(coded("a.txt", b"\0" * 5000)) == ["binary"]


def test_half_characters(coded: Coded) -> None:
    (report,) = coded("a.jsonl", b'{"id": "x\\ud800", "title": "\\udfff", "text": "%s \\ud83d"}\n' % TEXT.encode())
    assert (report.id, report.text) == ("x\ufffd", f"{TEXT} \ufffd")


def test_broken_utf8_in_a_line(coded: Coded) -> None:
    (report,) = coded("a.jsonl", b'{"id": "x", "text": "%s Jos\xe9"}\n' % TEXT.encode())
    assert report.text == f"{TEXT} José"


def test_half_a_gzip(coded: Coded) -> None:
    rows = "".join(json.dumps({"id": f"r{n}", "text": f"{TEXT} {os.urandom(8).hex()}"}) + "\n" for n in range(2000))
    packed = gzip.compress(rows.encode())
    reports = coded("a.jsonl.gz", packed[: len(packed) // 2])
    assert 100 < len(reports) < 2000
    assert [report.id for report in reports[:3]] == ["r0", "r1", "r2"]
    assert reports[-1].refusals[-1].reason == "unreadable"
    assert reasons(coded("a.txt.gz", packed[:50])) == ["unreadable"]


@pytest.mark.parametrize(
    "page",
    [b"<div>" * 200_000 + TEXT.encode(), b"<a>" * 500_000, b"<p>x" * 500_000, b"<p>x" * 49_000, b"<!--" + b"x" * 9_000_000,
     b"<html>" + b"&amp;" * 500_000, b"<table>" * 50_000, b"<a " + b"x='y' " * 500_000, b"<" * 1_000_000,
     b"<b><i>" * 300 + b"x" + b"</b></i>" * 100_000],
    ids=["deep", "open", "long", "longish", "comment", "entities", "tables", "attributes", "brackets", "crossed"],
)  # fmt: skip
def test_html_bombs(coded: Coded, page: bytes) -> None:
    assert len(coded("a.html", page)) == 1


def test_a_gzip_bomb(coded: Coded) -> None:
    assert reasons(coded("a.txt.gz", gzip.compress(b"\0" * 300_000_000))) == ["too_long"]


@pytest.mark.parametrize("content", ["[" * 100_000, '{"text":' * 100_000, '{"text": {"text": 1}}', "[1, 2]", '"x"', "{", "nul"])
def test_json_that_is_no_report(coded: Coded, content: str) -> None:
    assert set(reasons(coded("a.json", content.encode()))) <= {"unreadable", "nested", "no_text"}


def test_lines_that_are_no_reports(coded: Coded) -> None:
    lines = ["{", "[1]", "7", '{"id": "x"}', '{"id": "y", "text": 5}', json.dumps({"id": "z", "text": TEXT})]
    reports = coded("a.jsonl", "\n".join(lines).encode())
    assert reasons(reports[:-1]) == ["unreadable", "unreadable", "unreadable", "no_text", "no_text"]
    assert [report.id for report in reports[3:]] == ["x", "y", "z"]
    assert reports[-1].text == TEXT


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.json"])
def test_wrong_columns(coded: Coded, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    content = b"when,words\n1,2\n" if name == "a.csv" else b'{"when": 1, "words": 2}\n'
    assert coded(name, content, code=1) == []
    said = capsys.readouterr().err
    assert "there are: when, words" in said and name in said and "--map text=COLUMN" in said


def test_rows_longer_and_shorter_than_the_header(coded: Coded) -> None:
    reports = coded("a.csv", f"id,text\n1\n2,{TEXT.replace(',', '')},more\n\n".encode())
    assert [report.id for report in reports] == ["1", "2"]
    assert reasons(reports[:1]) == ["no_text"]


def test_duplicate_ids(coded: Coded) -> None:
    first, second = coded("a.jsonl", b"".join(b'{"id": "x", "text": "%s %d"}\n' % (TEXT.encode(), n) for n in range(2)))
    assert (first.id, second.id) == ("x", "x")
    assert first.refusals == ()
    assert second.refusals[0].reason == "duplicate_id" and str(second.refusals[0].detail).endswith("a.jsonl:1")
    assert second.events


def test_a_file_that_vanishes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    articles = read_all([tmp_path], load_settings())
    next(articles)
    (tmp_path / "b.txt").unlink()
    gone, left = articles
    assert (Path(gone.id).name, gone.refusals[0].reason) == ("b.txt", "unreadable")
    assert left.text == TEXT


def test_a_file_without_permission_in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    settings = load_settings()
    monkeypatch.setattr(Path, "open", _denied)
    (article,) = read_all([tmp_path], settings)
    assert article.refusals[0].detail == "cannot be read: permission denied"


def _denied(*_: Any) -> None:
    raise PermissionError(13, "Permission denied")


def test_a_folder_that_links_to_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "dead.txt").symlink_to(tmp_path / "none")
    articles = list(read_all([tmp_path], load_settings()))
    assert [Path(article.id).name for article in articles if article.text] == ["a.txt"]


def test_a_full_disk(tmp_path: Path) -> None:
    (tmp_path / "good.jsonl").write_text(GOOD, encoding="utf-8")
    with pytest.raises(OutputError, match="the disk is full"):
        run([str(tmp_path / "good.jsonl")], "/dev/full", load_settings(), {})


FULL = """
import resource, signal, sys
import dateline.pipeline
from stand_in import StandIn
dateline.pipeline.Pipeline = StandIn
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))
from dateline.cli import main
main()
"""


def test_a_disk_that_fills_up_on_the_way_and_then_has_room(tmp_path: Path) -> None:
    rows = "".join(json.dumps({"id": f"r{n}", "text": f"{TEXT} {n}"}) + "\n" for n in range(20))
    (tmp_path / "in.jsonl").write_text(rows, encoding="utf-8")
    arguments = ["code", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out.jsonl")]
    done = subprocess.run([sys.executable, "-c", FULL, *arguments], capture_output=True, text=True, cwd=Path(__file__).parent)
    assert done.returncode == 1
    assert "out.jsonl: cannot be written: the file is larger than is allowed here" in done.stderr
    assert "goes on from there" in done.stderr and "Traceback" not in done.stderr
    part = (tmp_path / "out.jsonl.part").read_bytes().splitlines()
    assert 0 < len(part) < 20 and from_json(part[-1]).id == f"r{len(part) - 1}"
    assert run(arguments[1:2], arguments[3], load_settings(), {}) == 0
    assert [from_json(line).id for line in (tmp_path / "out.jsonl").read_bytes().splitlines()] == [f"r{n}" for n in range(20)]
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY


def start(arguments: list[str]) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", "from dateline.cli import main; main()", "code", *arguments]
    return subprocess.Popen(command, stderr=subprocess.PIPE, preexec_fn=hears_interrupts)


@pytest.mark.model
def test_ctrl_c_and_going_on(tmp_path: Path) -> None:
    more = "The driver of lorry {} was detained at the gate by guards of the other side."
    rows = [{"id": f"r{n}", "text": f"{TEXT} {more.format(n)}"} for n in range(4000)]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    out, part = tmp_path / "out.jsonl", tmp_path / "out.jsonl.part"
    process = start([str(tmp_path / "in.jsonl"), "-o", str(out)])
    until = time.monotonic() + 120
    while time.monotonic() < until and not (part.exists() and part.stat().st_size):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 130, said
    assert "interrupted after" in said and "Traceback" not in said
    finished = [from_json(line) for line in part.read_bytes().splitlines()]
    assert 0 < len(finished) < 4000 and not out.exists()

    keep = len(finished) + 40
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows[:keep]), encoding="utf-8")
    process = start([str(tmp_path / "in.jsonl"), "-o", str(out)])
    said = process.communicate(timeout=120)[1].decode()
    assert process.returncode == 0, said
    reports = [from_json(line) for line in out.read_bytes().splitlines()]
    assert reports[0].coder == finished[0].coder
    assert f"{len(finished):,} reports are finished already" in said
    assert [report.id for report in reports] == [f"r{n}" for n in range(keep)]
    assert [to_json(report) for report in reports[: len(finished)]] == [to_json(report) for report in finished]
    assert not part.exists()


@pytest.mark.model
def test_a_folder_of_everything_with_the_model(tmp_path: Path) -> None:
    noise = bytes(range(256)) * 40
    files = {
        "a-empty.txt": b"", "b-binary.txt": noise, "c-long.txt": b"one line " * 2_000_000, "d-newlines.txt": b"\n" * 1_000_000,
        "e-nuls.txt": TEXT.replace(" ", "\0 ").encode(), "f-half.jsonl.gz": gzip.compress(GOOD.encode() * 900)[:60],
        "g-bomb.html": b"<div>" * 100_000, "h-columns.csv": b"a,b\n1,2\n",
        "i-halves.jsonl": b'{"text": "%s \\ud800"}\n' % TEXT.encode(),
        "j-marks.txt": TEXT.encode() + b"(" * 3000, "k-one-word.txt": b"killed " * 5000, "l-broken.pdf": b"%PDF-1.4\n" + noise,
        "m-broken.parquet": b"PAR1" + noise, "n-lines.jsonl": noise + b"\n{\n" + GOOD.encode() * 2, "z-good.txt": TEXT.encode(),
    }  # fmt: skip
    (tmp_path / "in").mkdir()
    for name, content in files.items():
        (tmp_path / "in" / name).write_bytes(content)
    process = start([str(tmp_path / "in"), "-o", str(tmp_path / "out.jsonl")])
    said = process.communicate(timeout=120)[1].decode()
    assert process.returncode == 0 and "Traceback" not in said, said
    reports = [from_json(line) for line in (tmp_path / "out.jsonl").read_bytes().splitlines()]
    assert [report.text for report in reports if report.events or report.sentences][-1] == TEXT
    told = {Path(report.id).name.split("-")[0]: report.refusals[-1].reason for report in reports if report.refusals}
    assert {letter: told.get(letter) for letter in "abcdghklm"} == {
        "a": "empty", "b": "binary", "c": "too_long", "d": "empty", "g": "nested", "h": "unreadable", "k": "noise",
        "l": "unreadable", "m": "unreadable",
    }  # fmt: skip
    assert [len(report.refusals) for report in reports if report.id == "good"] == [0, 1]
