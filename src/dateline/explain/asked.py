"""Places and times asked for without a report: of a bare name, or of a text."""

from datetime import date

import msgspec

from dateline.errors import InputError
from dateline.explain.when import days_why, time_why
from dateline.explain.where import place_why, places_named
from dateline.explain.why import DayWhy, PlaceWhy, TimeWhy
from dateline.extract import places, times
from dateline.extract.filing import filed
from dateline.knowledge.gazetteer import open_gazetteer
from dateline.parse import load
from dateline.records import Article
from dateline.resolve import places as placing
from dateline.resolve import times as timing
from dateline.settings import Settings
from dateline.syntax.repairs import repair
from dateline.syntax.tree import Tree

Times = tuple[tuple[TimeWhy, ...], str | None, tuple[DayWhy, ...]]


def times_in(text: str, on: date | None, settings: Settings) -> Times:
    """The time expressions of a text, the day that they were counted from, and the days it may be where nobody says it."""
    mentions = tuple(times.find(_parsed(text, settings)))
    article = Article("text", text, published=on.isoformat() if on is not None else None)
    found, reference = timing.resolve(mentions, article)
    day = date.fromisoformat(reference.value) if reference is not None else None
    told = tuple(time_why(mention, time, text, day) for mention, time in zip(mentions, found, strict=True))
    return told, reference.value if reference is not None else None, () if on is not None else days_why(mentions)


def places_in(text: str, settings: Settings) -> tuple[PlaceWhy, ...]:
    """The places of a text, decided together."""
    gazetteer = open_gazetteer(settings.gazetteer, settings.places_file)
    mentions, _ = filed(text, places.find(_parsed(text, settings), gazetteer), gazetteer)
    found = placing.resolve(mentions, Article("text", text), gazetteer, settings.place_threshold)
    whys = []
    for mention, place in zip(mentions, found, strict=True):
        inside = mentions[mention.within] if mention.within is not None else None
        within = text[inside.start : inside.end] if inside is not None else None
        whys.append(msgspec.structs.replace(place_why(mention, place, text, gazetteer), within=within))
    return tuple(whys)


def place_named(name: str, within: str | None, settings: Settings) -> tuple[PlaceWhy, ...]:
    """The decision on a bare name, or on one inside another place. Raises InputError for an unknown surrounding."""
    gazetteer = open_gazetteer(settings.gazetteer, settings.places_file)
    if within is not None and not gazetteer.lookup(within) and within.upper() not in gazetteer.countries.by_code:
        raise InputError(f"no place {within!r} is known", "--in", "Name a country, its three-letter code, or a division.")
    return tuple(places_named([(name, within)], gazetteer, settings.place_threshold))


def _parsed(text: str, settings: Settings) -> Tree:
    return repair(load(settings.model).parse(text))
