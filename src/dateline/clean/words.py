"""The lists of `knowledge/words/furniture.toml`, and whether a line is on one of them."""

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any

from dateline.errors import KnowledgeError

_KEYS = {"exact", "sections", "start", "contain", "pattern"}
_ENTRY = {"words", "most", "example"}
_EDGES = re.compile(r"^[^\w(©]+|[^\w)]+$")
_SEPARATOR = re.compile(r"\s*[|•·/,>]+\s*|\s{2,}|\t")
MENU = 15  # words of a row of links
_BLANKS = re.compile(r"\s+")


def folded(line: str) -> str:
    """A line as the lists write it: "» Read  more..." -> "read more"."""
    bare = _EDGES.sub("", line).lower().replace("’", "'")
    return _BLANKS.sub(" ", bare)


class Furniture:
    """The lists, in a form in which most lines are decided by one look into a table."""

    def __init__(self, table: dict[str, Any]) -> None:
        for key in sorted(set(table) ^ _KEYS):
            raise KnowledgeError(f"unknown or missing list {key!r}", "furniture.toml", f"Lists are {', '.join(sorted(_KEYS))}.")
        self.exact = frozenset(table["exact"])
        self.sections = frozenset(table["sections"])
        self.starts: dict[str, list[tuple[str, int]]] = {}
        for words, most in _entries(table, "start"):
            self.starts.setdefault(words.split()[0], []).append((words, most))
        contain = dict(_entries(table, "contain"))
        self.contain = contain
        self.any_contained = re.compile("|".join(re.escape(words) for words in contain))
        self.patterns = [(_compiled(words), most) for words, most in _entries(table, "pattern")]
        self.most = max([most for _, most in self.patterns] + [m for found in self.starts.values() for _, m in found])

    def holds(self, line: str, fold: str) -> bool:
        """Whether a line, also given folded, is furniture; one without a word is."""
        if not fold or fold in self.exact:
            return True
        count = line.count(" ") + 1
        if count > self.most:
            return False
        if count <= MENU and _SEPARATOR.search(line) and self._is_menu(line):
            return True
        first = fold.split(" ", 1)[0]
        if any(count <= most and fold.startswith(words) for words, most in self.starts.get(first, ())):
            return True
        if any(count <= self.contain[hit] for hit in self.any_contained.findall(fold)):
            return True
        return any(count <= most and pattern.search(line) for pattern, most in self.patterns)


    def _is_menu(self, line: str) -> bool:
        """Whether a line is a row of whole lines: "Facebook | Twitter | WhatsApp"."""
        return all(folded(part) in self.exact for part in _SEPARATOR.split(line) if part)


def _entries(table: dict[str, Any], name: str) -> Iterator[tuple[str, int]]:
    for number, entry in enumerate(table[name], 1):
        where = f"furniture.toml, {name} {number}"
        if set(entry) != _ENTRY or not isinstance(entry["most"], int) or not entry["words"]:
            raise KnowledgeError(f"keys are {', '.join(sorted(entry))}", where, "Needed are words, most (a number) and example.")
        yield entry["words"], entry["most"]


def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise KnowledgeError(f"pattern {pattern!r}: {error}", "furniture.toml") from None


@lru_cache(maxsize=1)
def furniture() -> Furniture:
    """The lists, loaded once."""
    path = files("dateline.knowledge").joinpath("words/furniture.toml")
    return Furniture(tomllib.loads(path.read_text(encoding="utf-8")))
