"""Words and questions that several repairs share."""

from dateline.knowledge.event_rules import word_classes
from dateline.syntax import lexicon
from dateline.syntax.tree import Word

TIMES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY"})
PEOPLE_OR_STATES = frozenset({"PERSON", "GPE", "NORP", "ORG"})
HANDING = frozenset({"return", "hand", "give", "restore", "repatriate", "turn", "donate", "supply", "transfer", "extradite"})
SAYING = frozenset({"say", "report", "announce", "add", "warn", "claim", "write", "confirm", "state", "estimate"})
TENSED = lexicon.FINITE | {"MD"}
PAST = frozenset({"VBD", "VBZ"})
LONGEST = 12  # words of a speaker's phrase, and of what may stand behind the cue
BEFALLS = frozenset({"kill", "injure", "wound", "hurt", "displace", "arrest", "detain"})
DOING = ("person", "armed", "collective", "forces")


def label_of(word: Word) -> str:
    return word.entity.label if word.entity is not None else ""


def is_time(thing: Word | None) -> bool:
    return thing is None or (thing.entity is not None and thing.entity.label in TIMES)


def is_people(word: Word) -> bool:
    return any(word.lemma in word_classes()[name] for name in DOING) and label_of(word) not in ("DATE", "TIME", "QUANTITY")
