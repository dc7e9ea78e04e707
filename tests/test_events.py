"""Who did what to whom: whole sentences of tests/cases/events.jsonl, and the parts of the engine on hand-written trees.

A case says all events of its sentence: type, trigger, actor and recipient as they stand in the text, in their order.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.extract.events.matcher import Matcher
from dateline.extract.events.nominal import host_of
from dateline.extract.events.paths import walk
from dateline.knowledge.event_rules import event_rules
from dateline.records import Mention, Report
from dateline.syntax.build import entity, tree_of

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "events.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_a_sentence_gives_these_events_and_no_others(case: dict[str, Any], code: Callable[..., Report]) -> None:
    report = code(case["text"])

    def words(mentions: tuple[Mention, ...]) -> list[str]:
        return [report.text[mention.start : mention.end] for mention in mentions]

    found = [
        {
            "type": event.type,
            "trigger": report.text[event.trigger.start : event.trigger.end],
            "actor": words(event.actor),
            "recipient": words(event.recipient),
            **({"instrument": words(event.instrument)} if event.instrument else {}),
        }
        for event in report.events
    ]
    assert found == case["events"]
    for reason in case.get("refused", ()):
        assert reason in [refusal.reason for refusal in report.refusals]


@pytest.mark.model
def test_an_accusation_carries_a_claimed_event_of_the_accused(code: Callable[..., Report]) -> None:
    report = code("Kyiv accused Moscow of shelling a hospital.")
    by_type = {event.type: event for event in report.events}
    assert by_type["ACCUSE"].factuality.status == "occurred"
    assert by_type["ASSAULT"].factuality.status == "claimed"


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Mortar shells hit a clinic.", "heavy-weapons"),
        ("Bullets hit the bus.", "firearms"),
        ("A drone hit the bus.", "aerial"),
        ("An officer was hit in the neck.", None),
    ],
)
def test_what_it_was_done_with_says_how(text: str, mode: str | None, code: Callable[..., Report]) -> None:
    assert [(event.type, event.mode) for event in code(text).events] == [("ASSAULT", mode)]


@pytest.mark.model
def test_a_refusal_is_done_though_what_is_refused_is_not(code: Callable[..., Report]) -> None:
    report = code("The rebels will not release the pilots.")
    assert [(event.type, event.factuality.status) for event in report.events] == [("REJECT", "occurred")]


@pytest.mark.model
def test_ids_count_from_one_in_the_order_of_the_triggers(code: Callable[..., Report]) -> None:
    report = code("Rebels attacked Goma. The army shelled Sake.")
    assert [event.id for event in report.events] == ["e1", "e2"]
    assert report.events[0].trigger < report.events[1].trigger


@pytest.mark.model
def test_the_same_text_gives_the_same_events(code: Callable[..., Report]) -> None:
    text = "Talks between Oman, Qatar and Chad began after rebels fired rockets at a market in Goma."
    assert code(text).events == code(text).events


def test_a_light_verb_lends_its_subject() -> None:
    tree = tree_of(
        "Rebels rebel NOUN NNS nsubj 1 | launched launch VERB VBD ROOT 1 | a a DET DT det 3 | raid raid NOUN NN dobj 1"
        " | on on ADP IN prep 3 | Goma Goma PROPN NNP pobj 4"
    )
    host = host_of(tree.words[3])
    assert host is not None
    assert (host.verb.text, host.kind) == ("launched", "agent")
    found = Matcher(event_rules()).at(tree.words[3])
    assert found is not None
    assert ([w.text for w in found.actor], [w.text for w in found.recipient]) == (["Rebels"], ["Goma"])


def test_coming_under_attack_swaps_the_roles() -> None:
    tree = tree_of(
        "Goma Goma PROPN NNP nsubj 1 | came come VERB VBD ROOT 1 | under under ADP IN prep 1 | attack attack NOUN NN pobj 2"
        " | from from ADP IN prep 3 | rebels rebel NOUN NNS pobj 4"
    )
    found = Matcher(event_rules()).at(tree.words[3])
    assert found is not None
    assert ([w.text for w in found.actor], [w.text for w in found.recipient]) == (["rebels"], ["Goma"])


def test_a_bare_modifier_is_no_event() -> None:
    tree = tree_of(
        "An an DET DT det 2 | attack attack NOUN NN compound 2 | helicopter helicopter NOUN NN nsubj 3"
        " | landed land VERB VBD ROOT 3"
    )
    assert Matcher(event_rules()).at(tree.words[1]) is None


def test_a_path_is_walked_step_by_step() -> None:
    tree = tree_of(
        "Oslo Oslo PROPN NNP nsubj 1 | imposed impose VERB VBD ROOT 1 | sanctions sanction NOUN NNS dobj 1 | on on ADP IN prep 2"
        " | generals general NOUN NNS pobj 3"
    )
    verb = tree.words[1]

    def nothing(word: object, slot: str) -> list[Any]:
        return []

    assert [word.text for word in walk(verb, "obj>prep:on", nothing)] == ["generals"]
    assert walk(verb, "prep:on", nothing) == []


def test_a_weapon_as_subject_is_no_actor_but_whoever_made_it_is() -> None:
    tree = tree_of(
        "A a DET DT det 2 | Russian russian ADJ JJ amod 2 | missile missile NOUN NN nsubj 3 | hit hit VERB VBD ROOT 3"
        " | a a DET DT det 5 | school school NOUN NN dobj 3"
    )
    entity(tree, "NORP", 1, 1)
    found = Matcher(event_rules()).at(tree.words[3])
    assert found is not None
    assert [w.text for w in found.actor] == ["Russian"]
    assert [w.text for w in found.instrument] == ["missile"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "actor", "recipient", "place"),
    [
        ("Gunmen raided a village near Mubi on Sunday. The attack killed twelve people.", ["Gunmen"], ["twelve people"], "Mubi"),
        ("A bomb exploded at a market in Quetta on Friday. The blast killed nine.", [], ["nine"], "Quetta"),
        ("Rebels shelled Goma. The army bombed Sake. The attack killed nine.", [], ["nine"], None),  # whose attack is left open
        ("Bandits kidnapped two priests in Kano. The bombing killed nine.", [], ["nine"], None),  # another kind of deed
        ("Gunmen raided a village near Mubi. An attack in Kano killed nine.", [], ["nine"], "Kano"),  # another attack
    ],
)
def test_the_attack_is_the_one_that_was_told(
    code: Callable[..., Report], text: str, actor: list[str], recipient: list[str], place: str | None
) -> None:
    report = code(text)
    event = report.events[-1]

    def words(mentions: tuple[Mention, ...]) -> list[str]:
        return [report.text[mention.start : mention.end] for mention in mentions]

    where = None if event.place is None else report.text[report.places[event.place].start : report.places[event.place].end]
    assert (words(event.actor), words(event.recipient), where) == (actor, recipient, place)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The mission blamed the junta for an air raid on a school.", "claimed"),
        ("Officials blamed the blast at the station on separatists.", "claimed"),
        ("The mission condemned the junta's air raid on a school.", "occurred"),
    ],
)
def test_whose_deed_it_was_stands_on_the_word_of_who_lays_it_there(code: Callable[..., Report], text: str, status: str) -> None:
    (event,) = [event for event in code(text).events if event.type == "ASSAULT"]
    assert event.factuality.status == status
