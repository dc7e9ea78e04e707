"""Households beside people: kept apart in the record, its ledgers, pages and decisions, never weighed together."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dateline.assemble import Options, build
from dateline.link import link
from dateline.link.ledger import Voice, series_of
from dateline.link.same_event import number_key
from dateline.link.told import HOUSEHOLDS, telling_of
from dateline.picture.phrases import amount
from dateline.records import Article, Bounds, Factuality, Figure, Mention, Place, Report, from_json, to_json
from dateline.serve.routes.event import told_change
from dateline.serve.view import counted, measured
from dateline.store.amend import amend
from dateline.store.decisions import Decision
from dateline.store.reader import open_record
from stand_in_record import Teller, articles, told

CLAIMED = Factuality("claimed")


def figure(low: int | None, high: int | None, quantifier: str, homes: Bounds | None, who: Mention | None = None) -> Figure:
    return Figure("f1", 0, 3, "displaced", low, high, quantifier, who, None, CLAIMED, "r", "cumulative", destination=0,
                  households=homes)  # type: ignore[arg-type]  # fmt: skip


ALONE = figure(None, None, "more_than", Bounds(201, None))
BOTH = figure(4250, 4250, "about", Bounds(850, 850), Mention(0, 6))
PEOPLE = figure(850, 850, "exact", None)
HOMES = figure(None, None, "exact", Bounds(850, 850))


def report(name: str, one: Figure, day: str = "2025-06-15", outlet: str = "North Wire") -> Report:
    place = Place(0, 3, 7, "Kass", 12.5, 24.3, "SDN", kind="city")
    return Report(name, f"People of {name}.", day, (), (place,), figures=(one,), outlet=outlet)


def number(one: Figure) -> Any:
    return telling_of(report("a", one)).numbers[0]


def test_what_counts_households_alone_is_a_number_of_households() -> None:
    assert (number(ALONE).low, number(ALONE).high, number(ALONE).who) == (201, None, HOUSEHOLDS)
    assert (number(BOTH).low, number(BOTH).high, number(BOTH).who) != (850, 850, HOUSEHOLDS)
    assert number(BOTH).low == 4250


def test_850_households_are_no_850_people() -> None:
    assert number_key(number(HOMES)) != number_key(number(PEOPLE))
    said = [(Voice("a", 1, "A", "a"), number(HOMES)), (Voice("b", 2, "B", "b"), number(PEOPLE))]
    assert sorted((series.who, series.low, series.high) for series in series_of(said)) == [("", 850, 850), (HOUSEHOLDS, 850, 850)]
    assert len(list(link([report("a", HOMES), report("b", PEOPLE)]))) == 2


def test_the_record_of_a_report_keeps_both() -> None:
    line = to_json(report("a", BOTH))
    assert b'"households":{"low":850,"high":850}' in line
    assert from_json(line).figures[0].households == Bounds(850, 850)
    assert from_json(line.replace(b',"households":{"low":850,"high":850}', b"")).figures[0].households is None


@pytest.mark.parametrize(("one", "words"), [
    (ALONE, "more than 200 households"), (HOMES, "850 households"), (figure(None, None, "exact", Bounds(1, 1)), "1 household"),
    (BOTH, "about 4,250 people (850 households)"), (PEOPLE, "850"),
])  # fmt: skip
def test_a_figure_in_the_picture(one: Figure, words: str) -> None:
    assert amount(one, report("a", one)) == words


@pytest.mark.parametrize(("row", "words"), [
    ((None, None, "about", 850, 850), "about 850 households"),
    ((4250, 4250, "about", 850, None), "about 4,250, at least 850 households"),
    ((None, None, "exact", 1, 1), "1 household"), ((12, 12, "exact", None, None), "12"),
])  # fmt: skip
def test_a_figure_on_a_page(row: tuple[Any, ...], words: str) -> None:
    assert counted(dict(zip(("low", "high", "quantifier", "households_low", "households_high"), row, strict=True))) == words


def test_a_series_says_what_it_counts() -> None:
    assert measured({"measure": "displaced", "who": HOUSEHOLDS}) == "displaced households"
    bounds = {"low_before": 4, "high_before": 4, "low": 9, "high": 9}
    change = {"kind": "figure_raised", "measure": "displaced", "who": HOUSEHOLDS, **bounds}
    assert told_change(change) == "displaced households raised from 4 to 9"


def test_a_reviewer_corrects_households() -> None:
    def decided(after: str | None) -> Any:
        about: dict[str, Any] = {"kind": "figure", "report": "a", "record": "f1", "field": "households", "after": after}
        return amend(report("a", BOTH), [Decision(reviewer="ana", verdict="correct", number=1, **about)])

    assert decided('{"low":900,"high":null}').report.figures[0].households == Bounds(900, None)
    assert decided(None).report.figures[0].households is None
    assert decided('{"low":"many","high":null}').fates[1].startswith("orphan")


# ---- a whole record ---------------------------------------------------------------------------------------------

TOLD = {"a": HOMES, "b": figure(None, None, "exact", Bounds(900, 900)), "c": PEOPLE}


class Counter(Teller):
    """Tells of households in two reports, of people in the third; each in an event that displaced them."""

    def code(self, given: Iterable[Article]) -> Iterator[Report]:
        for article in given:
            stand_in = told(articles(1)[0], self.coder)
            one = report(article.id, TOLD[article.id])
            event = msgspec.structs.replace(stand_in.events[0], actor=(), recipient=(), place=0, time=None, attribution=None)
            running = msgspec.structs.replace(one.figures[0], start=0, end=3)
            moment = msgspec.structs.replace(running, id="f2", scope="incident", event="e1")
            yield msgspec.structs.replace(
                stand_in, id=article.id, text=article.text, published=article.published, outlet=article.outlet, sentences=(),
                places=one.places, times=(), actors=(), events=(event,), figures=(running, moment), crossings=(), statements=(),
                credits=(),
            )  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("households")
    texts = {
        "a": "Families were driven out of the valley by a night of shelling, the council of the town counts them by the house.",
        "b": "On the plain camps fill up; those who run them write down who comes from where and how many tents are left now.",
        "c": "A convoy left for the hills with blankets while the river rose and traders shut their stalls in the old market.",
    }
    given = [Article(name, text, f"2025-06-{15 + n}", outlet=f"Paper {n}") for n, (name, text) in enumerate(texts.items())]
    (root / "in.jsonl").write_bytes(b"".join(msgspec.json.encode(article) + b"\n" for article in given))
    build([root / "in.jsonl"], root / "record", Options(pipeline=lambda settings: Counter()))
    return root / "record"


@pytest.fixture
def rows(folder: Path) -> Callable[[str], list[dict[str, Any]]]:
    def asked(query: str) -> list[dict[str, Any]]:
        with open_record(folder) as record:
            return record.sql(query).to_pylist()

    return asked


def test_tables_have_households_beside_people(rows: Callable[[str], list[dict[str, Any]]]) -> None:
    query = "SELECT low, high, households_low, households_high FROM figure_list WHERE scope = 'cumulative' ORDER BY report_id"
    assert [tuple(row.values()) for row in rows(query)] == [
        (None, None, 850, 850), (None, None, 900, 900), (850, 850, None, None),
    ]  # fmt: skip


def test_a_conflict_has_a_series_of_households(rows: Callable[[str], list[dict[str, Any]]]) -> None:
    found = rows("SELECT who, low, high, origins FROM conflict_ledger WHERE measure = 'displaced' ORDER BY who")
    assert [tuple(row.values()) for row in found] == [("", 850, 850, 1), (HOUSEHOLDS, 850, 900, 2)]


def test_the_toll_of_a_happening_is_of_people(rows: Callable[[str], list[dict[str, Any]]]) -> None:
    tolls = rows("SELECT toll_who, toll_low FROM happenings WHERE toll_measure = 'displaced'")
    assert tolls
    assert all(tuple(row.values()) == ("", 850) for row in tolls)
    assert rows("SELECT count(*) AS n FROM ledger WHERE who = 'households' AND owner_kind = 'event'") != [{"n": 0}]
