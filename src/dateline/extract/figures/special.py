"""Constructions of their own: lives, wounds and hospitals, losses, refugees that there are."""

from collections.abc import Iterator

from dateline.extract.figures.claims import Claim
from dateline.knowledge.harm import harm
from dateline.syntax.deep import direct_object, is_passive, preposition_objects, subject, surface_subject
from dateline.syntax.tree import Word

LIVES = frozenset({"claim", "cost", "take", "lose"})


def special(word: Word) -> Iterator[Claim]:
    """The claims that no single slot of a verb or noun holds."""
    if word.lemma in ("report", "word", "sign") and any(child.lower == "no" for child in word.children):
        yield from _no_word(word)
    elif word.lower in harm().fatal:
        yield from _one_fatally(word)
    elif word.lower in ("seriously", "critically", "badly", "slightly", "lightly"):
        yield from _some_badly(word)
    elif word.lower == "shot" and word.tag == "NN":
        yield from _aged_shot(word)
    elif word.lemma == "turn" and word.is_verb:
        yield from _on_himself(word)
    elif word.lemma == "be" and word.child("expl") is not None:
        yield from _there_are(word)
    elif word.lemma == "life":
        yield from _lives(word)
    elif word.lemma == "lose" and word.is_verb:
        yield from _lost(word)
    elif word.lemma in harm().hurts and word.is_nominal:
        yield from _wound(word)
    elif word.lemma == "condition":
        yield from _condition(word)
    elif word.lower in harm().hospitals:
        yield from _hospital(word)
    elif word.lemma in ("strike", "hit", "graze") and word.is_verb:
        yield from _struck(word)


def _no_word(noun: Word) -> Iterator[Claim]:
    """"there were **no reports of injuries**": nobody was hurt, as far as is known."""
    for what in preposition_objects(noun, "of"):
        measure = harm().bare.get(what.lemma) if what.lemma != "casualty" else "injured"
        if measure in ("killed", "injured"):
            yield Claim(measure, noun, noun, "figure." + measure + ".unheard")


def _one_fatally(word: Word) -> Iterator[Claim]:
    """"Five herders were shot, **one fatally**": a number beside the adverb."""
    words = word.sentence.words
    at = word.i - words[0].i
    before = words[at - 1] if at else None
    if before is not None and before.lower in ("them", "whom") and before.head.lower == "of":
        before = before.head.head
    if before is not None and before.tag == "CD" and word.tag == "RB":
        yield Claim("killed", word, before, "figure.killed.fatally", explicit=True)


def _some_badly(word: Word) -> Iterator[Claim]:
    """"Twelve others were wounded, **three seriously**": a part of the injured."""
    words = word.sentence.words
    at = word.i - words[0].i
    before = words[at - 1] if at else None
    hurt = any(each.lower in ("wounded", "injured", "hurt") for each in words[:at])
    if before is not None and before.tag == "CD" and hurt:
        yield Claim("injured", word, before, "figure.injured.part", explicit=True)


SHOOTS = ("the", "a", "an", "his", "her", "himself", "herself", "another")  # "a 15-year-old shot the guard"


def _aged_shot(word: Word) -> Iterator[Claim]:
    """"a 19-year-old **shot** by police": the parser takes the participle for a noun."""
    aged = next((child for child in word.children if child.lower == "old"), None)
    after = [each.lower for each in word.sentence.words if word.i < each.i <= word.i + 2]
    if aged is not None and after[:1] not in ([each] for each in SHOOTS):
        dead = "killed" in after or after[:1] in (["dead"], ["fatally"])
        yield Claim("killed" if dead else "injured", word, aged, "figure.killed.fatally" if dead else "figure.injured.shot")


def _there_are(verb: Word) -> Iterator[Claim]:
    """"There are 200,000 refugees in the district"."""
    who = verb.child("attr", "nsubj")
    if who is not None:
        yield Claim("hosted", verb, who, "figure.hosted.there", weak=True, explicit=True)


def _on_himself(verb: Word) -> Iterator[Claim]:
    """"turned the gun on himself": the gunman is dead, as a rule."""
    thing = verb.child("dobj")
    selves = [inner for link in verb.children_of("prep") if link.lower == "on" for inner in link.children_of("pobj")]
    who = subject(verb)
    if thing is not None and who is not None and any(each.lower in ("himself", "herself") for each in selves):
        yield Claim("killed", verb, who, "figure.killed.self")


def _lives(word: Word) -> Iterator[Claim]:
    """"claimed 12 lives", "claimed the lives of two medics", "12 lives were lost"."""
    verb = word.head
    if verb.lemma not in LIVES or word.dep not in ("dobj", "nsubjpass"):
        return
    for link in word.children_of("prep"):
        for inner in link.children_of("pobj") if link.lower == "of" else []:
            yield Claim("killed", verb, inner, "figure.killed.lives")
    owner = word.child("poss")
    if verb.lemma in ("claim", "take", "cost") and owner is not None:
        yield Claim("killed", verb, owner, "figure.killed.lives")
    yield Claim("killed", verb, word, "figure.killed.lives", explicit=True)


def _lost(verb: Word) -> Iterator[Claim]:
    """"lost 18 men": killed, though some may be captured."""
    thing = direct_object(verb)
    listed = any(word.text == ":" for word in verb.sentence.words)  # "Livestock lost: 900"
    if thing is not None and thing.lemma != "life" and not listed:
        yield Claim("killed", verb, thing, "figure.killed.lost", weak=True, explicit=True)


def carrier(word: Word) -> Word | None:
    """Whom the verb or noun above a phrase is about: object or passive subject of the verb, else its subject."""
    if word.is_nominal:
        return word
    if not word.is_verb:
        return None
    if is_passive(word):
        return surface_subject(word)
    return direct_object(word) or subject(word)


def _wound(noun: Word) -> Iterator[Claim]:
    """"suffered a gunshot wound", "found the man with wounds to his leg", "taken to hospital with injuries"."""
    rule = "figure.injured.wound"
    above = noun.head
    if any(child.lower in harm().fatal for child in noun.children):
        return
    owner = noun.child("poss")
    if noun.dep == "dobj" and above.lemma in ("suffer", "sustain", "receive", "have", "get"):
        who = subject(above)
    elif noun.dep == "pobj" and above.lower in ("with", "for") and above.head.lemma not in FATE:
        who = carrier(above.head)
    elif noun.dep in ("nsubj", "nsubjpass") and owner is not None and above.lemma in ("be", "describe", "consider", "believe"):
        who = owner
    else:
        return
    if who is not None:
        yield Claim("injured", above if above.is_verb else noun, who, rule)


def _condition(noun: Word) -> Iterator[Claim]:
    """"is in critical condition", "was listed in stable condition", "left two in serious condition"."""
    if noun.dep != "pobj" or noun.head.lower != "in":
        return
    if not any(child.lower in harm().hurt_states for child in noun.children) and not any(
        inner.lower in harm().hurt_states for child in noun.children for inner in child.children
    ):
        return
    host = noun.head.head
    who = carrier(host) if host.lower != "with" else None
    if who is not None:
        yield Claim("injured", noun, who, "figure.injured.condition")


FATE = frozenset({"die", "succumb", "charge", "arrest"})  # "died of his wounds" tells no wounded
TAKEN = frozenset({
    "take", "transport", "rush", "airlift", "fly", "bring", "transfer", "treat", "admit", "send", "carry", "hospitalize",
})  # fmt: skip


def _hospital(noun: Word) -> Iterator[Claim]:
    """"was taken to a hospital", "were treated at hospital"."""
    if noun.dep != "pobj" or noun.head.dep != "prep":
        return
    verb = noun.head.head
    if verb.lemma not in TAKEN or not verb.is_verb or (noun.lemma in ("center", "centre") and not _is_medical(noun)):
        return
    who = direct_object(verb)
    if who is not None:
        yield Claim("injured", verb, who, "figure.injured.hospital")


def _is_medical(noun: Word) -> bool:
    """"a medical center", never "a detention center"."""
    return any(child.lemma.lower() in ("medical", "trauma", "health", "burn") for child in noun.children)


def _struck(verb: Word) -> Iterator[Claim]:
    """"was hit by a bullet", "was struck in the leg": people, by what wounds."""
    who = direct_object(verb)
    if who is None:
        return
    below = [inner for link in verb.children if link.dep in ("prep", "agent") for inner in link.children_of("pobj")]
    agent = subject(verb)
    if any(each.lemma in harm().struck for each in [*below, *([agent] if agent else [])]):
        yield Claim("injured", verb, who, "figure.injured.shot")
