"""Repairs of verbs that were joined to the wrong verb, and of whose subject is whose.

    He asked the guards to go and promised them pay.          he promised, not the guards
    embraced martyrdom and six men got hurt                   the men were hurt, they embraced nothing
"""

from itertools import islice

from dateline.syntax.lexicon import FINITE
from dateline.syntax.moves import detach, move, only_with
from dateline.syntax.repairs.common import PAST, SAYING, TENSED
from dateline.syntax.tree import Sentence, Word

SPANS = frozenset({"seconds", "minutes", "moments", "hours", "days", "weeks", "months", "years", "minute", "hour", "day", "week"})
OWN = ("nsubj", "nsubjpass", "auxpass", "aux")
SPEECH = frozenset({
    "accuse", "urge", "condemn", "blame", "warn", "demand", "reject", "deny", "dismiss", "vow", "pledge", "threaten", "denounce",
})  # fmt: skip
DENYING = frozenset({"deny", "admit", "concede", "insist", "acknowledge", "argue", "stress", "note", "suggest", "allege"})
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
GOES_ON = frozenset({  # what nobody does without an object
    "release", "free", "deport", "expel", "question", "interrogate", "detain", "arrest", "jail", "execute", "torture", "beat",
    "rescue", "evacuate", "hospitalize", "hospitalise", "behead", "abduct", "kidnap", "extradite", "repatriate", "charge",
})  # fmt: skip
BEFORE_AUXILIARY = 8  # words between "and" and the auxiliary of the clause behind it


def finite_conjunct(sentence: Sentence) -> None:
    """"asked guards to go and promised them pay": a finite verb is joined to no infinitive but to the verb above it."""
    for verb in sentence.words:
        active = verb.tag == "VBN" and verb.head.tag == "VB" and not verb.head.child("auxpass")  # "to help and **called** on"
        if not (verb.tag in PAST or active) or verb.dep != "conj" or verb.head.tag not in ("VB", "VBG"):
            continue
        if verb.child("nsubj", "nsubjpass", "auxpass", "aux", "mark") or _has_modal(verb.head):
            continue
        above = next((word for word in islice(verb.head.ancestors(), 5) if word.tag in TENSED and word.is_verb), None)
        if above is not None and above.tag == ("VBD" if active else verb.tag):
            verb.tag = above.tag
            move(verb, above, "conj")


def reduced_relative(sentence: Sentence) -> None:
    """"after shells **fired** from the hills **landed** there": what was fired landed; both would need an "and".

    "said leaflets **dropped** there **had warned** them": what was dropped warned them.
    """
    for verb in sentence.words:
        finite = verb.tag == "VBD" or verb.child("aux", "auxpass")
        if not finite or verb.dep not in ("conj", "dep", "ccomp") or verb.child("nsubj", "nsubjpass", "mark", "cc"):
            continue
        first = next((each for each in verb.head.children_of("advcl", "ccomp") if each.tag in ("VBN", "VBD")), None)
        if first is None or not verb.head.i < first.i < verb.i or first.child("aux", "auxpass", "dobj"):
            continue
        thing = first.child("nsubj")
        between = [word for word in sentence.words if first.i < word.i < verb.i and word.head is not verb]
        parted = any(word.text in (",", ";") or word.is_verb or (word.dep == "cc" and word.head.is_verb) for word in between)
        if thing is None or parted:
            continue
        if not (first.child("mark") or verb.dep == first.dep == "ccomp"):
            continue
        head, place = first.head, first.dep
        for child in [child for child in first.children if child.dep in ("mark", "nsubj")]:
            move(child, verb, child.dep)
        move(verb, head, place)
        detach(first)
        move(first, thing, "acl")


@only_with(GOES_ON)
def passive_goes_on(sentence: Sentence) -> None:
    """"were detained there **and released** the following day": without an object of its own, it was done to them, too."""
    for verb in sentence.words:
        if verb.lemma not in GOES_ON or verb.tag != "VBD" or verb.dep != "conj" or verb.child(*OWN):
            continue
        thing = verb.child("dobj")
        timed = thing is not None and thing.entity is not None and thing.entity.label in ("DATE", "TIME")
        passive = verb.head.tag == "VBN" and verb.head.child("auxpass") is not None
        if passive and (thing is None or timed) and not verb.child("ccomp", "agent"):
            verb.tag = "VBN"
            if thing is not None:
                thing.dep = "npadvmod"


@only_with("to")
def bare_conjunct(sentence: Sentence) -> None:
    """"urged Mali to free them, **lift** the siege and open the road": a bare verb is joined to the infinitive."""
    for verb in sentence.words:
        above = verb.head
        if verb.tag != "VB" or verb.dep != "conj" or above.tag not in TENSED or not above.is_verb:
            continue
        if verb.child("aux", "auxpass", "nsubj", "nsubjpass", "mark", "neg", "expl") or _has_modal(above):
            continue
        infinitives = [word for word in above.children if word.tag == "VB" and above.i < word.i < verb.i and _has_to(word)]
        if infinitives:
            move(verb, infinitives[-1], "conj")


def _has_to(verb: Word) -> bool:
    return any(child.tag == "TO" for child in verb.children)


@only_with("and", "but")
def subject_behind_and(sentence: Sentence) -> None:
    """"They threw stones and police fired": a noun between "and" and a finite verb is its subject, and no second thing thrown."""
    words = sentence.words
    for joiner, noun, verb in zip(words, words[1:], words[2:], strict=False):
        if joiner.lower not in ("and", "but") or noun.dep != "conj" or verb.tag not in PAST or verb.dep != "conj":
            continue
        first = noun.head
        alone = noun.tag in ("NNS", "NNPS", "NNP", "NN") and verb.pos == "VERB" and verb.head.i < first.i < noun.i
        if alone and first.dep in ("dobj", "pobj") and not verb.child(*OWN):
            move(noun, verb, "nsubj")
            if joiner.head is first:
                move(joiner, verb.head, "cc")


def _has_modal(verb: Word) -> bool:
    """"did not fire and left": an auxiliary makes the bare verb finite."""
    return any(child.dep == "aux" and child.tag != "TO" for child in verb.children)


@only_with("and")
def outer_conjunct(sentence: Sentence) -> None:
    """"Chad said that two men were killed, and recalled its envoy": behind a comma Chad goes on, not those killed."""
    words = sentence.words
    for verb in words:
        if verb.tag not in PAST or verb.dep != "conj" or verb.child(*OWN) or not verb.child("dobj"):
            continue
        at = verb.i - words[0].i
        inner = verb.head
        if _goes_on_speaking(verb, inner):
            move(verb, inner.head, "conj")
            continue
        if at < 3 or words[at - 1].lower != "and" or words[at - 2].text != ",":
            continue
        subject = inner.child("nsubjpass")
        clause = next((word for word in (inner, *inner.ancestors()) if word.dep == "ccomp"), None)
        if subject is None or subject.pos == "PRON" or clause is None or clause.head.tag != verb.tag:
            continue
        move(verb, clause.head, "conj")


def _goes_on_speaking(verb: Word, inner: Word) -> bool:
    """"denied that the group was behind it and **accused** the army": whoever speaks in the one verb speaks in the other."""
    cue = inner.head
    if verb.lemma not in SPEECH or inner.dep != "ccomp" or inner.i < cue.i or cue.tag != verb.tag or verb.child("mark"):
        return False
    who = inner.child("nsubj", "nsubjpass")
    return (cue.lemma in SAYING or cue.lemma in DENYING) and who is not None and who.tag != "PRP" and inner.lemma not in SPEECH


@only_with(";")
def clause_before_semicolon(sentence: Sentence) -> None:
    """"Two posts were closed; three remain open": the first clause is no complement of the second, unless that one reports."""
    words = sentence.words
    marks = [word.i for word in words if word.text == ";"]
    for mark in marks:
        for verb in words[: mark - words[0].i]:
            head = verb.head
            if verb.dep != "ccomp" or head.i < mark or (head.lemma in SAYING and head.child("dobj") is None):
                continue  # "Two drones struck a depot; nobody **claimed responsibility**" reports nothing
            if head.dep == "ccomp":
                move(verb, head.head, "ccomp")
            else:
                detach(verb)


@only_with(SPANS)
def hours_later(sentence: Sentence) -> None:
    """"**Hours** later jets bombed the port": a time that the parser takes for a second subject."""
    for word in sentence.words:
        if word.lower not in SPANS or word.dep not in ("nsubj", "nsubjpass") or word.i > word.head.i:
            continue
        after = sentence.words[word.i - sentence.words[0].i + 1 :][:1]
        others = [each for each in word.head.children_of("nsubj", "nsubjpass") if each is not word]
        if after and after[0].lower in ("later", "earlier", "before", "after") and others:
            word.dep = "npadvmod"


def participle_of_last_clause(sentence: Sentence) -> None:
    """"Many have been displaced since the army took power, ousting the premier": the army ousts, not the displaced."""
    for word in sentence.words:
        host = word.head
        if word.tag != "VBG" or word.dep != "advcl" or host.i > word.i or host.child("nsubjpass") is None or word.child("mark"):
            continue
        clauses = [child for child in host.children_of("advcl") if host.i < child.i < word.i and child.tag in TENSED]
        if clauses and clauses[-1].child("nsubj") and clauses[-1].subtree()[-1].i >= word.i - 2:
            move(word, clauses[-1], "advcl")


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
