"""Repairs of who says it in translated reports: the cue before its speaker at the end, and "it will be recalled that".

    Two miners perished, reported the governor of Tana.          the governor reported; he is not what was reported
    The post is closed, noted in the headquarters.               it was noted there, by those who sit there
    It is to be mentioned that two miners died.                  two miners died, whoever mentions it
"""

from dateline.knowledge.event_rules import word_classes
from dateline.knowledge.eventhood import is_event_noun
from dateline.syntax.lexicon import FINITE
from dateline.syntax.moves import detach, move, only_with
from dateline.syntax.tree import Sentence, Word

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
MENTIONING = frozenset({"mention", "recall", "remember", "note", "point", "stress", "emphasise", "emphasize", "remind", "add"})
NEWS = frozenset({
    "news", "report", "rumour", "rumor", "information", "claim", "story", "allegation", "circulate", "publish", "spread",
})  # fmt: skip
DENYING = frozenset({"deny", "refute", "reject", "dismiss"})
WORTHY = frozenset({"worth", "important", "necessary", "pertinent"})
OLD_NEWS = frozenset({"mention", "recall", "remember", "remind"})


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


@only_with(MENTIONING)
def said_in_passing(sentence: Sentence) -> None:
    """"It **will be recalled that** two miners died": the report itself says that they did.

    "It is to be mentioned", "it is worth noting", "it should be noted"; not "it was recalled", which somebody did.
    """
    for verb in sentence.words:
        clause = verb.child("ccomp") if verb.lemma in MENTIONING else None
        if clause is None or clause.child("mark") is None or not _is_impersonal(verb):
            continue
        top = verb
        while top.head is not top and top.dep in ("xcomp", "acomp", "pcomp", "prep", "advcl"):
            top = top.head
        head, dep = top.head, top.dep
        detach(clause)
        if head is not top:
            move(clause, head, dep)
        move(top, clause, "dep")
        mark = clause.child("mark")
        if mark is not None:
            mark.dep = "dep"
        return


def _is_impersonal(verb: Word) -> bool:
    """"It" for a subject, and a duty, a future or a worth; a bare "it is recalled" of what is old news."""
    top = verb
    while top.head is not top and top.dep in ("xcomp", "acomp", "pcomp", "prep") and top.lemma != "be":
        top = top.head
    if not any(child.lower == "it" for child in top.children_of("nsubj", "nsubjpass", "expl")):
        return False
    if top.lemma == "be" and top is not verb:
        worth = any(word.lower in WORTHY for word in top.children_of("acomp", "attr", "prep"))
        to_be = verb.dep == "xcomp" and verb.child("auxpass") is not None
        return top.tag == "VBZ" and (worth or to_be)
    modal = any(child.tag == "MD" and child.lower in ("will", "must", "should", "may") for child in verb.children_of("aux"))
    present = any(child.tag == "VBZ" for child in verb.children_of("auxpass"))
    return verb.child("auxpass") is not None and (modal or (present and verb.lemma in OLD_NEWS))


@only_with(NEWS)
def deed_in_news(sentence: Sentence) -> None:
    """"denied the **news about the death** of ten": the death is denied."""
    for verb in sentence.words:
        if verb.lemma not in DENYING or not verb.is_verb:
            continue
        news = verb.child("dobj")
        if news is None:
            clause = verb.child("ccomp")
            news = clause if clause is not None and any(child.lower == "what" for child in clause.children) else None
        if news is None or not (news.lemma in NEWS or news.is_verb):
            continue
        deed = _deed_below(news)
        if deed is None:
            continue
        if news.dep == "ccomp" and news.lemma not in NEWS:
            continue
        move(deed, verb, "dobj")
        move(news, deed, "nmod")
        return


def _deed_below(news: Word) -> Word | None:
    """The deed that news is about: "circulated **about the killing** of two"."""
    for host in (news, *news.children_of("acl", "relcl")):
        for link in host.children_of("prep"):
            deed = link.child("pobj") if link.lower in ("about", "regarding", "concerning", "on", "of") else None
            if deed is not None and is_event_noun(deed.lemma):
                return deed
    return None


SPOKEN_REPAIRS = (cue_before_speaker, said_in_passing, deed_in_news)
