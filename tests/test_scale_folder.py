"""Files to a folder of shards: the same whoever codes, finished work passed over, whole in a store, the beginning of a record."""

import json
from collections.abc import Callable
from pathlib import Path

import fsspec
import pytest

from dateline.assemble import Options, build
from dateline.assemble.linking import Linker
from dateline.errors import InputError
from dateline.scale.alone import Alone
from dateline.scale.folder import code_files
from dateline.scale.ledger import Done, Ledger
from dateline.scale.pool import Pool
from dateline.settings import load_settings
from dateline.store.reader import open_record
from stand_in_record import Teller, articles
from stand_in_scale import Makes, Poisonable, numbered

pytestmark = pytest.mark.slow  # whole records or processes: a second a test

SETTINGS = load_settings()


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, first in (("a", 0), ("b", 150), ("c", 300)):
        given = numbered(450)[first : first + 150]
        (folder / f"{name}.jsonl").write_text("".join(json.dumps({"id": one.id, "text": one.text}) + "\n" for one in given))
    return folder


def told(into: list[Done | InputError]) -> Callable[[Done | InputError], None]:
    return into.append


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_files_whoever_codes(inputs: Path, tmp_path: Path) -> None:
    found: list[Done | InputError] = []
    code_files([str(inputs)], f"{tmp_path}/one/", Alone(Poisonable()), (SETTINGS, {}, told(found)))
    with Pool(Makes(), 2) as pool:
        code_files([str(inputs)], f"{tmp_path}/two/", pool, (SETTINGS, {}, told(found)))
    assert content(tmp_path / "one") == content(tmp_path / "two")
    lines = [json.loads(line) for line in (tmp_path / "one" / "manifest.jsonl").read_text().splitlines()]
    assert [Path(line["input"]).name for line in lines] == ["a.jsonl", "b.jsonl", "c.jsonl"]
    assert [(line["reports"], len(line["shards"])) for line in lines] == [(150, 3)] * 3


def test_finished_work_is_passed_over(inputs: Path, tmp_path: Path) -> None:
    out, found = f"{tmp_path}/out/", []  # type: ignore[var-annotated]
    code_files([str(inputs)], out, Alone(Poisonable()), (SETTINGS, {}, told(found)))
    whole = content(tmp_path / "out")
    for path in [*(tmp_path / "out").rglob("done/*")][:2] + [*(tmp_path / "out").rglob("shards/*")][:2]:
        path.unlink()
    again: list[Done | InputError] = []
    assert code_files([str(inputs)], out, Alone(Poisonable()), (SETTINGS, {}, told(again))) < 2
    assert again == found and content(tmp_path / "out") == whole


def test_a_store_of_objects(inputs: Path) -> None:
    store = fsspec.filesystem("memory")
    for path in inputs.iterdir():
        store.pipe_file(f"/press/{path.name}", path.read_bytes())
    found: list[Done | InputError] = []
    how = (SETTINGS, {}, told(found))
    code_files(["memory://press"], "memory://coded", Alone(Poisonable()), how)
    assert [one.reports for one in found if isinstance(one, Done)] == [150] * 3
    assert len(store.find("/coded/shards")) == 9 and store.exists("/coded/manifest.jsonl")
    assert code_files(["memory://press"], "memory://coded", Alone(Poisonable()), how) == 3


def test_what_is_no_file_is_said_and_the_others_go_on(inputs: Path, tmp_path: Path) -> None:
    found: list[Done | InputError] = []
    how = (SETTINGS, {}, told(found))
    code_files([str(tmp_path / "none.jsonl"), str(inputs / "a.jsonl")], f"{tmp_path}/out/", Alone(Poisonable()), how)
    assert [type(one).__name__ for one in found] == ["InputError", "Done"]
    assert not (tmp_path / "out" / "manifest.jsonl").exists(), "not all is there"
    with pytest.raises(InputError, match="no file of a folder"):
        code_files(["-"], f"{tmp_path}/out/", Alone(Poisonable()), how)


def test_the_folder_is_the_beginning_of_a_record(tmp_path: Path) -> None:
    given = articles(150)
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps({"id": a.id, "text": a.text, "published": a.published}) + "\n" for a in given))
    options = Options(pipeline=lambda settings: Teller(), linker=Linker(small=0))
    expected = build([path], tmp_path / "built", options).digest
    found: list[Done | InputError] = []
    code_files([str(path)], f"{tmp_path}/coded/", Alone(Teller()), (SETTINGS, {}, told(found)))
    assert build([], tmp_path / "coded", options).digest == expected
    with open_record(tmp_path / "built") as one, open_record(tmp_path / "coded") as other:
        assert one.digest(deep=True) == other.digest(deep=True)


def test_a_name_says_what_and_by_whom(tmp_path: Path) -> None:
    one, other = numbered(3), numbered(4)
    names = {Ledger(str(tmp_path), coder).shard_name(given) for coder in ("a", "b") for given in (one, other)}
    assert len(names) == 4
