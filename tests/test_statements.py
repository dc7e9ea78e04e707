"""Sentences of our own and who says what in them: tests/cases/statements.jsonl, one case a line.

`out` lists the statements in the order of the text: speaker, cue, content, quote; `addressee` and `within` (the place of
the outer statement in the list) where they count. A case with an empty list is a counter-example: nobody says anything.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.extract import statements
from dateline.pipeline import Pipeline
from dateline.records import Mention, Span, Statement
from dateline.syntax.repairs import repair

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "statements.jsonl").read_text("utf-8").splitlines()]


def told(text: str, found: list[Statement]) -> list[dict[str, Any]]:
    """Statements as a case writes them."""
    places = {statement.id: place for place, statement in enumerate(found)}
    rows: list[dict[str, Any]] = []
    for statement in found:
        row: dict[str, Any] = {
            "speaker": words(text, statement.speaker),
            "cue": words(text, statement.cue),
            "content": [words(text, span) for span in statement.content],
            "quote": statement.quote,
        }
        if statement.addressee is not None:
            row["addressee"] = words(text, statement.addressee)
        if statement.within is not None:
            row["within"] = places[statement.within]
        rows.append(row)
    return rows


def words(text: str, span: Span | Mention | None) -> str | None:
    return None if span is None else text[span.start : span.end]


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_who_says_what(case: dict[str, Any], pipeline: Pipeline) -> None:
    tree = repair(pipeline.parser.parse(case["text"]))
    found, _ = statements.find(tree)
    assert told(case["text"], found) == case["out"]
