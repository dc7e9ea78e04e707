"""Marks that joined verbs share: "will enter and burn", "did not enter or burn" - but "did not flee but fought"."""

from dateline.extract.factuality import marks
from dateline.extract.factuality.clauses import joined_to
from dateline.extract.factuality.hearsay import attributed, fronted_source
from dateline.extract.factuality.values import Value, mark, negated
from dateline.syntax.tree import Word


def apply_shared(value: Value, verb: Word) -> Value:
    """A verb's marks, its own or those of the verb it is joined to, and the source of its clause."""
    value = attributed(value, verb)
    if verb.dep != "conj" or not verb.is_verb:
        return marks.local(value, verb)
    first = joined_to(verb)
    value = fronted_source(value, first)
    if _joiner(first, verb) == "nor" and marks.negation(verb) is None:
        return negated(value, first.child("cc") or first)
    if verb.child("nsubj", "nsubjpass", "expl"):
        return marks.local(value, verb)
    if verb.child("aux", "auxpass") or marks.negation(verb) is not None:
        return marks.local(value, verb)
    return _borrowed(value, verb, first)


def _borrowed(value: Value, verb: Word, first: Word) -> Value:
    """The marks of the first verb, if both are of one form under one auxiliary."""
    joiner = _joiner(first, verb)
    subject = first.child(*marks.SUBJECTS)
    denied_subject = marks.denying_determiner(subject) if subject is not None else None
    same = verb.tag == first.tag and first.child("aux", "auxpass") is not None
    modal = marks.modal_of(first) if same else None
    denied = marks.negation(first) if same and joiner not in ("but", "yet", "instead") else None
    denied = denied or denied_subject
    if modal is not None:
        value = marks.apply_modal(value, first, modal, denied)
    elif denied is not None:
        value = negated(value, denied)
    elif same and marks.no_longer(first) is not None:
        value = mark(value, marks.NO_LONGER, first)
    else:
        return marks.local(value, verb)
    return marks.adverbs(value, verb)


def _joiner(first: Word, verb: Word) -> str:
    """The conjunction between two joined verbs, from the chain's last."""
    found = ""
    for child in (*first.children, *verb.children):
        if child.dep in ("cc", "preconj") and first.i < child.i < verb.i:
            found = child.lower
    return found
