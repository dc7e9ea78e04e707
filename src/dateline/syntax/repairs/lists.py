"""Repairs of lists: who is joined to whom.

    detained a teacher, two nurses and a priest               three who were detained
"""

from dateline.syntax.moves import move, only_with
from dateline.syntax.repairs.common import PEOPLE_OR_STATES, TIMES, label_of
from dateline.syntax.tree import Sentence, Word

PARTIES = frozenset({"GPE", "ORG", "NORP"})
LISTED = ("dobj", "pobj", "nsubj", "nsubjpass")


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


def first_of_list(sentence: Sentence) -> None:
    """"**A nurse**, her driver and two guards died": the first of a list of subjects, which the parser takes for a time."""
    for word in sentence.words:
        verb = word.head
        if word.dep != "npadvmod" or word.tag not in ("NN", "NNP", "NNS") or label_of(word) in TIMES:
            continue
        named = word.tag == "NNS" or label_of(word) in PARTIES  # "**Chad**, the UN and Oman", "**Medics**, nuns and the army"
        if word.i > verb.i or not verb.is_verb:
            continue
        subject = verb.child("nsubj", "nsubjpass")
        if subject is None or subject.i < word.i or subject.child("conj") is None or not (named or word.child("det")):
            continue
        comma = sentence.words[subject.subtree()[0].i - sentence.words[0].i - 1]
        if comma.text == "," and comma.i - word.subtree()[-1].i <= 1:
            role = subject.dep
            move(subject, word, "conj")
            word.dep = role


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


@only_with(",")
def list_behind_object(sentence: Sentence) -> None:
    """"set **fire** to nine houses, a **warehouse**, and a **clinic**": a second object behind a phrase goes on with its list."""
    for verb in sentence.words:
        things = verb.children_of("dobj") if verb.is_verb else []
        if len(things) != 2 or things[1].child("nsubj") is not None:
            continue
        first, second = things
        links = [link for link in verb.children_of("prep") if first.i < link.i < second.i]
        inner = links[-1].child("pobj") if links else None
        if inner is None or not any(mark.text == "," and inner.i < mark.i < second.i for mark in verb.children):
            continue
        for more in [each for each in verb.children_of("conj") if each.i > second.i and each.tag in ("NN", "NNS", "NNP")]:
            move(more, second, "conj")
        move(second, inner, "conj")
