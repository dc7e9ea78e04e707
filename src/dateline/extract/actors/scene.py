"""What describing one mention may look at beside its own words: the reading, the quotations and the names of the book."""

from dataclasses import dataclass

from dateline.extract.actors.names import Name
from dateline.extract.reading import Reading
from dateline.syntax.tree import Tree, Word

OPENING, CLOSING = frozenset({"“", "``", "«"}), frozenset({"”", "''", "»"})
MARKS = OPENING | CLOSING | {'"'}


@dataclass(frozen=True)
class Scene:
    """`quoted` are indices of words between quotation marks, `named` gives the book's name at a word."""

    reading: Reading
    quoted: frozenset[int]
    named: dict[int, Name]

    def name_at(self, word: Word) -> Name | None:
        return self.named.get(word.i)


def scene_of(reading: Reading, book: list[Name]) -> Scene:
    return Scene(reading, quoted_words(reading.tree), {word.i: name for name in book for word in name.words})


def quoted_words(tree: Tree) -> frozenset[int]:
    """Indices of the words between quotation marks; a paragraph's end closes what is left open."""
    found: set[int] = set()
    paragraph, inside = -1, False
    for sentence in tree.sentences:
        if sentence.paragraph != paragraph:
            paragraph, inside = sentence.paragraph, False
        for word in sentence.words:
            text = word.text
            if text in MARKS:
                inside = text in OPENING or (text not in CLOSING and not inside)
            elif inside:
                found.add(word.i)
    return frozenset(found)
