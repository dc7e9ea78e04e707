"""What is told around a state: since when, until when, by whom, and with what exceptions.

    Malawi closed its border until Monday, though trade continues.     until Monday; but: trade continues
    The posts were shut on the orders of the governor.                 by the governor
    The gate is closed to all except patients. Lorries may pass.       but: patients; Lorries may pass
"""

from collections.abc import Iterator

from dateline.extract.adjuncts import time_of
from dateline.extract.crossings.names import closer_words
from dateline.extract.crossings.states import State
from dateline.extract.reading import Reading
from dateline.knowledge.borders import Borders, borders
from dateline.records import Mention, Span
from dateline.syntax.deep import conjuncts, preposition_objects
from dateline.syntax.phrases import phrase_span
from dateline.syntax.tree import Sentence, Word

UNTIL = frozenset({"until", "till", "through"})
JOINERS = frozenset({"but", "though", "although", "while", "however", "yet"})


def since(reading: Reading, predicate: Word, thing: Word) -> int | None:
    """"since 15 June", "from Monday"; else the day of the act ("closed on Friday"), never a duration."""
    for verb in (predicate, predicate.head, thing):  # "the post at Kalna **from 5 May** does not work"
        for link in verb.children_of("prep"):
            if link.lower in borders().since:
                found = _time_below(reading, link)
                if found is not None:
                    return found
    if predicate.is_nominal:
        return _dated(reading, predicate.children)  # never "the blockade entered its third month"
    near = (time_of(reading, predicate), _dated(reading, [*predicate.children, *predicate.subtree()]))
    return next((time for time in (*near, *_from_below(reading, predicate)) if time is not None and _is_day(reading, time)), None)


def _from_below(reading: Reading, predicate: Word) -> Iterator[int | None]:
    """"closed for repairs **from the 14th**": the parser dates the repairs."""
    for link in predicate.subtree():
        if link.dep == "prep" and link.i > predicate.i and link.lower in ("from", "since"):
            yield next((found for found in map(reading.time_at, link.children_of("pobj")) if found is not None), None)


def _dated(reading: Reading, near: list[Word]) -> int | None:
    """"closed **at noon on Monday**", also where the parser hung the day too low: "closed to all but nationals **on Friday**"."""
    for link in near:
        if link.dep == "prep" and link.lower in ("on", "at", "in"):
            found = _time_below(reading, link)
            if found is not None and _is_day(reading, found):
                return found
    return None


def _is_day(reading: Reading, time: int) -> bool:
    return reading.times[time].type in ("DATE", "TIME") and not _is_end(reading, time)


def until(reading: Reading, predicate: Word) -> int | None:
    """"until Monday", "until the end of March"; "from midnight to 6 am"; never "until further notice"."""
    for verb in (predicate, predicate.head):
        links = [link for link in verb.children_of("prep") if link.i > verb.i or verb is predicate]
        opened = any(link.lower in ("from", "between") and _time_below(reading, link) is not None for link in links)
        for each in (*links, *(deeper for link in links for deeper in link.children_of("prep"))):
            if each.lower in UNTIL or (each.lower == "to" and opened):
                found = _time_below(reading, each)
                if found is not None and reading.times[found].type in ("DATE", "TIME"):
                    return found
    return None


def _time_below(reading: Reading, link: Word) -> int | None:
    for inner in (link, *link.children, *(deeper for child in link.children for deeper in child.children)):
        found = reading.time_at(inner)
        if found is not None:
            return found
    return None


def _is_end(reading: Reading, time: int) -> bool:
    """"until Monday" tells the end of a state."""
    words = reading.tree.words_in(reading.times[time].start, reading.times[time].end)
    at = words[0].i
    before = [word.lower for word in reading.tree.words[max(0, at - 2) : at + 1]]
    return bool(UNTIL & set(before))


def by(reading: Reading, state: State, head: Word) -> tuple[Mention, ...]:
    """Who did it or had it done; weather, blasts and pronouns are nobody, nor is the airport that shuts."""
    closer = state.closer if state.closer is not None and state.closer is not head and _may_act(state.closer) else None
    found = conjuncts(closer) if closer is not None else list(_orderers(state.predicate))
    if not found and state.closer is not None and state.closer.lower in ("it", "he", "she", "they"):
        found = [word for word in closer_words(state) if word.tag == "NNP"][:1]
    named = [(word.child("dobj") or word) if word.tag == "VBG" else word for word in found]  # "**Blockading frigates** closed"
    return tuple(reading.mention(word) for word in dict.fromkeys(named))


def _may_act(word: Word) -> bool:
    return word.lemma not in borders().causes and not word.tag.startswith(("PRP", "W")) and word.tag != "CD"


def _orderers(predicate: Word) -> Iterator[Word]:
    """"closed on the orders **of the governor**", "by order of the court"."""
    for verb in (predicate, predicate.head):
        for link in verb.children_of("prep", "agent"):
            for order in link.children_of("pobj") if link.lower in ("on", "by", "under", "after", "following") else ():
                if order.lemma in borders().orders:
                    yield from preposition_objects(order, "of") or preposition_objects(order, "by") or order.children_of("poss")


def exceptions(reading: Reading, state: State, last: bool) -> tuple[Span, ...]:
    """What passes a shut gate, or does not pass an open one, in this sentence and, behind its last state, right after it."""
    table = borders()
    sentence = state.predicate.sentence
    found = [*_excepted(table, state), *_only(table, state), *_clauses(table, state)]
    following = _next(reading, sentence)
    if last and following is not None and not found and state.status != "open":
        found += _free_sentence(table, following)
    return tuple(dict.fromkeys(sorted(found)))


def _excepted(table: Borders, state: State) -> Iterator[Span]:
    """"to all **except patients**", "other than aid lorries", "all but **women** and **children**", each by itself."""
    words = state.predicate.sentence.words
    lowers = [word.lower for word in words]
    for at, word in enumerate(words):
        if word.i < state.predicate.i and word.i < state.thing.i:
            continue
        size = next((len(each) for each in table.but_phrases if tuple(lowers[at : at + len(each)]) == each), 0)
        single = word.lower in table.but and (word.lower != "but" or (at and lowers[at - 1] in ("all", "everyone", "everything")))
        if not size and not single:
            continue
        inner = _first_nominal(words[at + max(size, 1) : at + max(size, 1) + 7])
        if inner is not None:
            yield from (phrase_span(each) for each in conjuncts(inner))


def _first_nominal(words: list[Word]) -> Word | None:
    for word in words:
        if word.is_nominal and word.dep not in ("compound", "nummod", "amod", "poss", "nmod"):
            return word
        if word.text in (".", ";"):
            return None
    return None


def _only(table: Borders, state: State) -> Iterator[Span]:
    """"open only for **patients**", "for pedestrians only"."""
    if state.status != "restricted" or not state.rule.startswith("crossing.open"):
        return
    for verb in (state.predicate, state.predicate.head):
        near = [*verb.children, *(deeper for child in verb.children_of("advmod") for deeper in child.children)]
        if not any(each.lower in table.partly for each in (*near, *(d for n in near for d in n.subtree()))):
            continue
        for link in near:
            if link.dep == "prep" and link.lower in ("for", "to", "in"):
                yield from (phrase_span(inner) for inner in link.children_of("pobj") if _may_pass(inner))


def _may_pass(word: Word) -> bool:
    """"for **trade** only"; not "for the second **time** in a **month**", nor a place."""
    label = word.entity.label if word.entity is not None else None
    return label not in ("DATE", "TIME") and word.lemma not in ("time", "day", "week", "month", "year") and (
        label is None or word.tag != "NNP"
    )


def _clauses(table: Borders, state: State) -> Iterator[Span]:
    """"..., **but** lorries may still pass", "**though** trade continues", "Only nationals may pass, and the gate is closed"."""
    words = state.predicate.sentence.words
    for word in words:
        if state.status == "open" and not _bars(word):
            continue
        if not (word.is_verb or word.tag.startswith("VB")) or word.lemma not in table.passing or word is state.predicate:
            continue
        if not _lets(table, word) or state.thing in word.subtree() or word in state.thing.subtree():
            continue
        start = _opened_at(word)
        if start is not None:
            yield Span(start.start, _end(word, start))


def _bars(verb: Word) -> bool:
    """"but lorries may **not** pass", "though men are barred from leaving": what an open gate keeps out."""
    denied = any(child.dep == "neg" or child.lower in ("no", "only", "none", "nobody") for child in verb.children)
    return denied or verb.lemma in ("ban", "bar", "exclude")


def _lets(table: Borders, verb: Word) -> bool:
    """Whether a verb says that someone or something may pass, or may not."""
    near = [*verb.children, *(inner for child in verb.children for inner in child.children)]
    near += [inner for child in verb.children_of("nsubj", "nsubjpass") for inner in child.subtree()]
    nouns = [child for child in near if child.is_nominal or child.tag == "DT"]
    movers = any(child.lemma in table.movers or child.lower in table.movers or child.tag == "NNPS" for child in nouns)
    may = {verb.lemma, verb.lower, *(child.lower for child in near)}
    return movers and bool(may & table.may)


def _opened_at(verb: Word) -> Word | None:
    """The first word of a clause that a "but" or "though" opens, or of an "Only ... may" clause."""
    words = verb.sentence.words
    top = verb
    while top.head is not top and top.head.is_verb and top.dep in ("xcomp", "ccomp", "auxpass") and top.head.i < top.i:
        top = top.head
    below = top.subtree()
    first = below[0]
    joiner = next((word for word in reversed(words) if word.i < verb.i and word.lower in JOINERS), None)
    if joiner is not None:
        after = [word for word in words if joiner.i < word.i <= verb.i]
        return after[0] if after and not any(word.text in (";", ":") for word in after) else None
    if first.lower == "only" or (first.i == words[0].i and words[0].lower == "only"):
        return first
    return None


def _end(verb: Word, start: Word) -> int:
    """The end of the clause: at the next comma behind the verb that starts another clause, or before the stop."""
    end = verb
    for word in verb.sentence.words:
        if word.i <= verb.i:
            continue
        if word.text in (".", ";", "!") or (word.text == "," and word.i > verb.i):
            break
        end = word
    return max(end.end, start.end)


def _next(reading: Reading, sentence: Sentence) -> Sentence | None:
    """The sentence behind, in the same paragraph: a new one speaks of something else."""
    after = reading.tree.sentences[sentence.index + 1 : sentence.index + 2]
    return after[0] if after and after[0].paragraph == sentence.paragraph else None


def _free_sentence(table: Borders, sentence: Sentence) -> Iterator[Span]:
    """"But there was **no ban on trade**", "Trade continues", "Lorries may still pass", "Only nationals may return"."""
    words = sentence.words
    opener = words[0].lower in (*JOINERS, "only", "still")
    for word in words:
        if word.lemma in ("ban", "limit", "restriction") and any(child.lower in ("no", "not") for child in word.children):
            yield Span(word.subtree()[0].start, _end(word, word))
        elif word.is_verb and word.lemma in table.passing and _lets(table, word):
            who = word.child("nsubj", "nsubjpass")
            first = who.subtree()[0] if who is not None and who.i < word.i else None
            if first is not None and (opener or first.i - words[0].i < 2):
                yield Span(first.start, _end(word, first))
