"""Reporting verbs in the order of the text: which of their frames a sentence fills, and the statement of it."""

from dateline.extract.statements.clauses import finite_clause, infinitive, inversion
from dateline.extract.statements.detached import beside
from dateline.extract.statements.parts import Range, Said, Scene, trimmed
from dateline.extract.statements.speakers import addressee_of, speaker_mention, speaker_word
from dateline.extract.statements.topics import naming, prepositions, topic
from dateline.syntax.tree import Word

WAYS = (inversion, finite_clause, infinitive, prepositions, naming, topic, beside)  # the first that fits is taken
UNNAMED = frozenset({"clause.that", "clause.before", "clause.passive", "clause.preposition"})  # may lack a speaker


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
    head = None if _is_accused(verb) else speaker_word(verb, scene.outside(verb, content))
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


def _inside(scene: Scene, verb: Word, piece: Range) -> Range | None:
    """A piece cut to the quotation that the cue stands in, without the marks and commas at its edges."""
    first, last = piece
    level = scene.level(verb)
    if level >= 0:
        low, high = scene.words_of[level]
        first, last = max(first, low), min(last, high)
    return trimmed(scene.tree.words, first, last)
