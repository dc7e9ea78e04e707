"""Which ids were met before, and where."""

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ingest.ids import Ids


@given(st.lists(st.tuples(st.text(max_size=3), st.text(max_size=9) | st.just("a.csv:12") | st.just("a:007")), max_size=60))
def test_the_first_place_of_each_id(met: list[tuple[str, str]]) -> None:
    ids, known = Ids(), dict[str, str]()
    for name, source in met:
        assert ids.met(name, source) == known.get(name)
        known.setdefault(name, source)


def test_many_ids() -> None:
    ids = Ids()
    assert all(ids.met(f"id {number}", f"a.jsonl:{number + 1}") is None for number in range(20_000))
    assert [ids.met(f"id {number}", "b") for number in (0, 9_999, 19_999)] == ["a.jsonl:1", "a.jsonl:10000", "a.jsonl:20000"]


@pytest.mark.parametrize("source", ["", "x", "s3://a/b:c", "a.csv:99999999999", "a.csv:999999999999", "a.csv:-1", "a:", "a:٣"])
def test_places_of_every_form(source: str) -> None:
    ids = Ids()
    ids.met("a", source)
    assert ids.met("a", "other") == source


def test_an_id_takes_little() -> None:
    tracemalloc.start()
    ids = Ids()
    for number in range(30_000):
        ids.met(f"https://news.example/2024/03/05/{number}#0123456789ab", f"day.warc.gz:{number + 1}")
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert size < 50 * 30_000
