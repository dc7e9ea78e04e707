"""Events and ledgers as they are written, from what was linked: ids for numbers, origins counted, evidence weighed."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from dateline.link.ledger import Voice, crossings_of, iso, series_of
from dateline.link.results import Link, LinkedEvent, LinkedPlace, Member, StoryLedger
from dateline.link.same_event import Happening
from dateline.link.sketch import Sketch
from dateline.link.told import Number, Spot, Telling, Told

BEST_FIRST = ("occurred", "claimed", "denied", "planned", "requested", "hypothetical")


@dataclass(slots=True, frozen=True)
class Linked:
    """The reports in the order of linking, each with its sketch, its link, and what it tells."""

    sketches: Sequence[Sketch]
    links: Sequence[Link]
    tellings: Sequence[Telling]

    def voice(self, report: int) -> Voice:
        """Who speaks in a report. A text without a known origin is an origin of its own."""
        link = self.links[report]
        origin, version = link.origin or link.copy_group, link.corrects is not None
        copies = link.copy_of is not None and not version
        return Voice(link.id, self.sketches[report].day, origin, link.copy_group, version, copies)


def linked_event(event: Happening, linked: Linked) -> LinkedEvent:
    """An event as it is written."""
    told = [(report, linked.tellings[report].events[place]) for report, place in event.members]
    members = tuple(Member(linked.links[report].id, one.event) for report, one in told)
    voices = {report: linked.voice(report) for report, _ in told}
    statuses = {one.status for _, one in told}
    origins = tuple(dict.fromkeys(voice.origin for voice in voices.values()))
    figures = series_of((voices[report], number) for report, one in told for number in one.numbers)
    return LinkedEvent(
        event=_name(members[0], linked.sketches[event.members[0][0]]), members=members, type=event.type,
        independent_origins=len(origins), reports=len(voices), figures=figures,
        modes=tuple(mode for mode, _ in _counted(one.mode for _, one in told if one.mode)),
        status=next(status for status in BEST_FIRST if status in statuses),
        actors=tuple(sorted(event.actors)), recipients=tuple(sorted(event.recipients)), place=_place(event.spot),
        from_=iso(event.begins), to=iso(event.ends), first_reported=iso(event.reported), origins=origins,
        stories=tuple(dict.fromkeys(linked.links[report].story for report, _ in told)),
        contradictions=tuple(_denials(told, members, statuses)),
    )  # fmt: skip


def _counted(words: Iterator[str]) -> list[tuple[str, int]]:
    return sorted(Counter(words).items(), key=lambda each: (-each[1], each[0]))


def _denials(told: list[tuple[int, Told]], members: tuple[Member, ...], statuses: set[str]) -> Iterator[Member]:
    """The tellings that deny what another states or claims."""
    if {"occurred", "claimed"} & statuses:
        yield from (member for (_, one), member in zip(told, members, strict=True) if one.status == "denied")


def _place(spot: Spot | None) -> LinkedPlace | None:
    return LinkedPlace(spot.id, spot.name, spot.country, spot.lat, spot.lon) if spot else None


def _name(oldest: Member, sketch: Sketch) -> str:
    return "e" + blake2b(f"{oldest.report}\n{sketch.text}\n{oldest.event}".encode(), digest_size=8).hexdigest()


def story_ledgers(linked: Linked) -> Iterator[StoryLedger]:
    """The ledger of each story, in the order of its first report."""
    stories: defaultdict[str, list[int]] = defaultdict(list)
    for report, link in enumerate(linked.links):
        stories[link.story].append(report)
    for story, reports in stories.items():
        voices = {report: linked.voice(report) for report in reports}
        days = [voice.day for voice in voices.values() if voice.day]
        said = ((voices[report], number) for report in reports for number in _numbers(linked.tellings[report]))
        states = ((voices[report], state) for report in reports for state in linked.tellings[report].states)
        yield StoryLedger(
            story, len(reports), len({voice.origin for voice in voices.values()}), iso(min(days, default=0)),
            iso(max(days, default=0)), series_of(said), crossings_of(states),
        )  # fmt: skip


def _numbers(telling: Telling) -> Iterator[Number]:
    for event in telling.events:
        yield from event.numbers
    yield from telling.numbers
