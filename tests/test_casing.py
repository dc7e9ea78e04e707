"""Texts in capitals: what they are read as, that nothing moves, and that their record is that of the same text in small letters.

`cases/casing.jsonl` holds one a line: `text`, and `read`, which a counter-example has, too.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.casing import recased
from dateline.evaluate.own import in_capitals
from dateline.knowledge.casing import casing, is_unspeakable
from dateline.knowledge.gazetteer import Gazetteer, open_gazetteer
from dateline.records import Report

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "casing.jsonl").read_text(encoding="utf-8").splitlines()]
NO_PLACES = Gazetteer()
WORDS = st.sampled_from([
    "THE", "ARMY", "KILLED", "NINE", "REBELS", "İSTANBUL", "STRAẞE", "O'BRIEN", "ŁÓDŹ", "14 MAY 89", "(ELN)", "--", "\n", "\n\n",
    "US", "U.S.", "ﬁ", "ß", "ŉ", "Σ", ".", ":", '"', "’", "-", "X",
])  # fmt: skip


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_a_text_in_capitals_is_read_so(case: dict[str, str], gazetteer: Gazetteer) -> None:
    assert recased(case["text"], gazetteer) == case["read"]


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join)))
def test_nothing_moves(text: str) -> None:
    for given_text in (text, in_capitals(text)):
        read = recased(given_text, NO_PLACES)
        assert len(read) == len(given_text)
        assert all(
            new == old or new == " " or new.lower() == old.lower() for new, old in zip(read, given_text, strict=True)
        ), "only the case of a letter changes, and a line end to a blank"


@pytest.mark.parametrize("text", [
    "UN, NATO, EU, WFP and UNHCR staff left; the ICRC stays.",
    "The PLO and the PFLP-GC met the KGB.",
    "PEDRO RINCON",
    "HARARE (ZIANA) — Troops left the camp on Friday. Nobody was hurt.",
    "ΑΘΗΝΑ ΚΑΙ ΠΕΙΡΑΙΑΣ",
    "",
])  # fmt: skip
def test_other_texts_are_handed_back(text: str) -> None:
    assert recased(text, NO_PLACES) is text


def test_a_mixed_text_is_the_same_object() -> None:
    text = "The mayor of the town said on Monday that four men were held by the army.\n\nThe U.S. and the USSR agreed." * 20
    assert recased(text, NO_PLACES) is text


@pytest.mark.parametrize("word", ["fmln", "eln", "mrta", "pkk", "plf", "kgb"])
def test_letters_that_nobody_can_say_are_an_acronym(word: str) -> None:
    assert is_unspeakable(word)


@pytest.mark.parametrize("word", ["toro", "ndola", "al", "mbeki", "ali", "cruz", "lviv", "ash", "tsvangirai", "ortiz"])
def test_letters_that_one_can_say_are_a_name(word: str) -> None:
    assert not is_unspeakable(word)


@pytest.mark.parametrize("word", ["attacked", "guerrillas", "died", "women", "kilometres", "unaccounted", "centres", "plotting"])
def test_words_are_known_with_their_endings(word: str) -> None:
    assert casing().weight(word) is not None


@pytest.mark.parametrize("word", ["saravena", "chissano", "hekmatyar", "bogota"])
def test_names_are_no_words(word: str) -> None:
    assert casing().weight(word) is None


REPORTS = [
    "BOGOTA, 17 Sep 89 (EFE) -- At least nine soldiers were killed on Saturday when guerrillas of the National Liberation Army "
    "(ELN) ambushed a convoy near Saravena, military sources reported. The rebels kidnapped the mayor of the town. General Jaime "
    'Parra said: "They will pay for this." The government may declare a curfew in Arauca.',
    "Shiite gunmen attacked an Israeli patrol in southern Lebanon on Monday, wounding three soldiers. Israel denied that its "
    "planes bombed Sidon. Syria closed the border and expelled two U.S. diplomats.",
    "Police arrested 40 students in Harare after protesters burned cars. The minister accused South Africa of arming the rebels. "
    "More than 20,000 refugees fled to Malawi in March, the Red Cross said.",
]


@pytest.mark.model
@pytest.mark.parametrize("text", REPORTS, ids=lambda text: text[:30])
def test_the_record_of_a_text_in_capitals_is_that_of_the_text(text: str, code: Callable[..., Report]) -> None:
    mixed, loud = code(text), code(in_capitals(text))
    assert loud.text == in_capitals(text)
    assert told(loud) == told(mixed)
    assert [(place.start, place.end, place.geonames_id) for place in loud.places] == [
        (place.start, place.end, place.geonames_id) for place in mixed.places
    ]
    assert [(time.start, time.value) for time in loud.times] == [(time.start, time.value) for time in mixed.times]
    assert [(actor.id, actor.name) for actor in loud.actors] == [(actor.id, actor.name) for actor in mixed.actors]


def told(report: Report) -> list[tuple[object, ...]]:
    """Events by type, trigger, roles and status."""
    return [
        (event.type, event.mode, event.trigger, [(who.start, who.end) for who in event.actor],
         [(who.start, who.end) for who in event.recipient], event.factuality.status)
        for event in report.events
    ]  # fmt: skip


@pytest.mark.model
def test_a_title_in_capitals_learns_from_its_report(code: Callable[..., Report]) -> None:
    report = code("Rebels of the Grey Heron front shelled the port on Monday.", title="GREY HERON FRONT SHELLS PORT")
    assert report.title == "GREY HERON FRONT SHELLS PORT"


@pytest.mark.model
def test_lines_cut_at_a_width_are_one_paragraph(gazetteer: Gazetteer) -> None:
    lines = ["THE REBELS FIRED AT LEAST EIGHTEEN ROCKETS INTO THE OLD TOWN OF", "KABUL ON SATURDAY AND WOUNDED THIRTEEN PEOPLE."]
    text = "\n".join(lines)
    read = recased(text, gazetteer)
    assert "town of Kabul on Saturday" in read
    assert "\n" in recased(text.replace("OF\n", ".\n\n"), gazetteer)
