"""Repairs of names and titles: one bearer, one name, and labels that are no part of a sentence.

    rancher and businessman Tomas Vidal                       one person
    the checkpoint "Kalna"                                    a checkpoint of that name, no Kalna that is a checkpoint
"""

from dateline.knowledge.event_rules import word_classes
from dateline.syntax.moves import detach, move, only_with
from dateline.syntax.repairs.common import is_people, label_of
from dateline.syntax.tree import Sentence, Word

DASHES = frozenset({"--", "—", "–", "-", ":", "):"})
QUOTES = frozenset({'"', "“", "«", "``", "„", "'", "‘"})
CLOSING = frozenset({'"', "”", "»", "''", "“", "'", "’"})
NAME_LENGTH = 5
ITSELF = frozenset({"itself", "themselves"})


def double_subject(sentence: Sentence) -> None:
    """P9 "Iran's news agency IRNA reported": of two adjacent subjects the second is the first one's apposition."""
    for word in dict.fromkeys(subject.head for subject in sentence.words if subject.dep == "nsubj"):
        subjects = word.children_of("nsubj")
        if len(subjects) == 2 and subjects[1].tag == "NNP" and subjects[1].i - subjects[0].i <= 3:
            first, second = subjects
            if not any(w.pos == "VERB" for w in sentence.words if first.i < w.i < second.i):
                move(second, first, "appos")


@only_with(DASHES)
def dateline_subject(sentence: Sentence) -> None:
    """"OSLO (AP) -- The premier resigned": the city is no subject; what stands behind the dash is."""
    words = sentence.words[:12]
    dash = next((word for word in words if word.text in DASHES), None)
    before = [word for word in words if dash is not None and word.i < dash.i]
    if dash is None or not before or any(w.is_verb or (w.tag == "DT" and not w.text.isupper()) for w in before):
        return
    if ":" in dash.text and not before[0].text.isupper():
        return
    for city in [word for word in words if word.i < dash.i and word.head.i > dash.i and word.dep in ("nsubj", "nsubjpass")]:
        verb, role = city.head, city.dep
        city.dep = "dep"
        if not any(child.dep in ("nsubj", "nsubjpass") and child.i > dash.i for child in verb.children):
            inner = next((c for c in city.children if c.i > dash.i and c.is_nominal and c.i < verb.i), None)
            if inner is not None:
                move(inner, verb, role)


@only_with("file", "photo", "caption")
def photo_label(sentence: Sentence) -> None:
    """"FILE - A policeman stands guard": the label of an old photograph is no part of the policeman."""
    first = sentence.words[:2]
    if len(first) < 2 or first[0].text not in ("FILE", "PHOTO", "CAPTION") or first[1].text not in DASHES:
        return
    top = next((word for word in sentence.words if word.head is word), None)
    for word in first:
        if top is not None and word is not top and word.head is not top:
            move(word, top, "dep")


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


@only_with("call")
def called_one(sentence: Sentence) -> None:
    """"called Niger's President Ali on Saturday": with nobody else called, the name is who was called, and not what."""
    for name in sentence.words:
        verb = name.head
        if name.dep != "oprd" or verb.lemma != "call" or verb.child("dobj", "auxpass", "nsubjpass") or verb.tag == "VBN":
            continue
        if label_of(name) == "PERSON" and name.i > verb.i:
            name.dep = "dobj"


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


@only_with(QUOTES)
def name_in_quotes(sentence: Sentence) -> None:
    """"through the checkpoint **"Kalna"** is closed": the noun before a name in marks is what bears it."""
    words = sentence.words
    for at in range(len(words) - 3):
        noun, mark = words[at], words[at + 1]
        if noun.tag not in ("NN", "NNS") or mark.text not in QUOTES:
            continue
        name = _quoted_name(words, at + 2)
        top = next((word for word in name if word.head not in name), None)
        if top is None or top.head is noun or top.head is top:
            continue
        if top.dep == "appos" and noun.head not in name:  # "through the checkpoint "Kalna"", hung on what goes through
            move(top, noun, "appos")
            continue
        if noun.dep not in ("nmod", "compound", "amod") or noun.head is not top:
            continue
        move(noun, top.head, top.dep)
        for child in [child for child in top.children if child.i < noun.i]:
            move(child, noun, child.dep)
        move(top, noun, "appos")


def _quoted_name(words: list[Word], at: int) -> list[Word]:
    """The words of a name in capitals up to the closing mark; empty where something else stands in the marks."""
    found: list[Word] = []
    for word in words[at : at + NAME_LENGTH]:
        if word.text in CLOSING:
            return found
        if not word.text[:1].isupper() and not word.text[:1].isdigit() and word.text != "-":
            return []
        found.append(word)
    return []


@only_with("and")
def one_bearer(sentence: Sentence) -> None:
    """"**rancher and businessman Tomas Vidal**": bare titles of one name; "a guard and businessman Tomas Vidal" are two."""
    for name in sentence.words:
        first = name.head
        if name.dep != "conj" or name.tag != "NNP" or first.tag != "NN" or label_of(name) != "PERSON" or first.dep == "conj":
            continue
        title = next((child for child in name.children if child.dep in ("compound", "nmod") and child.tag == "NN"), None)
        bare = not any(child.dep in ("det", "poss", "nummod", "amod") for child in first.children if child.i < first.i)
        if title is None or title.i < first.i or not bare or len(first.children_of("conj")) > 1 or not is_people(first):
            continue
        _take_over(first, name, "nmod")


def _take_over(old: Word, new: Word, dep: str) -> None:
    """Puts one word in the place of its head, and hangs that below it."""
    above, place = old.head, old.dep
    detach(new)
    if above is not old:
        move(new, above, place)
    else:
        new.dep = place
    for child in [each for each in old.children if each.dep in ("cc", "punct") and each.i > old.i]:
        move(child, new, child.dep)
    move(old, new, dep)


@only_with("call", "style", "term")
def name_of_itself(sentence: Sentence) -> None:
    """"A group **calling itself the Red Dawn** burned a bus": the name is no second subject of the verb."""
    for clause in sentence.words:
        thing = clause.child("dobj")
        if clause.lemma not in ("call", "style", "term") or clause.dep != "acl" or thing is None or thing.lower not in ITSELF:
            continue
        verb = clause.head.head
        name = next((word for word in verb.children_of("nsubj") if word.i > thing.i and word.tag in ("NNP", "NNPS")), None)
        if name is not None and clause.head in verb.children_of("nsubj") and clause.child("oprd") is None:
            move(name, clause, "oprd")


@only_with("saw", "say", "tell", "add", "report")
def name_as_verb(sentence: Sentence) -> None:
    """"said **Saw** Htoo of the union": a word with a capital, before the rest of a person's name, is no verb."""
    for word in sentence.words[1:]:
        last = word.child("dobj")
        if not word.tag.startswith("V") or not word.text[0].isupper() or last is None:
            continue
        if last.i != word.i + 1 or last.tag != "NNP":
            continue
        person = word.entity
        if person is None or person.label != "PERSON" or last not in person.words or word.child("nsubj", "aux", "mark"):
            continue
        above = word.head
        if word.dep != "ccomp" or above.i != word.i - 1 or above.child("nsubj"):
            continue
        move(last, above, "nsubj")
        for child in list(word.children):
            move(child, last, child.dep)
        word.tag, word.pos, word.lemma = "NNP", "PROPN", word.text
        move(word, last, "compound")
