"""Explanations: what decided a record, what lost, and why a sentence gives nothing. Trees by hand first, then real ones."""

import json
from pathlib import Path

import msgspec
import pytest

from dateline.errors import InputError
from dateline.explain import Case, Explanation, explain, known_ids, open_case
from dateline.explain.events import found_of
from dateline.explain.links import links
from dateline.explain.proofs import check, failures
from dateline.explain.where import places_named
from dateline.explain.why import RecordWhy
from dateline.explain.wording import path_words, rule_rows, short, some
from dateline.extract.events.trace import Tracer
from dateline.extract.factuality import Facts
from dateline.extract.reading import Reading
from dateline.extract.sources import Sources
from dateline.knowledge.event_rules import STEPS, event_rules, load_rules
from dateline.pipeline import Pipeline
from dateline.records import Article, Event, Factuality, Report, Span
from dateline.settings import load_settings
from dateline.syntax.build import tree_of
from dateline.syntax.tree import Tree

SHELLED = "Rebels rebel NOUN NNS nsubj 1 | shelled shell VERB VBD ROOT 1 | villages village NOUN NNS dobj 1"
PEAS = "Cooks cook NOUN NNS nsubj 1 | shelled shell VERB VBD ROOT 1 | peas pea NOUN NNS dobj 1"
BY = (
    "Villages village NOUN NNS nsubjpass 2 | were be AUX VBD auxpass 2 | shelled shell VERB VBN ROOT 2 | "
    "by by ADP IN agent 2 | rebels rebel NOUN NNS pobj 3"
)
EVENTS = Path(__file__).parent / "cases" / "events.jsonl"


def traced(tree: Tree) -> Tracer:
    sources = Sources()
    return Tracer(Reading(Article(id="t", text=tree.text), tree, (), (), sources, Facts(tree, sources)))


def test_the_way_from_a_word_to_another() -> None:
    tree = tree_of(BY, SHELLED)
    shelled, rebels = tree.words[2], tree.words[4]
    assert links(shelled, rebels) == "shelled ─agent▸ by ─pobj▸ rebels"
    assert links(rebels, tree.words[0]) == "rebels ◂pobj─ by ◂agent─ shelled ─nsubjpass▸ Villages"
    assert links(shelled, shelled) == "shelled"
    assert links(shelled, tree.words[5]) == "shelled … Rebels"


def test_a_trace_names_the_frame_that_won_and_the_paths_of_its_slots() -> None:
    tree = tree_of(SHELLED)
    tracer = traced(tree)
    trace = tracer.at(tree.words[1])
    assert [each.frame.rule.id for each in trace.attempts if each.outcome == "won"] == ["assault.shell"]
    filled = {each.slot: (each.path, [word.text for word in each.fillers]) for each in tracer.fillings(trace.found[0])}
    assert filled["actor"] == ("subj", ["Rebels"])
    assert filled["recipient"] == ("obj", ["villages"])


def test_a_trace_names_the_condition_that_failed_and_the_word_that_met_it() -> None:
    tree = tree_of(PEAS)
    attempt = next(each for each in traced(tree).at(tree.words[1]).attempts if each.frame.rule.id == "assault.shell")
    assert attempt.outcome == "guard"
    assert [(failed.guard, failed.met) for failed in attempt.failed] == [("object_not", ("pea",))]


def test_a_word_without_a_rule_has_no_trace() -> None:
    tree = tree_of(SHELLED)
    assert traced(tree).at(tree.words[2]).attempts == ()


def test_every_step_of_a_path_has_words() -> None:
    for step in STEPS:
        assert path_words("prep:on" if step.startswith("prep") else step)
    assert path_words("obj>prep:on") == "its object › what follows “on”"


def test_lists_are_told_as_they_were_written() -> None:
    classes = {"fruit": frozenset({"apple", "pear"})}
    assert short(frozenset({"@fruit", "apple", "pear", "leek"}), classes) == ("@fruit", "leek")
    assert some(("a", "b", "c", "d", "e")) == "a, b, c, d … (5 in all)"


def test_every_rule_can_be_told_in_rows() -> None:
    rules = event_rules()
    for rule in rules.rules:
        rows = dict(rule_rows(rule, rules))
        assert rows["File"].startswith("knowledge/events/") and rows["Fires in"] == rule.example


RULE = """
type = "ASSAULT"
[[rule]]
id = "shell"
verbs = ["shell"]
recipient = ["obj"]
example = "Rebels shelled the port."
counter = "Cooks shelled peas."
"""


def said(text: str, rule: str | None) -> Report:
    event = Event("e1", "ASSAULT", None, Span(0, 3), (), (), None, None, Factuality("occurred"), rule or "")
    return Report("1", text, None, events=(event,) if rule else ())


def test_a_rule_that_fires_only_in_its_example_holds() -> None:
    rule = load_rules({"a.toml": RULE}).named("assault.shell")
    good = {rule.example: said(rule.example, rule.id), rule.counter: said(rule.counter, None)}
    assert check(rule, good) == []


def test_a_rule_that_fails_says_in_which_sentence_and_what_fired() -> None:
    rule = load_rules({"a.toml": RULE}).named("assault.shell")
    bad = {rule.example: said(rule.example, "assault.bomb"), rule.counter: said(rule.counter, rule.id)}
    assert [(each.part, each.fired) for each in check(rule, bad)] == [
        ("example", ("assault.bomb",)), ("counter", ("assault.shell",)),
    ]  # fmt: skip
    assert check(msgspec.structs.replace(rule, mode="aerial"), {**bad, rule.example: said(rule.example, rule.id)})[0].why == (
        "fires it with another type or mode"
    )


@pytest.fixture(scope="module")
def case_of(pipeline: Pipeline):  # type: ignore[no-untyped-def]
    def run(text: str, published: str | None = "2025-06-18") -> Case:
        case = open_case(Article(id="t", text=text, published=published), pipeline)
        assert isinstance(case, Case)
        return case

    return run


def record(case: Case, what: str) -> RecordWhy:
    found = explain(case, what).record
    assert found is not None
    return found


@pytest.mark.model
def test_a_case_is_the_report_that_is_coded(pipeline: Pipeline) -> None:
    """Same events, and each with the frame that it was written from, on every sentence of the events' cases."""
    texts = [json.loads(line)["text"] for line in EVENTS.read_text(encoding="utf-8").splitlines() if line.strip()][::3]
    articles = [Article(id=str(number), text=text) for number, text in enumerate(texts)]
    for article, report in zip(articles, pipeline.code(articles), strict=True):
        case = open_case(article, pipeline)
        if not isinstance(case, Case):
            continue
        assert msgspec.structs.replace(case.report, coder=report.coder, predicates=report.predicates) == report
        for event in report.events:
            assert found_of(case, event) is not None, (event.rule, report.text)


@pytest.mark.model
def test_every_question_has_an_answer_that_is_json(case_of) -> None:  # type: ignore[no-untyped-def]
    text = "Pakistan closed the Taftan crossing on Monday. At least nine people were killed in Kaya, the mayor said. He wept."
    case = case_of(text)
    places = [f"p{i}" for i in range(len(case.report.places))] + [f"t{i}" for i in range(len(case.report.times))]
    actors = [actor.id for actor in case.report.actors]
    assert {"c1", "f1", "s1"} <= set(known_ids(case))
    for what in (None, *known_ids(case), *places, *actors, "the  MAYOR"):
        answer = explain(case, what)
        assert msgspec.json.decode(msgspec.json.encode(answer), type=Explanation) == answer
    assert [each.words.text for each in explain(case, "the  MAYOR").sentences] == [
        "At least nine people were killed in Kaya, the mayor said."
    ]


@pytest.mark.model
def test_a_denial_is_traced_to_its_head(case_of) -> None:  # type: ignore[no-untyped-def]
    why = record(case_of("The ministry denied on Monday that its forces had shelled a market in Goma."), "e1")
    assert why.factuality is not None and why.factuality.status == "denied"
    last = why.factuality.steps[-1]
    assert (last.at, last.status, last.cues, last.group) == ("shelled", "denied", ("denied",), "deny")
    assert [(voice.speaker, voice.cue, voice.kind) for voice in why.voices] == [("The ministry", "denied", "denying")]
    assert why.place is not None and why.place.chosen is not None and why.place.chosen.country == "COD"
    assert why.place.edges == "shelled ─prep▸ in ─pobj▸ Goma"


@pytest.mark.model
def test_marks_of_its_own_come_after_the_heads(case_of) -> None:  # type: ignore[no-untyped-def]
    fact = record(case_of("Protesters may have burned the mayor's office."), "e1").factuality
    assert fact is not None
    assert [(step.status, step.cues) for step in fact.steps] == [("occurred", ()), ("hypothetical", ("may",))]


@pytest.mark.model
def test_a_weekday_shows_its_other_reading(case_of) -> None:  # type: ignore[no-untyped-def]
    time = explain(case_of("Gunmen attacked a convoy on Friday."), "t0").time
    assert time is not None
    assert (time.value, time.basis, time.counted_from) == ("2025-06-13", "tense", "2025-06-18")
    assert [other.value for other in time.others] == ["2025-06-20"]


@pytest.mark.model
def test_a_pronoun_is_followed_to_whom_it_stands_for(case_of) -> None:  # type: ignore[no-untyped-def]
    case = case_of("The rebels of the northern front seized two villages on Friday. They burned a school.")
    burned = next(event for event in case.report.events if case.words(event.trigger).text == "burned")
    steps = next(actor.steps for actor in record(case, burned.id).actors if actor.words.text == "They")
    assert steps[0].startswith("'They' stands for 'The rebels") and steps[0].endswith("named before it")


@pytest.mark.model
def test_a_sentence_that_gives_nothing_says_what_was_looked_up(case_of) -> None:  # type: ignore[no-untyped-def]
    (sentence,) = explain(case_of("The company hit its target.")).sentences
    assert sentence.records == ()
    tried = {frame.rule: frame.why for anchor in sentence.declined[:1] for frame in anchor.frames}
    assert "its object is target" in tried["assault.hit"]
    (sentence,) = explain(case_of("Rangers corralled six poachers.")).sentences
    assert sentence.unknown == ("corral",)


@pytest.mark.model
def test_a_refusal_is_told_with_its_reason(case_of) -> None:  # type: ignore[no-untyped-def]
    (sentence,) = explain(case_of("The striker attacked the goal in the second half of the match.")).sentences
    assert sentence.records == ()
    (sentence,) = explain(case_of("The flood killed forty villagers.")).sentences
    refused = [anchor.refused for anchor in sentence.declined if anchor.refused]
    assert refused and "nature" in refused[0]


@pytest.mark.model
def test_what_is_not_there_is_said_with_what_is(case_of) -> None:  # type: ignore[no-untyped-def]
    case = case_of("Rebels shelled villages near Goma.")
    with pytest.raises(InputError, match="has no record e7\n  Its records are e1"):
        explain(case, "e7")
    with pytest.raises(InputError, match="has no record 'zebra', nor these words"):
        explain(case, "zebra")


@pytest.mark.model
def test_a_report_that_is_refused_has_no_case() -> None:
    pipeline = Pipeline(load_settings())
    report = open_case(Article(id="t", text="Les soldats ont quitté la ville lundi matin, selon le maire."), pipeline)
    assert isinstance(report, Report) and report.refusals[0].reason == "language"


@pytest.mark.model
def test_names_inside_others(pipeline: Pipeline) -> None:
    alone, inside = places_named([("Tripoli", None), ("Tripoli", "LBN")], pipeline.gazetteer, 0.35)
    assert inside.chosen is not None and (inside.chosen.country, inside.within) == ("LBN", "Lebanon")
    assert alone.words.text == "Tripoli" and alone.more + len(alone.candidates) > 1


@pytest.mark.model
def test_the_proofs_of_some_rules_hold(pipeline: Pipeline) -> None:
    rules = [rule for rule in event_rules().rules if rule.id in ("assault.shell", "consult.meet")]
    assert failures(rules, pipeline) == []
