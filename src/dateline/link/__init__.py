"""Corpus steps on coded reports: copies (one text), stories (one happening as told), events (one happening), the ledger.

    links = link(reports)          links[0].copy_group, links[0].story

The result is a function of the set of reports: their order changes nothing. Ids are made of the oldest report of a group,
so they stay when later reports come.
"""

from collections.abc import Iterable, Sequence
from hashlib import blake2b

from dateline.link.copies import Group, copies_of
from dateline.link.results import Link
from dateline.link.sketch import Sketch, order, sketch_of
from dateline.link.stories import stories_of
from dateline.link.topics import Counts
from dateline.link.versions import versions_of
from dateline.records import Report

__all__ = ["Link", "link", "link_sketches"]


def link(reports: Iterable[Report]) -> list[Link]:
    """One link a report, in the order given. Memory: about two kilobytes a report; texts are not kept."""
    return link_sketches([sketch_of(report) for report in reports])


def link_sketches(sketches: Sequence[Sketch]) -> list[Link]:
    """The same from sketches, which can be kept: relinking needs no texts."""
    outlets = {sketch.outlet for sketch in sketches if sketch.outlet}
    ranking = sorted(range(len(sketches)), key=lambda number: order(sketches[number], outlets))
    ranked = [sketches[number] for number in ranking]
    counts = Counts()
    counts.add(ranked)
    groups = copies_of(ranked, counts)
    stories = _stories(groups, ranked, counts)
    links: list[Link | None] = [None] * len(sketches)
    for group, story in zip(groups, stories, strict=True):
        for number, found in _links(group, ranked, story):
            links[ranking[number]] = found
    return [found for found in links if found is not None]


def _stories(groups: Sequence[Group], ranked: Sequence[Sketch], counts: Counts) -> list[str]:
    """The story of each text: told by the report that the text goes back to, once, however many copies it has."""
    told = sorted(range(len(groups)), key=lambda number: groups[number].members[0])
    stories = stories_of([ranked[groups[number].members[0]] for number in told], counts)
    names = [""] * len(groups)
    for place, story in enumerate(stories):
        names[told[place]] = name_of("s", ranked[groups[told[story]].members[0]])
    return names


def _links(group: Group, ranked: Sequence[Sketch], story: str) -> list[tuple[int, Link]]:
    name = name_of("c", ranked[group.members[0]])
    versions = versions_of([ranked[number] for number in group.members])
    found = []
    for number, (version, corrects) in zip(group.members, versions, strict=True):
        own = ranked[number].id
        copied = ranked[group.first].id if number != group.first else None
        found.append((number, Link(own, name, copied, group.origin, story, version, corrects)))
    return found


def name_of(letter: str, oldest: Sketch) -> str:
    """The id of a group: a letter and a digest of its oldest report's id and text."""
    digest = blake2b(f"{oldest.id}\n{oldest.text}".encode(), digest_size=8)
    return letter + digest.hexdigest()
