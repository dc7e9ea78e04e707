"""Names that no list has, looked for by spelling inside the countries that the report is about.

    Balutchistan (Pakistan) -> Baluchistan        Noshki -> Nushki
    Saindak -> nothing, though "Sind" begins alike

An answer from here is flagged ("fuzzy") and scored lower: over the whole world every name resembles some village.
"""

from rapidfuzz import fuzz, process

from dateline.knowledge.candidates import Candidate
from dateline.knowledge.gazetteer import Gazetteer

LEAST = 84.0  # of 100; one letter in seven may differ
SMALLEST = 5_000  # people; mangled names of hamlets are not looked for


def inexact(folded: str, countries: tuple[str, ...], gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """The places of the most similar name in the first of these countries that has one like it."""
    for country in countries:
        names = gazetteer.names_in(country, SMALLEST)
        near = [name for name in names if name[:1] == folded[:1] and abs(len(name) - len(folded)) <= 2]
        found = process.extractOne(folded, near, scorer=fuzz.ratio, score_cutoff=LEAST)
        if found:
            return tuple(place.ranked(1) for place in gazetteer.lookup_folded(found[0]) if place.country == country)
    return ()
