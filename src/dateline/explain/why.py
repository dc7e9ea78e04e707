"""The shapes of an explanation: plain records that print as JSON and that the terminal draws; nothing here decides.

`edges` are paths in the parse: "shelled ─agent▸ by ─pobj▸ forces" goes down from a word to those that hang on it, and
"strike ◂dobj─ launched" up to the word that it hangs on.
"""

import msgspec

from dateline.records import Status


class Words(msgspec.Struct, frozen=True):
    """Words of the report with their offsets."""

    text: str
    start: int
    end: int


class RuleWhy(msgspec.Struct, frozen=True):
    """Which rule, where it stands, and its own sentence."""

    id: str
    file: str | None
    anchor: str | None
    example: str | None = None
    note: str | None = None


class SlotWhy(msgspec.Struct, frozen=True):
    """One word in a slot: the rule's path to it, the edges of the parse, and how the words of the record were reached."""

    slot: str
    words: Words
    path: str | None
    edges: str
    behind: str | None = None
    actor: str | None = None


class FrameWhy(msgspec.Struct, frozen=True):
    """A frame that was tried at an anchor, with its outcome and the reason in words."""

    rule: str
    anchor: str
    outcome: str
    why: str = ""
    failed: tuple[str, ...] = ()


class Step(msgspec.Struct, frozen=True):
    """One change of status on the way down from the root: at which word, by which words, to what."""

    at: str
    status: Status
    score: float
    what: str
    cues: tuple[str, ...] = ()
    group: str | None = None


class FactWhy(msgspec.Struct, frozen=True):
    """The judgement, its deciding words, and the chain that led to it."""

    status: Status
    score: float
    cues: tuple[Words, ...]
    steps: tuple[Step, ...]


class VoiceWhy(msgspec.Struct, frozen=True):
    """One source around a word, innermost first."""

    speaker: str | None
    actor: str | None
    cue: str | None
    kind: str
    statement: str | None
    quoted: bool = False
    negated: bool = False


class CandidateWhy(msgspec.Struct, frozen=True):
    """A place of the world that a name may mean."""

    name: str
    kind: str | None
    admin1: str | None
    country: str | None
    population: int | None = None
    geonames_id: int | None = None
    score: float | None = None
    claims: tuple[str, ...] = ()  # states that claim it, for disputed land


class PlaceWhy(msgspec.Struct, frozen=True):
    """Where a name went and why; `candidates` are the losers, `more` the places of this name that are not shown."""

    words: Words
    use: str
    basis: str | None
    why: str
    score: float | None
    chosen: CandidateWhy | None
    candidates: tuple[CandidateWhy, ...] = ()
    edges: str | None = None
    within: str | None = None
    more: int = 0
    id: str | None = None


class Reading(msgspec.Struct, frozen=True):
    """A value that a time expression has, or would have under another tense."""

    value: str | None
    first: str | None
    last: str | None


class DayWhy(msgspec.Struct, frozen=True):
    """A day that the report may speak from, with what spoke for and against it."""

    day: str
    score: float
    reasons: tuple[str, ...]


class TimeWhy(msgspec.Struct, frozen=True):
    """What a time expression came to, and from which day it was counted."""

    words: Words
    type: str
    value: str | None
    first: str | None
    last: str | None
    granularity: str | None
    basis: str | None
    why: str
    tense: str | None = None
    counted_from: str | None = None
    others: tuple[Reading, ...] = ()
    reference_candidates: tuple[DayWhy, ...] = ()
    edges: str | None = None
    id: str | None = None


class ActorWhy(msgspec.Struct, frozen=True):
    """Who a mention is, and the steps that led there; `id` None is somebody nobody is known by."""

    words: Words
    id: str | None
    name: str | None
    kind: str | None
    country: str | None
    steps: tuple[str, ...]


class RecordWhy(msgspec.Struct, frozen=True):
    """All that led to one record. `sentence` is the sentence that proves it."""

    id: str
    what: str
    headline: str
    sentence: Words
    rule: RuleWhy
    slots: tuple[SlotWhy, ...] = ()
    factuality: FactWhy | None = None
    voices: tuple[VoiceWhy, ...] = ()
    place: PlaceWhy | None = None
    time: TimeWhy | None = None
    actors: tuple[ActorWhy, ...] = ()
    frames: tuple[FrameWhy, ...] = ()
    notes: tuple[str, ...] = ()


class AnchorWhy(msgspec.Struct, frozen=True):
    """A word that rules know and that tells of no event here: what was tried, and what was declined in the end."""

    word: Words
    frames: tuple[FrameWhy, ...]
    refused: str | None = None


class SentenceWhy(msgspec.Struct, frozen=True):
    """All that was coded in one sentence, and the words that might have been."""

    words: Words
    records: tuple[RecordWhy, ...]
    declined: tuple[AnchorWhy, ...]
    unknown: tuple[str, ...]
    places: tuple[PlaceWhy, ...] = ()
    times: tuple[TimeWhy, ...] = ()
    notes: tuple[str, ...] = ()


class Explanation(msgspec.Struct, frozen=True):
    """The answer to one question about a report."""

    report: str
    reference_date: str | None
    sentences: tuple[SentenceWhy, ...] = ()
    record: RecordWhy | None = None
    place: PlaceWhy | None = None
    time: TimeWhy | None = None
    actor: ActorWhy | None = None
    refusals: tuple[str, ...] = ()
