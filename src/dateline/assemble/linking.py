"""From coded reports to the rows of the linker's tables: `link/` knows nothing of tables, `store/` nothing of links."""

import hashlib
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, Protocol

from dateline.link import Collection, Link, LinkedEvent, StoryLedger
from dateline.link.results import Series
from dateline.records import Report
from dateline.store.writer import Linked

ROOMS = ("link", "text", "knowledge")  # what decides about a link
Row = tuple[str, dict[str, Any]]


class Linking(Protocol):
    """What links reports: copies, stories, events, the ledger. Ids of reports are their keys; `digest` is of its code."""

    @property
    def digest(self) -> str: ...

    def link(self, reports: Iterable[Report]) -> Linked: ...


class Linker:
    """Links with `dateline.link`."""

    @property
    def digest(self) -> str:
        """A digest of code and words, so that links are made anew when these change."""
        base = Path(str(files("dateline")))
        digest = hashlib.sha256(Path(__file__).read_bytes())
        found = [path for room in ROOMS for path in (base / room).rglob("*") if path.suffix in (".py", ".toml", ".csv")]
        for path in sorted(found):
            digest.update(path.relative_to(base).as_posix().encode() + b"\n" + path.read_bytes())
        return digest.hexdigest()[:32]

    def link(self, reports: Iterable[Report]) -> Iterator[Row]:
        """The rows of all tables; memory holds a sketch of each report, not its text."""
        collection = Collection()
        for report in reports:
            collection.add(report)
        yield from map(_link, collection.links())
        for event in collection.events():
            yield from _event(event)
        for ledger in collection.ledgers():
            yield from _story(ledger)


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
