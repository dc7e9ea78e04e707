"""Statements of hand-written trees, without the model: marks, order, nesting, and cues that say nothing."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from dateline.extract import statements
from dateline.records import Statement
from dateline.syntax.build import tree_of
from dateline.syntax.tree import Tree

QUOTED = (
    "“ “ PUNCT `` punct 6 | We we PRON PRP nsubj 2 | stay stay VERB VBP ccomp 6 | , , PUNCT , punct 6 | ” ” PUNCT '' punct 6 |"
    " she she PRON PRP nsubj 6 | said say VERB VBD ROOT 6 | . . PUNCT . punct 6"
)
AGAIN = (
    "“ “ PUNCT `` punct 3 | They they PRON PRP nsubj 3 | all all ADV RB advmod 3 | left leave VERB VBD ROOT 3 |"
    " today today NOUN NN npadvmod 3 | . . PUNCT . punct 3 | ” ” PUNCT '' punct 3"
)
NESTED = (
    "Koval Koval PROPN NNP nsubj 1 | said say VERB VBD ROOT 1 | Oslo Oslo PROPN NNP nsubj 3 | denied deny VERB VBD ccomp 1 |"
    " firing fire VERB VBG xcomp 3 | . . PUNCT . punct 1"
)
SCARE = (
    "The the DET DT det 4 | “ “ PUNCT `` punct 4 | liberated liberate VERB VBN amod 4 | ” ” PUNCT '' punct 4 |"
    " town town NOUN NN nsubj 5 | burned burn VERB VBD ROOT 5 | . . PUNCT . punct 5"
)


def content(tree: Tree, statement: Statement) -> list[str]:
    return [tree.text[span.start : span.end] for span in statement.content]


def test_a_quotation_takes_the_cue_after_it() -> None:
    tree = tree_of(QUOTED)
    (found,), _ = statements.find(tree)
    assert content(tree, found) == ["We stay"]
    assert (found.quote, found.rule, found.id) == ("direct", "quote.direct.after", "s1")


def test_the_next_sentence_in_marks_is_a_second_piece() -> None:
    tree = tree_of(QUOTED, AGAIN)
    (found,), _ = statements.find(tree)
    assert content(tree, found) == ["We stay", "They all left today"]


def test_words_in_marks_alone_have_no_speaker() -> None:
    tree = tree_of(AGAIN)
    (found,), _ = statements.find(tree)
    assert (found.speaker, found.cue, found.rule) == (None, None, "quote.unattributed")


def test_a_statement_inside_another_names_it() -> None:
    tree = tree_of(NESTED)
    outer, inner = statements.find(tree)[0]
    assert (outer.within, inner.within) == (None, outer.id)
    assert content(tree, outer) == ["Oslo denied firing"]
    assert content(tree, inner) == ["firing"]


def test_a_word_in_marks_is_no_statement() -> None:
    assert statements.find(tree_of(SCARE))[0] == []


def test_the_same_tree_gives_the_same_statements() -> None:
    assert statements.find(tree_of(QUOTED, AGAIN, NESTED))[0] == statements.find(tree_of(QUOTED, AGAIN, NESTED))[0]


def test_marks_around_no_words_are_no_statement() -> None:
    tree = tree_of(
        "Koval Koval PROPN NNP nsubj 1 | said say VERB VBD ROOT 1 | : : PUNCT : punct 1 | “ “ PUNCT `` punct 1 |"
        " §1 §1 PUNCT : punct 1 | … … PUNCT : punct 1 | ” ” PUNCT '' punct 1"
    )
    assert all(statement.content for statement in statements.find(tree)[0])


CITING = (
    "Nine nine NUM CD nsubj 1 | died die VERB VBD ccomp 5 | , , PUNCT , punct 5 | the the DET DT det 4 |"
    " paper paper NOUN NN nsubj 5 | wrote write VERB VBD ROOT 5 | , , PUNCT , punct 5 |"
    " citing cite VERB VBG advcl 5 | medics medic NOUN NNS dobj 7 |"
    " . . PUNCT . punct 5"
)


@pytest.mark.parametrize("sentence", [QUOTED, AGAIN, NESTED, CITING], ids=["quoted", "again", "nested", "citing"])
def test_twice_the_sentences_take_about_twice_the_steps(sentence: str) -> None:
    """Counted in lines run, not in seconds."""

    def lines(times: int) -> int:
        tree, counted = tree_of(*([sentence] * times)), 0

        def count(_: FrameType, event: str, __: object) -> Callable[..., Any]:
            nonlocal counted
            counted += event == "line"
            return count

        before = sys.gettrace()
        sys.settrace(count)
        try:
            statements.find(tree)
        finally:
            sys.settrace(before)
        return counted

    assert lines(400) < 2.3 * lines(200)
