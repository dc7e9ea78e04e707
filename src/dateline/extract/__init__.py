"""A parsed report to a draft of its record: one extractor a list, in the order in which they need each other."""

import msgspec

from dateline.drafts import Draft
from dateline.extract import actors, credits, crossings, events, figures, places, predicates, statements, times
from dateline.extract.factuality import Facts
from dateline.extract.filing import filed
from dateline.extract.reading import Reading
from dateline.knowledge.event_rules import Rules, event_rules
from dateline.knowledge.gazetteer import Gazetteer
from dateline.records import Article, Crossing, Event, Figure, Mention, Span, Statement
from dateline.syntax.repairs import repair
from dateline.syntax.tree import Tree

__all__ = ["draft_of", "extract", "opened"]


def extract(
    article: Article, tree: Tree, gazetteer: Gazetteer, *, rules: Rules | None = None, with_predicates: bool = False
) -> Draft:
    """All that the words of one report say, with mentions and indices, before anything gets an id."""
    return draft_of(*opened(article, tree, gazetteer, rules=rules), with_predicates=with_predicates)


def opened(
    article: Article, tree: Tree, gazetteer: Gazetteer, *, rules: Rules | None = None
) -> tuple[Reading, list[Statement], int | None]:
    """The reading that the extractors share, the statements, and the place that the report was filed from."""
    repair(tree)
    said, sources = statements.find(tree)
    where, filed_from = filed(tree.text, places.find(tree, gazetteer), gazetteer)
    when = tuple(times.find(tree))
    reading = Reading(article, tree, where, when, sources, Facts(tree, sources), rules or event_rules())
    return reading, said, filed_from


def draft_of(reading: Reading, said: list[Statement], filed_from: int | None, *, with_predicates: bool = False) -> Draft:
    """What the extractors find in an opened reading."""
    tree = reading.tree
    done = [_within(event, said) for event in events.find(reading)]
    counted = figures.find(reading, done)
    gates = crossings.find(reading, done)
    return Draft(
        sentences=tuple(Span(sentence.start, sentence.end) for sentence in tree.sentences),
        places=reading.places,
        times=reading.times,
        actors=tuple(actors.find(reading, _mentions(done, counted, said, gates), _addressed(done))),
        events=tuple(done),
        figures=tuple(counted),
        crossings=tuple(gates),
        statements=tuple(said),
        credits=tuple(credits.find(tree)),
        refusals=tuple(reading.refusals),
        predicates=predicates.find(tree, reading.facts) if with_predicates else None,
        filed_from=filed_from,
    )


def _within(event: Event, said: list[Statement]) -> Event:
    """The event with the statement that it stands in: "They denounced the **crime**, which they blamed on smugglers"."""
    base, trigger = event.attribution, event.trigger
    if base is None or base.statement is not None:
        return event
    for statement in said:
        held = any(part.start <= trigger.start and trigger.end <= part.end for part in statement.content)
        if held and not (statement.cue and statement.cue.start <= trigger.start < statement.cue.end):
            return msgspec.structs.replace(event, attribution=msgspec.structs.replace(base, statement=statement.id))
    return event


def _addressed(done: list[Event]) -> frozenset[tuple[int, int]]:
    """The spans of those who are spoken or dealt with: "warned **Kyiv**" means who rules there, "shelled Kyiv" the town."""
    dealt = (event for event in done if event.type in DEALING and event.mode != "visit")
    return frozenset((said.start, said.end) for event in dealt for said in event.recipient)


DEALING = frozenset({
    "ACCUSE", "AGREE", "CONCEDE", "CONSULT", "COOPERATE", "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN",
})  # fmt: skip


def _mentions(
    done: list[Event], counted: list[Figure], said: list[Statement], gates: list[Crossing]
) -> list[Mention]:
    """Every mention that a record uses as an actor."""
    found = [m for event in done for m in (*event.actor, *event.recipient)]
    found += [figure.who for figure in counted if figure.who]
    found += [m for gate in gates for m in gate.by]
    found += [m for statement in said for m in (statement.speaker, statement.addressee) if m]
    attributed: list[Event | Figure | Crossing] = [*done, *counted, *gates]
    bases = [record.attribution for record in attributed]
    return found + [base.source for base in bases if base and base.source]
