"""Predicates of state: an act ("closed the border"), a state ("remains shut"), a noun ("the closure of the crossing")."""

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.extract.reading import Reading
from dateline.knowledge.borders import borders
from dateline.records import CrossingStatus
from dateline.syntax.deep import direct_object, preposition_objects, subject, surface_subject
from dateline.syntax.tree import Word

EVERYBODY = frozenset({"people", "traffic", "vehicle", "goods", "trade", "everyone", "all"})
USING = frozenset({"use", "cross", "pass", "enter"})
STOPS = frozenset({"stop", "halt", "suspend", "ban", "bar", "cease"})
RUNNING = frozenset({"work", "function"})
STANDSTILLS = frozenset({"halt", "standstill"})
HELD = frozenset({"oprd", "xcomp", "ccomp", "conj", "advcl", "dep", "acl"})


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
    if word.lemma in USING and word.is_verb and word.child("dobj") is not None:
        yield from _only_some(word)
    if word.lemma in STANDSTILLS and word.dep == "pobj" and word.head.lower == "to":
        yield from _standstill(word)
    listed = _listed(word) if word.lower in table.adjectives else None
    if listed is not None:
        yield State(table.adjectives[word.lower], word, word, listed, f"crossing.{table.adjectives[word.lower]}.listed")
        return
    holder = _holder(word) if word.lower in table.adjectives else None
    if holder is not None:
        yield from _held(word, holder)
        return
    stands = word.lower in table.adjectives and word.dep in ("acomp", "oprd", "attr", "amod")
    if stands or (word.lower in table.adjectives and word.pos == "ADJ"):
        yield from _of_adjective(word)
    elif word.lemma in table.verbs and (word.is_verb or word.tag.startswith("VB")):
        yield from _of_verb(word)
    elif word.lemma in table.nouns and word.pos in ("NOUN", "PROPN"):
        yield from _of_noun(word)


def _standstill(noun: Word) -> Iterator[State]:
    """"Traffic through the strait came to **a halt**", "brought flights at the airport to **a standstill**"."""
    verb = noun.head.head
    if verb.lemma in ("come", "grind"):
        thing, closer = surface_subject(verb), None
    elif verb.lemma == "bring":
        thing, closer = direct_object(verb), subject(verb)
    else:
        return
    if thing is not None:
        yield State("closed", verb, verb, thing, "crossing.closed.standstill", closer, verb.child("neg") is not None)


def _only_some(verb: Word) -> Iterator[State]:
    """"**Only ambulances** may use the checkpoint": restricted, and a rule is no guess."""
    who, thing = verb.child("nsubj"), verb.child("dobj")
    near = [*who.subtree(), *verb.children_of("advmod")] if who is not None else []
    only = any(word.lower == "only" for word in near if word.i < verb.i)
    may = any(child.lower in ("may", "can") for child in verb.children_of("aux"))
    if only and may and thing is not None:
        yield State("restricted", verb, verb, thing, "crossing.restricted.only")


def _listed(word: Word) -> Word | None:
    """"**Chaman**: closed. **Torkham**: open, but for lorries": a line of a list."""
    words = word.sentence.words
    at = word.i - words[0].i
    return words[at - 2] if at > 1 and words[at - 1].text in (":", "-", "–") and words[at - 2].is_nominal and at < 6 else None


def _holder(word: Word) -> Word | None:
    """"**kept** its border closed", "**ordered** the posts shut": the verb above a state that it holds its object in."""
    verb = word.head.head if word.dep == "acl" and word.head.dep == "dobj" else word.head
    if word.dep not in HELD or verb.lemma not in borders().holders or verb.i > word.i:
        return None
    if word.child("aux", "auxpass", "dobj", "mark", "cc") or (word.dep == "conj" and verb.child("cc")):
        return None
    return verb if _held_thing(word, verb) is not None else None


def _held_thing(word: Word, verb: Word) -> Word | None:
    own = word.child("nsubj", "nsubjpass")
    if own is not None:
        return own
    if word.dep == "acl":
        return word.head if verb.lemma in ("keep", "leave", "hold", "order") else None
    if word.dep != "conj":
        return direct_object(verb)
    thing = verb.child("dobj")
    return thing if thing is not None and max(each.i for each in thing.subtree()) == word.i - 1 else None


def _held(word: Word, verb: Word) -> Iterator[State]:
    """What is kept shut is shut; what is ordered shut is as likely as any order."""
    status = borders().adjectives[word.lower]
    thing = _held_thing(word, verb)
    judged = verb  # who has it ordered shut has it shut
    if thing is not None:
        closer = subject(verb)
        yield State(_partly(word, status), word, judged, thing, f"crossing.{status}.held", closer, verb.child("neg") is not None)


def _of_verb(verb: Word) -> Iterator[State]:
    """"closed the border", "the border was sealed off", "the crossing reopened"; the object is first, then the subject."""
    particle = verb.child("prt")
    statuses = borders().verbs[verb.lemma]
    told = particle.lower if particle is not None and particle.lower != "again" else ""
    status: CrossingStatus | None = statuses.get(told, statuses.get("") if told not in ("in", "out", "on") else None)
    if status is None or (verb.dep == "amod" and verb.tag == "VBG") or (verb.lemma in RUNNING and _works_on(verb)):
        return
    loose = _loose_subject(verb) if not verb.child("nsubj", "nsubjpass", "dobj") else None
    thing = loose or direct_object(verb) or (particle.child("pobj") if particle is not None else None)  # "sealed off the road"
    closer = subject(verb)
    act = "active"
    if thing is not None and thing.lemma in borders().services and not _leads_on(verb, thing):  # "the airport resumed operations"
        thing = None
    if thing is None and verb.dep == "relcl" and verb.child("nsubj") and not verb.child("auxpass"):
        thing, act = verb.head, "active"  # "the road, **which separatists have blocked** since Sunday"
    if thing is None:
        thing, closer, act = surface_subject(verb), None, "itself"
    if thing is None and verb.dep == "amod":
        thing = verb.head
    if status == "closed" and thing is not None and verb.lemma in STOPS and _is_portion(thing):
        status = "restricted"  # "stopped cargo at the post"
    if thing is not None and not (thing.lemma in borders().nouns and thing.child("prep")):
        yield State(_partly(verb, status), verb, verb, thing, f"crossing.{status}.{act}", closer, verb.child("neg") is not None)


def _works_on(verb: Word) -> bool:
    """"The checkpoint **works with the police on** smuggling", "is working to expand": a task, no state of the checkpoint."""
    tasks = any(link.lower in ("with", "on", "to", "towards") for link in verb.children_of("prep"))
    tasks = tasks or (verb.dep == "xcomp" and verb.head.lemma in STOPS)  # "has stopped functioning" tells it by "stopped"
    return tasks or verb.child("dobj", "xcomp") is not None or verb.child("advcl") is not None


def _leads_on(verb: Word, thing: Word) -> bool:
    """"suspended operations **at the post**"; not "resumed operations in June"."""
    table = borders()
    links = [*thing.children_of("prep"), *(child for child in verb.children_of("prep") if child.i == thing.i + 1)]
    inner = [word for link in links if link.lower in table.movement_links for word in link.children_of("pobj")]
    return any(word.lemma in table.objects or word.lemma in table.compound_heads for word in inner)


def _loose_subject(verb: Word) -> Word | None:
    """"Haiti's **airport** in Jacmel was reopened", where the parser does not know what the airport is.

    "The **airport**, closed since May, will be reopened": it gave the airport to the clause between the commas.
    """
    auxiliary = verb.child("auxpass")
    if auxiliary is not None and auxiliary.child("nsubj", "nsubjpass") is not None:  # "the road **remains** cut"
        return auxiliary.child("nsubj", "nsubjpass")
    loose = verb.child("dep")
    if loose is not None and loose.is_nominal and loose.i < verb.i:
        return loose
    between = verb.child("advcl")
    if between is None or between.i > verb.i or between.tag not in ("VBD", "VBN") or between.child("aux", "mark"):
        return None
    return between.child("nsubj", "nsubjpass")


def _partly(word: Word, status: CrossingStatus) -> CrossingStatus:
    """"partially reopened", "open only for pedestrians", "closed to lorries" are restricted; "only one is open" is not."""
    table = borders()
    if any(each.lower in ("partially", "partly") for each in word.children_of("advmod")):
        return "restricted"
    after = _after(word)
    if status == "open":
        return "restricted" if any(each.lower in table.partly for each in after) else status
    links = [each for each in after if each.lower in ("to", "for") and each.head.dep != "prep"]
    kept_out = [inner for link in links for inner in link.children_of("pobj")]
    if status == "closed" and any(_is_portion(inner) for inner in kept_out):
        return "restricted"
    return status


def is_for_some(word: Word) -> bool:
    """"reopened **to citizens** of the Union", "is open for pedestrians"; not "to traffic", "to everyone"."""
    table = borders()
    links = [each for each in _after(word) if each.lower in ("to", "for") and each.head.dep != "prep" and each.dep != "aux"]
    who = [inner for link in links for inner in link.children_of("pobj")]
    some = [each for each in who if each.tag in ("NNS", "NNPS") and each.lemma not in EVERYBODY]
    return any(each.lemma in table.movers or each.tag == "NNPS" for each in some)


def _is_portion(noun: Word) -> bool:
    """"**night** traffic", "lorries"; never "all vehicles"."""
    table = borders()
    before = {child.lemma for child in noun.children} | {child.lower for child in noun.children}
    if before & {"all", "any", "every", "both"}:
        return False
    return noun.lemma in table.portions or bool(before & table.portion_words)


def _after(word: Word) -> list[Word]:
    """The words behind a predicate up to the end of its clause."""
    found: list[Word] = []
    for each in word.sentence.words[word.i - word.sentence.words[0].i + 1 :]:
        if each.text in (";", ":", ",", ".") or each.lower in ("but", "while", "and"):
            break
        found.append(each)
    return found


def _of_adjective(word: Word) -> Iterator[State]:
    """"remains shut", "is not open", "the closed crossing at Chaman"."""
    status = borders().adjectives[word.lower]
    if word.dep in ("acomp", "oprd", "attr") and word.head.lemma in borders().copulas:
        verb = word.head
        own = verb.children_of("nsubj", "nsubjpass")
        thing = own[-1] if len(own) > 1 else direct_object(verb) or surface_subject(verb) or _loose_subject(verb)
        thing = thing or _noun_before(verb)
        if thing is not None:
            negated = verb.child("neg") is not None or any(child.dep == "neg" for child in word.children)
            yield State(_partly(word, status), word, verb, thing, f"crossing.{status}.state", negated=negated)
    elif word.child("nsubj", "nsubjpass") is not None:  # "was not closed", where the parser takes it for an adjective
        thing = word.child("nsubj", "nsubjpass")
        negated = word.child("neg") is not None
        if thing is not None:
            yield State(_partly(word, status), word, word, thing, f"crossing.{status}.state", negated=negated)
    elif word.dep == "amod" and word.head.lower in ("stay", "stays", "remain", "remains"):  # taken for a noun
        thing = _noun_before(word.head)
        if thing is not None:
            yield State(_partly(word, status), word, word, thing, f"crossing.{status}.state")
    elif word.dep == "amod" and status == "closed" and word.head.is_nominal:
        yield State(status, word, word, word.head, "crossing.closed.adjective")


def _noun_before(verb: Word) -> Word | None:
    """"Despite shelling **the crossing** remains open", where the parser gave the crossing to the shelling."""
    words = verb.sentence.words
    before = words[verb.i - words[0].i - 1] if verb.i > words[0].i else None
    return before if before is not None and before.is_nominal else None


def _of_noun(noun: Word) -> Iterator[State]:
    """"the closure of the crossing", "lifted the blockade of the port", "restrictions on the border"."""
    table = borders()
    status = table.nouns[noun.lemma]
    things = [each for name in ("of", "on", "at", "to", "along") for each in preposition_objects(noun, name)]
    things += noun.children_of("compound", "poss")
    verb = noun.head if noun.dep in ("dobj", "nsubjpass") else None
    judged, closer, rule = noun, _agent(noun), f"crossing.{status}.noun"
    if verb is not None and verb.lemma in table.undo:
        status, judged, closer = ("open" if status != "open" else "closed"), verb, subject(verb)
        rule = "crossing.open.lifted"
    elif verb is not None and verb.lemma in table.do:
        judged, closer = verb, subject(verb)
    owner = noun.child("poss")
    for thing in things:
        yield State(status, noun, judged, thing, rule, closer or owner)


def _agent(noun: Word) -> Word | None:
    """"the closure of the border **by Turkey**"."""
    agents = [inner for link in noun.subtree() if link.lower == "by" for inner in link.children_of("pobj")]
    return agents[0] if agents else None
