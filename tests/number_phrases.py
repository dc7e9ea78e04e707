"""Writes numbers of people in every way that news writes them, with the bounds that must come back."""

from random import Random
from typing import NamedTuple

from dateline.records import Quantifier
from dateline.text.numbers import bounded

SMALL = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety"}
BEFORE: dict[Quantifier, tuple[str, ...]] = {
    "exact": ("", "", "", "exactly ", "a total of "),
    "at_least": ("at least ", "no fewer than ", "not less than "),
    "more_than": ("more than ", "over ", "well over "),
    "at_most": ("up to ", "as many as ", "no more than "),
    "less_than": ("fewer than ", "less than "),
    "nearly": ("nearly ", "almost ", "close to "),
    "about": ("about ", "around ", "some ", "roughly ", "an estimated ", "approximately "),
}
AFTER: tuple[tuple[str, Quantifier], ...] = ((" or more", "at_least"), (" or so", "about"), (" or fewer", "at_most"))
VAGUE: tuple[tuple[str, int, int | None, Quantifier], ...] = (
    ("dozens of", 24, None, "more_than"), ("scores of", 40, None, "more_than"), ("hundreds of", 200, None, "more_than"),
    ("thousands of", 2000, None, "more_than"), ("tens of thousands of", 20_000, None, "more_than"),
    ("hundreds of thousands of", 200_000, None, "more_than"), ("several", 3, None, "more_than"),
    ("several hundred", 300, None, "more_than"), ("a few dozen", 24, None, "more_than"), ("two dozen", 24, 24, "exact"),
    ("half a million", 500_000, 500_000, "exact"), ("a dozen", 12, 12, "exact"), ("both", 2, 2, "exact"),
)  # fmt: skip


class Phrase(NamedTuple):
    """The words of a number and what they mean."""

    text: str
    low: int | None
    high: int | None
    quantifier: Quantifier


def spelled(value: int) -> str:
    """206 -> "two hundred and six"; up to 999,999."""
    if value < 20:
        return SMALL[value - 1]
    if value < 100:
        tens, rest = TENS[value // 10 * 10], value % 10
        return f"{tens}-{spelled(rest)}" if rest else tens
    if value < 1000:
        rest = value % 100
        return f"{spelled(value // 100)} hundred" + (f" and {spelled(rest)}" if rest else "")
    rest = value % 1000
    tail = f" and {spelled(rest)}" if 0 < rest < 100 else f" {spelled(rest)}" if rest else ""
    return f"{spelled(value // 1000)} thousand{tail}"


def written(random: Random) -> tuple[str, int]:
    """A number of two or more in digits, words or millions, and its value."""
    way = random.randrange(6)
    if way == 0:
        value = random.randint(2, 999)
        return str(value), value
    if way == 1:
        value = random.randint(1000, 9_999_999)
        return f"{value:,}", value
    if way == 2:
        value = random.randint(2, 120)
        return spelled(value), value
    if way == 3:
        value = random.choice((random.randint(121, 999), random.randint(2, 90) * 1000, random.randint(1001, 9999)))
        return spelled(value), value
    tenths = random.randint(11, 99)
    if way == 4:
        return f"{tenths / 10:.1f} million", tenths * 100_000
    millions = random.randint(2, 40)
    return f"{millions} million", millions * 1_000_000


def phrase(random: Random) -> Phrase:
    """A number with its bounds, a range or a vague word."""
    way = random.randrange(10)
    if way == 0:
        return Phrase(*random.choice(VAGUE))
    if way == 1:
        low = random.randint(2, 4000)
        high = low + random.randint(2, 500)
        text = random.choice(("between {:,} and {:,}", "{:,} to {:,}")).format(low, high)
        return Phrase(text, low, high, "range")
    text, value = written(random)
    if way == 2:
        after, quantifier = random.choice(AFTER)
        return Phrase(text + after, *bounded(value, quantifier), quantifier)
    quantifier = random.choice(list(BEFORE))
    return Phrase(random.choice(BEFORE[quantifier]) + text, *bounded(value, quantifier), quantifier)
