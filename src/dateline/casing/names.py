"""Words of a paragraph that are names by their neighbours: known phrases, bodies, people after a rank, towns, months, "US"."""

from collections.abc import Sequence
from itertools import pairwise

from dateline.casing.words import Token
from dateline.knowledge.casing import Casing
from dateline.knowledge.gazetteer import Gazetteer

LONGEST = 4  # words of a place's name that is looked up
PEOPLE = 15_000  # of a town whose name holds plain words
MANY = 100_000  # of a town whose name is a plain word
RARE = 20  # times that such a word was met in a corpus, at most
MONTHS_BEFORE = frozenset((
    "in", "since", "last", "next", "until", "till", "early", "late", "by", "of", "mid", "through", "during", "this", "from",
))  # fmt: skip
MONTHS = frozenset({"may", "march"})
SHORT_MONTHS = frozenset({"mar", "dec", "sep", "jan", "jun", "jul"})
WIDE = frozenset({"country", "region", "sea", "ocean", "strait", "continent"})
COMPASS = frozenset({"northern", "southern", "eastern", "western", "central"})
REPORTING = frozenset({"said", "says", "reported", "reports", "quoted"})
LAS = frozenset({"la", "las", "los"})
RANKED_ALSO = frozenset({"major", "general", "private", "chief"})  # words as often as ranks


def name_all(tokens: list[Token], known: Casing, gazetteer: Gazetteer) -> None:
    """All rules in order; a later one does not touch what an earlier one is sure of."""
    acronyms(tokens, known)
    for token in tokens:
        single_place(token, known, gazetteer)
    at = 0
    while at < len(tokens):
        at += max(1, phrase(tokens, at, known) or body(tokens, at, known) or place(tokens, at, known, gazetteer))
    for at in range(len(tokens)):
        for rule in (month, us, word_or_name, person, site):
            rule(tokens, at, known, gazetteer)
    for token, after in pairwise(tokens):
        beside(token, after, known)
    particles(tokens, known)


def beside(token: Token, after: Token, known: Casing) -> None:
    """"JALALABAD ROAD": what belongs to the name before it. "GENERAL TORO": what a name makes a title."""
    if not after.near or after.opens:
        return
    named = token.case != "small" and (token.case == "name" or token.joined or token.low in known.given)
    if named and after.low in known.followers:
        after.name()
    if after.case in ("name", "fixed") and token.low in known.ranks:
        token.name()


def _run(tokens: Sequence[Token], at: int, most: int) -> list[Token]:
    """Words from here on with nothing but blanks and hyphens between."""
    run = [tokens[at]]
    for token in tokens[at + 1 : at + most]:
        if not token.near or token.opens:
            break
        run.append(token)
    return run


def acronyms(tokens: list[Token], known: Casing) -> None:
    """"POPULAR LIBERATION ARMY (EPL)": letters in brackets that the words before begin with are an acronym, then everywhere."""
    found = set()
    for at, token in enumerate(tokens):
        if not token.gap.endswith("(") or not 2 <= len(token.low) <= 7 or not token.low.isalpha():
            continue
        if at + 1 < len(tokens) and not tokens[at + 1].gap.startswith(")"):
            continue
        firsts = [word.low[0] for word in tokens[max(0, at - 9) : at] if word.low not in known.closed]
        spelled = "".join(firsts[-len(token.low) :])
        if spelled == token.low or (token.low[0] in firsts and known.weight(token.low) is None):
            found.add(token.low)
    for token in tokens:
        bare = token.low.removesuffix("'s")
        if bare in found and (bare not in known.closed or token.gap.endswith("(")):
            token.fix(bare.upper() + token.low[len(bare) :])


def phrase(tokens: list[Token], at: int, known: Casing) -> int:
    """A name of several words that a table has; how many words it is."""
    for key, pieces in known.phrases.get(tokens[at].low, ()):
        run = tokens[at : at + len(key)]
        if len(run) < len(key) or not all(token.near or token.gap in (". ", "'") for token in run[1:]):
            continue
        lows = [token.low for token in run]
        lows[-1] = lows[-1].removesuffix("'s").removesuffix("'") if not key[-1].endswith("'") else lows[-1]
        if tuple(lows) == key:
            for token, piece in zip(run, pieces, strict=True):
                token.fix(piece + token.low[len(piece) :])
            return len(key)
    return 0


def body(tokens: list[Token], at: int, known: Casing) -> int:
    """"NATIONAL LIBERATION ARMY", "REVOLUTIONARY ARMED FORCES OF X", "MINISTRY OF DEFENSE"; how many words it is."""
    run = _run(tokens, at, 12)
    lows = [token.low for token in run]
    if lows[0] in known.openers or (len(lows) > 2 and run[0].case != "small" and lows[1] in known.openers):
        head = next((n for n in range(min(5, len(run)) - 1, 0, -1) if lows[n].removesuffix("'s") in known.heads), 0)
        if head and all(_may_be_inside(token, known) for token in run[:head]) and (head > 1 or lows[0] in known.heads):
            return _name(run, head + 1 + _chain(run[head + 1 :], known))
    sited = at > 0 and run[0].near and tokens[at - 1].low.endswith("ern")  # "the eastern department of"
    if lows[0] in known.firsts and len(lows) > 2 and lows[1] in ("of", "for") and not sited:
        follows = _chain(run[1:], known)
        if follows and (lows[0] in known.of_firsts or _is_told(run[1 : 1 + follows], known)):
            return _name(run, 1 + follows)
    return 0


def _may_be_inside(token: Token, known: Casing) -> bool:
    return token.case != "small" or (token.low not in known.closed and not token.low.endswith(("ing", "ly")))


def _is_told(run: list[Token], known: Casing) -> bool:
    return any(token.low in known.openers or token.case in ("fixed", "name") or token.low == "god" for token in run)


def _chain(run: list[Token], known: Casing) -> int:
    """How many words of "OF X", "FOR THE LIBERATION OF X", "OF JUSTICE AND PEACE" belong to a name."""
    last = at = 0
    while at < len(run):
        if run[at].low not in known.links or (run[at].low in ("and", "the") and last == 0):
            break
        at += 1
        while at < len(run) and run[at].low in ("the", "of"):
            at += 1
        if at >= len(run) or run[at].low in known.closed or (run[at].case == "small" and run[at].low.endswith("ed")):
            break
        while at + 1 < len(run) and run[at].case == "name" and run[at + 1].case == "name":
            at += 1
        if at + 1 < len(run) and _qualifies(run[at], run[at + 1], known):
            at += 1  # "of national liberation"
        at += 1
        last = at
    return last


def _qualifies(token: Token, after: Token, known: Casing) -> bool:
    adjective = token.low in known.openers and not token.low.endswith("tion")
    return adjective and after.low not in known.closed and not known.is_inflected(after.low)


def _name(run: list[Token], length: int) -> int:
    for token in run[:length]:
        if token.low not in ("of", "for", "the", "and") and token.case == "small":
            token.name()
        token.sure = True
    return length


def place(tokens: list[Token], at: int, known: Casing, gazetteer: Gazetteer) -> int:
    """A place's name of several words, some of them plain ("SANTA CRUZ", "PORT HARCOURT"); how many words it is."""
    run = _run(tokens, at, LONGEST)
    if run[0].low in known.closed and run[0].low not in known.place_openers:
        return 0
    for length in range(len(run), 1, -1):
        part = run[:length]
        if part[0].low in COMPASS and part[1].case != "small":
            continue  # "southern Lebanon"
        if part[-1].low in known.closed or all(token.case != "small" for token in part):
            continue
        plain = all(token.case == "small" for token in part)
        famed = plain and part[0].low not in known.place_openers and part[-1].low not in known.followers
        name = " ".join(token.low for token in part).removesuffix("'s")
        if _is_place(gazetteer, name, 2 * MANY if famed else MANY if plain else PEOPLE):
            for token in part:
                if token is part[0] or token.low not in known.closed | known.small | known.articles:
                    token.name()
            return length
    return 0


def single_place(token: Token, known: Casing, gazetteer: Gazetteer) -> None:
    """"LVIV" is no acronym, "SAGAING" no kind of saga: a word with the shape of neither name, if a larger place has it."""
    if token.sure or token.low in known.counts or token.case == "name" or not token.low.isalpha():
        return
    derived = token.case == "small" and token.low.endswith(("ing", "er"))
    if (derived or token.case == "fixed") and _is_place(gazetteer, token.low, 2 * PEOPLE if derived else 1000):
        token.case = "name"


def _is_place(gazetteer: Gazetteer, name: str, people: int) -> bool:
    names = (found for found in gazetteer.lookup(name) if found.rank < 2)
    return any(found.by_hand or found.population >= people or found.kind in WIDE for found in names)


def month(tokens: list[Token], at: int, known: Casing, gazetteer: Gazetteer) -> None:
    """"MAY 14", "IN MARCH", but "THEY MAY", "THE MARCH"."""
    token = tokens[at]
    if token.sure or (token.low not in MONTHS and token.low not in SHORT_MONTHS):
        return
    before = tokens[at - 1].low if at else ""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    numbered = any(char.isdigit() for char in token.gap[-4:]) or token.rest.strip(" ,.'")[:1].isdigit()
    dated = token.near and before in MONTHS_BEFORE
    if token.low not in MONTHS:
        if numbered and token.gap.strip("-")[-2:].strip().isdigit():
            token.fix(token.low.capitalize())  # "3 MAR 90"
    elif numbered or (dated and (after is None or after.low not in ("be", "have", "on", "not", "to"))):
        token.fix(token.low.capitalize())


def us(tokens: list[Token], at: int, known: Casing, gazetteer: Gazetteer) -> None:
    """"US TROOPS", "THE US"; but "HE TOLD US", "HELP US TO"."""
    token = tokens[at]
    if token.low not in ("us", "us'") or token.sure:
        return
    before = tokens[at - 1] if at and token.near else None
    after = tokens[at + 1] if at + 1 < len(tokens) and tokens[at + 1].near else None
    object_of = before is not None and (before.low in known.before_us or before.low.endswith(("ed", "ing")))
    noun = after is not None and after.low not in known.closed and not (object_of and after.low.endswith("ly"))
    if before is not None and before.low in ("let", "let's", "help", "helped", "helping"):
        return
    if before is None or noun or before.low in ("the", "a") or not (object_of or before.low in known.closed):
        token.fix(token.low.upper())


def word_or_name(tokens: list[Token], at: int, known: Casing, gazetteer: Gazetteer) -> None:
    """"POLISH TROOPS", "THE WHO SAID"; but "TO POLISH", "WHO SAID"."""
    token = tokens[at]
    before = tokens[at - 1].low if at and token.near else ""
    if token.low == "polish" and before != "to":
        token.fix("Polish")
    elif before == "agency" and len(token.low) < 6 and known.weight(token.low) != 99 and token.rest[:1] in (" ", ","):
        follows = tokens[at + 1].low if at + 1 < len(tokens) else ""
        if follows in REPORTING:
            token.fix(token.low.upper())  # "THE NEWS AGENCY AIM REPORTED"
    elif token.low == "who" and before == "the" and at + 1 < len(tokens) and tokens[at + 1].near and not token.sure:
        token.fix("WHO")


def person(tokens: list[Token], at: int, known: Casing, gazetteer: Gazetteer) -> None:
    """"GENERAL TORO", "PRESIDENT BUSH", "MARY BAKER": a plain word after a rank or given name; but "GENERAL STRIKE"."""
    token = tokens[at]
    if not at or token.sure or token.case != "small" or token.low in known.closed or not (token.near or token.gap == ". "):
        return
    before = tokens[at - 1]
    plain = before.low.strip(".")
    given = plain in known.given or (len(plain) == 1 and before.case == "upper" and token.gap.startswith("."))
    ranked = _is_rank(plain, known)
    if not (given or ranked) and at > 1 and before.case == "name" and before.near:
        given = _is_rank(tokens[at - 2].low.strip("."), known)  # "SERGEANT MAMADOU BA"
    article = tokens[at - 2].low if at > 1 and before.near else ""
    bare = token.low.removesuffix("'s")
    if bare in known.surnames:
        if given or (ranked and not (article in ("a", "an") and plain in RANKED_ALSO)):
            token.name()
    elif (given or (ranked and article not in ("the", "a", "an"))) and _may_be_surname(bare, known):
        token.name()


def _is_rank(word: str, known: Casing) -> bool:
    return word in known.ranks or word in known.callings or word in known.titled


def _may_be_surname(word: str, known: Casing) -> bool:
    rare = (known.weight(word) or 0) <= 2
    return rare and word not in known.no_surnames and not known.is_inflected(word) and not word.endswith(("tion", "ment", "al"))


def site(tokens: list[Token], at: int, known: Casing, gazetteer: Gazetteer) -> None:
    """"THE TOWN OF PROGRESO", "IN SPLIT,": a plain word where only a place can stand."""
    token = tokens[at]
    bare = token.low.removesuffix("'s")
    if not at or token.sure or token.case != "small" or not token.near or token.low in known.closed:
        return
    if (known.weight(bare) or 0) >= RARE or (known.is_inflected(bare) and not _is_place(gazetteer, bare, 1)):
        return
    before = tokens[at - 1].low
    ends = at + 1 == len(tokens) or tokens[at + 1].gap.strip() != "" or tokens[at + 1].low in known.closed
    if before == "of" and at > 1 and tokens[at - 2].low in known.sites:
        token.name()
    elif before in ("in", "near") and ends:
        towns = (found for found in gazetteer.lookup(bare) if found.rank == 0 and found.kind == "city")
        if any(town.population >= MANY for town in towns):
            token.name()


def particles(tokens: list[Token], known: Casing) -> None:
    """"PEREZ DE CUELLAR", "MAR DEL PLATA", "ABD-AL-RAHMAN": the small words inside a name."""
    for at, (token, after) in enumerate(pairwise(tokens)):
        before = tokens[at - 1] if at else None
        if not after.near or after.case == "small" or (token.sure and len(token.low) > 1):
            continue
        if len(token.low) == 1 and token.joined and after.joined and token.low in "eio":
            token.case = "small"  # "HEZB-I-ISLAMI"
            continue
        if token.low in LAS | {"el"} and after.case == "name" and (before is None or before.low != "de"):
            token.case = "name"
        elif token.low in known.articles and (after.joined or token.joined):
            token.case = "name" if token.opens else "small"
        elif before is not None and _goes_on(token, before, known):
            token.case = "small"


def _goes_on(token: Token, before: Token, known: Casing) -> bool:
    """Whether a small word stands inside a name: "de" behind a name, "la" behind "de"."""
    inside = token.near and before.case in ("name", "fixed") and token.low in known.small
    return inside or (before.low == "de" and token.low in LAS)
