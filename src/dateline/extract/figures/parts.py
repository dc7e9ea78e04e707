"""Numbers inside a number: "12 people, **including three children**", "Eight people, **five of them** officers"."""

from collections.abc import Iterator

from dateline.extract.figures.claims import Claim
from dateline.extract.figures.counting import Count, Counter
from dateline.knowledge.harm import harm
from dateline.records import Measure
from dateline.syntax.tree import Sentence, Word

OPENERS = frozenset({"including", "include", "included", "includes"})
THEM = frozenset({"them", "whom", "these", "those"})


def parts(counter: Counter, sentence: Sentence, wholes: list[tuple[Claim, Count]]) -> Iterator[tuple[Claim, Count]]:
    """The parts told in a sentence, each of the nearest number before it."""
    taken = {at for _, count in wholes for at in range(count.span.start, count.span.end)}
    for word in sentence.words:
        whole = _whole_before(word, wholes)
        if whole is None:
            continue
        if word.lower in OPENERS:
            for count in _included(counter, word):
                yield from _part(whole, count, taken)
        elif word.lower == "of" and counter.lower(word.i + 1) in THEM:
            some = _of_them(counter, word)
            if some is not None:
                yield from _part(whole, some, taken)


def _whole_before(word: Word, wholes: list[tuple[Claim, Count]]) -> Claim | None:
    before = [claim for claim, count in wholes if count.span.start < word.start and count.low != 0]
    return before[-1] if before else None


def _part(whole: Claim, count: Count, taken: set[int]) -> Iterator[tuple[Claim, Count]]:
    if count.span.start not in taken:
        yield Claim(whole.measure, whole.predicate, whole.head, f"figure.{whole.measure}.part"), count


def _included(counter: Counter, word: Word) -> list[Count]:
    inner = word.child("pobj", "dobj", "attr")
    return counter.counts(inner) if inner is not None else []


def _of_them(counter: Counter, of: Word) -> Count | None:
    quantity = counter.numbers(of.sentence).get(of.i - 1)
    if quantity is None or quantity.share is not None or quantity.last != of.i:
        return None
    return counter.count(counter.reading.tree.words[quantity.last - 1])


def among(word: Word) -> Iterator[Claim]:
    """"His wife and two sons were **among the dead**", "Among the wounded were two medics"."""
    if word.lower != "among":
        return
    whole = word.child("pobj")
    measure = group_measure(whole) if whole is not None else None
    if measure is None or not word.head.is_verb:
        return
    verb = word.head
    for dep in ("nsubj", "attr", "nsubjpass"):
        for head in verb.children_of(dep):
            if head.i != word.i:
                yield Claim(measure, word, head, f"figure.{measure}.part")


def group_measure(word: Word) -> Measure | None:
    """What happened to "the dead", "those killed", "the injured"."""
    for each in (word, *word.children_of("acl", "amod")):
        found = harm().adjectives.get(each.lower)
        if found is not None:
            return found
    return None
