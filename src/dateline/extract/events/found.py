"""An event before it is written: its rule, its anchor and the words that fill its slots."""

from dataclasses import dataclass, field

from dateline.extract.events.nominal import Host
from dateline.knowledge.event_rules import Rule
from dateline.syntax import deep
from dateline.syntax.tree import Word

LIGHT = frozenset({"take", "place", "put", "go", "come", "hold", "set", "keep", "send", "throw", "be"})
TIES = frozenset({"sever", "cut", "break", "downgrade", "suspend", "freeze", "restore", "establish", "upgrade"})  # the verb is it


@dataclass
class Found:
    """An event before it is written: its rule, anchor and the words that fill its slots."""

    rule: Rule
    anchor: Word
    words: list[Word]
    host: Host | None = None
    actor: list[Word] = field(default_factory=list)
    recipient: list[Word] = field(default_factory=list)
    instrument: list[Word] = field(default_factory=list)
    confidence: float = 0.8
    earlier: "Found | None" = None  # the event that is spoken of again
    laid_by: Word | None = None  # the verb that lays the deed at somebody's door: "**blamed** the blast on rebels"
    leans: bool = False  # a deed without its victim, which counts only where that was told before: "behind **the murder**"
    by_toll: bool = False  # who suffers is told by the harm it did: "the attack **killed nine**"

    @property
    def trigger(self) -> Word:
        """The word that names the event: the noun of "held **talks**" or "took into **custody**", else the anchor."""
        if self.rule.named_by == "object":
            thing = deep.direct_object(self.anchor)
            return thing if thing is not None and thing.tag in ("NN", "NNS") else self.anchor
        if self.anchor.lemma in TIES:
            return self.anchor
        deps = ("dobj", "pobj") if self.anchor.lemma in LIGHT else ("dobj",)
        nouns = [word for word in self.words[1:] if word.dep in deps and word.pos == "NOUN"]
        return nouns[-1] if nouns and self.anchor.is_verb else self.anchor
