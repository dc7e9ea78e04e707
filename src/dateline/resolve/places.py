"""Place mentions to places of the world, all mentions of a report together.

    Paris, Texas                        the words say in what it lies
    Paris ... Lamar County ... Texas    what stands around it says so
    Taftan ... Balutchistan             a mangled name, looked for only in the countries that the report is about
    Cambridge                           alone: the likeliest, with a score that says how likely

Each name starts with a probability for each of its places (how well known, how well the name fits). Then the names of the
report tell each other for three rounds which country, division and neighbourhood they are in (`places_context`). A name
has one sense in a report unless the words give it two ("Paris, Texas" and "Paris, France").
"""

import re

from dateline.drafts import PlaceMention
from dateline.knowledge.candidates import Candidate
from dateline.knowledge.gazetteer import Gazetteer
from dateline.records import Article, Place
from dateline.resolve.places_context import ROUNDS, Name, Surroundings
from dateline.resolve.places_fuzzy import inexact
from dateline.resolve.places_prior import SEATS, fits, prior
from dateline.text.fold import fold

THRESHOLD = 0.35
MOST = 80  # candidates weighed
KEPT = 5  # losing candidates kept
SITES = frozenset({"crossing", "camp", "base", "mine", "nuclear", "airport", "port", "dam", "site"})
OWN = frozenset({
    "river", "lake", "sea", "bay", "creek", "mountain", "mountains", "valley", "island", "park", "bridge", "road", "street",
})  # fmt: skip
DIVISIONS = frozenset({"admin1", "admin2"})
STRIPPED_WORDS = frozenset({
    "township", "county", "district", "borough", "parish", "province", "region", "oblast", "raion", "governorate",
})  # fmt: skip
ISLANDS = frozenset({"island", "islands"})
ISLAND_KINDS = frozenset({"island", "country", "admin1", "region"})  # "Reunion Island"
CAPITALISED = re.compile(r"\b[A-Z][a-z]{2,}\b")
CLEAR = 1.3  # three times as likely as the next: the rest is a crowd of hamlets
ELSEWHERE, FAMOUS = 0.25, 500_000
DEMONYM = 0.5
ALTERNATE, ALONE, LARGE = 0.75, 0.25, 200_000
AGREED = 0.8  # the country is told even of an undecided place if its candidates agree so far


def resolve(
    mentions: tuple[PlaceMention, ...], article: Article, gazetteer: Gazetteer, threshold: float = THRESHOLD
) -> tuple[Place, ...]:
    """One place a mention, at the same index; unknown is a place without id and coordinates."""
    names = _grouped(mentions, gazetteer)
    group_of = {index: name for name in names for index in name.mentions}
    for name in names:
        if name.parent_mention is not None:
            name.parent = group_of.get(name.parent_mention)
            if name.parent is not None and name.parent is not name:
                name.parent.children.append(name)
    _list_equals(mentions, group_of)
    nations = _nations(article.text, gazetteer)
    around = _settle(names, nations)
    if _search_inexactly(names, around, gazetteer):
        _settle(names, nations)
    return tuple(_place(mention, group_of[index], threshold) for index, mention in enumerate(mentions))


def _grouped(mentions: tuple[PlaceMention, ...], gazetteer: Gazetteer) -> list[Name]:
    """Mentions by name and said kind; one without parent joins the first of its name that has one.

    "Sumy region ... shells fell on Sumy": the region and the town are two names.
    """
    found: dict[tuple[str, str, str], Name] = {}
    plain: dict[tuple[str, str], Name] = {}
    named: dict[str, list[Name]] = {}
    for index, mention in sorted(enumerate(mentions), key=lambda pair: (pair[1].within is None, pair[0])):
        key = fold(mention.name)
        parent = fold(mentions[mention.within].name) if mention.within is not None else ""
        said = mention.kind if mention.kind in DIVISIONS else ""
        name = found.get((key, parent, said)) if parent else plain.get((key, said))
        if name is None:
            name = Name(key, mention, _candidates(mention, key, gazetteer))
            name.parent_mention = mention.within
            found[key, parent, said] = name
            plain.setdefault((key, said), name)
            for other in named.setdefault(key, []):
                if parent and other.parent_mention is not None:
                    name.namesakes.append(other)
                    other.namesakes.append(name)
            named[key].append(name)
        name.add(index, mention)
    return sorted(found.values(), key=lambda name: name.mentions[0])


def _list_equals(mentions: tuple[PlaceMention, ...], group_of: dict[int, Name]) -> None:
    """Each name of a list learns of its equals."""
    members: dict[int, list[Name]] = {}
    for index, mention in enumerate(mentions):
        if mention.row is not None:
            members.setdefault(mention.row, []).append(group_of[index])
    for names in members.values():
        for name in names:
            name.equals += [other for other in names if other is not name and other.candidates]


def _candidates(mention: PlaceMention, folded: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """By the name with its kind word ("Rafah crossing"), alone, under another article, or without its kind ("Salem Township")."""
    found = gazetteer.lookup_folded(folded)
    if mention.kind in SITES:
        longer = gazetteer.lookup_folded(f"{folded} {mention.kind}")
        known = {(place.name, place.source, place.id) for place in longer}
        found = (*longer, *(place for place in found if (place.name, place.source, place.id) not in known))
    if mention.kind == "airport" and folded.endswith(" airport"):
        towns = (place for place in gazetteer.lookup_folded(folded.removesuffix(" airport")) if place.rank == 0)
        found = (*found, *(place for place in towns if place.kind in SEATS))
    if not found and mention.kind != "road":
        found = gazetteer.lookup_variant(mention.name)
    head, _, last = folded.rpartition(" ")
    if not found and mention.kind in DIVISIONS and head and last in STRIPPED_WORDS:
        found = gazetteer.lookup_folded(head)
    if not found and head and last in ISLANDS:
        found = tuple(place for place in gazetteer.lookup_folded(head) if place.kind in ISLAND_KINDS)
    if mention.kind in OWN and last in OWN:
        found = tuple(place for place in found if fits(place, mention.kind or "", folded) or last in ISLANDS)
    return found[:MOST]


def _nations(text: str, gazetteer: Gazetteer) -> dict[str, float]:
    """Countries whose people a report names ("Ukrainian troops"), each with a weight: half a place, however often."""
    found: dict[str, float] = {}
    for word in set(CAPITALISED.findall(text)):
        country = gazetteer.country_of_demonym(word)
        if country:
            found[country] = DEMONYM
    return dict(sorted(found.items()))


def _settle(names: list[Name], nations: dict[str, float]) -> Surroundings:
    """Probabilities from the names alone, then with what the others say."""
    for name in names:
        name.begin([prior(candidate, name) for candidate in name.candidates])
    doubtful = any(len(name.candidates) > 1 for name in names)
    for _ in range(ROUNDS if doubtful else 0):
        around = Surroundings(names, nations)
        scores = [around.scores(name) for name in names]
        for name, score in zip(names, scores, strict=True):
            name.weigh(score)
    around = Surroundings(names, nations)
    for name in names:
        name.support = around.support(name)
    return around


def _search_inexactly(names: list[Name], around: Surroundings, gazetteer: Gazetteer) -> bool:
    """Whether a name without candidates got some from the countries that the others are in."""
    seen = around.main_countries()
    changed = False
    for name in names:
        if not name.candidates and seen and name.may_be_mangled:
            name.candidates = inexact(name.folded, name.kind, seen, gazetteer)
            name.fuzzy = changed = changed or bool(name.candidates)
    return changed


def _belief(best: Candidate, name: Name) -> float:
    """What an alternate name is worth: little, if nothing else is in that country ("Tortola" is no Spanish hamlet)."""
    if best.rank < 2:
        return 1.0
    return ALTERNATE if name.support >= 0.5 or best.population >= LARGE else ALONE


def _place(mention: PlaceMention, name: Name, threshold: float) -> Place:
    order = sorted(range(len(name.candidates)), key=lambda i: (-name.shares[i], i))
    losers = tuple(name.candidates[i].as_dict(name.shares[i]) for i in order[1 : KEPT + 1] if name.shares[i] > 0.005)
    if not order:
        return Place(mention.start, mention.end, kind=mention.kind, basis="unknown")
    best = name.candidates[order[0]]
    share = name.shares[order[0]] * (0.8 if name.fuzzy else 1.0) * _belief(best, name)
    elsewhere = name.is_elsewhere(best) and best.population < FAMOUS
    share *= ELSEWHERE if elsewhere else 1.0
    second = name.shares[order[1]] if len(order) > 1 else 0.0
    score = round(min(share * CLEAR, 0.9) if share < 0.5 and share > 3 * second else share, 3)
    if score < threshold:
        undecided = tuple(name.candidates[i].as_dict(name.shares[i]) for i in order[:KEPT])
        where = None if elsewhere else name.agreed_country(AGREED)
        return Place(
            mention.start, mention.end, country=where, kind=mention.kind, score=score, basis="ambiguous", candidates=undecided
        )
    return Place(
        mention.start, mention.end, best.id, best.name, best.lat, best.lon, best.country, best.admin1, best.kind, score,
        name.basis(best), losers,
    )  # fmt: skip
