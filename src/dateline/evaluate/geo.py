"""geo: places found and placed on the map. Gold: TR-News, LGL, GeoWebNews, GeoVirus."""

import itertools
import math
from statistics import median

from dateline.evaluate.common import Metrics, Row, Tally, match, overlap, ratio, similarity, span_of, tally
from dateline.evaluate.view import Place, Report

LITERAL = {"Literal", "Literal_Modifier", "Mixed", "Coercion", "Embedded_Literal"}
ASSOCIATIVE = {"Metonymic", "Non_Literal_Modifier", "Embedded_Non_Lit"}
NEAR_KM = 161  # 100 miles
FARTHEST_KM = 20039  # half of the equator, the largest error that can be made
# GeoNames' names of the countries in the gold files; a toponym of a country not listed is not asked for its country.
COUNTRIES = dict(
    pair.rsplit(" ", 1)
    for pair in [
        "Afghanistan AFG",
        "Algeria DZA",
        "Australia AUS",
        "Austria AUT",
        "Azerbaijan AZE",
        "Belarus BLR",
        "Belgium BEL",
        "Bonaire BES",
        "Brazil BRA",
        "British Virgin Islands VGB",
        "Canada CAN",
        "Chile CHL",
        "China CHN",
        "Costa Rica CRI",
        "Cuba CUB",
        "Cyprus CYP",
        "Czech Republic CZE",
        "Egypt EGY",
        "El Salvador SLV",
        "Ethiopia ETH",
        "France FRA",
        "Georgia GEO",
        "Germany DEU",
        "Greece GRC",
        "Guatemala GTM",
        "Honduras HND",
        "Hong Kong HKG",
        "Hungary HUN",
        "Iceland ISL",
        "India IND",
        "Iran IRN",
        "Iraq IRQ",
        "Ireland IRL",
        "Israel ISR",
        "Italy ITA",
        "Japan JPN",
        "Jordan JOR",
        "Kazakhstan KAZ",
        "Kenya KEN",
        "Kuwait KWT",
        "Latvia LVA",
        "Lebanon LBN",
        "Macao MAC",
        "Mexico MEX",
        "Morocco MAR",
        "Netherlands NLD",
        "New Caledonia NCL",
        "New Zealand NZL",
        "Nigeria NGA",
        "North Korea PRK",
        "Pakistan PAK",
        "Palestinian Territory PSE",
        "Peru PER",
        "Philippines PHL",
        "Poland POL",
        "Portugal PRT",
        "Qatar QAT",
        "Russia RUS",
        "Rwanda RWA",
        "Saint Kitts and Nevis KNA",
        "Saudi Arabia SAU",
        "Singapore SGP",
        "South Africa ZAF",
        "Spain ESP",
        "Sri Lanka LKA",
        "Sudan SDN",
        "Sweden SWE",
        "Switzerland CHE",
        "Syria SYR",
        "Taiwan TWN",
        "Tunisia TUN",
        "Turkey TUR",
        "Ukraine UKR",
        "United Kingdom GBR",
        "United States USA",
        "Vietnam VNM",
        "Zambia ZMB",
    ]
)


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance on a sphere: Paris (48.86, 2.35) to London (51.51, -0.13) is 344 km."""
    lat_a, lon_a, lat_b, lon_b = map(math.radians, (*a, *b))
    half = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(min(1.0, half)))


def log_error_area(errors: list[float]) -> float:
    """Area under the sorted ln(1 + km), as a share of the worst: 0 is perfect, 1 is the antipode every time; 1 for no error."""
    logs = sorted(math.log(1 + min(error, FARTHEST_KM)) for error in errors)
    if not logs:
        return 1.0
    area = sum((a + b) / 2 for a, b in itertools.pairwise(logs)) / (len(logs) - 1) if len(logs) > 1 else logs[0]
    return area / math.log(1 + FARTHEST_KM)


def toponyms(row: Row, kinds: set[str]) -> list[Row]:
    """Gold toponyms of these kinds, or all where the file has no kinds; one for each span."""
    kept = {span_of(t): t for t in reversed(row["toponyms"]) if "type" not in t or t["type"] in kinds}
    return sorted(kept.values(), key=span_of)


def place_fit(toponym: Row, place: Place) -> float:
    return similarity(span_of(toponym), place.span)


def literal_tally(row: Row, report: Report) -> Tally:
    """Recognition of literal toponyms alone; a place found on an associative one ("the Turkish police") is set aside."""
    gold, others = toponyms(row, LITERAL), toponyms(row, ASSOCIATIVE)
    pairs = match(gold, report.places, place_fit)
    left = set(range(len(report.places))) - {j for _, j in pairs}
    aside = sum(any(overlap(span_of(t), report.places[j].span) for t in others) for j in left)
    return tally(len(gold), len(report.places) - aside, len(pairs))


def error_km(toponym: Row, place: Place) -> float | None:
    """Distance to gold's point; 0 for the right GeoNames id, as large countries have several fair middles; None unplaced."""
    if toponym.get("geonameid") and place.geonames_id == int(toponym["geonameid"]):
        return 0.0
    return distance_km((toponym["lat"], toponym["lon"]), place.point) if place.point else None


def score(pairs: list[tuple[Row, Report]]) -> Metrics:
    """recognition by overlap; of the gold toponyms with coordinates, those placed within 161 km, and by exact GeoNames id.

    Gold Paris (Texas) tagged as Paris (France) is recognised, 7,800 km off, with the wrong id and the wrong country.
    """
    recognition, literal, typed = Tally(), Tally(), False
    seen: list[tuple[Row, Place | None]] = []
    for row, report in pairs:
        gold = toponyms(row, LITERAL | ASSOCIATIVE)
        matched = match(gold, report.places, place_fit)
        recognition += tally(len(gold), len(report.places), len(matched))
        literal += literal_tally(row, report)
        typed |= any("type" in toponym for toponym in row["toponyms"])
        place_of = dict(matched)
        seen += [(t, report.places[place_of[i]] if i in place_of else None) for i, t in enumerate(gold)]
    located = [(t, place) for t, place in seen if t.get("lat") is not None]
    known = [(t, place) for t, place in located if place]
    errors = [error_km(t, place) for t, place in known]
    near = sum(error is not None and error <= NEAR_KM for error in errors)
    ids = [(int(t["geonameid"]), place) for t, place in seen if t.get("geonameid")]
    right_ids = sum(place is not None and place.geonames_id == wanted for wanted, place in ids)
    countries = [(COUNTRIES[t["country"]], place) for t, place in located if t.get("country") in COUNTRIES]
    right_countries = sum(place is not None and place.country == wanted for wanted, place in countries)
    resolved = [error for error in errors if error is not None]
    return {
        "recognition": recognition,
        **({"recognition_literal": literal} if typed else {}),
        "located": len(located),
        "acc161_end_to_end": ratio(near, len(located)),
        "acc161_given_recognised": ratio(near, len(known)),
        "id_acc": ratio(right_ids, len(ids)) if ids else None,
        "id_acc_given_recognised": ratio(right_ids, sum(bool(place) for _, place in ids)) if ids else None,
        "country_acc": ratio(right_countries, len(countries)) if countries else None,
        "median_km": median(resolved) if resolved else None,
        "log_error_area": log_error_area([FARTHEST_KM if error is None else error for error in errors]),
    }
