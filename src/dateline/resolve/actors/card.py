"""All that the mentions of one actor say together: what identification looks at."""

from dataclasses import dataclass, field

from dateline.drafts import ActorMention, PlaceMention
from dateline.records import Place


@dataclass
class Card:
    """The mentions of one actor in order, with the fields that one of them fills first. `owner` is another card's root."""

    root: int
    mentions: list[ActorMention] = field(default_factory=list)
    known: str | None = None
    name: tuple[str, ...] = ()
    role: str | None = None
    noun: str | None = None
    country: str | None = None
    located: bool = False
    owner: int | None = None
    affiliation: str | None = None
    person: bool = False
    former: bool = False
    plural: bool = False
    place: Place | None = None
    metonym: bool = False
    acting: bool = False

    @property
    def names(self) -> list[ActorMention]:
        return [mention for mention in self.mentions if mention.form == "name"]


NOT_PERSONS = frozenset({"ORG", "GPE", "NORP", "LOC", "FAC"})


def cards(mentions: tuple[ActorMention, ...], places: tuple[tuple[PlaceMention, Place], ...]) -> dict[int, Card]:
    """One card an actor, by the index of its first mention, in the order of the text."""
    made: dict[int, Card] = {}
    roots = roots_of(mentions)
    for index, mention in enumerate(mentions):
        card = made.setdefault(roots[index], Card(roots[index]))
        _add(card, mention, places)
        if card.owner is None and mention.owner is not None and roots[mention.owner] != card.root:
            card.owner = roots[mention.owner]
    return made


def roots_of(mentions: tuple[ActorMention, ...]) -> list[int]:
    """The mention that each mention's chain of antecedents ends in; a circle, which extraction never makes, is cut."""
    roots: dict[int, int] = {}
    for index in range(len(mentions)):
        path = [index]
        while path[-1] not in roots:
            before = mentions[path[-1]].antecedent
            if before is None or before in path or before >= len(mentions):
                roots[path[-1]] = path[-1]
                break
            path.append(before)
        for each in path:
            roots[each] = roots[path[-1]]
    return [roots[index] for index in range(len(mentions))]


def _add(card: Card, mention: ActorMention, places: tuple[tuple[PlaceMention, Place], ...]) -> None:
    if mention.form != "pronoun" and not card.mentions:
        card.plural = mention.plural
    card.mentions.append(mention)
    card.known = card.known or mention.known
    card.role = card.role or mention.role
    card.noun = card.noun or mention.noun
    if mention.country is not None and card.country is None:
        card.country, card.located = mention.country, mention.located
    card.affiliation = card.affiliation or mention.affiliation
    card.former = card.former or mention.former
    card.acting = card.acting or mention.acting
    if mention.near is not None and card.country is None:
        card.country, card.located = places[mention.near][1].country, True
    if mention.form == "name":
        _add_name(card, mention, places)


def _add_name(card: Card, mention: ActorMention, places: tuple[tuple[PlaceMention, Place], ...]) -> None:
    if len(mention.name) > len(card.name):
        card.name = mention.name
    if mention.place is not None:
        where, place = places[mention.place]
        card.place = card.place or place
        card.metonym = card.metonym or where.use == "metonym"
    elif mention.label == "PERSON":
        card.person = card.person or not (mention.plural and mention.definite)  # "the Avars" are a people
    elif mention.role is not None and mention.label not in NOT_PERSONS:
        card.person = True
