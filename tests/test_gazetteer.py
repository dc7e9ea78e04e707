"""The place index: countries without the file, names, the hand-written places and the errors of a user's file."""

import csv
import time
from pathlib import Path

import pytest

from dateline.errors import KnowledgeError
from dateline.knowledge.countries import countries
from dateline.knowledge.gazetteer import Gazetteer, open_gazetteer
from dateline.knowledge.places_table import FILES, own_places
from dateline.text.fold import article_variants, fold

PLACES = Path(__file__).parent.parent / "src" / "dateline" / "knowledge" / "places"


@pytest.fixture(scope="module")
def small() -> Gazetteer:
    """Without the built file."""
    return Gazetteer()


@pytest.fixture(scope="module")
def full() -> Gazetteer:
    return open_gazetteer()


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Al-Fāshir", "al fashir"), ("Sana'a", "sanaa"), ("U.S.", "us"), ("St. Louis", "saint louis"), ("The Hague", "hague"),
        ("Téhéran", "teheran"), ("Coeur d’Alene", "coeur dalene"), ("Côte d'Ivoire", "cote divoire"), ("The", "the"), ("", ""),
    ],
)  # fmt: skip
def test_one_spelling_for_many(name: str, folded: str) -> None:
    assert fold(name) == folded


def test_another_article() -> None:
    assert article_variants("el fasher") == ("al fasher", "fasher")
    assert article_variants("fasher") == ("al fasher", "el fasher")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Iran", "IRN"), ("the United States", "USA"), ("U.S.", "USA"), ("US", "USA"), ("us", None), ("UK", "GBR"), ("Uk", None),
        ("DR Congo", "COD"), ("Congo", "COD"), ("Congo-Brazzaville", "COG"), ("Burma", "MMR"), ("Ivory Coast", "CIV"),
        ("Nowhere", None), ("CAR", "CAF"), ("Car", None), ("turkey", None), ("Türkiye", "TUR"), ("Palestine", "PSE"),
    ],
)  # fmt: skip
def test_country_by_name(small: Gazetteer, name: str, code: str | None) -> None:
    assert small.country_by_name(name) == code


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Afghans", "AFG"), ("Iranian", "IRN"), ("South Korean", "KOR"), ("French", "FRA"), ("Swiss", "CHE"), ("polish", None),
        ("Polish", "POL"), ("Iraqis", "IRQ"), ("Nigerien", "NER"), ("Nigerian", "NGA"), ("Kosovar", "XKX"), ("Martian", None),
    ],
)  # fmt: skip
def test_country_of_a_demonym(small: Gazetteer, word: str, code: str | None) -> None:
    assert small.country_of_demonym(word) == code


def test_capitals_and_neighbours(small: Gazetteer) -> None:
    assert small.capital_country("Tehran") == "IRN"
    assert small.capital_country("Kiev") == small.capital_country("Kyiv") == "UKR"
    assert small.capital_country("Kingston") == "JAM"
    assert small.capital_country("Stanley") is None
    assert small.neighbours("PAK") == ("AFG", "CHN", "IND", "IRN")
    assert small.neighbours("???") == ()
    assert small.is_country("Chad")
    assert not small.is_country("Quetta")


def test_neighbours_are_mutual() -> None:
    table = countries().by_code
    for row in table.values():
        assert row.code not in row.neighbours
        assert all(row.code in table[near].neighbours for near in row.neighbours), row.code


def test_every_country_has_its_own_point() -> None:
    for row in countries().rows:
        assert -90 <= row.lat <= 90
        assert -180 <= row.lon <= 180
    assert len(countries().rows) == 250


def test_hand_written_places_answer_without_the_file(small: Gazetteer) -> None:
    assert small.lookup("Reko Diq")[0].country == "PAK"
    assert small.lookup("Rekodiq")[0].rank == 1
    assert small.lookup("Iran")[0].kind == "country"
    assert small.lookup("Xyzzy") == ()


def test_hand_written_tables_load_and_are_many() -> None:
    assert len({place.name for _, place in own_places()}) >= 1_450
    for name in FILES:
        with (PLACES / name).open(encoding="utf-8") as file:
            assert all(row["source"] for row in csv.DictReader(file)), f"{name}: a row without a source"


def test_disputed_land_says_who_claims_it(small: Gazetteer) -> None:
    kashmir = small.lookup("Kashmir")[0]
    assert (kashmir.country, set(kashmir.claims)) == (None, {"IND", "PAK", "CHN"})
    assert set(small.lookup("Crimea")[0].claims) == {"UKR", "RUS"}
    with (PLACES / "disputed.csv").open(encoding="utf-8") as file:
        page = (PLACES.parents[3] / "docs" / "disputed-land.md").read_text(encoding="utf-8")
        assert all(f"| {row['name']} | {row['country'] or 'none'} |" in page for row in csv.DictReader(file))


def test_a_users_places_come_first(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text("name,lat,lon,country,kind\nCheckpoint Alpha,12.5,41.25,DJI,crossing\n", encoding="utf-8")
    found = Gazetteer(None, str(path)).lookup("checkpoint alpha")[0]
    assert (found.country, found.lat, found.kind) == ("DJI", 12.5, "crossing")


@pytest.mark.parametrize(
    ("row", "part"),
    [
        ("name,lat,lon,town\nA,1,2,B\n", "town"),
        ("name,lat,lon,country\nA,1,2,XX\n", "unknown country 'XX'"),
        ("name,lat,lon,country\nA,91,2,IRN\n", "no point on the globe"),
        ("name,lat,lon,country\nA,one,2,IRN\n", "line 2"),
        ("name,lat,lon,country,kind\nA,1,2,IRN,volcano\n", "unknown kind 'volcano'"),
        ("lat,lon\n1,2\n", "columns"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(tmp_path: Path, row: str, part: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(row, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"mine\.csv") as caught:
        Gazetteer(None, str(path))
    assert part in str(caught.value)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="no such file"):
        open_gazetteer(str(tmp_path / "none.sqlite"))
    wrong = tmp_path / "wrong.sqlite"
    wrong.write_text("no database", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="no gazetteer"):
        open_gazetteer(str(wrong))


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "ident", "country", "kind"),
    [
        ("Taftan", 9969716, "PAK", "city"), ("Chagai", 1181950, "PAK", "admin2"), ("Balochistan", 1183606, "PAK", "admin1"),
        ("Gwadar", 1177446, "PAK", "city"), ("Khan Younis", 281124, "PSE", "city"), ("Iran", 130758, "IRN", "country"),
        ("El Fasher", 379555, "SDN", "city"), ("Europe", 6255148, None, "continent"), ("Khuzestan", 127082, "IRN", "region"),
    ],
)  # fmt: skip
def test_the_first_answer(full: Gazetteer, name: str, ident: int, country: str | None, kind: str) -> None:
    place = full.lookup(name)[0]
    assert (place.id, place.country, place.kind) == (ident, country, kind)


@pytest.mark.model
def test_main_names_outrank_old_ones(full: Gazetteer) -> None:
    """GeoNames has "Islamabad" as an old name of Chattogram, which is four times as large."""
    found = full.lookup("Islamabad")
    assert found[0].country == "PAK"
    assert next(place.rank for place in found if place.country == "BGD") == 2


@pytest.mark.model
def test_a_country_is_not_its_capital(full: Gazetteer) -> None:
    pakistan, islamabad = full.lookup("Pakistan")[0], full.lookup("Islamabad")[0]
    assert (pakistan.lat, pakistan.lon) == (30.0, 70.0)
    assert pakistan.id != islamabad.id


@pytest.mark.model
def test_hand_written_ids_are_geonames_own(full: Gazetteer) -> None:
    """An id that the index knows must be in the same country and within three degrees of the point written by hand."""
    for _, place in own_places():
        known = full.place(place.id) if place.id else None
        if known and known.lat is not None and known.lon is not None and place.lat is not None and place.lon is not None:
            assert place.country in (None, known.country), place.name
            assert abs(known.lat - place.lat) < 3, place.name
            assert abs(known.lon - place.lon) < 8, place.name


@pytest.mark.model
def test_the_index_is_quick() -> None:
    begin = time.perf_counter()
    gazetteer = open_gazetteer()
    assert time.perf_counter() - begin < 0.5
    names = ["Taftan", "Islamabad", "Springfield", "Nowhereville", "Khan Younis"] * 4_000
    begin = time.perf_counter()
    for name in names:
        gazetteer.lookup(name)
    assert len(names) / (time.perf_counter() - begin) > 100_000


def test_a_users_place_comes_before_ours_of_the_same_name(tmp_path: Path) -> None:
    file = tmp_path / "places.csv"
    rows = ("name,lat,lon,country,kind", "Reko Diq,29.5,62.5,PAK,camp", "Upper Zarb,30.1,66.2,PAK,village")
    file.write_text("\n".join(rows), encoding="utf-8")
    found = Gazetteer(None, str(file)).lookup("Reko Diq")
    assert [(place.kind, place.source) for place in found[:2]] == [("camp", "user"), ("mine", "hand")]
    assert Gazetteer(None, str(file)).lookup("Upper Zarb")[0].by_hand
    assert not Gazetteer().lookup("Upper Zarb")
