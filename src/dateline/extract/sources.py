"""On whose word: which words of a report stand inside a statement or hang on a source."""

from dateline.records import Attribution
from dateline.syntax.tree import Word


class Sources:
    """The attribution of each word; the report's own voice has none."""

    def __init__(self, by_word: dict[int, Attribution] | None = None) -> None:
        self._by_word = by_word or {}

    def of(self, word: Word) -> Attribution | None:
        """The innermost source whose words cover this one, or None where the report speaks itself."""
        return self._by_word.get(word.i)
