"""The walk of docs/rules.md from a sentence to a passing test, taken again: what the page says is what happens."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.errors import KnowledgeError
from dateline.explain.proofs import check, coded_examples
from dateline.knowledge.event_rules import event_rules
from dateline.pipeline import Pipeline
from dateline.records import Report
from dateline.settings import load_settings

PAGE = (Path(__file__).parents[1] / "docs" / "rules.md").read_text(encoding="utf-8")
WALK = PAGE[PAGE.index("## From a sentence to a passing test") :]
BLOCKS = [re.sub(r"(?m)^   ", "", block) for block in re.findall(r"```toml\n(.*?)```", WALK, re.DOTALL)]
SENTENCE = "Rangers corralled six poachers."


def write(folder: Path, narrowed: bool = False, mode: str = "arrest") -> str:
    rule, narrow = BLOCKS
    text = rule.replace('recipient = ["obj"]\n', 'recipient = ["obj"]\n' + narrow) if narrowed else rule
    (folder / "rangers.toml").write_text(text.replace('"arrest"', f'"{mode}"'), encoding="utf-8")
    event_rules.cache_clear()
    return str(folder)


@pytest.mark.model
def test_the_sentence_gives_nothing_before(code: Callable[..., Report]) -> None:
    assert code(SENTENCE).events == ()


@pytest.mark.model
@pytest.mark.parametrize(("narrowed", "failing"), [(False, ["counter"]), (True, [])])
def test_the_first_draft_arrests_cattle_and_the_second_does_not(tmp_path: Path, narrowed: bool, failing: list[str]) -> None:
    pipeline = Pipeline(load_settings(rules_dir=write(tmp_path, narrowed)))
    rule = pipeline.rules.named("coerce.corral")
    assert [failure.part for failure in check(rule, coded_examples((rule,), pipeline))] == failing


def test_a_slip_is_told_with_what_is_allowed(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="'round-up' is none of COERCE") as error:
        event_rules(write(tmp_path, mode="round-up"))
    assert "Allowed: arrest, detain, expel" in str(error.value)


@pytest.fixture(autouse=True)
def _forget() -> None:
    event_rules.cache_clear()
