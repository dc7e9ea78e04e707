"""From found events to the records: mentions, place and time, factuality, both directions of what is mutual."""

import msgspec

from dateline.extract.adjuncts import place_of, time_of, width
from dateline.extract.events.fillers import UNFIT, is_both_sides, is_each_other
from dateline.extract.events.found import LIGHT, Found
from dateline.extract.events.paths import is_group_name, is_party, where_they_are
from dateline.extract.events.weapons import mode_of
from dateline.extract.factuality import Judgement
from dateline.extract.reading import Reading
from dateline.knowledge.event_rules import word_classes
from dateline.knowledge.ontology import acled_of
from dateline.records import Attribution, Event, Mention, Span
from dateline.syntax.deep import conjuncts, preposition_objects, subject
from dateline.syntax.phrases import phrase_span
from dateline.syntax.tree import Word

CERTAIN = frozenset({"occurred", "claimed"})
UNSURE = 0.85
DEADLY = frozenset({"dead", "death"})
BLAMING = frozenset({
    "blame", "pin", "accuse", "suspect", "fault", "attribute", "arrest", "detain", "extradite", "want", "hold", "consider",
    "deem",
})  # fmt: skip
TALKING = frozenset({"ACCUSE", "AGREE", "CONCEDE", "CONSULT", "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN"})
DISTRICT = 2  # width of a place: a country has 0, a province 1
SIDES = ("collective", "armed", "forces", "peacekeepers", "protesters")
AMOUNTS = UNFIT | {"MONEY", "CARDINAL"}
Roles = tuple[list[Word], list[Word]]


class Writer:
    """Collects the events of one report; ids are given at the end, in the order of the triggers."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._events: list[Event] = []

    def write(self, found: Found) -> None:
        """One event, or one for each direction of a mutual one."""
        where, when = self._place(found), self._time(found)
        for actor, recipient in directions(found):
            self._events.append(self._event(found, (actor, recipient), where, when))

    def events(self) -> list[Event]:
        ordered = sorted(self._events, key=lambda event: event.trigger)
        return [msgspec.structs.replace(event, id=f"e{number}") for number, event in enumerate(ordered, 1)]

    def _event(self, found: Found, roles: Roles, where: int | None, when: int | None) -> Event:
        actor, recipient = roles
        reading, rule = self._reading, found.rule
        judged = _stated(reading.facts.of(found.anchor)) if rule.stated else reading.facts.of(found.anchor)
        if found.laid_by is not None and judged.status == "occurred" and found.laid_by.lemma in BLAMING:
            judged = self._on_the_word_of(found.laid_by, judged)
        mode = mode_of(found)
        sure = found.confidence * (1.0 if judged.status in CERTAIN else UNSURE)
        return Event(
            id="", type=rule.type, mode=mode, trigger=trigger_span(found), actor=self._mentions(actor),
            recipient=self._mentions(_parties(recipient, rule.type), with_place=not rule.reciprocal), place=where, time=when,
            factuality=judged.factuality, rule=rule.id, instrument=self._mentions(found.instrument),
            attribution=judged.attribution, cameo=rule.cameo, acled=rule.acled or acled_of(rule.type, mode),
            confidence=round(sure, 2),
        )  # fmt: skip

    def _on_the_word_of(self, verb: Word, judged: Judgement) -> Judgement:
        """"**The mission blamed** the junta for the raid": that it was the junta's stands on the mission's word."""
        who = subject(verb)
        source = self._reading.mention(who) if who is not None else None
        told = self._reading.sources.of_cue(verb)
        base = Attribution(source, verb.span, told.statement if told is not None else None)
        return Judgement("claimed", min(judged.score, 2.5), (*judged.cues, verb.span), base)

    def _place(self, found: Found) -> int | None:
        """Where it happened; a town that suffers it is where, too: "**Goma** came under fire"."""
        place = place_of(self._reading, found.anchor)
        if found.rule.type in TALKING and found.rule.mode != "visit":  # "threatened **Washington**": it was not done there
            sides = {self._reading.place_at(word) for word in (*found.actor, *found.recipient)}
            place = None if place in sides else place
        if place is None and found.earlier is not None:
            return self._place(found.earlier)
        towns = found.recipient if place is None and found.rule.type in ("ASSAULT", "COERCE", "PROTEST") else []
        if place is None and found.rule.mode == "withdraw":
            towns = _left_behind(found.anchor)
        if place is not None and found.rule.type == "ASSAULT" and width(self._reading.places[place]) < DISTRICT:
            towns = found.recipient  # "captured the town of **Sange** in eastern Congo"
        there = next((index for word in towns if (index := self._reading.place_at(word)) is not None), None)
        if there is None or (place is not None and width(self._reading.places[there]) <= width(self._reading.places[place])):
            return place
        return there

    def _time(self, found: Found) -> int | None:
        time = time_of(self._reading, found.anchor)
        return self._time(found.earlier) if time is None and found.earlier is not None else time

    def _mentions(self, words: list[Word], with_place: bool = False) -> tuple[Mention, ...]:
        made = [self._mention(word, with_place) for word in words]
        return tuple({(mention.start, mention.end): mention for mention in made}.values())

    def _mention(self, word: Word, with_place: bool) -> Mention:
        """The mention of a participant; one that suffers keeps the place that says which one is meant."""
        made = self._reading.mention(word)
        place = where_they_are(word) if with_place else None
        if place is None:
            return made
        return msgspec.structs.replace(made, end=max(made.end, phrase_span(place).end))


def _left_behind(verb: Word) -> list[Word]:
    """"withdrew **from Goma**", "pulled out **of Goma**", "vacated **Goma**": it was done where nobody is any more."""
    out = [link for link in verb.children if link.lower == "out"]
    found = [word for host in (verb, *out) for link in ("from", "of") for word in preposition_objects(host, link)]
    return [*found, *verb.children_of("dobj")]


def _stated(judged: Judgement) -> Judgement:
    """A refusal or a promise is done by being said, though what it is about is denied or still to come."""
    if judged.status not in ("denied", "planned"):
        return judged
    return Judgement("claimed" if judged.attribution else "occurred", 2.0, judged.cues, judged.attribution)


def _parties(words: list[Word], kind: str) -> list[Word]:
    """Whom a request goes to: "called for **help**", "urged an **inquiry**" say what is asked for, and nobody of whom."""
    if kind != "REQUEST":
        return words
    return [word for word in words if word.tag not in ("NN", "NNS", "CD") or any(map(_is_somebody, word.subtree()))]


def _is_somebody(word: Word) -> bool:
    named = bool(word.label) and word.label not in AMOUNTS
    return named or is_party(word) or any(word.lemma in word_classes()[kind] for kind in SIDES)


def trigger_span(found: Found) -> Span:
    """The trigger with a particle that follows it, and all of a hyphened one: "blew up", "opened fire", "sit-in"."""
    word = found.trigger
    start, end = word.start, word.end
    at = word.i - word.sentence.words[0].i
    before = word.sentence.words[at - 2 : at] if at >= 2 else []
    if before and word.lower == "in" and before[1].text == "-" and before[0].end == before[1].start:
        start = before[0].start
    for child in word.children:
        if child.dep == "prt" and child.i == word.i + 1:
            end = child.end
    phrase = _phrase(found)
    return Span(min(start, phrase[0].start), max(end, phrase[-1].end)) if phrase else Span(start, end)


def _phrase(found: Found) -> list[Word]:
    """"**took to the streets**", "**shot dead**": fixed words side by side, of which none tells it alone."""
    fixed = sorted(found.words, key=lambda each: each.i)
    last = fixed[-1]
    if last.lower not in DEADLY and not (last.dep == "pobj" and found.anchor.lemma in LIGHT and last is found.trigger):
        return []
    at = fixed[0].sentence.words[0].i
    inner = fixed[0].sentence.words[fixed[0].i - at : last.i - at + 1]
    return fixed if all(word in fixed or word.dep in ("det", "poss") for word in inner) else []


def directions(found: Found) -> list[Roles]:
    """Who does it to whom: once, or each way: "A and B clashed", "A met B", "fired into each other's territory"."""
    actor, recipient = found.actor, found.recipient
    if found.rule.reciprocal or found.rule.among:
        actor = _members(actor) if not recipient else actor
    shared = found.rule.reciprocal or found.rule.among
    mutual = [word for word in recipient if is_each_other(word) or (shared and is_both_sides(word))]
    if mutual or (found.rule.reciprocal and not recipient):
        others = [word for word in recipient if word not in mutual]
        if len(actor) > 1:
            return _among(actor)
        return [(actor, others or (actor if mutual and _is_group(actor) else []))]  # "**The two countries** accused each other"
    if found.rule.among and len(actor) > 1:
        return _among(actor) + ([(actor, recipient)] if any(is_party(word) for word in recipient) else [])
    if found.rule.reciprocal and actor:
        return [(actor, recipient), (recipient, actor)]
    return [(actor, recipient)]


def _is_group(actor: list[Word]) -> bool:
    return bool(actor) and actor[0].tag in ("NNS", "NNPS", "PRP") and actor[0].lower not in ("he", "she", "it")


def _among(parties: list[Word]) -> list[Roles]:
    """Each party towards the others."""
    return [([one], [other for other in parties if other is not one]) for one in parties[:6]]


def _members(actor: list[Word]) -> list[Word]:
    """"**UK** and **EU** negotiators": the two that one noun stands for."""
    if len(actor) != 1:
        return actor
    links = ("of", "from") if actor[0].tag == "NNS" else ()
    for names in [conjuncts(each) for link in links for each in preposition_objects(actor[0], link)]:
        if len(names) > 1 and all(is_group_name(each) or each.label == "GPE" for each in names):
            return names  # "the ministers of **Chad** and **Niger** met", "envoys from **Kigali** and **Gitega** met"
    for child in actor[0].children:
        named = [each for each in conjuncts(child) if is_group_name(each)] if child.dep in ("compound", "amod", "nmod") else []
        if len(named) > 1:
            return named
    return actor
