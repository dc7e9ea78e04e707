"""Complements: which head governs a clause below it, and what it does to it.

Iran failed to land it.            land is denied by `failed`
She asked whether it had landed.   landed is open
Rumour has it that it landed.      landed is claimed
"""


from msgspec.structs import replace

from dateline.extract.factuality import denials, marks, requests
from dateline.extract.factuality.adverbials import OPEN, in_case, is_past, speaks
from dateline.extract.factuality.governing import content
from dateline.extract.factuality.heads import POLAR, frame_of, has_to, operator, predicative, wh_word
from dateline.extract.factuality.hearsay import source_of
from dateline.extract.factuality.values import Judge, Value, claimed, embed, fact, mark
from dateline.knowledge.factuality import Effect, Operator, signs
from dateline.syntax.tree import Word

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
FACTUAL = Operator("undenied", Effect("fact"), Effect("fact"))
HAD_TO = Operator("had_to", Effect("pass"), Effect("set", "hypothetical", -0.5))


def complement(judge: Judge, word: Word) -> Value:
    """ccomp and xcomp: "failed to **land**", "said it had **landed**", "is able to **land**"."""
    head = word.head
    frame = frame_of(word, head)
    value = judge.value(head)
    if frame == "wh":
        return question(judge, word)
    told = _extraposed(judge, word) or _of_noun_before(judge, word, frame)
    if told is not None:
        return told
    special = _ungoverned(value, word) or _quoted_mood(value, word) or _asked_for(value, word, frame)
    if special is not None:
        return special
    carrier = predicative(head) if head.is_verb else None
    found = _governor(word, carrier, frame)
    if found.name == "oblige" and value.is_open:
        return value
    if found.name == "seem" and source_of(carrier or head) is not None:
        return embed(replace(fact(value), mode="occurred", score=3.0), WARNED, carrier or head)  # "it seems, from what aides say"
    if frame == "to" and head.lemma in signs().scenes["announcing"] and marks.is_perfect(word):
        return embed(value, WARNED, head)  # "announced **to have** neutralised nine"
    if head.lower == "ought" and marks.is_perfect(word):
        return mark(fact(value), denials.UNDONE, head)  # "ought to have rung"
    if value.mode != "hypothetical" and denials.realised(head):
        return fact(value)  # "ordered them to fire, and they did so"
    vain = denials.undone(judge, head, word) if frame in ("to", "np_to") else None
    if vain is not None:
        return mark(fact(value), denials.UNDONE, vain)
    return fact(value) if found is BESIDE else embed(value, found, carrier or head)


def _of_noun_before(judge: Judge, word: Word, frame: str) -> Value | None:
    """ "answered the **plea that** the sluice be reopened", where the parser hangs the clause on the verb."""
    opener = word.child("mark")
    if frame != "that" or opener is None or opener.lower != "that":
        return None
    words = word.sentence.words
    at = opener.i - words[0].i - 1
    noun = words[at] if at >= 0 else word
    if noun.pos != "NOUN" or noun.dep not in ("dobj", "pobj") or noun.i < word.head.i:
        return None
    found = operator(noun, "that")
    return content(judge, noun, found) if found is not None else None


def _extraposed(judge: Judge, word: Word) -> Value | None:
    """ "It is not true, the priest wrote, that they sold it": the clause hangs on the aside, but belongs to "true"."""
    head = word.head
    opener = word.child("mark")
    if opener is None or opener.lower != "that" or word.i < head.i:
        return None
    for other in head.children_of("ccomp"):
        carrier = predicative(other) if other.i < head.i else None
        subject = other.child("nsubj", "expl")
        found = operator(carrier, "that") if carrier is not None and subject is not None and subject.lower == "it" else None
        if found is not None and carrier is not None:
            return embed(judge.value(other), found, carrier)
    return None


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
    if head.lower == "were" and has_to(word) and head.tag == "VBD" and head.i < word.i and _asks_nothing(head):
        return mark(fact(value), OPEN, head)  # "**Were** the river **to rise**, the town would have to move"
    if _no_doubt(word):
        return fact(value)
    if (head.lower == "now" and head.pos == "ADV") or (carrier is not None and undoubted(carrier)):
        return fact(value)
    lone = head.lower in signs().inverted and head.i < word.i and not head.child(*marks.SUBJECTS)
    if lone and (head.dep == "advcl" or (head.head is head and head.lower == "were" and has_to(word))):
        return mark(fact(value), signs().inverted[head.lower], head)
    return value if value.is_negative and denials.split_auxiliary(word) else None


def _asks_nothing(head: Word) -> bool:
    """ "Were the Tigris to rise, ...": at the start of the sentence, before its subject, without a question mark."""
    words = head.sentence.words
    first = next((w for w in words if w.pos not in ("PUNCT", "SPACE")), head)
    return first is head and not any(w.text == "?" for w in words[-2:])


def _governor(word: Word, carrier: Word | None, frame: str) -> Operator:
    """What governs a complement: the adjective or noun of a copula, the head itself, or a default of its frame."""
    head = word.head
    found = None
    if carrier is not None and carrier is not word:
        found = _degree(carrier) or operator(carrier, frame)
    elif head.pos == "ADJ":
        found = _degree(head) or operator(head, frame)
    found = found or operator(head, frame) or _aim(head, frame)
    if found is not None and found.name == "ask" and head.lemma in ("oblige", "bind") and head.tag == "VBD":
        return SAME  # "the scandal obliged him to resign"
    if head.lemma in ("learn", "hear") and frame == "that" and head.child("auxpass") and head.child("prep"):
        return WARNED  # "it was learned from Damascus that"
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
        return _aim(head, frame) or _default(word, frame)
    if found.name == "deny" and marks.denied_by_nobody(head):
        return FACTUAL  # "nobody denies that the army shelled it"
    warned = (found.name == "fear" and head.lemma in WARNING) or found.name in ("expect", "promise_that")
    past = is_past(word) and marks.modal_of(word) is None
    return WARNED if warned and frame == "that" and past else found  # "agreed that the raid had failed"


def _no_doubt(word: Word) -> bool:
    """ "There is **no doubt** any more that": where the clause hangs on a word between."""
    mark_word = word.child("mark")
    if mark_word is None or mark_word.lower != "that" or word.head.pos not in ("ADJ", "ADV"):
        return False
    words = mark_word.sentence.words
    at = mark_word.i - words[0].i
    near = [w.lower for w in words[max(0, at - 5) : at]]
    return "doubt" in near and ("no" in near or "little" in near)


def undoubted(noun: Word) -> bool:
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
    be = head.head if head.pos == "ADJ" and head.dep in ("acomp", "oprd") else head
    subject = be.child("nsubj")
    grows = be.lemma == "be" or be.lemma in signs().hearsay["growing"]  # "fears **grew** that the dam would burst"
    return operator(subject, frame) if grows and subject is not None and subject.pos == "NOUN" else None


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


def question(judge: Judge, word: Word) -> Value:
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
