"""Links, events and ledgers as they are written, from the memory of linking: ids for numbers, origins counted."""

from collections import Counter
from collections.abc import Iterable, Iterator

from dateline.link.copies import source_of
from dateline.link.ledger import Voice, crossings_of, iso, series_of
from dateline.link.names import name
from dateline.link.results import Link, LinkedEvent, LinkedPlace, Member, StoryLedger
from dateline.link.sketch import NO_DAY
from dateline.link.state import GONE, Group, State
from dateline.link.told import Number, Spot, Telling, Told

BEST_FIRST = ("occurred", "claimed", "denied", "planned", "requested", "hypothetical")
RESTS = 20_000  # stories or events after which what was read for them is let go
HELD = 200_000  # voices that are kept at once


class Writer:
    """What a state says of its reports, texts, stories and events. A change of the state needs a new one."""

    def __init__(self, state: State) -> None:
        self.state = state
        self._links: dict[int, Link] = {}
        self._written = 0

    def link(self, report: int) -> Link:
        """Where a report belongs."""
        found = self._links.get(report)
        if found is None:
            if len(self._links) > HELD:
                self._links.clear()
            text = self.state.group[report]
            self._links.update(self._of_text(text))
            found = self._links[report]
        return found

    def _of_text(self, text: int) -> Iterator[tuple[int, Link]]:
        state = self.state
        group = state.groups.find(text)
        if group is None:
            group = Group([text], text, source_of([state.sketch(text)])[1], [(1, -1)])
        own, story = name(state, "c", text), name(state, "s", state.story[text])
        for report, (version, mended) in zip(group.members, group.versions, strict=True):
            copied = state.ids[group.first] if report != group.first else None
            corrects = state.ids[mended] if mended >= 0 else None
            yield report, Link(state.ids[report], own, copied, group.origin, story, version, corrects)

    def voice(self, report: int) -> Voice:
        """Who speaks in a report. A text without a known origin is an origin of its own."""
        link = self.link(report)
        version = link.corrects is not None
        copies = link.copy_of is not None and not version
        return Voice(link.id, self.state.days[report], link.origin or link.copy_group, link.copy_group, version, copies)

    def _rest(self) -> None:
        """Lets go of what was read, now and then."""
        self._written += 1
        if self._written % RESTS == 0:
            self.state.rest()

    def _in_time(self, report: int) -> tuple[int, int]:
        return self.state.days[report] or NO_DAY, report

    def event(self, number: int) -> LinkedEvent:
        """An event as it is written; its tellings in the order of their reports."""
        self._rest()
        event = self.state.happenings.get(number)
        places = sorted(event.members, key=lambda each: (self._in_time(each[0]), each[1]))
        told = [(report, self.state.telling(report).events[place]) for report, place in places]
        members = tuple(Member(self.state.ids[report], one.event) for report, one in told)
        voices = {report: self.voice(report) for report, _ in told}
        statuses = {one.status for _, one in told}
        origins = tuple(dict.fromkeys(voice.origin for voice in voices.values()))
        figures = series_of((voices[report], number) for report, one in told for number in one.numbers)
        return LinkedEvent(
            event=name(self.state, "e", number), members=members, type=event.type, independent_origins=len(origins),
            reports=len(voices), figures=figures,
            modes=tuple(mode for mode, _ in _counted(one.mode for _, one in told if one.mode)),
            status=next(status for status in BEST_FIRST if status in statuses),
            actors=tuple(sorted(event.actors)), recipients=tuple(sorted(event.recipients)), place=_place(event.spot),
            from_=iso(event.begins), to=iso(event.ends), first_reported=iso(event.reported), origins=origins,
            stories=tuple(dict.fromkeys(self.link(report).story for report, _ in told)),
            contradictions=tuple(_denials(told, members, statuses)),
        )  # fmt: skip

    def ledger(self, story: int) -> StoryLedger:
        """The ledger of a story."""
        self._rest()
        state = self.state
        reports = sorted((report for text in state.texts(story) for report in state.members(text)), key=self._in_time)
        voices = {report: self.voice(report) for report in reports}
        days = [voice.day for voice in voices.values() if voice.day]
        said = ((voices[report], number) for report in reports for number in numbers_of(state.telling(report)))
        states = ((voices[report], each) for report in reports for each in state.telling(report).states)
        return StoryLedger(
            name(state, "s", story), len(reports), len({voice.origin for voice in voices.values()}), iso(min(days, default=0)),
            iso(max(days, default=0)), series_of(said), crossings_of(states),
        )  # fmt: skip

    def stories(self) -> Iterator[int]:
        """The numbers of all stories, in the order of their first reports."""
        seen: set[int] = set()
        for report in range(self.state.reports):
            story = self.state.story[self.state.group[report]]
            if story not in seen:
                seen.add(story)
                yield story

    def events(self) -> Iterable[int]:
        """The numbers of all events, in the order of their first tellings."""
        return (number for number in dict.fromkeys(self.state.happening) if number != GONE)


def _counted(words: Iterator[str]) -> list[tuple[str, int]]:
    return sorted(Counter(words).items(), key=lambda each: (-each[1], each[0]))


def _denials(told: list[tuple[int, Told]], members: tuple[Member, ...], statuses: set[str]) -> Iterator[Member]:
    """The tellings that deny what another states or claims."""
    if {"occurred", "claimed"} & statuses:
        yield from (member for (_, one), member in zip(told, members, strict=True) if one.status == "denied")


def _place(spot: Spot | None) -> LinkedPlace | None:
    return LinkedPlace(spot.id, spot.name, spot.country, spot.lat, spot.lon) if spot else None


def numbers_of(telling: Telling) -> Iterator[Number]:
    """All figures that a report tells."""
    for event in telling.events:
        yield from event.numbers
    yield from telling.numbers
