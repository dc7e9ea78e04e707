"""Where an event happened, on whole sentences: the nearer place, its own clause's, never the speaker's or the dateline's."""

from collections.abc import Callable

import pytest

from dateline.records import Report

CASES = (
    ("Rebels captured the town of Sange in eastern Congo on Thursday.", "captured", "Sange"),
    ("Fighters in Indonesia's Papua region have freed a New Zealand pilot.", "freed", "Papua"),
    ("Troops withdrew from Kidal on Monday.", "withdrew", "Kidal"),
    ("Rebels pulled out of Kherson.", "pulled", "Kherson"),
    ("Gunmen attacked a convoy near Djibo in northern Burkina Faso on Monday.", "attacked", "Djibo"),
    ("In Syria's Idlib province, a drone strike killed two men in the town of Sarmada.", "strike", "Sarmada"),
    ("Fighters killed 12 people in Rutshuru territory in North Kivu, near the village of Kiwanja.", "killed", "Rutshuru"),
    ("The clashes that began on Sunday in Rutshuru killed nine people.", "clashes", "Rutshuru"),
    ("Rebels seized Bunagana after fighting that began on Sunday in Rutshuru.", "seized", "Bunagana"),
    ("The army entered Sennar on Tuesday, two days after shelling had begun in Singa.", "shelling", "Singa"),
    ("Police in Lagos arrested three men over the killing of a trader in Aba last week.", "arrested", "Lagos"),
    ("Police in Lagos arrested three men over the killing of a trader in Aba last week.", "killing", "Aba"),
    ("Speaking in Berlin, the minister said Homs had been shelled.", "shelled", "Homs"),
    ("BEIRUT, May 15 - Israeli jets struck a house in Tyre, killing four people.", "struck", "Tyre"),
    ("Protesters marched in Paris over the strikes on Beirut.", "strikes", "Beirut"),
    ("Protesters marched in Paris over the strikes on Beirut.", "marched", "Paris"),
    ("Israeli strikes killed 30 people across Gaza, including 12 in Khan Younis, medics said.", "strikes", "Gaza"),
    ("A device went off on Friday, killing two guards in Goma.", "went off", "Goma"),
    ("The hall in Tunis was shattered by an explosion.", "explosion", "Tunis"),
    ("Gunmen drove to Goma and attacked a market.", "attacked", "Goma"),
    ("A man was arrested in Paris for an attack in Goma.", "attack", "Goma"),
    ("A man was arrested in Paris for an attack in Goma.", "arrested", "Paris"),
    ("Police held a man in Tripoli in connection with the attack in Goma.", "attack", "Goma"),
    ("Police held a man in Tripoli in connection with the attack in Goma.", "held", "Tripoli"),
    ("The judge was shot and killed in Tunis by two gunmen.", "shot", "Tunis"),
    ("Gunmen shot a driver as he sat in his cab in Goma.", "shot", "Goma"),
    ("Two cooks were killed in a U.S. strike near Goma.", "strike", "Goma"),
    ("Gunmen abducted 40 girls from a dormitory in Zamfara state.", "abducted", "Zamfara"),
)
NOWHERE = (
    ("There is anger in Paris about the attack on a barge.", "attack"),
    ("Jets bombed a camp while they spoke of peace in Geneva.", "bombed"),
    ("Two cooks were killed in a U.S. strike.", "strike"),
    ("The clerk was jailed in Paris for his role in the bombing of a tram.", "bombing"),
    ("Gunmen attacked members of the U.S. and Afghan forces.", "attacked"),
)


@pytest.mark.model
@pytest.mark.parametrize(("text", "trigger", "place"), CASES, ids=lambda value: value[:40])
def test_the_place_of_an_event(text: str, trigger: str, place: str, code: Callable[..., Report]) -> None:
    report = code(text)
    found = [event for event in report.events if report.text[event.trigger.start : event.trigger.end] == trigger]
    assert found, [report.text[event.trigger.start : event.trigger.end] for event in report.events]
    where = [report.places[event.place] for event in found if event.place is not None]
    assert {report.text[each.start : each.end] for each in where} == {place}


@pytest.mark.model
@pytest.mark.parametrize(("text", "trigger"), NOWHERE, ids=lambda value: value[:40])
def test_whose_it_is_or_where_the_court_sits_is_not_where_it_was(text: str, trigger: str, code: Callable[..., Report]) -> None:
    report = code(text)
    found = [event for event in report.events if report.text[event.trigger.start : event.trigger.end] == trigger]
    assert found
    assert [event.place for event in found] == [None] * len(found)
