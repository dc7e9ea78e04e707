"""One person told several times over a report: shot in the lead, in hospital, dead at the end.

    "A man was shot on Friday. ... The 22-year-old died in hospital."        killed 1, and nobody injured
    "Five people were shot. ... Two of them died."                           killed 2, injured 3
    "A man was shot dead. A woman is in critical condition."                 killed 1, injured 1

Whoever was shot, struck or taken to hospital counts as injured only if the report does not tell that he died.
"""

from dataclasses import dataclass

from msgspec.structs import replace

from dateline.extract.figures.claims import Claim
from dateline.extract.figures.counting import Count, Counter
from dateline.syntax.tree import Sentence, Word

Found = tuple[Claim, Count]
PASSING = ("injured.shot", "injured.wound", "injured.condition", "injured.hospital")  # what the later dead go through, too
HE = frozenset({
    "he", "him", "himself", "man", "boy", "male", "father", "son", "brother", "husband", "uncle", "nephew",
    "grandfather", "grandson", "boyfriend", "gentleman", "guy", "dad", "policeman", "stepfather", "stepson",
})  # fmt: skip
SHE = frozenset({
    "she", "her", "herself", "woman", "girl", "female", "mother", "daughter", "sister", "wife", "aunt", "niece",
    "grandmother", "granddaughter", "girlfriend", "lady", "mom", "mum", "policewoman", "stepmother", "stepdaughter",
})  # fmt: skip
YOUNG = frozenset({"boy", "girl", "child", "baby", "toddler", "infant", "teen", "teenager", "juvenile", "youth", "kid"})
ADULT = frozenset({"man", "woman", "officer", "deputy", "soldier", "policeman", "father", "mother", "husband", "wife"})
SEPARATE = frozenset({"separate", "another", "similar", "unrelated", "different"})
INCIDENTS = frozenset({"incident", "attack", "shooting", "development", "case", "raid", "ambush", "blast", "clash"})
OTHERS = frozenset({"other", "others", "another", "second", "third", "fourth"})


@dataclass(frozen=True)
class Victim:
    """What the words tell of one person: name, noun, age, sex ("m", "f" or unknown)."""

    name: str | None
    noun: str
    age: int | None
    sex: str | None

    def may_be(self, other: "Victim") -> bool:
        """Whether two descriptions may be of one person."""
        if self.name and other.name:
            return self.name == other.name
        if self.age is not None and other.age is not None and self.age != other.age:
            return False
        if self.sex and other.sex and self.sex != other.sex:
            return False
        return not ({self.noun, other.noun} & YOUNG and {self.noun, other.noun} & ADULT)


def reconcile(counter: Counter, found: list[Found]) -> list[Found]:
    """The figures without the injured who turn out dead; a group that was shot keeps those who live.

    Each incident by itself: who died "in a separate incident" was not among those shot before.
    """
    starts = [sentence.index for sentence in counter.reading.tree.sentences if _begins_another(sentence)]
    if not starts:
        return _reconciled(counter, found)
    parts: list[list[Found]] = [[] for _ in range(len(starts) + 1)]
    for each in found:
        parts[sum(start <= each[0].predicate.sentence.index for start in starts)].append(each)
    return [each for part in parts for each in _reconciled(counter, part)]


def _begins_another(sentence: Sentence) -> bool:
    """"**In a separate incident** on Sunday, a farmer ...", "In another attack ..."."""
    first = [word.lower for word in sentence.words[:4] if word.lower not in ("a", "an")][:3]
    return len(first) == 3 and first[0] == "in" and first[1] in SEPARATE and first[2] in INCIDENTS


def _reconciled(counter: Counter, found: list[Found]) -> list[Found]:
    dead = [(claim, count) for claim, count in found if claim.measure == "killed" and count.low]
    if not dead:
        return found
    people = [count.who for _, count in dead if count.who is not None]
    single = [describe(counter, count.who) for _, count in dead if count.low == count.high == 1 and count.who is not None]
    most = max(max(count.low or 0 for _, count in dead), _distinct(single))
    kept: list[Found] = []
    for claim, count in found:
        changed: Found | None = (claim, count)
        if claim.measure == "injured" and not _is_apart(claim, count, people):
            changed = _survivors(counter, (claim, count), single, most)
        if changed is not None:
            kept.append(changed)
    return kept


def _is_apart(claim: Claim, count: Count, dead: list[Word]) -> bool:
    """"killed a pensioner and wounded her neighbour": told hurt beside the dead of one sentence, in other words."""
    who = count.who
    if who is None or claim.rule.endswith(PASSING) or who.tag.startswith("PRP"):
        return False
    beside = [word for word in dead if word.sentence is who.sentence]
    return bool(beside) and not any(word is who or word.tag.startswith("PRP") for word in beside)


def _survivors(counter: Counter, each: Found, dead: list[Victim], most: int) -> Found | None:
    claim, count = each
    if count.more or not count.low or is_other(count.who) or _holds_others(counter, count):
        return each
    if count.how == "one" and count.who is not None:
        victim = describe(counter, count.who)
        unnamed = most > _distinct(dead) and claim.rule.endswith(PASSING)  # "a family of five was found dead"
        return None if unnamed or any(victim.may_be(other) for other in dead) else each
    if count.low == most and counter.reading.tree.text[count.span.start :][:3].lower() == "all":
        return None
    if claim.rule != "figure.injured.shot" or count.low != count.high or _is_wounded_too(claim.predicate):
        return each
    rest = count.low - most
    if rest <= 0:
        return None
    return replace(claim, rule="figure.injured.rest"), replace(count, low=rest, high=rest)


def _is_wounded_too(verb: Word) -> bool:
    """"**shot and wounded** two workers": they lived."""
    return any(other.lemma in ("wound", "injure") for other in (*verb.children_of("conj"), verb.head))


def _holds_others(counter: Counter, count: Count) -> bool:
    """"a nurse and two other medics were also shot"."""
    return any(word.lower in OTHERS for word in counter.reading.tree.words_in(count.span.start, count.span.end))


def is_other(who: Word | None) -> bool:
    """"another man", "two others", "a second victim"."""
    return who is not None and (who.lower in OTHERS or any(child.lower in OTHERS for child in who.children))


def describe(counter: Counter, who: Word) -> Victim:
    """Name, noun, age and sex of a person in the words of one mention."""
    name = who.lower if who.tag == "NNP" else None
    noun = who.lemma
    sex = "m" if noun in HE or who.lower in HE else "f" if noun in SHE or who.lower in SHE else None
    return Victim(name, noun, _age(counter, who), sex)


def _age(counter: Counter, who: Word) -> int | None:
    """"a 22-year-old man", "Smith, 34,", "a man, 40"."""
    words = counter.reading.tree.words
    numbers = counter.numbers(who.sentence)
    for at in (*range(max(who.i - 6, 0), who.i), *range(who.i + 1, min(who.i + 3, len(words)))):
        quantity = numbers.get(at)
        if quantity is None or quantity.low is None or quantity.first != at:
            continue
        follows = words[quantity.last].lower if quantity.last < len(words) else ""
        if at < who.i and follows in ("-", "year", "years"):
            return quantity.low
        if at > who.i and follows == "," and words[at - 1].text == ",":
            return quantity.low
    return None


def _distinct(victims: list[Victim]) -> int:
    """At least so many dead: descriptions that no two share."""
    apart: list[Victim] = []
    for victim in victims:
        if not any(victim.may_be(other) for other in apart):
            apart.append(victim)
    return len(apart)
