"""The parsed report as plain Python objects: words with heads and children, sentences, entities.

spaCy's `Doc` is turned into a `Tree` once; every rule after that walks these objects. An attribute of a `Word` costs a
tenth of a spaCy token's, repairs may move an edge, and a test builds a tree from a few lines (see `syntax.build`).
Labels are ClearNLP's, as spaCy's English models give them.
"""

from bisect import bisect_right
from collections.abc import Iterator
from operator import attrgetter

from dateline.records import Span

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
VERBAL = frozenset({"VERB", "AUX"})
ORDER = attrgetter("i")  # the order of the text


class Word:
    """One token. `i` is its index in `Tree.words`; `head is self` at the root of a sentence."""

    __slots__ = (
        "children", "dep", "end", "entity", "head", "i", "lemma", "lower", "pos", "sentence", "sited", "start", "tag", "text",
    )  # fmt: skip

    def __init__(self, i: int, text: str, start: int) -> None:
        self.i = i
        self.text = text
        self.lower = text.lower()
        self.lemma = self.lower
        self.start = start
        self.end = start + len(text)
        self.pos = self.tag = self.dep = ""
        self.head: Word = self
        self.children: list[Word] = []
        self.sentence: Sentence
        self.entity: Entity | None = None
        self.sited = False  # the gazetteer and the words around it take it for a place

    def __repr__(self) -> str:
        return f"{self.text}/{self.dep}"

    @property
    def is_verb(self) -> bool:
        return self.pos in VERBAL

    @property
    def is_nominal(self) -> bool:
        return self.pos in NOMINAL

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def label(self) -> str:
        """The parser's label, but GPE where a place is called a person or an organisation ("Goma"); "" for no name."""
        if self.entity is None:
            return "GPE" if self.sited and self.tag in ("NNP", "NNPS") else ""
        if self.sited and (self.entity.label in ("PERSON", "ORG") or (self.entity.label == "NORP" and self.tag == "NNP")):
            return "GPE"  # "a rally in **Tunis**", taken for a person or a people
        return self.entity.label

    def child(self, *deps: str) -> "Word | None":
        """The first child with one of these labels."""
        for word in self.children:
            if word.dep in deps:
                return word
        return None

    def children_of(self, *deps: str) -> list["Word"]:
        return [word for word in self.children if word.dep in deps]

    def subtree(self) -> list["Word"]:
        """The word and all below it, in the order of the text."""
        found, open_words = [], [self]
        while open_words:
            word = open_words.pop()
            found.append(word)
            open_words.extend(word.children)
        return sorted(found, key=ORDER) if len(found) > 1 else found

    def ancestors(self) -> Iterator["Word"]:
        """The head, the head's head, up to the root; at most 200 steps."""
        word = self
        for _ in range(200):
            if word.head is word:
                return
            word = word.head
            yield word


class Entity:
    """A named entity of the parser: `label` as in OntoNotes (GPE, ORG, PERSON, DATE ...), a vote and no verdict."""

    __slots__ = ("label", "words")

    def __init__(self, label: str, words: list[Word]) -> None:
        self.label = label
        self.words = words

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end


class Sentence:
    """Words from one end mark to the next; `paragraph` counts from 0."""

    __slots__ = ("_forms", "index", "paragraph", "words")

    def __init__(self, index: int, paragraph: int, words: list[Word]) -> None:
        self.index = index
        self.paragraph = paragraph
        self.words = words
        self._forms: frozenset[str] | None = None

    @property
    def forms(self) -> frozenset[str]:
        """Lemmas and lower-case words, gathered at the first question, which must come after the repairs."""
        if self._forms is None:
            self._forms = frozenset([word.lemma for word in self.words] + [word.lower for word in self.words])
        return self._forms

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end

    @property
    def roots(self) -> list[Word]:
        return [word for word in self.words if word.head is word]


class Tree:
    """A whole report. `text` is the report's text to the character; word offsets are offsets into it.

    `spared` are the stretches that the gate kept from the parser, and those that it would have kept but for an audit (True):
    the former have no words.
    """

    __slots__ = ("_starts", "entities", "sentences", "spared", "text", "words")

    def __init__(self, text: str, words: list[Word], sentences: list[Sentence], entities: list[Entity]) -> None:
        self.spared: list[tuple[int, int, bool]] = []
        self.text = text
        self.words = words
        self.sentences = sentences
        self.entities = entities
        self._starts = [word.start for word in words]

    def word_at(self, offset: int) -> Word | None:
        """The word that covers a character, or None between words."""
        at = bisect_right(self._starts, offset) - 1
        return self.words[at] if at >= 0 and offset < self.words[at].end else None

    def words_in(self, start: int, end: int) -> list[Word]:
        """The words that overlap `[start, end)`."""
        first = max(0, bisect_right(self._starts, start) - 1)
        if first < len(self.words) and self.words[first].end <= start:
            first += 1
        last = first
        while last < len(self.words) and self.words[last].start < end:
            last += 1
        return self.words[first:last]
