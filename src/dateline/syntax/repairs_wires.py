"""Repairs of what agency and radio wires write: long passives, titles in a row, reduced clauses after "presumed".

    was seized on Monday by ten men who stopped his car       the men seized him
    rancher and businessman Tomas Vidal                       one person
    Men presumed to belong to the Red Dawn stormed the town   the men stormed it
    Police said three youths knocked and fired                the youths fired
"""

from dateline.knowledge.event_rules import word_classes
from dateline.syntax.moves import detach, move, only_with
from dateline.syntax.repairs_nouns import label_of
from dateline.syntax.tree import Sentence, Word

SUPPOSED = frozenset({"presume", "believe", "suspect", "allege", "think", "assume", "claim", "know"})
ITSELF = frozenset({"itself", "themselves"})
SUBJECTS = ("nsubj", "nsubjpass")
DOING = ("person", "armed", "collective", "forces")


@only_with("by")
def agent_as_adjunct(sentence: Sentence) -> None:
    """"was seized on Monday **by ten men**": people behind `by` do what the passive tells, whatever stands between."""
    for link in sentence.words:
        verb = link.head
        if link.lower != "by" or link.dep != "prep" or not verb.is_verb or verb.child("agent"):
            continue
        passive = verb.child("auxpass") is not None or (verb.tag == "VBN" and verb.dep in ("acl", "conj"))
        doer = link.child("pobj")
        if passive and doer is not None and _is_people(doer):
            link.dep = "agent"


def _is_people(word: Word) -> bool:
    return any(word.lemma in word_classes()[name] for name in DOING) and label_of(word) not in ("DATE", "TIME", "QUANTITY")


@only_with("and")
def one_bearer(sentence: Sentence) -> None:
    """"**rancher and businessman Tomas Vidal**": bare titles of one name; "a guard and businessman Tomas Vidal" are two."""
    for name in sentence.words:
        first = name.head
        if name.dep != "conj" or name.tag != "NNP" or first.tag != "NN" or label_of(name) != "PERSON" or first.dep == "conj":
            continue
        title = next((child for child in name.children if child.dep in ("compound", "nmod") and child.tag == "NN"), None)
        bare = not any(child.dep in ("det", "poss", "nummod", "amod") for child in first.children if child.i < first.i)
        if title is None or title.i < first.i or not bare or len(first.children_of("conj")) > 1 or not _is_people(first):
            continue
        _take_over(first, name, "nmod")


def _take_over(old: Word, new: Word, dep: str) -> None:
    """Puts one word in the place of its head, and hangs that below it."""
    above, place = old.head, old.dep
    detach(new)
    if above is not old:
        move(new, above, place)
    else:
        new.dep = place
    for child in [each for each in old.children if each.dep in ("cc", "punct") and each.i > old.i]:
        move(child, new, child.dep)
    move(old, new, dep)


@only_with(SUPPOSED)
def supposed_to_be(sentence: Sentence) -> None:
    """"Men **presumed to belong** to the group Red Dawn stormed the town": the finite verb is theirs."""
    for cue in sentence.words:
        if cue.lemma not in SUPPOSED or cue.tag not in ("VBD", "VBN") or cue.child("aux", "auxpass", "dobj", "mark"):
            continue
        who, clause = cue.child(*SUBJECTS), cue.child("xcomp")
        if who is None or clause is None or clause.i < cue.i or clause.lemma not in ("be", "belong", "have"):
            continue
        verb = next((each for each in cue.children_of("conj", "ccomp") if each.tag == "VBD" and each.i > clause.i), None)
        if verb is not None and not any(each.dep == "cc" and each.i < verb.i for each in cue.children):
            _give_way(cue, who, verb)


def _give_way(cue: Word, who: Word, verb: Word) -> None:
    """The finite verb takes the place of the participle, which hangs below the subject then."""
    taken, above, place = verb.child(*SUBJECTS), cue.head, cue.dep
    detach(verb)
    if above is not cue:
        move(verb, above, place)
    for child in [each for each in cue.children if each.i > verb.i or each.dep in ("cc", "conj")]:
        move(child, verb, child.dep)
    move(who, verb, "nsubj")
    detach(cue)
    move(cue, who, "acl")
    cue.tag = "VBN"
    if taken is not None and taken is not who:  # "to the group **Red Dawn** stormed": the name is the group's
        nouns = [word for word in cue.subtree() if word.is_nominal and word.i < taken.i]
        move(taken, nouns[-1] if nouns else verb, "appos" if nouns else "dep")


@only_with("say", "report", "state")
def said_of_people(sentence: Sentence) -> None:
    """"Police **said three youths** armed with pistols knocked and **fired**": nobody says people; what they did is said."""
    for cue in sentence.words:
        if cue.lemma not in ("say", "report", "state") or cue.tag != "VBD" or not cue.is_verb or cue.child("ccomp"):
            continue
        people = cue.child("dobj")
        if people is None or people.i < cue.i or not _is_people(people) or cue.child("auxpass"):
            continue
        done = [each for each in cue.children_of("conj") if each.tag == "VBD" and each.i > people.i]
        if done and not any(each.child(*SUBJECTS) for each in done):
            move(done[0], cue, "ccomp")
            move(people, done[0], "nsubj")


@only_with("call", "style", "term")
def name_of_itself(sentence: Sentence) -> None:
    """"A group **calling itself the Red Dawn** burned a bus": the name is no second subject of the verb."""
    for clause in sentence.words:
        thing = clause.child("dobj")
        if clause.lemma not in ("call", "style", "term") or clause.dep != "acl" or thing is None or thing.lower not in ITSELF:
            continue
        verb = clause.head.head
        name = next((word for word in verb.children_of("nsubj") if word.i > thing.i and word.tag in ("NNP", "NNPS")), None)
        if name is not None and clause.head in verb.children_of("nsubj") and clause.child("oprd") is None:
            move(name, clause, "oprd")


@only_with(",")
def list_behind_object(sentence: Sentence) -> None:
    """"set **fire** to nine houses, a **warehouse**, and a **clinic**": a second object behind a phrase goes on with its list."""
    for verb in sentence.words:
        things = verb.children_of("dobj") if verb.is_verb else []
        if len(things) != 2 or things[1].child("nsubj") is not None:
            continue
        first, second = things
        links = [link for link in verb.children_of("prep") if first.i < link.i < second.i]
        inner = links[-1].child("pobj") if links else None
        if inner is None or not any(mark.text == "," and inner.i < mark.i < second.i for mark in verb.children):
            continue
        for more in [each for each in verb.children_of("conj") if each.i > second.i and each.tag in ("NN", "NNS", "NNP")]:
            move(more, second, "conj")
        move(second, inner, "conj")


WIRE_REPAIRS = (list_behind_object, name_of_itself, agent_as_adjunct, one_bearer, supposed_to_be, said_of_people)
