"""Moving an edge of a tree, for the repairs."""

from dateline.syntax.tree import Word


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
