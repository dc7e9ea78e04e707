"""A statement while it is being found: word ranges instead of characters, words instead of mentions."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec

from dateline.knowledge.reporting import Cue, Reporting, ReportingClass
from dateline.records import Mention, Quote, Span
from dateline.syntax.tree import Tree, Word
from dateline.text.quotes import Quotation

Range = tuple[int, int]  # first and last word index, both inside
Found = tuple[ReportingClass, list[Range], list[Range] | None, str]  # class, content, what of it stands on the speaker, rule
LABELS = frozenset({
    "EXCLUSIVE", "BREAKING", "UPDATE", "WATCH", "LIVE", "VIDEO", "ANALYSIS", "FACTBOX", "EXPLAINER", "Exclusive", "Breaking",
})  # fmt: skip
TITLE = 10  # words of the longest title
CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "ADV"})
DASHES = frozenset({"-", "–", "—", ":", "--"})
MINUTE = re.compile(r"[0-2]?\d[:.h][0-5]\d")
ZONES = frozenset({"GMT", "UTC", "CET", "EST", "BST", "Z", "local", "time"})
EDGES = frozenset([*",.;:\"'“”‘’«»—–-()…!?", "''", "``", "--", "..."])


@dataclass
class Said:
    """One statement in the making. `covered` are the words that stand on its source's word (none for a mere topic).

    `head` orders and nests: the cue's head word, or the first word of a quotation without a cue; `outer` is set where
    the words do not show the nesting ("the paper wrote, citing a medic"). A `silent` one is no statement, nobody tells anything
    ("feared dismissal"), but its words still stand on someone's word.
    """

    head: Word
    cue: Word | None
    cue_span: Span | None
    speaker: Mention | None
    content: list[Range]
    kind: ReportingClass
    quote: Quote
    rule: str
    addressee: Mention | None = None
    covered: list[Range] | None = None
    negated: bool = False
    quotations: list[int] = field(default_factory=list)
    outer: "Said | None" = None
    silent: bool = False

    @property
    def ranges(self) -> list[Range]:
        return self.content if self.covered is None else self.covered


class Elsewhere(msgspec.Struct, frozen=True):
    """The words that do not stand at a level: those inside marks, for a cue outside them."""

    inside: dict[int, int]
    level: int

    def __contains__(self, i: object) -> bool:
        return isinstance(i, int) and self.inside.get(i, -1) != self.level


class Barred(Elsewhere, frozen=True):
    """The words at another level, or in the content."""

    content: tuple[Range, ...] = ()

    def __contains__(self, i: object) -> bool:
        return isinstance(i, int) and (self.inside.get(i, -1) != self.level or any(a <= i <= b for a, b in self.content))


@dataclass
class Scene:
    """What the finders share: the tree, its quotations, and where each word stands among them.

    `inside` gives the innermost quotation of a word (absent: none); `words_of` the word range of a quotation.
    """

    tree: Tree
    cues: Reporting
    quotations: list[Quotation]
    inside: dict[int, int]
    words_of: list[Range]
    said: list[Said] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    charges: dict[int, Word] = field(default_factory=dict)  # the comma before "a claim he denies" -> claim
    by_sentence: dict[int, list[Said]] = field(default_factory=dict)
    goes_on: dict[int, Word] = field(default_factory=dict)  # "adding" -> the cue before it, whose speaker it shares

    def add(self, said: Said) -> None:
        """Keeps a statement, and where its cue stands."""
        self.said.append(said)
        self.by_sentence.setdefault(said.head.sentence.index, []).append(said)

    def level(self, word: Word) -> int:
        """The quotation a word stands in, -1 for none: a cue and its content's frame share it."""
        return self.inside.get(word.i, -1)

    def is_title(self, number: int) -> bool:
        """"The film “A Long War” won": capitals in marks are a name and no one's words."""
        if number < 0:
            return False
        first, last = self.words_of[number]
        told = [word for word in self.tree.words[first : last + 1] if word.pos in CONTENT]
        return last - first < TITLE and len(told) > 1 and all(word.text[:1].isupper() for word in told)

    def elsewhere(self, word: Word) -> Elsewhere:
        return Elsewhere(self.inside, self.level(word))

    def outside(self, word: Word, content: list[Range]) -> "Barred":
        """The words that cannot be a cue's speaker: those at another level, and those of its content."""
        return Barred(self.inside, self.level(word), tuple(content))

    def cue_of(self, word: Word) -> Cue | None:
        """The reporting verb's entry, with its particle if it has one: "pointed out that"."""
        found = self.cues.particles.get(word.lemma)
        if found is not None:
            for child in word.children:
                if child.i > word.i and (child.dep in ("prt", "acomp", "dobj", "advmod", "prep") or child.dep == "ccomp"):
                    entry = found.get(child.lower)
                    if entry is not None:
                        return entry
        return self.cues.verbs.get(word.lemma)


def trimmed(words: list[Word], first: int, last: int) -> Range | None:
    """The range without marks and blanks at its edges: `", that nine died ."` -> that nine died.

    Nor is the minute of a live page what anybody says: "**14:32 GMT -** Jets have struck the port, the army says".
    """
    first = _after_minute(words, first, last)
    while first <= last and (words[first].text in EDGES or words[first].pos == "SPACE"):
        first += 1
    while last >= first and (words[last].text in EDGES or words[last].pos == "SPACE" or words[last].lower in ("and", "but")):
        last -= 1
    if first + 2 <= last and words[first].text in LABELS and words[first + 1].text in DASHES:
        first += 2
    return (first, last) if first <= last else None


def _after_minute(words: list[Word], first: int, last: int) -> int:
    if first > last or words[first] is not words[first].sentence.words[0] or not MINUTE.fullmatch(words[first].text):
        return first
    at = first + 1
    while at < last and words[at].text in ZONES:
        at += 1
    return at


def joined(indices: Iterable[int]) -> list[Range]:
    """Runs of word indices, a gap of one allowed (a comma): [3, 4, 6, 9] -> [(3, 6), (9, 9)]."""
    found: list[Range] = []
    for i in sorted(indices):
        if found and i <= found[-1][1] + 2:
            found[-1] = (found[-1][0], i)
        else:
            found.append((i, i))
    return found



def span_of(word: Word) -> Range:
    under = word.subtree()
    return under[0].i, under[-1].i


def is_time(word: Word) -> bool:
    return word.entity is not None and word.entity.label in ("DATE", "TIME")


def has_to(clause: Word) -> bool:
    return any(child.dep == "aux" and child.tag == "TO" for child in clause.children)
