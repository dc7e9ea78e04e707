"""Victims that a report names later: who was shot, and further down who they were.

    Two unionists were found shot. The victims were identified as Ana Ruiz and Jose Vera.      both were shot, too
    Two unionists were shot. The unionists, Ana Ruiz and Jose Vera, were on their way home.     the same
    Rebels abducted two engineers. Police named the men as Ana Ruiz and Jose Vera.             both were abducted
    The witnesses were identified as Ana Ruiz and Jose Vera.                                   nobody was shot
"""

from collections.abc import Iterable, Sequence

from dateline.extract.events.found import Found
from dateline.extract.events.paths import is_party
from dateline.syntax import deep
from dateline.syntax.tree import Word

NAMING = frozenset({"identify", "name"})
SUFFERERS = frozenset({"victim", "dead", "deceased", "casualty", "hostage", "captive", "wounded", "injured", "fatality", "body"})
SLAIN = frozenset({"dead", "deceased", "fatality", "body", "casualty"})
OTHERS = frozenset({"pair", "foreigner", "couple"})
BACK = 8  # sentences


def name_victims(words: Iterable[Word], told: Sequence[Found]) -> None:
    """Adds to those who suffer an event the names that are given to them behind it."""
    for word in words:
        noun: Word | None
        if word.dep == "appos" and word.label == "PERSON" and word.head.tag == "NNS":
            noun, names = word.head, _persons([word])  # "**The clerks**, Ana Ruiz and Jose Vera, were on their way"
        elif word.lemma in NAMING or word.lemma == "be":
            noun, names = _naming(word)
        else:
            continue
        if noun is None or len(names) < 2:  # one name and one noun are one actor anyway
            continue
        event = next((each for each in reversed(told) if _befell(each, noun)), None)
        if event is not None:
            known = {word.i for word in event.recipient}
            event.recipient = [*event.recipient, *(name for name in names if name.i not in known)]


def _naming(verb: Word) -> tuple[Word | None, list[Word]]:
    """The noun and its names: "identified **the dead** as **A** and **B**", "**The victims** were **A** and **B**"."""
    if verb.lemma == "be":
        first = verb.child("attr")
        return (verb.child("nsubj"), _persons([first])) if first is not None and verb.child("neg") is None else (None, [])
    return deep.direct_object(verb), _persons(deep.preposition_objects(verb, "as"))


def _persons(heads: list[Word]) -> list[Word]:
    joined = [word for head in heads for each in (head, *head.children_of("appos")) for word in deep.conjuncts(each)]
    return [word for word in dict.fromkeys(joined) if word.tag in ("NNP", "NNPS") and word.label == "PERSON"]


def _befell(event: Found, noun: Word) -> bool:
    """Whether the noun speaks of those whom an event befell: by its own meaning, or because it is theirs."""
    gap = noun.sentence.index - event.anchor.sentence.index
    if event.rule.type not in ("ASSAULT", "COERCE") or event.rule.reciprocal or not 0 <= gap <= BACK or event.anchor.i >= noun.i:
        return False
    people = [word for word in event.recipient if is_party(word) and word.label not in ("GPE", "LOC", "ORG")]
    if not {noun.lemma, noun.lower}.isdisjoint(SLAIN) and event.rule.mode in ("abduct", "arson"):
        return False
    if not {noun.lemma, noun.lower}.isdisjoint(SUFFERERS):
        return event.rule.type == "ASSAULT"
    if noun.label == "NORP" or noun.lemma in OTHERS:  # "**the Frenchmen**", of two engineers
        return bool(people) and all(word.lemma != noun.lemma for word in event.actor)
    return any(word.lemma == noun.lemma for word in people)
