"""Whether the report says that it happened: the status and certainty of any predicate, with the words that decided it.

    Iran denied that it had attacked the tanker.
    of(denied)   occurred  3       of(attacked)   denied -2, on Iran's word, by the cue `denied`

The tree is walked from the root down to the predicate: each head, connective and preposition changes the slot below it
(`clauses`, `nouns`), then the predicate's own negation, modal and adverbs change it once more (`marks`). What heads do
stands in `knowledge/words/implicatives.toml`, the marks in `modality.toml`. The order is TruthTeller's (Lotan, Stern and
Dagan 2013), carried over to dependency trees; sources nest as in De Facto (Saurí and Pustejovsky 2012).
"""

import msgspec

from dateline.extract.factuality import clauses, continuing, marks, nouns, requests
from dateline.extract.factuality.heads import is_mistagged
from dateline.extract.factuality.shared import apply_shared
from dateline.extract.factuality.values import PLAIN, Value, claimed, mark
from dateline.extract.sources import Sources, Voice
from dateline.records import Attribution, Factuality, Span, Status
from dateline.syntax.phrases import mention
from dateline.syntax.tree import Tree, Word

__all__ = ["Facts", "Judgement"]

REPORTED = 2.9
TOLD_ON = 2.0
TAKEN = frozenset({"denying", "committing", "requesting"})  # what they take for granted the report grants, too
VOUCHED = frozenset({"endorsing", "presupposing"})


class Judgement(msgspec.Struct, frozen=True):
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
        self._values: dict[int, Value] = {}
        self._slots: dict[int, Value] = {}

    def of(self, word: Word) -> Judgement:
        """The judgement of a verb, an event noun or a predicative adjective ("dead", "closed")."""
        if word.i not in self._judged:
            self._judged[word.i] = self._judge(word)
        return self._judged[word.i]

    def _judge(self, word: Word) -> Judgement:
        if word.dep in ("aux", "auxpass") and word.head is not word:
            return self.of(word.head)
        value = self.value(word)
        if word.pos == "NOUN" and value.score < 0:
            value = nouns.own(self, word, value)
        source = self._sources.of(word)
        score, status = value.score, value.status
        if source is not None and self._vouched(word, value):
            source = None
        if (source is None or source.source is None) and value.speaker is not None:
            found = self._of_cue(word, value.speaker)
            source = found if source is None or (found is not None and found.source is not None) else source
        if status == "occurred" and source is not None:
            status, score = "claimed", min(score, REPORTED)
        elif status == "claimed" and source is None and (not value.cues or self._presumed(word, value.speaker)):
            status = "occurred"
        spans = tuple(sorted({Span(cue.start, cue.end) for cue in value.cues}))
        if status == "claimed" and source is None and spans:
            source = Attribution(None, spans[-1])  # "reportedly": on someone's word, and the report does not say whose
        return Judgement(status, round(score, 2), spans, source)

    def _of_cue(self, word: Word, cue: Word) -> Attribution | None:
        """The source of a reporting head: its statement's, whose content may name the predicate without covering it."""
        if self._presumed(word, cue):
            return None
        return self._sources.of_cue(cue) or _attribution(cue)

    def _presumed(self, word: Word, cue: Word | None) -> bool:
        """ "blamed rebels for the **attack**": that there was one is no one's claim; "blamed them for **firing**" is one."""
        if not _is_noun(word):
            return False
        if cue is not None and cue.lemma == "blame" and any(c.lower in ("a", "an") for c in word.children):
            return False  # "blamed the rebels for **an** attack" tells of it, too
        voice = self._sources.voice_of_cue(cue) if cue is not None else None
        return voice is not None and voice.kind == "presupposing"

    def _vouched(self, word: Word, value: Value) -> bool:
        """The report itself vouches: "Footage showed that troops **burned** it"."""
        voice = self._sources.voice(word)
        if voice is not None and self._unsaid(voice, value):
            return True  # "would not say who ordered the raid", "want the army to explain the raid"
        if (
            voice is not None
            and voice.outer is None
            and voice.kind in TAKEN
            and value.mode == "occurred"
            and not value.is_negative
        ):
            return True  # "promised to investigate the killings", "denied involvement in the raid": the raid is not what is said
        return value.endorsed or (voice is not None and voice.kind in VOUCHED)

    def _unsaid(self, voice: Voice, value: Value) -> bool:
        """What is not said, or only wanted to be said, stands on no one's word: it is taken for granted."""
        if value.mode != "occurred" or value.is_negative or voice.cue is None:
            return False
        if voice.outer is not None and voice.outer.kind not in TAKEN:
            return False
        cue = self.value(voice.cue)
        return cue.is_open or cue.is_negative

    def value(self, word: Word) -> Value:
        """The value of a word with its own marks; its heads are valued first, from the root down."""
        found = self._values.get(word.i)
        if found is not None:
            return found
        path = [word]
        for head in word.ancestors():
            if head.i in self._values:
                break
            path.append(head)
        for each in reversed(path):
            self._values[each.i] = self._valued(each)
        return self._values[word.i]

    def slot(self, word: Word) -> Value:
        """The value of the place where a word stands, before its own marks."""
        found = self._slots.get(word.i)
        if found is None:
            found = nouns.slot(self, word) if _is_noun(word) else clauses.slot(self, word)
            self._slots[word.i] = found
        return found

    def at_root(self, word: Word) -> Value:
        """A sentence stands in the report's own voice, or inside a quotation that began before it."""
        voice = self._sources.voice(word)
        if voice is None:
            cue = continuing.teller(self._tree, self._sources, word)
            return PLAIN if cue is None else claimed(PLAIN, TOLD_ON, cue)
        if voice.kind in VOUCHED:
            return PLAIN
        return claimed(PLAIN, REPORTED, None)

    def after(self, word: Word) -> list[Word]:
        """The words of the next sentence, if it stands in the same paragraph."""
        sentences, own = self._tree.sentences, word.sentence
        following = sentences[own.index + 1] if own.index + 1 < len(sentences) else None
        return following.words if following is not None and following.paragraph == own.paragraph else []

    def _valued(self, word: Word) -> Value:
        """The slot changed by the word's own marks, those it shares, and the mood of its sentence."""
        if requests.slogan(word):
            return mark(PLAIN, requests.ASKED, word)
        value = self.slot(word)
        if _is_noun(word):
            value = nouns.marked(self, word, value)
            return marks.mood(value, word) if word.head is word and word.pos != "PROPN" else value
        if not word.is_verb and word.pos not in ("ADJ", "ADV"):
            return value
        value = apply_shared(value, word)
        return marks.mood(value, _main(word)) if _main(word).head is _main(word) else value


def _is_noun(word: Word) -> bool:
    return word.is_nominal or (word.is_verb and is_mistagged(word))


def _main(word: Word) -> Word:
    """The verb that a chain of joined verbs starts with."""
    for _ in range(20):
        if word.dep != "conj" or word.child("nsubj", "nsubjpass"):
            return word
        word = word.head
    return word


def _attribution(cue: Word) -> Attribution:
    """The subject of the reporting head as the source, where no statement says more."""
    agent = next((inner for by in cue.children_of("agent") for inner in by.children_of("pobj")), None)
    subject = cue.child("nsubj") if not cue.child("auxpass") and agent is None else agent
    if not cue.is_verb:
        phrases = (of for of in cue.children_of("prep") if of.lower in ("of", "by", "from"))
        owner = next((inner for of in phrases for inner in of.children_of("pobj")), None)
        subject = cue.child("poss") or (cue.head.child("nsubj") if cue.dep == "dobj" else owner)
    source = mention(subject) if subject is not None and subject.dep != "expl" else None
    return Attribution(source, Span(cue.start, cue.end))
