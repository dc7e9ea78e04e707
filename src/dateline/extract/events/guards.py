"""Whether a rule's conditions hold at an anchor: the words around it, its object, subject and governed clause.

    "The company hit its target."          assault.hit wants an object of class place or force: refused
    "Rain stopped play."                   coerce.ban wants a subject that can forbid: refused
"""

from dateline.extract.events.nearby import speaker_behind
from dateline.extract.events.paths import walk
from dateline.knowledge.event_rules import Frame, Rule, word_classes
from dateline.syntax import deep
from dateline.syntax.tree import Sentence, Word

FOLLOWERS = frozenset(
    "prt prep dobj advmod pobj compound acomp oprd attr xcomp advcl npadvmod ccomp dative dep agent".split()  # noqa: SIM905
)
BEFORE = frozenset({"compound", "amod", "nmod", "poss", "npadvmod"})


def words_fit(frame: Frame, anchor: Word) -> list[Word] | None:
    """The words of an anchor, or None: "lay siege to" = lay, its object siege, and a `to` below either."""
    if len(frame.words) == 1:
        return [anchor]
    found, missing = [anchor], list(frame.words[1:] if frame.is_verb else frame.words[:-1])
    fits = _follows if frame.is_verb else _precedes
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
    if word.dep not in FOLLOWERS:
        return False
    inner = word.child("pobj") if word.dep == "prep" else None
    return inner is None or inner.label not in ("DATE", "TIME")


def sentence_words(sentence: Sentence) -> frozenset[str]:
    """The words of a sentence that `near` and `not_near` ask for."""
    forms = sentence.forms
    if "league" in forms and not forms.isdisjoint(word_classes()["leagues"]):
        return forms - {"league"}  # "the **Arab League**" plays no football
    return forms


def guards_hold(rule: Rule, anchor: Word, matched: list[Word]) -> bool:
    """All conditions of a rule but the slots that it requires."""
    return _context(rule, anchor) and _children(rule, anchor, matched) and _fillers(rule, anchor, matched)


def _context(rule: Rule, anchor: Word) -> bool:
    if not rule.near and not rule.not_near:
        return True
    around = sentence_words(anchor.sentence)
    return not (rule.near and around.isdisjoint(rule.near)) and around.isdisjoint(rule.not_near)


def _children(rule: Rule, anchor: Word, matched: list[Word]) -> bool:
    if rule.child_not or rule.child_must:
        below = {form for word in anchor.children for form in (word.lemma, word.lower)}
        if not below.isdisjoint(rule.child_not) or (rule.child_must and below.isdisjoint(rule.child_must)):
            return False
    links = (child for child in anchor.children if child.dep in ("prep", "agent", "dative"))
    if rule.preposition and not any(link.lower in rule.preposition for link in links):
        return False
    return rule.passive is None or deep.is_passive(anchor) == rule.passive


def _fillers(rule: Rule, anchor: Word, matched: list[Word]) -> bool:
    if rule.object is not None and bool(_objects(anchor, matched)) != rule.object:
        return False
    if rule.object_is or rule.object_not:
        things = _forms(_objects(anchor, matched))
        if (rule.object_is and things.isdisjoint(rule.object_is)) or not things.isdisjoint(rule.object_not):
            return False
    if rule.subject_is or rule.subject_not:
        who = deep.subject(anchor) if anchor.is_verb else next(iter(walk(anchor, "subj", _nothing)), None)
        if who is not None and anchor.is_verb:
            who = speaker_behind(who, anchor)
        doers = _forms([who]) if who is not None else set()
        agentless = who is None and anchor.is_verb and deep.is_passive(anchor)
        if not doers.isdisjoint(rule.subject_not) or (rule.subject_is and doers.isdisjoint(rule.subject_is) and not agentless):
            return False
    return _clause(rule, anchor)


def _clause(rule: Rule, anchor: Word) -> bool:
    if rule.complement is None and not rule.comp_is and not rule.comp_not and not rule.comp_must:
        return True
    governed = walk(anchor, "comp", _nothing)
    if rule.complement is not None and bool(governed) != rule.complement:
        return False
    verbs = {verb.lemma for each in governed for verb in deep.verb_chain(each)}
    if (rule.comp_is and verbs.isdisjoint(rule.comp_is)) or not verbs.isdisjoint(rule.comp_not):
        return False
    links = (word for each in governed for word in each.children if word.dep != "prep" and word.dep != "dative")
    below = {form for word in links for form in (word.lemma, word.lower)}
    return not rule.comp_must or not below.isdisjoint(rule.comp_must)


def _objects(anchor: Word, matched: list[Word]) -> list[Word]:
    """The object, and what is joined to it; of "pull out of the accord" what follows the fixed words; of a noun its `of`."""
    links = () if anchor.is_verb else ("of", "on", "against")
    found = [each for name in links for each in deep.preposition_objects(anchor, name)]
    if anchor.is_verb:
        thing = deep.direct_object(anchor)
        found = deep.conjuncts(thing) if thing is not None else []
        last = matched[-1]
        if not found and last is not anchor:
            found = last.children_of("pobj") or [inner for prep in last.children_of("prep") for inner in prep.children_of("pobj")]
    return found


def _forms(words: list[Word]) -> set[str]:
    """Lemmas of the words, of what an amount counts ("dozens of rockets"), and the classes that a name belongs to."""
    found: set[str] = set()
    for word in words:
        found |= {word.lemma, word.lower}
        if word.tag == "NNP":  # "Hurricane Odile"
            found |= {child.lower for child in word.children_of("compound") if child.lower in word_classes()["nature"]}
        if word.lemma in word_classes()["transparent"] or word.tag == "CD":
            counted = [inner for child in word.children_of("prep") if child.lower == "of" for inner in child.children_of("pobj")]
            found |= {form for inner in counted for form in (inner.lemma, inner.lower)}
        found |= CLASS_OF.get(word.label, set())
        if word.tag == "CD" or (word.tag in ("JJ", "VBN") and word.dep != "amod"):
            found.add("people")
    return found


CLASS_OF = {"PERSON": {"@person"}, "NORP": {"@person", "@country"}, "GPE": {"@country"}, "ORG": {"@organ"}}


def _nothing(word: Word, slot: str) -> list[Word]:
    return []
