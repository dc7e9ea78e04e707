"""The thing whose state is told: its kind, how many, by what names, between which countries.

    five border crossings with Iran · the Rafah crossing · its airspace · the road between El Fasher and Nyala
    four of the six gates · two crossings, Torkham and Chaman · the port of Hodeidah · Taftan (sealed off)
    ... closed the Torkham crossing. It reopened ...      the gate told before
    the crossings at Adre and Tine remain open, but the one at Um Dukhun is shut
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from dateline.extract.crossings.names import (
    AT,
    Sides,
    closer_words,
    codes,
    is_road_number,
    named_gate,
    names_of,
    place_text,
    sides_of,
)
from dateline.extract.crossings.states import State
from dateline.extract.figures.counting import Counter
from dateline.extract.reading import Reading
from dateline.knowledge.borders import borders
from dateline.knowledge.countries import countries
from dateline.records import CrossingKind, Mention
from dateline.syntax.deep import preposition_objects
from dateline.syntax.tree import Sentence, Word

PARTS = frozenset({
    "part", "section", "stretch", "number", "all", "most", "some", "side", "half", "none", "each", "dozen", "several",
})  # fmt: skip
DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their"})
NAMED = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj"})
BACK = 2  # sentences between a thing and its "it"
LONG_BACK = 4  # and "the crossing"


@dataclass(frozen=True)
class Gate:
    """`head` is the word for the thing, or its bare name."""

    head: Word
    kind: CrossingKind | None
    count: int | None
    names: tuple[Mention, ...]
    countries: tuple[str, ...]


@dataclass
class Scene:
    """A report and the gates told in it so far, the last at the end."""

    reading: Reading
    told: list[Gate] = field(default_factory=list)
    counter: Counter = field(init=False)

    def __post_init__(self) -> None:
        self.counter = Counter(self.reading)

    def last(self, word: Word, back: int = BACK) -> Gate | None:
        """The gate told last, if it stands at most so many sentences before this word."""
        if not self.told:
            return None
        gate = self.told[-1]
        near = word.sentence.index - gate.head.sentence.index <= back
        return gate if near and gate.head.i < word.i else None


def gate_of(scene: Scene, state: State) -> Gate | None:
    """The gate of a state, or None where the thing is no border, crossing, road, airspace, port or airport."""
    outer = state.thing
    head = _inner(scene, outer, state)
    kind = _kind(scene, head) or _entry(scene.reading, state, head) or _post(outer, head)
    if kind is None:
        return _again(scene, state, outer) if _points_back(outer) else _named(scene.reading, state, head)
    if head.lemma == "flight":
        return _flights(scene, state, head)
    return _told(scene, state, (outer, head), kind)


def _entry(reading: Reading, state: State, head: Word) -> CrossingKind | None:
    """"**Entry to Iran** was halted": who stops that shuts the border."""
    if head.lemma not in ("entry", "passage") or state.predicate.lemma not in ("halt", "stop", "suspend"):
        return None
    links = [link for link in head.children_of("prep") if link.lower in ("to", "into")]
    return "border" if codes(reading, (inner for link in links for inner in link.children_of("pobj"))) else None


def _post(moves: Word, head: Word) -> CrossingKind | None:
    """"The movement of persons **at the Kalna post** is suspended": a post with a name through which people move."""
    if head is moves or head.lemma not in borders().compound_heads:
        return None
    return "crossing" if any(child.tag == "NNP" for child in head.children_of("compound", "nmod", "appos")) else None


def _told(scene: Scene, state: State, words: tuple[Word, Word], kind: CrossingKind) -> Gate:
    outer, head = words
    reading = scene.reading
    phrase = _phrase(head, state)
    names = names_of(reading, phrase, head)
    if not names:
        names = _beside(reading, state, head)
    if not names and _is_definite(head):
        names = _name_nearby(reading, head) if kind == "crossing" or head.lower in borders().bridges else ()
    gates = [found for found in (named_gate(reading, name) for name in names) if found]
    if head.lower in borders().bridges and gates:
        kind = "crossing"
    sides = sides_of(reading, state, head, Sides(phrase, kind, tuple(gates)))
    earlier = scene.last(head, LONG_BACK)
    if not gates and earlier is not None and _is_same(earlier, kind) and set(sides) < set(earlier.countries):
        sides = earlier.countries if kind in ("crossing", "border") or (not names and _is_definite(head)) else sides
    return Gate(head, kind, _count(scene.counter, outer), names, sides)


def _beside(reading: Reading, state: State, head: Word) -> tuple[Mention, ...]:
    """"facilities in all five districts, **Chaghi, Kech and Gwadar**, have been shut": a second subject for the parser."""
    if head.dep not in ("nsubj", "nsubjpass"):
        return ()
    found = [each for each in state.predicate.children_of(head.dep) if each.i > head.i and each.tag == "NNP"]
    return names_of(reading, [], found[0]) if found else ()


def _is_same(earlier: Gate, kind: CrossingKind) -> bool:
    return earlier.kind == kind or {earlier.kind, kind} <= {"crossing", "border", None}


def _is_definite(head: Word) -> bool:
    return any(child.lower in DEFINITE for child in head.children_of("det", "poss"))


def _phrase(head: Word, state: State) -> list[Word]:
    """What hangs on the head, and a phrase right behind it that the parser hung on the verb: "blocked the road **to** Gilgit"."""
    own = [*head.children]
    end = max([head.i, *(word.i for child in own if child.dep == "prep" for word in child.subtree())])
    for child in state.predicate.children:
        gap = child.i - end
        behind_comma = gap == 2 and child.lower in ("at", "in") and _comma(head, end)
        if child.dep == "prep" and child.lower in AT and (gap == 1 or behind_comma):
            own.append(child)
            end = max(word.i for word in child.subtree())
    return own


def _comma(head: Word, end: int) -> bool:
    """"two crossings**,** at Jarinje and Brnjak"."""
    words = head.sentence.words
    return words[end + 1 - words[0].i].text in (",", ":", "–", "-")


def _points_back(word: Word) -> bool:
    """"it reopened", "**the one** at Taftan", "three **others** remain open", "**both** were shut"."""
    if word.tag == "CD" or word.lower in borders().again:
        own = [child for child in word.children_of("compound", "amod") if child.lower != "other"]
        return not own or word.lower in ("one", "ones")
    return False


def _again(scene: Scene, state: State, outer: Word) -> Gate | None:
    """The thing told before, with the names and the number that are told now."""
    earlier = [word for word in outer.sentence.words if word.i < outer.i and _plain_kind(scene.reading, word) is not None]
    last = scene.last(outer)
    before = earlier[-1] if earlier else None
    kind = _plain_kind(scene.reading, before) if before is not None else last.kind if last is not None else None
    if before is None and last is None:
        return None
    if outer.lower in ("it", "this", "that", "which", "they", "them", "both", "all"):
        return _same_again(scene, state, before, outer)
    names = names_of(scene.reading, _phrase(outer, state), outer) if kind is not None else ()
    gates = tuple(found for found in (named_gate(scene.reading, name) for name in names) if found)
    sides = gates[0] if gates else last.countries if last is not None else ()
    count = _count(scene.counter, outer) if outer.lower != "one" else None
    return Gate(outer, kind, count, names, sides)


def _same_again(scene: Scene, state: State, before: Word | None, outer: Word) -> Gate | None:
    """"seized the crossing and closed **it**"; "... the Torkham crossing. **It** reopened"."""
    last = scene.last(outer)
    if before is None or (last is not None and last.head is before):
        return replace(last, head=outer) if last is not None else None
    kind = _plain_kind(scene.reading, before)
    return replace(_told(scene, state, (before, before), kind), head=outer) if kind is not None else None


def _inner(scene: Scene, thing: Word, state: State) -> Word:
    """"four of the six **gates**", "parts of the **border**", "traffic through the **crossing**"."""
    if thing.tag == "CD" or thing.lemma in PARTS or thing.lower in PARTS:
        for link in thing.children_of("prep"):
            inner = link.child("pobj")
            if link.lower in ("of", "on") and inner is not None:
                return inner
    moves = {thing.lemma, thing.lower} & borders().movement or thing.lemma in borders().portions
    if moves and not (thing.lemma == "crossing" and thing.tag == "NNS"):
        for link in _links_of(_phrase(thing, state)):
            inner = link.child("pobj")
            if link.lower in borders().movement_links and inner is not None and (_passes(scene, inner) or _post(thing, inner)):
                return inner
    above = thing.head.head if thing.tag == "NNP" and thing.head.lower in ("at", "in") else None
    if above is not None and state.predicate.dep == "relcl" and _plain_kind(scene.reading, above) is not None:
        return above  # "a post at Ngomoromo, **which** opens on 4 May"
    shared = thing.child("conj") if thing.tag == "NNP" else None  # "Morocco and Algeria's land frontier"
    if shared is not None and shared.child("poss") is not None and _plain_kind(scene.reading, shared) is not None:
        return shared
    return thing


def _links_of(phrase: list[Word]) -> Iterator[Word]:
    """The prepositions of a phrase, and those of what moves: "the movement of persons and goods **at** the post"."""
    for link in phrase:
        yield link
        for inner in link.children_of("pobj") if link.lower == "of" else ():
            yield from inner.children_of("prep")
            yield from (deeper for other in inner.children_of("conj") for deeper in other.children_of("prep"))


def _passes(scene: Scene, inner: Word) -> bool:
    reading = scene.reading
    return _kind(scene, inner) is not None or (inner.tag == "NNP" and bool(named_gate(reading, reading.mention(inner))))


def _plain_kind(reading: Reading, head: Word) -> CrossingKind | None:
    """The kind by the head noun; "post", "point" and "gate" need "border" or the like before them, or the name of a gate."""
    table = borders()
    before = {text for child in head.children_of("compound", "amod", "nmod") for text in (child.lemma, child.lower)}
    if before & table.never_after or head.pos not in ("NOUN", "PROPN", "VERB") or _is_figurative(head):
        return None
    kind = table.objects.get(head.lemma) or table.objects.get(head.lower) or ("road" if is_road_number(head) else None)
    if head.lemma in table.lines:
        return "border" if before & table.line_words or _divides(reading, head) else None
    if kind is None and head.lemma in table.compound_heads:
        named = head.lemma in ("post", "gate", "passage") and _is_of_place(reading, head)
        return "crossing" if before & table.compound_words or named or _is_at_gate(reading, head) else None
    of_entry = kind == "port" and any(inner.lemma == "entry" for inner in preposition_objects(head, "of"))
    if of_entry or (kind == "border" and "crossing" in before):
        return "crossing"
    return kind


def _kind(scene: Scene, head: Word) -> CrossingKind | None:
    """The kind of a thing; "the posts" are border posts where a crossing was told just before."""
    kind = _plain_kind(scene.reading, head)
    if kind is not None or head.lemma not in borders().compound_heads or not _is_definite(head):
        return kind
    last = scene.last(head)
    before = (_plain_kind(scene.reading, word) for word in head.sentence.words if word.i < head.i)
    told = (last is not None and last.kind in ("crossing", "border", None)) or bool(_name_nearby(scene.reading, head))
    return "crossing" if told or any(kind in ("crossing", "border") for kind in before) else None


def _is_figurative(head: Word) -> bool:
    """"the road **to peace**"."""
    links = [child for child in head.children if child.dep == "prep" and child.lower in ("to", "of", "towards", "toward")]
    return any(inner.lemma in borders().figurative for link in links for inner in link.children_of("pobj"))


def _divides(reading: Reading, head: Word) -> bool:
    """"the line **between the two Koreas**"."""
    links = [child for child in head.children if child.dep == "prep" and child.lower == "between"]
    return any(codes(reading, iter(inner.subtree())) for link in links for inner in link.children_of("pobj"))


def _is_of_place(reading: Reading, head: Word) -> bool:
    """"the **Wadi Halfa** post", "the gates **to Gaza**": a place before it, or the place that it leads to."""
    before = (child for child in head.children_of("compound", "nmod") if child.tag == "NNP" and head.tag != "NNP")
    links = [link for link in _with_behind(head) if link.dep == "prep" and link.lower in ("to", "into", "with", "towards")]
    beyond = (inner for link in links for inner in link.children_of("pobj") if inner.tag == "NNP")
    return any(reading.place_at(word) is not None for word in (*before, *beyond))


def _is_at_gate(reading: Reading, head: Word) -> bool:
    """"the gate **at Taftan**", "the **Gatuna** post": behind or before it stands the name of a known gate."""
    return any(named_gate(reading, name) for name in names_of(reading, _with_behind(head), head))


def _with_behind(head: Word) -> list[Word]:
    """What hangs on a noun, and the phrase right behind it that the parser hung on its verb."""
    behind = head.head.children if head.head.is_verb else []
    return [*head.children, *(child for child in behind if child.dep == "prep" and child.i == head.i + 1)]


def _flights(scene: Scene, state: State, head: Word) -> Gate | None:
    """"suspended all flights at Baghdad airport", "the airport halted flights"; not what an airline flies no more."""
    if any(child.lemma.lower() in borders().errands for child in head.children_of("compound", "amod", "nmod")):
        return None
    closer = state.closer
    if closer is not None:
        if closer.lemma in borders().carriers or (closer.tag == "NNP" and closer.entity and closer.entity.label == "ORG"):
            return None
        kind = _plain_kind(scene.reading, closer)
        if kind is not None:
            return _told(scene, replace(state, closer=None), (closer, closer), kind)
    for link in _phrase(head, state):
        inner = link.child("pobj") if link.lower in ("at", "from", "through", "over") else None
        if inner is not None and _plain_kind(scene.reading, inner) in ("airport", "airspace"):
            return _told(scene, state, (inner, inner), _plain_kind(scene.reading, inner) or "airport")
    if state.status == "restricted":  # "restricted flights along its frontier with Belarus"
        return Gate(head, "airspace", None, (), codes(scene.reading, closer_words(state), acting=True))
    return _told(scene, state, (head, head), "airport")


def _named(reading: Reading, state: State, head: Word) -> Gate | None:
    """"Taftan was sealed off": the bare name of a place that is told to be shut; its kind is not told.

    A country or capital is none, nor is a place with a state that places have ("Kabul is open to talks"), but for known gates.
    """
    place = reading.place_at(head)
    use = reading.places[place].use if place is not None else "literal"
    if use not in ("literal", "metonym") or not head.text[:1].isupper():
        return None
    if head.dep not in NAMED and not state.rule.endswith(".listed"):
        return None
    mention = reading.mention(head)
    name = place_text(reading, mention)
    gate = named_gate(reading, mention)
    if gate and state.closer is not head:
        names = names_of(reading, [], head)
        return Gate(head, "crossing", None, names, sides_of(reading, state, head, Sides([], "crossing", (gate,))))
    if place is None or use != "literal":
        return None
    own = countries()
    if own.by_name(name) or own.of_capital(name) or state.closer is head:
        return None
    if state.predicate.lemma not in borders().sealed_names or not state.predicate.is_verb:
        return None
    return Gate(head, None, None, names_of(reading, [], head), sides_of(reading, state, head, Sides([], None, ())))


def _count(counter: Counter, thing: Word) -> int | None:
    """"five crossings" is 5; "a crossing", "the border" is not counted."""
    quantity = counter.quantity_of(thing)
    if quantity is not None and "of" in (counter.lower(quantity.first - 1), counter.lower(quantity.first - 2)):
        at = quantity.first - (2 if counter.lower(quantity.first - 1) == "of" else 3)
        quantity = counter.numbers(thing.sentence).get(at, quantity)  # "**two** of 11 crossings"
    return quantity.value if quantity is not None and not quantity.vague else None


def _name_nearby(reading: Reading, head: Word) -> tuple[Mention, ...]:
    """"Officials **at Moyale** said the border post had been closed": the one gate that this sentence names, or the last."""
    if head.tag != "NN":
        return ()
    for sentence in (head.sentence, *reading.tree.sentences[max(0, head.sentence.index - 1) : head.sentence.index]):
        found = {mention.start: mention for mention in _gates_in(reading, sentence, head)}
        if found:
            return tuple(found.values()) if len(found) == 1 else ()
    return ()


def _gates_in(reading: Reading, sentence: Sentence, head: Word) -> Iterator[Mention]:
    """The names of known gates before a word; of a town with a gate only those behind "at" or "through"."""
    table = borders()
    for word in sentence.words:
        if word.i >= head.i or word.tag != "NNP":
            continue
        place = reading.places[at] if (at := reading.place_at(word)) is not None else None
        mention = reading.mention(word) if place is None else Mention(place.start, place.end, place=at)
        above = word.head.lower
        beside = above in table.objects or above in table.compound_heads or above in ("at", "through", "via")
        if beside and named_gate(reading, mention):
            yield mention
