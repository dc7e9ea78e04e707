"""The rule language in words: what a step of a path leads to, what a condition asks for, why a frame was declined."""

from dateline.extract.events.trace import Attempt, Failed
from dateline.knowledge.event_rules import Rule, Rules

Classes = dict[str, frozenset[str]]
STEPS = {
    "subj": "its subject", "obj": "its object", "iobj": "its indirect object", "attr": "what it is said to be",
    "poss": "whose it is", "mod": "the nationality or name before it", "by": "its by-phrase",
    "comp": "the clause that it governs", "verb": "the verb that carries it", "target": "whoever it is directed at",
    "below": "the first name underneath (a last resort)", "until": "who has to act before",
    "show": "who carries signs or chants at it", "named": "only if it is a name", "party": "only if it names someone",
    "holder": "who holds those it names", "along": "who does something during it or after it",
    "actor": "who acts in the event there", "recipient": "who suffers in the event there",
}  # fmt: skip
GUARDS = {
    "requires": "these slots must be filled",
    "object_is": "its object must be one of", "object_not": "its object must be none of",
    "subject_is": "its subject must be one of", "subject_not": "its subject must be none of",
    "comp_is": "the governed verb must be one of", "comp_not": "the governed verb must be none of",
    "governs": "the governed clause or object must tell of one of these events",
    "governs_not": "the governed clause or object must tell of none of these events",
    "comp_must": "on the governed verb must hang one of", "recipient_not": "never a recipient",
    "preposition": "on the anchor must hang one of these prepositions", "near": "in the sentence must stand one of",
    "not_near": "in the sentence must stand none of", "child_must": "on the anchor must hang one of",
    "child_not": "on the anchor must hang none of",
}  # fmt: skip
NEEDED = {"complement": "a governed clause", "passive": "the passive", "predicate": "a predicate"}
OUTCOMES = {
    "won": "this one", "also": "beside it", "outranked": "would fit, but another comes first",
    "taken": "the verb above it has taken the noun into its own event", "echo": "the noun only says again what its verb tells",
    "nobody": "a noun without anyone, any place or a verb that carries it", "declined": "declined",
}  # fmt: skip
ASKED = {
    "object_is": "its object is", "object_not": "its object is", "subject_is": "its subject is", "subject_not": "its subject is",
    "comp_is": "it is", "comp_not": "it is", "comp_must": "on it hang", "child_must": "on it hang", "child_not": "on it hang",
    "preposition": "it has", "governs": "it tells of", "governs_not": "it tells of",
}  # fmt: skip


def path_words(path: str) -> str:
    """ "obj>prep:on" -> its object › what follows "on"."""
    parts = [f"what follows “{step[5:]}”" if step.startswith("prep:") else STEPS[step] for step in path.split(">")]
    return " › ".join(parts)


def attempt_words(attempt: Attempt, classes: Classes) -> str:
    """Why a frame was not taken: 'its object must be one of base, camp ... (16): it is "target"'."""
    if attempt.outcome == "class":
        return "a verb is wanted" if attempt.frame.is_verb else "a noun is wanted that is no bare modifier"
    if attempt.outcome in ("words", "guard", "requires"):
        return "; ".join(failed_words(each, attempt.frame.rule, classes) for each in attempt.failed)
    return OUTCOMES[attempt.outcome]


def failed_words(failed: Failed, rule: Rule, classes: Classes) -> str:
    """One condition that does not hold, and what was there."""
    guard = failed.guard
    if guard == "words":
        return f"not all of “{' '.join(failed.met)}” hang together here"
    if guard == "requires":
        return f"no {' and no '.join(failed.seen)} was found"
    if guard in ("complement", "passive", "predicate"):
        thing = NEEDED[guard]
        return f"{thing} is {'wanted' if getattr(rule, guard) else 'not wanted'}"
    if failed.met:
        return f"{GUARDS[guard]} … {some(failed.met)}"
    nothing = "none stands there" if guard == "near" else "there is none"
    seen = f"{ASKED[guard]} {some(failed.seen)}" if failed.seen else nothing
    return f"{GUARDS[guard]} {some(short(getattr(rule, guard), classes))}: {seen}"


def short(words: frozenset[str], classes: Classes) -> tuple[str, ...]:
    """The entries of a list as they were written, classes first; the members of a class are left out."""
    named = sorted(word for word in words if word.startswith("@"))
    members = {member for name in named for member in classes.get(name[1:], ())}
    return (*named, *sorted(words - members - set(named)))


def some(words: tuple[str, ...], most: int = 4) -> str:
    """The first few of many words, and how many there are."""
    told = ", ".join(words[:most])
    return f"{told} … ({len(words)} in all)" if len(words) > most else told


def rule_rows(rule: Rule, rules: Rules) -> list[tuple[str, str]]:
    """A whole rule in rows of two: what is asked, and the answer in words."""
    rows = [("Rule", rule.id), ("File", rules.files.get(rule.id, ""))]
    rows += [("Verbs" if rule.verbs else "Nouns", ", ".join(rule.verbs or rule.nouns))]
    rows += [("Gives", ", ".join(_gives(rule)))]
    for slot in ("actor", "recipient", "instrument"):
        for number, path in enumerate(getattr(rule, slot)):
            rows.append((slot.capitalize() if number == 0 else "or else", f"{path_words(path)}   {path}"))
    rows += [("Holds if", told) for told in _conditions(rule, rules.classes)]
    rows += [("Also", told) for name, told in FLAGS.items() if getattr(rule, name)]
    rows += [("Fires in", rule.example), ("Not in", rule.counter)]
    return rows + ([("Note", rule.note)] if rule.note else [])


FLAGS = {
    "reciprocal": "it is written in both directions", "among": "each of several actors towards the others",
    "also": "it stands beside the event that another rule finds there", "stated": "the act is done by being said",
    "again": "somebody answers for a deed told before",
}  # fmt: skip


def _gives(rule: Rule) -> list[str]:
    told = [rule.type + (f" {rule.mode}" if rule.mode else "")]
    told += [f"CAMEO {rule.cameo}"] if rule.cameo else []
    told += [f"ACLED {rule.acled}"] if rule.acled else []
    told += [f"priority {rule.priority}"] if rule.priority else []
    told += ["named by its object"] if rule.named_by == "object" else []
    return [*told, f"confidence {rule.confidence:g}"]


def _conditions(rule: Rule, classes: Classes) -> list[str]:
    found = [f"{GUARDS['requires']}: {', '.join(rule.requires)}"] if rule.requires else []
    for guard, told in GUARDS.items():
        words = getattr(rule, guard)
        if words and guard != "requires":
            found.append(f"{told} {', '.join(short(words, classes))}")
    for flag, thing in FLAGS.items():
        wanted = getattr(rule, flag)
        if wanted is not None:
            found.append(f"{thing} is {'there' if wanted else 'not there'}")
    return found
