"""Corpus steps on coded reports: copies (one text), stories (one happening as told), events (one happening), the ledger.

    links = link(reports)          links[0].copy_group, links[0].story

The result is a function of the set of reports: their order changes nothing. What comes after linking joins what is there,
and ids stay (`dateline.link.state`).
"""

from collections.abc import Iterable, Iterator

from dateline.link.collection import Collection
from dateline.link.results import Link, LinkedEvent, StoryLedger
from dateline.records import Report

__all__ = ["Collection", "Link", "LinkedEvent", "StoryLedger", "link", "link_events"]


def link(reports: Iterable[Report]) -> list[Link]:
    """One link a report, in the order given. Texts are not kept."""
    collection = Collection(events=False)
    for report in reports:
        collection.add(report)
    return collection.links()


def link_events(reports: Iterable[Report]) -> Iterator[LinkedEvent]:
    """One line an event across reports, in the order of their first tellings."""
    collection = Collection()
    for report in reports:
        collection.add(report)
    return collection.events()
