"""Who speaks and who is told: from a cue to mentions.

    The minister, Olena Koval, told parliament that ...     speaker Olena Koval, addressee parliament
    Witnesses and medics said ...                           speaker "Witnesses and medics"
    It was announced that the gate would open.              no speaker
"""

from dateline.records import Mention, Span
from dateline.syntax.deep import is_passive, subject
from dateline.syntax.phrases import mention
from dateline.syntax.tree import Word

NO_ONE = frozenset({"it", "there"})
AFTER = frozenset({"dobj", "dep", "attr", "npadvmod", "appos", "oprd"})
TIMES = frozenset({"DATE", "TIME"})
TELLING = frozenset({
    "tell", "inform", "notify", "brief", "assure", "advise", "remind", "warn", "ask", "urge", "order", "reassure", "alert",
    "beg", "implore", "exhort", "instruct", "command", "quote",
})  # fmt: skip
SAYING_TO = frozenset({"say", "write", "state", "explain", "announce", "complain", "testify", "speak"})


def speaker_word(cue: Word) -> Word | None:
    """The head word of the speaker: deep subject, or the noun that an inverted cue stands before ("said the mayor")."""
    found = subject(cue) if cue.is_verb else None
    if found is None and not is_passive(cue):
        found = _inverted(cue)
    if found is None or found.dep == "expl" or found is cue:
        return None
    if found.lower in NO_ONE and is_passive(cue):
        return None
    return found


def _inverted(cue: Word) -> Word | None:
    """The noun right after a cue without a subject, where the parser took it for an object: "said two officials"."""
    for child in cue.children:
        is_time = child.entity is not None and child.entity.label in TIMES
        if child.i > cue.i and child.dep in AFTER and child.is_nominal and not is_time:
            return child
    return None


def speaker_mention(head: Word) -> Mention:
    """The words that name a speaker: the name beside an office, the whole of a joined subject."""
    if head.tag in ("NN", "NNS"):
        for child in head.children:
            if child.dep == "appos" and child.tag in ("NNP", "NNPS") and child.i > head.i:
                return mention(child)
    made = mention(head)
    others = [child for child in head.children if child.dep == "conj" and child.is_nominal and child.i <= head.i + 8]
    if not others:
        return made
    return Mention(made.start, max(made.end, mention(others[-1]).end), head=Span(head.start, head.end))


def speaker_of(cue: Word) -> Mention | None:
    head = speaker_word(cue)
    return speaker_mention(head) if head is not None else None


def addressee_of(cue: Word) -> Mention | None:
    """Whom a cue was told to: "told **Al-Nahar**", "said to **reporters**", "called on **both sides** to talk"."""
    if cue.lemma in TELLING and not is_passive(cue):
        for child in cue.children:
            if child.dep in ("dobj", "dative") and child.is_nominal and child.i > cue.i:
                return mention(child)
    if cue.lemma in SAYING_TO:
        for child in cue.children:
            if child.dep in ("prep", "dative") and child.lower == "to" and child.i > cue.i:
                for inner in child.children_of("pobj"):
                    return mention(inner)
    return None
