"""Which mentions mean the same actor: the cases of cases/coref.jsonl. Mark 0 stands for nobody, others for one actor each."""

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.pipeline import Pipeline
from who import who_is

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases/coref.jsonl").read_text().splitlines()]


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_mentions_of_one_mark_are_one_actor(pipeline: Pipeline, case: dict[str, Any]) -> None:
    answer = who_is(pipeline)(case["text"])
    ids: dict[str, set[str | None]] = {}
    for mark, _, found in answer.marked:
        ids.setdefault(mark, set()).add(found)
    assert ids.pop("0", {None}) == {None}, answer.marked
    assert all(len(found) == 1 and None not in found for found in ids.values()), answer.marked
    different = [next(iter(found)) for found in ids.values()]
    assert len(set(different)) == len(different), answer.marked
