"""Inputs in stores: addresses, folders and patterns, read from memory. No network here."""

import gzip
import importlib.util
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest
import zstandard

import dateline.api
from archive import packed, record
from dateline.errors import InputError
from dateline.ingest import is_store, read_all
from dateline.settings import load_settings

LINE = b'{"id": "%s", "text": "Two lorries were turned back at the gate."}\n'


@pytest.fixture
def store() -> Iterator[Any]:
    memory = fsspec.filesystem("memory")
    memory.pipe("/press/june/a.jsonl", LINE % b"a")
    memory.pipe("/press/june/b.jsonl.gz", gzip.compress(LINE % b"b"))
    memory.pipe("/press/june/deep/c.jsonl.zst", zstandard.compress(LINE % b"c"))
    memory.pipe("/press/june/deep/d.txt", b"Shots were heard at the border post.")
    memory.pipe("/press/june/.hidden/e.jsonl", LINE % b"e")
    memory.pipe("/press/june/about.md", b"What is in here.")
    memory.pipe("/press/june/table.csv", b"colour,size\nred,3\n")
    yield memory
    memory.rm("/press", recursive=True)


def ids(*inputs: str) -> list[str]:
    return [article.id for article in read_all(inputs, load_settings())]


@pytest.mark.parametrize(
    ("address", "expected"),
    [("memory://press/june/a.jsonl", ["a"]), ("memory://press/june/b.jsonl.gz", ["b"]),
     ("memory://press/june/*.jsonl*", ["a", "b"]),
     ("memory://press/june/**/*.jsonl*", ["e", "a", "b", "c"]), ("memory://press/june/[bc].jsonl.gz", ["b"]),
     ("memory://press/june/deep/d.txt", ["memory:///press/june/deep/d.txt"]),
     ("memory://press/june", ["a", "b", "c", "memory:///press/june/deep/d.txt", "memory:///press/june/table.csv"])],
)  # fmt: skip
def test_files_folders_and_patterns(store: Any, address: str, expected: list[str]) -> None:
    assert ids(address) == expected


def test_a_table_without_a_text_among_many_says_so_and_alone_is_an_error(store: Any) -> None:
    article = list(read_all(["memory://press/june"], load_settings()))[-1]
    assert article.refusals[0].detail == "no column with the text; there are: colour, size"
    with pytest.raises(InputError, match="no column with the text"):
        ids("memory://press/june/table.csv")


def test_archives_in_a_store(store: Any) -> None:
    store.pipe("/press/day.warc.gz", b"".join(packed(record(1), record(2))))
    assert [article.url for article in read_all(["memory://press/day.warc.gz"], load_settings())] == [
        "https://news.example/1", "https://news.example/2",
    ]  # fmt: skip


def test_local_files_by_address_and_in_a_zip(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(LINE % b"a")
    with zipfile.ZipFile(tmp_path / "day.zip", "w") as file:
        file.writestr("x/b.jsonl", LINE % b"b")
    assert ids(f"file://{tmp_path}/a.jsonl") == ["a"]
    assert ids(f"file://{tmp_path}/*.jsonl") == ["a"]
    assert ids(f"zip://x/*.jsonl::file://{tmp_path}/day.zip") == ["b"]


@pytest.mark.parametrize(
    ("address", "words"),
    [("memory://press/july.jsonl", "no such file"), ("memory://press/june/*.parquet", "there is no such file"),
     ("nothing://press/a", "there is no store nothing://"), ("zip://a::https://x.example/b.zip", "a file on the web"),
     ("s3://", "needs the package s3fs|cannot be read")],
)  # fmt: skip
def test_what_is_wrong_is_said(store: Any, address: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        ids(address)


@pytest.mark.parametrize(("scheme", "package", "extra"), [("s3", "s3fs", "s3"), ("gs", "gcsfs", "gcs")])
def test_a_missing_driver_names_its_extra(monkeypatch: pytest.MonkeyPatch, scheme: str, package: str, extra: str) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *rest: None if name == package else real(name, *rest))
    with pytest.raises(InputError) as raised:
        ids(f"{scheme}://press/june.jsonl")
    assert raised.value.what == f"{scheme}:// needs the package {package}, which is not installed"
    assert raised.value.remedy == f"Install it with: pip install 'dateline[{extra}]'"


def test_a_store_that_breaks_off_is_told_and_the_others_go_on(store: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    real = type(store).open

    def broken(self: Any, path: str, *rest: Any, **more: Any) -> Any:
        if path.endswith("a.jsonl"):
            raise PermissionError("403")
        return real(self, path, *rest, **more)

    monkeypatch.setattr(type(store), "open", broken)
    first, second = read_all(["memory://press/june/*.jsonl*"], load_settings())
    assert first.refusals[0].detail == "cannot be read: no permission (are the store's credentials set?)"
    assert second.id == "b"


@pytest.mark.parametrize(
    ("what", "is_one"),
    [("s3://press/a", True), ("gs://press", True), ("memory://a", True), ("zip://a::s3://b/c.zip", True),
     ("https://x.example/", False), ("a::b.jsonl", False),
     ("c:\\news\\a.txt", False), ("a.jsonl", False), ("-", False), ("june/", False), ("He said: it is over.", False)],
)  # fmt: skip
def test_what_is_an_address_in_a_store(what: str, is_one: bool) -> None:
    assert is_store(what) is is_one


def test_a_text_that_quotes_an_address_is_a_text() -> None:
    assert dateline.api._is_place("s3://press/a.jsonl")
    assert not dateline.api._is_place("see://this he said to the guards at the gate")


def test_fsspec_is_not_imported_for_plain_files() -> None:
    import subprocess
    import sys

    code = "import sys, dateline.ingest; sys.exit('fsspec' in sys.modules or 'fastwarc' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
