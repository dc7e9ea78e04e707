"""Deep roles on trees written by hand: one frame serves active, passive, relative, participle, control and raising."""

import pytest

from dateline.syntax import deep
from dateline.syntax.build import tree_of
from dateline.syntax.tree import Word

ROWS = {
    "active": "rebels rebel NOUN NNS nsubj 1 | shelled shell VERB VBD ROOT 1 | ports port NOUN NNS dobj 1",
    "passive": (
        "ports port NOUN NNS nsubjpass 2 | were be AUX VBD auxpass 2 | shelled shell VERB VBN ROOT 2"
        " | by by ADP IN agent 2 | rebels rebel NOUN NNS pobj 3"
    ),
    "agentless": "ports port NOUN NNS nsubjpass 2 | were be AUX VBD auxpass 2 | shelled shell VERB VBN ROOT 2",
    "reduced passive": (
        "ports port NOUN NNS nsubj 4 | shelled shell VERB VBN acl 0 | by by ADP IN agent 1 | rebels rebel NOUN NNS pobj 2"
        " | burned burn VERB VBD ROOT 4"
    ),
    "subject relative": (
        "rebels rebel NOUN NNS ROOT 0 | who who PRON WP nsubj 2 | shelled shell VERB VBD relcl 0 | ports port NOUN NNS dobj 2"
    ),
    "object relative": (
        "ports port NOUN NNS ROOT 0 | that that PRON WDT dobj 3 | rebels rebel NOUN NNS nsubj 3 | shelled shell VERB VBD relcl 0"
    ),
    "bare relative": "ports port NOUN NNS ROOT 0 | rebels rebel NOUN NNS nsubj 2 | shelled shell VERB VBD relcl 0",
    "participle": (
        "rebels rebel NOUN NNS nsubj 1 | advanced advance VERB VBD ROOT 1 | , , PUNCT , punct 1"
        " | shelling shell VERB VBG advcl 1 | ports port NOUN NNS dobj 3"
    ),
    "noun with participle": "rebels rebel NOUN NNS ROOT 0 | shelling shell VERB VBG acl 0 | ports port NOUN NNS dobj 1",
    "subject control": (
        "rebels rebel NOUN NNS nsubj 1 | agreed agree VERB VBD ROOT 1 | to to PART TO aux 3 | shell shell VERB VB xcomp 1"
        " | ports port NOUN NNS dobj 3"
    ),
    "object control": (
        "generals general NOUN NNS nsubj 1 | ordered order VERB VBD ROOT 1 | rebels rebel NOUN NNS dobj 1 | to to PART TO aux 4"
        " | shell shell VERB VB xcomp 1 | ports port NOUN NNS dobj 4"
    ),
    "promise": (
        "rebels rebel NOUN NNS nsubj 1 | promised promise VERB VBD ROOT 1 | elders elder NOUN NNS dobj 1 | to to PART TO aux 4"
        " | shell shell VERB VB xcomp 1 | ports port NOUN NNS dobj 4"
    ),
    "raising": (
        "rebels rebel NOUN NNS nsubj 1 | appear appear VERB VBP ROOT 1 | to to PART TO aux 4 | have have AUX VB aux 4"
        " | shelled shell VERB VBN xcomp 1 | ports port NOUN NNS dobj 4"
    ),
    "adjective": (
        "rebels rebel NOUN NNS nsubj 1 | were be AUX VBD ROOT 1 | quick quick ADJ JJ acomp 1 | to to PART TO aux 4"
        " | shell shell VERB VB xcomp 2 | ports port NOUN NNS dobj 4"
    ),
    "plan of theirs": (
        "the the DET DT det 1 | plan plan NOUN NN nsubj 6 | of of ADP IN prep 1 | Rebels Rebels PROPN NNPS pobj 2"
        " | to to PART TO aux 5 | shell shell VERB VB acl 1 | failed fail VERB VBD ROOT 6 | ports port NOUN NNS dobj 5"
    ),
    "accused of": (
        "Kyiv Kyiv PROPN NNP nsubj 1 | accused accuse VERB VBD ROOT 1 | rebels rebel NOUN NNS dobj 1 | of of ADP IN prep 1"
        " | shelling shell VERB VBG pcomp 3 | ports port NOUN NNS dobj 4"
    ),
    "accused of, hung too low": (
        "Kyiv Kyiv PROPN NNP nsubj 1 | accused accuse VERB VBD ROOT 1 | rebels rebel NOUN NNS dobj 1 | of of ADP IN prep 2"
        " | shelling shell VERB VBG pcomp 3 | ports port NOUN NNS dobj 4"
    ),
    "means to an end": (
        "rebels rebel NOUN NNS nsubj 1 | used use VERB VBD ROOT 1 | guns gun NOUN NNS dobj 1 | to to PART TO aux 4"
        " | shell shell VERB VB xcomp 1 | ports port NOUN NNS dobj 4"
    ),
    "called on": (
        "Kyiv Kyiv PROPN NNP nsubj 1 | called call VERB VBD ROOT 1 | on on ADP IN prep 1 | rebels rebel NOUN NNS pobj 2"
        " | to to PART TO aux 5 | shell shell VERB VB xcomp 1 | ports port NOUN NNS dobj 5"
    ),
    "guilty of": (
        "rebels rebel NOUN NNS nsubj 1 | are be AUX VBP ROOT 1 | guilty guilty ADJ JJ acomp 1 | of of ADP IN prep 2"
        " | shelling shell VERB VBG pcomp 3 | ports port NOUN NNS dobj 4"
    ),
    "verb list": (
        "rebels rebel NOUN NNS nsubj 1 | entered enter VERB VBD ROOT 1 | and and CCONJ CC cc 1 | shelled shell VERB VBD conj 1"
        " | ports port NOUN NNS dobj 3"
    ),
    "shared object": (
        "rebels rebel NOUN NNS nsubj 1 | shelled shell VERB VBD ROOT 1 | and and CCONJ CC cc 1 | looted loot VERB VBD conj 1"
        " | ports port NOUN NNS dobj 3"
    ),
    "said in the middle": (
        "rebels rebel NOUN NNS nsubj 1 | advanced advance VERB VBD ccomp 3 | officials official NOUN NNS nsubj 3"
        " | said say VERB VBD ROOT 3 | , , PUNCT , punct 3 | shelling shell VERB VBG advcl 3 | ports port NOUN NNS dobj 5"
    ),
    "free relative": (
        "rebels rebel NOUN NNS nsubj 1 | shelled shell VERB VBD ROOT 1 | what what PRON WP nsubj 5 | they they PRON PRP nsubj 4"
        " | said say VERB VBD ccomp 1 | were be AUX VBD ccomp 4 | ports port NOUN NNS attr 5"
    ),
}  # fmt: skip
NO_SUBJECT = {"agentless"}
NO_OBJECT: set[str] = set()


def the_verb(rows: str) -> Word:
    return next(word for word in tree_of(rows).words if word.lemma == "shell")


@pytest.mark.parametrize("name", ROWS)
def test_the_rebels_act_and_the_ports_suffer_under_every_surface(name: str) -> None:
    verb = the_verb(ROWS[name])
    who, what = deep.subject(verb), deep.direct_object(verb)
    assert (who is None) if name in NO_SUBJECT else (who is not None and who.lower == "rebels")
    assert what is not None
    assert what.lower == "ports"


def test_an_expletive_is_no_subject() -> None:
    tree = tree_of("There there PRON EX expl 1 | erupted erupt VERB VBD ROOT 1 | clashes clash NOUN NNS attr 1")
    assert deep.subject(tree.words[1]) is None


def test_a_perfect_is_no_passive() -> None:
    tree = tree_of("Rebels rebel NOUN NNS nsubj 2 | have have AUX VBP aux 2 | fled flee VERB VBN ROOT 2")
    assert not deep.is_passive(tree.words[2])


def test_the_recipient_of_a_gift_stands_before_or_after_it() -> None:
    before = tree_of(
        "Oslo Oslo PROPN NNP nsubj 1 | gave give VERB VBD ROOT 1 | Mali Mali PROPN NNP dative 1 | tents tent NOUN NNS dobj 1"
    )
    after = tree_of(
        "Oslo Oslo PROPN NNP nsubj 1 | gave give VERB VBD ROOT 1 | tents tent NOUN NNS dobj 1 | to to ADP IN dative 1"
        " | Mali Mali PROPN NNP pobj 3"
    )
    for tree in (before, after):
        found = deep.indirect_object(tree.words[1])
        assert found is not None
        assert found.text == "Mali"


def test_a_chain_of_prepositions_counts_by_each_member() -> None:
    tree = tree_of(
        "fire fire NOUN NN ROOT 0 | from from ADP IN prep 0 | inside inside ADP IN prep 1 | Chad Chad PROPN NNP pobj 2"
    )
    assert [word.text for word in deep.preposition_objects(tree.words[0], "from")] == ["Chad"]
    assert [word.text for word in deep.preposition_objects(tree.words[0], "inside")] == ["Chad"]
    assert deep.preposition_objects(tree.words[0], "on") == []


def test_conjuncts_are_all_members_and_nothing_else() -> None:
    tree = tree_of(
        "Oman Oman PROPN NNP nsubj 5 | , , PUNCT , punct 0 | Qatar Qatar PROPN NNP conj 0 | and and CCONJ CC cc 2"
        " | Chad Chad PROPN NNP conj 2 | met meet VERB VBD ROOT 5 | and and CCONJ CC cc 5 | left leave VERB VBD conj 5"
    )
    assert [word.text for word in deep.conjuncts(tree.words[0])] == ["Oman", "Qatar", "Chad"]
    assert [word.text for word in deep.verb_chain(tree.words[5])] == ["met", "left"]
