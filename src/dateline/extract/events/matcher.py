"""Finds the events of a tree: one look-up a word, then the frames of that word from the most particular to the plainest.

    matcher.at(word)               what event a word tells of, or None
    matcher.nested(word, "actor")  who acts in it; rules use this to reach into an object or clause

A word tells of one event. What a verb's rule takes as its object ("imposed **sanctions**") is no event of its own.
"""

from dateline.extract.events import befallen, doubles, fillers, weapons
from dateline.extract.events.again import answers, may_lean
from dateline.extract.events.found import Found
from dateline.extract.events.guards import Asked, guards_hold, words_fit
from dateline.extract.events.heads import HARM, can_be_noun, can_be_verb, counts, harming_verb, is_count, is_of_place
from dateline.extract.events.nearby import PAPERS, speaker_behind
from dateline.extract.events.nominal import OWNING_UP, SEEING, Host, host_of, top_noun
from dateline.extract.events.paths import STRIKING, is_owned, is_party, makers, name_inside, objects_of, walk, where_they_are
from dateline.knowledge.event_rules import Frame, Rule, Rules, word_classes
from dateline.syntax import deep
from dateline.syntax.tree import Word

SAYING = frozenset({"call", "announce", "declare", "raise", "file", "lodge", "sign", "offer", "voice", "express", "issue"})
SCENES = ("prep:at", "prep:near", "prep:outside", "prep:in", "prep:inside", "prep:on", "prep:under")
BY = ("by", "from")  # "the shelling **of the camp**": of whom, not whose
DONE = frozenset({"ASSAULT", "COERCE", "RETREAT", "MOBILIZE"})  # deeds that are not done by speaking of them
WANTING = frozenset({"call", "demand", "request", "seek"})
WISHING = frozenset({"request.demand-deed", "request.demand-withdrawal", "reject.deny-deed"})
VIOLENT = frozenset({"ASSAULT", "PROTEST"})
BODILY = frozenset({"ASSAULT", "COERCE", "RETREAT", "PROTEST", "MOBILIZE"})  # done to people and things, not to who owns them


def _when(verb: Word) -> list[Word]:
    """"were killed **when a bomb exploded**": the deed that did the harm."""
    clauses = [each for each in verb.children_of("advcl") if each.tag in ("VBD", "VBN") and each.i > verb.i]
    return [each for each in clauses if any(child.lower in ("when", "as") for child in each.children)]


def _is_laid(found: Found) -> bool:
    """"blamed **the murder** on rebels", "claimed responsibility for **the killing**": whom it befell was told before."""
    if found.anchor.is_verb or not found.actor or found.anchor.child("det") is None:
        return False
    return found.laid_by is not None or (found.host is not None and found.host.verb.lemma in OWNING_UP)


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
        frames, asked = self._frames_of(word), Asked(word)
        found = self._match(asked, [frame for frame in frames if not frame.rule.also])
        self._found[word.i] = found
        also = [frame for frame in frames if frame.rule.also]
        beside = self._match(asked, also) if also else None
        if beside is not None:
            self._extra[word.i] = beside
        return found

    def beside(self, word: Word) -> Found | None:
        """The event that a rule marked `also` finds beside the word's own: "will visit" is an offer, too."""
        if word.i not in self._found:
            self.at(word)
        return self._extra.get(word.i)

    def nested(self, word: Word, slot: str) -> list[Word]:
        """The words of a slot of the event at a word; nothing where it tells of none."""
        found = self.at(word)
        if found is None:
            return []
        return found.actor if slot == "actor" else found.recipient

    def _frames_of(self, word: Word) -> list[Frame]:
        """The frames of a word whose other words stand somewhere in its sentence: nine in ten of several words fall here."""
        frames = self._frames.get(word.lemma, ())
        if word.lower != word.lemma:
            frames = frames + self._frames.get(word.lower, ())
        if not frames:
            return []
        as_verb, as_noun = can_be_verb(word), can_be_noun(word)
        if not as_verb and not as_noun:
            return []
        around = word.sentence.forms
        return [frame for frame in frames if (as_verb if frame.is_verb else as_noun) and frame.others <= around]

    def _match(self, asked: Asked, frames: list[Frame]) -> Found | None:
        for frame in frames:
            found = self._try(frame, asked)
            if found is not None:
                return found
        return None

    def _try(self, frame: Frame, asked: Asked) -> Found | None:
        anchor = asked.anchor
        words = words_fit(frame, anchor)
        if words is None or not guards_hold(frame.rule, asked, words):
            return None
        host = None if frame.is_verb else host_of(anchor)
        saying = SAYING if frame.rule.type == "ASSAULT" else WANTING
        if host is not None and host.verb.lemma in saying and frame.rule.type in DONE:
            host = None  # "**called for** the arrest of the mayor": by others; who announces an arrest made it
        if not frame.is_verb and self._consumed(anchor, host):
            return None
        found = Found(frame.rule, anchor, words, host, confidence=frame.rule.confidence)
        self._bind(found)
        missing = [slot for slot in frame.rule.requires if not getattr(found, slot)]
        found.leans = missing == ["recipient"] and not _is_laid(found)
        if (missing and missing != ["recipient"]) or (found.leans and not may_lean(found)):
            return None
        if not self._governs(frame.rule, anchor):
            return None
        if frame.rule.again and not answers(found):
            return None
        if frame.rule.type == "MOBILIZE":  # "to **its** eastern border" is against nobody
            found.recipient = [word for word in found.recipient if not is_owned(word)]
        if frame.rule.mode == "clash" and frame.is_verb and any(map(fillers.is_lifeless, found.recipient)):
            return None  # "fought **homelessness**"
        if is_of_place(frame.rule):
            found.recipient = [word for word in found.recipient if not fillers.is_named_area(word)]
        if doubles.is_alone(found) or (not frame.is_verb and (self._echoes(found) or not counts(found))):
            return None
        if frame.rule.type == "PROTEST" and not found.recipient and not frame.is_verb:
            found.recipient = befallen.opposed(anchor)
        return found

    def _nouns_of(self, word: Word) -> list[Frame]:
        """The frames by which a noun tells of an event of its own."""
        return [frame for frame in self._frames.get(word.lemma, ()) if not frame.is_verb and not frame.rule.again]

    def _governs(self, rule: Rule, anchor: Word) -> bool:
        """"vowed to **crush** the rebels", "will launch an **offensive**": whether clause and object tell of what they may."""
        if not rule.governs and not rule.governs_not:
            return True
        told = self.governed_types(anchor)
        return (not rule.governs or not told.isdisjoint(rule.governs)) and told.isdisjoint(rule.governs_not)

    def governed_types(self, anchor: Word) -> set[str]:
        """The types of event that the governed clause, or the object, tells of."""
        told: set[str] = set()
        verbs = [verb for each in walk(anchor, "comp", self.nested) for verb in deep.verb_chain(each)]
        for verb in verbs or [anchor]:
            found = self.at(verb) if verb is not anchor else None
            thing = deep.direct_object(verb)
            if found is not None:
                told.add(found.rule.type)
            elif thing is not None and verb.lemma not in word_classes()["easing"]:
                told |= {frame.rule.type for frame in self._nouns_of(thing)}
        return told

    def _consumed(self, noun: Word, host: Host | None) -> bool:
        """Whether the verb above has taken the noun into its own event: "imposed sanctions", "held talks"."""
        top = top_noun(noun)
        verb = host.verb if host is not None else top.head
        if verb.dep == "prep":
            verb = verb.head
        if verb.lemma == "warrant" and verb.dep in ("dobj", "nsubjpass") and self.at(verb.head) is not None:
            return True  # "issued a warrant for **the arrest** of the general"
        if not verb.is_verb or verb is noun:
            return False
        above = self.at(verb)
        if above is None or above.anchor is noun or above.rule.id in WISHING:
            return False  # "demanded **the release** of the editor": told as well, as wished for
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
            laid = [] if behind else fillers.laid_on(anchor) or fillers.charged_with(anchor)
            found.actor = behind or laid
            found.laid_by = fillers.laying_verb(anchor) if laid else None
        aimed = befallen.aimed_at(anchor) if rule.type == "ASSAULT" and not anchor.is_verb else []
        found.recipient = aimed or self._slot(rule.recipient, found)
        if not found.actor and found.recipient and not anchor.is_verb:
            found.actor = fillers.owner_of_deed(found)
        if not found.actor and not anchor.is_verb and rule.type == "ASSAULT":
            found.actor = befallen.who_harmed(anchor)
        if found.host is not None and found.host.kind == "patient":
            self._swap(found)
        elif not anchor.is_verb and not found.recipient and rule.type == "ASSAULT" and not self._told_above(anchor):
            found.recipient = walk(anchor, "obj", self.nested)
        found.instrument = self._slot(rule.instrument, found)
        if rule.type == "ASSAULT":
            self._weapons(found)
            self._from_deed(found)
        elif rule.type == "PROTEST":
            found.actor = [each for word in found.actor for each in self._marchers(word)]
        else:
            found.actor = [each for word in found.actor for each in self._author(word)]
        found.actor = [each for word in found.actor for each in fillers.one_another(word)]
        found.actor = [speaker_behind(word, anchor) for word in found.actor]
        found.recipient = [each for word in found.recipient for each in self._who(befallen.who_suffers(word), found)]
        found.actor += [each for word in found.actor for each in fillers.sided_with(word) if rule.type == "ASSAULT"]
        found.actor = fillers.expand([word for word in found.actor if word not in found.words])
        if rule.type in BODILY:
            found.actor = [word for word in found.actor if not fillers.is_lifeless(word)]
        found.recipient = [w for w in fillers.expand(found.recipient) if w not in found.words and w not in found.actor]
        if not found.actor:
            found.confidence *= 0.9
        if anchor.pos not in ("VERB", "NOUN"):
            found.confidence *= 0.9

    def _told_above(self, noun: Word) -> bool:
        """"was **hit** by four airstrikes": the verb tells of it, and whom it hit."""
        by = top_noun(noun).head
        frames = self._frames_of(by.head) if by.dep == "agent" else []
        told = [(frame, words_fit(frame, by.head)) for frame in frames if frame.is_verb and frame.rule.type == "ASSAULT"]
        return any(words is not None and guards_hold(frame.rule, Asked(by.head), words) for frame, words in told)

    def _slot(self, paths: tuple[str, ...], found: Found) -> list[Word]:
        named = found.host is None and not found.anchor.is_verb and found.rule.type in DONE
        for path in paths:
            if path == "subj" and named:  # "called the explosion an attack": no explosion by whoever calls it so
                continue
            words = makers(found.anchor) if path == "mod" and paths is found.rule.actor else walk(found.anchor, path, self.nested)
            words = [w for w in words if w not in found.words and w not in found.actor and fillers.is_fit(w)]
            if path in fillers.SITUATING and found.rule.type in VIOLENT:
                words = fillers.beside_areas(words)
            if found.rule.recipient_not and paths is found.rule.recipient:
                words = [w for w in words if w.lemma not in found.rule.recipient_not]
            if words:
                if path.endswith("below"):
                    found.confidence *= 0.8
                return words
        return []

    def _swap(self, found: Found) -> None:
        """"The camp came under attack from rebels": the subject suffers, `from` and `by` name who acts."""
        who = walk(found.anchor, "obj", self.nested)
        seen = found.host is not None and found.host.verb.lemma in SEEING and any(each not in who for each in found.recipient)
        if not seen:  # "The region **saw** attacks on the police": the police suffer, there
            found.recipient = who or found.recipient
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
                makers_of = fillers.behind(word) or fillers.charged_with(word) or fillers.laid_on(word)
                actors += makers_of or ([word] if word.lemma in word_classes()["crewed"] else [])  # "**Jets** pounded the port"
            elif event is not None:
                actors += event.actor
                found.instrument += [w for w in event.instrument if w not in found.instrument]
            elif self._is_deed(word):
                actors += fillers.behind(word, BY)
            elif fillers.is_abstract(word):
                actors += fillers.behind(word)
            else:
                actors.append(word)
        found.actor = actors
        set_off = [each for each in found.recipient if befallen.was_set_off(found.anchor, each)]
        found.recipient = [each for each in found.recipient if each not in set_off]
        if set_off and not found.anchor.is_verb and not found.recipient:
            found.recipient = self._slot(SCENES, found)
        found.instrument += [each for each in set_off if each.tag != "PRP" and each not in found.instrument]
        for word in [each for each in found.recipient if weapons.is_container(each)]:
            found.recipient.remove(word)
            found.recipient += weapons.container_stood(word, objects_of)
        for word in [each for each in found.recipient if fillers.is_loaded(each)]:
            found.recipient.remove(word)  # "rammed **a car packed with explosives** into the gate"
            found.instrument.append(word)
            clauses = (found.anchor, *word.children_of("acl"))
            into = [inner for clause in clauses for inner in deep.preposition_objects(clause, "into")]
            found.recipient += [each for each in into if each not in found.recipient]
        tools = weapons.tools(found)
        if found.rule.mode == "firearms":
            found.recipient = [each for word in found.recipient for each in weapons.not_with(word)]
        found.instrument += [word for word in tools if word not in found.instrument]
        if not found.anchor.is_verb and fillers.is_instrument(found.anchor) and found.anchor not in found.instrument:
            found.instrument = [word for word in found.instrument if word.head is not found.anchor] + [found.anchor]
        if not found.recipient:
            found.recipient = [each for word in found.instrument for each in weapons.planted_at(word)]
        more = [each for word in (*found.instrument, found.anchor) for each in weapons.content(word)]
        more += weapons.ignited(found.anchor)
        more += [each for word in found.actor for each in weapons.carried(word)]
        more += weapons.fuel(found.host.verb if found.host is not None else found.anchor) if found.rule.mode == "arson" else []
        found.instrument += [word for word in more if word not in found.instrument]

    def _from_deed(self, found: Found) -> None:
        """"Six were **wounded in an ambush by rebels**", "The **attack killed** nine": deed and harm lend each other roles."""
        anchor = found.anchor
        if anchor.is_verb and anchor.lemma in HARM and not found.actor:
            deeds = [word for name in ("in", "during", "by", "after") for word in deep.preposition_objects(anchor, name)]
            deeds = [word for word in deeds if word.tag in ("NN", "NNS")] + _when(anchor)
            for event in filter(None, map(self.at, deeds)):
                if event.rule.type == "ASSAULT" and not event.rule.reciprocal:
                    found.actor = [word for word in event.actor if word not in found.recipient]
                    found.instrument += [word for word in event.instrument if word not in found.instrument]
        elif not anchor.is_verb and all(map(befallen.is_scene, found.recipient)) and not found.rule.reciprocal:
            verb = harming_verb(anchor)
            thing = deep.direct_object(verb) if verb is not None else None
            found.by_toll = thing is not None and fillers.is_fit(thing)
            found.recipient = [thing] if thing is not None and found.by_toll else found.recipient

    def is_toll(self, found: Found) -> bool:
        """"The attack **killed** nine", "bombed a pit, **killing** four": the toll of a deed that is told already."""
        verb = found.anchor
        if found.rule.type == "PROTEST" and verb.dep in ("advcl", "xcomp") and verb.head.is_verb:
            other = self.at(verb.head)  # "**marched** to protest the law", "**gathered** outside, chanting slogans"
            return other is not None and other.rule.type == "PROTEST" and verb.child("nsubj", "nsubjpass") is None
        if found.rule.type != "ASSAULT" or not verb.is_verb:
            return doubles.is_defined(found, self.at)
        if doubles.is_prelude(found, self.at) or doubles.is_aftermath(found, self.at):
            return True
        who = doubles.is_left(found) or deep.subject(verb)
        if who is not None and verb.lemma in STRIKING and self._told_by(who):
            return True  # "a **strike hit** the market": one strike
        if found.rule.mode not in ("kill", "wound", "destroy"):
            return False
        if who is not None and self._is_deed(who):
            return True
        first = verb.head if verb.dep == "conj" and verb.head.tag == "VBG" else verb  # "killing four and **wounding** nine"
        if first.dep == "advcl" and verb.tag == "VBG" and first.head.is_verb:
            verb = first
            deeds = [self.at(word) for word in (verb.head, *verb.head.children_of("dobj"))]
            told = any(deed is not None and deed.rule.type == "ASSAULT" for deed in deeds)
            return told and all(is_count(word) for word in found.recipient)
        return False

    def _told_by(self, noun: Word) -> bool:
        """Whether an event noun, or the noun that it counts, tells an assault of its own."""
        inner = deep.preposition_objects(noun, "of") if noun.lemma in word_classes()["transparent"] else [noun]
        told = [self.at(word) for word in inner if word.tag in ("NN", "NNS")]
        return any(event is not None and event.rule.type == "ASSAULT" and event.recipient for event in told)

    def _is_deed(self, word: Word) -> bool:
        """An event of force as subject acts for nobody: "**The blast** killed nine", "**The war** displaced thousands"."""
        if word.tag not in ("NN", "NNS") or (word.label in fillers.WHO):
            return False
        if word.lemma in word_classes()["transparent"]:  # "A series of **blasts** killed nine"
            return any(self._is_deed(inner) for inner in deep.preposition_objects(word, "of"))
        if word.lemma in word_classes()["upheaval"]:
            return True
        nouns = [frame for frame in self._nouns_of(word) if frame.rule.type in VIOLENT]
        return any(len(frame.words) == 1 or words_fit(frame, word) is not None for frame in nouns)

    def _marchers(self, word: Word) -> list[Word]:
        """Who carries what is shown, or takes part: "**Women** held a banner protesting it", "at a **vigil** protesting it"."""
        if word.lemma in word_classes()["protest_sign"]:
            who = deep.subject(word.head) if word.dep == "dobj" and word.head.is_verb else None
            return [who] if who is not None else []
        event = self.at(word) if word.tag in ("NN", "NNS") else None
        if event is not None and event.rule.type == "PROTEST":
            return event.actor
        return [] if word.lemma in word_classes()["occasion"] else self._author(word)

    def _author(self, word: Word) -> list[Word]:
        """Who wrote the paper that speaks: "the **union** filed a lawsuit accusing ..."."""
        if word.lemma in PAPERS or fillers.is_abstract(word):
            return fillers.author(word) or [word]
        return fillers.behind(word, BY) if self._is_deed(word) else [word]

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
