"""Deaths that no report of conflict or disaster counts: of old age, of an illness that is nobody's doing.

    The bishop died aged 84.  ·  After her death the house was sold.                                     natural
    The king died of cancer.  ·  her husband's death from a heart attack  ·  He died in his sleep.      natural
    Nine died of cholera.  ·  She died of her wounds.                                                   counted
"""

from collections.abc import Iterable

from dateline.knowledge.harm import harm
from dateline.syntax.deep import preposition_objects
from dateline.syntax.tree import Sentence, Word

DYING = frozenset({"die", "death", "pass", "succumb", "dead"})
FAILING = frozenset({"attack", "failure", "disease", "arrest", "condition", "infection", "complication"})
OF = ("of", "from", "to", "after", "following")


def is_natural(word: Word) -> bool:
    """Whether the words say that somebody died as people do."""
    if word.lemma not in DYING:
        return False
    if word.lemma == "die" and _of_age(word):
        return True
    if any(inner.lemma == "sleep" for inner in preposition_objects(word, "in")):
        return True
    return any(_is_illness(cause) for name in OF for cause in preposition_objects(word, name))


def _of_age(verb: Word) -> bool:
    """"The bishop died **aged 84**", "died **at the age of 91**", with no word of a deed beside it."""
    aged = [number for each in verb.children if each.lower == "aged" for number in each.children]
    aged += [number for age in preposition_objects(verb, "at") if age.lemma == "age" for number in preposition_objects(age, "of")]
    old = any(number.text.isdigit() and int(number.text) >= OLD for number in aged)
    return old and harm().violent.isdisjoint(verb.sentence.forms)


def is_passing(word: Word, before: Iterable[Sentence]) -> bool:
    """"After **her death** the house was sold": a death of somebody known, by nobody's hand as far as the report says.

    Violence in the sentence or in the few before it is enough to count: "Police shot a clerk. **His death** led to a march."
    """
    owner = word.child("poss") if word.lemma == "death" and word.tag == "NN" else None
    if owner is None or owner.tag != "PRP$":
        return False
    return all(harm().violent.isdisjoint(sentence.forms) for sentence in (word.sentence, *before))


OLD = 65


def _is_illness(cause: Word) -> bool:
    natural = harm().natural
    if cause.lemma in natural:
        return True
    before = cause.children_of("compound", "amod", "nmod")
    if cause.lemma == "cause" or cause.lemma == "age":  # "natural causes", "old age"
        return any(child.lower in ("natural", "old") for child in before)
    named = cause.lemma in FAILING and any(child.lower in natural for child in before)
    return named or any(inner.lemma in natural for inner in preposition_objects(cause, "with"))
