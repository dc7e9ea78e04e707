"""Prepositions and the contents of nouns: which host governs what stands below them, and what it does to it.

accused the group of smuggling      `accused` governs by "of"
fears of an attack                  `fears` governs by "of"
rejected claims that it fired       the claims are refused: what they hold is denied
"""


from msgspec.structs import replace

from dateline.extract.factuality.heads import before, operator, predicative
from dateline.extract.factuality.values import Judge, Value, embed, fact, mark
from dateline.knowledge.eventhood import is_event_noun
from dateline.knowledge.factuality import Effect, Operator, operators, signs
from dateline.syntax.tree import Word

PROVIDED = Operator("provide_for", Effect("set", "planned", 2.0), Effect("set", "hypothetical", -0.5))
REFUSED = Operator("refused", Effect("set", "denied", -2.0), Effect("set", "denied", -2.0))


def preposition_name(preposition: Word) -> tuple[str, Word]:
    """ "instead of" and its host for the inner of two prepositions, else its own name and host."""
    name, host = preposition.lower, preposition.head
    second = next((c for c in preposition.children if c.i == preposition.i + 1 and c.lower in ("to", "of")), None)
    if second is not None and not second.children:
        return f"{name} {second.lower}", host  # "due to", "because of", where the noun hangs on the first word
    phrase = _phrase(preposition)
    if phrase is not None:
        return phrase
    if preposition.dep == "conj" and host.pos in ("ADP", "SCONJ"):
        return preposition_name(host)[0] if name == host.lower else name, preposition_name(host)[1]
    near = host.pos in ("ADP", "SCONJ", "ADV") or (host.lower in ("short", "close") and host.dep == "advmod")
    if near and preposition.dep in ("prep", "pcomp", "fixed") and host.head is not host:
        return f"{host.lower} {name}", host.head
    if preposition.i and before(preposition) in ("instead", "rather", "ahead") and name in ("of", "than"):
        return f"{before(preposition)} {name}", host
    return name, host


def _phrase(preposition: Word) -> tuple[str, Word] | None:
    """ "**in place of** an apology", "**without so much as** a hearing", "**in the event of** a raid"."""
    noun, last = preposition.head, preposition.lower
    if last == "as" and noun.lower == "much" and before(noun) == "so":
        outer = noun.head
        return ("without so much as", outer.head) if outer.lower == "without" else None
    outer = noun.head
    if noun.dep != "pobj" or outer.pos not in ("ADP", "SCONJ") or outer.head is outer:
        return None
    known = signs().prepositions
    article = next((f"{c.lower} " for c in noun.children if c.lower in ("the", "a", "an")), "")
    names = (f"{outer.lower} {middle}{noun.lower} {last}" for middle in dict.fromkeys(("", article)))
    return next(((name, outer.head) for name in names if name in known), None)


def governed(host: Word, name: str, below: Word) -> tuple[Operator, Word] | None:
    """The operator of a host for a preposition, and the host: "accused **of**", "fears **of**".

    A preposition that the parser hangs on the object still belongs to the verb: "convicted two officers **of** torture".
    """
    if host.lower in ("clear", "shy") and host.head.is_verb:
        host = host.head
    name = name.removeprefix("clear ").removeprefix("shy ")  # "steered clear **of** signing"
    near = host.child("dobj") if host.is_verb else None
    if near is not None and below.head.i == near.subtree()[-1].i + 1 and host.lemma not in signs().attachment["taking"]:
        lent = operator(near, "to_np" if name == "to" else name)
        if lent is not None:
            return lent, near  # "laid bets **on** a deal", "called a halt **to** the shelling"
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
    if host.lemma == "be" and name == "for":
        subject = host.child("nsubj")
        return operator(subject, "for") if subject is not None and subject.pos == "NOUN" else None  # "their cries were for bread"
    if host.lower == "paid" and host.head.lemma == "put":
        host = host.head  # "put paid **to** the landing"
    found = operator(host, frame)
    if found is not None and name == "for" and found.name == "call_for" and _is_document(host):
        return PROVIDED  # "the timetable calls for elections"
    if found is None and host.is_verb:
        carrier = predicative(host) or host.child("dobj")
        found = operator(carrier, frame) if carrier is not None and carrier.pos == "ADJ" else None
    return found


def _is_document(verb: Word) -> bool:
    subject = verb.child("nsubj")
    return subject is not None and subject.lemma in signs().futures["documents"]


def under(value: Value, effect: Effect, cue: Word) -> Value:
    """What a preposition does: "by" passes the clause's value on, "without" denies at its level."""
    if effect.how == "pass":
        return value
    return mark(fact(value), effect, cue)


def content(judge: Judge, head: Word, found: Operator) -> Value:
    """What a head governs; "rejected claims that" denies what is claimed, "did not hear claims that" does not."""
    value = judge.value(head)
    if found.name in DOUBTABLE and _borne_out(head):
        return fact(value)  # "the report of a raid turned out to be true"
    if found.name in DOUBTABLE and _untrue(head):
        return embed(replace(value, score=abs(value.score)), REFUSED, head.head)
    if found.name in DOUBTABLE:
        if (_refused(head) if _judged(head) is not None else value.is_denied and _refused(head)) or _scorned(head) is not None:
            return embed(replace(value, score=abs(value.score)), REFUSED, _scorned(head) or head)
    elif found.name == "noun_call":
        if head.head.lemma in signs().futures["taken"] and head.dep in ("dobj", "nsubjpass"):
            found = PROVIDED  # "accepted an invitation to attend"
        elif value.is_denied and _stands(head):
            value = fact(value)  # "nobody replied to the request that"
    return embed(value, found, head)


DOUBTABLE = frozenset({"noun_claim", "noun_information", "noun_fear", "noun_talk", "noun_evidence"})


def _stands(noun: Word) -> bool:
    """A request that is there, whatever is done with it: "**the farmers'** request"."""
    return noun.child("poss") is not None or any(c.lower in ("the", "this", "these", "those") for c in noun.children)


def _scorned(noun: Word) -> Word | None:
    """The verb that makes light of a claim: "**laughed off** the tale", "**poured** cold water on reports"."""
    verb = noun.head
    if noun.dep == "pobj":
        verb = noun.head.head
        if verb.lemma in signs().denials["grains"] and any(c.lower in ("no", "little", "any") for c in verb.children):
            return verb  # "there is no truth in tales of a coup"
        if verb.lemma == "water":
            verb = verb.head
        thing = verb.child("dobj") if verb.is_verb else None
        if verb.lemma == "pour" and (thing is None or thing.lemma != "water"):
            return None
    if not verb.is_verb or noun.dep not in ("dobj", "nsubjpass", "pobj"):
        return None
    particle = f"{verb.lemma}_{noun.head.lower}" if noun.dep == "pobj" else ""
    found = (
        operators().get(("verb", "claim", particle)) if noun.dep == "pobj" and verb.lemma not in POBJ else operator(verb, "claim")
    )
    return verb if found is not None and not verb.child("neg") else None


POBJ = frozenset({"pour", "scoff", "sneer", "give"})


def _judged(noun: Word) -> Word | None:
    """What is predicated of a claim: "is **false**", "turned out to be a **hoax**"."""
    verb = noun.head
    if not verb.is_verb or noun.dep not in ("nsubj", "nsubjpass"):
        return None
    lower = verb.child("xcomp")
    if lower is not None and lower.lemma == "be":
        verb = lower
    return None if verb.child("neg") else predicative(verb)


def _untrue(noun: Word) -> bool:
    """"reports of ten dead **are not true**", "**do not correspond to reality**"; not "are not new"."""
    verb = noun.head
    if not verb.is_verb or noun.dep != "nsubj" or not verb.child("neg"):
        return False
    found = operator(predicative(verb) or verb, "subject")
    return found is not None and found.name in ("true", "correspond_to_reality")


def _borne_out(noun: Word) -> bool:
    carrier = _judged(noun)
    found = operator(carrier, "subject") if carrier is not None else None
    return found is not None and found.name == "true"


def _refused(noun: Word) -> bool:
    verb = noun.head
    if not verb.is_verb:
        return False
    lower = verb.child("xcomp")
    if lower is not None and lower.lemma == "be" and predicative(lower) is not None:
        verb = lower  # "turned out to be a hoax"
    carrier = predicative(verb)
    turned = operator(carrier, "subject") if carrier is not None else operator(verb, "np")
    return turned is not None and (turned.yes.how == "flip" or turned.yes.status == "denied")
