"""Outlets and agencies that the report itself names as its origin, and how it names them.

    GAZA (Reuters) - ...                            dateline
    ... the mayor told Al Jazeera.                  told
    ... AFP reported, citing a medic.               reported
    This article first appeared in The Guardian.    published
    Source: Anadolu Agency                          line
    ADEN (Lagoon Herald) - ...                      dateline, in no list
    ... the mayor told the Lagoon Herald.           told, in no list

An outlet that the report only speaks of ("AFP's bureau was shelled") is no credit. A mangled name counts where only an
outlet can stand ("told Al Jazzera"), and `how` says so: "told, spelling".
"""

from dateline.knowledge.outlets import Outlets, first_letters, outlets
from dateline.records import Credit
from dateline.syntax.phrases import phrase_span
from dateline.syntax.tree import Tree, Word
from dateline.text import dateline_line

TOLD = frozenset({"tell", "brief", "inform"})
SPOKEN = frozenset({"speak", "talk", "interview", "comment", "remark", "statement", "say", "confirm", "write", "speech", "email"})
REPORTS = frozenset({
    "report", "say", "quote", "cite", "write", "learn", "add", "note", "reveal", "claim", "put", "carry", "broadcast",
    "publish", "air", "understand", "see", "verify", "confirm", "announce", "tell", "count", "film", "show", "photograph",
})  # fmt: skip
PUBLISHED = frozenset({
    "publish", "appear", "post", "run", "produce", "syndicate", "translate", "republish", "print", "air", "carry", "write",
    "broadcast",
})  # fmt: skip
STAFF = frozenset({
    "journalist", "reporter", "correspondent", "photographer", "team", "crew", "tally", "count", "report", "interview",
    "analysis", "stringer", "producer", "editor", "bureau", "witness", "cameraman", "investigation",
})  # fmt: skip
LABELS = frozenset({"source", "sources", "credit", "by", "via", "from"})
LEADING = frozenset({
    "the", "a", "an", "news", "agency", "newspaper", "broadcaster", "channel", "state", "official", "daily", "local",
})  # fmt: skip
RIGHTS = frozenset({"©", "copyright", "(c"})
SHORT = 9  # words of a byline
ARTICLES = frozenset({"al", "an", "ar", "as", "ad", "el", "asharq"})  # of Arabic names: "Al-Manar TV"
BESIDE = frozenset({"newspaper", "daily", "channel", "agency", "website", "broadcaster", "magazine", "network"})


def find(tree: Tree) -> list[Credit]:
    """Credits in the order of the text."""
    known = outlets()
    found = _of_dateline(tree, known)
    words, end = tree.words, found[-1].end if found else -1
    begins = known.by_first
    for word in words:
        if word.start < end:
            continue
        hit = known.at(tree.text, word.start) if first_letters(word.text) in begins and word.text[0].isalnum() else None
        if hit is not None:
            outlet, name = hit
            last = tree.words_in(word.start, word.start + len(name))[-1]
            how = _how(tree, word, last, ambiguous=name in known.ambiguous)
            if how is not None:
                end = word.start + len(name)
                found.append(Credit(word.start, end, outlet, how))
        elif word.lemma in TOLD and word.is_verb:
            credit = _mangled(tree, word, known)
            if credit is not None:
                end = credit.end
                found.append(credit)
        elif word.text in known.last or word.text in known.first:
            credit = _titled(tree, word, known)
            if credit is not None and credit.start >= end:
                end = credit.end
                found.append(credit)
    return found


def _of_dateline(tree: Tree, known: Outlets) -> list[Credit]:
    """"ADEN, 3 May (Lagoon Herald) -": what stands in a dateline's brackets sent the report, known or not."""
    line = dateline_line.find(tree.text)
    span = line.agency if line is not None else None
    if span is None:
        return []
    inside = (word.start for word in tree.words_in(span.start, span.end) if word.start >= span.start and word.text[0].isalnum())
    start = next(inside, span.end)
    hit = known.at(tree.text, start)
    if hit is not None:
        return [Credit(start, start + len(hit[1]), hit[0], "dateline")]
    name = tree.text[start : span.end].rstrip(" )")
    return [Credit(start, start + len(name), name, "dateline")] if name[:1].isupper() else []


def _titled(tree: Tree, word: Word, known: Outlets) -> Credit | None:
    """"told the Lagoon Herald", "in an interview with Radio Lagune": a name in no list, with a word that only outlets have."""
    words = tree.words
    first = last = word
    while first.i and _is_of_name(words[first.i - 1], word):
        first = words[first.i - 1]
    while last.i + 1 < len(words) and _is_of_name(words[last.i + 1], word):
        last = words[last.i + 1]
    if first.i > 1 and words[first.i - 1].text == "-" and words[first.i - 2].lower in ARTICLES:
        first = words[first.i - 2]
    name = tree.text[first.start : last.end]
    if first is last or not known.is_titled(name) or _stands_alone(first, last):
        return None
    how = _how(tree, first, last, ambiguous=True)
    return Credit(first.start, last.end, name.removeprefix("The "), how) if how in ("told", "reported", "published") else None


def _is_of_name(word: Word, part: Word) -> bool:
    return word.tag in ("NNP", "NNPS") and word.sentence is part.sentence and word.text[0].isupper()


def _how(tree: Tree, first: Word, last: Word, *, ambiguous: bool) -> str | None:
    """How the words around a name make it the report's origin; None where it is only spoken of."""
    words = tree.words
    before = words[first.i - 1] if first.i else None
    after = words[last.i + 1] if last.i + 1 < len(words) else None
    for _ in range(4):
        if before is not None and before.lower in LEADING:
            before = words[before.i - 1] if before.i else None
    if _stands_alone(first, last) or _signs(first):
        return "line"
    if _in_brackets(before, after):
        return "dateline" if _is_early(first) else "line"
    if ambiguous and first.tag not in ("NNP", "NNPS"):
        return None
    told = _told(before, first, after)
    return told or _reported(first, last, after)


def _in_brackets(before: Word | None, after: Word | None) -> bool:
    return before is not None and before.text in ("(", "[") and after is not None and after.text in (")", "]", "/", ",")


def _is_early(word: Word) -> bool:
    """In the first words of its paragraph, where a dateline stands."""
    return word.sentence.words[0].i >= word.i - 10


def _stands_alone(first: Word, last: Word) -> bool:
    """A line of its own: "Source: AFP", "— Reuters", "By Al Jazeera"."""
    sentence = first.sentence.words
    rest = [word for word in sentence if (word.i < first.i or word.i > last.i) and word.pos not in ("PUNCT", "SPACE")]
    return len(rest) <= 2 and all(word.lower in LABELS for word in rest) and len(sentence) <= 8


def _signs(first: Word) -> bool:
    """"© 2024 AFP", "By Sam Cole, BBC News": a line of rights or of names."""
    sentence = first.sentence.words
    if sentence[0].lower in RIGHTS:
        return first.i - sentence[0].i <= 4
    by = sentence[0].text in ("By", "BY") and len(sentence) <= SHORT
    return by and not any(word.is_verb for word in sentence) and any(word.text == "," for word in sentence)


def _told(before: Word | None, first: Word, after: Word | None) -> str | None:
    """"told AFP", "in an interview with AFP", "told an AFP reporter", "said ... in AFP" of a translated report."""
    if before is None:
        return None
    if before.lemma in TOLD:
        return "told"
    if before.pos != "ADP":
        return None
    host = before.head
    if before.lower in ("to", "with", "by") and host.lemma in SPOKEN and not (before.lower == "by" and host.lemma == "write"):
        return "reported" if before.lower == "by" else "told"
    if before.lower == "on" and host.lemma in ("speak", "say", "appear", "tell"):
        return "told"
    if before.lower in ("by", "in", "on") and host.lemma in PUBLISHED:
        return "published"
    if before.lower == "by" and host.lemma in REPORTS | STAFF:
        return "reported"
    if before.lower == "in" and (host.lemma == "say" or (_after_comma(before) and after is not None and after.text == ".")):
        return "told"
    return "reported" if before.lower == "to" and host.lower == "according" else None


def _after_comma(word: Word) -> bool:
    """A translated report's "..., in Al Jazeera." for "told Al Jazeera", in a sentence that says something."""
    words = word.sentence.words
    at = word.i - words[0].i
    return at > 0 and words[at - 1].text == "," and any(each.lower in ("said", "says") for each in words[:at])


def _reported(first: Word, last: Word, after: Word | None) -> str | None:
    """"AFP reported", "quoted by AFP", "citing AFP", "an AFP journalist saw"."""
    for word in (last, first):
        host = word.head
        if word.dep in ("nsubj", "appos") and (host.lemma in REPORTS or host.head.lemma in REPORTS):
            return "reported" if host.lemma in REPORTS or host.dep == "nsubj" else None
        if word.dep in ("compound", "nmod", "poss", "amod") and host.lemma in STAFF | BESIDE:
            return _of_staff(host)
        if word.dep == "dobj" and host.lemma in ("cite", "quote"):
            return "reported"
    if after is not None and after.lemma in REPORTS and after.is_verb and after.tag in ("VBD", "VBZ", "VBP"):
        return "reported"
    return None


def _of_staff(noun: Word) -> str | None:
    """"told an AFP journalist"; "AFP journalists saw", "according to an AFP tally"."""
    host = noun.head
    if noun.dep in ("dobj", "dative") and host.lemma in TOLD:
        return "told"
    if noun.dep in ("nsubj", "dobj") and host.lemma in REPORTS:
        return "reported"
    if noun.dep == "pobj" and host.dep in ("prep", "agent", "dative"):
        above = host.head
        if above.lemma in SPOKEN and host.lower in ("to", "with"):
            return "told"
        if above.lower == "according" or host.lower == "by":
            return "reported"
    return None


def _mangled(tree: Tree, verb: Word, known: Outlets) -> Credit | None:
    """"told Al Jazzera": a name right after a verb of telling that is nearly an outlet's."""
    for child in verb.children:
        if child.dep not in ("dobj", "dative", "npadvmod") or child.tag not in ("NNP", "NNPS") or child.i < verb.i:
            continue
        span = phrase_span(child, with_of=False)
        if span.start < verb.end or known.at(tree.text, span.start) is not None:
            continue
        name = tree.text[span.start : span.end].removeprefix("the ").removeprefix("The ")
        outlet = known.nearest(name)
        if outlet is not None:
            return Credit(span.end - len(name), span.end, outlet, "told" if known.is_name(name) else "told, spelling")
    return None
