"""Prepositions and the contents of nouns: which host governs what stands below them, and what it does to it.

accused the group of smuggling      `accused` governs by "of"
fears of an attack                  `fears` governs by "of"
rejected claims that it fired       the claims are refused: what they hold is denied
"""

from dateline.extract.factuality.heads import before, operator, predicative
from dateline.extract.factuality.values import Judge, Value, embed, fact, mark
from dateline.knowledge.eventhood import is_event_noun
from dateline.knowledge.factuality import Effect, Operator, signs
from dateline.syntax.tree import Word

REFUSED = Operator("refused", Effect("set", "denied", -2.0), Effect("set", "denied", -2.0))


def preposition_name(preposition: Word) -> tuple[str, Word]:
    """ "instead of" and its host for the inner of two prepositions, else its own name and host."""
    name, host = preposition.lower, preposition.head
    if preposition.dep == "conj" and host.pos in ("ADP", "SCONJ"):
        return preposition_name(host)[0] if name == host.lower else name, preposition_name(host)[1]
    if host.pos in ("ADP", "SCONJ", "ADV") and preposition.dep in ("prep", "pcomp", "fixed") and host.head is not host:
        return f"{host.lower} {name}", host.head
    if preposition.i and before(preposition) in ("instead", "rather", "ahead") and name in ("of", "than"):
        return f"{before(preposition)} {name}", host
    return name, host


def governed(host: Word, name: str, below: Word) -> tuple[Operator, Word] | None:
    """The operator of a host for a preposition, and the host: "accused **of**", "fears **of**".

    A preposition that the parser hangs on the object still belongs to the verb: "convicted two officers **of** torture".
    """
    found = _governed(host, name)
    if found is None and host.dep in ("dobj", "nsubjpass") and host.head.is_verb and name in ("of", "from", "for", "into"):
        host = host.head
        deed = name in ("for", "from") or _names_a_deed(below)
        found = _governed(host, name) if deed and (host.lemma in signs().attachment["taking"] or name == "from") else None
    return (found, host) if found is not None else None


def _names_a_deed(word: Word) -> bool:
    """A verb, an event noun, or a noun before which one stands: "of **smuggling** weapons"."""
    if word.is_verb or is_event_noun(word.lemma):
        return True
    return any(c.dep in ("compound", "amod") and (c.tag == "VBG" or is_event_noun(c.lemma)) for c in word.children)


def _governed(host: Word, name: str) -> Operator | None:
    frame = "to_np" if name == "to" else name
    found = operator(host, frame)
    if found is None and host.is_verb:
        carrier = predicative(host) or host.child("dobj")
        found = operator(carrier, frame) if carrier is not None and carrier.pos == "ADJ" else None
    return found


def under(value: Value, effect: Effect, cue: Word) -> Value:
    """What a preposition does: "by" passes the clause's value on, "without" denies at its level."""
    if effect.how == "pass":
        return value
    return mark(fact(value), effect, cue)


def content(judge: Judge, head: Word, found: Operator) -> Value:
    """What a head governs; "rejected claims that" denies what is claimed, "did not hear claims that" does not."""
    value = judge.value(head)
    if found.name in ("noun_claim", "noun_fear") and value.is_denied and _refused(head):
        found = REFUSED
    return embed(value, found, head)


def _refused(noun: Word) -> bool:
    verb = noun.head
    if not verb.is_verb:
        return False
    carrier = predicative(verb)
    turned = operator(carrier, "subject") if carrier is not None else operator(verb, "np")
    return turned is not None and (turned.yes.how == "flip" or turned.yes.status == "denied")
