"""The actors that are known by name: armed groups, organisations, state organs with names of their own, office-holders.

The data are `actors/*.toml`, one entry a line; an entry with an unknown key or kind is refused with the allowed values.
"""

import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal, get_args

import msgspec
from anyascii import anyascii

from dateline.errors import KnowledgeError
from dateline.records import ActorKind

ARTICLES = frozenset({"al", "el", "ul", "the"})  # "Jaish al-Adl" and "Jaish ul-Adl" are one name
_DOTTED = re.compile(r"(?<=\b[A-Za-z])\.(?=[A-Za-z]\b|\s|$)")
_PARTS = re.compile(r"[a-z0-9]+")
_KINDS = frozenset(get_args(ActorKind))
_SECTIONS = {  # of a file, with the kind that its entries have unless they say another
    "groups": "armed_group", "igos": "igo", "ngos": "ngo", "parties": "party", "religious": "religious",
    "governments": "government", "spies": "government", "militaries": "military", "polices": "police",
}  # fmt: skip


class Known(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One named actor. `country` is where it is at home (ISO alpha-3), `since`/`until` the years of its activity.

    `cased` spellings count only as written: acronyms, and names that are also common words ("ISIS", "M23").
    """

    name: str
    kind: ActorKind
    id: str = ""
    country: str | None = None
    aliases: tuple[str, ...] = ()
    cased: tuple[str, ...] = ()
    parent: str | None = None
    since: int | None = None
    until: int | None = None
    note: str | None = None


class Holder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One term of office. `from_` and `to` are ISO dates or months; `alone` are single names that suffice ("Putin")."""

    name: str
    office: str
    id: str = ""
    country: str | None = None
    kind: ActorKind = "government"
    gender: Literal["m", "f"] = "m"
    aliases: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    from_: str = msgspec.field(default="", name="from")
    to: str = ""


@dataclass
class ActorBook:
    """All entries by id, and the ids behind each spelling, as tuples of folded words."""

    known: dict[str, Known] = field(default_factory=dict)
    terms: dict[str, list[Holder]] = field(default_factory=dict)
    spellings: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    cased: dict[str, list[str]] = field(default_factory=dict)
    alone: dict[str, list[str]] = field(default_factory=dict)
    offices: dict[tuple[str, str], list[Holder]] = field(default_factory=dict)
    starts: dict[str, tuple[int, ...]] = field(default_factory=dict)
    as_of: str = ""

    def holder(self, person: str, day: str | None) -> Holder | None:
        """The term that a person served on a day; None without a day, or after the day until which the list is known."""
        if day is None or day > self.as_of:
            return None
        return next((term for term in self.terms.get(person, ()) if _covers(term, day)), None)

    def in_office(self, country: str, office: str, day: str) -> Holder | None:
        """Who held an office on a day, if exactly one is known: ("IRN", "foreign minister", "2025-06-18") -> Araghchi."""
        if day > self.as_of:
            return None
        fitting = [term for term in self.offices.get((country, plain_office(office)), ()) if _covers(term, day)]
        return fitting[0] if len(fitting) == 1 else None


_OFFICES = {
    "premier": "prime minister", "minister of foreign affairs": "foreign minister", "minister of defence": "defence minister",
    "external affairs minister": "foreign minister", "minister of the interior": "interior minister",
    "foreign affairs minister": "foreign minister", "secretary of defence": "defence secretary",
}  # fmt: skip


def plain_office(office: str) -> str:
    """One name for an office: "Minister of Defense" -> "defence minister"."""
    plain = office.lower().replace("defense", "defence")
    return _OFFICES.get(plain, plain)


def _covers(term: Holder, day: str) -> bool:
    return term.from_ <= day and (not term.to or day[: len(term.to)] <= term.to)


@lru_cache(maxsize=16_384)
def folded(text: str) -> tuple[str, ...]:
    """A name as the words that count: "Jaysh al-‘Adl" -> ("jaysh", "adl"), "U.N." -> ("un",)."""
    plain = text if text.isascii() else anyascii(text)
    plain = _DOTTED.sub("", plain).replace("'s ", " ").replace("'", "").lower()
    words = tuple(_PARTS.findall(plain))
    return tuple(word for word in words if word not in ARTICLES) or words


@lru_cache(maxsize=1)
def actor_book() -> ActorBook:
    """The book of this installation, read once; raises KnowledgeError for an entry that does not fit."""
    book = ActorBook()
    for path in sorted(_tables(), key=lambda each: each.name):
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        book.as_of = tables.pop("as_of", book.as_of)
        for section, entries in tables.items():
            for key, entry in entries.items():
                where = f"{path.name} [{section}] {key}"
                if section == "holders":
                    _add_holder(book, key, entry, where)
                else:
                    _add_known(book, key, {"kind": _section_kind(section, where), "id": key} | entry, where)
    _index_starts(book)
    return book


def _section_kind(section: str, where: str) -> str:
    if section not in _SECTIONS:
        raise KnowledgeError(f"unknown section {section!r}", where, f"Allowed are holders, {', '.join(_SECTIONS)}.")
    return _SECTIONS[section]


def _tables() -> list[Traversable]:
    folder = files("dateline.knowledge").joinpath("actors")
    return [path for path in folder.iterdir() if path.name.endswith(".toml") and path.name not in ("organs.toml",)]


def _add_known(book: ActorBook, key: str, entry: dict[str, Any], where: str) -> None:
    known = read_entry(entry, Known, where)
    if key in book.known:
        raise KnowledgeError(f"the id {key!r} stands twice", where, "Give each actor one entry.")
    book.known[key] = known
    for spelling in (known.name, *known.aliases):
        words = folded(spelling)
        _append(book.spellings, words, key)
        if words[0] == "un" and len(words) > 1:  # "UN Women" is also written "United Nations Women"
            _append(book.spellings, ("united", "nations", *words[1:]), key)
    for spelling in known.cased:
        _append(book.cased, spelling, key)
        if len(folded(spelling)) > 1:  # the tokenizer cuts "ISIS-K" in three
            _append(book.spellings, folded(spelling), key)


def _add_holder(book: ActorBook, key: str, entry: dict[str, Any], where: str) -> None:
    person = f"person:{key}"
    terms = entry.pop("terms", None) or [{}]
    book.terms[person] = [read_entry({**entry, **term, "id": person}, Holder, where) for term in terms]
    for term in book.terms[person]:
        if term.country:
            book.offices.setdefault((term.country, plain_office(term.office)), []).append(term)
    first = book.terms[person][0]
    for spelling in (first.name, *first.aliases):
        _append(book.spellings, folded(spelling), person)
    for spelling in first.alone:
        _append(book.alone, spelling, person)


def read_entry[T: (Known, Holder)](entry: dict[str, Any], kind: type[T], where: str) -> T:
    """One entry of the book, or a KnowledgeError that names the entry and what is allowed."""
    if entry.get("kind", "other") not in _KINDS:
        raise KnowledgeError(f"unknown kind {entry['kind']!r}", where, f"Allowed are {', '.join(sorted(_KINDS))}.")
    try:
        made = msgspec.convert(entry, kind)
    except msgspec.ValidationError as error:
        allowed = ", ".join(each.encode_name for each in msgspec.structs.fields(kind))
        raise KnowledgeError(str(error), where, f"Allowed keys are {allowed}.") from None
    if made.country is not None and not re.fullmatch(r"[A-Z]{3}", made.country):
        raise KnowledgeError(f"{made.country!r} is no ISO 3166-1 alpha-3 code", where, "Write three capitals, or leave it out.")
    return made


def _append[K](table: dict[K, list[str]], key: K, value: str) -> None:
    ids = table.setdefault(key, [])
    if value not in ids:
        ids.append(value)


def _index_starts(book: ActorBook) -> None:
    """First word -> the lengths that names with it have, longest first, so that a scan tries few slices."""
    lengths: dict[str, set[int]] = {}
    for spelling in book.spellings:
        lengths.setdefault(spelling[0], set()).add(len(spelling))
    book.starts = {word: tuple(sorted(each, reverse=True)) for word, each in lengths.items()}
