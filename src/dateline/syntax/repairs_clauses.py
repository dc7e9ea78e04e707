"""Repairs of whole clauses: the cue at a sentence's end, and verbs that were joined to the wrong verb.

    Nine died at the camp, the governor of Tana said on Sunday.      the governor says all before the comma
    He asked the guards to go and promised them pay.                 he promised, not the guards
"""

from itertools import islice, pairwise

from dateline.syntax import lexicon
from dateline.syntax.moves import detach, move, only_with
from dateline.syntax.tree import Sentence, Word

SAYING = frozenset({"say", "report", "announce", "add", "warn", "claim", "write", "confirm", "state", "estimate"})
FINITE = lexicon.FINITE | {"MD"}
PAST = frozenset({"VBD", "VBZ"})
OPENS = frozenset({"DT", "JJ", "JJS", "NN", "NNS", "NNP", "NNPS", "PRP$", "CD", "PDT"})  # first words of a speaker's phrase
LONGEST = 12  # words of a speaker's phrase, and of what may stand behind the cue
JOINS = frozenset({"that", "as", "if", "which", "who"})
SPANS = frozenset({"seconds", "minutes", "moments", "hours", "days", "weeks", "months", "years", "minute", "hour", "day", "week"})
CLAIMS = frozenset({
    "claim", "allegation", "report", "statement", "accusation", "warning", "assertion", "suggestion", "charge", "announcement",
    "fear", "denial", "admission", "rumour", "rumor", "insistence",
})  # fmt: skip
ASIDE = frozenset({"as", "while", "after", "although", "though", "before", "since"})
OWN = ("nsubj", "nsubjpass", "auxpass", "aux")
MANY = frozenset({"dozens", "hundreds", "thousands", "millions"})
HARM = frozenset({"kill", "injure", "wound", "hurt", "displace", "arrest", "detain"})


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
    if not any(_has_subject(word) or word.tag in FINITE for word in words[clause + 1 : start - 1]):
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
        if word.tag in FINITE or word.tag in ("WDT", "WP", "VBG") or word.text in (";", ":", '"'):
            return None
    return None


def _has_subject(verb: Word) -> bool:
    """A finite verb with its subject, by which a clause is known."""
    finite = verb.tag in FINITE or (verb.tag == "VBN" and verb.is_verb) or any(child.tag in FINITE for child in verb.children)
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
    lower = next((child for child in stray.children if child.tag == "VBN" and child.lemma in HARM), None)
    if lower is not None:
        move(lower, top, "conj")
        move(stray, lower, "nsubjpass")
    elif top.child("dobj") is None and stray.i > top.i:
        move(stray, top, "dobj")
        top.tag = "VBD" if top.tag == "VBN" and top.child("nsubj") and not top.child("aux") else top.tag


def finite_conjunct(sentence: Sentence) -> None:
    """"asked guards to go and promised them pay": a finite verb is joined to no infinitive but to the verb above it."""
    for verb in sentence.words:
        if verb.tag not in PAST or verb.dep != "conj" or verb.head.tag not in ("VB", "VBG"):
            continue
        if verb.child("nsubj", "nsubjpass", "auxpass", "aux", "mark") or _has_modal(verb.head):
            continue
        above = next((word for word in islice(verb.head.ancestors(), 5) if word.tag in FINITE and word.is_verb), None)
        if above is not None and above.tag == verb.tag:
            move(verb, above, "conj")


@only_with("to")
def bare_conjunct(sentence: Sentence) -> None:
    """"urged Mali to free them, **lift** the siege and open the road": a bare verb is joined to the infinitive."""
    for verb in sentence.words:
        above = verb.head
        if verb.tag != "VB" or verb.dep != "conj" or above.tag not in FINITE or not above.is_verb:
            continue
        if verb.child("aux", "auxpass", "nsubj", "nsubjpass", "mark", "neg", "expl") or _has_modal(above):
            continue
        infinitives = [word for word in above.children if word.tag == "VB" and above.i < word.i < verb.i and _has_to(word)]
        if infinitives:
            move(verb, infinitives[-1], "conj")


def _has_to(verb: Word) -> bool:
    return any(child.tag == "TO" for child in verb.children)


@only_with("and", "but")
def subject_behind_and(sentence: Sentence) -> None:
    """"They threw stones and police fired": a noun between "and" and a finite verb is its subject, and no second thing thrown."""
    words = sentence.words
    for joiner, noun, verb in zip(words, words[1:], words[2:], strict=False):
        if joiner.lower not in ("and", "but") or noun.dep != "conj" or verb.tag not in PAST or verb.dep != "conj":
            continue
        first = noun.head
        alone = noun.tag in ("NNS", "NNPS", "NNP", "NN") and verb.pos == "VERB" and verb.head.i < first.i < noun.i
        if alone and first.dep in ("dobj", "pobj") and not verb.child(*OWN):
            move(noun, verb, "nsubj")
            if joiner.head is first:
                move(joiner, verb.head, "cc")


def _has_modal(verb: Word) -> bool:
    """"did not fire and left": an auxiliary makes the bare verb finite."""
    return any(child.dep == "aux" and child.tag != "TO" for child in verb.children)


@only_with("and")
def outer_conjunct(sentence: Sentence) -> None:
    """"Chad said that two men were killed, and recalled its envoy": behind a comma Chad goes on, not those killed."""
    words = sentence.words
    for verb in words:
        if verb.tag not in PAST or verb.dep != "conj" or verb.child(*OWN) or not verb.child("dobj"):
            continue
        at = verb.i - words[0].i
        inner = verb.head
        if _goes_on_speaking(verb, inner):
            move(verb, inner.head, "conj")
            continue
        if at < 3 or words[at - 1].lower != "and" or words[at - 2].text != ",":
            continue
        subject = inner.child("nsubjpass")
        clause = next((word for word in (inner, *inner.ancestors()) if word.dep == "ccomp"), None)
        if subject is None or subject.pos == "PRON" or clause is None or clause.head.tag != verb.tag:
            continue
        move(verb, clause.head, "conj")


def _goes_on_speaking(verb: Word, inner: Word) -> bool:
    """"denied that the group was behind it and **accused** the army": whoever speaks in the one verb speaks in the other."""
    cue = inner.head
    if verb.lemma not in SPEECH or inner.dep != "ccomp" or inner.i < cue.i or cue.tag != verb.tag or verb.child("mark"):
        return False
    who = inner.child("nsubj", "nsubjpass")
    return (cue.lemma in SAYING or cue.lemma in DENYING) and who is not None and who.tag != "PRP" and inner.lemma not in SPEECH


SPEECH = frozenset({
    "accuse", "urge", "condemn", "blame", "warn", "demand", "reject", "deny", "dismiss", "vow", "pledge", "threaten", "denounce",
})  # fmt: skip
DENYING = frozenset({"deny", "admit", "concede", "insist", "acknowledge", "argue", "stress", "note", "suggest", "allege"})


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
        if root is None or root.tag not in ("NNS", "NNPS") or any(each.tag in FINITE for each in before):
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


@only_with(";")
def clause_before_semicolon(sentence: Sentence) -> None:
    """"Two posts were closed; three remain open": the first clause is no complement of the second, unless that one reports."""
    words = sentence.words
    marks = [word.i for word in words if word.text == ";"]
    for mark in marks:
        for verb in words[: mark - words[0].i]:
            head = verb.head
            if verb.dep != "ccomp" or head.i < mark or (head.lemma in SAYING and head.child("dobj") is None):
                continue  # "Two drones struck a depot; nobody **claimed responsibility**" reports nothing
            if head.dep == "ccomp":
                move(verb, head.head, "ccomp")
            else:
                detach(verb)


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


@only_with(SPANS)
def hours_later(sentence: Sentence) -> None:
    """"**Hours** later jets bombed the port": a time that the parser takes for a second subject."""
    for word in sentence.words:
        if word.lower not in SPANS or word.dep not in ("nsubj", "nsubjpass") or word.i > word.head.i:
            continue
        after = sentence.words[word.i - sentence.words[0].i + 1 :][:1]
        others = [each for each in word.head.children_of("nsubj", "nsubjpass") if each is not word]
        if after and after[0].lower in ("later", "earlier", "before", "after") and others:
            word.dep = "npadvmod"


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


@only_with("tear")
def tear_gas(sentence: Sentence) -> None:
    """"An officer **fires tear gas** at marchers": `tear` is no verb, and who fires is no subject of it."""
    for tear, gas in pairwise(sentence.words):
        if tear.lower != "tear" or gas.lower != "gas" or not tear.is_verb or gas.head is not tear:
            continue
        verb = tear.child("nsubj")
        if verb is None or verb.i != tear.i - 1 or verb.tag not in FINITE:
            continue
        if tear.head is tear:
            detach(verb)
        else:
            move(verb, tear.head, tear.dep)
        for child in [child for child in tear.children if child is not verb]:
            move(child, verb, child.dep)
        move(gas, verb, "dobj")
        move(tear, gas, "compound")
        verb.pos, tear.pos, tear.tag = "VERB", "NOUN", "NN"


@only_with(HARM)
def harm_before_number(sentence: Sentence) -> None:
    """"killed dozens and displaced thousands": `displaced` is no adjective of `thousands`."""
    for word in sentence.words:
        if word.dep != "amod" or word.lemma not in HARM or word.tag not in ("VBN", "VBD"):
            continue
        noun = word.head
        counted = noun.tag == "CD" or noun.child("nummod") is not None or noun.lower in MANY
        host = noun.head if noun.dep == "conj" else None
        if not counted or host is None or host.dep != "dobj" or host.head.lemma not in HARM:
            continue
        if any(child.i < word.i for child in noun.children if child is not word):
            continue
        move(word, host.head, "conj")
        move(noun, word, "dobj")
        word.tag, word.pos = "VBD", "VERB"


def participle_of_last_clause(sentence: Sentence) -> None:
    """"Many have been displaced since the army took power, ousting the premier": the army ousts, not the displaced."""
    for word in sentence.words:
        host = word.head
        if word.tag != "VBG" or word.dep != "advcl" or host.i > word.i or host.child("nsubjpass") is None or word.child("mark"):
            continue
        clauses = [child for child in host.children_of("advcl") if host.i < child.i < word.i and child.tag in FINITE]
        if clauses and clauses[-1].child("nsubj") and clauses[-1].subtree()[-1].i >= word.i - 2:
            move(word, clauses[-1], "advcl")
