"""Outlets that a report names as its origin: tests/cases/credits.jsonl, `out` lists (words, outlet, how)."""

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import KnowledgeError
from dateline.extract import credits
from dateline.knowledge.outlets import first_letters, from_table, outlets
from dateline.pipeline import Pipeline
from dateline.syntax.build import tree_of
from dateline.syntax.repairs import repair

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "credits.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_credits(case: dict[str, Any], pipeline: Pipeline) -> None:
    tree = repair(pipeline.parser.parse(case["text"]))
    found = [[case["text"][each.start : each.end], each.outlet, each.how] for each in credits.find(tree)]
    assert found == case["out"]


def test_told_of_a_hand_written_tree() -> None:
    tree = tree_of("He he PRON PRP nsubj 1 | told tell VERB VBD ROOT 1 | AFP AFP PROPN NNP dobj 1 | . . PUNCT . punct 1")
    (credit,) = credits.find(tree)
    assert (credit.outlet, credit.how, credit.start, credit.end) == ("Agence France-Presse", "told", 8, 11)


@pytest.mark.parametrize(
    ("text", "start", "outlet"),
    [
        ("told L’Orient-Le Jour", 5, "L'Orient-Le Jour"),
        ("told The New York Times", 5, "The New York Times"),
        ("told New York Times", 5, "The New York Times"),
        ("told APples", 5, None),
        ("told the ap", 9, None),
    ],
)
def test_names_are_compared_to_the_character(text: str, start: int, outlet: str | None) -> None:
    found = outlets().at(text, start)
    assert (found and found[0]) == outlet


@pytest.mark.parametrize(
    ("name", "outlet"),
    [("Al Jazzera", "Al Jazeera"), ("Al Jazera", "Al Jazeera"), ("Reuturs", "Reuters"), ("Al Amin", None), ("Bob", None)],
)
def test_mangled_names(name: str, outlet: str | None) -> None:
    assert outlets().nearest(name) == outlet


def test_first_letters_are_those_of_every_way_of_cutting_words() -> None:
    assert [first_letters(name) for name in ("L'Orient", "RFE/RL", "+972 Magazine", "—")] == ["L", "RFE", "972", ""]


def test_the_list_is_long_and_refuses_unknown_sections() -> None:
    assert sum(len(names) for names in outlets().by_first.values()) > 400
    with pytest.raises(KnowledgeError, match="unknown section 'blogs'"):
        from_table({"blogs": {}})
    with pytest.raises(KnowledgeError, match="needs a list"):
        from_table({"papers": {"The Herald": "Herald"}})
