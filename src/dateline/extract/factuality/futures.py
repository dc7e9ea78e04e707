"""The present tense that tells of what is to come: schedules, announcements, headlines with a day ahead.

The envoy flies to Nicosia next Wednesday.           planned
The curfew is lifted with effect from 1 December.    planned
Airport reopening Monday                             planned
The mayor visits the market every Friday.            no plan
"""

from dateline.extract.factuality.heads import keys
from dateline.knowledge.factuality import Effect, signs
from dateline.syntax.tree import Word

SCHEDULED = Effect("set", "planned", 2.5)
PRESENT = frozenset({"VBZ", "VBP"})
FIRST = frozenset({"we", "i"})
AHEAD, MAYBE = 2, 1


def scheduled(verb: Word) -> Word | None:
    """The word of time by which a verb in the present tense speaks of the future."""
    first = next((w for w in (verb, *verb.children_of("aux", "auxpass")) if w.tag in PRESENT), None)
    bare = first is None and verb.tag == "VBG" and not verb.child("aux") and _is_headline(verb)
    if first is None and verb.pos == "ADJ" and verb.head is verb and verb.lower in ("open", "close") and not verb.child("cop"):
        first = verb  # "Polls open at seven tomorrow", taken for an adjective
    if first is None and not bare:
        return None
    if any(child.lower in ("have", "has", "'ve", "’ve") or child.tag == "MD" for child in verb.children_of("aux")):
        return None
    if any(_repeats(child) for child in verb.children):
        return None
    best, strength = None, 0
    lower = [c for x in verb.children_of("xcomp") for c in x.children]
    beside = verb.head.children_of("npadvmod") if bare and verb.dep == "acl" else []
    for child in (*verb.children, *lower, *beside):
        found, certain = _time(child, verb)
        if certain > strength:
            best, strength = found, certain
    if strength == AHEAD or bare:
        return best
    subject = verb.child("nsubj")
    first_person = subject is not None and subject.lower in FIRST
    return best if strength and (first_person or not signs().futures["scheduled"].isdisjoint(keys(verb))) else None


def _repeats(child: Word) -> bool:
    """ "at nine **every** day", "on **Mondays**", "**from** dawn **to** dusk"."""
    noun = child.child("pobj") if child.dep == "prep" else child
    if noun is None or child.dep not in ("prep", "npadvmod", "advmod"):
        return False
    table = signs().futures
    if any(c.lower in table["every"] for c in noun.children) or noun.lower.removesuffix("s") in table["days"] - {noun.lower}:
        return True
    span = child.lower == "from" and noun.lemma in table["hours"]
    return (span and any(c.lower in ("to", "till", "until") for c in child.head.children)) or child.lower in (
        "daily",
        "often",
        "always",
    )


def _is_headline(verb: Word) -> bool:
    """No full stop, and no finite verb but one of saying at the end."""
    words = verb.sentence.words
    last = next((word for word in reversed(words) if word.pos != "SPACE"), words[-1])
    return last.text not in (".", "!", "?", '"', "”")


def _time(child: Word, verb: Word) -> tuple[Word | None, int]:
    """A word of time beside a verb and how surely it lies ahead."""
    if child.dep in ("npadvmod", "advmod", "dobj", "nmod"):
        return child, _ahead(child, "")
    if child.dep == "prep":
        name = child.lower
        if name == "as":  # "as of Monday", "as from midnight"
            child = child.child("prep") or child
            noun = child.child("pobj")
            return noun, AHEAD if noun is not None and child.lower in ("of", "from") and _ahead(noun, "from") else 0
        noun = child.child("pobj", "pcomp")
        if noun is None:
            return None, 0
        if name == "with" and noun.lemma == "effect":
            return noun, AHEAD
        return noun, _ahead(noun, name)
    return None, 0


def _ahead(noun: Word, preposition: str) -> int:
    table = signs().futures
    below = [c for c in noun.children if c.i < noun.i or c.lower in table["ahead"]]
    if any(c.lower in table["every"] or c.lower in table["past"] for c in noun.children) or noun.lower in table["past"]:
        return 0
    if noun.lower in table["ahead"] and noun.lower != "following":
        return AHEAD
    name = noun.lemma.lower()
    is_day, is_month = noun.lower in table["days"], name in table["months"]
    is_unit = name in table["units"]
    if (is_day or is_month or is_unit) and any(c.lower in table["ahead"] for c in below):
        return AHEAD
    if preposition == "in" and is_unit:
        own = any(c.dep == "poss" or c.lower in ("the", "first") for c in noun.children) or name in ("year", "decade")
        return 0 if own else AHEAD
    if is_unit and noun.lower == name and any(c.lower in ("later", "this") for c in below):
        return MAYBE
    if is_day or is_month or _is_date(noun):
        if preposition in ("from", "as", "effective", "until", "till"):
            return AHEAD if preposition == "from" else MAYBE
        return MAYBE if preposition in ("", "on", "at", "in", "by", "for") else 0
    if name in table["hours"] and preposition in ("at", "from", "by"):
        return MAYBE
    if preposition == "at" and noun.pos == "NUM":
        return MAYBE
    return 0


def _is_date(noun: Word) -> bool:
    """ "4 June", "the tenth", "1 March next"."""
    if any(c.lower in signs().futures["months"] for c in noun.children):
        return True
    ordinal = noun.lower.endswith(("st", "nd", "rd", "th")) or noun.lower in ("first", "second", "third")
    bare = not any(c.dep in ("amod", "compound") for c in noun.children)
    return ordinal and bare and any(c.lower == "the" for c in noun.children) and noun.pos in ("ADJ", "NOUN", "ADV")


def dated(noun: Word) -> Word | None:
    """What sets an event noun for a coming day: "talks **for Monday**", "**next week's** exercise"."""
    for child in noun.children:
        if child.dep == "poss" and (child.lower in ("tomorrow",) or _ahead(child, "") == AHEAD):
            return child
        if child.dep in ("nmod", "compound", "npadvmod") and child.lower == "tomorrow":
            return child
        if child.dep == "prep" and child.i > noun.i:
            found = _day(child)
            if found is not None and child.lower == "for":
                return found
    verb = noun.head
    if noun.dep in ("dobj", "nsubjpass") and verb.lemma in signs().futures["set"]:
        beside = [*verb.children_of("prep"), *(w for c in verb.children_of("advmod", "prt") for w in c.children_of("prep"))]
        later = next(
            (c for c in verb.children_of("npadvmod") if c.i > verb.i and any(w.lower == "to" for w in c.subtree())), None
        )
        return next((found for child in beside if (found := _day(child)) is not None), later)
    return None


def _day(preposition: Word) -> Word | None:
    """ "for Monday", "from next month", "to the twelfth": a day or season, no length of time."""
    noun = preposition.child("pobj")
    if noun is None or preposition.lower not in ("for", "from", "to", "until"):
        return None
    name = noun.lower
    table = signs().futures
    if any(c.lower in table["past"] for c in noun.children):
        return None
    if name in table["days"] or name in table["months"] or _is_date(noun) or _ahead(noun, "") == AHEAD:
        return noun
    return None


def day_of(verb: Word) -> Word | None:
    """The word of time of a clause that may lie ahead."""
    return next(
        (found for child in verb.children if (found := _time(child, verb)[0]) is not None and _time(child, verb)[1]), None
    )


def has_day(verb: Word) -> bool:
    """Whether a clause names a day, month or hour of its own."""
    return any(_time(child, verb)[1] or (child.dep == "prep" and _day(child) is not None) for child in verb.children)
