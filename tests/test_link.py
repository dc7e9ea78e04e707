"""Copies, stories, events across reports and the ledger, on reports made by hand."""

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from dateline.link import Collection, link
from dateline.link.order import followed
from dateline.link.shingles import containment, rate, sample
from dateline.link.words import COMMON, NAME, NATION, NUMBER, number_hash, sound, words_of
from dateline.records import Actor, Article, Event, Factuality, Figure, Mention, Place, Report, Span, Time, from_json, to_json

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "link.jsonl").read_text(encoding="utf-8").splitlines()]


def report(name: str, text: str, published: str | None = None, outlet: str | None = None, **rest: Any) -> Report:
    return Report(id=name, text=text, published=published, outlet=outlet, **rest)


# ---- words, triples, order ------------------------------------------------------------------------------


def kinds(text: str) -> list[tuple[str, int]]:
    return list(zip(text.strip(".").split(), words_of(text).kinds, strict=True))


def test_names_numbers_and_nations_are_told_apart() -> None:
    assert kinds("Some 40 Afghans left Chaman for Spin Boldak.") == [
        ("Some", COMMON), ("40", NUMBER), ("Afghans", NATION), ("left", 0), ("Chaman", NAME), ("for", COMMON),
        ("Spin", NAME), ("Boldak", NAME),
    ]  # fmt: skip


def test_a_sentence_beginning_is_a_name_only_if_the_record_says_so() -> None:
    text = "Rain fell. Munim left."
    assert NAME not in words_of(text).kinds
    assert words_of(text, {"Munim"}).kinds[2] == NAME


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,200 people", 1200), ("forty-five men", 45), ("4 million euros", 4), ("twelve", 12), ("3.5 per cent", 3.5)],
)
def test_numbers_have_a_value(text: str, value: float) -> None:
    found = words_of(text)
    assert found.keys[found.kinds.index(NUMBER)] == number_hash(value)


@pytest.mark.parametrize(
    ("one", "other"), [("balochistan", "baloutchistan"), ("tehran", "teheran"), ("rahman", "rahmane"), ("yusufzai", "yousoufzai")]
)
def test_spellings_of_a_name_sound_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


def test_other_names_sound_otherwise() -> None:
    assert len({sound(name) for name in ("quetta", "kandahar", "peshawar", "gwadar", "chaman")}) == 5


def test_a_cut_is_contained_though_it_is_not_like() -> None:
    words = list(range(1, 801))
    whole, part = sample(words), sample(words[100:180])
    assert containment(whole, part, max(rate(len(words)), rate(80))) == 1.0
    assert containment(whole, sample([word + 5000 for word in words]), rate(800)) == 0.0


def test_order_counts() -> None:
    weights = dict.fromkeys((1, 2, 3, 4), 1.0)
    assert followed([1, 2, 3, 4], [9, 1, 3, 2, 4], weights) == 3.0
    assert followed([4, 3, 2, 1], [1, 2, 3, 4], weights) == 1.0
    assert followed([1, 1], [1], weights) == 1.0


# ---- copies ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_copies(case: dict[str, Any]) -> None:
    pair = [report(name, **case[name]) for name in ("a", "b")]
    first, second = link(pair)
    assert (first.copy_group == second.copy_group) is case["copy"]


FLOOD = CASES[9]
REWRITE = CASES[10]


def test_a_correction_is_a_version_of_its_text() -> None:
    first, second = link([report("a", **FLOOD["a"]), report("b", **FLOOD["b"])])
    assert (first.version, second.version, second.corrects) == (1, 2, "a")


def test_a_copy_names_the_report_that_it_goes_back_to() -> None:
    second, first = link([report("b", **REWRITE["b"]), report("a", **REWRITE["a"])])
    assert (first.copy_of, first.origin) == (None, "Sana Courier")
    assert (second.copy_of, second.origin) == ("a", "Sana Courier")


def test_the_credited_report_is_the_origin_even_if_it_came_later() -> None:
    later = {**REWRITE["a"], "published": "2025-04-03"}
    first, second = link([report("a", **later), report("b", **REWRITE["b"])])
    assert (first.copy_of, second.copy_of) == (None, "a")


def test_no_chain_of_small_changes_joins_strangers() -> None:
    words = [f"Name{number}" for number in range(400)]
    texts = [words[start : start + 120] for start in range(0, 280, 20)]
    groups = link([report(f"r{number:02}", "said " + " ".join(text)) for number, text in enumerate(texts)])
    assert groups[0].copy_group != groups[-1].copy_group


# ---- the order of reports does not matter ------------------------------------------------------------------


def mixed() -> list[Report]:
    reports = []
    for number, case in enumerate(CASES):
        reports += [report(f"{number}{name}", **case[name]) for name in ("a", "b")]
    return reports


def test_any_order_gives_the_same_links() -> None:
    reports = mixed()
    expected = {found.id: found for found in link(reports)}
    for seed in range(5):
        Random(seed).shuffle(reports)
        assert {found.id: found for found in link(reports)} == expected


def test_ids_stay_when_later_reports_come() -> None:
    first = {found.id: found.story for found in link([report("a", **FLOOD["a"])])}
    both = {found.id: found.story for found in link([report("a", **FLOOD["a"]), report("b", **FLOOD["b"])])}
    assert both["a"] == first["a"]


def test_reports_without_words_link_to_nothing() -> None:
    found = link([report("a", ""), report("b", ""), report("c", "Two.")])
    assert len({each.copy_group for each in found}) == 3


# ---- events ---------------------------------------------------------------------------------------------

QUETTA = Place(0, 1, geonames_id=1, name="Quetta", lat=30.2, lon=67.0, country="PAK", admin1="Balochistan", kind="city")
GWADAR = Place(0, 1, geonames_id=2, name="Gwadar", lat=25.1, lon=62.3, country="PAK", admin1="Balochistan", kind="city")
PROVINCE = Place(0, 1, geonames_id=3, name="Balochistan", lat=28.0, lon=66.0, country="PAK", admin1="Balochistan", kind="admin1")
ARMY = Actor("PAK.mil", "army", "military", "PAK")
REBELS = Actor("baloch-liberation-army", "BLA", "armed_group", "PAK")


def strike(name: str, published: str, outlet: str, **parts: Any) -> Report:
    """A report of one ASSAULT; `day`, `place`, `mode`, `status`, `actor`, `killed`, `text` may be given."""
    day, place, killed = parts.get("day"), parts.get("place"), parts.get("killed")
    status = parts.get("status", "occurred")
    event = Event(
        "e1", "ASSAULT", parts.get("mode"), Span(0, 4), (Mention(0, 1, actor=parts.get("actor", ARMY.id)),),
        (Mention(0, 1, actor=REBELS.id),), 0 if place else None, 0 if day else None, Factuality(status), "r",
    )  # fmt: skip
    figures = ()
    if killed:
        figures = (Figure("f1", 0, 1, "killed", killed, None, "at_least", None, "e1", Factuality(status), "r"),)
    return report(
        name, parts.get("text", f"raid told by {name} {outlet} {published}"), published, outlet, actors=(ARMY, REBELS),
        places=(place,) if place else (), times=(Time(0, 1, "DATE", day, day, day, "day"),) if day else (), events=(event,),
        figures=figures,
    )  # fmt: skip


def events(*reports: Report) -> list[Any]:
    collection = Collection()
    for each in reports:
        collection.add(each)
    return list(collection.events())


def test_one_event_told_twice_is_one_of_two_origins() -> None:
    (found,) = events(
        strike("a", "2025-06-17", "North", day="2025-06-16", place=QUETTA, mode="aerial", killed=12),
        strike("b", "2025-06-17", "South", day="2025-06-16", place=PROVINCE, killed=19),
    )
    assert (found.independent_origins, found.reports, found.first_reported) == (2, 2, "2025-06-17")
    assert (found.place.name, found.from_, found.modes) == ("Quetta", "2025-06-16", ("aerial",))
    (series,) = found.figures
    assert (series.low, series.high, len(series.points)) == (12, 19, 2)


@pytest.mark.parametrize(
    ("case", "change"),
    [
        ("the same town, another day", {"day": "2025-06-18"}),
        ("another town, the same day", {"place": GWADAR}),
        ("another actor", {"actor": "IRN.mil"}),
        ("planned, not done", {"status": "planned"}),
    ],
)
def test_what_excludes_each_other_is_two_events(case: str, change: dict[str, Any]) -> None:
    first = {"day": "2025-06-16", "place": QUETTA}
    found = events(strike("a", "2025-06-17", "North", **first), strike("b", "2025-06-17", "South", **(first | change)))
    assert len(found) == 2, case


def test_copies_do_not_corroborate() -> None:
    text = "The army struck a camp of the rebels near Quetta on Monday, Major Anwar Shah said, and 12 of them died at Mach."
    told = {"day": "2025-06-16", "place": QUETTA, "killed": 12, "text": text}
    (found,) = events(strike("a", "2025-06-16", "North", **told), strike("b", "2025-06-17", "South", **told))
    assert (found.independent_origins, found.reports, found.origins) == (1, 2, ("North",))
    assert [point.reports for point in found.figures[0].points] == [("a", "b")]


def test_a_denial_is_kept_as_a_contradiction() -> None:
    told = {"day": "2025-06-16", "place": QUETTA}
    claim = strike("a", "2025-06-17", "North", status="claimed", **told)
    (found,) = events(claim, strike("b", "2025-06-17", "South", status="denied", **told))
    assert found.status == "claimed"
    assert [member.report for member in found.contradictions] == ["b"]


def test_the_best_evidence_gives_the_status() -> None:
    told = {"day": "2025-06-16", "place": QUETTA}
    claim = strike("a", "2025-06-17", "North", status="claimed", **told)
    (found,) = events(claim, strike("b", "2025-06-18", "South", **told))
    assert found.status == "occurred"


def test_two_that_meet_are_one_event_in_both_directions() -> None:
    iran, pakistan = Mention(0, 1, actor="IRN"), Mention(0, 1, actor="PAK")
    actors = (Actor("IRN", "Iran", "state", "IRN"), Actor("PAK", "Pakistan", "state", "PAK"))
    talks = tuple(
        Event(name, "CONSULT", "talks", Span(0, 5), (one,), (other,), None, 0, Factuality("occurred"), "r")
        for name, one, other in (("e1", iran, pakistan), ("e2", pakistan, iran))
    )
    times = (Time(0, 1, "DATE", "2025-06-16", "2025-06-16", "2025-06-16", "day"),)
    (found,) = events(report("a", "talks were held", "2025-06-16", "North", actors=actors, times=times, events=talks))
    assert len(found.members) == 2


def test_any_order_gives_the_same_events() -> None:
    reports = [
        strike(f"r{number}", f"2025-06-{16 + number % 3}", f"Outlet {number % 4}", day=f"2025-06-{15 + number % 2}",
               killed=number + 3, place=(QUETTA, GWADAR, PROVINCE, None)[number % 4])
        for number in range(12)
    ]  # fmt: skip
    expected = events(*reports)
    for seed in range(5):
        Random(seed).shuffle(reports)
        assert events(*reports) == expected


# ---- the ledger -----------------------------------------------------------------------------------------


def figures(name: str, day: str, outlet: str, text: str, **killed: Any) -> Report:
    made = tuple(
        Figure(f"f{n}", 0, 1, "killed", low, None, "at_least", None, None, Factuality("claimed"), "r")
        for n, low in enumerate(killed["low"])
    )
    return report(name, text, day, outlet, title=killed.get("title"), figures=made)


def test_a_corrected_figure_is_one_change_and_never_a_sum() -> None:
    collection = Collection()
    collection.add(figures("a", "2025-04-02", "Sana Courier", FLOOD["a"]["text"], low=[34]))
    collection.add(figures("b", "2025-04-02", "Sana Courier", FLOOD["b"]["text"], low=[43], title=FLOOD["b"]["title"]))
    (ledger,) = collection.ledgers()
    (series,) = ledger.figures
    assert (series.low, series.high) == (43, 43)
    (change,) = series.changes
    assert (change.before, change.after, change.direction, change.kind) == (34, 43, "up", "correction")


def test_a_copy_adds_no_figure() -> None:
    collection = Collection()
    collection.add(figures("a", "2025-04-02", "Sana Courier", REWRITE["a"]["text"], low=[17]))
    collection.add(figures("b", "2025-04-02", "Red Sea Review", REWRITE["b"]["text"], low=[17]))
    (ledger,) = collection.ledgers()
    assert [point.reports for point in ledger.figures[0].points] == [("a", "b")]


# ---- the samples ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def samples(pipeline: Any) -> list[Report]:
    lines = (Path(__file__).parent.parent / "samples" / "wire.jsonl").read_text(encoding="utf-8").splitlines()
    articles = (Article(**json.loads(line)) for line in lines)
    return [from_json(to_json(coded)) for coded in pipeline.code(articles)]


@pytest.mark.model
def test_every_copy_of_the_samples_is_folded(samples: list[Report]) -> None:
    found = {each.id: each for each in link(samples)}
    border = {name for name, each in found.items() if each.copy_group == found["meridian-0616-border"].copy_group}
    assert border == {"meridian-0616-border", "courier-0616-border", "ledger-0617-border", "worldscan-0616-border"}
    assert {found[name].copy_of for name in border} == {None, "meridian-0616-border"}
    assert found["northbank-0613"].copy_of == "meridian-0613"
    assert found["newsnest-0618-analysis"].copy_of == "harbour-0618-analysis"
    correction = found["meridian-0615-toll-correction"]
    assert (correction.copy_of, correction.version, correction.corrects) == ("meridian-0615-toll", 2, "meridian-0615-toll")
    groups = [each.copy_group for each in found.values()]
    for name in ("meridian-0118", "meridian-0319-torkham", "meridian-0615-pilgrims", "dispatch-0617-taftan"):
        assert groups.count(found[name].copy_group) == 1, name
    assert sum(each.story == found["meridian-0319-torkham"].story for each in found.values()) == 1


@pytest.mark.model
def test_the_closed_border_of_the_samples_has_two_origins(samples: list[Report]) -> None:
    both = {"ledger-0617-border", "harbour-0618-analysis"}
    (told,) = (each for each in events(*samples) if each.type == "COERCE" and both <= {one.report for one in each.members})
    assert (told.independent_origins, told.origins, told.status) == (2, ("Meridian Wire", "Harbour Post"), "occurred")


@pytest.mark.model
def test_the_pilgrims_of_the_samples_are_two_figures_with_their_sources(samples: list[Report]) -> None:
    collection = Collection()
    for each in samples:
        collection.add(each)
    pilgrims = [
        (series.measure, point.low, point.high, point.origin, point.said, point.source)
        for ledger in collection.ledgers() for series in ledger.figures if series.who == "pilgrim" for point in series.points
    ]  # fmt: skip
    assert len(pilgrims) == 2
    assert {(low, high, origin, said) for _, low, high, origin, said, _ in pilgrims} == {
        (450, 450, "Meridian Wire", "2025-06-15"), (None, 500, "Frontier Dispatch", "2025-06-17"),
    }  # fmt: skip
    assert all("Dar" in source or "Ahmed" in source for *_, source in pilgrims)


@pytest.mark.model
def test_the_correction_of_the_samples_is_one_change_of_one_origin(samples: list[Report]) -> None:
    collection = Collection()
    for each in samples:
        collection.add(each)
    changes = [
        (series.measure, change.before, change.after, change.direction, change.kind, change.origin)
        for ledger in collection.ledgers() for series in ledger.figures for change in series.changes
    ]  # fmt: skip
    assert ("killed", 128, 224, "up", "correction", "Meridian Wire") in changes
    assert {kind for *_, kind, _ in changes} == {"correction"}
    sizes = {size for ledger in collection.ledgers() for series in ledger.figures for size in (series.low, series.high)}
    assert 128 + 224 not in sizes and 450 + 500 not in sizes, "nothing is ever added up"


@pytest.mark.model
def test_every_event_of_the_samples_counts_each_origin_once(samples: list[Report]) -> None:
    found = {each.id: each for each in link(samples)}
    for told in events(*samples):
        origins = {found[member.report].origin for member in told.members}
        assert told.independent_origins == len(origins), told
    many = [told for told in events(*samples) if told.independent_origins > 1]
    assert {told.type for told in many} == {"COERCE"}, "only the closed border is told by two that do not copy each other"


def test_a_figure_told_twice_in_one_text_is_one_point() -> None:
    collection = Collection()
    collection.add(figures("a", "2025-04-02", "Sana Courier", FLOOD["a"]["text"], low=[34]))
    collection.add(figures("b", "2025-04-02", "Sana Courier", FLOOD["b"]["text"], low=[43, 43, 34], title=FLOOD["b"]["title"]))
    (ledger,) = collection.ledgers()
    (series,) = ledger.figures
    assert [(point.low, point.reports) for point in series.points] == [(34, ("a", "b")), (43, ("b",))]
    assert [(change.before, change.after, change.kind) for change in series.changes] == [(34, 43, "correction")]
