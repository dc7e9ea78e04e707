"""On whose word a clause stands where no verb of saying carries it: phrases, asides and brackets that name a source.

By the mayor's account the guards fired.        claimed, by `account`
From what traders hear, the ship sank.          claimed, by `hear`
If the elders are to be believed, it burned.    claimed, by `believed`
Nine huts (the figure is the mayor's) burned.   claimed, by `figure`
The envoy who, colleagues say, was shot         claimed, by `say`
"""

from dateline.extract.factuality.heads import before, has_to, operator, predicative
from dateline.extract.factuality.values import Value, claimed
from dateline.knowledge.factuality import signs
from dateline.knowledge.reporting import reporting
from dateline.syntax.tree import Word

SAID = 2.5
DOUBTED = 1.5
FRONTED = frozenset({"in", "on", "from", "to", "under"})
OWNERS = frozenset({"all", "most", "some", "several", "many", "one", "both", "other", "various", "own", "any", "certain"})
OFFICES = frozenset(
    {"service", "office", "bureau", "desk", "command", "headquarters", "staff", "mission", "embassy", "palace", "unit"}
)
NEAR = 7  # words between an aside and the verb it stands before
RELATIVE = frozenset({"where", "which", "that", "who", "whom", "when", "why", "how", "what", "and", "but", "because"})
BRACKETS = frozenset({"(", "[", ")", "]"})
PERSONAL = frozenset({"PERSON", "ORG", "NORP"})


def attributed(value: Value, verb: Word) -> Value:
    """The value of a clause that names its source beside it."""
    if value.mode != "occurred":
        return value
    cue = source_of(verb) or (_bracket(verb) if verb.head is verb else None) or _aside_before(verb)
    if cue is None:
        return value
    return claimed(value, DOUBTED if cue.lemma in signs().hearsay["believed"] else SAID, cue)


def fronted_source(value: Value, first: Word) -> Value:
    """ "By his account they rammed and sank it": what is named before the first of two joined verbs goes for both."""
    if value.mode != "occurred":
        return value
    cue = source_of(first)
    return claimed(value, SAID, cue) if cue is not None and cue.i < first.i else value


def source_of(verb: Word) -> Word | None:
    """The word that names a source beside a clause."""
    for child in verb.children:
        found = _beside(child, verb)
        if found is not None:
            return found
    return None


def _beside(child: Word, verb: Word) -> Word | None:
    if child.lower in ("officially", "unofficially", "nominally") and child.dep == "advmod" and _comma_after(child):
        return child
    if child.lower == "according" and child.dep in ("prep", "advcl", "advmod"):
        return child
    if child.dep == "prep":
        return _phrase(child, verb)
    if child.dep in ("parataxis", "dep", "ccomp", "advcl") and _tells(child, verb):
        return child
    if child.dep in ("advcl", "ccomp", "parataxis", "dep", "conj"):
        return _clause(child, verb)
    return None


def _comma_after(word: Word) -> bool:
    """ "**Officially**, the admiral died in his sleep", not "was officially opened"."""
    words = word.sentence.words
    at = word.i - words[0].i
    return at == 0 and words[1].text == "," if len(words) > 1 else False


def _phrase(preposition: Word, verb: Word) -> Word | None:
    """ "By his own account", "as per two officials", "in the telling of the crew", "from what traders hear"."""
    name = preposition.lower
    inner = preposition.child("prep")
    if name == "as" and inner is not None and inner.lower == "per":
        preposition, name = inner, "per"
    if name == "going" or name == "judging":
        return _judging(preposition)
    heard = preposition.child("pcomp")
    if heard is not None:
        return heard if name in ("from", "by", "on", "to") and _is_heard(heard) else None
    noun = preposition.child("pobj")
    if noun is None:
        return None
    if name == "per":
        if _speaks(noun) or noun.lemma in signs().hearsay["per"]:
            return noun
        fronted = preposition.i < _start(verb) and noun.child("det", "poss") is not None
        return noun if fronted and noun.lemma not in signs().requests["measures"] else None
    table = signs().hearsay.get(name)
    if table is None or name not in (*FRONTED, "by") or noun.lemma not in table or not _owned(noun):
        return None
    if name in FRONTED and noun.tag == "NN" and not noun.child("det", "poss"):
        return None  # "in view of the result"
    return noun if name == "by" or preposition.i < _start(verb) or before(preposition) in (",", "least") else None


def _start(verb: Word) -> int:
    subject = verb.child("nsubj", "nsubjpass", "expl")
    return subject.i if subject is not None else verb.i


def _owned(noun: Word) -> bool:
    """ "**the mayor's** account", "the account **of** a trader", "**most** accounts"; not "by a count **of 50** to 3"."""
    if noun.child("poss") is not None or any(c.lower in OWNERS for c in noun.children):
        return True
    if any(c.dep == "acl" for c in noun.children):
        return True
    for child in noun.children_of("prep"):
        owner = child.child("pobj")
        if child.lower in ("of", "from", "by", "reaching") and owner is not None:
            return owner.pos != "NUM"
    return noun.lemma == "account" and noun.tag == "NNS"


def _speaks(noun: Word) -> bool:
    if noun.entity is not None and noun.entity.label in PERSONAL:
        return True
    return noun.lemma in reporting().sources


def _is_heard(clause: Word) -> bool:
    """ "From **what** traders in Bosaso **hear**"."""
    opening = any(c.lower in ("what", "all") and c.i < clause.i for c in clause.children)
    return opening and clause.child("nsubj") is not None and clause.lemma in signs().hearsay["hear"]


def _judging(word: Word) -> Word | None:
    return word if any(c.lower in ("by", "from") for c in word.children) else None


def _clause(clause: Word, verb: Word) -> Word | None:
    """ "As reckoned by the union", "as Ankara has it", "to hear the elders tell it", "if the mayor is to be believed"."""
    table = signs().hearsay
    opening = {c.lower for c in clause.children if c.dep in ("mark", "advmod") and c.i < clause.i}
    if "if" in opening:
        return clause if _is_belief(clause) else None
    if clause.tag == "VBN" and "as" in opening and clause.child("agent") and clause.lemma in table["told"]:
        return clause
    if not opening.isdisjoint(("as", "so")) and _is_telling(clause):
        return clause
    if "as" in opening and _reports(clause):
        return clause
    if clause.i < verb.i or before(_first(clause)) == ",":
        if has_to(clause) and clause.lemma in table["judging"] and not clause.child("nsubj"):
            told = clause.lemma == "hear" and not clause.child("ccomp", "xcomp")
            return None if told or (clause.lemma == "go" and not _judging(clause)) else clause
        if clause.tag == "VBG" and clause.lemma in ("go", "judge"):
            return _judging(clause)
    return None


def _first(clause: Word) -> Word:
    return clause.subtree()[0]


def _is_telling(clause: Word) -> bool:
    """ "as Ankara **has it**", "so the elders **tell it**", "so the story **goes**"."""
    thing = clause.child("dobj")
    if clause.lemma in ("have", "tell", "put", "see") and thing is not None and thing.lower == "it":
        return True
    subject = clause.child("nsubj")
    return clause.lemma in ("go", "run") and subject is not None and subject.lemma in signs().hearsay["from"]


def _reports(clause: Word) -> bool:
    """ "As the press service **communicates**, ...": a verb of saying with its speaker and without an object."""
    subject = clause.child("nsubj")
    if subject is None or clause.child("dobj", "ccomp", "xcomp", "aux", "auxpass"):
        return False
    known = clause.lemma in signs().hearsay["told"] or "that" in _frames(clause)
    return known and (_speaks(subject) or subject.lemma in OFFICES)


def _frames(verb: Word) -> frozenset[str]:
    cue = reporting().verbs.get(verb.lemma)
    return frozenset(cue.frames) if cue is not None else frozenset()


def _is_belief(clause: Word) -> bool:
    """ "if he **is to be believed**", "if the reports are **right**"."""
    table = signs().hearsay
    if clause.lemma in table["believed"]:
        return has_to(clause) or clause.child("auxpass") is not None or _subject_is(clause, ("one", "you"))
    if clause.lemma == "be":
        lower = clause.child("xcomp")
        if lower is not None and lower.lemma in table["believed"]:
            return True
        carrier = predicative(clause)
        subject = clause.child("nsubj")
        right = carrier is not None and carrier.lower in table["right"]
        return right and subject is not None and subject.lower not in ("it", "that", "this", "there")
    return False


def _subject_is(clause: Word, names: tuple[str, ...]) -> bool:
    subject = clause.child("nsubj")
    return subject is not None and subject.lower in names


def _tells(aside: Word, verb: Word) -> bool:
    """ "who, colleagues **say**, was abducted", "the pilots, it is **said**, were captured": an aside between commas."""
    found = operator(aside, "that")
    if found is None or found.name not in ("say", "allege", "believe") or aside.child("ccomp", "xcomp", "dobj"):
        return False
    subject = aside.child("nsubj", "nsubjpass", "expl")
    if subject is None or aside.child("mark") or aside.dep == "advcl":
        return False
    first = _first(aside)
    return before(first if first.text != "," else subject) in (",", "(", "–", "—", "--", "-") or first.text == ","


def _aside_before(verb: Word) -> Word | None:
    """ "the field where, they **insist**, the bombs fell", however the parser takes it: an aside that breaks into the clause."""
    words = verb.sentence.words
    at = verb.i - words[0].i - 1
    if at <= 1 or "," not in verb.sentence.forms:
        return None
    while at > 1 and words[at].text != ",":
        if verb.i - words[at].i > NEAR or (words[at].is_verb and words[at].dep not in ("aux", "auxpass")):
            return None
        at -= 1
    comma = at
    at -= 1
    while at > 1 and not (words[at].is_verb and words[at].dep not in ("aux", "auxpass")):
        if comma - at > NEAR or words[at].text in (",", ";", ":", '"'):
            return None
        at -= 1
    cue = words[at]
    if at <= 1 or cue is verb or cue.tag not in ("VBD", "VBZ", "VBP") or "that" not in _frames(cue) or verb in cue.children:
        return None
    subject = cue.child("nsubj")
    if subject is None or subject.i > cue.i or cue.child("ccomp", "xcomp", "mark") or cue in verb.children:
        return None
    first = subject.subtree()[0].i - words[0].i
    opened = first > 0 and words[first - 1].text == ","
    if first > 1 and words[first - 1].lower in RELATIVE:
        return None
    return cue if opened and first > 1 and words[first - 2].lower in RELATIVE else None


def _bracket(root: Word) -> Word | None:
    """The word of a bracket that names the source of its sentence: "(**source**: the mayor)"."""
    table = signs().hearsay["bracket"]
    opened: int | None = None
    for word in root.sentence.words:
        if word.text in BRACKETS:
            opened = word.i if word.text in ("(", "[") else None
        elif opened is not None:
            first = word.i == opened + 1
            if word.lemma in table and (not first or word.pos != "VERB"):
                return word
            if first and word.lower in ("this", "so", "thus", "that") and _names_source(word):
                return word
    return None


def _names_source(word: Word) -> bool:
    """ "(this **from** the fire chief)"."""
    words = word.sentence.words
    at = word.i - words[0].i + 1
    return at < len(words) and words[at].lower in ("from", "according", "by", "per")
