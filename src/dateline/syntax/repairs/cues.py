"""Repairs of the cue at a sentence's end: who says all that stands before it.

    Nine died at the camp, the governor of Tana said on Sunday.     the governor says all before the comma
    Two miners perished, reported the governor of Tana.             he reported; he is not what was reported
"""

from dateline.knowledge.event_rules import word_classes
from dateline.syntax.lexicon import FINITE
from dateline.syntax.moves import detach, move, only_with
from dateline.syntax.repairs.common import BEFALLS, LONGEST, PAST, SAYING, TENSED
from dateline.syntax.tree import Sentence, Word

OPENS = frozenset({"DT", "JJ", "JJS", "NN", "NNS", "NNP", "NNPS", "PRP$", "CD", "PDT"})  # first words of a speaker's phrase
JOINS = frozenset({"that", "as", "if", "which", "who"})
ASIDE = frozenset({"as", "while", "after", "although", "though", "before", "since"})
CUES = frozenset({
    "report", "state", "announce", "inform", "note", "add", "indicate", "affirm", "specify", "declare", "confirm", "clarify",
    "emphasise", "emphasize", "stress", "explain", "relate", "assure", "underline", "point",
})  # fmt: skip
PLACED = frozenset({"note", "report", "state", "add", "specify", "emphasise", "emphasize", "clarify", "stress", "inform"})
BODIES = frozenset({
    "headquarters", "directorate", "service", "inhabitant", "resident", "source", "office", "centre", "center", "committee",
    "staff", "administration", "secretariat", "embassy", "prefecture", "municipality", "governorate",
})  # fmt: skip
SPEAKERS = ("person", "organ", "force_name")
MEANS = frozenset({
    "communique", "communiqué", "statement", "channel", "post", "message", "briefing", "interview", "report", "tweet",
})  # fmt: skip
BEHIND = 24  # words of a speaker with what stands behind him: "the governor of the region Ivan Petrov in his channel"


@only_with(SAYING)
def final_cue(sentence: Sentence) -> None:
    """"Shells killed nine, residents and a medic said on Friday": the parser counts those who speak among the dead."""
    words = sentence.words
    for at in range(len(words) - 2, 3, -1):
        word = words[at]
        if word.tag in PAST and word.lemma in SAYING and _ends(words, at):
            start = _speakers_start(words, at)
            if start is not None and any(_has_subject(each) for each in words[: start - 1]):
                _mend(words, at, start)
            return


@only_with("reports", "report")
def final_report(sentence: Sentence) -> None:
    """"Shells hit the port, state television **reports**": no kind of report, but what the television does.

    Not "relied on letters, diaries, media reports": before the comma stands no clause.
    """
    words = sentence.words
    at = len(words) - 1
    while at > 4 and words[at].pos in ("PUNCT", "SPACE"):
        at -= 1
    cue, speaker = words[at], words[at - 1]
    if cue.lower not in ("reports", "report") or cue.tag not in ("NN", "NNS") or not speaker.is_nominal:
        return
    many = speaker.tag in ("NNS", "NNPS") or speaker.lower == "media"
    start = _after_comma(words, at)
    if start is None or (cue.lower == "report" and not many) or (cue.lower == "reports" and many and speaker.lower != "media"):
        return
    clause = start - 2
    while clause >= 0 and words[clause].text not in (",", ";"):
        clause -= 1
    if not any(_has_subject(word) or word.tag in TENSED for word in words[clause + 1 : start - 1]):
        return
    for word in [child for child in cue.children if words[start].i <= child.i < speaker.i]:
        move(word, speaker, word.dep)
    for word in [child for child in cue.children if child.i < words[start].i and child.is_nominal and cue.head is not cue]:
        move(word, cue.head, cue.dep)
    cue.tag, cue.pos, cue.lemma = "VBP" if cue.lower == "report" else "VBZ", "VERB", "report"
    _mend(words, at, start)


@only_with("notice")
def further_notice(sentence: Sentence) -> None:
    """"shut **until further notice**, state television reports": how long, and no clause in which a notice reports."""
    for until, further, notice in zip(sentence.words, sentence.words[1:], sentence.words[2:], strict=False):
        if (until.lower, further.lower, notice.lower) != ("until", "further", "notice") or until.dep == "prep":
            continue
        before = [word for word in sentence.words if word.i < until.i and word.is_verb and word.pos == "VERB"]
        if before:
            move(until, before[-1], "prep")
            move(notice, until, "pobj")


def _ends(words: list[Word], at: int) -> bool:
    """Whether behind the cue comes nothing but a day, a place or a means: "said on Friday", "said by phone"."""
    for word in words[at + 1 : at + 1 + LONGEST]:
        if word.text in (".", ";"):
            return True
        if word.is_verb or word.lower in JOINS or word.text in (",", ":", '"'):
            return False
    return at + 1 + LONGEST > len(words)


def _speakers_start(words: list[Word], at: int) -> int | None:
    """Where the phrase before the cue begins, right behind a comma; a name between commas belongs to it."""
    end = at - 1 if words[at - 1].text == "," else at
    start = _after_comma(words, end)
    if start is not None and end < at:
        start = _after_comma(words, start - 1)
    return start


def _after_comma(words: list[Word], end: int) -> int | None:
    for i in range(end - 1, max(1, end - LONGEST), -1):
        word = words[i]
        if word.text == ",":
            return i + 1 if i + 1 < end and words[i + 1].tag in OPENS else None
        if word.tag in TENSED or word.tag in ("WDT", "WP", "VBG") or word.text in (";", ":", '"'):
            return None
    return None


def _has_subject(verb: Word) -> bool:
    """A finite verb with its subject, by which a clause is known."""
    finite = verb.tag in TENSED or (verb.tag == "VBN" and verb.is_verb) or any(child.tag in TENSED for child in verb.children)
    return verb.is_verb and finite and verb.child("nsubj", "nsubjpass", "expl") is not None


def _mend(words: list[Word], at: int, start: int) -> None:
    cue, inside = words[at], range(words[start].i, words[at].i)
    speakers = [word for word in words[start:at] if word.is_nominal and word.head.i not in inside]
    before = words[: start - 1]
    if not speakers:
        return
    top = next((word for word in before if word.head is word or word.head.i >= words[start].i), before[0])
    if cue.head.i < words[start].i or cue.head.i > cue.i or cue.head is cue:
        _lift(cue, before)
        top = next((word for word in before if (word.head is word or word.head is cue) and word.is_verb), top)
    strays = [child for child in cue.children_of("nsubj") if child.i < words[start].i]
    for speaker in speakers:
        if speaker.head is not cue or speaker.dep != "nsubj":
            move(speaker, cue, "nsubj")
    if top.is_verb and top is not cue:
        move(top, cue, "ccomp")
        for stray in strays:
            _settle(stray, top)


def _lift(cue: Word, before: list[Word]) -> None:
    """Makes the cue the root; a clause behind a semicolon that the parser hung on the content goes with the cue."""
    if cue.head is cue:
        return
    detach(cue)
    for word in cue.sentence.words:
        if word.i > cue.i and word.head.i < cue.i and word.is_verb and word.head in before:
            move(word, cue, "conj")


def _settle(stray: Word, top: Word) -> None:
    """A noun that was taken for the speaker: "some 300 **displaced** by floods", or the object of the verb before it."""
    lower = next((child for child in stray.children if child.tag == "VBN" and child.lemma in BEFALLS), None)
    if lower is not None:
        move(lower, top, "conj")
        move(stray, lower, "nsubjpass")
    elif top.child("dobj") is None and stray.i > top.i:
        move(stray, top, "dobj")
        top.tag = "VBD" if top.tag == "VBN" and top.child("nsubj") and not top.child("aux") else top.tag


@only_with(SAYING)
def clause_with_as(sentence: Sentence) -> None:
    """"Nine died, medics said, **as** envoys warned of war": a clause behind the cue is no part of what medics say."""
    for word in sentence.words:
        cue = word.head
        if word.dep != "ccomp" or word.i < cue.i or cue.lemma not in SAYING or not word.child("nsubj", "nsubjpass"):
            continue
        opener = next((child for child in word.children_of("mark") if child.lower in ASIDE), None)
        said = any(child.i < cue.i for child in cue.children_of("ccomp"))
        if opener is not None and said and sentence.words[opener.i - sentence.words[0].i - 1].text == ",":
            word.dep = "advcl"


def _speaks(noun: Word) -> bool:
    if noun.entity is not None and noun.entity.label == "PERSON":
        return True
    classes = word_classes()
    return noun.lemma.lower() in BODIES or any(noun.lemma.lower() in classes[name] for name in SPEAKERS)


@only_with(CUES)
def cue_before_speaker(sentence: Sentence) -> None:
    """"Two miners perished, **reported the governor**": not "he visited the mine, announced the plan and left"."""
    words = sentence.words
    for at in range(len(words) - 2, 2, -1):
        cue = words[at]
        if cue.lemma not in CUES or cue.tag not in ("VBD", "VBZ", "VBN") or words[at - 1].text != ",":
            continue
        noun = _speaker(cue, words[at + 1])
        behind = words[at + 1 :]
        if noun is None or len(behind) > BEHIND or any(word.tag in FINITE or word.lower in ("that", "and") for word in behind):
            continue
        clause = _clause_before(cue, words[:at])
        if clause is not None:
            _turn(cue, noun, clause)
        return


def _speaker(cue: Word, behind: Word) -> Word | None:
    """Who stands right behind the cue: its object for the parser, or the house in which it was noted."""
    thing = next((word for word in cue.children_of("dobj", "nsubj", "oprd", "attr") if word.i > cue.i), None)
    if thing is not None:
        return thing if _speaks(thing) and thing.subtree()[0] is behind else None
    inside = behind.child("pobj") if behind.lower in ("in", "at") and cue.lemma in PLACED else None
    return inside if inside is not None and _speaks(inside) else None


def _clause_before(cue: Word, before: list[Word]) -> Word | None:
    """The verb of what is said, before the comma; None where only a noun stands there."""
    above = cue.head if cue.dep in ("conj", "advcl", "dep", "ccomp") and cue.head.i < cue.i else None
    if above is not None:
        return above if above.is_verb and _is_finite(above) else None
    told = [word for word in cue.children if word.i < cue.i and word.is_verb and _is_finite(word)]
    if told:
        return told[-1]
    noun = next((word for word in cue.children_of("nsubj") if word.i < cue.i), None)
    clause = noun.child("acl") if noun is not None else None
    if clause is None or clause.tag != "VBN" or clause.child("agent") is not None or noun is None:
        return None
    return clause if clause.child("xcomp", "dobj") is not None or clause.lower in ("perished", "died", "drowned") else None


def _is_finite(verb: Word) -> bool:
    own = verb.tag in FINITE or any(child.tag in FINITE or child.tag == "MD" for child in verb.children_of("aux", "auxpass"))
    return own and verb.child("nsubj", "nsubjpass", "expl") is not None


def _turn(cue: Word, noun: Word, clause: Word) -> None:
    """Makes the speaker the subject of the cue and what stands before the comma its content."""
    if cue.head is clause:
        head, dep = clause.head, clause.dep
        detach(cue)
        if head is not clause:
            move(cue, head, dep)
    host = clause.head if clause.dep == "acl" else None
    for child in [child for child in cue.children if child.i < cue.i]:
        if child is not clause and child is not host and child.dep != "punct":
            move(child, clause, child.dep if child.dep != "nsubj" else "dep")
    move(clause, cue, "ccomp")
    if host is not None:
        clause.tag, clause.pos = "VBD", "VERB"
        move(host, clause, "nsubj")
    link = noun.head if noun.head is not cue and noun.head.lower in ("in", "at") else None
    move(noun, cue, "nsubj")
    for means in noun.children_of("prep"):  # "the governor **in his channel**"
        if any(inner.lemma in MEANS for inner in means.children_of("pobj")):
            move(means, cue, "prep")
    if link is not None:
        move(link, noun, "dep")
    cue.tag, cue.pos = "VBD" if cue.tag != "VBZ" else "VBZ", "VERB"


@only_with(SAYING)
def aside_before_cue(sentence: Sentence) -> None:
    """"took three drivers, **two of them Kenyans**, a union said": what describes those before the comma is nobody who speaks."""
    words, first = sentence.words, sentence.words[0].i
    for cue in words:
        subjects = cue.children_of("nsubj") if cue.lemma in SAYING and cue.tag in PAST else []
        if len(subjects) < 2:
            continue
        aside = subjects[0].child("nsubj")
        if aside is None or aside.i < first + 2 or words[aside.i - first - 1].text != ",":
            continue
        people = words[aside.i - first - 2]
        if any(link.lower == "of" for link in aside.children_of("prep")) and people.is_nominal:
            move(subjects[0], people, "appos")
