"""Event nouns: whether one tells of an event, and the verb that lends it subject, time and certainty.

    The army carried out a raid on the camp.       raid: carried, its subject acts
    The camp came under attack from rebels.        attack: came, its subject suffers
    Fighting broke out near the dam.               fighting: broke, it happens
    attack helicopter                              no event: a bare modifier

The verbs stand in `knowledge/words/light_verbs.toml`.
"""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

from dateline.knowledge.event_rules import word_classes
from dateline.syntax.deep import (
    antecedent,
    direct_object,
    is_passive,
    preposition_objects,
    subject,
    surface_subject,
    verb_chain,
)
from dateline.syntax.tree import Word

Kind = Literal["agent", "patient", "occurs"]
GUILTY = frozenset({"responsible", "guilty", "culpable", "liable"})  # "is responsible for the killings"
BLAME = frozenset({"responsibility", "credit", "blame"})  # "claimed responsibility for the attack"
AUTHORS = frozenset({"author", "mastermind", "perpetrator", "instigator", "culprit", "organizer", "organiser"})
OWNING_UP = frozenset({"claim", "take", "admit", "accept", "assume", "acknowledge", "deny", "disclaim"})
DEEDS = frozenset({"attempt", "plot", "conspiracy", "bid"})
INVOLVED = frozenset({"involve", "involved", "implicate", "implicated"})
BELIEVING = frozenset({
    "believe", "think", "say", "report", "suspect", "allege", "presume", "assume", "know", "understand", "rumour",
})  # fmt: skip
SEEING = frozenset({"see", "witness", "face", "lose"})
PART = {"take": ("part",), "play": ("part", "role"), "have": ("part", "role", "hand")}  # "took **part** in the raid"
DURING = frozenset({"during", "after", "before", "following", "on", "at", "in", "of"})
LINKS = frozenset({"dobj", "nsubjpass", "attr", "oprd"})


class Host(NamedTuple):
    """The verb that carries an event noun, and whether its subject acts, suffers, or is the event."""

    verb: Word
    kind: Kind


class LightVerbs(NamedTuple):
    """Lemma to the fixed words after it; an empty word means that the verb alone is enough."""

    agent: dict[str, tuple[str, ...]]
    patient: dict[str, tuple[str, ...]]
    occurs: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def light_verbs() -> LightVerbs:
    """The support verbs of the package, loaded once."""
    table = tomllib.loads(files("dateline.knowledge").joinpath("words/light_verbs.toml").read_text(encoding="utf-8"))
    event = table["event_subject"]
    return LightVerbs(
        _by_lemma(table["agent_subject"]["verbs"]),
        _by_lemma(table["patient_subject"]["verbs"]),
        _by_lemma([*event["occurrence"], *event["ending"], *event["effect"]]),
    )


def _by_lemma(entries: list[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        verb, _, rest = entry.partition(" P:")
        found[verb] = (*found.get(verb, ()), rest.split()[0] if rest else "")
    return found


def top_noun(noun: Word) -> Word:
    """The noun that stands for this one in its clause: "a **series** of raids", "raids" joined to "arrests"."""
    classes = word_classes()["transparent"]
    for _ in range(5):
        head = noun.head
        if noun.dep == "conj" and head.is_nominal:
            noun = head
        elif noun.dep == "pobj" and head.lower == "of" and (head.head.lemma in classes or head.head.lower in classes):
            noun = head.head
        else:
            return noun
    return noun


def host_of(noun: Word) -> Host | None:
    """The light or occurrence verb of an event noun, if it has one."""
    top = top_noun(noun)
    for clause in top.children:
        if clause.dep in ("relcl", "acl") and clause.is_verb:
            claims = (verb for verb in verb_chain(clause) if verb.lemma == "claim" and verb.child("agent") is not None)
            claimed = next(claims, None)
            if claimed is not None:
                return Host(claimed, "agent")  # "a raid that killed nine and was **claimed** by rebels"
            thing = clause.child("dobj")
            if thing is not None and thing.lemma in BLAME and clause.lemma in OWNING_UP and clause.dep == "relcl":
                return Host(clause, "agent")  # "the attack, for which the group **claimed** responsibility"
            found = _as_object(clause)
            if found is not None and (clause.tag == "VBN" or clause.dep == "relcl") and subject(clause) is not top:
                return found
            happens = clause.dep == "relcl" and clause.lemma in light_verbs().occurs and subject(clause) is top
            if happens and verb_of(top) is None:
                return Host(clause, "occurs")  # "two days after an attack that **killed** nine"
    verb = top.head
    if top.lower == "responsible" and top.dep == "acomp" and _is_held(verb):
        return Host(verb, "agent")
    answered = verb.lemma == "claim" and verb.child("neg") is None
    if answered and (top.dep == "dobj" or (top.dep == "nsubjpass" and verb.child("agent") is not None)):
        return Host(verb, "agent")  # "The group **claimed** the attack", "was claimed by the group": it answers for it
    if top.dep == "nsubjpass" and verb.lemma in BELIEVING:  # "is believed to have been **committed** by a gang"
        done = next((each for each in verb.children_of("xcomp") if each.child("agent") is not None), None)
        found = _as_object(done) if done is not None else None
        if found is not None:
            return found
    if top.dep in LINKS and verb.is_verb:
        return _as_object(verb)
    if top.dep == "pobj" and verb.head.lemma in GUILTY and verb.head.dep in ("acomp", "attr") and verb.head.head.is_verb:
        return Host(verb.head.head, "agent")
    involved = top.dep == "pobj" and verb.lower == "in" and verb.head.lemma in INVOLVED
    if involved and noun.lemma in DEEDS | word_classes()["deed"] and _is_held(_clause_of(verb.head)):
        return Host(verb.head, "agent")  # "were **involved** in the shooting"
    author = verb.head if top.dep == "pobj" and verb.lower == "of" and verb.head.lemma in AUTHORS else None
    if author is not None and author.dep == "attr" and _is_held(author.head):
        return Host(author.head, "agent")  # "was the intellectual **author** of the attack"
    if top.dep == "pobj" and verb.lower == "behind" and verb.head.lemma == "be" and _is_held(verb.head):
        return Host(verb.head, "agent")  # "**was behind** the attack"
    owned = verb.head.lemma in BLAME and verb.head.dep in ("dobj", "nsubjpass")
    if top.dep == "pobj" and owned and verb.head.head.lemma in OWNING_UP:
        return Host(verb.head.head, "agent")
    if top.dep == "pobj" and verb.lower == "to" and verb.head.lemma in ("confess", "own"):
        return Host(verb.head, "agent")  # "**confessed** to the murder"
    if top.dep == "pobj" and verb.lower == "for" and verb.head.lemma in OWNING_UP and _owns_up(verb.head):
        return Host(verb.head, "agent")  # the parser hangs it on the verb: "**claimed** credit for both actions"
    if top.dep == "pobj" and verb.dep in ("prep", "agent", "prt") and verb.head.is_verb:
        return _under_preposition(verb.head, verb.lower)
    if top.dep == "pobj" and verb.dep == "prep" and verb.head.dep in ("dobj", "prep") and verb.head.head.is_verb:
        return _under_preposition(verb.head.head, verb.head.lower)
    if top.dep == "nsubj" and verb.is_verb and verb.lemma in light_verbs().occurs:
        return Host(verb, "occurs")
    return None


def _owns_up(verb: Word) -> bool:
    return any(thing.lemma in BLAME for thing in verb.children_of("dobj", "nsubjpass"))


def _is_held(verb: Word) -> bool:
    """Not "denied that they **were** behind the raid", nor "were **not** behind it"."""
    if not verb.is_verb or verb.child("neg") is not None:
        return False
    return not (verb.dep in ("ccomp", "pcomp") and any(word.lemma in ("deny", "reject", "dismiss") for word in verb.ancestors()))


def _clause_of(word: Word) -> Word:
    """The verb of a predicate adjective: "**were** involved"."""
    return word.head if word.dep in ("acomp", "oprd") and word.head.is_verb else word


def verb_of(top: Word) -> Word | None:
    """The verb right above a noun that may carry it: its subject or object, not a preposition's."""
    return top.head if top.dep in (*LINKS, "nsubj") and top.head.is_verb else None


def _as_object(verb: Word) -> Host | None:
    lists = light_verbs()
    if verb.lemma in SEEING and not _is_scene(verb):
        return None
    for kind, table in (("agent", lists.agent), ("patient", lists.patient)):
        for fixed in table.get(verb.lemma, ()):
            if not fixed or any(child.lower == fixed for child in verb.children if child.dep in ("prt", "prep", "advmod")):
                return Host(verb, "agent" if kind == "agent" else "patient")
    return None


def _is_scene(verb: Word) -> bool:
    """"**The city** saw three attacks", and not "**Analysts** see an attack"."""
    who = surface_subject(verb)
    if who is None or who.pos == "PRON":
        return False
    place = who.label in ("GPE", "LOC", "FAC", "DATE")
    return place or (who.entity is None and who.lemma in word_classes()["organ"])


def _under_preposition(verb: Word, preposition: str) -> Host | None:
    """"engaged **in** talks", "came **under** attack", "took **part** in a raid", "responded **with** strikes"."""
    lists = light_verbs()
    if preposition == "in" and takes_part(verb):
        return Host(verb, "agent")
    if preposition in lists.agent.get(verb.lemma, ()):
        return Host(verb, "agent")
    if preposition in lists.patient.get(verb.lemma, ()):
        return Host(verb, "patient")
    return None


def takes_part(verb: Word) -> bool:
    """"**took part** in the raid", "**played a role** in it"."""
    return any(thing.lemma in PART.get(verb.lemma, ()) for thing in verb.children_of("dobj"))


def acts(host: Host) -> Word | None:
    """Who acts: the subject of a light verb, also of its passive ("was carried out by X")."""
    if host.verb.lemma in INVOLVED:
        clause = _clause_of(host.verb)
        return clause.head if clause.dep in ("acl", "relcl") and clause is host.verb else surface_subject(clause)
    return subject(host.verb) if host.kind == "agent" else None


def suffers(host: Host) -> Word | None:
    """Who suffers: "**The camp** came under attack"."""
    if host.kind != "patient":
        return None
    found = surface_subject(host.verb) if not is_passive(host.verb) else None
    return antecedent(found) if found is not None else None


def is_modifier(noun: Word) -> bool:
    """A bare modifier is no event: "attack helicopter", "peace talks venue"."""
    return noun.dep in ("compound", "amod", "nmod", "npadvmod", "quantmod")


def told_along(noun: Word) -> list[Word]:
    """"**The envoy** said during a visit to Oman ...", "**Ruiz** greets **Kaya** before their meeting": who was there, too.

    The noun has to say with whom, where to, or whose it is together: after "the meeting" anybody may speak.
    """
    link, owner = noun.head, noun.child("poss")
    if noun.dep != "pobj" or link.lower not in DURING:
        return []
    if (owner is not None and owner.lower == "their") or any(child.lower == "joint" for child in noun.children):
        return _pair_above(noun)
    hung = link.lower == "of" and link.head.lower in ("ahead", "front")
    verb = link.head.head if hung or link.head.dep == "punct" else link.head
    met = [child for child in noun.children_of("prep") if child.lower in ("with", "to") and child.child("pobj") is not None]
    own = owner is not None and owner.lower in ("his", "her")  # "During **his** visit to Chad, the **pope** said ..."
    if (owner is not None and not own) or not met:
        return []
    beside = verb if verb.dep in ("nsubj", "nsubjpass") else None  # "**President Reis**, in a meeting with ..., agreed"
    who = subject(verb) if verb.is_verb and not is_passive(verb) else beside
    return [who] if who is not None and who.tag in ("NN", "NNP", "PRP") and _may_meet(who) and who not in noun.subtree() else []


def _may_meet(who: Word) -> bool:
    classes = word_classes()
    return who.label in ("PERSON", "GPE") or who.lemma in classes["person"] or who.lemma in classes["organ"]


def _pair_above(noun: Word) -> list[Word]:
    """The two of the clause above: "**Ruiz** shook hands with **Kaya** after their meeting"."""
    for verb in noun.ancestors():
        if not verb.is_verb or verb.child("nsubj", "nsubjpass") is None:
            continue
        thing, first = direct_object(verb), surface_subject(verb)
        near = [subject(verb), thing, *preposition_objects(verb, "with")]
        near += [each for one in (thing, first) if one is not None for each in one.children_of("conj")]
        pair = list(dict.fromkeys(word for word in near if word is not None and word.is_nominal and _may_meet(word)))
        return pair if len(pair) > 1 else []
    return []
