"""Deaths that no report of conflict or disaster counts: of old age, of an illness that is nobody's doing.

    The king died of cancer.  ·  her husband's death from a heart attack  ·  He died in his sleep.      natural
    Nine died of cholera.  ·  She died of her wounds.                                                   counted
"""

from dateline.knowledge.harm import harm
from dateline.syntax.deep import preposition_objects
from dateline.syntax.tree import Word

DYING = frozenset({"die", "death", "pass", "succumb", "dead"})
FAILING = frozenset({"attack", "failure", "disease", "arrest", "condition", "infection", "complication"})
OF = ("of", "from", "to", "after")


def is_natural(word: Word) -> bool:
    """Whether the words say that somebody died as people do."""
    if word.lemma not in DYING:
        return False
    if any(inner.lemma == "sleep" for inner in preposition_objects(word, "in")):
        return True
    return any(_is_illness(cause) for name in OF for cause in preposition_objects(word, name))


def _is_illness(cause: Word) -> bool:
    natural = harm().natural
    if cause.lemma in natural:
        return True
    before = cause.children_of("compound", "amod", "nmod")
    if cause.lemma == "cause" or cause.lemma == "age":  # "natural causes", "old age"
        return any(child.lower in ("natural", "old") for child in before)
    named = cause.lemma in FAILING and any(child.lower in natural for child in before)
    return named or any(inner.lemma in natural for inner in preposition_objects(cause, "with"))
