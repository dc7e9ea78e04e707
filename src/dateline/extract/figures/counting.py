"""How many people a noun phrase means: "more than 40 rebels" 41 and up, "a soldier" 1, "his wife and two sons" 3.

    40 people · dozens of fighters · four of the seven hostages · a 12-member team · a family of six · both pilots
    nobody · no civilians · Ahmad Khan and his brother · half of the 900 residents

What counts no people gives nothing: "22-year-old", "$40", "90 percent", "three people a day". "20 families" counts households.
"""

from msgspec.structs import replace

from dateline.extract.figures.count import Count, are_those, as_told, summed
from dateline.extract.figures.households import Couple, counted_home, couples
from dateline.extract.figures.members import is_same_person, members
from dateline.extract.reading import Reading
from dateline.knowledge.countries import countries
from dateline.knowledge.harm import Harm, harm
from dateline.knowledge.quantifiers import Quantifiers, quantifiers
from dateline.records import Bounds, Span
from dateline.syntax.deep import antecedent
from dateline.syntax.phrases import phrase_span
from dateline.syntax.tree import Sentence, Word
from dateline.text.numbers import HYPHENS, Quantity, bounded, find

__all__ = ["Count", "Counter"]

HE = frozenset({"he", "she", "him", "her", "his", "himself", "herself", "someone", "somebody"})
THEY = frozenset({"them", "they", "us", "we", "whom", "those", "these", "you", "who", "themselves"})
AGENTS = ("ers", "ors", "ists", "ians", "men", "women", "ees", "ants")  # endings of people: "shoppers", "dentists"
MEMBERS = frozenset({"member", "strong", "person", "man", "woman", "people", "soldier", "passenger", "crew"})
CURRENCY = frozenset({
    "$", "€", "£", "¥", "us$", "rs", "rs.", "usd", "eur", "pkr", "#", "no.", "nos.", "highway", "route", "article",
})  # fmt: skip
NOT_A_PERSON = frozenset({"GPE", "LOC", "FAC", "NORP", "ORG", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW", "DATE", "TIME", "MONEY"})
GROUPS = frozenset({
    "family", "group", "crowd", "team", "crew", "force", "delegation", "party", "band", "contingent", "number", "total",
    "gang", "unit", "squad", "column", "procession", "batch", "caravan", "busload", "boatload",
})  # fmt: skip
NTH = frozenset({"second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"})
BODIES = frozenset({"body", "corpse", "casualty", "life", "corps"})
PLURALS = ("people", "children", "others", "personnel", "staff", "half", "crew", "police")


def _is_no_bound(word: Word) -> bool:
    """"handed **over** two policemen", "no information **about** ten dead": not more than two, and ten."""
    if word.lower == "over":
        return word.dep == "prt"
    at = word.i - word.sentence.words[0].i
    return word.lower == "about" and at > 0 and word.sentence.words[at - 1].lemma in NEWS


NEWS = frozenset({"information", "report", "news", "word", "detail", "question", "story", "rumour", "rumor", "concern", "fear"})


class Counter:
    """Counts noun phrases of one report; the numbers of a sentence are read once."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.harm: Harm = harm()
        self.words: Quantifiers = quantifiers()
        self._numbers: dict[int, dict[int, Quantity]] = {}
        self._couples: dict[int, dict[int, Couple]] = {}

    def numbers(self, sentence: Sentence) -> dict[int, Quantity]:
        """The numbers of a sentence by the index of each of their words."""
        known = self._numbers.get(sentence.index)
        if known is None:
            first = sentence.words[0].i
            known = {}
            handed = ["" if _is_no_bound(word) else word.lower for word in sentence.words]
            for each in find(handed, self.words.numbers):
                moved = replace(each, first=each.first + first, last=each.last + first, core=each.core + first)
                known.update(dict.fromkeys(range(moved.first, moved.last), moved))
            self._numbers[sentence.index] = known
        return known

    def word(self, index: int) -> Word | None:
        words = self.reading.tree.words
        return words[index] if 0 <= index < len(words) else None

    def lower(self, index: int) -> str:
        word = self.word(index)
        return word.lower if word else ""

    def counts(self, head: Word) -> list[Count]:
        """The phrase with what is joined to it: one sum where all are exact and of a kind, else each that is known.

        "a woman and her two sons" -> 3; "two men and two women" -> 4, and each; "12 soldiers and 30 rebels" -> 12 and 30
        """
        found: list[Count] = self._respectively(head)
        if found:
            return found
        complete = True
        counted: set[Span] = set()
        for member in [head] if head.lower in self.harm.adjectives and head.tag != "NNS" else members(head):
            made = None if is_same_person(member, head) else self.count(member)
            if made is not None and made.span in counted:  # "two hundred and **ten** of them" is one number
                continue
            if made is not None:
                found.append(as_told(found[-1] if found else None, made))  # "30 families in Jenin and **12** in Tulkarem"
                counted.add(made.span)
            elif self.is_people(member) and not is_same_person(member, head):
                complete = False
        if are_those(found):
            return found[:1]
        if len(found) < 2 or not complete or any(each.quantifier != "exact" or not each.low for each in found):
            return found
        several = sum(each.how != "one" for each in found)
        if several < 2:
            return [summed(found)]
        if all(each.who is not None and each.who.lemma in self.harm.kinds for each in found):
            return [summed(found), *(replace(each, part=True) for each in found)]
        return found if self._are_apart(found) else [summed(found)]

    def _are_apart(self, found: list[Count]) -> bool:
        """"12 soldiers and 30 rebels", "20 in Mosul and 12 in Tikrit" are two numbers; "49 civilians and 15 soldiers" are 64."""
        if any(each.who is None or each.who.child("relcl", "acl", "prep") is not None for each in found):
            return True
        return 0 < sum(each.who is not None and each.who.lemma in self.harm.armed for each in found) < len(found)

    def _respectively(self, head: Word) -> list[Count]:
        """"killed **21 and 14** people respectively": two numbers of one noun."""
        quantity = self.quantity_of(head)
        if quantity is None or self.lower(quantity.first - 1) != "and":
            return []
        other = self.numbers(head.sentence).get(quantity.first - 2)
        if other is None or not any(word.lower == "respectively" for word in head.sentence.words):
            return []
        whom = self._whom(head, quantity) or head.head if head.tag == "CD" else head
        return [Count(each.low, each.high, each.quantifier, self._span(each), whom, "number") for each in (other, quantity)]

    def both_ends(self, head: Word) -> list[Count]:
        """"rose from 12 to 19": two numbers, not a range."""
        quantity = self.quantity_of(head)
        ends = quantity.ends if quantity is not None else ()
        first = head.sentence.words[0].i
        moved = [replace(each, first=each.first + first, last=each.last + first) for each in ends]
        return [Count(each.low, each.high, each.quantifier, self._span(each), None, "number") for each in moved]

    def count(self, head: Word) -> Count | None:
        """One noun phrase without what is joined to it."""
        head = _all_of_whom(antecedent(head))
        if head.lower in NTH and any(child.lower in ("a", "an") for child in head.children_of("det")) and not head.child("prep"):
            return Count(1, 1, "exact", phrase_span(head), head, "one")  # "**A seventh** had died in captivity"
        if self._none(head):
            return Count(0, 0, "exact", phrase_span(head), head, "none")
        quantity = self.quantity_of(head)
        if quantity is not None:
            return self._numbered(head, quantity)
        return self._group(head) or self._single(head)

    def quantity_of(self, head: Word) -> Quantity | None:
        """The number that stands in a noun phrase before its head, or that is its head."""
        numbers = self.numbers(head.sentence)
        at = head.i
        while head.i - at < 9:
            quantity = numbers.get(at)
            if quantity is not None:
                if self.usable(quantity):
                    return quantity
                at = quantity.first - 1
                continue
            word = self.word(at)
            if word is None or word.sentence is not head.sentence or not _inside(word, head):
                return None
            at -= 1
        return None

    def usable(self, quantity: Quantity) -> bool:
        """Whether a number may count people: no age, money, share, date, decimal."""
        after, second = self.lower(quantity.last), self.lower(quantity.last + 1)
        first = self.word(quantity.first)
        if first is not None and first.lower == "both" and first.dep in ("preconj", "cc"):
            return False
        if self.lower(quantity.first - 1) == "but" and self.lower(quantity.first - 2) == "all":  # "**all but** two of the dead"
            return False
        if self.lower(quantity.first - 1) == "how":  # "nobody knows **how many** fled"
            return False
        if not quantity.whole or after in ("%", "percent", "per", "pc", "am", "pm", "a.m.", "p.m.", "°", "th"):
            return False
        units = self.words.numbers.units
        if self.lower(quantity.core - 1) in CURRENCY or (after == "in" and self._is_share(quantity, second)):
            return False
        if self.lower(quantity.first - 1) == "in" and self.lower(quantity.first - 2) in units:
            return False  # "one in five"
        if after in HYPHENS or after == "-":
            return second in MEMBERS
        return not (after in ("year", "years", "month", "months", "yr", "yrs") and second in ("old", "of", "-"))

    def _is_share(self, quantity: Quantity, second: str) -> bool:
        """"one in five"; not "fourteen in one afternoon"."""
        whole = self.words.numbers.units.get(second, 0)
        return (quantity.low or 0) < whole

    def is_people(self, word: Word) -> bool:
        """Whether a noun names people: by list, by name of a person or people, by "-year-old"."""
        if word.lemma in self.harm.people or word.lower in self.harm.people or self._aged(word):
            return True
        if word.lower in HE or word.lower in THEY:
            return True
        if word.tag == "CD" or (word.entity is not None and word.entity.label == "PERSON"):
            return True
        if word.lower.endswith(("men", "women", "man", "woman", "people", "folk")):
            return True
        if word.entity is not None and word.entity.label == "NORP" and word.tag in ("NNP", "NNPS"):  # "3,000 Rohingya"
            return True
        return word.tag in ("NNPS", "NNS", "JJ", "NNP") and countries().of_demonym(word.text) is not None

    def _aged(self, word: Word) -> bool:
        """"two 18-year-olds", "a 10-month-old"."""
        return word.lower in ("old", "olds") and self.lower(word.i - 1) in HYPHENS

    def _none(self, head: Word) -> bool:
        if head.lower in ("nobody", "none", "nil"):
            return True
        before = self.lower(head.i - 1)
        if head.lower == "one" and before in ("no", "not"):
            return True
        denials = [child for child in head.children if child.lower in ("no", "zero", "neither") and child.i < head.i]
        single = any(child.lower in ("single", "one") for child in head.children)  # "not a single protester"
        first = min((child.i for child in head.children if child.i < head.i), default=head.i)
        denied = bool(denials) or (single and "not" in (self.lower(first), self.lower(first - 1)))
        if not denied or not head.is_nominal:
            return False
        quantity = self.quantity_of(head)  # "no fewer than 70 mourners" are 70
        told = quantity is not None and any(quantity.first <= child.i < quantity.last for child in denials) and quantity.low != 0
        return not told and self._may_count(head)

    def _numbered(self, head: Word, quantity: Quantity) -> Count | None:
        if self._is_rate(head):
            return None
        whom = self._whom(head, quantity)
        if quantity.share is not None and whom is head and head.tag == "NN" and self.is_people(head):
            return Count(1, 1, "exact", phrase_span(head), head, "one")  # "**a third volunteer** is missing"
        if quantity.share is not None:
            return self._share(quantity, whom) if whom is not head else None
        home = counted_home(self.reading.tree.words, quantity, whom)
        if home is not None:
            return self._of_homes(quantity, home)
        unit = self.words.people_of.get(whom.lemma) if whom is not None else None
        sized = self.lower(quantity.last) in HYPHENS  # "a 12-member team"
        if whom is not None and whom.lemma == "crew" and whom.tag == "NN" and (quantity.value or 0) > 1:  # "the eight crew"
            unit = 1
        if whom is not None and not sized and (unit == 0 or (unit is None and not self._may_count(whom))):
            return None
        if whom is head and not sized and whom.tag == "NN" and (quantity.value or 0) > 1 and not whom.lower.endswith(PLURALS):
            return None  # "2013 murder", "Apartment 6 resident"
        span = self._span(quantity)
        if whom is None and not quantity.first <= head.i < quantity.last:
            span = Span(span.start, head.end)  # "nine dead", "220 deaths": the word of harm is what is counted
        more = self._is_more(quantity)
        how = "group" if sized else "number"
        return Count(quantity.low, quantity.high, quantity.quantifier, span, whom, how, more)

    def _couples_of(self, sentence: Sentence) -> dict[int, Couple]:
        known = self._couples.get(sentence.index)
        if known is None:
            table = self.words.households
            told = not sentence.forms.isdisjoint(table.nouns)
            numbers = sorted(set(self.numbers(sentence).values()), key=lambda each: each.first) if told else []
            known = couples(self.reading.tree.words, [each for each in numbers if each.share is None and self.usable(each)])
            self._couples[sentence.index] = known
        return known

    def with_homes(self, count: Count) -> Count:
        """"850 households (about 4,250 people)", of either number: about 4,250 people, in 850 households."""
        first = self.reading.tree.word_at(count.span.start)
        quantity = self.numbers(first.sentence).get(first.i) if first is not None else None
        both = self._couples_of(first.sentence).get(quantity.first) if first is not None and quantity is not None else None
        if both is None or count.how != "number":
            return count
        people, homes = both.people, Bounds(both.homes.low, both.homes.high)
        return replace(count, low=people.low, high=people.high, quantifier=people.quantifier, span=both.span, who=both.noun,
                       households=homes)  # fmt: skip

    def _of_homes(self, quantity: Quantity, home: Word) -> Count | None:
        """"at least 20 families": 20 households or more, nobody knows how many people; "countless families" says nothing."""
        if quantity.low is None and quantity.high is None:
            return None
        more, bounds = self._is_more(quantity), Bounds(quantity.low, quantity.high)
        return Count(None, None, quantity.quantifier, self._span(quantity), home, "number", more, households=bounds)

    def _may_count(self, noun: Word) -> bool:
        counted = bool({noun.lemma, noun.lower} & (self.harm.bare.keys() | self.harm.refugees))  # "24 arrests", "15 bodies"
        return counted or self.is_people(noun) or self._plausible(noun)

    def _span(self, quantity: Quantity) -> Span:
        words = self.reading.tree.words
        return Span(words[quantity.first].start, words[quantity.last - 1].end)

    def _is_more(self, quantity: Quantity) -> bool:
        """"another 25", "three more", "25 additional"; not "more than 25"."""
        near = (quantity.first, quantity.first - 1, quantity.last)
        return any(self.lower(at) in self.words.increment and self.lower(at + 1) not in ("than", "of") for at in near)

    def _whom(self, head: Word, quantity: Quantity) -> Word | None:
        """"dozens of **fighters**", "40 **people**", "112" of "112 injured": nobody named."""
        if not quantity.first <= head.i < quantity.last:
            return None if self._is_harm(head) else head
        last = self.word(quantity.last - 1)
        for word in (head, last):
            for link in word.children_of("prep") if word else []:
                if link.lower == "of" and link.child("pobj") is not None:
                    return link.child("pobj")
        return None

    def _is_harm(self, head: Word) -> bool:
        """"nine **dead**", "220 **deaths**", "15 **bodies**": a word for what happened, not for who they are."""
        if head.lower in self.harm.adjectives or head.lemma in BODIES:
            return True
        return head.lemma in self.harm.bare and head.lemma not in self.harm.people

    def _share(self, quantity: Quantity, whom: Word | None) -> Count | None:
        """"a third of the 90,000 residents" -> about 30,000; a share of an unknown whole is no number."""
        whole = self.count(whom) if whom is not None else None
        told = whole.households if whole is not None and whole.low is None and whole.households is not None else whole
        if told is None or told.low is None or told.low != told.high or quantity.share is None:
            return None
        bounds = Bounds(*bounded(round(told.low * quantity.share), quantity.quantifier))
        made = Count(bounds.low, bounds.high, quantity.quantifier, self._span(quantity), whom, "share")
        return made if told is whole else replace(made, low=None, high=None, households=bounds)

    def _plausible(self, noun: Word) -> bool:
        """A plural name or agent noun that is no unit and no thing: "killed 18 Houthis", "40 mostly elderly shoppers"."""
        if noun.lemma in self.words.not_people or noun.lower in self.words.not_people:
            return False
        if noun.tag in ("NNS", "NNPS"):
            return noun.text[:1].isupper() or noun.lower.endswith(AGENTS)
        return noun.tag in ("NNP", "JJ", "VBN", "VBD", "PRP") and noun.lower != "it"

    def _is_rate(self, head: Word) -> bool:
        """"three people **a day** die": nobody knows how many."""
        end = head.i + 1
        texts = [self.lower(end), self.lower(end + 1)]
        if self.lower(end + 2) in ("earlier", "ago", "before", "later"):  # "up from 1.6 million **a year earlier**"
            return False
        return (texts[0],) in self.words.rate or tuple(texts) in self.words.rate

    def _group(self, head: Word) -> Count | None:
        """"a family of six", "a crowd of 5,000"; "a couple" is 2, "20 families" nobody knows."""
        if head.lemma in GROUPS or head.lower in self.words.people_of:
            for link in head.children_of("prep"):
                inner = link.child("pobj") if link.lower == "of" else None
                made = self.count(inner) if inner is not None else None
                kin = head.lower == "families"  # "the families of 12 hostages" are not twelve
                if inner is not None and made is not None and made.how == "number" and not kin:
                    return replace(made, who=made.who or head, how="group")
            size = self.words.people_of.get(head.lower, 0)
            if size and head.tag in ("NN", "NNS"):
                return Count(size, size, "exact", phrase_span(head), head, "one")
        return None

    def _single(self, head: Word) -> Count | None:
        """One person: "a soldier", "the gunman", "he", "John Smith"."""
        if not self.is_one(head) or any(child.lower in ("every", "each") for child in head.children):
            return None
        more = any(child.lower == "another" for child in head.children) or head.lower == "another"
        return Count(1, 1, "exact", phrase_span(head, with_of=False), head, "one", more)

    def is_one(self, head: Word) -> bool:
        if head.lower in HE or head.lower in ("another", "someone"):
            return True
        if head.tag == "NNP":
            return self._is_named(head)
        if self._aged(head):
            return head.lower == "old"
        return head.tag == "NN" and not head.lower.endswith(PLURALS) and self.is_people(head)

    def _is_named(self, head: Word) -> bool:
        if self.reading.place_at(head) is not None:
            return False
        if head.entity is not None and head.entity.label in NOT_A_PERSON:
            return False
        known = head.entity is None or head.entity.label == "PERSON"  # nothing else is known of a name that is hurt
        return known or head.lemma.lower() in self.harm.people


def _all_of_whom(head: Word) -> Word:
    """"62 people, **all of whom** died": the people, where nothing else is said of how many."""
    if head.lower not in ("all", "both"):
        return head
    for link in head.children_of("prep"):
        inner = link.child("pobj")
        if link.lower == "of" and inner is not None and inner.lower == "whom" and head.lower == "all":
            return antecedent(inner)
    return head


def _inside(word: Word, head: Word) -> bool:
    """Whether a word left of a head belongs to its phrase and does not end another one."""
    if word is head:
        return True
    if word.dep in ("cc", "conj", "relcl", "acl", "advcl") or word.text in (",", ";", ":", ".") or word.tag in ("WDT", "WP"):
        return False
    above = word.head
    return word.i < above.i <= head.i or word.text in HYPHENS or word.tag == "JJR"
