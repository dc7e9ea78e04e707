"""Who did what to whom, as data: the rules of `knowledge/events/*.toml`, one file a PLOVER type, checked at load.

    [[rule]]
    id = "shell"                              # becomes "assault.shell"
    verbs = ["shell", "open fire on"]         # anchors: a lemma, then fixed words that hang on it
    recipient = ["obj", "prep:on"]            # paths, tried in order; the first that leads somewhere fills the slot
    mode = "heavy-weapons"
    cameo = "194"
    example = "Rebels shelled the port."      # must fire this rule
    counter = "The boys shelled peas."        # must not

`docs/rules.md` explains the language. A rule that does not load is refused with its file, its id and what is allowed.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import msgspec

from dateline.errors import KnowledgeError
from dateline.knowledge.ontology import EVENT_TYPES, ontology
from dateline.records import EventType

STEPS = (
    "subj", "obj", "iobj", "attr", "poss", "mod", "by", "comp", "verb", "target", "below", "named", "party", "until", "show",
    "holder", "along", "actor", "recipient", "prep:WORD",
)  # fmt: skip
SLOTS = ("actor", "recipient", "instrument")
VERB_ACTOR = ("subj",)
NOUN_ACTOR = ("subj", "by", "poss", "mod", "prep:from")
FOLDER = "knowledge/events"


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One meaning with all words that carry it.

    Guards: `requires` names slots that must be filled; `object_is`, `object_not`, `subject_is`, `subject_not`, `comp_is`,
    `comp_not` list lemmas (or `@class` of classes.toml) of object, subject and governed verb,
    `recipient_not` those that never fill the slot; `preposition` lists
    prepositions of which one must hang on the anchor; `near` and `not_near` words of which one must, none may, stand in
    the sentence; `child_must` and `child_not` the same for words that hang on the anchor, `comp_must` on the governed verb;
    `governs` and `governs_not` ask for, or forbid, a governed clause or object that tells of an event of these types;
    `complement` asks for a governed clause or forbids it, `predicate` for what someone is called, `object` for an object,
    `passive` restricts the voice.
    `reciprocal` writes the event both ways, `among` each of several actors towards the others. `also` adds the event to the
    one that another rule finds at the same word; `again` takes words that tell of a deed only where somebody answers for one
    told before: "blamed **the crime** on rebels"; `stated` says that the act is done by being said: "will not release" is a
    refusal that occurred. `named_by = "object"` puts the trigger on the object: "gave Oman an **ultimatum**".
    Of two rules that fit one anchor the longer, then that of higher `priority`, then the more particular one wins.
    """

    id: str
    example: str
    counter: str
    type: EventType = "ASSAULT"
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    instrument: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    object_is: frozenset[str] = frozenset()
    object_not: frozenset[str] = frozenset()
    subject_is: frozenset[str] = frozenset()
    subject_not: frozenset[str] = frozenset()
    comp_is: frozenset[str] = frozenset()
    comp_not: frozenset[str] = frozenset()
    comp_must: frozenset[str] = frozenset()
    governs: frozenset[str] = frozenset()
    governs_not: frozenset[str] = frozenset()
    recipient_not: frozenset[str] = frozenset()
    preposition: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    not_near: frozenset[str] = frozenset()
    child_must: frozenset[str] = frozenset()
    child_not: frozenset[str] = frozenset()
    complement: bool | None = None
    object: bool | None = None
    passive: bool | None = None
    predicate: bool | None = None
    reciprocal: bool = False
    among: bool = False
    also: bool = False
    again: bool = False
    stated: bool = False
    named_by: Literal["verb", "object"] = "verb"
    mode: str | None = None
    cameo: str | None = None
    acled: str | None = None
    priority: int = 0
    confidence: float = 0.8
    note: str = ""

    @property
    def guards(self) -> int:
        """How particular the rule is: of two that fit, the more particular wins."""
        narrow = (self.object_is, self.subject_is, self.comp_is, self.comp_must, self.governs, self.child_must, self.preposition)
        wide = (self.object_not, self.subject_not, self.child_not, self.not_near, self.comp_not, self.governs_not)
        flags = (self.complement is not None, self.object is not None, self.passive is not None, self.predicate is not None)
        return 4 * sum(map(bool, (*narrow, self.near))) + 2 * sum(flags) + 2 * len(self.requires) + sum(map(bool, wide))


class Frame(msgspec.Struct, frozen=True):
    """An anchor of a rule: `words` in order, `key` the one that is looked up (first of a verb, last of a noun).

    `others` are the words beside the key that the sentence must hold; the parse may lose the `of` of a noun.
    """

    key: str
    words: tuple[str, ...]
    is_verb: bool
    rule: Rule
    others: frozenset[str] = frozenset()


class Rules(msgspec.Struct, frozen=True):
    """All rules, and their frames by anchor word, the longest and most particular first.

    `files` says where each rule stands, by its id; `digest` identifies the user's own rules ("" without any); `assaults` are
    the anchor words that may tell of an ASSAULT.
    """

    rules: tuple[Rule, ...]
    frames: dict[str, tuple[Frame, ...]]
    classes: dict[str, frozenset[str]]
    files: dict[str, str] = {}
    digest: str = ""
    assaults: frozenset[str] = frozenset()

    def named(self, rule_id: str) -> Rule:
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KnowledgeError(f"no rule {rule_id!r}", FOLDER, "Rule ids are written type.name, in lower case.")


@lru_cache(maxsize=4)
def event_rules(own_folder: str = "") -> Rules:
    """The rules of the package, then those of a user's folder, loaded and checked once."""
    folder = files("dateline.knowledge").joinpath("events")
    texts = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir() if path.name.endswith(".toml")}
    return load_rules(texts, _own_texts(Path(own_folder)) if own_folder else {})


def _own_texts(folder: Path) -> dict[str, str]:
    """The TOML files of a user's folder by their path."""
    try:
        found = {str(path): path.read_text(encoding="utf-8") for path in sorted(folder.iterdir()) if path.suffix == ".toml"}
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"cannot be read: {getattr(error, 'strerror', None) or error}", str(folder), OWN_REMEDY) from None
    if not found:
        raise KnowledgeError("holds no .toml file", str(folder), OWN_REMEDY)
    return found


OWN_REMEDY = "rules_dir names a folder with rules as docs/rules.md explains them."


@lru_cache(maxsize=1)
def word_classes() -> dict[str, frozenset[str]]:
    """The word classes of `classes.toml`, for fillers: instruments, people, disasters."""
    return event_rules().classes


def load_rules(texts: dict[str, str], own: dict[str, str] | None = None) -> Rules:
    """Rules of TOML texts by file name; `classes.toml` holds the word classes. Raises `KnowledgeError`.

    `own` are a user's texts by path: they come after, and a rule with the id of one of ours takes its place.
    """
    classes = _classes(f"{FOLDER}/classes.toml", texts.get("classes.toml", ""))
    found, origin = _loaded({f"{FOLDER}/{name}": texts[name] for name in sorted(texts)}, classes)
    if own:
        added = [_classes(path, own[path]) for path in own if Path(path).name == "classes.toml"]
        own_found, own_origin = _loaded(own, classes | {name: words for table in added for name, words in table.items()})
        found, origin = found | own_found, origin | own_origin
    digest = hashlib.sha256(repr(sorted(own.values())).encode()).hexdigest()[:16] if own else ""
    rules = list(found.values())
    frames = _index(rules)
    assaults = frozenset(key for key, each in frames.items() if any(frame.rule.type == "ASSAULT" for frame in each))
    return Rules(tuple(rules), frames, classes, origin, digest, assaults)


def _loaded(texts: dict[str, str], classes: dict[str, frozenset[str]]) -> tuple[dict[str, Rule], dict[str, str]]:
    """Rules by id, and the file of each."""
    rules: dict[str, Rule] = {}
    origin: dict[str, str] = {}
    for path, text in texts.items():
        for rule in _rules_of(path, text, classes) if Path(path).name != "classes.toml" else ():
            if rule.id in rules:
                raise KnowledgeError(f"rule {rule.id!r} stands twice", path, "Give each rule an id of its own.")
            rules[rule.id], origin[rule.id] = rule, path
    return rules, origin


def _classes(where: str, text: str) -> dict[str, frozenset[str]]:
    table = _toml(text, where)
    wrong = sorted(name for name, lines in table.items() if not isinstance(lines, list))
    if wrong:
        raise KnowledgeError(f"class {wrong[0]!r} is no list", where, 'Write it as name = ["word word", "two words, three"].')
    return {name: frozenset(w for line in lines for w in _entries(line)) for name, lines in table.items()}


def _entries(line: str) -> list[str]:
    """"bomb, car bomb" -> two entries; a line without commas holds single words."""
    return [part.strip() for part in line.split(",")] if "," in line else line.split()


def _toml(text: str, where: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"not TOML: {error}", where, "Mend the line that the message names.") from error


def _rules_of(where: str, text: str, classes: dict[str, frozenset[str]]) -> list[Rule]:
    table = _toml(text, where)
    event_type = table.get("type")
    if event_type not in EVENT_TYPES:
        raise KnowledgeError(f"unknown type {event_type!r}", where, "Allowed: " + ", ".join(EVENT_TYPES))
    unknown = sorted(set(table) - {"type", "rule"})
    if unknown:
        raise KnowledgeError(f"unknown key {unknown[0]!r}", where, "Allowed at the top: type, [[rule]]")
    return [_rule(where, event_type, entry, classes) for entry in table.get("rule", ())]


def _rule(where: str, event_type: str, entry: dict[str, Any], classes: dict[str, frozenset[str]]) -> Rule:
    place = f"{where}: rule {entry.get('id')!r}"
    try:
        rule = msgspec.convert({**entry, "type": event_type, "id": f"{event_type.lower()}.{entry.get('id', '')}"}, Rule)
    except msgspec.ValidationError as error:
        raise KnowledgeError(str(error), place, "Allowed keys: " + ", ".join(Rule.__struct_fields__)) from error
    _check(rule, place)
    changes: dict[str, Any] = {key: _expand(getattr(rule, key), place, classes) for key in WORD_LISTS}
    if not rule.actor:
        changes["actor"] = VERB_ACTOR if rule.verbs else NOUN_ACTOR
    return msgspec.structs.replace(rule, **changes)


WORD_LISTS = (
    "object_is", "object_not", "subject_is", "subject_not", "comp_is", "comp_not", "comp_must", "recipient_not",
    "preposition", "near", "not_near",
    "child_must", "child_not",
)  # fmt: skip


def _check(rule: Rule, place: str) -> None:
    if bool(rule.verbs) == bool(rule.nouns):
        raise KnowledgeError("a rule has either verbs or nouns", place, "Split it in two.")
    for slot in SLOTS:
        for path in getattr(rule, slot):
            _check_path(path, place)
    for slot in rule.requires:
        if slot not in SLOTS:
            raise KnowledgeError(f"unknown slot {slot!r}", place, "Allowed: " + ", ".join(SLOTS))
    for kind in rule.governs | rule.governs_not:
        if kind not in EVENT_TYPES:
            raise KnowledgeError(f"unknown type {kind!r}", place, "Allowed: " + ", ".join(EVENT_TYPES))
    entry = ontology().types[rule.type]
    if rule.mode is not None and rule.mode not in entry.modes:
        raise KnowledgeError(f"mode {rule.mode!r} is none of {rule.type}", place, "Allowed: " + ", ".join(entry.modes))
    if rule.cameo is not None and (not rule.cameo.isdigit() or rule.cameo[:2] not in entry.cameo):
        raise KnowledgeError(f"cameo {rule.cameo!r} is none of {rule.type}", place, "Begins with: " + ", ".join(entry.cameo))
    if rule.acled is not None and rule.acled not in ontology().acled.values():
        allowed = ", ".join(sorted(set(ontology().acled.values())))
        raise KnowledgeError(f"unknown ACLED type {rule.acled!r}", place, "Allowed: " + allowed)


def _check_path(path: str, place: str) -> None:
    for step in path.split(">"):
        if step not in STEPS and not re.fullmatch(r"prep:[a-z]+", step):
            allowed = ", ".join(STEPS) + ", joined by >"
            raise KnowledgeError(f"unknown step {step!r} in path {path!r}", place, "Allowed: " + allowed)


def _expand(words: Iterable[str], place: str, classes: dict[str, frozenset[str]]) -> frozenset[str]:
    """Words with each `@class` beside its members: the class name itself stays, for names that belong to it."""
    found: set[str] = set()
    for word in words:
        found.add(word)
        if word.startswith("@"):
            if word[1:] not in classes:
                allowed = ", ".join(f"@{name}" for name in sorted(classes))
                raise KnowledgeError(f"unknown class {word!r}", place, "Allowed: " + allowed)
            found |= classes[word[1:]]
    return frozenset(found)


def _rank(frame: Frame) -> tuple[int, int, int]:
    return -len(frame.words), -frame.rule.priority, -frame.rule.guards


def _index(rules: list[Rule]) -> dict[str, tuple[Frame, ...]]:
    found: dict[str, list[Frame]] = {}
    for rule in rules:
        for anchor in (*rule.verbs, *rule.nouns):
            words = tuple(anchor.split())
            leads = bool(rule.verbs) or "on" in words
            key = words[0] if leads else words[-1]
            others = frozenset(words[1:] if leads else words[:-1]) - (frozenset() if rule.verbs else {"of"})
            found.setdefault(key, []).append(Frame(key, words, bool(rule.verbs), rule, others))
    ranked = {key: sorted(frames, key=_rank) for key, frames in found.items()}
    return {key: tuple(frames) for key, frames in ranked.items()}
