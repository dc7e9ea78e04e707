"""Reporting verbs in the order of the text: which of their frames a sentence fills, and the statement of it."""

from dateline.extract.statements.charges import cut_at
from dateline.extract.statements.clauses import WH, finite_clause, infinitive, inversion
from dateline.extract.statements.detached import beside
from dateline.extract.statements.parts import Range, Said, Scene, trimmed
from dateline.extract.statements.speakers import addressee_of, may_speak, speaker_mention, speaker_word
from dateline.extract.statements.speech import tells_nothing
from dateline.extract.statements.topics import naming, others_count, prepositions, topic
from dateline.records import Mention
from dateline.syntax.phrases import mention
from dateline.syntax.tree import Word

WAYS = (inversion, finite_clause, infinitive, prepositions, naming, topic, beside)  # the first that fits is taken
UNNAMED = frozenset({"clause.that", "clause.before", "clause.passive", "clause.charged"})  # may lack a speaker
OTHERS = frozenset({"neutral", "claiming", "conceding", "denying"})
AROUND = frozenset({"during", "in", "on", "at", "after", "before", "last", "this", "when", "while"})
GOING_ON = frozenset({
    "add", "note", "stress", "insist", "say", "emphasise", "emphasize", "reiterate", "point", "indicate", "underline",
    "underscore", "highlight", "convey", "express", "explain", "affirm", "clarify", "describe", "call", "conclude", "remark",
    "reaffirm", "praise",
})  # fmt: skip
LONGEST = 60  # words of a quotation that the parser may have cut
PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "AUX", "NUM", "ADP"})
JOINING = frozenset({"and", "but"})
DEEDS = frozenset({"clause.preposition", "clause.gerund", "clause.np_to", "clause.infinitive", "clause.topic", "clause.naming"})


def find_clauses(scene: Scene) -> None:
    """Appends a statement for each reporting verb that carries a clause, an infinitive, a gerund or a topic."""
    verbs, particles = scene.cues.verbs, scene.cues.particles
    for word in scene.tree.words:
        if word.lemma not in verbs and word.lemma not in particles:
            continue
        relays = word.tag == "VBG" and word.lemma in scene.cues.relay
        if word.is_verb and word.dep != "amod" and word.i not in scene.used and not relays:
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
    content = [piece for piece in (_inside(scene, verb, _cut(scene, verb, each, rule)) for each in content) if piece]
    if all(word.lower in WH for first, last in content for word in scene.tree.words[first : last + 1]):
        return  # "did not say where"
    owner = scene.goes_on.get(verb.i, verb)
    accused = _is_accused(verb)
    head = None if accused else speaker_word(owner, scene.outside(verb, content))
    joined_on = verb.tag == "VBG" or (verb.tag == "VB" and verb.head.tag == "VBG")  # "stressing", "going on to say"
    before = _goes_on_from(scene, verb) if head is None and joined_on else None
    if not content or (head is None and before is None and rule not in UNNAMED and not accused):
        return
    if head is not None and head.lemma in scene.cues.evidence_subjects and verb.lemma in scene.cues.evidence_verbs:
        kind = "evidence"
    if head is not None and verb.lemma == "be" and head.lower in ("it", "this", "that"):
        head = None  # "it is not clear who fired"
    speaker = speaker_mention(head) if head is not None else before
    addressee = None if rule in ("clause.topic", "clause.naming") else addressee_of(verb, speaker)
    scene.used.add(verb.i)
    scene.add(
        Said(
            verb, verb, verb.span, speaker, content, kind, "indirect", rule, addressee, covered,
            any(child.dep == "neg" for child in verb.children),
            silent=tells_nothing(scene, verb, (kind, rule, content), head),
        )
    )  # fmt: skip
    other = others_count(verb) if verb.lemma == "put" and rule == "clause.topic" else None
    if other is not None:
        who, piece = other
        scene.add(Said(who, None, verb.span, mention(who), [piece], kind, "indirect", "clause.gapped"))


def _goes_on_from(scene: Scene, verb: Word) -> Mention | None:
    """"“We stay,” Koval told them, stressing that ...": the speaker of the quotation before in the same sentence."""
    told = scene.by_sentence.get(verb.sentence.index, ())
    earlier = [said for said in told if said.quotations and said.cue is not None and said.cue.i < verb.i]
    near = max(earlier, key=lambda said: said.head.i, default=None)
    return near.speaker if near is not None and scene.level(near.head) == scene.level(verb) else None


def _cut(scene: Scene, verb: Word, piece: Range, rule: str) -> Range:
    """Content ends where its speaker goes on, or another begins: "said it had fired, adding that ...", "..., while Oslo said"."""
    words = scene.tree.words
    first, last = piece
    if rule in ("clause.naming", "clause.topic"):
        last = _to_marks(scene, verb, first, last)
    first, last = piece = cut_at(scene, first, last)
    for i in range(max(first, verb.i + 1) + 1, last):
        if words[i].lower in JOINING and _others_turn(scene, verb, i):
            return first, i - 1
        if words[i].text != "," or scene.level(words[i]) != scene.level(verb):
            continue
        after = words[i + 1]
        if after.tag == "VBG" and after.dep in ("advcl", "acl", "conj", "ccomp", "dep") and scene.cue_of(after) is not None:
            if _is_speakers(scene, verb, after, rule):
                scene.goes_on[after.i] = verb
                return first, i - 1
        elif after.lower in ("while", "whereas", "but") and _speaks(scene, after.head):
            return first, i - 1
    if rule in DEEDS and first > verb.i:
        last = _to_venue(scene, first, last)
    if words[first].lower == "that" or words[first].lower in WH:
        return first, _to_second_verb(scene, verb, first, last)
    return first, last


def _others_turn(scene: Scene, verb: Word, i: int) -> bool:
    """"said the mill was shut **and the mayor accused him** of lying": the next clause is another speaker's."""
    words = scene.tree.words
    nominal = False
    for word in words[i + 1 : i + 9]:
        if word.sentence is not verb.sentence or scene.level(word) != scene.level(verb):
            return False
        if word.is_verb and word.pos != "AUX":
            entry = scene.cue_of(word)
            says = entry is not None and word.tag in ("VBD", "VBZ", "VBP") and {"that", "quote"} <= entry.frames.keys()
            return nominal and (says or word.lemma == "accuse") and not _is_nested(scene, verb)
        nominal = nominal or word.tag in ("NN", "NNS", "NNP", "NNPS")
        if word.pos not in PHRASE and word.tag != "POS":
            return False
    return False


def _is_nested(scene: Scene, verb: Word) -> bool:
    """"said the army denied it and the ministry confirmed it": he may say both."""
    return any(child.dep == "ccomp" and scene.cue_of(child) is not None for child in verb.children)


def _is_speakers(scene: Scene, verb: Word, after: Word, rule: str) -> bool:
    """Whether "adding that" or "stressing the need" after the content goes on with the cue: it does unless someone inside the
    content could say it ("said rebels entered the town, telling residents to leave")."""
    if after.lemma in scene.cues.relay:
        return verb in (after.head, after.head.head)
    if after.lemma in GOING_ON or rule in DEEDS or after.child("ccomp") is not None:
        return True
    inner = after.head.child("nsubj", "nsubjpass") if after.head.is_verb and after.head is not verb else None
    return inner is not None and not may_speak(scene, inner)


def _to_venue(scene: Scene, first: int, last: int) -> int:
    """"condemned the raid in a statement": where it was said is no part of what was said."""
    words = scene.tree.words
    for i in range(first + 1, last):
        word = words[i]
        if word.dep != "prep" or word.lower not in ("in", "on", "during", "at", "via"):
            continue
        venue = word.child("pobj")
        if venue is not None and (venue.lemma in scene.cues.venues or venue.text in scene.cues.venues):
            under = word.subtree()
            if under[-1].i >= last and scene.level(word) == scene.level(words[first]):
                return i - 1
    return last


def _to_second_verb(scene: Scene, verb: Word, first: int, last: int) -> int:
    """"announced that a case was opened and stated that ...": a second bare verb with its own "that" goes with the first."""
    words = scene.tree.words
    for i in range(first + 2, last - 2):
        after = words[i + 1]
        if words[i].lower != "and" or "that" not in (words[i + 2].lower, words[i + 3].lower if after.child("prt") else ""):
            continue
        entry = scene.cue_of(after)
        speaks = entry is not None and (verb.tag == "VBG" or entry.frames.get("that") in (*OTHERS, "endorsing"))
        if speaks and after.tag == verb.tag and not after.child("nsubj"):
            scene.goes_on[after.i] = verb
            return i - 1
    return last


def _to_marks(scene: Scene, verb: Word, first: int, last: int) -> int:
    """"called it a "farce" on Monday": what stands after the marks tells of the saying."""
    level, words = scene.level(verb), scene.tree.words
    inside = [i for i in range(first, last + 1) if scene.level(words[i]) != level]
    if inside and inside[-1] + 2 <= last and words[inside[-1] + 2].lower in AROUND:
        return inside[-1]
    return last


def _speaks(scene: Scene, verb: Word) -> bool:
    """A clause with a named speaker of its own: "while the mayor said it was open"."""
    entry = scene.cues.verbs.get(verb.lemma)
    subject = verb.child("nsubj")
    if subject is None and verb.child("conj"):
        return _speaks(scene, verb.children_of("conj")[-1])
    return entry is not None and entry.frames.get("that") in OTHERS and subject is not None and subject.pos != "PRON"


def _is_accused(verb: Word) -> bool:
    """"Both accused of hosting rebels", "was accused of": a passive whose accuser is not named."""
    passive = verb.tag == "VBN" or not verb.child("dobj")
    return verb.lemma == "accuse" and passive and not verb.child("agent", "dobj")


def _to_closing(scene: Scene, verb: Word, first: int, last: int) -> int:
    """Content that ends inside marks goes on to their end: "called it a “good story in an age | when others go back”"."""
    number = scene.inside.get(last)
    outer = scene.quotations[number].outer if number is not None else None
    if number is None or outer is not None or verb.i > first:
        return last
    low, high = scene.words_of[number]
    return high if first < low and high - last < LONGEST else last


def _inside(scene: Scene, verb: Word, piece: Range) -> Range | None:
    """A piece cut to the quotation that the cue stands in, without the marks and commas at its edges."""
    first, last = piece
    level = scene.level(verb)
    if level >= 0:
        low, high = scene.words_of[level]
        first, last = max(first, low), min(last, high)
    elif first <= last:
        last = _to_closing(scene, verb, first, last)
    return trimmed(scene.tree.words, first, last)
