"""The thing whose state is told: its kind, how many, by what names, between which countries.

    five border crossings with Iran · the Rafah crossing · its airspace · the road between El Fasher and Nyala
    four of the six gates · two crossings, Torkham and Chaman · the port of Hodeidah · Taftan (sealed off)
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.extract.crossings.states import State
from dateline.extract.figures.counting import Counter
from dateline.extract.reading import Reading
from dateline.knowledge.borders import borders
from dateline.knowledge.countries import Countries, countries
from dateline.records import CrossingKind, Mention
from dateline.syntax.tree import Word

AT = frozenset({"at", "of", "near", "between", "from", "to"})
PRONOUNS = frozenset({"it", "they", "its", "their", "which", "who"})


@dataclass(frozen=True)
class Gate:
    """`head` is the word for the thing, or its bare name."""

    head: Word
    kind: CrossingKind | None
    count: int | None
    names: tuple[Mention, ...]
    countries: tuple[str, ...]


def gate_of(reading: Reading, state: State) -> Gate | None:
    """The gate of a state, or None where the thing is no border, crossing, road, airspace, port or airport."""
    outer = state.thing
    if outer.lower in ("it", "them"):
        outer = _earlier_gate(outer) or outer
    head = _inner(outer, state)
    kind = kind_of(head)
    if kind is None:
        return _named(reading, state, head)
    return Gate(head, kind, _count(reading, outer), _names(reading, _phrase(head, state), head), _countries(state, head))


def _phrase(head: Word, state: State) -> list[Word]:
    """What hangs on the head, and a phrase right behind it that the parser hung on the verb: "blocked the road **to** Gilgit"."""
    behind = [child for child in state.predicate.children if child.dep == "prep" and child.i == head.i + 1]
    return [*head.children, *behind]


def _earlier_gate(pronoun: Word) -> Word | None:
    """"seized the crossing and closed **it**": the nearest thing that closes, earlier in the sentence."""
    earlier = [word for word in pronoun.sentence.words if word.i < pronoun.i and kind_of(word) is not None]
    return earlier[-1] if earlier else None


def _inner(thing: Word, state: State) -> Word:
    """"four of the six **gates**", "parts of the **border**", "traffic through the **crossing**"."""
    if thing.tag == "CD" or thing.lemma in ("part", "section", "stretch", "number", "all", "most", "some", "side", "half"):
        for link in thing.children_of("prep"):
            inner = link.child("pobj")
            if link.lower in ("of", "on") and inner is not None:
                return inner
    if thing.lemma in ("traffic", "movement", "crossing", "trade", "passage", "operation", "travel", "transit"):
        for link in _phrase(thing, state):
            inner = link.child("pobj")
            if link.lower in ("through", "at", "via", "on", "over", "across") and inner is not None and kind_of(inner):
                return inner
    return thing


def kind_of(head: Word) -> CrossingKind | None:
    """The kind by the head noun; "post", "point" and "gate" need "border" or the like before them."""
    table = borders()
    before = {child.lemma for child in head.children if child.dep in ("compound", "amod", "nmod")}
    if before & table.never_after or head.pos not in ("NOUN", "PROPN", "VERB"):
        return None
    kind = table.objects.get(head.lemma) or table.objects.get(head.lower)
    if kind is None and head.lemma in table.compound_heads and before & table.compound_words:
        return "crossing"
    if kind == "border" and "crossing" in before:
        return "crossing"
    return kind


def _named(reading: Reading, state: State, head: Word) -> Gate | None:
    """"Taftan was sealed off": the bare name of a place that is told to be shut; its kind is not told."""
    if state.predicate.lemma not in borders().sealed_names or not state.predicate.is_verb:
        return None
    place = reading.place_at(head)
    if place is None or reading.places[place].use != "literal":
        return None
    return Gate(head, None, None, (reading.mention(head),), _of_words(_closer_words(state)))


def _count(reading: Reading, thing: Word) -> int | None:
    """"five crossings" is 5; "a crossing", "the border" is not counted."""
    quantity = Counter(reading).quantity_of(thing)
    return quantity.value if quantity is not None and not quantity.vague else None


def _names(reading: Reading, phrase: list[Word], head: Word) -> tuple[Mention, ...]:
    """Names before the head, after "at" or "of", or in a list beside it."""
    found: list[Word] = []
    for child in phrase:
        if child.dep in ("compound", "nmod", "appos", "poss", "amod") and child.tag in ("NNP", "NNPS"):
            found += _joined(child)
        elif child.dep == "prep" and child.lower in AT:
            found += [each for inner in child.children_of("pobj") if inner.tag == "NNP" for each in _joined(inner)]
    kept = [word for word in found if _is_name(word)]
    if head.tag == "NNP" and not kept:
        kept = [head]
    made: dict[tuple[int, int], Mention] = {}
    for group in _groups(sorted(set(kept), key=lambda word: word.i)):
        name = _mention(reading, group)
        made.setdefault((name.start, name.end), name)
    return tuple(made.values())


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
    return [word, *(each for child in word.children_of("conj", "appos") if child.tag == "NNP" for each in _joined(child))]


def _is_name(word: Word) -> bool:
    """A name of its own, no country: the Iran border is named by no "Iran", but by its countries."""
    own = countries()
    is_country = own.by_name(word.text) is not None or own.of_demonym(word.text) is not None
    return not is_country and word.lemma.lower() not in borders().compound_words


def _mention(reading: Reading, group: list[Word]) -> Mention:
    """The words of a name, with those that the place index or the parser joins to them: "Strait of Hormuz", "Ras Jedir"."""
    place = next((found for found in map(reading.place_at, group) if found is not None), None)
    parts = [child for word in group for child in word.children if child.dep == "compound" and child.tag == "NNP"]
    kept = [word for word in (*group, *parts) if word in group or _is_name(word)]
    start, end = min(word.start for word in kept), max(word.end for word in kept)
    if place is not None:
        start, end = min(start, reading.places[place].start), max(end, reading.places[place].end)
    return Mention(start, end, place=place)


def _countries(state: State, head: Word) -> tuple[str, ...]:
    """"with Iran", "between India and Pakistan", "the Iran-Pakistan border", "its airspace" of who closes it."""
    phrase = _phrase(head, state)
    own = _of_words(_around(phrase))
    shared = any(child.lower == "with" for child in phrase if child.dep == "prep")
    if shared or not own or head.child("poss") is not None:
        own = tuple(dict.fromkeys((*_of_words(_closer_words(state)), *own)))
    return own


def _around(phrase: list[Word]) -> Iterator[Word]:
    """The words of the phrase that may name a country, in the order of the text."""
    for child in phrase:
        if child.dep in ("compound", "amod", "poss", "nmod", "appos"):
            yield from child.subtree()
        elif child.dep == "prep" and child.lower in ("with", "between", "of", "from", "in", "separating", "into"):
            yield from (word for inner in child.children_of("pobj") for word in inner.subtree())


def _closer_words(state: State) -> Iterator[Word]:
    closer = state.closer
    if closer is None:
        return
    if closer.lower in PRONOUNS:
        yield from _earlier_subjects(closer)
    else:
        yield from closer.subtree()


def _earlier_subjects(pronoun: Word) -> Iterator[Word]:
    """"While Pakistan backed Tehran, **it** closed": a country that is a subject earlier in the sentence."""
    for word in pronoun.sentence.words:
        if word.i < pronoun.i and word.dep in ("nsubj", "nsubjpass"):
            yield word


def _of_words(words: Iterator[Word]) -> tuple[str, ...]:
    """Countries by name or demonym, the longest name first ("North Korea"), also in "Iran-Pakistan"."""
    own = countries()
    found: dict[str, None] = {}
    waiting = list(words)
    while waiting:
        size = next((n for n in (4, 3, 2) if len(waiting) >= n and _code(own, _joined_text(waiting[:n]))), 1)
        pieces = [_joined_text(waiting[:size])] if size > 1 else [waiting[0].text, *waiting[0].text.split("-")]
        for text in pieces:
            code = _code(own, text)
            if code is not None:
                found.setdefault(code)
        waiting = waiting[size:]
    return tuple(found)


def _joined_text(words: list[Word]) -> str:
    """The words as one name, or nothing where others stand between them."""
    return " ".join(word.text for word in words) if words[-1].i - words[0].i == len(words) - 1 else ""


def _code(own: Countries, text: str) -> str | None:
    return own.by_name(text) or own.of_demonym(text) if text else None
