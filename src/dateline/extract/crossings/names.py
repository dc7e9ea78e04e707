"""What a gate is called, and the countries on both its sides.

    the Torkham border crossing · crossings in Kech and Panjgur · the border with Iran · between India and Pakistan
    Islamabad shut the crossing (PAK) · Torkham is shut (PAK and AFG, as everyone knows) · its airspace
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from dateline.extract.crossings.states import State
from dateline.extract.reading import Reading
from dateline.knowledge.borders import borders
from dateline.knowledge.countries import Countries, countries
from dateline.knowledge.gates import gates
from dateline.records import CrossingKind, Mention
from dateline.syntax.tree import Word

NAMING = frozenset({"at", "of", "near", "between", "from", "to", "outside"})
AT = NAMING | {"with", "through", "over", "across", "on", "in", "towards"}
NEIGHBOURS = frozenset({"with", "between", "of", "from", "in", "separating", "into", "towards", "toward"})
ROAD_NUMBER = re.compile(r"(?:A|E|N|R|D|RN|RR|NH|AH|I|M(?!23))-?\d{1,4}[A-Z]?")
BORDERING = frozenset({"border", "separate", "link", "connect", "face", "adjoin"})
PRONOUNS = frozenset({"it", "they", "its", "their", "which", "who"})
SHARED = frozenset({"crossing", "border", None})


class Sides(NamedTuple):
    """What is known of a gate when its countries are asked for: the phrase on its head, its kind, its known gates' sides."""

    phrase: list[Word]
    kind: CrossingKind | None
    gates: tuple[tuple[str, ...], ...]


def place_text(reading: Reading, name: Mention) -> str:
    """The words of a name, or those of the place in it."""
    if name.place is not None:
        return reading.places[name.place].name
    return reading.tree.text[name.start : name.end]


def named_gate(reading: Reading, name: Mention) -> tuple[str, ...]:
    """Both countries of a gate that the knowledge names."""
    table = gates()
    return table.between(reading.tree.text[name.start : name.end]) or table.between(place_text(reading, name))


def names_of(reading: Reading, phrase: list[Word], head: Word) -> tuple[Mention, ...]:
    """Names before the head, after "at" or "of", in a list beside it; after "in" a list of places, or a known gate."""
    found: list[Word] = []
    naming = NAMING if borders().objects.get(head.lemma) == "road" or head.lemma == "ferry" else NAMING - {"to", "from"}
    for child in phrase:
        if child.dep in ("compound", "nmod", "appos", "poss", "amod") and child.tag in ("NNP", "NNPS"):
            found += _joined(child)
        elif child.dep == "appos":
            below = (inner for inner in child.children_of("conj", "appos", "compound") if inner.tag == "NNP")
            found += [each for inner in below for each in _joined(inner)]
        elif child.dep == "prep" and child.lower in naming:
            found += _behind(child)
        elif child.dep == "prep" and child.lower in ("in", "with"):
            found += _inside(reading, child)
    kept = [word for word in found if _is_name(reading, word)]
    if any(child.dep == "prep" and child.lower in ("at", "near") for child in phrase) and len(kept) > 1:
        kept = [word for word in kept if word.dep != "poss"]  # "**Gaziantep's** gate at Karkamis"
    if not kept and (head.tag in ("NNP", "NNPS") or reading.place_at(head) is not None or gates().between(head.text)):
        kept = [word for word in _joined(head) if word is head or _is_name(reading, word)]
    made: dict[tuple[int, int], Mention] = {}
    whole = Mention(head.start, head.end) if is_road_number(head) else _whole_name(head)
    if whole is not None:
        made[whole.start, whole.end] = whole
    for group in _groups(sorted(set(kept), key=lambda word: word.i)):
        name = _mention(reading, group)
        made.setdefault((name.start, name.end), name)
    return tuple(made.values())


def is_road_number(head: Word) -> bool:
    """"blockaded the **RN1**"; not "the M23", which is a group."""
    return bool(ROAD_NUMBER.fullmatch(head.text)) and head.tag == "NNP" and any(child.lower == "the" for child in head.children)


def _whole_name(head: Word) -> Mention | None:
    """"the **Pan-American Highway**": a thing that is itself a name, where no name stands before it."""
    own = [child for child in head.children if child.i < head.i and child.dep in ("amod", "compound", "nmod")]
    if head.tag != "NNP" or not own or not own[0].text[:1].isupper() or any(child.tag == "NNP" for child in own):
        return None
    return Mention(own[0].start, head.end)


def _behind(link: Word) -> list[Word]:
    """The names in the phrase of a preposition and what is joined to it: "from Port Sudan **to** Atbara"."""
    found = [each for inner in link.children_of("pobj") if inner.tag == "NNP" for each in _joined(inner)]
    return found + [each for deeper in link.children_of("prep") if deeper.lower in NAMING for each in _behind(deeper)]


def _inside(reading: Reading, link: Word) -> list[Word]:
    """"the crossings in **Kech, Panjgur and Gwadar** districts"; not "the crossings in Balochistan"."""
    found: list[Word] = []
    for inner in link.children_of("pobj"):
        if inner.tag == "NNP":
            found += [each for each in _joined(inner) if reading.place_at(each) is not None or _is_gate(reading, each)]
        elif inner.tag == "NNS":  # "in all five districts, **Chaghi, Kech and Gwadar**"
            listed = (each for name in inner.children_of("appos") if name.tag == "NNP" for each in _joined(name))
            found += [each for each in listed if reading.place_at(each) is not None or each.tag == "NNP"]
    places = {reading.place_at(word) or word.i for word in found}
    if len(places) > 1:
        return found
    return [word for word in found if named_gate(reading, _mention(reading, [word]))]


def _is_gate(reading: Reading, word: Word) -> bool:
    return bool(named_gate(reading, reading.mention(word)))


def _groups(words: list[Word]) -> list[list[Word]]:
    """Neighbours are one name: "Kerem", "Shalom"."""
    found: list[list[Word]] = []
    for word in words:
        if found and word.i == found[-1][-1].i + 1:
            found[-1].append(word)
        else:
            found.append([word])
    return found


def _joined(word: Word) -> list[Word]:
    found = [word]
    for child in word.children_of("conj", "appos"):
        if child.tag == "NNP":
            found += _joined(child)
        elif child.tag == "NNS":  # "Kech and Gwadar **districts**"
            found += [inner for inner in child.children_of("compound") if inner.tag == "NNP"]
    return found


def _is_name(reading: Reading, word: Word) -> bool:
    """A name of its own, no country: the Iran border is named by no "Iran", but by its countries."""
    return not _code_at(reading, word) and word.lemma.lower() not in borders().compound_words


def _mention(reading: Reading, group: list[Word]) -> Mention:
    """The words of a name, with those that the place index or the parser joins to them: "Strait of Hormuz", "Ras Jedir"."""
    place = next((found for found in map(reading.place_at, group) if found is not None), None)
    parts = [child for word in group for child in word.children if child.dep == "compound" and child.tag == "NNP"]
    kept = [word for word in (*group, *parts) if word in group or _is_name(reading, word)]
    start, end = min(word.start for word in kept), max(word.end for word in kept)
    if place is not None:
        start, end = min(start, reading.places[place].start), max(end, reading.places[place].end)
    return Mention(start, end, place=place)


def sides_of(reading: Reading, state: State, head: Word, known: Sides) -> tuple[str, ...]:
    """"with Iran", "between India and Pakistan", "the Iran-Pakistan border", "its airspace" of who closes it."""
    closer = codes(reading, closer_words(state), acting=True)
    if known.gates and known.kind in SHARED:
        sides = tuple(dict.fromkeys(side for each in known.gates for side in each))
        first = [side for side in closer if side in sides]
        return tuple(dict.fromkeys((*first, *sides)))
    phrase = [child for child in known.phrase if child.dep != "amod" or child.i > head.i] if _whole_name(head) else known.phrase
    own = codes(reading, _around(phrase))
    if head.dep == "conj" and head.head.tag == "NNP" and head.child("poss") is not None:  # "**Chad** and Niger's frontier"
        own = tuple(dict.fromkeys((*codes(reading, iter([head.head])), *own)))
    shared = any(child.lower in ("with", "to", "towards", "toward") for child in known.phrase if child.dep == "prep")
    if shared or not own or head.child("poss") is not None:
        own = tuple(dict.fromkeys((*closer, *own)))
    if len(own) == 1 and known.kind in ("crossing", "border"):
        own = _other_side(reading, state, own, shared)
    return own or _where(reading, state.predicate)


def _where(reading: Reading, predicate: Word) -> tuple[str, ...]:
    """"in **Iraq, where** the airspace has been closed"."""
    for clause in (predicate, predicate.head):
        if clause.dep == "relcl" and any(word.lower == "where" for word in clause.children_of("advmod")):
            return codes(reading, iter([clause.head]))
    return ()


def _other_side(reading: Reading, state: State, own: tuple[str, ...], shared: bool) -> tuple[str, ...]:
    """The second country where only one is told: whoever speaks of "the border with Mali"; the border told besides."""
    if shared:
        judged = reading.facts.of(state.judged)
        source = judged.attribution.source if judged.attribution is not None else None
        words = reading.tree.words_in(source.start, source.end) if source is not None else []
        return tuple(dict.fromkeys((*codes(reading, iter(words), acting=True)[:1], *own)))
    for word in state.predicate.sentence.words:
        if borders().objects.get(word.lemma) in ("crossing", "border") and word is not state.thing:
            above = word.head.children if word.dep == "dobj" and word.head.lemma in ("share", "have") else []
            told = [child for child in (*word.children, *above) if child.dep == "prep" and child.lower == "with"]
            other = codes(reading, _around(told))
            if other and not set(other) & set(own):
                return (*own, other[0])
    return own


def _around(phrase: list[Word]) -> Iterator[Word]:
    """The words of the phrase that may name a country, in the order of the text."""
    for child in phrase:
        if child.dep in ("compound", "amod", "poss", "nmod", "appos"):
            yield from child.subtree()
        elif child.dep == "prep" and child.lower in NEIGHBOURS:
            yield from (word for inner in child.children_of("pobj") for word in inner.subtree())
        elif child.dep == "prep" and child.lower in ("on", "along", "at"):  # "crossings on **the Chad-Niger border**"
            borderlines = [inner for inner in child.children_of("pobj") if borders().objects.get(inner.lemma) == "border"]
            yield from (word for inner in borderlines for word in inner.subtree())
        elif child.dep == "prep" and child.lower == "to":  # "crossings to Iran", never "its borders to Syrians"
            yield from (word for inner in child.children_of("pobj") if inner.tag == "NNP" for word in inner.subtree())
        elif child.dep in ("acl", "relcl") and child.lemma in BORDERING:
            yield from child.subtree()


def closer_words(state: State) -> Iterator[Word]:
    """The words that say who does it; of a pronoun, the subjects before it."""
    closer = state.closer
    if closer is None:
        return
    if closer.lower in PRONOUNS:
        for word in closer.sentence.words:  # "While Pakistan backed Tehran, **it** closed"
            if word.i < closer.i and word.dep in ("nsubj", "nsubjpass"):
                yield word
    else:
        yield from closer.subtree()


def codes(reading: Reading, words: Iterator[Word], acting: bool = False) -> tuple[str, ...]:
    """Countries by name or demonym, also in "Iran-Pakistan"; a capital that acts is its government, "Port Sudan" is no Sudan."""
    own = countries()
    found: dict[str, None] = {}
    for word in words:
        for each in borders().several.get(word.lower, ()):
            found.setdefault(each)
        code = _code_at(reading, word)
        if code is None and acting and reading.place_at(word) is not None:
            code = own.of_capital(place_text(reading, reading.mention(word)))
        for each in (code,) if code else _hyphened(own, word):
            found.setdefault(each)
    return tuple(found)


def _code_at(reading: Reading, word: Word) -> str | None:
    """The country that a word, or the name it stands in, is: "North" and "Korea" of "North Korea"."""
    own = countries()
    place = reading.place_at(word)
    if _is_of_many(word):
        return None
    if place is not None:
        code = own.by_name(reading.places[place].name) or own.of_demonym(word.text)
        return code if code or len(reading.places[place].name.split()) > 1 else _plain_code(own, word)
    return _plain_code(own, word) or _wide_code(own, word)


def _plain_code(own: Countries, word: Word) -> str | None:
    return own.by_name(word.text) or own.of_demonym(word.text)


def _wide_code(own: Countries, word: Word) -> str | None:
    """A name of several words that no place mention holds: "South Korean", "the United Arab Emirates"."""
    entity = word.entity
    if entity is None or len(entity.words) < 2 or entity.label not in ("GPE", "NORP", "LOC"):
        return None
    text = " ".join(each.text for each in entity.words)
    return own.by_name(text) or own.of_demonym(text)


def _is_of_many(word: Word) -> bool:
    """"the Pan-**American** Highway" is no country's."""
    words = word.sentence.words
    at = word.i - words[0].i
    return at > 1 and words[at - 1].text == "-" and words[at - 2].lower in ("pan", "trans", "inter", "anti", "pro", "non")


def _hyphened(own: Countries, word: Word) -> Iterator[str]:
    for text in word.text.split("-") if "-" in word.text else ():
        code = own.by_name(text) or own.of_demonym(text)
        if code:
            yield code
