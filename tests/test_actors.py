"""Who is meant by a mention: the cases of cases/actors.jsonl, and the parts that need no model."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import KnowledgeError
from dateline.extract.actors.names import book_names, fits, is_acronym, near_spelling
from dateline.knowledge.actor_book import Known, actor_book, folded, plain_office, read_entry
from dateline.knowledge.actor_words import actor_words
from dateline.pipeline import Pipeline
from dateline.records import Actor
from dateline.syntax.build import tree_of
from who import who_is

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases/actors.jsonl").read_text().splitlines()]


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_a_mention_is_the_right_actor(pipeline: Pipeline, case: dict[str, Any]) -> None:
    answer = who_is(pipeline)(case["text"], case.get("published", "2025-06-18"))
    for mark, words, found in answer.marked:
        if mark not in case:
            continue
        expected = case[mark]
        if expected is None:
            assert found is None, words
            continue
        assert found is not None, words
        assert fields_of(answer.actors[found], expected) == expected, words


def fields_of(actor: Actor, expected: dict[str, Any]) -> dict[str, Any]:
    """The fields that the case speaks of; "x" stands for any id that holds in this report only."""
    found = {key: getattr(actor, key) for key in expected}
    if expected.get("id") == "x":
        found["id"] = "x" if found["id"][0] == "x" and found["id"][1:].isdigit() else found["id"]
    return found


@pytest.mark.model
def test_a_misspelt_name_is_noted_for_a_reviewer(pipeline: Pipeline) -> None:
    answer = who_is(pipeline)("[a The Balochsitan Liberation Army] claimed it.")
    assert any("is taken for" in note for note in answer.notes)


def test_the_book_holds_what_it_promises() -> None:
    book = actor_book()
    groups = [known for known in book.known.values() if known.kind == "armed_group"]
    assert 250 <= len(groups) <= 400
    assert len(book.terms) >= 100
    assert not [known.id for known in book.known.values() if known.parent and known.parent not in book.known]
    assert not [ids for ids in book.spellings.values() if len(ids) > 1]


def test_terms_of_an_office_do_not_overlap_for_one_person() -> None:
    for person, terms in actor_book().terms.items():
        spans = sorted((term.from_, term.to or "9999") for term in terms)
        assert all(one[1] <= two[0] for one, two in pairwise(spans)), person


def test_an_office_is_held_on_its_days_only() -> None:
    book = actor_book()
    assert (found := book.in_office("IRN", "Minister of Foreign Affairs", "2025-06-18")) and found.name == "Abbas Araghchi"
    assert book.in_office("IRN", "foreign minister", "1999-06-18") is None
    assert book.in_office("IRN", "foreign minister", "2099-06-18") is None, "the list is not known so far ahead"
    assert book.holder("person:ebrahim-raisi", "2024-05-20") is None
    assert book.holder("person:ebrahim-raisi", None) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Jaysh al-‘Adl", ("jaysh", "adl")), ("U.N.", ("un",)), ("the Taliban", ("taliban",)),
        ("Lashkar-e-Taiba", ("lashkar", "e", "taiba")), ("Médecins Sans Frontières", ("medecins", "sans", "frontieres")),
        ("the", ("the",)),
    ],
)  # fmt: skip
def test_names_are_folded(text: str, words: tuple[str, ...]) -> None:
    assert folded(text) == words


def test_offices_have_one_name() -> None:
    assert plain_office("Minister of Defense") == "defence minister"
    assert plain_office("president") == "president"


@pytest.mark.parametrize(
    ("short", "long", "fitting"),
    [
        ("FBF", ["Free", "Barisa", "Front"], True), ("FBF", ["Free", "Front"], False), ("BLA", ["Baloch", "and", "the"], False),
        ("FLB", ["Front", "for", "the", "Liberation", "of", "Barisa"], True), ("Bla", ["Barisa", "Liberation", "Army"], True),
        ("A", ["Army"], False), ("FBF", ["Free", "Barisa", "Front", "Council"], False),
    ],
)  # fmt: skip
def test_an_acronym_opens_every_big_word(short: str, long: list[str], fitting: bool) -> None:
    assert fits(short, long) is fitting


def test_a_name_at_the_end_of_the_text_is_found_whole() -> None:
    tree = tree_of("They they PRON PRP nsubj 1 | joined join VERB VBD ROOT 1 | Hamas Hamas PROPN NNP dobj 1")
    assert [[word.text for word in name.words] for name in book_names(tree)] == [["Hamas"]]


def test_a_common_word_is_no_name_of_the_book() -> None:
    tree = tree_of("She she PRON PRP nsubj 1 | is be VERB VBZ ROOT 1 | who who PRON WP attr 1")
    assert book_names(tree) == []


def test_what_looks_like_an_acronym() -> None:
    assert is_acronym("FBF") and is_acronym("SPLM-N") and is_acronym("Bla")
    assert not is_acronym("2025") and not is_acronym("ministry") and not is_acronym("X")


def test_near_spellings_keep_a_distance() -> None:
    assert near_spelling("Balochsitan Liberation Army") == ("baloch-liberation-army", "Balochistan Liberation Army")
    assert near_spelling("Barisa Liberation Army") is None
    assert near_spelling("Hamaz") is None, "one word is too short to guess from"


def test_an_entry_that_does_not_fit_is_refused_with_what_is_allowed() -> None:
    with pytest.raises(KnowledgeError, match="Allowed keys are name, kind"):
        read_entry({"name": "A", "kind": "armed_group", "colour": "red"}, Known, "here")
    with pytest.raises(KnowledgeError, match="armed_group"):
        read_entry({"name": "A", "kind": "gang"}, Known, "here")
    with pytest.raises(KnowledgeError, match="alpha-3"):
        read_entry({"name": "A", "kind": "armed_group", "country": "Iran"}, Known, "here")


def test_nouns_have_kinds() -> None:
    words = actor_words()
    assert (noun := words.noun("foreign ministry")) and (noun.kind, noun.code) == ("government", "mfa")
    assert (noun := words.noun("gunman")) and noun.kind == "armed_group"
    assert (noun := words.noun("assistant commissioner")) and noun.kind == "government"
    assert words.noun("missile") is None
