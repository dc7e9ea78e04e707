"""Noun phrases that we know: where one begins, which words say its kind, and what a counting noun counts."""

from dateline.knowledge.actor_words import actor_words
from dateline.syntax.tree import Word

LEFT = frozenset({"compound", "amod", "nmod", "nummod", "advmod", "punct", "quantmod"})


def run_before(head: Word) -> list[Word]:
    """The unbroken words of the phrase up to its head: "the Iranian foreign minister" -> Iranian, foreign, minister."""
    words = head.sentence.words
    at = head.i - words[0].i
    first = at
    while first > 0 and at - first < 9:
        word = words[first - 1]
        inside = word.dep in LEFT and (word.head is head or (word.head.i > word.i and word.head.i <= head.i))
        if not inside or (word.dep == "punct" and word.text not in ("-", "–", ".", "’")) or word.tag == "POS":
            break
        first -= 1
    return words[first : at + 1]


def known_phrase(run: list[Word], head: Word) -> tuple[str | None, bool]:
    """The longest known noun phrase that ends in the head, or "ministry of ..." after it, and whether it is an office."""
    words = actor_words()
    if head.lower not in words.lasts and head.lemma.lower() not in words.lasts:
        return None, False
    after = _of_phrase(head)
    lasts = dict.fromkeys((head.lower, head.lemma.lower()))
    for tail in (after, "") if after else ("",):
        for length in range(min(4, len(run)), 0, -1):
            before = [word.lower for word in run[len(run) - length : -1]]
            for last in lasts:
                phrase = " ".join([*before, last]) + tail
                noun = words.noun(phrase.replace(" - ", "-"))
                if noun is not None:
                    return phrase, noun.office
    return None, False


def role_words(run: list[Word], phrase: str) -> str:
    """The office with the nouns before it that say which: "assistant professor", "security analyst", not "senior officer"."""
    at = len(run) - len(phrase.partition(" of ")[0].replace("-", " - ").split())
    before: list[str] = []
    while at > 0 and run[at - 1].dep == "compound" and run[at - 1].pos == "NOUN" and len(before) < 2:
        at -= 1
        before.insert(0, run[at].lower)
    return " ".join([*before, phrase])


def _of_phrase(head: Word) -> str:
    for child in head.children:
        if child.dep == "prep" and child.lower == "of" and child.i == head.i + 1:
            inner = child.child("pobj")
            if inner is not None:
                return " of " + " ".join(word.lower for word in run_before(inner))
    return ""


def content_head(head: Word) -> Word:
    """What a counting noun counts: "a group of gunmen" -> gunmen, "nearly one million of them" -> them; else the head."""
    word = head
    for _ in range(3):
        if word.lower not in actor_words().groupings and word.lemma.lower() not in actor_words().groupings:
            return word
        inner = next((each.child("pobj") for each in word.children_of("prep") if each.lower == "of"), None)
        if inner is None or (word.child("poss") and word.tag == "NN"):
            return word
        word = inner
    return word


def is_pronoun(word: Word) -> bool:
    return word.pos == "PRON" or word.tag in ("PRP", "PRP$", "WP")
