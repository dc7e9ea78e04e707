"""Quotation marks: which open, which close, which are none."""

from typing import SupportsIndex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.text.quotes import Quotation, pair


def paired(text: str) -> list[Quotation]:
    """Quotations of a text whose paragraphs are its lines."""
    ranges, at = [], 0
    for line in text.split("\n"):
        ranges.append((at, at + len(line)))
        at += len(line) + 1
    return pair(text, ranges)


def inner(text: str) -> list[str]:
    return [text[each.inner : each.inner_end] for each in paired(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“We stay,” said Koval. “They left,” he added.", ["We stay,", "They left,"]),
        ('"We stay," said Koval.', ["We stay,"]),
        ("''We stay,'' said Koval.", ["We stay,"]),
        ("``We stay,'' said Koval.", ["We stay,"]),
        ("«We stay,» said Koval.", ["We stay,"]),
        ("„We stay,” said Koval.", ["We stay,"]),
        ("‘We won’t go,’ she said.", ["We won’t go,"]),
        ("'We won't go,' she said. 'The rebels' camp is gone.'", ["We won't go,", "The rebels' camp is gone."]),
        ("the rebels' camp, the dogs' food", []),
        ("it’s the ’90s and ’em", []),
        ('a 6" shell and an 8" gun', []),
        ('“They [the rebels] left.”', ["They [the rebels] left."]),
        ('”They left,” she said.', ["They left,"]),
        ("“Gone“, she said.", ["Gone"]),
        ('"Gone"—Koval', ["Gone"]),
    ],
)
def test_pairs(text: str, words: list[str]) -> None:
    assert inner(text) == words


def test_a_quotation_inside_another_knows_its_outer() -> None:
    outer, one, two = paired("“He said ‘go’ and then “stay”,” she said.")
    assert (outer.outer, one.outer, two.outer) == (None, 0, 0)
    assert one.single and not two.single


def test_an_open_mark_is_carried_on_by_the_next_paragraph() -> None:
    first, second = paired("“First day.\n“Second day,” she said.")
    assert first.continues and not first.closed
    assert second.continued and second.closed


def test_an_odd_mark_spoils_its_own_paragraph_only() -> None:
    text = '“Never closed, he said.\nThen he left.\n“Now,” she said.'
    assert inner(text) == ["Never closed, he said.", "Now,"]
    assert [each.continues for each in paired(text)] == [False, False]


def test_a_mark_never_closed_ends_where_the_next_opens() -> None:
    assert inner('"Never closed, he said. "Now," she said.') == ["Never closed, he said.", "Now,"]


@given(st.text(alphabet="ab ,.\"'“”‘’\n", max_size=80))
def test_any_marks_give_ranges_inside_their_paragraph(text: str) -> None:
    for each in paired(text):
        assert 0 <= each.start < each.inner < each.inner_end <= each.end <= len(text)
        assert "\n" not in text[each.start : each.end]
        assert each.outer is None or paired(text)[each.outer].start < each.start


@pytest.mark.parametrize("odd", ["“a ", '"a ', "‘a ", "''a ", "“", "‘“", "“ ” “ ", "the rebels' ", "“‘«"])
def test_thousands_of_odd_marks_take_no_longer_than_as_many_pairs(odd: str) -> None:
    """Counted in letters looked at, not in seconds: twice the text, at most about twice the steps."""

    def steps(times: int) -> int:
        text = Counted(odd * times)
        pair(text, [(0, len(text))])
        return text.steps

    assert steps(4000) < 2.5 * steps(2000) + 100


class Counted(str):
    """A text that counts how often a letter of it is looked at."""

    steps = 0

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        self.steps += 1 if not isinstance(key, slice) else len(range(*key.indices(len(self))))
        return super().__getitem__(key)


def test_a_paragraph_of_sixty_thousand_opening_marks_is_paired_at_once() -> None:
    text = "“a " * 60_000
    assert len(pair(text, [(0, len(text))])) == 60_000


def test_quotations_within_quotations_end_where_text_must_be_broken() -> None:
    text = "“ a " * 30 + "” " * 30
    found = paired(text)
    depth = [0] * len(found)
    for place, each in enumerate(found):
        depth[place] = 0 if each.outer is None else depth[each.outer] + 1
    assert max(depth) < 6
