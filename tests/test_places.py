"""Places in sentences of our own: which words are places, and what they are. `cases/places.jsonl` holds one a line.

A place is written `words[use]=COUNTRY:name`; `*` allows anything, no `[use]` any use. All places must be listed.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.records import Place, Report

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "places.jsonl").read_text(encoding="utf-8").splitlines()]
WRITTEN = re.compile(r"(?P<words>[^=\[]+)(\[(?P<use>\w+)\])?=(?P<country>\w+|\*):(?P<name>.+)")
LEAST_RIGHT = 0.95


def wanted(case: dict[str, list[str]]) -> list[re.Match[str]]:
    found = [WRITTEN.fullmatch(place) for place in case["places"]]
    return [match for match in found if match]


def is_right(want: re.Match[str], place: Place) -> bool:
    return want["country"] in ("*", place.country) and want["name"] in ("*", place.name)


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_a_sentence_has_these_places(case: dict[str, list[str]], code: Callable[..., Report]) -> None:
    report = code(case["text"])
    found = [report.text[place.start : place.end] for place in report.places]
    assert found == [want["words"] for want in wanted(case)]
    for want, place in zip(wanted(case), report.places, strict=True):
        assert is_right(want, place), f"{want[0]} became {place.name} in {place.country} ({place.basis})"


@pytest.mark.model
def test_resolved_places_are_right(code: Callable[..., Report]) -> None:
    right = total = 0
    for case in CASES:
        report = code(case["text"])
        places = {report.text[place.start : place.end]: place for place in report.places}
        for want in wanted(case):
            place = places.get(want["words"])
            if place and place.lat is not None:
                total, right = total + 1, right + is_right(want, place)
    assert right / total >= LEAST_RIGHT


@pytest.mark.model
def test_a_mangled_name_is_found_in_the_country_of_the_report(code: Callable[..., Report]) -> None:
    report = code("Pakistan closed crossings in its province of Balutchistan. Pakistan said that the army held Balutchistan.")
    province = report.places[1]
    assert (province.country, province.admin1, province.basis) == ("PAK", "Balochistan", "fuzzy")


@pytest.mark.model
def test_one_name_has_one_sense_in_a_report(code: Callable[..., Report]) -> None:
    report = code("A barn burned near Paris, Texas. Firefighters from Paris came at noon. The mayor of Paris thanked them.")
    ids = {place.geonames_id for place in report.places if place.name == "Paris"}
    assert len(ids) == 1
    assert {place.admin1 for place in report.places if place.name == "Paris"} == {"Texas"}


@pytest.mark.model
def test_two_senses_where_the_words_give_two(code: Callable[..., Report]) -> None:
    report = code("He moved from Paris, Texas, to Paris, France.")
    assert [place.country for place in report.places if place.name == "Paris"] == ["USA", "FRA"]


@pytest.mark.model
def test_an_ambiguous_name_keeps_its_candidates(code: Callable[..., Report]) -> None:
    report = code("Police in Springfield found the car.")
    place = report.places[0]
    assert place.candidates
    assert len(place.candidates) <= 5
    assert {"geonames_id", "name", "country", "admin1", "score"} <= set(place.candidates[0])
    if place.lat is None:
        assert place.geonames_id is None
        assert place.basis == "ambiguous"


@pytest.mark.model
def test_a_street_is_a_place_without_id(code: Callable[..., Report]) -> None:
    report = code("The shop on Harbour Street in Quetta was hit.")
    street = report.places[0]
    assert (street.kind, street.geonames_id, street.lat) == ("road", None, None)
