"""Edges that the parser gets wrong in known ways, mended before any rule runs.

Each repair is a function on one sentence that moves an edge when its pattern fits; `repair` runs them all. The numbers
are those of the list in docs/parser.md. The parser's own figures are one wrong arc in ten, so a rule still needs the
second path that the parser takes when it errs; what stands here is what serves every rule at once.
"""

from itertools import pairwise

from dateline.syntax.lexicon import GERUNDS, HARM, VERB_LEMMAS
from dateline.syntax.moves import NEEDED, move, only_with
from dateline.syntax.repairs_clauses import (
    bare_conjunct,
    clause_before_semicolon,
    clause_of_claim,
    clause_with_as,
    final_cue,
    final_report,
    finite_conjunct,
    further_notice,
    harm_before_number,
    hours_later,
    outer_conjunct,
    participle_of_last_clause,
    reports_that,
    subject_behind_and,
    tear_gas,
)
from dateline.syntax.repairs_headlines import HEADLINE_REPAIRS
from dateline.syntax.repairs_nouns import LIST_REPAIRS
from dateline.syntax.repairs_numbers import NUMBER_REPAIRS
from dateline.syntax.repairs_spoken import SPOKEN_REPAIRS
from dateline.syntax.repairs_translated import TRANSLATED_REPAIRS
from dateline.syntax.repairs_verbs import VERB_REPAIRS
from dateline.syntax.repairs_wires import WIRE_REPAIRS
from dateline.syntax.tree import Sentence, Tree, Word

__all__ = ["move", "repair"]

NUMBER_NOUNS = frozenset({"dozen", "score", "hundred", "thousand", "ten", "number"})
GIVING = frozenset({
    "give", "send", "offer", "grant", "lend", "sell", "hand", "award", "promise", "supply",
    "deny", "owe", "pledge", "bring",
})  # fmt: skip


def is_number(word: Word) -> bool:
    return word.tag == "CD" or word.lower == "dozens" or word.lemma in NUMBER_NOUNS


@only_with(",")
def participle_after_comma(sentence: Sentence) -> None:
    """P1 "Pakistan retaliated, striking camps": `striking` is no adjective of `camps`, it governs it."""
    words = sentence.words
    for before, word in pairwise(words):
        if word.dep != "amod" or before.text != ",":
            continue
        gerund = word.tag == "VBG" or word.lower in GERUNDS
        if gerund and word.head.dep in ("dobj", "npadvmod", "appos"):
            noun, verb = word.head, word.head.head
            if not verb.is_verb or any(left.i < word.i for left in noun.children if left.dep == "det"):
                continue
            word.lemma, word.tag = GERUNDS.get(word.lower, word.lemma), "VBG"
            move(word, verb, "advcl")
            move(noun, word, "dobj")
            word.pos = "VERB"


@only_with(HARM)
def bare_number_passive(sentence: Sentence) -> None:
    """P4 "... and 112 injured": a number before a bare participle of harm is its passive subject."""
    for word in sentence.words:
        if word.tag in ("VBN", "VBD") and word.lemma in HARM and not word.child("aux", "auxpass", "dobj", "nsubjpass"):
            subject = next((each for each in reversed(word.children_of("nsubj")) if each.i < word.i), None)
            if subject and is_number(subject):
                subject.dep = "nsubjpass"
                word.tag = "VBN"


@only_with(HARM)
def headline_passive(sentence: Sentence) -> None:
    """P5 "Ten killed in Kabul blast": a noun at the root with a bare participle of harm is a passive clause."""
    for root in sentence.roots:
        clause = next((w for w in root.children if w.dep == "acl" and w.tag == "VBN" and w.lemma in HARM), None)
        if clause and (root.is_nominal or root.pos == "ADJ") and not any(w.tag in ("VBD", "VBZ", "VBP") for w in sentence.words):
            clause.head.children.remove(clause)
            clause.head, clause.dep = clause, "ROOT"
            move(root, clause, "nsubjpass")


def double_subject(sentence: Sentence) -> None:
    """P9 "Iran's news agency IRNA reported": of two adjacent subjects the second is the first one's apposition."""
    for word in dict.fromkeys(subject.head for subject in sentence.words if subject.dep == "nsubj"):
        subjects = word.children_of("nsubj")
        if len(subjects) == 2 and subjects[1].tag == "NNP" and subjects[1].i - subjects[0].i <= 3:
            first, second = subjects
            if not any(w.pos == "VERB" for w in sentence.words if first.i < w.i < second.i):
                move(second, first, "appos")


@only_with(GIVING)
def dative_name(sentence: Sentence) -> None:
    """P3 "gave Ukraine air-defence systems": a country name before the object of a giving verb is its recipient."""
    for verb in sentence.words:
        if verb.lemma not in GIVING or not verb.is_verb or verb.child("dative"):
            continue
        thing = verb.child("dobj")
        name = thing.children[0] if thing and thing.children else None
        if not name or not thing or name.dep not in ("compound", "nmod"):
            continue
        if name.tag == "NNP" and name.i == verb.i + 1 and thing.tag != "NNP":
            move(name, verb, "dative")


def verb_lemma(sentence: Sentence) -> None:
    """"The rebels staged a raid": the lemma is `stage`, not `stag`."""
    for word in sentence.words:
        if word.lower in VERB_LEMMAS and word.tag.startswith("V"):
            word.lemma = VERB_LEMMAS[word.lower]


def relative_object(sentence: Sentence) -> None:
    """"the depot that the army hit": with a subject of its own beside it, the relative pronoun is the object."""
    for word in sentence.words:
        if word.dep != "relcl":
            continue
        subjects = word.children_of("nsubj")
        if len(subjects) == 2 and subjects[0].tag in ("WDT", "WP") and not word.child("dobj"):
            subjects[0].dep = "dobj"


@only_with("that")
def that_before_subject(sentence: Sentence) -> None:
    """"told the radio **that** rebel fighters had looted shops": behind a verb of saying, `that` is no second subject."""
    for clause in sentence.words:
        if clause.dep != "ccomp":
            continue
        subjects = clause.children_of("nsubj", "nsubjpass")
        if len(subjects) == 2 and subjects[0].lower == "that" and subjects[0].tag == "WDT" and not subjects[0].children:
            subjects[0].dep, subjects[0].tag = "mark", "IN"


DASHES = frozenset({"--", "—", "–", "-", ":", "):"})


@only_with(DASHES)
def dateline_subject(sentence: Sentence) -> None:
    """"OSLO (AP) -- The premier resigned": the city is no subject; what stands behind the dash is."""
    words = sentence.words[:12]
    dash = next((word for word in words if word.text in DASHES), None)
    before = [word for word in words if dash is not None and word.i < dash.i]
    if dash is None or not before or any(w.is_verb or (w.tag == "DT" and not w.text.isupper()) for w in before):
        return
    if ":" in dash.text and not before[0].text.isupper():
        return
    for city in [word for word in words if word.i < dash.i and word.head.i > dash.i and word.dep in ("nsubj", "nsubjpass")]:
        verb, role = city.head, city.dep
        city.dep = "dep"
        if not any(child.dep in ("nsubj", "nsubjpass") and child.i > dash.i for child in verb.children):
            inner = next((c for c in city.children if c.i > dash.i and c.is_nominal and c.i < verb.i), None)
            if inner is not None:
                move(inner, verb, role)


@only_with("file", "photo", "caption")
def photo_label(sentence: Sentence) -> None:
    """"FILE - A policeman stands guard": the label of an old photograph is no part of the policeman."""
    first = sentence.words[:2]
    if len(first) < 2 or first[0].text not in ("FILE", "PHOTO", "CAPTION") or first[1].text not in DASHES:
        return
    top = next((word for word in sentence.words if word.head is word), None)
    for word in first:
        if top is not None and word is not top and word.head is not top:
            move(word, top, "dep")


REPAIRS = (
    photo_label, dateline_subject, relative_object, that_before_subject, participle_after_comma, bare_number_passive,
    headline_passive, double_subject, dative_name, clause_before_semicolon, further_notice, final_report, final_cue,
    finite_conjunct, bare_conjunct, outer_conjunct, harm_before_number, participle_of_last_clause, clause_with_as,
    clause_of_claim, hours_later, reports_that, tear_gas, subject_behind_and,
    *LIST_REPAIRS, *VERB_REPAIRS, *NUMBER_REPAIRS, *TRANSLATED_REPAIRS, *SPOKEN_REPAIRS, *WIRE_REPAIRS, *HEADLINE_REPAIRS,
)  # fmt: skip
ALWAYS = frozenset(place for place, each in enumerate(REPAIRS) if each not in NEEDED)
BY_WORD: dict[str, tuple[int, ...]] = {  # the repairs that a word asks for, by their place in the order
    word: tuple(place for place, each in enumerate(REPAIRS) if word in NEEDED.get(each, ()))
    for word in frozenset().union(*NEEDED.values())
}


def repair(tree: Tree) -> Tree:
    """Mends a tree in place, sentence by sentence, and returns it."""
    for sentence in tree.sentences:
        verb_lemma(sentence)
        known = {word.lower for word in sentence.words}
        known.update([word.lemma for word in sentence.words])
        asked = ALWAYS.union(*map(BY_WORD.__getitem__, BY_WORD.keys() & known))
        for place in sorted(asked):
            REPAIRS[place](sentence)
    return tree
