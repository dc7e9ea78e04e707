"""Numbers inside a number: "12 people, **including three children**", "Eight people, **five of them** officers"."""

from collections.abc import Iterator

from msgspec.structs import replace

from dateline.extract.figures.claims import Claim
from dateline.extract.figures.count import allowed, as_told
from dateline.extract.figures.counting import Count, Counter
from dateline.extract.figures.members import members as listed
from dateline.knowledge.harm import harm
from dateline.records import Measure
from dateline.syntax.tree import Sentence, Word

OPENERS = frozenset({"including", "include", "included", "includes", "incl", "incl."})
THEM = frozenset({"them", "whom", "these", "those"})


def parts(counter: Counter, sentence: Sentence, wholes: list[tuple[Claim, Count]]) -> Iterator[tuple[Claim, Count]]:
    """The parts told in a sentence, each of the nearest number before it."""
    taken = {at for _, count in wholes for at in range(count.span.start, count.span.end)}
    for word in sentence.words:
        if word.lower == "of" and word.dep == "prep" and word.i < word.head.i:
            yield from _of_the_whole(counter, word, wholes, taken)
        whole = whole_before(word, wholes)
        if whole is None:
            continue
        if word.lower in OPENERS:
            for count in _included(counter, word):
                yield from _part(whole, count, taken)
        elif word.lower == "among" and counter.lower(word.i + 1) in THEM:
            for count in _among_them(counter, word) or _before_among(counter, word):
                yield from _part(whole, count, taken)
        elif word.lower == "of" and counter.lower(word.i + 1) in THEM:
            some = _of_them(counter, word, whole[1]) or _whom_after(counter, word)
            if some is not None:
                yield from _part(whole, some, taken)


def _of_the_whole(
    counter: Counter, of: Word, wholes: list[tuple[Claim, Count]], taken: set[int]
) -> Iterator[tuple[Claim, Count]]:
    """"Of the 34 killed, **19** were civilians"."""
    some = of.head.child("nsubj")
    whole = whole_before(some, wholes) if some is not None and some.i > of.i else None
    if some is None or whole is None or some.tag != "CD" or of.head.lemma != "be" or whole[1].span.start < of.start:
        return
    count = counter.count(some)
    if count is not None:
        yield from _part(whole, _who_are(count, some), taken)


def whole_before(word: Word, wholes: list[tuple[Claim, Count]]) -> tuple[Claim, Count] | None:
    before = [each for each in wholes if each[1].span.start < word.start and each[1].low != 0]
    return before[-1] if before else None


def _about_half(counter: Counter, of: Word, whole: Count) -> Count | None:
    """"60 people, most of them civilians": more than 30, by arithmetic."""
    if whole.low is None or whole.low != whole.high or whole.low < 3:
        return None
    word = counter.reading.tree.words[of.i - 1]
    them = counter.word(of.i + 2)
    who = them if them is not None and them.is_nominal and counter.is_people(them) else None  # "most of them **civilians**"
    if word.lower == "half":
        return Count(round(whole.low / 2), round(whole.low / 2), "about", word.span, who, "share")
    return Count(whole.low // 2 + 1, None, "more_than", word.span, who, "share")


def _part(whole: tuple[Claim, Count], count: Count, taken: set[int]) -> Iterator[tuple[Claim, Count]]:
    claim, told = whole
    some = allowed(claim.measure, as_told(told, count))
    if some is not None and some.span.start not in taken:
        yield Claim(claim.measure, claim.predicate, claim.head, f"figure.{claim.measure}.part"), some


def _included(counter: Counter, word: Word) -> list[Count]:
    inner = word.child("pobj", "dobj", "attr") or (_behind(counter, word) if word.lower.startswith("incl") else None)
    counts = counter.counts(inner) if inner is not None else []
    members = [count for count in counts if count.part]
    if not members and len(counts) == 1 and counts[0].how == "list" and inner is not None:
        each = [counter.count(member) for member in listed(inner)]  # "including **52 farmers, 31 drivers**"
        numbered = [count for count in each if count is not None]
        members = numbered if sum(count.explicit for count in numbered) > 1 else []
    return members or counts


def _behind(counter: Counter, word: Word) -> Word | None:
    """"(**incl.** 1 child)": the noun of the number right behind, wherever the parser hangs it."""
    numbers = counter.numbers(word.sentence)
    quantity = numbers.get(word.i + 1) or (numbers.get(word.i + 2) if counter.lower(word.i + 1) == "." else None)
    last = counter.word(quantity.last - 1) if quantity is not None else None
    return last.head if last is not None and last.dep == "nummod" else last


def _who_are(count: Count, number: Word) -> Count:
    """"of them 9 are **children**": who the nine are."""
    told = number.head.child("attr") if number.dep == "nsubj" and number.head.lemma == "be" else None
    people = told is not None and (told.lemma in harm().people or told.lower in harm().people)
    return replace(count, who=told) if people and count.who is None else count


def _among_them(counter: Counter, among: Word) -> list[Count]:
    """"among them **ten women**", "among whom were two nurses"."""
    words = counter.reading.tree.words
    quantity = counter.numbers(among.sentence).get(among.i + 2) or counter.numbers(among.sentence).get(among.i + 3)
    after = words[quantity.last - 1] if quantity is not None else counter.word(among.i + 2)
    if after is None or after.sentence is not among.sentence:
        return []
    head = after.head if after.dep in ("nummod", "det", "poss", "amod", "compound") else after
    return counter.counts(head)


def _before_among(counter: Counter, among: Word) -> list[Count]:
    """"killed nine more, **a surgeon** among them"."""
    ends = counter.lower(among.i + 2) in (",", ".", ";", "and", "")
    return counter.counts(among.head) if ends and among.head.is_nominal and among.head.i < among.i else []


def _of_them(counter: Counter, of: Word, whole: Count) -> Count | None:
    quantity = counter.numbers(of.sentence).get(of.i - 1)
    before = counter.lower(of.i - 1)
    if before in ("most", "half") or (quantity is not None and quantity.share == 0.5):
        return _about_half(counter, of, whole)
    if quantity is None or quantity.share is not None or quantity.last != of.i or before in ("many", "few", "some"):
        return None
    return counter.count(counter.reading.tree.words[quantity.last - 1])


def _whom_after(counter: Counter, of: Word) -> Count | None:
    """"17, **of whom 11** were pupils"."""
    quantity = counter.numbers(of.sentence).get(of.i + 2) or counter.numbers(of.sentence).get(of.i + 3)
    before = counter.lower(of.i - 1)
    if quantity is None or quantity.share is not None or counter.lower(of.i + 1) not in ("whom", "them", "which"):
        return None
    if before not in (",", "-", "–", "(", ";", ":"):
        return None
    number = counter.reading.tree.words[quantity.last - 1]
    count = counter.count(number)
    return _who_are(count, number) if count is not None else None


def among(word: Word) -> Iterator[Claim]:
    """"His wife and two sons were **among the dead**", "Among the wounded were two medics"."""
    if word.lemma == "include" and word.is_verb:
        yield from _including(word)
    if word.lemma == "be" and word.is_verb:
        yield from _being(word)
    if word.lower != "among":
        return
    whole = word.child("pobj")
    measure = group_measure(whole) if whole is not None else None
    if measure is None or not word.head.is_verb:
        return
    verb = word.head
    for dep in ("nsubj", "attr", "nsubjpass"):
        for head in verb.children_of(dep):
            told = verb.child("attr") if head.tag == "CD" and dep == "nsubj" and verb.lemma == "be" else None
            who = told if told is not None and (told.lemma in harm().people or told.lower in harm().people) else None
            if head.i != word.i:
                yield Claim(measure, word, head, f"figure.{measure}.part", who=who)


def _including(verb: Word) -> Iterator[Claim]:
    """"The injured **included** six children", where the injured are not counted."""
    group, thing = verb.child("nsubj"), verb.child("dobj")
    measure = group_measure(group) if group is not None and group.child("nummod") is None else None
    if measure is not None and thing is not None:
        yield Claim(measure, verb, thing, f"figure.{measure}.part")


def _being(verb: Word) -> Iterator[Claim]:
    """"The dead **were a couple and their three children**"; not "The dead were civilians"."""
    group, thing = verb.child("nsubj"), verb.child("attr")
    if group is None or thing is None or group.lower not in harm().adjectives or group.child("nummod") is not None:
        return
    told = [thing, *thing.children_of("conj")]
    if any(each.child("nummod") is not None or (each.tag == "NN" and each.child("det", "poss") is not None) for each in told):
        yield Claim(harm().adjectives[group.lower], verb, thing, f"figure.{harm().adjectives[group.lower]}.being")


def group_measure(word: Word) -> Measure | None:
    """What happened to "the dead", "those killed", "the injured"."""
    for each in (word, *word.children_of("acl", "amod")):
        found = harm().adjectives.get(each.lower)
        if found is not None:
            return found
    return None
