"""Whom a deed befell, where its own prepositions do not say it.

    numerous bombings targeted at the army           the army
    The blasts seemed to be aimed at shoppers.       shoppers
    Two bakers died in a raid in Yemen.              the bakers; Yemen is where
    The blast shattered the windows of a bakery.     the bakery
    The mayor bled after he was stabbed.             the mayor
    anti-government protests                         the government, which protests against nobody
"""

from dateline.extract.events.nearby import listener_behind, speaker_behind
from dateline.knowledge.event_rules import word_classes
from dateline.syntax import deep
from dateline.syntax.tree import Word

AIMING = frozenset({"aim", "target", "direct"})
AT = ("at", "against", "on")
WHERE = frozenset({"in", "near", "inside", "outside", "at", "across"})
IGNITING = frozenset({"detonate", "explode"})


def aimed_at(noun: Word) -> list[Word]:
    """"bombings **targeted at** the army", "a blast **targeting** a bank", "the raids seemed to be **aimed at** a clan"."""
    for verb in noun.children_of("acl", "relcl"):
        below = (verb, *verb.children_of("xcomp"))  # "which **seemed to be aimed** at shoppers"
        found = [word for each in below if each.lemma in AIMING for word in _aim(each)]
        if found:
            return found
    verb = noun.head
    if noun.dep not in ("nsubj", "nsubjpass"):
        return []
    clauses = [each for each in (verb, *verb.children_of("xcomp")) if each.lemma in AIMING and each.is_verb]
    return next((found for each in clauses if each.child("auxpass") and (found := _aim(each))), [])


def _aim(verb: Word) -> list[Word]:
    if verb.tag == "VBN":
        return [word for name in AT for word in deep.preposition_objects(verb, name)]
    own = verb.child("nsubj")  # not "a blast a day after **bombers** targeted a market"
    thing = verb.child("dobj") if verb.lemma == "target" and (own is None or own.tag == "WDT") else None
    return [thing] if thing is not None else []


def is_scene(word: Word) -> bool:
    """A country that a deed took place in: "was killed in a raid **in Yemen**"."""
    return word.dep == "pobj" and word.head.lower in WHERE and word.lower in word_classes()["country"]


def whole_of(part: Word) -> list[Word]:
    """"shattered the **windows of a bakery**": what was hit is the bakery; a part of nothing named is nobody."""
    if part.lemma not in word_classes()["part"]:
        return [part]
    owner = part.child("poss")
    whole = [word for name in ("of", "in", "at") for word in deep.preposition_objects(part, name)]
    return whole[:1] or ([owner] if owner is not None and owner.tag != "PRP$" else [])


def who_suffers(word: Word) -> Word:
    """The noun behind a pronoun that suffers: "called the king to congratulate **him**", "bled after **he** was stabbed"."""
    if word.tag == "PRP" and word.dep == "nsubjpass":
        who = speaker_behind(word, word.head)
        shown = any(who.lemma in word_classes()[name] for name in ("thing", "abstract", "deed"))
        return word if shown else who  # "The **photo** shows a clinic after **it** was hit": no photo was
    return listener_behind(word)


def was_set_off(verb: Word, word: Word) -> bool:
    """"The van was driven to the gate and **detonated**", "the **detonation** of a bomb": what is set off is the weapon."""
    if not verb.is_verb:
        return word.dep == "pobj" and word.head.lower == "of" and word.lemma in word_classes()["blasting"]
    return verb.lemma in IGNITING and word.dep in ("nsubjpass", "nsubj") and deep.is_passive(verb)


LEANING = frozenset({"anti", "pro"})


def leaning(word: Word) -> str:
    """"**anti**-government protests", "**pro**-French riots": which way such a word leans; "" for any other."""
    first, dash, _ = word.lower.partition("-")
    if dash and first in LEANING:
        return first
    words = word.sentence.words
    at = word.i - words[0].i
    if word.lower in LEANING or word.text == "-":
        near = words[at] if word.lower in LEANING else words[at - 1]
        return near.lower if near.lower in LEANING else ""
    before = words[at - 1] if at >= 2 else None
    if before is None or before.text != "-" or before.end != word.start:
        return ""
    return words[at - 2].lower if words[at - 2].lower in LEANING else ""


def opposed(noun: Word) -> list[Word]:
    """"an anti-**government** rally": whom it is against."""
    before = [word for word in noun.children_of("amod", "compound", "nmod") if leaning(word) == "anti"]
    before = [word for word in before if word.text != "-" and word.lower not in LEANING]
    return [word for word in before if word.label in ("GPE", "NORP", "ORG") or word.lemma in word_classes()["collective"]]


HARMING = frozenset({"kill", "wound", "injure", "destroy", "neutralise", "neutralize", "eliminate", "liquidate", "damage"})


def who_harmed(noun: Word) -> list[Word]:
    """"**The army** killed nine men **in a drone strike**": whoever did the harm did it with the deed."""
    link = noun.head
    verb = link.head.head if link.head.dep == "dobj" else link.head
    if noun.dep != "pobj" or link.lower not in ("in", "with", "during") or verb.lemma not in HARMING or not verb.is_verb:
        return []
    who = deep.surface_subject(verb) if not deep.is_passive(verb) and verb.child("dobj") is not None else None
    return [who] if who is not None else []
