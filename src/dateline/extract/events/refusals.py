"""Words that look like an event of conflict and are none, each with its reason.

    The flood killed forty.                        nature: people are harmed, nobody attacked
    The striker attacked in the second half.       sports
"""

from dateline.extract.events.matcher import Found, can_be_verb
from dateline.knowledge.event_rules import Frame, word_classes
from dateline.records import Refusal
from dateline.syntax import deep
from dateline.syntax.tree import Word

CAUSES = ("nature", "accident", "animal")


def refusal_of(word: Word, found: Found | None, frames: dict[str, tuple[Frame, ...]]) -> Refusal | None:
    """Why a word that could tell of an assault is not coded; None if it is coded or has no claim to be."""
    if found is not None:
        return None
    if not can_be_verb(word) or not any(frame.rule.type == "ASSAULT" for frame in frames.get(word.lemma, ())):
        return None
    who = deep.subject(word)
    if who is None:
        return None
    for cause in CAUSES:
        if who.lemma in word_classes()[cause]:
            return Refusal("extract", cause, f"{who.text} {word.text}", word.start, word.end)
    return None
