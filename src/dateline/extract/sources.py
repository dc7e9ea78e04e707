"""On whose word: which words of a report stand inside a statement or hang on a source.

    The mayor said that Kyiv denied having shelled the town.
    └ report's own voice: "said"
       └ mayor, neutral: "that Kyiv denied ... the town"
          └ Kyiv, denying: "having shelled the town"

`Sources.of(shelled)` is Kyiv; `Sources.chain(shelled)` is (Kyiv, denying), (mayor, neutral). A word is covered by the
content of a statement and by nothing else: a source never carries to the next sentence by nearness, only where quotation
marks are open or the sentence itself names its source again ("She added that ...").
"""

import msgspec

from dateline.knowledge.reporting import ReportingClass
from dateline.records import Attribution, Mention, Span, Status
from dateline.syntax.tree import Word


class Voice(msgspec.Struct, frozen=True):
    """One source and what its cue does to its content.

    `kind` is the reporting class of the cue in its frame ("denied shelling": denying; "urged X to leave": requesting),
    `status` and `score` are what that class gives a plain past predicate of the content, seen by the report; `quoted`
    says that the word stands between quotation marks; `negated` that the cue itself is negated ("did not say that").
    `cue` is the cue's head word (None for a quotation that takes its speaker from the one before). `statement` is None where
    nobody tells anything ("villagers fear an attack") and no statement is around.
    """

    statement: str | None
    speaker: Mention | None
    cue: Word | None
    cue_span: Span | None
    kind: ReportingClass
    status: Status
    score: float
    quoted: bool = False
    negated: bool = False
    outer: "Voice | None" = None


class Sources:
    """The attribution of each word; the report's own voice has none."""

    def __init__(self, by_word: dict[int, Voice] | None = None, by_cue: dict[int, Voice] | None = None) -> None:
        self._by_word = by_word or {}
        self._by_cue = by_cue or {}

    def of(self, word: Word) -> Attribution | None:
        """The innermost source whose words cover this one, or None where the report speaks itself.

        "Koval said nine had died": `of(died)` is Koval; `of(said)` is None. A source without a name gives way to one around it
        that has one: "Oslo rejected claims that it had shelled the port": `of(shelled)` is Oslo.
        """
        voices = self.chain(word)
        return _attribution(next((voice for voice in voices if voice.speaker is not None), voices[0] if voices else None))

    def of_cue(self, cue: Word) -> Attribution | None:
        """The source that a cue names, whether or not its content covers any word."""
        return _attribution(self._by_cue.get(cue.i))

    def voice_of_cue(self, cue: Word) -> Voice | None:
        """The voice that a cue opens."""
        return self._by_cue.get(cue.i)

    def voice(self, word: Word) -> Voice | None:
        """The innermost voice itself, with its class; one dict look-up."""
        return self._by_word.get(word.i)

    def chain(self, word: Word) -> tuple[Voice, ...]:
        """All voices around a word, innermost first: "Dar said Iran had told him it was ready" -> Iran, Dar."""
        found: list[Voice] = []
        voice = self._by_word.get(word.i)
        while voice is not None and len(found) < 20:
            found.append(voice)
            voice = voice.outer
        return tuple(found)


def _attribution(voice: Voice | None) -> Attribution | None:
    return None if voice is None else Attribution(voice.speaker, voice.cue_span, voice.statement)
