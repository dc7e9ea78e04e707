"""Which words may tell of an event at all: verbs that are no adjectives, nouns that are no bare modifiers and that count.

    "the attack **on the port**", "**launched** an attack", "an attack **in Homs**"      count
    "victims of attacks", "fear of fighting"                                           do not
"""

from dateline.extract.background import MARCHES
from dateline.extract.events.fillers import situates
from dateline.extract.events.found import Found
from dateline.extract.events.nominal import OWNING_UP, is_modifier, takes_part, top_noun
from dateline.knowledge.event_rules import Rule, word_classes
from dateline.syntax import deep
from dateline.syntax.tree import Word

NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "VBG"})
NOUN_DEPS = frozenset({"nsubj", "dobj", "pobj", "nsubjpass", "ROOT", "conj", "appos", "attr"})
VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
HARM = frozenset({"kill", "die", "wound", "injure", "hurt", "perish", "maim", "slay"})  # "was killed **in an attack**"
HARMED = frozenset({"dead", "wounded", "injured", "hurt", "maimed"})
PLACED = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME", "ORG"})
ADJUNCTS = frozenset({"in", "on", "at", "near", "outside", "during", "inside", "across", "along", "around"})
TELLING = frozenset({
    "the", "this", "that", "another", "latest", "recent", "deadly", "two", "three", "several", "first", "each", "these", "those",
})  # fmt: skip
DOING = frozenset({"carry", "commit", "perpetrate"})
TELLERS = frozenset({"say", "tell", "claim", "announce", "inform", "declare", "insist", "state"})
PERCEIVED = frozenset({"hear", "see", "feel", "report", "record", "film"})
CALLING = frozenset({"call", "appeal", "press", "plan", "prepare", "organize", "organise"})
STIRRING = frozenset({
    "draw", "spark", "trigger", "prompt", "provoke", "ignite", "cause", "inspire", "unleash", "fuel", "stir", "organize",
    "organise", "lead",
})  # fmt: skip
KNOWN = frozenset({"the", "these", "those", "each"})  # of several deeds


def harming_verb(noun: Word) -> Word | None:
    """The verb of harm that a deed is the subject of, or the setting: "the attack **killed** nine", "**died** in the raid"."""
    top = top_noun(noun)
    verb = top.head if top.dep == "nsubj" else top.head.head if top.dep == "pobj" and top.head.lower in ("in", "by") else None
    if verb is not None and verb.is_verb and _harms(verb):
        return verb
    return next((clause for clause in top.children_of("relcl", "acl") if _harms(clause) and _is_by(top, clause)), None)


def _harms(verb: Word) -> bool:
    return verb.lemma in HARM or (verb.lemma == "leave" and _left_harmed(verb))


def _is_by(deed: Word, clause: Word) -> bool:
    """"an attack **that killed** 30 soldiers", "an attack **killing** 30 soldiers"; not "an attack he was killed in"."""
    return clause.tag == "VBG" if clause.dep == "acl" else clause.child("nsubjpass") is None and deep.subject(clause) is deed


def is_count(word: Word) -> bool:
    return word.tag == "CD" or word.lower in ("dozens", "scores", "hundreds") or word.child("nummod", "quantmod") is not None


def _left_harmed(verb: Word) -> bool:
    """"**left** six workers **dead**"."""
    thing = verb.child("dobj", "ccomp")
    said = (thing, *thing.children, *verb.children_of("oprd", "acomp")) if thing is not None else ()
    return any(word.lower in HARMED for word in said)


def _is_kind(word: Word, noun: Word) -> bool:
    """"**terrorist** attacks" says what kind of attacks, "**the rebels'** attacks" whose."""
    return word.head is noun and word.dep in ("amod", "compound", "nmod") and word.lemma in word_classes()["collective"]


def is_of_place(rule: Rule) -> bool:
    """Troops leave towns, people march in them: the town is where it is, and nobody who is dealt with."""
    return rule.mode == "withdraw" or rule.type == "PROTEST"


def can_be_verb(word: Word) -> bool:
    """A verb that tells something; not "the wounded soldiers", nor "the premier, **left**, greets"."""
    if word.tag not in VERB_TAGS or word.dep in ("amod", "compound", "nmod", "aux", "auxpass"):
        return False
    at = word.i - word.sentence.words[0].i
    if at > 1 and word.sentence.words[at - 1].text == "-" and word.sentence.words[at - 2].pos == "NOUN":
        return False  # "treated 47 war-**wounded**"
    if word.tag == "VBG" and word.dep == "conj" and word.head.tag == "VB" and word.child("dobj", "aux", "nsubj") is None:
        return False  # "a bill that would punish terrorism and **kidnapping**"
    if word.tag == "VBG" and word.dep in ("nsubj", "pobj", "dobj") and word.child("dobj") is None and word.child("det", "prep"):
        return False  # "**Fighting** between herders and farmers broke out"
    return word.lower != "left" or word.child("dobj", "prep", "prt", "auxpass", "aux") is not None


def can_be_noun(word: Word) -> bool:
    """A common noun that is no bare modifier and no part of a name ("the Peace **Talks** Committee")."""
    if word.lower == "responsible":  # "all signs are that the front is **responsible**", for what was told
        return word.dep == "acomp" and word.head.lemma == "be" and not any(each.lower == "for" for each in word.children)
    if word.lower == "it":  # "blamed **it** on smugglers"
        if word.dep == "dobj" and word.head.lemma in DOING and any(each.lemma in TELLERS for each in word.head.ancestors()):
            return True  # "A caller said that the front had **carried it out**"
        return word.dep in ("dobj", "nsubjpass", "pobj") and word.head.lemma in ("blame", "attribute", "pin", "for")
    if word.tag not in NOUN_TAGS or is_modifier(word) or (word.tag == "VBG" and word.dep not in NOUN_DEPS):
        return False
    if word.tag == "VBG" and word.pos == "VERB" and word.dep not in ("nsubj", "dobj", "pobj"):
        return False
    return word.tag not in ("NNP", "NNPS") or word.entity is None or is_named_march(word)


def is_named_march(word: Word) -> bool:
    """"the Women's **March**", "the Million Man **March**": a name whose last word says what it is; not "in March 2017"."""
    if word.text not in MARCHES or word.dep not in NOUN_DEPS or word.child("nummod") is not None:
        return False
    whose = word.child("poss")
    if whose is not None:
        return whose.label != "DATE"  # the parser takes the March of "the Women's March" for the month
    return word.child("compound") is not None and (word.entity is None or word.entity.label not in ("DATE", "PERSON"))



def counts(found: Found) -> bool:
    """Head test: an event noun counts with a participant, a verb that carries it, a place or time, or as what is told.

    "the attack **on the port**", "**launched** an attack", "an attack **in Homs**", "the attack **shocked** the town"; not
    "victims of attacks", "fear of fighting", "after the fighting".
    """
    noun = found.anchor
    owned = found.host is not None and found.host.verb.lemma in OWNING_UP and not takes_part(found.host.verb)
    if owned and noun.tag == "NNS" and noun.child("det", "poss", "nummod", "amod") is None and not found.recipient:
        return False  # "groups claim credit for **attacks**"
    doers = [word for word in found.actor if not _is_kind(word, noun)]
    if doers or found.recipient or found.host is not None or found.rule.near:
        return True
    if any(is_adjunct(child) or situates(child) for child in noun.children):
        return True
    top = top_noun(noun)
    if top.dep == "oprd" or (top.dep == "pobj" and top.head.lower == "as"):
        return False
    if top.dep == "pobj" and top.head.lower in ("in", "by", "during") and top.head.head.lemma in HARM:
        return True
    if top.dep == "attr" and top.head.child("expl") is not None:  # "There were **clashes**."
        return True
    if found.rule.type == "PROTEST" and _is_under_way(top):
        return True
    if top.dep == "nsubjpass" and top.head.lemma in PERCEIVED:
        return True  # "**An explosion** was heard": it is told by who noticed it
    definite = any(child.lower in TELLING for child in noun.children if child.dep in ("det", "amod", "nummod"))
    definite = definite or any(child.label == "DATE" for child in noun.children_of("poss"))  # "**Sunday's** attack"
    told = top.dep in ("nsubj", "nsubjpass", "dobj") and top.head.tag in ("VBD", "VBN", "VBZ", "VBP")
    return definite and (told or noun.tag == "NN" or (found.rule.type == "ASSAULT" and _is_known(noun)))


def _is_under_way(top: Word) -> bool:
    """A march or strike that is called or planned, that something set off, or that did something itself.

    "called for **mass protests**", "planned for a **rally**", "The ruling drew **protests**", "**Protests** greeted the law"; not
    "**Protests** are banned", "**Protests** cost money".
    """
    verb = top.head
    if top.dep == "pobj" and verb.lower == "for":
        return verb.head.lemma in CALLING
    if top.dep == "dobj":
        return verb.lemma in STIRRING and verb.tag in ("VBD", "VBN", "VBZ", "VBG")
    if top.dep == "nsubjpass":
        return verb.lemma in STIRRING
    return top.dep == "nsubj" and verb.tag == "VBD" and verb.lemma != "be" and verb.child("neg") is None


def _is_known(noun: Word) -> bool:
    """"after **the attacks**", "in the light of **these** raids", "each **explosion**": deeds told before."""
    return any(child.lower in KNOWN or child.label == "DATE" for child in noun.children_of("det", "poss"))


def is_adjunct(child: Word) -> bool:
    """"an attack **in Homs**", "**last week**"; a name or a date, not "in general"."""
    if child.dep == "npadvmod":
        return True
    if child.dep != "prep" or child.lower not in ADJUNCTS:
        return False
    inner = child.child("pobj")
    return inner is not None and inner.label in PLACED
