"""The ledger of a conflict: running totals by origin over time, corrections seen as such, copies folded, nothing added up."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dateline.assemble import Options, build
from dateline.link.told import telling_of
from dateline.records import Article, Factuality, Figure, Mention, Place, Report
from dateline.store.reader import open_record
from stand_in_record import Teller, articles, told

FIRST = "Shelling of the border towns has killed 120 people since Friday, hospitals in the south said."
SECOND = "A count by the governor put the dead of four days of fire at {}; roads to the east stay cut."
OTHER = "Our correspondent counted 90 graves in two villages, and people there spoke of no others."
TEXTS = {
    "a": ("2025-06-15", "North Wire", FIRST, 120), "b": ("2025-06-16", "Valley Mirror", FIRST, 120),
    "c": ("2025-06-16", "North Wire", SECOND.format(150), 150),
    "d": ("2025-06-17", "North Wire", f"CORRECTED: {SECOND.format(140)}", 140), "e": ("2025-06-17", "Harbour Post", OTHER, 90),
}  # fmt: skip


class Counter(Teller):
    """Tells one running total of each text, and one dead man of an incident."""

    def code(self, given: Iterable[Article]) -> Iterator[Report]:
        for article in given:
            stand_in = told(articles(1)[0], self.coder)
            total = Figure("f1", 0, 5, "killed", TEXTS[article.id][3], None, "at_least", None, None, Factuality("claimed"), "r",
                           "cumulative", destination=0)  # fmt: skip
            one = Figure("f2", 0, 5, "killed", 1, 1, "exact", None, None, Factuality("occurred"), "r", "incident", destination=0)
            place = Place(0, 5, 7, "Sarbaz", 26.6, 61.3, "IRN")
            yield msgspec.structs.replace(
                stand_in, id=article.id, text=article.text, published=article.published, outlet=article.outlet, sentences=(),
                places=(place,), times=(), actors=(), events=(), figures=(total, one), crossings=(), statements=(), credits=(),
            )  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("conflicts")
    given = [Article(name, text, day, outlet=outlet) for name, (day, outlet, text, _) in TEXTS.items()]
    (root / "in.jsonl").write_bytes(b"".join(msgspec.json.encode(article) + b"\n" for article in given))
    build([root / "in.jsonl"], root / "record", Options(pipeline=lambda settings: Counter()))
    return root / "record"


def rows(folder: Path, query: str) -> list[dict[str, Any]]:
    with open_record(folder) as record:
        return record.sql(query).to_pylist()


def test_running_totals_span_the_latest_of_each_origin_and_are_never_added(folder: Path) -> None:
    (series,) = rows(folder, "SELECT * FROM conflict_ledger")
    assert (series["conflict"], series["measure"], series["scope"]) == ("IRN", "killed", "cumulative")
    assert (series["low"], series["high"], series["origins"], series["points"]) == (90, 140, 2, 4)


def test_a_copy_is_one_point_with_two_reports(folder: Path) -> None:
    query = "SELECT origin, low, len(reports) AS n FROM conflict_points WHERE scope = 'cumulative' ORDER BY said, origin"
    assert [tuple(row.values()) for row in rows(folder, query)] == [
        ("North Wire", 120, 2), ("North Wire", 150, 1), ("Harbour Post", 90, 1), ("North Wire", 140, 1),
    ]  # fmt: skip


def test_a_correction_downward_is_one_and_an_update_is_none(folder: Path) -> None:
    changes = rows(folder, "SELECT before, after, direction, kind FROM conflict_changes ORDER BY said")
    assert changes == [
        {"before": 120, "after": 150, "direction": "up", "kind": "update"},
        {"before": 150, "after": 140, "direction": "down", "kind": "correction"},
    ]


@pytest.mark.parametrize(
    ("actor", "recipient", "place", "conflict"),
    [("ISR", "IRN", "IRN", "IRN-ISR"), ("ISR", None, "IRN", "IRN-ISR"), ("PAK", None, "PAK", "PAK"), (None, None, None, "")],
)
def test_a_conflict_is_of_those_who_act_and_suffer_else_of_the_place(
    actor: str | None, recipient: str | None, place: str | None, conflict: str
) -> None:
    report = told(articles(1)[0], Teller().coder)
    actors = tuple(msgspec.structs.replace(report.actors[0], id=code, country=code) for code in ("ISR", "IRN", "PAK"))
    event = msgspec.structs.replace(
        report.events[0], actor=(Mention(0, 1, actor=actor),) if actor else (),
        recipient=(Mention(0, 1, actor=recipient),) if recipient else (), place=0 if place else None,
    )  # fmt: skip
    where = msgspec.structs.replace(report.places[0], country=place)
    changed = msgspec.structs.replace(report, actors=actors, events=(event,), places=(where, *report.places[1:]))
    assert telling_of(changed).events[0].numbers[0].conflict == conflict
