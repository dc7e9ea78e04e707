"""Figures from hand-built trees: no model, so that a rule can be seen to hold on the edges it names."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import KnowledgeError
from dateline.extract.factuality import Facts
from dateline.extract.figures import find
from dateline.extract.figures.claims import follows
from dateline.extract.figures.counting import Counter
from dateline.extract.figures.gate import opens
from dateline.extract.reading import Reading
from dateline.extract.sources import Sources
from dateline.knowledge.harm import _File, compiled, harm
from dateline.knowledge.tables import convert, read_table
from dateline.records import Article, Event, Factuality, Figure, Quantifier, Span
from dateline.syntax.build import tree_of
from dateline.syntax.tree import Tree
from dateline.text.numbers import bounded


def reading_of(tree: Tree) -> Reading:
    sources = Sources()
    return Reading(Article(id="t", text=tree.text), tree, (), (), sources, Facts(tree, sources))


def figures_of(*sentences: str, events: Sequence[Event] = ()) -> list[Figure]:
    return find(reading_of(tree_of(*sentences)), list(events))


KILLED = (
    "Gunmen gunman NOUN NNS nsubj 1 | killed kill VERB VBD ROOT 1 | twelve twelve NUM CD nummod 3 |"
    " farmers farmer NOUN NNS dobj 1 | . . PUNCT . punct 1"
)
DIED = "A a DET DT det 1 | soldier soldier NOUN NN nsubj 2 | died die VERB VBD ROOT 2 | . . PUNCT . punct 2"


def test_the_object_of_kill_is_counted() -> None:
    (figure,) = figures_of(KILLED)
    assert (figure.measure, figure.low, figure.high, figure.quantifier) == ("killed", 12, 12, "exact")
    assert (figure.start, figure.end, figure.rule) == (7, 20, "figure.killed.active")


def test_a_singular_is_one_and_its_span_is_the_phrase_with_its_verb() -> None:
    (figure,) = figures_of(DIED)
    assert (figure.low, figure.high, figure.start, figure.end) == (1, 1, 0, 14)


def test_a_plural_without_a_number_is_no_figure() -> None:
    assert figures_of(KILLED.replace("twelve twelve NUM CD nummod", "the the DET DT det")) == []


def test_a_sentence_without_harm_is_not_read() -> None:
    tree = tree_of("The the DET DT det 1 | council council NOUN NN nsubj 2 | met meet VERB VBD ROOT 2")
    assert not any(opens(sentence) for sentence in tree.sentences)
    assert find(reading_of(tree), []) == []


def test_a_figure_points_to_the_event_at_its_predicate() -> None:
    event = Event("e1", "ASSAULT", None, Span(7, 13), (), (), None, None, Factuality("occurred"), "r")
    (figure,) = figures_of(KILLED, events=[event])
    assert figure.event == "e1"


def test_an_age_counts_nobody() -> None:
    line = (
        "A a DET DT det 6 | 22 22 NUM CD nummod 3 | - - PUNCT HYPH punct 3 | year year NOUN NN npadvmod 5 |"
        " - - PUNCT HYPH punct 5 | old old ADJ JJ amod 6 | man man NOUN NN nsubj 7 | died die VERB VBD ROOT 7"
    )
    (figure,) = figures_of(line)
    assert figure.low == 1


def test_a_rate_counts_nobody() -> None:
    line = (
        "Three three NUM CD nummod 1 | people people NOUN NNS nsubj 4 | a a DET DT det 3 | day day NOUN NN npadvmod 1 |"
        " die die VERB VBP ROOT 4"
    )
    assert figures_of(line) == []


def test_the_shot_who_die_later_are_not_injured() -> None:
    shot = "A a DET DT det 1 | man man NOUN NN nsubjpass 3 | was be AUX VBD auxpass 3 | shot shoot VERB VBN ROOT 3"
    died = "The the DET DT det 1 | man man NOUN NN nsubj 2 | died die VERB VBD ROOT 2"
    assert [figure.measure for figure in figures_of(shot, died)] == ["killed"]
    assert [figure.measure for figure in figures_of(shot)] == ["injured"]


def test_another_one_shot_stays_injured() -> None:
    shot = "Another another DET DT det 1 | man man NOUN NN nsubjpass 3 | was be AUX VBD auxpass 3 | shot shoot VERB VBN ROOT 3"
    died = "The the DET DT det 1 | man man NOUN NN nsubj 2 | died die VERB VBD ROOT 2"
    assert sorted(figure.measure for figure in figures_of(shot, died)) == ["injured", "killed"]


@pytest.mark.parametrize("particles, holds", [(("hostage",), True), (("prisoner",), False), (("hostage", "back"), False)])
def test_particles_must_follow_the_verb(particles: tuple[str, ...], holds: bool) -> None:
    tree = tree_of(
        "They they PRON PRP nsubj 1 | took take VERB VBD ROOT 1 | him he PRON PRP dobj 1 | hostage hostage NOUN NN oprd 1"
    )
    assert follows(tree.words[1], particles) is holds


def test_money_and_shares_are_not_people() -> None:
    tree = tree_of("They they PRON PRP nsubj 1 | killed kill VERB VBD ROOT 1 | 40 40 NUM CD dobj 1 | % % NOUN NN dep 2")
    counter = Counter(reading_of(tree))
    assert counter.count(tree.words[2]) is None


SMALL = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
BOUNDS: list[tuple[list[str], Quantifier]] = [
    ([], "exact"), (["at", "least"], "at_least"), (["more", "than"], "more_than"), (["up", "to"], "at_most"),
    (["fewer", "than"], "less_than"), (["nearly"], "nearly"), (["about"], "about"),
]  # fmt: skip
VERBS = [("killed", "kill", "killed"), ("wounded", "wound", "injured"), ("abducted", "abduct", "abducted"),
         ("evacuated", "evacuate", "evacuated"), ("deported", "deport", "expelled")]  # fmt: skip


@given(st.integers(min_value=2, max_value=9_000_000), st.sampled_from(BOUNDS), st.sampled_from(VERBS), st.booleans())
def test_any_number_in_a_template_comes_back(
    value: int, bound: tuple[list[str], Quantifier], verb: tuple[str, str, str], in_words: bool
) -> None:
    before, quantifier = bound
    number = SMALL[value % len(SMALL)] if in_words else f"{value:,}"
    expected = value % len(SMALL) + 2 if in_words else value
    text, lemma, measure = verb
    head = len(before) + 1
    rows = [f"{word} {word} ADV RB advmod {head}" for word in before]
    rows += [f"{number} {number} NUM CD nummod {head}", f"villagers villager NOUN NNS nsubjpass {head + 2}"]
    rows += [f"were be AUX VBD auxpass {head + 2}", f"{text} {lemma} VERB VBN ROOT {head + 2}"]
    (figure,) = figures_of(" | ".join(rows))
    assert (figure.measure, figure.low, figure.high, figure.quantifier) == (measure, *bounded(expected, quantifier), quantifier)


def test_a_verb_of_two_measures_is_refused() -> None:
    table = read_table("harm_predicates.toml", _File)
    twice = type(table.killed)(("injure",), (), (), (), (), (), ())
    broken = {field: getattr(table, field) for field in table.__struct_fields__} | {"killed": twice}
    with pytest.raises(KnowledgeError, match="injure"):
        compiled(_File(**broken))


def test_an_unknown_measure_is_refused_by_name() -> None:
    with pytest.raises(KnowledgeError, match="slaughtered"):
        convert({"slaughtered": {}}, _File, "harm_predicates.toml")


def test_the_longest_frame_of_a_verb_stands_first() -> None:
    frames = harm().verbs["drive"]
    assert len(frames[0].particles) >= len(frames[-1].particles)
