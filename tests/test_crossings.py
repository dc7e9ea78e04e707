"""Sentences of our own and the states of borders and crossings that must come out, from cases/crossings.jsonl."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dateline.errors import KnowledgeError
from dateline.knowledge import gates
from dateline.knowledge.borders import _File, _State, borders, compiled
from dateline.knowledge.places_table import own_places
from dateline.knowledge.tables import convert, read_table
from dateline.records import Crossing, Report

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "crossings.jsonl").read_text("utf-8").splitlines()]


def told(report: Report, crossing: Crossing) -> dict[str, Any]:
    """A crossing in the fields that cases use."""
    since, until = (report.times[at] if at is not None else None for at in (crossing.since, crossing.until))
    source = crossing.attribution.source if crossing.attribution else None
    return {
        "status": crossing.status, "what": crossing.what, "count": crossing.count, "countries": list(crossing.countries),
        "names": [report.text[name.start : name.end] for name in crossing.names], "fact": crossing.factuality.status,
        "since": report.text[since.start : since.end] if since else None, "rule": crossing.rule,
        "until": report.text[until.start : until.end] if until else None,
        "except": [report.text[span.start : span.end] for span in crossing.exceptions],
        "by": [report.text[who.start : who.end] for who in crossing.by],
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
    state = _State(verbs=("close",), adjectives=(), nouns=())
    table = msgspec.structs.replace(read_table("borders.toml", _File), closed=state, open=state)
    with pytest.raises(KnowledgeError, match="two states"):
        compiled(table)


def test_an_unknown_kind_of_crossing_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="canyon"):
        convert({"objects": {"canyon": ["gorge"]}}, _File, "borders.toml")


@pytest.mark.parametrize(("name", "sides"), [
    ("Torkham", ("PAK", "AFG")), ("the Chaman border crossing", ("PAK", "AFG")), ("Ras Jedir", ("LBY", "TUN")),
    ("Friendship Gate", ("PAK", "AFG")), ("the Allenby Bridge", ("PSE", "JOR")), ("Springfield", ()), ("crossing", ()),
])  # fmt: skip
def test_a_named_gate_lies_between_two_countries(name: str, sides: tuple[str, ...]) -> None:
    assert gates.gates().between(name) == sides


def test_every_border_crossing_of_the_places_has_its_two_sides() -> None:
    inside = {"Qalandiya checkpoint", "Huwara checkpoint", "Chonhar", "Enguri Bridge", "Ledra Street"}  # of one country
    crossings = {place.name for _, place in own_places() if place.kind == "crossing"}
    without = {name for name in crossings if not gates.gates().between(name)}
    assert without == inside, "a crossing of places/sites.csv needs its two countries in places/gates.csv"


@pytest.mark.parametrize(("line", "words"), [
    ("Foo Gate,PAK|XXX,", "XXX"), ("Foo Gate,PAK,", "Two alpha-3"), ("Foo Gate,PAK|AFG,\nFoo,IRN|IRQ,", "two places"),
])  # fmt: skip
def test_a_gate_that_cannot_be_is_refused(line: str, words: str) -> None:
    with pytest.raises(KnowledgeError, match=words):
        gates.compiled(["name,between,alternates", *line.splitlines()])


def test_a_gate_table_with_other_columns_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="columns"):
        gates.compiled(["name,country", "Foo,PAK"])
