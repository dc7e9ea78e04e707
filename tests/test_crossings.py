"""Sentences of our own and the states of borders and crossings that must come out, from cases/crossings.jsonl."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import KnowledgeError
from dateline.knowledge.borders import _File, borders, compiled
from dateline.knowledge.tables import convert
from dateline.records import Crossing, Report

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "crossings.jsonl").read_text("utf-8").splitlines()]


def told(report: Report, crossing: Crossing) -> dict[str, Any]:
    """A crossing in the fields that cases use."""
    since = report.times[crossing.since] if crossing.since is not None else None
    source = crossing.attribution.source if crossing.attribution else None
    return {
        "status": crossing.status, "what": crossing.what, "count": crossing.count, "countries": list(crossing.countries),
        "names": [report.text[name.start : name.end] for name in crossing.names], "fact": crossing.factuality.status,
        "since": report.text[since.start : since.end] if since else None, "rule": crossing.rule,
        "trigger": report.text[crossing.trigger.start : crossing.trigger.end],
        "source": report.text[source.start : source.end] if source else None,
    }  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:70])
def test_a_sentence_gives_its_crossings(case: dict[str, Any], code: Callable[..., Report]) -> None:
    report = code(case["text"])
    assert not [refusal for refusal in report.refusals if refusal.reason == "failed"]
    found = [told(report, crossing) for crossing in report.crossings]
    named = [{key: crossing[key] for key in wanted} for crossing, wanted in zip(found, case["crossings"], strict=False)]
    assert named == case["crossings"], found
    assert len(found) == len(case["crossings"]), found


def test_a_verb_with_a_particle_has_a_state_of_its_own() -> None:
    assert borders().verbs["shut"] == {"": "closed", "down": "closed"}
    assert borders().verbs["reopen"][""] == "open"


def test_a_word_of_two_states_is_refused() -> None:
    state = {"verbs": ["close"], "adjectives": [], "nouns": []}
    words: dict[str, Any] = {"words": []}
    table = {
        "objects": {}, "compounds": {"crossing": [], "before": []}, "not_objects": {"before": []}, "closed": state,
        "open": state, "restricted": {"verbs": [], "adjectives": [], "nouns": []}, "undo": {"verbs": []}, "do": {"verbs": []},
        "partly": words, "since": words, "copulas": {"verbs": []}, "sealed_names": {"verbs": []},
    }  # fmt: skip
    with pytest.raises(KnowledgeError, match="two states"):
        compiled(convert(table, _File, "borders.toml"))


def test_an_unknown_kind_of_crossing_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="canyon"):
        convert({"objects": {"canyon": ["gorge"]}}, _File, "borders.toml")
