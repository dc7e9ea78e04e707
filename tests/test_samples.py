"""The sample reports hold exactly the figures and crossings that a careful analyst would record, from cases/samples.jsonl.

A case gives those of one report in the order of the text; every field that it names must be so, and there must be no other.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.ingest import read_all
from dateline.pipeline import Pipeline
from dateline.records import Crossing, Figure, Mention, Report, Span
from dateline.settings import load_settings

ROOT = Path(__file__).parent.parent
CASES = [json.loads(line) for line in (ROOT / "tests" / "cases" / "samples.jsonl").read_text("utf-8").splitlines()]
pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    settings = load_settings()
    return {Path(report.id).name: report for report in Pipeline(settings).code(_articles(settings))}


def _articles(settings: Any) -> Iterator[Any]:
    yield from read_all([str(ROOT / "samples")], settings)


def _words(report: Report, span: Mention | Span | None) -> str | None:
    return " ".join(report.text[span.start : span.end].split()) if span is not None else None


def _place(report: Report, at: int | None) -> str | None:
    return None if at is None else report.text[report.places[at].start : report.places[at].end]


def _time(report: Report, at: int | None) -> str | None:
    return None if at is None else report.text[report.times[at].start : report.times[at].end]


def _figure(report: Report, figure: Figure) -> dict[str, Any]:
    return {
        "measure": figure.measure, "low": figure.low, "high": figure.high, "quantifier": figure.quantifier,
        "scope": figure.scope, "status": figure.factuality.status, "who": _words(report, figure.who),
        "source": _words(report, figure.attribution.source) if figure.attribution else None,
        "origin": _place(report, figure.origin), "destination": _place(report, figure.destination),
        "via": _place(report, figure.via),
    }  # fmt: skip


def _crossing(report: Report, crossing: Crossing) -> dict[str, Any]:
    return {
        "status": crossing.status, "fact": crossing.factuality.status, "what": crossing.what, "count": crossing.count,
        "countries": list(crossing.countries), "names": [_words(report, name) for name in crossing.names],
        "since": _time(report, crossing.since), "until": _time(report, crossing.until),
        "except": [_words(report, span) for span in crossing.exceptions], "by": [_words(report, who) for who in crossing.by],
        "source": _words(report, crossing.attribution.source) if crossing.attribution else None,
    }  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_sample_holds_exactly_these(case: dict[str, Any], reports: dict[str, Report]) -> None:
    report = reports[case["id"]]
    figures = [_figure(report, figure) for figure in report.figures]
    crossings = [_crossing(report, crossing) for crossing in report.crossings]
    for told, wanted in ((figures, case["figures"]), (crossings, case["crossings"])):
        assert [{key: each[key] for key in want} for each, want in zip(told, wanted, strict=False)] == wanted
        assert len(told) == len(wanted), told


def test_every_sample_is_a_case(reports: dict[str, Report]) -> None:
    assert set(reports) == {case["id"] for case in CASES}
