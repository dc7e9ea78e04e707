"""Why a predicate is no news of an event: another sense, another time or another world.

    background(attack)   "metaphor" in "had a heart attack", "sports" in "a late goal sealed the attack ...",
                         "label" in "an attack helicopter", None in "an attack on the port"

The reasons: label, metaphor, dismissal, exercise, scenario, culture, anniversary, legal, history, sports, markets, nature,
accident, animals, generic. Nature, accidents and animals make no ASSAULT, but their dead and displaced are figures;
history and anniversary are past events, legal is an old crime under a trial that is now. The first that fits is given.
"""

from collections.abc import Callable
from functools import lru_cache

from dateline.extract.background_signs import around, beside, causes, clause_of, in_headline, phrase_objects
from dateline.knowledge.background import figures, signs, works
from dateline.knowledge.event_rules import word_classes
from dateline.syntax import deep
from dateline.syntax.tree import Word

SUBJECTS = ("nsubj", "nsubjpass")
TOLL = frozenset({"death", "injury", "displacement", "damage", "casualty"})  # "flood deaths", but no "hunger strike"
MARCHES = frozenset({"March", "Rally", "Protest"})  # the last word of a march's name
DEEP = 8  # how many heads up a governing noun is looked for


def background(word: Word) -> str | None:
    """The reason why this verb or event noun is no news of an event, or None."""
    elsewhere = not word.sentence.forms.isdisjoint(_of_other_worlds())
    for reason, test in _TESTS if elsewhere else _PLAIN:
        found = test(word)
        if found:
            return reason if found is True else str(found)
    return None


@lru_cache(maxsize=1)
def _of_other_worlds() -> frozenset[str]:
    """The words of which one must stand in the sentence before drills, films, trials, storms or animals are looked for."""
    table, (plain, marked) = signs(), works()
    own = frozenset().union(*table.exercise.values(), table.scenario["nouns"], plain, marked)
    dated = frozenset().union(table.anniversary["nouns"], table.anniversary["verbs"], table.legal["nouns"], table.legal["verbs"])
    return own | dated | table.nature["causes"] | table.animals["words"]


def _label(word: Word) -> bool:
    """ "an **attack** helicopter", "the **War** Museum", "the Anti-**Terror** Court"."""
    if word.is_verb and word.dep not in ("compound", "amod"):
        return False
    head = word.head
    if word.dep in ("compound", "nmod", "amod") and head.is_nominal and head.i > word.i:
        name = head.lemma.lower()
        if name in signs().labels["heads"] and not (word.dep == "amod" and word.tag in ("VBN", "JJ")):
            return not (word.text[:1].isupper() and in_headline(word))
    if word.entity is None or word.pos != "PROPN" or not word.text[:1].isupper():
        return False
    if word.text in MARCHES and word.entity.words[-1] is word:
        return False  # "the Women's **March**"
    return word.entity.label in signs().labels["entities"] and len(word.entity.words) > 1 and not in_headline(word)


def _figure(word: Word) -> str | bool:
    """ "a **war** of words", "**shot** down the proposal", "a heart **attack**"."""
    entries = figures().get(word.lemma.lower())
    if not entries or _sits_in(word):
        return False
    if word.lemma in ("target", "hammer") and _has_doer(word):  # "Two bombers **targeted** a market"
        return False
    for entry in entries:
        if not beside(word, entry.prepositions).isdisjoint(entry.beside):
            return entry.reason
    return False


def _sits_in(word: Word) -> bool:
    """"Students **occupied** the dean's office" to protest; "She has **occupied** the post since May" holds it."""
    who = deep.subject(word) if word.lemma == "occupy" else None
    return who is not None and who.tag in ("NNS", "NNPS") and who.lemma in word_classes()["protesters"]


def _exercise(word: Word) -> bool:
    """ "a mock **attack**", "**attacked** a harbour in the drill", "the drill simulated a **raid**"."""
    table = signs().exercise
    if any(child.lower in table["adjectives"] for child in word.children if child.dep in ("amod", "compound", "advmod")):
        return True
    thing = word.child("dobj") if word.is_verb else None  # "stormed a **mock** village"
    if thing is not None and any(child.lower in table["adjectives"] for child in thing.children_of("amod", "compound")):
        return True
    if word.dep in ("dobj", "nsubjpass") and word.head.lemma in table["verbs"]:
        return True
    if word.lemma in table["nouns"]:
        return False
    if any(noun.lemma in table["nouns"] for noun in phrase_objects(clause_of(word), ("in", "during", "as"))):
        return True
    subject = clause_of(word).child("nsubj")
    return subject is not None and subject.lemma in table["nouns"] and subject is not word


def _scenario(word: Word) -> bool:
    """ "a scenario in which troops **storm** the strait"."""
    nouns = signs().scenario["nouns"]
    first = word.sentence.words[0]
    if first.lower == "in" and any(noun.lemma in nouns for noun in first.children_of("pobj")):
        return True
    return any(noun.lemma in nouns for noun in around(word, DEEP) if noun.pos == "NOUN")


def _is_work(noun: Word) -> bool:
    plain, marked = works()
    if noun.pos not in ("NOUN", "PROPN"):
        return False
    if noun.lemma in plain:
        return True
    kinds = marked.get(noun.lemma)
    return kinds is not None and any(child.lower in kinds for child in noun.children)


def _culture(word: Word) -> bool:
    """ "a film about a **massacre**", "In the novel, troops **storm** the palace"."""
    if _is_work(word):
        return False
    if any(_is_work(noun) for noun in around(word, DEEP)):
        return True
    clause = clause_of(word)
    subject = clause.child("nsubj")
    if subject is not None and subject is not word and _is_work(subject) and subject.i < word.i and clause is not word:
        return True
    clauses = [clause, *(head for head in around(clause, 3) if clause.dep in ("conj", "advcl") and head.is_verb)]
    tellers = [teller for each in clauses[1:] for teller in each.children_of("nsubj")]
    if any(_is_work(teller) for teller in tellers):  # "Her **novel** begins as rebels seize the station"
        return True
    if any(_is_work(noun) for each in clauses for noun in phrase_objects(each, ("in",))):
        return True
    first = word.sentence.words[0]  # "In the film, released this week, troops storm ...": the parser may hang it elsewhere
    return first.lower == "in" and any(_is_work(noun) for noun in first.children_of("pobj"))


def _anniversary(word: Word) -> bool:
    """ "the anniversary of the **massacre**", "commemorated the **siege**", "marked ten years since the **war**"."""
    table = signs().anniversary
    for head in around(word, 5):
        if head.pos in ("NOUN", "PROPN") and head.lemma.lower() in table["nouns"]:
            return True
        if head.is_verb and head.dep == "acl" and head.lemma in ("kill", "die", "fall", "lose"):
            continue  # "to remember those **killed** in the uprising"
        if head.is_verb:
            if head.lemma in table["verbs"] and word.dep in ("dobj", "pobj", "relcl", "acl", "nsubjpass", "compound"):
                thing = head.child("dobj")
                return head.lemma != "mark" or thing is word or (thing is not None and thing.lemma in table["marked_things"])
            return False
    return False


def _old_year(word: Word) -> bool:
    """A year of the last century or before, or "decades ago": "in 1982", "two decades ago"."""
    return word.text.isdigit() and len(word.text) == 4 and word.text[0] == "1"


def _history(word: Word) -> bool:
    """ "the **war** of 1948", "was **bombed** in World War II", "was **massacred** decades ago"."""
    table = signs().history
    if word.is_nominal and any(
        child.lower in table["adjectives"] for child in word.children if child.dep in ("amod", "compound")
    ):
        return True
    if _named_war(word):
        return True
    for child in word.children:
        if (
            child.dep == "prep"
            and child.lower in ("in", "of", "since", "during")
            and any(_long_past(noun) for noun in child.children_of("pobj"))
        ):
            return True
        if child.dep == "advmod" and child.lower == "ago":
            unit = child.child("npadvmod", "nmod", "nsubj")
            if unit is not None and unit.lemma in ("year", "decade", "century", "generation"):
                return True
        if child.dep in ("nummod", "npadvmod", "nmod", "compound") and _old_year(child):
            return True
        if child.dep == "advmod" and child.lower in table["adverbs"] and word.is_verb:
            return True
    return word.dep == "xcomp" and word.head.lemma == "use" and word.head.tag == "VBD" and word.head.child("nsubj") is not None


def _long_past(noun: Word) -> bool:
    return (
        _old_year(noun)
        or noun.lower.rstrip("s") in ("1940", "1950", "1960", "1970", "1980", "1990")
        or _named_war(noun)
        or (noun.lemma == "century" and any(child.pos in ("ADJ", "NUM") for child in noun.children))
    )


def _named_war(noun: Word) -> bool:
    """ "World **War** II", "the Iran-Iraq **War**": written as a name."""
    if not noun.text[:1].isupper():
        return False
    first = next(
        (child for child in noun.children if child.dep in ("compound", "amod", "nmod") and child.text[:1].isupper()), None
    )
    if noun.text in ("I", "II"):
        return any(child.lower == "war" for child in noun.children)
    name = f"{first.lower} {noun.lower}" if first is not None else noun.lower
    return name in signs().history["names"] or (
        noun.lower == "war" and noun.dep == "compound" and noun.head.text in ("II", "I", "Two", "One")
    )


def _legal(word: Word) -> bool:
    """ "was convicted of **killing** two aid workers", "on trial for the **murder** of"."""
    table = signs().legal
    if word.lemma in table["nouns"] or word.lemma in table["verbs"]:
        return False
    for head in around(word, 5):
        if head.is_verb:
            thing = head.child("dobj")
            lawful = head.lemma in table["verbs"] or (thing is not None and thing is not word and thing.lemma in table["nouns"])
            return lawful and _by_preposition(word, head)
        if head.pos == "NOUN" and (head.dep not in ("dobj", "nsubjpass") or head.lemma in table["nouns"]):
            return head.lemma in table["nouns"] and _by_preposition(word, head)
    return False


def _by_preposition(word: Word, head: Word) -> bool:
    """Whether a word hangs on a head by "of", "for", "over" ... and not as its subject or object."""
    while word.head is not head:
        if word.head is word:
            return False
        word = word.head
    if word.dep in ("dobj", "nsubjpass"):
        word = word.child("prep") or word
    return word.dep in ("prep", "agent") and word.lower in signs().legal["prepositions"]


def _sports(word: Word) -> bool:
    """ "The striker **shot** wide", "**beat** their rivals in the semi-final"."""
    table = signs().sports
    if word.lemma not in table["predicates"]:
        return False
    near = word.sentence.forms
    if not near.isdisjoint(signs().conflict["words"]):
        return False
    return not near.isdisjoint(table["strong"]) or len(near & table["weak"]) >= 2


def _markets(word: Word) -> bool:
    """ "Shares **plunged**", "the rupee **hit** a record low"."""
    table = signs().markets
    if not word.is_verb or word.lemma not in table["predicates"]:
        return False
    subject = word.child(*SUBJECTS) or deep.subject(word)  # "Gunmen drove to Goma and **attacked** a market"
    if subject is not None and subject.lemma in table["subjects"]:
        return True
    if subject is not None and _can_strike(subject):  # "Gunmen **stormed** the market"
        return False
    thing = word.child("dobj")
    return thing is not None and thing.lemma in table["objects"]


def _has_doer(word: Word) -> bool:
    who = word.child("nsubj") if word.is_verb and word.lemma not in ("die", "perish", "drown", "suffer", "flee") else None
    return who is not None and _can_strike(who) and not any(child.lower == "by" for child in word.children)


def _can_strike(who: Word) -> bool:
    """Someone or something that attacks: people, forces, weapons."""
    classes = word_classes()
    armed = any(who.lemma in classes[name] for name in ("person", "forces", "munition")) or who.lemma in signs().conflict["words"]
    return armed or (who.entity is not None and who.entity.label in ("PERSON", "NORP"))


def _nature(word: Word) -> bool:
    """ "The quake **killed** 40 people", "**died** in the floods", "people **displaced** by drought"."""
    if _has_doer(word):  # "As the cyclone battered the town, **soldiers** fired on looters"
        return False
    table = signs().nature["causes"]
    if word.pos == "NOUN" and word.lemma in table:
        return True
    return any(noun.lemma.lower() in table and (noun.dep != "compound" or word.lemma in TOLL) for noun in causes(word))


def _accident(word: Word) -> bool:
    """ "A gas **explosion**", "**killed** in a crash", "Five people **died** when a bus overturned"."""
    table = signs().accident
    if word.lemma not in table["predicates"]:
        return False
    who = deep.subject(word) if word.is_verb else None
    armed = (word_classes()["forces"], signs().conflict["words"])
    if who is not None and (who.label == "NORP" or any(who.lemma in words for words in armed)):
        return False
    if any(
        child.lower in table["kinds"] or child.lower in table["signs"]
        for child in word.children
        if child.dep in ("compound", "amod", "advmod")
    ):
        return True
    if any(
        noun.lemma in table["causes"] or any(c.lower in table["kinds"] for c in noun.children_of("compound"))
        for noun in causes(word)
    ):
        return True
    near = word.sentence.forms
    moved = not near.isdisjoint(table["moves"]) and not near.isdisjoint(table["vehicles"])
    return (moved or not near.isdisjoint(table["signs"])) and near.isdisjoint(signs().conflict["words"])


def _animals(word: Word) -> bool:
    """ "a shark **attack**", "was **killed** by a bear"."""
    table = signs().animals["words"]
    if word.pos == "NOUN" and any(child.lemma in table for child in word.children if child.dep == "compound"):
        return True
    return any(noun.lemma in table for noun in causes(word))


def _generic(word: Word) -> bool:
    """F70 "Militants often **attack** convoys": a habit, no single event."""
    if word.dep == "nsubj" and word.head.lemma == "be":  # "**Kidnapping** for ransom is rife"
        return any(child.lower in signs().generic["states"] for child in word.head.children_of("acomp", "attr"))
    if not word.is_verb or word.tag not in ("VBP", "VBZ", "VB"):
        return False
    return any(child.dep == "advmod" and child.lower in signs().generic["adverbs"] for child in word.children) and not word.child(
        "aux"
    )


_TESTS: tuple[tuple[str, Callable[[Word], str | bool]], ...] = (
    ("history", _named_war),
    ("label", _label), ("metaphor", _figure), ("exercise", _exercise), ("scenario", _scenario), ("culture", _culture),
    ("anniversary", _anniversary), ("legal", _legal), ("history", _history), ("sports", _sports), ("markets", _markets),
    ("nature", _nature), ("accident", _accident), ("animals", _animals), ("generic", _generic),
)  # fmt: skip
_WORLDS = frozenset({_exercise, _scenario, _culture, _anniversary, _legal, _nature, _animals})
_PLAIN = tuple((reason, test) for reason, test in _TESTS if test not in _WORLDS)
