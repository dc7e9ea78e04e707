"""A collection of coded reports on its way to being linked: sketches in, links, events and ledgers out.

    collection = Collection()
    for report in reports: collection.add(report)
    collection.links()          one Link a report, in the order of adding
    collection.events()         one LinkedEvent an event

Linking is done once, at the first question; a report that is added later starts it anew, from sketches, not from texts.
"""

from collections.abc import Iterator, Sequence
from hashlib import blake2b

from dateline.link.compose import Linked, linked_event, story_ledgers
from dateline.link.copies import Group, copies_of
from dateline.link.events import happenings_of
from dateline.link.results import Link, LinkedEvent, StoryLedger
from dateline.link.same_event import Context
from dateline.link.sketch import Sketch, order, sketch_of
from dateline.link.stories import stories_of
from dateline.link.told import Telling, telling_of
from dateline.link.topics import Counts
from dateline.link.versions import versions_of
from dateline.records import Report


class Collection:
    """The sketches of all reports, and with `events` what each tells. About two kilobytes a report, and one with events."""

    def __init__(self, events: bool = True) -> None:
        self.sketches: list[Sketch] = []
        self.tellings: list[Telling] = []
        self.with_events = events
        self._linked: tuple[list[int], Linked] | None = None

    def add(self, report: Report) -> None:
        """Takes what linking needs of a report."""
        self.sketches.append(sketch_of(report))
        if self.with_events:
            self.tellings.append(telling_of(report))
        self._linked = None

    def links(self) -> list[Link]:
        """One link a report, in the order of adding."""
        ranking, linked = self._all()
        found = dict(zip(ranking, linked.links, strict=True))
        return [found[number] for number in range(len(ranking))]

    def events(self) -> Iterator[LinkedEvent]:
        """One line an event, in the order of their first tellings."""
        linked = self._all()[1]
        texts = {link.copy_group: number for number, link in enumerate(linked.links)}
        stories = {link.story: number for number, link in enumerate(linked.links)}
        contexts = [
            Context(number, sketch.day, stories[link.story], texts[link.copy_group])
            for number, (sketch, link) in enumerate(zip(linked.sketches, linked.links, strict=True))
        ]
        return (linked_event(event, linked) for event in happenings_of(linked.tellings, contexts))

    def ledgers(self) -> Iterator[StoryLedger]:
        """One line a story: its figures and crossings over time."""
        return story_ledgers(self._all()[1])

    def _all(self) -> tuple[list[int], Linked]:
        """The numbers of the reports in the order of linking, and what they were linked to."""
        if self._linked is None:
            outlets = {sketch.outlet for sketch in self.sketches if sketch.outlet}
            ranking = sorted(range(len(self.sketches)), key=lambda number: order(self.sketches[number], outlets))
            ranked = [self.sketches[number] for number in ranking]
            tellings = [self.tellings[number] for number in ranking] if self.with_events else []
            self._linked = ranking, Linked(ranked, link_ranked(ranked), tellings)
        return self._linked


def link_ranked(ranked: Sequence[Sketch]) -> list[Link]:
    """The links of reports that come in the order of linking."""
    counts = Counts()
    counts.add(ranked)
    groups = copies_of(ranked, counts)
    stories = _stories(groups, ranked, counts)
    found = {number: link for group, story in zip(groups, stories, strict=True) for number, link in _links(group, ranked, story)}
    return [found[number] for number in range(len(ranked))]


def _stories(groups: Sequence[Group], ranked: Sequence[Sketch], counts: Counts) -> list[str]:
    """The story of each text: told by the report that the text began with, once, however many copies it has."""
    told = sorted(range(len(groups)), key=lambda number: groups[number].members[0])
    stories = stories_of([ranked[groups[number].members[0]] for number in told], counts)
    names = [""] * len(groups)
    for place, story in enumerate(stories):
        names[told[place]] = name_of("s", ranked[groups[told[story]].members[0]])
    return names


def _links(group: Group, ranked: Sequence[Sketch], story: str) -> Iterator[tuple[int, Link]]:
    name = name_of("c", ranked[group.members[0]])
    versions = versions_of([ranked[number] for number in group.members])
    for number, (version, corrects) in zip(group.members, versions, strict=True):
        copied = ranked[group.first].id if number != group.first else None
        yield number, Link(ranked[number].id, name, copied, group.origin, story, version, corrects)


def name_of(letter: str, oldest: Sketch) -> str:
    """The id of a group: a letter and a digest of its oldest report's id and text."""
    return letter + blake2b(f"{oldest.id}\n{oldest.text}".encode(), digest_size=8).hexdigest()
