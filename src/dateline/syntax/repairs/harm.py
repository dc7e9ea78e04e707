"""Repairs of who suffered and who did it: headlines and passives that the parser reads in the wrong voice.

    Union leaders detained in Lima                            they were
    was seized on Monday by ten men who stopped his car       the men seized him
"""

from dateline.knowledge.event_rules import word_classes
from dateline.knowledge.eventhood import is_event_noun
from dateline.syntax.lexicon import HARM
from dateline.syntax.moves import detach, move, only_with
from dateline.syntax.repairs.common import HANDING, PEOPLE_OR_STATES, is_people, label_of
from dateline.syntax.tree import Sentence

GIVEN = (HANDING - {"return", "repatriate", "extradite"}) | frozenset({
    "offer", "grant", "award", "deny", "ask", "tell", "show", "pay", "send", "teach", "fine", "bring", "serve", "promise",
    "allow", "call", "name", "elect", "appoint", "consider", "deem", "dub", "declare", "say", "refuse", "charge", "owe",
    "spare", "assign",
})  # fmt: skip
DONE_TO = frozenset({"arrest", "detain", "injure", "wound", "displace", "abduct", "kidnap", "behead", "jail", "imprison"})
HELD = frozenset({"kill"}) | DONE_TO
OBJECTS = ("dobj", "ccomp", "xcomp", "oprd", "attr", "prt", "agent", "auxpass", "nsubjpass", "acomp", "dep", "appos")


@only_with(HARM)
def headline_passive(sentence: Sentence) -> None:
    """P5 "Ten killed in Kabul blast": a noun at the root with a bare participle of harm is a passive clause."""
    for root in sentence.roots:
        clause = next((w for w in root.children if w.dep == "acl" and w.tag == "VBN" and w.lemma in HARM), None)
        if clause and (root.is_nominal or root.pos == "ADJ") and not any(w.tag in ("VBD", "VBZ", "VBP") for w in sentence.words):
            clause.head.children.remove(clause)
            clause.head, clause.dep = clause, "ROOT"
            move(root, clause, "nsubjpass")


def subject_as_compound(sentence: Sentence) -> None:
    """"saw Ugandan **police** arrest four men", "Spanish **police** arrest a man": it is no "police arrest"."""
    for verb in sentence.words:
        finite = verb.tag in ("VBP", "VBD", "VBZ") and verb.dep == "ROOT"
        if not verb.child("dobj") or not (finite or (verb.tag in ("VBP", "VB") and verb.dep == "ccomp")):
            continue
        if verb.child("nsubj", "nsubjpass", "aux", "mark"):
            continue
        noun = next((child for child in verb.children_of("compound") if child.i == verb.i - 1), None)
        if noun is not None:
            move(noun, verb, "nsubj")
            for child in [each for each in verb.children_of("amod", "det", "compound", "poss") if each.i < noun.i]:
                move(child, noun, child.dep)


def agent_too_low(sentence: Sentence) -> None:
    """"Sanctions were imposed on the port **by Mogadishu**": of a passive without agent, and no book by anyone."""
    for auxiliary in sentence.words:
        verb = auxiliary.head
        if auxiliary.dep != "auxpass" or verb.child("agent"):
            continue
        for link in verb.children_of("prep"):
            thing = link.child("pobj")
            if thing is None or is_event_noun(thing.lemma):
                continue
            low = next((each for each in thing.children_of("prep") if each.lower == "by"), None)
            if low is not None and label_of(low.child("pobj") or low) in PEOPLE_OR_STATES:
                move(low, verb, "agent")


@only_with("be")
def subject_behind_passive(sentence: Sentence) -> None:
    """"In May **were detained** 17 persons", "Since Monday is closed the gate": what stands behind is who it befell.

    Not "were given bread", where somebody before it was, nor "asked to be told the truth".
    """
    for verb in sentence.words:
        be, thing = verb.child("auxpass"), verb.child("dobj")
        if be is None or thing is None or thing.i < verb.i or verb.tag != "VBN" or verb.lemma in GIVEN:
            continue
        if verb.child("nsubj", "nsubjpass", "csubj", "csubjpass", "expl") or verb.dep not in ("ROOT", "conj", "ccomp"):
            continue
        shared = verb.head.child("nsubj", "nsubjpass") if verb.dep == "conj" else None
        if shared is not None and shared.i < verb.head.i:
            continue
        if any(child.lower == "to" for child in verb.children_of("aux")) or be.lower == "being":
            continue
        thing.dep = "nsubjpass"


@only_with("die", "perish", "drown")
def subject_behind_death(sentence: Sentence) -> None:
    """"In the fire **have died** seven miners": nobody dies a miner; not "died a hero", "died a slow death"."""
    for verb in sentence.words:
        thing = verb.child("dobj", "attr")
        if verb.lemma not in ("die", "perish", "drown") or thing is None or thing.i < verb.i or thing.tag not in ("NNS", "NNPS"):
            continue
        if verb.child("nsubj", "nsubjpass", "expl") is None and thing.child("nummod") is not None and verb.dep == "ROOT":
            thing.dep = "nsubj"


@only_with("those")
def those_harmed(sentence: Sentence) -> None:
    """"was among **those shot** dead by troops": `those` are who was shot."""
    for verb in sentence.words:
        those = verb.child("det")
        if verb.tag != "VBN" or verb.dep != "pobj" or those is None or those.lower != "those":
            continue
        link = verb.head
        detach(verb)
        move(those, link, "pobj")
        move(verb, those, "acl")
        those.pos = "PRON"
        beside = next((each for each in link.head.children_of("acomp", "prep", "agent") if each.i == verb.i + 1), None)
        if beside is None:
            continue
        for agent in beside.children_of("agent", "prep"):
            if agent.lower == "by":
                move(agent, verb, "agent")
        move(beside, verb, "oprd" if beside.dep == "acomp" else "agent" if beside.lower == "by" else "prep")


@only_with(HELD)
def object_behind_day(sentence: Sentence) -> None:
    """"Police arrested on Friday **the mayor**": the mayor is no other name of the day."""
    for verb in sentence.words:
        if verb.lemma not in HELD or verb.tag not in ("VBD", "VBN") or verb.child("dobj", "auxpass", "agent"):
            continue
        for link in verb.children_of("prep"):
            day = link.child("pobj")
            thing = day.child("appos") if day is not None and day.label == "DATE" else None
            if thing is not None and thing.label not in ("DATE", "TIME") and verb.child("nsubj") is not None:
                move(thing, verb, "dobj")
                verb.tag = "VBD"
                break


@only_with(HELD)
def headline_victims(sentence: Sentence) -> None:
    """"Union leaders **detained** in Lima": nobody is named whom they detain; it is they who were.

    Not "Police arrested without warrants.", where the force acts, and no "Rebels killed in Goma." with a full stop.
    """
    for verb in sentence.roots:
        who = verb.child("nsubj")
        if verb.lemma not in HELD or verb.tag not in ("VBD", "VBN") or who is None or verb.child(*OBJECTS, "aux", "conj"):
            continue
        if any(link.lower in ("up", "to", "between") for link in verb.children_of("prep")):
            continue  # "displaced up to 4,000 people": a number stands there that the parser does not see as an object
        if who.tag not in ("NN", "NNS", "NNP", "NNPS") or any(each.tag in ("VBZ", "VBP", "MD") for each in sentence.words):
            continue
        stopped = sentence.words[-1].text == "."
        classes = word_classes()
        acting = any(form in classes[name] for name in ("armed", "forces") for form in (who.lemma, who.lower))
        if stopped and (acting or verb.lemma not in DONE_TO):
            continue
        if any(form in classes[name] for name in ("deed", "instrument", "nature", "accident") for form in (who.lemma, who.lower)):
            continue
        who.dep, verb.tag = "nsubjpass", "VBN"


@only_with("perished", "died", "drowned")
def death_is_told(sentence: Sentence) -> None:
    """"A man **perished**, his wife is in hospital": nobody is perished by anybody; it is what he did."""
    for verb in sentence.words:
        noun = verb.head
        if verb.lower not in ("perished", "died", "drowned") or verb.dep != "acl" or verb.tag != "VBN" or noun.i > verb.i:
            continue
        later = [child for child in noun.children if child.i > verb.i]
        if verb.child("nsubj", "nsubjpass", "agent") or noun.dep not in ("ROOT", "nsubj", "nsubjpass"):
            continue
        verb.tag, verb.pos = "VBD", "VERB"
        above = noun.head
        if noun.dep != "ROOT" and not any(other is not noun for other in above.children_of("nsubj", "nsubjpass")):
            continue
        detach(verb)
        if noun.dep != "ROOT":
            move(verb, above, "ccomp")
        move(noun, verb, "nsubj")
        for child in later:
            if child is not verb:
                move(child, verb, "conj" if child.dep in ("appos", "conj") else child.dep)


@only_with("by")
def agent_as_adjunct(sentence: Sentence) -> None:
    """"was seized on Monday **by ten men**": people behind `by` do what the passive tells, whatever stands between."""
    for link in sentence.words:
        verb = link.head
        if link.lower != "by" or link.dep != "prep" or not verb.is_verb or verb.child("agent"):
            continue
        passive = verb.child("auxpass") is not None or (verb.tag == "VBN" and verb.dep in ("acl", "conj"))
        doer = link.child("pobj")
        if passive and doer is not None and is_people(doer):
            link.dep = "agent"
