"""Who acts and who is acted on, under whatever surface the sentence has.

Rules ask for deep slots, so that one frame serves active, passive, relative, participle, control and raising:

    Iranian forces shelled a post.             subject forces    object post
    A post was shelled by Iranian forces.      subject forces    object post
    the post that Iranian forces shelled       subject forces    object post
    Iranian forces, shelling a post, ...       subject forces    object post
    ordered its forces to shell a post         subject forces    object post

All functions take a predicate word and give head words; nothing is guessed: an agentless passive has no subject.
"""

from dateline.syntax.lexicon import OBJECT_CONTROL, RAISING
from dateline.syntax.tree import Word

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
PROMISING = frozenset({"promise", "threaten", "vow"})  # the subject acts, though there is an object
TELLING = frozenset({"say", "report", "tell", "announce", "add", "confirm", "claim"})
GOING_ON = frozenset({
    "add", "warn", "note", "stress", "insist", "say", "cite", "call", "accuse", "urge", "describe", "tell", "refer", "quote",
    "vow", "promise", "ask", "demand", "explain", "deny", "reject", "dismiss", "condemn", "argue", "claim", "point", "speak",
    "appeal", "blame",
})  # fmt: skip
PURPOSE = frozenset({
    "call", "phone", "telephone", "meet", "visit", "hold", "launch", "stage", "file", "sign", "open", "impose", "use",
})  # fmt: skip
ACCUSING = frozenset({"accuse", "suspect", "convict", "clear", "acquit"})
ADDRESSING = {"call": "on", "appeal": "to", "plead": "with"}
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
MEANS = frozenset({"way", "means", "method", "reason", "time", "chance", "opportunity", "place", "need", "room", "right"})
ADJOINED = frozenset({"in", "at", "near", "on", "during", "after", "before", "by", "around", "outside"})
HAVE = frozenset({"have", "has", "had", "having", "'ve", "'d"})


def is_passive(verb: Word, depth: int = 0) -> bool:
    """Passive, full or reduced: "was hit", "the town hit by rebels", "was seized and burned"."""
    if verb.child("auxpass", "nsubjpass", "agent"):
        return True
    if verb.tag != "VBN" or depth > 4:
        return False
    auxiliaries = verb.children_of("aux")
    if any(word.lower in HAVE for word in auxiliaries) or verb.child("dobj"):
        return False
    if verb.dep == "relcl" and any(relative_antecedent(word) is None for word in verb.children_of("nsubj")):
        return False  # "the region where troops **invaded**", tagged as a participle
    if verb.dep in ("acl", "relcl", "amod") or (verb.dep in ("advcl", "ccomp", "xcomp", "pcomp") and not verb.child("nsubj")):
        return True
    return verb.dep == "conj" and verb.head.is_verb and not verb.child("nsubj") and is_passive(verb.head, depth + 1)


def relative_antecedent(word: Word) -> Word | None:
    """The noun that a relative pronoun stands for: "rebels **who** fled" -> rebels."""
    if word.lower not in RELATIVE or word.tag not in ("WDT", "WP", "WP$", "IN", "DT"):
        return None
    for clause in (word, *word.ancestors()):
        if clause.dep == "relcl":
            return clause.head
    return None


def antecedent(word: Word) -> Word:
    return (relative_antecedent(word) or word) if word.lower in RELATIVE else word


def surface_subject(verb: Word, depth: int = 0) -> Word | None:
    """The grammatical subject, its own or borrowed from the clause that controls it."""
    own = verb.child(*SUBJECTS)
    if own is not None:
        return antecedent(own)
    return None if depth > 8 else _borrowed(verb, depth + 1)


def _borrowed(verb: Word, depth: int) -> Word | None:
    head = verb.head
    if head is verb:
        return None
    if verb.dep == "conj":
        return _of_conjunct(verb, head, depth)
    if verb.dep in ("xcomp", "ccomp"):
        return _of_complement(verb, head, depth)
    if verb.dep in ("acl", "relcl"):
        return _of_noun_clause(verb, head, depth)
    if verb.dep in ("acomp", "oprd") and verb.pos == "ADJ":  # "was quick to condemn": who was quick
        return surface_subject(head, depth)
    if verb.dep == "advcl" and verb.tag == "VB" and head.lemma in ADDRESSING and not verb.child("mark"):
        addressed = _addressed(head)
        if addressed:  # "appealed **to both armies** to lay down their arms"
            return addressed[0]
    if verb.dep == "advcl":
        if verb.child("mark") and verb.tag not in ("VBG", "VBN"):
            return None
        told = head.child("ccomp") if head.lemma in TELLING and verb.tag == "VBG" and verb.lemma not in GOING_ON else None
        if told is not None and told.i < head.i:  # "Fighters stormed a base, officials said, killing two"
            return surface_subject(told, depth)
        return surface_subject(head, depth)
    if verb.dep == "pcomp":
        return _of_gerund(head, depth)
    if verb.dep in ("dep", "parataxis", "amod"):
        return head if verb.dep == "amod" else surface_subject(head, depth)
    return None


def _addressed(verb: Word) -> list[Word]:
    """"called **on the premier** to resign"; not "called him **on Saturday** to apologise"."""
    return [word for word in preposition_objects(verb, ADDRESSING[verb.lemma]) if word.label not in ("DATE", "TIME")]


def _of_conjunct(verb: Word, head: Word, depth: int) -> Word | None:
    """"They entered and burned the camp", "was hit and burned", "plans to enter and burn"."""
    if head.is_verb or head.dep in ("ROOT", "xcomp", "ccomp", "advcl", "relcl", "acl", "pcomp", "conj"):
        return surface_subject(head, depth)
    return None


def _of_complement(verb: Word, head: Word, depth: int) -> Word | None:
    """Control and raising: "ordered troops to fire" -> troops; "agreed to leave", "appears to have fallen" -> its subject."""
    if not (head.is_verb or head.pos in ("ADJ", "NOUN")):
        return None
    if verb.dep == "ccomp" and head.lemma in TELLING and verb.i > head.i and _is_finite(verb):
        return _of_gap(head)
    inner = head.child("dobj", "dative") if head.lemma not in PURPOSE else None
    addressed = _addressed(head) if head.lemma in ADDRESSING else []
    if addressed:  # "called on the premier to resign": the premier
        return addressed[0]
    if inner is not None and head.lemma not in RAISING and (head.lemma in OBJECT_CONTROL or head.lemma not in PROMISING):
        return antecedent(inner)
    return surface_subject(head, depth)


def _is_finite(verb: Word) -> bool:
    """Also "left" where it is taken for a participle, though nothing helps it."""
    return verb.tag in ("VBD", "VBZ", "VBP") or (verb.tag == "VBN" and not verb.child("aux", "auxpass"))


def _of_gap(told: Word) -> Word | None:
    """"a raid that the ministry said killed nine": the raid, never the ministry."""
    pronoun = next((word for word in told.children if word.i < told.i and relative_antecedent(word)), None)
    if pronoun is None and told.dep != "relcl":
        return _before_that(told)
    return relative_antecedent(pronoun) if pronoun is not None else told.head


def _before_that(told: Word) -> Word | None:
    """"days of **fighting** that residents say left nine dead", where the parser sees no relative clause."""
    that = next((word for word in told.children if word.lower == "that" and word.dep == "mark" and word.i < told.i), None)
    if that is None:
        return None
    before = that.sentence.words[that.i - that.sentence.words[0].i - 1] if that.i > that.sentence.words[0].i else None
    return before if before is not None and before.tag in ("NN", "NNS", "VBG") else None


def _of_noun_clause(verb: Word, head: Word, depth: int) -> Word | None:
    """"gunmen firing on", "the town hit by": the noun; "a plan to attack": whose plan it is."""
    if verb.dep == "relcl":
        pronouns = [word for word in verb.children if relative_antecedent(word)]
        if verb.tag == "VB" and head.lemma in MEANS and any(child.tag == "TO" for child in verb.children):
            return None  # "ways to **bring down** a drone": the ways bring down nothing
        return None if pronouns else head
    if verb.tag in ("VBG", "VBN"):
        return head
    owner = head.child("poss")
    if owner is not None:
        return antecedent(owner)
    named = [word for word in preposition_objects(head, "of") if word.tag in ("NNP", "NNPS")]
    if named:  # "the decision of Pakistan to close the border"
        return named[0]
    if head.dep in ("dobj", "attr", "nsubj", "nsubjpass", "pobj") and head.head.is_verb and head.dep != "nsubj":
        return surface_subject(head.head, depth)
    return None


def _of_gerund(preposition: Word, depth: int) -> Word | None:
    """"accused them of shelling" -> them; "retaliated by shelling" -> its subject; "Israel's plan of bombing" -> Israel."""
    host = preposition.head
    if host.is_verb:
        inner = host.child("dobj", "nsubjpass")
        if inner is not None and preposition.lower in ("of", "for", "from", "into", "about", "with", "against"):
            return antecedent(inner)
        return surface_subject(host, depth)
    if host.pos == "ADJ" and host.dep in ("acomp", "oprd", "xcomp"):  # "are guilty of violating": who is guilty
        return surface_subject(host.head, depth)
    if preposition.lower == "of" and host.dep in ("dobj", "nsubjpass") and host.head.lemma in ACCUSING:
        return antecedent(host)  # hung one too low: "accused **the junta** of executing"
    owner = host.child("poss")
    return antecedent(owner) if owner is not None else None


def subject(verb: Word) -> Word | None:
    """The deep subject: who does it. None for an agentless passive."""
    if not is_passive(verb):
        found = surface_subject(verb)
        return None if found is not None and found.dep == "expl" else found
    for agent in verb.children_of("agent"):
        for word in agent.children_of("pobj"):
            return antecedent(word)
    for other in verb.children_of("conj"):  # "were tortured and beheaded **by soldiers**": nothing between says who else
        if other.tag == "VBN" and other.child("agent") and not other.child(*SUBJECTS, "auxpass") and not verb.child("prep"):
            return subject(other)
    return _agent_before(verb)


def _agent_before(verb: Word) -> Word | None:
    """"They were stopped **by police** and searched": one agent for both, where nothing new comes in."""
    if verb.dep != "conj" or verb.tag != "VBN" or verb.child("auxpass", *SUBJECTS) or verb.head.tag != "VBN":
        return None
    agents = [inner for link in verb.head.children_of("agent") for inner in link.children_of("pobj") if inner.i < verb.i]
    return antecedent(agents[0]) if agents else None


def direct_object(verb: Word) -> Word | None:
    """The deep object: who or what it is done to."""
    if is_passive(verb):
        return surface_subject(verb)
    own = verb.child("dobj")
    if own is not None:
        return antecedent(own)
    named = _what_it_called(verb)
    if named is not None:
        return named
    if verb.dep == "relcl" and _has_gap(verb):
        return verb.head
    return shared_object(verb)


def _what_it_called(verb: Word) -> Word | None:
    """"striking what it said were **hideouts**": the free relative stands for what is named in it."""
    clause = verb.child("ccomp")
    return named_by(clause) if clause is not None else None


def named_by(clause: Word) -> Word | None:
    """What a free relative stands for: "what it said were **hideouts**", "what it called **hideouts**", "... as **camps**"."""
    for inner in (clause, clause.child("ccomp")):
        if inner is None:
            continue
        if any(word.lower == "what" for word in inner.children_of(*SUBJECTS)):
            return inner.child("attr", "dobj")
        if any(word.lower == "what" for word in inner.children_of("dobj", "attr")):
            told = inner.child("oprd")
            as_what = next((word.child("pobj") for word in inner.children_of("prep") if word.lower == "as"), None)
            if told is not None or as_what is not None:
                return told or as_what
    return None


def _has_gap(clause: Word) -> bool:
    """Whether a relative clause lacks its object: "the bridge the rebels blew up", "the depot that the army hit"."""
    own = clause.child(*SUBJECTS)
    if clause.lemma == "meet" and any(word.lower in ("where", "when") for word in clause.children_of("advmod")):
        return False  # "the house **where** the leaders meet"; but "the district where troops invaded"
    if own is None or relative_antecedent(own) is not None or clause.tag == "VBG" or clause.child("dobj"):
        return False
    links = clause.children_of("prep")  # "the school the army shelled **in May**", but "the hill they fired **from**"
    return all(link.lower in ADJOINED and link.child("pobj") is not None for link in links)


def shared_object(verb: Word) -> Word | None:
    """P2 "The army surrounded and shelled the town": a bare first verb borrows the object of the verb joined to it."""
    nexts = [word for word in verb.children_of("conj") if word.tag == verb.tag and not word.child(*SUBJECTS)]
    if len(nexts) != 1 or verb.child("prep", "ccomp", "xcomp", "advmod", "prt", "npadvmod"):
        return None
    return nexts[0].child("dobj") or shared_object(nexts[0])


def indirect_object(verb: Word) -> Word | None:
    """"gave **Ukraine** tanks", "gave tanks to **Ukraine**"."""
    dative = verb.child("dative")
    if dative is None:
        return None
    inner = dative.child("pobj") if dative.pos == "ADP" else dative
    return antecedent(inner) if inner is not None else None


AWAY = frozenset({"away", "back", "home", "out", "down", "low"})  # "walked **away** from its pact", "flew **low** over the camp"


def preposition_objects(word: Word, name: str) -> list[Word]:
    """Objects of a preposition on this word: `preposition_objects(strike, "on")` of "a strike on Natanz" -> [Natanz].

    A chain counts by its first and its last member ("from inside Iran" is `from` and `inside`); `by` includes the agent.
    """
    found: list[Word] = []
    for preposition in word.children:
        if preposition.dep in ("prep", "agent", "dative") and preposition.pos in ("ADP", "SCONJ", "VERB", "ADV", "PART"):
            found.extend(_objects_under(preposition, name))
        elif preposition.dep in ("advmod", "oprd") and preposition.lower in AWAY and word.is_verb:
            found.extend(each for inner in preposition.children_of("prep") for each in _objects_under(inner, name))
    return found


def _objects_under(preposition: Word, name: str) -> list[Word]:
    inner = preposition.children_of("prep")
    joined = [word for each in preposition.children_of("conj") if each.pos == "ADP" for word in _objects_under(each, name)]
    if preposition.lower != name:
        return [word for each in inner if each.lower == name for word in each.children_of("pobj")] + joined
    objects = [antecedent(word) for word in preposition.children_of("pobj")]
    objects += [named for clause in preposition.children_of("pcomp") if (named := named_by(clause)) is not None]
    return objects + [word for each in inner for word in each.children_of("pobj")] + joined


def complement(verb: Word) -> Word | None:
    """The clause it governs: "said that X **left**", "agreed to **leave**"."""
    return verb.child("ccomp", "xcomp")


def first_joined(word: Word) -> Word:
    """The first of those that a noun is joined to: of London in "Washington and London" Washington; else the word itself."""
    while word.dep == "conj" and word.head.is_nominal:
        word = word.head
    return word


def conjuncts(word: Word) -> list[Word]:
    """The word and what is joined to it by "and", "or" or a comma: "Turkey, Qatar and Oman" -> three words."""
    found: list[Word] = []
    queue = [word]
    while queue and len(found) < 50:
        each = queue.pop(0)
        found.append(each)
        queue.extend(w for w in each.children_of("conj") if w.is_nominal or w.pos == "ADJ")
    return found


def verb_chain(verb: Word) -> list[Word]:
    """The verb and the verbs joined to it: "entered, looted and burned"."""
    found: list[Word] = []
    queue = [verb]
    while queue and len(found) < 50:
        each = queue.pop(0)
        found.append(each)
        queue.extend(w for w in each.children_of("conj") if w.is_verb)
    return found
