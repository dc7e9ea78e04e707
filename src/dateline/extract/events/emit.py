"""From found events to the records: mentions, place and time, factuality, both directions of what is mutual."""

import msgspec

from dateline.extract.adjuncts import place_of, time_of
from dateline.extract.events.fillers import is_each_other
from dateline.extract.events.matcher import Found
from dateline.extract.reading import Reading
from dateline.knowledge.ontology import acled_of
from dateline.records import Event, Mention, Span
from dateline.syntax.tree import Word

CERTAIN = frozenset({"occurred", "claimed"})
UNSURE = 0.85
Roles = tuple[list[Word], list[Word]]


class Writer:
    """Collects the events of one report; ids are given at the end, in the order of the triggers."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._events: list[Event] = []

    def write(self, found: Found) -> None:
        """One event, or one for each direction of a mutual one."""
        for actor, recipient in directions(found):
            self._events.append(self._event(found, actor, recipient))

    def events(self) -> list[Event]:
        ordered = sorted(self._events, key=lambda event: event.trigger)
        return [msgspec.structs.replace(event, id=f"e{number}") for number, event in enumerate(ordered, 1)]

    def _event(self, found: Found, actor: list[Word], recipient: list[Word]) -> Event:
        reading, rule = self._reading, found.rule
        judged = reading.facts.of(found.anchor)
        sure = found.confidence * (1.0 if judged.status in CERTAIN else UNSURE)
        return Event(
            id="", type=rule.type, mode=rule.mode, trigger=trigger_span(found), actor=self._mentions(actor),
            recipient=self._mentions(recipient), place=place_of(reading, found.anchor), time=time_of(reading, found.anchor),
            factuality=judged.factuality, rule=rule.id, instrument=self._mentions(found.instrument),
            attribution=judged.attribution, cameo=rule.cameo, acled=rule.acled or acled_of(rule.type, rule.mode),
            confidence=round(sure, 2),
        )  # fmt: skip

    def _mentions(self, words: list[Word]) -> tuple[Mention, ...]:
        made = [self._reading.mention(word) for word in words]
        return tuple({(mention.start, mention.end): mention for mention in made}.values())


def trigger_span(found: Found) -> Span:
    """The trigger with a particle that follows it: "blew up", "opened fire"."""
    word = found.trigger
    end = word.end
    for child in word.children:
        if child.dep == "prt" and child.i == word.i + 1:
            end = child.end
    return Span(word.start, end)


def directions(found: Found) -> list[Roles]:
    """Who does it to whom: once, or each way: "A and B clashed", "A met B", "fired into each other's territory"."""
    actor, recipient = found.actor, found.recipient
    mutual = [word for word in recipient if is_each_other(word)]
    if mutual or (found.rule.reciprocal and not recipient):
        return _among(actor) if len(actor) > 1 else [(actor, [word for word in recipient if word not in mutual])]
    if found.rule.reciprocal and actor:
        return [(actor, recipient), (recipient, actor)]
    return [(actor, recipient)]


def _among(parties: list[Word]) -> list[Roles]:
    """Each party towards the others."""
    return [([one], [other for other in parties if other is not one]) for one in parties[:6]]
