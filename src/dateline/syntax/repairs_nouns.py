"""Repairs of lists and of gerunds: who is joined to whom, and an -ing word that governs the noun behind it.

    detained a teacher, two nurses and a priest         three who were detained
    accused each other of shelling villages             `shelling` is what they did, no kind of village
"""

from itertools import pairwise

from dateline.knowledge.event_rules import word_classes
from dateline.knowledge.eventhood import is_event_noun
from dateline.syntax.lexicon import GERUNDS
from dateline.syntax.moves import detach, move, only_with
from dateline.syntax.tree import Sentence, Word

WARNINGS = frozenset({"shot", "shell", "volley", "round", "fire", "burst", "sign", "letter"})
TIMES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY"})
PEOPLE_OR_STATES = frozenset({"PERSON", "GPE", "NORP", "ORG"})
LISTED = ("dobj", "pobj", "nsubj", "nsubjpass")
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


def list_after_verb(sentence: Sentence) -> None:
    """"arrested Ali Hassan, Omar Said and a third man": the parser joins the second name to the verb, or dates it."""
    for word in sentence.words:
        verb = word.head
        if word.dep not in ("conj", "npadvmod") or not verb.is_verb or word.tag not in ("NN", "NNS", "NNP") or word.i < verb.i:
            continue
        thing = verb.child("dobj")
        if thing is None or (word.entity is not None and word.entity.label in TIMES) or word.child("nsubj", "aux", "cop"):
            continue
        if word.dep == "npadvmod" and word.child("cc") is None:
            continue
        if _meets(thing, word):
            move(word, thing, "conj")


def _meets(thing: Word, word: Word) -> bool:
    """Whether between the first and the second member stands a comma, or "and", and nothing else."""
    first, words = word.subtree()[0], word.sentence.words
    at = first.i - words[0].i
    if word.dep == "conj" and at >= 3 and words[at - 1].lower in ("and", "or"):
        last = thing.subtree()[-1]
        between = words[last.i - words[0].i : at]
        return thing.i < first.i and first.i - 3 <= last.i < first.i and not any(each.is_verb for each in between)
    return at >= 2 and words[at - 1].text == "," and thing.i < first.i and thing.subtree()[-1].i >= first.i - 2


@only_with("and")
def noun_after_and(sentence: Sentence) -> None:
    """"set fire to a station **and a dozen homes**", "burned a station and a dozen homes": joined to the noun before "and"."""
    words = sentence.words
    for word in words:
        verb = word.head
        if word.dep not in ("conj", "npadvmod") or not verb.is_verb or word.tag not in ("NN", "NNS") or word.i < verb.i:
            continue
        if word.child("nsubj", "aux", "cop", "acl") or word.child("nummod") is None or label_of(word) in TIMES:
            continue
        at = word.subtree()[0].i - words[0].i
        if at < 2 or words[at - 1].lower != "and":
            continue
        near = words[at - 2]
        if near.dep in ("pobj", "dobj") and near.is_nominal and near.i > verb.i and label_of(near) not in TIMES:
            move(word, near, "conj")


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


def first_of_list(sentence: Sentence) -> None:
    """"**A nurse**, her driver and two guards died": the first of a list of subjects, which the parser takes for a time."""
    for word in sentence.words:
        verb = word.head
        if word.dep != "npadvmod" or word.tag not in ("NN", "NNP") or label_of(word) in TIMES:
            continue
        if word.i > verb.i or not verb.is_verb:
            continue
        subject = verb.child("nsubj", "nsubjpass")
        if subject is None or subject.i < word.i or subject.child("conj") is None or word.child("det") is None:
            continue
        comma = sentence.words[subject.subtree()[0].i - sentence.words[0].i - 1]
        if comma.text == "," and comma.i - word.subtree()[-1].i <= 1:
            role = subject.dep
            move(subject, word, "conj")
            word.dep = role


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


def name_of_officer(sentence: Sentence) -> None:
    """"the mayor of the town of Pampas, **Eusebio Lopez**, and ...": a person joined to a place is the officer's name.

    So is one behind a body: "the spokesman for the Kivu Front, **Jean Mbala**"; not "the brother of the mayor, Ali Haidar".
    """
    for word in sentence.words:
        place = word.head
        if word.dep not in ("conj", "appos") or place.dep != "pobj" or label_of(word) != "PERSON":
            continue
        if not _is_place_or_body(place, word):
            continue
        if place.child("cc") is not None or word.child("cc") is not None:
            continue
        top = place
        while top.dep in ("pobj", "prep"):
            top = top.head
        if top.tag == "NN" and top.i < place.i:
            move(word, top, "appos")


def _is_place_or_body(thing: Word, name: Word) -> bool:
    """What a person named behind it cannot be: a town, or, where the name is set off by a comma, a council or a force."""
    if thing.tag in ("NNP", "NNPS") and label_of(thing) in ("GPE", "LOC"):
        return True
    return name.dep == "appos" and (label_of(thing) == "ORG" or thing.lemma in word_classes()["organ"])


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


def list_as_apposition(sentence: Sentence) -> None:
    """"the port, the market and a school": three things, no port that is a market."""
    for word in sentence.words:
        first = word.head
        if word.dep != "appos" or first.dep not in (*LISTED, "conj") or word.child("cc") is None:
            continue
        last = word.child("conj")
        if last is None or first.child("cc") is not None:
            continue
        if _is_list(first, word, last):
            move(word, first, "conj")


def _is_list(first: Word, second: Word, last: Word) -> bool:
    if first.entity is not None and second.entity is not None:
        label = first.entity.label
        return label == second.entity.label and (label == "PERSON" or (label in PEOPLE_OR_STATES and label == label_of(last)))
    common = all(word.tag in ("NN", "NNS") for word in (first, second, last))
    return common and all(word.child("det", "nummod", "poss") is not None for word in (first, second, last))


def label_of(word: Word) -> str:
    return word.entity.label if word.entity is not None else ""


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


def subject_as_compound(sentence: Sentence) -> None:
    """"saw Ugandan police arrest four men": the police arrest, no "police arrest" is meant."""
    for verb in sentence.words:
        if verb.tag not in ("VBP", "VB") or verb.dep != "ccomp" or not verb.child("dobj"):
            continue
        if verb.child("nsubj", "nsubjpass", "aux", "mark"):
            continue
        noun = next((child for child in verb.children_of("compound") if child.i == verb.i - 1), None)
        if noun is not None:
            move(noun, verb, "nsubj")
            for child in [each for each in verb.children_of("amod", "det", "compound", "poss") if each.i < noun.i]:
                move(child, noun, child.dep)


def agent_too_low(sentence: Sentence) -> None:
    """"Sanctions were imposed on the port **by Mogadishu**": of a passive without agent, and no book by anyone."""
    for auxiliary in sentence.words:
        verb = auxiliary.head
        if auxiliary.dep != "auxpass" or verb.child("agent"):
            continue
        for link in verb.children_of("prep"):
            thing = link.child("pobj")
            if thing is None or is_event_noun(thing.lemma):
                continue
            low = next((each for each in thing.children_of("prep") if each.lower == "by"), None)
            if low is not None and label_of(low.child("pobj") or low) in PEOPLE_OR_STATES:
                move(low, verb, "agent")


def is_time(thing: Word | None) -> bool:
    return thing is None or (thing.entity is not None and thing.entity.label in TIMES)


def up_to(word: Word, top: Word) -> list[Word]:
    found = []
    for head in word.ancestors():
        if head is top:
            break
        found.append(head)
    return found


LIST_REPAIRS = (
    name_of_officer, shot_at, list_after_verb, noun_after_and, first_of_list, warning_shot, list_as_apposition,
    gerund_of_charge, noun_before_gerund, preposition_of_deed, beside_deed, of_charge, charge_goes_on, subject_as_compound,
    agent_too_low,
)  # fmt: skip
