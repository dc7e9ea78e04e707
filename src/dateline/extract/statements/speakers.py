"""Who speaks and who is told: from a cue to mentions.

    The minister, Olena Koval, told parliament that ...     speaker Olena Koval, addressee parliament
    Witnesses and medics said ...                           speaker "Witnesses and medics"
    It was announced that the gate would open.              no speaker
"""

import re
from collections.abc import Container

from dateline.extract.statements.parts import Scene
from dateline.records import Mention, Span
from dateline.syntax.deep import is_passive, subject
from dateline.syntax.phrases import mention
from dateline.syntax.tree import Word

STAMP = re.compile(r"\d{1,2}[:.h]\d\d")  # "14:25 - Army says"
STOPS = frozenset({".", "!", "?", ";", ":", '"', "“", "”", "''", "``"})
SAYING = frozenset({"say", "tell", "add", "write", "report", "ask", "reply", "note", "explain", "warn", "announce"})
NO_ONE = frozenset({"it", "there"})
AFTER = frozenset({"dobj", "dep", "attr", "npadvmod", "appos", "oprd"})
NO_PERSON = frozenset({"in", "inside", "within", "at"})  # "Minister of State inside Ali Bello": a mangled "for the interior"
OPENS = frozenset({"nsubj", "nsubjpass", "ROOT", "dep", "appos"})
TIMES = frozenset({"DATE", "TIME"})
DESCRIBING = frozenset({"prep", "relcl", "acl", "amod"})
LONGEST = 16  # words that describe a speaker
MOST = 8  # who speak as one
AT_TIME = frozenset({"on", "during", "after", "before", "since", "by", "as"})
TELLING = frozenset({
    "tell", "inform", "notify", "brief", "assure", "advise", "remind", "warn", "ask", "urge", "order", "reassure", "alert",
    "beg", "implore", "exhort", "instruct", "command",
})  # fmt: skip
LETTERS = frozenset({"letter", "message", "note", "memo", "address", "speech", "complaint", "email", "submission", "interview",
                     "conversation", "report", "cable", "appeal", "remark", "comment"})  # fmt: skip
SAYING_TO = frozenset({"say", "write", "state", "explain", "announce", "complain", "testify", "speak"})


def speaker_word(cue: Word, barred: Container[int] = ()) -> Word | None:
    """The head word of the speaker: deep subject, or the noun that an inverted cue stands before ("said the mayor").

    `barred` are the words of the content: a parser that takes "Not one of us" inside the marks for the subject of
    "said" is overruled by the words beside the cue.
    """
    if cue.lemma == "ask" and cue.dep == "advcl" and cue.i == cue.sentence.words[0].i and not cue.child("nsubj", "dobj"):
        return next((inner for agent in cue.children_of("agent") for inner in agent.children_of("pobj")), None)
    found = _quoted(cue) or _after_and(cue) or _of_two(cue) or (subject(cue) if cue.is_verb else None)
    if found is not None and (found.i in barred or found is cue):
        found = _beside(cue, barred) or _leading(cue, barred)
    if found is None and not is_passive(cue):
        found = _of_adjective(cue) or _inverted(cue, barred)
    if found is None or found.dep == "expl" or found.i in barred:
        return None
    if found.lower in NO_ONE and is_passive(cue):
        return None
    return found


def _of_two(cue: Word) -> Word | None:
    """"Two dead in Lund, says mayor": of two subjects the one behind an inverted cue."""
    after = [child for child in cue.children_of("nsubj") if child.i > cue.i]
    return after[-1] if after and cue.child("nsubj") is not after[-1] else None


def _after_and(cue: Word) -> Word | None:
    """"... shelled the town and villagers said nine had died": the parser joined the villagers to the town."""
    words = cue.sentence.words
    at = cue.i - words[0].i
    if cue.dep != "conj" or at < 2 or cue.child("nsubj", "nsubjpass") or cue.tag not in ("VBD", "VBZ", "VBP"):
        return None
    before, link = words[at - 1], words[at - 2]
    return before if before.tag in ("NNS", "NNP", "NNPS") and before.dep == "conj" and link.dep == "cc" else None


def _quoted(cue: Word) -> Word | None:
    """"quoted the minister as saying": the one who is quoted."""
    if cue.dep == "pcomp" and cue.head.lower == "as" and cue.head.head.lemma in ("quote", "cite"):
        return cue.head.head.child("dobj", "nsubjpass")
    return None


def _of_adjective(cue: Word) -> Word | None:
    """"was quick to condemn": the subject of the copula."""
    if cue.dep == "xcomp" and cue.head.dep == "acomp":
        return subject(cue.head.head)
    return None


def _inverted(cue: Word, barred: Container[int]) -> Word | None:
    """The noun right after a cue without a subject, where the parser took it for an object: "said two officials"."""
    for child in cue.children:
        is_time = child.entity is not None and child.entity.label in TIMES
        if child.i > cue.i and child.dep in AFTER and child.is_nominal and not is_time and child.i not in barred:
            return child
    if cue.tag not in ("VBD", "VBZ", "VBP") or cue.dep == "conj":
        return None
    return (_beside(cue, barred) if cue.lemma in SAYING else None) or _leading(cue, barred)


def _beside(cue: Word, barred: Container[int]) -> Word | None:
    """The nearest noun before the cue, else after it, in its own sentence, without a verb or a mark between."""
    words = cue.sentence.words
    at = cue.i - words[0].i
    for side in (words[max(0, at - 8) : at][::-1], words[at + 1 : at + 8]):
        for word in side:
            if word.i in barred or word.text in STOPS or word.text == "," or word.pos in ("VERB", "ADP", "SCONJ"):
                break
            is_time = word.entity is not None and word.entity.label in TIMES
            if word.is_nominal and not is_time and word.dep not in ("compound", "poss", "nmod"):
                return _top(word, cue)
    return None


def _leading(cue: Word, barred: Container[int]) -> Word | None:
    """The noun that opens the sentence before the cue, where the parser gave the cue a subject of the content:
    "Aziz, who heads the union, told the tribunal it was over"."""
    for word in cue.sentence.words:
        if word.i >= cue.i or word.text in STOPS:
            return None
        if word.is_nominal and word.i not in barred and word.dep in OPENS:
            return word
    return None


def _top(word: Word, cue: Word) -> Word:
    """The head of the phrase that a word ends: in "an aide to Koval said" the aide."""
    for _ in range(6):
        head = word.head
        if word.dep == "appos" or head is word or head is cue or head.i >= word.i or not (head.is_nominal or head.pos == "ADP"):
            break
        word = head
    return word if word.is_nominal else next((child for child in word.children if child.is_nominal), word)


def speaker_mention(head: Word) -> Mention:
    """The words that name a speaker: the name beside an office, the whole of a joined subject, what tells him from others."""
    made = _named(head)
    first = head.sentence.words[0]
    if made.start != first.start or not STAMP.fullmatch(first.text):
        return made
    after = next((word for word in head.sentence.words[1:] if word.is_nominal or word.pos in ("DET", "ADJ")), head)
    return Mention(after.start, made.end, head=made.head) if after.start < made.end else made


def _named(head: Word) -> Mention:
    named = _name_beside(head)
    if named is not None:
        return mention(named)
    made = mention(head)
    others = _joined(head)
    if not others:
        return _described(head, made)
    return Mention(made.start, max(made.end, mention(others[-1]).end), head=Span(head.start, head.end))


def _joined(head: Word) -> list[Word]:
    """Who speaks with the first: "Oman, **the UAE** and **Qatar** said"; each name may hang on the one before it."""
    found: list[Word] = []
    queue = [head]
    while queue and len(found) < MOST:
        word = queue.pop(0)
        more = [child for child in word.children if child.dep == "conj" and child.is_nominal and child.i <= word.i + 8]
        found += more
        queue += more
    return sorted(found, key=lambda each: each.i)


def may_speak(scene: Scene, head: Word) -> bool:
    """Someone, or a thing that speaks: in "The drought began:" nobody does."""
    known = head.lemma in scene.cues.sources or head.lemma in scene.cues.evidence_subjects
    return known or head.pos in ("PROPN", "PRON")


def _described(head: Word, made: Mention) -> Mention:
    """"two officials **who asked not to be named**", "police **in Sanaa**", "a source **close to the talks**".

    Only what follows without a comma: in "a doctor, who asked not to be named, said" the rest tells of the saying.
    """
    if head.tag not in ("NN", "NNS"):
        return made
    words, end = head.sentence.words, made.end
    for child in head.children:
        under = child.subtree()
        first = under[0].i - words[0].i
        describes = child.i > head.i and child.dep in DESCRIBING and child.tag != "VBG"
        if not describes or len(under) > LONGEST or words[first - 1].end != end:
            continue
        timed = child.lower in AT_TIME or is_time(child.child("pobj"))
        if timed or any(word.text in STOPS or word.text == "," for word in under):
            break
        end = under[-1].end
    return Mention(made.start, end, head=made.head) if end > made.end else made


def is_time(word: Word | None) -> bool:
    return word is not None and word.entity is not None and word.entity.label in TIMES


def _name_beside(head: Word) -> Word | None:
    """"the minister, Olena Koval", "the head of the clinic, Sara Haile", "the commissioner in Tana, Ali Bello"."""
    if _is_person(head):
        return None
    common = head.tag in ("NN", "NNS")
    for child in head.children:
        if child.i < head.i:
            continue
        if child.dep == "appos" and ((common and child.tag in ("NNP", "NNPS")) or _is_person(child)):
            return child
        for inner in child.children_of("pobj") if child.dep == "prep" else ():
            if child.lower in NO_PERSON and _is_person(inner) and inner.entity is not None and len(inner.entity.words) > 1:
                return inner
            lower = inner.child("appos")
            if lower is not None and _is_person(lower) and not _is_person(inner):
                return lower
    return None


def _is_person(word: Word) -> bool:
    return word.entity is not None and word.entity.label == "PERSON"


def speaker_of(cue: Word, barred: Container[int] = ()) -> Mention | None:
    head = speaker_word(cue, barred)
    return speaker_mention(head) if head is not None else None


def _names(word: Word, speaker: Mention | None) -> bool:
    """"asked the group's head, Sara Haile": after an inverted cue the parser's object is the speaker."""
    heads = {speaker.head.start} if speaker is not None and speaker.head is not None else set()
    return bool(heads) and any(each.start in heads for each in word.subtree())


def addressee_of(cue: Word, speaker: Mention | None = None) -> Mention | None:
    """Whom a cue was told to: "told **Al-Nahar**", "said to **them**", "in a letter to **the council**", "**they** were told"."""
    if cue.lemma in TELLING and not is_passive(cue):
        for child in cue.children:
            if child.dep in ("dobj", "dative") and child.is_nominal and child.i > cue.i and not _names(child, speaker):
                return mention(child)
    if cue.lemma in TELLING and is_passive(cue):
        told = cue.child("nsubjpass")
        return mention(told) if told is not None and told.dep != "expl" and told.lower not in NO_ONE else None
    for child in cue.children:
        if child.dep not in ("prep", "dative"):
            continue
        for inner in child.children_of("pobj"):
            if child.lower == "to" and child.i > cue.i and cue.lemma in SAYING_TO:
                return mention(inner)
            if child.lower in ("in", "during") and inner.lemma in LETTERS:
                for link in inner.children_of("prep"):
                    if link.lower in ("to", "with") and (reader := link.child("pobj")) is not None and not is_time(reader):
                        return mention(reader)
    return None
