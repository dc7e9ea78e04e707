"""An event that is spoken of again: "the attack" takes who did it from the attack told just before, where it names nobody.

    Gunmen raided a village near Mubi on Sunday. The attack killed twelve people.      the gunmen's, near Mubi
    Rebels shelled Goma. The army bombed Sake. The attack killed nine.                 whose, is left open
    A judge was shot. The police blamed the crime on smugglers.                        the shooting, and they answer for it
    A judge was shot. Two men were held over the murder.               the judge's
"""

from collections.abc import Sequence

from dateline.extract.events.fillers import LAID
from dateline.extract.events.found import Found
from dateline.extract.events.nominal import OWNING_UP
from dateline.extract.events.paths import names_deed
from dateline.extract.events.weapons import mode_of

SENTENCES = 2  # how far back
DOING = frozenset({"be", "carry", "commit", "perpetrate"})  # "was behind the act", "had **carried out** the act"
FAR = 6  # sentences that a deed may lie back when somebody is blamed for it
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
KILLING = frozenset({"kill", "assassinate", "execute", "firearms", "massacre", "stab"})
BLASTING = frozenset({"bombing", "suicide-attack"})
LOWER = 0.8
STEM = 4  # letters by which "murdered" and "murder" are one word


def take_up(found: Found, seen: Sequence[Found]) -> Found | None:
    """The one earlier event that a definite noun without parties speaks of, whose actors it takes; None if it stands alone."""
    noun = found.anchor
    if found.leans:
        return _killed_before(found, seen)
    if answers(found) and not found.recipient:
        return _answered_for(found, seen)
    if noun.is_verb or found.actor or (found.recipient and not found.by_toll) or not _is_definite(found):
        return None
    if any(names_deed(child, noun) for child in noun.children):
        return None  # "the **Corvin Hall** bombing" is one of its own
    above = {word.i for word in noun.ancestors()}  # "was killed **after the attack**": another deed
    seen = [each for each in seen if each.anchor.i not in above]
    near = [each for each in seen if 0 <= noun.sentence.index - each.anchor.sentence.index <= SENTENCES and _fits(found, each)]
    told = [each for each in near if each.actor] or near
    if not told or len({tuple(word.i for word in each.actor) or each.anchor.i for each in told}) > 1:
        return None
    earlier = told[-1]
    found.actor = [word for word in earlier.actor if word not in found.recipient]
    found.recipient = found.recipient or [word for word in earlier.recipient if word not in found.actor]
    found.confidence *= LOWER
    return earlier


def may_lean(found: Found) -> bool:
    """"was held over **the murder**": a killing that may have been told before."""
    return not found.anchor.is_verb and found.rule.mode in KILLING and _is_definite(found)


def _killed_before(found: Found, seen: Sequence[Found]) -> Found | None:
    """The deed that a killing without a victim speaks of: one of the same word, else one told just before."""
    noun = found.anchor
    told = [each for each in seen if each.recipient and not each.leans and _fits(found, each)]
    same = [each for each in told if each.anchor.lemma[:STEM] == noun.lemma[:STEM]]
    near = [each for each in told if 0 <= noun.sentence.index - each.anchor.sentence.index <= FAR]
    earlier = next(iter((*reversed(same), *reversed(near))), None)
    if earlier is not None:
        found.actor = found.actor or [word for word in earlier.actor if word not in earlier.recipient]
        found.recipient = [word for word in earlier.recipient if word not in found.actor]
        found.confidence *= LOWER
    return earlier


def answers(found: Found) -> bool:
    """Whether somebody is blamed for a deed or owns up to it: "claimed both **actions**", "blamed **it** on smugglers"."""
    noun = found.anchor
    if noun.is_verb or not found.actor or not (noun.tag in ("PRP", "JJ") or _is_definite(found)):
        return False
    host = found.host.verb if found.host is not None else None
    if noun.tag == "PRP" and found.laid_by is not None and found.laid_by.lemma not in LAID:
        return False  # "denounced the army **for it**": that it was the army's is no news
    return found.laid_by is not None or (host is not None and (host.lemma in OWNING_UP or host.lemma in DOING))


def _answered_for(found: Found, seen: Sequence[Found]) -> Found | None:
    """The deed told last that may be meant; who answers for it is told here, whom it befell was told there."""
    index = found.anchor.sentence.index
    told = (each for each in reversed(seen) if index - each.anchor.sentence.index <= FAR and _fits(found, each))
    return next((each for each in told if found.rule.again or each.recipient), None)


def _is_definite(found: Found) -> bool:
    return any(child.lower in DEFINITE for child in found.anchor.children_of("det"))


def _fits(found: Found, earlier: Found) -> bool:
    """The same kind of deed: an attack may be any, a kidnapping only an abduction."""
    one, two = found.rule, earlier.rule
    if one.type != "ASSAULT" or two.type != one.type or earlier.anchor.i >= found.anchor.i:
        return False
    mode = mode_of(earlier)
    return one.mode in (None, two.mode, mode) or any(one.mode in kind and mode in kind for kind in (KILLING, BLASTING))
