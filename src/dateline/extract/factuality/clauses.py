"""The value of the slot that a clause stands in: what its head, its connective and its place in the sentence make of it.

If rebels attack, ...              attack stands in a condition: hypothetical
After the army shelled it, ...     shelled stands in a presupposed clause: fact
Iran denied attacking it.          attacking is governed by denied: denied on Iran's word
"""

from collections.abc import Callable

from dateline.extract.factuality import denials, marks, requests
from dateline.extract.factuality.adverbials import OPEN, adverbial, before_clause, in_case, speaks
from dateline.extract.factuality.complements import GUESS, WARNED, complement
from dateline.extract.factuality.governing import content, governed, preposition_name, under
from dateline.extract.factuality.heads import POLAR, frame_of, has_to, operator, predicative, wh_word
from dateline.extract.factuality.noun_clauses import noun_clause, relative
from dateline.extract.factuality.values import Judge, Value, claimed, embed, fact, mark
from dateline.knowledge.factuality import Effect, signs
from dateline.syntax.tree import Word

FINITE = frozenset({"VBD", "VBZ", "VBP"})
OUT_OF = Effect("set", "denied", -2.0)


def slot(judge: Judge, word: Word) -> Value:
    """The slot of a verb or any predicate that is no noun."""
    if word.head is word:
        return judge.at_root(word)
    if requests.commanded(word):
        return mark(claimed(fact(judge.value(word.head)), 3.0, word.head), marks.ASKED, word)
    if word.lower in signs().attachment["prepositional"] and not word.child("aux", *marks.SUBJECTS):
        return fact(judge.value(word.head))
    if word.dep in ("compound", "amod") and word.tag == "VBG":
        return judge.slot(word.head)
    if word.dep == "amod" and has_to(word) and word.child(*marks.SUBJECTS):
        return mark(fact(judge.value(word.head)), marks.PLANNED, word)
    if word.tag == "VBN" and word.head.lemma == "have" and word.dep == "dobj" and word.head.head.lower == "ought":
        return mark(fact(judge.value(word.head.head)), denials.UNDONE, word.head.head)
    handler = _SLOTS.get(word.dep)
    return handler(judge, word) if handler is not None else fact(judge.value(word.head))


def _gerund(judge: Judge, word: Word) -> Value:
    """pcomp: "without **killing**", "accused of **firing**", "retaliated by **shelling**"."""
    name, host = preposition_name(word.head)
    value = judge.value(host)
    opener = wh_word(word)
    if opener is not None and opener.lower in POLAR:
        return mark(fact(value), OPEN, opener)
    if name == "of" and host.head.lower == "within" and word.tag == "VBG":
        return mark(fact(judge.value(host.head.head)), OUT_OF, host)  # "within an hour of resigning"
    found = governed(host, name, word)
    if found is not None:
        return content(judge, found[1], found[0])
    effect = signs().prepositions.get(name)
    if effect is not None:
        return under(value, effect, word.head)
    if name == "before":
        return before_clause(value, word, word.head)
    if name in ("provided", "providing", "assuming", "supposing") and word.child("mark", *marks.SUBJECTS):
        return mark(fact(value), OPEN, word.head)
    if name == "out of" and word.tag == "VBG" and host.is_verb and host.lemma not in signs().negators["keeping"]:
        return mark(fact(value), OUT_OF, word.head)  # "got out of paying"
    if name == "about" and host.lemma == "put" and word.child("mark"):
        return embed(value, WARNED, host)  # "put it about that soldiers fired"
    if name in ("of", "about", "to") and word.tag == "VBG" and wh_word(word) is None:
        return embed(value, GUESS, host)
    if name in ("with", "in", "through"):
        return value
    return fact(value)


def joined_to(word: Word) -> Word:
    """The verb that a verb is joined to; a finite one is not joined to an infinitive: "refused to leave and **fired**"."""
    head = word.head
    auxiliary = word.child("aux", "auxpass")
    finite = word.tag in FINITE or (word.tag == "VB" and head.tag == "VBG" and auxiliary is None)
    if auxiliary is not None and auxiliary.tag in FINITE and has_to(head) and head.dep == "xcomp" and head.head.tag in FINITE:
        return head.head
    if finite and head.dep in ("xcomp", "ccomp", "advcl", "pcomp") and head.tag not in FINITE:
        above = head.head if head.dep != "pcomp" else head.head.head
        if above.tag in (word.tag, "VBP" if word.tag == "VB" else "") and not head.child("aux", "auxpass", *marks.SUBJECTS):
            return above
        if above.tag == word.tag and has_to(head) and not word.child("aux"):
            return above
    return head


def _conjunct(judge: Judge, word: Word) -> Value:
    """The same slot as the verb it is joined to; what marks they share is in `shared`."""
    head = joined_to(word)
    if in_case(word):
        return mark(fact(judge.value(head)), OPEN, word)
    opener = word.child("mark")
    if opener is not None and opener.lower in POLAR:
        return mark(fact(judge.value(head)), OPEN, opener)
    if not (head.is_verb or head.pos == "ADJ" or head.dep in ("ROOT", "ccomp", "advcl", "relcl")):
        return fact(judge.value(head))
    return judge.slot(head)


def _predicative(judge: Judge, word: Word) -> Value:
    """acomp, oprd, attr: "the crossing is **closed**" is as true as its verb."""
    head = word.head
    found = operator(head, "bare") if head.is_verb else None
    return embed(judge.value(head), found, head) if found is not None else judge.value(head)


def _beside(judge: Judge, word: Word) -> Value:
    """parataxis and dep: the level of the clause it stands beside, not its marks."""
    return fact(judge.slot(word.head)) if speaks(word) else judge.slot(word.head)


def _clausal_subject(judge: Judge, word: Word) -> Value:
    """ "To attack would be a mistake", "That it fired is false"."""
    head = word.head
    value = judge.value(head)
    opener = wh_word(word)
    if opener is not None and opener.lower in POLAR:
        return mark(fact(value), OPEN, opener)
    carrier = predicative(head)
    found = operator(carrier, frame_of(word, head)) if carrier is not None else None
    if found is not None and carrier is not None:
        return embed(value, found, carrier)
    if has_to(word):
        return mark(fact(value), OPEN, word)
    return value if value.is_open and word.tag == "VBG" else fact(value)


_SLOTS: dict[str, Callable[[Judge, Word], Value]] = {
    "ccomp": complement, "xcomp": complement, "advcl": adverbial, "acl": noun_clause, "relcl": relative,
    "pcomp": _gerund,
    "pobj": _gerund, "conj": _conjunct, "acomp": _predicative, "oprd": _predicative, "attr": _predicative,
    "parataxis": _beside, "dep": _beside, "csubj": _clausal_subject, "csubjpass": _clausal_subject,
    "intj": _beside, "meta": _beside,
}  # fmt: skip
