"""Moving an edge of a tree, for the repairs, and saying which words a repair needs."""

from collections.abc import Callable, Iterable

from dateline.syntax.tree import Sentence, Word

Repair = Callable[[Sentence], None]
NEEDED: dict[Repair, frozenset[str]] = {}


def only_with(*words: str | Iterable[str]) -> Callable[[Repair], Repair]:
    """Marks a repair that can fit only where one of these words stands, in small letters or as a lemma; others pay nothing."""
    needed = frozenset(word for each in words for word in ((each,) if isinstance(each, str) else each))

    def note(repair: Repair) -> Repair:
        NEEDED[repair] = needed
        return repair

    return note


def move(word: Word, head: Word, dep: str) -> None:
    """Hangs a word under another head; nothing happens where that would close a circle."""
    if head is word or word in head.ancestors():
        return
    detach(word)
    word.head, word.dep = head, dep
    head.children.append(word)
    head.children.sort(key=lambda child: child.i)


def detach(word: Word) -> None:
    """Makes a word a root of its sentence."""
    if word.head is not word:
        word.head.children.remove(word)
    word.head, word.dep = word, "ROOT"
