"""Who ends the process: shards with any guilty reports and any accidents are searched to the end."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.records import Article
from dateline.scale.attempts import attempts
from dateline.scale.work import Death, cut

DIED, SLOW = "died", "too_slow"


def tried(count: int, guilty: set[int], accidents: set[int] = frozenset(), knows: bool = True) -> tuple[dict[int, Death], list[list[int]]]:  # type: ignore[assignment]  # noqa: E501
    """The verdict, and the attempts that were made; attempts whose number is in `accidents` die of something else."""
    search = attempts(count)
    wanted, made = next(search), []
    try:
        while True:
            made.append(list(wanted))
            first = next((place for place, number in enumerate(wanted) if number in guilty), None)
            if len(made) - 1 in accidents:
                wanted = search.send(Death(DIED, "accident", 0))
            else:
                wanted = search.send(None if first is None else Death(DIED, "poison", first if knows else None))
    except StopIteration as ended:
        return ended.value, made


def test_an_innocent_shard_is_coded_once() -> None:
    assert tried(8, set()) == ({}, [list(range(8))])


@given(st.integers(1, 20), st.data(), st.booleans())
def test_just_the_guilty_are_found(count: int, data: st.DataObject, knows: bool) -> None:
    guilty = data.draw(st.sets(st.integers(0, count - 1)))
    found, made = tried(count, guilty, knows=knows)
    assert set(found) == guilty
    rest = [number for number in range(count) if number not in guilty]
    assert not rest or made[-1] == rest, "the last attempt holds all others together"


@given(st.integers(2, 20), st.integers(0, 40))
def test_one_accident_costs_nobody(count: int, when: int) -> None:
    found, made = tried(count, {1}, {when})
    assert set(found) == {1}
    assert [number for number in range(count) if number != 1] in made


def test_accidents_all_over() -> None:
    dice = random.Random(5)
    for _ in range(200):
        accidents = {number for number in range(0, 300, 2) if dice.random() < 0.3}  # never two in a row
        found, _ = tried(12, {4, 9}, accidents)
        assert set(found) == {4, 9}


def test_where_the_next_one_is_known_few_processes_die() -> None:
    _, made = tried(64, {40})
    assert [len(one) for one in made] == [64, 1, 1, 63]


def test_who_takes_too_long_is_waited_for_twice_at_most() -> None:
    search = attempts(3)
    assert next(search) == [0, 1, 2]
    assert search.send(Death(SLOW, "", 1)) == [1]
    assert search.send(Death(SLOW, "", 0)) == [0, 2]


@pytest.mark.parametrize(("reports", "characters", "sizes"), [(3, 10**6, [3, 3, 1]), (100, 25, [2, 2, 2, 1]), (100, 5, [1] * 7)])
def test_shards_end_where_the_articles_say(reports: int, characters: int, sizes: list[int]) -> None:
    articles = [Article(str(number), "x" * 10) for number in range(7)]
    assert [len(shard) for shard in cut(articles, reports, characters)] == sizes
    assert [one for shard in cut(iter(articles), reports, characters) for one in shard] == articles
