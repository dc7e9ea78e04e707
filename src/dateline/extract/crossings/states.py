"""Predicates of state: an act ("closed the border"), a state ("remains shut"), a noun ("the closure of the crossing")."""

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.extract.reading import Reading
from dateline.knowledge.borders import borders
from dateline.records import CrossingStatus
from dateline.syntax.deep import direct_object, preposition_objects, subject, surface_subject
from dateline.syntax.tree import Word

SERVICES = frozenset({"operation", "service", "work", "activity"})


@dataclass(frozen=True)
class State:
    """A status told by `predicate` about `thing`; `judged` is the word whose factuality counts, `closer` who did it."""

    status: CrossingStatus
    predicate: Word
    judged: Word
    thing: Word
    rule: str
    closer: Word | None = None
    negated: bool = False


def states(reading: Reading, word: Word) -> Iterator[State]:
    """The states that one word tells; the thing is only checked later."""
    table = borders()
    stands = word.lower in table.adjectives and word.dep in ("acomp", "oprd", "attr", "amod")
    if stands or (word.lower in table.adjectives and word.pos == "ADJ"):
        yield from _of_adjective(word)
    elif word.lemma in table.verbs and (word.is_verb or word.tag.startswith("VB")):
        yield from _of_verb(word)
    elif word.lemma in table.nouns and word.pos in ("NOUN", "PROPN"):
        yield from _of_noun(word)


def _of_verb(verb: Word) -> Iterator[State]:
    """"closed the border", "the border was sealed off", "the crossing reopened"; the object is first, then the subject."""
    particle = verb.child("prt")
    statuses = borders().verbs[verb.lemma]
    status = statuses.get(particle.lower if particle is not None else "", statuses.get(""))
    if status is None or (verb.dep == "amod" and verb.tag == "VBG"):
        return
    thing = direct_object(verb) or (particle.child("pobj") if particle is not None else None)  # "sealed off the highway"
    closer = subject(verb)
    act = "active"
    if thing is not None and thing.lemma in SERVICES and not thing.child("prep"):  # "the airport resumed operations"
        thing = None
    if thing is None:
        thing, closer, act = surface_subject(verb), None, "itself"
    if thing is None and verb.dep == "amod":
        thing = verb.head
    if thing is not None and not (thing.lemma in borders().nouns and thing.child("prep")):
        yield State(_partly(verb, status), verb, verb, thing, f"crossing.{status}.{act}", closer, verb.child("neg") is not None)


def _partly(word: Word, status: CrossingStatus) -> CrossingStatus:
    """"partially reopened", "open only for pedestrians" are restricted."""
    near = [*word.children, *word.head.children_of("advmod", "prep")]
    inner = [deeper for child in near for deeper in child.children if child.dep == "prep"]
    return "restricted" if any(each.lower in borders().partly for each in (*near, *inner)) else status


def _of_adjective(word: Word) -> Iterator[State]:
    """"remains shut", "is not open", "the closed crossing at Chaman"."""
    status = borders().adjectives[word.lower]
    if word.dep in ("acomp", "oprd", "attr") and word.head.lemma in borders().copulas:
        verb = word.head
        thing = direct_object(verb) or surface_subject(verb)
        if thing is not None:
            negated = verb.child("neg") is not None or any(child.dep == "neg" for child in word.children)
            yield State(_partly(word, status), word, verb, thing, f"crossing.{status}.state", negated=negated)
    elif word.child("nsubj", "nsubjpass") is not None:  # "was not closed", where the parser takes it for an adjective
        thing = word.child("nsubj", "nsubjpass")
        negated = word.child("neg") is not None
        if thing is not None:
            yield State(_partly(word, status), word, word, thing, f"crossing.{status}.state", negated=negated)
    elif word.dep == "amod" and status == "closed" and word.head.is_nominal:
        yield State(status, word, word, word.head, "crossing.closed.adjective")


def _of_noun(noun: Word) -> Iterator[State]:
    """"the closure of the crossing", "lifted the blockade of the port", "restrictions on the border"."""
    table = borders()
    status = table.nouns[noun.lemma]
    things = [each for name in ("of", "on", "at", "to", "along") for each in preposition_objects(noun, name)]
    things += noun.children_of("compound", "poss")
    verb = noun.head if noun.dep in ("dobj", "nsubjpass") else None
    judged, closer, rule = noun, None, f"crossing.{status}.noun"
    if verb is not None and verb.lemma in table.undo:
        status, judged, closer = ("open" if status != "open" else "closed"), verb, subject(verb)
        rule = "crossing.open.lifted"
    elif verb is not None and verb.lemma in table.do:
        judged, closer = verb, subject(verb)
    owner = noun.child("poss")
    for thing in things:
        yield State(status, noun, judged, thing, rule, closer or owner)
