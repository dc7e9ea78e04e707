"""What a predicate says about people: which measure, and which noun phrases it counts.

    Gunmen **killed** 12 people. · 12 **died**. · nine **dead** · the **death** of a medic · 220 **deaths** · the **toll**: 31
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

import msgspec

from dateline.extract.figures.natural import is_natural
from dateline.extract.figures.slots import is_fatal, number_behind, slot
from dateline.knowledge.harm import Frame, harm
from dateline.records import Measure, Quantifier
from dateline.syntax.deep import direct_object, is_passive, preposition_objects, subject, surface_subject
from dateline.syntax.tree import Word


class Claim(msgspec.Struct, frozen=True):
    """A predicate with the head it counts; `weak` or `explicit` where only a number in the words makes it a figure.

    `bound` is what a verb makes of the number ("passed 100"), `who` whom it counts if not the head's phrase, `speaker` who
    gives the number ("The mayor put the toll at 9").
    """

    measure: Measure
    predicate: Word
    head: Word
    rule: str
    weak: bool = False
    explicit: bool = False
    bound: Quantifier | None = None
    who: Word | None = None
    speaker: Word | None = None


Finder = Callable[[Word], Iterator[Claim]]


def claims(word: Word) -> Iterator[Claim]:
    """The claims of one word, if it is a predicate of people at all."""
    if is_natural(word):
        return
    table = harm()
    frames = table.verbs.get(word.lemma)
    if frames and (word.is_verb or word.tag.startswith("VB")):
        yield from _of_verb(word, frames)
    if word.lower in table.adjectives:
        yield from _of_adjective(word, table.adjectives[word.lower])
    if word.pos in ("NOUN", "PROPN", "ADJ") or word.tag in ("NN", "NNS"):
        yield from _of_noun(word)


def _of_verb(verb: Word, frames: tuple[Frame, ...]) -> Iterator[Claim]:
    forms = verb.sentence.forms
    for frame in frames:
        if frame.particles and (frame.particles[0] not in forms or not follows(verb, frame.particles)):
            continue
        if frame.weak and frame.slot == "subj" and (is_passive(verb) or verb.dep == "pcomp"):
            continue
        head = slot(verb, frame.slot)
        if head is not None and head.lower in frame.particles:  # "took 14 farmers hostage"
            head = head.child("compound", "nmod", "npadvmod", "nsubj")
        if head is None:
            continue
        if frame.measure == "abducted" and verb.lemma == "take" and _is_carried(verb, head):
            continue
        if is_rate(verb) or (verb.lemma == "beat" and SCORE.search(" ".join(word.text for word in verb.sentence.words))):
            return
        measure, rule = frame.measure, _rule(verb, frame)
        if verb.lemma == "shoot" and measure == "injured":
            if is_fatal(verb):
                measure, rule = "killed", "figure.killed.fatally"
            elif _joined_to_death(verb):
                return
            else:
                rule = "figure.injured.shot"
        elif measure == "injured" and is_fatal(verb):
            measure, rule = "killed", "figure.killed.fatally"
        if measure in ("killed", "injured") and _is_either(verb, head):
            measure, rule = "affected", "figure.affected.either"
        if verb.lemma == "hold" and measure == "detained" and _keeps_refugees(verb, head):
            measure, rule = "hosted", "figure.hosted.held"
        taken = head.lemma in ("hostage", "captive", "abductee") or _by_kidnappers(verb)
        if measure == "detained" and taken:
            measure, rule = "abducted", "figure.abducted.held"
        if measure == "hosted" and verb.lemma in ("shelter", "sleep", "camp") and _sleeps_rough(verb):
            measure, rule = "displaced", "figure.displaced.sheltering"
        if verb.lemma == "seize" and head.lemma in ("body", "corpse"):
            return
        if verb.lemma == "hand" and head.lemma in FOREIGN:
            measure, rule = "expelled", "figure.expelled.handed"  # "**Foreigners** were handed over to the Thai side"
        if verb.lemma == "rescue" and head.lemma not in CAPTIVES:
            measure, rule = "evacuated", "figure.evacuated.rescued"
        yield Claim(measure, verb, head, rule, frame.weak)
        if frame.slot == "obj":
            further = (*_stray_members(verb, head), *_along_with(verb))
            yield from (Claim(measure, verb, more, rule, frame.weak) for more in further)
        return


def _is_carried(verb: Word, head: Word) -> bool:
    """"One was taken away **under a sheet**", "a **body** was taken away": the dead and the hurt are carried, not abducted."""
    return head.lemma in CARRIED or not BEARING.isdisjoint(verb.sentence.forms)


CARRIED = frozenset({"body", "corpse", "remains", "remain", "casualty", "wounded", "injured", "dead"})
BEARING = frozenset({"sheet", "stretcher", "ambulance", "shroud", "coffin", "hearse", "morgue", "mortuary"})


def _keeps_refugees(verb: Word, head: Word) -> bool:
    """"The camp **holds** 76,000 refugees" hosts them; "the police hold 40 migrants" does not, nor a prison camp anybody."""
    who = subject(verb)
    table = harm()
    if who is None:
        return False
    if who.lemma == "camp" and not any(child.lemma.lower() in LOCKED for child in who.children):
        return True
    near = (head, *head.children)
    return who.lemma in table.camps and any(word.lemma in table.refugees or word.lower in table.refugees for word in near)


def _sleeps_rough(verb: Word) -> bool:
    """"45,000 people **are sheltering in schools**": out of their homes, wherever they come from."""
    places = [place for name in ("in", "inside", "at") for place in preposition_objects(verb, name)]
    return any(place.lemma in ROUGH or place.lower in ROUGH for place in places)


ROUGH = frozenset({
    "school", "church", "mosque", "stadium", "monastery", "classroom", "gym", "gymnasium", "tent", "open", "street", "building",
    "hall", "university", "hospital", "metro", "basement",
})  # fmt: skip
LOCKED = frozenset({"prison", "detention", "internment", "concentration", "labour", "labor", "prisoner", "filtration"})


def _by_kidnappers(verb: Word) -> bool:
    """"The **kidnappers** hold nine other passengers"."""
    who = subject(verb)
    return who is not None and who.lemma in ("kidnapper", "abductor", "hijacker", "pirate", "captor")


def _stray_members(verb: Word, head: Word) -> list[Word]:
    """"killing a teacher and **at least six pupils**": members of the object that the parser joined to the verb."""
    if head.head is not verb or head.dep not in ("dobj", "nsubjpass"):
        return []
    beside = [word for word in verb.children_of(head.dep) if word.i > head.i and verb.child("cc") and word.tag in ("NNS", "CD")]
    if head.dep == "nsubjpass":  # "**Several** of its commanders and **six** of its scientists were killed"
        return [word for word in verb.children_of("nsubjpass") if word.i > head.i]
    joined = [word for word in verb.children_of("conj") if word.i > head.i and not word.child("nsubj")]
    return beside + [word for word in joined if word.tag in ("NNS", "NN")]


def _along_with(verb: Word) -> list[Word]:
    """"was killed along with **his driver**"."""
    found: list[Word] = []
    for link in verb.children_of("prep", "advmod"):
        if link.lower in ALONG:
            found += [inner for deeper in link.children_of("prep") for inner in deeper.children_of("pobj")]
    return found


def _is_either(verb: Word, head: Word) -> bool:
    """"killed or wounded 300 people": nobody knows how many died; "no one was killed or hurt" is told of both."""
    if head.lower in ("nobody", "none") or any(child.lower == "no" for child in head.children):
        return False
    other = verb.child("conj") if verb.child("cc") is not None else verb.head if verb.dep == "conj" else None
    joiner = verb.child("cc") or (other.child("cc") if other is not None else None)
    if other is None or joiner is None or joiner.lower != "or" or not {verb.lemma, other.lemma} & HURTS:
        return False
    return {verb.lemma, other.lemma} <= HURTS | {"kill", "die", "murder"}


def is_rate(verb: Word) -> bool:
    """"cross **daily**", "a child dies **every two hours**", "for every man killed": nobody knows how many in all."""
    forms = verb.sentence.forms
    if "average" in forms and any(_is_by_unit(word) for word in verb.subtree()):  # "an average of 28 children **a day**"
        return True
    if RATES.isdisjoint(forms) and "every" not in forms and "each" not in forms:
        return False
    lowers = [word.lower for word in verb.sentence.words]
    if any(pair in (("for", "every"), ("for", "each")) for pair in pairwise(lowers)):
        return True
    if any(word.lower in RATES and word.tag == "RB" and 0 < word.i - verb.i < 9 for word in verb.sentence.words):
        return True
    return any(child.lemma in UNITS and child.child("det") is not None and child.children[0].lower in ("every", "each")
               for child in verb.children)  # fmt: skip


def _is_by_unit(word: Word) -> bool:
    return word.dep == "npadvmod" and word.lemma in UNITS and any(child.lower in ("a", "an") for child in word.children_of("det"))


def _rule(verb: Word, frame: Frame) -> str:
    voice = frame.slot if frame.slot == "subj" else ("passive" if is_passive(verb) else "active")
    return f"figure.{frame.measure}.{voice}"


def follows(verb: Word, particles: tuple[str, ...]) -> bool:
    """Whether particles come after a verb, with at most two determiners or adjectives between them."""
    words = verb.sentence.words
    at = verb.i - words[0].i + 1
    first = particles[0]
    for start in range(at, min(at + REACH, len(words))):
        word = words[start]
        if (word.lower == first or word.lemma == first) and _governed(word, verb, len(particles)):
            return _rest(words[start + 1 : start + 12], particles[1:])
    return False


def _is(word: Word, wanted: str) -> bool:
    return wanted in (word.lower, word.lemma)


ADVERBS = frozenset({"in", "up", "down", "out", "off", "over", "back", "away"})


def _governed(word: Word, verb: Word, size: int) -> bool:
    """A lone particle is an adverb of the verb: "took 300 in", never "took part in a march"."""
    if word.lower in ADVERBS and size == 1:
        return word.head is verb and (word.dep in ("prt", "advmod") or _is_out_of(word))
    if word.pos in ("ADP", "PART"):
        return word.head is verb
    above = word
    for _ in range(3):
        above = above.head
        if above is verb:
            return True
    return False


def _is_out_of(word: Word) -> bool:
    """"moved out of the hospital"; not "took in the sights"."""
    inner = word.child("prep")
    return inner is not None and inner.lower == "of"


def _rest(words: list[Word], particles: tuple[str, ...]) -> bool:
    gap = 0
    wanted = list(particles)
    for word in words:
        if not wanted:
            return True
        if _is(word, wanted[0]):
            wanted.pop(0)
            gap = 0
        elif gap > 2 or word.tag not in ("DT", "PRP$", "JJ", "NN", "NNP", "VBN", "POS", "HYPH"):
            return False
        else:
            gap += 1
    return not wanted


def _joined_to_death(verb: Word) -> bool:
    """"was shot and killed", "shot him and killed him": the other verb counts."""
    near = [child for child in verb.children if child.dep == "conj"]
    if verb.dep == "conj":
        near += [verb.head, *(child for child in verb.head.children if child.dep == "conj" and child is not verb)]
    return any(word.lemma in ("kill", "die", "murder") and not word.child("nsubjpass", "nsubj", "dobj") for word in near)


SCORE = re.compile(r"\b\d{1,3} ?[-–] ?\d{1,3}\b")
DOZENS = frozenset({"dozens", "scores", "hundreds", "thousands", "tens"})
CARRIERS = frozenset({
    "leave", "find", "pronounce", "declare", "shoot", "confirm", "presume", "report", "list", "believe", "fear", "render",
    "strike",
})  # fmt: skip
FEARS = frozenset({"fear", "presume", "believe", "think", "assume"})
RATES = frozenset({"daily", "weekly", "monthly", "yearly", "annually", "hourly"})
UNITS = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "night"})
CAPTIVES = frozenset({"hostage", "captive", "prisoner", "abductee", "detainee", "schoolgirl", "schoolboy", "girl", "slave"})
FOREIGN = frozenset({"foreigner", "migrant", "immigrant", "alien"})
REACH = 16  # words between a verb and its particle: "drove 14 million people, a third of them children, from their homes"
ALONG = frozenset({"along", "together"})
HURTS = frozenset({"injure", "wound", "hurt", "maim"})
STATES = frozenset({"oprd", "acomp", "conj", "amod", "pobj", "dobj", "attr"})  # where a participle is an adjective


def _of_adjective(word: Word, measure: Measure) -> Iterator[Claim]:
    """"nine dead", "two dead soldiers", "is dead", "was found dead", "left a guard dead and another wounded"."""
    rule = f"figure.{measure}.state"
    acts = word.dep not in STATES or word.tag == "VBD" or word.child("auxpass") is not None
    if word.tag.startswith("VB") and acts and word.lemma in harm().verbs:
        return
    whole = word.head.head if word.dep == "pobj" and word.head.lower == "of" else None
    if whole is not None and whole.tag == "CD":  # "five of the dead"
        told = whole.head if whole.head.is_verb else word
        yield Claim(measure, told, whole, f"figure.{measure}.part", explicit=True)
        return
    head = beside(word) or bearer(word)
    if head is not None:
        feared = word.dep in ("oprd", "acomp") and word.head.lemma in FEARS
        yield Claim(measure, word, head, f"figure.{measure}.feared" if feared else rule, explicit=word.dep == "amod")
    if word.dep != "amod" and (head is None or head.dep != "nsubj" or not word.head.is_verb):
        yield Claim(measure, word, word, rule, explicit=True)


def beside(word: Word) -> Word | None:
    """"left one guard dead and **another** wounded": the pronoun right before the state, wherever the parser hangs it."""
    own = word.child("det", "nsubj", "nsubjpass")
    if own is not None and own.i < word.i and (own.lower in ("another", "one") or own.dep != "det"):
        return own
    words = word.sentence.words
    at = word.i - words[0].i
    before = words[at - 1] if at else None
    return before if before is not None and before.lower in ("another", "one", "others") and before.head is not word else None


def bearer(word: Word) -> Word | None:
    """Whom an adjective or participle of state describes."""
    if word.dep == "amod":
        head = word.head
        while head.i < word.i and head.dep == "conj" and head.head.is_nominal:  # "30 shoppers and four guards dead"
            head = head.head
        if head.i < word.i and head.dep == "pobj" and head.head.lower == "of" and head.head.head.lower in DOZENS:
            return head.head.head  # "left **scores** of people dead"
        return head if head.is_nominal else None
    if word.dep in ("acomp", "oprd", "attr", "xcomp", "ccomp", "advcl", "dep") and word.head.is_verb:
        verb = word.head
        if verb.lemma in CARRIERS:
            return direct_object(verb) or number_behind(verb) or surface_subject(verb)
        return surface_subject(verb) if verb.lemma in ("be", "remain", "go", "lie", "seem", "appear", "'s", "get") else None
    if word.head.lower == "as" and word.head.dep == "prep" and word.head.head.is_verb:  # "were listed **as missing**"
        return direct_object(word.head.head)
    if word.dep in ("acl", "relcl", "appos"):
        return word.head
    if word.dep == "ROOT":
        return word.child("nsubj", "nsubjpass")
    return None


def _of_noun(word: Word) -> Iterator[Claim]:
    table = harm()
    measure = table.of.get(word.lemma)
    if measure is not None:
        counted = list(_patients(word))
        if measure == "injured" and is_fatal(word):
            measure = "killed"
        rule = f"figure.{measure}.of" if measure != "injured" else "figure.injured.shot"
        yield from (Claim(measure, word, head, rule) for head in counted)
        if counted:
            return
    bare = table.bare.get(word.lemma) or table.bare.get(word.lower)
    if bare is not None:
        yield Claim(bare, word, word, f"figure.{bare}.noun", explicit=True)


RECOVERED = frozenset({"find", "recover", "discover", "identify", "bury", "retrieve", "return", "pull"})
OWNED = frozenset({
    "death", "murder", "suicide", "disappearance", "arrest", "detention", "release", "body", "corpse", "abduction",
    "kidnapping", "execution", "assassination", "beheading", "slaying",
})  # fmt: skip


def _patients(noun: Word) -> Iterator[Word]:
    """"the death **of a medic**", "**the medic**'s death"; the owner of a killing may be the killer."""
    objects = preposition_objects(noun, "of")
    if objects:
        yield from objects
        return
    owner = noun.child("poss")
    if owner is not None and noun.lemma in OWNED and (owner.tag != "PRP$" or _is_corpse(noun)):
        yield owner


def _is_corpse(noun: Word) -> bool:
    """"his body was found"; "pushed her body" is of the living."""
    return noun.lemma not in ("body", "corpse") or noun.head.lemma in RECOVERED
