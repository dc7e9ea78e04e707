"""Which operator a head has for what it governs: keys of verbs with particles and objects, and the frame of a clause."""

from dateline.knowledge.factuality import Kind, Operator, operators, signs
from dateline.syntax.deep import is_passive
from dateline.syntax.tree import Word

SUBJECTS = ("nsubj", "nsubjpass")
POLAR = frozenset({"whether", "if"})
WH = frozenset({"why", "how", "where", "when", "who", "what", "which", "whom", "whose"})


def keys(verb: Word) -> list[str]:
    """The names of a verb in the lists, the most special first: "carry_out", "take_place", "have_yet", "go"."""
    lemma = verb.lemma
    joined = signs().attachment["joined"]
    found = []
    for child in verb.children:
        if child.dep == "prt" or (child.dep in ("advmod", "dobj", "acomp") and child.lower in joined):
            found.append(f"{lemma}_{child.lower}")
        elif child.dep == "xcomp" and child.lower == "paid":
            found.append(f"{lemma}_paid")
        elif child.dep == "prep" and signs().idioms:
            inner = child.child("pobj")
            if not child.children and child.lower in joined:
                found.append(f"{lemma}_{child.lower}")  # "fell **through** when"
            if inner is not None and f"{lemma}_{child.lower}_{inner.lower}" in signs().idioms:
                found.append(f"{lemma}_{child.lower}_{inner.lower}")
    if lemma == "go" and verb.tag == "VBG":
        found.append("going")
    found.append(lemma)
    return found


def is_mistagged(word: Word) -> bool:
    """A plural noun that the tagger takes for a verb: "**Claims** that it was hit are baseless"."""
    return word.dep in ("nsubj", "nsubjpass", "dobj", "pobj") and word.tag in ("VBZ", "VBP")


def kind_of(head: Word) -> Kind:
    if head.is_verb and not is_mistagged(head):
        return "verb"
    return "adjective" if head.pos == "ADJ" else "noun"


def operator(head: Word, frame: str) -> Operator | None:
    """The operator of a head in a frame: `operator(failed, "to")`; of a copula, that of its adjective or noun."""
    known = operators()
    kind = kind_of(head)
    if kind == "verb":
        for key in keys(head):
            found = known.get(("verb", frame, key))
            if found is not None and not (key == "be" and frame != "to"):
                return found
        return _of_participle(head, frame)
    name = head.lower if kind == "adjective" else head.lemma.lower()
    if kind == "adjective" and ("adjective", frame, f"{head.head.lemma}_{name}") in known:
        name = f"{head.head.lemma}_{name}"  # "stand ready to", "saw fit to"
    if kind == "adjective" and name.endswith("ed") and head.child("xcomp", "dobj", "ccomp"):
        stems = (name[:-2], name[:-1], name[:-3])  # "and so **avoided** passing it", taken for an adjective
        return next((found for stem in stems if (found := known.get(("verb", frame, stem))) is not None), None)
    if name == "talk" and head.tag == "NNS":
        return None  # "talks about a truce" are held; "talk of a truce" is hope
    return known.get((kind, frame, name)) or (known.get(("adjective", frame, head.lower)) if kind == "noun" else None)


def _of_participle(head: Word, frame: str) -> Operator | None:
    """ "was **worried** that", "is **scheduled** to" where the parser sees a verb."""
    return operators().get(("adjective", frame, head.lower)) if head.tag in ("VBN", "VBG") else None


COPULAS = frozenset({"be", "become", "seem", "remain", "look", "appear", "prove", "sound", "stay"})


def predicative(copula: Word) -> Word | None:
    """The adjective or noun that a copula carries: "is **unclear**", "was a **lie**"."""
    return copula.child("acomp", "attr", "oprd") if copula.lemma in COPULAS else None


def has_to(verb: Word) -> bool:
    for child in verb.children:
        if (child.dep == "aux" and (child.tag == "TO" or child.lower == "to")) or (child.dep == "mark" and child.lower == "to"):
            return True
    return False


def wh_word(clause: Word) -> Word | None:
    """What opens an indirect question: "**whether** it fired", "**why** troops left", "**how** many men died"."""
    for child in clause.children:
        if child.i >= clause.i:
            return None
        if child.dep not in OPENING:
            continue
        if child.lower in POLAR or child.lower in WH:
            return child
        for inner in child.children:
            if inner.lower in WH or (inner.dep in ("amod", "nummod") and inner.children and inner.children[0].lower in WH):
                return inner
    return None


OPENING = frozenset({"mark", "advmod", "nsubj", "nsubjpass", "dobj", "attr", "pobj", "det"})


def frame_of(clause: Word, head: Word) -> str:
    """How a clause hangs on its head: "to", "np_to", "bare", "ing", "that" or "wh"."""
    opener = wh_word(clause)
    if has_to(clause) and (opener is None or opener.lower not in POLAR):
        if not head.is_verb:
            return "to"
        with_object = head.child("dobj", "dative") is not None or clause.child(*SUBJECTS) is not None
        steered = any(
            (noun := c.child("pobj")) is not None and not is_time(noun)
            for c in head.children_of("prep")
            if c.i < clause.i and c.lower in ("on", "upon", "to", "for", "with")
        )
        return "np_to" if with_object or steered or (is_passive(head) and head.lemma not in ("go", "have")) else "to"
    if opener is not None:
        return "wh"
    if head.lemma == "let":
        return "bare"
    finite = clause.tag in ("VBD", "VBZ", "VBP", "MD") or any(
        c.dep in ("aux", "auxpass") and c.tag not in ("VBG", "TO") for c in clause.children
    )
    if finite or clause.child("mark") or any(c.lower == "that" and c.i < clause.i for c in clause.children):
        return "that"
    if any(child.dep == "aux" and child.lower == "having" for child in clause.children):
        return "ing"
    if clause.tag == "VBG":
        return "bare" if clause.child(*SUBJECTS) is not None else "ing"
    return "bare"


def is_time(noun: Word) -> bool:
    """ "refused on **Monday** to release them": nobody who is asked."""
    return (noun.entity is not None and noun.entity.label in ("DATE", "TIME")) or noun.lower in signs().futures["days"]


def before(word: Word, steps: int = 1) -> str:
    words = word.sentence.words
    at = word.i - words[0].i - steps
    return words[at].lower if at >= 0 else ""
