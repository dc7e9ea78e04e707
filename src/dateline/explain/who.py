"""Who a mention is, and the steps that led there: earlier words it repeats, what the lists know, what only the words say."""

from collections.abc import Iterator
from itertools import pairwise

from dateline.drafts import ActorMention
from dateline.explain.case import Case
from dateline.explain.why import ActorWhy
from dateline.knowledge.countries import countries
from dateline.records import Actor, Mention


def actor_why(case: Case, mention: Mention) -> ActorWhy:
    """The actor of a record's mention; without an id the steps say what is known and what is not."""
    index = _index(case, mention)
    actor = next((one for one in case.report.actors if one.id == mention.actor), None)
    steps = tuple(_steps(case, index, actor)) if index is not None else ("no actor is looked for in these words",)
    words = case.words(mention)
    if actor is None:
        return ActorWhy(words, None, None, None, None, steps)
    return ActorWhy(words, actor.id, actor.name, actor.kind, actor.country, steps)


def _index(case: Case, mention: Mention) -> int | None:
    spans = [(each.start, each.end) for each in case.draft.actors]
    return spans.index((mention.start, mention.end)) if (mention.start, mention.end) in spans else None


def _steps(case: Case, index: int, actor: Actor | None) -> Iterator[str]:
    mentions = case.draft.actors
    chain = _chain(mentions, index)
    for later, earlier in pairwise(chain):
        here, there = (case.said(mentions[i].start, mentions[i].end).text for i in (later, earlier))
        if here.casefold() == there.casefold():
            continue
        where = "before it" if mentions[earlier].start < mentions[later].start else "after it"
        yield f"{here!r} stands for {there!r}, named {where}"
    same = [mention for mention, root in zip(mentions, case.roots, strict=True) if root == case.roots[index]]
    known = next((mention for mention in same if mention.known), None)
    if known is not None:
        yield f"the actor book knows {case.said(known.start, known.end).text!r} as {known.known}"
    yield from _described(case, same, actor)
    if actor is None:
        yield _nobody(same)


def _chain(mentions: tuple[ActorMention, ...], index: int) -> list[int]:
    chain = [index]
    while (before := mentions[chain[-1]].antecedent) is not None and before not in chain and before < len(mentions):
        chain.append(before)
    return chain


def _described(case: Case, same: list[ActorMention], actor: Actor | None) -> Iterator[str]:
    """What the words themselves say: name, office, noun, country, owner."""
    mentions = case.draft.actors
    first = max(same, key=lambda mention: (mention.form == "name", mention.form == "noun", len(mention.name), -mention.start))
    if first.form == "name" and first.name:
        yield from _name(case, first, actor)
    if first.role:
        yield f"the office said with it is {first.role!r}"
    if first.noun:
        yield f"its noun {first.noun!r} says what kind of actor it is"
    if first.country:
        yield f"its country is {first.country}, " + ("where it is" if first.located else "by its nationality or owner")
    if first.owner is not None:
        owner = mentions[first.owner]
        stands = mentions[case.roots[first.owner]]
        behind = f", which stands for {case.said(stands.start, stands.end).text!r}" if stands is not owner else ""
        yield f"it belongs to {case.said(owner.start, owner.end).text!r}{behind}"
    if first.near is not None and first.country is None:
        place = case.report.places[first.near]
        yield f"it is where {case.said(place.start, place.end).text!r} is ({place.country or 'country unknown'})"
    if actor is not None and not first.known and actor.id.startswith("x"):
        yield "no list knows it by that: an actor of this report only"
    elif actor is not None and first.country is None and actor.country and first.form == "noun" and first.owner is None:
        yield f"whose it is the report's own places and actors say: {actor.country}"


def _name(case: Case, first: ActorMention, actor: Actor | None) -> Iterator[str]:
    name, table = " ".join(first.name), countries()
    if table.by_name(name):
        yield f"{name!r} is a country"
    elif table.of_demonym(name):
        yield f"{name!r} is the nationality of {table.of_demonym(name)}"
    elif actor is not None and table.of_capital(name) and actor.kind == "government":
        yield f"{name!r} is a capital that acts: the government of {table.of_capital(name)}"
    elif first.place is not None:
        yield f"{name!r} is a place" + (" whose people or government act" if first.acting else "")
    else:
        yield f"it is a name (the parser takes it for {first.label or 'nothing special'})"


def _nobody(same: list[ActorMention]) -> str:
    if all(mention.form == "pronoun" for mention in same):
        return "a pronoun, and nobody named before or after it fits for sure"
    if any(mention.unsure for mention in same):
        return "two earlier actors bear this name"
    return "no list knows it, and the words describe nobody who acts"
