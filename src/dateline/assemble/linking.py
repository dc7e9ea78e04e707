"""From coded reports to the rows of the linker's tables: `link/` knows nothing of tables, `store/` nothing of links.

What linking remembers lies in the record's folder `linking/`. New reports join it; it is made anew where a report that it
has is another now or counts no more, where the linker is another, on request, and in a record so small that this takes
seconds: there the links do not depend on the order in which reports came.
"""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple, Protocol

import msgspec

from dateline.assemble.people import Read
from dateline.link import Link, LinkedEvent, StoryLedger
from dateline.link.arrive import Coded, kept
from dateline.link.changes import decided, retell, shown, united
from dateline.link.compose import Writer, numbers_of
from dateline.link.cycles import no_search_for_cycles
from dateline.link.engine import settle
from dateline.link.names import carry, name
from dateline.link.people import Decided, lay_over
from dateline.link.results import Series
from dateline.link.sketch import sketch_of
from dateline.link.state import State, Touched
from dateline.link.told import Telling, telling_of
from dateline.records import Report, from_json
from dateline.store.amend import Amended, digest_of
from dateline.store.before import given_ids
from dateline.store.current import Standing
from dateline.store.linked import Linked, Row
from dateline.store.writer import mark_of

DECIDE = ("link/*", "text/*", "knowledge/countries*")  # what decides about a link
FOLDER = "linking"
SMALL = 4_000  # reports up to which all are linked anew when some are added


class Task(NamedTuple):
    """What is to be linked: the reports that count, as the machine coded them, and what people decided."""

    folder: Path
    standing: Mapping[str, Standing]
    read: Read
    amended: Mapping[str, Amended]
    decided: Sequence[Decided] = ()
    relink: bool = False


class Linking(Protocol):
    """What links reports: copies, stories, events, the ledger. Ids of reports are their keys; `digest` is of its code."""

    @property
    def digest(self) -> str: ...

    def link(self, task: Task) -> Linked: ...


class Linker:
    """Links with `dateline.link`."""

    def __init__(self, small: int = SMALL) -> None:
        self.small = small

    @property
    def digest(self) -> str:
        """A digest of code and words, so that links are made anew when these change."""
        base = Path(str(files("dateline")))
        digest = hashlib.sha256(Path(__file__).read_bytes())
        found = [path for some in DECIDE for path in base.glob(some) if path.suffix in (".py", ".toml", ".csv")]
        for path in sorted(found):
            digest.update(path.relative_to(base).as_posix().encode() + b"\n" + path.read_bytes())
        return digest.hexdigest()[:32]

    def link(self, task: Task) -> Linked:
        """The rows of all tables, or of what changed since the record was written."""
        state = self._brought_up(task)
        laid = hashlib.sha256(msgspec.json.encode(task.decided)).hexdigest()[:16] if task.decided else ""
        before = mark_of(task.folder).split(":")
        mark = [state.uid, str(state.generation), laid]
        touched = state.since(int(before[1])) if len(before) == 3 and (before[0], before[2]) == (mark[0], laid) else None
        over = lay_over(state, task.decided)
        if touched is None:
            return Linked(_all_rows(state), None, ":".join(mark))
        parts = shown(state, united((touched, over)))
        return Linked(_rows(state, parts), _keys(state, parts, united((touched, over))), ":".join(mark))

    def _brought_up(self, task: Task) -> State:
        """What linking remembers, with all that is new in it, committed."""
        stamps = {key: _stamp(one, task.amended.get(key)) for key, one in task.standing.items()}
        state = _remembered(task.folder / FOLDER, self.digest, stamps)
        new = [key for key in stamps if key not in state.known] if state is not None else list(stamps)
        if state is None or task.relink or (new and len(stamps) <= self.small):
            if state is not None:
                state.close()
            state = _made_anew(task, self.digest, stamps)
        elif new or set(state.retold) != set(task.amended) or any(
            state.retold[key] != digest_of(one) for key, one in task.amended.items()
        ):
            _arrive(state, task, (new, stamps))
            settle(state)
            _judged_anew(state, task, set(new))
            state.commit()
        return state


def _stamp(standing: Standing, amended: Amended | None) -> int:
    """What tells whether a report is still the one that was linked: what was coded, and what people said of its origin."""
    words = standing.digest
    if amended is not None and "report" in {mark.kind for mark in amended.marks}:
        report = amended.report
        words = hashlib.sha256(f"{words} {report.published} {report.outlet} {report.title}".encode()).hexdigest()
    return int(words[:16], 16)


def _remembered(folder: Path, digest: str, stamps: Mapping[str, int]) -> State | None:
    """What linking remembers, if it is of this linker and of reports that still count; else nothing."""
    if not folder.is_dir():
        return None
    try:
        state = State(folder)
    except (sqlite3.DatabaseError, msgspec.MsgspecError, OSError, ValueError):
        return None
    state.known = dict(zip(state.ids, state.stamps, strict=True))
    if state.generation and state.stamp == digest and all(stamps.get(key) == stamp for key, stamp in state.known.items()):
        return state
    state.close()
    return None


def _made_anew(task: Task, digest: str, stamps: Mapping[str, int]) -> State:
    """All linked from the beginning; ids go on from the record."""
    folder = task.folder / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    state = State(folder)
    state.stamp, state.uid = digest, os.urandom(8).hex()
    _arrive(state, task, (list(stamps), stamps))
    settle(state)
    state.retold = {key: digest_of(one) for key, one in task.amended.items()}
    carry(state, (row for row in given_ids(task.folder) if row[0] != "r"),
          ((old, new) for kind, old, new in given_ids(task.folder) if kind == "r"))  # fmt: skip
    state.commit()
    return state


def _arrive(state: State, task: Task, new: tuple[Collection[str], Mapping[str, int]]) -> None:
    keys, stamps = new
    plain = {key for key in keys if key not in task.amended}
    order = []

    def given() -> Iterator[Coded]:
        for key, coded in task.read(plain):
            order.append(key)
            yield Coded(coded, key)

    for number, each in enumerate(kept(given())):
        state.arrive_packed(each.sketch, each.told, stamps[order[number]])
    for key, coded in task.read([key for key in keys if key in task.amended]):
        amended = task.amended[key]
        one = sketch_of(msgspec.structs.replace(amended.report, id=key))
        state.arrive(one, _telling(from_json(coded), amended), stamps[key])
        state.retold[key] = digest_of(amended)


def _telling(report: Report, amended: Amended | None) -> Telling:
    telling = telling_of(report)
    return decided(telling, telling_of(amended.report)) if amended else telling


def _judged_anew(state: State, task: Task, new: set[str]) -> None:
    """Retells what people judged, or took back their judgement of, since it was linked."""
    now = {key: digest_of(one) for key, one in task.amended.items()}
    other = {key for key in (now.keys() | state.retold.keys()) - new if now.get(key) != state.retold.get(key)}
    numbers = {own: number for number, own in enumerate(state.ids) if own in other}
    for key, coded in task.read(other):
        if key in numbers:
            retell(state, numbers[key], _telling(from_json(coded), task.amended.get(key)))
    state.retold = now


def _all_rows(state: State) -> Iterator[Row]:
    writer = Writer(state)
    with no_search_for_cycles():
        yield from _links(writer, range(state.reports))
        for number in writer.events():
            yield from _event(writer.event(number))
        for number in writer.stories():
            yield from _story(writer.ledger(number))
        yield from _end(state)


def _rows(state: State, parts: tuple[set[int], set[int], set[int]]) -> Iterator[Row]:
    writer = Writer(state)
    reports, stories, events = parts
    yield from _links(writer, sorted(reports))
    for number in sorted(events):
        yield from _event(writer.event(number))
    for number in sorted(stories):
        yield from _story(writer.ledger(number))
    yield from _end(state)


def _links(writer: Writer, reports: Collection[int]) -> Iterator[Row]:
    for report in reports:
        link = writer.link(report)
        yield _link(link)
        for number in numbers_of(writer.state.telling(report)):
            yield "figure_links", {
                "figure": f"{link.id}:{number.figure}", "report": link.id, "who": number.who, "country": number.where or None,
                "conflict": number.conflict or None,
            }  # fmt: skip


def _end(state: State) -> Iterator[Row]:
    """The ids that lead on, those of today left out; then what remembers is let go of."""
    for old, new in sorted(state.redirects.items()):
        yield "redirects", {"old": old, "new": new}
    state.close()


def _keys(state: State, parts: tuple[set[int], set[int], set[int]], touched: Touched) -> dict[str, list[str]]:
    """The keys whose rows are replaced, those that are gone among them."""
    reports, stories, events = parts
    return {
        "reports": [state.ids[number] for number in reports],
        "stories": [name(state, "s", number) for number in stories | touched.stories],
        "events": [name(state, "e", number) for number in events | touched.events],
    }


def _link(link: Link) -> Row:
    return "links", {
        "report": link.id, "copy_group": link.copy_group, "copy_of": link.copy_of, "origin": link.origin, "story": link.story,
        "version": link.version, "corrects": link.corrects,
    }  # fmt: skip


def _event(event: LinkedEvent) -> Iterator[Row]:
    place = event.place
    yield "linked_events", {
        "linked_event": event.event, "type": event.type, "modes": event.modes, "status": event.status, "actors": event.actors,
        "recipients": event.recipients, "place_name": place and place.name, "geonames_id": place and place.geonames_id,
        "lat": place and place.lat, "lon": place and place.lon, "country": place and place.country, "day_from": event.from_,
        "day_to": event.to, "first_reported": event.first_reported, "independent_origins": event.independent_origins,
        "origins": event.origins, "reports": event.reports, "stories": event.stories,
    }  # fmt: skip
    denials = {(member.report, member.event) for member in event.contradictions}
    for member in event.members:
        yield "linked_members", {
            "linked_event": event.event, "report": member.report, "event": f"{member.report}:{member.event}",
            "contradicts": (member.report, member.event) in denials,
        }  # fmt: skip
    yield from _ledger(event.event, "event", event.figures)


def _story(story: StoryLedger) -> Iterator[Row]:
    yield "stories", {
        "story": story.story, "reports": story.reports, "independent_origins": story.independent_origins,
        "first_reported": story.first_reported, "last_reported": story.last_reported,
    }  # fmt: skip
    yield from _ledger(story.story, "story", story.figures)
    for n, crossing in enumerate(story.crossings):
        yield "crossing_states", {
            "story": story.story, "n": n, "crossing": crossing.crossing, "what": crossing.what, "state": crossing.status,
            "status": crossing.factuality, "since": crossing.since, "said": crossing.said, "origin": crossing.origin,
        }  # fmt: skip


def _ledger(owner: str, kind: str, figures: Iterable[Series]) -> Iterator[Row]:
    for n, series in enumerate(figures):
        of = {"owner": owner, "n": n}
        yield "ledger", of | {
            "owner_kind": kind, "measure": series.measure, "who": series.who, "country": series.country, "low": series.low,
            "high": series.high,
        }  # fmt: skip
        for number, point in enumerate(series.points):
            yield "ledger_points", of | {
                "point": number, "low": point.low, "high": point.high, "quantifier": point.quantifier, "scope": point.scope,
                "status": point.status, "origin": point.origin, "source": point.source, "said": point.said, "day": point.day,
                "reports": point.reports,
            }  # fmt: skip
        for number, change in enumerate(series.changes):
            yield "ledger_changes", of | {
                "change": number, "origin": change.origin, "before": change.before, "after": change.after,
                "direction": change.direction, "kind": change.kind, "said": change.said,
            }  # fmt: skip
