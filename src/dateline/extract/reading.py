"""What the extractors of one report share: its tree, and what was found before them."""

from dataclasses import dataclass, field

from dateline.drafts import PlaceMention, TimeMention
from dateline.extract.factuality import Facts
from dateline.extract.sources import Sources
from dateline.knowledge.event_rules import Rules, event_rules
from dateline.records import Article, Mention, Refusal
from dateline.syntax.phrases import mention
from dateline.syntax.tree import Sentence, Tree, Word


@dataclass
class Reading:
    """`refusals` collects what an extractor declined, with the reason; the rest is only read."""

    article: Article
    tree: Tree
    places: tuple[PlaceMention, ...]
    times: tuple[TimeMention, ...]
    sources: Sources
    facts: Facts
    rules: Rules = field(default_factory=event_rules)
    refusals: list[Refusal] = field(default_factory=list)
    _place_of: dict[int, int] = field(default_factory=dict)
    _time_of: dict[int, int] = field(default_factory=dict)
    _placed: set[int] = field(default_factory=set)  # sentences with a place
    _dated: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        for index, place in enumerate(self.places):
            for word in self.tree.words_in(place.start, place.end):
                self._place_of.setdefault(word.i, index)
                self._placed.add(word.sentence.index)
                word.sited = word.sited or place.use in ("literal", "metonym")
        for index, time in enumerate(self.times):
            for word in self.tree.words_in(time.start, time.end):
                self._time_of.setdefault(word.i, index)
                self._dated.add(word.sentence.index)

    def has_place(self, sentence: Sentence) -> bool:
        """Whether a search for the place of a happening can find one: in the sentence, or by its "there"."""
        return sentence.index in self._placed or "there" in sentence.forms

    def has_time(self, sentence: Sentence) -> bool:
        return sentence.index in self._dated

    def place_at(self, word: Word) -> int | None:
        """The index of the place mention that covers a word."""
        return self._place_of.get(word.i)

    def time_at(self, word: Word) -> int | None:
        """The index of the time expression that covers a word."""
        return self._time_of.get(word.i)

    def mention(self, head: Word) -> Mention:
        """The phrase around a head word; its place is set where the head itself is a place name."""
        made = mention(head)
        place = self.place_at(head)
        return made if place is None else Mention(made.start, made.end, place=place, head=made.head)
