"""Why a predicate is no news: every sentence of `cases/background.jsonl`, and the example of every figure of speech."""

import json
from pathlib import Path

import pytest

from dateline.errors import KnowledgeError
from dateline.extract.background import background
from dateline.knowledge.background import Figure, read_signs, signs
from dateline.pipeline import Pipeline
from dateline.syntax.build import tree_of
from dateline.syntax.repairs import repair

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "background.jsonl").read_text("utf-8").splitlines()]


def why(pipeline: Pipeline, text: str, on: str) -> str | None:
    (tree,) = pipeline.parser.parse_many([text])
    repair(tree)
    return background(next(word for word in tree.words if word.text == on))


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=[f"{case['on']}-{at}" for at, case in enumerate(CASES)])
def test_case(pipeline: Pipeline, case: dict[str, str]) -> None:
    assert why(pipeline, case["text"], case["on"]) == case["why"]


@pytest.mark.model
@pytest.mark.parametrize("figure", signs().figure, ids=[figure.heads[0] for figure in signs().figure])
def test_example_of_a_figure(pipeline: Pipeline, figure: Figure) -> None:
    assert why(pipeline, figure.example, figure.on) == figure.reason


def test_a_heart_attack_is_a_figure_and_an_attack_is_not() -> None:
    tree = tree_of("a a DET DT det 2 | heart heart NOUN NN compound 2 | attack attack NOUN NN ROOT 2")
    assert background(tree.words[2]) == "metaphor"
    assert background(tree_of("an an DET DT det 1 | attack attack NOUN NN ROOT 1").words[1]) is None


def test_unknown_tables_are_refused() -> None:
    with pytest.raises(KnowledgeError, match="Allowed tables"):
        read_signs({"weather": {}})
