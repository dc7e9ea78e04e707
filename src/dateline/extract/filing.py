"""Where a report was filed: the place of its dateline, marked, as it is not where something happened.

    QUETTA, Pakistan - Gunmen killed two guards in Taftan.      filed from Quetta; the killing was in Taftan
"""

import msgspec

from dateline.drafts import PlaceMention
from dateline.knowledge.gazetteer import Gazetteer
from dateline.records import Span
from dateline.text import dateline_line

TOWN = 100_000  # people from which a town's name before a bare dash is a dateline
Filed = tuple[tuple[PlaceMention, ...], int | None]


def filed(text: str, found: list[PlaceMention], gazetteer: Gazetteer) -> Filed:
    """All place mentions, those of the dateline with use "dateline", and the index of the one that the report was filed from.

    A place that only the dateline names is added, if the gazetteer has its name.
    """
    line = dateline_line.find(text, lambda name: _is_town(name, gazetteer))
    if line is None or line.place is None:
        return tuple(found), None
    if not any(place.start < line.place.end and line.place.start < place.end for place in found):
        found = _with_place(found, line.place, (text, gazetteer))
    inside = range(line.place.start, line.end)
    sent = range(line.agency.start, line.agency.end) if line.agency is not None else range(0)  # "(Lagoon Herald)" is no lagoon
    marked = tuple(
        msgspec.structs.replace(place, use="nested" if place.start in sent else "dateline") if place.start in inside else place
        for place in found
    )
    begin, end = line.place.start, line.place.end
    return marked, next((number for number, place in enumerate(marked) if begin <= place.start < end), None)


def _is_town(name: str, gazetteer: Gazetteer) -> bool:
    """Whether a name is first of all that of a large town: "Islamabad - Pakistan fears" but not "Iran - Pakistan ties"."""
    if gazetteer.is_country(name):
        return False
    return any(place.kind == "city" and place.population >= TOWN for place in gazetteer.lookup(name)[:1])


def _with_place(found: list[PlaceMention], span: Span, where: tuple[str, Gazetteer]) -> list[PlaceMention]:
    """The mentions with the dateline's place in its order; what is within another keeps pointing at it."""
    text, gazetteer = where
    name = text[span.start : span.end]
    if not gazetteer.lookup(name):
        return found
    at = sum(place.start < span.start for place in found)
    moved = [
        msgspec.structs.replace(place, within=place.within + 1) if place.within is not None and place.within >= at else place
        for place in found
    ]
    return [*moved[:at], PlaceMention(span.start, span.end, name, "dateline"), *moved[at:]]
