"""Why a figure, a crossing or a statement was coded: its rule, the predicate that it hangs on, status, source, place, time."""

from collections.abc import Iterator

from dateline.explain.case import Case
from dateline.explain.events import actors_of
from dateline.explain.facts import fact_why, voices
from dateline.explain.links import links
from dateline.explain.shared import place_of_record, sentence_of, time_of_record
from dateline.explain.why import RecordWhy, RuleWhy, SlotWhy
from dateline.extract.factuality import Judgement
from dateline.extract.figures.claims import claims
from dateline.records import Attribution, Crossing, Figure, Mention, Span, Statement
from dateline.syntax.tree import Word

FILES = {"figure": "knowledge/words/harm.toml", "crossing": "knowledge/words/borders.toml"}


def figure_why(case: Case, figure: Figure) -> RecordWhy:
    """The explanation of a number of people."""
    span = Span(figure.start, figure.end)
    word = _predicate(case, figure) or case.head(figure.start, figure.end)
    places = ("destination", "origin", "via")
    place = next((getattr(figure, name) for name in places if getattr(figure, name) is not None), None)
    who = (figure.who,) if figure.who is not None else ()
    return RecordWhy(
        figure.id, figure.measure, _amount(case, figure), sentence_of(case, span), _rule(figure.rule, word),
        slots=tuple(_slot(case, "who", each, word) for each in who),
        factuality=fact_why(case, word, _told(case, figure, word)) if word is not None else None,
        voices=voices(case, word) if word is not None else (), place=place_of_record(case, place, word),
        time=time_of_record(case, figure.time, word), actors=actors_of(case, (*who, *_source(figure.attribution))),
        notes=tuple(_figure_notes(case, figure)),
    )  # fmt: skip


def _predicate(case: Case, figure: Figure) -> Word | None:
    """The word that says what became of them, nearest to the number in its sentence."""
    at = case.head(figure.start, figure.end)
    if at is None:
        return None
    words = [word for word in at.sentence.words if any(claim.measure == figure.measure for claim in claims(word))]
    return min(words, key=lambda word: abs(word.i - at.i), default=None)


def _figure_notes(case: Case, figure: Figure) -> Iterator[str]:
    homes, alone = figure.households, figure.low is None and figure.high is None
    if homes is None or not alone:
        yield f"{figure.quantifier.replace('_', ' ')}: from {_bound(figure.low)} to {_bound(figure.high)}"
    if homes is not None:
        said = f"{figure.quantifier.replace('_', ' ')}: " if alone else ""
        unknown = "; nobody says how many people" if alone else ""
        yield f"{said}households from {_bound(homes.low)} to {_bound(homes.high)}{unknown}"
    ways = ((name, getattr(figure, name)) for name in ("origin", "via", "destination"))
    for name, index in ways:
        if index is not None:
            place = case.report.places[index]
            yield f"{name}: {case.said(place.start, place.end).text} (p{index})"
    if figure.scope:
        yield f"scope {figure.scope}"
    yield f"it belongs to the event {figure.event}" if figure.event else "no event of this report is its cause for sure"


def _bound(number: int | None) -> str:
    return "no bound" if number is None else f"{number:,}"


def _amount(case: Case, figure: Figure) -> str:
    who = f" ▸ {case.words(figure.who).text}" if figure.who is not None else ""
    return f"{case.said(figure.start, figure.end).text}{who} ▸ {figure.measure}"


def crossing_why(case: Case, crossing: Crossing) -> RecordWhy:
    """The explanation of the state of a border or crossing."""
    word = case.reading.tree.word_at(crossing.trigger.start)
    names = ", ".join(case.words(name).text for name in crossing.names)
    told = f"{names or crossing.what or 'a crossing'} ▸ {crossing.status}"
    place = next((name.place for name in crossing.names if name.place is not None), None)
    notes = [f"countries: {', '.join(crossing.countries)}"] if crossing.countries else []
    notes += [f"exception: “{case.words(span).text}”" for span in crossing.exceptions]
    return RecordWhy(
        crossing.id, crossing.what or "crossing", told, sentence_of(case, crossing.trigger), _rule(crossing.rule, word),
        slots=tuple(_slot(case, role, each, word) for role, each in _about(crossing)),
        factuality=fact_why(case, word, _told(case, crossing, word)) if word is not None else None,
        voices=voices(case, word) if word is not None else (), place=place_of_record(case, place, word),
        time=time_of_record(case, crossing.since, word), actors=actors_of(case, _source(crossing.attribution)),
        notes=tuple(notes),
    )  # fmt: skip


def _about(crossing: Crossing) -> list[tuple[str, Mention]]:
    return [("name", name) for name in crossing.names] + [("by", who) for who in crossing.by]


def statement_why(case: Case, statement: Statement) -> RecordWhy:
    """The explanation of who said what."""
    cue = case.reading.tree.word_at(statement.cue.start) if statement.cue is not None else None
    first = statement.content[0] if statement.content else statement.cue or Span(0, 1)
    inside = next((word for word in case.reading.tree.words_in(first.start, first.end) if word.start >= first.start), None)
    around = voices(case, inside) if inside is not None else ()
    people = [(name, who) for name, who in (("speaker", statement.speaker), ("addressee", statement.addressee)) if who]
    told = case.words(statement.speaker).text if statement.speaker is not None else "someone not named"
    notes = [f"what is said: “{case.words(span).text}”" for span in statement.content]
    notes += [f"it is quoted within {statement.within}"] if statement.within else []
    return RecordWhy(
        statement.id, f"statement, {statement.quote}", f"{told} ▸ {case.words(statement.cue).text if statement.cue else '…'}",
        sentence_of(case, first), RuleWhy(statement.rule or "statement", None, cue.text if cue is not None else None),
        slots=tuple(_slot(case, name, who, cue) for name, who in people),
        voices=tuple(voice for voice in around if voice.statement != statement.id),
        actors=actors_of(case, tuple(who for _, who in people)), notes=tuple(notes),
    )  # fmt: skip


def _rule(rule: str, word: Word | None) -> RuleWhy:
    return RuleWhy(rule, FILES.get(rule.partition(".")[0]), word.text if word is not None else None)


def _slot(case: Case, slot: str, mention: Mention, anchor: Word | None) -> SlotWhy:
    head = case.head(mention.start, mention.end)
    edges = links(anchor, head) if anchor is not None and head is not None else ""
    return SlotWhy(slot, case.words(mention), None, edges, actor=mention.actor)


def _told(case: Case, record: Figure | Crossing, word: Word | None) -> Judgement | None:
    """What the record says, where its list changes the status."""
    if word is None:
        return None
    return Judgement(record.factuality.status, case.reading.facts.of(word).score, record.factuality.cues)


def _source(attribution: Attribution | None) -> tuple[Mention, ...]:
    return (attribution.source,) if attribution is not None and attribution.source is not None else ()
