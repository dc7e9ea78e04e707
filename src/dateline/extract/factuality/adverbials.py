"""Clauses that hang on a verb by a connective, as an aim or as a participle.

If rebels attack, ...                    open
After the army shelled it, ...           fact
They left before troops came.            most likely fact
It struck to weaken them.                an aim
Iran retaliated, striking two camps.     as true as the main verb
"""


from msgspec.structs import replace

from dateline.extract.factuality import denials, futures, marks, requests
from dateline.extract.factuality.governing import content
from dateline.extract.factuality.heads import POLAR, before, frame_of, has_to, keys, operator
from dateline.extract.factuality.values import Judge, Value, embed, fact, mark, negated
from dateline.knowledge.factuality import Effect, Operator, signs
from dateline.syntax.tree import Word

OPEN = Effect("set", "hypothetical", 0.0)
PURPOSE = Effect("set", "planned", 1.75)
LOOSE = frozenset(
    {"achieve", "make_do", "permit", "schedule", "future_going", "force"}
)  # "came to help", "used it to fire": an aim
CONTRARY = Effect("set", "denied", -2.0)
LIKENED = Effect("set", "hypothetical", -1.0)


def adverbial(judge: Judge, word: Word) -> Value:
    """advcl: by its connective, as an aim, or as a free participle."""
    head = word.head
    value = judge.value(head)
    inverted = marks.inversion(word)
    if inverted is not None:
        return mark(fact(value), signs().inverted[inverted.lower], inverted)
    replaced = signs().prepositions.get(f"{before(word, 2)} {before(word)}")
    if replaced is not None and word.tag in ("VBG", "VB"):
        return mark(fact(value), replaced, word.sentence.words[word.i - word.sentence.words[0].i - 1])
    opener = word.child("mark") or next(
        (c for c in word.children if c.dep == "advmod" and c.i < word.i and c.lower in signs().connectives["in_time"]), None
    )
    if opener is not None and not has_to(word):
        return _connected(judge, word, opener)
    if has_to(word):
        return _infinitive(judge, word)
    if in_case(word):
        return mark(fact(value), OPEN, word)
    if word.tag in ("VBG", "VBN"):
        found = operator(head, "ing") if head.child("prt") and not head.child("dobj") else None
        return embed(value, found, head) if found is not None else _free_participle(value, word)
    return fact(value)


def _connected(judge: Judge, word: Word, opener: Word) -> Value:
    """A clause with a connective: condition, comparison, time, reason."""
    table = signs()
    value = judge.value(word.head)
    level = fact(value)
    opener = next((c for c in word.children_of("mark") if c.lower in table.conditional), opener)
    name = opener.lower
    if _likens(word):
        return mark(level, CONTRARY if denials.poses(word.head) else LIKENED, opener)
    if name == "if" and requests.thanked_for(word):
        return mark(level, requests.ASKED, opener)
    if name == "as" and word.head.lower == "long" and not is_past(word):
        return mark(level, OPEN, opener)  # "as long as no one attacks"
    if name in table.conditional or name in POLAR:
        return mark(level, CONTRARY if _is_contrary(word) else OPEN, opener)
    if name == "than" and (before(opener) == "rather" or any(c.lower in ("sooner", "rather") for c in word.head.children)):
        return negated(level, opener)
    coming = value.mode == "planned" and name in table.connectives["in_time"] and not is_past(word)
    ahead = futures.day_of(word) if coming else None
    if ahead is not None:
        return mark(level, futures.SCHEDULED, ahead)  # "when the ferry arrives on Thursday, the market will move"
    if name in table.connectives["before"]:
        return before_clause(value, word, opener)
    if name in table.connectives["in_time"] and value.is_open and not is_past(word):
        return mark(level, Effect("set", "hypothetical", 2.0 if value.mode == "planned" else 0.75), opener)
    return level


def _likens(word: Word) -> bool:
    """ "as if they had won", "as though the war had ended"."""
    opening = {child.lower for child in word.children if child.dep in ("mark", "advmod") and child.i < word.i}
    return "as" in opening and not opening.isdisjoint(("if", "though"))


def _is_contrary(word: Word) -> bool:
    """ "**If** the army **had** attacked, thousands would have fled": it did not."""
    if not any(child.dep == "aux" and child.lower in ("had", "'d") for child in word.children):
        return False
    modal = marks.modal_of(word.head)
    return modal is not None and marks.is_perfect(word.head)


def in_case(word: Word) -> bool:
    """ "**In case** the rebels attack", "**for fear** they return", where the parser hangs the words on the main verb."""
    inside = word.subtree()
    first = inside[1] if len(inside) > 1 and inside[0].lower in ("that", "the") else inside[0]
    one = before(first) if before(first) not in ("that", "the") else before(first, 2)
    two = before(first, 2) if before(first) not in ("that", "the") else before(first, 3)
    return (two, one) in CASES or (one == "day" and "against" in (before(first, 3), two))


CASES = frozenset({("in", "case"), ("for", "fear"), ("off", "chance"), ("in", "hopes"), ("the", "event"), ("on", "condition")})


def is_past(verb: Word) -> bool:
    return verb.tag == "VBD" or any(c.tag == "VBD" for c in verb.children if c.dep in ("aux", "auxpass"))


def before_clause(value: Value, word: Word, opener: Word) -> Value:
    """F58 "fled before troops came": they came; "was shot before he fired": open."""
    level = fact(value)
    if opener.lower == "before" and not signs().connectives["stopping"].isdisjoint(keys(word.head)) and _is_stopped(word):
        return mark(level, Effect("set", "hypothetical", 0.5), opener)
    if (is_past(word) or word.tag == "VBG") and not value.is_open:
        return mark(level, Effect("set", "occurred", 2.9), opener)
    return mark(level, Effect("set", "hypothetical", 2.0 if value.mode == "planned" else 1.0), opener)


def _is_stopped(clause: Word) -> bool:
    """ "was shot before **he** fired": whoever was stopped; "nine were killed before **soldiers** stormed it": others did."""
    harmed = HARMING.intersection(keys(clause.head))
    who = clause.child("nsubj", "nsubjpass")
    return not harmed or who is None or who.pos == "PRON" or who.child("poss") is not None


HARMING = frozenset({"kill", "die", "shoot", "escape", "rescue", "evacuate"})
CALLING = frozenset({"call", "phone", "telephone", "ring", "write"})
SPOKEN = frozenset({"congratulate", "express", "convey", "thank", "wish", "apologise", "apologize", "condole"})  # done by calling


def _infinitive(judge: Judge, word: Word) -> Value:
    """F56 "It struck **to weaken** them": an aim; a governed infinitive that hangs as an adverbial obeys its verb."""
    head = word.head
    value = judge.value(head)
    if head.lemma in CALLING and word.lemma in SPOKEN:
        return fact(value)
    table = signs().scenes  # "marched **to demand** back pay": it is demanded by marching
    if head.lemma in table["marching"] and word.lemma in table["chanted"] and not (head.lemma == "take" and head.child("dobj")):
        return value
    noun = _carrying(word)
    if noun is not None:
        return content(judge, noun[0], noun[1])  # "was in no position to defend it"
    if requests.given_time(head):
        return mark(value, requests.ASKED, head)  # "gave the bank ten days to return the gold"
    found = operator(head, frame_of(word, head))
    if found is not None and (head.child("prt") or found.name not in LOOSE):
        return embed(value, found, head)
    to = next((c for c in word.children if c.lower == "to"), word)
    if any(c.lower == "only" and c.i < word.i for c in word.children):
        return value
    if head.head is head and head.pos in ("PROPN", "NOUN") and head.i < word.i:
        return mark(fact(value), marks.PLANNED, to)  # the headline "Chile to deploy army"
    if not head.is_verb:
        return mark(fact(value), Effect("set", "hypothetical", 1.5), to)
    if _too_much(head):
        return replace(value, score=-value.score)
    if value.is_denied:
        return mark(fact(value), OPEN, to)
    return mark(value if value.is_open else fact(value), PURPOSE, to)


def _carrying(word: Word) -> tuple[Word, Operator] | None:
    """The noun of a phrase right before an infinitive that it governs: "in no **position** to", "under **pressure** to"."""
    to = next((c for c in word.children if c.lower == "to" and c.i < word.i), None)
    words = word.sentence.words
    at = to.i - words[0].i - 1 if to is not None else -1
    noun = words[at] if at >= 0 else word
    if noun.dep != "pobj" or noun.pos != "NOUN" or noun.head.head is not word.head:
        return None
    found = operator(noun, "to")
    return (noun, found) if found is not None else None


def _too_much(verb: Word) -> bool:
    """F10 "were **too** far away to hit"."""
    if verb.lemma not in ("be", "become", "seem", "remain", "look", "feel"):
        return False
    near = [child for child in verb.children if child.dep in ("advmod", "acomp")]
    return any(inner.lower == "too" and inner.i < child.i for child in near for inner in (*child.children, *_modifiers(child)))


def _modifiers(word: Word) -> list[Word]:
    return [inner for child in word.children_of("advmod") for inner in child.children]


def _free_participle(value: Value, word: Word) -> Value:
    """ "retaliated, **striking** camps" is as true as retaliated; what accompanies a denied act is no part of the denial."""
    if value.is_open and not value.is_denied and word.tag == "VBG" and not speaks(word):
        return value
    if value.is_negative or value.is_open:
        return fact(value)
    return value


def speaks(verb: Word) -> bool:
    found = operator(verb, "that")
    return found is not None and found.name in ("say", "allege")
