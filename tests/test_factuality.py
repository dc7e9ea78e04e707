"""Factuality without the model: hand-built trees, the algebra of values, and the loader of the word files."""

import pytest

from dateline.errors import KnowledgeError
from dateline.extract.factuality import Facts
from dateline.extract.factuality.values import PLAIN, claimed, embed, negated
from dateline.extract.sources import Sources
from dateline.knowledge.factuality import Effect, Operator, effect_of, groups, operators, read_groups, signs
from dateline.syntax.build import tree_of

ENTER = (
    "The the DET DT det 1 | army army NOUN NN nsubj 4 | did do AUX VBD aux 4 | not not PART RB neg 4 | enter enter VERB VB ROOT 4"
)
FAILED = (
    "The the DET DT det 1 | army army NOUN NN nsubj 2 | failed fail VERB VBD ROOT 2"
    " | to to PART TO aux 4 | enter enter VERB VB xcomp 2"
)
FEARS = (
    "Fears fear NOUN NNS nsubj 4 | of of ADP IN prep 0 | an a DET DT det 3 | attack attack NOUN NN pobj 1"
    " | grew grow VERB VBD ROOT 4"
)


def test_not_denies() -> None:
    tree = tree_of(ENTER)
    judged = Facts(tree, Sources()).of(tree.words[4])
    assert (judged.status, judged.score) == ("denied", -3.0)
    assert [tree.text[span.start : span.end] for span in judged.cues] == ["not"]


def test_plain_past_occurred() -> None:
    tree = tree_of("Rebels rebel NOUN NNS nsubj 1 | fled flee VERB VBD ROOT 1")
    assert Facts(tree, Sources()).of(tree.words[1]).status == "occurred"


def test_fail_turns_its_infinitive_and_stands_itself() -> None:
    tree = tree_of(FAILED)
    facts = Facts(tree, Sources())
    assert facts.of(tree.words[4]).status == "denied"
    assert facts.of(tree.words[2]).status == "occurred"


def test_fear_of_an_attack_is_no_attack() -> None:
    tree = tree_of(FEARS)
    facts = Facts(tree, Sources())
    assert facts.of(tree.words[3]).status == "hypothetical"
    assert facts.of(tree.words[0]).status == "occurred"


def test_two_negations_cancel() -> None:
    fail = Operator("fail", Effect("flip"), Effect("flip"))
    word = tree_of(FAILED).words[2]
    assert embed(negated(PLAIN, word), fail, word).score == 3.0


def test_a_fact_inside_a_claim_is_claimed() -> None:
    word = tree_of(FAILED).words[2]
    regret = Operator("regret", Effect("fact"), Effect("fact"))
    assert embed(claimed(PLAIN, 2.75, word), regret, word).status == "claimed"


def test_every_word_has_a_judgement() -> None:
    tree = tree_of(FEARS)
    facts = Facts(tree, Sources())
    assert all(-3 <= facts.of(word).score <= 3 for word in tree.words)


@pytest.mark.parametrize("text", ["maybe", "planned", "planned much", "sure 2", ""])
def test_unknown_effects_are_refused(text: str) -> None:
    with pytest.raises(KnowledgeError, match="Allowed"):
        effect_of(text, "here")


def test_unknown_keys_and_frames_are_refused() -> None:
    entry = {
        "name": "x",
        "frames": ["to"],
        "yes": "pass",
        "no": "pass",
        "heads": ["x"],
        "example": "",
        "on": "",
        "status": "occurred",
    }
    assert read_groups({"group": [entry]}, "a.toml")[0].name == "x"
    for wrong in ({"colour": "red"}, {"frames": ["towards"]}, {"status": "maybe"}):
        with pytest.raises(KnowledgeError, match=r"a\.toml: x"):
            read_groups({"group": [entry | wrong]}, "a.toml")


def test_the_files_load() -> None:
    assert operators()["verb", "to", "fail"].yes.how == "flip"
    assert signs().modals["wo"] == signs().modals["will"]
    names = [group.name for group in groups()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("line", ["Shelled shell VERB VBD ROOT 0", "Fire fire VERB VB ROOT 0 | ! ! PUNCT . punct 0"])
def test_a_sentence_of_one_word_is_judged(line: str) -> None:
    """No word stands before it that could begin an aside."""
    tree = tree_of(line)
    assert Facts(tree, Sources()).of(tree.words[0]).score <= 3
