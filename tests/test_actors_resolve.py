"""Identification alone: mentions made by hand, no parser and no gazetteer."""

from typing import Any

import pytest

from dateline.drafts import ActorMention, PlaceMention
from dateline.knowledge.actor_book import actor_book
from dateline.records import Actor, Article, Place, Span
from dateline.resolve.actors import focus, resolve
from dateline.resolve.actors.card import roots_of

TEXT = "x" * 500


def said(start: int, **features: Any) -> ActorMention:
    features.setdefault("used", True)
    return ActorMention(start, start + 5, Span(start, start + 5), **features)


def answer(*mentions: ActorMention, day: str | None = "2025-06-18", places: tuple[Any, ...] = ()) -> tuple[Actor, ...]:
    return resolve(mentions, Article("t", TEXT, published=day), places)[0]


def name(start: int, *words: str, **features: Any) -> ActorMention:
    return said(start, form="name", name=words, **features)


def noun(start: int, phrase: str, **features: Any) -> ActorMention:
    return said(start, noun=phrase, lemma=phrase.split()[-1], **features)


@pytest.mark.parametrize(
    ("mention", "expected"),
    [
        (name(0, "Kenya"), ("KEN", "state", "KEN")),
        (name(0, "Hamas", known="hamas"), ("hamas", "armed_group", "PSE")),
        (name(0, "Aden", "Duale", label="PERSON"), ("person:aden-duale", "person", None)),
        (name(0, "Aden", "Duale", label="PERSON", role="mayor", country="KEN"), ("person:aden-duale", "government", "KEN")),
        (name(0, "Nairobi", acting=True), ("KEN.gov", "government", "KEN")),
        (noun(0, "foreign ministry", country="OMN"), ("OMN.mfa", "government", "OMN")),
        (noun(0, "troops", country="OMN", plural=True), ("OMN.mil", "military", "OMN")),
        (noun(0, "refugees", country="AFG", plural=True), ("AFG.refugee", "refugee", "AFG")),
        (noun(0, "refugees", country="KEN", plural=True, located=True), ("x1", "refugee", "KEN")),
        (noun(0, "gunmen", plural=True), ("x1", "armed_group", None)),
        (said(0, lemma="territory", country="OMN"), ("OMN", "state", "OMN")),
        (said(0, lemma="hangar", country="OMN"), None),
        (said(0, form="pronoun"), None),
        (name(0, "Duale", label="PERSON", unsure=True), None),
    ],
)  # fmt: skip
def test_one_mention(mention: ActorMention, expected: tuple[str, str, str | None] | None) -> None:
    found = answer(mention)
    assert [(actor.id, actor.kind, actor.country) for actor in found] == ([expected] if expected else [])


def test_mentions_of_one_id_are_one_actor_in_the_order_of_the_text() -> None:
    found = answer(name(0, "Kenya"), noun(20, "gunmen", plural=True), name(40, "Kenya"), noun(60, "mob", plural=True))
    starts = {actor.id: [span.start for span in actor.mentions] for actor in found}
    assert list(starts.items()) == [("KEN", [0, 40]), ("x1", [20]), ("x2", [60])]


def test_an_owner_gives_country_kind_or_itself() -> None:
    group = name(0, "Hamas", known="hamas")
    leader = name(40, "Ali", "Omar", label="PERSON", role="commander", owner=0)
    found = answer(group, noun(20, "fighters", plural=True, owner=0), leader)
    assert [(actor.id, actor.kind, actor.affiliation) for actor in found] == [
        ("hamas", "armed_group", None), ("person:ali-omar", "armed_group", "Hamas"),
    ]  # fmt: skip
    assert [span.start for span in found[0].mentions] == [0, 20]


def test_owners_in_a_circle_end() -> None:
    assert answer(noun(0, "fighters", plural=True, owner=1), noun(20, "leader", owner=0))


def test_antecedents_may_stand_later_and_circles_are_cut() -> None:
    assert roots_of((said(0, antecedent=2), said(10), said(20, antecedent=1))) == [1, 1, 1]
    assert len(roots_of((said(0, antecedent=1), said(10, antecedent=0)))) == 2


def test_a_pronoun_counts_as_a_mention_of_its_actor() -> None:
    found, ids = resolve((name(0, "Kenya"), said(20, form="pronoun", antecedent=0)), Article("t", TEXT), ())
    assert [span.start for span in found[0].mentions] == [0, 20]
    assert ids == {(0, 5): "KEN", (20, 25): "KEN"}


def test_the_government_is_that_of_the_one_country_around() -> None:
    here = ((PlaceMention(100, 105, "Garissa"), Place(100, 105, country="KEN")),)
    there = ((PlaceMention(120, 125, "Baidoa"), Place(120, 125, country="SOM")),)
    assert [actor.id for actor in answer(noun(110, "government"), places=here)] == ["KEN.gov"]
    assert [actor.id for actor in answer(noun(110, "government"), places=here + there)] == ["x1"]
    assert [actor.id for actor in answer(noun(110, "gunmen", plural=True), places=here)] == ["x1"]


def test_the_focus_needs_a_clear_majority() -> None:
    assert focus(((0, "KEN"), (1, "KEN"), (2, "SOM"))) == "KEN"
    assert focus(((0, "KEN"), (1, "SOM"))) is None
    assert focus(()) is None


def test_a_country_comes_from_the_place_that_owns() -> None:
    here = ((PlaceMention(100, 105, "Garissa"), Place(100, 105, country="KEN")),)
    assert answer(noun(0, "police", near=0), places=here)[0].id == "KEN.cop"


def test_an_officeholder_without_name_is_found_by_day() -> None:
    minister = said(0, noun="foreign minister", role="foreign minister", lemma="minister", country="IRN")
    assert answer(minister)[0].id == "person:abbas-araghchi"
    assert answer(minister, day="2024-01-01")[0].id == "person:hossein-amir-abdollahian"
    assert answer(minister, day=None)[0].id == "x1"


def test_a_former_holder_has_no_government() -> None:
    was = name(0, "Ali", "Omar", label="PERSON", role="president", country="KEN", former=True)
    assert [(actor.kind, actor.role) for actor in answer(was)] == [("person", "former president")]


@pytest.mark.parametrize(
    ("address", "outlet", "role", "country"),
    [
        ("https://www.lagoon-herald.co.uk/a", None, "foreign secretary", "GBR"),
        ("https://star.example/a", "Kenya Star", "defence minister", "KEN"),
        ("https://www.lagoon-herald.co.uk/a", "Kenya Star", "foreign secretary", None),  # two countries tell nothing
        ("https://herald.io/a", None, "foreign secretary", None),  # an ending that is sold to anyone
        ("https://www.lagoon-herald.co.uk/a", None, "analyst", None),  # no office of the state
        (None, None, "foreign secretary", None),
    ],
)
def test_a_bare_minister_is_of_the_country_that_the_outlet_writes_from(
    address: str | None, outlet: str | None, role: str, country: str | None
) -> None:
    mention = name(0, "Mark", "Ellis", label="PERSON", role=role)
    (actor,) = resolve((mention,), Article("t", TEXT, url=address, outlet=outlet), ())[0]
    assert actor.country == country


def test_a_body_of_the_un_is_known_with_its_name_written_out() -> None:
    spellings = actor_book().spellings
    name = ("office", "for", "coordination", "of", "humanitarian", "affairs")
    assert spellings["united", "nations", *name] == spellings["un", *name] == ["ocha"]
    assert ("united", "nations") in spellings and ("united", "nations", "nations") not in spellings
