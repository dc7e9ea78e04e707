"""What the server draws: marks, clusters and labels of the map, disputed borders, bars of the timeline."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import KnowledgeError
from dateline.serve.bars import HEIGHT, Bars, bars
from dateline.serve.disputed import as_written, entries, lands, parse_disputed, parted
from dateline.serve.drawn import LISTED, Area, Label, Mark, Shown, Spot, drawn, radius, short
from dateline.serve.picture_map import HEIGHT as TALL
from dateline.serve.picture_map import WIDTH as WIDE
from dateline.serve.picture_map import features, places, view_of
from dateline.serve.world import View, fitting, land_path, world
from dateline.store.desk.mapped import Mark as Row

ASIA = fitting([(50.0, 24.0), (74.0, 37.0)], WIDE, TALL)


def mark(status: str = "occurred", low: int | None = None, high: int | None = None, *, events: int = 1) -> Mark:
    return Mark("material conflict", status, events, "e1", low, high, short(low, high))


def spot(name: str, lon: float, lat: float, *marks: Mark) -> Spot:
    given = marks or (mark(),)
    return Spot(hash(name) % 10**6, name, lon, lat, sum(each.events for each in given), given)


@pytest.mark.parametrize(
    ("low", "size"), [(None, 5.0), (0, 5.0), (4, 6.0), (10, 9.0), (49, 9.0), (50, 13.0), (250, 17.0), (1000, 22.0), (9000, 22)]
)
def test_a_mark_is_sized_by_the_least_number(low: int | None, size: float) -> None:
    assert radius(low) == size


def test_a_ring_stands_for_the_most_and_only_where_it_is_more() -> None:
    assert mark(low=12, high=12).ring is None and mark(low=12).ring is None
    assert mark(low=12, high=19).ring == 12.5, "at least 3.5 pixels outside"
    assert mark(low=12, high=900).ring == 17.0


def test_a_status_is_drawn_large_enough_for_its_sign() -> None:
    assert mark("hypothetical").radius > mark().radius
    assert mark("denied").shape == "circle-denied" and Mark("verbal cooperation", "planned", 1, "e").shape == "diamond-planned"


@pytest.mark.parametrize(
    ("figure", "words"),
    [((12, 19), "12–19"), ((40, None), "40+"), ((None, 60), "up to 60"), ((500, 500, "about"), "about 500"),
     ((1200, 1200), "1,200"), ((4, 9, None, True), "4+"),
     ((221, None, "more_than", True), "220+"), ((3, None, "more_than", True), "3+"), ((None, None), "")],
)  # fmt: skip
def test_a_figure_is_short_on_the_map(figure: tuple[int | None, ...], words: str) -> None:
    assert short(*figure) == words  # type: ignore[arg-type]


def test_near_places_are_one_cluster_that_counts_events_not_people() -> None:
    near = [spot("A", 60.0, 30.0, mark(low=450, events=2)), spot("B", 60.05, 30.0, mark(low=60))]
    map_ = drawn([*near, spot("C", 70.0, 35.0)], [], ASIA)
    cluster = next(each for each in map_.shown if not each.marks)
    assert (cluster.events, [each.name for each in cluster.spots]) == (3, ["A", "B"])
    assert cluster.says == "3 events: A, B" and "510" not in cluster.says
    assert len(drawn(near, [], fitting([(60.0, 30.0), (60.05, 30.0)], WIDE, TALL, most=11)).shown) == 2, "nearer they part"


def test_a_click_on_a_cluster_lists_the_events_of_its_places_unless_they_are_too_many_to_name() -> None:
    def cluster(*spots: Spot) -> Shown:
        return next(each for each in drawn(spots, [], ASIA).shown if not each.marks)

    near = [replace(spot(f"P{n}", 60.0 + n / 10_000, 30.0, mark()), key=n + 1) for n in range(LISTED + 1)]
    assert sorted(cluster(*near[:3]).keys) == [1, 2, 3]
    assert cluster(*near).keys == (), "an address has an end"
    assert cluster(*near[:2], replace(near[2], key=0)).keys == (), "what has no key cannot be listed, so that no event is lost"


def test_marks_of_one_place_stand_side_by_side() -> None:
    map_ = drawn([spot("A", 60.0, 30.0, mark(low=300, high=400), mark("claimed"), mark("denied"))], [], ASIA)
    (shown,) = map_.shown
    edges = [(x - (each.ring or each.radius), x + (each.ring or each.radius)) for x, each in shown.marks]
    assert all(left[1] < right[0] + 0.1 for left, right in pairwise(edges))
    assert edges[0][0] == pytest.approx(-edges[-1][1], abs=2), "around the point"
    assert shown.says == "A: material conflict (300–400), claimed material conflict, denied material conflict"


def test_more_events_than_marks_are_said() -> None:
    map_ = drawn([spot("A", 60.0, 30.0, mark(low=4, events=7))], [], ASIA)
    assert map_.labels == [Label(map_.labels[0].x, map_.labels[0].y, "start", "A", "7 events")]
    assert drawn([spot("A", 60.0, 30.0, mark(low=4))], [], ASIA).labels[0].figure == "4+"


def test_what_is_known_by_province_has_no_mark() -> None:
    map_ = drawn([], [Area(1, "Balochistan", 65.0, 28.0, 4)], ASIA)
    assert map_.shown == [] and [area.says for _, _, area in map_.areas] == ["[4 in Balochistan]"]
    assert "4 known by province or country only" in map_.says


def boxes(labels: Iterable[Label]) -> list[tuple[float, float, float, float]]:
    told = []
    for label in labels:
        wide = len(label.name) * 6.5 + (len(label.figure) * 7 if label.figure else 0)
        left = {"start": label.x, "end": label.x - wide, "middle": label.x - wide / 2}[label.anchor]
        told.append((left, label.y - 11, left + wide, label.y + 2))
    return told


@given(st.lists(st.tuples(st.floats(50, 74), st.floats(24, 37), st.integers(0, 2000)), max_size=80))
def test_labels_never_lie_on_one_another(given: list[tuple[float, float, int]]) -> None:
    map_ = drawn([spot(f"Place {n}", lon, lat, mark(low=low)) for n, (lon, lat, low) in enumerate(given)], [], ASIA)
    for one, other in combinations(boxes([*map_.labels, *map_.countries]), 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    assert sum(each.events for each in map_.shown) == len(given), "each event is somewhere"


def test_thousands_of_places_are_grouped_quickly() -> None:
    many = [spot(f"P{n}", 50 + n % 97 / 4, 24 + n % 89 / 7) for n in range(5000)]
    shown: list[Shown] = drawn(many, [], ASIA).shown
    assert sum(each.events for each in shown) == 5000 and len(shown) < 300


def row(name: str, lon: float, lat: float, *, events: int = 1, exact: bool = True, low: int | None = None) -> Row:
    key, quad = hash(name) % 10**6, "material conflict"
    return Row(key, name, lat, lon, exact, quad, "occurred", events, "e1", low, None, low is not None, None)


def test_the_first_view_holds_most_events_not_the_one_far_away() -> None:
    spots, areas = places([*(row(f"P{n}", 60 + n / 10, 30.0) for n in range(20)), row("Far", -100.0, 40.0)])
    view = view_of(None, spots, areas)
    assert view.zoom > 5 and 60 < view.lon < 62
    assert view_of((3.0, 10.0, 20.0), spots, areas) == View(3.0, 10.0, 20.0, WIDE, TALL)
    assert view_of(None, [], []).zoom < 1, "without a place the world"


def test_areas_are_told_apart_from_places() -> None:
    spots, areas = places([row("Taftan", 61.5, 29.0, low=4), row("Iran", 53.0, 32.0, exact=False, events=3)])
    assert [each.name for each in spots] == ["Taftan"] and [each.says for each in areas] == ["[3 in Iran]"]
    told = features(spots, areas)["features"]
    assert told[0]["properties"]["marks"] == "material-conflict,occurred,6.0,0" and told[0]["properties"]["figure"] == "4+"
    assert told[1]["properties"]["area"] == "[3 in Iran]"


def test_no_line_goes_once_around_the_world() -> None:
    found = world()
    if found is None:
        pytest.skip("make web has not built the world's lines")
    lines = [*found.coasts, *found.borders, *(ring for polygon in found.land for ring in polygon)]
    assert max(abs(a[0] - b[0]) for line in lines for a, b in pairwise(line.points)) < 180


def test_a_disputed_part_of_a_border_is_taken_out_of_the_settled_one() -> None:
    line = [(70.0, 25.0), (72.0, 30.0), (74.0, 32.0), (74.5, 33.0), (75.0, 34.0), (77.0, 35.0)]
    found = parted({frozenset({"India", "Pakistan"}): [line], frozenset({"Spain", "Portugal"}): [[(0.0, 0.0), (1.0, 1.0)]]})
    control = [points for entry, points in found.disputed if entry.name == "Line of Control"]
    assert control == [[(74.0, 32.0), (74.5, 33.0), (75.0, 34.0), (77.0, 35.0)]], "with the step that leads into it"
    assert found.settled == [[(70.0, 25.0), (72.0, 30.0), (74.0, 32.0)], [(0.0, 0.0), (1.0, 1.0)]]
    assert any(entry.name == "The berm" for entry, _ in found.disputed), "lines of our own are always there"


def test_every_disputed_line_says_who_claims_what() -> None:
    wanted = {"Kashmir", "Aksai Chin", "Golan Heights", "West Bank and Gaza", "Western Sahara", "Crimea", "Kosovo", "Somaliland",
              "Korea", "Abkhazia", "South Ossetia", "Northern Cyprus"}  # fmt: skip
    assert wanted <= lands().keys()
    assert all(entry.claims.endswith(".") and len(entry.points) != 1 for entry in entries())
    assert (as_written("Kosovo"), as_written("Chad")) == ("Kosovo", "CHAD")
    with pytest.raises(KnowledgeError, match="between"):
        parse_disputed('unnamed = []\nsmall = []\n[[lines]]\nname = "X"\nland = "X"\nclaims = "None."\n')


@pytest.mark.skipif(world() is None, reason="missing: the built map (make web)")
def test_the_world_has_every_border_that_is_disputed() -> None:
    found = world()
    assert found is not None
    drawn_names = {entry.name for entry, _ in found.disputed}
    assert {entry.name for entry in entries()} == drawn_names
    assert len(land_path(fitting([], WIDE, TALL))) < 60_000, "the whole world stays light"


START = date(2026, 6, 1)


def each_day(days: int, quad: str = "material conflict", events: int = 2) -> list[tuple[date, date, str, int]]:
    return [(START + timedelta(n), START + timedelta(n), quad, events) for n in range(days)]


def chart(*args: object) -> Bars:
    found = bars(*args)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_conflict_goes_up_and_cooperation_down_on_one_scale() -> None:
    found = chart([*each_day(1, events=6), *each_day(1, "material cooperation", 2), *each_day(1, "verbal conflict", 2)])
    heights = {each.quad: each.height for each in found.bars}
    assert heights["material-conflict"] == pytest.approx(3 * heights["material-cooperation"], abs=0.2)
    up = [each for each in found.bars if each.quad.endswith("conflict")]
    assert all(each.y + each.height <= found.line + 0.2 for each in up)
    assert next(each for each in found.bars if each.quad == "material-cooperation").y == found.line
    assert sum(heights.values()) == pytest.approx(HEIGHT, abs=0.5)
    assert found.counts == [(START, 8, 2)] and found.total == 10


@pytest.mark.parametrize(("days", "unit"), [(1, "day"), (120, "day"), (121, "week"), (1090, "week"), (1300, "month")])
def test_one_unit_holds_for_the_whole_chart(days: int, unit: str) -> None:
    found = chart(each_day(days))
    assert (found.unit, found.total) == (unit, 2 * days)
    assert all(each.x >= 0 and each.x + each.width <= 100.001 for each in found.bars)


def test_the_few_long_before_are_counted_and_not_drawn() -> None:
    early = [(date(2019, 1, 1), date(2019, 1, 1), "verbal conflict", 1)]
    found = chart([*early, *each_day(30)])
    assert (found.unit, found.first, found.before) == ("day", START, 1)
    assert chart([*early, *each_day(30)], date(2018, 12, 1)).before == 0, "asked for, they are drawn"
    assert chart([*early * 9, *each_day(30)]).unit == "month", "many are not left out"


def test_what_is_known_to_a_longer_stretch_has_no_bar() -> None:
    found = chart([*each_day(10), (START, START + timedelta(20), "verbal conflict", 3)])
    assert (found.total, found.wide) == (20, 3)
    assert chart([(START, START + timedelta(2), "verbal conflict", 1)]).wide == 1


def test_the_brush_makes_others_pale() -> None:
    found = chart(each_day(10), START + timedelta(3), START + timedelta(5))
    assert [each.start.day for each in found.bars if each.within] == [4, 5, 6]
    assert (found.share(START), found.share_end(START + timedelta(9))) == (0.0, 100.0)


def test_no_day_no_chart() -> None:
    assert bars([]) is None
