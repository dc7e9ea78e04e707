"""What words do to the truth of a predicate, from `words/modality.toml` and `words/implicatives.toml`.

An `Effect` is what a mark or an embedding head does: it passes the head's truth on ("managed to land"), flips it ("failed to
land"), keeps the predicate true or false whatever becomes of the head ("regretted landing", "pretended to land"), or sets a
status with a score ("planned to land").
"""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal, get_args

import msgspec

from dateline.errors import KnowledgeError
from dateline.records import Status

Frame = Literal[
    "to", "np_to", "bare", "ing", "that", "wh", "np", "subject", "compound", "of", "for", "from", "in", "into", "on", "to_np",
    "with", "about", "against", "over", "by", "as", "at", "toward", "claim",
]  # fmt: skip
Kind = Literal["verb", "noun", "adjective"]
How = Literal["pass", "flip", "fact", "counter", "set"]


class Effect(msgspec.Struct, frozen=True):
    """`status` and `score` count only where `how` is "set"."""

    how: How
    status: Status = "occurred"
    score: float = 3.0


class Operator(msgspec.Struct, frozen=True):
    """What a head does when it is itself affirmed and when it is denied; `name` is its group in the file."""

    name: str
    yes: Effect
    no: Effect


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of implicatives.toml."""

    name: str
    frames: tuple[Frame, ...]
    yes: str
    no: str
    heads: tuple[str, ...]
    example: str
    on: str
    status: Status
    kind: Kind = "verb"


class Modal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    plain: str
    negated: str
    perfect: str
    perfect_negated: str
    example: str


class Mark(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words or a preposition with one effect, and a sentence that shows it on the predicate `on`."""

    effect: str
    example: str
    words: tuple[str, ...] = ()
    on: str = ""


class Conditionals(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that open a condition, and auxiliaries that do so before their subject, each with its effect."""

    markers: frozenset[str]
    inverted: dict[str, str]


class Modality(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """modality.toml as it stands."""

    modals: dict[str, Modal]
    spellings: dict[str, str]
    adverbs: dict[str, Mark]
    escapes: dict[str, frozenset[str]]
    adjectives: dict[str, Mark]
    negators: dict[str, frozenset[str]]
    conditionals: Conditionals
    connectives: dict[str, frozenset[str]]
    prepositions: dict[str, Mark]
    generic: dict[str, frozenset[str]]
    light: dict[str, frozenset[str]]
    announced: dict[str, frozenset[str]]
    attachment: dict[str, frozenset[str]]
    modal_facts: dict[str, frozenset[str]]
    hearsay: dict[str, frozenset[str]]
    futures: dict[str, frozenset[str]]
    denials: dict[str, frozenset[str]]
    requests: dict[str, frozenset[str]]
    scenes: dict[str, frozenset[str]]


class Signs(msgspec.Struct, frozen=True):
    """The tables that the judging of a predicate looks up; modals by word as (plain, negated, perfect, perfect negated)."""

    modals: dict[str, tuple[Effect, Effect, Effect, Effect]]
    adverbs: dict[str, Effect]
    adjectives: dict[str, Effect]
    prepositions: dict[str, Effect]
    inverted: dict[str, Effect]
    conditional: frozenset[str]
    negators: dict[str, frozenset[str]]
    connectives: dict[str, frozenset[str]]
    generic: dict[str, frozenset[str]]
    negated_keeps: frozenset[str]
    escapes: frozenset[str]
    perceived: frozenset[str]
    announced_done: frozenset[str]
    attachment: dict[str, frozenset[str]]
    hearsay: dict[str, frozenset[str]]
    futures: dict[str, frozenset[str]]
    denials: dict[str, frozenset[str]]
    requests: dict[str, frozenset[str]]
    scenes: dict[str, frozenset[str]]
    idioms: frozenset[str]


def effect_of(text: str, where: str) -> Effect:
    """`"flip"` or `"planned 2"` as an Effect; KnowledgeError names the entry and what is allowed."""
    words = text.split()
    if len(words) == 1 and words[0] in ("pass", "flip", "fact", "counter"):
        return Effect(words[0])  # type: ignore[arg-type]
    allowed = get_args(Status)
    if len(words) == 2 and words[0] in allowed:
        try:
            return Effect("set", words[0], max(-3.0, min(3.0, float(words[1]))))  # type: ignore[arg-type]
        except ValueError:
            pass
    raise KnowledgeError(
        f"unknown effect {text!r}", where, f"Allowed: pass, flip, fact, counter, or a status ({', '.join(allowed)}) and a score."
    )


def _table(name: str) -> dict[str, Any]:
    path = files("dateline.knowledge").joinpath(f"words/{name}")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def groups() -> tuple[Group, ...]:
    """The groups of implicatives.toml, checked."""
    return read_groups(_table("implicatives.toml"), "implicatives.toml")


def read_groups(table: dict[str, Any], where: str) -> tuple[Group, ...]:
    """Groups of a parsed table; KnowledgeError for an unknown key, frame, kind or status."""
    found = []
    for entry in table.get("group", []):
        try:
            found.append(msgspec.convert(entry, Group))
        except msgspec.ValidationError as error:
            raise KnowledgeError(
                str(error), f"{where}: {entry.get('name', '?')}", "See the head of the file for what is allowed."
            ) from None
    return tuple(found)


@lru_cache(maxsize=1)
def operators() -> dict[tuple[Kind, str, str], Operator]:
    """(kind, frame, head) to its operator; a head that stands in two groups of one frame keeps the first."""
    found: dict[tuple[Kind, str, str], Operator] = {}
    for group in groups():
        where = f"implicatives.toml: {group.name}"
        made = Operator(group.name, effect_of(group.yes, where), effect_of(group.no, where))
        for frame in group.frames:
            for head in group.heads:
                found.setdefault((group.kind, frame, head), made)
    return found


@lru_cache(maxsize=1)
def modality() -> Modality:
    """modality.toml, checked."""
    try:
        return msgspec.convert(_table("modality.toml"), Modality)
    except msgspec.ValidationError as error:
        raise KnowledgeError(str(error), "modality.toml", "See the head of the file for what is allowed.") from None


def _marked(marks: dict[str, Mark], table: str) -> dict[str, Effect]:
    return {
        word: effect_of(mark.effect, f"modality.toml: {table}.{name}")
        for name, mark in marks.items()
        for word in mark.words or (name,)
    }


@lru_cache(maxsize=1)
def signs() -> Signs:
    """All local marks, ready to be looked up by lower-case word."""
    told = modality()
    modals = {}
    for word, modal in told.modals.items():
        where = f"modality.toml: modals.{word}"
        modals[word] = (
            effect_of(modal.plain, where), effect_of(modal.negated, where),
            effect_of(modal.perfect, where), effect_of(modal.perfect_negated, where),
        )  # fmt: skip
    modals |= {seen: modals[meant] for seen, meant in told.spellings.items()}
    return Signs(
        modals=modals,
        adverbs=_marked(told.adverbs, "adverbs"),
        adjectives=_marked(told.adjectives, "adjectives"),
        prepositions=_marked(told.prepositions, "prepositions"),
        inverted={word: effect_of(text, "modality.toml: conditionals") for word, text in told.conditionals.inverted.items()},
        conditional=told.conditionals.markers,
        negators=told.negators,
        connectives=told.connectives,
        generic=told.generic,
        negated_keeps=told.light["negated_keeps"],
        escapes=told.escapes["verbs"],
        perceived=told.modal_facts["verbs"],
        announced_done=told.announced["done"],
        attachment=told.attachment,
        hearsay=told.hearsay,
        futures=told.futures,
        denials=told.denials,
        requests=told.requests,
        scenes=told.scenes,
        idioms=frozenset(head for _, _, head in operators() if head.count("_") > 1),
    )
