"""What each format writes, to the column: files that other programs must be able to read. No model here."""

import csv
import importlib.util
import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pyarrow.parquet as pq
import pytest

from dateline.assemble import Options, build
from dateline.assemble.linking import Task
from dateline.cli import main
from dateline.export.acled import acled
from dateline.export.columns import layouts
from dateline.export.plain import cell, write_csv, write_json
from dateline.export.plover import plover
from dateline.store.linked import Linked, Row
from dateline.store.lists import lists
from dateline.store.reader import open_record
from stand_in_record import Teller, articles

Run = Callable[..., tuple[int, str, str]]


class TwoOfOne:
    """A linker that takes the first two reports for copies of one, and their first events for one happening."""

    digest = "two"

    def link(self, task: Task) -> Linked:
        return Linked(self._rows(sorted(task.standing)))

    @staticmethod
    def _rows(keys: list[str]) -> Iterator[Row]:
        yield "links", {"report": keys[0], "copy_group": "c1", "copy_of": None, "origin": "Wire", "story": "s1"}
        yield "links", {"report": keys[1], "copy_group": "c1", "copy_of": keys[0], "origin": "Wire", "story": "s1"}
        yield "linked_events", {"linked_event": "h1", "type": "ASSAULT", "independent_origins": 1, "reports": 2}
        for key in keys[:2]:
            yield "linked_members", {"linked_event": "h1", "report": key, "event": f"{key}:e1"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("export")
    (root / "in.jsonl").write_bytes(b"".join(msgspec.json.encode(article) + b"\n" for article in articles(3)))
    build([root / "in.jsonl"], root / "record", Options(pipeline=lambda settings: Teller(), linker=TwoOfOne()))
    return root / "record"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    def runner(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["dateline", *arguments])
        with pytest.raises(SystemExit) as end:
            main()
        out, errors = capfd.readouterr()
        return int(end.value.code or 0), out, errors

    return runner


def exported(run: Run, folder: Path, name: str, *more: str) -> str:
    code, out, errors = run("export", name, "--record", str(folder), "-o", "-", *more)
    assert code == 0, errors
    return out


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_one_row_a_happening_or_every_telling(run: Run, folder: Path) -> None:
    folded, every = (rows(exported(run, folder, "csv", "--status", "claimed", *more)) for more in ((), ("--all",)))
    assert [len(folded), len(every)] == [2, 3]
    assert sorted(row["linked_event"] for row in folded) == ["", "h1"]
    assert {row["linked_event"]: row["copy_of"] for row in folded}["h1"] == ""
    assert list(folded[0]) == list(lists()["event_list"].described())
    assert len(rows(exported(run, folder, "csv", "--list", "figures"))) == 2
    assert len(rows(exported(run, folder, "csv", "--list", "reports", "--all"))) == 3


def test_jsonl_keeps_lists_and_numbers(run: Run, folder: Path) -> None:
    found = [json.loads(line) for line in exported(run, folder, "jsonl", "--where", "actor=PAK").splitlines()]
    assert found[0]["actor"] == ["PAK"] and found[0]["lat"] == 28.98 and found[0]["killed_low"] == 12
    assert found[0]["killed_high"] == 12 and found[0]["day_from"] == "2025-06-15"
    assert found[0]["sentence"].startswith("🛑 Pakistan shelled")


def test_parquet_has_types(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.parquet"
    assert run("export", "parquet", "-r", str(folder), "-o", str(out), "--list", "figures")[0] == 0
    table = pq.read_table(out)
    assert table.num_rows == 2 and str(table.schema.field("low").type) == "int64"
    assert str(table.schema.field("day_from").type) == "date32[day]"
    assert not list(tmp_path.glob("*.tmp"))


def test_geojson_has_points_and_status(run: Run, folder: Path) -> None:
    found = json.loads(exported(run, folder, "geojson"))
    assert found["type"] == "FeatureCollection" and len(found["features"]) == 2
    feature = found["features"][0]
    assert feature["geometry"] == {"type": "Point", "coordinates": [61.55, 28.98]}
    assert list(feature["properties"]) == layouts()["geojson"].names
    assert (feature["properties"]["status"], feature["properties"]["quad"]) == ("claimed", "material conflict")
    assert feature["id"] == feature["properties"]["event"]
    empty = json.loads(exported(run, folder, "geojson", "--status", "denied"))
    assert empty == {"type": "FeatureCollection", "features": []}
    figures = json.loads(exported(run, folder, "geojson", "--list", "figures"))
    assert figures["features"][0]["properties"]["measure"] == "killed"


def test_geojson_says_what_has_no_point(run: Run, folder: Path, tmp_path: Path) -> None:
    _, _, errors = run("export", "geojson", "-r", str(folder), "-o", str(tmp_path / "x.geojson"))
    assert "2 events" in errors and "left out 2 without a point" in errors


def test_plover_has_its_manuals_fields(run: Run, folder: Path) -> None:
    found = [json.loads(line) for line in exported(run, folder, "plover").splitlines()]
    assert len(found) == 4 and all(list(event) == layouts()["plover"].names for event in found)
    event = next(event for event in found if event["event"] == ["ASSAULT"] and event["link"])
    assert event["source"] == [
        {"code": "PAK", "sector": None, "actor_text": "Pakistan", "identifier_id": "PAK", "identifier_text": "Pakistan"}
    ]
    assert (event["date"], event["enddate"], event["quad_code"], event["mode"]) == ("2025-06-15", None, 4, ["artillery"])
    assert event["event_loc"]["country code"] == "PK" and event["size_info"] == {"dead": [12, 12]}
    assert event["independent_origins"] == 1 and event["context"] == []
    unknown = next(event for event in found if event["event"] == ["COERCE"])
    assert unknown["date"] is unknown["event_loc"] is unknown["size_info"] is None


@pytest.fixture
def event(folder: Path) -> dict[str, Any]:
    with open_record(folder) as record:
        return next(iter(record.listed("events", type="ASSAULT")))


@pytest.mark.parametrize(
    ("status", "context"),
    [("planned", ["future"]), ("denied", ["negation"]), ("hypothetical", ["hypothetical"]), ("claimed", [])],
)
def test_plover_context_is_the_status(event: dict[str, Any], status: str, context: list[str]) -> None:
    assert plover({**event, "status": status})["context"] == context


def test_plover_leaves_out_ids_that_hold_in_one_report_alone(event: dict[str, Any]) -> None:
    source = plover({**event, "actor": ["x1"]})["source"][0]
    assert (source["identifier_id"], source["identifier_text"], source["actor_text"]) == (None, None, "Pakistan")


def test_acled_has_its_columns(run: Run, folder: Path) -> None:
    text = exported(run, folder, "acled")
    assert text.splitlines()[0].split(",") == layouts()["acled"].names
    row = rows(text)[0]
    assert (row["event_type"], row["sub_event_type"]) == ("Explosions/Remote violence", "Shelling/artillery/missile attack")
    assert (row["disorder_type"], row["event_date"], row["year"], row["time_precision"]) == (
        "Political violence", "2025-06-15", "2025", "1",
    )  # fmt: skip
    assert (row["actor1"], row["inter1"], row["actor2"], row["country"]) == ("Pakistan", "State forces", "Taftan", "Pakistan")
    assert (row["fatalities"], row["geo_precision"], row["source"]) in [("12", "1", "Wire"), ("12", "1", "Outlet 2")]
    assert rows(exported(run, folder, "acled", "--status", "occurred")) == []


@pytest.mark.parametrize(
    ("changes", "column", "value"),
    [
        ({"day_to": None, "day_from": None}, "event_date", None),
        ({"actor_country": ["IRN"]}, "inter1", "External/Other forces"),
        ({"actor_kind": ["armed_group"]}, "inter1", "Rebel group"),
        ({"actor_kind": ["protester"], "acled": "Riots: Mob violence"}, "inter1", "Rioters"),
        ({"actor_kind": ["protester"], "acled": "Protests: Peaceful protest"}, "inter1", "Protesters"),
        ({"recipient_kind": ["civilian", "refugee"]}, "civilian_targeting", "Civilian targeting"),
        ({"recipient_kind": ["civilian", "military"]}, "civilian_targeting", None),
        ({"recipient_kind": ["civilian"]}, "interaction", "State forces-Civilians"),
        ({"place_kind": "country"}, "geo_precision", 3),
        ({"place_name": None}, "geo_precision", None),
        ({"acled": "Protests: Excessive force against protesters"}, "disorder_type", "Political violence; Demonstrations"),
    ],
)
def test_acled_values(event: dict[str, Any], changes: dict[str, Any], column: str, value: object) -> None:
    assert acled({**event, **changes})[column] == value


def test_acled_has_no_column_that_is_not_said(event: dict[str, Any]) -> None:
    assert set(acled(event)) <= set(layouts()["acled"].names)


def test_hxl_has_hashtags_in_the_second_line(run: Run, folder: Path) -> None:
    lines = list(csv.reader(io.StringIO(exported(run, folder, "hxl"))))
    assert lines[0] == layouts()["hxl"].names
    assert lines[1] == layouts()["hxl"].tags and all(tag.startswith("#") for tag in lines[1])
    figure = dict(zip(lines[0], lines[2], strict=True))
    assert (figure["measure"], figure["low"], figure["high"], figure["quantifier"]) == ("killed", "12", "", "at_least")
    assert len(lines) == 4


@pytest.mark.parametrize(
    ("value", "text"),
    [("=HYPERLINK(1)", "'=HYPERLINK(1)"), ("-5 degrees", "'-5 degrees"), ("@all", "'@all"), ("plain", "plain"), (None, ""),
     (-5, -5), (["a", None, "b"], "a; ; b"), (["=x"], "'=x"), ([{"start": 1}], '{"start":1}'), ({"a": 1}, '{"a":1}')],
)  # fmt: skip
def test_cells_are_no_formulas(value: object, text: object) -> None:
    assert cell(value) == text


class Few:
    columns = ["a", "b"]  # noqa: RUF012  a stand-in's

    def __iter__(self) -> Any:
        return iter([{"a": 1, "b": 'x,"y"'}, {"a": None, "b": "two\nlines"}])


def test_plain_rows() -> None:
    file = io.StringIO()
    assert write_csv(Few(), file).written == 2
    assert file.getvalue() == 'a,b\n1,"x,""y"""\n,"two\nlines"\n'
    file = io.StringIO()
    write_json(Few(), file)
    assert json.loads(file.getvalue())[1] == {"a": None, "b": "two\nlines"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("hxl", "--list", "events"), "It is of figures"), (("parquet", "-o", "-"), "is no text"),
        (("csv", "--where", "colour=red"), "unknown filter"), (("csv", "--where", "actor"), "NAME=VALUE"),
        (("csv", "--list", "reports", "--status", "occurred"), "no status"), (("csv", "--status", "maybe"), "Allowed are"),
        (("csv", "-o", "/nowhere/x.csv"), "cannot be written"), (("csv", "--record", "/nowhere"), "holds no record"),
    ],
)  # fmt: skip
def test_mistakes_are_said_in_plain_words(run: Run, folder: Path, arguments: tuple[str, ...], words: str) -> None:
    code, _, errors = run("export", arguments[0], "--record", str(folder), "-o", "-", *arguments[1:])
    assert code == 1 and words in errors and "Traceback" not in errors


def test_sql_prints_tables_csv_and_json(run: Run, folder: Path) -> None:
    query = "SELECT type, count(*) AS n FROM events GROUP BY type ORDER BY type"
    code, out, _ = run("sql", "--record", str(folder), query)
    assert code == 0 and out.split() == ["type", "n", "─" * len(out.split()[2]), "ASSAULT", "3", "COERCE", "3"]
    assert run("sql", "-r", str(folder), query, "--format", "csv")[1] == "type,n\nASSAULT,3\nCOERCE,3\n"
    assert json.loads(run("sql", "-r", str(folder), query, "-f", "json")[1])[0] == {"type": "ASSAULT", "n": 3}
    assert run("sql", "-r", str(folder), query, "-f", "jsonl")[1].count("\n") == 2


def test_sql_without_a_query_lists_what_there_is(run: Run, folder: Path) -> None:
    _, out, _ = run("sql", "-r", str(folder))
    assert "event_list" in out and "linked_events" in out and "PLOVER's type" in out


def test_sql_mistakes(run: Run, folder: Path, tmp_path: Path) -> None:
    for arguments, words in ((("SELEC 1",), "the query"), (("DELETE FROM events",), "read-only")):
        code, _, errors = run("sql", "-r", str(folder), *arguments)
        assert code == 1 and words in errors and "Traceback" not in errors
    assert "dateline build" in run("sql", "-r", str(tmp_path), "SELECT 1")[2]


def test_the_command_build(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.pipeline.Pipeline", lambda settings: Teller())
    (tmp_path / "in.jsonl").write_bytes(b"".join(msgspec.json.encode(article) + b"\n" for article in articles(2)))
    record = str(tmp_path / "record")
    code, out, errors = run("build", str(tmp_path / "in.jsonl"), "--record", record)
    assert (code, out) == (0, "") and "2 reports in the record · 2 coded now" in errors
    assert "nothing changed" in run("build", str(tmp_path / "in.jsonl"), "-r", record)[2]
    code, _, errors = run("build", str(tmp_path / "none.jsonl"), "-r", record)
    assert code == 1 and "none.jsonl" in errors
    assert run("build", "-r", record)[0] == 0




def test_the_pages_are_those_of_the_code() -> None:
    root = Path(__file__).parent.parent
    spec = importlib.util.spec_from_file_location("record_pages", root / "tools" / "record_pages.py")
    assert spec and spec.loader
    pages = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(pages)
    for name, made in (("record-on-disk.md", pages.record_page()), ("exports.md", pages.exports_page())):
        assert (root / "docs" / name).read_text(encoding="utf-8") == made, "make docs writes it anew"
