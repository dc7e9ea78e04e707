"""What a deed was done with, beyond the words of its own verb, and what that says of its kind.

    gunmen armed with rifles stormed the hall            rifles, carried by those who act
    a bomb attached to his car went off                  the car suffers
    The bomb destroyed a pylon.                          a bombing, whatever the verb
"""

from collections.abc import Callable

from dateline.extract.events.fillers import is_instrument
from dateline.extract.events.found import Found
from dateline.knowledge.event_rules import word_classes
from dateline.syntax import deep
from dateline.syntax.tree import Word

CARRYING = frozenset({"carry", "wield", "brandish", "use", "fire", "bear", "hold"})
OPEN = frozenset({None, "kill", "wound", "destroy", "assassinate"})  # modes that leave open how it was done
MADE = frozenset({"make", "consist", "compose", "pack", "fill", "load", "stuff", "contain"})
PLANTING = frozenset({
    "place", "attach", "plant", "fix", "strap", "tie", "put", "leave", "set", "stick", "wire", "lay", "throw", "hurl",
})  # fmt: skip
HIDING = PLANTING | {"hide", "conceal", "pack", "abandon", "explode", "detonate"}
STANDING = frozenset({"park", "leave", "abandon", "stand", "station", "place"})
DOUSING = frozenset({"douse", "soak", "spray", "sprinkle", "drench"})
BODY = frozenset({
    "head", "neck", "chest", "leg", "arm", "back", "stomach", "abdomen", "shoulder", "thigh", "foot", "hand", "face", "eye",
    "hip", "knee", "jaw", "groin", "throat", "calf", "buttock", "torso",
})  # fmt: skip
USING = frozenset({"use", "employ", "deploy", "wield"})
GUNS = ("gun", "rifle", "pistol", "revolver", "carbine", "musket", "howitzer", "mortar")
Spots = Callable[[Word, str], list[Word]]
SPOTS = ("under", "underneath", "beneath", "to", "at", "outside", "near", "inside", "in", "on", "beside", "against", "by")


def carried(doer: Word) -> list[Word]:
    """"men **armed with rifles**", "youths **carrying pistols**": what those who act have with them."""
    found: list[Word] = []
    for clause in doer.children_of("acl", "relcl"):
        for verb in deep.verb_chain(clause):
            if verb.lemma == "arm":
                found += deep.preposition_objects(verb, "with")
            elif verb.lemma in CARRYING and verb.tag != "VBN":
                found += [thing for thing in (verb.child("dobj"),) if thing is not None]
    found += [inner for inner in deep.preposition_objects(doer, "with") if is_instrument(inner)]
    return [each for thing in found for each in deep.conjuncts(thing) if is_instrument(each)]


def content(thing: Word) -> list[Word]:
    """What a bomb is made of: "a bomb **made of dynamite**", "a charge **containing** ten kilos **of TNT**"."""
    found: list[Word] = []
    for clause in thing.children_of("acl", "relcl"):
        if clause.lemma in MADE:
            found += [inner for name in ("of", "with", "from") for inner in deep.preposition_objects(clause, name)]
            found += [inner for inner in (clause.child("dobj"),) if inner is not None]
    counted = [inner for each in found for inner in deep.preposition_objects(each, "of")]
    return [word for word in (*found, *counted) if word.lemma in word_classes()["blasting"]]


def ignited(verb: Word) -> list[Word]:
    """"**The van** was driven to the gate and detonated": what is set off is what it was done with."""
    thing = deep.direct_object(verb) if verb.lemma in ("detonate", "explode") and deep.is_passive(verb) else None
    return [thing] if thing is not None and is_instrument(thing) else []


def planted_at(thing: Word) -> list[Word]:
    """What a bomb stood at when it went off: "a bomb **placed under the car** exploded"."""
    for clause in thing.children_of("acl", "relcl"):
        if clause.lemma in PLANTING and clause.tag == "VBN":
            for name in SPOTS:
                found = [word for word in deep.preposition_objects(clause, name) if not is_container(word)]
                if found:
                    return found
    return []


def is_container(thing: Word) -> bool:
    """"placed in **a van**", "hidden in **the suitcase**": what held the bomb is not what it was meant for."""
    link = thing.head
    if thing.dep != "pobj" or link.lower not in ("in", "inside", "on", "aboard") or link.head.lemma not in HIDING:
        return False
    if thing.lemma in word_classes()["parcel"]:
        return True
    owned = thing.child("poss") is not None or bool(deep.preposition_objects(thing, "of"))
    return thing.lemma in word_classes()["carrier"] and not owned and thing.tag == "NN" and thing.entity is None


def container_stood(thing: Word, at: Spots) -> list[Word]:
    """"in a van that was parked **in front of the paper**": what the bomb in it was meant for."""
    clauses = [verb for verb in thing.children_of("acl", "relcl") if verb.lemma in STANDING]
    return next((found for verb in clauses for spot in SPOTS if (found := at(verb, spot))), [])


def fuel(verb: Word) -> list[Word]:
    """"**doused** the bus **with gasoline** and set it on fire": what the fire was laid with."""
    before = [each for each in (verb.head, *verb.head.children_of("conj")) if verb.dep == "conj" and each.i < verb.i]
    found = [inner for each in before if each.lemma in DOUSING for inner in deep.preposition_objects(each, "with")]
    found += [thing for each in before if each.lemma == "pour" and (thing := each.child("dobj")) is not None]
    return [word for word in found if is_instrument(word)]


def tools(found: Found) -> list[Word]:
    """What stands before the deed's word, or behind it with `with` or `by`: "a **knife** attack", "struck **with a pipe**"."""
    anchor, host = found.anchor, found.host
    named = [child for child in anchor.children if child.dep in ("compound", "nmod", "amod")]
    if found.rule.mode == "firearms":  # "fired at the guards **with rifles**"
        named += [tool for word in found.recipient for tool in deep.preposition_objects(word, "with")] + fired_from(anchor)
    elif anchor.is_verb:  # "attacked a convoy of lorries **with machetes**", where the parser arms the lorries
        loads = [inner for word in found.recipient for inner in deep.preposition_objects(word, "of")]
        named += [arm for word in loads for tool in deep.preposition_objects(word, "with") for arm in deep.conjuncts(tool)]
    low = anchor.child("oprd", "acomp")  # "beaten **unconscious with** a butt"
    used = deep.preposition_objects(low, "with") if low is not None else []
    used += deep.preposition_objects(anchor, "with") + deep.preposition_objects(anchor, "by")
    if host is not None and host.kind == "agent":  # "**launched** an attack **with** nine missiles"
        used += deep.preposition_objects(host.verb, "with")
    if host is not None and host.verb.lemma in USING:  # "**used rifles** in the attack"
        used += [thing for thing in (deep.direct_object(host.verb),) if thing is not None]
    joined = [word for tool in used for word in deep.conjuncts(tool)]
    told = dict.fromkeys(word for word in (*named, *joined) if is_instrument(word))
    return [word for word in told if found.rule.mode != "firearms" or word.lemma not in BLADES]  # "shot **a man with a knife**"


def fired_from(verb: Word) -> list[Word]:
    """"fired nine shots **from a pistol**"; not "from a roof", "from a car"."""
    links = [link for word in (verb, verb.child("dobj")) if word is not None for link in word.children_of("prep")]
    return [gun for link in links if link.lower == "from" for gun in link.children_of("pobj") if gun.lemma.endswith(GUNS)]


BLADES = frozenset({"knife", "knives", "machete", "blade", "axe", "sword", "stone", "rock", "bottle", "club", "baton", "arrow"})


def not_with(word: Word) -> list[Word]:
    """"opened fire **with rifles** on the car": no rifle is fired at; what follows it is."""
    if word.head.lower != "with" or not is_instrument(word):
        return [word]
    return [inner for name in ("on", "at") for inner in deep.preposition_objects(word, name)]


def mode_of(found: Found) -> str | None:
    """The rule's mode; where it leaves open how it was done, the weapon or the deed that is spoken of again may tell."""
    mode = found.rule.mode
    if found.rule.type == "ASSAULT" and mode == "aerial":
        return _from_afar(found)
    if found.rule.type != "ASSAULT" or mode not in OPEN:
        return mode
    if any(word.lemma in word_classes()["blasting"] for word in found.instrument):
        return "bombing"
    if mode is None and found.earlier is not None:
        return mode_of(found.earlier)
    return mode


def _from_afar(found: Found) -> str | None:
    """"**Mortar shells** hit a clinic" came from no aircraft, "was hit **in the neck**" says not what from."""
    means = {each.lemma for word in found.instrument for each in (word, *word.children_of("compound", "amod"))}
    classes = word_classes()
    if means & classes["cannons"]:
        return "heavy-weapons"
    if means & classes["guns"]:
        return "firearms"
    struck = [inner.lemma for inner in deep.preposition_objects(found.anchor, "in")] if not found.instrument else []
    return None if BODY.intersection(struck) else "aerial"
