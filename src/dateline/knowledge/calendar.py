"""Words of time by kind, from `words/calendar.toml`: one look-up per token, before any rule is tried.

A kind is one letter, so that the kinds of a sentence are a string and the grammar of `extract.times` is a few regular
expressions over it. "the end of last week" is `dzolU`. Upper-case kinds carry a value:

    M month   W weekday   S season   P part of day   U unit   T today ...   Y year   N number   O ordinal   K decade
    C clock   I whole date   A a.m./p.m.   Z zone   F daily ...   R now ...   V daylong ...   H a phrase starts   3 Q1
    y early, late   z the end
"""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from dateline.errors import KnowledgeError

FILE = "knowledge/words/calendar.toml"

Value = int | float | str | None


class Mark(NamedTuple):
    """What a word may be: `kind` is the letter, `value` what it stands for, `care` why it needs a second look."""

    kind: str
    value: Value = None
    care: str = ""


class Calendar(NamedTuple):
    """`words` by lower-case token; `feasts` and `named` by phrase, `phrase_starts` by their first word."""

    words: dict[str, Mark]
    feasts: dict[str, str]
    named: dict[str, str]
    phrase_starts: dict[str, tuple[tuple[str, ...], ...]]
    strength: dict[str, str]
    lists: dict[str, frozenset[str]]


KINDS = {
    "months": "M", "month_abbreviations": "M", "weekdays": "W", "weekday_abbreviations": "W", "seasons": "S",
    "parts_of_day": "P", "units": "U", "day_words": "T", "numbers": "N", "ordinals": "O", "decades": "K",
    "frequency": "F", "whole_durations": "V", "references": "R", "modifiers": "y", "edges": "z", "halves_of_day": "A",
}  # fmt: skip
CARE = {
    "months": "name", "month_abbreviations": "short", "weekdays": "name", "weekday_abbreviations": "short", "seasons": "season",
    "parts_of_day": "part", "units": "unit", "day_words": "title", "frequency": "title",
}  # fmt: skip
LISTS = (
    "plan_words", "done_words", "timetable_words", "metadata_words", "counted_words", "counting_words", "contract_words",
    "kin_words",
)  # fmt: skip
PHRASES = ("feasts", "named", "names_of_other_things")
OTHERS = {*PHRASES, "vague_numbers", "zones", "glue", "strength", "adjectives_of_reference", "nouns_of_reference"}
LETTERS = frozenset("datshlnbceovkjuipQfrJGBDE1Xw456789',_/.g")


@lru_cache(maxsize=1)
def calendar() -> Calendar:
    """The calendar, loaded once. Raises KnowledgeError for an unknown section or letter."""
    text = files("dateline").joinpath(FILE).read_text(encoding="utf-8")
    return build(tomllib.loads(text))


def build(table: dict[str, Any]) -> Calendar:
    """The calendar of a parsed TOML table; a section that no rule knows is refused."""
    allowed = {*KINDS, *LISTS, *OTHERS}
    for section in table:
        if section not in allowed:
            raise KnowledgeError(f"unknown section [{section}]", FILE, f"Allowed are {', '.join(sorted(allowed))}.")
    feasts, named, names = ({_tokens(phrase): value for phrase, value in table[name].items()} for name in PHRASES)
    return Calendar(
        words=_words(table),
        feasts=feasts,
        named=named,
        phrase_starts=_by_first_word([tuple(phrase.split()) for phrase in (*feasts, *named, *names)]),
        strength=dict(table["strength"]),
        lists={name: frozenset(table[name]["words"]) for name in LISTS},
    )


def _tokens(phrase: str) -> str:
    """A phrase cut as the tokenizer cuts it: "new year 's day", "eid al - fitr"."""
    return phrase.replace("'s", " 's").replace("s'", "s '").replace("-", " - ")


def _words(table: dict[str, Any]) -> dict[str, Mark]:
    """Later sections do not replace earlier ones: "second" is an ordinal before it is a unit."""
    words: dict[str, Mark] = {}
    for word, letter in table["glue"].items():
        if letter not in LETTERS:
            raise KnowledgeError(f"[glue] {word} = {letter!r}", FILE, f"Allowed letters are {' '.join(sorted(LETTERS))}.")
        words[word] = Mark(letter)
    for word in table["vague_numbers"]["words"]:
        words.setdefault(word, Mark("N"))
    for word in table["zones"]["words"]:
        words.setdefault(word, Mark("Z"))
    for section in sorted(KINDS, key=lambda name: name == "units"):
        for word, value in table[section].items():
            words.setdefault(word, Mark(KINDS[section], value, CARE.get(section, "")))
            if section in ("month_abbreviations", "weekday_abbreviations"):
                words.setdefault(word + ".", Mark(KINDS[section], value, "dotted"))
    for word, value in table["adjectives_of_reference"].items():
        words.setdefault(word, Mark("R", value, "adjective"))
    for word, value in table["nouns_of_reference"].items():
        words.setdefault(word, Mark("R", value, "noun"))
    for name in PHRASES:
        for first in (_tokens(phrase).split()[0] for phrase in table[name]):
            if not first.isdigit():
                words.setdefault(first, Mark("H"))
    return words


def _by_first_word(phrases: list[tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases by their first word, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        found.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(sorted(group, key=len, reverse=True)) for first, group in found.items()}
