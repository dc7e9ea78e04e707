"""Names that no list has, looked for by spelling inside the countries that the report is about.

    Balutchistan (Pakistan) -> Baluchistan        Noshki -> Nushki
    Saindak -> nothing, though "Sind" begins alike

In the countries of English news nothing is looked for: reports spell their towns right, and they have too many. An answer
is flagged ("fuzzy") and scored lower: over the whole world every name resembles some village.
"""

from rapidfuzz import fuzz, process

from dateline.knowledge.candidates import Candidate
from dateline.knowledge.gazetteer import Gazetteer
from dateline.resolve.places_prior import FAMILIAR

LEAST = 84.0  # of 100; one letter in seven may differ
SMALLEST = 5_000  # people; mangled names of hamlets are not looked for
KIND_LEAST = 80.0  # with a kind word that agrees: "Chaghi district" -> Chagai District


def inexact(folded: str, kind: str | None, countries: tuple[str, ...], gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """The places of the most similar name in the first of these countries that has one like it."""
    for country in (code for code in countries if code not in FAMILIAR):
        names = gazetteer.names_in(country, folded[:1], SMALLEST)
        near = [name for name in names if abs(len(name) - len(folded)) <= 2]
        for name, score, _ in process.extract(folded, near, scorer=fuzz.ratio, score_cutoff=KIND_LEAST, limit=5):
            places = [place for place in gazetteer.lookup_folded(name) if place.country == country]
            if score < LEAST:
                places = [place for place in places if place.kind == kind]
            if places:
                return tuple(place.ranked(1) for place in places)
    return ()
