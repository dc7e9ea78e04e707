"""How each kind of our own labels is compared with what was coded; one function a kind, from a case to a sheet."""

from collections.abc import Callable, Iterable, Sequence
from math import asin, cos, radians, sin, sqrt

from dateline.evaluate.common import Row, Span, Tally, match, overlap, similarity
from dateline.evaluate.own import Case, Sheet, span_of
from dateline.records import Crossing, Event, Figure, Place, Statement, Time

KM = {"city": 60, "admin1": 300, "admin2": 120, "country": 1500, "region": 1500, "sea": 1500, "river": 1000, "mountain": 600}
NEAR = 60  # km within which any other kind of place must be
EARTH = 6371.0
HALF = 0.5  # Jaccard overlap of the characters of two contents


def figures(case: Case, sheet: Sheet) -> None:
    """A figure is found if its measure, bounds and quantifier are right; the other fields are counted among those found.

    Households must be right where a label has them. Rows without any were labelled before households were counted: what
    counts them alone is then neither asked for nor held against us, unless the row says that all of them are labelled.
    """
    gold, given = case.row["figures"], case.report.figures
    if not case.row.get("households") and not any("households" in label for label in gold):
        given = tuple(figure for figure in given if figure.households is None or not figure.low is figure.high is None)

    def fit(label: Row, figure: Figure) -> float:
        told = (figure.measure, figure.low, figure.high, figure.quantifier)
        same = told == tuple(label[key] for key in ("measure", "low", "high", "quantifier"))
        if "households" in label:
            bounds = figure.households and [figure.households.low, figure.households.high]
            same = same and label["households"] == bounds
        return 1.0 + similarity(case.at(label["words"]), (figure.start, figure.end)) if same else 0.0

    matched = match(gold, given, fit)
    sheet.compare(case, "figure", (gold, given), matched)
    for label, figure in ((gold[i], given[j]) for i, j in matched):
        sheet.field(case, "status", label, right=label["status"] == figure.factuality.status)
        if "scope" in label:
            sheet.field(case, "scope", label, right=label["scope"] == figure.scope)
        if "who" in label:
            sheet.field(case, "who", label, right=case.holds(label, "who", [span_of(figure.who)]))
        if "source" in label:
            sheet.field(case, "source", label, right=case.source(label, figure.attribution))
        for way in ("origin", "destination", "via"):
            if way in label:
                sheet.field(case, way, label, right=case.holds(label, way, [case.place(getattr(figure, way))]))


def crossings(case: Case, sheet: Sheet) -> None:
    """A crossing is found if its status, factuality and kind are right; where several are, names and trigger tell which."""
    gold, given = case.row["crossings"], case.report.crossings

    def fit(label: Row, crossing: Crossing) -> float:
        wanted = (label["status"], label["fact"], label.get("what", crossing.what))
        if (crossing.status, crossing.factuality.status, crossing.what) != wanted:
            return 0.0
        named = bool(label.get("names")) and case.holds(label, "names", map(span_of, crossing.names))
        return 1.0 + named + similarity(case.at(label["trigger"]), (crossing.trigger.start, crossing.trigger.end))

    matched = match(gold, given, fit)
    sheet.compare(case, "crossing", (gold, given), matched)
    for label, crossing in ((gold[i], given[j]) for i, j in matched):
        _crossing_fields(case, sheet, label, crossing)


def _crossing_fields(case: Case, sheet: Sheet, label: Row, crossing: Crossing) -> None:
    if "count" in label:
        sheet.field(case, "count", label, right=label["count"] == crossing.count)
    if "countries" in label:
        sheet.field(case, "countries", label, right=set(label["countries"]) == set(crossing.countries))
    if "names" in label:
        sheet.field(case, "names", label, right=case.holds(label, "names", map(span_of, crossing.names)))
    if "source" in label:
        sheet.field(case, "source", label, right=case.source(label, crossing.attribution))
    for name in ("since", "until"):
        if name in label:
            sheet.field(case, name, label, right=case.holds(label, name, [case.time(getattr(crossing, name, None))]))
    for name, attribute in (("except", "exceptions"), ("by", "by")):
        if name in label:
            sheet.field(case, name, label, right=case.holds(label, name, map(span_of, getattr(crossing, attribute, ()))))


def statements(case: Case, sheet: Sheet) -> None:
    """A statement is found if half of its characters are; with its speaker, if the speaker's words overlap, too."""
    gold, given = case.row["statements"], case.report.statements
    wanted = [_characters(case.at(part) for part in label["content"]) for label in gold]
    told = [_characters((part.start, part.end) for part in statement.content) for statement in given]

    def fit(i: int, j: int) -> float:
        """Two may say one thing ("the paper wrote, citing a medic"): of equal contents that of the speaker fits better."""
        shared = _half(wanted[i], told[j])
        return shared * (1.01 if case.holds(gold[i], "speaker", [span_of(given[j].speaker)]) else 1.0)

    matched = match(range(len(gold)), range(len(given)), fit)
    sheet.compare(case, "content", (gold, given), matched)
    pairs = [(gold[i], given[j]) for i, j in matched]
    spoken = [case.holds(label, "speaker", [span_of(statement.speaker)]) for label, statement in pairs]
    sheet.count("content_speaker", len(gold), len(given), sum(spoken))
    for (label, statement), right in zip(pairs, spoken, strict=True):
        _statement_fields(case, sheet, label, statement)
        if not right:
            sheet.fault(case, "speaker wrong", (label, statement))


def _statement_fields(case: Case, sheet: Sheet, label: Row, statement: Statement) -> None:
    sheet.field(case, "quote", label, right=label["quote"] == statement.quote)
    sheet.field(case, "cue", label, right=case.holds(label, "cue", [span_of(statement.cue)]))
    if "addressee" in label:
        sheet.field(case, "addressee", label, right=case.holds(label, "addressee", [span_of(statement.addressee)]))


def _characters(spans: Iterable[Span]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def _half(wanted: set[int], told: set[int]) -> float:
    shared = len(wanted & told) / max(1, len(wanted | told))
    return shared if shared >= HALF else 0.0


def events(case: Case, sheet: Sheet) -> None:
    """An event is found if its type stands at its trigger; what a label calls old is neither asked for nor held against us."""
    labels = case.row["events"]
    given = _without_old(case, [label for label in labels if label.get("old")], case.report.events)
    asked = [label for label in labels if not label.get("old")]
    matched = match(asked, given, lambda label, event: _fit(case, label, event))
    sheet.compare(case, "event", (asked, given), matched)
    pairs = [(asked[i], given[j]) for i, j in matched]
    gold = sum(len(label[role]) for label in asked for role in ("actor", "recipient"))
    told = sum(len(event.actor) + len(event.recipient) for event in given)
    sheet.count("roles", gold, told, sum(_roles(case, label, event) for label, event in pairs))
    for label, event in pairs:
        _event_fields(case, sheet, label, event)


def _without_old(case: Case, old: list[Row], given: Sequence[Event]) -> list[Event]:
    aside = {j for _, j in match(old, given, lambda label, event: _fit(case, label, event))}
    return [event for j, event in enumerate(given) if j not in aside]


def _fit(case: Case, label: Row, event: Event) -> float:
    if event.type not in (label["type"], *label.get("types", ())):
        return 0.0
    return (1.0 + _roles(case, label, event)) * bool(overlap(case.at(label["trigger"]), (event.trigger.start, event.trigger.end)))


def _roles(case: Case, label: Row, event: Event) -> int:
    """How many mentions of the label's actors and recipients the event has in the same role."""
    return sum(
        len(match([case.at(each) for each in label[role]], getattr(event, role), _near)) for role in ("actor", "recipient")
    )


def _near(span: Span, record: Place | Time) -> float:
    return similarity(span, (record.start, record.end))


def _event_fields(case: Case, sheet: Sheet, label: Row, event: Event) -> None:
    sheet.field(case, "status", label, right=label["status"] == event.factuality.status)
    for role in ("actor", "recipient"):
        both = match([case.at(each) for each in label[role]], getattr(event, role), _near)
        sheet.field(case, role, (label, event), right=len(both) == len(label[role]) == len(getattr(event, role)))
    if "mode" in label:
        sheet.field(case, "mode", label, right=label["mode"] == event.mode)
    if "place" in label:
        sheet.field(case, "place", label, right=case.holds(label, "place", [case.place(event.place)]))
    if "time" in label:
        sheet.field(case, "time", label, right=case.holds(label, "time", [case.time(event.time)]))


def places(case: Case, sheet: Sheet) -> None:
    """recognition: overlapping mentions; placed: of those resolved the share that lies right, and of all labels."""
    gold, given = case.row["places"], case.report.places
    matched = match([case.at(label["text"]) for label in gold], given, _near)
    sheet.compare(case, "recognition", (gold, given), matched)
    right = 0
    for label, place in ((gold[i], given[j]) for i, j in matched):
        if _lies_right(label, place):
            right += 1
        else:
            sheet.fault(case, "place wrong" if place.lat is not None else "place unknown", (label, place))
    sheet.add("placed", Tally(given=sum(place.lat is not None for place in given), right=right, gold=len(gold), found=right))


def _lies_right(label: Row, place: Place) -> bool:
    if place.lat is None or place.lon is None or (label["country"] and place.country and place.country != label["country"]):
        return False
    allowed: float = label.get("km", KM.get(label["kind"], NEAR))
    return kilometres((label["lat"], label["lon"]), (place.lat, place.lon)) <= allowed


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The way between two points (latitude, longitude in degrees) over the globe."""
    (north, east), (south, west) = ((radians(lat), radians(lon)) for lat, lon in (a, b))
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin((west - east) / 2) ** 2
    return 2 * EARTH * asin(sqrt(half))


def times(case: Case, sheet: Sheet) -> None:
    """relaxed: overlapping words; value and type: those that also have the label's value, or type."""
    gold, given = case.row["times"], case.report.times
    spans = [case.at(label["text"]) for label in gold]
    matched = match(spans, given, _near)
    sheet.compare(case, "relaxed", (gold, given), matched)
    both = [(gold[i], given[j]) for i, j in matched]
    sheet.count("strict", len(gold), len(given), len(set(spans) & {(time.start, time.end) for time in given}))
    sheet.count("type", len(gold), len(given), sum(label["type"] == time.type for label, time in both))
    sheet.count("value", len(gold), len(given), sum(label["value"] == time.value for label, time in both))
    for label, time in both:
        if label["value"] != time.value:
            sheet.fault(case, "value wrong", (label, time.value, time.basis))


def factuality(case: Case, sheet: Sheet) -> None:
    """The status of one predicate a text; one that is not recognised has none."""
    span = case.at(case.row["on"])
    predicates = case.report.predicates if isinstance(case.report.predicates, tuple) else ()
    over = [each for each in predicates if overlap(span, (each.start, each.end))]
    told = over[0].status if over else None
    sheet.statuses.append((case.row["status"], told))
    if told != case.row["status"]:
        sheet.fault(case, f"status {told}", {"on": case.row["on"], "status": case.row["status"]})


SCORERS: dict[str, Callable[[Case, Sheet], None]] = {
    "crossings": crossings, "events": events, "factuality": factuality, "figures": figures, "places": places,
    "statements": statements, "times": times,
}  # fmt: skip
