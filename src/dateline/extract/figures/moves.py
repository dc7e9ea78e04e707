"""People taken, let go, hosted or brought together, where no single slot of one verb tells it.

    Gunmen took 17 shepherds from the steppe (abducted, as armed men took them)   a bus took 17 pupils from the town (nobody)
    The Houthis let 25 sailors go · 61 of them are free again · exchanged 7 prisoners for 252 others
    Colombia is home to 2.8 million Venezuelans · the camp holds 76,000 refugees · IDPs: 378,000
    The rally was attended by 18,000 · plans to bring 50,000 people to the rally · the operator has not been seen since
    The dead were named as Omar Salim, 29, and Idris Bakri, 61 · the hospital admitted 36 gunshot victims
"""

from collections.abc import Iterator

from dateline.extract.figures.claims import Claim
from dateline.extract.figures.context import GATHERINGS, gate_on
from dateline.extract.figures.households import is_home
from dateline.knowledge.harm import harm
from dateline.records import Measure
from dateline.syntax.deep import direct_object, is_passive, preposition_objects, subject, surface_subject
from dateline.syntax.tree import Word

TAKEN = frozenset({"hostage", "prisoner", "captive", "custody", "safety", "hospital", "refuge", "part", "care"})
BRINGING = frozenset({"bring", "draw", "mobilise", "mobilize", "attract", "gather", "summon"})
GOING = frozenset({"go", "leave", "walk", "depart"})
CROSSING = frozenset({"come", "cross", "pass", "enter", "arrive", "walk", "get"})
TRAVELLERS = frozenset({
    "pilgrim", "student", "worker", "national", "citizen", "tourist", "trader", "labourer", "laborer", "fan", "traveller",
    "traveler", "driver", "trucker", "worshipper",
})  # fmt: skip
WARDS = frozenset({"hospital", "clinic", "doctor", "medic", "ward", "surgeon"})
LISTED: dict[str, Measure] = {
    "idp": "displaced", "idps": "displaced", "displaced": "displaced", "refugee": "hosted", "returnee": "returned",
    "deportee": "expelled", "evacuee": "evacuated", "detainee": "detained", "abductee": "abducted", "arrival": "fled",
    "dead": "killed", "death": "killed", "killed": "killed", "injured": "injured", "wounded": "injured", "missing": "missing",
    "affected": "affected", "injury": "injured", "fatality": "killed", "casualty": "affected", "arrested": "detained",
}  # fmt: skip


def moves(word: Word) -> Iterator[Claim]:
    """The claims of one word."""
    if word.is_verb or word.tag.startswith("VB"):
        yield from _of_verb(word)
    elif word.lower == "free" and word.dep in ("acomp", "attr", "oprd") and word.head.is_verb:
        who = surface_subject(word.head)
        if who is not None:
            yield Claim("released", word, who, "figure.released.free", explicit=True)
    elif word.lemma == "home" and word.dep == "attr":
        guests = preposition_objects(word, "to")
        yield from (Claim("hosted", word.head, each, "figure.hosted.home", weak=True, explicit=True) for each in guests)
    elif word.lemma in ("return", "exchange") and word.dep == "pobj" and word.head.lower == "in":
        others = preposition_objects(word, "for")  # "freed three hostages **in return for 183 prisoners**"
        verb = word.head.head
        yield from (Claim("released", verb, who, "figure.released.exchange", weak=True, explicit=True) for who in others)
    elif word.lemma in ("amnesty", "pardon"):
        freed = [*preposition_objects(word, "to"), *preposition_objects(word, "for"), *preposition_objects(word.head, "to")]
        yield from (Claim("released", word, who, "figure.released.amnesty", explicit=True) for who in freed[:1])
    elif word.lower in ("hosts", "shelters", "houses", "host", "shelter", "house"):
        yield from _hosts(word)
    elif word.lemma.lower() in LISTED or word.lower in LISTED:
        yield from _in_a_list(word)


def _of_verb(verb: Word) -> Iterator[Claim]:
    lemma = verb.lemma
    if lemma == "take":
        yield from _taken(verb)
    elif lemma == "let":
        yield from _let_go(verb)
    elif lemma == "attend" and is_passive(verb):
        who = subject(verb)
        if who is not None:
            yield Claim("participants", verb, who, "figure.participants.attended", explicit=True)
    elif lemma in BRINGING:
        yield from _brought(verb)
    elif lemma in ("see", "hear") and verb.child("neg") is not None:
        yield from _unseen(verb)
    elif lemma in ("exchange", "swap", "trade"):
        yield from (Claim("released", verb, who, "figure.released.exchange", weak=True, explicit=True)
                    for who in preposition_objects(verb, "for"))  # fmt: skip
    elif lemma in ("name", "identify"):
        yield from _named(verb)
    elif lemma in ("admit", "treat", "receive"):
        yield from _admitted(verb)
    elif lemma == "go" and any(child.lemma == "let" for child in verb.children_of("aux")):
        who = verb.child("dobj", "npadvmod")  # "let go **six fishermen**"
        if who is not None:
            yield Claim("released", verb, who, "figure.released.let", explicit=True)
    elif lemma == "hold" and verb.child("dobj") is not None:
        yield from _holding(verb)
    elif lemma == "make" and verb.child("prt") is not None:
        yield from (Claim("abducted", verb, who, "figure.abducted.taken", explicit=True)
                    for who in preposition_objects(verb, "with") if who.tag in ("NNS", "CD"))  # fmt: skip
    elif lemma in CROSSING:
        yield from _through_a_gate(verb)


def _through_a_gate(verb: Word) -> Iterator[Claim]:
    """"At Taftan, **450 pilgrims** came in": travellers who pass a gate come back; for others see `context.is_displacement`."""
    who = subject(verb)
    if who is None or who.lemma not in TRAVELLERS or is_passive(verb):
        return
    if gate_on(verb) is not None:
        yield Claim("returned", verb, who, "figure.returned.gate", explicit=True)


def _holding(verb: Word) -> Iterator[Claim]:
    """"**Some 300 widows** held a silent sit-in"."""
    thing, who = verb.child("dobj"), subject(verb)
    if thing is not None and who is not None and thing.lemma in GATHERINGS | {"in"}:
        yield Claim("participants", verb, who, "figure.participants.holding", weak=True, explicit=True)


def _taken(verb: Word) -> Iterator[Claim]:
    """"took 17 shepherds from the steppe", "had been taken by men on motorbikes": by armed men, and not to hospital."""
    thing, agent = direct_object(verb), subject(verb)
    if thing is None or agent is None or agent.lemma not in harm().armed | {"man", "soldier", "troop"} or verb.child("prt"):
        return
    if any(word.lower in TAKEN for word in verb.subtree()):
        return
    yield Claim("abducted", verb, thing, "figure.abducted.taken", explicit=True)


def _let_go(verb: Word) -> Iterator[Claim]:
    """"let **25 sailors** go to Muscat"."""
    clause = verb.child("ccomp", "xcomp")
    who = clause.child("nsubj", "dobj") if clause is not None and clause.lemma in GOING else None
    if who is not None:
        yield Claim("released", verb, who, "figure.released.let", explicit=True)


def _brought(verb: Word) -> Iterator[Claim]:
    """"bring 50,000 people to Sunday's rally"."""
    thing = verb.child("dobj")
    where = [each for name in ("to", "for", "at", "into") for each in preposition_objects(verb, name)]
    if thing is not None and any(each.lemma in GATHERINGS for each in where):
        yield Claim("participants", verb, thing, "figure.participants.brought", weak=True, explicit=True)


def _unseen(verb: Word) -> Iterator[Claim]:
    """"has not been seen since", "have not been heard from"."""
    who = surface_subject(verb) if is_passive(verb) else None
    since = any(child.lower in ("since", "from", "again") for child in verb.children)
    if who is not None and since:
        yield Claim("missing", verb, who, "figure.missing.unseen")


def _named(verb: Word) -> Iterator[Claim]:
    """"The dead were named as Omar Salim, Huda Salim and Idris Bakri"."""
    group = direct_object(verb)
    measure = harm().adjectives.get(group.lower) if group is not None else None
    if measure is None:
        return
    for who in preposition_objects(verb, "as"):
        if who.child("conj") is not None:
            yield Claim(measure, verb, who, f"figure.{measure}.named")


def _admitted(verb: Word) -> Iterator[Claim]:
    """"The hospital admitted 36 gunshot victims", "medics treated 40 casualties"."""
    thing, who = direct_object(verb), subject(verb)
    if thing is None or who is None or who.lemma not in WARDS:
        return
    if thing.lemma in ("casualty", "victim") or any(child.lower in ("wounded", "injured") for child in thing.children):
        yield Claim("injured", verb, thing, "figure.injured.admitted", explicit=True)


def _hosts(word: Word) -> Iterator[Claim]:
    """"Uganda **hosts** 1.7 million refugees", where the parser takes the verb for a plural."""
    words = word.sentence.words
    at = word.i - words[0].i + 1
    numbered = False
    for each in words[at : at + 13]:
        numbered = numbered or each.tag == "CD"
        if (each.lemma in harm().refugees or is_home(each)) and numbered:
            yield Claim("hosted", word, each, "figure.hosted.active", weak=True, explicit=True)
            return
        if each.text in (",", ".", ";") or each.is_verb:
            return


def _in_a_list(word: Word) -> Iterator[Claim]:
    """"IDPs: 378,000", "Refugees from Mali in Koro: 61,000": a line of a situation report."""
    words = word.sentence.words
    colon = next((each for each in words if each.text in (":", "–", "-") and each.i > word.i), None)
    if colon is None or word.i > words[0].i + 2 or colon.i + 1 - words[0].i >= len(words):
        return
    number = words[colon.i + 1 - words[0].i]
    if number.tag == "CD" or number.lower in ("about", "some", "nearly", "over", "more", "approximately"):
        head = next((each for each in words if each.i > colon.i and each.tag == "CD"), None)
        measure = LISTED.get(word.lower) or LISTED[word.lemma.lower()]
        after = words[head.i + 1 - words[0].i] if head is not None and head is not words[-1] else None
        told = after is not None and after.lower in harm().adjectives  # "Casualties: **31 killed**" is not of all of them
        who = word if word.lower not in harm().adjectives else None
        who = next((each for each in words if each.i < colon.i and is_home(each)), who)  # "**Families** displaced: 310"
        if head is not None and not told:
            yield Claim(measure, word, head, f"figure.{measure}.listed", explicit=True, who=who)
