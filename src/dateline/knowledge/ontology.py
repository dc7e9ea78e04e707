"""PLOVER's event types with their modes, quad classes and CAMEO roots, and the table that derives ACLED's types.

    mode_allowed("ASSAULT", "aerial")   True
    acled_of("ASSAULT", "aerial")       "Explosions/Remote violence: Air/drone strike"

The facts stand in `ontology.toml`; this loads them once and refuses what does not fit together.
"""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import get_args

import msgspec

from dateline.errors import KnowledgeError
from dateline.records import EventType

EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)
QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
FILE = "knowledge/ontology.toml"


class TypeEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One PLOVER type: `cameo` lists the two-digit CAMEO roots, `modes` the modes that a rule may give it."""

    quad: str
    cameo: tuple[str, ...]
    modes: tuple[str, ...]
    meaning: str


class Ontology(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All types, and ACLED's "event type: sub-event type" by "TYPE/mode"."""

    types: dict[str, TypeEntry]
    acled: dict[str, str]


@lru_cache(maxsize=1)
def ontology() -> Ontology:
    """The ontology of the package, checked."""
    text = files("dateline.knowledge").joinpath("ontology.toml").read_text(encoding="utf-8")
    return parse_ontology(text)


def parse_ontology(text: str) -> Ontology:
    """The ontology of a TOML text; `KnowledgeError` names the entry that does not fit."""
    try:
        found = msgspec.convert(tomllib.loads(text), Ontology)
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(str(error), FILE, "Mend the entry; the keys are quad, cameo, modes, meaning.") from error
    missing = sorted(set(EVENT_TYPES) ^ set(found.types))
    if missing:
        what = f"types that differ from the contract's: {', '.join(missing)}"
        raise KnowledgeError(what, FILE, "Allowed: " + ", ".join(EVENT_TYPES))
    for name, entry in found.types.items():
        if entry.quad not in QUADS:
            raise KnowledgeError(f"type {name}: unknown quad class {entry.quad!r}", FILE, "Allowed: " + ", ".join(QUADS))
    for key in found.acled:
        name, _, mode = key.partition("/")
        if name not in found.types or mode not in found.types[name].modes:
            raise KnowledgeError(f"acled {key!r}: no such type and mode", FILE, "Write it as TYPE/mode with a mode of that type.")
    return found


def mode_allowed(event_type: str, mode: str) -> bool:
    """Whether a rule of this type may give this mode."""
    return mode in ontology().types[event_type].modes


def quad_of(event_type: str) -> str:
    """"ASSAULT" -> "material conflict"."""
    return ontology().types[event_type].quad


def acled_of(event_type: str, mode: str | None) -> str | None:
    """ACLED's event and sub-event type, or None where ACLED codes nothing of the kind."""
    return ontology().acled.get(f"{event_type}/{mode}") if mode else None
