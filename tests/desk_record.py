"""A small record with five happenings and two builds, for tests of the desk. Its links are given, no model is needed.

    eA  ASSAULT  claimed   Pakistan > Taftan   15 June, Taftan; killed 12, then 19 of another origin; denied by one telling
    eB  COERCE   occurred  Iran                no day, no place; the gate is closed
    eC  CONSULT  planned   PAK.mfa > IRN       17 June; was eOld in the first build
    eD  AID      occurred  PAK.mil             June, Balochistan alone; 300 displaced, two origins
    eE  PROTEST  occurred  Afghans             only in the second build
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from dateline.assemble import Options, build
from dateline.assemble.linking import Task
from dateline.records import Article, Coder, Event, Factuality, Mention, Place, Report, Span, Time
from dateline.store.linked import Linked
from stand_in_record import Teller, articles, told

Row = dict[str, Any]
TAFTAN = "Taftan"
EXTRA = " Army sent tents to Balochistan in June. Ministry plans talks with Iran on 17 June. Afghans marched."


class Desk(Teller):
    """Codes the stand-in's events, and three more in the reports that have the words of `EXTRA`."""

    def code(self, given: Iterable[Article]) -> Iterator[Report]:
        for article in given:
            yield richer(told(article, self.coder), self.coder)


def richer(report: Report, coder: Coder) -> Report:
    text = report.text
    if "tents" not in text:
        return report

    def at(words: str, **more: Any) -> Mention:
        start = text.index(words)
        return Mention(start, start + len(words), **more)

    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    area = at("Balochistan")
    june, day = span("June."), span("17 June")
    base = len(report.places), len(report.times)
    return msgspec.structs.replace(
        report,
        places=(*report.places, Place(area.start, area.end, 2, "Balochistan", 28.5, 65.5, "PAK", "Balochistan", "admin1", 0.8)),
        times=(
            *report.times,
            Time(june.start, june.end - 1, "DATE", "2025-06", "2025-06-01", "2025-06-30", "month", "reference"),
            Time(day.start, day.end, "DATE", "2025-06-17", "2025-06-17", "2025-06-17", "day", "reference"),
        ),
        events=(
            *report.events,
            Event("e3", "AID", "military", span("sent"), (at("Army", actor="PAK.mil"),), (), base[0], base[1],
                  Factuality("occurred"), "aid.send", confidence=0.6),
            Event("e4", "CONSULT", None, span("talks"), (at("Ministry", actor="PAK.mfa"),), (at("Iran on", actor="IRN"),), None,
                  base[1] + 1, Factuality("planned"), "consult.talk", confidence=0.5),
            Event("e5", "PROTEST", "demo", span("marched"), (at("Afghans"),), (), None, None, Factuality("occurred"),
                  "protest.march", confidence=0.9),
        ),
        actors=(
            *report.actors,
            *(made for made in (_army(report),) if made),
        ),
    )  # fmt: skip


def _army(report: Report) -> Any:
    from dateline.records import Actor

    start = report.text.index("Army")
    return Actor("PAK.mil", "army of Pakistan", "military", "PAK", mentions=(Span(start, start + 4),))


class Given:
    """The links of the table above; `second` is the later build."""

    def __init__(self, second: bool) -> None:
        self.second = second

    @property
    def digest(self) -> str:
        return f"given {self.second}"

    def link(self, task: Task) -> Linked:
        found = sorted(task.read(task.standing))
        return Linked(self._rows([key for key, _ in found], [key for key, coded in found if "tents" in coded]))

    def _rows(self, keys: list[str], rich: list[str]) -> Iterator[tuple[str, Row]]:
        for key in keys:
            yield "links", {"report": key, "copy_group": key, "story": "s1", "origin": f"O{keys.index(key)}", "version": 1}
        yield "stories", {"story": "s1", "reports": len(keys), "independent_origins": len(keys), "first_reported": "2025-06-01",
                          "last_reported": "2025-06-03"}  # fmt: skip
        yield from self._event("eA", "ASSAULT", "claimed", [(key, "e1") for key in keys], actors=["PAK"], origins=2,
                               place=(TAFTAN, 1, 28.98, 61.55), days=("2025-06-15", "2025-06-15"))  # fmt: skip
        yield from self._event("eB", "COERCE", "occurred", [(key, "e2") for key in keys], actors=["IRN"], origins=1)
        yield from self._event("eC" if self.second else "eOld", "CONSULT", "planned", [(key, "e4") for key in rich],
                               actors=["PAK.mfa"], recipients=["IRN"], days=("2025-06-17", "2025-06-17"))  # fmt: skip
        yield from self._event("eD", "AID", "occurred", [(key, "e3") for key in rich], actors=["PAK.mil"], origins=3,
                               place=("Balochistan", 2, 28.5, 65.5), days=("2025-06-01", "2025-06-30"))  # fmt: skip
        if self.second:
            yield from self._event("eE", "PROTEST", "occurred", [(key, "e5") for key in rich])
        yield from _series("eA", "killed", [12, 19] if self.second else [12], keys)
        yield from _series("eD", "displaced", [300], keys)
        if self.second:
            yield "ledger_changes", {"owner": "eA", "n": 0, "change": 0, "origin": "O1", "before": 12, "after": 19,
                                     "direction": "up", "kind": "correction", "said": "2025-06-16"}  # fmt: skip
        yield "crossing_states", {"story": "s1", "n": 0, "crossing": "Mirjaveh", "what": "crossing", "state": "closed",
                                  "status": "occurred", "said": "2025-06-16", "origin": "O1"}  # fmt: skip

    def _event(self, name: str, kind: str, status: str, members: list[tuple[str, str]], **more: Any) -> Iterator[tuple[str, Row]]:
        place, days = more.get("place", (None,) * 4), more.get("days", (None, None))
        yield "linked_events", {
            "linked_event": name, "type": kind, "modes": [], "status": status, "actors": more.get("actors", []),
            "recipients": more.get("recipients", []), "place_name": place[0], "geonames_id": place[1], "lat": place[2],
            "lon": place[3], "country": "PAK" if place[0] else None, "day_from": days[0], "day_to": days[1],
            "first_reported": "2025-06-01", "independent_origins": more.get("origins", 1), "origins": ["O1"],
            "reports": len(members), "stories": ["s1"],
        }  # fmt: skip
        for key, local in members:
            denies = self.second and name == "eA" and (key, local) == members[-1]
            yield "linked_members", {"linked_event": name, "report": key, "event": f"{key}:{local}", "contradicts": denies}


def _series(owner: str, measure: str, told: list[int], keys: list[str]) -> Iterator[tuple[str, Row]]:
    yield "ledger", {"owner": owner, "owner_kind": "event", "n": 0, "measure": measure, "who": "", "country": "",
                     "low": min(told), "high": max(told)}  # fmt: skip
    for n, number in enumerate(told):
        yield "ledger_points", {"owner": owner, "n": 0, "point": n, "low": number, "high": number, "quantifier": "exact",
                                "scope": "incident", "status": "claimed", "origin": f"O{n}", "source": "the ministry",
                                "said": f"2025-06-1{6 + n}", "day": "2025-06-15", "reports": keys[n : n + 1]}  # fmt: skip


def build_desk(root: Path, given: list[Article] | None = None) -> Path:
    """The record in a folder below `root`, built twice; `given` are articles of the stand-in's form."""
    made = given or articles(3)
    made = [msgspec.structs.replace(one, text=one.text + (EXTRA if n == 0 else "")) for n, one in enumerate(made)]
    path = root / "in.jsonl"
    path.write_bytes(b"".join(msgspec.json.encode(article) + b"\n" for article in made))
    for second in (False, True):
        build([path], root / "record", Options(pipeline=lambda settings: Desk(), linker=Given(second)))
    return root / "record"
