"""Which place and time belongs to a happening, on trees written by hand."""

from dateline.drafts import PlaceMention, PlaceUse, TimeMention
from dateline.extract.adjuncts import place_of, time_of
from dateline.extract.factuality import Facts
from dateline.extract.reading import Reading
from dateline.extract.sources import Sources
from dateline.records import Article
from dateline.syntax.build import tree_of
from dateline.syntax.tree import Tree


def reading_of(tree: Tree, places: dict[str, PlaceUse], times: tuple[str, ...] = ()) -> Reading:
    """A reading whose places and times are single words, in the order in which they are given."""
    at = {word.text: word for word in tree.words}
    found = tuple(PlaceMention(at[name].start, at[name].end, name, use) for name, use in places.items())
    when = tuple(TimeMention(at[name].start, at[name].end, "DATE") for name in times)
    sources = Sources()
    return Reading(Article(id="t", text=tree.text), tree, found, when, sources, Facts(tree, sources))


def test_the_speakers_place_is_not_the_events() -> None:
    tree = tree_of(
        "Speaking speak VERB VBG advcl 5 | in in ADP IN prep 0 | Bern Bern PROPN NNP pobj 1 | the the DET DT det 4"
        " | envoy envoy NOUN NN nsubj 5 | said say VERB VBD ROOT 5 | Homs Homs PROPN NNP nsubjpass 8 | was be AUX VBD auxpass 8"
        " | shelled shell VERB VBN ccomp 5 | on on ADP IN prep 8 | Friday Friday PROPN NNP pobj 9"
    )
    reading = reading_of(tree, {"Bern": "literal", "Homs": "literal"}, ("Friday",))
    assert place_of(reading, tree.words[8]) == 1
    assert time_of(reading, tree.words[8]) == 0


def test_the_weekday_beside_said_dates_the_saying() -> None:
    tree = tree_of(
        "He he PRON PRP nsubj 1 | said say VERB VBD ROOT 1 | Tuesday Tuesday PROPN NNP npadvmod 1 | troops troop NOUN NNS nsubj 4"
        " | entered enter VERB VBD ccomp 1 | Homs Homs PROPN NNP dobj 4"
    )
    assert time_of(reading_of(tree, {}, ("Tuesday",)), tree.words[4]) is None


def test_a_place_below_the_object_is_the_events() -> None:
    tree = tree_of(
        "Rebels rebel NOUN NNS nsubj 1 | attacked attack VERB VBD ROOT 1 | a a DET DT det 3 | base base NOUN NN dobj 1"
        " | in in ADP IN prep 3 | Anbar Anbar PROPN NNP pobj 4"
    )
    assert place_of(reading_of(tree, {"Anbar": "literal"}), tree.words[1]) == 0


def test_the_verb_that_carries_a_noun_carries_its_place() -> None:
    tree = tree_of(
        "Rebels rebel NOUN NNS nsubj 1 | launched launch VERB VBD ROOT 1 | a a DET DT det 3 | raid raid NOUN NN dobj 1"
        " | on on ADP IN prep 1 | Monday Monday PROPN NNP pobj 4 | in in ADP IN prep 1 | Goma Goma PROPN NNP pobj 6"
    )
    reading = reading_of(tree, {"Goma": "literal"}, ("Monday",))
    assert place_of(reading, tree.words[3]) == 0
    assert time_of(reading, tree.words[3]) == 0


def test_each_of_two_event_nouns_keeps_its_own_place() -> None:
    tree = tree_of(
        "protests protest NOUN NNS ROOT 0 | in in ADP IN prep 0 | Lima Lima PROPN NNP pobj 1 | over over ADP IN prep 0"
        " | strikes strike NOUN NNS pobj 3 | on on ADP IN prep 4 | Beirut Beirut PROPN NNP pobj 5"
    )
    reading = reading_of(tree, {"Lima": "literal", "Beirut": "literal"})
    assert place_of(reading, tree.words[0]) == 0
    assert place_of(reading, tree.words[4]) == 1


def test_names_that_only_modify_or_date_the_report_are_no_place() -> None:
    tree = tree_of(
        "Rebels rebel NOUN NNS nsubj 1 | fled flee VERB VBD ROOT 1 | in in ADP IN prep 1 | Oslo Oslo PROPN NNP pobj 2"
    )
    assert place_of(reading_of(tree, {"Oslo": "dateline"}), tree.words[1]) is None
    assert place_of(reading_of(tree, {"Oslo": "demonym"}), tree.words[1]) is None
    assert place_of(reading_of(tree, {"Oslo": "literal"}), tree.words[1]) == 0


def test_nothing_is_guessed() -> None:
    tree = tree_of("Rebels rebel NOUN NNS nsubj 1 | fled flee VERB VBD ROOT 1")
    reading = reading_of(tree, {})
    assert place_of(reading, tree.words[1]) is None
    assert time_of(reading, tree.words[1]) is None


def test_a_village_near_a_city_takes_the_named_place_inside() -> None:
    tree = tree_of(
        "Troops troop NOUN NNS nsubj 1 | fired fire VERB VBD ROOT 1 | at at ADP IN prep 1 | a a DET DT det 4"
        " | market market NOUN NN pobj 2 | in in ADP IN prep 4 | Goma Goma PROPN NNP pobj 5"
    )
    assert place_of(reading_of(tree, {"Goma": "literal"}), tree.words[1]) == 0


def test_a_target_that_is_the_village_of_somewhere_is_there() -> None:
    tree = tree_of(
        "Troops troop NOUN NNS nsubj 1 | shelled shell VERB VBD ROOT 1 | the the DET DT det 3 | village village NOUN NN dobj 1"
        " | of of ADP IN prep 3 | Duma Duma PROPN NNP pobj 4"
    )
    assert place_of(reading_of(tree, {"Duma": "literal"}), tree.words[1]) == 0


def test_a_place_below_who_did_it_is_the_events() -> None:
    tree = tree_of(
        "He he PRON PRP nsubjpass 2 | was be AUX VBD auxpass 2 | shot shoot VERB VBN ROOT 2 | by by ADP IN agent 2"
        " | guards guard NOUN NNS pobj 3 | in in ADP IN prep 4 | Goma Goma PROPN NNP pobj 5"
    )
    assert place_of(reading_of(tree, {"Goma": "literal"}), tree.words[2]) == 0


def test_the_clause_of_a_noun_says_where() -> None:
    tree = tree_of(
        "fighting fighting NOUN NN ROOT 0 | that that PRON WDT nsubj 2 | erupted erupt VERB VBD relcl 0 | in in ADP IN prep 2"
        " | Goma Goma PROPN NNP pobj 3"
    )
    assert place_of(reading_of(tree, {"Goma": "literal"}), tree.words[0]) == 0


def test_a_town_before_the_noun_is_where_and_a_country_is_who() -> None:
    town = tree_of("the the DET DT det 2 | Mombasa Mombasa PROPN NNP compound 2 | attack attack NOUN NN ROOT 2")
    assert place_of(reading_of(town, {"Mombasa": "modifier"}), town.words[2]) == 0
    country = tree_of("the the DET DT det 2 | Chad Chad PROPN NNP compound 2 | attack attack NOUN NN ROOT 2")
    assert place_of(reading_of(country, {"Chad": "modifier"}), country.words[2]) is None


def test_in_and_around_share_their_place() -> None:
    tree = tree_of(
        "Rebels rebel NOUN NNS nsubj 1 | fought fight VERB VBD ROOT 1 | in in ADP IN prep 1 | and and CCONJ CC cc 2"
        " | around around ADP IN conj 2 | Goma Goma PROPN NNP pobj 4"
    )
    assert place_of(reading_of(tree, {"Goma": "literal"}), tree.words[1]) == 0


SEIZED = (
    "Rebels rebel NOUN NNS nsubj 1 | seized seize VERB VBD ROOT 1 | Goma Goma PROPN NNP dobj 1{measure}"
    " | after after SCONJ IN mark {verb} | troops troop NOUN NNS nsubj {verb} | shelled shell VERB VBD advcl 1"
    " | camps camp NOUN NNS dobj {verb}"
)


def test_what_was_days_before_was_not_there() -> None:
    tree = tree_of(SEIZED.format(measure=" | two two NUM CD nummod 4 | days day NOUN NNS npadvmod 7", verb=7))
    assert place_of(reading_of(tree, {"Goma": "literal"}), tree.words[7]) is None


def test_what_came_right_before_was_there() -> None:
    tree = tree_of(SEIZED.format(measure="", verb=5))
    assert place_of(reading_of(tree, {"Goma": "literal"}), tree.words[5]) == 0


def test_a_clause_without_an_auxiliary_shares_its_end() -> None:
    """"Nine were killed and two injured in Homs on Sunday"; not "... and two were injured in Homs on Sunday"."""
    begins = (
        "Nine nine NUM CD nsubjpass 2 | were be AUX VBD auxpass 2 | killed kill VERB VBN ROOT 2 | and and CCONJ CC cc 2"
        " | two two NUM CD nsubjpass {0}"
    )
    ends = (
        " | injured injure VERB VBN conj 2 | in in ADP IN prep {0} | Homs Homs PROPN NNP pobj {1}"
        " | Sunday Sunday PROPN NNP npadvmod {0}"
    )
    tree = tree_of(begins.format(5) + ends.format(5, 6))
    reading = reading_of(tree, {"Homs": "literal"}, ("Sunday",))
    assert (place_of(reading, tree.words[2]), time_of(reading, tree.words[2])) == (0, 0)
    tree = tree_of(begins.format(6) + " | were be AUX VBD auxpass 6" + ends.format(6, 7))
    assert time_of(reading_of(tree, {"Homs": "literal"}, ("Sunday",)), tree.words[2]) is None
