"""Frames in which nothing is said to happen: scenarios, forecasts, bills not yet passed.

In the worst scenario 40,000 people flee.        flee is hypothetical
Under the bill police search without a warrant.  search is hypothetical
Under the accord the rebels withdrew.            withdrew is past: no frame
"""

from dateline.extract.factuality.heads import SUBJECTS
from dateline.knowledge.factuality import signs
from dateline.syntax.tree import Word


def scene_of(verb: Word) -> Word | None:
    """The noun of the frame around a clause in the present tense."""
    if not any(word.tag in ("VBZ", "VBP") for word in (verb, *verb.children_of("aux", "auxpass"))):
        return None
    if any(c.lower in ("have", "has", "'ve") for c in verb.children_of("aux")):
        return None
    table = signs().scenes
    for child in verb.children:
        if child.dep != "prep" or child.lower not in ("in", "under", "on", "by"):
            continue
        noun = child.child("pobj")
        if noun is None or not _fronted(child, verb):
            continue
        if noun.lemma in table["nouns" if child.lower == "in" else "bills"]:
            return noun
        if any(c.lemma in table["nouns"] for c in noun.children if c.dep in ("compound", "amod")):
            return noun  # "in the contingency plan"
    return None


def _fronted(preposition: Word, verb: Word) -> bool:
    subject = verb.child(*SUBJECTS)
    return subject is not None and preposition.i < subject.i
