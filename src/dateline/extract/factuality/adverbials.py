"""Clauses that hang on a verb by a connective, as an aim or as a participle.

If rebels attack, ...                    open
After the army shelled it, ...           fact
They left before troops came.            most likely fact
It struck to weaken them.                an aim
Iran retaliated, striking two camps.     as true as the main verb
"""

from dateline.extract.factuality import marks
from dateline.extract.factuality.heads import before, frame_of, has_to, keys, operator
from dateline.extract.factuality.values import Judge, Value, embed, fact, mark, negated
from dateline.knowledge.factuality import Effect, signs
from dateline.syntax.tree import Word

OPEN = Effect("set", "hypothetical", 0.0)
PURPOSE = Effect("set", "planned", 1.75)
LOOSE = frozenset(
    {"achieve", "make_do", "permit", "schedule", "future_going", "force"}
)  # "came to help", "used it to fire": an aim
LIKENED = Effect("set", "hypothetical", -1.0)


def adverbial(judge: Judge, word: Word) -> Value:
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
    if name in table.conditional:
        if any(c.dep == "advmod" and c.lower == "as" for c in word.children) or before(opener) == "as":
            return mark(level, LIKENED, opener)
        return mark(level, OPEN, opener)
    if before(opener) in ("in", "the") and name == "case":
        return mark(level, OPEN, opener)
    if name == "than" and before(opener) == "rather":
        return negated(level, opener)
    if name in table.connectives["before"]:
        return before_clause(value, word, opener)
    if name in table.connectives["always"]:
        return level
    if (
        name in ("when", "while", "as", "once", "where", "wherever", "whenever", "that", "so")
        and value.is_open
        and not is_past(word)
    ):
        return mark(level, Effect("set", "hypothetical", 2.0 if value.mode == "planned" else 0.75), opener)
    return level


def is_past(verb: Word) -> bool:
    return verb.tag == "VBD" or any(c.tag == "VBD" for c in verb.children if c.dep in ("aux", "auxpass"))


def before_clause(value: Value, word: Word, opener: Word) -> Value:
    """F58 "fled before troops came": they came; "was shot before he fired": open."""
    level = fact(value)
    if opener.lower == "before" and not signs().connectives["stopping"].isdisjoint(keys(word.head)):
        return mark(level, Effect("set", "hypothetical", 0.5), opener)
    if (is_past(word) or word.tag == "VBG") and not value.is_open:
        return mark(level, Effect("set", "occurred", 2.9), opener)
    return mark(level, Effect("set", "hypothetical", 2.0 if value.mode == "planned" else 1.0), opener)


def _infinitive(judge: Judge, word: Word) -> Value:
    """F56 "It struck **to weaken** them": an aim; a governed infinitive that hangs as an adverbial obeys its verb."""
    head = word.head
    value = judge.value(head)
    found = operator(head, frame_of(word, head))
    if found is not None and (head.child("prt") or found.name not in LOOSE):
        return embed(value, found, head)
    if any(c.lower == "only" and c.i < word.i for c in word.children):
        return value
    to = next((c for c in word.children if c.lower == "to"), word)
    if value.is_negative and not value.is_open:
        return mark(fact(value), OPEN, to)
    return mark(value if value.is_open else fact(value), PURPOSE, to)


def _free_participle(value: Value, word: Word) -> Value:
    """ "retaliated, **striking** camps" is as true as retaliated; what accompanies a denied act is no part of the denial."""
    if value.is_open and word.tag == "VBG" and not speaks(word):
        return value
    if value.is_negative or value.is_open:
        return fact(value)
    return value


def speaks(verb: Word) -> bool:
    found = operator(verb, "that")
    return found is not None and found.name in ("say", "allege")
