"""Free indirect speech: a sentence that goes on telling what a witness told in the sentence before.

Soldiers had come at dusk, the widow said. They dragged her sons to the well.      dragged is still her word
Soldiers had come at dusk, the ministry said. The port reopened on Monday.         reopened is the report's own

Only right after a witness (no office, no army), in the past tense, and only where a pronoun ties the sentence to what was told.
"""

from dateline.extract.sources import Sources
from dateline.knowledge.factuality import signs
from dateline.syntax.tree import Sentence, Tree, Word

PAST = frozenset({"VBD", "VBN"})
TOLD = frozenset(
    {"those", "some", "others", "both", "all", "none", "they", "them", "their", "it", "its", "he", "him", "his", "she", "her"}
)
PLURAL = frozenset({"they", "them", "their"})
CHAIN = 3


def teller(tree: Tree, sources: Sources, root: Word, depth: int = 0) -> Word | None:
    """The cue of the witness whose story the sentence of this root carries on."""
    sentence = root.sentence
    same = _after_semicolon(root, sources)
    if same is not None:
        return same
    if sentence.index == 0 or depth >= CHAIN or not _narrates(root):
        return None
    before = tree.sentences[sentence.index - 1]
    if before.paragraph != sentence.paragraph:
        return None
    for root_before in before.roots:
        cue = _cue_of(root_before, sources)
        speaker = _witness(cue, sources)
        if speaker is not None and _tied(root, speaker):
            return cue
        if speaker is None and depth + 1 < CHAIN and sources.voice(cue) is None and _tied(root, None):
            found = teller(tree, sources, cue, depth + 1)
            if found is not None:
                return found
    return None


def _after_semicolon(root: Word, sources: Sources) -> Word | None:
    """ "He was not deposed, his cousin **insisted**; he had moved": whoever speaks before a semicolon speaks on after it."""
    subject = root.child("nsubj", "nsubjpass")
    if not root.is_verb or subject is None or subject.lower not in TOLD or not _is_past(root):
        return None
    first = min(word.i for word in (root, subject, *subject.children))
    words = root.sentence.words
    at = first - words[0].i
    if at == 0 or words[at - 1].text != ";":
        return None
    for cue in root.sentence.roots:
        told = cue.child("ccomp")
        if cue.i < first and told is not None and told.i < cue.i and sources.voice(cue) is None and _is_past(cue):
            return cue if sources.of_cue(cue) is not None else None
    return None


def _cue_of(root: Word, sources: Sources) -> Word:
    """The verb of saying of a sentence: its root, or the one on whose word the root stands."""
    voice = sources.voice(root)
    if voice is None or voice.cue is None or voice.cue.sentence is not root.sentence or voice.outer is not None:
        return root
    return voice.cue


def _narrates(root: Word) -> bool:
    """A plain past sentence with a subject of its own."""
    if not root.is_verb or root.child("nsubj", "nsubjpass") is None:
        return False
    auxiliaries = root.children_of("aux", "auxpass")
    if any(word.tag in ("MD", "VBZ", "VBP") for word in auxiliaries):
        return False
    return (root.tag == "VBD" or any(word.tag == "VBD" for word in auxiliaries)) and not _told_elsewhere(root.sentence)


def _told_elsewhere(sentence: Sentence) -> bool:
    """A sentence with quotation marks or with a verb of saying speaks for itself."""
    if sentence.forms.isdisjoint(APART):
        return False
    return any(word.text in MARKS or (word.is_verb and word.lemma in TELLING) for word in sentence.words)


TELLING = frozenset({"say", "tell", "announce", "confirm", "claim", "deny", "add", "speak"})
MARKS = frozenset({'"', "“", "”", "``", "''"})
APART = TELLING | MARKS


def _witness(cue: Word, sources: Sources) -> Word | None:
    """Who tells, if the sentence tells it: "..., she **said**", with the content before the cue."""
    if cue.lemma not in signs().hearsay["recalling"] or sources.voice(cue) is not None:
        return None
    subject = cue.child("nsubj")
    told = cue.child("ccomp") or (cue.head if cue.head is not cue else None)
    if subject is None or told is None or told.i > cue.i or not _is_past(told):
        return None
    known = subject.lemma in signs().hearsay["witnesses"] or subject.lower in signs().hearsay["witnesses"]
    return subject if known and sources.of_cue(cue) is not None else None


def _is_past(verb: Word) -> bool:
    return verb.tag == "VBD" or any(c.tag == "VBD" for c in verb.children if c.dep in ("aux", "auxpass"))


def _tied(root: Word, speaker: Word | None) -> bool:
    """A pronoun in or under the subject that is not the speaker: "**They** dragged", "Men on **it** were marched"."""
    subject = root.child("nsubj", "nsubjpass")
    if subject is None:
        return False
    many = speaker is not None and (speaker.tag == "NNS" or speaker.lower == "they")
    for word in subject.subtree():
        if word.lower in TOLD:
            return speaker is None or word is not subject or (word.lower in PLURAL) != many
    return False
