"""Where an actor belongs: the country, place, group or institution that the words around its head name."""

import msgspec

from dateline.extract.actors.scene import Scene
from dateline.knowledge.countries import countries
from dateline.syntax.tree import Word

OWNING = frozenset({"of", "for", "from", "with", "in", "inside", "within", "to", "on"})
HOLDING = frozenset({"in", "from", "inside", "within", "to", "on"})  # these name where it is, not whose it is
STANCES = frozenset({"pro", "anti", "counter", "ex", "non"})
COMPASS = frozenset({"north", "south", "east", "west", "central", "saudi", "sri", "new", "united", "costa", "sierra", "el"})
BACKING = frozenset({"backed", "aligned", "allied", "sponsored", "funded", "trained", "linked", "installed", "occupied", "led"})


class Origin(msgspec.Struct):
    """`owner` and `pronoun` are head words: "Hamas" of "Hamas's fighters", "its" of "its forces"."""

    country: str | None = None
    located: str | None = None  # a country that it is in
    near: int | None = None
    owner: Word | None = None
    affiliation: str | None = None


def country_of(word: Word) -> str | None:
    """The country that a name or a demonym stands for, with the word before it: "South Korean", "Saudi Arabia"."""
    if not word.text[:1].isupper():
        return None
    table = countries()
    before = _before(word)
    if before is not None and before.lower in COMPASS and before.text[:1].isupper():
        both = f"{before.text} {word.text}"
        return table.of_demonym(both) or table.by_name(both) or (None if before.lower != "central" else _alone(word))
    return _alone(word) or _of_entity(word)


def _alone(word: Word) -> str | None:
    table = countries()
    return table.of_demonym(word.text) or table.by_name(word.text)


def _of_entity(word: Word) -> str | None:
    entity = word.entity
    if entity is None or entity.label not in ("GPE", "NORP") or not 1 < len(entity.words) <= 5:
        return None
    text = " ".join(each.text for each in entity.words if each.tag != "POS")
    return countries().by_name(text) or countries().of_demonym(text)


def _before(word: Word) -> Word | None:
    words = word.sentence.words
    at = word.i - words[0].i
    return words[at - 1] if at > 0 else None


def is_stance(word: Word) -> bool:
    """"pro-Iran fighters" are not Iran's: the word after a prefix and a hyphen says a stance."""
    hyphen = _before(word)
    if hyphen is None or hyphen.text not in ("-", "–"):
        return False
    prefix = _before(hyphen)
    return prefix is not None and prefix.lower in STANCES


def is_origin(word: Word, scene: Scene) -> bool:
    """Whether a word before a noun says where it belongs: "Iranian", "Kandahar", but no name and no stance."""
    if is_stance(word) or scene.name_at(word) is not None:
        return False
    return country_of(word) is not None or scene.reading.place_at(word) is not None


def origin_of(head: Word, scene: Scene, *, with_modifiers: bool = True) -> Origin:
    """Country, place or owner by possessor, modifier and preposition, in this order: "Iran's army", "police in Lagos"."""
    found = Origin()
    for child in head.children:
        if child.dep == "poss":
            _note(found, child, scene, holds=False)
    for child in head.children:
        if with_modifiers and child.dep in ("compound", "amod", "nmod") and child.i < head.i and not is_stance(child):
            _note_modifier(found, child, scene)
    for child in head.children:
        if child.dep == "prep" and child.lower in OWNING and child.i > head.i:
            for each in child.children_of("pobj"):
                _note(found, each, scene, holds=child.lower in HOLDING)
    return found


def _note_modifier(found: Origin, word: Word, scene: Scene) -> None:
    if word.lower in BACKING:
        return
    name = scene.name_at(word)
    code = country_of(word) if name is None else None
    place = scene.reading.place_at(word) if name is None else None
    if name is not None:
        found.owner = found.owner or name.head
    elif code is not None:
        found.country = found.country or code
    elif place is not None:
        found.near = place if found.near is None else found.near
    elif word.tag in ("NNP", "NNPS") and found.owner is None:
        found.owner = word


def _note(found: Origin, word: Word, scene: Scene, *, holds: bool) -> None:
    """One owner or holder. A country in "a Briton in Iran" does not replace the country that is known already."""
    name = scene.name_at(word)
    code = country_of(word) if name is None else None
    place = scene.reading.place_at(word) if name is None else None
    if name is not None:
        found.owner = found.owner or name.head
    elif code is not None and holds:
        found.located = found.located or code
    elif code is not None:
        found.country = found.country or code
    elif place is not None:
        found.near = place if found.near is None else found.near
    elif found.owner is None and not holds:
        found.owner = word
