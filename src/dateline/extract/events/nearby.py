"""Pronouns whose noun stands in the same sentence, where grammar alone tells who is meant.

    The ministry said it had closed the port.            it: the ministry
    called the king to congratulate him                  him: the king
    Ethiopia defended its strike on the depot.           its: Ethiopia

What the sentence leaves open stays a pronoun; the actors' sieves look further back.
"""

from dateline.knowledge.event_rules import word_classes
from dateline.syntax import deep
from dateline.syntax.tree import Word

BODIES = ("organ", "instrument", "abstract", "relief", "nature", "accident")
STANDS_FOR = frozenset({"he", "she", "it", "they", "its", "their", "his", "her"})
SAYING = frozenset({
    "say", "announce", "claim", "add", "state", "declare", "tell", "report", "confirm", "insist", "argue", "admit", "deny", "vow",
    "note", "warn",
})  # fmt: skip
SEVERAL = frozenset({  # no he, no she
    "family", "couple", "crew", "staff", "police", "people", "population", "hundred", "thousand", "dozen",
})  # fmt: skip
AIMING = frozenset({"fire", "shoot", "open", "throw", "hurl", "aim", "lob", "swing", "lunge"})
PAPERS = frozenset({
    "report", "statement", "lawsuit", "suit", "letter", "resolution", "petition", "complaint", "decree", "note", "message",
    "bill", "law", "motion",
})  # fmt: skip


def speaker_behind(pronoun: Word, verb: Word) -> Word:
    """The speaker, where a pronoun in what he says stands for him: "The **ministry** said **it** had closed the port"."""
    if pronoun.lower not in STANDS_FOR:
        return pronoun
    above = (pronoun, *pronoun.ancestors())  # "said that the **truce** it brokered holds": no truce brokers itself
    for clause in (verb, *verb.ancestors()):
        head = clause.head
        if clause is not verb and clause.is_verb and clause.child("nsubj", "nsubjpass") is not None:
            who = deep.surface_subject(clause)  # "**Rebels** stormed a town, where **they** burned the hall"
            if who is not None and who not in above and who.tag != "PRP" and who.i < pronoun.i and _agrees(pronoun, who):
                return who
        if clause.dep in ("advcl", "conj") and head.is_verb and head.child("nsubj", "nsubjpass") is not None:
            who = deep.surface_subject(head)  # "**Gunmen** killed twelve when **they** stormed ..., police said"
            if who is not None and who is not pronoun and who.tag != "PRP" and _agrees(pronoun, who):
                return who
        if clause.dep in ("ccomp", "xcomp") and head.lemma in SAYING and head is not clause:
            who = deep.subject(head)
            if who is None or who is pronoun or _is_third(pronoun, who):
                return pronoun
            return who if _agrees(pronoun, who) or _speaks_for(who, pronoun, clause) else pronoun
    return pronoun


def _is_third(pronoun: Word, who: Word) -> bool:
    """"**He** has been arrested," the **source** told us: whoever speaks calls himself `I`, and is named before he is `he`."""
    if pronoun.lower in ("he", "she", "his", "her") and who.i > pronoun.i:
        return True
    words = pronoun.sentence.words
    marks = sum(word.text == '"' for word in words[: pronoun.i - words[0].i])
    return marks % 2 == 1 and pronoun.lower not in ("it", "its")


AHEAD = frozenset({"will", "would", "wo", "'ll", "’ll", "shall"})


def _speaks_for(who: Word, pronoun: Word, clause: Word) -> bool:
    """"**Turkey's president** said **it** would begin": who speaks for a state or body tells what it does and will do."""
    if pronoun.lower not in ("it", "they") or who.tag not in ("NN", "NNP"):
        return False
    if clause.tag not in ("VBP", "VBZ") and not any(child.lower in AHEAD for child in clause.children):
        return False  # "the mayor said they had burned the hall": others had
    owned = [child for child in who.children if child.dep in ("poss", "compound", "amod", "nmod")]
    owned += deep.preposition_objects(who, "of") + deep.preposition_objects(who, "for")
    speaks = who.lemma.startswith("spokes") or who.label == "PERSON" or who.lemma in word_classes()["person"]
    return speaks and any(word.label in ("GPE", "ORG", "NORP") or word.lemma in word_classes()["organ"] for word in owned)


def listener_behind(pronoun: Word) -> Word:
    """Who `him` and `them` are in a clause of purpose: "called the **king** to congratulate **him**"."""
    if pronoun.tag != "PRP" or pronoun.lower not in ("him", "her", "them", "it") or pronoun.dep != "dobj":
        return pronoun
    clause = pronoun.head
    aimed = _aimed_at(clause, pronoun)
    if aimed is not None or pronoun.lower == "it":
        return aimed or pronoun
    if clause.dep not in ("xcomp", "advcl", "conj"):
        return pronoun
    if clause.dep == "advcl" and clause.child("nsubj") is not None:
        who = deep.surface_subject(clause.head)  # "The **banker** was freed after the king pardoned **him**"
        return who if who is not None and _agrees(pronoun, who) else pronoun
    thing = clause.head.child("dobj")
    classes = word_classes()
    if thing is None or thing.tag == "PRP" or thing.lemma in PAPERS or any(thing.lemma in classes[name] for name in BODIES[1:]):
        return pronoun
    plural = thing.tag in ("NNS", "NNPS") or thing.child("conj") is not None
    return thing if plural == (pronoun.lower == "them") else pronoun


def _aimed_at(clause: Word, pronoun: Word) -> Word | None:
    """"fired **at the bus** before looting **it** and burning **it**", "fired **at Amado** and killed **him**"."""
    for _ in range(4):
        head = clause.head
        if clause.dep == "pcomp" and head.lower in ("before", "after", "without"):
            head = head.head
        elif clause.dep not in ("conj", "advcl") or clause.child("nsubj", "nsubjpass") is not None:
            return None
        if not head.is_verb or head is clause:
            return None
        aims = [word for name in ("at", "on") for word in deep.preposition_objects(head, name)] if head.lemma in AIMING else []
        thing = head.child("dobj") if pronoun.lower == "it" else None
        for word in (*aims, *([thing] if thing is not None else [])):
            if word.i < pronoun.i and word.tag != "PRP" and word.label not in ("DATE", "TIME") and _may_be(pronoun, word):
                return word
        clause = head
    return None


def _may_be(pronoun: Word, word: Word) -> bool:
    """As `_agrees`, but any name may be `him`: "fired at **Amado**"."""
    return _agrees(pronoun, word) or (word.tag == "NNP" and pronoun.lower in ("him", "her") and word.child("conj") is None)


def _agrees(pronoun: Word, noun: Word) -> bool:
    """Number and kind: `they` for plurals, `he` and `she` for people, `it` for what is no person."""
    plural = noun.tag in ("NNS", "NNPS") or noun.child("conj") is not None
    classes = word_classes()
    label = noun.label
    person = label == "PERSON" or noun.lemma in classes["person"]
    if pronoun.lower in ("he", "she", "him", "her", "his"):  # "the banker ... him": any noun that is no body, place or thing
        person = person or (noun.tag == "NN" and not label and not any(noun.lemma in classes[name] for name in BODIES))
        person = person and noun.lemma not in SEVERAL
    if pronoun.lower in ("they", "them", "their"):
        return plural or (not person and noun.tag in ("NN", "NNP"))
    return not plural and (not person if pronoun.lower in ("it", "its") else person) and noun.tag != "PRP"


def owner_behind(pronoun: Word) -> Word:
    """Whose deed: "**Ethiopia** defended **its** strike", "**Kenya** said **its** jets had struck"; else the pronoun."""
    inside = {pronoun.i}
    for word in pronoun.ancestors():
        if word.is_verb:
            who = deep.surface_subject(word)
            if who is not None and who.i not in inside and who.i < pronoun.i:
                return who if who.tag != "PRP" and _agrees(pronoun, who) else pronoun
        inside.add(word.i)
    return pronoun
