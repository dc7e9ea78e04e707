"""Who said what, and on whose word each word of the report stands.

    "We stay," said Olena Koval, the mayor, warning that more would die.
    s1  Koval, said     direct    We stay
    s2  Koval, warning  indirect  that more would die

Quotations first, by what stands beside their marks; then clauses, by the frames of the reporting verbs; then phrases and
nouns; last, quotations without a cue, which go on with the speaker before them.
"""

from dateline.extract.sources import Sources
from dateline.extract.statements.charges import close_charges, find_charges
from dateline.extract.statements.floating import find_floating
from dateline.extract.statements.headlines import find_blocks, find_headlines
from dateline.extract.statements.parts import Scene
from dateline.extract.statements.phrases import find_phrases
from dateline.extract.statements.quotations import find_quotations
from dateline.extract.statements.turns import mend_turns
from dateline.extract.statements.verbs import find_clauses
from dateline.extract.statements.weave import weave
from dateline.knowledge.reporting import reporting
from dateline.records import Statement
from dateline.syntax.tree import Tree
from dateline.text.quotes import Quotation, pair

__all__ = ["find"]


def find(tree: Tree) -> tuple[list[Statement], Sources]:
    """The statements of a report in the order of the text, and on whose word each of its words stands."""
    scene = _scene(tree)
    mend_turns(scene)
    find_quotations(scene)
    find_blocks(scene)
    find_charges(scene)
    find_clauses(scene)
    find_phrases(scene)
    find_headlines(scene)
    close_charges(scene)
    find_floating(scene)
    return weave(scene)


def _scene(tree: Tree) -> Scene:
    quotations = pair(tree.text, _paragraphs(tree))
    inside: dict[int, int] = {}
    words_of: list[tuple[int, int]] = []
    for number, quotation in enumerate(quotations):
        words = _words(tree, quotation)
        words_of.append(words)
        for i in range(words[0], words[1] + 1):
            inside[i] = number
    return Scene(tree, reporting(), quotations, inside, words_of)


def _paragraphs(tree: Tree) -> list[tuple[int, int]]:
    """Character ranges of the paragraphs, by their numbers."""
    found: list[tuple[int, int]] = []
    number = -1
    for sentence in tree.sentences:
        if sentence.paragraph != number:
            found.append((sentence.start, sentence.end))
            number = sentence.paragraph
        else:
            found[-1] = (found[-1][0], sentence.end)
    return found


def _words(tree: Tree, quotation: Quotation) -> tuple[int, int]:
    """First and last word between the marks; (0, -1) where no word starts there."""
    words = [word for word in tree.words_in(quotation.inner, quotation.inner_end) if word.start >= quotation.inner]
    return (words[0].i, words[-1].i) if words else (0, -1)
