"""Which words are predicates, and which nouns name something that happens."""

import pytest

from dateline.extract import predicates
from dateline.extract.factuality import Facts
from dateline.extract.sources import Sources
from dateline.knowledge.eventhood import is_event_noun
from dateline.syntax.build import tree_of

SHOT = (
    "The the DET DT det 1 | navy navy NOUN NN nsubj 3 | has have AUX VBZ aux 3 | shot shoot VERB VBN ROOT 3"
    " | down down ADP RP prt 3 | a a DET DT det 6 | drone drone NOUN NN dobj 3"
)
CLOSED = "The the DET DT det 1 | crossing crossing NOUN NN nsubj 2 | is be AUX VBZ ROOT 2 | closed closed ADJ JJ acomp 2"


@pytest.mark.parametrize("lemma", ["attack", "offensive", "withdrawal", "shelling", "negotiation", "movement", "ceasefire"])
def test_event_nouns(lemma: str) -> None:
    assert is_event_noun(lemma)


@pytest.mark.parametrize("lemma", ["station", "department", "evening", "village", "soldier", "ring", "battalion"])
def test_nouns_that_only_look_so(lemma: str) -> None:
    assert not is_event_noun(lemma)


def test_a_particle_belongs_to_its_verb_and_an_auxiliary_is_none() -> None:
    tree = tree_of(SHOT)
    found = predicates.find(tree, Facts(tree, Sources()))
    assert [tree.text[each.start : each.end] for each in found] == ["shot down"]


def test_copula_and_adjective_are_predicates() -> None:
    tree = tree_of(CLOSED)
    found = predicates.find(tree, Facts(tree, Sources()))
    assert [tree.text[each.start : each.end] for each in found] == ["crossing", "is", "closed"]
    assert all((each.status, each.score) == ("occurred", 3.0) for each in found)
