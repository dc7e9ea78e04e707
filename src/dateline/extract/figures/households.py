"""Numbers counted in households, and the people of those households where the words give both.

    "850 households were displaced"                      850 households, people unknown
    "1,200 families (about 6,100 people) fled"           about 6,100 people in 1,200 households: one figure
    "a family of five" is five people; "family members" are people; "host families" and "families of the victims" moved nowhere
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from dateline.knowledge.harm import harm
from dateline.knowledge.quantifiers import quantifiers
from dateline.records import Span
from dateline.syntax.tree import Word
from dateline.text.numbers import Quantity

REACH = 4  # words between a number and what it counts: "850 newly displaced households"
GAP = 6  # words between "households" and the number of their people
FAR = 14  # the same before "in all"
IN_ALL = (("in", "all"), ("in", "total"))
FEWEST, MOST = 1.5, 20  # people in a household


class Couple(NamedTuple):
    """Households and their people: both numbers, the noun of the people, the words of it all."""

    homes: Quantity
    people: Quantity
    noun: Word
    span: Span


def is_home(word: Word) -> bool:
    """Whether a noun is a household that may have moved: no "family member", no "host family", no "victims' families"."""
    table = quantifiers().households
    if word.lower not in table.nouns and word.lemma not in table.nouns:
        return False
    if not word.is_nominal or (word.dep == "compound" and word.head.i > word.i):
        return False
    if any(child.lower in table.hosts or child.lemma in table.hosts for child in word.children if child.i < word.i):
        return False
    owned = any(child.dep == "poss" and child.tag[:2] == "NN" for child in word.children)
    return not owned and not any(_is_kin(inner) for inner in _of(word))


def _of(word: Word) -> Iterator[Word]:
    for link in word.children:
        if link.dep == "prep" and link.lower == "of":
            yield from link.children_of("pobj")


def _is_kin(inner: Word) -> bool:
    """"families **of the victims**, of soldiers", not "of refugees", "of displaced people" or "of six"."""
    if inner.tag == "CD" or inner.child("nummod") is not None:
        return False
    near = (inner, *inner.children)
    moved = any(word.lemma in harm().refugees or word.lower in harm().refugees for word in near)
    return not moved and (inner.lemma in harm().people or inner.lower in harm().adjectives or inner.lower in ("those", "them"))


def counted_home(words: Sequence[Word], quantity: Quantity, whom: Word | None) -> Word | None:
    """The households that a number counts: those it stands before, else the noun that the words give it ("IDPs: **850 HHs**")."""
    if whom is not None:
        return whom if is_home(whom) else None
    noun = _noun_behind(words, quantity)
    return noun if noun is not None and is_home(noun) else None


def _noun_behind(words: Sequence[Word], quantity: Quantity) -> Word | None:
    """The noun that follows a number, behind adjectives and participles."""
    for word in words[quantity.last : quantity.last + REACH]:
        if word.is_nominal and not (word.dep == "compound" and word.head.i == word.i + 1):
            return word
        if word.tag not in ("JJ", "VBN", "VBD", "RB", "NN", "NNP") and word.lower != "of":
            return None
    return None


def couples(words: Sequence[Word], numbers: Sequence[Quantity]) -> dict[int, Couple]:
    """The couples of a sentence by the first word of either number.

    "850 households (about 4,250 people)" · "4,250 individuals, or 850 families" · "850 families comprising 4,250 persons"
    """
    found: dict[int, Couple] = {}
    homes: Quantity | None = None
    for before, other in pairwise((None, *numbers)):
        for one in (before, homes):
            made = _couple(words, one, other) if one is not None and one.first not in found and other is not None else None
            if made is not None:
                found[made.homes.first] = found[made.people.first] = made
        noun = _noun_behind(words, other) if other is not None else None
        homes = other if noun is not None and is_home(noun) else homes
    return found


def _couple(words: Sequence[Word], one: Quantity, other: Quantity) -> Couple | None:
    first, second = _noun_behind(words, one), _noun_behind(words, other)
    if first is None or second is None or not first.i < other.first or not _are_joined(words, first, other):
        return None
    (homes, home), (people, noun) = sorted(((one, first), (other, second)), key=lambda each: not is_home(each[1]))
    if not is_home(home) or noun.lower not in quantifiers().households.people or not _fit(homes, people):
        return None
    closing = second.i + 1 < len(words) and words[second.i + 1].text in (")", "]")
    return Couple(homes, people, noun, Span(words[one.first].start, words[second.i + closing].end))


def _are_joined(words: Sequence[Word], first: Word, other: Quantity) -> bool:
    """Whether only words that say "that is" stand between a noun and the next number.

    Where from or when may stand there before "**in all** about 1,850 people", "**, or** some 74,700 people".
    """
    between = words[first.i + 1 : other.first]
    behind = words[other.last] if other.last < len(words) else first
    if behind.dep in ("nsubj", "nsubjpass") and first.dep in ("dobj", "pobj") and between and between[0].text == ",":
        return False  # "displaced 12 families, **40 people** were killed"
    lowers = [word.lower for word in words[max(first.i, other.core - 4) : other.core]]
    ends = any(pair in IN_ALL for pair in pairwise(lowers)) or [word.lower for word in between[-2:]] == [",", "or"]
    if ends:
        return len(between) <= FAR and not any(word.is_verb or word.text == ";" for word in between)
    return 0 < len(between) <= GAP and all(word.lower in quantifiers().households.joining for word in between)


def _fit(homes: Quantity, people: Quantity) -> bool:
    """"850 families, 4,250 people" may be the same; "850 families, 300 people" are not."""
    if homes.value is None or people.value is None or homes.vague or people.vague:
        return homes.value is not None and people.value is not None and homes.value < people.value
    return FEWEST * homes.value <= people.value <= MOST * homes.value
