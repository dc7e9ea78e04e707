"""What the tests share: one loaded pipeline a session, and a short way to code a sentence."""

from collections.abc import Callable

import pytest

from dateline.pipeline import Pipeline
from dateline.records import Article, Report
from dateline.settings import load_settings


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
