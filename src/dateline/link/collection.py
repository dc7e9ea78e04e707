"""A collection of coded reports on its way to being linked: sketches in, links, events and ledgers out.

    collection = Collection()
    for report in reports: collection.add(report)
    collection.links()          one Link a report, in the order of adding
    collection.events()         one LinkedEvent an event

Linking is done at the first question, in the order of days, whatever the order of adding. What is added after that joins
what is there.
"""

from collections.abc import Iterable, Iterator

from dateline.link.arrive import Coded, kept
from dateline.link.compose import Writer
from dateline.link.engine import settle
from dateline.link.results import Link, LinkedEvent, StoryLedger
from dateline.link.sketch import sketch_of
from dateline.link.state import State
from dateline.link.told import telling_of
from dateline.records import Report


class Collection:
    """The sketches of all reports, and with `events` what each tells. They move to a temporary file as they become many."""

    def __init__(self, events: bool = True) -> None:
        self._events = events
        self._state = State()
        self._writer: Writer | None = None

    def add(self, report: Report) -> None:
        """Takes what linking needs of a report."""
        self._state.arrive(sketch_of(report), telling_of(report) if self._events else None)
        self._writer = None

    def add_coded(self, lines: Iterable[str]) -> Iterator[str]:
        """Takes coded reports as lines of JSON, on all cores if there are many; for each what is wrong with it, or ""."""
        for each in kept(map(Coded, lines)):
            if not each.wrong:
                self._state.arrive_packed(each.sketch, each.told if self._events else None)
            yield each.wrong
        self._writer = None

    def links(self) -> list[Link]:
        """One link a report, in the order of adding."""
        writer = self._settled()
        numbers = sorted(range(self._state.reports), key=self._state.arrival.__getitem__)
        return [writer.link(number) for number in numbers]

    def events(self) -> Iterator[LinkedEvent]:
        """One line an event, in the order of their first tellings."""
        writer = self._settled()
        return (writer.event(number) for number in writer.events())

    def ledgers(self) -> Iterator[StoryLedger]:
        """One line a story: its figures and crossings over time."""
        writer = self._settled()
        return (writer.ledger(number) for number in writer.stories())

    def _settled(self) -> Writer:
        if self._writer is None:
            settle(self._state, self._events)
            self._writer = Writer(self._state)
        return self._writer
