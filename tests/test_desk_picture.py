"""The picture's queries: the filters each find what fits, the list goes on where it stopped, the counts agree with the list."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline.serve.address import Asked, read
from dateline.serve.bars import bars
from dateline.store.desk import facets, mapped, picture
from dateline.store.desk.happening import happening, successor
from dateline.store.desk.seen import mark_seen, seen
from dateline.store.desk.wanted import STATUSES, Wanted, folded
from dateline.store.reader import Record


@pytest.fixture(scope="module")
def folder(desk_folder: Path) -> Path:
    return desk_folder


@pytest.fixture(scope="module")
def record(folder: Path) -> Iterator[Record]:
    with dateline.open_record(folder) as opened:
        yield opened


ALL = Wanted(status=STATUSES)


def found(record: Record, **asked: Any) -> list[str]:
    rows = picture.page(record, ALL.but(**asked), sort="day").rows
    return sorted(row.linked_event for row in rows)


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ({}, ["eA", "eB", "eC", "eD", "eE"]), ({"status": ()}, ["eB", "eD", "eE"]), ({"status": ("claimed",)}, ["eA"]),
        ({"actor": ("PAK",)}, ["eA", "eC", "eD"]), ({"actor": ("PAK.mfa",)}, ["eC"]), ({"actor": ("IRN", "AFG")}, ["eB", "eC"]),
        ({"dyad": ("PAK", "IRN")}, ["eC"]), ({"dyad": ("IRN", "PAK.mfa")}, ["eC"]), ({"dyad": ("PAK", "AFG")}, []),
        ({"type": ("ASSAULT", "AID")}, ["eA", "eD"]), ({"origins": 2}, ["eA", "eD"]),
        ({"place": (1,)}, ["eA"]), ({"place": (1, 2)}, ["eA", "eD"]),
        ({"country": ("PAK",)}, ["eA", "eD"]), ({"nowhere": True}, ["eB", "eC", "eE"]), ({"words": "SHELLED  Táftan"}, ["eA"]),
        ({"words": "nothing of it"}, []), ({"words": "%' OR true --"}, []), ({"start": date(2025, 6, 16)}, ["eC", "eD"]),
        ({"end": date(2025, 6, 15)}, ["eA", "eD"]), ({"start": date(2025, 6, 15), "end": date(2025, 6, 15)}, ["eA", "eD"]),
        ({"since": 1}, ["eA", "eE"]), ({"since": 1, "change": "events"}, ["eE"]), ({"since": 1, "change": "figures"}, ["eA"]),
        ({"since": 0, "change": "crossings"}, ["eB"]), ({"since": 1, "change": "contradictions"}, ["eA"]), ({"since": 2}, []),
    ],
)  # fmt: skip
def test_a_filter_finds_what_fits(record: Record, asked: dict[str, Any], wanted: list[str]) -> None:
    assert found(record, **asked) == wanted
    counted = picture.counts(record, ALL.but(**asked))
    assert counted.events == len(wanted)


@pytest.mark.parametrize(
    ("sort", "wanted"),
    [
        ("changed", ["eA", "eE", "eB", "eC", "eD"]), ("day", ["eC", "eA", "eD", "eB", "eE"]),
        ("origins", ["eD", "eA", "eE", "eB", "eC"]), ("figure", ["eA", "eD", "eB", "eC", "eE"]),
    ],
)  # fmt: skip
def test_the_list_goes_on_where_it_stopped(record: Record, sort: str, wanted: list[str]) -> None:
    listed, after = [], None
    while True:
        rows, after = picture.page(record, ALL, sort=sort, after=after, size=2)
        listed += [row.linked_event for row in rows]
        if after is None:
            break
    assert listed == wanted


@pytest.mark.parametrize("after", ["", "x", "1~2", "1~2025-99-01~e", "9" * 300 + "~2025-01-01~e", "a~b~c~d", "-1~2025-01-01~'"])
def test_an_odd_place_in_the_list_is_no_error(record: Record, after: str) -> None:
    for sort in picture.ORDERS:
        picture.page(record, ALL, sort=sort, after=after)


def test_the_count_line(record: Record) -> None:
    counted = picture.counts(record, Wanted(country=("PAK",)))
    assert (counted.events, counted.of, counted.two_origins, counted.nowhere) == (1, 3, 1, 0)
    assert counted.statuses == {**dict.fromkeys(STATUSES, 0), "claimed": 1, "occurred": 1}


def test_the_one_filter_that_frees_most_is_named(record: Record) -> None:
    empty = Wanted(type=("PROTEST",), country=("PAK",), status=STATUSES)
    assert picture.frees(record, empty) == [("type", 2), ("country", 1)]
    assert picture.frees(record, Wanted(actor=("PAK.mfa",)))[0] == ("actor", 3)
    assert picture.frees(record, Wanted(type=("AGREE",), origins=5)) == []


def test_days_are_counted_once_and_what_is_wide_apart(record: Record) -> None:
    told = mapped.days(record, ALL)
    assert [(day.first.day, day.last.day, day.quad, day.events) for day in told.dated] == [
        (1, 30, "material cooperation", 1), (15, 15, "material conflict", 1), (17, 17, "verbal cooperation", 1),
    ]  # fmt: skip
    assert (told.wide, told.undated) == (0, 2)
    drawn = bars(told.dated, None, None)
    assert drawn and (drawn.unit, drawn.wide, [(start, up, down) for start, up, down in drawn.counts if up or down]) == (
        "day", 1, [(date(2025, 6, 15), 1, 0), (date(2025, 6, 17), 0, 1)],
    )  # fmt: skip


def test_an_area_is_no_spot(record: Record) -> None:
    spots = {spot.name: spot for spot in picture.spots(record, ALL, since=1)}
    taftan, area = spots["Taftan"], spots["Balochistan"]
    assert (taftan.exact, taftan.events, taftan.low, taftan.high, taftan.new, taftan.first) == (True, 1, 12, 19, 1, "eA")
    assert (taftan.quads, taftan.statuses) == ({"material conflict": 1}, {"claimed": 1})
    assert (area.exact, area.low, area.new) == (False, None, 0)
    displaced = {spot.name: spot.low for spot in picture.spots(record, ALL, measure="displaced")}
    assert displaced == {"Taftan": None, "Balochistan": 300}


def test_the_strip_counts_each_thing_once(record: Record) -> None:
    strip = picture.strip(record, 1)
    assert (strip.sequence, strip.since, strip.events) == (2, 1, {"occurred": 1})
    assert (strip.figures, strip.crossings, strip.contradictions) == (1, {}, 1)
    assert picture.strip(record, 0).crossings == {"closed": 1}
    assert picture.strip(record, 0).figures == 2, "figures that came with new events are new, too"
    fitting = picture.page(record, ALL.but(since=0, change="figures")).rows
    assert sorted(row.linked_event for row in fitting) == ["eA", "eD"], "and the filter shows what the strip counts"
    assert strip.built and strip.since_built and picture.strip(record, 2).events == {}
    assert [number for number, _ in picture.sequences(record)] == [2, 1]


def test_pickers_count_what_a_choice_would_leave(record: Record) -> None:
    offered = {one.id: one.events for one in facets.actors(record, ALL.but(actor=("IRN",)))}
    assert offered["PAK"] == 3
    for one, events in offered.items():
        assert picture.counts(record, ALL.but(actor=(one,))).events == events
    assert next(one.name for one in facets.actors(record, ALL, like="pákist")) == "Pakistan"
    assert facets.types(record, ALL)[0].events == 1
    assert facets.places(record, ALL, like="taf") == [("1", "Taftan", "Balochistan, Pakistan", 1)]
    assert [(one.id, one.name, one.events) for one in facets.states(record, ALL)] == [("PAK", "Pakistan", 2)]
    assert facets.actors(record, ALL, like="' OR 1=1") == []


def test_one_happening_by_its_id(record: Record) -> None:
    one = happening(record, "eA")
    assert one is not None and (one.toll_low, one.toll_high, one.contradicted, one.independent_origins) == (12, 19, True, 2)
    assert happening(record, "e' OR true") is None
    assert successor(record, "eOld") == "eC" and successor(record, "eA") is None


def test_an_address_is_read_as_what_is_wanted() -> None:
    asked = read([("from", "2025-06-01"), ("dyad", "PAK~IRN"), ("status", "occurred,claimed"), ("q", "Gate"), ("origins", "2")])
    assert isinstance(asked, Wanted)
    assert asked == Asked(start=date(2025, 6, 1), dyad=("PAK", "IRN"), status=("occurred", "claimed"), words="Gate", origins=2)
    assert folded("  Ğülşen\tİran ") == "gulsen iran"


def test_what_was_seen_is_kept_by_reviewer(tmp_path: Path) -> None:
    assert seen(tmp_path, "a") is None
    mark_seen(tmp_path, "a", 4)
    mark_seen(tmp_path, "b' --", 7)
    mark_seen(tmp_path, "a", 5)
    assert (seen(tmp_path, "a"), seen(tmp_path, "b' --"), seen(tmp_path, "c")) == (5, 7, None)
