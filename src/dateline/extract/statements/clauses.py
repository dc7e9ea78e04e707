"""A reporting verb's clause or infinitive, by the verb's frames.

    Dar said (that) talks had failed.             that      -> the clause
    Talks had failed, Dar said.                   that      -> the clause around or before the cue
    The bishop urged rebels to leave.             np_to     -> rebels to leave
    The navy denied sinking it.                   ing       -> sinking it
"""

from dateline.extract.statements.parts import Found, Range, Scene, has_to, is_time, joined, span_of, trimmed
from dateline.extract.statements.speakers import TELLING
from dateline.knowledge.reporting import Cue, ReportingClass
from dateline.syntax.deep import is_passive
from dateline.syntax.tree import Word

WH = frozenset({"whether", "if", "what", "how", "why", "who", "when", "where", "which"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
SMALL = frozenset({"find", "see", "hear", "notice", "consider", "know", "feel", "think", "believe"})  # "found it hard"
GOES_ON = frozenset({"until", "because", "if", "unless", "although", "though", "so"})
WARNING = frozenset({"warn", "caution"})
SUBJUNCTIVE = frozenset({"insist", "suggest", "propose", "demand", "ask", "urge", "recommend"})
AHEAD = frozenset({"expect", "anticipate", "fear", "hope", "project", "forecast", "predict"})  # "is expected to"
ANSWERING = frozenset({"say", "know", "explain", "reveal", "disclose", "specify", "clarify", "ask", "wonder", "tell"})
SILENT = frozenset({"name", "identify", "comment", "quote", "withhold"})  # "asked not to be named": says nothing
LOWER = frozenset({"xcomp", "ccomp", "advcl", "acl"})


def inversion(scene: Scene, verb: Word, entry: Cue) -> Found | None:
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


def finite_clause(scene: Scene, verb: Word, entry: Cue) -> Found | None:
    """A finite clause: after the verb, else before it."""
    if _is_reduced(scene, verb) or _is_that_said(scene, verb):
        return None
    hosts = [verb, *(child for child in verb.children if child.dep == "acomp")]
    clauses = [child for host in hosts for child in host.children if child.dep == "ccomp" and not has_to(child)]
    clauses = clauses or [child for child in verb.children if child.dep == "advcl" and _is_question(verb, child)]
    if not clauses:
        return None
    after = [clause for clause in clauses if clause.i > verb.i]
    if not after and verb.lemma not in TELLING and any(c.dep in ("xcomp", "dobj") and c.i > verb.i for c in verb.children):
        return None
    clause = after[0] if after else clauses[-1]
    if clause.lemma in SILENT and verb.lemma in ("ask", "request", "insist"):
        return None
    if after and verb.dep == "acl" and _is_relative(scene, clause):
        return None
    if not after and is_passive(verb) and (held := verb.child("nsubjpass")) is not None and held.lower != "it":
        return None  # "clashes took place; this could not be verified"
    kind = entry.frames.get("wh" if _is_wh(clause) else "that")
    if verb.lemma == "know" and _is_wh(clause) and verb.dep == "xcomp" and verb.head.lemma in ("want", "like", "wish", "demand"):
        kind = "asking"
    if kind is None:
        return None
    if not after:
        pieces = _from_semicolon(scene, verb, around(verb, clause))
        return kind, pieces + _trailing(scene, verb), None, "clause.before"
    if verb.lemma in SMALL and not _is_finite(clause):
        return None
    first, last = span_of(clause)
    first = max(_from_object(verb, clause, first), _after_time(clause, first), _from_that(clause, first), verb.i + 1)
    pieces = [*_opening(scene, verb), (first, last)]
    return _mood(verb, clause, kind), pieces, None, "clause.that"


def _from_semicolon(scene: Scene, verb: Word, pieces: list[Range]) -> list[Range]:
    """"Two posts are shut; one is open, Koval said": both are hers, unless the first has a speaker of its own."""
    words, start = scene.tree.words, verb.sentence.words[0].i
    piece = trimmed(words, *pieces[0]) if pieces else None
    if piece is None or piece[0] - 1 <= start or words[piece[0] - 1].text != ";" or verb.i < pieces[-1][1]:
        return pieces
    before = words[start : piece[0] - 1]
    if any(scene.cue_of(word) is not None and word.is_verb for word in before) or any(word.i in scene.inside for word in before):
        return pieces
    return [(start, pieces[0][1]), *pieces[1:]]


def _is_that_said(scene: Scene, verb: Word) -> bool:
    """"That said, the port has reopened"."""
    first = verb.sentence.words[0]
    words = scene.tree.words
    return first.lower in ("that", "this") and verb.i == first.i + 1 and verb.i + 1 < len(words) and words[verb.i + 1].text == ","


def _is_relative(scene: Scene, clause: Word) -> bool:
    """"Video posted online, whose maker is unknown": a relative clause that the parser took for content."""
    first = clause.subtree()[0]
    return first.lower in ("whose", "which") and scene.tree.words[first.i - 1].text == ","


def _is_reduced(scene: Scene, verb: Word) -> bool:
    """"The general, said to be ill, has not been seen": an aside about him, which the parser takes for the main verb."""
    words = scene.tree.words
    aside = 0 < verb.i < len(words) - 1 and words[verb.i - 1].text == "," and words[verb.i + 1].lower == "to"
    return aside and verb.tag in ("VBD", "VBN") and verb.child("xcomp") is not None


def _is_question(verb: Word, clause: Word) -> bool:
    """"have not said when they would vote": no time of the saying, but what is not said."""
    first = clause.subtree()[0]
    return first.i == verb.i + 1 and first.lower in WH and first.lower != "if" and verb.lemma in ANSWERING and not has_to(clause)


def _is_finite(clause: Word) -> bool:
    """"saw that he left", not "saw him leave", "found it hard"."""
    return clause.is_verb and (clause.tag in FINITE or clause.child("mark", "aux") is not None)


def _trailing(scene: Scene, verb: Word) -> list[Range]:
    """"The mill ran well, Koval said, until it burned": a condition or reason after a comma belongs to what she said.

    A time does not: in "the mill burned, Koval said, as troops left" the report goes on in its own voice.
    """
    found: list[Range] = []
    for clause in verb.children:
        mark = clause.child("mark")
        if clause.i > verb.i and clause.dep == "advcl" and mark is not None and mark.lower in GOES_ON and clause.tag in FINITE:
            first, last = span_of(clause)
            other = clause.child("nsubj") if scene.cue_of(clause) is not None else None
            if scene.tree.words[first - 1].text == "," and (other is None or other.pos == "PRON"):
                found.append((first, last))
    return found


def _opening(scene: Scene, verb: Word) -> list[Range]:
    """"To cross the river, Koval said, you need a boat": the words before a parenthesis belong to the content after it."""
    subject = verb.child("nsubj")
    words = scene.tree.words
    if subject is None or subject.i > verb.i or verb.i + 1 >= len(words) or words[verb.i + 1].text != ",":
        return []
    at, first = span_of(subject)[0] - 1, verb.sentence.words[0].i
    return [(first, at - 1)] if at > first and words[at].text == "," else []


def _after_time(clause: Word, first: int) -> int:
    """"said on Monday it had won", "said Monday it had won": the day between belongs to the saying."""
    for child in clause.children:
        if child.dep == "npadvmod" and is_time(child) and span_of(child)[0] == first:
            return span_of(child)[1] + 1
    return first


def _from_that(clause: Word, first: int) -> int:
    """"alleged, without giving proof, **that** he had fled"."""
    mark = clause.child("mark")
    return mark.i if mark is not None and mark.lower == "that" else first


def _from_object(verb: Word, clause: Word, first: int) -> int:
    """"demanded Oslo make a pledge": the parser's object of a verb that tells no one is the clause's subject."""
    thing = verb.child("dobj")
    if thing is None or verb.lemma in TELLING or clause.child("nsubj", "mark") or not verb.i < thing.i < clause.i:
        return first
    return span_of(thing)[0]


def _is_wh(clause: Word) -> bool:
    first = clause.subtree()[0]
    return first.lower in WH


def _mood(verb: Word, clause: Word, kind: ReportingClass) -> ReportingClass:
    """"insisted that he leave" asks for it; "warned that stocks had run out" tells of the past."""
    finite = [child for child in clause.children if child.dep in ("aux", "auxpass")]
    if clause.tag == "VB" and not finite and kind in ("claiming", "belief", "requesting", "asking", "neutral"):
        return "requesting" if verb.lemma in SUBJUNCTIVE else kind
    if verb.lemma in WARNING and not any(child.tag == "MD" for child in finite):
        past = clause.tag == "VBD" or any(child.lower in ("had", "has", "have", "was", "were") for child in finite)
        return "neutral" if past else kind
    return kind


def around(verb: Word, clause: Word) -> list[Range]:
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


def infinitive(scene: Scene, verb: Word, entry: Cue) -> Found | None:
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
        return "belief" if verb.lemma in AHEAD else "claiming", [clause], None, "clause.passive"
    return None


def _steered(verb: Word, entry: Cue) -> Found | None:
    """"called on rebels to leave", "appealed to donors to give"."""
    if not entry.steered:
        return None
    for preposition in verb.children_of("prep"):
        kind = entry.steered.get(preposition.lower)
        if kind is None or any(is_time(word) for word in preposition.children):
            continue
        clause = next_infinitive(verb, preposition)
        if clause is not None:
            first, last = span_of(clause)
            return kind, [(preposition.i + 1, last)], [(first, last)], "clause.np_to"
    return None


def next_infinitive(verb: Word, preposition: Word) -> Word | None:
    under = [*verb.children, *preposition.children, *(w for each in preposition.children for w in each.children)]
    found = [w for w in under if w.i > preposition.i and w.dep in ("xcomp", "advcl", "acl", "ccomp", "relcl") and has_to(w)]
    return min(found, key=lambda w: w.i) if found else None
