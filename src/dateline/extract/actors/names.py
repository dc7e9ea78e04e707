"""Names of actors in a text: those of the book under any spelling, those that the parser marks, and acronyms explained.

    the Balochistan Liberation Army (BLA) ... the BLA      long (SHORT)
    the BLA (Balochistan Liberation Army)                  SHORT (long)
"""

from collections.abc import Iterator
from functools import lru_cache

import msgspec
from rapidfuzz import fuzz, process

from dateline.extract.actors.called import foreign_acronym
from dateline.extract.reading import Reading
from dateline.knowledge.actor_book import ARTICLES, actor_book, folded
from dateline.syntax.tree import Sentence, Tree, Word

FUZZY_CUTOFF = 88.0  # per cent of equal letters; below it two groups of one movement look alike
FUZZY_LETTERS = 8


class Name(msgspec.Struct, frozen=True):
    """Words of one name, and the word among them whose own head stands outside: "Army" of "Balochistan Liberation Army".

    `ids` are the book's entries for it.
    """

    words: tuple[Word, ...]
    head: Word
    ids: tuple[str, ...] = ()


def _name(words: tuple[Word, ...], ids: tuple[str, ...] = ()) -> Name:
    inside = {word.i for word in words}
    outer = (word for word in reversed(words) if word.head.i not in inside or word.head is word)
    return Name(words, next(outer, words[-1]), ids)


def book_names(tree: Tree) -> list[Name]:
    """Every name of the book in the text, longest first, never overlapping; capitals decide ("Front", not "front")."""
    sentences = (sentence for sentence in tree.sentences if _may_name(sentence))
    return [name for sentence in sentences for name in _of_sentence(tree, _units(sentence))]


def _may_name(sentence: Sentence) -> bool:
    """Whether some name of the book may begin in a sentence: a look-up before anything is compared."""
    starts, cased = actor_book().starts, actor_book().cased
    for word in sentence.words:
        text, lower = word.text, word.lower
        if text.islower():
            continue
        if lower in starts or text in cased:
            return True
        if (not lower.isalnum() or not lower.isascii()) and any(part in starts for part in folded(text)):
            return True
    return False


def _of_sentence(tree: Tree, units: list[tuple[str, Word]]) -> list[Name]:
    book = actor_book()
    found: list[Name] = []
    at = 0
    while at < len(units):
        token, word = units[at]
        if word.text.islower():
            at += 1
            continue
        length, ids = 0, tuple[str, ...]()
        if word.text in book.cased:
            length, ids = 1, tuple(book.cased[word.text])
        lengths = book.starts.get(token)
        if lengths and (word.text[:1].isupper() or word.text[:1].isdigit()):
            best = _match(units, at, lengths)
            length, ids = best if best[0] > length else (length, ids)
        if length:
            found.append(_name(_whole(tree, units[at][1], units[at + length - 1][1]), ids))
        at += length or 1
    return found


def _units(sentence: Sentence) -> list[tuple[str, Word]]:
    """The folded words of a sentence; marks and the Arabic article are left out, "Qaida-linked" is two."""
    units: list[tuple[str, Word]] = []
    for word in sentence.words:
        lower = word.lower
        if lower.isalnum() and lower.isascii():
            if lower not in ARTICLES:
                units.append((lower, word))
        elif word.pos not in ("PUNCT", "SPACE", "PART"):
            units.extend((part, word) for part in folded(word.text))
    return units


def _match(units: list[tuple[str, Word]], at: int, lengths: tuple[int, ...]) -> tuple[int, tuple[str, ...]]:
    spellings = actor_book().spellings
    for length in lengths:
        part = units[at : at + length]
        ids = spellings.get(tuple(token for token, _ in part))
        if not ids or len(part) < length:
            continue
        first, last = part[0][1], part[-1][1]
        if last.i - first.i < 2 * length + 3:
            return length, tuple(ids)
    return 0, ()


def _whole(tree: Tree, first: Word, last: Word) -> tuple[Word, ...]:
    """From the first to the last word, with an article and its hyphen before it: "al-Shabaab"."""
    start = first.i
    if start > 1 and tree.words[start - 1].text == "-" and tree.words[start - 2].lower in ARTICLES:
        start -= 2
    elif start > 0 and tree.words[start - 1].text in ("Al", "al", "El", "el"):
        start -= 1
    return tuple(tree.words[start : last.i + 1])


def entity_names(tree: Tree) -> Iterator[Name]:
    """Persons, organisations and peoples that the parser marks, where they are nouns: "Afghans", not "Afghan food"."""
    for entity in tree.entities:
        if entity.label not in ("PERSON", "ORG", "NORP"):
            continue
        words = tuple(word for word in entity.words if word.lower != "the" and word.tag != "POS" and word.pos != "SPACE")
        if not words or not any(word.text[:1].isupper() for word in words):
            continue
        name = _name(words)
        if entity.label == "NORP" and (name.head.tag not in ("NNP", "NNPS", "NNS") or name.head.dep in ("amod", "compound")):
            continue
        yield name


def near_spelling(text: str) -> tuple[str, str] | None:
    """The book's id and name for a misspelt name of a group: "Balochsitan Liberation Army", else None."""
    return _near(" ".join(folded(text)))


@lru_cache(maxsize=20_000)
def _near(text: str) -> tuple[str, str] | None:
    if len(text) < FUZZY_LETTERS or " " not in text:
        return None
    choices = _choices().get((text[0], text.count(" ")), {})
    best = process.extract(text, choices.keys(), scorer=fuzz.ratio, score_cutoff=FUZZY_CUTOFF, limit=3)
    ids = {choices[found[0]] for found in best}
    if len(ids) != 1:
        return None
    known = ids.pop()
    return known, actor_book().known[known].name


@lru_cache(maxsize=1)
def _choices() -> dict[tuple[str, int], dict[str, str]]:
    """Folded names of groups and organisations by first letter and number of blanks; persons' names are too alike to guess."""
    book = actor_book()
    single = ((key, ids[0]) for key, ids in book.spellings.items() if len(ids) == 1 and len(key) > 1)
    found: dict[tuple[str, int], dict[str, str]] = {}
    for key, known in single:
        if known in book.known:
            found.setdefault((key[0][0], len(key) - 1), {})[" ".join(key)] = known
    return found


def explained(reading: Reading) -> dict[str, str]:
    """Acronym -> the long form that the text gives it, both as written (Schwartz and Hearst 2003, both directions)."""
    found: dict[str, str] = {}
    words = reading.tree.words
    for word in words:
        if word.text != "(" or word.i + 2 >= len(words) or word.i == 0:
            continue
        inner = _bracketed(words, word.i)
        if inner is None:
            continue
        before = words[word.i - 1]
        if len(inner) == 1 and is_acronym(inner[0].text):
            long = long_form(inner[0].text, words, word.i)
            if long:
                found.setdefault(inner[0].text, reading.tree.text[long[0].start : long[-1].end])
        elif is_acronym(before.text) and fits(before.text, [each.text for each in inner]):
            found.setdefault(before.text, reading.tree.text[inner[0].start : inner[-1].end])
    for word in words:
        name = foreign_acronym(word, words) if word.text not in found and word.text not in actor_book().cased else None
        if name is not None:
            found[word.text] = reading.tree.text[name[0].start : name[-1].end]
    return found


def _bracketed(words: list[Word], at: int) -> list[Word] | None:
    inner: list[Word] = []
    for word in words[at + 1 : at + 12]:
        if word.text in (")", ",", ";"):
            return inner or None
        inner.append(word)
    return None


def is_acronym(text: str) -> bool:
    """Two to eight letters, a capital first; "Bla" and "SPLM-N" count, "January" does not fit any long form anyway."""
    letters = sum(letter.isalpha() for letter in text)
    return 2 <= letters <= 8 and text[0].isupper() and " " not in text


def long_form(short: str, words: list[Word], at: int) -> list[Word] | None:
    """The words before the bracket that the acronym abbreviates: first letters in order, small words may be passed over."""
    limit = min(len(short) + 5, len(short) * 2)
    for first in range(at - 1, max(-1, at - 1 - limit), -1):
        if words[first].sentence is not words[at].sentence or words[first].text in (")", ".", ";"):
            return None
        part = [word.text for word in words[first:at]]
        if part[0][:1].isupper() and part[0][0].lower() == short[0].lower() and fits(short, part):
            return words[first:at]
    return None


SMALL = frozenset({"of", "the", "for", "and", "in", "to", "on", "de", "du", "des", "la", "le", "al", "el", "-", "'s"})


def fits(short: str, long: list[str]) -> bool:
    """Every letter of the acronym opens a word of the long form in order, and every big word is opened by one."""
    letters = [letter.lower() for letter in short if letter.isalpha()]
    at = 0
    for text in long:
        if at < len(letters) and text[:1].lower() == letters[at]:
            at += 1
        elif text.lower() not in SMALL and text[:1].isalpha():
            return False
    return at == len(letters) and len(letters) > 1

