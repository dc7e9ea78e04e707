"""Repairs for reports that come translated from languages with another order of words.

    the checkpoint "Kalna"                               a checkpoint of that name, no Kalna that is a checkpoint
    embraced martyrdom and six men got hurt              the men were hurt, they embraced nothing
"""

from dateline.syntax.lexicon import FINITE
from dateline.syntax.moves import detach, move, only_with
from dateline.syntax.tree import Sentence, Word

QUOTES = frozenset({'"', "“", "«", "``", "„", "'", "‘"})
CLOSING = frozenset({'"', "”", "»", "''", "“", "'", "’"})
NAME_LENGTH = 5
BEFORE_AUXILIARY = 8  # words between "and" and the auxiliary of the clause behind it
HURT_BY = frozenset({"receive", "suffer", "sustain", "get"})
HURTS = frozenset({"wound", "injury", "burn", "concussion"})


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
def subject_before_auxiliary(sentence: Sentence) -> None:
    """"shelled the post **and six men were hurt**": between "and" and an auxiliary stands the subject of its verb."""
    words = sentence.words
    for verb in words:
        auxiliary = verb.child("auxpass")
        if verb.dep != "conj" or auxiliary is None or verb.child("nsubj", "nsubjpass", "csubj", "expl"):
            continue
        if auxiliary.tag not in FINITE or auxiliary.i < verb.head.i:
            continue
        noun = _noun_between(words, auxiliary)
        if noun is not None:
            move(noun, verb, "nsubjpass")


def _noun_between(words: list[Word], auxiliary: Word) -> Word | None:
    """A noun that the parser joined to the object before "and", with nothing but its own words up to the auxiliary."""
    at = auxiliary.i - words[0].i
    for word in reversed(words[max(at - BEFORE_AUXILIARY, 0) : at]):
        if word.lower == "and":
            behind = words[word.i - words[0].i + 1 : at]
            nouns = [each for each in behind if each.dep == "conj" and each.head.i < word.i and each.is_nominal]
            own = nouns[0].subtree() if len(nouns) == 1 else []
            parts = any(each.lower in ("including", "among") for each in behind)
            return nouns[0] if nouns and len(nouns) == 1 and (parts or own[-1] is behind[-1]) else None
        if word.is_verb and word.tag != "VBG":
            return None
    return None


@only_with("perished", "died", "drowned")
def death_is_told(sentence: Sentence) -> None:
    """"A man **perished**, his wife is in hospital": nobody is perished by anybody; it is what he did."""
    for verb in sentence.words:
        noun = verb.head
        if verb.lower not in ("perished", "died", "drowned") or verb.dep != "acl" or verb.tag != "VBN" or noun.i > verb.i:
            continue
        later = [child for child in noun.children if child.i > verb.i]
        if verb.child("nsubj", "nsubjpass", "agent") or noun.dep not in ("ROOT", "nsubj", "nsubjpass"):
            continue
        verb.tag, verb.pos = "VBD", "VERB"
        above = noun.head
        if noun.dep != "ROOT" and not any(other is not noun for other in above.children_of("nsubj", "nsubjpass")):
            continue
        detach(verb)
        if noun.dep != "ROOT":
            move(verb, above, "ccomp")
        move(noun, verb, "nsubj")
        for child in later:
            if child is not verb:
                move(child, verb, "conj" if child.dep in ("appos", "conj") else child.dep)


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


TRANSLATED_REPAIRS = (name_in_quotes, subject_before_auxiliary, number_with_wounds, death_is_told)
