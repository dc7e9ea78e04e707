"""Words that look like an event of conflict and are none, each with its reason.

    The flood killed forty.                        nature: people are harmed, nobody attacked
    The striker attacked in the second half.       sports
    the fear of attacks                            unspecific: who and whom are left open, and nothing is said to have happened
"""

from dateline.extract.background import background
from dateline.extract.events.found import Found
from dateline.extract.events.heads import can_be_verb
from dateline.extract.events.nominal import top_noun
from dateline.knowledge.event_rules import Rules, word_classes
from dateline.records import Refusal, Status
from dateline.syntax import deep
from dateline.syntax.tree import Sentence, Word

CAUSES = ("nature", "accident", "animal")
HARMLESS = frozenset({"label", "metaphor", "dismissal", "sports", "markets", "culture", "generic", "anniversary"})
NO_ASSAULT = frozenset({"exercise", "nature", "accident", "animals"})
ANYONE = frozenset({"you", "one", "anyone", "anybody", "everyone", "everybody", "yourself"})
OPEN = frozenset({"hypothetical", "planned", "requested", "denied"})
ONE_SIDED = frozenset({"PROTEST", "MOBILIZE"})  # who does it is enough: "Turkey will send troops", "unions plan a march"
STAGED = frozenset({"speak", "tell", "say", "address", "fire", "promise", "vow", "campaign", "appear", "introduce", "urge"})
EVERYBODY = frozenset({"country", "nation", "society", "people", "world", "humanity", "family", "continent", "we"})
LOOK_AGAIN = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE"})  # types whose words have another sense or another world


def _reason(found: Found) -> str | None:
    """Another sense, another world, or no one event; old news and court reports stay, with their past time."""
    told = (*found.actor, *(found.recipient if found.rule.type != "THREATEN" else ()))  # "will strike anyone who crosses"
    if any(word.lower in ANYONE and not word.child("prep", "nummod") and not _was_one(word) for word in told):
        return "generic"  # "you kill **one**", never "**one** of its vehicles was hit"
    if found.rule.type not in LOOK_AGAIN:
        return None
    if found.rule.mode == "clash" and found.anchor.tag == "VBG" and found.anchor.dep in ("acl", "pcomp"):
        return "generic"  # "units **fighting** the rebels", "focused on **fighting** them": who they are, no one fight
    if _is_general(found) or _is_stage(found):
        return "generic"
    reason = background(found.anchor)
    if reason in HARMLESS or (reason in NO_ASSAULT and found.rule.type == "ASSAULT"):
        return reason
    return None


def _was_one(word: Word) -> bool:
    """"Three were shot and **one was captured**", "fired at **anyone who fled**": those just told of, nobody in general."""
    if any(clause.tag == "VBD" for clause in word.children_of("relcl")):
        return True
    return word.lower == "one" and word.dep == "nsubjpass" and word.head.tag == "VBN" and word.head.child("aux") is None


def _is_general(found: Found) -> bool:
    """"The country has suffered **kidnappings** and murders": bare plurals that befell everybody are no one deed."""
    noun = found.anchor
    if top_noun(noun).child("det") is not None:  # "has seen **a spate of** attacks": these were told
        return False
    if found.rule.type != "ASSAULT" or noun.tag != "NNS" or found.actor or found.host is None or found.host.kind != "patient":
        return False
    if noun.child("det", "nummod", "poss", "acl", "relcl") is not None or any(child.dep == "prep" for child in noun.children):
        return False
    if any(child.dep == "npadvmod" for child in found.host.verb.children):
        return False
    return bool(found.recipient) and all(word.lemma in EVERYBODY and word.entity is None for word in found.recipient)


def _is_stage(found: Found) -> bool:
    """"The candidate spoke at **a rally**", "told **a rally**": whom a politician speaks to, unless it is against something."""
    noun = found.anchor
    if found.rule.type != "PROTEST" or noun.lemma != "rally" or noun.is_verb or found.recipient:
        return False
    verb = noun.head.head if noun.dep == "pobj" else noun.head
    who = deep.subject(verb) if verb.is_verb and verb.lemma in STAGED else None
    return who is not None and who.tag in ("NN", "NNP")


def is_unspecific(found: Found, status: Status) -> bool:
    """What did not happen and does not say who and whom: "fears of attacks", "ready to fight", "could be bombed"."""
    named = any(word.tag in ("NNP", "NNPS") for word in found.recipient) and found.anchor.is_verb
    if (found.rule.type in ONE_SIDED and (found.actor or status == "requested")) or (
        status == "denied" and (found.recipient or (found.actor and _is_whole(found)))
    ):
        return False  # "called for **mass protests**": by whom they may be is clear
    return status in OPEN and not (found.actor and found.recipient) and not named and not is_definite(found.anchor)


def _is_whole(found: Found) -> bool:
    """"denied that its **troops opened fire**": nothing is left out; not "leaders **detained** nobody"."""
    thing = found.anchor.child("dobj")
    return found.anchor.is_verb and (thing is None or thing in found.words)


def is_definite(noun: Word) -> bool:
    """"failed to stop **the** attack", "**Tuesday's** attack": what is spoken of so did happen or is one known thing."""
    if noun.is_verb:
        return False
    return noun.child("poss") is not None or any(child.lower in ("the", "this", "that") for child in noun.children_of("det"))


def is_stoppage(found: Found, sentences: list[Sentence]) -> bool:
    """"The **strike** has cost Chile millions", where another sentence tells of a dockers' strike, and none of a missile."""
    if found.rule.type != "ASSAULT" or found.anchor.is_verb or found.anchor.lemma != "strike":
        return False
    if found.recipient or found.instrument:
        return False
    if found.anchor.child("compound", "amod", "nummod") is not None:
        return False
    classes = word_classes()
    told = [each.forms for each in sentences if not each.forms.isdisjoint(STRIKES)]
    return any(not forms.isdisjoint(classes["labour"]) for forms in told) and all(
        each.forms.isdisjoint(classes["raiding"]) for each in sentences
    )


STRIKES = frozenset({"strike", "strikes", "strikers"})


def refusal_of(word: Word, found: Found | None, rules: Rules) -> Refusal | None:
    """Why a word that could tell of an assault is not coded; None if it is coded or has no claim to be."""
    if found is not None:
        reason = _reason(found)
        return None if reason is None else Refusal("extract", reason, found.rule.id, word.start, word.end)
    if word.lemma not in rules.assaults or not can_be_verb(word):
        return None
    who = deep.subject(word)
    if who is None:
        return None
    for cause in CAUSES:
        if who.lemma in word_classes()[cause]:
            return Refusal("extract", cause, f"{who.text} {word.text}", word.start, word.end)
    return None
