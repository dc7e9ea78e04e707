"""Every predicate of a report for `--predicates`: verbs, event nouns, and the adjectives and nouns that a copula carries.

The army's failure to hold the bridge was costly.
failure, hold, was, costly
"""

from dateline.extract.factuality import Facts
from dateline.extract.factuality.requests import slogan
from dateline.knowledge.eventhood import is_event_noun
from dateline.knowledge.factuality import signs
from dateline.records import Predicate
from dateline.syntax.tree import Tree, Word


def find(tree: Tree, facts: Facts) -> tuple[Predicate, ...]:
    """The predicates in the order of the text, each with its status and score."""
    found = []
    for word in tree.words:
        if is_predicate(word):
            judged = facts.of(word)
            found.append(Predicate(word.start, _end(word), judged.status, judged.score))
    return tuple(found)


def _end(word: Word) -> int:
    """A particle beside its verb belongs to it: "shot **down**"."""
    return next((child.end for child in word.children if child.dep == "prt" and child.i == word.i + 1), word.end)


def is_predicate(word: Word) -> bool:
    """Main verbs (no auxiliaries), participles before a noun, predicative adjectives and nouns, event nouns."""
    if word.is_verb:
        return word.dep not in ("aux", "auxpass") or word.head is word
    if word.lower in signs().requests["slogans"] and slogan(word):
        return True
    if word.pos == "NOUN":
        return is_event_noun(word.lemma) or (word.dep in ("attr", "ROOT") and bool(word.child("neg")))
    if word.pos == "ADJ":
        return (
            word.dep in ("acomp", "oprd", "ccomp", "xcomp", "advcl", "conj", "ROOT", "relcl", "attr")
            or word.child("neg") is not None
        )
    return False
