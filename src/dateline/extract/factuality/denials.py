"""Denials that stand apart from their verb: fronted phrases, ellipses, plans that the next clause undoes.

At no point did the ships cross the line.                   cross is denied by `no`
They acted as if it had passed, which it had not.           passed is denied by `not`
It was supposed to leave, yet it is still there.            leave is denied by `still`
The bridge was to have opened in May.                       opened is denied by `was to have`
"""

from dateline.extract.factuality.heads import SUBJECTS, before, has_to
from dateline.extract.factuality.values import Judge
from dateline.knowledge.factuality import Effect, signs
from dateline.syntax.tree import Word

UNDONE = Effect("set", "denied", -2.0)
HAVE = frozenset({"have", "be", "do"})
AUXILIARY = frozenset({"have", "has", "had", "be", "been", "being", "was", "were", "is", "are", "do", "did", "does"})
NEXT = 9  # words of a following sentence that says no more than that it did not happen


def fronted(verb: Word) -> Word | None:
    """ "At **no** point", "in **none** of the towns", "**nowhere** did": the denying word of a phrase beside the verb."""
    table = signs().denials
    opening = _opening(verb)
    if opening is not None:
        return opening
    fore = [inner for aux in verb.children_of("aux", "auxpass") for inner in aux.children]
    for child in (*verb.children, *fore):
        if child.dep == "prep":
            found = _of_phrase(child, verb)
            if found is not None:
                return found
            if child.child("prep") is not None and child.lower == "nowhere":
                return child
        elif child.dep in ("advmod", "npadvmod", "dep", "neg") and child.i < verb.i:
            if child.lower == "nowhere" or (child.lower == "once" and _not_before(child)):
                return child
            if child.lower in ("where", "once") and before(child) in ("no", "not") and table["never"]:
                return child
    return None


def _opening(verb: Word) -> Word | None:
    """ "**In none** of the towns that it saw had the curfew been lifted", however the parser takes it.

    The verb is the first one after the subject that follows the first auxiliary.
    """
    words = verb.sentence.words
    if len(words) < 4 or words[0].lower not in signs().denials["prepositions"]:
        return None
    if words[1].lower not in ("no", "none", "neither") and not (
        words[1].lower == "not" and words[2].lower in ("one", "a", "any")
    ):
        return None
    start = next((k for k in range(2, len(words) - 2) if _is_inversion(words[k], words[k + 1])), None)
    if start is None:
        return None
    later = (w for w in words[start + 1 :] if w.is_verb and w.dep != "relcl" and w.lower not in AUXILIARY)
    return words[1] if next(later, None) is verb else None


def _is_inversion(auxiliary: Word, after: Word) -> bool:
    return auxiliary.lower in signs().denials["auxiliaries"] and after.pos in ("DET", "PRON", "NOUN", "PROPN", "NUM", "ADJ")


def _not_before(word: Word) -> bool:
    return before(word) in ("not", "never") or any(c.dep == "neg" for c in word.children)


def _of_phrase(preposition: Word, verb: Word) -> Word | None:
    table = signs().denials
    noun = preposition.child("pobj")
    if noun is None or preposition.lower not in table["prepositions"]:
        return None
    if noun.lower in ("none", "neither"):
        return noun
    denying = next((c for c in noun.children if c.lower in ("no", "neither") and c.i < noun.i), None)
    if denying is None:
        return None
    if noun.lemma in table["occasions"] and not (
        preposition.lower == "in" and noun.lemma in ("time", "place", "case") and not _inverted(verb, preposition)
    ):
        return denying
    return denying if _inverted(verb, preposition) else None


def _inverted(verb: Word, phrase: Word) -> bool:
    """ "In no town **did the garrison** fire": the auxiliary between the phrase and the subject."""
    subject = verb.child(*SUBJECTS)
    return subject is not None and any(phrase.i < each.i < subject.i for each in verb.children_of("aux", "auxpass"))


def split_auxiliary(word: Word) -> bool:
    """P: "In none of the towns **had** the curfew been **lifted**": the parser makes the fronted auxiliary the main verb."""
    head = word.head
    subject = word.child(*SUBJECTS)
    if word.dep != "ccomp" or head.lemma not in HAVE or subject is None or head.child(*SUBJECTS, "expl"):
        return False
    return (
        _opening(word) is None
        and head.i < subject.i < word.i
        and word.tag in ("VBN", "VB", "VBG", "VBD", "VBP")
        and not word.child("mark")
    )


def elliptical(verb: Word) -> Word | None:
    """ "..., which it had **not**": a clause of an auxiliary and a denial that takes the verb up."""
    near = (*verb.children, verb.head) if verb.dep == "advcl" else verb.children
    for child in near:
        if child.i < verb.i:
            continue
        if child.lemma not in HAVE or child.dep not in ("relcl", "advcl", "ccomp", "conj", "parataxis", "dep"):
            continue
        denied = child.child("neg")
        taken = any(c.lower in ("which", "something", "as") for c in child.children)
        if denied is not None and taken and not child.child("xcomp", "acomp", "ccomp", "attr") and child.i < denied.i:
            return denied
    return None


def poses(head: Word) -> bool:
    """ "**acted** as if", "behaved as though"."""
    posing = signs().denials["posing"]
    if head.lemma in posing:
        return True
    return head.lemma in HAVE and (head.head.lemma in posing or any(c.lemma in posing for c in head.children_of("ccomp")))


def realised(head: Word) -> bool:
    """ "ordered them to fire, and they **did so**": what is asked or planned is then done."""
    for child in head.children_of("conj"):
        done = child.lemma == "do" and any(c.lower in ("so", "that", "this", "it") for c in child.children)
        if (
            (done or child.lemma in ("comply", "obey"))
            and _is_past(child)
            and not child.child("neg")
            and _joined_by_and(head, child)
        ):
            return not any(c.lower in ("nobody", "none", "neither") for c in child.children)
    return False


def _joined_by_and(head: Word, child: Word) -> bool:
    return not any(c.dep == "cc" and c.lower in ("but", "or", "nor") and head.i < c.i < child.i for c in head.children)


def undone(judge: Judge, head: Word, verb: Word) -> Word | None:
    """What shows that a plan of the past came to nothing: "was supposed to leave, yet they are **still** there"."""
    lying = _lies_undone(head)
    if lying is not None:
        return lying
    if not _past_plan(head):
        return None
    if has_to(verb) and any(c.lower == "have" and c.dep == "aux" for c in verb.children):
        return verb  # "was to have opened"
    for child in _main(head).children:
        if child.dep in ("conj", "parataxis", "ccomp", "advcl") and child.i > verb.i and _contrasts(child, _main(head)):
            found = _sign(child.subtree())
            if found is not None:
                return found
    return _in_next(judge.after(head))


def _lies_undone(adjective: Word) -> Word | None:
    """ "The keys, **due** to be handed over in June, are **still** in the drawer"."""
    noun = adjective.head
    if adjective.pos != "ADJ" or adjective.lower not in ("due", "set", "bound") or not noun.is_nominal or not noun.head.is_verb:
        return None
    return next((c for c in noun.head.children if c.lower in ("still", "not", "n't", "never")), None)


def _past_plan(head: Word) -> bool:
    if head.pos == "ADJ":
        return head.lower in ("due", "set", "about", "bound") and _is_past(head.head)
    if head.lemma == "be":
        return _is_past(head)
    return head.lemma in signs().denials["supposed"] and _is_past(head)


def _is_past(verb: Word) -> bool:
    if verb.tag == "VBD":
        return True
    auxiliaries = verb.children_of("aux", "auxpass")
    return any(word.tag == "VBD" for word in auxiliaries)


def _main(head: Word) -> Word:
    return head.head if head.pos == "ADJ" and head.dep in ("acomp", "oprd") else head


def _contrasts(clause: Word, head: Word) -> bool:
    """A clause joined by "but", "yet"; a participle or clause of its own after a semicolon."""
    table = signs().denials["contrast"]
    joiners = {c.lower for c in (*head.children, *clause.children) if c.dep in ("cc", "mark", "advmod") and c.i < clause.i}
    return not joiners.isdisjoint(table) or clause.dep == "parataxis"


def _sign(words: list[Word]) -> Word | None:
    table = signs().denials
    for word in words:
        if word.lower in table["undone"] or (word.is_verb and word.lemma in table["failing"]):
            return word
    return None


def _in_next(after: list[Word]) -> Word | None:
    """ "They were expected in May. **None** has come.": a short sentence, right after, that only says no."""
    if len(after) > NEXT:
        return None
    table = signs().denials
    return next((word for word in after[:4] if word.lower in table["undone"] and word.lower != "no"), None)
