"""Repairs of numbers before a noun, and of numbers alone that stand for people.

    Between 40 and 50 miners are missing.                     miners is the subject, no place between two others
    It displaced a total of 600 people.                       people is the object, the total says how many
    Nine were killed and two injured in Tana.                 two is who was injured
"""

from itertools import pairwise

from dateline.syntax.lexicon import HARM
from dateline.syntax.moves import detach, move, only_with
from dateline.syntax.repairs.common import BEFALLS
from dateline.syntax.tree import Sentence, Word

NUMBER_NOUNS = frozenset({"dozen", "score", "hundred", "thousand", "ten", "number"})
MANY = frozenset({"dozens", "hundreds", "thousands", "millions"})
FILLERS = frozenset({"CD", "JJ", "HYPH", "VBN", "JJS"})
BEFORE_NOUN = 6  # words between the last number and its noun
HARMED = HARM | {"shoot", "seize", "free", "burn", "destroy", "damage"}  # with what befalls things
TIMES = frozenset({"DATE", "TIME"})
HURT_BY = frozenset({"receive", "suffer", "sustain", "get"})
HURTS = frozenset({"wound", "injury", "burn", "concussion"})


def is_number(word: Word) -> bool:
    return word.tag == "CD" or word.lower == "dozens" or word.lemma in NUMBER_NOUNS


@only_with(HARM)
def bare_number_passive(sentence: Sentence) -> None:
    """P4 "... and 112 injured": a number before a bare participle of harm is its passive subject."""
    for word in sentence.words:
        if word.tag in ("VBN", "VBD") and word.lemma in HARM and not word.child("aux", "auxpass", "dobj", "nsubjpass"):
            subject = next((each for each in reversed(word.children_of("nsubj")) if each.i < word.i), None)
            if subject and is_number(subject):
                subject.dep = "nsubjpass"
                word.tag = "VBN"


@only_with(BEFALLS)
def harm_before_number(sentence: Sentence) -> None:
    """"killed dozens and displaced thousands": `displaced` is no adjective of `thousands`."""
    for word in sentence.words:
        if word.dep != "amod" or word.lemma not in BEFALLS or word.tag not in ("VBN", "VBD"):
            continue
        noun = word.head
        counted = noun.tag == "CD" or noun.child("nummod") is not None or noun.lower in MANY
        host = noun.head if noun.dep == "conj" else None
        if not counted or host is None or host.dep != "dobj" or host.head.lemma not in BEFALLS:
            continue
        if any(child.i < word.i for child in noun.children if child is not word):
            continue
        move(word, host.head, "conj")
        move(noun, word, "dobj")
        word.tag, word.pos = "VBD", "VERB"


CARING = frozenset({
    "treat", "receive", "admit", "evacuate", "transfer", "carry", "transport", "bring", "airlift", "move", "fly", "take", "rush",
})  # fmt: skip


@only_with("wounded", "injured")
def wounded_in_care(sentence: Sentence) -> None:
    """"The clinic treated **40 wounded**": they are who was treated, and nobody wounded the clinic."""
    for number, word in pairwise(sentence.words):
        alone = word.lower in ("wounded", "injured") and number.tag == "CD" and number.dep == "dobj"
        verb = number.head
        when = [child for child in word.children if child.dep in ("prep", "npadvmod")]  # "treated 40 wounded **on Monday**"
        bare = len(when) == len(word.children) and number.child("prep") is None
        if alone and verb.lemma in CARING and word.head in (verb, number) and bare:
            for child in when:
                move(child, verb, child.dep)
            move(word, verb, "dobj")
            move(number, word, "nummod")
            word.tag, word.pos, word.lemma = "NNS", "NOUN", word.lower


@only_with("over", "around", "about")
def number_behind_over(sentence: Sentence) -> None:
    """"Nine died and **over 120** were hurt": nobody is hurt over a number; they are who was."""
    for verb in sentence.words:
        if verb.tag != "VBN" or verb.child("auxpass") is None or verb.child("nsubj", "nsubjpass") is not None:
            continue
        for link in verb.children_of("prep"):
            number = link.child("pobj")
            if link.lower not in ("over", "around", "about") or number is None or number.tag != "CD" or number.i != link.i + 1:
                continue
            if sentence.words[number.i - sentence.words[0].i + 1].dep in ("aux", "auxpass"):
                move(number, verb, "nsubjpass")
                move(link, number, "advmod")


@only_with("and", "to")
def range_before_noun(sentence: Sentence) -> None:
    """"between 40 and 50 miners", "40 to 50 miners"; not "rose from 40 to 50 camps"."""
    words = sentence.words
    for at in range(2, len(words) - 1):
        joiner, number = words[at - 1], words[at]
        if number.tag != "CD" or joiner.lower not in ("and", "to") or words[at - 2].tag != "CD":
            continue
        first = at - 2
        while first > 0 and (words[first - 1].tag == "CD" or words[first - 1].tag == "HYPH"):
            first -= 1
        opener = words[first - 1] if first else None
        between = opener is not None and opener.lower == "between"
        if (joiner.lower == "and" and not between) or (joiner.lower == "to" and opener is not None and opener.lower == "from"):
            continue
        noun = _noun_behind(words, at + 1)
        if noun is not None and noun.dep in ("pobj", "conj", "appos"):
            _settle(noun, words[first - between : at + 1])


def _noun_behind(words: list[Word], at: int) -> Word | None:
    for word in words[at : at + BEFORE_NOUN]:
        if word.tag in ("NNS", "NNPS") or word.lower == "people":
            return word
        if word.tag not in FILLERS and word.dep != "compound":
            return None
    return None


def _settle(noun: Word, numbers: list[Word]) -> None:
    """The noun under the verb where the verb has nothing else there, its numbers under the noun."""
    verb = next((above for above in (numbers[0], *numbers[0].ancestors()) if above.is_verb), None)
    if verb is None:
        return
    if noun.i < verb.i:
        if verb.child("nsubj", "nsubjpass", "expl"):
            return
        move(noun, verb, "nsubjpass" if verb.child("auxpass") else "nsubj")
    else:
        if verb.child("dobj", "auxpass", "nsubjpass") or noun.dep == "appos":
            return
        move(noun, verb, "dobj")
    for word in numbers:
        if word is not noun and noun not in word.subtree():
            move(word, noun, "nummod" if word.tag == "CD" else "quantmod")


@only_with("total")
def total_of(sentence: Sentence) -> None:
    """"a total of 600 people": the people take the place of the total."""
    for total in sentence.words:
        if total.lemma != "total" or total.head is total or total.dep not in ("nsubj", "nsubjpass", "dobj", "dep"):
            continue
        link = next((child for child in total.children_of("prep") if child.lower == "of" and child.i == total.i + 1), None)
        noun = link.child("pobj") if link is not None else None
        if noun is None or noun.tag not in ("NNS", "NNPS") or noun.child("nummod") is None:
            continue
        verb, dep = total.head, total.dep if total.dep != "dep" else "nsubj"
        move(noun, verb, dep)
        move(total, noun, "quantmod")


@only_with(":")
def harmed_behind_colon(sentence: Sentence) -> None:
    """"Casualties since May: **31 killed** and 87 wounded": those behind the colon were killed; no casualties killed anybody."""
    for number, verb in pairwise(sentence.words):
        if verb.tag != "VBN" or verb.lemma not in HARMED or number.tag != "CD" or verb.child("aux", "auxpass", "dobj"):
            continue
        label = verb.child("nsubj", "nsubjpass")
        if label is None or number.head is not label:
            continue
        if not any(word.text == ":" and label.i < word.i < number.i for word in sentence.words):
            continue
        label.dep = "dep"
        move(number, verb, "nsubjpass")


@only_with("and")
def gapped_passive(sentence: Sentence) -> None:
    """"Nine were killed on Monday and two **injured** in Tana": two are joined to no Monday, they were injured.

    Not "Nine were killed and two others, wounded in the raid, fled": there the participle tells of those who flee.
    """
    for noun, verb in pairwise(sentence.words):
        if verb.tag != "VBN" or verb.lemma not in HARMED:
            continue
        if verb.dep == "conj" and noun.dep == "nsubj" and noun.head is verb and verb.head.child("auxpass"):
            noun.dep = noun.dep if verb.child("aux", "auxpass", "dobj") else "nsubjpass"
            continue
        if verb.dep not in ("acl", "advcl") or noun.dep != "conj":
            continue
        if verb.child("aux", "auxpass", "nsubj", "nsubjpass", "dobj", "agent") or not (noun.tag == "CD" or noun.child("nummod")):
            continue
        above = noun.head
        link = above.child("cc")
        passive = next((word for word in (above, *above.ancestors()) if word.is_verb), None)
        if passive is None or passive.tag != "VBN" or passive.child("nsubjpass") is None or link is None:
            continue
        if above is passive or (above.entity is not None and above.entity.label in TIMES):
            move(link, passive, "cc")
            move(verb, passive, "conj")
            move(noun, verb, "nsubjpass")


@only_with("wound", "injury", "burn", "concussion")
def number_with_wounds(sentence: Sentence) -> None:
    """"..., **four received wounds**": not four wounds that were received, but four people who did."""
    for verb in sentence.words:
        noun = verb.head
        if verb.dep != "amod" or verb.tag not in ("VBN", "VBD") or verb.lemma not in HURT_BY or noun.lemma not in HURTS:
            continue
        number = noun.child("nummod")
        if number is None or number.i != verb.i - 1:
            continue
        verb.tag, verb.pos = "VBD", "VERB"
        head, dep = noun.head, noun.dep
        if noun.dep == "ROOT":
            detach(verb)
        else:
            move(verb, head, "conj" if dep in ("appos", "conj", "dobj") else dep)
        move(number, verb, "nsubj")
        move(noun, verb, "dobj")


@only_with("wounded", "injured", "dead")
def wounded_of_war(sentence: Sentence) -> None:
    """"treated **47 war-wounded**": those are people, and nothing that was done; not "47 war-wounded men"."""
    words, first = sentence.words, sentence.words[0].i
    for word in words[3:]:
        at = word.i - first
        number, kind, dash = words[at - 3], words[at - 2], words[at - 1]
        if word.tag not in ("VBN", "JJ") or dash.text != "-" or kind.pos != "NOUN" or number.tag != "CD":
            continue
        after = words[at + 1] if at + 1 < len(words) else None
        if word.head is word or word.dep == "amod" or (after is not None and after.is_nominal):
            continue
        word.tag, word.pos = "NNS", "NOUN"
        if word.head.is_verb and word.head.child("dobj") is None:
            word.dep = "dobj"
        move(kind, word, "compound")
        move(number, word, "nummod")
