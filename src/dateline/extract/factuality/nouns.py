"""The value of a noun: what its verb, its preposition, its head noun and its own determiner make of it.

The army did not launch an attack.       a light verb lends its truth
Fears of an attack grew.                 `fears` opens it
Pakistan condemned the attack.           `condemned` takes it for granted
"""


from msgspec.structs import replace

from dateline.extract.factuality import futures, marks, naming
from dateline.extract.factuality.governing import content, governed, preposition_name, under
from dateline.extract.factuality.heads import has_to, operator, predicative, wh_word
from dateline.extract.factuality.values import Judge, Value, claimed, embed, fact, mark, negated
from dateline.knowledge.event_rules import word_classes
from dateline.knowledge.factuality import Effect, Operator, signs
from dateline.syntax.deep import is_passive
from dateline.syntax.tree import Word

NAMED = 2.75
ANY = Effect("set", "hypothetical", 0.5)
AHEAD = Effect("set", "planned", 2.0)


def is_definite(noun: Word) -> bool:
    """ "the raid", "its raid", "recent raids"; a name counts."""
    table = signs().generic
    return noun.pos == "PROPN" or any(
        (c.dep in ("det", "poss", "amod") and (c.lower in table["definite"] or c.lower in table["recent"])) or c.dep == "poss"
        for c in noun.children
    )


def slot(judge: Judge, noun: Word) -> Value:
    """The slot of a noun by its label."""
    head = noun.head
    if head is noun:
        return _headline(judge, noun)
    called = naming.caller(noun)
    if called is not None:
        return claimed(fact(judge.value(called)), NAMED, called)
    if noun.dep in ("nsubj", "nsubjpass"):
        return _subject(judge, noun)
    if noun.dep in ("dobj", "dative"):
        return _object(judge, noun)
    if noun.dep in ("pobj", "pcomp"):
        return _after_preposition(judge, noun)
    if noun.dep == "conj":
        return judge.slot(head)
    if noun.dep in ("attr", "appos", "oprd", "xcomp", "ccomp"):
        return judge.value(head)
    if noun.dep in ("compound", "nmod"):
        found = operator(head, "compound")
        return embed(judge.value(head), found, head) if found is not None else fact(judge.value(head))
    return fact(judge.value(head))


def _headline(judge: Judge, noun: Word) -> Value:
    """ "Talks **postponed** after raid": a participle after the noun of a headline is its passive verb."""
    value = judge.at_root(noun)
    verb = noun.child("acl")
    found = operator(verb, "np") if verb is not None and verb.tag == "VBN" else None
    return embed(value, found, verb) if found is not None and verb is not None else value


def _subject(judge: Judge, noun: Word) -> Value:
    """ "The **attack** happened", "an **attack** is likely", "**talks** will be held", "**talks** are set to resume"."""
    verb = _clause_around(noun.head)
    value = judge.value(verb)
    found: Operator | None
    carrier = predicative(verb)
    lower = (carrier or verb).child("xcomp")
    if lower is not None and has_to(lower):
        found = operator(lower, "subject") if lower.is_verb else None
        raised = found is not None and found.name == "happen"
        return judge.value(lower) if raised else _loose(judge.value(lower), noun)
    if carrier is not None:
        found = operator(_one_of(carrier), "subject")
        return embed(value, found, carrier) if found is not None else _loose(value, noun)
    if value.is_open and value.is_negative and noun.dep == "nsubj" and not is_definite(noun) and not operator(verb, "subject"):
        return mark(fact(value), ANY, verb)  # "a coup would surprise nobody"
    found = operator(verb, "np") if verb.is_verb and (noun.dep == "nsubjpass" or is_passive(verb)) else operator(verb, "subject")
    if found is not None and found.name == "be_over" and value.is_open and not is_definite(noun):
        return value
    return _taken(value, found, noun) if found is not None else _loose(value, noun)


def _clause_around(verb: Word) -> Word:
    """ "An ambush here, says the driver, would be easy": the parser gives the subject to the aside, which has its own."""
    around = verb.head
    astray = verb.dep in ("parataxis", "ccomp") and len(verb.children_of("nsubj")) > 1
    return around if astray and around.i > verb.i and not around.child("nsubj", "nsubjpass") else verb


def _one_of(carrier: Word) -> Word:
    """ "one of three **options**"."""
    if carrier.lower != "one":
        return carrier
    inner = next((c for of in carrier.children_of("prep") for c in of.children_of("pobj")), None)
    return inner or carrier


DEFINITE_STANDS = frozenset({"perceive_deed", "consider_doing"})
DONE = Effect("set", "claimed", 2.75)


def _taken(value: Value, found: Operator, noun: Word) -> Value:
    """What a verb does to its event noun; "did not see the blast" and "discussed the raid" leave a definite one standing."""
    verb = noun.head
    if found.name in DEFINITE_STANDS and is_definite(noun) and (value.is_negative or found.name == "consider_doing"):
        return fact(value)
    if verb.lemma == "claim" and value.is_negative and is_definite(noun):
        return replace(fact(value), endorsed=True)  # "nobody has claimed the attack": there was one
    if found.name == "shelve" and is_definite(noun) and not is_cue(noun) and not _is_promised(noun):
        return fact(value)
    if found.name == "demand" and is_definite(noun) and _is_asked_of(verb):
        return fact(value)
    if found.name in ("demand", "expect") and is_definite(noun) and _is_looked_back_on(verb, noun):
        return fact(value)
    if found.name == "deny_deed" and value.is_negative and verb.dep == "conj" and verb.head.lemma == "confirm":
        return mark(fact(value), ANY, verb)  # "neither confirmed nor denied the raid"
    if found.name in ("delay", "put_off") and value.mode in ("occurred", "claimed") and not value.is_negative:
        day = futures.dated(noun)
        if day is not None:
            return mark(fact(value), AHEAD, day)  # "was put off to 3 July"
    if found.name == "announce_deed" and noun.lemma in signs().announced_done:
        found = Operator(found.name, DONE, found.no)
    made = embed(value, found, verb)
    return replace(made, ground=value.ground) if found.name == "deny_deed" else made


PREPARING = frozenset({"plan", "order", "plot", "prepare"})
OWNED_UP = frozenset({"confess", "admit", "accuse", "convict", "suspect", "charge", "acknowledge", "deny", "blame"})


def _is_looked_back_on(verb: Word, noun: Word) -> bool:
    """ "The attack **had been planned** by exiles", "confessed to **ordering the attack**": of a deed that was done."""
    if verb.lemma not in PREPARING or noun.lemma not in word_classes()["deed"] or noun.lemma == "strike" or futures.has_day(verb):
        return False
    if verb.tag == "VBN":
        past = any(child.lower == "had" for child in verb.children_of("aux"))
        return past and verb.child("agent", "prep", "npadvmod") is not None
    above = verb.head.head if verb.head.dep == "prep" else verb.head
    return verb.tag == "VBG" and verb.dep in ("pcomp", "xcomp") and above.lemma in OWNED_UP


def _is_promised(noun: Word) -> bool:
    """ "abandoned the referendum **it promised**", "dropped the **planned** march": not yet there to be given up."""
    planned = signs().scenes["planned"]
    return any(c.lemma in planned and c.dep in ("relcl", "acl", "amod") for c in noun.children)


def _is_asked_of(verb: Word) -> bool:
    """ "asked who **ordered** the raid": the question takes the order and the raid for granted."""
    return (
        verb.dep in ("ccomp", "pcomp", "csubj")
        and wh_word(verb) is not None
        and wh_word(verb) in verb.children_of("nsubj", "nsubjpass", "advmod")
    )


def _loose(value: Value, noun: Word) -> Value:
    """An indefinite noun is as open as its clause ("A strike could start a war"); a definite one is there anyway."""
    if value.is_open and not is_definite(noun):
        return value
    return fact(value)


def _object(judge: Judge, noun: Word) -> Value:
    """ "did not launch an **attack**" denies it, "did not comment on", "did not stop the **attack**" takes it for granted."""
    verb = noun.head
    value = judge.value(verb)
    found = operator(verb, "np") if verb.is_verb else None
    if verb.lemma == "face" and noun.lemma in signs().scenes["faced"] and not value.is_open:
        return mark(value, ANY, verb)
    if _is_legislated(verb):
        return mark(fact(value), ANY, verb)
    if found is not None:
        return _taken(value, found, noun)
    if value.is_denied:
        if verb.lemma in signs().negated_keeps and not is_definite(noun) and marks.modal_of(verb) is not None:
            return mark(fact(value), ANY, verb)  # "will not tolerate riots"
        keeps = verb.lemma in signs().negated_keeps or is_definite(noun)
        return fact(value) if keeps else value
    return value if not value.is_open else _loose(value, noun)


def _is_legislated(verb: Word) -> bool:
    """ "a bill that would punish **kidnapping**", "the law bans **strikes**": deeds of that kind, whoever may do them."""
    if verb.lemma not in signs().scenes["penal"]:
        return False
    subject = verb.child("nsubj")
    if subject is None or subject.tag in ("WDT", "WP"):
        subject = verb.head if verb.dep in ("relcl", "acl") else subject
    return subject is not None and subject.lemma in signs().scenes["laws"]


def _nothing_less(preposition: Word) -> Word | None:
    """ "want **nothing less** than the fall of the government": the object is what stands after "than"."""
    less = preposition.head
    whole = less.head
    return whole if preposition.lower in ("than", "of") and less.lower in ("less", "short") and whole.lower == "nothing" else None


SPREADING = frozenset({"circulate", "publish", "spread", "share"})


def _after_preposition(judge: Judge, noun: Word) -> Value:
    """ "fears of an **attack**", "without a **fight**", "killed in the **attack**"."""
    name, host = preposition_name(noun.head)
    if host.lemma in SPREADING and host.dep in ("acl", "relcl"):
        host = host.head  # "the information **circulated about** the raid": what the information is about
    whole = _nothing_less(noun.head)
    if whole is not None:
        wanted = operator(whole.head, "np") if whole.head.is_verb else None
        return embed(judge.value(whole.head), wanted, whole.head) if wanted is not None else judge.value(whole.head)
    value = judge.value(host)
    if host.lemma == "want" and host.tag == "VBN" and name in ("for", "over"):
        return fact(value)  # "is wanted **for** a raid on a bank"
    found = governed(host, name, noun)
    if found is not None:
        return content(judge, found[1], found[0])
    effect = signs().prepositions.get(name) if name != "far from" else None
    if effect is not None and effect.how != "pass" and not (effect.how == "fact" and noun.head.dep == "agent"):
        return under(value, effect, noun.head)
    if name in ("before", "until"):
        return mark(fact(value), AHEAD, noun.head) if value.is_open else fact(value)
    if not host.is_verb and name == "of" and not is_definite(noun):
        return value
    return _loose(value, noun)


def marked(judge: Judge, noun: Word, value: Value) -> Value:
    """The noun's own marks: "no attack", "alleged attack", "any attack", "few attacks"."""
    denied = _denied(noun)
    if denied is not None:
        return _without(judge, noun, denied)
    known = signs().adjectives
    for child in noun.children:
        if child.dep in ("amod", "compound", "advmod", "nmod") and child.i < noun.i:
            effect = known.get("so-called" if child.lower == "called" else child.lower)
            if effect is not None and not (effect.status == "planned" and _took_place(noun)):
                value = mark(value, effect, child)
        elif (
            child.dep == "acl" and child.tag in ("VBN", "VBD") and child.lemma in signs().scenes["planned"] and not value.is_open
        ):
            if futures.has_day(child) and not value.is_negative and not _took_place(noun):
                value = mark(value, AHEAD, child)  # "the rally planned for Friday"
        elif child.lower == "any" and child.dep == "det" and not value.is_open and not value.is_negative:
            value = mark(value, ANY, child)
    if not value.is_open and not value.is_negative:
        quoted = naming.scare_quotes(noun)
        if quoted is not None and value.mode == "occurred":
            value = claimed(value, 1.0, quoted)
        ahead = futures.dated(noun)
        if ahead is not None:
            value = mark(value, AHEAD, ahead)
    return mark(value, marks.WEAK, noun) if marks.is_weak(noun) and not value.is_open else value


def _took_place(noun: Word) -> bool:
    """ "The planned march **took place**"."""
    verb = noun.head
    if (
        noun.dep not in ("nsubj", "nsubjpass")
        or not verb.is_verb
        or verb.child("neg", "xcomp")
        or marks.modal_of(verb) is not None
    ):
        return False
    past = verb.tag in ("VBD", "VBN")
    found = operator(verb, "subject") or (operator(verb, "np") if noun.dep == "nsubjpass" else None)
    return past and found is not None and found.name in ("happen", "be_over", "carry_out")


def _denied(noun: Word) -> Word | None:
    found = marks.denying_determiner(noun)
    if found is None and noun.dep == "conj" and noun.head.is_nominal and not noun.child("det", "nummod"):
        return _denied(noun.head)
    return found


def _without(judge: Judge, noun: Word, denied: Word) -> Value:
    """ "no attack took place": the noun turns the clause's slot, not the verb that its own `no` already turned."""
    while noun.dep == "conj" and noun.head.is_nominal:
        noun = noun.head
    head = noun.head
    if head is noun:
        return negated(judge.at_root(noun), denied)
    base = judge.slot(head) if head.is_verb else fact(judge.value(head))
    return negated(base, denied)


def is_cue(noun: Word) -> bool:
    """A noun with a content of its own: plan, claim, call, attempt."""
    found = (operator(noun, frame) for frame in ("to", "that", "for"))
    return any(each is not None and each.name not in NO_CONTENT for each in found)


NO_CONTENT = frozenset({"noun_talk", "noun_share", "noun_end", "noun_evidence"})


def own(judge: Judge, noun: Word, value: Value) -> Value:
    """ "rejected the **proposal**": what is proposed will not be, yet the proposal was made; "no proposal" was not."""
    if not value.is_negative or value.is_open or noun.dep not in ("dobj", "nsubj", "nsubjpass") or _denied(noun) is not None:
        return value
    head = judge.value(noun.head)
    if head.is_negative or not is_cue(noun):
        return value
    return fact(value)
