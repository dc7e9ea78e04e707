"""Which words may tell a figure: one look-up a word, so that sentences without harm or movement cost nothing.

"be" tells one only beside other words ("were in custody", "there are refugees"), so it opens no sentence by itself.
"""

from functools import lru_cache

from dateline.knowledge.harm import harm
from dateline.syntax.tree import Sentence

BADLY = ("seriously", "critically", "badly", "slightly", "lightly")


@lru_cache(maxsize=1)
def predicates() -> frozenset[str]:
    """The words, as lemma or as they stand, that may themselves be predicates of people."""
    table = harm()
    own = frozenset({
        "toll", "number", "tally", "count", "figure", "crowd", "turnout", "attendance", "arrival", "stand", "rise", "life",
        "take", "let", "see", "hear", "free", "home", "exchange", "swap", "trade", "name", "identify", "admit", "treat",
        "receive", "attend", "bring", "draw", "mobilise", "mobilize", "attract", "gather", "idp", "idps", "refugee", "returnee",
        "deportee", "evacuee", "detainee", "displaced", "amnesty", "pardon", "loss", "come", "cross", "pass", "enter", "arrive",
        "walk", "get", "make", "hold", "return", "report", "go", "lose", "condition", "strike", "hit", "graze", "among", "shot",
        "turn", "include", "catch", "suffer", *BADLY,
    })  # fmt: skip
    words = (table.verbs, table.of, table.bare, table.adjectives, table.hurts, table.hospitals, table.fatal)
    return own.union(*words)


@lru_cache(maxsize=1)
def _openers() -> frozenset[str]:
    table = harm()
    companions = {frame.particles[-1] for frame in table.verbs.get("be", ()) if frame.particles}
    return (predicates() | companions | table.refugees) - {"be", "among", "shot", "include", *BADLY} | {"gun", "shot"}


def opens(sentence: Sentence) -> bool:
    """Whether a sentence is worth a look."""
    return not sentence.forms.isdisjoint(_openers())
