"""Whether the report says that it happened."""

from dataclasses import dataclass

from dateline.extract.sources import Sources
from dateline.records import Attribution, Factuality, Span, Status
from dateline.syntax.tree import Tree, Word


@dataclass(frozen=True)
class Judgement:
    """Status, certainty from -3 to +3, the deciding words, and the source if it stands on one's word."""

    status: Status
    score: float
    cues: tuple[Span, ...] = ()
    attribution: Attribution | None = None

    @property
    def factuality(self) -> Factuality:
        return Factuality(self.status, self.cues)


class Facts:
    """Judges the predicates of one report, each at most once."""

    def __init__(self, tree: Tree, sources: Sources) -> None:
        self._tree = tree
        self._sources = sources
        self._judged: dict[int, Judgement] = {}

    def of(self, word: Word) -> Judgement:
        """The judgement of a verb or event noun."""
        if word.i not in self._judged:
            self._judged[word.i] = self._judge(word)
        return self._judged[word.i]

    def _judge(self, word: Word) -> Judgement:
        source = self._sources.of(word)
        return Judgement("claimed" if source else "occurred", 3.0, attribution=source)
