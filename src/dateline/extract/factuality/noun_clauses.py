"""Clauses on a noun: its content, participles and relative clauses.

the plan to attack the port        attack is planned
the port hit by rebels             hit is a fact
anyone who crosses the line        crosses is open
"""

from dateline.extract.factuality import futures, marks, requests
from dateline.extract.factuality.adverbials import OPEN, is_past, speaks
from dateline.extract.factuality.complements import AIM, GUESS, SAME, SUBJUNCTIVE, WARNED, question, undoubted
from dateline.extract.factuality.governing import content
from dateline.extract.factuality.heads import before, frame_of, has_to, operator
from dateline.extract.factuality.values import Judge, Value, embed, fact, mark
from dateline.knowledge.factuality import Effect, Operator, signs
from dateline.syntax.tree import Word

HAS_IT = WARNED


def noun_clause(judge: Judge, word: Word) -> Value:
    """acl: "a plan **to attack**", "the claim that it **fired**", "the town **hit** by rebels"."""
    noun = word.head
    value = judge.value(noun)
    frame = frame_of(word, noun)
    if frame in ("ing", "bare") and not has_to(word):
        if value.is_open and noun.lower in signs().generic["pronouns"]:
            return mark(fact(value), OPEN, noun)  # "anyone caught there will be shot"
        if noun.head is noun and word.tag == "VBN":
            return judge.at_root(noun)  # the headline "Talks **postponed** after raid"
        told = _told_of(word, noun)
        if told is not None:
            return content(judge, noun.head, told)
        said = _lost_that(word, noun)
        if said is not None:
            return embed(judge.value(said[1]), said[0], said[1])
        own = word.tag == "VBN" and _is_told(word, noun)
        return value if (value.is_open or value.is_negative) and not own else fact(value)
    if frame == "wh":
        return question(judge, word)
    if noun.lower == "nothing" or undoubted(noun):
        return value if noun.lower == "nothing" else fact(value)
    found = operator(noun, frame)
    opener = word.child("mark")
    if opener is not None and opener.lower == "that" and before(opener) == "condition":
        return embed(fact(judge.value(noun.head)), SUBJUNCTIVE, opener)  # "accepted the offer on condition that he be freed"
    if frame == "to" and noun.lemma in signs().requests["terms"] and requests.given_time(noun.head):
        return embed(judge.value(noun.head), SUBJUNCTIVE, noun.head)  # "gave them six hours to withdraw"
    if found is None and frame == "to" and noun.dep in ("dobj", "dative", "nsubjpass"):
        sent = operator(noun.head, "np_to")
        if sent is not None:
            return embed(judge.value(noun.head), sent, noun.head)  # "dispatched a frigate to escort it"
    if noun.lemma == "order" and before(noun) == "in":
        found = AIM
    ranked = _is_ranked(noun)
    if found is None and has_to(word) and word.child("auxpass") is not None and not ranked:
        return mark(fact(value), marks.PLANNED, word)  # "two units to be deployed"
    if found is None and noun.head is noun and has_to(word):
        return mark(fact(value), marks.PLANNED, word)  # the headline "Markets to stay closed"
    if found is None and frame == "that":
        return fact(value)
    if (
        found is not None
        and found.name == "noun_call"
        and noun.lemma in ("order", "decree")
        and frame == "that"
        and futures.has_day(word)
    ):
        return mark(fact(value), marks.PLANNED, noun)  # "the order that two companies deploy from the first"
    if found is not None:
        return content(judge, noun, found)
    if found is None:
        found = (
            SAME if noun.lower in ("last", "only") or ranked else GUESS
        )
    return embed(value, found, noun) if found is not SAME else value


def _is_ranked(noun: Word) -> bool:
    """"the **first** nurse to be killed", "the **highest** official to die": those to whom it has come."""
    if noun.lower in ("first", "last"):
        return True
    led = [child for child in noun.children if child.lower in ("first", "last", "only") or child.tag == "JJS"]
    most = [child for child in noun.children_of("amod") if any(inner.tag == "RBS" for inner in child.children)]
    return bool(led or most) or any(child.lower == "next" for child in noun.children)


def _told_of(clause: Word, noun: Word) -> Operator | None:
    """ "Witnesses described soldiers **firing** at them": on their word; "saw soldiers firing" is what was seen."""
    found = operator(noun.head, "ing") if clause.tag == "VBG" and noun.dep in ("dobj", "nsubjpass") else None
    return found if found is not None and found.name == "tell_of" else None


def _lost_that(clause: Word, noun: Word) -> tuple[Operator, Word] | None:
    """ "The report finds **that** grain vanished": the parser takes the clause after "that" for a participle."""
    for head in (noun, *noun.ancestors()):
        if head.is_verb and head.i < clause.i:
            words = head.sentence.words
            at = head.i - words[0].i + 1
            after = words[at : at + 2]
            lost = any(w.lower == "that" and w.dep != "mark" for w in after) and (after[0].lower in ("that", "it"))
            found = operator(head, "that") or (HAS_IT if head.lemma == "have" else None)
            return (found, head) if lost and found is not None and clause.tag in ("VBN", "VBD") else None
    return None


def _is_told(clause: Word, noun: Word) -> bool:
    """ "Twelve sailors **held** since May": so many, or held at a time that is told; "ships **caught** there" may be any."""
    table = signs().futures
    if any(c.lower in signs().generic["determiners"] for c in noun.children) or noun.lower in signs().generic["pronouns"]:
        return False
    counted = (
        noun.child("nummod") is not None
        or noun.pos == "PROPN"
        or any(c.lower in signs().generic["definite"] for c in noun.children)
    )
    since = any(c.lower == "since" for c in clause.children_of("prep")) or clause.child("agent") is not None
    return counted or since or any(inner.lower in table["past"] for c in clause.children for inner in (c, *c.children))


def relative(judge: Judge, word: Word) -> Value:
    """F67 "the raid, which it **called** a drill": fact, unless it says which of many: "anyone who **crosses** will be shot"."""
    noun = word.head
    value = judge.value(noun)
    found = _as_content(word)
    if found is not None:
        return content(judge, noun, found)
    if has_to(word):
        return noun_clause(judge, word)
    if marks.modal_of(word) is not None:
        return fact(value)
    generic = noun.lower in signs().generic["pronouns"] or any(c.lower in signs().generic["determiners"] for c in noun.children)
    if speaks(word):
        return fact(value)
    if noun.lemma == "day" and noun.head.lower == "against":
        return mark(fact(value), OPEN, noun)  # "against the day the guns shell the town"
    if requests.subjunctive(word, noun.head.head if noun.dep == "pobj" else noun.head):
        return embed(fact(value), SUBJUNCTIVE, noun.head)  # "pleaded with the drivers that they wait"
    around = judge.value(noun.head) if noun.head is not noun else value
    if (
        not is_past(word)
        and word.tag not in ("VBN", "VBG")
        and (generic or value.is_open)
        and (around.is_open or value.is_open or generic)
    ):
        return mark(fact(value), Effect("set", "hypothetical", 0.5), noun)
    if noun.dep == "attr" and noun.head.child("expl") and value.is_negative:
        return value
    return fact(value)


def _as_content(word: Word) -> Operator | None:
    """ "The denial **that** troops had fired": what the parser takes for a relative clause is the content of the noun."""
    opener = word.child("dobj", "mark")
    if opener is None or opener.lower != "that" or opener.i > word.i or word.lemma in signs().attachment["made"]:
        return None
    found = operator(word.head, "that")
    return found if found is not None and word.child(*marks.SUBJECTS) is not None else None
