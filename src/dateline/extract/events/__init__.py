"""Who did what to whom: the events of one report, by the rules of `knowledge/events/`.

    Iran and Pakistan fired missiles into each other's territory.      two events, one each way
    Turkey held talks with Oman.                                       two events with one trigger
"""

from dateline.extract.events.emit import Writer
from dateline.extract.events.matcher import Matcher
from dateline.extract.events.refusals import refusal_of
from dateline.extract.reading import Reading
from dateline.knowledge.event_rules import event_rules
from dateline.records import Event

__all__ = ["find"]


def find(reading: Reading) -> list[Event]:
    """The events in the order of their triggers; what was declined goes to `reading.refusals`."""
    rules = event_rules()
    matcher, writer = Matcher(rules), Writer(reading)
    frames = rules.frames
    for word in reading.tree.words:
        if word.lemma in frames or word.lower in frames:
            found = matcher.at(word)
            refused = refusal_of(word, found, frames)
            if refused is not None:
                reading.refusals.append(refused)
            elif found is not None:
                writer.write(found)
            beside = matcher.beside(word)
            if beside is not None:
                writer.write(beside)
    return writer.events()
