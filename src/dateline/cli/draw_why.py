"""Explanations in a terminal: two columns, what is asked on the left, the answer on the right."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dateline.explain.why import (
    ActorWhy,
    AnchorWhy,
    CandidateWhy,
    Explanation,
    FactWhy,
    FrameWhy,
    PlaceWhy,
    RecordWhy,
    SentenceWhy,
    TimeWhy,
    VoiceWhy,
)

if TYPE_CHECKING:
    from dateline.records import Report

NEAR = frozenset({"outranked", "guard", "requires", "taken", "echo", "nobody", "declined"})  # worth a line, by one condition
MOST = 8  # of them
Row = tuple[str, str]


def explanation(answer: Explanation) -> RenderableType:
    """The whole answer."""
    parts: list[RenderableType] = []
    if answer.reference_date is not None:
        parts.append(Text(f"The report speaks from {answer.reference_date}.", style="dim"))
    if answer.record is not None:
        parts.append(record(answer.record))
    rows = [*(place_rows(answer.place) if answer.place else ()), *(time_rows(answer.time) if answer.time else ())]
    rows += list(actor_rows([answer.actor])) if answer.actor else []
    if rows:
        parts.append(grid(rows))
    parts += [sentence(each) for each in answer.sentences]
    parts += [Text(f"The report: {note}", style="dim") for note in answer.refusals]
    return Group(*parts)


def sentence(why: SentenceWhy) -> RenderableType:
    """A sentence with its records, then what was looked up in it and led to nothing."""
    parts: list[RenderableType] = [Rule(style="dim"), Text(why.words.text, style="bold italic")]
    parts += [Padding(record(each, with_sentence=False), (0, 0, 1, 0)) for each in why.records]
    if not any(each.frames for each in why.records):
        parts.append(Text("No event was coded in this sentence." if why.records else "Nothing was coded in this sentence."))
    parts.append(grid(list(_left_over(why))))
    return Group(*parts)


def _left_over(why: SentenceWhy) -> Iterator[Row]:
    for anchor in why.declined:
        yield from _anchor(anchor)
    idle = [anchor.word.text for anchor in why.declined if _is_idle(anchor)]
    if idle:
        yield "Not their use", "rules have these words, but in another form, with other words, or near others: " + ", ".join(idle)
    if why.unknown:
        yield "No event rule", "has the words: " + ", ".join(why.unknown)
    used = {place.words for each in why.records for place in [each.place] if place is not None}
    for place in why.places:
        if place.words not in used:
            yield from place_rows(place)
    dated = {time.words for each in why.records for time in [each.time] if time is not None}
    for time in why.times:
        if time.words not in dated:
            yield from time_rows(time)
    for note in why.notes:
        yield "Dropped", note


def _is_idle(anchor: AnchorWhy) -> bool:
    return anchor.refused is None and not any(_is_near(frame) for frame in anchor.frames)


def _is_near(frame: FrameWhy) -> bool:
    """Whether a frame failed by one condition only."""
    return frame.outcome in NEAR and len(frame.failed) < 2


def _anchor(anchor: AnchorWhy) -> Iterator[Row]:
    if _is_idle(anchor):
        return
    told = [escape(anchor.refused)] if anchor.refused is not None else _frames(anchor.frames)
    for number, row in enumerate(told):
        yield ("Declined", f"[bold]{escape(anchor.word.text)}[/]: {row}") if number == 0 else ("", row)


def record(why: RecordWhy, with_sentence: bool = True) -> RenderableType:
    """One record: its headline, then a row for each question."""
    title = Text.assemble((f"{why.id}  ", "bold yellow"), (why.headline, "bold"), (f"  {why.what}", "blue"))
    rows = [("Sentence", f"[italic]{escape(why.sentence.text)}[/]")] if with_sentence else []
    rows += list(_rule_rows(why))
    known = {actor.words: actor for actor in why.actors}
    shown = set()
    for slot in why.slots:
        path = f"  path [cyan]{escape(slot.path)}[/]" if slot.path else ""
        rows.append((slot.slot.capitalize(), f"[bold]{escape(slot.words.text)}[/]{path}  [dim]{escape(slot.edges)}[/]"))
        if slot.behind:
            rows.append(("", escape(slot.behind)))
        if slot.words in known and slot.words not in shown:
            shown.add(slot.words)
            rows += [("", told) for _, told in actor_rows([known[slot.words]], with_words=False)]
    if why.factuality is not None:
        rows += list(fact_rows(why.factuality))
    rows += list(_voice_rows(why.voices, [actor for actor in why.actors if actor.words not in shown]))
    rows += list(place_rows(why.place)) if why.place is not None else []
    rows += list(time_rows(why.time)) if why.time is not None else []
    rows += _labelled("Note", map(escape, why.notes)) + _labelled("Lost", _frames(why.frames))
    return Group(title, grid(rows))


def _labelled(label: str, lines: Iterable[str]) -> list[Row]:
    return [(label if number == 0 else "", line) for number, line in enumerate(lines)]


def _rule_rows(why: RecordWhy) -> Iterator[Row]:
    rule = why.rule
    at = f" at “{escape(rule.anchor)}”" if rule.anchor else ""
    yield "Rule", f"[bold]{escape(rule.id)}[/]{at}" + (f"  [dim]{escape(rule.file)}[/]" if rule.file else "")
    if rule.example:
        yield "", f"as in “{escape(rule.example)}”"
    if rule.note:
        yield "", f"[dim]{escape(rule.note)}[/]"


def _frames(frames: tuple[FrameWhy, ...]) -> list[str]:
    """One line a rule that came near, whether by lemma or by form; the rest are counted."""
    near = [frame for frame in frames if _is_near(frame)]
    by_rule = {(frame.rule, frame.why): frame for frame in reversed(near)}
    first = [frame for frame in near if by_rule[frame.rule, frame.why] is frame]
    lines = [f"[cyan]{escape(frame.rule)}[/] ({escape(frame.anchor)}): {escape(frame.why)}" for frame in first[:MOST]]
    shown = {frame.rule for frame in first[:MOST]}
    rest = len({frame.rule for frame in frames if frame.outcome not in ("won", "also")} - shown)
    if lines and rest:
        lines.append(f"[dim]and {rest} more rule{'s' * (rest != 1)}, further off (--json has all)[/]")
    return lines


def fact_rows(fact: FactWhy) -> Iterator[Row]:
    """The status, then the chain that led to it."""
    cues = f", by “{escape('”, “'.join(cue.text for cue in fact.cues))}”" if fact.cues else ""
    yield "Status", f"[bold]{fact.status}[/] {fact.score:+g}{cues}"
    for step in fact.steps if len(fact.steps) > 1 else ():
        cues = f", by “{escape('”, “'.join(step.cues))}”" if step.cues and f"“{step.cues[-1]}”" not in step.what else ""
        group = f" (list “{escape(step.group)}”)" if step.group else ""
        yield "", f"“{escape(step.at)}” {step.status} {step.score:+g}: {escape(step.what)}{cues}{group}"


def _voice_rows(voices: tuple[VoiceWhy, ...], actors: list[ActorWhy]) -> Iterator[Row]:
    for number, voice in enumerate(voices):
        who = voice.speaker or "someone not named"
        cue = f" “{escape(voice.cue)}”" if voice.cue else ""
        marks = ", in quotation marks" * voice.quoted + ", negated" * voice.negated
        held = voice.statement or "no statement"
        yield "On word of" if number == 0 else "within", f"[bold]{escape(who)}[/]{cue} ({voice.kind}{marks}, {held})"
    for _, told in actor_rows(actors):
        yield "", told


def actor_rows(actors: Iterable[ActorWhy], with_words: bool = True) -> Iterator[Row]:
    """Who a mention is, with the steps that led there."""
    for actor in actors:
        words = f"{escape(actor.words.text)} " if with_words else ""
        who = f"{escape(actor.id)} {escape(actor.name or '')} ({actor.kind})" if actor.id else "no actor"
        yield "Actor", f"{words}→ [magenta]{who}[/]: {escape('; '.join(actor.steps))}"


def place_rows(place: PlaceWhy) -> list[Row]:
    """The answer, why, and the places that lost."""
    to = f"[green]{_candidate(place.chosen)}[/]" if place.chosen is not None else "[green]not decided[/]"
    score = f"  score {place.score:g}" if place.score is not None else ""
    rows = [("Place", f"[bold]{escape(place.words.text)}[/]{_id(place.id)} → {to}{score}")]
    rows.append(("", f"{place.basis or 'unknown'}: {escape(place.why)}"))
    if place.edges:
        rows.append(("", f"[dim]{escape(place.edges)}[/]"))
    if place.within:
        rows.append(("", f"the words put it in “{escape(place.within)}”"))
    for number, loser in enumerate(place.candidates):
        share = f"  {loser.score:g}" if loser.score is not None else ""
        rows.append(("or" if number == 0 else "", f"[dim]{_candidate(loser)}{share}[/]"))
    if place.more:
        rows.append(("", f"[dim]and {place.more} more of this name[/]"))
    return rows


def _id(ident: str | None) -> str:
    return f" [dim]{ident}[/]" if ident else ""


def _candidate(place: CandidateWhy) -> str:
    parts = [place.name, place.admin1 if place.admin1 != place.name else None, place.country]
    people = f", {place.population:,} people" if place.population else ""
    ident = f", {place.geonames_id}" if place.geonames_id else ""
    claims = f", claimed by {', '.join(place.claims)}" if place.claims else ""
    return escape(f"{', '.join(part for part in parts if part)} ({place.kind}{people}{ident}{claims})")


def time_rows(time: TimeWhy) -> list[Row]:
    """The value, why, what it would be under another tense, and what speaks for the day that it is counted from."""
    days = f" ({time.first} to {time.last})" if time.first != time.last else ""
    head = f"[bold]{escape(time.words.text)}[/]{_id(time.id)}"
    rows = [("Time", f"{head} → [yellow]{time.value or 'unknown'}[/]{days}  {time.type}")]
    tense = f" ({time.tense})" if time.tense and time.basis == "tense" else ""
    rows.append(("", f"{time.basis or 'unknown'}: {time.why}{tense}" + (f", {time.counted_from}" if time.counted_from else "")))
    if time.edges:
        rows.append(("", f"[dim]{escape(time.edges)}[/]"))
    rows += [("or", f"[dim]{other.value}, under another tense[/]") for other in time.others]
    for day in time.reference_candidates:
        rows.append(("", f"[dim]the report may speak from {day.day} ({day.score:g}): {escape('; '.join(day.reasons))}[/]"))
    return rows


def grid(rows: Iterable[Row]) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", width=13)
    table.add_column(overflow="fold")
    for label, told in rows:
        table.add_row(label, told)
    return table


def index(report: "Report") -> RenderableType:
    """The records of a report, one a line, for whoever does not know the ids yet."""
    from dateline.picture import draw

    picture = draw(report)
    table = Table.grid(padding=(0, 2))
    for section in picture.sections:
        table.add_row("", Text(section.title, style="dim"))
        for entry in (entry for group in section.groups for entry in group.entries):
            table.add_row(Text(entry.id, style="bold yellow"), Text(entry.headline), Text(entry.kind, style="blue"))
    declined = Text("\nDeclined: " + "; ".join(picture.notes), style="dim") if picture.notes else Text("")
    return Group(table if picture.sections else Text("Nothing was coded in this report."), declined)
