"""What a reporting word does to the clause it carries: classes, verbs with their frames, nouns and prepositions.

The data stand in `words/reporting_verbs.toml`. A verb may stand in several classes, one a frame: "threatened that" and
"threatened to", "asked whether" and "asked them to". `reporting()` loads the file once and refuses what it does not know.
"""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal, get_args

from dateline.errors import KnowledgeError
from dateline.records import Status

ReportingClass = Literal[
    "neutral", "manner", "claiming", "conceding", "endorsing", "evidence", "denying", "doubting", "belief", "fear_hope",
    "accusing", "requesting", "committing", "asking", "performative", "presupposing", "relaying",
]  # fmt: skip
FRAMES = frozenset({"that", "quote", "wh", "to", "np_to", "ing", "np", "naming"})
_FILE = "words/reporting_verbs.toml"
_SECTIONS = frozenset({"classes", "verbs", "nouns", "evidence", "beside", "speakers", "silent"})
_KEYS = {
    "evidence": frozenset({"verbs", "subjects"}),
    "beside": frozenset({"as_verbs", "relay", "venues"}),
    "speakers": frozenset({"nouns", "labels"}),
    "silent": frozenset({"minds", "talk"}),
}
_CLASS_KEYS = frozenset({"status", "author", "score", "example"})


@dataclass(frozen=True, slots=True)
class Effect:
    """What a class does to a plain past predicate of its content: "admitted that" gives claimed, 2.5."""

    kind: ReportingClass
    status: Status
    score: float


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb. `frames` gives the class of each frame, `prepositions` that of "call for", "accuse of".

    `steered` are prepositions whose object acts in an infinitive ("called on **rebels** to leave").
    """

    frames: dict[str, ReportingClass]
    prepositions: dict[str, ReportingClass]
    steered: dict[str, ReportingClass]


@dataclass(frozen=True, slots=True)
class Reporting:
    """All cues. `verbs` by lemma; `particles` by lemma, then particle ("point" -> "out").

    `minds` and `talk` are verbs whose objects are not told: "feared dismissal", "spoke of the floods".
    """

    effects: dict[ReportingClass, Effect]
    verbs: dict[str, Cue]
    particles: dict[str, dict[str, Cue]]
    nouns: dict[str, ReportingClass]
    evidence_verbs: frozenset[str]
    evidence_subjects: frozenset[str]
    as_verbs: frozenset[str]
    relay: frozenset[str]
    sources: frozenset[str]
    minds: frozenset[str] = frozenset()
    talk: frozenset[str] = frozenset()
    venues: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def reporting() -> Reporting:
    """The cues of `reporting_verbs.toml`; KnowledgeError names the entry and the allowed values."""
    table = tomllib.loads(files("dateline.knowledge").joinpath(_FILE).read_text(encoding="utf-8"))
    return from_table(table)


def from_table(table: dict[str, Any]) -> Reporting:
    """Cues from a parsed table: `from_table({"verbs": {"say": "neutral that quote"}})`."""
    unknown = sorted(table.keys() - _SECTIONS)
    if unknown:
        raise KnowledgeError(f"unknown section {unknown[0]!r}", _FILE, f"Allowed: {', '.join(sorted(_SECTIONS))}.")
    for section, keys in _KEYS.items():
        _refuse_unknown(section, table.get(section, {}), keys)
    verbs: dict[str, Cue] = {}
    particles: dict[str, dict[str, Cue]] = {}
    for name, line in table.get("verbs", {}).items():
        lemma, _, particle = name.partition(" ")
        if particle:
            particles.setdefault(lemma, {})[particle] = _cue(name, line)
        else:
            verbs[lemma] = _cue(name, line)
    evidence, beside = table.get("evidence", {}), table.get("beside", {})
    return Reporting(
        effects={_kind(name, name): _effect(name, row) for name, row in table.get("classes", {}).items()},
        verbs=verbs,
        particles=particles,
        nouns={noun: _kind(name, "nouns") for name, nouns in table.get("nouns", {}).items() for noun in nouns},
        evidence_verbs=frozenset(evidence.get("verbs", ())),
        evidence_subjects=frozenset(evidence.get("subjects", ())),
        as_verbs=frozenset(beside.get("as_verbs", ())),
        relay=frozenset(beside.get("relay", ())),
        sources=frozenset(table.get("speakers", {}).get("nouns", ())),
        labels=frozenset(table.get("speakers", {}).get("labels", ())),
        venues=frozenset(beside.get("venues", ())),
        minds=frozenset(table.get("silent", {}).get("minds", ())),
        talk=frozenset(table.get("silent", {}).get("talk", ())),
    )


def _refuse_unknown(section: str, given: dict[str, Any], allowed: frozenset[str]) -> None:
    unknown = sorted(given.keys() - allowed)
    if unknown:
        raise KnowledgeError(f"[{section}] has the unknown key {unknown[0]!r}", _FILE, f"Allowed: {', '.join(sorted(allowed))}.")


def _kind(name: str, entry: str) -> ReportingClass:
    for kind in get_args(ReportingClass):
        if kind == name:
            return kind  # type: ignore[no-any-return]
    allowed = ", ".join(get_args(ReportingClass))
    raise KnowledgeError(f"{entry!r} has the unknown class {name!r}", _FILE, f"Allowed: {allowed}.")


def _effect(name: str, row: dict[str, Any]) -> Effect:
    _refuse_unknown(f"classes.{name}", row, _CLASS_KEYS)
    if row.get("status") not in get_args(Status):
        allowed = f"Allowed: {', '.join(get_args(Status))}."
        raise KnowledgeError(f"class {name!r} has the unknown status {row.get('status')!r}", _FILE, allowed)
    return Effect(_kind(name, name), row["status"], float(row["score"]))


def _cue(name: str, line: str) -> Cue:
    frames: dict[str, ReportingClass] = {}
    prepositions: dict[str, ReportingClass] = {}
    steered: dict[str, ReportingClass] = {}
    for part in line.split(";"):
        first, *rest = part.split()
        kind = _kind(first, name)
        for frame in rest:
            if frame in FRAMES:
                frames.setdefault(frame, kind)
            elif frame.startswith("p:") and frame.endswith("_to"):
                steered.setdefault(frame[2:-3], kind)
            elif frame.startswith("p:"):
                prepositions.setdefault(frame[2:], kind)
            else:
                allowed = f"Allowed: {', '.join(sorted(FRAMES))}, p:PREPOSITION, p:PREPOSITION_to."
                raise KnowledgeError(f"verb {name!r} has the unknown frame {frame!r}", _FILE, allowed)
    return Cue(frames, prepositions, steered)
