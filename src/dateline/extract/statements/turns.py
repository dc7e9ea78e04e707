"""Whose turn it is: a second cue that the parser joined to a verb inside the content.

    The mayor said the clinic had been shelled and called for a truce.      no clinic calls: the mayor does
    The mayor said the rebels had fled and called for a truce.              the rebels may have; left as it is
    The mayor said the mill was shut and the army accused him of lying.     the army's turn
    The rebels deny attacking the convoy and blame the army.                a finite verb goes with no gerund
"""

from itertools import islice

from dateline.extract.statements.parts import Scene
from dateline.extract.statements.speakers import may_speak
from dateline.knowledge.reporting import Cue
from dateline.syntax.deep import subject
from dateline.syntax.moves import move
from dateline.syntax.tree import Word

OWN = ("nsubj", "nsubjpass", "aux", "auxpass", "mark")
FINITE = frozenset({"VBD", "VBZ", "VBP"})
BLOWS = frozenset({"attack", "assail", "blast", "slam", "charge", "hit"})  # "a patrol crossed the border and **attacked** a camp"
MARKS = frozenset({'"', "“", "”", "„", "«", "»", "``", "''"})
UP = 6  # verbs between a cue and the one it goes on from


def mend_turns(scene: Scene) -> None:
    """Joins such a cue to the cue above, in the tree, so that every rule sees who acts."""
    for word in scene.tree.words:
        entry = scene.cue_of(word) if word.dep in ("conj", "advcl") and word.tag in FINITE else None
        if entry is None or word.lemma in BLOWS or _says_nothing(word, entry):
            continue
        free = word.dep == "conj" and not word.child(*OWN)
        if not free and not (_has_turn if word.dep == "conj" else _is_contrasted)(scene, word, entry):
            continue
        above = _above(scene, word)
        if above is None:
            continue
        inner = subject(word)
        if word.head.tag == "VBG" or word.child("nsubj") or (inner is not None and not may_speak(scene, inner)):
            move(word, above, word.dep)


def _says_nothing(word: Word, entry: Cue) -> bool:
    """"said the guards stopped the bus and **opened** fire": a verb that speaks only beside a quotation, and there is none."""
    if not entry.frames.keys() <= {"quote"} or entry.prepositions or entry.steered:
        return False
    return not any(other.text in MARKS for other in word.sentence.words)


def _is_contrasted(scene: Scene, word: Word, entry: Cue) -> bool:
    """"said the truce was over, **while the rebels denied** it"."""
    mark, who = word.child("mark"), word.child("nsubj")
    if mark is None or mark.lower not in ("while", "whereas") or who is None or who.pos == "PRON":
        return False
    return "that" in entry.frames and scene.tree.words[mark.i - 1].text == ","


def _has_turn(scene: Scene, word: Word, entry: Cue) -> bool:
    """"said the mill was shut and **the mayor accused** him": another speaker, right behind the "and"."""
    who = word.child("nsubj")
    if who is None or word.child("mark") or not may_speak(scene, who) or who.pos == "PRON" or scene.cue_of(word.head) is not None:
        return False
    first = who.subtree()[0].i
    says = {"that", "quote"} <= entry.frames.keys() or word.lemma == "accuse"
    return says and first > 0 and scene.tree.words[first - 1].lower in ("and", "but")


def _above(scene: Scene, word: Word) -> Word | None:
    """The cue whose content the parser put it in: same tense, same side of the quotation marks."""
    inside = False
    for verb in islice(word.ancestors(), UP):
        inside = inside or verb.dep in ("ccomp", "acl", "relcl") or verb.tag == "VBG"
        head = verb.head
        if inside and head.tag == word.tag and head.is_verb and head.i < word.i and scene.level(head) == scene.level(word):
            return head if scene.cue_of(head) is not None and head.child("nsubj") is not None else None
    return None
