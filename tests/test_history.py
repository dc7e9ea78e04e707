"""What is new since a number: one row a change, written once, whatever happens to a build; and the happenings for people."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

import dateline
from dateline.assemble import Options, build
from dateline.assemble.linking import Task
from dateline.errors import InputError
from dateline.store import writer
from dateline.store.history import NAME, open_history
from dateline.store.linked import Linked
from stand_in_record import Teller, articles

pytestmark = pytest.mark.slow  # whole records or processes: a second a test

Row = dict[str, Any]


class Links:
    """Links every event of a kind to one happening, with what a test says of it."""

    def __init__(self, **told: Any) -> None:
        self.told = {"shelled": "eA", "shut": "eB", "killed": (12, 12), "status": "claimed", "origins": 1, "denied": False,
                     "gate": "closed", "story": "s1", "displaced": None, **told}  # fmt: skip

    @property
    def digest(self) -> str:
        return repr(self.told)

    def link(self, task: Task) -> Linked:
        return Linked(self._rows(sorted(task.standing)))

    def _rows(self, keys: list[str]) -> Iterator[tuple[str, Row]]:
        told = self.told
        for key in keys:
            yield "links", {"report": key, "copy_group": key, "story": told["story"], "origin": "Outlet", "version": 1}
        for name, kind, local in ((told["shelled"], "ASSAULT", "e1"), (told["shut"], "COERCE", "e2")):
            yield "linked_events", {
                "linked_event": name, "type": kind, "modes": [], "status": told["status"] if local == "e1" else "occurred",
                "actors": ["PAK"] if local == "e1" else ["IRN"], "recipients": [], "independent_origins": told["origins"],
                "origins": ["Outlet"], "reports": len(keys), "stories": [told["story"]],
                "place_name": "Taftan" if local == "e1" else None, "geonames_id": 1, "lat": 28.98 if local == "e1" else None,
                "lon": 61.55 if local == "e1" else None, "country": "PAK", "day_from": "2025-06-15", "day_to": "2025-06-15",
            }  # fmt: skip
            for key in keys:
                denies = told["denied"] and local == "e1" and key == keys[-1]
                yield "linked_members", {"linked_event": name, "report": key, "event": f"{key}:{local}", "contradicts": denies}
        yield from self._figures(keys)
        yield "crossing_states", {"story": told["story"], "n": 0, "crossing": "Mirjaveh", "what": "crossing",
                                  "state": told["gate"], "status": "occurred", "said": "2025-06-16"}  # fmt: skip

    def _figures(self, keys: list[str]) -> Iterator[tuple[str, Row]]:
        low, high = self.told["killed"]
        for owner, kind in ((self.told["shelled"], "event"), (self.told["story"], "story")):
            yield "ledger", {"owner": owner, "owner_kind": kind, "n": 0, "measure": "killed", "who": "", "country": "",
                             "low": low, "high": high}  # fmt: skip
            for n, bound in enumerate((low, high) if low != high else (low,)):
                yield "ledger_points", {"owner": owner, "n": 0, "point": n, "low": bound, "high": bound, "quantifier": "exact",
                                        "scope": "incident", "status": "claimed", "origin": f"O{n}", "reports": keys}  # fmt: skip
        if self.told["displaced"]:
            yield "ledger", {"owner": self.told["story"], "owner_kind": "story", "n": 1, "measure": "displaced", "who": "",
                             "country": "", "low": self.told["displaced"], "high": self.told["displaced"]}  # fmt: skip


def made(folder: Path, **told: Any) -> None:
    path = folder.parent / "in.jsonl"
    path.write_bytes(b"".join(msgspec.json.encode(article) + b"\n" for article in articles(told.pop("reports", 3))))
    build([path], folder, Options(pipeline=lambda settings: Teller(), linker=Links(**told)))


def asked(folder: Path, query: str) -> list[Row]:
    with dateline.open_record(folder) as record:
        return record.sql(query).to_pylist()


def news(folder: Path, sequence: int) -> list[Row]:
    found = asked(folder, f"SELECT * EXCLUDE (sequence, n) FROM changes WHERE sequence = {sequence} ORDER BY n")
    return [{name: value for name, value in row.items() if value is not None} for row in found]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made(tmp_path / "record")
    return tmp_path / "record"


def test_a_happening_has_what_people_ask_of_it(folder: Path) -> None:
    row = asked(folder, "SELECT * FROM happenings WHERE linked_event = 'eA'")[0]
    assert (row["type"], row["quad"], row["mode"], row["status"]) == ("ASSAULT", "material conflict", "artillery", "claimed")
    assert (row["actor_names"], row["recipient_names"], row["triggers"]) == (["Pakistan"], ["Taftan"], ["shelled"])
    assert (row["actor_keys"], row["place_name"], row["exact_place"], row["place_kind"]) == (["PAK"], "Taftan", True, "town")
    assert (row["toll_measure"], row["toll_low"], row["toll_high"], row["toll_origins"]) == ("killed", 12, 12, 1)
    assert (row["told_claimed"], row["told_occurred"], row["contradicted"]) == (3, 0, False)
    assert (row["confidence"], row["place_score"], row["arrived"], row["changed"]) == (0.8, 0.9, 1, 1)
    assert row["sentence"].startswith("🛑 Pakistan shelled") and "shelled taftan" in row["search"]
    other = asked(folder, "SELECT * FROM happenings WHERE linked_event = 'eB'")[0]
    assert (other["lat"], other["exact_place"], other["toll_measure"], other["toll_low"]) == (None, None, None, None)


def test_the_range_of_a_toll_is_never_a_sum(tmp_path: Path) -> None:
    made(tmp_path / "record", killed=(12, 19))
    row = asked(tmp_path / "record", "SELECT * FROM happenings WHERE linked_event = 'eA'")[0]
    assert (row["toll_low"], row["toll_high"], row["toll_open"], row["toll_origins"]) == (12, 19, False, 2)


def test_the_first_build_brings_all_and_the_same_again_brings_nothing(folder: Path) -> None:
    assert [(row["kind"], row.get("happening", row.get("crossing"))) for row in news(folder, 1)] == [
        ("crossing_closed", "Mirjaveh"), ("event", "eA"), ("event", "eB"),
    ]  # fmt: skip
    made(folder)
    (folder / "record.duckdb").unlink()
    made(folder)
    assert [row["sequence"] for row in asked(folder, "SELECT * FROM sequences")] == [1]
    assert len(asked(folder, "SELECT * FROM changes")) == 3


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ({"status": "occurred"}, {"kind": "status", "happening": "eA", "now": "eA", "before": "claimed", "after": "occurred"}),
        ({"denied": True}, {"kind": "contradiction", "happening": "eA", "now": "eA"}),
        ({"killed": (12, 19)}, {"kind": "figure_raised", "happening": "eA", "now": "eA", "measure": "killed", "who": "",
                                "country": "", "low_before": 12, "high_before": 12, "low": 12, "high": 19}),
        ({"killed": (9, 9)}, {"kind": "figure_lowered", "happening": "eA", "now": "eA", "measure": "killed", "who": "",
                              "country": "", "low_before": 12, "high_before": 12, "low": 9, "high": 9}),
        ({"killed": (9, 19)}, {"kind": "figure_changed", "happening": "eA", "now": "eA", "measure": "killed", "who": "",
                               "country": "", "low_before": 12, "high_before": 12, "low": 9, "high": 19}),
        ({"displaced": 400}, {"kind": "figure_new", "story": "s1", "measure": "displaced", "who": "", "country": "",
                              "low": 400, "high": 400}),
        ({"gate": "open"}, {"kind": "crossing_open", "story": "s1", "crossing": "Mirjaveh", "before": "closed", "after": "open"}),
    ],
)  # fmt: skip
def test_a_change_is_told_once(folder: Path, told: Row, wanted: Row) -> None:
    made(folder, **told)
    assert news(folder, 2) == [wanted]
    changed = {row["linked_event"]: row["changed"] for row in asked(folder, "SELECT linked_event, changed FROM happenings")}
    assert changed == {"eA": 2 if "happening" in wanted else 1, "eB": 1}


def test_a_second_origin_is_a_change(folder: Path) -> None:
    made(folder, origins=2)
    assert [(row["kind"], row["happening"], row["before"], row["after"]) for row in news(folder, 2)] == [
        ("origins", "eA", "1", "2"), ("origins", "eB", "1", "2"),
    ]  # fmt: skip


def test_more_pages_are_no_change(folder: Path) -> None:
    made(folder, reports=5)
    assert len(asked(folder, "SELECT * FROM sequences")) == 1


def test_a_happening_that_goes_on_under_another_id_is_not_new(folder: Path) -> None:
    made(folder, shelled="eZ")
    assert news(folder, 2) == [{"kind": "gone", "happening": "eA", "now": "eZ", "before": "claimed", "after": "eZ"}]
    row = asked(folder, "SELECT arrived, changed FROM happenings WHERE linked_event = 'eZ'")[0]
    assert row == {"arrived": 1, "changed": 1}
    made(folder, shelled="eY", killed=(13, 13))
    assert [row["now"] for row in asked(folder, "SELECT now FROM changes WHERE happening = 'eA'")] == ["eY", "eY"]
    assert [row["kind"] for row in news(folder, 3)] == ["figure_raised", "gone"]


def test_a_story_under_another_id_brings_no_figures_anew(folder: Path) -> None:
    made(folder, displaced=400)
    made(folder, displaced=400, story="s2")
    assert len(asked(folder, "SELECT * FROM sequences")) == 2


def test_a_build_killed_after_the_history_was_written_writes_it_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(writer, "publish", killed)
        with pytest.raises(KeyboardInterrupt):
            made(folder, killed=(12, 19))
    assert len(asked(folder, "SELECT * FROM sequences")) == 1
    made(folder, killed=(12, 19))
    assert [row["kind"] for row in asked(folder, "SELECT kind FROM changes WHERE sequence = 2")] == ["figure_raised"]
    assert len(asked(folder, "SELECT * FROM sequences")) == 2
    assert asked(folder, "SELECT changed FROM happenings WHERE linked_event = 'eA'") == [{"changed": 2}]


def test_the_history_only_grows(folder: Path) -> None:
    with open_history(folder) as history:
        for verb in ("DELETE FROM changes", "UPDATE sequences SET built = ''"):
            with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
                history.execute(verb)


def test_a_history_moved_away_begins_anew(folder: Path) -> None:
    made(folder, killed=(12, 19))
    for path in folder.glob(NAME + "*"):
        path.unlink()
    made(folder, killed=(12, 20))
    assert [row["sequence"] for row in asked(folder, "SELECT * FROM sequences")] == [1]
    assert {row["kind"] for row in news(folder, 1)} == {"event", "crossing_closed"}


def test_a_damaged_history_is_said_in_plain_words(folder: Path) -> None:
    for path in folder.glob(NAME + "*"):
        path.unlink()
    (folder / NAME).write_bytes(b"no database at all, but long enough to be read as one " * 40)
    with pytest.raises(InputError, match=NAME):
        made(folder, killed=(12, 20))
