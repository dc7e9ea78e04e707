"""What a time expression hangs on: its governing word, the preposition between, the tense, and whether it is quoted.

"said it **would** resume flights by Monday": governor `resume`, preposition `by`, tense future.
"""

from typing import NamedTuple

from dateline.drafts import Tense
from dateline.knowledge.calendar import calendar
from dateline.syntax.tree import Word

FUTURE_MODALS = frozenset({"will", "would", "shall", "'ll", "may", "might", "could", "can", "must", "should", "wo", "ca"})
DASHES = frozenset({"-", "–", "—", "--", "(", ":", "|"})
STAMPS = frozenset({"posted", "published", "updated", "created", "modified", "filed", "issued"})
TO_COME = frozenset({"before", "until", "till", "ahead", "eve", "prior"})  # "before Thursday's vote"
DONE_NOUN_LINKS = frozenset({"after", "from", "since", "following", "despite", "over", "during"})  # "losses from Tuesday's quake"
BOOKED = frozenset({"schedule", "slate", "expect", "due", "plan", "set", "time", "book", "fix", "earmark", "pencil", "bill"})
ANNOUNCED = frozenset({"schedule", "slate", "expect", "plan", "due"})


class Context(NamedTuple):
    governor: Word | None
    preposition: str | None
    tense: Tense | None


def context(words: list[Word]) -> Context:
    """The context of an expression's words."""
    if _is_stamp(words[0]):
        return Context(None, None, None)
    inside = {word.i for word in words}
    head = next((word for word in words if word.head is word or word.head.i not in inside), words[-1])
    outer, preposition = head, None
    for _ in range(6):
        if outer.head is outer:
            return Context(None, preposition, _tense_above(outer))
        outer = outer.head
        if outer.dep == "prep" or outer.tag == "IN":
            preposition = outer.lower
            continue
        if outer.i not in inside:
            break
    outer = _verb_just_before(words, preposition, outer)
    modifies = preposition is None and outer.pos in ("NOUN", "PROPN") and outer.i > words[-1].i
    return Context(outer, preposition, _tense_of_noun(outer) if modifies else _tense_above(outer))


def _is_stamp(first: Word) -> bool:
    """"Posted: Friday, May 29, 2020", "UPDATED May 30": a line about the page, whatever the parser makes of it."""
    before = [word for word in first.sentence.words if word.i < first.i][-2:]
    if before and before[-1].text == ":":
        before.pop()
    stamp = before[-1] if before else None
    return stamp is not None and stamp.text[0].isupper() and stamp.lower in STAMPS


def _verb_just_before(words: list[Word], preposition: str | None, governor: Word) -> Word:
    """"said on Tuesday it would reopen": the verb right before the expression, not the clause that follows it."""
    first = words[0]
    left = [word for word in first.sentence.words if word.i < first.i][-2:]
    if left and preposition is not None and left[-1].lower == preposition:
        left.pop()
    before = left[-1] if left else None
    if before is not None and governor.is_verb and governor.i > first.i and before.is_verb and before in governor.ancestors():
        return before
    return governor


def _tense_above(word: Word) -> Tense | None:
    """The tense of the nearest verb; a plan on the way ("the vote due on Monday") decides at once."""
    plans = calendar().lists["plan_words"]
    for each in (word, *word.ancestors()):
        if each.is_verb:
            if each.lemma in calendar().lists["metadata_words"] and not each.child("nsubj", "nsubjpass", "aux", "auxpass"):
                return None
            complement = each.child("acomp", "oprd")
            ahead = complement is not None and complement.lemma in plans and complement.pos == "ADJ"
            return "future" if ahead and each.tag != "VBD" else tense(each)
        if each.pos in ("ADJ", "NOUN") and each.lemma in plans and each.lemma not in ("set", "call", "order"):
            return "future"
    return None


def _tense_of_noun(noun: Word) -> Tense | None:
    """"Monday's debate": ahead only if its verb says so plainly ("will decide at Monday's debate", "Monday's planned debate")."""
    plans = calendar().lists["plan_words"]
    if any(word.lemma in plans and word.dep == "amod" for word in noun.children):
        return "future"
    link = noun.head if noun.dep == "pobj" else None
    if link is not None and (link.lower in TO_COME or (link.lower == "of" and link.head.lower in TO_COME)):
        return "future"
    for verb in (each for each in noun.ancestors() if each.is_verb):
        found = tense(verb)
        if found != "future":
            return found
        if link is not None and link.lower in DONE_NOUN_LINKS and link.head.pos == "NOUN":
            return None
        plain = [word for word in verb.children if word.dep == "aux" and word.tag == "MD"]
        return found if plain or verb.lemma in ANNOUNCED or verb.head.lemma in ANNOUNCED else None
    return None


def tense(verb: Word, depth: int = 0) -> Tense | None:
    """Past, present or future of a verb in its clause: "agreed to meet" meets in the future, "managed to flee" fled."""
    auxiliaries = [word for word in verb.children if word.dep in ("aux", "auxpass")]
    lowers = {word.lower for word in auxiliaries}
    if lowers & FUTURE_MODALS and not ("have" in lowers and verb.tag == "VBN"):
        return "future"
    if "to" in lowers or (verb.tag == "TO"):
        return _infinitive(verb, depth)
    if verb.tag == "VBD":
        return _planned(verb) or "past"
    if lowers & {"have", "has", "had", "having", "'ve", "was", "were", "did", "'d"}:
        return _planned(verb) or "past"
    if verb.tag in ("VBN", "VBG"):
        return _participle(verb, auxiliaries, depth)
    if verb.tag == "VB" and verb.dep == "conj" and verb.head.is_verb and not auxiliaries and depth < 5:
        return tense(verb.head, depth + 1)
    if verb.tag in ("VBZ", "VBP", "VB"):
        return "future" if _is_timetable(verb) and verb.tag != "VB" else "present"
    return "past" if verb.tag == "MD" else None


def _is_timetable(verb: Word) -> bool:
    """"begins on Friday", "takes effect at midnight": a present that lies ahead."""
    objects = (child.lower for child in verb.children)
    return verb.lemma in calendar().lists["timetable_words"] or (verb.lemma in ("take", "come") and any(
        word in ("effect", "into") for word in objects
    ))


def _planned(verb: Word) -> Tense | None:
    """"was scheduled for Monday", "is set for Monday": what the verb plans lies ahead of it."""
    if verb.lemma in ("schedule", "slate", "expect", "due"):
        return "future"
    passive = any(word.dep == "auxpass" for word in verb.children)
    return "future" if passive and verb.lemma in BOOKED and verb.child("prep") is not None else None


def _participle(verb: Word, auxiliaries: list[Word], depth: int) -> Tense | None:
    if _planned(verb) or (verb.tag == "VBG" and verb.lemma == "expire"):
        return "future"
    if any(word.tag in ("VBZ", "VBP") for word in auxiliaries):
        return "present" if verb.tag == "VBN" else "future"
    if any(word.tag == "VBD" for word in auxiliaries):
        return "past"
    if verb.tag == "VBN":
        return "past"
    if verb.head is not verb and depth < 5:
        above = next((word for word in verb.ancestors() if word.is_verb), None)
        return tense(above, depth + 1) if above else None
    return None


def _infinitive(verb: Word, depth: int) -> Tense | None:
    """As ahead as its plan, as past as the verb it completes."""
    above = next((word for word in verb.ancestors() if word.is_verb), None)
    if above is not None and above.lemma in calendar().lists["done_words"] and depth < 5:
        return tense(above, depth + 1)
    return "future"


def is_quoted(text: str, paragraph: int, at: int) -> bool:
    """Whether a place in the text stands between quotation marks that were opened since its paragraph began."""
    opening, closing = (max(text.rfind(mark, paragraph, at) for mark in marks) for marks in ("“„«", "”»"))
    return opening > closing or text.count('"', paragraph, at) % 2 == 1


def is_heading(words: list[Word]) -> bool:
    """"TORAN, 4 March 2024 - Two miners died": among the first words of one of the first sentences, before a dash."""
    sentence, last = words[0].sentence, words[-1]
    if sentence.index > 5 or last.i - sentence.words[0].i > 10:
        return False
    following = sentence.words[last.i - sentence.words[0].i + 1 :]
    return bool(following) and following[0].text in DASHES
