"""What the tests share: one loaded pipeline a session, and a short way to code a sentence."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from fastapi.testclient import TestClient

from dateline.assemble import Options, build
from dateline.pipeline import Pipeline
from dateline.records import Article, Report
from dateline.serve import create_app
from dateline.settings import load_settings
from desk_record import build_desk
from stand_in_record import Teller, articles


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """The default pipeline with `--no-clean` and `--predicates`; tests that use it are marked `model`."""
    return Pipeline(load_settings(clean=False, predicates=True))


@pytest.fixture(scope="session")
def code(pipeline: Pipeline) -> Callable[..., Report]:
    """`code(text, published="2025-06-18")` gives the report of a text."""

    def run(text: str, published: str | None = None, title: str | None = None) -> Report:
        return next(pipeline.code([Article(id="t", text=text, published=published, title=title)]))

    return run


@pytest.fixture(scope="session")
def told_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of three articles of the stand-in, built once: for reading. Who writes takes a copy."""
    folder = tmp_path_factory.mktemp("told")
    given = folder / "given.jsonl"
    given.write_bytes(b"".join(msgspec.json.encode(article) + b"\n" for article in articles(3)))
    build([given], folder / "record", Options(pipeline=lambda settings: Teller()))
    return folder / "record"


@pytest.fixture(scope="session")
def desk_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of `desk_record`, built once: for reading. Who writes takes a copy."""
    return build_desk(tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="session")
def told_client(told_record: Path) -> Iterator[TestClient]:
    """A reader of the pages of `told_record`."""
    with TestClient(create_app(told_record), base_url="http://127.0.0.1") as client:
        yield client
