"""Who did what to whom: the events of one report, by the rules of `knowledge/events/`.

    Iran and Pakistan fired missiles into each other's territory.      two events, one each way
    Turkey held talks with Oman.                                       two events with one trigger
"""

from dateline.extract.events.again import take_up
from dateline.extract.events.doubles import is_laid_before
from dateline.extract.events.emit import CERTAIN, Writer
from dateline.extract.events.found import Found
from dateline.extract.events.identified import name_victims
from dateline.extract.events.matcher import Matcher
from dateline.extract.events.refusals import LOOK_AGAIN, is_stoppage, is_unspecific, refusal_of
from dateline.extract.reading import Reading
from dateline.records import Event, Refusal
from dateline.syntax.tree import Word

__all__ = ["find"]

LOOK_BACK = 8  # events
LOOK_FAR = 100  # events, for "the murder" of somebody named long before


def find(reading: Reading) -> list[Event]:
    """The events in the order of their triggers; what was declined goes to `reading.refusals`."""
    rules = reading.rules
    matcher, writer = Matcher(rules), Writer(reading)
    frames = rules.frames
    seen: list[Found] = []
    told: list[Found] = []
    for word in reading.tree.words:
        if word.lemma in frames or word.lower in frames:
            found = matcher.at(word)
            refused = refusal_of(word, found, rules) or (found and _unspecific(found, word, reading))
            if refused:
                reading.refusals.append(refused)
                continue
            for each in (found, matcher.beside(word)):
                if each is not None and not matcher.is_toll(each) and not is_laid_before(each, seen[-LOOK_FAR:]):
                    each.earlier = take_up(each, seen[-(LOOK_FAR if each.leans else LOOK_BACK) :])
                    if (each.rule.again or each.leans) and each.earlier is None:
                        continue
                    told.append(each)
                    if reading.facts.of(word).status in CERTAIN:
                        seen.append(each)
    name_victims(reading.tree.words, seen)
    for each in told:
        writer.write(each)
    return writer.events()


def _unspecific(found: Found, word: Word, reading: Reading) -> Refusal | None:
    if (found.rule.type not in LOOK_AGAIN and found.anchor.is_verb) or (found.actor and found.recipient):
        return None
    if is_stoppage(found, reading.tree.sentences):
        return Refusal("extract", "label", found.rule.id, word.start, word.end)
    if is_unspecific(found, reading.facts.of(word).status):
        return Refusal("extract", "unspecific", found.rule.id, word.start, word.end)
    return None
