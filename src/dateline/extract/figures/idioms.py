"""What befalls people in the words of translated reports.

    286 persons were caught at the border                          detained; never "caught in the crossfire"
    1,300 residents were taken out to points of accommodation      evacuated; never "took out two gunmen"
    nine civilians suffered in the region                          affected; never "suffered a defeat"
"""

from collections.abc import Iterator

from dateline.extract.figures.claims import Claim
from dateline.knowledge.harm import harm
from dateline.syntax.deep import direct_object, is_passive, subject
from dateline.syntax.tree import Word

TRAPS = frozenset({"in", "between", "up", "off", "under", "amid", "on", "unawares"})
OUT_OF = frozenset({"to", "from", "of", "into"})


def idioms(word: Word) -> Iterator[Claim]:
    """The claims of one word."""
    if not word.is_verb:
        return
    if word.lemma == "catch":
        yield from _caught(word)
    elif word.lemma == "take":
        yield from _taken_out(word)
    elif word.lemma == "suffer":
        yield from _suffered(word)


def _caught(verb: Word) -> Iterator[Claim]:
    who = direct_object(verb) if is_passive(verb) else None
    trapped = any(child.lower in TRAPS for child in verb.children if child.dep in ("prep", "prt", "advmod"))
    if who is not None and not trapped and verb.child("agent") is None:
        yield Claim("detained", verb, who, "figure.detained.caught", weak=True, explicit=True)


def _taken_out(verb: Word) -> Iterator[Claim]:
    out = next((child for child in verb.children if child.lower == "out" and child.dep in ("prt", "advmod", "prep")), None)
    if out is None:
        return
    leads = any(link.lower in OUT_OF for each in (verb, out) for link in each.children_of("prep"))
    who = direct_object(verb)
    if who is not None and who.lemma not in harm().armed and (leads or is_passive(verb)):
        yield Claim("evacuated", verb, who, "figure.evacuated.taken", weak=True, explicit=True)


def _suffered(verb: Word) -> Iterator[Claim]:
    who = subject(verb)
    caused = any(link.lower in ("from", "with", "under", "through") for link in verb.children_of("prep"))
    if who is not None and not caused and verb.child("dobj", "prt", "xcomp", "nmod") is None:
        yield Claim("affected", verb, who, "figure.affected.suffered", weak=True, explicit=True)
