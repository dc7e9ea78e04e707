"""From the words that a path leads to, to those who act, suffer or are used.

    A Russian missile hit a block of flats.        actor Russian, instrument missile
    Israeli strikes killed nine.                   actor Israeli
    India and Pakistan fired into each other's territory.      both act, both suffer
    rejected the premier's offer                   the premier, not the offer
"""

from dateline.extract.events.paths import is_name, modifiers
from dateline.knowledge.event_rules import word_classes
from dateline.syntax import deep
from dateline.syntax.tree import Word

UNFIT = frozenset({"DATE", "TIME", "PERCENT", "ORDINAL", "QUANTITY"})
NOBODY = frozenset({"there", "what", "who", "which", "that", "this", "nobody", "none", "nothing", "everything", "something"})
MAX = 12


def expand(heads: list[Word]) -> list[Word]:
    """Each head with what is joined to it: "Turkey, Qatar and Oman" -> three."""
    found: list[Word] = []
    for head in heads:
        for word in deep.conjuncts(head):
            if word not in found and is_fit(word):
                found.append(word)
    return found[:MAX]


def is_fit(word: Word) -> bool:
    """Whether a word can name a participant: no date, no amount, no bare pronoun of a clause."""
    if word.entity is not None and word.entity.label in UNFIT and word.tag != "CD":
        return False
    return word.lower not in NOBODY and word.pos not in ("VERB", "AUX", "ADV", "ADP", "PUNCT", "SPACE")


def is_each_other(word: Word) -> bool:
    """"fired at each other", "into each other's territory", "into the territory of the other"."""
    owner = word.child("poss") or word
    if owner.lower not in ("other", "another"):
        inner = [each for prep in word.children if prep.lower == "of" for each in prep.children_of("pobj")]
        return any(each.lower == "other" and each.tag == "JJ" for each in inner)
    return any(child.lower in ("each", "one") for child in owner.children) or owner.lower == "other"


def is_instrument(word: Word) -> bool:
    return word.lemma in word_classes()["instrument"] or word.lower in word_classes()["instrument"]


def is_abstract(word: Word) -> bool:
    return word.pos == "NOUN" and (word.lemma in word_classes()["abstract"] or word.lower in word_classes()["abstract"])


def behind(word: Word) -> list[Word]:
    """Who stands behind a thing: "**Israel**'s offer", "an **Israeli** missile", "a bomb planted by **rebels**"."""
    owner = word.child("poss")
    if owner is not None and owner.tag != "PRP$":
        return [deep.antecedent(owner)]
    named = modifiers(word)
    if named:
        return named[-1:]
    for name in ("by", "from", "of"):
        found = deep.preposition_objects(word, name)
        if found and (name == "by" or is_name(found[0])):
            return found
    clause = word.child("acl")
    if clause is not None and clause.tag == "VBN":
        return deep.preposition_objects(clause, "by")
    return [deep.antecedent(owner)] if owner is not None else []
