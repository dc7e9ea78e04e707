"""Rules of places on trees written by hand and a gazetteer of seven names: fast, without the model."""

from collections.abc import Callable

import pytest

from dateline.drafts import PlaceMention
from dateline.extract.places import find
from dateline.knowledge.candidates import Candidate
from dateline.knowledge.gazetteer import Gazetteer
from dateline.records import Article, Report
from dateline.resolve.places import resolve
from dateline.syntax.build import entity, tree_of
from dateline.text.fold import fold


def town(ident: int, name: str, country: str, admin1: int, people: int) -> Candidate:
    return Candidate(ident, name, admin1 % 80, ident % 170, country, f"D{admin1}", admin1, None, "city", people)


TEXAS = Candidate(10, "Texas", 31.25, -99.25, "USA", "Texas", 10, None, "admin1", 29_000_000)
FRANCE = Candidate(11, "France", 46.0, 2.0, "FRA", None, None, None, "country", 67_000_000)
KNOWN = {
    "paris": (town(1, "Paris", "FRA", 20, 2_100_000), town(2, "Paris", "USA", 10, 25_000), town(3, "Paris", "CAN", 21, 12_000)),
    "texas": (TEXAS,),
    "france": (FRANCE,),
    "lubbock": (town(4, "Lubbock", "USA", 10, 240_000),),
    "dallas": (town(5, "Dallas", "USA", 10, 1_200_000),),
    "sumy": (town(6, "Sumy", "UKR", 22, 260_000),),
    "jackson": (town(7, "Jackson", "USA", 23, 160_000),),
}


class Small(Gazetteer):
    """Knows only the names above."""

    def lookup_folded(self, folded: str) -> tuple[Candidate, ...]:
        return KNOWN.get(folded, ())


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Small()


def mentions(text: str, *names: str, within: dict[int, int] | None = None) -> tuple[PlaceMention, ...]:
    found, start = [], 0
    for index, name in enumerate(names):
        start = text.index(name, start)
        found.append(PlaceMention(start, start + len(name), name, within=(within or {}).get(index)))
        start += len(name)
    return tuple(found)


def test_containment_decides(gazetteer: Gazetteer) -> None:
    text = "Paris, Texas"
    places = resolve(mentions(text, "Paris", "Texas", within={0: 1}), Article(id="x", text=text), gazetteer)
    assert [place.geonames_id for place in places] == [2, 10]
    assert places[0].basis == "containment"


def test_the_others_decide_without_a_state(gazetteer: Gazetteer) -> None:
    text = "Paris Lubbock Dallas Texas"
    places = resolve(mentions(text, "Paris", "Lubbock", "Dallas", "Texas"), Article(id="x", text=text), gazetteer)
    assert places[0].geonames_id == 2


def test_alone_the_well_known_one_wins_and_the_others_are_kept(gazetteer: Gazetteer) -> None:
    places = resolve(mentions("Paris", "Paris"), Article(id="x", text="Paris"), gazetteer)
    assert places[0].country == "FRA"
    assert {loser["country"] for loser in places[0].candidates} == {"USA", "CAN"}


def test_below_the_threshold_there_is_no_answer(gazetteer: Gazetteer) -> None:
    place = resolve(mentions("Paris", "Paris"), Article(id="x", text="Paris"), gazetteer, 0.999)[0]
    assert (place.geonames_id, place.lat, place.lon, place.name) == (None, None, None, None)
    assert place.basis == "ambiguous"
    assert len(place.candidates) == 3


def test_a_list_of_equals_is_no_containment(gazetteer: Gazetteer) -> None:
    text = "France, Texas"
    places = resolve(mentions(text, "France", "Texas", within={0: 1}), Article(id="x", text=text), gazetteer)
    assert [place.geonames_id for place in places] == [11, 10]


def test_no_mentions_no_places(gazetteer: Gazetteer) -> None:
    assert resolve((), Article(id="x", text=""), gazetteer) == ()


def test_an_unknown_name_keeps_its_words_only(gazetteer: Gazetteer) -> None:
    place = resolve(mentions("Zzyzx", "Zzyzx"), Article(id="x", text="Zzyzx"), gazetteer)[0]
    assert (place.start, place.end, place.geonames_id, place.basis) == (0, 5, None, "unknown")


def test_a_place_after_in(gazetteer: Gazetteer) -> None:
    tree = tree_of("Fire fire NOUN NN nsubj 1 | broke break VERB VBD ROOT 1 | out out ADP RP prt 1 | in in ADP IN prep 1"
                   " | Sumy Sumy PROPN NNP pobj 3")  # fmt: skip
    assert [mention.name for mention in find(tree, gazetteer)] == ["Sumy"]


def test_a_person_is_no_place_though_a_town_has_the_name(gazetteer: Gazetteer) -> None:
    tree = tree_of("Alan Alan PROPN NNP compound 1 | Jackson Jackson PROPN NNP nsubj 2 | left leave VERB VBD ROOT 2")
    entity(tree, "PERSON", 0, 1)
    assert find(tree, gazetteer) == []


def test_a_wrong_label_does_not_hide_a_shelled_town(gazetteer: Gazetteer) -> None:
    tree = tree_of("They they PRON PRP nsubj 1 | shelled shell VERB VBD ROOT 1 | Sumy Sumy PROPN NNP dobj 1")
    entity(tree, "PERSON", 2, 2)
    assert [mention.name for mention in find(tree, gazetteer)] == ["Sumy"]


def test_based_and_metonym(gazetteer: Gazetteer) -> None:
    tree = tree_of(
        "A a DET DT det 4 | Paris Paris PROPN NNP npadvmod 3 | - - PUNCT HYPH punct 3 | based base VERB VBN amod 4"
        " | analyst analyst NOUN NN nsubj 5 | spoke speak VERB VBD ROOT 5",
        "France France PROPN NNP nsubj 1 | agreed agree VERB VBD ROOT 1",
    )
    entity(tree, "GPE", 6, 6)
    assert [(mention.name, mention.use) for mention in find(tree, gazetteer)] == [("Paris", "based"), ("France", "metonym")]


def test_a_demonym_is_no_place(gazetteer: Gazetteer) -> None:
    tree = tree_of("French French ADJ JJ amod 1 | troops troop NOUN NNS nsubj 2 | left leave VERB VBD ROOT 2")
    entity(tree, "NORP", 0, 0)
    assert find(tree, gazetteer) == []


def test_within_points_at_the_next_mention(gazetteer: Gazetteer) -> None:
    tree = tree_of("He he PRON PRP nsubj 1 | lives live VERB VBZ ROOT 1 | in in ADP IN prep 1 | Paris Paris PROPN NNP pobj 2"
                   " | , , PUNCT , punct 3 | Texas Texas PROPN NNP appos 3")  # fmt: skip
    entity(tree, "GPE", 3, 3)
    entity(tree, "GPE", 5, 5)
    assert [mention.within for mention in find(tree, gazetteer)] == [1, None]


def test_fold_is_idempotent() -> None:
    for name in ("Al-Fāshir", "St. Louis", "The Hague", "N'Djamena"):
        assert fold(fold(name)) == fold(name)


@pytest.mark.model
def test_an_alternate_name_alone_is_not_believed(code: Callable[..., Report]) -> None:
    """A Spanish hamlet is called Tórtola de Henares; with Spain around it, its short name would do."""
    alone = code("A relative disappeared in Tortola.").places[0]
    assert alone.geonames_id is None and alone.basis == "ambiguous"
