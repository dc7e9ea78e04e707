"""A draft to a report: places, times and actors get their answers, and every mention its actor's id."""

from typing import Any

import msgspec
from msgspec import UNSET

from dateline.drafts import Draft
from dateline.knowledge.gazetteer import Gazetteer
from dateline.records import Article, Attribution, Crossing, Event, Mention, Place, Report, Span, Time
from dateline.resolve import actors, places, times

__all__ = ["resolve"]


def resolve(draft: Draft, article: Article, gazetteer: Gazetteer, place_threshold: float = places.THRESHOLD) -> Report:
    """The report of a draft. What cannot be resolved stays null, with its reason in `basis` or `candidates`."""
    where = places.resolve(draft.places, article, gazetteer, place_threshold)
    when, reference = times.resolve(draft.times, article)
    who, ids = actors.resolve(draft.actors, article, tuple(zip(draft.places, where, strict=True)))
    filed = None if draft.filed_from is None else where[draft.filed_from]
    return Report(
        id=article.id,
        text=article.text,
        published=article.published,
        sentences=draft.sentences,
        places=where,
        times=when,
        actors=who,
        events=tuple(_dated(_named(record, ids), when) for record in draft.events),
        figures=tuple(_named(record, ids) for record in draft.figures),
        crossings=tuple(_named(_sided(record, draft.sentences, where), ids) for record in draft.crossings),
        statements=tuple(_named(record, ids) for record in draft.statements),
        credits=draft.credits,
        refusals=article.refusals + draft.refusals,
        url=article.url,
        outlet=article.outlet,
        title=article.title,
        language=article.language,
        reference_date=reference,
        filed_from=Mention(filed.start, filed.end, place=draft.filed_from) if filed else None,
        predicates=UNSET if draft.predicates is None else draft.predicates,
    )


def _sided(crossing: Crossing, sentences: tuple[Span, ...], where: tuple[Place, ...]) -> Crossing:
    """The crossing with the country of the places that name it, where the words tell none: "the port of **Hodeidah**".

    A road, port or airport without a name lies where all places of its sentence lie: "two roads in **Chin state**".
    """
    if crossing.countries:
        return crossing
    found = [where[name.place].country for name in crossing.names if name.place is not None]
    if not found and crossing.what in ("road", "port", "airport"):
        at = crossing.trigger.start
        sentence = next((each for each in sentences if each.start <= at < each.end), crossing.trigger)
        near = [place.country for place in where if sentence.start <= place.start < sentence.end]
        found = near if len(set(near)) == 1 else []
    return msgspec.structs.replace(crossing, countries=tuple(dict.fromkeys(code for code in found if code)))


ACTOR_FIELDS = ("actor", "recipient", "who", "speaker", "addressee", "by")


def _named(record: Any, ids: dict[tuple[int, int], str]) -> Any:
    """The record with the actor id of each of its mentions."""
    changes: dict[str, Any] = {}
    for field in ACTOR_FIELDS:
        value = getattr(record, field, None)
        if isinstance(value, Mention):
            changes[field] = _with_id(value, ids)
        elif isinstance(value, tuple):
            changes[field] = tuple(_with_id(mention, ids) for mention in value)
    base = getattr(record, "attribution", None)
    if base is not None and base.source is not None:
        changes["attribution"] = Attribution(_with_id(base.source, ids), base.cue, base.statement)
    return msgspec.structs.replace(record, **changes)


def _dated(event: Event, when: tuple[Time, ...]) -> Event:
    """The event without a time that is a bare length: "**two days** after Iran had fired" says not when it fired."""
    time = None if event.time is None else when[event.time]
    if time is None or time.type != "DURATION" or time.from_ or time.to:
        return event
    return msgspec.structs.replace(event, time=None)


def _with_id(mention: Mention, ids: dict[tuple[int, int], str]) -> Mention:
    found = ids.get((mention.start, mention.end))
    return msgspec.structs.replace(mention, actor=found) if found else mention
