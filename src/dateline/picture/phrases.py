"""Records in a reader's words: "Iran", "more than 220", "killed", "since 15 June 2025"."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from dateline.knowledge.quantifiers import quantifiers
from dateline.records import Bounds, Crossing, Event, Figure, Mention, Quantifier, Report, Span
from dateline.text.fold import outlet_key
from dateline.text.numbers import find

BOUNDS = {
    "exact": "{n}", "at_least": "at least {n}", "at_most": "up to {n}", "more_than": "more than {n}",
    "less_than": "fewer than {n}", "about": "about {n}", "nearly": "nearly {n}", "range": "{low} to {high}",
}  # fmt: skip
UNKNOWN = "someone not named"


def words(spanned: Span | Mention, report: Report) -> str:
    """The words of a span on one line."""
    return " ".join(report.text[spanned.start : spanned.end].split())


def named(mention: Mention, report: Report) -> str:
    """The mention's words, with the actor's name behind them if they say less: "he (Ishaq Dar)"."""
    said = words(mention, report)
    name = next((actor.name for actor in report.actors if actor.id == mention.actor), None)
    if not name or name.casefold() in said.casefold() or said.casefold() in name.casefold():
        return said
    return f"{said} ({name})"


def several(mentions: tuple[Mention, ...], report: Report) -> str:
    return ", ".join(dict.fromkeys(named(mention, report) for mention in mentions))


def deed(event: Event, report: Report) -> str:
    """ "Iran ▸ struck ▸ bases": who, the words of the deed, whom."""
    who = several(event.actor, report) or UNKNOWN
    whom = several(event.recipient, report)
    return f"{who} ▸ {words(event.trigger, report)}" + (f" ▸ {whom}" if whom else "")


def amount(figure: Figure, report: Report) -> str:
    """ "more than 220 people": the number with its bounds, and who is counted; "about 4,250 people (850 households)"."""
    people, homes = Bounds(figure.low, figure.high), figure.households
    if homes is not None and people == Bounds(None, None):
        return f"{_told(homes, figure.quantifier)} {_households(homes)}"
    if homes is not None:
        who = words(figure.who.head, report) if figure.who is not None and figure.who.head is not None else "people"
        return f"{_told(people, figure.quantifier)} {who} ({_told(homes, _quantifier(homes))} {_households(homes)})"
    return " ".join(part for part in (_told(people, figure.quantifier), _counted(figure, report)) if part)


def _households(homes: Bounds) -> str:
    return "household" if homes == Bounds(1, 1) else "households"


def _quantifier(bounds: Bounds) -> Quantifier:
    if bounds.low is None or bounds.high is None:
        return "at_least" if bounds.high is None else "at_most"
    return "exact" if bounds.low == bounds.high else "range"


def _told(bounds: Bounds, quantifier: Quantifier) -> str:
    """The number as it was told: "more than 220"."""
    number = bounds.low if bounds.low is not None else bounds.high
    if quantifier in ("more_than", "less_than") and number is not None:
        number += -1 if quantifier == "more_than" else 1
    plain = "an unknown number" if number is None else f"{number:,}"
    low, high = (f"{n:,}" if n is not None else "?" for n in (bounds.low, bounds.high))
    return BOUNDS[quantifier].format(n=plain, low=low, high=high)


def _counted(figure: Figure, report: Report) -> str:
    """Whom a figure counts, without its number: "at least 12 people" -> people; "a soldier" stays as it is."""
    if figure.who is None:
        return ""
    said = words(figure.who, report).split()
    numbers = find([word.lower() for word in said], quantifiers().numbers)
    return " ".join(said[numbers[0].last :]) if numbers and numbers[0].first <= 1 else " ".join(said)


def gate(crossing: Crossing, report: Report) -> str:
    """ "5 crossings: Kech, Gwadar (IRN, PAK)"."""
    what = crossing.what or "passage"
    count = f"{crossing.count} {what}s" if crossing.count and crossing.count > 1 else what
    names = ", ".join(dict.fromkeys(words(name, report) for name in crossing.names))
    return count + (f": {names}" if names else "") + (f" ({', '.join(crossing.countries)})" if crossing.countries else "")


def place(index: int | None, report: Report) -> str | None:
    """ "Taftan, Balochistan, PAK" for a resolved place, its words for another."""
    if index is None:
        return None
    found = report.places[index]
    said = words(Span(found.start, found.end), report)
    if found.country is None:
        return said
    admin = found.admin1 if found.admin1 and found.admin1 != found.name else None
    return ", ".join(dict.fromkeys(part for part in (found.name or said, admin, found.country) if part))


def time(index: int | None, report: Report) -> str | None:
    """ "16 June 2025" as an ISO day or interval; the words where it stays unresolved; "since 2020-01-01" for "since 2020"."""
    if index is None:
        return None
    found, plain = report.times[index], day(index, report)
    if found.bound is None or plain is None:
        return plain
    first, last = (found.from_ or plain, found.to or plain)
    return f"{found.bound} {last if found.bound in ('until', 'after') else first}"


def day(index: int | None, report: Report) -> str | None:
    """The time without the word before it."""
    if index is None:
        return None
    found = report.times[index]
    if found.from_ is None and found.to is None:
        return found.value or words(Span(found.start, found.end), report)
    if found.from_ == found.to:
        return found.from_
    return f"{found.from_ or '…'} to {found.to or '…'}"


def way(figure: Figure, report: Report) -> str | None:
    """ "from Iran to Pakistan via Taftan"."""
    parts = (("from", figure.origin), ("to", figure.destination), ("via", figure.via))
    told = [f"{word} {place(index, report)}" for word, index in parts if index is not None]
    return " ".join(told) or None


def on_word_of(record: Event | Figure | Crossing, report: Report) -> str | None:
    """ "says the ministry"; "says a source" where nobody is named."""
    if record.attribution is None:
        return None
    source = record.attribution.source
    return f"says {named(source, report)}" if source else "says an unnamed source"


def is_mirror(event: Event, report: Report) -> bool:
    """Whether it is the second direction of a reciprocal event that is listed already."""
    for other in report.events:
        if other.id == event.id:
            return False
        if (other.trigger, other.type) == (event.trigger, event.type):
            mirrored = _spans(other.actor) == _spans(event.recipient) and _spans(other.recipient) == _spans(event.actor)
            if mirrored and event.actor:
                return True
    return False


def _spans(mentions: tuple[Mention, ...]) -> list[tuple[int, int]]:
    return sorted((mention.start, mention.end) for mention in mentions)


def sentence_of(at: Span, report: Report) -> Span:
    """The sentence that holds the start of a span."""
    index = bisect_right([sentence.start for sentence in report.sentences], at.start) - 1
    return report.sentences[index] if index >= 0 else Span(at.start, max(at.end, at.start + 1))


def first_words(report: Report) -> str:
    line = " ".join(report.text.split())
    return line if len(line) <= 90 else f"{line[:88].rsplit(' ', 1)[0]} …"


def provenance(report: Report) -> Iterator[tuple[str, str]]:
    """Where it was filed, when, by whom, and which outlets it goes back to."""
    if report.filed_from is not None:
        yield "Filed from", place(report.filed_from.place, report) or words(report.filed_from, report)
    reference = report.reference_date
    if reference is not None:
        yield "Written", reference.value + (" (worked out from its words)" if reference.basis == "text" else "")
    if report.outlet or report.url:
        yield "Published by", " · ".join(part for part in (report.outlet, report.url) if part)
    own = outlet_key(report.outlet or "")
    if others := dict.fromkeys(credit.outlet for credit in report.credits if outlet_key(credit.outlet) != own):
        yield "Goes back to", ", ".join(others)


def notes(report: Report) -> Iterator[str]:
    """What was declined, counted by reason."""
    counts = Counter((refusal.stage, refusal.reason) for refusal in report.refusals)
    for (stage, reason), number in sorted(counts.items()):
        yield f"{stage}: {number} × {reason}" if number > 1 else f"{stage}: {reason}"
