"""Repairs of verbs that were taken for nouns, names or adjectives.

    A driver protests outside the ministry.                   protests is what the driver does
    Guards arrest union leader Ana Ruiz.                      no "guards arrest" of that name
"""

from itertools import pairwise

from dateline.syntax.lexicon import GERUNDS, VERB_LEMMAS
from dateline.syntax.moves import detach, move, only_with
from dateline.syntax.repairs.common import TENSED, TIMES
from dateline.syntax.tree import Sentence, Word

PARTICLES = frozenset({"off", "up", "down", "out", "away", "back"})
DONE = frozenset({
    "carry", "launch", "commit", "mount", "stage", "claim", "perpetrate", "conduct", "shoot", "attribute", "plan", "organise",
    "organize",
})  # fmt: skip
BARE = frozenset({"arrest", "attack", "detain", "question", "charge", "shoot", "kill", "beat", "seize", "escort", "free"})


@only_with(DONE)
def participle_of_noun(sentence: Sentence) -> None:
    """"an attack **carried** out in May", "the man, **shot** dead by guards, was a clerk": a finite verb cannot say which one."""
    for verb in sentence.words:
        if verb.dep == "acl" and verb.tag == "VBD" and verb.child("nsubj", "nsubjpass", "aux", "dobj") is None:
            verb.tag = "VBN"


@only_with(",")
def participle_after_comma(sentence: Sentence) -> None:
    """P1 "Pakistan retaliated, striking camps": `striking` is no adjective of `camps`, it governs it."""
    words = sentence.words
    for before, word in pairwise(words):
        if word.dep != "amod" or before.text != ",":
            continue
        gerund = word.tag == "VBG" or word.lower in GERUNDS
        if gerund and word.head.dep in ("dobj", "npadvmod", "appos"):
            noun, verb = word.head, word.head.head
            if not verb.is_verb or any(left.i < word.i for left in noun.children if left.dep == "det"):
                continue
            word.lemma, word.tag = GERUNDS.get(word.lower, word.lemma), "VBG"
            move(word, verb, "advcl")
            move(noun, word, "dobj")
            word.pos = "VERB"


def verb_lemma(sentence: Sentence) -> None:
    """"The rebels staged a raid": the lemma is `stage`, not `stag`."""
    for word in sentence.words:
        if word.lower in VERB_LEMMAS and word.tag.startswith("V"):
            word.lemma = VERB_LEMMAS[word.lower]


def main_verb_as_participle(sentence: Sentence) -> None:
    """"The army, along with police, sealed off the port": where nothing else is finite, what looks like a participle is."""
    for verb in sentence.words:
        root = verb.head
        if verb.dep == "amod":
            _mend_freed(sentence, verb)
            continue
        if verb.lower == "left" and verb.tag == "VBD" and verb.dep == "acl" and verb.child("dobj") is not None:
            _mend_left(sentence, verb)
            continue
        if verb.tag != "VBN" or verb.dep != "acl" or root.head is not root or not root.is_nominal or verb.child("agent"):
            continue
        if any(word.tag in ("VBD", "VBZ", "VBP", "MD") for word in sentence.words) or not _carries(verb):
            continue
        verb.tag = "VBD"
        detach(verb)
        move(root, verb, "nsubj")


def _mend_left(sentence: Sentence, verb: Word) -> None:
    """"An air strike on a hospital **left** 14 people dead": no hospital left 14 people, where nothing else is finite."""
    root = next((word for word in verb.ancestors() if word.head is word), verb)
    if not root.is_nominal or any(word.tag in TENSED and word is not verb for word in sentence.words):
        return
    detach(verb)
    move(root, verb, "nsubj")


def _mend_freed(sentence: Sentence, verb: Word) -> None:
    """"A court on Tuesday **freed** pastor Joel Moyo": no "freed pastor", where a day stands before it and nothing is finite."""
    words, thing = sentence.words, verb.head
    at = verb.i - words[0].i
    root = next((word for word in words[:at] if word.head is word), None)
    if verb.tag != "VBN" or root is None or not root.is_nominal or thing.i < verb.i or at < 2 or verb.children:
        return
    day = words[at - 1].entity
    if day is None or day.label not in TIMES or any(word.tag in ("VBD", "VBZ", "VBP", "MD") for word in words):
        return
    if root not in thing.ancestors():
        return
    verb.tag, verb.pos = "VBD", "VERB"
    between = [child for child in root.children if root.i < child.i < verb.i]
    detach(verb)
    move(root, verb, "nsubj")
    move(thing, verb, "dobj")
    for child in between:
        if child.dep in ("prep", "npadvmod"):
            move(child, verb, child.dep)


def _carries(verb: Word) -> bool:
    """A particle with an object behind it, or an object: "sealed off the port", "killed nine"."""
    behind = [child for child in verb.children if child.i == verb.i + 1]
    return verb.child("dobj") is not None or any(c.dep in ("prt", "prep") and c.lower in PARTICLES for c in behind)


@only_with("a", "an")
def verb_as_plural(sentence: Sentence) -> None:
    """"A **driver protests** outside": no plural stands behind "a"; it is what the one before it does."""
    words = sentence.words
    for at, word in enumerate(words[1:], 1):
        doer = words[at - 1]
        article = word.child("det") or doer.child("det")
        if word.tag != "NNS" or doer.tag != "NN" or doer.head is not word or doer.dep != "compound" or article is None:
            continue
        if article.lower not in ("a", "an") or not _makes_verb(word, words[at + 1 :]):
            continue
        for child in word.children_of("det", "amod", "compound", "nmod", "poss"):
            if child is not doer:
                move(child, doer, child.dep)
        _become_verb(word, "VBZ")
        doer.dep = "nsubj"


def _makes_verb(word: Word, behind: list[Word]) -> bool:
    """Whether nothing else is finite; of "fires tear gas" `tear` is taken for what is, and is put right."""
    others = [each for each in word.sentence.words if each.tag in TENSED and each is not word]
    tear = others[0] if len(others) == 1 and others[0].lower == "tear" and others[0] is word.head else None
    if not others and word.head is word:
        return True
    gas = tear.child("dobj") if tear is not None else None
    if tear is None or gas is None or behind[:2] != [tear, gas]:
        return False
    detach(word)
    for child in list(tear.children):
        if child is not word:
            move(child, word, child.dep)
    tear.tag, tear.pos = "NN", "NOUN"
    move(tear, gas, "compound")
    return True


def _become_verb(word: Word, tag: str) -> None:
    word.tag, word.pos = tag, "VERB"


@only_with(BARE)
def verb_in_name(sentence: Sentence) -> None:
    """"Guards **arrest** union leader Ana Ruiz": between a plural and a person's name it is the verb."""
    words = sentence.words
    for at, word in enumerate(words[1:], 1):
        doer, name = words[at - 1], word.head
        if word.lower not in BARE or word.dep != "compound" or word.tag not in ("NN", "VBP", "VB", "NNP"):
            continue
        plural = doer.tag in ("NNS", "NNPS") or doer.lower == "police"
        while name.dep == "compound" and name.head is not name:
            name = name.head
        if not plural or doer.head not in (word, name, *name.children) or name.label != "PERSON":
            continue
        if name.head is not name or any(each.tag in TENSED and each is not word for each in words):
            continue
        _become_verb(word, "VBP")
        word.lemma = word.lower
        detach(word)
        for child in [each for each in name.children if each.i < word.i or each.dep in ("prep", "npadvmod", "punct")]:
            if child is not word and child.head is name:
                move(child, word, child.dep)
        move(name, word, "dobj")
        move(doer, word, "nsubj")


@only_with("open")
def open_fire(sentence: Sentence) -> None:
    """"Fighters **open** fire on a post": no open fire, they open it."""
    for word in sentence.words:
        if word.lower == "open" and word.tag == "JJ" and any(thing.lower == "fire" for thing in word.children_of("dobj")):
            _become_verb(word, "VBP")


@only_with("let", "allow", "help", "evacuate", "see", "find", "have")
def harmed_people(sentence: Sentence) -> None:
    """"to let **wounded people** out": no participle has an object; it says which people."""
    for word in sentence.words:
        thing = word.child("dobj") if word.tag == "VBN" and word.dep in ("ccomp", "xcomp") else None
        if thing is None or thing.i != word.i + 1 or thing.tag not in ("NN", "NNS"):
            continue
        if word.child("aux", "auxpass", "nsubj", "nsubjpass", "mark", "prep") or word.i != word.head.i + 1:
            continue
        above = word.head
        for child in [child for child in word.children if child is not thing]:
            move(child, above, child.dep)
        move(thing, above, "dobj")
        move(word, thing, "amod")
