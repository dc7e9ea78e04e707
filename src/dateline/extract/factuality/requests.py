"""Requests in moods of their own: commands in quotation marks, the subjunctive, polite questions.

"Send boats," the mayor said.                 Send is requested
The list insists that the paymaster resign.   resign is requested: no "resigns"
"Would you kindly lower your guns?"           lower is requested
"""

from dateline.extract.factuality.heads import before, has_to
from dateline.knowledge.factuality import Effect, signs
from dateline.syntax.tree import Word

ASKED = Effect("set", "requested", 0.75)
OPENING = frozenset({'"', "“", "''", "``", "'", "‘", ":", "«"})
SOFT = frozenset({"please", "now", "just", "so", "and", "first", "do", "never", "not", "let", "always"})
SINGULAR = frozenset({"NN", "NNP"})
THIRD = frozenset({"he", "she", "it", "this", "that", "nobody", "everyone", "each", "everybody"})


def commanded(word: Word) -> bool:
    """A bare verb without a subject that opens a quotation, stands after a colon, or opens the sentence before "he said"."""
    if word.tag not in ("VB", "VBP") or word.lower != word.lemma or word.child("nsubj", "nsubjpass", "expl", "mark", "csubj"):
        return False
    if any(w.lower not in ("do", "don't") for w in word.children_of("aux", "auxpass")) or has_to(word):
        return False
    first = next((w for w in word.subtree() if w.pos not in ("PUNCT", "SPACE") and (w is word or w.lower not in SOFT)), word)
    if first is not word:
        return False
    start = _start(word)
    opened = before(start) in OPENING
    at_start = start.i == word.sentence.words[0].i
    return opened or (at_start and word.head is not word and word.head.i > word.i and _tells(word.head))


def _start(word: Word) -> Word:
    words = word.sentence.words
    at = word.i - words[0].i
    while at > 0 and words[at - 1].lower in SOFT:
        at -= 1
    return words[at]


def _tells(verb: Word) -> bool:
    table = signs().requests
    return verb.is_verb and (
        verb.lemma in table["obliging"] or verb.lemma in table["mandative"] or verb.lemma in table["written"]
    )


def slogan(word: Word) -> bool:
    """ ""**Free** Amadou" is painted on the wall", "UN to Khartoum: **unblock** visas": a command taken for a noun."""
    if (
        word.lower not in signs().requests["slogans"]
        or word.tag not in ("NN", "NNP", "JJ", "VB", "VBP")
        or word.dep not in MISTAKEN
    ):
        return False
    words = word.sentence.words
    at = word.i - words[0].i
    if at == 0 or at + 1 >= len(words) or words[at + 1].pos not in ("NOUN", "PROPN", "DET", "PRON", "ADJ", "NUM"):
        return False
    opening = words[at - 1].text
    if opening == ":":
        return any(w.lower in ("to", "tells", "tell", "told", "urges", "urge", "plea", "call") for w in words[: at - 1])
    return opening in ('"', "“", "``") and (word.text[0].isupper())


MISTAKEN = frozenset({"compound", "amod", "nmod", "nsubj", "nsubjpass", "ROOT", "appos", "attr", "dobj", "dep"})


def polite(root: Word) -> bool:
    """ "**Would you** lower your guns?", "Could the guards **please** open it"."""
    modal = next((c for c in root.children if c.dep == "aux" and c.lower in ("would", "could", "can", "will", "wo")), None)
    if modal is None:
        return False
    subject = root.child("nsubj", "nsubjpass")
    asked = any(c.lower in signs().requests["polite"] for c in root.children)
    return subject is not None and modal.i < subject.i and (asked or (subject.lower == "you" and modal.lower in ("would", "wo")))


def subjunctive(clause: Word, head: Word) -> bool:
    """ "insists that he **resign**", "the motion that the flag **be** lowered": the bare form where "resigns" would be told."""
    table = signs().requests
    asking = head.lemma in (table["nouns"] if not head.is_verb else table["mandative"])
    if not asking:
        return False
    auxiliaries = clause.children_of("aux", "auxpass")
    subject = clause.child("nsubj", "nsubjpass")
    if subject is None or any(w.tag == "MD" for w in auxiliaries):
        return False
    if any(w.lower == "be" for w in auxiliaries) and not any(w.tag in ("VBZ", "VBP", "VBD", "TO") for w in auxiliaries):
        return True
    if auxiliaries or clause.tag not in ("VB", "VBP") or clause.lower != clause.lemma:
        return False
    if subject.tag in SINGULAR or subject.lower in THIRD:
        return True
    return clause.lemma not in table["stative"] and head.lemma != "suggest"


def thanked_for(clause: Word) -> bool:
    """ "We would be **grateful if** the navy towed our boats in"."""
    head = clause.head
    table = signs().requests["grateful"]
    carrier = head.child("acomp")
    kind = (carrier is not None and carrier.lower in table) or head.lemma in table
    return kind and any(c.dep == "aux" and c.lower in ("would", "'d", "’d") for c in head.children)


def told_to(head: Word, clause: Word) -> bool:
    """ "told the mediators that the army **had to** vacate the schools first": head is "had", asked for by the speaker."""
    telling = head.head
    if head.dep == "relcl" and telling.dep in ("dobj", "dative"):
        telling = telling.head  # "told the mission that the army had to leave", hung on those who are told
    elif head.dep != "ccomp":
        return False
    if telling is head or telling.lemma not in signs().requests["obliging"]:
        return False
    subject = head.child("nsubj")
    if subject is None or subject.pos == "PRON":
        return False
    if any(c.lower in signs().requests["now"] for c in (*clause.children, *head.children) if c.i > clause.i):
        return True
    return telling.child("dobj", "dative") is not None and clause.lemma not in signs().requests["suffered"]


def given_time(head: Word) -> bool:
    """ "gave the bank **ten days** to return the gold"."""
    if head.lemma != "give":
        return False
    return any(c.lemma in signs().requests["terms"] for c in head.children if c.dep in ("dobj", "npadvmod", "prep", "dative"))
