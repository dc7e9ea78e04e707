"""Files, folders, addresses and standard input to articles, in order, whatever their format.

What cannot be opened (a missing file, an address that does not answer, a table without a text) is an `InputError`. What
is open but cannot be read (half a gzip, a line that is no JSON) is an article with a refusal, so that it stands in the
output under its place, and the batch goes on.

Ids are the input's own. Two reports with one id keep it, both; the second carries a refusal `duplicate_id` that names the
first, and is coded. A report without an id gets its path or address, of a table with the number of its line or row.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

import msgspec

from dateline.errors import InputError
from dateline.ingest.fetch import fetch, is_address
from dateline.ingest.fields import check_map
from dateline.ingest.formats import BY_ENDING, reader_of
from dateline.ingest.ids import Ids
from dateline.ingest.source import PACKED, Source, TooLong, open_path, open_stdin
from dateline.ingest.stores import found, is_store, open_stored
from dateline.records import Article, Refusal
from dateline.settings import Settings
from dateline.text.surrogates import mend

__all__ = ["BY_ENDING", "Problem", "is_address", "is_store", "listed", "read_all"]

UNLISTED = {".md"}
Problem = Callable[[InputError], None]
Opening = Callable[[], Source]


def raise_it(error: InputError) -> None:
    """What is done about an unreadable input unless the caller says otherwise."""
    raise error


def read_all(
    inputs: Iterable[str | Path], settings: Settings, columns: Mapping[str, str] | None = None,
    *, problem: Problem = raise_it, skip: Iterable[Path] = (),
) -> Iterator[Article]:  # fmt: skip
    """The articles of all inputs in order. `problem` is told of an input that cannot be read; the others go on.

    An input is a file, a folder (all files in it with a known ending, sorted), an http address, an address in a store
    (s3://press/june/*.jsonl.gz), or "-" for standard input.
    `skip` names files that are not read where a folder holds them (the output).
    """
    check_map(columns or {})
    seen = Ids()
    for what in inputs:
        try:
            for article in _read(str(what), settings, columns or {}, frozenset(path.resolve() for path in skip)):
                yield _noted(_writable(article), seen)
        except InputError as error:
            problem(error)


def _read(what: str, settings: Settings, columns: Mapping[str, str], skip: frozenset[Path]) -> Iterator[Article]:
    if what == "-":
        yield from _articles(open_stdin(settings, columns))
    elif is_address(what):
        yield from _articles(fetch(what, settings, columns))
    elif Path(what).is_dir():
        for path in listed(Path(what)):
            if path.resolve() not in skip:
                yield from _one_of_many(path.as_posix(), partial(open_path, path, settings, columns))
    elif is_store(what):
        files, many = found(what, BY_ENDING.keys() - UNLISTED, PACKED)
        for file in files:
            opening = partial(open_stored, file, settings, columns)
            yield from _one_of_many(file.address, opening) if many else _whole(opening)
    else:
        yield from _whole(partial(open_path, Path(what), settings, columns))


def listed(folder: Path) -> Iterator[Path]:
    """The files of a folder and of those in it, sorted by path, that have the ending of a format and no leading dot.

    Not Markdown: in a folder that is a README about the reports.
    """
    for path in sorted(folder.rglob("*")):
        bare = Path(path.stem) if path.suffix.lower() in PACKED else path
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if bare.suffix.lower() in BY_ENDING.keys() - UNLISTED and not hidden and not path.is_dir():
            yield path


def _whole(opening: Opening) -> Iterator[Article]:
    with opening() as source:
        yield from _articles(source)


def _one_of_many(name: str, opening: Opening) -> Iterator[Article]:
    """A file of a folder: where it went away since it was listed, or is a table without a text, its article says so."""
    try:
        yield from _whole(opening)
    except InputError as error:
        yield _unreadable(name, "unreadable", error.what)


def _articles(source: Source) -> Iterator[Article]:
    """A source's articles; where reading breaks off, one more says after how many and why."""
    number = 0
    try:
        for article in reader_of(source)(source):
            number += 1
            yield article
    except InputError:
        raise
    except Exception as error:  # noqa: BLE001  readers of outside libraries on damaged bytes raise whatever they like
        reason = "too_long" if isinstance(error, TooLong) else "unreadable"
        name = f"{source.name}:{number + 1}" if number else source.name
        yield _unreadable(name, reason, f"{_words(error)}" + (f" (after {number} records)" if number else ""))


def _words(error: Exception) -> str:
    if isinstance(error, EOFError):
        return "the packed file ends too early"
    return str(error)[:200] or type(error).__name__


def _unreadable(name: str, reason: str, detail: str) -> Article:
    return Article(id=name, text="", source=name, refusals=(Refusal("ingest", reason, detail),))


def _noted(article: Article, seen: Ids) -> Article:
    """The article, with a note if its id was there before."""
    first = seen.met(article.id, article.source or "")
    if first is None:
        return article
    note = Refusal("ingest", "duplicate_id", f"the first one is {first}")
    return msgspec.structs.replace(article, refusals=(*article.refusals, note))


def _writable(article: Article) -> Article:
    """The article with its half characters mended, without which it could not be written."""
    texts = {name: getattr(article, name) for name in ("id", "text", "url", "outlet", "title", "source")}
    changes = {name: mend(value) for name, value in texts.items() if value is not None and not value.isascii()}
    return msgspec.structs.replace(article, **changes) if changes else article
