"""Which of a report's places and times belongs to a word that tells of a happening.

    Speaking in Berlin, the minister said Homs had been shelled on Friday.    shelled: Homs, Friday
    The strike killed nine in Rafah.                                          strike: Rafah
    The army attacked a base in Anbar.                                        attacked: Anbar (it hangs on "base")
    protests in Paris over the strikes on Beirut                              protests: Paris; strikes: Beirut

The search goes outwards, and the first answer counts: adjuncts of the word, of its object and subject, of the verb that
carries it, the target where that is a place, then of the verb joined to it or governing it, unless that one reports.
"""

from collections.abc import Callable, Iterator

from dateline.drafts import PlaceMention
from dateline.extract.reading import Reading
from dateline.knowledge.countries import countries
from dateline.knowledge.event_rules import word_classes
from dateline.knowledge.places_table import wide_names
from dateline.syntax.tree import Word
from dateline.text.fold import fold


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


WHERE = _words(
    "in at near inside outside on across around along within off over throughout into onto toward towards beside above"
    " beneath under amid through outskirts north south east west"
)
WHEN = _words("on in at during since until after before from by over within through between for late early")
TARGETS = frozenset({"on", "against", "at", "of", "in", "into", "across", "over", "to", "toward", "towards"})
OUTSIDE = frozenset({"dateline", "based", "demonym", "modifier", "nested"})  # uses of a name that never say where it happened
BELONGING = _words("member soldier officer leader commander citizen national official ambassador president minister force troop")
NOT_THERE = frozenset({"base", "headquarter", "bear", "live", "reside", "raise", "locate"})
REPORTING = _words(
    "say tell report announce claim add state warn declare confirm note explain argue believe think write according deny"
    " admit allege insist suggest reveal disclose acknowledge recall hear know speak urge demand call condemn accuse blame"
    " criticize criticise denounce"
)
CLAUSES = _words("advcl conj xcomp acl relcl pcomp ccomp prep agent pobj dobj nsubj nsubjpass appos")
TOWNS = _words("town city village district suburb neighbourhood neighborhood camp hamlet port area province region")
NEAREST = ("dobj", "nsubjpass", "attr", "nsubj")  # in the order in which they are asked
WIDE = 1
AT = frozenset({"in", "at", "inside", "outside", "on"})
COURT = _words("convict sentence jail try arrest charge accuse indict imprison execute extradite want hold detain acquit clear")
CONNECTED = _words("connection relation")  # "were arrested in **connection** with it"
MOTION = _words("drive travel go fly march rush move advance sail ride walk head")
ABOUT = frozenset({"over", "amid", "after"})  # "arrested over the killing in Aba" happened elsewhere
WISHED = _words("request invitation behest urging insistence suggestion")  # "will meet **at the request** of France"
STEPS = 6

Finder = Callable[[Reading, Word], int | None]


def place_of(reading: Reading, anchor: Word) -> int | None:
    """The index of the place where what this word tells of happened; None if its clause names none."""
    if not reading.has_place(anchor.sentence):
        return None
    found = _shared_search(reading, anchor, _place_below)
    if found is None:
        found = _place_in_clause(reading, anchor)
    return None if found is None else _innermost(reading, anchor, found)


def _innermost(reading: Reading, anchor: Word, found: int) -> int:
    """"near Djibo in northern Burkina Faso" is Djibo; "In Syria, a drone killed two men in the town of Sarmada" Sarmada."""
    for _ in range(3):
        inner = next((at for at, place in enumerate(reading.places) if place.within == found and _says_where(reading, at)), None)
        if inner is None:
            break
        found = inner
    if width(reading.places[found]) > WIDE or (not anchor.is_verb and _place_below(reading, anchor) is not None):
        return found
    inside = (at for at in _places_in_clause(reading, anchor, AT) if width(reading.places[at]) > WIDE)
    return next(inside, found)


def _says_where(reading: Reading, at: int) -> bool:
    """Whether a place in another stands where that of a happening stands: not "the east bank of the Nile in Sudan"."""
    place = reading.places[at]
    if place.use in OUTSIDE:
        return False
    words = reading.tree.words_in(place.start, place.end)
    head = next((word for word in words if word.head not in words), None)
    while head is not None and head.dep in ("compound", "nmod", "poss") and head.head is not head:
        head = head.head
    if head is None or head.dep in ("dobj", "nsubjpass"):
        return head is not None
    return head.dep == "pobj" and (head.head.lower in WHERE or _is_called(head))


def width(place: PlaceMention) -> int:
    """0 for a country, 1 for a province, 2 for a district, 3 for what the words say to be smaller."""
    if countries().by_name(place.name) is not None:
        return 0
    if fold(place.name) in wide_names():
        return 1
    return {"admin1": 1, "region": 1, "admin2": 2, None: 2}.get(place.kind, 3)


def _place_in_clause(reading: Reading, anchor: Word) -> int | None:
    """The first place that a preposition of place names anywhere in the clause: "ambushed by gunmen on the road to **Goma**"."""
    return next(_places_in_clause(reading, anchor, WHERE), None)


def _places_in_clause(reading: Reading, anchor: Word, links: frozenset[str]) -> Iterator[int]:
    clause = anchor
    while not clause.is_verb and clause.head is not clause and clause.dep in CLAUSES:
        below, clause = clause, clause.head
        if below.dep == "pobj" and clause.lower in ("about", "despite"):
            clause = below  # "anger in **Paris** about the raid"
            break
        outside = clause.lemma in REPORTING or _is_verdict(below)
        if clause.is_verb and (outside or (below.dep == "nsubj" and clause.lemma not in HAPPENING)):
            clause = below  # "the attack came after years of debate in **Washington**"
            break
    open_words = [clause]
    found: list[Word] = []
    while open_words:
        word = open_words.pop()
        found.append(word)
        open_words.extend(c for c in word.children if c.dep not in OTHER_CLAUSES or c.is_nominal or _is_purpose(c))
    for word in sorted(found, key=lambda each: each.i):
        if word.dep == "pobj" and (word.head.lower in links or (links is WHERE and _leads_there(word.head)) or _is_called(word)):
            index = _usable(reading, word)
            if index is None and links is WHERE and word.head.lower in AT and word.lemma not in WISHED:
                index = _named_inside(reading, word)
            if index is not None:
                yield index


def _is_called(word: Word) -> bool:
    """"in the town **of Sarmada**"."""
    return word.head.lower == "of" and word.head.head.lemma in TOWNS and word.head.head.head.lower in WHERE


def _is_purpose(clause: Word) -> bool:
    """"worked together **to empty** a laboratory near the border"."""
    return clause.dep == "advcl" and clause.tag == "VB" and any(child.tag == "TO" for child in clause.children)


def _leads_there(link: Word) -> bool:
    """"out **of** Torit", "on the road **to** Goma"."""
    return (link.lower == "of" and link.head.lower in ("out", "outside", "inside")) or (
        link.lower in ("to", "between", "into") and link.head.lemma in LEADING
    )


HAPPENING = _words(
    "begin start continue resume take occur happen erupt break go hit kill leave injure wound destroy damage target strike rock"
    " shake end flare rage last follow spread"
)
LEADING = _words("road highway route way border send move deploy dispatch march rush arrive withdraw advance travel fly go")
OTHER_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "parataxis", "conj", "csubj"})


def time_of(reading: Reading, anchor: Word) -> int | None:
    """The index of the time expression that says when; the weekday beside a reporting verb dates the saying only."""
    return _shared_search(reading, anchor, _time_below) if reading.has_time(anchor.sentence) else None


def _shared_search(reading: Reading, anchor: Word, below: Finder) -> int | None:
    found = _search(reading, anchor, below)
    gapped = _gapped(anchor) if found is None else None
    return below(reading, gapped) if gapped is not None else found


def _gapped(verb: Word) -> Word | None:
    """"Nine were killed and **two injured** in Tana on Sunday": what ends a clause without an auxiliary ends the first, too."""
    if verb.tag != "VBN":
        return None
    first = next((each for each in verb.children_of("conj") if each.i == verb.i + 2), None)
    if first is not None and first.tag == "VBN" and not first.child("nsubjpass", "nsubj"):
        return first  # "was shot **and killed in Lima**"
    joined = (each for each in verb.children_of("conj") if each.i > verb.i and each.tag == "VBN")
    return next((each for each in joined if each.child("nsubjpass", "nsubj") and not each.child("aux", "auxpass")), None)


def _search(reading: Reading, anchor: Word, below: Finder) -> int | None:
    for word in _hosts(anchor):
        found = below(reading, word)
        if found is not None:
            return found
        for near in _participants(word):
            found = below(reading, near)
            if found is None and below is _place_below and near.dep in ("dobj", "pobj", "nsubjpass", "nsubj"):
                found = _target_place(reading, word, near)
            if found is not None:
                return found
        inner = [clause for clause in word.children_of("advcl") if clause.tag == "VBG" and clause.i > word.i]
        for clause in (*word.children_of("relcl"), *inner) if word.is_verb else word.children_of("relcl", "acl"):
            if clause in inner and (below is not _place_below or clause.lemma not in HAPPENING):
                continue  # "went off, **wounding** nine in Goma"
            found = _in_clause(reading, clause, below)
            if found is not None:
                return found
        if below is _place_below and word is anchor and (meanwhile := _meanwhile(reading, word)) is not None:
            return meanwhile
        if below is _place_below and word.lemma in MOTION and word is not anchor:  # "drove **to Goma** and attacked a market"
            ends = [end for link in word.children_of("prep") if link.lower in ("to", "into") for end in link.children_of("pobj")]
            there = next((at for end in ends if (at := _usable(reading, end)) is not None), None)
            if there is not None:
                return there
    return None


def _in_clause(reading: Reading, clause: Word, below: Finder) -> int | None:
    """"the fighting that erupted **in Goma**", "a blast targeting a base **in Gao**": the noun's own clause."""
    for near in (clause, *_participants(clause)):
        found = below(reading, near)
        if found is not None:
            return found
    return None


def _meanwhile(reading: Reading, verb: Word) -> int | None:
    """"shot a driver **as he sat in his cab in Goma**": where those were to whom it happened, or who did it."""
    for clause in verb.children_of("advcl"):
        who = clause.child("nsubj", "nsubjpass")
        if who is None or who.tag != "PRP" or not any(child.lower in ("as", "while") for child in clause.children_of("mark")):
            continue
        if clause.lemma not in REPORTING and (found := _in_clause(reading, clause, _place_below)) is not None:
            return found
    return None


def _hosts(anchor: Word) -> Iterator[Word]:
    """The word, then the words that carry it, up to a reporting verb: "[carried out] a raid", "entered and [burned]"."""
    word = anchor
    for _ in range(STEPS):
        yield word
        head = word.head
        if head is word or word.dep not in CLAUSES or head.lemma in REPORTING:
            return
        if word.dep == "advcl" and _is_measured(word):
            return
        if word.dep == "ccomp" or (word.dep in ("acl", "relcl") and head.dep == "pobj" and head.head.lower == "by"):
            return
        if word.dep == "pobj" and head.lower in ("over", "after", "before", "about", "since", "because", "against", "despite"):
            return
        if word.dep == "prep" and word.lower in ("over", "after", "before", "about", "since", "because", "despite"):
            return
        if _is_verdict(word):
            return
        word = head


def _is_verdict(link: Word) -> bool:
    """"jailed in Paris **for** a killing", "held **in connection with** it": where the court sits, not where it happened."""
    if link.dep != "prep" or link.head.lemma not in COURT | CONNECTED:
        return False
    if link.lower == "in":
        return any(word.lemma in CONNECTED for word in link.children_of("pobj"))
    return link.lower in ("for", "of") or (link.lower == "with" and link.head.lemma in CONNECTED)


def _is_measured(clause: Word) -> bool:
    """"..., **two days after** troops had shelled the camp": another day, and nobody says that it was the same place."""
    marks = [word for word in clause.children_of("mark") if word.lower in ("after", "before", "since")]
    return bool(marks) and any(word.i < marks[0].i for word in clause.children_of("npadvmod"))


def _participants(word: Word) -> list[Word]:
    """Object and subject of a verb, what an event noun is of or on: places often hang below these (P13)."""
    if word.is_verb:
        agents = [inner for link in word.children_of("agent") for inner in link.children_of("pobj")]
        return sorted(word.children_of(*NEAREST), key=lambda child: NEAREST.index(child.dep)) + agents
    links = [child for child in word.children if child.dep == "prep" and (child.lower in TARGETS or child.lower in ("by", "for"))]
    return [inner for link in links for inner in link.children_of("pobj")]


def _usable(reading: Reading, word: Word) -> int | None:
    index = reading.place_at(word)
    return None if index is None or reading.places[index].use in OUTSIDE or _says_whose(word) else index


def _says_whose(word: Word) -> bool:
    """"a **U.S.** strike", "the **U.K.** and French embassies": whose it is; "on U.S. soil" is where."""
    if word.lower not in word_classes()["attributive"] or word.dep not in ("compound", "nmod", "amod"):
        return False
    return word.head.lemma not in ("soil", "territory", "border", "coast", "water", "city", "town", "state", "mainland")


def _target_place(reading: Reading, host: Word, word: Word) -> int | None:
    """A target that is itself a place: "shelled **Sumy**", "strikes on **Beirut**"; never a subject that acts."""
    if word.dep == "nsubj" or (word.dep == "pobj" and word.head.lower not in TARGETS and word.head.lower != "for"):
        return None
    found = _usable(reading, word)
    if found is not None:
        return found
    named = [inner for link in word.children if link.dep == "prep" and link.lower == "of" for inner in link.children_of("pobj")]
    return next((index for inner in named if (index := _usable(reading, inner)) is not None), None)


def _place_below(reading: Reading, word: Word) -> int | None:
    """A place in a prepositional phrase or adverb of place directly below a word."""
    for child in word.children:
        if child.dep in ("prep", "agent") and child.lower in WHERE:
            deeper = [inner for link in child.children_of("prep", "conj") for inner in link.children_of("pobj")]
            for inner in (*child.children_of("pobj"), *deeper):
                found = _usable(reading, inner)
                if found is None and child.lower not in ABOUT and inner.lemma not in WISHED:
                    found = _named_inside(reading, inner)
                if found is None and reading.time_at(inner) is not None:
                    found = _place_below(reading, inner)  # "began on Sunday **in Rutshuru**"
                if found is not None:
                    return found
        elif child.dep in ("prep",) and child.lower in WHEN:
            when = child.child("pobj")
            found = _place_below(reading, when) if when is not None and reading.time_at(when) is not None else None
            if found is not None:
                return found
        elif child.lower == "there" and child.dep == "advmod":
            found = _there(reading, child)
            if found is not None:
                return found
        elif child.dep in ("advmod", "npadvmod", "appos"):
            found = _usable(reading, child)
            if found is not None:
                return found
        elif child.dep == "compound" and child.i == word.i - 1:
            found = _town_before(reading, child)
            if found is not None:
                return found
    return None


def _there(reading: Reading, word: Word) -> int | None:
    """"Rafah. A school was hit **there**.": the last place named before it, in this sentence or the one before."""
    least = word.sentence.index - 1
    before = [at for at, place in enumerate(reading.places) if place.end <= word.start and place.use not in OUTSIDE]
    if not before:
        return None
    first = next(iter(reading.tree.words_in(reading.places[before[-1]].start, reading.places[before[-1]].end)), None)
    return before[-1] if first is not None and first.sentence.index >= least else None


def _town_before(reading: Reading, word: Word) -> int | None:
    """"the **Mombasa** attack"; a country before the noun is who did it."""
    if word.tag != "NNP" or word.lower in word_classes()["country"] or word.head.lemma in word_classes()["force_name"]:
        return None  # "**London** police", "the **Tana** brigade": whose they are
    found = reading.place_at(word)
    if found is None or countries().by_name(reading.places[found].name) is not None:  # "a **New Zealand** mechanic"
        return None
    return found if reading.places[found].use in ("literal", "modifier") else None


def _named_inside(reading: Reading, word: Word) -> int | None:
    """"in the city of **Homs**", "at a market in **Goma**", "in **Kharkiv** province": the name below a place noun."""
    for child in word.children:
        if child.dep in ("compound", "appos", "poss", "nmod"):
            found = _usable(reading, child)
            if found is not None:
                return found
        elif child.dep == "prep" and (child.lower in WHERE or (child.lower == "of" and word.lemma not in BELONGING)):
            for inner in child.children_of("pobj"):
                found = _usable(reading, inner)
                if found is None:
                    found = _named_inside(reading, inner) if inner.i - word.i < 12 else None
                if found is not None:
                    return found
        elif child.dep == "acl" and child.lemma in NOT_THERE:
            return None
    return None


def _time_below(reading: Reading, word: Word) -> int | None:
    """A time expression directly below a word: "on Friday", "Friday", "after the **1998** raid" is none."""
    for child in word.children:
        found = None
        if child.dep in ("npadvmod", "advmod", "tmod", "nummod", "nmod", "compound", "poss"):
            found = reading.time_at(child)
        elif child.dep in ("prep", "mark", "pcomp") and child.lower in WHEN:
            inner = child.child("pobj", "pcomp")
            found = reading.time_at(inner) if inner is not None else None
        elif child.dep in ("dep", "appos") or child.dep == "dobj":
            found = reading.time_at(child)
        if found is not None:
            return found
    return None
