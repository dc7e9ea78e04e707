"""Writes the codebook page from `knowledge/`, so that it says what the coder does."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from dateline.knowledge.event_rules import Rule, event_rules
from dateline.knowledge.ontology import TypeEntry, ontology
from dateline.records import ActorKind, CrossingKind, CrossingStatus, Measure, Quantifier, Scope, Status

HEAD = """# Codebook

Generated from `src/dateline/knowledge/` by `make docs`; do not edit. Event types and modes are PLOVER's, `cameo` are CAMEO
codes; ACLED's event and sub-event types follow from type and mode. What each field of a record means is in
[record.md](record.md); how to write a rule is in [rules.md](rules.md).
"""
STATUSES = {
    "occurred": "the report states it in its own voice as fact",
    "claimed": "only on the word of a source, who stands in `attribution`",
    "denied": "it did not happen, or someone denies it",
    "planned": "announced, intended or about to happen",
    "requested": "someone demands, urges or asks for it",
    "hypothetical": "possible, feared, conditional",
}
LISTS = (
    ("Figures: measures", Measure),
    ("Figures: quantifiers", Quantifier),
    ("Figures: scope", Scope),
    ("Actors: kinds", ActorKind),
    ("Crossings: what", CrossingKind),
    ("Crossings: state", CrossingStatus),
)


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("docs/codebook.md")
    path.write_text(codebook(), encoding="utf-8")


def codebook() -> str:
    """The whole page."""
    rules = event_rules().rules
    parts = [HEAD, "## Status\n", *(f"- `{name}`: {meaning}" for name, meaning in STATUSES.items() if name in get_args(Status))]
    parts += [f"\n## {title}\n\n" + ", ".join(f"`{word}`" for word in get_args(kind)) for title, kind in LISTS]
    words = sum(len(rule.verbs) + len(rule.nouns) for rule in rules)
    parts.append(f"\n## Event types\n\n{len(rules)} rules with {words} predicates.\n")
    for name, entry in ontology().types.items():
        parts.extend(_type(name, entry, [rule for rule in rules if rule.type == name]))
    return "\n".join(parts) + "\n"


def _type(name: str, entry: TypeEntry, rules: list[Rule]) -> Iterator[str]:
    yield f"### {name}\n"
    yield f"{entry.meaning} Quad class: {entry.quad}. Modes: {', '.join(entry.modes)}.\n"
    yield "| rule | mode | CAMEO | words | example | not |"
    yield "|---|---|---|---|---|---|"
    for rule in rules:
        words = ", ".join(rule.verbs or rule.nouns)
        cells = (f"`{rule.id}`", rule.mode or "", rule.cameo or "", words, rule.example, rule.counter)
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
    yield ""


if __name__ == "__main__":
    main()
