"""What stands around a figure: its event, its scope, from where to where, and when."""

from dateline.extract.figures.claims import Claim
from dateline.extract.figures.counting import Count, Counter
from dateline.extract.reading import Reading
from dateline.records import Event, EventType, Measure, Scope
from dateline.syntax.deep import preposition_objects, subject
from dateline.syntax.tree import Word

MOVED = frozenset({"fled", "returned", "evacuated", "expelled", "displaced", "released"})
STREAMS = frozenset({"fled", "returned", "displaced"})  # "have fled" is a running total, "has freed a diplomat" is not
HARMED = frozenset({"killed", "injured"})
STOCKS = frozenset({"hosted", "missing"})
CAUSES = frozenset({"in", "after", "by", "during", "when", "from", "at", "following", "as"})


CAUSING: dict[Measure, tuple[EventType, ...]] = {
    "killed": ("ASSAULT", "PROTEST"), "injured": ("ASSAULT", "PROTEST"), "missing": ("ASSAULT",), "affected": ("ASSAULT",),
    "abducted": ("ASSAULT", "COERCE"), "detained": ("COERCE", "PROTEST"), "expelled": ("COERCE",), "participants": ("PROTEST",),
    "displaced": ("ASSAULT",), "fled": ("ASSAULT",), "evacuated": ("ASSAULT",),
}  # fmt: skip


class Events:
    """The events of a report by the words of their triggers."""

    def __init__(self, reading: Reading, events: list[Event]) -> None:
        self._by_word: dict[int, Event] = {}
        for event in events:
            for word in reading.tree.words_in(event.trigger.start, event.trigger.end):
                self._by_word.setdefault(word.i, event)

    def at(self, word: Word) -> bool:
        """Whether an event is told at this very word."""
        return word.i in self._by_word

    def of(self, claim: Claim) -> str | None:
        """The event of a figure: at the predicate, at its cause ("died in an **attack**"), or in the clause above.

        What is not the predicate itself must be of a type that has such numbers: nobody is killed by an arrest.
        """
        predicate = claim.predicate
        if not self._by_word:
            return None
        for word in _near(predicate):
            event = self._by_word.get(word.i)
            if event is not None and (word is predicate or event.type in CAUSING.get(claim.measure, ())):
                return event.id
        return None


def _near(predicate: Word) -> list[Word]:
    found = [predicate]
    word = predicate
    for _ in range(4):
        if word.is_verb:
            who = subject(word)
            found += [who] if who is not None else []
            found += _under(word, CAUSES)
            found += [child for child in word.children if child.dep == "advcl"]
        elif word.is_nominal:
            found += _under(word, CAUSES)
        if word.head is word or word.dep in ("ccomp", "parataxis"):
            break
        word = word.head
        found.append(word)
    return found


def _under(word: Word, names: frozenset[str]) -> list[Word]:
    """The objects of these prepositions on a word."""
    links = [child for child in word.children if child.dep in ("prep", "agent") and child.lower in names]
    return [inner for link in links for inner in link.children_of("pobj")]


def places(reading: Reading, claim: Claim) -> tuple[int | None, int | None, int | None]:
    """Origin, destination and way of people on the move: "from Iran", "to Chad", "via Taftan"."""
    if claim.measure not in MOVED:
        return None, None, None
    verb = claim.predicate
    joined = [other for other in verb.children_of("conj") if not other.child("nsubj", "nsubjpass")]
    near = [verb, *verb.children_of("advmod", "advcl", "xcomp"), *joined]
    origin = _first(reading, near, ("from", "out"))
    inside = ("in",) if claim.measure in ("fled", "returned") else ()  # "arrived in Egypt", but "freed in Zamfara"
    destination = _first(reading, near, ("to", "into", "toward", "towards", *inside))
    via = _first(reading, near, ("via", "through", "across", "over"))
    if origin is None and claim.measure == "fled" and verb.lemma in ("flee", "leave", "escape", "quit"):
        thing = verb.child("dobj")
        origin = reading.place_at(thing) if thing is not None else None
    if destination is None and verb.lemma in ("enter", "reach"):
        thing = verb.child("dobj")
        destination = reading.place_at(thing) if thing is not None else None
    return origin, destination, via


def _first(reading: Reading, verbs: list[Word], names: tuple[str, ...]) -> int | None:
    for verb in verbs:
        for name in names:
            for word in preposition_objects(verb, name):
                found = _place_in(reading, word)
                if found is not None:
                    return found
    return None


def _place_in(reading: Reading, word: Word) -> int | None:
    """A place name, or the one inside "the Taftan border crossing", "camps in Chad"."""
    found = reading.place_at(word)
    if found is not None:
        return found
    for child in word.children:
        if child.dep in ("compound", "poss", "appos", "nmod", "amod"):
            found = reading.place_at(child)
        elif child.dep == "prep" and child.lower in ("in", "of"):
            found = next((p for p in map(reading.place_at, child.children_of("pobj")) if p is not None), None)
        if found is not None:
            return found
    return None


def is_past(reading: Reading, time: int | None) -> bool:
    """Whether a time lies in an earlier year than the report: "in 2013", "three years ago", "last year"."""
    if time is None:
        return False
    words = [word.lower for word in reading.tree.words_in(reading.times[time].start, reading.times[time].end)]
    year = reading.article.published[:4] if reading.article.published else ""
    if any(word.isdigit() and len(word) == 4 and year and "1800" < word < year for word in words):
        return True
    after = [word.lower for word in reading.tree.words_in(reading.times[time].end, reading.times[time].end + 5)]
    return bool({"year", "years"} & set(words)) and ("ago" in words + after or words[0] in ("last", "previous"))


def scope(counter: Counter, claim: Claim, count: Count, when: int | None) -> Scope | None:
    """Incident, running total or stock.

    None where a large number of people on the move may be any of them, and for what happened in an earlier year.
    """
    if claim.measure in STOCKS:
        return "stock" if claim.measure == "hosted" or _is_present(claim.predicate) else "incident"
    counted = claim.rule.endswith(".noun") and claim.measure in HARMED  # "220 deaths have been reported"
    if claim.rule.endswith(".toll") or (counted and _has_perfect(claim.predicate)):
        return "cumulative"
    if _has_phrase(claim.predicate, counter.words.cumulative):
        return "cumulative"
    if claim.measure in HARMED and _is_of_war(claim.predicate):
        return "cumulative"
    if is_past(counter.reading, when):
        return None
    if claim.measure in MOVED:
        if claim.measure in STREAMS and _has_perfect(claim.predicate):
            return "cumulative"
        large = (count.low or count.high or 0) >= 1000
        return None if large and when is None else "incident"
    return "incident"


WARS = frozenset({"war", "conflict", "insurgency", "epidemic", "outbreak", "uprising", "pandemic", "famine", "genocide"})


def _is_of_war(verb: Word) -> bool:
    """"The war has killed 150,000", "have been killed in the conflict": what goes on is told by its running total."""
    near = [child for child in verb.children if child.dep == "nsubj"]
    return any(word.lemma in WARS for word in (*near, *_under(verb, frozenset({"in", "since", "during", "by", "of"}))))


def _is_present(word: Word) -> bool:
    for verb in (word, word.head, *word.head.children_of("aux")):
        if verb.tag in ("VBZ", "VBP") or verb.lower in ("are", "is"):
            return True
    return False


def _has_perfect(word: Word) -> bool:
    """"have fled", "deaths have been reported"."""
    near = [*word.children, *word.head.children]
    if not word.is_verb:  # "has launched missiles, resulting in 20 deaths"
        near += [child for above in word.ancestors() if above.is_verb for child in above.children]
    return any(child.dep == "aux" and child.lemma == "have" for child in near)


def _has_phrase(predicate: Word, phrases: frozenset[tuple[str, ...]]) -> bool:
    """Whether the words of the clause hold one of these phrases."""
    lowers = [word.lower for word in predicate.sentence.words]
    present = set(lowers)
    candidates = [phrase for phrase in phrases if phrase[0] in present and phrase[-1] in present]
    return any(tuple(lowers[at : at + len(phrase)]) == phrase for phrase in candidates for at in range(len(lowers)))


WAYS = frozenset({"into", "to", "across", "from", "through", "via", "in", "over"})


PLAIN = frozenset({
    "people", "person", "civilian", "resident", "villager", "woman", "child", "man", "inhabitant", "other", "others",
})  # fmt: skip
JOINING = frozenset({"join", "attend", "turn", "show"})
GATHERINGS = frozenset({
    "march", "protest", "rally", "demonstration", "vigil", "procession", "strike", "funeral", "parade", "ceremony", "sit",
    "gathering", "crowd", "walkout",
})  # fmt: skip


def is_displacement(counter: Counter, claim: Claim, count: Count) -> bool:
    """Whether a weak verb speaks of people on the move or refugees: a place it leads to, or refugees as subject."""
    reading = counter.reading
    if claim.measure == "hosted":
        return is_refugee(counter, count) or in_a_camp(counter, claim)
    if claim.measure == "fled":
        leads = _under(claim.predicate, WAYS)
        thing = claim.predicate.child("dobj")
        leads += [thing] if thing is not None else []
        if is_refugee(counter, count):
            return True
        plain = count.how == "number" and (count.who is None or count.who.lemma in PLAIN)
        return plain and any(_is_place(reading, word) for word in leads)
    if claim.measure == "participants" and claim.predicate.lemma in JOINING:
        near = [claim.predicate.child("dobj"), *_under(claim.predicate, frozenset({"for", "at", "to"}))]
        return any(thing is not None and thing.lemma in GATHERINGS for thing in near)
    return count.who is None or counter.is_people(count.who)


def _is_place(reading: Reading, word: Word) -> bool:
    if _place_in(reading, word) is not None or word.lemma in ("border", "frontier", "country", "crossing"):
        return True
    return word.entity is not None and word.entity.label in ("GPE", "LOC")


def is_refugee(counter: Counter, count: Count) -> bool:
    """"refugees", "Afghans", "displaced people"."""
    who = count.who
    if who is None:
        return False
    words = [who, *who.children]
    return any(w.lemma in counter.harm.refugees or w.lower in counter.harm.refugees for w in words) or _is_foreign(counter, who)


def in_a_camp(counter: Counter, claim: Claim) -> bool:
    """"120,000 people lived **in the camp**, in a site for refugees"."""
    table = counter.harm
    for place in _under(claim.predicate, frozenset({"in", "at", "inside"})):
        told = [word.lemma for word in place.subtree()]
        if place.lemma in ("camp", "settlement") or (place.lemma in table.camps and set(told) & table.refugees):
            return True
    return False


def _is_foreign(counter: Counter, who: Word) -> bool:
    return who.tag in ("NNPS", "NNS", "NNP") and who.text[:1].isupper() and counter.is_people(who)
