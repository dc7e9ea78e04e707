"""Repairs of deeds that are named by a noun or a gerund: what was done, to whom, and what is no deed.

    accused each other of shelling villages                   `shelling` is what they did, no kind of village
"""

from itertools import pairwise, takewhile

from dateline.knowledge.event_rules import word_classes
from dateline.knowledge.eventhood import is_event_noun
from dateline.syntax.lexicon import GERUNDS, HARM
from dateline.syntax.moves import detach, move, only_with
from dateline.syntax.repairs.common import PEOPLE_OR_STATES, TENSED, is_time, label_of
from dateline.syntax.tree import Sentence, Word

WARNINGS = frozenset({"shot", "shell", "volley", "round", "fire", "burst", "sign", "letter"})
CHARGES = frozenset({
    "accuse", "suspect", "convict", "acquit", "clear", "blame", "condemn", "criticise", "criticize", "denounce", "guilty",
    "capable", "charge", "jail", "arrest", "sentence", "try", "praise", "thank", "apologise", "apologize",
})  # fmt: skip
JUDGING = frozenset({
    "blame",
    "condemn", "denounce", "criticise", "criticize", "deny", "claim", "admit", "report", "deplore", "decry", "slam",
    "praise", "welcome", "describe", "discuss", "mention", "regret", "defend", "confirm", "investigate", "survive", "threaten",
})  # fmt: skip
CHARGED_OF = frozenset({"accuse", "warn", "suspect", "convict", "acquit", "inform", "remind", "deprive", "rob", "strip"})
LAYING = frozenset({"blame", "attribute", "claim", "ascribe"})


@only_with("warning")
def warning_shot(sentence: Sentence) -> None:
    """"fired **warning** shots at them": nobody warns shots; they are what was fired."""
    for word, noun in pairwise(sentence.words):
        if word.lower != "warning" or noun.lemma not in WARNINGS or word.dep in ("compound", "amod") or noun.head is not word:
            continue
        move(noun, word.head, "dobj" if word.head.is_verb else word.dep)
        move(word, noun, "compound")
        word.tag, word.pos, word.lemma = "NN", "NOUN", "warning"
        for below in [child for child in word.children if child.i > noun.i]:
            move(below, noun, below.dep)


@only_with(CHARGES)
def charge_goes_on(sentence: Sentence) -> None:
    """"accused China of ramming a boat, **injuring** two": those who accuse injure nobody."""
    for word in sentence.words:
        verb = word.head
        if word.tag != "VBG" or word.dep != "advcl" or verb.lemma not in CHARGES or word.i < verb.i or word.child("mark"):
            continue
        deeds = [deed for link in verb.children_of("prep") if link.lower in ("of", "for") for deed in link.children_of("pcomp")]
        if deeds and verb.i < deeds[-1].i < word.i:
            move(word, deeds[-1], "advcl")


@only_with("shot")
def shot_at(sentence: Sentence) -> None:
    """"Two men riding a motorcycle shot at the judge": where nothing else is a verb, `shot` is."""
    for word in sentence.words:
        root, rider = word.head.head, word.head
        if word.lower != "shot" or word.tag != "NN" or word.dep != "dobj" or rider.dep != "acl" or rider.tag != "VBG":
            continue
        if root.head is not root or not root.is_nominal or any(w.tag in ("VBD", "VBZ", "VBP", "MD") for w in sentence.words):
            continue
        ridden = next((child for child in word.children_of("compound") if child.i == word.i - 1), None)
        after = [child for child in rider.children if child.i > word.i]
        word.tag, word.pos, word.lemma = "VBD", "VERB", "shoot"
        detach(word)
        move(root, word, "nsubj")
        for child in (*after, *(c for c in root.children if c.i > word.i)):
            move(child, word, child.dep)
        if ridden is not None:
            for child in word.children_of("det"):
                move(child, ridden, "det")
            move(ridden, rider, "dobj")


@only_with("shot")
def shot_dead(sentence: Sentence) -> None:
    """"The clerk – **shot dead** by police – had no gun": no shot that is dead; he is who was shot."""
    for word in sentence.words:
        if word.lower != "shot" or word.tag != "NN" or word.dep not in ("appos", "dep", "conj"):
            continue
        dead = next((child for child in word.children if child.lower == "dead" and child.i == word.i + 1), None)
        if dead is None or word.child("det", "poss", "nummod") is not None:
            continue
        word.tag, word.pos, word.lemma, word.dep = "VBN", "VERB", "shoot", "acl"
        for link in [child for child in dead.children if child.lower == "by"]:
            move(link, word, "agent")


@only_with(HARM)
def clause_of_deed(sentence: Sentence) -> None:
    """"an **attack** at a bar in Lima, Peru, **which killed** nine": no bar kills anybody; the attack did."""
    for verb in sentence.words:
        who = verb.child("nsubj")
        if verb.dep != "relcl" or verb.lemma not in HARM or who is None or who.lower not in ("which", "that"):
            continue
        place = verb.head
        harmless = label_of(place) in ("GPE", "LOC", "FAC") or (place.tag == "NN" and not _can_kill(place))
        deed = _deed_there(place) if harmless else None
        if deed is not None and not any(child.dep == "relcl" for child in deed.children):
            move(verb, deed, "relcl")


def _can_kill(noun: Word) -> bool:
    return any(noun.lemma in word_classes()[name] for name in ("person", "armed", "collective", "forces", "organ", "nature"))


def _deed_there(place: Word) -> Word | None:
    """The deed that happened at a place: of Peru in "an **attack** at a bar in Lima, Peru"."""
    armed, deeds = word_classes()["instrument"], word_classes()["deed"]
    for _ in range(6):
        if place.lemma in armed or place.lemma in deeds:
            return place if place.lemma in deeds and place.entity is None else None
        if place.dep in ("appos", "conj"):
            place = place.head
        elif place.dep == "pobj" and place.head.lower in ("in", "at", "on", "near", "outside", "inside"):
            place = place.head.head
        else:
            return None
    return None


@only_with("ablaze", "alight", "aflame")
def set_ablaze(sentence: Sentence) -> None:
    """"set the **dormitory** ablaze": no dormitory's ablaze; it is what they set."""
    for word in sentence.words:
        thing = next((child for child in word.children_of("compound") if child.i == word.i - 1), None)
        if word.lower not in ("ablaze", "alight", "aflame") or word.dep != "dobj" or word.head.lemma != "set" or thing is None:
            continue
        verb = word.head
        word.tag, word.pos, word.dep = "JJ", "ADJ", "oprd"
        move(thing, verb, "dobj")
        for child in [child for child in word.children if child.i < thing.i]:
            move(child, thing, child.dep)


@only_with("death")
def put_to_death(sentence: Sentence) -> None:
    """"hacked **to death students** who fled": no death students; they are who was hacked to death."""
    for word in sentence.words:
        noun = word.head
        if word.lower != "death" or word.dep != "compound" or noun.dep != "pobj" or noun.i < word.i or noun.head.lower != "to":
            continue
        link = noun.head
        if link.i != word.i - 1 or not link.head.is_verb or link.head.child("dobj", "auxpass") is not None:
            continue
        move(noun, link.head, "dobj")
        move(word, link, "pobj")


@only_with(GERUNDS)
def gerund_of_charge(sentence: Sentence) -> None:
    """"accused them of shelling villages": an -ing word of harm before a bare plural is the deed, the plural its object."""
    for word in sentence.words:
        noun = word.head
        if word.lower not in GERUNDS or word.dep not in ("compound", "amod"):
            continue
        if noun.dep != "pobj" or noun.tag not in ("NNS", "NNPS"):
            continue
        link = noun.head
        if link.lower not in ("of", "for") or noun.children[0] is not word or link.head.lemma not in CHARGES | {"other"}:
            continue
        word.tag, word.pos, word.lemma = "VBG", "VERB", GERUNDS[word.lower]
        move(word, link, "pcomp")
        move(noun, word, "dobj")


def noun_before_gerund(sentence: Sentence) -> None:
    """"fired on people breaking into a store": the people are fired on, and break in."""
    for word in sentence.words:
        link = word.head
        if word.tag != "VBG" or word.dep != "pcomp" or link.lower not in ("on", "at", "against", "into") or not link.head.is_verb:
            continue
        who = word.child("nsubj")
        if who is not None and who.i < word.i and who.tag in ("NN", "NNS", "NNP", "NNPS"):
            move(who, link, "pobj")
            move(word, who, "acl")


@only_with(JUDGING)
def preposition_of_deed(sentence: Sentence) -> None:
    """"condemned the strikes on Natanz": what stands right behind a deed says whom it hit, not where it was condemned."""
    words = sentence.words
    for link in words:
        verb = link.head
        if link.dep != "prep" or link.lower not in ("on", "against", "in", "at") or not verb.is_verb or verb.lemma not in JUDGING:
            continue
        if verb.lemma == "blame" and link.lower == "on":
            continue
        at = link.i - words[0].i
        noun = words[at - 1] if at else link
        thing = link.child("pobj")
        if noun.head is verb and noun.dep in ("dobj", "nsubjpass") and is_event_noun(noun.lemma) and not is_time(thing):
            move(link, noun, "prep")


@only_with("by", "on", "against")
def beside_deed(sentence: Sentence) -> None:
    """"Smoke rose after a raid **by jets**": right behind a deed in a phrase, `by` and `on` belong to it, not to the verb."""
    words = sentence.words
    for link in words:
        verb = link.head
        if link.lower not in ("by", "on", "against") or link.dep not in ("prep", "agent") or not verb.is_verb:
            continue
        if link.lower == "by" and verb.child("auxpass", "nsubjpass"):
            continue  # "was hit in the raid by a shell"
        before = words[max(0, link.i - words[0].i - 1)]
        noun, thing = _object_around(before, verb), link.child("pobj")
        if noun is None or not is_event_noun(noun.lemma) or thing is None or is_time(thing):
            continue
        if (noun.dep == "dobj" and not _may_act(link, thing)) or (before is not noun and link.lower != "by"):
            continue
        if noun.subtree()[-1] is before:
            move(link, noun, "prep")


def _object_around(word: Word, verb: Word) -> Word | None:
    """The object of a verb, or of one of its prepositions, that a word belongs to."""
    for each in (word, *word.ancestors()):
        if each.head is verb or (each.head.dep == "prep" and each.head.head is verb):
            return each if each.i > verb.i and each.dep in ("dobj", "pobj") else None
    return None


def _may_act(link: Word, thing: Word) -> bool:
    """"condemned the shooting of a boy **by a policeman**"; not "announced the killing by phone"."""
    people = any(thing.lemma in word_classes()[name] for name in ("person", "collective", "forces"))
    return link.lower == "by" and (people or label_of(thing) in PEOPLE_OR_STATES)


@only_with(CHARGED_OF)
def of_charge(sentence: Sentence) -> None:
    """"accused the army **of war crimes**", "warned the strikers **of consequences**": what is laid to them, no part of them."""
    for verb in sentence.words:
        thing = verb.child("dobj", "nsubjpass") if verb.lemma in CHARGED_OF and verb.is_verb else None
        if thing is None or any(child.lower == "of" for child in verb.children_of("prep")):
            continue
        links = [child for child in thing.children_of("prep") if child.lower == "of" and child.i > verb.i]
        if links:
            move(links[-1], verb, "prep")


@only_with("tear")
def tear_gas(sentence: Sentence) -> None:
    """"An officer **fires tear gas** at marchers": `tear` is no verb, and who fires is no subject of it."""
    for tear, gas in pairwise(sentence.words):
        if tear.lower != "tear" or gas.lower != "gas" or not tear.is_verb or gas.head is not tear:
            continue
        verb = tear.child("nsubj")
        if verb is None or verb.i != tear.i - 1 or verb.tag not in TENSED:
            continue
        if tear.head is tear:
            detach(verb)
        else:
            move(verb, tear.head, tear.dep)
        for child in [child for child in tear.children if child is not verb]:
            move(child, verb, child.dep)
        move(gas, verb, "dobj")
        move(tear, gas, "compound")
        verb.pos, tear.pos, tear.tag = "VERB", "NOUN", "NN"


@only_with(GERUNDS)
def deed_of_means(sentence: Sentence) -> None:
    """"**Artillery shelling** by the army hit a clinic", "**Shelling** by it": the deed did; not "a man standing by the road"."""
    for word in sentence.words:
        means = word.head
        if word.tag == "VBG" and word.dep in ("nsubj", "nsubjpass") and word.lower in GERUNDS and word.child("dobj") is None:
            if any(each.lower == "by" and each.i == word.i + 1 for each in word.children):
                word.tag, word.pos, word.lemma = "NN", "NOUN", word.lower
            continue
        if word.tag != "VBG" or word.dep != "acl" or means.i != word.i - 1 or means.tag not in ("NN", "NNP"):
            continue
        if word.lower not in GERUNDS or word.child("dobj") or not any(each.lower == "by" for each in word.children):
            continue
        top, place = means.head, means.dep
        for link in [each for each in word.children if each.dep == "agent"]:
            link.dep = "prep"
        word.tag, word.pos, word.lemma = "NN", "NOUN", word.lower
        for child in [each for each in means.children if each is not word]:
            move(child, word, child.dep)
        detach(word)
        if top is not means:
            move(word, top, place)
        move(means, word, "compound")


@only_with(LAYING)
def laid_at_a_door(sentence: Sentence) -> None:
    """"a **raid** on the village of Tavo **blamed on** the rebels": the raid is; not "a letter attributed to him"."""
    for verb in sentence.words:
        if verb.lemma not in LAYING or verb.dep != "acl" or verb.tag not in ("VBN", "VBD") or verb.child("nsubj", "aux", "dobj"):
            continue
        if not any(link.lower in ("on", "to", "by") for link in verb.children_of("prep", "agent")):
            continue
        above = list(takewhile(lambda each: not each.is_verb, (verb.head, *verb.head.ancestors())))
        deed = next((each for each in above if each.is_nominal and is_event_noun(each.lemma)), None)
        if deed is not None and deed is not verb.head:
            move(verb, deed, "acl")
            verb.tag = "VBN"
