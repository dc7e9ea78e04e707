"""Building a record: nothing done twice, nothing lost, the same record whatever came between. No model here."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dateline.assemble import Built, Options, build
from dateline.assemble.linking import Linker
from dateline.errors import InputError, OutputError
from dateline.records import Article
from dateline.store import unreadable
from dateline.store.files import locked
from dateline.store.reader import open_record
from dateline.store.shards import shard_paths
from dateline.store.writer import NAME
from stand_in_record import Teller, articles

pytestmark = pytest.mark.slow  # whole records or processes: a second a test


def written(path: Path, given: list[Article]) -> Path:
    path.write_bytes(b"".join(msgspec.json.encode(article) + b"\n" for article in given))
    return path


def made(folder: Path, *inputs: Path, teller: Teller | None = None, **more: Any) -> tuple[Built, Teller]:
    teller = teller or Teller()
    options = Options(pipeline=lambda settings: teller, shard=4, **more)
    return build(list(inputs), folder, options), teller


def deep(folder: Path) -> str:
    with open_record(folder) as record:
        return record.digest(deep=True)


@pytest.fixture
def ten(tmp_path: Path) -> Path:
    return written(tmp_path / "ten.jsonl", articles(10))


def test_the_same_input_again_changes_nothing(tmp_path: Path, ten: Path) -> None:
    first, teller = made(tmp_path / "record", ten)
    assert (first.reports, first.coded, first.changed, len(teller.given)) == (10, 10, True, 10)
    before = (tmp_path / "record" / NAME).stat()
    again, teller = made(tmp_path / "record", ten)
    assert (again.coded, again.finished, again.changed, teller.given, again.digest) == (0, 10, False, [], first.digest)
    assert (tmp_path / "record" / NAME).stat().st_mtime_ns == before.st_mtime_ns


def test_only_what_is_new_is_coded(tmp_path: Path, ten: Path) -> None:
    made(tmp_path / "record", ten)
    more = written(tmp_path / "more.jsonl", articles(9, start=5))
    built, teller = made(tmp_path / "record", more)
    assert teller.given == ["r10", "r11", "r12", "r13"]
    assert (built.reports, built.coded, built.finished) == (14, 4, 5)
    made(tmp_path / "at_once", ten, more)
    assert deep(tmp_path / "record") == deep(tmp_path / "at_once")


def test_the_order_of_the_input_does_not_matter(tmp_path: Path) -> None:
    for name, given in (("one", articles(9)), ("two", articles(9)[::-1])):
        made(tmp_path / name, written(tmp_path / f"{name}.jsonl", given))
    assert deep(tmp_path / "one") == deep(tmp_path / "two")


def test_two_reports_with_one_id_are_two_and_one_report_twice_is_one(tmp_path: Path) -> None:
    one, other = articles(2)
    given = [one, msgspec.structs.replace(other, id=one.id), one]
    built, _ = made(tmp_path / "record", written(tmp_path / "in.jsonl", given))
    assert (built.reports, built.finished) == (2, 1)
    with open_record(tmp_path / "record") as record:
        assert [row["id"] for row in record.reports()] == ["r0", "r0"]
        assert len(record.sql("SELECT * FROM refusals WHERE reason = 'duplicate_id'")) == 0


def test_without_an_input_the_tables_are_derived_from_the_shards(tmp_path: Path, ten: Path) -> None:
    folder = tmp_path / "record"
    made(folder, ten)
    before = deep(folder)
    (folder / NAME).unlink()
    built, teller = made(folder)
    assert (built.changed, teller.given, deep(folder)) == (True, [], before)
    (folder / NAME).write_bytes(b"no database")
    made(folder)
    assert deep(folder) == before


def test_another_coder_codes_anew_and_counts(tmp_path: Path, ten: Path) -> None:
    folder = tmp_path / "record"
    made(folder, ten)
    five = written(tmp_path / "five.jsonl", articles(5))
    built, teller = made(folder, five, teller=Teller("two"))
    assert (built.reports, built.coded, len(teller.given)) == (10, 5, 5)
    with open_record(folder) as record:
        counts = record.sql("SELECT fingerprint, count(*) AS n FROM reports GROUP BY 1 ORDER BY 1").to_pylist()
        assert counts == [{"fingerprint": "one", "n": 5}, {"fingerprint": "two", "n": 5}]
        assert len(record.events()) == 20
    built, teller = made(folder, five, teller=Teller("one"))
    assert (built.coded, built.changed, teller.given) == (0, True, [])


def test_all_can_be_coded_anew_without_the_inputs(tmp_path: Path, ten: Path) -> None:
    folder = tmp_path / "record"
    made(folder, ten)
    ten.unlink()
    built, teller = made(folder, teller=Teller("two"), recode=True)
    assert (built.reports, built.coded, sorted(teller.given)) == (10, 10, sorted(f"r{n}" for n in range(10)))
    with open_record(folder) as record:
        assert record.sql("SELECT DISTINCT fingerprint AS f FROM reports").to_pylist() == [{"f": "two"}]
    built, teller = made(folder, teller=Teller("two"), recode=True)
    assert (built.coded, built.changed, teller.given) == (0, False, [])


def test_one_writer_at_a_time(tmp_path: Path, ten: Path) -> None:
    with locked(tmp_path / "record"), pytest.raises(OutputError, match="another build"):
        made(tmp_path / "record", ten)


def test_readers_keep_what_they_opened(tmp_path: Path, ten: Path) -> None:
    made(tmp_path / "record", ten)
    with open_record(tmp_path / "record") as record:
        made(tmp_path / "record", written(tmp_path / "more.jsonl", articles(3, start=20)))
        assert len(record.reports()) == 10
    with open_record(tmp_path / "record") as record:
        assert len(record.reports()) == 13


def test_what_a_killed_run_left_is_swept(tmp_path: Path, ten: Path) -> None:
    folder = tmp_path / "record"
    made(folder, ten)
    for name in ("record.duckdb.tmp", "record.duckdb.tmp.wal", "shards/x.parquet.tmp"):
        (folder / name).write_bytes(b"half")
    made(folder, ten)
    assert not list(folder.rglob("*.tmp*"))


def test_a_damaged_shard_is_named(tmp_path: Path, ten: Path) -> None:
    folder = tmp_path / "record"
    made(folder, ten)
    shard = shard_paths(folder / "shards")[0]
    shard.write_bytes(shard.read_bytes()[:100])
    with pytest.raises(InputError, match=shard.name):
        made(folder, ten)


def test_a_record_in_the_folder_of_its_inputs(tmp_path: Path, ten: Path) -> None:
    folder = ten.parent / "record"
    for _ in range(2):
        built, _ = made(folder, ten.parent)
    assert built.reports == 10


def test_an_input_that_cannot_be_read(tmp_path: Path, ten: Path) -> None:
    with pytest.raises(InputError):
        made(tmp_path / "record", tmp_path / "none.jsonl")
    problems: list[InputError] = []
    built, _ = made(tmp_path / "record", tmp_path / "none.jsonl", ten, problem=problems.append)
    assert (built.reports, len(problems)) == (10, 1)


def test_a_record_of_nothing(tmp_path: Path) -> None:
    built, _ = made(tmp_path / "record")
    assert (built.reports, built.changed) == (0, True)
    with open_record(tmp_path / "record") as record:
        assert len(record.events()) == 0


def test_a_file_where_the_folder_should_be(tmp_path: Path, ten: Path) -> None:
    with pytest.raises(OutputError):
        made(ten)


# ---- links that grow --------------------------------------------------------------------------------------------


def links(folder: Path) -> dict[str, tuple[str, str]]:
    with open_record(folder) as record:
        query = "SELECT r.id, l.copy_group, l.story FROM links AS l JOIN reports AS r USING (report)"
        return {row["id"]: (row["copy_group"], row["story"]) for row in record.sql(query)}


def every_id_leads_on(folder: Path, before: dict[str, tuple[str, str]]) -> bool:
    """Whether the ids that reports were under are still given, or lead to those that they are under."""
    now = links(folder)
    with open_record(folder) as record:
        leads = {row["old"]: row["new"] for row in record.sql("SELECT * FROM redirects")}
    given = {own for ids in now.values() for own in ids}
    found = {own: leads.get(own, own) for ids in before.values() for own in ids}
    assert any(now[name] == ids for name, ids in before.items()), "some go on as they were"
    return set(found.values()) <= given and not given & leads.keys()


def test_what_joins_gives_the_same_tables_as_writing_them_all_anew(tmp_path: Path, ten: Path) -> None:
    folder = tmp_path / "record"
    made(folder, ten, linker=Linker(small=0))
    for start in (10, 13, 20):
        made(folder, written(tmp_path / f"{start}.jsonl", articles(3, start=start)), linker=Linker(small=0))
    grown = deep(folder)
    (folder / NAME).unlink()
    made(folder, linker=Linker(small=0))
    assert deep(folder) == grown


def test_a_large_record_keeps_its_ids_and_a_relinked_one_goes_on_with_them(tmp_path: Path) -> None:
    folder = tmp_path / "record"
    made(folder, written(tmp_path / "late.jsonl", articles(8, start=14)), linker=Linker(small=0))
    before = links(folder)
    made(folder, written(tmp_path / "early.jsonl", articles(8, start=2)), linker=Linker(small=0))
    after = links(folder)
    assert {name: after[name] for name in before} == before
    built, _ = made(folder, linker=Linker(small=0), relink=True)
    assert built.changed
    assert every_id_leads_on(folder, before)


def test_a_small_record_keeps_its_ids_though_it_is_linked_anew(tmp_path: Path) -> None:
    folder = tmp_path / "record"
    made(folder, written(tmp_path / "late.jsonl", articles(8, start=14)))
    before = links(folder)
    made(folder, written(tmp_path / "early.jsonl", articles(8, start=2)))
    assert every_id_leads_on(folder, before)


def test_links_are_made_anew_where_what_they_remember_is_damaged_or_lost(tmp_path: Path, ten: Path) -> None:
    folder = tmp_path / "record"
    made(folder, ten)
    expected = deep(folder)
    (folder / NAME).unlink()
    (folder / "linking" / "linking.sqlite").write_bytes(b"no database, but long enough to be taken for one" * 100)
    made(folder)
    assert deep(folder) == expected
    shutil.rmtree(folder / "linking")
    (folder / NAME).unlink()
    made(folder)
    assert deep(folder) == expected


def test_a_build_killed_between_linking_and_its_tables_goes_on(tmp_path: Path, ten: Path) -> None:
    more = written(tmp_path / "more.jsonl", articles(3, start=20))
    for name in ("whole", "killed"):
        made(tmp_path / name, ten, linker=Linker(small=0))
    made(tmp_path / "whole", more, linker=Linker(small=0))
    before = (tmp_path / "killed" / NAME).read_bytes()
    made(tmp_path / "killed", more, linker=Linker(small=0))
    (tmp_path / "killed" / NAME).write_bytes(before)
    (tmp_path / "killed" / "history.sqlite").unlink()
    made(tmp_path / "killed", linker=Linker(small=0))
    assert deep(tmp_path / "killed") == deep(tmp_path / "whole")


def test_another_coder_links_anew(tmp_path: Path, ten: Path) -> None:
    folder = tmp_path / "record"
    made(folder, ten, linker=Linker(small=0))
    before = links(folder)
    made(folder, ten, teller=Teller("two"), linker=Linker(small=0))
    assert links(folder) == before


# ---- rows that were mended ----------------------------------------------------------------------------------------


def test_an_unreadable_row_leaves_once_it_is_mended(tmp_path: Path) -> None:
    path, folder = written(tmp_path / "in.jsonl", articles(3)), tmp_path / "record"
    good = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(good[0] + b"{half a line\n" + good[2])
    built, _ = made(folder, path)
    assert built.reports == 3
    again, _ = made(folder, path)
    assert (again.reports, again.changed) == (3, False)
    path.write_bytes(b"".join(good))
    built, _ = made(folder, path)
    assert built.reports == 3
    with open_record(folder) as record:
        assert sorted(row["id"] for row in record.reports()) == ["r0", "r1", "r2"]
        assert not len(record.sql("SELECT * FROM refusals WHERE reason = 'unreadable'"))
    path.write_bytes(good[0] + b"{half a line\n" + good[2])
    built, _ = made(folder, path)
    assert built.reports == 4, "it is unreadable again, and r1 was read once"


def test_unreadable_rows_are_written_down_once_a_shard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(b"{half a line\n" * 40)
    folder, told = tmp_path / "record", []
    whole = unreadable.write_whole
    monkeypatch.setattr(unreadable, "write_whole", lambda path, content: (told.append(path.name), whole(path, content)))
    built, _ = made(folder, bad)
    assert built.reports == 40 == len(unreadable.rows(folder))
    assert told.count(unreadable.NAME) <= len(list((folder / "shards").glob("*.parquet"))) + 1


def test_an_unreadable_row_stays_while_its_file_is_not_read_again(tmp_path: Path, ten: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(b"{half a line\n")
    folder = tmp_path / "record"
    made(folder, bad)
    built, _ = made(folder, ten)
    assert built.reports == 11


@pytest.mark.slow
def test_killed_at_random_moments_it_ends_in_the_same_record() -> None:
    script = Path(__file__).parent.parent / "benchmarks" / "kill.py"
    done = subprocess.run(
        [sys.executable, str(script), "--kills", "6", "--seed", "1"], capture_output=True, text=True, timeout=280, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["same"] and told["kills"] == 6


def test_a_record_can_be_opened_twice_and_anew_after_a_build(tmp_path: Path, ten: Path) -> None:
    made(tmp_path / "record", ten)
    with open_record(tmp_path / "record") as old, open_record(tmp_path / "record") as second:
        made(tmp_path / "record", written(tmp_path / "more.jsonl", articles(2, start=10)))
        with open_record(tmp_path / "record") as new:
            assert [len(record.reports().to_pylist()) for record in (old, second, new)] == [10, 10, 12]
    assert not list((tmp_path / "record").glob(".record-*")), "no link stays"
