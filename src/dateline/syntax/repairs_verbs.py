"""Repairs of a verb's own words: what it is done to, whom it is handed to, and verbs taken for adjectives.

    A court on Tuesday freed pastor Joel Moyo.            freed governs him
    It returned statues stolen in May to Benin.           Benin gets them back
"""

from dateline.syntax.moves import detach, move, only_with
from dateline.syntax.repairs_nouns import PEOPLE_OR_STATES, TIMES, is_time, label_of, up_to
from dateline.syntax.tree import Sentence, Word

PARTICLES = frozenset({"off", "up", "down", "out", "away", "back"})
HANDING = frozenset({"return", "hand", "give", "restore", "repatriate", "turn", "donate", "supply", "transfer", "extradite"})
GIVEN = (HANDING - {"return", "repatriate", "extradite"}) | frozenset({
    "offer", "grant", "award", "deny", "ask", "tell", "show", "pay", "send", "teach", "fine", "bring", "serve", "promise",
    "allow", "call", "name", "elect", "appoint", "consider", "deem", "dub", "declare", "say", "refuse", "charge", "owe",
    "spare", "assign",
})  # fmt: skip


def main_verb_as_participle(sentence: Sentence) -> None:
    """"The army, along with police, sealed off the port": where nothing else is finite, what looks like a participle is."""
    for verb in sentence.words:
        root = verb.head
        if verb.dep == "amod":
            _mend_freed(sentence, verb)
            continue
        if verb.tag != "VBN" or verb.dep != "acl" or root.head is not root or not root.is_nominal or verb.child("agent"):
            continue
        if any(word.tag in ("VBD", "VBZ", "VBP", "MD") for word in sentence.words) or not _carries(verb):
            continue
        verb.tag = "VBD"
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


@only_with("call")
def called_one(sentence: Sentence) -> None:
    """"called Niger's President Ali on Saturday": with nobody else called, the name is who was called, and not what."""
    for name in sentence.words:
        verb = name.head
        if name.dep != "oprd" or verb.lemma != "call" or verb.child("dobj", "auxpass", "nsubjpass") or verb.tag == "VBN":
            continue
        if label_of(name) == "PERSON" and name.i > verb.i:
            name.dep = "dobj"


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


LEADING_TO = frozenset({
    "access", "damage", "threat", "visit", "trip", "ambassador", "aid", "adviser", "key", "loyal", "belong", "lead", "relate",
    "close", "date", "travel", "go", "link", "similar", "owe", "pay", "say", "import", "export",
})  # fmt: skip


def _carries(verb: Word) -> bool:
    """A particle with an object behind it, or an object: "sealed off the port", "killed nine"."""
    behind = [child for child in verb.children if child.i == verb.i + 1]
    return verb.child("dobj") is not None or any(c.dep in ("prt", "prep") and c.lower in PARTICLES for c in behind)


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


@only_with("is")
def group_in_capitals(sentence: Sentence) -> None:
    """"**IS** claimed the raid", "**IS** gunmen raided a village": the group, in capitals among small letters, and no verb."""
    words = sentence.words
    for at, word in enumerate(words[:-1]):
        if word.text != "IS" or word.tag != "VBZ" or not word.head.text.islower():
            continue
        behind, verb = words[at + 1], word.head
        if word.dep == "nsubj" or (behind.tag == "NNS" and behind.i < verb.i):
            word.dep = "compound" if behind.tag == "NNS" else word.dep
            if word.dep == "compound":
                move(word, behind, "compound")
        elif word.dep in ("aux", "auxpass") and verb.child("nsubj", "nsubjpass") is None and verb.tag in ("VBN", "VBD"):
            verb.tag = "VBD"
            word.dep = "nsubj"
        else:
            continue
        word.tag, word.pos, word.lemma = "NNP", "PROPN", "IS"


@only_with("be")
def subject_behind_passive(sentence: Sentence) -> None:
    """"In May **were detained** 17 persons", "Since Monday is closed the gate": what stands behind is who it befell.

    Not "were given bread", where somebody before it was, nor "asked to be told the truth".
    """
    for verb in sentence.words:
        be, thing = verb.child("auxpass"), verb.child("dobj")
        if be is None or thing is None or thing.i < verb.i or verb.tag != "VBN" or verb.lemma in GIVEN:
            continue
        if verb.child("nsubj", "nsubjpass", "csubj", "csubjpass", "expl") or verb.dep not in ("ROOT", "conj", "ccomp"):
            continue
        shared = verb.head.child("nsubj", "nsubjpass") if verb.dep == "conj" else None
        if shared is not None and shared.i < verb.head.i:
            continue
        if any(child.lower == "to" for child in verb.children_of("aux")) or be.lower == "being":
            continue
        thing.dep = "nsubjpass"


@only_with("die", "perish", "drown")
def subject_behind_death(sentence: Sentence) -> None:
    """"In the fire **have died** seven miners": nobody dies a miner; not "died a hero", "died a slow death"."""
    for verb in sentence.words:
        thing = verb.child("dobj", "attr")
        if verb.lemma not in ("die", "perish", "drown") or thing is None or thing.i < verb.i or thing.tag not in ("NNS", "NNPS"):
            continue
        if verb.child("nsubj", "nsubjpass", "expl") is None and thing.child("nummod") is not None and verb.dep == "ROOT":
            thing.dep = "nsubj"


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


VERB_REPAIRS = (
    noun_beside_itself, group_in_capitals, subject_behind_passive, subject_behind_death, blamed_one, main_verb_as_participle,
    called_one, returned_to,
)  # fmt: skip
