"""A claim that a noun takes up after it is made: it is nobody's, and who rejects it is not who makes it.

    The army shelled the town, an accusation the ministry denied.
    s1  nobody, an accusation    The army shelled the town
    s2  the ministry, denied     an accusation
    Oslo says Tana armed them, a claim Tana rejects.           the first is Oslo's then
"""

from dateline.extract.statements.parts import Range, Said, Scene, trimmed
from dateline.extract.statements.speakers import speaker_mention
from dateline.records import Mention, Span
from dateline.syntax.tree import Word

ARTICLES = frozenset({"a", "an", "another"})
LINKS = frozenset({"that", "which"})
ANSWERS = frozenset({"denying", "conceding", "presupposing", "doubting"})
CHECKED = frozenset({"verify", "confirm", "substantiate", "corroborate", "prove"})
REACH = 14  # words from the comma to the verb


def find_charges(scene: Scene) -> None:
    """Appends who answers the claim; that the claim is told at all is said by `close_charges`, once all others are known."""
    for comma in scene.tree.words:
        if comma.text != "," or comma.i + 3 >= len(scene.tree.words):
            continue
        noun = _noun(scene, comma)
        verb = _answer(scene, noun) if noun is not None else None
        if noun is None or verb is None:
            continue
        scene.charges[comma.i] = noun
        scene.used.update((verb.i, noun.i))
        speaker = _speaker(scene, noun, verb)
        entry = scene.cue_of(verb)
        if speaker is not None and entry is not None:
            kind = entry.frames.get("np", "denying")
            piece = (comma.i + 1, noun.i)
            said = Said(verb, verb, verb.span, speaker, [piece], kind, "indirect", "charge.answer", covered=[])
            said.negated = verb.child("neg") is not None
            scene.add(said)


def close_charges(scene: Scene) -> None:
    """Appends the claims before the nouns, where no statement holds them yet."""
    if not scene.charges:
        return
    ends = {piece[1] for said in scene.said for piece in said.content}
    for comma, noun in scene.charges.items():
        words = noun.sentence.words
        piece = trimmed(scene.tree.words, max(words[0].i, _low(scene, noun)), comma - 1)
        if piece is not None and not ends & {piece[1], comma - 1}:
            scene.add(Said(noun, noun, noun.span, None, [piece], "claiming", "indirect", "charge.claim"))


def _low(scene: Scene, word: Word) -> int:
    level = scene.level(word)
    return scene.words_of[level][0] if level >= 0 else 0


def _noun(scene: Scene, comma: Word) -> Word | None:
    """", an accusation", ", a widely reported claim", ", something"."""
    words, sentence = scene.tree.words, comma.sentence
    first = words[comma.i + 1]
    if first.sentence is not sentence:
        return None
    if first.lower == "something":
        return first
    if first.lower not in ARTICLES:
        return None
    for word in words[comma.i + 2 : comma.i + 5]:
        if scene.cues.nouns.get(word.lemma) == "claiming" and word.tag == "NN":
            return word
        if word.pos not in ("ADJ", "ADV", "NOUN"):
            return None
    return None


def _answer(scene: Scene, noun: Word) -> Word | None:
    """The verb of the clause on the noun, if it answers a claim; "a claim that could not be verified" has one, too."""
    words = scene.tree.words
    for word in words[noun.i + 1 : noun.i + REACH]:
        if word.sentence is not noun.sentence or word.text in (",", ";", ":", ".") or scene.level(word) != scene.level(noun):
            return None
        if not word.is_verb or word.pos == "AUX":
            continue
        if word.lemma in CHECKED and any(child.lower in ("not", "n't", "been", "be") for child in word.children):
            return word
        entry = scene.cue_of(word)
        if entry is None or entry.frames.get("np") not in ANSWERS or _has_object(word, noun):
            return None
        return word
    return None


def _has_object(verb: Word, noun: Word) -> bool:
    """"a report the ministry denied it had seen" answers nothing: the verb has content of its own."""
    return any(child.i > verb.i and child.dep in ("dobj", "ccomp", "xcomp") and child is not noun for child in verb.children)


def _speaker(scene: Scene, noun: Word, verb: Word) -> Mention | None:
    words = scene.tree.words
    if any(child.dep in ("auxpass", "nsubjpass") for child in verb.children) and verb.child("agent") is None:
        return None
    agent = verb.child("agent")
    if agent is not None and (inner := agent.child("pobj")) is not None:
        return speaker_mention(inner)
    between: list[Word] = []
    for word in words[noun.i + 1 : verb.i]:
        if word.lower in LINKS and not between:
            continue
        if word.pos == "AUX" or word.tag in ("MD", "RB"):
            continue
        between.append(word)
    heads = [word for word in between if word.is_nominal]
    if not heads:
        return None
    subject = verb.child("nsubj")
    if subject is not None and subject in between:
        return speaker_mention(subject)
    return Mention(between[0].start, heads[-1].end, head=Span(heads[-1].start, heads[-1].end))


def cut_at(scene: Scene, first: int, last: int) -> Range:
    """Content ends before the noun that takes it up."""
    return first, next((i - 1 for i in range(first, last) if i in scene.charges), last)
