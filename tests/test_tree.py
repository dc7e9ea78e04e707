"""Words, spans and phrases on trees written by hand."""

from dateline.records import Span
from dateline.syntax.build import entity, tree_of
from dateline.syntax.phrases import mention, phrase_span
from dateline.syntax.tree import Tree

STRIKE = (
    "Iranian Iranian ADJ JJ amod 1 | jets jet NOUN NNS nsubj 2 | struck strike VERB VBD ROOT 2 | Natanz Natanz PROPN NNP dobj 2"
)
MEMBERS = (
    "the the DET DT det 2 | armed armed ADJ JJ amod 2 | members member NOUN NNS nsubj 9 | of of ADP IN prep 2"
    " | the the DET DT det 5 | group group NOUN NN pobj 3 | who who PRON WP nsubj 7 | fled flee VERB VBD relcl 2"
    " | yesterday yesterday NOUN NN npadvmod 7 | died die VERB VBD ROOT 9"
)
POSSESSOR = (
    "Pakistan Pakistan PROPN NNP poss 3 | 's 's PART POS case 0 | foreign foreign ADJ JJ amod 3"
    " | ministry ministry NOUN NN nsubj 4 | spoke speak VERB VBD ROOT 4"
)


def said(tree: Tree, span: Span) -> str:
    return tree.text[span.start : span.end]


def test_a_hand_written_tree_has_the_offsets_of_its_text() -> None:
    tree = tree_of(STRIKE)
    assert tree.text == "Iranian jets struck Natanz"
    assert [said(tree, word.span) for word in tree.words] == ["Iranian", "jets", "struck", "Natanz"]
    assert tree.words[1].children == [tree.words[0]]
    assert tree.sentences[0].roots == [tree.words[2]]


def test_word_at_an_offset() -> None:
    tree = tree_of(STRIKE)
    assert tree.word_at(9) is tree.words[1]
    assert tree.word_at(7) is None
    assert [word.text for word in tree.words_in(9, 14)] == ["jets", "struck"]
    assert tree.words_in(12, 13) == []


def test_a_phrase_takes_its_of_phrase_but_no_clause() -> None:
    tree = tree_of(MEMBERS)
    assert said(tree, phrase_span(tree.words[2])) == "the armed members of the group"
    assert said(tree, phrase_span(tree.words[2], with_of=False)) == "the armed members"


def test_a_phrase_takes_its_possessor() -> None:
    tree = tree_of(POSSESSOR)
    assert said(tree, phrase_span(tree.words[3])) == "Pakistan's foreign ministry".replace("'s", " 's")
    assert said(tree, phrase_span(tree.words[0])) == "Pakistan"


def test_a_mention_knows_its_head() -> None:
    tree = tree_of(STRIKE)
    found = mention(tree.words[1])
    assert (said(tree, Span(found.start, found.end)), found.head) == ("Iranian jets", Span(8, 12))


def test_ancestors_end_at_the_root() -> None:
    tree = tree_of(STRIKE)
    assert list(tree.words[0].ancestors()) == [tree.words[1], tree.words[2]]
    assert list(tree.words[2].ancestors()) == []


def test_an_entity_marks_its_words() -> None:
    tree = tree_of(STRIKE)
    made = entity(tree, "GPE", 3, 3)
    assert tree.words[3].entity is made
    assert (made.start, made.end) == (20, 26)
