"""Whether a rule's conditions hold at an anchor: the words around it, its object, subject and governed clause.

    "The company hit its target."          assault.hit wants an object of class place or force: refused
    "Rain stopped play."                   coerce.ban wants a subject that can forbid: refused
"""

from functools import cached_property

from dateline.extract.events.nearby import listener_behind, speaker_behind
from dateline.extract.events.paths import holds_captive, walk
from dateline.knowledge.event_rules import Frame, Rule, word_classes
from dateline.syntax import deep
from dateline.syntax.tree import Sentence, Word

FOLLOWERS = frozenset(
    "prt prep dobj advmod pobj compound acomp oprd attr xcomp advcl npadvmod ccomp dative dep agent".split()  # noqa: SIM905
)
CAPTIVES = frozenset({"prisoner", "hostage", "captive"})
BEFORE = frozenset({"compound", "amod", "nmod", "poss", "npadvmod"})


def words_fit(frame: Frame, anchor: Word) -> list[Word] | None:
    """The words of an anchor, or None: "lay siege to" = lay, its object siege, and a `to` below either."""
    if len(frame.words) == 1:
        return [anchor]
    leads = frame.is_verb or "on" in frame.words  # "an **attempt** on his life"
    found, missing = [anchor], list(frame.words[1:] if leads else frame.words[:-1])
    fits = _follows if leads else _precedes
    while missing:
        match = next((c for w in found for c in w.children if fits(c) and not _is_other(c, missing)), None)
        if match is None and frame.is_verb:  # the parser may hang it on the object: "took two men into custody"
            thing = anchor.child("dobj", "nsubjpass")
            below = thing.children_of("prep") if thing is not None else []
            below += [c for c in thing.children_of("amod") if c.i == anchor.i + 1] if thing is not None else []  # "let free"
            match = next((c for c in below if not _is_other(c, missing)), None)
        if match is None:
            return found if not frame.is_verb and missing == ["of"] else None
        missing.remove(match.lower if match.lower in missing else match.lemma)
        found.append(match)
    return found


def _is_other(word: Word, missing: list[str]) -> bool:
    return word.lower not in missing and word.lemma not in missing


def _precedes(word: Word) -> bool:
    return word.dep in BEFORE


def _follows(word: Word) -> bool:
    """Whether a word can be a fixed word of an anchor; "called **on** Friday" is no "call on"."""
    held = word.lemma in CAPTIVES and word.child("det", "poss") is not None and not holds_captive(word)
    if word.dep not in FOLLOWERS or held:
        return False  # "took **the prisoners** to a field": they were prisoners before
    inner = word.child("pobj") if word.dep == "prep" else None
    return inner is None or inner.label not in ("DATE", "TIME")


def sentence_words(sentence: Sentence) -> frozenset[str]:
    """The words of a sentence that `near` and `not_near` ask for."""
    forms = sentence.forms
    if "league" in forms and not forms.isdisjoint(word_classes()["leagues"]):
        return forms - {"league"}  # "the **Arab League**" plays no football
    return forms


class Asked:
    """What the guards ask of one anchor; each answer is found once for all frames of its word."""

    def __init__(self, anchor: Word) -> None:
        self.anchor = anchor

    @cached_property
    def below(self) -> set[str]:
        """Lemmas and lower-case words of what hangs on the anchor."""
        return {form for word in self.anchor.children for form in (word.lemma, word.lower)}

    @cached_property
    def links(self) -> set[str]:
        """Prepositions that hang on it."""
        return {child.lower for child in self.anchor.children if child.dep in ("prep", "agent", "dative")}

    @cached_property
    def is_passive(self) -> bool:
        return deep.is_passive(self.anchor)

    @cached_property
    def objects(self) -> list[Word]:
        return _objects(self.anchor)

    @cached_property
    def things(self) -> set[str]:
        """The forms of its objects."""
        return _forms(self.objects)

    @cached_property
    def doer(self) -> Word | None:
        """Its subject, or who stands behind the pronoun that is its subject."""
        if not self.anchor.is_verb:
            return next(iter(walk(self.anchor, "subj", _nothing)), None)
        who = deep.subject(self.anchor)
        return speaker_behind(who, self.anchor) if who is not None else None

    @cached_property
    def doers(self) -> set[str]:
        return _forms([self.doer]) if self.doer is not None else set()

    @cached_property
    def governed(self) -> list[Word]:
        """The verbs of its clauses."""
        return walk(self.anchor, "comp", _nothing)


def guards_hold(rule: Rule, asked: Asked, matched: list[Word]) -> bool:
    """All conditions of a rule but the slots that it requires."""
    return _context(rule, asked.anchor) and _children(rule, asked) and _fillers(rule, asked, matched) and _clause(rule, asked)


def _context(rule: Rule, anchor: Word) -> bool:
    if not rule.near and not rule.not_near:
        return True
    around = sentence_words(anchor.sentence)
    return not (rule.near and around.isdisjoint(rule.near)) and around.isdisjoint(rule.not_near)


def _children(rule: Rule, asked: Asked) -> bool:
    if rule.child_not and not asked.below.isdisjoint(rule.child_not):
        return False
    if rule.child_must and asked.below.isdisjoint(rule.child_must):
        return False
    if rule.preposition and asked.links.isdisjoint(rule.preposition):
        return False
    if rule.predicate is not None and (asked.anchor.child("oprd") is not None) != rule.predicate:
        return False
    return rule.passive is None or asked.is_passive == rule.passive


def _fillers(rule: Rule, asked: Asked, matched: list[Word]) -> bool:
    if rule.object is not None or rule.object_is or rule.object_not:
        after = _after_fixed(matched) if asked.anchor.is_verb and not asked.objects else []
        if rule.object is not None and bool(asked.objects or after) != rule.object:
            return False
        things = _forms(after) if after else asked.things
        if rule.object_is and things.isdisjoint(rule.object_is):
            return False
        if rule.object_not and not (things or _forms(_met_with(rule, asked))).isdisjoint(rule.object_not):
            return False
    if rule.subject_is or rule.subject_not:
        if not asked.doers.isdisjoint(rule.subject_not):
            return False
        if rule.subject_is and asked.doers.isdisjoint(rule.subject_is):
            return asked.doer is None and asked.anchor.is_verb and asked.is_passive
    return True


def _clause(rule: Rule, asked: Asked) -> bool:
    if rule.complement is None and not rule.comp_is and not rule.comp_not and not rule.comp_must:
        return True
    governed = asked.governed
    if rule.complement is not None and bool(governed) != rule.complement:
        return False
    verbs = {verb.lemma for each in governed for verb in deep.verb_chain(each)}
    if (rule.comp_is and verbs.isdisjoint(rule.comp_is)) or not verbs.isdisjoint(rule.comp_not):
        return False
    links = (word for each in governed for word in each.children if word.lower != "to" or word.dep not in ("prep", "dative"))
    below = {form for word in links for form in (word.lemma, word.lower)}
    return not rule.comp_must or not below.isdisjoint(rule.comp_must)


def _met_with(rule: Rule, asked: Asked) -> list[Word]:
    """Of a rule whose party stands behind `with`, what stands there: "met **with approval**"."""
    wanted = asked.anchor.is_verb and "prep:with" in rule.recipient and "with" in asked.links
    return deep.preposition_objects(asked.anchor, "with") if wanted else []


def objects_of(anchor: Word, matched: list[Word]) -> list[Word]:
    """What `object` conditions look at: the object; of "pull out of the accord" what follows the fixed words."""
    return _objects(anchor) or (_after_fixed(matched) if anchor.is_verb else [])


def _objects(anchor: Word) -> list[Word]:
    """The object, and what is joined to it; of a noun its `of`."""
    if not anchor.is_verb:
        return [each for name in ("of", "on", "against") for each in deep.preposition_objects(anchor, name)]
    thing = deep.direct_object(anchor)
    if thing is not None and thing.lower == "it":  # "fired at the **bus** and burned **it**"
        thing = listener_behind(thing)
    return deep.conjuncts(thing) if thing is not None else []


def _after_fixed(matched: list[Word]) -> list[Word]:
    last = matched[-1]
    if last is matched[0]:
        return []
    return last.children_of("pobj") or [inner for prep in last.children_of("prep") for inner in prep.children_of("pobj")]


def _forms(words: list[Word]) -> set[str]:
    """Lemmas of the words, of what an amount counts ("dozens of rockets"), and the classes that a name belongs to."""
    found: set[str] = set()
    for word in words:
        found |= {word.lemma, word.lower}
        found |= {f"{child.lower} {word.lemma}" for child in word.children_of("compound")}  # "a **news conference**"
        if word.tag == "NNP":  # "Hurricane Odile"
            found |= {child.lower for child in word.children_of("compound") if child.lower in word_classes()["nature"]}
        if word.lemma in word_classes()["transparent"] or word.tag == "CD" or word.lower in ("all", "both"):
            counted = [inner for child in word.children_of("prep") if child.lower == "of" for inner in child.children_of("pobj")]
            found |= {form for inner in counted for form in (inner.lemma, inner.lower)}
        found |= CLASS_OF.get(word.label, set()) - ({"@country"} if _is_one_person(word) else set())
        if word.tag == "CD" or (word.tag in ("JJ", "VBN") and word.dep != "amod"):
            found.add("people")
    return found


def _is_one_person(word: Word) -> bool:
    """"captured **a Jordanian**": no country."""
    return word.label == "NORP" and any(child.lower in ("a", "an") or child.dep == "nummod" for child in word.children)


CLASS_OF = {"PERSON": {"@person"}, "NORP": {"@person", "@country"}, "GPE": {"@country"}, "ORG": {"@organ"}}


def _nothing(word: Word, slot: str) -> list[Word]:
    return []
