"""What the places of a report say about each other: which country, division and neighbourhood they are in."""

from collections import defaultdict
from functools import lru_cache
from math import exp, log1p
from typing import NamedTuple

from dateline.drafts import PlaceMention
from dateline.knowledge.candidates import Candidate
from dateline.knowledge.countries import countries
from dateline.knowledge.place_words import place_words
from dateline.resolve.places_prior import FAMILIAR, same_name

ROUNDS = 5
COUNTRY, DIVISION, NEAR = 4.0, 4.0, 3.0  # what full agreement with the others is worth
FEW = 1.0  # one other name is no proof of where a report is
HOLDS = 2.0  # it holds what the words put into it
SPREAD = 0.6  # of ten other names four in one place are full agreement
RISE = 6.0  # the first sign of a neighbourhood says most: a county of thirty states still tells its town
OTHERWISE = 0.5  # nearness to the others says half as much of a place that is called by another than its main name
HAMLET = 2_000  # people; and of a hamlet abroad, which reports from there seldom name without more words
COUNTY = 4.0  # a town and the county that it lies in
STATES = 5.0  # a state where all other names are states: "New Jersey ... New York"
LISTED = 3.5  # of the kind and the country of its equals in a list
OLD = 0.15  # what stays of the last round's probabilities
PAIR = 3  # two joined by "and" may well be a state and a town
WEAK = 0.3  # what an alternate name says of the others
INSIDE, OUTSIDE = 6.0, -3.0  # the words say in what it lies
LARGE = frozenset({"country", "continent", "ocean", "sea"})  # these lie in nothing: a comma behind them makes a list
Cell = tuple[int, int]
BASINS = frozenset({"region", "lake", "sea", "river", "mountain", "desert"})
AROUND = 9  # degrees
SPREAD_OUT = frozenset({"country", "admin1"})  # kinds that are near nothing
Masses = tuple[dict[str, float], dict[int, float], dict[Cell, float]]


class Site(NamedTuple):
    """What a place gives to its surroundings and gets of them, worked out once for all rounds."""

    divisions: tuple[int, ...]
    cell: Cell | None
    around: tuple[Cell, ...]  # the nine cells that it weighs on
    belief: float  # an alternate name says little of the others
    lands: tuple[str, ...]  # the countries around a region, sea or lake that lies in none
    local: float  # what nearness to the others says of it


class Name:
    """One name of a report with its candidates; `shares` are their probabilities."""

    def __init__(self, folded: str, mention: PlaceMention, candidates: tuple[Candidate, ...]) -> None:
        self.folded = folded
        self.label = mention.label
        self.kind: str | None = None
        self.candidates = candidates
        self.base: list[float] = []
        self.shares: list[float] = []
        self.mentions: list[int] = []
        self.parent_mention: int | None = None
        self.parent: Name | None = None
        self.children: list[Name] = []
        self.fuzzy = False
        self.equals: list[Name] = []  # of its list: "Homs, Hama and Idlib"
        self.namesakes: list[Name] = []  # the same name within another place: "Paris, Texas ... Paris, France"
        self.support = 0.0  # how much of the rest of the report is in the country of the likeliest place
        self.sites: list[Site] = []
        self.has_states = False
        self.masses: Masses | None = None  # of a name with one candidate, which no round changes
        self.shortened = len(mention.name) != mention.end - mention.start  # "Pa."

    def add(self, index: int, mention: PlaceMention) -> None:
        self.mentions.append(index)
        self.kind = self.kind or mention.kind

    def begin(self, base: list[float]) -> None:
        """Scores of the name alone; what was known of other candidates is forgotten."""
        self.base, self.shares, self.masses = base, [], None
        self.sites = [_site(place) for place in self.candidates]
        self.has_states = any(place.kind == "admin1" and place.country in FAMILIAR for place in self.candidates)
        self.weigh(base)

    @property
    def weight(self) -> float:
        """Repeated names count more, but not without end."""
        return 1.0 + min(len(self.mentions) - 1, 4) * 0.25

    @property
    def may_be_mangled(self) -> bool:
        last = self.folded.rpartition(" ")[2].capitalize()
        return len(self.folded) >= 5 and last not in place_words().feature_of and not any(map(str.isdigit, self.folded))

    def weigh(self, scores: list[float]) -> None:
        """Scores to probabilities; a part of the last ones stays, or two names that wait for each other swap for ever."""
        if len(scores) < 2:
            self.shares = [1.0 for _ in scores]
            return
        top = max(scores)
        powers = [exp(score - top) for score in scores]
        total = sum(powers)
        new = [power / total for power in powers]
        self.shares = [OLD * one + (1 - OLD) * other for one, other in zip(self.shares, new, strict=True)] if self.shares else new

    def agreed_country(self, least: float) -> str | None:
        masses: dict[str | None, float] = defaultdict(float)
        for place, share in zip(self.candidates, self.shares, strict=True):
            masses[place.country] += share
        country = max(masses, key=lambda code: masses[code], default=None)
        return country if country and masses[country] >= least else None

    def is_elsewhere(self, best: Candidate) -> bool:
        """"Jonestown, Guyana": the words name a country, and no place of this name is known there."""
        if self.parent is None or best.kind in LARGE or best.kind == "admin1" or not self.parent.shares:
            return False
        top = self.parent.shares.index(max(self.parent.shares))
        whole = self.parent.candidates[top]
        if whole.kind == "admin1" and not is_list(self, self.parent):
            return self.parent.shares[top] > 0.8 and whole.country != best.country
        return whole.kind == "country" and self.parent.shares[top] > 0.9 and not _holds(whole, best)

    def basis(self, best: Candidate) -> str:
        """How the answer was reached, in a word or two."""
        if self.fuzzy:
            return "fuzzy"
        if self.parent is not None and self.parent.candidates and len(self.candidates) > 1:
            return "containment"
        if best.source in ("hand", "user"):
            return "supplement" if best.source == "hand" else "user"
        if best.kind == "country":
            return "country"
        name = "exact" if best.rank == 0 or same_name(best, self.folded) else "alternate"
        return name if len(self.candidates) == 1 else f"{name}, context"


class Surroundings:
    """Masses of countries, divisions and one-degree cells over all names of the report; a place weighs on nine cells."""

    def __init__(self, names: list[Name], nations: dict[str, float]) -> None:
        self.total = sum(name.weight for name in names if name.candidates) + sum(nations.values()) or 1.0
        self.countries: dict[str, float] = defaultdict(float, nations)
        self.divisions: dict[int, float] = defaultdict(float)  # first and second level, by id
        self.cells: dict[Cell, float] = defaultdict(float)
        self.states: dict[str, float] = defaultdict(float)
        self.amid: dict[int, dict[str, float]] = {}
        self.own: dict[int, Masses] = {}
        for name in names:
            amid = self.amid[id(name)] = _states(name)
            for country, mass in amid.items():
                self.states[country] += mass
            states, divisions, cells = self.own[id(name)] = _masses_of(name)
            for country, mass in states.items():
                self.countries[country] += mass
            for division, mass in divisions.items():
                self.divisions[division] += mass
            for cell, mass in cells.items():
                self.cells[cell] += mass

        for name in names:
            for other in name.namesakes:
                self.own[id(name)] = _sum(self.own[id(name)], _masses_of(other))

    def main_countries(self) -> tuple[str, ...]:
        """At most three countries that the report is mostly about."""
        order = sorted(self.countries, key=lambda code: (-self.countries[code], code))
        return tuple(code for code in order[:3] if self.countries[code] >= 0.5)

    def support(self, name: Name) -> float:
        """What the other names give to the country of a name's likeliest place."""
        if not name.shares:
            return 0.0
        country = name.candidates[name.shares.index(max(name.shares))].country
        return self.countries.get(country or "", 0.0) - self.own[id(name)][0].get(country or "", 0.0)

    def scores(self, name: Name) -> list[float]:
        if len(name.candidates) < 2:
            return name.base
        own, divisions, cells = self.own[id(name)]
        others = max(self.total - name.weight, 1.0)
        spread, alike = others**SPREAD, others / (others + FEW) * COUNTRY
        states = others / (others + FEW) * STATES
        countries_of, divisions_of, cells_of = self.countries, self.divisions, self.cells
        found, amid, full = [], self.amid[id(name)], log1p(RISE)
        for place, base, site in zip(name.candidates, name.base, name.sites, strict=True):
            kind, country = place.kind, place.country
            score, local = base, site.local
            if country:
                mass = countries_of.get(country, 0.0) - own.get(country, 0.0)
                if kind == "country":
                    mass += 0.5 * sum(countries_of.get(near, 0.0) for near in _neighbours(country))
                score += alike * min(1.0, mass / others)
            if place.admin1_id:
                mass = divisions_of.get(place.admin1_id, 0.0) - divisions.get(place.admin1_id, 0.0)
                score += local * (DIVISION + NEAR * (kind == "admin1")) * log1p(RISE * min(1.0, mass / spread)) / full
            elif site.lands:
                score += alike * min(1.0, sum(countries_of.get(code, 0.0) for code in site.lands) / others)
            elif place.claims and not country:
                score += alike * min(1.0, max(countries_of.get(code, 0.0) for code in place.claims) / others)
            if place.admin2_id:
                mass = divisions_of.get(place.admin2_id, 0.0) - divisions.get(place.admin2_id, 0.0)
                score += local * COUNTY * log1p(RISE * min(1.0, mass / spread)) / full
            if kind == "admin1" and country in FAMILIAR:
                score += states * (self.states[country] - amid.get(country, 0.0)) / others
            if site.cell and kind not in SPREAD_OUT:
                mass = cells_of.get(site.cell, 0.0) - cells.get(site.cell, 0.0)
                score += local * NEAR * log1p(RISE * min(1.0, mass / spread)) / full
            found.append(score)
        if name.equals:
            found = [score + LISTED * share for score, share in zip(found, _alike(name.candidates, name.equals), strict=True)]
        for child in name.children[:3]:
            found = [score + share for score, share in zip(found, _holding(name, child), strict=True)]
        if found and name.parent is not None and name.parent.candidates:
            return [score + share for score, share in zip(found, _containment(name, name.parent), strict=True)]
        return found


def _states(name: Name) -> dict[str, float]:
    """How much of a name is a state of these countries."""
    found: dict[str, float] = {}
    if not name.has_states:
        return found
    for place, share in zip(name.candidates, name.shares, strict=True):
        if place.kind == "admin1" and place.country in FAMILIAR:
            found[place.country] = found.get(place.country, 0.0) + share * name.weight
    return found


def _alike(candidates: tuple[Candidate, ...], others: list[Name]) -> list[float]:
    """For each place what share of a list is of its kind and country: "Utah, Washington and Wyoming" are states."""
    kinds: dict[tuple[str, str | None], float] = defaultdict(float)
    for other in others:
        for each, share in zip(other.candidates, other.shares, strict=True):
            kinds[each.kind, None if each.kind == "country" else each.country] += share
    size = len(others) if len(others) > 1 else PAIR
    return [kinds.get((place.kind, None if place.kind == "country" else place.country), 0.0) / size for place in candidates]


def _neighbours(code: str) -> tuple[str, ...]:
    row = countries().by_code.get(code)
    return row.neighbours if row else ()


def _masses_of(name: Name) -> Masses:
    if len(name.candidates) != 1:
        return _masses(name)
    if name.masses is None:
        name.masses = _masses(name)
    return name.masses


def _masses(name: Name) -> Masses:
    nations: dict[str, float] = {}
    divisions: dict[int, float] = {}
    cells: dict[Cell, float] = {}
    weight = name.weight
    for place, share, site in zip(name.candidates, name.shares, name.sites, strict=True):
        if share < 0.01:
            continue
        mass = share * weight * site.belief
        if place.country:
            nations[place.country] = nations.get(place.country, 0.0) + mass
        for division in site.divisions:
            divisions[division] = divisions.get(division, 0.0) + mass
        for cell in site.around:
            cells[cell] = cells.get(cell, 0.0) + mass
    return nations, divisions, cells


def _sum(one: Masses, other: Masses) -> Masses:
    """Both together: what a name and its namesake say must not speak for either."""
    nations = {key: one[0].get(key, 0.0) + other[0].get(key, 0.0) for key in (*one[0], *other[0])}
    divisions = {key: one[1].get(key, 0.0) + other[1].get(key, 0.0) for key in (*one[1], *other[1])}
    cells = {key: one[2].get(key, 0.0) + other[2].get(key, 0.0) for key in (*one[2], *other[2])}
    return nations, divisions, cells


def _site(place: Candidate) -> Site:
    cell = None if place.lat is None or place.lon is None else (round(place.lat), round(place.lon))
    around: tuple[Cell, ...] = ()
    if cell and place.kind not in SPREAD_OUT and place.kind != "continent":
        x, y = cell
        around = tuple((i, j) for i in (x - 1, x, x + 1) for j in (y - 1, y, y + 1))
    divisions = tuple(each for each in {place.admin1_id, place.admin2_id} if each is not None)
    hamlet = place.kind == "city" and place.population < HAMLET and not place.by_hand and place.country not in FAMILIAR
    renamed = place.rank > (1 if place.by_hand else 0) and place.kind == "city"
    local = OTHERWISE if hamlet or renamed else 1.0
    lands = () if place.country or place.claims or not cell or place.kind not in BASINS else _lands_around(*cell)
    return Site(divisions, cell, around, WEAK if place.rank == 2 else 1.0, lands, local)


@lru_cache(maxsize=512)
def _lands_around(x: int, y: int) -> tuple[str, ...]:
    """The countries whose middle is near: Rwanda and Uganda of the Great Lakes of Africa."""
    near = ((row.code, row.lat, row.lon) for row in countries().by_code.values() if row.lat is not None and row.lon is not None)
    return tuple(code for code, lat, lon in near if abs(lat - x) < AROUND and abs(lon - y) < AROUND)


def _containment(name: Name, parent: Name) -> list[float]:
    """"Paris, Texas": for each place the share of the parent's places that hold it; nothing for "Kansas, Illinois and Iowa"."""
    inside = [
        sum(share for other, share in zip(parent.candidates, parent.shares, strict=True) if share > 0.02 and _holds(other, place))
        for place in name.candidates
    ]
    if max(inside) < 0.1 or is_list(name, parent):
        return [0.0] * len(inside)
    return [OUTSIDE + (INSIDE - OUTSIDE) * share for share in inside]


def _holding(name: Name, child: Name) -> list[float]:
    """"Albany, New York": the state holds an Albany, the city does not."""
    parts = [(part, share) for part, share in zip(child.candidates, child.shares, strict=True) if share > 0.02]
    return [HOLDS * sum(share for part, share in parts if _holds(place, part)) for place in name.candidates]


def is_list(name: Name, parent: Name) -> bool:
    """"Kansas, Illinois and Iowa", "Libya, Egypt": equals in a row; but "Washington, Pa." is a town in a state."""
    large = sum(share for place, share in zip(name.candidates, name.shares, strict=True) if place.kind in LARGE)
    states = any(place.kind == "admin1" and base > 5.5 for place, base in zip(name.candidates, name.base, strict=True))
    return large > 0.5 or (states and not parent.shortened and any(place.kind == "admin1" for place in parent.candidates[:3]))


def _holds(whole: Candidate, part: Candidate) -> bool:
    """Whether a place lies in another: by country, by division, or beside a town."""
    if whole.kind == "country":
        return part.country == whole.country and part.id != whole.id
    if whole.kind == "admin1":
        return part.admin1_id == whole.id and part.id != whole.id
    if whole.kind == "admin2":
        return part.admin2_id == whole.id and part.id != whole.id
    if whole.kind in ("region", "continent", "sea", "organization"):
        return True
    if None in (whole.lat, whole.lon, part.lat, part.lon) or part.kind in ("country", "admin1"):
        return False
    if whole.kind == part.kind == "city" and part.population > whole.population and part.country not in FAMILIAR:
        return False
    return abs(whole.lat - part.lat) < 1 and abs(whole.lon - part.lon) < 1 and part.id != whole.id  # type: ignore[operator]
