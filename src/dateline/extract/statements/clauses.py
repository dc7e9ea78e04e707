"""What a reporting verb carries without quotation marks around it, by the verb's frames.

    Dar said (that) talks had failed.             that      -> the clause
    Talks had failed, Dar said.                   that      -> the clause around or before the cue
    The bishop urged rebels to leave.             np_to     -> rebels to leave
    The union accused guards of beating him.      p:of      -> beating him
    The union condemned the raid.                 np        -> the raid (a topic: what it takes for granted stays the report's)
"""

from dateline.extract.statements.parts import Range, Said, Scene, joined, trimmed
from dateline.extract.statements.speakers import TELLING, addressee_of, speaker_mention, speaker_word
from dateline.knowledge.reporting import Cue, ReportingClass
from dateline.syntax.deep import is_passive
from dateline.syntax.tree import Word

Found = tuple[ReportingClass, list[Range], list[Range] | None, str]
WH = frozenset({"whether", "if", "what", "how", "why", "who", "when", "where", "which"})
ENDING = frozenset({"say", "report", "add", "announce", "note", "warn", "claim", "write", "tell", "learn"})
WARNING = frozenset({"warn", "caution"})
UNNAMED = frozenset({"clause.that", "clause.before", "clause.passive", "clause.preposition"})
SILENT = frozenset({"name", "identify", "comment", "quote"})  # "asked not to be named": says nothing
ABOUT = frozenset({"of", "for"})
LOWER = frozenset({"xcomp", "ccomp", "advcl", "acl"})


def find_clauses(scene: Scene) -> None:
    """Appends a statement for each reporting verb that carries a clause, an infinitive, a gerund or a topic."""
    verbs, particles = scene.cues.verbs, scene.cues.particles
    for word in scene.tree.words:
        if word.lemma not in verbs and word.lemma not in particles:
            continue
        if word.is_verb and word.i not in scene.used and not (word.tag == "VBG" and word.lemma in scene.cues.relay):
            read_verb(scene, word)


def read_verb(scene: Scene, verb: Word) -> None:
    """Appends the statement of one reporting verb, by the first of its frames that the sentence fills."""
    entry = scene.cue_of(verb)
    if entry is None:
        return
    found = next((got for way in WAYS if (got := way(scene, verb, entry)) is not None), None)
    if found is None:
        return
    kind, content, covered, rule = found
    content = [piece for piece in (_inside(scene, verb, each) for each in content) if piece]
    head = None if _is_accused(verb) else speaker_word(verb, scene.elsewhere(verb))
    if head is not None and any(first <= head.i <= last for first, last in content):
        head = None
    if not content or (head is None and rule not in UNNAMED):
        return
    if head is not None and head.lemma in scene.cues.evidence_subjects and verb.lemma in scene.cues.evidence_verbs:
        kind = "evidence"
    speaker = speaker_mention(head) if head is not None else None
    scene.used.add(verb.i)
    scene.said.append(
        Said(
            verb, verb, verb.span, speaker, content, kind, "indirect", rule, addressee_of(verb), covered,
            any(child.dep == "neg" for child in verb.children),
        )
    )  # fmt: skip


def _is_accused(verb: Word) -> bool:
    """"Both accused of hosting rebels", "was accused of": a passive whose accuser is not named."""
    passive = verb.tag == "VBN" or not verb.child("dobj")
    return verb.lemma == "accuse" and passive and not verb.child("agent", "dobj")


def _inversion(scene: Scene, verb: Word, entry: Cue) -> Found | None:
    """"Fear grows in Aden, affirm the analysts, as ...": what follows the bare cue is its subject, not its object."""
    kind = entry.frames.get("that")
    before = scene.tree.words[verb.i - 1] if verb.i else verb
    after = verb.child("dobj")
    if kind is None or after is None or before.text != "," or verb.tag == "VBG" or verb.child("nsubj", "aux", "ccomp"):
        return None
    if verb.dep == "conj" or verb.child("cc", "mark"):
        return None
    first = verb.sentence.words[0].i
    if not any(word.is_verb for word in scene.tree.words[first : verb.i - 1]):
        return None
    return kind, [(first, verb.i - 2)], None, "clause.inverted"


def _inside(scene: Scene, verb: Word, piece: Range) -> Range | None:
    """A piece cut to the quotation that the cue stands in, without the marks and commas at its edges."""
    first, last = piece
    level = scene.level(verb)
    if level >= 0:
        low, high = scene.words_of[level]
        first, last = max(first, low), min(last, high)
    return trimmed(scene.tree.words, first, last)


def span_of(word: Word) -> Range:
    under = word.subtree()
    return under[0].i, under[-1].i


def _clause(scene: Scene, verb: Word, entry: Cue) -> Found | None:
    """A finite clause: after the verb, else before it."""
    hosts = [verb, *(child for child in verb.children if child.dep == "acomp")]
    clauses = [child for host in hosts for child in host.children if child.dep == "ccomp" and not has_to(child)]
    if not clauses:
        return None
    after = [clause for clause in clauses if clause.i > verb.i]
    clause = after[0] if after else clauses[-1]
    kind = entry.frames.get("wh" if _is_wh(clause) else "that")
    if kind is None:
        return None
    if not after:
        return kind, _around(verb, clause), None, "clause.before"
    first, last = span_of(clause)
    first = max(_from_object(verb, clause, first), verb.i + 1)
    return _mood(verb, clause, kind), [(first, last)], None, "clause.that"


def _from_object(verb: Word, clause: Word, first: int) -> int:
    """"demanded Oslo make a pledge": the parser's object of a verb that tells no one is the clause's subject."""
    thing = verb.child("dobj")
    if thing is None or verb.lemma in TELLING or clause.child("nsubj", "mark") or not verb.i < thing.i < clause.i:
        return first
    return span_of(thing)[0]


def has_to(clause: Word) -> bool:
    return any(child.dep == "aux" and child.tag == "TO" for child in clause.children)


def _is_wh(clause: Word) -> bool:
    first = clause.subtree()[0]
    return first.lower in WH


def _mood(verb: Word, clause: Word, kind: ReportingClass) -> ReportingClass:
    """"insisted that he leave" asks for it; "warned that stocks had run out" tells of the past."""
    finite = [child for child in clause.children if child.dep in ("aux", "auxpass")]
    if clause.tag == "VB" and not finite and kind in ("claiming", "belief", "requesting", "asking", "neutral"):
        return "requesting" if verb.lemma in ("insist", "suggest", "propose", "demand", "ask", "urge", "recommend") else kind
    if verb.lemma in WARNING and not any(child.tag == "MD" for child in finite):
        past = clause.tag == "VBD" or any(child.lower in ("had", "has", "have", "was", "were") for child in finite)
        return "neutral" if past else kind
    return kind


def _around(verb: Word, clause: Word) -> list[Range]:
    """The words of a clause that its own cue stands beside or inside: "Talks, Dar said, had failed"."""
    own = {word.i for word in verb.subtree()} if clause.head is not verb else _own(verb, clause)
    return joined(word.i for word in clause.subtree() if word.i not in own)


def _own(verb: Word, clause: Word) -> set[int]:
    """The cue and its other children, without the clause."""
    found = {verb.i}
    for child in verb.children:
        if child is not clause:
            found.update(word.i for word in child.subtree())
    return found


def _infinitive(scene: Scene, verb: Word, entry: Cue) -> Found | None:
    """"vowed to go", "urged them to go", "denied going", "is believed to have gone"."""
    clause = next((child for child in verb.children if child.dep in LOWER and child.i > verb.i), None)
    if clause is None:
        return _steered(verb, entry)
    first, last = span_of(clause)
    if _is_gerund(clause) and clause.dep in ("xcomp", "ccomp"):
        kind = entry.frames.get("ing")
        return (kind, [(first, last)], None, "clause.gerund") if kind else None
    if not has_to(clause) or clause.lemma in SILENT:
        return None
    if clause.dep in ("advcl", "acl"):
        return _steered(verb, entry)
    passive = is_passive(verb)
    if passive:
        return _reported_passive(verb, entry, (first, last))
    thing = verb.child("dobj", "dative")
    if clause.dep == "ccomp" or (thing is not None and thing.i < clause.i):
        kind = entry.frames.get("np_to")
        start = min(first, span_of(thing)[0]) if thing is not None and verb.i < thing.i < clause.i else first
        return (kind, [(max(start, verb.i + 1), last)], [(first, last)], "clause.np_to") if kind else None
    kind = entry.frames.get("to")
    return (kind, [(first, last)], None, "clause.infinitive") if kind else _steered(verb, entry)


def _is_gerund(clause: Word) -> bool:
    """"denied sinking it", "denied having sunk it"."""
    auxiliary = clause.child("aux")
    return clause.tag == "VBG" if auxiliary is None else auxiliary.tag == "VBG"


def _reported_passive(verb: Word, entry: Cue, clause: Range) -> Found | None:
    """"is believed to have fled": claimed by no one named; "was ordered to leave": asked for."""
    kind = entry.frames.get("np_to")
    if kind in ("requesting", "committing"):
        return kind, [clause], None, "clause.passive"
    if "that" in entry.frames or kind:
        return "claiming", [clause], None, "clause.passive"
    return None


def _steered(verb: Word, entry: Cue) -> Found | None:
    """"called on rebels to leave", "appealed to donors to give"."""
    if not entry.steered:
        return None
    for preposition in verb.children_of("prep"):
        kind = entry.steered.get(preposition.lower)
        if kind is None:
            continue
        clause = _next_infinitive(verb, preposition)
        if clause is not None:
            first, last = span_of(clause)
            return kind, [(preposition.i + 1, last)], [(first, last)], "clause.np_to"
    return None


def _next_infinitive(verb: Word, preposition: Word) -> Word | None:
    under = [*verb.children, *preposition.children, *(w for each in preposition.children for w in each.children)]
    found = [w for w in under if w.i > preposition.i and w.dep in ("xcomp", "advcl", "acl", "ccomp", "relcl") and has_to(w)]
    return min(found, key=lambda w: w.i) if found else None


def _prepositions(scene: Scene, verb: Word, entry: Cue) -> Found | None:
    """"accused X of lying", "called for calm", "blamed X for the fire"."""
    if not entry.prepositions:
        return None
    marked = _for_clause(verb) if "for" in entry.prepositions else None
    if marked is not None:
        first, last = span_of(marked)
        return entry.prepositions["for"], [(max(first, verb.i + 2), last)], None, "clause.preposition"
    thing = verb.child("dobj")
    low = [word for word in thing.children if word.lower in ABOUT] if thing is not None else []
    for preposition in (*verb.children, *low):
        if preposition.dep not in ("prep", "dative") or preposition.i < verb.i:
            continue
        kind = entry.prepositions.get(preposition.lower)
        if preposition in low and kind not in ("accusing", "presupposing"):
            continue
        inner = preposition.child("pcomp", "pobj") if kind else None
        if kind is not None and inner is not None and inner.pos != "PRON":
            piece = span_of(inner)
            follower = _next_infinitive(verb, preposition)
            if kind == "requesting" and follower is not None and follower.i <= piece[1] + 4:
                piece = (piece[0], max(piece[1], span_of(follower)[1]))
                return kind, [piece], [span_of(follower)], "clause.preposition"
            covered = [piece] if inner.dep == "pcomp" and kind != "presupposing" else _heads(scene, inner, kind)
            return kind, [piece], covered, "clause.preposition"
    return None


def _for_clause(verb: Word) -> Word | None:
    """"called for the money to be paid": an infinitive with its own subject after `for`."""
    for clause in verb.children:
        if clause.i > verb.i and clause.dep in LOWER and any(w.dep == "mark" and w.lower == "for" for w in clause.children):
            return clause
    return None


def _heads(scene: Scene, noun: Word, kind: ReportingClass) -> list[Range]:
    """Of a topic only its head words stand on the speaker's word: "demanded an end to the siege" -> end, not siege.

    Under a noun of saying it is the whole: "rejected the claim that it had fired".
    """
    if kind == "presupposing":
        return []
    if noun.lemma in scene.cues.nouns and noun.child("acl", "ccomp"):
        return [span_of(noun)]
    return [(word.i, word.i) for word in (noun, *noun.children_of("conj"))]


def _naming(scene: Scene, verb: Word, entry: Cue) -> Found | None:
    """"called the raid a massacre", "described him as a spy": the predicate is the speaker's, the thing is not."""
    kind = entry.frames.get("naming")
    if kind is None or is_passive(verb):
        return None
    thing = verb.child("dobj", "nsubj")
    for child in verb.children:
        if child.i < verb.i:
            continue
        as_phrase = child.dep == "prep" and child.lower == "as" and verb.lemma != "call"
        two = child.dep == "dobj" and verb.child("dative") is not None
        if child.dep in ("oprd", "ccomp", "xcomp", "acomp") or as_phrase or two:
            first, last = max(span_of(child)[0], verb.i + 1), span_of(child)[1]
            covered = [] if kind == "presupposing" else [(first, last)]
            return kind, [(_named_from(scene, verb, last), last)], covered, "clause.naming"
    if verb.lemma == "call" and thing is not None and thing.i > verb.i and span_of(thing)[1] > thing.i:
        return kind, [span_of(thing)], [], "clause.naming"
    return None


def _named_from(scene: Scene, verb: Word, last: int) -> int:
    """Where the content begins: the word after the verb, its adverbs left out."""
    first = verb.i + 1
    words = scene.tree.words
    while first < last and words[first].head is verb and words[first].dep in ("advmod", "npadvmod", "prt", "punct"):
        first += 1
    return first


def _topic(scene: Scene, verb: Word, entry: Cue) -> Found | None:
    kind = entry.frames.get("np")
    if kind is None:
        return None
    thing = verb.child("nsubjpass") if is_passive(verb) else verb.child("dobj")
    if thing is None or thing.pos == "PRON" or not thing.is_nominal:
        return None
    return kind, [span_of(thing)], _heads(scene, thing, kind), "clause.topic"


def _beside(scene: Scene, verb: Word, entry: Cue) -> Found | None:
    """A parenthesis: "Talks, Dar said, had failed"; "Nine died, the ministry said" where the parser lost the link."""
    kind = entry.frames.get("that")
    if kind is None:
        return None
    host = verb.head
    if host is not verb and verb.dep in ("parataxis", "dep") and host.is_verb:
        return kind, _around(verb, host), None, "clause.parenthesis"
    return _that_ahead(scene, verb, kind) or _between_commas(scene, verb, kind) or _before_comma(scene, verb, kind)


def _that_ahead(scene: Scene, verb: Word, kind: ReportingClass) -> Found | None:
    """"said at a rally in Oslo that the port would close", where the parser hung the clause on a noun between."""
    words = scene.tree.words
    for i in range(verb.i + 1, min(verb.i + 20, verb.sentence.words[-1].i)):
        word = words[i]
        if word.lower == "that" and words[i - 1].lemma in scene.cues.nouns:
            return None
        if word.lower == "that" and word.tag in ("IN", "WDT") and not words[i - 1].is_verb:
            clause = word.head if word.head.is_verb else None
            last = span_of(clause)[1] if clause is not None and clause.i > i else verb.sentence.words[-1].i
            return kind, [(i, last)], None, "clause.that"
        if word.tag in ("VBD", "VBZ", "VBP", "MD") or word.text in (";", ":"):
            return None
    return None


def _between_commas(scene: Scene, verb: Word, kind: ReportingClass) -> Found | None:
    """"These men, Koval explained at the hearing, were unpaid": a subject and its verb between two commas."""
    subject = verb.child("nsubj")
    if subject is None or subject.i > verb.i or verb.child("dobj", "xcomp", "ccomp", "attr", "acomp", "mark"):
        return None
    words, sentence = scene.tree.words, verb.sentence.words
    start = span_of(subject)[0] - 1
    end = next((i for i in range(verb.i + 1, min(verb.i + 12, sentence[-1].i)) if words[i].text == ","), None)
    if end is None or start <= sentence[0].i or words[start].text != ",":
        return None
    if any(word.is_verb for word in words[verb.i + 1 : end]) or sentence[-1].i - end < 2:
        return None
    return kind, [(sentence[0].i, start - 1), (end + 1, sentence[-1].i)], None, "clause.parenthesis"


def _before_comma(scene: Scene, verb: Word, kind: ReportingClass) -> Found | None:
    """", the ministry said ." at a sentence's end: all before the comma."""
    words = verb.sentence.words
    head = speaker_word(verb, scene.elsewhere(verb))
    if head is None or verb.lemma not in ENDING:
        return None
    start = min(span_of(head)[0], verb.i) if head.head is verb else _phrase_start(scene, head, verb)
    first = words[0].i
    at = start - 1
    if at <= first or scene.tree.words[at].text != "," or words[-1].i - verb.i > 14:
        return None
    if any(w.i in scene.inside and scene.level(w) != scene.level(verb) for w in scene.tree.words[at - 2 : at]):
        return None
    if any(w.is_verb for w in scene.tree.words[first:at]):
        return kind, [(first, at - 1)], None, "clause.comma"
    return None


def _phrase_start(scene: Scene, head: Word, verb: Word) -> int:
    """The first word of a speaker's phrase that the parser did not hang on the cue: back to the comma before it."""
    i = min(head.i, verb.i)
    while i > verb.sentence.words[0].i and scene.tree.words[i - 1].text != ",":
        i -= 1
    return i


WAYS = (_inversion, _clause, _infinitive, _prepositions, _naming, _topic, _beside)  # the first that fits is taken
