"""Trees written by hand, for tests and examples: one line a word.

    tree_of("Iran Iran PROPN NNP nsubj 1 | struck strike VERB VBD ROOT 1 | Natanz Natanz PROPN NNP dobj 1")

Each word is `text lemma pos tag dep head`, where head counts words from 0; words are joined by one space.
"""

from dateline.syntax.tree import Entity, Sentence, Tree, Word


def tree_of(*sentences: str) -> Tree:
    """A tree of hand-written sentences, one argument each; sentences are joined by one space."""
    words: list[Word] = []
    made: list[Sentence] = []
    offset = 0
    for index, line in enumerate(sentences):
        rows = [row.split() for row in line.split("|")]
        first = len(words)
        for text, lemma, pos, tag, dep, _ in rows:
            word = Word(len(words), text, offset)
            word.lemma, word.pos, word.tag, word.dep = lemma, pos, tag, dep
            words.append(word)
            offset = word.end + 1
        attach(words[first:], [int(row[5]) for row in rows])
        made.append(Sentence(index, 0, words[first:]))
        for word in made[-1].words:
            word.sentence = made[-1]
    return Tree(" ".join(word.text for word in words), words, made, [])


def attach(words: list[Word], heads: list[int]) -> None:
    """Sets heads and children, heads counted from the first of these words."""
    for word, head in zip(words, heads, strict=True):
        word.head = words[head]
        if word.head is not word:
            word.head.children.append(word)


def entity(tree: Tree, label: str, first: int, last: int) -> Entity:
    """Marks words `first` to `last` (inclusive) as an entity."""
    made = Entity(label, tree.words[first : last + 1])
    for word in made.words:
        word.entity = made
    tree.entities.append(made)
    return made
