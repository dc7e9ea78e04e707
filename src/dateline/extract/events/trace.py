"""Why a word tells of an event, or of none: the matcher's own decisions, with the condition that each frame failed by.

    The company hit its target.
    hit    assault.hit       object_is: none of what the rule asks for, but "target"
           assault.strike    subject_is: "company"

Nothing is decided here. The matcher says whether a frame fits; where it does not, the conditions are tried one by one.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from dateline.extract.events.emit import trigger_span
from dateline.extract.events.found import Found
from dateline.extract.events.guards import Asked, guards_hold, objects_of, sentence_words, words_fit
from dateline.extract.events.heads import can_be_noun, can_be_verb, counts
from dateline.extract.events.matcher import Matcher
from dateline.extract.events.nominal import host_of
from dateline.extract.events.paths import walk
from dateline.extract.reading import Reading
from dateline.knowledge.event_rules import Frame, Rule
from dateline.syntax import deep
from dateline.syntax.tree import Word

GUARDS = (
    "near", "not_near", "child_must", "child_not", "preposition", "passive", "predicate", "object_is", "object_not", "subject_is",
    "subject_not", "complement", "comp_is", "comp_not", "comp_must",
)  # fmt: skip
EMPTY = Rule(id="", example="", counter="")


@dataclass(frozen=True)
class Failed:
    """One condition that does not hold: `seen` are the words that it looked at, `met` those that it forbids."""

    guard: str
    seen: tuple[str, ...]
    met: tuple[str, ...] = ()


@dataclass(frozen=True)
class Attempt:
    """A frame tried at a word. `outcome` is one of: won, also (beside the word's own event), outranked (fits, but another
    was first), class (noun or verb is wanted), words (fixed words are not there), guard, requires, taken (the verb above
    has the noun in its own event), echo (the noun says the verb's deed again), nobody (a noun without any participant)."""

    frame: Frame
    outcome: str
    failed: tuple[Failed, ...] = ()


@dataclass(frozen=True)
class Filling:
    """What filled a slot: the path of the rule that led somewhere, where it led, and who was found behind that."""

    slot: str
    path: str | None
    reached: tuple[Word, ...]
    fillers: tuple[Word, ...]


@dataclass(frozen=True)
class Trace:
    """All that was looked up at one anchor word."""

    word: Word
    attempts: tuple[Attempt, ...]
    found: tuple[Found, ...]


class Tracer:
    """The matching of one report run again, word by word in its order, so that every answer is the matcher's own."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._matcher = Matcher(reading.rules)
        self._traces: dict[int, Trace] = {}
        for word in reading.tree.words:
            if self.frames(word):
                self._matcher.at(word)

    def frames(self, word: Word) -> tuple[Frame, ...]:
        """The frames of a word's lemma and form, in the order in which they are tried."""
        table = self._reading.rules.frames
        own = table.get(word.lemma, ())
        return own + table.get(word.lower, ()) if word.lower != word.lemma else own

    def at(self, word: Word) -> Trace:
        """The trace of a word; without attempts where no rule has it."""
        if word.i not in self._traces:
            found = tuple(one for one in (self._matcher.at(word), self._matcher.beside(word)) if one is not None)
            self._traces[word.i] = Trace(word, tuple(self._attempts(word, found)), found)
        return self._traces[word.i]

    def all(self) -> Iterator[Trace]:
        """The traces of all words that a rule has, in the order of the text."""
        return (self.at(word) for word in self._reading.tree.words if self.frames(word))

    def fillings(self, found: Found) -> Iterator[Filling]:
        """How each slot of an event was filled; nothing for an empty slot."""
        for slot in ("actor", "recipient", "instrument"):
            fillers: list[Word] = getattr(found, slot)
            if fillers:
                path, reached = self._path(found, getattr(found.rule, slot), fillers)
                yield Filling(slot, path, tuple(reached), tuple(fillers))

    def _path(self, found: Found, paths: tuple[str, ...], fillers: list[Word]) -> tuple[str | None, list[Word]]:
        led = [(path, walk(found.anchor, path, self._matcher.nested)) for path in paths]
        led = [(path, [word for word in words if word not in found.words]) for path, words in led]
        exact = next((each for each in led if set(each[1]) & set(fillers)), None)
        return exact or next((each for each in led if each[1]), (None, []))

    def _attempts(self, word: Word, found: tuple[Found, ...]) -> Iterator[Attempt]:
        won = {(one.rule.id, len(one.words)) for one in found}
        for frame in self.frames(word):
            if (frame.rule.id, len(frame.words)) in won:
                won.discard((frame.rule.id, len(frame.words)))
                yield Attempt(frame, "also" if frame.rule.also else "won")
            else:
                yield self._declined(frame, word)

    def _declined(self, frame: Frame, word: Word) -> Attempt:
        if not (can_be_verb(word) if frame.is_verb else can_be_noun(word)):
            return Attempt(frame, "class")
        words = words_fit(frame, word)
        if words is None:
            return Attempt(frame, "words", (Failed("words", (), frame.words),))
        failed = tuple(self._failed(frame.rule, word, words))
        if failed:
            return Attempt(frame, "guard", failed)
        if self._matcher._try(frame, Asked(word)) is not None:
            return Attempt(frame, "outranked")
        return self._unbound(frame, word, words)

    def _unbound(self, frame: Frame, word: Word, words: list[Word]) -> Attempt:
        """What fails after the conditions: a slot that must be filled, or what makes a noun no event of its own."""
        matcher = self._matcher
        host = None if frame.is_verb else host_of(word)
        if not frame.is_verb and matcher._consumed(word, host):
            return Attempt(frame, "taken")
        found = Found(frame.rule, word, words, host)
        matcher._bind(found)
        empty = tuple(slot for slot in frame.rule.requires if not getattr(found, slot))
        if empty:
            return Attempt(frame, "requires", (Failed("requires", empty),))
        rule, told = frame.rule, matcher.governed_types(word) if frame.rule.governs or frame.rule.governs_not else set()
        if rule.governs and told.isdisjoint(rule.governs):
            return Attempt(frame, "guard", (Failed("governs", tuple(sorted(told))),))
        if not told.isdisjoint(rule.governs_not):
            return Attempt(frame, "guard", (Failed("governs_not", tuple(sorted(told & rule.governs_not))),))
        if not frame.is_verb and not counts(found):
            return Attempt(frame, "nobody")
        return Attempt(frame, "echo" if not frame.is_verb else "declined")

    def _failed(self, rule: Rule, word: Word, words: list[Word]) -> Iterator[Failed]:
        for guard in GUARDS:
            value = getattr(rule, guard)
            if value == getattr(EMPTY, guard):
                continue
            if not guards_hold(msgspec.structs.replace(EMPTY, **{guard: value}), Asked(word), words):
                seen = seen_by(guard, word, words)
                yield Failed(guard, tuple(each.text for each in seen), self._met(guard, value, word, seen))

    def _met(self, guard: str, value: object, word: Word, seen: list[Word]) -> tuple[str, ...]:
        """The words that a condition forbids and that are there, with the class that they belong to."""
        if not guard.endswith("_not") and guard != "not_near":
            return ()
        assert isinstance(value, frozenset)
        forms = sentence_words(word.sentence) if guard == "not_near" else {form for w in seen for form in (w.lemma, w.lower)}
        classes = self._reading.rules.classes
        met = []
        for form in sorted(forms & value):
            of = [name for name in sorted(classes) if form in classes[name] and f"@{name}" in value]
            met.append(f"{form} (@{of[0]})" if of else form)
        return tuple(met)


def seen_by(guard: str, word: Word, words: list[Word]) -> list[Word]:
    """The words that a condition looks at: the object of `object_is`, the governed verbs of `comp_is`."""
    if guard.startswith("object"):
        return objects_of(word, words)
    if guard.startswith("subject"):
        who = deep.subject(word) if word.is_verb else next(iter(walk(word, "subj", lambda _, __: [])), None)
        return [who] if who is not None else []
    if guard.startswith("comp"):
        governed = walk(word, "comp", lambda _, __: [])
        return [child for each in governed for child in each.children] if guard == "comp_must" else governed
    if guard == "preposition":
        return [child for child in word.children if child.dep in ("prep", "agent", "dative")]
    return [child for child in word.children if child.pos != "PUNCT"] if guard.startswith("child") else []


def trigger_of(found: Found) -> tuple[int, int]:
    """The offsets of the record's trigger, by which an event and its trace are brought together."""
    span = trigger_span(found)
    return span.start, span.end
