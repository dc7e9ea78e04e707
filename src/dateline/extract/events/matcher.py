"""Finds the events of a tree: one look-up a word, then the frames of that word from the most particular to the plainest.

    matcher.at(word)               what event a word tells of, or None
    matcher.nested(word, "actor")  who acts in it; rules use this to reach into an object or clause

A word tells of one event. What a verb's rule takes as its object ("imposed **sanctions**") is no event of its own.
"""

from dataclasses import dataclass, field

from dateline.extract.events import fillers
from dateline.extract.events.guards import guards_hold, words_fit
from dateline.extract.events.nearby import PAPERS, listener_behind, speaker_behind
from dateline.extract.events.nominal import Host, host_of, is_modifier, top_noun
from dateline.extract.events.paths import is_owned, is_party, makers, name_inside, walk, where_they_are
from dateline.knowledge.event_rules import Frame, Rule, Rules, word_classes
from dateline.syntax import deep
from dateline.syntax.tree import Word

NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "VBG"})
NOUN_DEPS = frozenset({"nsubj", "dobj", "pobj", "nsubjpass", "ROOT", "conj", "appos", "attr"})
SAYING = frozenset({"call", "announce", "declare", "raise", "file", "lodge", "sign", "offer", "voice", "express", "issue"})
LIGHT = frozenset({"take", "place", "put", "go", "come", "hold", "set", "keep", "send", "throw"})
USING = frozenset({"use", "employ", "deploy", "wield"})
VIOLENT = frozenset({"ASSAULT", "PROTEST"})
BODILY = frozenset({"ASSAULT", "COERCE", "RETREAT", "PROTEST", "MOBILIZE"})  # done to people and things, not to who owns them
VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})


@dataclass
class Found:
    """An event before it is written: its rule, anchor and the words that fill its slots."""

    rule: Rule
    anchor: Word
    words: list[Word]
    host: Host | None = None
    actor: list[Word] = field(default_factory=list)
    recipient: list[Word] = field(default_factory=list)
    instrument: list[Word] = field(default_factory=list)
    confidence: float = 0.8
    earlier: "Found | None" = None  # the event that is spoken of again
    by_toll: bool = False  # who suffers is told by the harm it did: "the attack **killed nine**"

    @property
    def trigger(self) -> Word:
        """The word that names the event: the noun of "held **talks**" or "took into **custody**", else the anchor."""
        if self.rule.named_by == "object":
            thing = deep.direct_object(self.anchor)
            return thing if thing is not None and thing.tag in ("NN", "NNS") else self.anchor
        deps = ("dobj", "pobj") if self.anchor.lemma in LIGHT else ("dobj",)
        nouns = [word for word in self.words[1:] if word.dep in deps and word.pos == "NOUN"]
        return nouns[-1] if nouns and self.anchor.is_verb else self.anchor


class Matcher:
    """Matches the words of one report, each at most once."""

    def __init__(self, rules: Rules) -> None:
        self._frames = rules.frames
        self._found: dict[int, Found | None] = {}
        self._extra: dict[int, Found] = {}

    def at(self, word: Word) -> Found | None:
        """The event that a word tells of."""
        if word.i in self._found:
            return self._found[word.i]
        self._found[word.i] = None  # a rule that leads back to this word finds nothing there
        frames = self._frames_of(word)
        found = self._match(word, [frame for frame in frames if not frame.rule.also])
        self._found[word.i] = found
        beside = self._match(word, [frame for frame in frames if frame.rule.also])
        if beside is not None:
            self._extra[word.i] = beside
        return found

    def beside(self, word: Word) -> Found | None:
        """The event that a rule marked `also` finds beside the word's own: "will visit" is an offer, too."""
        self.at(word)
        return self._extra.get(word.i)

    def nested(self, word: Word, slot: str) -> list[Word]:
        """The words of a slot of the event at a word; nothing where it tells of none."""
        found = self.at(word)
        if found is None:
            return []
        return found.actor if slot == "actor" else found.recipient

    def _frames_of(self, word: Word) -> list[Frame]:
        frames = self._frames.get(word.lemma, ())
        if word.lower != word.lemma:
            frames = frames + self._frames.get(word.lower, ())
        if not frames:
            return []
        as_verb, as_noun = can_be_verb(word), can_be_noun(word)
        return [frame for frame in frames if (as_verb if frame.is_verb else as_noun)]

    def _match(self, word: Word, frames: list[Frame]) -> Found | None:
        for frame in frames:
            found = self._try(frame, word)
            if found is not None:
                return found
        return None

    def _try(self, frame: Frame, anchor: Word) -> Found | None:
        words = words_fit(frame, anchor)
        if words is None or not guards_hold(frame.rule, anchor, words):
            return None
        host = None if frame.is_verb else host_of(anchor)
        if host is not None and frame.rule.type == "ASSAULT" and host.verb.lemma in SAYING:
            host = None
        if not frame.is_verb and self._consumed(anchor, host):
            return None
        found = Found(frame.rule, anchor, words, host, confidence=frame.rule.confidence)
        self._bind(found)
        if any(not getattr(found, slot) for slot in frame.rule.requires) or not self._governs(frame.rule, anchor):
            return None
        if frame.rule.type == "MOBILIZE":  # "to **its** eastern border" is against nobody
            found.recipient = [word for word in found.recipient if not is_owned(word)]
        if _moves(frame.rule):
            found.recipient = [word for word in found.recipient if not fillers.is_named_area(word)]
        if not frame.is_verb and (self._echoes(found) or not counts(found)):
            return None
        return found

    def _governs(self, rule: Rule, anchor: Word) -> bool:
        """"vowed to **crush** the rebels", "will launch an **offensive**": the types of event that clause or object tell of."""
        if not rule.governs and not rule.governs_not:
            return True
        told: set[str] = set()
        verbs = [verb for each in walk(anchor, "comp", self.nested) for verb in deep.verb_chain(each)]
        for verb in verbs or [anchor]:
            found = self.at(verb) if verb is not anchor else None
            thing = deep.direct_object(verb)
            if found is not None:
                told.add(found.rule.type)
            elif thing is not None and verb.lemma not in word_classes()["easing"]:
                told |= {frame.rule.type for frame in self._frames.get(thing.lemma, ()) if not frame.is_verb}
        return (not rule.governs or not told.isdisjoint(rule.governs)) and told.isdisjoint(rule.governs_not)

    def _consumed(self, noun: Word, host: Host | None) -> bool:
        """Whether the verb above has taken the noun into its own event: "imposed sanctions", "held talks"."""
        top = top_noun(noun)
        verb = host.verb if host is not None else top.head
        if verb.dep == "prep":
            verb = verb.head
        if not verb.is_verb or verb is noun:
            return False
        above = self.at(verb)
        if above is None or above.anchor is noun:
            return False
        if noun in above.words or top in above.words:
            return True
        return top.dep in ("dobj", "nsubjpass") and not above.rule.object_is.isdisjoint((noun.lemma, noun.lower))

    def _echoes(self, found: Found) -> bool:
        """Whether a noun only says again what its verb tells: "**attacked** the port in a surprise **attack**"."""
        top = top_noun(found.anchor)
        link = top.head
        if found.recipient or top.dep != "pobj" or link.lower not in ("in", "with", "during", "by") or not link.head.is_verb:
            return False
        if found.anchor.lemma[:4] != link.head.lemma[:4]:
            return False  # "killed in a strike" tells of two things
        above = self.at(link.head)
        return above is not None and above.rule.type == found.rule.type and bool(above.recipient)

    def _bind(self, found: Found) -> None:
        rule, anchor = found.rule, found.anchor
        found.actor = self._slot(rule.actor, found)
        if not found.actor and not anchor.is_verb and rule.type == "ASSAULT":
            behind = [word for word in fillers.behind(anchor) if anchor.child("acl", "relcl") is not None]
            found.actor = behind or fillers.laid_on(anchor) or fillers.charged_with(anchor)
        found.recipient = self._slot(rule.recipient, found)
        if found.host is not None and found.host.kind == "patient":
            self._swap(found)
        elif found.host is not None and not found.recipient and rule.type == "ASSAULT":
            found.recipient = walk(anchor, "obj", self.nested)
        found.instrument = self._slot(rule.instrument, found)
        if rule.type == "ASSAULT":
            self._weapons(found)
            self._from_deed(found)
        else:
            found.actor = [each for word in found.actor for each in self._author(word)]
        found.actor = [each for word in found.actor for each in fillers.one_another(word)]
        found.actor = [speaker_behind(word, anchor) for word in found.actor]
        found.recipient = [each for word in found.recipient for each in self._who(listener_behind(word), found)]
        found.actor = fillers.expand([word for word in found.actor if word not in found.words])
        found.recipient = [w for w in fillers.expand(found.recipient) if w not in found.words and w not in found.actor]
        if not found.actor:
            found.confidence *= 0.9
        if anchor.pos not in ("VERB", "NOUN"):
            found.confidence *= 0.9

    def _slot(self, paths: tuple[str, ...], found: Found) -> list[Word]:
        named = found.host is None and not found.anchor.is_verb and found.rule.type == "ASSAULT"
        for path in paths:
            if path == "subj" and named:  # "called the explosion an attack": no explosion by whoever calls it so
                continue
            words = makers(found.anchor) if path == "mod" and paths is found.rule.actor else walk(found.anchor, path, self.nested)
            words = [w for w in words if w not in found.words and w not in found.actor and fillers.is_fit(w)]
            if path in fillers.SITUATING and found.rule.type == "ASSAULT":
                words = [w for w in words if not fillers.is_area(w)]
            if found.rule.recipient_not and paths is found.rule.recipient:
                words = [w for w in words if w.lemma not in found.rule.recipient_not]
            if words:
                if path.endswith("below"):
                    found.confidence *= 0.8
                return words
        return []

    def _swap(self, found: Found) -> None:
        """"The camp came under attack from rebels": the subject suffers, `from` and `by` name who acts."""
        found.recipient = walk(found.anchor, "obj", self.nested) or found.recipient
        found.actor = [word for word in found.actor if word not in found.recipient]
        if not found.actor:
            found.actor = self._slot(("by", "prep:from"), found)

    def _weapons(self, found: Found) -> None:
        """A weapon or an attack as subject is no actor; whoever is behind it is."""
        actors: list[Word] = []
        for word in found.actor:
            event = self.at(word) if word.pos == "NOUN" else None
            if fillers.is_instrument(word):
                found.instrument.append(word)
                makers_of = fillers.behind(word)
                actors += makers_of or ([word] if word.lemma in word_classes()["crewed"] else [])  # "**Jets** pounded the port"
            elif event is not None:
                actors += event.actor
                found.instrument += [w for w in event.instrument if w not in found.instrument]
            elif fillers.is_abstract(word) or self._is_deed(word):
                actors += fillers.behind(word)
            else:
                actors.append(word)
        found.actor = actors
        named = [child for child in found.anchor.children if child.dep in ("compound", "nmod", "amod")]
        tools = deep.preposition_objects(found.anchor, "with") + deep.preposition_objects(found.anchor, "by")
        if found.host is not None and found.host.verb.lemma in USING:  # "**used rifles** in the attack"
            tools += [thing for thing in (deep.direct_object(found.host.verb),) if thing is not None]
        joined = [word for tool in tools for word in deep.conjuncts(tool)]
        found.instrument += [w for w in (*named, *joined) if fillers.is_instrument(w) and w not in found.instrument]
        if not found.anchor.is_verb and fillers.is_instrument(found.anchor) and found.anchor not in found.instrument:
            found.instrument = [word for word in found.instrument if word.head is not found.anchor] + [found.anchor]

    def _from_deed(self, found: Found) -> None:
        """"Six were **wounded in an ambush by rebels**", "The **attack killed** nine": deed and harm lend each other roles."""
        anchor = found.anchor
        if anchor.is_verb and anchor.lemma in HARM and not found.actor:
            deeds = [word for name in ("in", "during", "by", "after") for word in deep.preposition_objects(anchor, name)]
            for event in filter(None, (self.at(word) for word in deeds if word.tag in ("NN", "NNS"))):
                if event.rule.type == "ASSAULT" and not event.rule.reciprocal:
                    found.actor = [word for word in event.actor if word not in found.recipient]
                    found.instrument += [word for word in event.instrument if word not in found.instrument]
        elif not anchor.is_verb and not found.recipient and not found.rule.reciprocal:
            verb = harming_verb(anchor)
            thing = deep.direct_object(verb) if verb is not None else None
            found.recipient = [thing] if thing is not None and fillers.is_fit(thing) else []
            found.by_toll = bool(found.recipient)

    def is_toll(self, found: Found) -> bool:
        """"The attack **killed** nine", "bombed a pit, **killing** four": the toll of a deed that is told already."""
        verb = found.anchor
        if found.rule.mode not in ("kill", "wound") or not verb.is_verb:
            return False
        who = deep.subject(verb)
        if who is not None and who.tag in ("NN", "NNS") and self._is_deed(who):
            return True
        if verb.dep == "advcl" and verb.tag == "VBG" and verb.head.is_verb:
            above = self.at(verb.head) if all(_is_count(word) for word in found.recipient) else None
            return above is not None and above.rule.type == "ASSAULT"
        return False

    def _is_deed(self, word: Word) -> bool:
        """An event of force as subject acts for nobody: "**The blast** killed nine", "**The war** displaced thousands"."""
        if word.tag not in ("NN", "NNS") or (word.label in fillers.WHO):
            return False
        if word.lemma in word_classes()["transparent"]:  # "A series of **blasts** killed nine"
            return any(self._is_deed(inner) for inner in deep.preposition_objects(word, "of"))
        if word.lemma in word_classes()["upheaval"]:
            return True
        nouns = [frame for frame in self._frames.get(word.lemma, ()) if not frame.is_verb and frame.rule.type in VIOLENT]
        return any(len(frame.words) == 1 or words_fit(frame, word) is not None for frame in nouns)

    def _author(self, word: Word) -> list[Word]:
        """Who wrote the paper that speaks: "the **union** filed a lawsuit accusing ..."."""
        if word.lemma in PAPERS or fillers.is_abstract(word):
            return fillers.author(word) or [word]
        return fillers.behind(word) if self._is_deed(word) else [word]

    def _who(self, word: Word, found: Found) -> list[Word]:
        """The party behind an act or paper: "rejected the **premier**'s offer"; the word itself if none is named."""
        event = self.at(word) if word.pos == "NOUN" and found.rule.type not in BODILY else None
        if event is not None:  # "condemned the raid on Goma": whoever raided, if it is said; never Goma
            return event.actor or (event.recipient if event.rule.reciprocal else []) or [word]
        if word.pos != "NOUN" or is_party(word) or found.rule.type in BODILY:
            return (fillers.behind(word) or [word]) if fillers.is_abstract(word) else [word]
        if where_they_are(word) is not None:  # "the mission in Mali": the place says whose it is
            return [word]
        below = name_inside(word)
        return fillers.behind(word) or ([below] if below is not None and below not in found.actor else [word])


def harming_verb(noun: Word) -> Word | None:
    """The verb of harm that a deed is the subject of, or the setting: "the attack **killed** nine", "**died** in the raid"."""
    top = top_noun(noun)
    verb = top.head if top.dep == "nsubj" else top.head.head if top.dep == "pobj" and top.head.lower in ("in", "by") else None
    if verb is None or not verb.is_verb or top.dep == "nsubjpass":
        return None
    return verb if verb.lemma in HARM or (verb.lemma == "leave" and _left_harmed(verb)) else None


def _is_count(word: Word) -> bool:
    return word.tag == "CD" or word.lower in ("dozens", "scores", "hundreds") or word.child("nummod", "quantmod") is not None


def _left_harmed(verb: Word) -> bool:
    """"**left** six workers **dead**"."""
    thing = verb.child("dobj", "ccomp")
    said = (thing, *thing.children, *verb.children_of("oprd", "acomp")) if thing is not None else ()
    return any(word.lower in HARMED for word in said)


def _is_kind(word: Word, noun: Word) -> bool:
    """"**terrorist** attacks" says what kind of attacks, "**the rebels'** attacks" whose."""
    return word.head is noun and word.dep in ("amod", "compound", "nmod") and word.lemma in word_classes()["collective"]


def _moves(rule: Rule) -> bool:
    """Troops leave towns, workers strike in them: the town is where it is, and nobody who is dealt with."""
    return rule.mode == "withdraw" or (rule.mode == "strike" and rule.type == "PROTEST")


def can_be_verb(word: Word) -> bool:
    """A verb that tells something; not "the wounded soldiers", nor "the premier, **left**, greets"."""
    if word.tag not in VERB_TAGS or word.dep in ("amod", "compound", "nmod", "aux", "auxpass"):
        return False
    return word.lower != "left" or word.child("dobj", "prep", "prt", "auxpass", "aux") is not None


def can_be_noun(word: Word) -> bool:
    """A common noun that is no bare modifier and no part of a name ("the Peace **Talks** Committee")."""
    if word.tag not in NOUN_TAGS or is_modifier(word) or (word.tag == "VBG" and word.dep not in NOUN_DEPS):
        return False
    if word.tag == "VBG" and word.pos == "VERB" and word.dep not in ("nsubj", "dobj", "pobj"):
        return False
    return word.tag not in ("NNP", "NNPS") or word.entity is None


def counts(found: Found) -> bool:
    """Head test: an event noun counts with a participant, a verb that carries it, a place or time, or as what is told.

    "the attack **on the port**", "**launched** an attack", "an attack **in Homs**", "the attack **shocked** the town"; not
    "victims of attacks", "fear of fighting", "after the fighting".
    """
    noun = found.anchor
    doers = [word for word in found.actor if not _is_kind(word, noun)]
    if doers or found.recipient or found.host is not None or found.rule.near:
        return True
    if any(is_adjunct(child) or fillers.situates(child) for child in noun.children):
        return True
    top = top_noun(noun)
    if top.dep == "oprd" or (top.dep == "pobj" and top.head.lower == "as"):
        return False
    if top.dep == "pobj" and top.head.lower in ("in", "by", "during") and top.head.head.lemma in HARM:
        return True
    if top.dep == "attr" and top.head.child("expl") is not None:  # "There were **clashes**."
        return True
    definite = any(child.lower in TELLING for child in noun.children if child.dep in ("det", "amod", "nummod"))
    told = top.dep in ("nsubj", "nsubjpass", "dobj") and top.head.tag in ("VBD", "VBN", "VBZ", "VBP")
    return definite and (told or noun.tag == "NN")


def is_adjunct(child: Word) -> bool:
    """"an attack **in Homs**", "**last week**"; a name or a date, not "in general"."""
    if child.dep == "npadvmod":
        return True
    if child.dep != "prep" or child.lower not in ADJUNCTS:
        return False
    inner = child.child("pobj")
    return inner is not None and inner.label in PLACED


HARM = frozenset({"kill", "die", "wound", "injure", "hurt", "perish", "maim", "slay"})  # "was killed **in an attack**"
HARMED = frozenset({"dead", "wounded", "injured", "hurt", "maimed"})
PLACED = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME", "ORG"})
ADJUNCTS = frozenset({"in", "on", "at", "near", "outside", "during", "inside", "across", "along", "around"})
TELLING = frozenset({"the", "this", "that", "another", "latest", "recent", "deadly", "two", "three", "several", "first"})
