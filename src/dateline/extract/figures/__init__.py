"""Numbers of people of one report: how many were killed, displaced, freed, whom it counts and on whose word.

    "At least 40 people were killed and 112 injured, the ministry said."   killed 40 or more; injured 112; both claimed
"""

from collections.abc import Iterator
from itertools import takewhile

import msgspec
from msgspec.structs import replace

from dateline.extract.adjuncts import time_of
from dateline.extract.factuality import Judgement
from dateline.extract.figures import context
from dateline.extract.figures.claims import Claim, claims
from dateline.extract.figures.count import MOVED, allowed, as_told, in_homes
from dateline.extract.figures.counting import Count, Counter
from dateline.extract.figures.gaps import carried, following, gapped, spoken
from dateline.extract.figures.gate import opens, predicates
from dateline.extract.figures.households import is_home
from dateline.extract.figures.idioms import idioms
from dateline.extract.figures.moves import moves
from dateline.extract.figures.natural import is_passing
from dateline.extract.figures.parts import among, parts
from dateline.extract.figures.special import special
from dateline.extract.figures.tally import tallied
from dateline.extract.figures.tolls import tolls
from dateline.extract.figures.victims import reconcile
from dateline.extract.reading import Reading
from dateline.records import Attribution, Event, Factuality, Figure, Mention, Span, Status
from dateline.syntax.deep import preposition_objects
from dateline.syntax.phrases import phrase_span
from dateline.syntax.tree import Sentence, Word
from dateline.text.numbers import bounded

__all__ = ["find"]

Found = tuple[Claim, Count]
NEED_A_NUMBER = frozenset({"fled", "returned", "participants", "hosted", "affected", "displaced", "evacuated"})

MOVED_ON = frozenset({"returned", "hosted", "evacuated", "fled", "killed", "expelled"})
ANYONE = frozenset({"killed", "injured", "fled", "returned", "displaced"})


def find(reading: Reading, events: list[Event]) -> list[Figure]:
    """The figures of a report in the order of the text, each linked to its event where the sentence tells which."""
    counter = Counter(reading)
    by_word = context.Events(reading, events)
    found: list[Found] = []
    before: list[Found] = []
    last = 0
    for sentence in reading.tree.sentences:
        own = _of_sentence(counter, sentence) if opens(sentence) else []
        own = own or [*_told_again(counter, sentence, before), *following(counter, sentence, before)]
        found.extend(own)
        before = own or (before if sentence.index - last < 2 else [])
        last = sentence.index if own else last
    found = reconcile(counter, found)
    return [_figure(counter, by_word, number, each) for number, each in enumerate(found, start=1)]


def _of_sentence(counter: Counter, sentence: Sentence) -> list[Found]:
    found: list[Found] = []
    seen: set[tuple[str, int, bool]] = set()
    relevant = predicates()
    for word in sentence.words:
        if word.lemma not in relevant and word.lower not in relevant:
            continue
        for claim in _claims(counter, word):
            for count in _united(counter, claim, _counts(counter, claim)):
                key = (claim.measure, count.span.start, count.part)
                if key not in seen:
                    seen.add(key)
                    found.append((claim, count))
    found = tallied(counter, sentence, found)
    if not found:
        return found
    found = _without_echoes(found)
    found.sort(key=_place)
    found = [(claim, _of_them(count, found)) for claim, count in found]
    further = (*gapped(counter, sentence, found), *parts(counter, sentence, found), *_told_again(counter, sentence, found))
    for claim, one in further:
        for count in _united(counter, claim, [one]):
            key = (claim.measure, count.span.start, False)
            if key not in seen:
                seen.add(key)
                found.append((claim, count))
    return sorted(found, key=_place)


def _united(counter: Counter, claim: Claim, counts: list[Count]) -> Iterator[Count]:
    """With both numbers where the words give households and their people; without households where none move together."""
    for count in counts:
        told = in_homes(count) if count.who is None and _is_titled(counter, count) else count
        both = counter.with_homes(told) if claim.measure in MOVED and not count.part else told
        made = allowed(claim.measure, both)
        if made is not None:
            yield made


def _of_them(count: Count, found: list[Found]) -> Count:
    """"70 families were displaced, but **25 of them** went home": 25 families."""
    if count.who is None or count.who.lower != "them" or count.households is not None:
        return count
    before = [other for _, other in found if other.span.end <= count.span.start]
    return as_told(before[-1], count) if before else count


def _is_titled(counter: Counter, count: Count) -> bool:
    """"**Households affected:** 1,204": the words before the colon say what is counted."""
    first = counter.reading.tree.word_at(count.span.start)
    if first is None or counter.lower(first.i - 1) != ":":
        return False
    words = first.sentence.words
    title = takewhile(lambda word: word.tag != "CD" and word.text not in (":", ";"), reversed(words[: first.i - 1 - words[0].i]))
    return any(is_home(word) for word in title)


def _told_again(counter: Counter, sentence: Sentence, wholes: list[Found]) -> Iterator[Found]:
    for claim in (*carried(sentence, wholes), *spoken(sentence, wholes)):
        whole = next((count for told, count in reversed(wholes) if told.measure == claim.measure), None)
        yield from ((claim, as_told(whole, count)) for count in _counts(counter, claim))


def _place(each: Found) -> tuple[int, bool, int]:
    """In the order of the text, a list before its members."""
    return each[1].span.start, each[1].part, each[1].span.end


BACK = 5  # sentences in which a death may have been told


def _claims(counter: Counter, word: Word) -> Iterator[Claim]:
    yield from moves(word)
    at = word.sentence.index
    if word.lemma == "death" and is_passing(word, counter.reading.tree.sentences[max(0, at - BACK) : at]):
        return
    yield from claims(word)
    yield from tolls(word)
    yield from special(word)
    yield from idioms(word)
    yield from among(word)


def _counts(counter: Counter, claim: Claim) -> list[Count]:
    if claim.rule.endswith(".unheard"):
        return [Count(0, 0, "exact", phrase_span(claim.head), None, "none")]
    ends = counter.both_ends(claim.head) if claim.rule.endswith(".toll") else []
    alone = [counter.count(claim.head)] if claim.head is claim.predicate else []  # "16 deaths and 40 injuries"
    counts = ends or [count for count in alone if count is not None] or ([] if alone else counter.counts(claim.head))
    counts = [_bounded(claim, count) for count in counts]
    needs = claim.explicit or claim.weak or claim.measure in NEED_A_NUMBER
    return [count for count in counts if (count.explicit or count.low == 0 or not needs) and _fits(counter, claim, count)]


def _bounded(claim: Claim, count: Count) -> Count:
    """"passed 100" is 101 and more, whom it counts is what the claim says."""
    turned = claim.rule.endswith(".toll") and count.quantifier == "at_most" and count.high is not None
    if turned and claim.predicate.lemma in ("revise", "raise", "move") and claim.predicate.child("prt", "advmod"):
        count = replace(count, low=count.high, quantifier="exact")  # "revised the figure **up to** 22"
    if claim.bound is not None and count.quantifier == "exact" and count.low is not None:
        low, high = bounded(count.low, claim.bound)
        count = replace(count, low=low, high=high, quantifier=claim.bound)
    if claim.who is None:
        return count
    return replace(in_homes(count) if is_home(claim.who) else count, who=claim.who)


def _fits(counter: Counter, claim: Claim, count: Count) -> bool:
    """A weak verb counts people on the move or refugees only: "3,000 crossed into Chad", "4 million Afghans lived".

    Of what is freed or taken, only known people count ("released two films"); the killed may be anyone ("18 Houthis").
    """
    if claim.measure == "returned" and _was_out(counter, claim.predicate):
        return False
    stranger = count.how == "number" and count.who is not None and not counter.is_people(count.who)
    stranger = stranger and count.households is None
    if stranger and claim.measure not in ANYONE and not claim.rule.endswith((".noun", ".toll")):
        return False
    if claim.measure == "hosted" and not claim.rule.endswith((".toll", ".held")):
        if claim.predicate.lemma == "register" and _is_newly_displaced(count):
            return False  # "registered 310 **newly displaced** families"
        homes = count.counts_homes and claim.predicate.lemma in TAKING_IN  # "The school shelters **60 families**"
        return homes or context.is_refugee(counter, count) or context.in_a_camp(counter, claim)
    if not claim.weak or claim.rule == "figure.hosted.held":
        return True
    return context.is_displacement(counter, claim, count)


def _was_out(counter: Counter, verb: Word) -> bool:
    """"were returning **from a wedding**": home for the night, and no return of the displaced."""
    return any(inner.lemma in counter.harm.outings for inner in preposition_objects(verb, "from"))


def _is_newly_displaced(count: Count) -> bool:
    state = count.who.child("amod") if count.who is not None else None
    return state is not None and state.lower == "displaced" and any(child.lower in NEWLY for child in state.children)


TAKING_IN = frozenset({"host", "shelter", "accommodate", "take"})
NEWLY = frozenset({"newly", "freshly", "recently"})


def _without_echoes(found: list[Found]) -> list[Found]:
    """A number told dead is not injured, too ("shot one man dead"), nor are "displaced people" who return displaced again."""
    dead = {count.span for claim, count in found if claim.measure == "killed" and count.low}
    moved = {count.span for claim, count in found if claim.measure in MOVED_ON}
    others = {count.span for claim, count in found if claim.measure not in ("hosted", "displaced")}
    any_other = {count.span for claim, count in found if claim.measure != "participants"}
    saved = {count.span for claim, count in found if claim.measure == "evacuated"}  # "2,500 wounded children are to be evacuated"
    told = {"injured": dead | saved, "displaced": moved, "hosted": others, "affected": moved, "participants": any_other}
    return [(claim, count) for claim, count in found if count.span not in told.get(claim.measure, ())]


def _who(counter: Counter, count: Count) -> Mention | None:
    """Whom it counts: the noun phrase, the whole list, without "dead" of "shot dead two men"."""
    if count.who is None:
        return None
    if count.how == "list" or (count.households is not None and not count.counts_homes):
        return Mention(count.span.start, count.span.end, head=count.who.span)
    made = counter.reading.mention(count.who)
    if count.span.start < made.start <= count.span.end + 1:  # "5,000 returnees", wherever the parser hangs the number
        made = msgspec.structs.replace(made, start=count.span.start)
    first = counter.reading.tree.word_at(made.start)
    inside = made.start < count.span.start < made.end
    if inside and first is not None and first.lower in counter.harm.adjectives and first is not count.who:
        return msgspec.structs.replace(made, start=count.span.start)
    return made


def _status(counter: Counter, claim: Claim, count: Count, judged: Judgement) -> Status:
    """As the predicate, but nobody hurt is no denial, nor is "no fewer than 70", and "feared drowned" is a fear."""
    status: Status = judged.status
    unheard = claim.rule.endswith(".unheard")
    plain: Status = "claimed" if judged.attribution or _is_reported(claim) or unheard else "occurred"
    if unheard:
        return plain
    none = count.low == count.high == 0 or claim.rule.endswith(".unseen")
    if status == "denied" and (none or any(_is_in_number(counter, cue) for cue in judged.cues)):
        return plain
    if status == "hypothetical" and _is_nth(claim):
        return plain
    feared = (claim.predicate.head, *claim.head.children_of("acl"))  # "200 migrants feared drowned"
    if status == "occurred" and (claim.rule.endswith(".feared") or any(word.lemma in ("fear", "presume") for word in feared)):
        return "hypothetical"
    return status


def _is_nth(claim: Claim) -> bool:
    """"the **third** soldier to die this week": he did."""
    ordinal = any(child.lower in ORDINALS for child in claim.head.children)
    return claim.predicate.dep in ("acl", "relcl") and claim.predicate.head is claim.head and ordinal


ORDINALS = frozenset({
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "last", "latest",
})  # fmt: skip


def _is_in_number(counter: Counter, cue: Span) -> bool:
    """The "no" of "no fewer than 70"."""
    word = counter.reading.tree.word_at(cue.start)
    quantity = counter.numbers(word.sentence).get(word.i) if word is not None else None
    return quantity is not None and quantity.low != 0


def _is_reported(claim: Claim) -> bool:
    """"No casualties were **reported**": on the word of those who report, whoever they are."""
    verb = claim.predicate if claim.predicate.is_verb else claim.predicate.head
    return verb.lemma == "report" and verb.child("auxpass") is not None


NEAR = 40  # characters between a number and the word that says what befell the people


SAYS_SO = frozenset({"dead", "death", "injury", "wound"})


def _word_of(claim: Claim) -> Word:
    """The word that says what befell them: of "was shot **dead**", "suffered **injuries**" the second, else the predicate."""
    told = claim.predicate.child("oprd", "acomp", "dobj")
    return told if told is not None and told.lemma in SAYS_SO and told.i > claim.predicate.i else claim.predicate


def _told(claim: Claim, count: Count) -> Span:
    """The number with the word of death or injury beside it where no event stands for that word: "nine people died".

    A number of people who move or live somewhere stands for itself.
    """
    word, span = _word_of(claim), count.span
    gap = max(word.start - span.end, span.start - word.end)
    if claim.measure not in ("killed", "injured") or count.part or claim.rule.endswith((".part", ".being")) or gap > NEAR:
        return span
    return Span(min(span.start, word.start), max(span.end, word.end))


def _figure(counter: Counter, events: context.Events, number: int, each: Found) -> Figure:
    claim, count = each
    reading = counter.reading
    judged = reading.facts.of(claim.predicate)
    status = _status(counter, claim, count, judged)
    when = time_of(reading, claim.predicate)
    event = events.of(claim)
    origin, destination, via = context.places(reading, claim)
    first = reading.tree.word_at(count.span.start)
    held = reading.sources.of(first) if first is not None else None  # the statement whose content the number stands in
    attribution = held if judged.attribution is not None and held is not None and held.source is not None else judged.attribution
    if claim.speaker is not None and (claim.rule.endswith(".gapped") or (attribution is None and status == "occurred")):
        statement = held.statement if held is not None else None
        status, attribution = "claimed", Attribution(reading.mention(claim.speaker), claim.predicate.head.span, statement)
    rule = f"figure.{claim.measure}.part" if count.part else f"{claim.rule}.more" if count.more else claim.rule
    span = count.span if events.at(_word_of(claim)) else _told(claim, count)
    return Figure(
        id=f"f{number}", start=span.start, end=span.end, measure=claim.measure, low=count.low,
        high=count.high, quantifier=count.quantifier, who=_who(counter, count),
        event=event, factuality=Factuality(status, judged.cues), rule=rule,
        scope=context.scope(counter, claim, count, context.Around(when, event is not None)),
        origin=origin, destination=destination, via=via,
        time=when, attribution=attribution, households=count.households,
    )  # fmt: skip
