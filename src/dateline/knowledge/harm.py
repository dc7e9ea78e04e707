"""What is done to people: verbs, nouns and adjectives that make a number of people a figure, by measure.

The data stand in `words/harm_predicates.toml`. "kill" counts its object, "die" its subject, "death" what it is of.
"""

from functools import lru_cache
from typing import Any, Literal

import msgspec

from dateline.errors import KnowledgeError
from dateline.knowledge.tables import read_table
from dateline.records import Measure

Slot = Literal["obj", "subj"]
_NAME = "harm_predicates.toml"


class _Predicates(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    obj: tuple[str, ...]
    subj: tuple[str, ...]
    weak_obj: tuple[str, ...]
    weak_subj: tuple[str, ...]
    of: tuple[str, ...]
    bare: tuple[str, ...]
    adjectives: tuple[str, ...]


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    killed: _Predicates
    injured: _Predicates
    missing: _Predicates
    detained: _Predicates
    abducted: _Predicates
    released: _Predicates
    displaced: _Predicates
    fled: _Predicates
    returned: _Predicates
    evacuated: _Predicates
    expelled: _Predicates
    hosted: _Predicates
    affected: _Predicates
    participants: _Predicates
    people: _Words
    kinds: _Words
    refugees: _Words
    fatal: _Words
    hurt_states: _Words
    hurts: _Words
    hospitals: _Words
    struck: _Words
    armed: _Words
    camps: _Words
    natural: _Words
    violent: _Words
    outings: _Words


MEASURES: tuple[Measure, ...] = (
    "killed", "injured", "missing", "detained", "abducted", "released", "displaced", "fled", "returned", "evacuated",
    "expelled", "hosted", "affected", "participants",
)  # fmt: skip


class Frame(msgspec.Struct, frozen=True):
    """One reading of a verb: the measure, which slot is counted, the particles that must follow, whether it is weak."""

    measure: Measure
    slot: Slot
    particles: tuple[str, ...] = ()
    weak: bool = False


class Harm(msgspec.Struct, frozen=True):
    """Look-up tables by lemma; the frames of a verb stand longest first."""

    verbs: dict[str, tuple[Frame, ...]]
    of: dict[str, Measure]
    bare: dict[str, Measure]
    adjectives: dict[str, Measure]
    people: frozenset[str]
    kinds: frozenset[str]
    refugees: frozenset[str]
    fatal: frozenset[str]
    hurt_states: frozenset[str]
    hurts: frozenset[str]
    hospitals: frozenset[str]
    struck: frozenset[str]
    armed: frozenset[str]
    camps: frozenset[str]
    natural: frozenset[str]
    violent: frozenset[str]
    outings: frozenset[str]


@lru_cache(maxsize=1)
def harm() -> Harm:
    """The table, read once; KnowledgeError names an entry that stands under two measures."""
    return compiled(read_table(_NAME, _File))


def compiled(table: Any) -> Harm:
    """The look-up tables of a read file."""
    return Harm(
        verbs=_verbs(table),
        of=_nouns(table, "of"),
        bare=_nouns(table, "bare"),
        adjectives=_nouns(table, "adjectives"),
        people=frozenset(table.people.words),
        kinds=frozenset(table.kinds.words),
        refugees=frozenset(table.refugees.words),
        fatal=frozenset(table.fatal.words),
        hurt_states=frozenset(table.hurt_states.words),
        hurts=frozenset(table.hurts.words),
        hospitals=frozenset(table.hospitals.words),
        struck=frozenset(table.struck.words),
        armed=frozenset(table.armed.words),
        camps=frozenset(table.camps.words),
        natural=frozenset(table.natural.words),
        violent=frozenset(table.violent.words),
        outings=frozenset(table.outings.words),
    )


def _verbs(table: Any) -> dict[str, tuple[Frame, ...]]:
    found: dict[str, dict[tuple[Slot, tuple[str, ...]], Frame]] = {}
    for measure in MEASURES:
        section = getattr(table, measure)
        columns: tuple[tuple[Slot, bool, tuple[str, ...]], ...] = (
            ("obj", False, section.obj), ("subj", False, section.subj),
            ("obj", True, section.weak_obj), ("subj", True, section.weak_subj),
        )  # fmt: skip
        for slot, weak, entries in columns:
            for entry in entries:
                lemma, *particles = entry.split()
                frame = Frame(measure, slot, tuple(particles), weak)
                frames = found.setdefault(lemma, {})
                other = frames.setdefault((slot, frame.particles), frame)
                if other.measure != measure:
                    raise KnowledgeError(f"{entry!r} stands under {other.measure} and {measure}", _NAME)
    return {
        lemma: tuple(sorted(frames.values(), key=lambda frame: (-len(frame.particles), frame.weak)))
        for lemma, frames in found.items()
    }


def _nouns(table: Any, field: str) -> dict[str, Measure]:
    found: dict[str, Measure] = {}
    for measure in MEASURES:
        for word in getattr(getattr(table, measure), field):
            if found.setdefault(word, measure) != measure:
                raise KnowledgeError(f"{word!r} stands under {found[word]} and {measure}", f"{_NAME} ({field})")
    return found
