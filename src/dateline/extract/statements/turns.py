"""Whose turn it is: a second cue that the parser joined to a verb inside the content.

    The mayor said the clinic had been shelled and called for a truce.      no clinic calls: the mayor does
    The mayor said the rebels had fled and called for a truce.              the rebels may have; left as it is
    The rebels deny attacking the convoy and blame the army.                a finite verb goes with no gerund
"""

from itertools import islice

from dateline.extract.statements.parts import Scene
from dateline.extract.statements.speakers import may_speak
from dateline.syntax.deep import subject
from dateline.syntax.moves import move
from dateline.syntax.tree import Word

OWN = ("nsubj", "nsubjpass", "aux", "auxpass", "mark")
FINITE = frozenset({"VBD", "VBZ", "VBP"})
UP = 6  # verbs between a cue and the one it goes on from


def mend_turns(scene: Scene) -> None:
    """Joins such a cue to the cue above, in the tree, so that every rule sees who acts."""
    for word in scene.tree.words:
        if word.dep != "conj" or word.tag not in FINITE or word.child(*OWN) or scene.cue_of(word) is None:
            continue
        above = _above(scene, word)
        if above is None:
            continue
        inner = subject(word)
        if word.head.tag == "VBG" or (inner is not None and not may_speak(scene, inner)):
            move(word, above, "conj")


def _above(scene: Scene, word: Word) -> Word | None:
    """The cue whose content the parser put it in: same tense, same side of the quotation marks."""
    inside = False
    for verb in islice(word.ancestors(), UP):
        inside = inside or verb.dep in ("ccomp", "acl", "relcl") or verb.tag == "VBG"
        head = verb.head
        if inside and head.tag == word.tag and head.is_verb and head.i < word.i and scene.level(head) == scene.level(word):
            return head if scene.cue_of(head) is not None and head.child("nsubj") is not None else None
    return None
