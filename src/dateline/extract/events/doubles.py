"""Words that only say again what another word tells, and talks that nobody else takes part in.

    The Tana bombing was an attack on a barracks.       the attack; the bombing is the same
    The clash left a student injured.                   the clash; the injury is its toll
    The bomb was left in a bag and went off at noon.    one bombing, when it went off
    The minister discussed the truce.                   no talks: with whom?
"""

from collections.abc import Callable, Sequence

from dateline.extract.events.found import Found
from dateline.extract.events.nominal import top_noun
from dateline.knowledge.event_rules import word_classes
from dateline.syntax import deep
from dateline.syntax.tree import Word

At = Callable[[Word], Found | None]
MANY = frozenset({"NNS", "NNPS", "PRP"})
LAYING = frozenset({"plant", "place", "leave", "hide", "lay", "put", "conceal", "drop", "attach"})
ONE = frozenset({"he", "she", "it"})


def is_defined(found: Found, at: At) -> bool:
    """"**The bombing** was an attack on the mill": the noun after the verb tells it, with whom it befell."""
    noun = top_noun(found.anchor)
    verb = noun.head
    if found.rule.type != "ASSAULT" or found.anchor.is_verb or noun.dep != "nsubj" or verb.lemma != "be" or verb.child("neg"):
        return False
    says = verb.child("attr")
    other = at(says) if says is not None else None
    return other is not None and other.rule.type == "ASSAULT" and bool(other.recipient or not found.recipient)


def is_prelude(found: Found, at: At) -> bool:
    """"The bomb was **left** in the hall and went off", "a bomb **hidden** in a bag exploded": one deed, told later."""
    verb = found.anchor
    if found.rule.mode != "bombing" or verb.lemma not in LAYING or not verb.is_verb:
        return False
    if verb.dep in ("acl", "relcl") and verb.head.dep == "nsubj":
        later = [verb.head.head]
    else:
        later = [each for each in verb.sentence.words[verb.i - verb.sentence.words[0].i :] if _follows(verb, each)]
    told = (at(each) for each in later if each is not verb and each.is_verb)
    other = next((each for each in told if each is not None and each.rule.mode == "bombing"), None)
    if other is None or other.anchor.lemma in LAYING:
        return False
    other.recipient = other.recipient or found.recipient
    other.actor = other.actor or found.actor
    other.instrument = other.instrument or found.instrument
    return True


def is_aftermath(found: Found, at: At) -> bool:
    """"The lorry was hit by a shell **and exploded**": it burst because it was hit."""
    verb = found.anchor
    if verb.lemma != "explode" or verb.dep != "conj" or verb.child("nsubj") is not None:
        return False
    first = at(verb.head)
    return first is not None and first.rule.type == "ASSAULT" and any(word in first.recipient for word in found.instrument)


def is_laid_before(found: Found, seen: Sequence[Found]) -> bool:
    """"Two bombs exploded. **The bombs had been hidden** in sacks.": how the deed was prepared that was told before."""
    verb = found.anchor
    if found.rule.mode != "bombing" or verb.lemma not in LAYING or found.actor or not verb.child("nsubjpass"):
        return False
    thing = verb.child("nsubjpass")
    known = thing is not None and any(child.lower in ("the", "both", "these") for child in thing.children_of("det"))
    past = any(child.lower == "had" for child in verb.children_of("aux"))
    return known and past and any(each.rule.mode in ("bombing", "suicide-attack") or each.instrument for each in seen)


def _follows(verb: Word, other: Word) -> bool:
    return other.dep == "conj" and other.head is verb and other.child("neg") is None


def is_left(found: Found) -> Word | None:
    """"The clash left a student **injured**": the deed or person that left him so."""
    word = found.anchor
    verb = word.head.head if word.dep in ("acl", "amod") else word.head
    if word.tag != "VBN" or verb.lemma != "leave" or verb is word:
        return None
    return deep.subject(verb)


def is_alone(found: Found) -> bool:
    """"**Tehran** would meet", "**The minister** discussed the truce": talks take two, or several who are named together."""
    if found.rule.type != "CONSULT" or not found.rule.reciprocal or not found.anchor.is_verb or found.recipient:
        return False
    if len(found.actor) != 1:
        return False
    who = found.actor[0]
    return not (who.tag in MANY and who.lower not in ONE) and who.label != "ORG" and who.lemma not in word_classes()["organ"]
