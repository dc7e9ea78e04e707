"""Repairs of what is told inside something else: a claim that, reports that, "it will be recalled that", men presumed to be.

    It is to be mentioned that two miners died.               two miners died, whoever mentions it
    Men presumed to belong to the Red Dawn stormed the town   the men stormed it
"""

from itertools import pairwise

from dateline.knowledge.eventhood import is_event_noun
from dateline.syntax.moves import detach, move, only_with
from dateline.syntax.repairs.common import LONGEST, TENSED, is_people
from dateline.syntax.tree import Sentence, Word

CLAIMS = frozenset({
    "claim", "allegation", "report", "statement", "accusation", "warning", "assertion", "suggestion", "charge", "announcement",
    "fear", "denial", "admission", "rumour", "rumor", "insistence",
})  # fmt: skip
MENTIONING = frozenset({"mention", "recall", "remember", "note", "point", "stress", "emphasise", "emphasize", "remind", "add"})
NEWS = frozenset({
    "news", "report", "rumour", "rumor", "information", "claim", "story", "allegation", "circulate", "publish", "spread",
})  # fmt: skip
DENYING = frozenset({"deny", "refute", "reject", "dismiss"})
WORTHY = frozenset({"worth", "important", "necessary", "pertinent"})
OLD_NEWS = frozenset({"mention", "recall", "remember", "remind"})
SUPPOSED = frozenset({"presume", "believe", "suspect", "allege", "think", "assume", "claim", "know"})
SUBJECTS = ("nsubj", "nsubjpass")


@only_with("report", "claim")
def reports_that(sentence: Sentence) -> None:
    """"Partners on the ground report that roads are cut": no "ground report", but what the partners do."""
    words = sentence.words
    for word, mark in pairwise(words):
        if word.tag != "NN" or word.lower not in ("report", "claim") or mark.lower != "that" or mark.dep != "mark":
            continue
        before = words[: word.i - words[0].i]
        root = next((each for each in before if each.head is each), None)
        clause = mark.head
        if root is None or root.tag not in ("NNS", "NNPS") or any(each.tag in TENSED for each in before):
            continue
        inner = word.child("compound")
        if inner is not None and word.head is not word:
            for child in [each for each in word.children if each is not inner and each.i < inner.i]:
                move(child, inner, child.dep)
            move(inner, word.head, word.dep)
        detach(word)
        word.pos, word.tag = "VERB", "VBP"
        move(root, word, "nsubj")
        for child in [each for each in root.children if each.i > word.i]:
            move(child, word, child.dep)
        move(clause, word, "ccomp")
        return


@only_with(CLAIMS)
def clause_of_claim(sentence: Sentence) -> None:
    """"denied **claims** by rebels **that** the army **fired**": the clause is what is claimed, and describes no rebels."""
    words = sentence.words
    for at, claim in enumerate(words[:-3]):
        if claim.lemma not in CLAIMS or words[at + 1].lower not in ("by", "from", "of") or not claim.is_nominal:
            continue
        link = words[at + 1]
        that = next((word for word in words[at + 2 : at + 2 + LONGEST] if word.lower == "that"), None)
        people = words[that.i - words[0].i - 1] if that is not None else link
        clause = that.head if that is not None and that.dep == "mark" else None
        between = [word for word in words if link.i < word.i <= people.i]
        if clause is None or not people.is_nominal or any(word.is_verb or word.text == "," for word in between):
            continue
        if clause.head in (people, link) and clause.dep in ("relcl", "ccomp", "acl"):
            _tie_claim(claim, link, people)
            move(clause, claim, "acl")


def _tie_claim(claim: Word, link: Word, people: Word) -> None:
    """The claim where its people stood, and the people below it: "contradicting **claims** by Tuareg **separatists**"."""
    if claim.head is people:
        move(claim, people.head, people.dep)
    for stray in [child for child in link.children if child is not people]:
        move(stray, people, "compound")
    move(link, claim, "prep")
    move(people, link, "pobj")


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


@only_with(SUPPOSED)
def supposed_to_be(sentence: Sentence) -> None:
    """"Men **presumed to belong** to the group Red Dawn stormed the town": the finite verb is theirs."""
    for cue in sentence.words:
        if cue.lemma not in SUPPOSED or cue.tag not in ("VBD", "VBN") or cue.child("aux", "auxpass", "dobj", "mark"):
            continue
        who, clause = cue.child(*SUBJECTS), cue.child("xcomp")
        if who is None or clause is None or clause.i < cue.i or clause.lemma not in ("be", "belong", "have"):
            continue
        verb = next((each for each in cue.children_of("conj", "ccomp") if each.tag == "VBD" and each.i > clause.i), None)
        if verb is not None and not any(each.dep == "cc" and each.i < verb.i for each in cue.children):
            _give_way(cue, who, verb)


def _give_way(cue: Word, who: Word, verb: Word) -> None:
    """The finite verb takes the place of the participle, which hangs below the subject then."""
    taken, above, place = verb.child(*SUBJECTS), cue.head, cue.dep
    detach(verb)
    if above is not cue:
        move(verb, above, place)
    for child in [each for each in cue.children if each.i > verb.i or each.dep in ("cc", "conj")]:
        move(child, verb, child.dep)
    move(who, verb, "nsubj")
    detach(cue)
    move(cue, who, "acl")
    cue.tag = "VBN"
    if taken is not None and taken is not who:  # "to the group **Red Dawn** stormed": the name is the group's
        nouns = [word for word in cue.subtree() if word.is_nominal and word.i < taken.i]
        move(taken, nouns[-1] if nouns else verb, "appos" if nouns else "dep")


@only_with("say", "report", "state")
def said_of_people(sentence: Sentence) -> None:
    """"Police **said three youths** armed with pistols knocked and **fired**": nobody says people; what they did is said.

    "A charity **said 212** of them, most of them women, **were** in a school": nor does one say a number.
    """
    for cue in sentence.words:
        if cue.lemma not in ("say", "report", "state") or cue.tag != "VBD" or not cue.is_verb or cue.child("auxpass"):
            continue
        people = cue.child("dobj")
        if people is None or people.i < cue.i or not (is_people(people) or people.tag == "CD"):
            continue
        clause = cue.child("ccomp")
        done = [each for each in cue.children_of("conj") if each.tag == "VBD" and each.i > people.i]
        if clause is not None and clause.i > people.i and clause.child("aux", "auxpass") and not clause.child(*SUBJECTS, "mark"):
            move(people, clause, "nsubjpass" if clause.child("auxpass") else "nsubj")
        elif clause is None and done and is_people(people) and not any(each.child(*SUBJECTS) for each in done):
            move(done[0], cue, "ccomp")
            move(people, done[0], "nsubj")
