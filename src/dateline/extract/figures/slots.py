"""Whom a predicate counts, on every path that the parser takes: its object, its subject, or what it mislaid.

    The raid **killed** eight civilians · Killed were **two nurses** · with **12 people** injured · gunned down **two men**
    Since the invasion **388** have been freed · since it opened **4 residents** have died
"""

from dateline.knowledge.harm import harm
from dateline.syntax.deep import direct_object, is_passive, subject, surface_subject
from dateline.syntax.tree import Word

BOUNDS = frozenset({
    "between", "up", "to", "close", "well", "over", "around", "about", "under", "nearly", "from", "above", "at", "least",
    "no", "not", "fewer", "less", "than", "more", "as", "many",
})  # fmt: skip
PRONOUNS = frozenset({"both", "another", "others", "several", "many", "dozens", "scores", "hundreds", "thousands"})


def slot(verb: Word, name: str) -> Word | None:
    """The counted argument; a reflexive object is its subject: "shot himself"."""
    if name == "subj" and verb.dep == "acl" and verb.tag in ("VBD", "VBP") and verb.head.i == verb.i - 1:
        return verb.head  # "At the peak of the war 4 million **Afghans** lived in Iran", taken for a war of Afghans
    if name == "subj":
        return _stolen(verb) or (surface_subject(verb) if is_passive(verb) else subject(verb))
    if verb.child("auxpass") is not None and verb.child("dobj") is None:
        stolen = _stolen(verb)
        if stolen is not None:
            return stolen
    found = _own_object(verb) or number_behind(verb) or direct_object(verb) or _inverted(verb) or _bare_subject(verb)
    found = found or _noun_before(verb)
    listed = _after_colon(verb if found is None else found)
    if listed is not None and (found is None or found.lower in ("those", "these")):
        return listed
    if found is not None and verb.dep == "acl" and found.dep == "conj":  # "Two guards and a cook killed in Odesa"
        first = found
        while first.dep == "conj" and first.head.is_nominal:
            first = first.head
        found = first if first.dep == "ROOT" else found
    if found is not None and found.lower in ("himself", "herself", "themselves") and not found.child("conj"):
        return subject(verb) or found
    return found


def _stolen(verb: Word) -> Word | None:
    """The number that the parser gave to a time or clause before it: "Since the war **388** have been freed",
    "On Sunday **nine of them** were injured", "since it opened **4 residents** have died".
    """
    auxiliaries = [word for word in verb.children_of("aux", "auxpass") if word.i < verb.i]
    own = verb.child("nsubj", "nsubjpass")
    if not auxiliaries:
        return None
    words = verb.sentence.words
    at = auxiliaries[0].i - words[0].i
    before = words[at - 1] if at else None
    if before is not None and before.lower in ("them", "these", "those", "whom") and at > 2 and words[at - 2].lower == "of":
        before = words[at - 3]
        return before if own is None and before.tag == "CD" else None
    if before is None or own is before:
        return None
    if own is not None:  # "Since the invasion **388** have been freed"
        fronted = any(child.dep == "mark" and child.i < own.i for child in verb.children)
        return before if before.tag == "CD" and before.head is own and fronted else None
    counted = before.is_nominal and before.child("nummod") is not None
    return before if counted and before.dep in ("dobj", "pobj", "npadvmod", "appos") else None


def _own_object(verb: Word) -> Word | None:
    """The object of "The raid **killed** eight civilians" where the parser takes raid for a passive subject, or a bare number."""
    if verb.child("auxpass") is not None:
        return None
    particle = verb.child("prt")
    if particle is not None and particle.child("pobj") is not None:  # "gunned down two men"
        return particle.child("pobj")
    number = verb.child("npadvmod")
    return verb.child("dobj") or (number if number is not None and number.tag == "CD" and number.i > verb.i else None)


def number_behind(verb: Word) -> Word | None:
    """"arrested **up to 40 people**", "left **between 12 and 20 people** dead": the parser takes the bound for a way or place."""
    if verb.child("auxpass", "dobj", "nsubjpass"):
        return None
    words = verb.sentence.words
    start = at = verb.i - words[0].i + 1
    while at < len(words) and words[at].lower in ("dead", "free", "down"):
        at += 1
    opened = at if at == start else -1
    while at < len(words) and words[at].dep == "prt":  # "has taken **in** close to a million Ukrainians"
        at, opened = at + 1, at + 1
    while at < len(words) and words[at].lower in BOUNDS:
        at += 1
    if at < len(words) and words[at].lower in ("a", "an"):
        at += 1
    if at == opened or at >= len(words) or words[at].tag != "CD":
        return None
    for word in words[at : at + 9]:
        if word.tag in ("NNS", "NNPS") or (word.pos == "NOUN" and word.lower == "people"):
            return word
        if word.tag not in ("CD", "JJ", "HYPH", "CC", "TO", "IN", "VBN", "VBG") and word.dep != "compound":
            return None
    return None


def _after_colon(word: Word) -> Word | None:
    """"Detained in the raid: **three lawyers** and a clerk", "those killed: **two nurses** and a guard"."""
    words = word.sentence.words
    for each in word.children_of("appos"):
        before = [inner for inner in words if word.i < inner.i < each.i]
        if any(inner.text == ":" for inner in before):
            return each
    return None


def _inverted(verb: Word) -> Word | None:
    """"Killed were **two nurses**": the parser hangs the nurses on the auxiliary."""
    auxiliary = verb.child("auxpass")
    if auxiliary is None:
        return None
    if auxiliary.i < verb.i:  # "3.7 million people **remained** displaced"
        return auxiliary.child("nsubj", "nsubjpass")
    return auxiliary.child("attr", "nsubj", "nsubjpass")


def _bare_subject(verb: Word) -> Word | None:
    """"with 12 people **injured**", "and three others **hospitalized**": a participle without auxiliary or object."""
    if verb.tag not in ("VBN", "VBD") or verb.child("aux", "auxpass", "dobj", "ccomp", "xcomp"):
        return None
    found = verb.child("nsubj")
    words = verb.sentence.words
    before = words[verb.i - words[0].i - 1] if verb.i > words[0].i else None
    if found is not None and before is not None and before.tag == "CD" and before.head is found:  # "Casualties: **31** killed"
        return before
    numbered = found is not None and (found.tag == "CD" or found.lower in PRONOUNS or found.child("nummod") is not None)
    headline = found is not None and found.child("det") is None and verb.sentence.words[-1].text not in ".!?"
    told = numbered or headline or is_fatal(verb)
    return found if told and not any(link.lower in ("at", "on", "by") for link in verb.children_of("prep")) else None


def _noun_before(verb: Word) -> Word | None:
    """"named the teenager fatally **shot** on Friday": a participle that the parser did not hang on its noun."""
    if verb.dep not in ("dep", "parataxis", "acl") or verb.tag not in ("VBN", "VBD") or verb.child("nsubj", "dobj"):
        return None
    first = min([verb, *(child for child in verb.children if child.dep == "advmod")], key=lambda word: word.i)
    words = verb.sentence.words
    at = first.i - words[0].i
    before = words[at - 1] if at else None
    return before if before is not None and before.is_nominal else None


def is_fatal(word: Word) -> bool:
    """"fatally shot", "suffered fatal injuries"; not "were shot, three fatally"."""
    thing = word.child("dobj") if word.is_verb else None
    near = [*word.children, *(thing.children if thing is not None else ())]
    words = word.sentence.words
    first = words[0].i
    for child in near:
        if child.lower in harm().fatal:
            between = words[min(child.i, word.i) - first : max(child.i, word.i) - first]
            return not any(each.text == "," for each in between)
    return False
