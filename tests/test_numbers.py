"""Numbers in words: what bounds they give, and that every number comes back from every way of writing it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import KnowledgeError
from dateline.knowledge.quantifiers import _File, quantifiers
from dateline.knowledge.tables import convert
from dateline.records import Quantifier
from dateline.text.numbers import Quantity, bounded, find


def read(text: str) -> list[Quantity]:
    return find(text.lower().split(), quantifiers().numbers)


CASES: list[tuple[str, int | None, int | None, str]] = [
    ("at least 40 people", 40, None, "at_least"),
    ("no fewer than 70 people", 70, None, "at_least"),
    ("60 or more people", 60, None, "at_least"),
    ("more than 220 deaths", 221, None, "more_than"),
    ("well over two hundred and six people", 207, None, "more_than"),
    ("as many as 300 people", None, 300, "at_most"),
    ("up to 60,000 people", None, 60_000, "at_most"),
    ("fewer than 100 people", None, 99, "less_than"),
    ("nearly 4 million people", None, 4_000_000, "nearly"),
    ("some 13 million people", 13_000_000, 13_000_000, "about"),
    ("an estimated 4,000 fighters", 4000, 4000, "about"),
    ("40 or so people", 40, 40, "about"),
    ("40 - odd people", 40, 40, "about"),
    ("forty - five students", 45, 45, "exact"),
    ("one hundred twenty people", 120, 120, "exact"),
    ("three thousand two hundred people", 3200, 3200, "exact"),
    ("a hundred and twenty - two people", 122, 122, "exact"),
    ("two dozen people", 24, 24, "exact"),
    ("a thousand people", 1000, 1000, "exact"),
    ("1.2 m people", 1_200_000, 1_200_000, "exact"),
    ("4.200 people", 4200, 4200, "exact"),
    ("over 1.340.000 people", 1_340_001, None, "more_than"),
    ("1.340 million people", 1_340_000, 1_340_000, "exact"),
    ("12 million 800 thousand people", 12_800_000, 12_800_000, "exact"),
    ("18 thousand and 700 people", 18_700, 18_700, "exact"),
    ("3 million and 200 thousand people", 3_200_000, 3_200_000, "exact"),
    ("2 thousand and 5 people", 2000, 2000, "exact"),
    ("4 million and 700 people", 4_000_000, 4_000_000, "exact"),
    ("1.2m people", 1_200_000, 1_200_000, "exact"),
    ("12k people", 12_000, 12_000, "exact"),
    ("12,34,567 people", 1_234_567, 1_234_567, "exact"),
    ("12 000 people", 12_000, 12_000, "exact"),
    ("1 200 000 people", 1_200_000, 1_200_000, "exact"),
    ("three lakh people", 300_000, 300_000, "exact"),
    ("half a million people", 500_000, 500_000, "exact"),
    ("a million and a half people", 1_500_000, 1_500_000, "exact"),
    ("two and a half million people", 2_500_000, 2_500_000, "exact"),
    ("between 40 and 50 rebels", 40, 50, "range"),
    ("about 2,000 to 2,500 people", 2000, 2500, "range"),
    ("2 - 3 million people", 2_000_000, 3_000_000, "range"),
    ("two or three people", 2, 3, "range"),
    ("dozens of people", 24, None, "more_than"),
    ("scores wounded", 40, None, "more_than"),
    ("hundreds of thousands of people", 200_000, None, "more_than"),
    ("several hundred people", 300, None, "more_than"),
    ("a few thousand people", 2000, None, "more_than"),
    ("both pilots", 2, 2, "exact"),
    ("a couple of people", 2, 2, "about"),
]


@pytest.mark.parametrize("text, low, high, quantifier", CASES)
def test_a_number_has_the_bounds_of_its_words(text: str, low: int | None, high: int | None, quantifier: str) -> None:
    first = read(text)[0]
    assert (first.low, first.high, first.quantifier) == (low, high, quantifier)


@pytest.mark.parametrize("text", ["at 9:45", "the 3rd brigade", "an F-16 jet", "nobody came", "as many people", "in 12,34 ways"])
def test_what_is_no_number_gives_none(text: str) -> None:
    assert read(text) == []


def test_a_decimal_counts_nobody() -> None:
    assert [each.whole for each in read("1.5 of them")] == [False]


def test_from_to_keeps_both_ends() -> None:
    (both,) = read("from 12 to 19")
    assert [each.low for each in both.ends] == [12, 19]


def test_two_numbers_in_a_list_are_two() -> None:
    assert [each.low for each in read("ages 3 , 4 and 7")] == [3, 4, 7]


def test_a_share_is_no_number() -> None:
    (third,) = read("a third of them")
    assert third.share == pytest.approx(1 / 3, abs=0.001)
    assert third.low is None


SMALL = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
         "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]  # fmt: skip
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(value: int) -> str:
    """A number in words as tokens: 345 -> "three hundred and forty - five"."""
    if value < 20:
        return SMALL[value]
    if value < 100:
        return TENS[value // 10] + (f" - {SMALL[value % 10]}" if value % 10 else "")
    for size, name in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if value >= size:
            rest = value % size
            joiner = " and " if 0 < rest < 100 else " "
            return f"{spelled(value // size)} {name}" + (joiner + spelled(rest) if rest else "")
    raise AssertionError


WRITTEN = [str, "{:,}".format, spelled]
BOUNDS: list[tuple[str, Quantifier]] = [
    ("{}", "exact"), ("at least {}", "at_least"), ("more than {}", "more_than"), ("up to {}", "at_most"),
    ("fewer than {}", "less_than"), ("nearly {}", "nearly"), ("about {}", "about"), ("{} or more", "at_least"),
]  # fmt: skip


@given(st.integers(min_value=2, max_value=9_999_999), st.sampled_from(WRITTEN), st.sampled_from(BOUNDS))
def test_every_number_comes_back_with_its_bounds(value: int, write: object, bound: tuple[str, Quantifier]) -> None:
    assert callable(write)
    template, quantifier = bound
    (found,) = read(f"gunmen held {template.format(write(value))} villagers there")
    assert (found.low, found.high) == bounded(value, quantifier)
    assert found.quantifier == quantifier
    assert found.value == value


@given(st.integers(min_value=2, max_value=99_999), st.integers(min_value=1, max_value=99_999))
def test_every_range_comes_back(low: int, more: int) -> None:
    (found,) = read(f"between {low:,} and {low + more:,} rebels")
    assert (found.low, found.high, found.quantifier) == (low, low + more, "range")


@pytest.mark.parametrize("words", ["on 17 august 1978 he fell", "on june 3 , 2011 a mine", "in sept. 1994 rebels", "in may 2001"])
def test_a_year_behind_a_month_counts_nothing(words: str) -> None:
    assert not [each for each in read(words) if each.low is not None and each.low > 31]


@pytest.mark.parametrize(
    ("words", "value"),
    [("in may 12 guards", 12), ("marching 1978 rebels", 1978), ("on friday 2000 people", 2000), ("may 5,000", 5000)],
)
def test_a_number_behind_another_word_still_counts(words: str, value: int) -> None:
    assert read(words)[-1].value == value


SHUFFLED = ["forty", "-", "and", "a", "million", "half", "or", "to", "12", "1.2", "more", "than", "people", "dozens", "of", "m"]


@given(st.lists(st.sampled_from(SHUFFLED), max_size=9))
def test_no_tokens_break_the_grammar_and_numbers_do_not_overlap(tokens: list[str]) -> None:
    found = find(tokens, quantifiers().numbers)
    assert all(0 <= each.first <= each.core < each.last <= len(tokens) for each in found)
    assert all(left.last <= right.first for left, right in pairwise(found))
    assert all(each.low <= each.high for each in found if each.low is not None and each.high is not None)


def test_an_unknown_section_is_refused_by_name() -> None:
    with pytest.raises(KnowledgeError, match="unknown field"):
        convert({"unit": {}}, _File, "quantifiers.toml")
