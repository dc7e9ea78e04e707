"""Stories of look-alikes: what the record says of day and place tells apart what shares every name."""

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from dateline.link import link
from dateline.records import Article, Report

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "link_stories.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(scope="module")
def coded(pipeline: Any) -> dict[str, list[Report]]:
    return {
        case["case"]: list(pipeline.code(
            Article(f"{n}{one['story']}", one["text"], one["published"], None, one["outlet"], one["title"])
            for n, one in enumerate(case["reports"])
        ))
        for case in CASES
    }  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize("case", [case["case"] for case in CASES])
def test_look_alikes_are_two_stories(coded: dict[str, list[Report]], case: str) -> None:
    stories = {found.id: found.story for found in link(coded[case])}
    for one, other in combinations(stories, 2):
        assert (stories[one] == stories[other]) is (one[-1] == other[-1]), (one, other)
