"""What identification knows of a report, and what it answers."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec

from dateline.drafts import ActorMention
from dateline.records import ActorKind
from dateline.resolve.actors.card import Card

BEFORE, AFTER = 400, 100  # characters of the text
DETERMINERS = ("the ", "a ", "an ", "this ", "that ", "these ", "those ", "its ", "his ", "her ", "their ", "our ", "my ")


class Identity(msgspec.Struct, frozen=True):
    """`id` None is an actor of this report only."""

    id: str | None
    name: str
    kind: ActorKind
    country: str | None = None
    role: str | None = None
    affiliation: str | None = None


@dataclass
class World:
    """What identification knows of the report: all cards, its day, its text, and the country that it is about."""

    cards: dict[int, Card]
    solve: "Solver"
    text: str = ""
    day: str | None = None
    focus: str | None = None
    home: str | None = None  # the country that the outlet writes from
    votes: tuple[tuple[int, str], ...] = ()  # where a country is named or placed, in the order of the text
    done: dict[int, Identity | None] = field(default_factory=dict)

    def identity(self, root: int) -> Identity | None:
        """The identity of one card; its owner is identified first, a circle of owners is nobody's."""
        if root not in self.done:
            self.done[root] = None
            self.done[root] = self.solve(self.cards[root], self)
        return self.done[root]

    def country_at(self, start: int) -> str | None:
        """Whose "the government" is: the report's one country, else the only one that is named in the lines around."""
        if self.focus is not None:
            return self.focus
        first, last = bisect_left(self.votes, (start - BEFORE, "")), bisect_left(self.votes, (start + AFTER, ""))
        around = {country for _, country in self.votes[first:last]}
        return around.pop() if len(around) == 1 else None

    def owner(self, card: Card) -> Identity | None:
        return None if card.owner is None else self.identity(card.owner)

    def words(self, card: Card) -> str:
        """The words of its first description, without its determiner, at most 80 characters."""
        return without_determiner(next(mention for mention in card.mentions if mention.form != "pronoun"), self.text)


Solver = Callable[[Card, World], Identity | None]


def without_determiner(mention: ActorMention, text: str) -> str:
    words = " ".join(text[mention.start : mention.end].split())
    for determiner in DETERMINERS:
        if words.lower().startswith(determiner):
            return words[len(determiner) :][:80]
    return words[:80]
