"""Why a name went to that place: the way it was decided, its score, and the places that it might have meant."""

from collections.abc import Iterable
from typing import Any

import msgspec

from dateline.drafts import PlaceMention
from dateline.explain.why import CandidateWhy, PlaceWhy, Words
from dateline.knowledge.candidates import Candidate
from dateline.knowledge.countries import countries
from dateline.knowledge.gazetteer import Gazetteer
from dateline.knowledge.historic import years_of
from dateline.records import Article, Place
from dateline.resolve import places as placing

BASES = {
    "exact": "it is the main name of that place",
    "exact, context": "several places have this name; how well known they are and the other names of the text decide",
    "alternate": "it is another name of that place",
    "alternate, context": "several places go by this name; how well known they are and the other names of the text decide",
    "containment": "the words put it inside another place",
    "country": "it is the name of a country",
    "supplement": "it stands in Dateline's own list of places",
    "user": "it stands in your places_file",
    "fuzzy": "no place is spelt so; it is the nearest name in the countries that the text is about",
    "ambiguous": "no place of this name is likely enough (place_threshold)",
    "unknown": "the gazetteer has no such name",
}  # fmt: skip
USES = {
    "metonym": "it acts or speaks: people or a government, not the spot", "modifier": "it only describes something",
    "nested": "it is part of an organisation's name", "dateline": "the report was filed there",
    "based": "it says where somebody works", "demonym": "it names a people",
}  # fmt: skip


def place_why(mention: PlaceMention, place: Place, text: str, gazetteer: Gazetteer) -> PlaceWhy:
    """The decision on one mention; `candidates` are the losers, best first."""
    known = _lookup(mention.name, gazetteer)
    losers = tuple(_loser(one, known) for one in place.candidates)
    chosen = _chosen(place, known) if place.name is not None else None
    why = BASES.get(place.basis or "", "")
    years = years_of(mention.name, place.country)
    if years is not None:
        why += f"; it was called so {f'from {years.first} ' if years.first else ''}until {years.last}"
    if mention.use in USES:
        why += f"; {USES[mention.use]}"
    shown = len(losers) + (chosen is not None)
    words = Words(" ".join(text[place.start : place.end].split()), place.start, place.end)
    return PlaceWhy(words, mention.use, place.basis, why, place.score, chosen, losers, more=max(0, len(known) - shown))


def _lookup(name: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    return gazetteer.lookup(name) or gazetteer.lookup_variant(name)


def _chosen(place: Place, known: tuple[Candidate, ...]) -> CandidateWhy:
    same = _same(place.geonames_id, (place.name, place.country, place.kind), known)
    people, claims = (same.population or None, same.claims) if same else (None, ())
    name = place.name or ""
    return CandidateWhy(name, place.kind, place.admin1, place.country, people, place.geonames_id, place.score, claims)


def _loser(one: dict[str, Any], known: tuple[Candidate, ...]) -> CandidateWhy:
    same = _same(one["geonames_id"], (one["name"], one["country"], one["kind"]), known)
    people, claims = (same.population or None, same.claims) if same else (None, ())
    ident, score = one["geonames_id"], one.get("score")
    return CandidateWhy(one["name"], one["kind"], one["admin1"], one["country"], people, ident, score, claims)


def _same(ident: int | None, about: tuple[object, ...], known: tuple[Candidate, ...]) -> Candidate | None:
    for candidate in known:
        same = candidate.id == ident if ident is not None else (candidate.name, candidate.country, candidate.kind) == about
        if same:
            return candidate
    return None


def places_named(names: Iterable[tuple[str, str | None]], gazetteer: Gazetteer, threshold: float) -> list[PlaceWhy]:
    """The decisions on bare names, all in one text: ("Paris", None), or ("Paris", "Texas") as in "Paris, Texas"."""
    mentions: list[PlaceMention] = []
    asked: list[tuple[int, str | None]] = []
    text = ""
    for name, within in names:
        start = len(text)
        inside = _country_name(within) if within else None
        text += f"{name}, {inside}. " if inside else f"{name}. "
        asked.append((len(mentions), inside))
        mentions.append(PlaceMention(start, start + len(name), name, within=len(mentions) + 1 if inside else None))
        if inside:
            first = start + len(name) + 2
            mentions.append(PlaceMention(first, first + len(inside), inside))
    found = placing.resolve(tuple(mentions), Article("names", text), gazetteer, threshold)
    whys = ((place_why(mentions[i], found[i], text, gazetteer), inside) for i, inside in asked)
    return [msgspec.structs.replace(why, within=inside) for why, inside in whys]


def _country_name(code: str) -> str:
    """ "IRN" -> Iran; any other name stays."""
    row = countries().by_code.get(code.upper()) if len(code) == 3 else None
    return row.name if row is not None else code
