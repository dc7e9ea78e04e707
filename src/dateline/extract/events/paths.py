"""The steps of a rule's path, from the anchor to the words that fill a slot.

    subj obj iobj attr     deep roles of a verb; of a noun, those of the verb that carries it
    prep:on                objects of a preposition on the word ("a strike **on Natanz**")
    poss mod by            whose it is, its nationality or compound name, its by-phrase
    until                  who has to act before ("... until **the government** pays")
    holder                 who holds those of a noun: "the release of two cooks **held by a gang**"
    along                  who does something during it, after it: "During a visit to Oman **the envoy** said ..."
    show                   who carries signs or chants at it ("**Women** held placards during a rally")
    comp                   the governed clause ("urged Israel to **halt** ...")
    actor recipient        who acts or suffers in the event that the word itself tells of
    target                 recipient, else object, else the first name below
    below named party      the first name below the word; only those words that are names, that name someone
"""

from collections.abc import Callable

from dateline.extract.background import MARCHES
from dateline.extract.events.befallen import leaning, whole_of
from dateline.extract.events.nearby import owner_behind
from dateline.extract.events.nominal import acts, host_of, suffers, told_along, top_noun
from dateline.knowledge.actor_book import actor_book, folded
from dateline.knowledge.event_rules import word_classes
from dateline.syntax import deep
from dateline.syntax.tree import Word

NAMES = frozenset({"GPE", "ORG", "NORP", "PERSON", "LOC", "FAC"})
GROUPS = frozenset({"GPE", "ORG", "NORP", "PERSON"})
STRIKING = frozenset({
    "hit", "strike", "target", "rock", "shake", "destroy", "damage", "level", "flatten", "shatter", "wreck", "gut", "rip", "tear",
})  # fmt: skip
FALLING = frozenset({"fall", "land", "rain", "pour", "descend", "hit", "come"})  # "rocket fire **fell on** the town"
FRONTS = frozenset({"front", "vicinity", "proximity", "middle", "back", "rear"})  # "in **front** of the bank": the bank
DOORS = frozenset({
    "entrance", "door", "doorway", "doorstep", "gate", "gateway", "porch", "underside", "facade", "side", "wall", "fence",
})  # fmt: skip
ADVERBIAL = frozenset({"in", "on", "at", "under", "for", "with", "of", "to"})
Nested = Callable[[Word, str], list[Word]]


def walk(anchor: Word, path: str, nested: Nested) -> list[Word]:
    """The words at the end of a path; `nested(word, slot)` gives the slot of the event at a word."""
    found = [anchor]
    for step in path.split(">"):
        found = [word for each in found for word in _step(each, step, nested)]
        if not found:
            return []
    return [word for word in dict.fromkeys(found) if word is not anchor and word.tag != "PRP$"]


def _step(word: Word, step: str, nested: Nested) -> list[Word]:
    if step.startswith("prep:"):
        return objects_of(word, step[5:])
    if step in ("actor", "recipient"):
        return nested(word, step)
    if step == "target":
        return _target(word, nested)
    found = STEP[step](word)
    return found if isinstance(found, list) else [found] if found is not None else []


def objects_of(word: Word, name: str) -> list[Word]:
    """Objects of a preposition on a word, else on the verb that carries it: "an attack was launched **on** the base"."""
    if name == "on" and word.dep in ("dobj", "nsubjpass") and word.head.lemma in ("blame", "pin"):
        return _parties(word, name) if word.dep == "nsubjpass" else []  # "blamed the attack **on rebels**": who did it
    found = _parties(word, name)
    if found or word.is_verb:
        return found
    found = _misplaced(word, name)
    top = top_noun(word)
    if not found and top is not word and word.dep == "pobj" and name in ("by", "on", "against"):
        found = _parties(top, name)  # "a wave of arrests **by policemen**"
    if found:
        return found
    host = host_of(word)
    if host is None or (host.kind == "occurs" and (host.verb.lemma not in FALLING or name not in ("on", "in", "near"))):
        return []
    return _parties(host.verb, name)


MISPLACED = frozenset({"on", "against", "by", "from", "with", "into", "at"})


def _misplaced(noun: Word, name: str) -> list[Word]:
    """Where the parser hangs it one too low or too high: "the arrest of editors **by police**", "condemned raids **on Goma**"."""
    if name not in MISPLACED:
        return []
    for child in noun.children:
        if child.dep == "prep" and (child.lower in ("of", "by") or (name == "by" and child.lower in ("on", "against"))):
            found = [each for inner in child.children_of("pobj") for each in _parties(inner, name)]
            if found:
                return found
    after = [child for child in noun.head.children if child.dep == "prep" and child.i == noun.i + 1 and child.lower == name]
    return _parties(noun.head, name) if after and noun.head.is_verb else []


def _parties(word: Word, name: str) -> list[Word]:
    """Objects of a preposition without set phrases: "in **return**", "on the **condition** that", "in a **bid** to"."""
    found = deep.preposition_objects(word, name)
    if word.is_verb and name == "at":  # "**At the campus**, youths threw a bomb **at a bus**": the scene stands before
        found = [each for each in found if each.i > word.i] or found
    found = [inner for each in found for inner in (each.lemma in FRONTS and deep.preposition_objects(each, "of")) or (each,)]
    found = [inner for each in found for inner in (_beyond(each) if each.lemma in DOORS else [each])]
    if name in ADVERBIAL:
        idle = word_classes()["adverbial"]
        found = [each for each in found if (each.lemma not in idle and each.lower not in idle) or _is_put_on(each)]
    return found


def _is_put_on(noun: Word) -> bool:
    """No set phrase: "bowed to **pressure from the dockers**", "broke ranks with **the front**"."""
    if noun.lemma == "front":
        return noun.head.lower == "with" and noun.child("det") is not None
    if noun.lemma == "end":  # "called for **an end to** the siege"
        return noun.head.lower == "for" and bool(deep.preposition_objects(noun, "to"))
    if noun.tag == "NNS" and deep.preposition_objects(noun, "against"):
        return True  # "warned of **reprisals against Benin**"
    return noun.lemma == "pressure" and bool(deep.preposition_objects(noun, "from"))


def _beyond(door: Word) -> list[Word]:
    """"at the entrance **to the institute**", "beside the door **of the bank**": what the door belongs to."""
    return [inner for name in ("to", "of") for inner in deep.preposition_objects(door, name)] or [door]


def _subject(word: Word) -> Word | None:
    if word.is_verb:
        return deep.subject(word)
    own = word.child("nsubj")  # a small clause: "found **him** guilty"
    if own is not None:
        return deep.antecedent(own)
    host = host_of(word)
    return None if host is None else acts(host)


def _object(word: Word) -> Word | list[Word] | None:
    if word.is_verb:
        thing = deep.direct_object(word)
        return thing if thing is None else _taken(thing) or thing
    own = word.child("dobj")  # "let free **forty prisoners**", where the parser takes `free` for an adjective
    if own is not None:
        return deep.antecedent(own)
    by = top_noun(word).head
    if by.dep == "agent" and by.head.lemma in STRIKING:  # "**The hall** was shattered by an explosion"
        return deep.direct_object(by.head)
    host = host_of(word)
    if host is not None and host.kind == "occurs" and host.verb.lemma in STRIKING:
        return struck_by(host.verb)
    clause = next((each for each in top_noun(word).children_of("relcl") if each.lemma in STRIKING), None)
    if clause is not None and clause.child("nsubj") is not None and clause.child("auxpass") is None:
        return struck_by(clause)
    return None if host is None else suffers(host)


def _taken(thing: Word) -> Word | None:
    """"took 43 **guests** hostage", "took a **priest** hostage": the parser makes one noun of the two."""
    if thing.lemma not in ("hostage", "captive", "prisoner") or thing.tag != "NN":
        return None
    people = word_classes()["person"]
    before = thing.children_of("compound")
    return next((w for w in before if w.tag in ("NNS", "NNPS") or (w.tag == "NN" and w.lemma in people)), None)


def holds_captive(thing: Word) -> bool:
    """Whether a noun of captivity has swallowed those who were taken: "took **a nurse hostage**"."""
    return _taken(thing) is not None


def struck_by(verb: Word) -> list[Word]:
    """"The blast destroyed **two cars** and damaged **the embassy**": all that it did harm to."""
    joined = [each for each in deep.verb_chain(verb) if each.lemma in STRIKING and each.child("nsubj", "nsubjpass") is None]
    things = [thing for each in dict.fromkeys((verb, *joined)) if (thing := each.child("dobj")) is not None]
    return [whole for thing in things for whole in whole_of(thing)]


def _possessor(word: Word) -> Word | None:
    owner = word.child("poss")
    if owner is None or (word.text in MARCHES and owner.label != "DATE"):  # "the **Women's** March" has others in it, too
        return None
    return owner_behind(owner) if owner.tag == "PRP$" else deep.antecedent(owner)


def _by(word: Word) -> list[Word]:
    return objects_of(word, "by")


def _complement(word: Word) -> list[Word]:
    """The governed clause: "agreed to **leave**", "said that X **left**", "accused of **shelling**", "threat to **close**"."""
    found = [child for child in word.children if child.dep in ("xcomp", "ccomp")]
    found += [inner for child in word.children if child.dep == "prep" for inner in child.children_of("pcomp")]
    if not found:
        found = [child for child in word.children if child.dep == "acl" and child.child("aux")]
    if not found and word.is_verb:
        thing = word.child("dobj", "attr", "acomp")
        if thing is not None:
            found = [c for c in thing.children if c.dep in ("acl", "xcomp", "ccomp", "relcl") and c.tag == "VB" and _has_to(c)]
    if not found and word.is_verb:
        found = [child for child in word.children if child.dep == "advcl" and child.tag == "VB" and _has_to(child)]
    return found


def _has_to(verb: Word) -> bool:
    return any(child.tag == "TO" for child in verb.children)


def modifiers(word: Word) -> list[Word]:
    """Nationality or name before a noun: "**Israeli** strikes", "a **Taliban** attack", "a **U.S.** decision"."""
    found = [child for child in word.children if child.dep in ("amod", "compound", "nmod") and not leaning(child)]
    led = [inner for child in found if child.lower == "led" for inner in child.children]  # "Saudi-led strikes"
    return [child for child in (*found, *led) if is_group_name(child) or (child.tag == "NNP" and _is_in_book(child))]


def makers(noun: Word) -> list[Word]:
    """Who is behind a deed, by what stands before it: a nationality or name, else a kind of force, "**rebel** shelling"."""
    before = [child for child in noun.children_of("amod", "compound", "nmod") if child.lemma in word_classes()["collective"]]
    before = [child for child in before if not leaning(child) and child.lower != "terrorist"]  # "a **terrorist** attack"
    return [word for word in modifiers(noun) if not names_deed(word, noun)] or before


def names_deed(name: Word, noun: Word) -> bool:
    """"the **Corvin Hall** bombing", "the **Easter** attacks": by place, day or victim; no name of who did it."""
    if noun.lemma not in word_classes()["deed"] or name.head is not noun or name.dep not in ("compound", "nmod"):
        return False
    if name.label == "NORP" or name.lower in word_classes()["country"] or name.tag not in ("NNP", "NNPS"):
        return False
    return not (name.text.isupper() and len(name.text) > 1) and not is_force(name)


def is_force(name: Word) -> bool:
    """A name that the book of actors knows, or that says itself that it is a force: "Sona Brigade"."""
    last = name.lower
    if last in word_classes()["force_name"] or last in word_classes()["collective"]:
        return True
    return _is_in_book(name)


def _is_in_book(name: Word) -> bool:
    links = ("compound", "nmod", "amod")
    before = (*name.head.children_of(*links), *name.children_of(*links), name)
    words = name.entity.words if name.entity is not None else sorted(set(before), key=lambda each: each.i)
    parts = [part for word in words if word.i <= name.i for part in folded(word.text)]
    spellings = actor_book().spellings
    return any(tuple(parts[at:]) in spellings for at in range(len(parts)))


def is_group_name(word: Word) -> bool:
    """A name that can act: a people, country, organisation or person; never a town or a day."""
    if word.entity is None and word.tag == "NNP" and word.text.isupper() and 2 <= len(word.text) <= 6:
        return word.lower not in word_classes()["instrument"]  # "**RSF** shelling"
    if word.label not in GROUPS or word.tag not in ("NNP", "NNPS", "JJ", "NN", "NNS"):
        return False
    return word.label != "GPE" or word.lower in word_classes()["country"]


def is_name(word: Word) -> bool:
    return word.label in NAMES and word.tag != "DT"


def name_inside(noun: Word) -> Word | None:
    """The first name in a noun's own phrase, not in its clauses: "talks about the future of **the bloc**"."""
    for child in noun.children:
        if child.dep == "prep" and child.i > noun.i:
            for inner in child.children_of("pobj"):
                found = inner if is_name(inner) else next(iter(modifiers(inner)), None) or name_inside(inner)
                if found is not None:
                    return found
    return None


def first_name_below(word: Word) -> Word | None:
    """The first name under a word, after it, that is no date or amount: who or what a long phrase is about.

    Not in what is done besides: "deployed 500 men and **set up posts on the road to Ocana**".
    """
    besides = [verb for verb in word.children_of("conj") if verb.is_verb] if word.is_verb else []
    asked = [inner for inner in deep.preposition_objects(word, "at") if inner.lemma in ("request", "invitation", "behest")]
    other = {each.i for top in (*besides, *asked) for each in top.subtree()}
    for each in word.subtree():
        if each.i > word.i and each.i not in other and each.label in GROUPS and each.dep not in ("det", "case"):
            last = each.entity.words[-1] if each.entity is not None else each
            return last if last.dep != "case" else each
    return None


def _target(word: Word, nested: Nested) -> list[Word]:
    """Whom a verb or noun is directed at: a party if one is named anywhere below, else what it is done to."""
    told = nested(word, "recipient")
    if told:
        return told
    indirect = deep.indirect_object(word)
    told = told or ([indirect] if indirect is not None else [])
    for name in ("to", "with", "from", "against", "on", "for", "in"):
        told = told + _parties(word, name)
    thing = deep.direct_object(word) if word.is_verb else None
    told = told + ([thing] if thing is not None else [])
    for each in told:
        if (is_party(each) or where_they_are(each) is not None) and not is_owned(each):
            return [each]
    told = [each for each in told if not is_owned(each)]
    for each in told:
        inner = _possessor(each) or next(iter(modifiers(each)), None) or first_name_below(each)
        if inner is not None and inner.tag != "PRP$":
            return [inner]
    below = first_name_below(word)
    return [below] if below is not None else told[:1]


def where_they_are(word: Word) -> Word | None:
    """The place that tells which people or things are meant: "hideouts **inside Iran**", "farmers **in Malawi**"."""
    if word.tag not in ("NN", "NNS"):
        return None
    for child in word.children:
        if child.dep == "prep" and child.lower in ("in", "inside") and child.i > word.i:
            place = child.child("pobj")
            if place is not None and place.label in ("GPE", "LOC"):
                return place
    return None


def is_party(word: Word) -> bool:
    """Whether a word names someone who can be dealt with: a name, people, a pronoun for either."""
    if word.label in GROUPS:
        return True
    classes = word_classes()
    return any(form in classes[name] for name in ("person", "organ") for form in (word.lemma, word.lower))


def is_owned(word: Word) -> bool:
    """"its troops", "their leader": one's own are not whom one deals with."""
    owner = word.child("poss")
    return owner is not None and owner.tag == "PRP$"


def _verb(word: Word) -> Word | None:
    """The verb that carries an event noun: "**staged** a march to demand ..."."""
    host = host_of(word)
    return host.verb if host is not None else None


def _show(noun: Word) -> Word | None:
    """"**Women** held placards during a rally": who carries or chants something there takes part in it."""
    top = top_noun(noun)
    link, verb = top.head, top.head.head
    if top.dep != "pobj" or link.lower not in ("during", "at", "in") or not verb.is_verb:
        return None
    thing, classes = deep.direct_object(verb), word_classes()
    if verb.lemma not in classes["protest_act"] and (thing is None or thing.lemma not in classes["protest_sign"]):
        return None
    return deep.subject(verb)


def _until(word: Word) -> Word | None:
    """On whom it hangs: "will not end the strike until **the government** pays"."""
    for clause in word.children_of("advcl"):
        mark = clause.child("mark")
        if mark is not None and mark.lower in ("until", "till", "unless", "before"):
            who = deep.subject(clause)
            return who if who is not None and is_party(who) else None
    return None


def _holder(noun: Word) -> list[Word]:
    """Who holds those that a noun names: "two cooks **detained by the junta**", "a nurse whom **a gang** abducted"."""
    for each in noun.children_of("acl", "relcl"):
        if each.tag == "VBN" and each.child("agent") is not None:
            return deep.preposition_objects(each, "by")
        if each.dep == "relcl" and each.tag in ("VBD", "VBP", "VBN", "VBZ") and deep.direct_object(each) is noun:
            who = deep.subject(each)
            return [who] if who is not None and is_party(who) else []
    return []


STEP: dict[str, Callable[[Word], list[Word] | Word | None]] = {
    "subj": _subject,
    "obj": _object,
    "iobj": deep.indirect_object,
    "attr": lambda word: word.child("attr", "acomp", "oprd"),
    "poss": _possessor,
    "mod": modifiers,
    "by": _by,
    "comp": _complement,
    "verb": _verb,
    "until": _until,
    "show": _show,
    "along": told_along,
    "holder": _holder,
    "below": first_name_below,
    "party": lambda word: word if is_party(word) else None,
    "named": lambda word: word if is_name(word) else None,
}
