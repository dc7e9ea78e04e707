"""Who stands in a list of people: joined ones, names after names, and what only looks like a further member.

    a woman and her two sons · two nurses, a driver and a guard · Prado, 52, Tomás Prado, 19, and a gardener
    an activist and politician (one) · two children, Brandon and Brian (two) · 56 people, among them three workers (a part)
"""

from dateline.knowledge.harm import harm
from dateline.syntax.tree import Word

WHOLES = frozenset({"victim", "person", "people", "other", "others", "suspect", "adult", "civilian", "member"})


def members(head: Word) -> list[Word]:
    """The members of a list of people: joined ones, and names or "a driver" that the parser calls an apposition."""
    found: list[Word] = []
    queue = [head]
    while queue and len(found) < 40:
        each = queue.pop(0)
        found.append(each)
        for child in each.children:
            if child.dep == "prep" and child.lower == "of":
                queue += _after_number(child)
            joined = child.dep == "conj" and (child.is_nominal or child.pos == "ADJ") and child.i > each.i
            if joined and (_has_own_state(child, each) or _is_among(child) or _is_their_name(child, each)):
                continue
            if joined or (child.dep == "appos" and _is_listed(child, each)):
                queue.append(child)
    return found


def _after_number(of: Word) -> list[Word]:
    """"a mother of three and **her eldest son**": the parser takes both for what she is mother of."""
    inner = of.child("pobj")
    number = inner.child("nummod") if inner is not None else None
    joiner = (inner.child("cc") or (number.child("cc") if number is not None else None)) if inner is not None else None
    return [inner] if inner and joiner and number and number.i < joiner.i < inner.i else []


def is_same_person(member: Word, head: Word) -> bool:
    """"an activist and **politician**": a second noun without an article names the first one again."""
    if member is head or member.tag != "NN" or head.tag != "NN" or member.lemma in harm().kinds:
        return False
    return head.child("det", "poss") is not None and member.child("det", "poss", "nummod") is None


def _has_own_state(word: Word, host: Word) -> bool:
    """"one guard dead and **another** injured", "and **three others** with gunshot wounds": another fate than the first's."""
    before = _state_before(word)
    if before is not None and _state_before(host) not in (None, before):  # "7 **dead** victims and 23 **injured** victims"
        return True
    words = word.sentence.words
    at = word.i - words[0].i + 1
    state = words[at] if at < len(words) else None
    if state is not None and state.lower in harm().adjectives:
        carried = any(above.lemma in ("leave", "find", "pronounce", "declare") for above in host.ancestors())
        first = any(each.lower in harm().adjectives and host.i < each.i < word.i for each in words)  # "two women **dead** and"
        busy = any(host.i < child.i < word.i for child in host.children_of("acl", "relcl"))  # "a child **fighting** for life and"
        return first or busy or (not carried and state.dep in ("oprd", "acomp", "conj", "dobj", "dep"))
    wounds = (inner for link in word.children_of("prep") if link.lower == "with" for inner in link.children_of("pobj"))
    return any(each.lemma in harm().hurts for each in wounds)


def _state_before(word: Word) -> str | None:
    """What befell them, by the adjective before the noun."""
    return next((harm().adjectives[child.lower] for child in word.children_of("amod") if child.lower in harm().adjectives), None)


def _is_their_name(name: Word, group: Word) -> bool:
    """"their two children, **Brandon** and Brian": who the two are."""
    if name.tag != "NNP" or group.child("nummod") is None or name.i < group.i:
        return False
    words = name.sentence.words
    before = words[name.subtree()[0].i - words[0].i - 1]
    return before.text in (",", ":", "-", "–")


def _is_among(word: Word) -> bool:
    """"56 people, **among them** three workers": a part, no further member."""
    return any(link.lower == "among" for link in word.children_of("prep"))


def _is_listed(inner: Word, host: Word) -> bool:
    """"two nurses, **a driver** and a guard"; not "Smith, **a driver** from Ohio", not "Khan, **34**"."""
    if inner.tag == "CD" or inner.i < host.i or _is_among(inner):
        return False
    if inner.tag == "NNP" and any(age.tag == "CD" and age.i < inner.i for age in host.children_of("appos")):
        return True  # "Prado, 52, **Tomás Prado**, 19"
    both = host.entity and inner.entity and host.entity.label == inner.entity.label == "PERSON"
    if both and host.entity is not inner.entity:
        return any(each.text == "," and host.i < each.i < inner.i for each in host.sentence.words)
    joined = inner.child("conj")
    if host.lemma in WHOLES and host.child("nummod") is not None:
        return False  # "three victims, a man and two boys": who they are
    if joined is None or inner.child("cc") is None:
        return False
    articles = [word.child("det", "nummod", "poss") for word in (joined, inner)]
    kin = inner.child("poss") is not None  # "Levi, **her father** and two uncles"
    return None not in articles and (host.tag in ("NN", "NNS") or (host.tag == "NNP" and kin))
