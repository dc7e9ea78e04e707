"""A report to a picture: sections of entries, each under the sentence that proves it, with its words marked.

The terminal and the page print the same picture, so that what is said about a report is decided once.
"""

from collections.abc import Iterable
from typing import Literal

import msgspec

from dateline.picture import phrases
from dateline.records import Crossing, Event, Figure, Mention, Report, Span, Statement

Role = Literal["trigger", "actor", "recipient", "place", "time", "cue", "number", "speaker", "content"]
CLAIMS = {  # status -> the heading of its entries, in the order of the page
    "claimed": "Claimed by a source",
    "planned": "Planned or announced",
    "requested": "Asked for",
    "hypothetical": "Feared or possible",
    "denied": "Denied, or did not happen",
}


class Mark(msgspec.Struct, frozen=True):
    """Words to mark in a sentence, by what they are to the entry."""

    start: int
    end: int
    role: Role


class Entry(msgspec.Struct, frozen=True):
    """One record in words: a headline, what kind it is, and further facts."""

    id: str
    headline: str
    kind: str
    facts: tuple[str, ...] = ()


class Group(msgspec.Struct, frozen=True):
    """Entries that one sentence proves, and the words of it that prove them."""

    sentence: Span
    entries: tuple[Entry, ...]
    marks: tuple[Mark, ...]


class Section(msgspec.Struct, frozen=True):
    """A heading with its groups, in the order of the text."""

    title: str
    groups: tuple[Group, ...]

    @property
    def count(self) -> int:
        return sum(len(group.entries) for group in self.groups)


class Picture(msgspec.Struct, frozen=True):
    """The whole page: title, the lines under it (filed where, when, by whom), and the sections that hold anything."""

    report: Report
    title: str
    source: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...]


Drawn = tuple[Entry, Span, tuple[Mark, ...]]


def draw(report: Report) -> Picture:
    """The picture of a coded report."""
    events = [event for event in report.events if not phrases.is_mirror(event, report)]
    parts = [("What happened", [_event(e, report) for e in events if e.factuality.status == "occurred"])]
    parts += [(title, [_event(e, report) for e in events if e.factuality.status == status]) for status, title in CLAIMS.items()]
    parts += [
        ("How many", [_figure(figure, report) for figure in report.figures]),
        ("Borders", [_crossing(crossing, report) for crossing in report.crossings]),
        ("Who says what", [_statement(statement, report) for statement in report.statements]),
    ]
    return Picture(
        report=report,
        title=report.title or phrases.first_words(report),
        source=tuple(phrases.provenance(report)),
        sections=tuple(Section(title, _grouped(drawn, report)) for title, drawn in parts if drawn),
        notes=tuple(phrases.notes(report)),
    )


def _grouped(drawn: Iterable[Drawn], report: Report) -> tuple[Group, ...]:
    """Entries under their sentence; the sentences in the order of the text."""
    found: dict[Span, tuple[list[Entry], set[Mark]]] = {}
    for entry, at, marks in drawn:
        sentence = phrases.sentence_of(at, report)
        entries, own = found.setdefault(sentence, ([], set()))
        entries.append(entry)
        own.update(mark for mark in marks if sentence.start <= mark.start and mark.end <= sentence.end)
    return tuple(
        Group(sentence, tuple(entries), tuple(sorted(marks, key=lambda mark: (mark.start, mark.end))))
        for sentence, (entries, marks) in sorted(found.items())
    )


def _marks(role: Role, spanned: Iterable[Span | Mention]) -> list[Mark]:
    return [Mark(each.start, each.end, role) for each in spanned]


def _event(event: Event, report: Report) -> Drawn:
    facts = [phrases.place(event.place, report), phrases.time(event.time, report), phrases.on_word_of(event, report)]
    marks = _marks("trigger", [event.trigger]) + _marks("actor", event.actor) + _marks("recipient", event.recipient)
    marks += _marks("cue", event.factuality.cues) + _where_when((event.place,), event.time, report)
    kind = event.type + (f" {event.mode}" if event.mode else "")
    return Entry(event.id, phrases.deed(event, report), kind, _told(facts)), event.trigger, tuple(marks)


def _figure(figure: Figure, report: Report) -> Drawn:
    facts = [
        phrases.way(figure, report),
        phrases.time(figure.time, report),
        figure.scope if figure.scope in ("cumulative", "stock") else None,
        phrases.on_word_of(figure, report),
        figure.factuality.status if figure.factuality.status not in ("occurred", "claimed") else None,
    ]
    marks = _marks("number", [Span(figure.start, figure.end)]) + _marks("cue", figure.factuality.cues)
    marks += _marks("recipient", [figure.who] if figure.who else [])
    marks += _where_when((figure.origin, figure.destination, figure.via), figure.time, report)
    entry = Entry(figure.id, phrases.amount(figure, report), figure.measure, _told(facts))
    return entry, Span(figure.start, figure.end), tuple(marks)


def _crossing(crossing: Crossing, report: Report) -> Drawn:
    since, until = phrases.day(crossing.since, report), phrases.day(crossing.until, report)
    by = ", ".join(phrases.words(each, report) for each in crossing.by)
    but = "; ".join(report.text[span.start : span.end] for span in crossing.exceptions)
    status = crossing.factuality.status
    facts = [
        f"since {since}" if since else None,
        f"until {until}" if until else None,
        f"by {by}" if by else None,
        f"but: {but}" if but else None,
        phrases.on_word_of(crossing, report),
        status if status not in ("occurred", "claimed") else None,
    ]
    marks = _marks("trigger", [crossing.trigger]) + _marks("place", crossing.names) + _marks("cue", crossing.factuality.cues)
    marks += _where_when((), crossing.since, report)
    return Entry(crossing.id, phrases.gate(crossing, report), crossing.status, _told(facts)), crossing.trigger, tuple(marks)


def _statement(statement: Statement, report: Report) -> Drawn:
    marks = _marks("content", statement.content) + _marks("cue", [statement.cue] if statement.cue else [])
    marks += _marks("speaker", [statement.speaker] if statement.speaker else [])
    addressee = phrases.words(statement.addressee, report) if statement.addressee else None
    facts = [f"to {addressee}" if addressee else None, f"within {statement.within}" if statement.within else None]
    speaker = phrases.named(statement.speaker, report) if statement.speaker else "someone unnamed"
    at = statement.content[0] if statement.content else statement.cue
    return Entry(statement.id, speaker, statement.quote, _told(facts)), at or Span(0, 1), tuple(marks)


def _where_when(places: tuple[int | None, ...], time: int | None, report: Report) -> list[Mark]:
    marks = [Mark(report.places[i].start, report.places[i].end, "place") for i in places if i is not None]
    return marks + ([] if time is None else [Mark(report.times[time].start, report.times[time].end, "time")])


def _told(facts: list[str | None]) -> tuple[str, ...]:
    return tuple(fact for fact in facts if fact)
