"""From a head word to the words of its phrase."""

from dateline.records import Mention, Span
from dateline.syntax.tree import ORDER, Entity, Word

LEFT = frozenset({"det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet", "advmod", "case", "neg", "npadvmod"})
RIGHT = frozenset({"nummod", "compound", "case"})


def phrase_words(head: Word, with_of: bool = True) -> list[Word]:
    """The words of a noun phrase without its clauses: "the armed men who fled" -> the armed men.

    An `of` phrase belongs to it if `with_of`: "members of the group"; so does a name in brackets or after a hyphen.
    """
    found = [head]
    for child in head.children:
        if child.i < head.i and child.dep in LEFT and child.tag != "WRB":
            found.extend(phrase_words(child, with_of) if child.dep != "poss" else child.subtree())
            found.extend(_joined_before(child, head))
        elif child.i > head.i and child.dep in RIGHT:
            found.extend(child.subtree())
        elif with_of and child.dep == "prep" and child.lower == "of" and child.i == head.i + 1 and child.child("pobj"):
            found.append(child)
            for inner in child.children_of("pobj"):
                found.extend(phrase_words(inner, with_of))
                if head.tag == "NNS":  # "the foreign ministers of Chad **and Niger**"
                    found.extend(_joined_names(inner))
    if head.entity is not None and head.entity.label == "ORG":
        found.extend(_rest_of_name(head, head.entity))
    return sorted(set(found), key=ORDER) if len(found) > 1 else found


def _joined_before(child: Word, head: Word) -> list[Word]:
    """"members of the U.S. **and Afghan** forces": what is joined to a word before the head stands before it, too."""
    found: list[Word] = []
    for other in child.children_of("conj"):
        if child.dep != "poss" and other.i < head.i:
            found += [*phrase_words(other), *_joined_before(other, head)]
            found += [link for link in child.children if link.dep in ("cc", "punct") and link.i < other.i]
    return found


def _rest_of_name(head: Word, name: Entity) -> list[Word]:
    """"the National Front **for Democracy**": an organisation's name goes on over its small words."""
    if head.tag not in ("NNP", "NNPS") or name.words[-1].i <= head.i:
        return []
    rest = [word for word in name.words if word.i > head.i]
    cut = next((at for at, word in enumerate(rest) if not word.text[:1].isalnum() and word.text != "-"), len(rest))
    rest = rest[:cut] or rest[:1]
    return rest if rest[0].lower in ("for", "of", "in", "without", "to") and rest[-1].tag in ("NNP", "NNPS") else []


def _joined_names(word: Word) -> list[Word]:
    """A name's conjuncts with the words that join them, where all are names."""
    if word.tag != "NNP":
        return []
    found: list[Word] = []
    for other in word.children_of("conj"):
        if other.tag == "NNP":
            found += [*phrase_words(other), *_joined_names(other)]
            found += [link for link in word.children if link.dep in ("cc", "punct") and word.i < link.i < other.i]
    return found


def phrase_span(head: Word, with_of: bool = True) -> Span:
    """Characters of the noun phrase around a head, as one contiguous span that holds the head."""
    words = phrase_words(head, with_of)
    at = words.index(head)
    first = at
    while first > 0 and _joined(words[first - 1], words[first], head):
        first -= 1
    while first < at and (not words[first].text[:1].isalnum() or _is_clock(words[first])):  # "14:05 - Israeli jets"
        first += 1
    last = at
    while last + 1 < len(words) and words[last + 1].i <= words[last].i + 2:
        last += 1
    while last > at and words[last].dep == "case":
        last -= 1
    return Span(words[first].start, _closed(words[first], words[last]))


def _closed(first: Word, last: Word) -> int:
    """Where a phrase ends; a mark that opened in it is closed: "four \"**traitors**\"" with both."""
    if '"' not in first.sentence.forms:
        return last.end
    words, at = first.sentence.words, first.sentence.words[0].i
    marks = sum(word.text == '"' for word in words[first.i - at : last.i - at + 1])
    after = words[last.i - at + 1] if last.i - at + 1 < len(words) else None
    return after.end if marks % 2 == 1 and after is not None and after.text == '"' else last.end


def _is_clock(word: Word) -> bool:
    return word.text[0].isdigit() and ":" in word.text


def _joined(before: Word, word: Word, head: Word) -> bool:
    """Neighbours, or with one word of punctuation or coordination between them: "air and sea forces"."""
    return word.i - before.i <= 2 or (word.i - before.i <= 4 and before.head is head)


def mention(head: Word, with_of: bool = True) -> Mention:
    """The mention around a head word, not yet resolved to an actor or a place."""
    span = phrase_span(head, with_of)
    return Mention(span.start, span.end, head=Span(head.start, head.end))
