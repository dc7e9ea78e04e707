"""Repairs of headlines and captions, whose bare verbs the parser takes for nouns, adjectives or the wrong voice.

    A driver protests outside the ministry.        protests is what the driver does
    Guards arrest union leader Ana Ruiz.           no "guards arrest" of that name
    Union leaders detained in Lima                 they were
"""

from dateline.knowledge.event_rules import word_classes
from dateline.syntax import lexicon
from dateline.syntax.moves import detach, move, only_with
from dateline.syntax.tree import Sentence, Word

FINITE = lexicon.FINITE | {"MD"}
DONE_TO = frozenset({"arrest", "detain", "injure", "wound", "displace", "abduct", "kidnap", "behead", "jail", "imprison"})
HELD = frozenset({"kill"}) | DONE_TO
BARE = frozenset({"arrest", "attack", "detain", "question", "charge", "shoot", "kill", "beat", "seize", "escort", "free"})
OWN = ("nsubj", "nsubjpass", "aux", "auxpass")
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
OBJECTS = ("dobj", "ccomp", "xcomp", "oprd", "attr", "prt", "agent", "auxpass", "nsubjpass", "acomp", "dep", "appos")


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
    others = [each for each in word.sentence.words if each.tag in FINITE and each is not word]
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
        if name.head is not name or any(each.tag in FINITE and each is not word for each in words):
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


@only_with("then")
def then_verb(sentence: Sentence) -> None:
    """"Rebels attack, **then burn** the hall", "Police detain, **then release** him": two verbs of one sentence."""
    for second in sentence.words:
        first = second.head
        if second.dep != "dep" or not second.is_verb or not first.is_verb or first.i > second.i or second.child(*OWN):
            continue
        then = next((each for each in (*first.children, *second.children) if each.lower == "then"), None)
        if then is None or not first.i < then.i < second.i:
            continue
        second.dep, second.tag = "conj", first.tag
        move(then, second, "advmod")
        doer = first.child("compound")
        if doer is not None and doer.i == first.i - 1 and doer.tag in ("NNS", "NNPS") and not first.child(*SUBJECTS):
            doer.dep = "nsubj"


@only_with("those")
def those_harmed(sentence: Sentence) -> None:
    """"was among **those shot** dead by troops": `those` are who was shot."""
    for verb in sentence.words:
        those = verb.child("det")
        if verb.tag != "VBN" or verb.dep != "pobj" or those is None or those.lower != "those":
            continue
        link = verb.head
        detach(verb)
        move(those, link, "pobj")
        move(verb, those, "acl")
        those.pos = "PRON"
        beside = next((each for each in link.head.children_of("acomp", "prep", "agent") if each.i == verb.i + 1), None)
        if beside is None:
            continue
        for agent in beside.children_of("agent", "prep"):
            if agent.lower == "by":
                move(agent, verb, "agent")
        move(beside, verb, "oprd" if beside.dep == "acomp" else "agent" if beside.lower == "by" else "prep")


@only_with(HELD)
def object_behind_day(sentence: Sentence) -> None:
    """"Police arrested on Friday **the mayor**": the mayor is no other name of the day."""
    for verb in sentence.words:
        if verb.lemma not in HELD or verb.tag not in ("VBD", "VBN") or verb.child("dobj", "auxpass", "agent"):
            continue
        for link in verb.children_of("prep"):
            day = link.child("pobj")
            thing = day.child("appos") if day is not None and day.label == "DATE" else None
            if thing is not None and thing.label not in ("DATE", "TIME") and verb.child("nsubj") is not None:
                move(thing, verb, "dobj")
                verb.tag = "VBD"
                break


@only_with(HELD)
def headline_victims(sentence: Sentence) -> None:
    """"Union leaders **detained** in Lima": nobody is named whom they detain; it is they who were.

    Not "Police arrested without warrants.", where the force acts, and no "Rebels killed in Goma." with a full stop.
    """
    for verb in sentence.roots:
        who = verb.child("nsubj")
        if verb.lemma not in HELD or verb.tag not in ("VBD", "VBN") or who is None or verb.child(*OBJECTS, "aux", "conj"):
            continue
        if any(link.lower in ("up", "to", "between") for link in verb.children_of("prep")):
            continue  # "displaced up to 4,000 people": a number stands there that the parser does not see as an object
        if who.tag not in ("NN", "NNS", "NNP", "NNPS") or any(each.tag in ("VBZ", "VBP", "MD") for each in sentence.words):
            continue
        stopped = sentence.words[-1].text == "."
        classes = word_classes()
        acting = any(form in classes[name] for name in ("armed", "forces") for form in (who.lemma, who.lower))
        if stopped and (acting or verb.lemma not in DONE_TO):
            continue
        if any(form in classes[name] for name in ("deed", "instrument", "nature", "accident") for form in (who.lemma, who.lower)):
            continue
        who.dep, verb.tag = "nsubjpass", "VBN"


HEADLINE_REPAIRS = (
    verb_as_plural, verb_in_name, open_fire, then_verb, those_harmed, object_behind_day, headline_victims,
)  # fmt: skip
