"""What a cue speaks of where it governs no clause: objects of prepositions, predicates of naming, plain objects.

    The union accused guards of beating him.      p:of      -> beating him
    The envoy called the raid a massacre.         naming    -> the raid a massacre
    The union condemned the raid.                 np        -> the raid: taken for granted, so it stays the report's own
"""

from dateline.extract.statements.clauses import LOWER, next_infinitive
from dateline.extract.statements.parts import Found, Range, Scene, has_to, is_time, span_of
from dateline.extract.statements.speakers import may_speak
from dateline.knowledge.reporting import Cue, ReportingClass
from dateline.syntax.deep import is_passive
from dateline.syntax.tree import Word

COUNTS = frozenset({"toll", "number", "figure", "count", "total", "tally", "loss", "strength", "damage", "cost",
                    "turnout", "attendance", "crowd", "share"})  # fmt: skip
ORDERING = frozenset({"order", "request"})
EXPLAINING = frozenset({"explain", "illustrate"})
DEED_ENDINGS = ("ion", "ment", "al", "ing", "ure", "ance", "ence", "down", "halt", "probe", "raid", "strike", "attack", "arrest")
UNSAID = frozenset({"anonymity", "comment"})  # "requested anonymity"
NAMERS = frozenset({"call", "label", "dub", "brand", "term", "style", "name", "nickname"})
OWN_VOICE = frozenset({"presupposing", "performative"})
TOLD = frozenset({"neutral", "claiming", "conceding", "evidence"})
OFFICES = frozenset({"government", "minister", "chief", "general", "officer", "judge", "cabinet", "official", "parliament"})
PEOPLE = frozenset({
    "people", "person", "man", "woman", "child", "suspect", "driver", "detective", "deputy", "reporter", "journalist", "guard",
    "soldier", "prisoner", "detainee", "student", "passenger", "crowd", "jury", "victim", "friend", "neighbour", "neighbor",
})  # fmt: skip
DECLINING = frozenset({"refuse", "decline", "unwilling"})
ABOUT = frozenset({"of", "for"})
WITH_TOPIC = frozenset({"as", "like", "from", "to", "against", "with", "for", "of", "about", "towards", "between"})


def prepositions(scene: Scene, verb: Word, entry: Cue) -> Found | None:
    """"accused X of lying", "called for calm", "blamed X for the fire"."""
    if not entry.prepositions or (verb.lemma == "comment" and (verb.child("neg") or verb.head.lemma in DECLINING)):
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
        if kind is None or inner is None or inner.pos == "PRON" or is_time(inner):
            continue
        if not (_is_told(scene, preposition, inner) or (verb.lemma == "call" and thing is not None)):
            piece = span_of(inner)
            follower = next_infinitive(verb, preposition)
            if kind in ("requesting", "accusing") and follower is not None and follower.i <= piece[1] + 4:
                piece = (piece[0], max(piece[1], span_of(follower)[1]))
                return kind, [piece], [piece if kind == "accusing" else span_of(follower)], "clause.preposition"
            covered = [piece] if inner.dep == "pcomp" and kind != "presupposing" else _heads(scene, inner, kind)
            passive = verb.child("nsubjpass") if kind in ("accusing", "presupposing") else None
            pieces = [piece] if passive is None else [span_of(passive), piece]
            return kind, pieces, covered, "clause.charged" if passive is not None else "clause.preposition"
    return None


def _for_clause(verb: Word) -> Word | None:
    """"called for the money to be paid": an infinitive with its own subject after `for`."""
    for clause in verb.children:
        if clause.i > verb.i and clause.dep in LOWER and any(w.dep == "mark" and w.lower == "for" for w in clause.children):
            return clause
    return None


def _is_told(scene: Scene, preposition: Word, inner: Word) -> bool:
    """"confessed to detectives": those who are told, not what."""
    return preposition.lower == "to" and inner.dep == "pobj" and _is_someone(scene, inner)


def _is_someone(scene: Scene, noun: Word) -> bool:
    named = noun.entity is not None and noun.entity.label in ("PERSON", "ORG", "NORP")
    return named or noun.lemma in PEOPLE or noun.lemma in scene.cues.sources


def _is_deed(thing: Word) -> bool:
    """"ordered the closure of the port", "ordered evacuations", but not "ordered tea"."""
    described = any(child.dep in ("det", "poss", "prep", "relcl", "acl") for child in thing.children)
    return described or thing.lemma.endswith(DEED_ENDINGS)


def _may_tell(scene: Scene, verb: Word) -> bool:
    """"the numbers explain the queue": no one tells anything."""
    subject = verb.child("nsubj")
    return subject is None or may_speak(scene, subject) or (subject.entity is not None and subject.entity.label != "CARDINAL")


def _put_at(verb: Word, thing: Word, kind: ReportingClass) -> Found | None:
    """"put the toll at nine": a count that someone gives."""
    at = next((child for child in verb.children if child.dep == "prep" and child.lower == "at" and child.i > thing.i), None)
    number = at.child("pobj") if at is not None else None
    if at is None or (thing.lemma not in COUNTS and (thing.lower != "it" or number is None or number.tag != "CD")):
        return None
    piece = span_of(thing)[0], span_of(at)[1]
    return kind, [piece], [piece], "clause.topic"


def others_count(verb: Word) -> tuple[Word, Range] | None:
    """"put the turnout at 40,000, **police at 12,000**": who else counts, and how many."""
    for at in verb.subtree():
        who = at.head
        number = at.child("pobj") if at.lower == "at" and at.dep == "prep" else None
        after_comma = who.i > verb.i + 2 and who.is_nominal and who.dep in ("npadvmod", "conj", "appos", "dep")
        if number is not None and number.tag == "CD" and after_comma and at.i == who.i + 1:
            return who, (at.i, span_of(at)[1])
    return None


def _heads(scene: Scene, noun: Word, kind: ReportingClass) -> list[Range]:
    """Of a topic only its head words stand on the speaker's word: "demanded an end to the siege" -> end, not siege; what is
    told as a fact does so whole: "confirmed the deaths of nine miners". A condemned raid or a declared truce is the report's.

    Under a noun of saying it is the whole: "rejected the claim that it had fired".
    """
    if kind in OWN_VOICE:
        return []
    if kind in TOLD:
        return [span_of(noun)]
    if noun.lemma in scene.cues.nouns and noun.child("acl", "ccomp"):
        return [span_of(noun)]
    return [(word.i, word.i) for word in (noun, *noun.children_of("conj"))]


def naming(scene: Scene, verb: Word, entry: Cue) -> Found | None:
    """"called the raid a massacre", "described him as a spy": the predicate is the speaker's, the thing is not."""
    kind = entry.frames.get("naming")
    if kind is None:
        return None
    if is_passive(verb):
        return _named_by(verb, kind)
    thing = verb.child("dobj") or verb.child("nsubj")
    marked = _in_marks(scene, verb, thing)
    if marked is not None:
        first, last = span_of(marked)
        named = [] if _is_name(scene, marked) else [(_named_from(scene, verb, last), last)]
        return (kind, named, [(first, last)] if kind != "presupposing" else [], "clause.naming") if named else None
    for child in verb.children:
        if child.i < verb.i:
            continue
        as_phrase = child.dep == "prep" and child.lower == "as" and verb.lemma != "call"
        two = child.dep == "dobj" and verb.child("dative") is not None
        predicate = child.dep in ("oprd", "ccomp", "xcomp", "acomp") and child.tag != "VBG" and not has_to(child)
        if (child.dep == "oprd" and _is_phoned(scene, verb, child)) or (predicate and _is_name(scene, child)):
            return None
        if not as_phrase and verb.lemma not in NAMERS and kind == "presupposing":
            continue
        if predicate or as_phrase or two:
            first, last = max(span_of(child)[0], verb.i + 1), span_of(child)[1]
            covered = [] if kind == "presupposing" else [(first, last)]
            return kind, [(_named_from(scene, verb, last), last)], covered, "clause.naming"
    if verb.lemma == "call" and thing is not None and thing.i > verb.i and _is_judged(thing):
        return kind, [span_of(thing)], [], "clause.naming"
    return None


def _in_marks(scene: Scene, verb: Word, thing: Word | None) -> Word | None:
    """"called the raid “a massacre” on Monday": the parser takes what stands in marks right after a noun for its apposition."""
    other = thing.child("appos") if thing is not None and thing.i > verb.i and verb.lemma in NAMERS else None
    return other if other is not None and scene.level(other) != scene.level(verb) else None


def _is_name(scene: Scene, predicate: Word) -> bool:
    """"call the hill “the Widow”": capitals in marks are a name that people use, and no judgement of theirs."""
    verb = predicate.head
    thing = (verb.child("dobj") or verb.child("nsubj")) if verb.lemma in NAMERS else None
    if scene.level(predicate) < 0 or scene.level(predicate) == scene.level(verb) or verb.lemma not in NAMERS:
        return False
    if thing is not None and thing.i > verb.i and verb.tag in ("VBZ", "VBP") and (whose := thing.child("poss")) is not None:
        return whose.tag == "PRP$"  # "calls its lorries “the mules”"
    first, last = scene.words_of[scene.level(predicate)]
    told = [word for word in scene.tree.words[first : last + 1] if word.pos in ("NOUN", "PROPN", "ADJ", "VERB")]
    return bool(told) and all(word.text[:1].isupper() for word in told)


def _named_by(verb: Word, kind: ReportingClass) -> Found | None:
    """"Bello was called a fraud by doctors": who is named, and what."""
    subject, name = verb.child("nsubjpass"), verb.child("oprd")
    if subject is None or name is None:
        return None
    agent = next((child for child in name.children if child.dep == "prep" and child.lower == "by"), None)
    last = agent.i - 1 if agent is not None else span_of(name)[1]
    piece = span_of(name)[0], last
    return kind, [span_of(subject), piece], [piece], "clause.named"


def _is_phoned(scene: Scene, verb: Word, child: Word) -> bool:
    """"called the general on Monday": one noun after the verb, no marks and no "what": nobody is named anything."""
    alone = span_of(child)[0] == verb.i + 1 and verb.dep not in ("relcl", "pcomp", "ccomp", "csubj", "acl")
    return alone and child.tag not in ("JJ", "VBN") and scene.level(child) == scene.level(verb)


def _is_judged(thing: Word) -> bool:
    """"called the charges unfounded": a bare participle or adjective right after the noun, no name called to a place."""
    return thing.tag in ("NN", "NNS") and any(w.i == thing.i + 1 and w.tag in ("VBN", "JJ") for w in thing.children)


def _named_from(scene: Scene, verb: Word, last: int) -> int:
    """Where the content begins: the word after the verb, its adverbs left out."""
    first = verb.i + 1
    words = scene.tree.words
    while first < last and words[first].head is verb and words[first].dep in ("advmod", "npadvmod", "prt", "punct"):
        first += 1
    return first


def topic(scene: Scene, verb: Word, entry: Cue) -> Found | None:
    kind = entry.frames.get("np")
    if kind is None:
        return None
    thing = verb.child("nsubjpass") if is_passive(verb) else verb.child("dobj")
    if thing is None and verb.lemma in ("report", "confirm") and (dead := verb.child("acomp", "oprd")) is not None:
        return kind, [span_of(dead)], [span_of(dead)], "clause.topic"
    if thing is not None and thing.lower == "it" and verb.lemma == "put":
        return _put_at(verb, thing, kind)
    if thing is None or thing.pos == "PRON" or not thing.is_nominal or thing.lower in UNSAID:
        return None
    if verb.lemma in ORDERING and not _is_deed(thing):
        return None
    if verb.lemma in EXPLAINING and not _may_tell(scene, verb):
        return None
    if verb.lemma == "dismiss" and (thing.tag in ("NNP", "NNPS") or thing.lemma in OFFICES):
        return None
    if verb.lemma == "question" and _is_someone(scene, thing):
        return None
    if verb.lemma == "put":
        return _put_at(verb, thing, kind)
    first, last = span_of(thing)
    aim = next((c for c in verb.children if c.dep in ("xcomp", "advcl") and c.i > last and has_to(c)), None)
    if aim is not None and (thing.lemma in scene.cues.nouns or kind == "performative"):
        return kind, [(first, last), span_of(aim)], [*_heads(scene, thing, kind), span_of(aim)], "clause.topic"
    for child in verb.children:
        if child.dep == "prep" and child.lower in WITH_TOPIC and child.i == last + 1 and not is_passive(verb):
            last = span_of(child)[1]
    return kind, [(first, last)], _heads(scene, thing, kind), "clause.topic"
