"""Names of agencies, broadcasters, papers and sites, from `words/outlets.toml`; also names that were mangled on the way.

    outlets().at("told Al-Jazeera on Friday", 5)    -> ("Al Jazeera", "Al-Jazeera")
    outlets().nearest("Al Jazzera")                 -> "Al Jazeera"
    outlets().is_titled("Lagoon Herald")            -> True: in no list, but no ship or town is called so after "told"
"""

import re
import tomllib
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from importlib.resources import files
from typing import Any

from dateline.errors import KnowledgeError

_FILE = "words/outlets.toml"
_SECTIONS = frozenset({"agencies", "broadcasters", "papers", "sites", "ambiguous"})
_WORDS = "words"  # the section of words that make a name an outlet's
_FIRST = re.compile(r"[^\W_]+")
_ALIKE = 0.82  # share of equal characters above which a mangled name is taken for the real one
_START = 4  # letters that are hardly ever mangled
_SHORTEST = 6  # shorter names are too near to each other


@dataclass(frozen=True, slots=True)
class Outlets:
    """Outlets by the first letters of their names, longest name first; `ambiguous` names are also plain words.

    `by_start` holds the names in small letters by their first four, for names that were mangled.
    """

    by_first: dict[str, tuple[tuple[str, str], ...]]
    ambiguous: frozenset[str]
    last: frozenset[str] = frozenset()
    first: frozenset[str] = frozenset()
    by_start: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)

    def at(self, text: str, start: int) -> tuple[str, str] | None:
        """The outlet whose name begins at a character of the text, and that name as it stands there."""
        for name, outlet in self.by_first.get(first_letters(text[start : start + 20]), ()):
            end = start + len(name)
            if text[start:end].replace("’", "'") == name and not text[end : end + 1].isalnum():
                return outlet, name
        return None

    def is_titled(self, name: str) -> bool:
        """Whether a name of two words or more ends or begins as an outlet's does: "Lagoon Herald", "Radio Lagune"."""
        parts = name.removeprefix("The ").removeprefix("the ").split()
        return len(parts) > 1 and (parts[-1] in self.last or parts[0] in self.first or parts[-2] == "News")

    def is_name(self, name: str) -> bool:
        """Whether this is a name of the list but for its capitals: "al-Jazeera"."""
        given = name.casefold()
        return any(given == known.casefold() for names in self.by_first.values() for known, _ in names)

    def nearest(self, name: str) -> str | None:
        """The outlet that a mangled name stands for, if one is clearly the nearest: same first letters, alike as a whole."""
        given = name.casefold()
        if len(given) < _SHORTEST:
            return None
        best: tuple[float, str] | None = None
        for known, outlet in self.by_start.get(given[:_START], ()):
            if len(known) < _SHORTEST or len(known.split()) != len(given.split()):
                continue
            alike = _likeness(given, known)
            if alike >= _ALIKE and (best is None or alike > best[0]):
                best = (alike, outlet)
        return best[1] if best else None


@lru_cache(maxsize=16_384)
def first_letters(text: str) -> str:
    """"L'Orient-Le Jour" -> "L", "RFE/RL" -> "RFE", "+972" -> "972": what every way of cutting words begins with."""
    match = _FIRST.search(text)
    return match[0] if match else ""


def _likeness(given: str, known: str) -> float:
    """Equal characters, or a common beginning of six letters or more that is most of the shorter name."""
    common = 0
    for one, two in zip(given, known, strict=False):
        if one != two:
            break
        common += 1
    if common >= _SHORTEST and common >= 0.75 * min(len(given), len(known)):
        return max(_ALIKE, SequenceMatcher(None, given, known).ratio())
    return SequenceMatcher(None, given, known).ratio()


@lru_cache(maxsize=1)
def outlets() -> Outlets:
    return from_table(tomllib.loads(files("dateline.knowledge").joinpath(_FILE).read_text(encoding="utf-8")))


def from_table(table: dict[str, Any]) -> Outlets:
    """Outlets of a parsed table; KnowledgeError for an unknown section or names that are no list."""
    endings = table.get(_WORDS, {})
    unknown = sorted(table.keys() - _SECTIONS - {_WORDS}) or sorted(endings.keys() - {"first", "last"})
    if unknown:
        raise KnowledgeError(f"unknown section {unknown[0]!r}", _FILE, f"Allowed: {', '.join(sorted(_SECTIONS))}.")
    found: dict[str, list[tuple[str, str]]] = {}
    for section in (part for name, part in table.items() if name != _WORDS):
        for outlet, others in section.items():
            if not isinstance(others, list):
                raise KnowledgeError(f"outlet {outlet!r} needs a list of other names", _FILE, "An empty list is allowed.")
            for name in (outlet, *others):
                found.setdefault(first_letters(name), []).append((name, outlet))
    ordered = {first: tuple(sorted(names, key=lambda each: (-len(each[0]), each))) for first, names in found.items()}
    last, first = (frozenset(endings.get(side, ())) for side in ("last", "first"))
    return Outlets(ordered, frozenset(table.get("ambiguous", {})), last, first, _by_start(ordered))


def _by_start(ordered: dict[str, tuple[tuple[str, str], ...]]) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for names in ordered.values():
        for name, outlet in names:
            found.setdefault(name.casefold()[:_START], []).append((name.casefold(), outlet))
    return {start: tuple(names) for start, names in found.items()}
