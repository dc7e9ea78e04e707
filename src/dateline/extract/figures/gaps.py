"""Numbers whose verb is not told again.

    12 people died in Basra and nine more in Baghdad · 12 were killed on the first day, and another 25 on the second
    Ukraine got back 193 soldiers and Russia 205 · the ministry said 19 had been killed, the rebels 40 (on their word)
    61 have been killed this year, compared with 48 last year
    Colombia is home to 2.8 million Venezuelans. Peru comes next with 1.5 million and Ecuador has about 440,000.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from dateline.extract.figures.claims import Claim
from dateline.extract.figures.count import as_told
from dateline.extract.figures.counting import Count, Counter
from dateline.extract.figures.parts import whole_before
from dateline.extract.figures.tolls import GETTING, PASSING, SAYING, numbers_below, speaker_of
from dateline.records import Quantifier
from dateline.syntax.deep import subject
from dateline.syntax.tree import Sentence, Word
from dateline.text.numbers import Quantity

Found = tuple[Claim, Count]
NEAR = frozenset({"in", "at", "near", "outside"})
THEN = NEAR | {"on", "during", "from", "the"}
MORE = frozenset({"more", "others", "people"})
COMPARED = frozenset({"compared", "up", "down", "against"})
ENDS = frozenset({".", ",", ";", "", "and", "!", "-", "–"})
CARRIED = frozenset({"killed", "injured", "missing", "displaced", "detained", "abducted"})
SPEAKING = frozenset({"speak", "talk", "admit", "own", "confess"})
FOLLOWED = frozenset({"evacuated", "returned", "released", "expelled", "fled"})
HOSTING = frozenset({"have", "with", "host"})


def gapped(counter: Counter, sentence: Sentence, wholes: list[Found]) -> Iterator[Found]:
    """The further numbers of a sentence with figures."""
    taken = {at for _, count in wholes for at in range(count.span.start, count.span.end)}
    for quantity in _free(counter, sentence, taken):
        first = counter.reading.tree.words[quantity.first]
        whole = whole_before(first, wholes)
        made = _again(counter, quantity, whole) if whole is not None else None
        if made is not None and whole is not None:
            yield made[0], as_told(whole[1], made[1])


def _free(counter: Counter, sentence: Sentence, taken: set[int]) -> Iterator[Quantity]:
    words = counter.reading.tree.words
    for at, quantity in sorted(counter.numbers(sentence).items()):
        if at == quantity.first and words[at].start not in taken and counter.usable(quantity) and not quantity.share:
            yield quantity


def _again(counter: Counter, quantity: Quantity, whole: Found) -> Found | None:
    """The claim before, told of another number."""
    claim, _ = whole
    head = counter.reading.tree.words[quantity.last - 1]
    before = counter.lower(quantity.first - 1)
    end = quantity.last + (counter.lower(quantity.last) in MORE)
    place = counter.word(end + 1)
    joined = before in ("and", ",")
    rule = f"figure.{claim.measure}.gapped"
    named = place is not None and (place.tag == "NNP" or claim.predicate.lemma == "die")
    if joined and counter.lower(end) in NEAR and named:
        return _made(counter, replace(claim, head=head, rule=rule), head)
    noun = counter.word(quantity.last)
    if before == "and" and noun is not None and counter.is_people(noun) and _is_with_them(noun):
        return _made(counter, replace(claim, head=noun, rule=rule), noun)
    another = counter.lower(quantity.first) == "another" or counter.lower(quantity.first - 1) == "another"
    if another and counter.lower(quantity.first - 1 - (before == "another")) in ("and", ",") and counter.lower(end) in THEN:
        return _made(counter, replace(claim, head=head, rule=rule), head)
    if _is_compared(counter, quantity):
        return _made(counter, replace(claim, head=head, rule=f"figure.{claim.measure}.toll"), head)
    return _of_another(counter, quantity, replace(claim, head=head, rule=claim.rule if claim.rule.endswith(".toll") else rule))


def _is_with_them(noun: Word) -> bool:
    """"Forty men died, and **16 women** and children with them"."""
    links = [link for link in noun.children_of("prep") if link.lower == "with"]
    return any(inner.lower in ("them", "him", "her") for link in links for inner in link.children_of("pobj"))


def _made(counter: Counter, claim: Claim, head: Word) -> Found | None:
    made = counter.count(head)
    return (claim, made) if made is not None else None


def _is_compared(counter: Counter, quantity: Quantity) -> bool:
    """"compared with **48**", "up from **30**"."""
    link = counter.lower(quantity.first - 1)
    if link == "against":
        return counter.lower(quantity.last) in ("a", "in", "last", "the")
    return link in ("with", "to", "from") and counter.lower(quantity.first - 2) in COMPARED


def _of_another(counter: Counter, quantity: Quantity, claim: Claim) -> Found | None:
    """"and **Russia 205**", ", **the rebels 40**": a bare number right behind another subject."""
    noun = counter.word(quantity.first - 1)
    if noun is None or counter.lower(quantity.last) not in ENDS:
        return None
    if quantity.digits and (quantity.low or 0) in range(1900, 2101) and noun.tag == "NNP":
        return None  # "and in May 2024"
    if noun.lower == "at" and claim.rule.endswith(".toll") and noun.head.is_nominal:  # "put it at 900, **police at 120**"
        made = counter.count(counter.reading.tree.words[quantity.last - 1])
        return (replace(claim, speaker=noun.head), replace(made, who=claim.who)) if made is not None else None
    if noun.tag not in ("NNP", "NNPS", "NNS", "NN"):
        return None
    first = noun.i
    while counter.lower(first - 1) in ("the", "its", "their") or (_is_tag(counter, first - 1, ("JJ", "NN", "NNP"))):
        first -= 1
    joined = counter.lower(first - 1) in ("and", ",", "but", ";") and noun.sentence is counter.reading.tree.words[first].sentence
    own = noun.dep in ("nsubj", "conj", "nsubjpass", "appos", "npadvmod", "dep", "dobj", "ROOT")
    if not joined or not own or not (counter.reading.place_at(noun) is not None or _speaks(counter, claim, noun, first)):
        return None
    made = counter.count(counter.reading.tree.words[quantity.last - 1])
    if made is None:
        return None
    speaker = noun if _speaks(counter, claim, noun, first) and counter.reading.facts.of(claim.predicate).attribution else None
    return replace(claim, rule=f"figure.{claim.measure}.gapped", speaker=speaker), replace(made, who=None)


def _is_tag(counter: Counter, at: int, tags: tuple[str, ...]) -> bool:
    word = counter.word(at)
    return word is not None and word.tag in tags


def _speaks(counter: Counter, claim: Claim, noun: Word, first: int) -> bool:
    """Whether the number before stands on someone's word, and this noun with its article is another one's."""
    judged = counter.reading.facts.of(claim.predicate)
    return judged.attribution is not None and counter.lower(first) == "the"


def carried(sentence: Sentence, wholes: list[Found]) -> Iterator[Claim]:
    """"..., and **the total** now stands at 61", "on Tuesday the ministry corrected **it** to 23": of what was told last."""
    for verb in sentence.words if wholes else ():
        if verb.lemma not in GETTING | SAYING or verb.lemma == "be" or not verb.is_verb:
            continue
        who = verb.child("nsubj") if verb.lemma in GETTING else verb.child("dobj", "nsubjpass")
        if who is None or not (who.lower in ("it", "that") or who.lemma in ("total", "figure")) or who.child("prep", "amod"):
            continue
        before = [claim for claim, count in wholes if count.span.start < verb.start and claim.measure in CARRIED]
        if before:
            measure = before[-1].measure
            bound: Quantifier | None = "more_than" if verb.lemma in PASSING else None
            speaker = speaker_of(verb) if verb.lemma in SAYING else None
            heads = [head for head in numbers_below(verb) if head.tag == "CD"]
            rule = f"figure.{measure}.toll"
            yield from (Claim(measure, verb, head, rule, explicit=True, bound=bound, speaker=speaker) for head in heads)


def spoken(sentence: Sentence, wholes: list[Found]) -> Iterator[Claim]:
    """"Police **spoke of 8,000**", "Baku **admits to five**": of what another told just before."""
    before = [claim for claim, _ in wholes]
    for verb in sentence.words if before else ():
        if verb.lemma not in SPEAKING or not verb.is_verb or speaker_of(verb) is None:
            continue
        for link in verb.children_of("prep"):
            for head in link.children_of("pobj") if link.lower in ("of", "to", "only") else ():
                if head.tag == "CD" and not head.children_of("amod", "acl", "prep"):
                    measure = before[-1].measure
                    yield Claim(measure, verb, head, f"figure.{measure}.gapped", explicit=True, speaker=speaker_of(verb))


def following(counter: Counter, sentence: Sentence, before: list[Found]) -> Iterator[Found]:
    """"Peru comes next **with 1.5 million** and Ecuador **has about 440,000**", behind a sentence on refugees."""
    yield from _next_group(counter, sentence, before)
    hosted = next((claim for claim, _ in before if claim.measure == "hosted"), None)
    if hosted is None:
        return
    for quantity in _free(counter, sentence, set()):
        head = counter.reading.tree.words[quantity.last - 1]
        link = head.head
        verb = link.head if link.lower == "with" else link
        who = verb.child("nsubj") if verb.is_verb and link.lemma in HOSTING else None
        bare = counter.lower(quantity.last) in ENDS and head.dep in ("dobj", "pobj")
        if bare and who is not None and counter.reading.place_at(who) is not None:
            made = counter.count(head)
            if made is not None:
                yield Claim("hosted", verb, head, "figure.hosted.gapped", explicit=True), made


def _next_group(counter: Counter, sentence: Sentence, before: list[Found]) -> Iterator[Found]:
    """"Chad evacuated 450 pilgrims. A group of **154 students** was to follow": moved as those before them."""
    moved = next((claim for claim, _ in before if claim.measure in FOLLOWED), None)
    for verb in sentence.words if moved is not None else ():
        if verb.lemma != "follow" or not verb.is_verb or verb.child("dobj") is not None:
            continue
        who = subject(verb)
        counts = counter.counts(who) if who is not None else []
        for count in counts:
            if moved is not None and count.explicit and count.who is not None and counter.is_people(count.who):
                yield Claim(moved.measure, verb, count.who, f"figure.{moved.measure}.next", explicit=True), count
