"""Repairs of what a verb is done to, and of who is given something.

    A court on Tuesday freed pastor Joel Moyo.                freed governs him
    It returned statues stolen in May to Benin.               Benin gets them back
"""

from dateline.syntax.lexicon import OBJECT_CONTROL
from dateline.syntax.moves import move, only_with
from dateline.syntax.repairs.common import HANDING, PEOPLE_OR_STATES, is_time, label_of
from dateline.syntax.tree import Sentence, Word

GIVING = frozenset({
    "give", "send", "offer", "grant", "lend", "sell", "hand", "award", "promise", "supply",
    "deny", "owe", "pledge", "bring",
})  # fmt: skip
LEADING_TO = frozenset({
    "access", "damage", "threat", "visit", "trip", "ambassador", "aid", "adviser", "key", "loyal", "belong", "lead", "relate",
    "close", "date", "travel", "go", "link", "similar", "owe", "pay", "say", "import", "export",
})  # fmt: skip


@only_with(GIVING)
def dative_name(sentence: Sentence) -> None:
    """P3 "gave Ukraine air-defence systems": a country name before the object of a giving verb is its recipient."""
    for verb in sentence.words:
        if verb.lemma not in GIVING or not verb.is_verb or verb.child("dative"):
            continue
        thing = verb.child("dobj")
        name = thing.children[0] if thing and thing.children else None
        if not name or not thing or name.dep not in ("compound", "nmod"):
            continue
        if name.tag == "NNP" and name.i == verb.i + 1 and thing.tag != "NNP":
            move(name, verb, "dative")


def relative_object(sentence: Sentence) -> None:
    """"the depot that the army hit": with a subject of its own beside it, the relative pronoun is the object."""
    for word in sentence.words:
        if word.dep != "relcl":
            continue
        subjects = word.children_of("nsubj")
        if len(subjects) == 2 and subjects[0].tag in ("WDT", "WP") and not word.child("dobj"):
            subjects[0].dep = "dobj"


@only_with("that")
def that_before_subject(sentence: Sentence) -> None:
    """"told the radio **that** rebel fighters had looted shops": behind a verb of saying, `that` is no second subject."""
    for clause in sentence.words:
        if clause.dep != "ccomp":
            continue
        subjects = clause.children_of("nsubj", "nsubjpass")
        if len(subjects) == 2 and subjects[0].lower == "that" and subjects[0].tag == "WDT" and not subjects[0].children:
            subjects[0].dep, subjects[0].tag = "mark", "IN"


def up_to(word: Word, top: Word) -> list[Word]:
    found = []
    for head in word.ancestors():
        if head is top:
            break
        found.append(head)
    return found


@only_with(HANDING)
def returned_to(sentence: Sentence) -> None:
    """"returned dozens of statues stolen in May **to Benin**": whoever gets it back, wherever the parser hangs it."""
    for verb in sentence.words:
        thing = verb.child("dobj") if verb.lemma in HANDING and verb.is_verb else None
        if thing is None or verb.child("dative") or any(child.lower == "to" for child in verb.children_of("prep")):
            continue
        below = [word for word in thing.subtree() if word.dep == "prep" and word.lower == "to" and word.head is not thing]
        link = next((word for word in reversed(below) if word.head.lemma not in LEADING_TO), None)
        inner = link.child("pobj") if link is not None else None
        if link is not None and inner is not None and _names_party(inner):
            move(link, verb, "prep")


def _names_party(word: Word) -> bool:
    inside = [inner for link in word.children_of("prep") for inner in link.children_of("pobj")]
    return any(label_of(each) in PEOPLE_OR_STATES for each in (word, *word.children_of("compound", "amod", "poss"), *inside))


@only_with("blame", "pin")
def blamed_one(sentence: Sentence) -> None:
    """"blamed the blast at the station **on the BLA**": what `on` names is blamed, wherever the parser hangs it."""
    for verb in sentence.words:
        if verb.lemma not in ("blame", "pin") or not verb.is_verb:
            continue
        if any(child.lower in ("on", "for") for child in verb.children_of("prep")):
            continue
        below = (word for word in verb.subtree() if word.dep == "prep" and word.lower == "on" and word.i > verb.i + 1)
        link = next((word for word in below if not is_time(word.child("pobj"))), None)
        if link is not None and not any(head.is_verb and head is not verb for head in up_to(link, verb)):
            move(link, verb, "prep")


@only_with("to", "by", "in")
def noun_beside_itself(sentence: Sentence) -> None:
    """"met **face to face** with the rebels", "fought **house to house**": how, and nobody to whom; not "a house to a house"."""
    words = sentence.words
    for one, link, other in zip(words, words[1:], words[2:], strict=False):
        if one.text != other.text or not one.text.islower() or link.lower not in ("to", "by", "in") or other.head is not link:
            continue
        verb = one.head
        if one.dep != "dobj" or one.i < verb.i or one.child("det", "amod", "poss", "nummod"):
            continue
        for child in [child for each in (one, link, other) for child in each.children_of("prep") if child is not link]:
            move(child, verb, "prep")
        one.dep, one.tag = "npadvmod", "NN"
        move(link, one, "prep")


OWNING = frozenset({"admit", "acknowledge", "deny", "confess", "recall", "describe", "regret", "deplore"})
HARMING = frozenset({
    "kill", "shoot", "murder", "stab", "strangle", "poison", "behead", "torture", "abduct", "kidnap", "bomb", "shell",
    "assassinate",
})  # fmt: skip


@only_with(OWNING)
def gerund_before_name(sentence: Sentence) -> None:
    """"acknowledged **killing Rivers**": no killing Rivers that is acknowledged; it is what was done to Rivers."""
    for noun in sentence.words:
        verb = noun.head
        if noun.dep != "dobj" or verb.lemma not in OWNING or noun.child("det", "poss") is not None:
            continue
        gerund = next((child for child in noun.children_of("amod") if child.tag == "VBG" and child.lemma in HARMING), None)
        if gerund is None or gerund.i != verb.i + 1:
            continue
        move(gerund, verb, "xcomp")
        move(noun, gerund, "dobj")
        gerund.pos = "VERB"


@only_with("to")
def urged_to(sentence: Sentence) -> None:
    """"urged Paris, **the guarantor of the truce, to press** them": what is urged, not what the guarantor is said to be."""
    words, first = sentence.words, sentence.words[0].i
    for verb in words:
        if verb.lemma not in OBJECT_CONTROL or not verb.is_verb or verb.child("xcomp", "ccomp"):
            continue
        asked = verb.children_of("dobj")
        clause = asked[-1].child("relcl", "acl") if asked else None
        mark = clause.child("aux") if clause is not None and clause.tag == "VB" else None
        if clause is None or mark is None or mark.tag != "TO" or clause.child("nsubj", "nsubjpass"):
            continue
        if words[mark.i - first - 1].text != ",":
            continue
        move(clause, verb, "xcomp")
        if len(asked) > 1 and words[asked[-1].i - first - 1].tag == "DT":
            move(asked[-1], asked[0], "appos")
