"""The mentions of one report in the order of the text, and what was said of whom so far: what the sieves work on."""

from collections import defaultdict
from dataclasses import dataclass, field

import msgspec

from dateline.drafts import ActorMention
from dateline.extract.actors.describe import Sketch
from dateline.syntax.tree import Word


@dataclass
class Table:
    """`by_head` and `by_span` find a mention's index; `root` follows antecedents to the first mention of an actor."""

    sketches: list[Sketch]
    acronyms: dict[str, str] = field(default_factory=dict)
    _roots: dict[int, int] = field(default_factory=dict)
    parts: dict[str, list[int]] = field(default_factory=dict)  # first and last words of names -> the mentions so named
    gender: dict[int, str] = field(default_factory=dict)
    by_head: dict[int, int] = field(default_factory=dict)
    by_span: dict[tuple[int, int], int] = field(default_factory=dict)
    in_sentence: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for index, sketch in enumerate(self.sketches):
            self.by_head.setdefault(sketch.head.i, index)
            self.by_span.setdefault((sketch.mention.start, sketch.mention.end), index)
            self.in_sentence[sketch.mention.sentence].append(index)

    def mention(self, index: int) -> ActorMention:
        return self.sketches[index].mention

    def link(self, index: int, antecedent: int) -> None:
        """Makes another mention the antecedent of this one, unless that would make a circle.

        Only a speaker may come later than the word that stands for him: "We are ready," the rebels said.
        """
        if self.root(antecedent) != index and self.mention(index).antecedent is None:
            self.change(index, antecedent=antecedent)

    def change(self, index: int, **fields: object) -> None:
        sketch = self.sketches[index]
        sketch.mention = msgspec.structs.replace(sketch.mention, **fields)

    def root(self, index: int) -> int:
        """The mention that the chain of antecedents ends in; the way there is shortened for the next who asks."""
        path = [index]
        while (before := self._next(path[-1])) is not None:
            path.append(before)
        for each in path[:-1]:
            self._roots[each] = path[-1]
        return path[-1]

    def _next(self, index: int) -> int | None:
        known = self._roots.get(index)
        return known if known is not None else self.sketches[index].mention.antecedent

    def at_head(self, word: Word | None) -> int | None:
        return None if word is None else self.by_head.get(word.i)
