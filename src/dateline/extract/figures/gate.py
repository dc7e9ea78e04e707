"""Which words may tell a figure: one look-up a word, so that sentences without harm or movement cost nothing."""

from functools import lru_cache

from dateline.knowledge.harm import harm
from dateline.syntax.tree import Word


@lru_cache(maxsize=1)
def _lemmas() -> frozenset[str]:
    table = harm()
    own = frozenset({"toll", "number", "tally", "life", "lose", "condition", "strike", "hit", "graze", "among", "shot", "turn"})
    words = (table.verbs, table.of, table.bare, table.adjectives, table.hurts, table.hospitals, table.fatal)
    return own.union(*words)


def is_relevant(word: Word) -> bool:
    return word.lemma in _lemmas() or word.lower in _lemmas()
