"""The gate keeps what has something to code and spares the rest, says so, and looks at one in a thousand all the same."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dateline.explain import Case, explain, open_case
from dateline.knowledge.gate import gate_words, inflected
from dateline.parse import gate as gating
from dateline.parse import spared_report
from dateline.parse.gate import audited, kept_parts, told, topic_of
from dateline.parse.paragraphs import pieces
from dateline.pipeline import Pipeline
from dateline.records import Article, Report, to_json
from dateline.settings import load_settings

CASES = Path(__file__).parent / "cases"
WORDS = gate_words()


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


def kept(text: str) -> list[str]:
    return [part.text for part in kept_parts(0, text, WORDS) if part.fate != "spared"]


@pytest.mark.parametrize("row", [row for row in rows("gate_sentences.jsonl") if "spared" in row], ids=lambda row: row["text"])
def test_a_sentence_is_spared_if_nothing_in_it_could_be_coded(row: dict[str, Any]) -> None:
    assert kept(row["text"]) == ([] if row["spared"] else [row["text"]])


@pytest.mark.parametrize("row", [row for row in rows("gate_sentences.jsonl") if "parts" in row], ids=lambda row: row["text"])
def test_neighbours_are_parsed_together_and_referred_ones_are_kept(row: dict[str, Any]) -> None:
    assert kept(row["text"]) == row["parts"]


@pytest.mark.parametrize("row", rows("gate_reports.jsonl"), ids=lambda row: row["title"] or "none")
def test_a_report_is_spared_by_its_topic(row: dict[str, Any]) -> None:
    found = spared_report(row["title"], row["text"], WORDS)
    assert (found and found.topic) == row["topic"]


def test_stretches_are_the_piece_at_their_offsets() -> None:
    text = "The sea was calm. Rebels fired. The grass is green."
    parts = list(kept_parts(100, text, WORDS))
    assert [part.fate for part in parts] == ["spared", "kept", "spared"]
    assert all(text[part.start - 100 :].startswith(part.text) for part in parts)


@pytest.mark.parametrize("row", rows("gate_signs.jsonl"), ids=lambda row: row["text"])
def test_what_a_sentence_tells_of(row: dict[str, Any]) -> None:
    signs, weight = WORDS.signs, told(row["text"].lower(), WORDS.signs)
    assert row["tells"] == ("surely" if weight >= signs.sure else "perhaps" if weight >= signs.telling else "nothing")


SPORTING = (
    "The striker scored and the goalkeeper of the team won the match of the league season. The coach spoke to the fans. " * 2
)


def test_a_report_of_a_topic_is_read_where_it_tells_of_something() -> None:
    text = SPORTING + "The referee blew. Two fans were stabbed outside. The crowd left. The tournament goes on in the spring."
    assert topic_of("Late goal", text, WORDS).way == "topical" and not spared_report("Late goal", text, WORDS)
    found = [part.text for part in kept_parts(0, text, WORDS, "topical") if part.fate == "kept"]
    assert found == ["Two fans were stabbed outside. The crowd left."]
    assert topic_of(None, "Two fans were stabbed outside the ground, police said.", WORDS).way == "whole"


CALM = (
    "Pollen is at its worst at dawn. Wash your hair in the evening, and dry the sheets indoors. A spoon of local honey "
    "does no harm, but nobody has shown that it does any good. Tablets work best if they are taken a fortnight before the birch "
    "trees bloom. Ask a chemist which ones make you sleepy, and never drive on the first day. "
    "A walk after rain is a pleasure that costs nothing."
)


def test_a_report_of_no_topic_without_any_sign_is_spared() -> None:
    spared = spared_report("How to live with the birches", CALM, WORDS)
    assert spared and spared.topic == "no topic"
    assert not spared_report(None, CALM + " The minister met the opposition and the ambassador in parliament.", WORDS)
    assert not spared_report(None, CALM + " A soldier stood by.", WORDS), "a sign of something"
    assert not spared_report(None, CALM[:200], WORDS), "too short to tell"


def test_a_title_says_what_a_report_is_of() -> None:
    text = "The last night drew a crowd. " + CALM + " There was a battle over the bill, and a death threat by post."
    assert topic_of("A concert ends", text, WORDS).name == "culture"
    assert topic_of("A concert ends", text, WORDS).weight > topic_of("The end", text, WORDS).weight + 3
    assert topic_of("Police end concert", text, WORDS).way != "topical", "care is taken where the title has a sign"


def test_one_sentence_that_may_tell_of_something_is_not_enough_but_two_are() -> None:
    one, two = "The rebels of the band raid a fort on the screen. ", "The militants of the terrace sang. "
    assert spared_report("Late goal", SPORTING + one, WORDS)
    assert not spared_report("Late goal", SPORTING + one + "It was late. " + two, WORDS)
    assert not spared_report("Rebels raid the bar", SPORTING + one, WORDS), "the title is the second"


def test_a_title_with_a_sign_has_the_report_read_more_widely() -> None:
    text = (
        SPORTING
        + "The referee blew. The raid was in the morning of the attack. The crowd left. Three men were arrested. It rained."
    )
    assert topic_of("Late goal after arrests", text, WORDS).way == "quiet"
    wide = [part.text for part in kept_parts(0, text, WORDS, "quiet") if part.fate == "kept"]
    narrow = [part.text for part in kept_parts(0, text, WORDS, "topical") if part.fate == "kept"]
    assert wide == [
        "The referee blew. The raid was in the morning of the attack. The crowd left. Three men were arrested. It rained."
    ]
    assert narrow == ["Three men were arrested. It rained."]


@pytest.mark.parametrize("row", rows("gate_mixed.jsonl"), ids=lambda row: row["id"])
def test_mixed_reports_are_read_where_they_tell_of_conflict(row: dict[str, Any]) -> None:
    """`must` are fragments that a reader of conflicts wants; `lost` those that the gate is known to leave out."""
    way = topic_of(row["title"], row["text"], WORDS).way
    parts = [part.text for offset, piece in pieces(row["text"]) for part in kept_parts(offset, piece, WORDS, way)
             if part.fate == "kept"]  # fmt: skip
    if spared_report(row["title"], row["text"], WORDS):
        parts = []
    missed = [fragment for fragment in row["must"] if not any(fragment in part for part in parts)]
    assert missed == row.get("lost", [])


def test_the_audit_takes_the_same_ones_every_time(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = [number for number in range(20_000) if audited(f"sentence {number}")]
    assert 8 <= len(chosen) <= 40
    assert chosen == [number for number in range(20_000) if audited(f"sentence {number}")]
    monkeypatch.setattr(gating, "AUDITED", 1)
    assert [part.fate for part in kept_parts(0, "The sea was calm.", WORDS)] == ["audited"]


def test_forms_of_a_word() -> None:
    assert {"shelled", "shelling", "shells"} <= inflected("shell", {})
    assert {"stopped", "stopping"} <= inflected("stop", {})
    assert {"carried", "carries"} <= inflected("carry", {})
    assert {"fought"} <= inflected("fight", {"fight": ["fought"]})
    assert {"fought", "fled", "withdrew", "arrested"} <= WORDS.anchors


def test_gate_is_checked() -> None:
    from dateline.errors import SettingsError

    with pytest.raises(SettingsError):
        load_settings(gate="some")


@pytest.fixture(scope="module")
def gated(pipeline: Pipeline) -> Callable[[str], Pipeline]:
    """A pipeline with a gate, that shares what is loaded already."""

    def made(gate: str, **changes: Any) -> Pipeline:
        return Pipeline(load_settings(gate=gate, **changes))

    return made


SPORT = rows("gate_reports.jsonl")[0]
QUIET = "Rebels shelled Goma on Monday. The grass is green. Three people were killed in Bukavu."


def coded(pipeline: Pipeline, text: str, title: str | None = None) -> Report:
    return next(pipeline.code([Article("g", text, "2025-06-18", title=title)]))


@pytest.mark.model
def test_a_spared_report_has_empty_lists_and_says_why(gated: Callable[..., Pipeline]) -> None:
    report = coded(gated("reports"), SPORT["text"], SPORT["title"])
    assert not (report.events or report.places or report.sentences or report.statements)
    assert [(each.stage, each.reason, each.start) for each in report.refusals] == [("gate", "spared", None)]
    assert "sport" in str(report.refusals[0].detail)
    assert report.text == SPORT["text"] and report.title == SPORT["title"] and report.language == "en"


@pytest.mark.model
@pytest.mark.parametrize("gate", ["none", "sentences"])
def test_a_weaker_gate_reads_it(gated: Callable[..., Pipeline], gate: str) -> None:
    assert coded(gated(gate), SPORT["text"], SPORT["title"]).sentences


@pytest.mark.model
def test_all_predicates_and_own_rules_leave_no_report_out(gated: Callable[..., Pipeline], tmp_path: Path) -> None:
    assert gated("reports", predicates=True).gate is None
    rule = '[[rule]]\nid = "score"\nverbs = ["outscore"]\nexample = "They outscored us."\ncounter = "They slept."\n'
    (tmp_path / "own.toml").write_text('type = "AGREE"\n' + rule, encoding="utf-8")
    assert coded(gated("reports", rules_dir=str(tmp_path)), SPORT["text"], SPORT["title"]).sentences


@pytest.mark.model
def test_spans_stay_where_they_are_around_a_spared_sentence(gated: Callable[..., Pipeline]) -> None:
    with_gate, without = coded(gated("sentences"), QUIET), coded(gated("none"), QUIET)
    spared = [QUIET[each.start : each.end] for each in with_gate.refusals if each.stage == "gate" and each.start is not None]
    assert spared == ["The grass is green."]
    assert with_gate.events == without.events and with_gate.figures == without.figures and with_gate.places == without.places
    assert with_gate.events


@pytest.mark.model
def test_a_gate_that_finds_nothing_to_spare_changes_nothing(gated: Callable[..., Pipeline]) -> None:
    text = "Rebels shelled Goma on Monday. Three people were killed in Bukavu, the governor said."
    one, two = coded(gated("sentences"), text), coded(gated("none"), text)
    assert to_json(msgspec.structs.replace(one, coder=two.coder)) == to_json(two)
    assert one.coder != two.coder, "the gate is part of the fingerprint"


@pytest.mark.model
def test_an_audited_report_is_read_and_marked(gated: Callable[..., Pipeline], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gating, "AUDITED", 1)
    report = coded(gated("reports"), SPORT["text"], SPORT["title"])
    assert report.sentences
    assert report.refusals[0].stage == "gate" and report.refusals[0].reason == "audited"


@pytest.mark.model
def test_explain_says_that_a_sentence_was_spared(gated: Callable[..., Pipeline]) -> None:
    case = open_case(Article("g", QUIET, "2025-06-18"), gated("sentences"))
    assert isinstance(case, Case)
    answer = explain(case, "green")
    assert answer.sentences[0].words.text == "The grass is green."
    assert "spared by the gate" in answer.sentences[0].notes[0]
    assert len(explain(case).sentences) == 3
    whole = open_case(Article("g", SPORT["text"], title=SPORT["title"]), gated("reports"))
    assert isinstance(whole, Report) and whole.refusals[0].stage == "gate"
