"""Totals: what a toll, a number of dead, a count or a crowd is put at, rises to, passes.

    bringing the death toll to 27 · the toll rose from 12 to 19 · the number of those killed reached eleven
    The toll passed 100 (101 and more). On Monday it had stood at 59. · The mayor put the number of dead at 85 (on his word).
    Police counted the crowd at 12,000 · New arrivals from Sudan passed 38,000 · The dead and wounded numbered 60.
"""

from collections.abc import Iterator

from dateline.extract.figures.claims import Claim, follows
from dateline.extract.figures.households import is_home
from dateline.knowledge.countries import countries
from dateline.knowledge.harm import harm
from dateline.records import Measure, Quantifier
from dateline.syntax.deep import subject
from dateline.syntax.tree import Word

TOLL_WORDS: dict[str, Measure] = {
    "dead": "killed", "death": "killed", "fatality": "killed", "killed": "killed", "body": "killed", "people killed": "killed",
    "victim": "killed", "martyr": "killed", "injured": "injured", "wounded": "injured", "injury": "injured", "missing": "missing",
    "refugee": "hosted", "displaced": "displaced", "idp": "displaced", "casualty": "affected", "arrest": "detained",
    "returnee": "returned", "detainee": "detained", "prisoner": "detained", "hostage": "abducted", "deportee": "expelled",
    "evacuee": "evacuated", "protester": "participants", "marcher": "participants", "demonstrator": "participants",
}  # fmt: skip
TOLLS = frozenset({"toll", "number", "tally", "count", "figure"})
CROWDS = frozenset({"crowd", "turnout", "attendance"})
STREAMS = frozenset({"exodus", "influx", "outflow"})
GIVING = frozenset({
    "put", "bring", "raise", "take", "revise", "lift", "push", "give", "reduce", "cut", "lower", "correct", "update", "set",
    "place",
})  # fmt: skip
SAYING = frozenset({"put", "revise", "give", "reduce", "lower", "correct", "update", "set", "place", "count", "estimate", "cut"})
GETTING = frozenset({
    "rise", "climb", "reach", "stand", "hit", "pass", "exceed", "grow", "be", "jump", "increase", "top", "surpass", "soar",
    "number", "total", "mount", "swell", "remain", "drop", "fall", "go", "come", "cross", "triple", "double", "quadruple", "near",
    "approach",
})  # fmt: skip
RISING = GETTING - {"be", "number", "total", "come", "go", "remain", "stand", "hit", "cross", "pass"}
PASSING = frozenset({"pass", "cross", "top", "surpass", "exceed"})  # "passed 100" is more than 100
OVER = frozenset({"past", "above", "beyond"})
NEARING = frozenset({"near", "approach"})
NUMBER_PLACES = ("dobj", "attr", "appos", "acomp", "oprd", "npadvmod")
LEADING = frozenset({"to", "at", "from", "of", "above", "past", "by", "over", "beyond", "with", "as", "up", "down"})
DATES = frozenset({"DATE", "TIME", "PERCENT", "MONEY"})
RECORDING = frozenset({"count", "register", "record", "receive", "report", "see", "log"})


def tolls(word: Word) -> Iterator[Claim]:
    """The claims of a word for a total."""
    if word.lemma == "number" and word.is_verb:
        yield from _numbering(word)
    elif word.lemma in TOLLS and not word.is_verb:
        yield from _toll(word)
    elif word.lemma in CROWDS and word.is_nominal:
        yield from _crowd(word)
    elif word.lemma in STREAMS and word.dep == "nsubj" and word.head.lemma in GETTING - {"be"}:
        yield from _numbers_of(word, "fled", word.head, None)  # "The **exodus** now exceeds 3 million"
    elif word.lemma == "arrival" and word.dep in ("nsubj", "nsubjpass"):
        yield from _numbers_of(word, "fled", word.head, None)
    elif word.lemma == "arrival" and word.dep == "dobj" and word.head.lemma in RECORDING:
        yield Claim("fled", word, word, "figure.fled.noun", explicit=True)
    elif word.tag == "NNS" and word.lemma in TOLL_WORDS and word.dep == "nsubj" and word.head.lemma in RISING:
        yield from _numbers_of(word, TOLL_WORDS[word.lemma], word.head, None)  # "**Injuries** climbed from 60 to 84"
    elif word.lower in STATES and word.dep == "dobj" and word.head.lemma in PUTTING:
        yield from _numbers_of(word, TOLL_WORDS[word.lower], word.head, None)  # "put **the dead** at 17"
    elif word.lemma == "loss" and word.head.lemma in SAYING and word.child("poss") is not None:
        yield from _numbers_of(word, "killed", word.head, None)


def _toll(word: Word) -> Iterator[Claim]:
    measure, who = _measure(word)
    if measure is None and word.lemma in ("count", "tally") and word.head.lemma in SAYING:
        measure = next((each for each in map(_state, numbers_below(word.head)) if each is not None), None)
    if measure is None or word.lower in ("numbers", "figures"):
        return
    verb = word.head
    if verb.dep == "conj" and verb.head.is_verb and not verb.is_verb:
        verb = verb.head
    yield from _numbers_of(word, measure, verb, who)


def _numbers_of(word: Word, measure: Measure, verb: Word, who: Word | None) -> Iterator[Claim]:
    """A claim for each number that is told of a toll, on it and on its verb."""
    places = [*numbers_below(word), *(each for child in word.subtree() for each in _stray(word, child))]
    moves = verb.is_verb and verb.lemma in GIVING | GETTING
    if moves:
        places += numbers_below(verb)
    bound: Quantifier | None = None
    if moves:
        bound = "more_than" if verb.lemma in PASSING else "nearly" if verb.lemma in NEARING else None
    speaker = speaker_of(verb) if moves and verb.lemma in SAYING else None
    for head in sorted(set(places), key=lambda each: each.i):
        over = "more_than" if head.head.lower in OVER and head.dep == "pobj" else bound  # "takes the number **past 1,000**"
        if head is not word:
            yield Claim(measure, word, head, f"figure.{measure}.toll", explicit=True, bound=over, who=who, speaker=speaker)


PUTTING = frozenset({"put", "estimate", "place"})
STATES = frozenset({"dead", "wounded", "injured", "missing", "displaced", "killed"})
ABOVE = ("to", "past", "above", "beyond")


def _stray(word: Word, child: Word) -> list[Word]:
    """"raising the number of those killed in the strike **to eleven**", "put the number of those held **at 14**"."""
    leading = (*ABOVE, "at") if word.head.lemma in PUTTING else ABOVE
    if child is word or child.lower not in leading or child.dep != "prep":
        return []
    return [inner for inner in child.children_of("pobj") if inner.tag == "CD"]


def _measure(word: Word) -> tuple[Measure | None, Word | None]:
    """"death toll", "the toll", "number of dead", "number of refugees": what it counts, and whom."""
    near = [child for child in word.children if child.dep in ("compound", "amod", "nmod")]
    links = [link for link in word.children_of("prep") if link.lower in ("of", "from")]
    of = [inner for link in links for inner in link.children_of("pobj", "pcomp")]  # "displaced" may be a clause to the parser
    for each in (*near, *of):
        found = _named(each) or ("hosted" if each in of and _is_abroad(word, each) else None)
        if found is not None:
            counted = is_home(each) or (each.lemma in harm().people and each.lower not in harm().adjectives)
            return found, each if each in of and counted else None
    bare = word.lemma == "toll" and not any(each.lemma in ("road", "heavy") for each in near)
    return "killed" if bare else None, None


def _is_abroad(number: Word, people: Word) -> bool:
    """"the number of **Sudanese in Chad**": a people in another country is hosted there; "of Sudanese in Sudan" is not."""
    own = countries().of_demonym(people.text)
    links = [*people.children_of("prep"), *number.children_of("prep"), *number.head.children_of("prep")]
    inside = [each for link in links if link.lower in ("in", "inside") for each in link.children_of("pobj")]
    named = [countries().by_name(each.text) for each in inside]
    return own is not None and any(named) and own not in named


def _state(number: Word) -> Measure | None:
    """"corrected its count to 31 **dead**"."""
    near = [number.lower, *(child.lower for child in number.children)]
    return next((harm().adjectives[text] for text in near if text in harm().adjectives), None)


def _named(word: Word) -> Measure | None:
    """What happened to those that are counted: "dead", "people **killed**", "refugees", "people **uprooted** by gangs"."""
    for text in (word.lower, word.lemma):
        if text in TOLL_WORDS:
            return TOLL_WORDS[text]
    table = harm()
    for child in word.children:
        if child.lower in TOLL_WORDS:
            return TOLL_WORDS[child.lower]
        if child.dep in ("acl", "amod", "relcl") and child.lemma in table.verbs:
            frame = table.verbs[child.lemma][-1]
            if frame.slot == "obj" and not frame.particles and not frame.weak:
                return frame.measure
            lost = table.verbs[child.lemma][0]  # "the number of those who **lost their lives**"
            acting = child.dep == "relcl" and lost.slot == "subj" and not lost.weak
            if acting and lost.particles and follows(child, lost.particles):
                return lost.measure
    return None


def speaker_of(verb: Word) -> Word | None:
    """On whose word a number is: "**Police** put the crowd at 900"; no blast or find, which brings a toll to 9."""
    who = subject(verb)
    return who if who is not None and who.tag[:2] == "NN" and who.lemma not in TOLLS else None


def _crowd(word: Word) -> Iterator[Claim]:
    """"counted the crowd at 12,000", "put the turnout at 900", "a crowd estimated at 5,000"."""
    told = next((child for child in word.children if child.dep in ("acl", "relcl") and child.lemma in SAYING), None)
    verb = told or word.head
    if not verb.is_verb or verb.lemma not in SAYING or (told is None and word.dep not in ("dobj", "nsubjpass")):
        return
    speaker = speaker_of(verb)
    for head in numbers_below(verb):
        if head is not word:
            yield Claim("participants", word, head, "figure.participants.toll", explicit=True, who=word, speaker=speaker)


def numbers_below(word: Word) -> list[Word]:
    """Objects, attributes and appositions that may be the number of a toll: "rose from 12 to 19", "The toll, 31 on Monday"."""
    found = [child for child in word.children if child.tag == "CD" or (child.dep in NUMBER_PLACES and child.dep != "npadvmod")]
    for link in word.children:
        if link.dep in ("prep", "dative") and link.lower in LEADING:
            found += link.children_of("pobj")
            for deeper in link.children_of("prep"):
                found += deeper.children_of("pobj")
        elif link.dep in ("prt", "advmod") and link.lower in ("up", "down"):  # "revised it **down from 93 to 68**"
            froms = link.children_of("prep")
            tos = [to for each in froms for to in each.children_of("prep")]
            found += [inner for each in (*froms, *tos) for inner in each.children_of("pobj")]
    return [child for child in found if _countable(child)]


def _countable(word: Word) -> bool:
    """A bare number, or a noun of people with one; no weekday, no year."""
    if word.entity is not None and word.entity.label in DATES and word.tag != "CD":
        return False
    return word.tag == "CD" or word.is_nominal or word.lower in harm().adjectives


def _numbering(verb: Word) -> Iterator[Claim]:
    """"The dead and wounded numbered more than 60": both together are `affected`."""
    who = subject(verb)
    number = verb.child("dobj", "attr")
    if who is None or number is None:
        return
    kinds = {harm().adjectives[w.lower] for w in (who, *who.children_of("conj")) if w.lower in harm().adjectives}
    if kinds:
        measure: Measure = next(iter(kinds)) if len(kinds) == 1 else "affected"
        yield Claim(measure, verb, number, f"figure.{measure}.numbering", explicit=True)
