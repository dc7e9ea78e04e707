"""Sentences of our own and the numbers of people that must come out, from cases/figures.jsonl.

A case gives the figures in the order of the text; every field that it names must be so, and there must be no other figure.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.records import Figure, Mention, Report

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "figures.jsonl").read_text("utf-8").splitlines()]


def words(report: Report, mention: Mention | Figure | None) -> str | None:
    return report.text[mention.start : mention.end] if mention is not None else None


def told(report: Report, figure: Figure) -> dict[str, Any]:
    """A figure in the fields that cases use."""
    indices = {name: getattr(figure, name) for name in ("origin", "destination", "via")}
    places = {name: None if at is None else report.places[at] for name, at in indices.items()}
    source = figure.attribution.source if figure.attribution else None
    return {
        "measure": figure.measure, "low": figure.low, "high": figure.high, "quantifier": figure.quantifier,
        "households": figure.households and [figure.households.low, figure.households.high],
        "scope": figure.scope, "status": figure.factuality.status, "who": words(report, figure.who), "rule": figure.rule,
        "words": report.text[figure.start : figure.end], "source": words(report, source),
        **{name: place and report.text[place.start : place.end] for name, place in places.items()},
    }  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:70])
def test_a_sentence_gives_its_figures(case: dict[str, Any], code: Callable[..., Report]) -> None:
    report = code(case["text"])
    assert not [refusal for refusal in report.refusals if refusal.reason == "failed"]
    found = [told(report, figure) for figure in report.figures]
    named = [{key: figure[key] for key in wanted} for figure, wanted in zip(found, case["figures"], strict=False)]
    assert named == case["figures"], found
    assert len(found) == len(case["figures"]), found


@pytest.mark.model
def test_other_numbers_change_only_the_numbers(code: Callable[..., Report]) -> None:
    text = "At least {} villagers were killed and {} others wounded when shells hit a market in Nyala, a doctor said."
    first, second = (code(text.format(*numbers)) for numbers in ((12, 30), (47, 95)))
    keep = ("measure", "quantifier", "scope", "status", "who", "rule", "source")
    described = [[{key: told(report, figure)[key] for key in keep} for figure in report.figures] for report in (first, second)]
    assert described[0] == described[1] or [len(each) for each in described] == [2, 2]
    assert [figure.low for figure in second.figures] == [47, 95]


@pytest.mark.model
def test_ids_count_in_the_order_of_the_text(code: Callable[..., Report]) -> None:
    report = code("Two guards died. Three villagers were hurt. Forty people fled to Chad.")
    assert [figure.id for figure in report.figures] == ["f1", "f2", "f3"]
    assert [figure.start for figure in report.figures] == sorted(figure.start for figure in report.figures)


@pytest.mark.model
def test_a_figure_belongs_to_the_attack_of_its_clause(code: Callable[..., Report]) -> None:
    report = code("Gunmen attacked a convoy near Herat on Monday, killing 12 soldiers.")
    (figure,) = report.figures
    assert figure.event in {event.id for event in report.events}
