"""Every sentence of `cases/factuality.jsonl` and every example of the two word files, judged on the real parse."""

import json
from functools import lru_cache
from pathlib import Path

import pytest

from dateline.extract import statements
from dateline.extract.factuality import Facts, Judgement
from dateline.knowledge.factuality import Group, Modal, groups, modality
from dateline.pipeline import Pipeline
from dateline.syntax.repairs import repair
from dateline.syntax.tree import Tree

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "factuality.jsonl").read_text("utf-8").splitlines()]
FLOOR = 0.95  # of all cases; a case that fails is marked "open": true, with what comes out instead

pytestmark = pytest.mark.model


@lru_cache(maxsize=2000)
def read(pipeline: Pipeline, text: str) -> tuple[Tree, Facts]:
    (tree,) = pipeline.parser.parse_many([text])
    repair(tree)
    _, sources = statements.find(tree)
    return tree, Facts(tree, sources)


def judge(pipeline: Pipeline, text: str, on: str) -> tuple[Tree, Judgement]:
    """The judgement of the word `on`; "fire#2" is its second occurrence."""
    tree, facts = read(pipeline, text)
    name, _, nth = on.partition("#")
    hits = [word for word in tree.words if word.text == name]
    assert hits, f"no word {name!r} in {text!r}"
    return tree, facts.of(hits[int(nth or 1) - 1])


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(pipeline: Pipeline, case: dict[str, object]) -> None:
    if case.get("open"):
        pytest.xfail("a construction that the rules do not see yet")
    tree, judged = judge(pipeline, str(case["text"]), str(case["on"]))
    assert judged.status == case["status"]
    if "score" in case:
        assert judged.score == pytest.approx(case["score"], abs=0.8)
    if "by" in case:
        source = judged.attribution.source if judged.attribution else None
        said = tree.text[source.start : source.end] if source else ""
        assert str(case["by"]) in said
    if "cue" in case:
        assert str(case["cue"]) in [tree.text[span.start : span.end] for span in judged.cues]


def test_most_cases_hold() -> None:
    closed = [case for case in CASES if not case.get("open")]
    assert len(closed) >= FLOOR * len(CASES)
    assert len(CASES) >= 500


@pytest.mark.parametrize("group", groups(), ids=[group.name for group in groups()])
def test_example_of_heads(pipeline: Pipeline, group: Group) -> None:
    assert judge(pipeline, group.example, group.on)[1].status == group.status


MARKED = [
    (mark.example, mark.on, mark.effect)
    for table in (modality().adjectives, modality().prepositions)
    for mark in table.values()
    if mark.on and mark.effect.split()[0] not in ("pass", "fact")
]


@pytest.mark.parametrize(("text", "on", "effect"), MARKED, ids=[on for _, on, _ in MARKED])
def test_example_of_marks(pipeline: Pipeline, text: str, on: str, effect: str) -> None:
    assert judge(pipeline, text, on)[1].status == effect.split()[0]


ADVERBS = [(mark.example, mark.effect) for mark in modality().adverbs.values()]


@pytest.mark.parametrize(("text", "effect"), ADVERBS, ids=list(modality().adverbs))
def test_example_of_adverbs(pipeline: Pipeline, text: str, effect: str) -> None:
    tree, facts = read(pipeline, text)
    assert facts.of(tree.sentences[0].roots[0]).status == effect.split()[0]


@pytest.mark.parametrize("modal", modality().modals.values(), ids=list(modality().modals))
def test_example_of_modals(pipeline: Pipeline, modal: Modal) -> None:
    tree, facts = read(pipeline, modal.example)
    status = facts.of([word for word in tree.words if word.pos == "VERB"][-1]).status
    assert status in {text.split()[0] for text in (modal.plain, modal.negated, modal.perfect)}
