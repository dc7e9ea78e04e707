"""What stands around a figure: its event, its scope, from where to where, and when."""

from itertools import islice
from typing import NamedTuple

from dateline.extract.figures.claims import Claim
from dateline.extract.figures.counting import Count, Counter
from dateline.extract.reading import Reading
from dateline.knowledge.borders import borders
from dateline.knowledge.countries import countries
from dateline.knowledge.gates import gates
from dateline.records import Event, EventType, Measure, Scope
from dateline.syntax.deep import preposition_objects, subject
from dateline.syntax.tree import Word

MOVED = frozenset({"fled", "returned", "evacuated", "expelled", "displaced", "released"})
STREAMS = frozenset({"fled", "returned", "displaced"})  # "have fled" is a running total, "has freed a diplomat" is not
HARMED = frozenset({"killed", "injured"})
STOCKS = frozenset({"displaced", "detained"})
CAUSES = frozenset({"in", "after", "by", "during", "when", "from", "at", "following", "as"})


CAUSING: dict[Measure, tuple[EventType, ...]] = {
    "killed": ("ASSAULT", "PROTEST"), "injured": ("ASSAULT", "PROTEST"), "missing": ("ASSAULT",), "affected": ("ASSAULT",),
    "abducted": ("ASSAULT", "COERCE"), "detained": ("COERCE", "PROTEST"), "expelled": ("COERCE",), "participants": ("PROTEST",),
    "displaced": ("ASSAULT",), "fled": ("ASSAULT",), "evacuated": ("ASSAULT",),
}  # fmt: skip
CAPTIVES = frozenset({"prisoner", "hostage", "captive"})


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
    found = [predicate, *predicate.children_of("oprd")]
    found += [child for child in predicate.children_of("dobj") if child.lemma in CAPTIVES]  # "took 14 men **prisoner**"
    found += [inner for child in predicate.children_of("prep") if child.lower == "into" for inner in child.children_of("pobj")]
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
    thing = verb.child("dobj")
    near = [verb, *verb.children_of("advmod", "advcl", "xcomp", "ccomp", "dobj"), *joined]
    origin = _first(reading, near, ("from", "out"))
    inside = ("in",) if claim.measure in ("fled", "returned") else ()  # "arrived in Egypt", but "freed in Zamfara"
    destination = _first(reading, near, ("to", "into", "toward", "towards", "for", *inside))
    via = _first(reading, near, ("via", "through", "across", "over"))
    via = _by_gate(reading, verb) if via is None else via
    if origin is None and claim.measure == "fled" and verb.lemma in ("flee", "leave", "escape", "quit"):
        origin = reading.place_at(thing) if thing is not None else None
    if origin is None and claim.measure == "expelled":
        origin = _expeller(reading, verb)
    if destination is None and verb.lemma in ("enter", "reach"):
        destination = reading.place_at(thing) if thing is not None else None
    return origin, destination, via


def _expeller(reading: Reading, verb: Word) -> int | None:
    """"**Germany** deported 300 Afghans": from there."""
    who = subject(verb)
    place = reading.place_at(who) if who is not None else None
    return place if place is not None and countries().by_name(reading.places[place].name) else None


def gate_on(verb: Word) -> Word | None:
    """The gate that a verb leads through: "came in **at Taftan**", "by the **Shalamcheh gate**", never "by bus"."""
    table = borders()
    for link in verb.children_of("prep", "agent"):
        for inner in link.children_of("pobj") if link.lower in ("by", "at", "through", "via", "over", "across") else ():
            named = any(word.tag == "NNP" and gates().between(word.text) for word in (inner, *inner.children))
            if named or (link.lower == "by" and (inner.lemma in table.objects or inner.lemma in table.compound_heads)):
                return inner
    return None


def _by_gate(reading: Reading, verb: Word) -> int | None:
    inner = gate_on(verb)
    if inner is not None:
        return _place_in(reading, inner)
    return _gate_before(reading, verb) if verb.lemma in PASSAGE else None


def _gate_before(reading: Reading, verb: Word) -> int | None:
    """"The Torkham crossing reopened. By noon 1,300 Afghans had gone back": through the gate of the sentence before."""
    index = verb.sentence.index
    for word in reading.tree.sentences[index - 1].words if index else ():
        if word.lemma not in borders().objects and word.lemma not in borders().compound_heads:
            continue
        for name in word.children_of("compound", "nmod"):
            if name.tag == "NNP" and gates().between(name.text) and reading.place_at(name) is not None:
                return reading.place_at(name)
    return None


PASSAGE = frozenset({"come", "cross", "pass", "go", "return", "enter", "get", "walk", "stream", "pour", "leave", "head"})


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


def scope(counter: Counter, claim: Claim, count: Count, around: "Around") -> Scope | None:
    """Incident, running total or stock.

    None where a large number of people on the move may be any of them, and for what happened in an earlier year.
    """
    if claim.measure == "hosted" or (claim.measure in STOCKS and _is_standing(claim)):
        return "stock"
    counted = claim.rule.endswith(".noun") and claim.measure in HARMED  # "220 deaths have been reported"
    if claim.rule.endswith((".toll", ".listed")) or (counted and _has_perfect(claim.predicate)):
        return "incident" if claim.measure == "participants" else "cumulative"
    if _has_phrase(claim.predicate, counter.words.cumulative) or _is_over_months(counter.reading, claim.predicate):
        return "cumulative"
    if claim.measure in HARMED and (_is_of_war(claim.predicate) or _is_of_country(counter.reading, claim.predicate)):
        return "cumulative"
    if is_past(counter.reading, around.time):
        return None
    if claim.measure in MOVED:
        if claim.measure in STREAMS and _has_perfect(claim.predicate):
            return "cumulative"
        return None if count.is_large and around.time is None and not around.event else "incident"
    return "incident"


class Around(NamedTuple):
    """What is known of a figure besides: its time, and whether it is of an event."""

    time: int | None
    event: bool


HELD = frozenset({"hold", "custody", "bar", "remain", "languish", "keep", "detain", "jail", "imprison"})


def _is_of_country(reading: Reading, verb: Word) -> bool:
    """"More than 220 people **have been killed and 1,000 injured in Iran**": perfect and a whole country tell what has come."""
    chain = [verb, *(above for above in islice(verb.ancestors(), 3) if above.is_verb or verb.dep in ("acl", "conj"))]
    perfect = any(child.dep == "aux" and child.lemma == "have" for word in chain for child in word.children)
    joined = [each for each in verb.children_of("conj") if not each.child("nsubj")]
    own = [verb, *joined, *(inner for each in joined for inner in each.children_of("acl"))]
    return perfect and any(_is_named_country(reading, word) for word in own)


def _is_named_country(reading: Reading, verb: Word) -> bool:
    where = [reading.place_at(word) for word in _under(verb, frozenset({"in", "across"}))]
    return any(at is not None and countries().by_name(reading.places[at].name) for at in where)


def _is_standing(claim: Claim) -> bool:
    """"are displaced", "are being held", "is holding 23", "still in custody", "number of displaced": how many there are now."""
    verb = claim.predicate if claim.predicate.dep not in ("acomp", "oprd", "attr") else claim.predicate.head
    if claim.rule.endswith((".listed", ".toll")):
        return claim.measure == "displaced"
    auxiliaries = verb.children_of("aux", "auxpass")
    present = verb.tag in ("VBZ", "VBP") or any(word.tag in ("VBZ", "VBP") and word.lemma == "be" for word in auxiliaries)
    present = present or any(word.lemma == "remain" for word in (verb, *auxiliaries))
    done = any(word.lower in ("being", "been") for word in auxiliaries)
    if claim.measure == "displaced":
        return present and not done and not any(child.dep == "agent" for child in verb.children)
    inside = verb.lemma in HELD or any(child.lemma in ("in", "behind") for child in verb.children)
    return present and inside


def _is_over_months(reading: Reading, predicate: Word) -> bool:
    """"**Between** January and May 214,000 were deported": what many months gave is a sum."""
    for link in predicate.children_of("prep"):
        if link.lower in ("between", "from") and link.children_of("pobj"):
            told = [word for inner in link.children_of("pobj") for word in inner.subtree()]
            if sum(word.lower in MONTHS for word in told) > 1:
                return True
    return False


MONTHS = frozenset({
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
})  # fmt: skip


WARS = frozenset({"war", "conflict", "insurgency", "epidemic", "outbreak", "uprising", "pandemic", "famine", "genocide"})


def _is_of_war(verb: Word) -> bool:
    """"The war has killed 150,000", "have been killed in the conflict": what goes on is told by its running total."""
    near = [child for child in verb.children if child.dep == "nsubj"]
    return any(word.lemma in WARS for word in (*near, *_under(verb, frozenset({"in", "since", "during", "by", "of"}))))


def _has_perfect(word: Word) -> bool:
    """"have fled", "deaths have been reported"."""
    near = [*word.children, *word.head.children]
    if not word.is_verb:  # "has launched missiles, resulting in 20 deaths"
        near += [child for above in word.ancestors() if above.is_verb for child in above.children]
    return any(child.dep == "aux" and child.lemma == "have" for child in near)


def _has_phrase(predicate: Word, phrases: frozenset[tuple[str, ...]]) -> bool:
    """Whether the words of the clause hold one of these phrases; a "since" at its end, or of a relative clause, says nothing."""
    words = _clause(predicate)
    lowers = [word.lower for word in words]
    present = set(lowers)
    last = len(lowers) - 1
    for phrase in phrases:
        if phrase[0] not in present or phrase[-1] not in present:
            continue
        for at in range(len(lowers)):
            there = tuple(lowers[at : at + len(phrase)]) == phrase and not (phrase == ("since",) and at == last)
            if there and not _is_elsewhere(words[at], predicate):
                return True
    return False


def _is_elsewhere(word: Word, predicate: Word) -> bool:
    """"released 13 nurses they had been holding **since** March", "the deadliest day **since** March": below a noun."""
    above = (predicate, *predicate.ancestors())
    for each in (word, *word.ancestors()):
        if each in above:
            return False
        if each.dep in ("relcl", "acl") or any(child.tag == "JJS" for child in each.children):
            return True
    return False


def _clause(predicate: Word) -> list[Word]:
    """The words around a predicate up to a semicolon, and to ", and", ", but", ", while" before or behind it."""
    words = predicate.sentence.words
    at = predicate.i - words[0].i
    start, end = 0, len(words)
    for i, word in enumerate(words[:-1]):
        cuts = word.text in (";", "—") or (word.text == "," and words[i + 1].lower in ("and", "but", "while"))
        if cuts and i < at:
            start = i + 1
        elif cuts and i > at:
            end = i
            break
    return [word for word in words[start:end] if word.text not in (".", "!", '"')]


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
        gate = gate_on(claim.predicate)
        leads += [gate] if gate is not None else []
        thing = claim.predicate.child("dobj")
        inside = claim.predicate.lemma == "enter" and thing is not None and thing.tag != "NNP" and thing.lemma not in LANDS
        leads += [thing] if thing is not None and not inside else []  # not "entered **a chapel** in Izmir"
        if is_refugee(counter, count):
            return True
        plain = count.how == "number" and (count.who is None or count.who.lemma in PLAIN or count.counts_homes)
        led = any(_is_place(reading, word) for word in leads)
        return plain and (led or _is_told_of_flight(counter, claim.predicate))
    if claim.measure == "participants" and claim.predicate.lemma in JOINING:
        near = [claim.predicate.child("dobj"), *_under(claim.predicate, frozenset({"for", "at", "to"}))]
        return any(thing is not None and thing.lemma in GATHERINGS for thing in near)
    return count.who is None or count.counts_homes or counter.is_people(count.who)


LANDS = frozenset({"border", "frontier", "country", "crossing", "camp", "city", "town", "territory", "province", "region"})
ARRIVING = frozenset({"arrive", "cross", "follow"})
FLIGHT = frozenset({"flee", "displace", "uproot", "exodus", "influx", "asylum", "border", "frontier", "crossing", "camp"})
HOMEWARD = frozenset({"home", "homeward", "back", "return", "festival", "conference", "delegate", "tourist", "pilgrim", "fan"})


def _is_told_of_flight(counter: Counter, verb: Word) -> bool:
    """"closed its crossing after **6,200 people arrived**": no place behind the verb, but a border or refugees near."""
    if verb.lemma not in ARRIVING:
        return False
    sentences = counter.reading.tree.sentences
    near = sentences[max(verb.sentence.index - 1, 0) : verb.sentence.index + 1]
    told = {lemma for sentence in near for word in sentence.words for lemma in (word.lemma, word.lower)}
    return bool(told & (FLIGHT | counter.harm.refugees)) and not told & HOMEWARD


def _is_place(reading: Reading, word: Word) -> bool:
    if _place_in(reading, word) is not None or word.lemma in ("border", "frontier", "country", "crossing", "camp"):
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
