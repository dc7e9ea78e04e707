"""How true a predicate is, step by step from the root: modes with scores, and what heads and marks do to them.

    The mayor said the guards may have failed to shoot.
    said: occurred 3 - complement: claimed 2.75 - `may`: hypothetical 0.7 - fail: flipped - shoot: hypothetical -0.7

A `Value` is immutable; `ground` is what facts are worth at this level of speech: plain in the report's own voice, claimed
inside a claim. "Denied" is no mode: it is a negative score under a mode that says something of the world.
"""

from typing import Protocol

import msgspec
from msgspec.structs import replace

from dateline.knowledge.factuality import Effect, Operator, signs
from dateline.records import Status
from dateline.syntax.tree import Word

RANK: dict[Status, int] = {"occurred": 0, "claimed": 1, "planned": 2, "hypothetical": 3, "requested": 4, "denied": 0}
OPEN = frozenset({"planned", "hypothetical", "requested"})
UNDOING = frozenset({"foil", "avert", "prevent", "delay"})  # "to prevent an attack": no word that it would have come
DENIED = -1.25  # a score at or below this denies


class Value(msgspec.Struct, frozen=True):
    """`mode` with `score`, the words that decided it, the value of a fact at this level, and who says so.

    `speaker` is the reporting head that the value passed last ("said"); `endorsed` is set where the report itself vouches.
    """

    mode: Status = "occurred"
    score: float = 3.0
    cues: tuple[Word, ...] = ()
    speaker: Word | None = None
    endorsed: bool = False
    ground: "Value | None" = None

    @property
    def status(self) -> Status:
        if self.score <= DENIED and self.mode not in ("hypothetical", "requested"):
            return "denied"
        return self.mode

    @property
    def is_open(self) -> bool:
        return self.mode in OPEN

    @property
    def is_denied(self) -> bool:
        """Said not to be so, or not to come: "did not", "will not"; a negative wish or condition denies nothing."""
        return self.score < 0 and self.mode not in ("hypothetical", "requested")

    @property
    def is_negative(self) -> bool:
        return self.score < 0


class Judge(Protocol):
    """What the slots ask back: the value of a head, with and without its own marks, the value at a root, the next sentence."""

    def value(self, word: Word) -> Value: ...
    def slot(self, word: Word) -> Value: ...
    def at_root(self, word: Word) -> Value: ...
    def after(self, word: Word) -> list[Word]: ...


PLAIN = Value()
BLAMING = frozenset({"blame", "fault"})  # "wrongly blamed for the raid": a raid there was
UNTRUE = Effect("set", "denied", -2.0)


def fact(value: Value) -> Value:
    """A fact at the level of speech of this value: its ground."""
    level = value.ground or PLAIN
    return replace(level, endorsed=True) if value.endorsed and not level.endorsed else level


def claimed(value: Value, score: float, cue: Word | None) -> Value:
    """Content on someone's word, with a new ground: everything below is at best as sure as the claim."""
    own = (cue,) if cue is not None else ()
    inner = Value("claimed", score, (*value.cues, *own), cue)
    return replace(inner, ground=replace(inner, cues=own))


def mark(value: Value, effect: Effect, cue: Word) -> Value:
    """A local mark on the predicate: `may`, `not`, `reportedly`, `almost`. "may not": hypothetical, negative."""
    cues = (*value.cues, cue)
    if effect.how == "flip":
        return negated(value, cue)
    if effect.how != "set":
        return replace(value, cues=cues)
    if effect.status == "denied":
        score = abs(effect.score) / 3 * -value.score
        return replace(value, cues=cues, score=score if value.mode != "requested" else -abs(score))
    if value.score <= DENIED and effect.status == "claimed":
        return replace(value, cues=cues)  # "the **alleged** attack never took place"
    if value.is_open and effect.status == value.mode:
        return replace(value, cues=cues, score=min(value.score, effect.score))
    mode = effect.status if RANK[effect.status] > RANK[value.mode] else value.mode
    if value.is_open and RANK[effect.status] < RANK[value.mode]:
        return replace(value, cues=cues, score=value.score * (abs(effect.score) / 3 if effect.status != "planned" else 1))
    return replace(value, cues=cues, mode=mode, score=value.score * effect.score / 3)


def negated(value: Value, cue: Word) -> Value:
    """ "did not enter": the sign turns; under a request it is the omission that is asked for."""
    if value.mode == "requested":
        return replace(value, score=-1.5, cues=(*value.cues, cue))
    return replace(value, score=-value.score, cues=(*value.cues, cue))


def embed(head: Value, operator: Operator, cue: Word) -> Value:
    """The value of what a head governs: "failed to X" turns it, "planned to X" opens it, "regretted X-ing" keeps it true."""
    effect = operator.no if head.is_denied else operator.yes
    cues = (*head.cues, cue)
    if effect.how == "fact":
        return replace(fact(head), endorsed=head.speaker is None and head.mode != "claimed")
    if effect.how == "counter":
        below = fact(head)
        return replace(below, score=-below.score, cues=(*below.cues, cue))
    if effect.how == "pass":
        return head
    if effect.status == "occurred" and effect.how == "set" and head.is_open and operator.name in UNDOING:
        if head.mode == "planned" and head.is_denied:
            return replace(head, score=1.75, cues=cues)  # "will not stop them from voting"
        return replace(head, mode="hypothetical", score=0.5, cues=cues)  # "may fail to prevent a riot"
    if effect.how == "flip" and head.is_open and operator.name in UNDOING:
        return replace(head, mode="hypothetical", score=-0.75, cues=cues)
    if effect.how == "flip":
        return replace(head, score=-head.score, cues=cues)
    return _set(head, effect, cue)


def falsely(cue: Word) -> Word | None:
    """ "was **falsely** accused of", "**wrongly** claimed that": the report's word that it is not so."""
    known = signs().denials["falsely"]
    return next((word for word in cue.children_of("advmod") if word.lower in known), None)


def _set(head: Value, effect: Effect, cue: Word) -> Value:
    """A status with a score under a head: it can be no surer than an open head, and a denial stands on the denier's word."""
    if effect.status == "occurred":
        return replace(fact(head), cues=(*head.cues, cue), score=effect.score, endorsed=head.speaker is None)
    if effect.status == "claimed":
        untrue = falsely(cue)
        if untrue is not None and cue.lemma not in BLAMING and not head.is_open and not head.is_negative:
            return _set(head, UNTRUE, untrue)
        inner = claimed(head, effect.score, cue)
        return replace(inner, mode="hypothetical", score=0.5) if head.is_open else inner
    if effect.status == "denied":
        mode: Status = head.mode if head.is_open else "claimed" if head.mode == "claimed" else "occurred"
        score = effect.score if not head.is_open else -1.5 if head.mode == "planned" else -0.5
        base = Value("claimed", 2.0, (cue,), cue)
        return Value(mode, score, (*head.cues, cue), cue, ground=base)
    score = min(effect.score, max(0.0, head.score)) if head.is_open else effect.score
    status = effect.status if RANK[effect.status] >= RANK[head.mode] else head.mode
    if status == "planned" and head.mode == "hypothetical":
        status = "hypothetical"
    return Value(status, score, (*head.cues, cue), head.speaker, ground=head.ground)
