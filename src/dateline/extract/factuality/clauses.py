"""The value of the slot that a clause stands in: what its head, its connective and its place in the sentence make of it.

If rebels attack, ...              attack stands in a condition: hypothetical
After the army shelled it, ...     shelled stands in a presupposed clause: fact
Iran denied attacking it.          attacking is governed by denied: denied on Iran's word
"""

from collections.abc import Callable
from dataclasses import replace

from dateline.extract.factuality import denials, futures, marks, requests
from dateline.extract.factuality.adverbials import OPEN, adverbial, before_clause, in_case, is_past, speaks
from dateline.extract.factuality.governing import content, governed, preposition_name, under
from dateline.extract.factuality.heads import POLAR, before, frame_of, has_to, operator, predicative, wh_word
from dateline.extract.factuality.values import Judge, Value, claimed, embed, fact, mark
from dateline.knowledge.factuality import Effect, Operator, signs
from dateline.syntax.tree import Word

FINITE = frozenset({"VBD", "VBZ", "VBP"})
GUESS = Operator("unknown", Effect("set", "hypothetical", 2.25), Effect("set", "hypothetical", -0.5))
AIM = Operator("aim", Effect("set", "planned", 2.25), Effect("set", "hypothetical", -0.5))
REPORTED = Operator("unknown", Effect("set", "hypothetical", 1.5), Effect("set", "hypothetical", 0.0))
WARNING = frozenset({"warn", "caution", "alert"})
WARNED = Operator(
    "warned", Effect("set", "claimed", 2.5), Effect("set", "hypothetical", 0.0)
)  # "warned that food **had** run out"
BESIDE = Operator("beside", Effect("pass"), Effect("pass"))
SAME = Operator("same", Effect("pass"), Effect("pass"))
SUBJUNCTIVE = Operator("demand", Effect("set", "requested", 0.75), Effect("set", "hypothetical", 0.0))
SUPPOSED = Operator("supposed", Effect("set", "hypothetical", 0.0), Effect("set", "hypothetical", 0.0))
HAD_TO = Operator("had_to", Effect("pass"), Effect("set", "hypothetical", -0.5))


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
    handler = _SLOTS.get(word.dep)
    return handler(judge, word) if handler is not None else fact(judge.value(word.head))


def _complement(judge: Judge, word: Word) -> Value:
    """ccomp and xcomp: "failed to **land**", "said it had **landed**", "is able to **land**"."""
    head = word.head
    frame = frame_of(word, head)
    value = judge.value(head)
    if frame == "wh":
        return _question(judge, word)
    special = _ungoverned(value, word) or _quoted_mood(value, word) or _asked_for(value, word, frame)
    if special is not None:
        return special
    carrier = predicative(head) if head.is_verb else None
    found = _governor(word, carrier, frame)
    if found.name == "oblige" and value.is_open:
        return value
    vain = denials.undone(judge, head, word) if frame in ("to", "np_to") else None
    if vain is not None:
        return mark(fact(value), denials.UNDONE, vain)
    return fact(value) if found is BESIDE else embed(value, found, carrier or head)


def _asked_for(value: Value, word: Word, frame: str) -> Value | None:
    """ "insists that he **resign**", "told them that the army had to **leave**", "gave them a day to **leave**"."""
    head = word.head
    if frame == "that" and requests.subjunctive(word, head):
        return embed(value, SUBJUNCTIVE, head)
    if frame == "to" and head.lemma == "have" and head.tag == "VBD" and requests.told_to(head, word):
        return mark(value, marks.ASKED, head)
    if frame in ("to", "np_to") and requests.given_time(head):
        return embed(value, SUBJUNCTIVE, head)
    return None


def _ungoverned(value: Value, word: Word) -> Value | None:
    """ "**Now** that they have left", "There is **no doubt** that", and P7 "**Had** the army intervened" under a lone `Had`."""
    head = word.head
    if in_case(word):
        return mark(fact(value), OPEN, head)
    carrier = predicative(head) if head.is_verb else None
    if (head.lower == "now" and head.pos == "ADV") or (carrier is not None and _undoubted(carrier)):
        return fact(value)
    lone = head.lower in signs().inverted and head.i < word.i and not head.child(*marks.SUBJECTS)
    if lone and (head.dep == "advcl" or (head.head is head and head.lower == "were" and has_to(word))):
        return mark(fact(value), signs().inverted[head.lower], head)
    return value if value.is_negative and denials.split_auxiliary(word) else None


def _governor(word: Word, carrier: Word | None, frame: str) -> Operator:
    """What governs a complement: the adjective or noun of a copula, the head itself, or a default of its frame."""
    head = word.head
    found = None
    if carrier is not None and carrier is not word:
        found = _degree(carrier) or operator(carrier, frame)
    elif head.pos == "ADJ":
        found = _degree(head) or operator(head, frame)
    found = found or operator(head, frame) or _aim(head, frame)
    if head.lemma in signs().scenes["supposing"] and frame in ("that", "bare") and marks.is_command(head):
        return SUPPOSED  # "suppose the depot is hit", "imagine that they flee"
    if head.lemma == "have" and frame == "that" and word.i > head.i and (head.child("dobj") or word.child("mark")):
        return WARNED  # "rumour has it that", "the indictment has it that"
    if head.lemma == "have" and frame == "to" and head.tag in ("VBD", "VBN") and not any(c.lower == "yet" for c in head.children):
        return HAD_TO
    if found is not None and found.name == "let_do" and head.tag in ("VBZ", "VBP") and word.tag == "VB":
        return GUESS if marks.negation(head) is None else found  # "the bill lets police search"
    if found is not None and found.name == "oblige" and head.child("prep", "npadvmod", "dobj"):
        return GUESS  # "have until Friday to accept"
    if found is None or (found.name == "future_going" and head.lemma == "be" and carrier is not None):
        return _default(word, frame)
    warned = (found.name == "fear" and head.lemma in WARNING) or found.name in ("expect", "promise_that")
    past = is_past(word) and marks.modal_of(word) is None
    return WARNED if warned and frame == "that" and past else found  # "agreed that the raid had failed"


def _undoubted(noun: Word) -> bool:
    """ "There is **no doubt** that it fired", "there is little doubt"."""
    return noun.lemma in ("doubt", "question") and any(c.lower in ("no", "little") for c in noun.children)


def _quoted_mood(value: Value, word: Word) -> Value | None:
    """Questions and commands before "he asked", "the bishop said"."""
    head = word.head
    if not (speaks(head) or head.lemma in ("ask", "demand", "shout", "plead")) or (word.i > head.i and not _after_quote(word)):
        return None
    asked = next((c for c in (*word.children, *head.children) if c.text == "?" and word.i < c.i), None)
    level = claimed(value, 3.0, head)
    if asked is None and requests.polite(word):
        return mark(level, marks.ASKED, word)
    if asked is not None:
        return mark(level, marks.ASKED if requests.polite(word) else OPEN, asked)
    return mark(level, marks.ASKED, word) if word.tag == "VB" and marks.is_command(word) else None


def _after_quote(word: Word) -> bool:
    """Whether quotation marks open at the clause: "He said: "**Take** the lists"."""
    first = min((c.i for c in word.children if c.dep != "punct"), default=word.i)
    words = word.sentence.words
    at = min(first, word.i) - words[0].i
    return at > 0 and words[at - 1].text in ('"', "“", "''", "``", "'", "‘")


def _aim(head: Word, frame: str) -> Operator | None:
    """ "The **plan** is to attack": the copula lends the clause to its subject."""
    subject = head.child("nsubj")
    return operator(subject, frame) if head.lemma == "be" and subject is not None and subject.pos == "NOUN" else None


def _degree(adjective: Word) -> Operator | None:
    """F10 "**too** weak to attack" denies, "strong **enough** to attack" does not."""
    for child in adjective.children:
        if child.lower == "too" and child.i < adjective.i:
            return Operator("too", Effect("flip"), Effect("set", "hypothetical", 0.0))
        if child.lower == "enough":
            return Operator("enough", Effect("set", "hypothetical", 1.5), Effect("pass"))
    return None


def _default(word: Word, frame: str) -> Operator:
    if frame in ("ing", "bare"):
        return SAME
    if frame == "that":
        return REPORTED if any(c.lower == "that" and c.dep == "mark" for c in word.children) else BESIDE
    return AIM if word.head.is_verb else GUESS


def _question(judge: Judge, word: Word) -> Value:
    """ "whether it fired" is open; "why it fired" takes the firing for granted."""
    head = word.head
    opener = wh_word(word)
    value = judge.value(head)
    if opener is None or opener.lower in POLAR:
        return mark(replace(fact(value), score=3.0), OPEN, opener or head)
    if value.is_open:
        base = fact(value)  # "demanded that police say who had ordered it"
        return replace(base, endorsed=base.mode != "claimed")
    carrier = (predicative(head) if head.is_verb else None) or head
    found = operator(carrier, "wh") or operator(head, "wh")
    if found is not None and found.yes.status == "claimed" and found.yes.how == "set" and not value.is_negative:
        return embed(value, found, head)
    return replace(fact(value), endorsed=value.speaker is None and value.mode != "claimed")


def _noun_clause(judge: Judge, word: Word) -> Value:
    """acl: "a plan **to attack**", "the claim that it **fired**", "the town **hit** by rebels"."""
    noun = word.head
    value = judge.value(noun)
    frame = frame_of(word, noun)
    if frame in ("ing", "bare") and not has_to(word):
        if noun.head is noun and word.tag == "VBN":
            return judge.at_root(noun)  # the headline "Talks **postponed** after raid"
        own = word.tag == "VBN" and _is_told(word, noun)
        return value if (value.is_open or value.is_negative) and not own else fact(value)
    if frame == "wh":
        return _question(judge, word)
    if noun.lower == "nothing" or _undoubted(noun):
        return value if noun.lower == "nothing" else fact(value)
    found = operator(noun, frame)
    if noun.lemma == "order" and before(noun) == "in":
        found = AIM
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
            SAME if noun.lower in ("first", "last", "only") or any(c.lower in ("first", "only") for c in noun.children) else GUESS
        )
    return embed(value, found, noun) if found is not SAME else value


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
    since = any(c.lower == "since" for c in clause.children_of("prep"))
    return counted or since or any(inner.lower in table["past"] for c in clause.children for inner in (c, *c.children))


def _relative(judge: Judge, word: Word) -> Value:
    """F67 "the raid, which it **called** a drill": fact, unless it says which of many: "anyone who **crosses** will be shot"."""
    noun = word.head
    value = judge.value(noun)
    found = _as_content(word)
    if found is not None:
        return content(judge, noun, found)
    if has_to(word):
        return _noun_clause(judge, word)
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


def _gerund(judge: Judge, word: Word) -> Value:
    """pcomp: "without **killing**", "accused of **firing**", "retaliated by **shelling**"."""
    name, host = preposition_name(word.head)
    value = judge.value(host)
    opener = wh_word(word)
    if opener is not None and opener.lower in POLAR:
        return mark(fact(value), OPEN, opener)
    found = governed(host, name, word)
    if found is not None:
        return content(judge, found[1], found[0])
    effect = signs().prepositions.get(name)
    if effect is not None:
        return under(value, effect, word.head)
    if name == "before":
        return before_clause(value, word, word.head)
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
    "ccomp": _complement, "xcomp": _complement, "advcl": adverbial, "acl": _noun_clause, "relcl": _relative,
    "pcomp": _gerund,
    "pobj": _gerund, "conj": _conjunct, "acomp": _predicative, "oprd": _predicative, "attr": _predicative,
    "parataxis": _beside, "dep": _beside, "csubj": _clausal_subject, "csubjpass": _clausal_subject,
    "intj": _beside, "meta": _beside,
}  # fmt: skip


def in_claim(value: Value, score: float, cue: Word | None) -> Value:
    """The value of a clause on a source that stands outside it: "According to the mayor, ..."."""
    return value if value.mode == "claimed" else claimed(value, score, cue)
