"""The public functions: one report, or many, without a word about pipelines.

    report = dateline.read("report.html")
    for report in dateline.code(["monday.jsonl", "tuesday.jsonl"], predicates=True): ...
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from dateline.errors import InputError
from dateline.ingest import BY_ENDING, is_address, is_store, read_all
from dateline.pipeline import Pipeline
from dateline.records import Article, Report
from dateline.settings import Settings, load_settings
from dateline.text.surrogates import mend

__all__ = ["code", "read"]

LONGEST_NAME = 1000  # characters that a path may have; what is longer is a text
ABOUT = ("id", "title", "published", "url", "outlet")


@lru_cache(maxsize=2)
def pipeline(settings: Settings) -> Pipeline:
    """The pipeline of some settings, kept: loading one takes seconds."""
    return Pipeline(settings)


def read(what: str | Path, **changes: Any) -> Report:
    """The record of one report: a text, or a file or address that holds one.

    Keywords are what is known about it (published="2025-06-18", title, outlet, url, id) and settings (clean=False).
    Raises InputError if there is no such file, or it holds more than one report, and SettingsError for a wrong setting.
    """
    about = {name: changes.pop(name) for name in ABOUT if name in changes}
    settings = load_settings(**changes)
    articles = list(_two(_articles(what, settings)))
    if len(articles) != 1:
        raise InputError(f"holds {'more than one' if articles else 'no'} report", str(what)[:200], "Use dateline.code for many.")
    article = msgspec.structs.replace(articles[0], **about)
    return next(pipeline(settings).code([article]))


What = str | Path | Article | Mapping[str, Any]


def code(
    what: str | Path | Iterable[What], *, columns: Mapping[str, str] | None = None, **changes: Any
) -> Iterator[Report]:
    """The records of many reports, in order: a path or address, or an iterable of texts, paths, articles or mappings.

    A mapping has the fields of an article ({"id": ..., "text": ..., "published": ...}); `columns` maps names in files
    (columns={"text": "body"}). Raises InputError for a file that cannot be read; a report that cannot be coded comes out
    with the refusal that says why.
    """
    settings = load_settings(**changes)
    many = [what] if isinstance(what, str | Path) else what
    return pipeline(settings).code(article for one in many for article in _articles(one, settings, columns))


def _articles(what: What, settings: Settings, columns: Mapping[str, str] | None = None) -> Iterator[Article]:
    if isinstance(what, Article):
        yield what
    elif isinstance(what, Mapping):
        yield _article(what)
    elif isinstance(what, Path) or _is_place(what):
        yield from read_all([what], settings, columns)
    else:
        yield Article(id="text", text=mend(what))


def _article(record: Mapping[str, Any]) -> Article:
    try:
        return msgspec.convert({"id": "text", **record}, Article)
    except msgspec.ValidationError as error:
        raise InputError(str(error), "a record", "Needed is text; id, published, url, outlet and title may be given.") from None


def _is_place(what: str) -> bool:
    """Whether a string is an address, a path that exists, or meant as one ("reports/june.jsonl"); else it is the text."""
    if is_address(what) or (is_store(what) and not any(char.isspace() for char in what)):
        return True
    if not what.strip() or "\n" in what or len(what) > LONGEST_NAME or "\0" in what:
        return False
    try:
        return Path(what).exists() or (" " not in what.strip() and Path(what).suffix.lower() in BY_ENDING)
    except OSError:
        return False


def _two(articles: Iterator[Article]) -> Iterator[Article]:
    """At most two: enough to know that there is more than one."""
    for number, article in enumerate(articles):
        yield article
        if number:
            return
