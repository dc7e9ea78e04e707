"""How likely a name means a place before its surroundings are asked."""

from math import log10
from typing import TYPE_CHECKING

from dateline.knowledge.candidates import Candidate
from dateline.knowledge.countries import countries
from dateline.knowledge.historic import years_of
from dateline.text.fold import fold

if TYPE_CHECKING:
    from dateline.resolve.places_context import Name

RANKS = (0.0, -0.4, -3.5)  # main name, sure other name, alternate
SEAT = -1.5  # a division named after its seat, against the seat
WITHIN = -4.0  # a town or division with the name of its country: Mexico, Luxembourg
TWIN = -1.2  # a country with the name of a large division elsewhere: Georgia, Niger
HAND = 6.0  # a place written by hand is one that news tells of
OWN = 3.0  # a user's own row outranks ours of the same name
PEOPLE = 1.0  # ten times the people
FAME = 0.7  # ten times the names
NATION = 7.0
BYGONE = -1.5  # a country's name of old: Tanganyika is a province of the Congo today
CAPITAL = 1.0
AREAS = {"continent": 7.5, "region": 7.0, "sea": 7.0, "ocean": 7.0, "organization": 7.0}
SHADE = -2.0  # a town that shares its name with a large state: Florida, N.Y.; twice as unlikely elsewhere: Texas in Mexico
HAMLET = -3.0  # a small town with the name of a province of its country, outside it: Nariño in Cundinamarca
SMALL = 50_000
PEOPLED = 100_000  # a province of so many
LARGE_TOWN = 500_000
FAMILIAR = frozenset({"USA", "CAN", "AUS", "GBR"})  # states that English news names without their country
AGREES = 2.5
DISAGREES = -2.0
NO_TOWN = -4.0  # "Sumy region" against the town
BESIDE = -3.0  # Delhi, where "New Delhi" is told
WATERS = frozenset({"sea", "ocean", "river", "lake", "strait", "canal"})
LESSER = -1.5
GATES = frozenset({"airport", "port", "base"})
SEATS = frozenset({"city", "island", "region", "admin1"})  # "Bali airport" is Bali's
NAMED_AFTER = -4.0  # a state named after the sea on its coast: "Port Sudan on the Red Sea"
FAMILIES = (
    frozenset({"admin1", "region"}), frozenset({"admin2", "admin1"}), frozenset({"city", "village", "quarter"}),
    frozenset({"camp"}), frozenset({"crossing"}), frozenset({"airport", "base"}), frozenset({"nuclear", "site", "mine"}),
    frozenset({"river", "strait", "canal", "dam"}), frozenset({"lake", "sea"}), frozenset({"sea", "ocean"}),
    frozenset({"island", "region"}), frozenset({"mountain", "region"}), frozenset({"port", "city"}),
)  # fmt: skip


def prior(place: Candidate, name: "Name") -> float:
    """A logit: 1 more is about three times as likely."""
    total = _size(place) + RANKS[place.rank]
    said = _agreement(place.kind, name.kind) if name.kind else 0.0
    if name.kind in GATES and place.kind in SEATS:
        said = 0.0
    if place.kind == "airport" and said > 0:
        return total + said + _people_beside(place, name)
    if said > 0:
        return total + said
    total += said
    if place.kind in ("admin1", "admin2", "city") and not name.kind and any(map(_is_water, name.candidates[:3])):
        total += NAMED_AFTER
    if place.kind in ("admin1", "admin2") and _has_seat(place, name):
        total += SEAT
    if place.kind == "country":
        others = (other for other in name.candidates[:8] if other.kind == "admin1" and other.country != place.country)
        total += TWIN if any(_size(other) > 5.2 for other in others) else 0.0
        total += BYGONE if place.rank and years_of(name.folded, place.country) else 0.0
    elif any(other.kind == "country" and other.country == place.country for other in name.candidates[:8]):
        total += WITHIN
    elif place.kind in ("city", "admin2") and place.population < LARGE_TOWN and any(map(_is_state, name.candidates[:8])):
        total += SHADE if place.country in FAMILIAR else 2 * SHADE
    if place.kind in ("city", "admin2") and any(_is_shaded(place, other) for other in name.candidates[:8]):
        total += HAMLET
    if place.rank == 1 and place.kind == "city" and any(_is_beside(place, other) for other in name.candidates[:4]):
        total += BESIDE
    if place.rank == 1 and place.kind == "city" and any(_is_larger(other, place) for other in name.candidates[:4]):
        total += LESSER
    if place.kind == "admin1" and countries().of_capital(place.name) == place.country:
        total += SEAT
    return total


def _people_beside(place: Candidate, name: "Name") -> float:
    """Cairo's airport is the one beside the large Cairo."""
    towns = (other for other in name.candidates if other.kind == "city" and other.rank == 0 and _is_near(place, other))
    return max((_size(town) - _size(place) for town in towns), default=0.0)


def _is_near(place: Candidate, other: Candidate) -> bool:
    if place.lat is None or place.lon is None or other.lat is None or other.lon is None:
        return False
    return abs(place.lat - other.lat) < 0.5 and abs(place.lon - other.lon) < 0.5


def _is_beside(place: Candidate, other: Candidate) -> bool:
    """Whether a town close by has this very name: New Delhi beside Delhi."""
    return not other.rank and other.kind == "city" and other.country == place.country and _is_near(place, other)


def _is_larger(other: Candidate, place: Candidate) -> bool:
    """Whether a larger town has this name as its main one: "Pittsburgh" is seldom Pittsburg."""
    return other.kind == "city" and other.rank == 0 and other.population > place.population


def _is_water(place: Candidate) -> bool:
    return place.kind in WATERS and place.rank == 0 and place.by_hand


def _is_state(place: Candidate) -> bool:
    return place.kind == "admin1" and place.rank == 0 and place.country in FAMILIAR and place.population > LARGE_TOWN


def _is_shaded(place: Candidate, other: Candidate) -> bool:
    """Whether a populous division of the same country bears the name, and the place does not lie in it."""
    return other.kind == "admin1" and other.country == place.country and other.rank < 2 and (
        other.population > PEOPLED and place.population < SMALL
        and place.admin1_id != other.id and place.country not in FAMILIAR
    )


def fits(place: Candidate, said: str, folded: str) -> bool:
    """"Red River" is no parish of that river; but a town may be called Rice Lake."""
    return _agreement(place.kind, said) > 0 or same_name(place, folded)


def _has_seat(place: Candidate, name: "Name") -> bool:
    """Whether a town of the same main name lies in this division: then "Jenin" is the town."""
    towns = (other for other in name.candidates[:12] if other.kind == "city" and other.rank < 2)
    return any(place.id in (town.admin1_id, town.admin2_id) or _is_seat(town, place) for town in towns)


def _is_seat(town: Candidate, place: Candidate) -> bool:
    """A town of the same main name close to the division's point, whatever division it is filed under."""
    return town.country == place.country and place.country not in FAMILIAR and _is_near(town, place)


def _size(place: Candidate) -> float:
    if place.kind == "country":
        return NATION + 0.1 * log10(place.population + 100)
    known = AREAS.get(place.kind)
    if known is not None:
        return known
    people = log10(place.population + 100)
    if place.kind == "admin1":
        return (4.2 if place.country in FAMILIAR else 4.0) + 0.3 * people
    if place.kind == "admin2":
        return 0.6 + 0.5 * people
    known = PEOPLE * people + FAME * log10(1 + place.fame)
    if place.by_hand:
        return max(HAND, known + 0.5) + (OWN if place.source == "user" else 0.0)
    if place.kind == "airport":
        return 1.5
    return known + (CAPITAL if _is_capital(place) else 0.0)


def _is_capital(place: Candidate) -> bool:
    return place.rank < 2 and countries().of_capital(place.name) == place.country


def _agreement(kind: str, said: str) -> float:
    """"Chagai district" is no city; "the town of Kabul" no province."""
    if kind == said:
        return AGREES
    if any(kind in family and said in family for family in FAMILIES):
        return AGREES - 1.5
    return NO_TOWN if said in ("admin1", "admin2") and kind == "city" else DISAGREES


def same_name(place: Candidate, folded: str) -> bool:
    return fold(place.name) == folded
