"""The command from outside: what it writes, what it says, how it ends. The pipeline is a stand-in here."""

import gzip
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import zstandard

import dateline.pipeline
from dateline.cli.app import main
from dateline.cli.parquet import table_schema
from dateline.records import from_json
from stand_in import StandIn

TEXT = "Two lorries were turned back at the gate on Friday, drivers said."
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Iterator[Run]:
    monkeypatch.setattr(dateline.pipeline, "Pipeline", StandIn)

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["dateline", *map(str, arguments)])
        with pytest.raises(SystemExit) as raised:
            main()
        said = capfd.readouterr()
        return int(raised.value.code or 0), said.out, said.err

    yield call
    StandIn.fails_after, StandIn.made_by = None, "one"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps({"id": f"r{n}", "text": f"{TEXT} {n}"}) + "\n" for n in range(6)), encoding="utf-8")
    return path


def ids(path: Path) -> list[str]:
    return [from_json(line).id for line in path.read_bytes().splitlines()]


SIX = [f"r{n}" for n in range(6)]


def test_order_and_ids_are_kept(run: Run, reports: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    code, printed, said = run("code", reports, "-o", out)
    assert (code, printed, said) == (0, "", "dateline: 6 reports, 6 events\n")
    assert ids(out) == SIX
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_standard_output(run: Run, reports: Path) -> None:
    code, printed, _ = run("code", reports, "-o", "-")
    assert code == 0
    assert [json.loads(line)["id"] for line in printed.splitlines()] == SIX


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_packed_output(run: Run, reports: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"out.jsonl{ending}"
    assert run("code", reports, "-o", out)[0] == 0
    packed = out.read_bytes()
    lines = gzip.decompress(packed) if ending == ".gz" else zstandard.ZstdDecompressor().decompressobj().decompress(packed)
    assert [from_json(line).id for line in lines.splitlines()] == SIX


def test_parquet_output_has_the_records_types(run: Run, reports: Path, tmp_path: Path) -> None:
    assert run("code", reports, "-o", tmp_path / "out.parquet")[0] == 0
    table = pq.read_table(tmp_path / "out.parquet")
    assert table.schema.equals(table_schema())
    assert table["id"].to_pylist() == SIX
    assert table["events"][0].as_py()[0]["trigger"] == {"start": 0, "end": 3}
    assert json.loads(table["places"][0].as_py()[0]["candidates"][0]) == {"name": "Two", "score": 0.1}


def test_interrupted_it_keeps_what_is_finished_and_goes_on(run: Run, reports: Path, tmp_path: Path) -> None:
    out, part = tmp_path / "out.jsonl", tmp_path / "out.jsonl.part"
    StandIn.fails_after = 4
    code, _, said = run("code", reports, "-o", out)
    assert code == 130
    assert "4 reports" in said and "goes on from there" in said
    assert not out.exists()
    assert ids(part) == SIX[:4]
    StandIn.fails_after = None
    assert run("code", reports, "-o", out)[0] == 0
    assert ids(out) == SIX
    assert not part.exists()


def test_a_torn_line_is_done_again(run: Run, reports: Path, tmp_path: Path) -> None:
    StandIn.fails_after = 3
    run("code", reports, "-o", tmp_path / "out.jsonl")
    part = tmp_path / "out.jsonl.part"
    part.write_bytes(part.read_bytes()[:-9])
    StandIn.fails_after = None
    assert "2 reports are kept" in run("code", reports, "-o", tmp_path / "out.jsonl")[2]
    assert ids(tmp_path / "out.jsonl") == SIX


KEPT = {"code": 0, "text": 1, "shorter": 2}


@pytest.mark.parametrize("changed", ["code", "text", "shorter"])
def test_finished_work_that_does_not_fit_is_discarded(run: Run, reports: Path, tmp_path: Path, changed: str) -> None:
    StandIn.fails_after = 4
    run("code", reports, "-o", tmp_path / "out.jsonl")
    StandIn.fails_after = None
    lines = reports.read_text(encoding="utf-8").splitlines()
    if changed == "code":
        StandIn.made_by = "two"
    elif changed == "text":
        reports.write_text("\n".join([lines[0], lines[1].replace("Friday", "Monday"), *lines[2:]]), encoding="utf-8")
    else:
        reports.write_text("\n".join(lines[:2]), encoding="utf-8")
    code, _, said = run("code", reports, "-o", tmp_path / "out.jsonl")
    assert code == 0
    assert f"discarded; {KEPT[changed]} reports are kept" in said
    found = [from_json(line) for line in (tmp_path / "out.jsonl").read_bytes().splitlines()]
    assert [report.id for report in found] == (SIX[:2] if changed == "shorter" else SIX)
    assert ("Monday" in found[1].text) is (changed == "text")


def test_one_bad_input_of_two(run: Run, reports: Path, tmp_path: Path) -> None:
    code, _, said = run("code", tmp_path / "none.txt", reports, "-o", tmp_path / "out.jsonl")
    assert code == 1
    assert "none.txt: cannot be read: no such file or directory" in said
    assert ids(tmp_path / "out.jsonl") == SIX


def test_without_a_report_there_is_no_output(run: Run, tmp_path: Path) -> None:
    code, _, said = run("code", tmp_path / "none.txt", "-o", tmp_path / "out.jsonl")
    assert (code, "no report" in said) == (1, True)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_the_output(run: Run, reports: Path, tmp_path: Path) -> None:
    for _ in range(2):
        assert run("code", tmp_path, "-o", tmp_path / "out.jsonl")[0] == 0
        assert ids(tmp_path / "out.jsonl") == SIX


def test_no_clean_and_map(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(f'words,n\n"Share\n{TEXT}\n ",7\n', encoding="utf-8")
    options = ("--map", "text=words", "--map", "id=n", "--no-clean", "-o", tmp_path / "a.jsonl")
    assert run("code", tmp_path / "in.csv", *options)[0] == 0
    report = from_json((tmp_path / "a.jsonl").read_bytes())
    assert (report.id, report.text) == ("7", f"Share\n{TEXT}\n ")


@pytest.mark.parametrize(
    ("extra", "words"),
    [(["--set", "speed=9"], "unknown setting 'speed'"), (["--set", "clean"], "not of the form NAME=VALUE"),
     (["--set", "max_characters=many"], "max_characters"), (["--settings", "none.toml"], "none.toml"),
     (["--map", "writer=by"], "no field 'writer'"), (["--map", "text=story"], "there are: id, text"),
     (["-o", "out.docx"], "unknown ending"), (["-o", "no/such/out.jsonl"], "there is no such folder"),
     (["-o", "in.jsonl"], "is also an input"), (["-o", "."], "it is a folder")],
)  # fmt: skip
def test_mistakes_are_said_in_plain_words(
    run: Run, reports: Path, monkeypatch: pytest.MonkeyPatch, extra: list[str], words: str
) -> None:
    monkeypatch.chdir(reports.parent)
    before = reports.read_bytes()
    output = [] if "-o" in extra else ["-o", "out.jsonl"]
    code, _, said = run("code", "in.jsonl", *output, *extra)
    assert code == 1
    assert words in said
    assert "Traceback" not in said
    assert reports.read_bytes() == before


def test_wrong_arguments(run: Run) -> None:
    assert run("code")[0] == 2
    assert run("cod")[0] == 2
    assert run("--version")[:1] == (0,)


def test_a_mistake_of_ours_shows_no_traceback(run: Run, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise ValueError("inside")

    monkeypatch.setattr(StandIn, "__init__", broken)
    code, _, said = run("code", reports, "-o", reports.with_name("out.jsonl"))
    assert code == 1
    assert "a mistake of ours: ValueError: inside" in said and "Traceback" not in said


@pytest.mark.parametrize(
    ("task", "gold", "words"),
    [("nothing", "in.jsonl", "unknown task 'nothing'"), ("dyads", "none.jsonl", "none.jsonl: cannot be read")],
)
def test_scores_of_what_is_not_there(
    run: Run, reports: Path, monkeypatch: pytest.MonkeyPatch, task: str, gold: str, words: str
) -> None:
    monkeypatch.chdir(reports.parent)
    run("code", "in.jsonl", "-o", "out.jsonl")
    code, _, said = run("score", task, "out.jsonl", gold)
    assert (code, words in said) == (1, True)


def test_two_runs_at_once(run: Run, reports: Path, tmp_path: Path) -> None:
    from dateline.cli.output import Part

    other = Part(tmp_path / "out.jsonl")
    assert "another run is writing it" in run("code", reports, "-o", tmp_path / "out.jsonl")[2]
    other.close()


def test_help_loads_nothing_heavy() -> None:
    heavy = ("spacy", "numpy", "pyarrow", "trafilatura", "httpx", "rich", "pypdf", "ftfy", "dateline.pipeline", "dateline.ingest")
    script = f"import sys; from dateline.cli.app import build; build(); print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_package_loads_nothing_heavy() -> None:
    script = "import sys, dateline; print([m for m in ('spacy', 'numpy', 'dateline.api') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
