"""Known faults of the parser, each on a tree as the parser gives it, and what the repair must leave alone."""

from pathlib import Path

from dateline.syntax.build import tree_of
from dateline.syntax.repairs import REPAIRS, move, repair


def test_p1_a_participle_after_a_comma_governs_the_noun_behind_it() -> None:
    tree = repair(tree_of(
        "Chad Chad PROPN NNP nsubj 1 | retaliated retaliate VERB VBD ROOT 1 | , , PUNCT , punct 1"
        " | striking strike ADJ VBG amod 4 | camps camp NOUN NNS dobj 1"
    ))  # fmt: skip
    verb, camps = tree.words[3], tree.words[4]
    assert (verb.dep, verb.head.text, verb.pos) == ("advcl", "retaliated", "VERB")
    assert (camps.dep, camps.head) == ("dobj", verb)


def test_p1_leaves_an_adjective_without_a_comma() -> None:
    tree = repair(tree_of(
        "They they PRON PRP nsubj 1 | saw see VERB VBD ROOT 1"
        " | striking striking ADJ VBG amod 3 | views view NOUN NNS dobj 1"
    ))  # fmt: skip
    assert tree.words[2].dep == "amod"


def test_p3_a_name_before_a_gift_is_its_recipient() -> None:
    tree = repair(tree_of(
        "Oslo Oslo PROPN NNP nsubj 1 | gave give VERB VBD ROOT 1 | Mali Mali PROPN NNP compound 4"
        " | field field NOUN NN compound 4 | kitchens kitchen NOUN NNS dobj 1"
    ))  # fmt: skip
    assert (tree.words[2].dep, tree.words[2].head.text) == ("dative", "gave")


def test_p3_leaves_the_compound_of_another_verb() -> None:
    tree = repair(tree_of(
        "They they PRON PRP nsubj 1 | saw see VERB VBD ROOT 1"
        " | Mali Mali PROPN NNP compound 3 | tents tent NOUN NNS dobj 1"
    ))  # fmt: skip
    assert tree.words[2].dep == "compound"


def test_p4_a_number_before_a_bare_participle_suffers() -> None:
    tree = repair(tree_of(
        "Nine nine NUM CD nsubjpass 2 | were be AUX VBD auxpass 2 | killed kill VERB VBN ROOT 2 | and and CCONJ CC cc 2"
        " | 40 40 NUM CD nsubj 5 | injured injure VERB VBD conj 2"
    ))  # fmt: skip
    assert (tree.words[4].dep, tree.words[5].tag) == ("nsubjpass", "VBN")


def test_p4_leaves_a_number_that_acts_on_an_object() -> None:
    tree = repair(tree_of("Two two NUM CD nsubj 1 | injured injure VERB VBD ROOT 1 | guards guard NOUN NNS dobj 1"))
    assert tree.words[0].dep == "nsubj"


def test_p5_a_headline_without_auxiliary_is_a_passive_clause() -> None:
    tree = repair(tree_of(
        "Ten ten NUM CD ROOT 0 | killed kill VERB VBN acl 0 | in in ADP IN prep 1 | blast blast NOUN NN pobj 2"
    ))  # fmt: skip
    assert tree.sentences[0].roots == [tree.words[1]]
    assert tree.words[0].dep == "nsubjpass"


def test_p5_leaves_a_sentence_that_has_its_verb() -> None:
    tree = repair(tree_of(
        "Ten ten NUM CD nsubj 2 | killed kill VERB VBN acl 0 | were be AUX VBD ROOT 2 | guards guard NOUN NNS attr 2"
    ))  # fmt: skip
    assert tree.words[1].dep == "acl"


def test_p9_of_two_subjects_side_by_side_the_second_is_an_apposition() -> None:
    tree = repair(tree_of(
        "agency agency NOUN NN nsubj 2 | NTB NTB PROPN NNP nsubj 2 | reported report VERB VBD ROOT 2 | fire fire NOUN NN dobj 2"
    ))  # fmt: skip
    assert (tree.words[1].dep, tree.words[1].head.text) == ("appos", "agency")


def test_a_city_before_a_dash_is_no_subject() -> None:
    tree = repair(tree_of(
        "OSLO OSLO PROPN NNP nsubj 4 | -- -- PUNCT : punct 0 | The the DET DT det 3 | premier premier NOUN NN appos 0"
        " | resigned resign VERB VBD ROOT 4"
    ))  # fmt: skip
    assert tree.words[0].dep == "dep"
    assert (tree.words[3].dep, tree.words[3].head.text) == ("nsubj", "resigned")


def test_a_relative_pronoun_beside_a_subject_is_the_object() -> None:
    tree = repair(tree_of(
        "depot depot NOUN NN ROOT 0 | that that PRON WDT nsubj 3 | troops troop NOUN NNS nsubj 3 | hit hit VERB VBD relcl 0"
    ))  # fmt: skip
    assert (tree.words[1].dep, tree.words[2].dep) == ("dobj", "nsubj")


def test_a_subject_with_a_verb_before_the_dash_stays() -> None:
    tree = repair(tree_of(
        "He he PRON PRP nsubj 1 | left leave VERB VBD ROOT 1"
        " | -- -- PUNCT : punct 1 | alone alone ADV RB advmod 1"
    ))  # fmt: skip
    assert tree.words[0].dep == "nsubj"


def test_a_wrong_lemma_is_mended_where_the_word_is_a_verb() -> None:
    tree = repair(tree_of("Rebels rebel NOUN NNS nsubj 1 | staged stag VERB VBD ROOT 1 | raids raid NOUN NNS dobj 1"))
    assert tree.words[1].lemma == "stage"
    noun = repair(tree_of("wages wage NOUN NNS nsubj 1 | rose rise VERB VBD ROOT 1"))
    assert noun.words[0].lemma == "wage"


def test_a_word_is_never_hung_below_itself() -> None:
    tree = tree_of("Rebels rebel NOUN NNS nsubj 1 | fled flee VERB VBD ROOT 1")
    move(tree.words[1], tree.words[0], "dobj")
    assert tree.words[1].dep == "ROOT"


SAID_AS = (
    "Nine nine NUM CD nsubj 1 | died die VERB VBD ccomp 4 | , , PUNCT , punct 4 | medics medic NOUN NNS nsubj 4"
    " | said say VERB VBD ROOT 4 | , , PUNCT , punct 4 | {0} {0} SCONJ IN mark 8 | envoys envoy NOUN NNS nsubj 8"
    " | warned warn VERB VBD ccomp 4"
)


def test_a_clause_with_as_behind_the_cue_is_not_what_was_said() -> None:
    assert repair(tree_of(SAID_AS.format("as"))).words[8].dep == "advcl"


def test_a_clause_with_that_behind_the_cue_stays_what_was_said() -> None:
    assert repair(tree_of(SAID_AS.format("that"))).words[8].dep == "ccomp"


CLAIM_BY = (
    "Oslo Oslo PROPN NNP nsubj 1 | denied deny VERB VBD ROOT 1 | claims claim NOUN NNS dobj 1 | by by ADP IN prep 1"
    " | rebels rebel NOUN NNS pobj 3 | {0} {0} SCONJ {1} {2} 7 | jets jet NOUN NNS nsubj 7 | flew fly VERB VBD relcl 4"
)


def test_the_clause_behind_a_claim_and_its_people_is_what_is_claimed() -> None:
    tree = repair(tree_of(CLAIM_BY.format("that", "IN", "mark")))
    assert (tree.words[7].dep, tree.words[7].head.text) == ("acl", "claims")
    assert tree.words[3].head.text == "claims"


def test_a_relative_clause_of_those_who_claim_stays_theirs() -> None:
    tree = repair(tree_of(CLAIM_BY.format("whose", "WP$", "poss")))
    assert (tree.words[7].dep, tree.words[7].head.text) == ("relcl", "rebels")


def test_a_counted_noun_after_and_is_joined_to_the_noun_before_it() -> None:
    tree = repair(tree_of(
        "Gangs gang NOUN NNS nsubj 1 | burned burn VERB VBD ROOT 1 | a a DET DT det 3 | clinic clinic NOUN NN dobj 1"
        " | and and CCONJ CC cc 3 | six six NUM CD nummod 6 | homes home NOUN NNS npadvmod 1"
    ))  # fmt: skip
    assert (tree.words[6].dep, tree.words[6].head.text) == ("conj", "clinic")


def test_a_time_after_and_is_joined_to_nothing() -> None:
    tree = repair(tree_of(
        "Gangs gang NOUN NNS nsubj 1 | burned burn VERB VBD ROOT 1 | a a DET DT det 3 | clinic clinic NOUN NN dobj 1"
        " | , , PUNCT , punct 1 | six six NUM CD nummod 6 | days day NOUN NNS npadvmod 1"
    ))  # fmt: skip
    assert tree.words[6].dep == "npadvmod"


CHARGED = (
    "Oslo Oslo PROPN NNP nsubj 1 | {0} {1} VERB VBD ROOT 1 | China China PROPN NNP dobj 1 | of of ADP IN prep 1"
    " | ramming ram VERB VBG pcomp 3 | boats boat NOUN NNS dobj 4 | , , PUNCT , punct 1 | injuring injure VERB VBG advcl 1"
    " | two two NUM CD dobj 7"
)


def test_a_participle_behind_a_charge_tells_what_the_charged_did() -> None:
    assert repair(tree_of(CHARGED.format("accused", "accuse"))).words[7].head.text == "ramming"


def test_a_participle_behind_another_verb_stays_with_it() -> None:
    assert repair(tree_of(CHARGED.format("warned", "warn"))).words[7].head.text == "warned"


LATER = "{0} {0} NOUN NNS nsubj 3 | later later ADV RB advmod 3 | jets jet NOUN NNS nsubj 3 | came come VERB VBD ROOT 3"


def test_hours_before_later_are_a_time() -> None:
    assert repair(tree_of(LATER.format("Hours"))).words[0].dep == "npadvmod"


def test_what_is_no_time_before_later_stays_who_came() -> None:
    assert repair(tree_of(LATER.format("Pilots"))).words[0].dep == "nsubj"


LISTED = (
    "A a DET DT det 1 | {0} {0} NOUN NN npadvmod 7 | , , PUNCT , punct 7 | her her PRON PRP$ poss 4"
    " | driver driver NOUN NN nsubj 7 | and and CCONJ CC cc 4 | guards guard NOUN NNS conj 4 | died die VERB VBD ROOT 7"
)


def test_the_first_of_a_list_of_subjects_is_one_of_them() -> None:
    tree = repair(tree_of(LISTED.format("nurse")))
    assert (tree.words[1].dep, tree.words[4].dep, tree.words[4].head.text) == ("nsubj", "conj", "nurse")


def test_a_noun_without_a_list_behind_it_stays_an_adverb() -> None:
    tree = repair(tree_of(LISTED.format("nurse").replace(" conj 4", " dobj 7")))
    assert tree.words[1].dep == "npadvmod"


FIRED = "Guards guard NOUN NNS nsubj 1 | fires fire VERB VBZ nsubj 2 | {0} {0} VERB VBP ROOT 2 | gas gas NOUN NN dobj 2"


def test_tear_gas_is_fired() -> None:
    tree = repair(tree_of(FIRED.format("tear")))
    assert [word.dep for word in tree.words[1:]] == ["ROOT", "compound", "dobj"]
    assert tree.words[3].head.text == "fires"


def test_another_verb_before_gas_stays_one() -> None:
    assert repair(tree_of(FIRED.format("burn"))).words[2].dep == "ROOT"


PHOTO = (
    "{0} {0} NOUN NN nmod 3 | - - PUNCT : punct 3 | A a DET DT det 3 | guard guard NOUN NN nsubj 4"
    " | waits wait VERB VBZ ROOT 4"
)


def test_the_label_of_a_photograph_is_no_part_of_who_is_on_it() -> None:
    assert [word.head.text for word in repair(tree_of(PHOTO.format("FILE"))).words[:2]] == ["waits", "waits"]


def test_another_word_before_a_dash_stays_where_it_is() -> None:
    assert repair(tree_of(PHOTO.format("Friend"))).words[0].head.text == "guard"


def test_a_repair_runs_only_where_one_of_its_words_stands() -> None:
    from dateline.syntax.moves import NEEDED, only_with

    @only_with("tear", ["gas"])
    def nothing(sentence: object) -> None:
        """Does nothing."""

    assert NEEDED.pop(nothing) == {"tear", "gas"}


FACE = (
    "Sara Sara PROPN NNP nsubj 1 | met meet VERB VBD ROOT 1 |{} face face NOUN NN dobj 1 | to to ADP IN prep {} |"
    " face face NOUN NN pobj {} | with with ADP IN prep {} | rebels rebel NOUN NNS pobj {}"
)


def test_a_noun_beside_itself_tells_how() -> None:
    tree = repair(tree_of(FACE.format("", 1, 3, 4, 5)))
    assert tree.words[2].dep == "npadvmod"
    assert tree.words[5].head.text == "met"


def test_a_noun_with_an_article_beside_itself_is_what_was_done_to() -> None:
    tree = repair(tree_of(FACE.format(" a a DET DT det 3 |", 1, 4, 5, 6)))
    assert tree.words[3].dep == "dobj"


def test_p19_that_behind_a_verb_of_saying_is_no_subject() -> None:
    tree = repair(tree_of(
        "They they PRON PRP nsubj 1 | told tell VERB VBD ROOT 1 | him he PRON PRP dobj 1 | that that PRON WDT nsubj 6"
        " | rebels rebel NOUN NNS nsubj 6 | had have AUX VBD aux 6 | fled flee VERB VBN ccomp 1"
    ))  # fmt: skip
    assert (tree.words[3].dep, tree.words[4].dep) == ("mark", "nsubj")


def test_p19_leaves_a_lone_that() -> None:
    tree = repair(tree_of(
        "They they PRON PRP nsubj 1 | said say VERB VBD ROOT 1 | that that PRON WDT nsubj 3 | hurt hurt VERB VBD ccomp 1"
    ))  # fmt: skip
    assert tree.words[2].dep == "nsubj"


def test_the_page_about_the_parser_lists_every_repair() -> None:
    page = Path(__file__).parent.parent.joinpath("docs", "parser.md").read_text(encoding="utf-8")
    missing = [f"{each.__module__.rpartition('.')[2]}.{each.__name__}" for each in REPAIRS]
    assert [name for name in missing if f"| `{name}` |" not in page] == [], "write it anew: python tools/repairs.py"
