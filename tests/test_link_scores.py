"""The scores of linking, on gold of our own."""

from typing import Any

import pytest

from dateline.errors import ScoreError
from dateline.evaluate import flat, measure

GOLD: list[dict[str, Any]] = [
    {"id": "a", "cluster": "flood", "copy_group": 1}, {"id": "b", "cluster": "flood", "copy_group": 1},
    {"id": "c", "cluster": "flood"}, {"id": "d", "cluster": "fire"},
]  # fmt: skip


def links(**stories: str | None) -> dict[str, dict[str, Any]]:
    return {name: {"id": name, "story": story, "copy_group": story} for name, story in stories.items()}


def test_a_split_story_costs_recall_alone() -> None:
    found = flat(measure("stories", GOLD, links(a="1", b="1", c="2", d="3")))
    assert (found["b3_p"], found["b3_r"]) == (1.0, round((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4, 4))
    assert (found["pairs_p"], found["pairs_r"]) == (1.0, 0.3333)


def test_two_stories_in_one_cost_precision() -> None:
    assert flat(measure("stories", GOLD, links(a="1", b="1", c="1", d="1")))["pairs_p"] == 0.5


def test_no_story_is_a_story_of_its_own_and_no_line_is_none() -> None:
    found = flat(measure("stories", GOLD, links(a="1", b="1", d=None)))
    assert (found["missing"], found["b3_p"]) == (1, 0.75)


def test_copies_are_scored_when_asked_for() -> None:
    found = flat(measure("stories", GOLD, links(a="1", b="1", c="1", d="3"), copies=True))
    assert (found["copy_pairs_p"], found["copy_pairs_r"]) == (0.3333, 1.0)
    with pytest.raises(ScoreError, match="copy_group"):
        measure("stories", [{"id": "a", "cluster": "x"}], links(a="1"), copies=True)
    with pytest.raises(ScoreError, match="knows no copies"):
        measure("times", GOLD, {}, copies=True)
