"""What someone calls a thing is on his word: "what he called a massacre", "the so-named \"liberation\" of the town".

He left, vowing revenge for what he called the murder of his uncle.    murder is claimed, by `called`
The paper called the march a riot.                                     riot is the paper's word; march is there
Officials hailed the "liberation" of the town.                         liberation is claimed, by its marks
"""

from dateline.extract.factuality.heads import before
from dateline.knowledge.eventhood import is_event_noun
from dateline.knowledge.factuality import signs
from dateline.syntax.tree import Word

OPEN = frozenset({'"', "“", "``", "‘", "'", "«"})
CLOSE = frozenset({'"', "”", "''", "’", "'", "»"})
LONGEST = 3  # words between marks that only name


def caller(noun: Word) -> Word | None:
    """The verb of naming above a noun, with "what" or the thing as its object."""
    verb = noun.head
    if noun.dep == "pobj":
        verb = noun.head.head if noun.head.lower in ("as", "to") else noun
    if not verb.is_verb or verb is noun or verb.lemma not in signs().hearsay["called"]:
        return None
    what = next((c for c in verb.children if c.lower == "what" and c.i < verb.i), None)
    return (
        verb if what is not None and noun.i > verb.i and noun.dep in ("oprd", "dobj", "pobj", "attr", "ccomp", "xcomp") else None
    )


def scare_quotes(noun: Word) -> Word | None:
    """The opening mark around a noun that stands in marks by itself: 'the "liberation" of the town'."""
    if noun.pos != "NOUN" or noun.lower != noun.text or not is_event_noun(noun.lemma):
        return None
    words = noun.sentence.words
    at = noun.i - words[0].i
    if at + 1 >= len(words) or words[at + 1].text not in CLOSE:
        return None
    for back in range(1, LONGEST + 1):
        if at - back < 0:
            return None
        if words[at - back].text in OPEN:
            return words[at - back] if at - back > 0 and before(words[at - back]) != "," else None
    return None
