"""The memory of linking: what comes later joins what is there, nothing is lost, and ids stay."""

from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from dateline.link import Collection, arrive
from dateline.link.arrive import Coded, kept
from dateline.link.compose import Writer
from dateline.link.engine import settle
from dateline.link.likeness import COPY, FAR_DAYS, SAME_WORDS, is_copy, likeness, total
from dateline.link.names import carry, name
from dateline.link.people import Decided, lay_over
from dateline.link.postings import Postings
from dateline.link.shelf import Shelf, opened
from dateline.link.sketch import pack, sketch_of, unpack
from dateline.link.state import GONE, State
from dateline.link.told import PACKER, telling_of
from dateline.link.topics import Counts
from dateline.records import Report, to_json
from test_link import CASES, FLOOD, GWADAR, QUETTA, REWRITE, mixed, report, strike


def arrived(state: State, *reports: Report) -> State:
    for each in reports:
        state.arrive(sketch_of(each), telling_of(each))
    settle(state)
    return state


def links(state: State) -> dict[str, Any]:
    writer = Writer(state)
    return {state.ids[number]: writer.link(number) for number in range(state.reports)}


# ---- its parts --------------------------------------------------------------------------------------------


def test_a_shelf_gives_back_what_it_let_go_of() -> None:
    shelf: Shelf[bytes] = Shelf(opened(), "words", bytes, bytes)
    for number in range(10_000):
        shelf.append(number, b"%d" % number)
    shelf.put(3, b"three")
    for _ in range(3):
        shelf.rest()
    assert (shelf.get(3), shelf.get(9_999), shelf.find(10_000)) == (b"three", b"9999", None)
    shelf.drop(3)
    assert shelf.find(3) is None
    with pytest.raises(KeyError):
        shelf.get(3)


def test_postings_find_the_first_and_last_of_a_key_however_many_runs() -> None:
    index = Postings()
    for start in range(0, 1000, 100):
        owners = np.arange(start, start + 100, dtype=np.uint32)
        index.add(owners.astype(np.uint64) % 10, owners)
    assert len(index.runs) < 5
    places, owners = index.find(np.array([3, 77], np.uint64), 1, 1)
    assert set(places.tolist()) == {0}
    assert {3, 993} <= set(owners.tolist())
    assert not len(index.find(np.array([3], np.uint64), 1, 1, most=99)[0])


def test_postings_are_the_same_from_the_disk(tmp_path: Path) -> None:
    index = Postings()
    index.add(np.array([5, 1, 5], np.uint64), np.array([1, 2, 3], np.uint32))
    again = Postings.load(tmp_path, index.save(tmp_path, "words"))
    assert [each.tolist() for each in again.find(np.array([5], np.uint64), 5, 0)] == [[0, 0], [1, 3]]
    assert index.save(tmp_path, "words") == ["words-000001"]


def test_counts_are_the_same_after_packing() -> None:
    counts, again = Counts(), Counts()
    counts.add(sketch_of(report(str(number), case["a"]["text"])) for number, case in enumerate(CASES))
    again.load(counts.packed(), counts.reports)
    assert (again.table == counts.table).all() and again.reports == counts.reports


def test_sketches_and_tellings_are_the_same_after_packing() -> None:
    told = strike("a", "2025-06-17", "North", day="2025-06-16", place=QUETTA, killed=12)
    telling = telling_of(told)
    assert PACKER.unpack(PACKER.pack(telling)) == telling
    one, other = sketch_of(told), unpack(pack(sketch_of(told)))
    for field in one.__slots__:
        assert np.array_equal(getattr(one, field), getattr(other, field)), field


# ---- what comes later ---------------------------------------------------------------------------------------


def test_a_short_cut_in_comparing_decides_as_the_whole_comparison() -> None:
    sketches, counts = [sketch_of(each) for each in mixed()], Counts()
    counts.add(sketches)
    decided = set()
    for one, other in combinations(sketches, 2):
        found = likeness(one, other, counts)
        gap = abs(one.day - other.day) if one.day and other.day else 0
        related = one.outlet and (one.outlet == other.outlet or one.outlet in other.credited or other.outlet in one.credited)
        if one.text != other.text and found.text < SAME_WORDS and gap <= FAR_DAYS and not related and one.size > 20 < other.size:
            assert is_copy(one, other, counts) == (total(found) >= COPY), (one.id, other.id)
            decided.add(total(found) >= COPY)
    assert decided == {True, False}


def test_what_comes_later_joins_what_is_there() -> None:
    state = arrived(State(), report("a", **REWRITE["a"]))
    first = links(state)["a"]
    both = links(arrived(state, report("b", **REWRITE["b"])))
    assert both["a"] == first
    assert (both["b"].copy_group, both["b"].copy_of, both["b"].story) == (first.copy_group, "a", first.story)


def test_an_earlier_report_that_comes_later_changes_no_id() -> None:
    copy, own = report("b", **REWRITE["b"]), report("a", **REWRITE["a"])
    state = arrived(State(), copy)
    before = links(state)["b"]
    after = links(arrived(state, own))
    assert (after["b"].copy_group, after["b"].story) == (before.copy_group, before.story)
    assert {each.copy_group for each in after.values()} == {before.copy_group}
    assert (after["a"].copy_of, after["b"].copy_of) == (None, "a")


def test_two_cuts_become_one_text_when_the_whole_comes_and_the_lost_id_leads_on() -> None:
    words = [f"Name{number} met {chr(97 + number % 26)}ob and left." for number in range(80)]
    head, tail = " ".join(words[:36]), " ".join(words[44:])
    cuts = [report("head", head, "2025-04-03", "North"), report("tail", tail, "2025-04-04", "South")]
    state = arrived(State(), *cuts)
    before = links(state)
    assert before["head"].copy_group != before["tail"].copy_group
    after = links(arrived(state, report("whole", " ".join(words), "2025-04-02", "Wire")))
    (kept,) = {each.copy_group for each in after.values()}
    (gone,) = {each.copy_group for each in before.values()} - {kept}
    assert state.redirects[gone] == kept
    assert {each.copy_of for each in after.values()} == {None, "whole"}
    assert len({each.story for each in after.values()}) == 1


def test_an_event_keeps_its_id_when_an_earlier_report_comes() -> None:
    told = {"day": "2025-06-16", "place": QUETTA}
    state = arrived(State(), strike("b", "2025-06-18", "South", **told))
    (before,) = (Writer(state).event(number) for number in Writer(state).events())
    arrived(state, strike("a", "2025-06-17", "North", **told))
    (after,) = (Writer(state).event(number) for number in Writer(state).events())
    assert (after.event, after.first_reported, after.independent_origins) == (before.event, "2025-06-17", 2)
    assert [member.report for member in after.members] == ["a", "b"]


def test_one_at_a_time_finds_the_same_copies() -> None:
    reports = [report(f"{name}{n}", **case[name]) for n, case in enumerate((FLOOD, REWRITE)) for name in ("a", "b")]
    for seed in range(4):
        Random(seed).shuffle(reports)
        state = State()
        for each in reports:
            arrived(state, each)
        found = links(state)
        assert found["a0"].copy_group == found["b0"].copy_group != found["a1"].copy_group == found["b1"].copy_group
        assert (found["b0"].copy_of, found["b1"].copy_of, found["b0"].corrects) == ("a0", "a1", "a0")


def test_every_report_is_in_one_text_and_story_whatever_the_batches() -> None:
    reports = mixed()
    state = State()
    for start in range(0, len(reports), 3):
        arrived(state, *reports[start : start + 3])
    texts = set(state.group)
    assert sorted(number for text in texts for number in state.members(text)) == list(range(len(reports)))
    stories = {state.story[text] for text in texts}
    assert sorted(text for story in stories for text in state.texts(story)) == sorted(texts)


# ---- on the disk ------------------------------------------------------------------------------------------------


def test_what_was_committed_goes_on_and_what_was_not_is_forgotten(tmp_path: Path) -> None:
    first, second, third = (report(str(n), **case["a"]) for n, case in enumerate(CASES[:3]))
    state = arrived(State(tmp_path), first, second)
    expected = links(state)
    state.commit()
    arrived(state, third)
    state.close()
    again = State(tmp_path)
    assert links(again) == expected
    assert again.generation == 1
    arrived(again, third)
    again.commit()
    assert set(State(tmp_path).ids) == {"0", "1", "2"}


def test_a_state_from_the_disk_links_like_one_in_memory(tmp_path: Path) -> None:
    reports = [strike(f"r{n}", f"2025-06-{16 + n % 3}", f"Outlet {n % 4}", day=f"2025-06-{15 + n % 2}",
                      place=(QUETTA, GWADAR)[n % 2]) for n in range(12)] + mixed()  # fmt: skip
    kept = State()
    for start in range(0, len(reports), 8):
        disk = arrived(State(tmp_path), *reports[start : start + 8])
        disk.commit()
        disk.close()
        arrived(kept, *reports[start : start + 8])
    again = State(tmp_path)
    assert links(again) == links(kept)
    events = [[Writer(each).event(number) for number in Writer(each).events()] for each in (again, kept)]
    assert events[0] == events[1]


def test_changes_are_remembered(tmp_path: Path) -> None:
    state = arrived(State(tmp_path), report("a", **REWRITE["a"]), report("c", **FLOOD["a"]))
    state.commit()
    arrived(state, report("b", **REWRITE["b"]))
    state.commit()
    changed = state.since(1)
    assert changed is not None
    assert {state.ids[text] for text in changed.texts} == {"a"}
    assert state.since(0) is None and state.since(7) is None
    assert state.since(2) is not None and not state.since(2).texts  # type: ignore[union-attr]


# ---- ids of an earlier linking --------------------------------------------------------------------------------


def before_of(state: State) -> list[tuple[str, str, str]]:
    found = []
    for own, link in links(state).items():
        found += [("c", own, link.copy_group), ("s", own, link.story)]
    for event in map(Writer(state).event, Writer(state).events()):
        found += [("e", f"{member.report}:{member.event}", event.event) for member in event.members]
    return found


def test_ids_go_on_when_all_is_linked_anew() -> None:
    told = {"day": "2025-06-16", "place": QUETTA}
    late = [report("b", **REWRITE["b"]), strike("s2", "2025-06-18", "South", **told)]
    early = [report("a", **REWRITE["a"]), strike("s1", "2025-06-17", "North", **told)]
    grown = arrived(arrived(State(), *late), *early)
    fresh = arrived(State(), *late, *early)
    assert links(fresh) != links(grown)
    carry(fresh, before_of(grown))
    assert links(fresh) == links(grown)
    assert set(before_of(fresh)) == set(before_of(grown))
    assert not fresh.redirects


def test_an_event_that_is_told_no_more_hands_on_no_id() -> None:
    state = arrived(State(), strike("s1", "2025-06-17", "North", day="2025-06-16", place=QUETTA))
    told = [row for row in before_of(state) if row[0] == "e"]
    state.happening[state.first_told[0]] = GONE
    carry(state, told)
    assert not state.redirects and not state.names["e"]


def test_an_id_that_none_goes_on_with_leads_to_where_most_went() -> None:
    state = arrived(State(), report("a", **REWRITE["a"]), report("b", **REWRITE["b"]))
    carry(state, [("c", "a", "c1"), ("c", "b", "c2"), ("c", "gone", "c3")], [("c0", "c2")])
    text = state.group[0]
    assert name(state, "c", text) == "c1"
    assert state.redirects == {"c2": "c1", "c0": "c1"}


# ---- what people decided ------------------------------------------------------------------------------------


def test_a_copy_taken_out_is_a_text_of_its_own_and_undone_is_one_again() -> None:
    state = arrived(State(), report("a", **REWRITE["a"]), report("b", **REWRITE["b"]))
    together = links(state)["a"]
    touched = lay_over(state, [Decided("copy", "b", None)])
    found = links(state)
    assert (found["a"].copy_group, found["b"].copy_of, found["b"].origin) == (together.copy_group, None, "Red Sea Review")
    assert found["b"].copy_group != together.copy_group
    assert touched.texts


def test_two_texts_joined_by_people_are_one() -> None:
    state = arrived(State(), report("a", **REWRITE["a"]), report("c", **FLOOD["a"]))
    was = links(state)["c"].copy_group
    lay_over(state, [Decided("copy", "c", "a")])
    found = links(state)
    assert found["a"].copy_group == found["c"].copy_group == state.redirects[was]
    assert found["a"].story == found["c"].story


def test_stories_are_joined_and_taken_apart() -> None:
    state = arrived(State(), report("a", **REWRITE["a"]), report("c", **FLOOD["a"]))
    before = links(state)
    lay_over(state, [Decided("story", "c", "a")])
    joined = links(state)
    assert joined["a"].story == joined["c"].story == before["a"].story
    assert joined["a"].copy_group != joined["c"].copy_group
    lay_over(state, [Decided("story", "a", None)])
    apart = links(state)
    assert apart["a"].story != apart["c"].story


def test_events_are_joined_and_taken_apart() -> None:
    told = {"day": "2025-06-16", "place": QUETTA}
    state = arrived(State(), strike("a", "2025-06-17", "North", **told), strike("b", "2025-06-18", "South", **told),
                    strike("c", "2025-06-18", "South", day="2025-06-16", place=GWADAR))  # fmt: skip

    def told_by() -> list[list[str]]:
        writer = Writer(state)
        return sorted([member.report for member in writer.event(number).members] for number in writer.events())

    assert told_by() == [["a", "b"], ["c"]]
    lay_over(state, [Decided("event", "b:e1", "c:e1")])
    assert told_by() == [["a", "b", "c"]]
    lay_over(state, [Decided("event", "b:e1", None)])
    assert told_by() == [["a", "c"], ["b"]]


def test_a_decision_on_what_is_not_there_waits() -> None:
    state = arrived(State(), report("a", **REWRITE["a"]))
    before = links(state)
    lay_over(state, [Decided("copy", "x", "a"), Decided("event", "a:e9", None), Decided("story", "a", "y"),
                     Decided("copy", "a", None), Decided("story", "a", None)])  # fmt: skip
    assert links(state) == before


def test_a_collection_goes_on_after_it_was_asked() -> None:
    collection = Collection()
    collection.add(report("a", **REWRITE["a"]))
    (alone,) = collection.links()
    collection.add(report("b", **REWRITE["b"]))
    first, second = collection.links()
    assert first == alone and second.copy_of == "a"


def test_helpers_keep_what_is_kept_here(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [Coded(to_json(each).decode(), f"key {number}") for number, each in enumerate(mixed())]
    lines[7] = Coded("{no json")
    here = list(kept(lines))
    assert [number for number, each in enumerate(here) if each.wrong] == [7]
    monkeypatch.setattr(arrive, "FEW", 2)
    monkeypatch.setattr(arrive, "BATCH", 3)
    assert list(kept(lines)) == here
    assert next(iter(kept(lines))) == here[0], "who asks for no more leaves no process behind"


def test_a_helper_that_ends_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [Coded(to_json(each).decode()) for each in mixed()]
    expected = list(kept(lines))
    monkeypatch.setattr(arrive, "FEW", 0)
    monkeypatch.setattr(arrive.sys, "executable", "/bin/false")
    assert list(kept(lines)) == expected


def test_a_collection_takes_lines() -> None:
    lines = [to_json(each).decode() for each in mixed()]
    one, other = Collection(), Collection()
    *good, bad = one.add_coded([*lines, "none"])
    assert bad and not any(good)
    for each in mixed():
        other.add(each)
    assert one.links() == other.links()
