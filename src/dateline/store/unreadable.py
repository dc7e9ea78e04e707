"""`unreadable.json`: where in the inputs rows stood that could not be read, so that a row leaves the record once it is mended.

A report is otherwise never dropped: that its file was moved away says nothing. A file that was read again, in which the
row is no longer unreadable, says that it was mended.
"""

import re
from pathlib import Path

import msgspec

from dateline.errors import InputError
from dateline.records import FATAL_REASONS, Article
from dateline.store.files import write_whole
from dateline.store.shards import key_of

NAME = "unreadable.json"
_ROW = re.compile(r":\d+$")


class Row(msgspec.Struct):
    """The place of an unreadable row, and whether it was mended since."""

    place: str
    mended: bool = False


def rows(folder: Path) -> dict[str, Row]:
    """The unreadable rows that a record holds, by key."""
    path = folder / NAME
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, Row])
    except FileNotFoundError:
        return {}
    except (msgspec.MsgspecError, UnicodeDecodeError):
        remedy = "Remove it; what was mended meanwhile counts again."
        raise InputError("is no list of unreadable rows", str(path), remedy) from None


def mended(folder: Path) -> set[str]:
    """The keys of reports that no longer count."""
    return {key for key, row in rows(folder).items() if row.mended}


class Seen:
    """What a build meets of its inputs: the files, and the rows of them that cannot be read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._rows = rows(folder)
        self._files: set[str] = set()
        self._bad: set[str] = set()
        self._new = False

    def note(self, article: Article) -> None:
        """Takes an article as it comes in; `keep` writes an unreadable one down."""
        place = article.source or article.id
        self._files.add(file_of(place))
        if not article.text and any(one.reason in FATAL_REASONS for one in article.refusals):
            key = key_of(article)
            self._bad.add(key)
            if self._rows.get(key) != Row(place):
                self._rows[key] = Row(place)
                self._new = True

    def keep(self) -> None:
        """Writes down what was noted: before the shard that holds it, so that no killed build forgets where a row stood."""
        if self._new:
            write_whole(self._folder / NAME, msgspec.json.encode(dict(sorted(self._rows.items()))))
            self._new = False

    def done(self) -> None:
        """All inputs were read: rows of the files that were met, and that are not unreadable any more, were mended."""
        met = {key for key, row in self._rows.items() if file_of(row.place) in self._files}
        gone = [key for key in met - self._bad if not self._rows[key].mended]
        for key in gone:
            self._rows[key].mended = True
            self._new = True
        self.keep()


def file_of(place: str) -> str:
    """The file that a row stands in: "news.jsonl:12" -> "news.jsonl"."""
    return _ROW.sub("", place)


