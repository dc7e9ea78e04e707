"""Words that name places: capitalised runs, cut by the gazetteer and judged by their company.

    Taftan, in Chagai district in Balochistan     three places, each within the next
    Islamabad said                                a place that speaks: use "metonym"
    a Tehran-based analyst                        use "based"
    Norfolk High School                           use "nested": part of an organisation's name
    Afghan refugees                               no place
"""

from dateline.drafts import PlaceMention
from dateline.extract.places_company import described
from dateline.extract.places_evidence import ACCEPT, BELOW, KNOWN, SURE, Sure, Test
from dateline.extract.places_runs import Segment, segments
from dateline.knowledge.gazetteer import Gazetteer
from dateline.knowledge.place_words import place_words
from dateline.syntax.tree import Tree

LISTED = 4.0
LIST_WORDS = frozenset({",", "and", "or", "'s", "’s"})


def find(tree: Tree, gazetteer: Gazetteer) -> list[PlaceMention]:
    """Place mentions in the order of the text, never overlapping; `name` is what to look up."""
    test = Test(tree, gazetteer)
    judged = [(segment, test.score(segment)) for sentence in tree.sentences for segment in segments(tree, sentence, gazetteer)]
    sure = [segment for segment, score in judged if score >= SURE]
    names = {segment.lookup.lower() for segment in sure}
    ids = {segment.candidates[0].id for segment in sure if segment.candidates} - {None}
    judged = _supported(judged, Sure(sure))
    taken = [_is_place(segment, score, names, ids) for segment, score in judged]
    _spread_in_lists(tree, judged, taken)
    return described(tree, gazetteer, [segment for (segment, _), is_place in zip(judged, taken, strict=True) if is_place])


def _supported(judged: list[tuple[Segment, float]], sure: Sure) -> list[tuple[Segment, float]]:
    """A doubtful name gains by the sure places near it: "Two columns advanced on Mekele and took Adigrat"."""
    return [
        (segment, score + sure.support(segment)) if ACCEPT > score >= ACCEPT - BELOW and segment.candidates else (segment, score)
        for segment, score in judged
    ]


def _is_place(segment: Segment, score: float, names: set[str], ids: set[int | None]) -> bool:
    """A place once sure in a report is believed elsewhere in it, also spelt otherwise: "in Tehran ... the Téhéran strikes"."""
    if score >= ACCEPT or score + KNOWN < ACCEPT:
        return score >= ACCEPT
    return segment.lookup.lower() in names or any(place.id in ids for place in segment.candidates[:3])


def _spread_in_lists(tree: Tree, judged: list[tuple[Segment, float]], taken: list[bool]) -> None:
    """"Homs, Hama and Idlib", "Aleppo's Sheikh Maqsoud": a name beside a sure place is one if it may be."""
    order = range(len(judged) - 1)
    opened = {i for i in order if taken[i] and _opens_list(tree, judged[i][0])}
    for i in (*order, *reversed(order)):
        j = i + 1
        if taken[i] == taken[j]:
            continue
        known, (other, doubt) = (judged[i][0], judged[j]) if taken[i] else (judged[j][0], judged[i])
        if i not in opened and (doubt + LISTED < ACCEPT or not (other.candidates or _is_called_place(other))):
            continue
        if _begins_person(other):
            continue
        between = tree.words[judged[i][0].words[-1].i + 1 : judged[j][0].words[0].i]
        if between and len(between) < 3 and all(word.lower in LIST_WORDS for word in between):
            taken[i] = taken[j] = known.words[0].sentence is other.words[0].sentence
            opened |= {j} if i in opened and taken[j] else set()


def _begins_person(segment: Segment) -> bool:
    """"the bishop of Tibu, **Israel** Bravo": the parser sees a person's whole name, and this is the first part of it."""
    entity = segment.words[0].entity
    return entity is not None and entity.label == "PERSON" and entity.words[-1].i > segment.words[-1].i


def _is_called_place(segment: Segment) -> bool:
    entity = segment.words[0].entity
    return entity is not None and entity.label in ("GPE", "LOC")


def _opens_list(tree: Tree, segment: Segment) -> bool:
    """"three villages: **Bakombe**, Lusala and Mweka": none of them need be known."""
    i = segment.words[0].i
    if i < 2 or tree.words[i - 1].text != ":":
        return False
    return tree.words[i - 2].tag == "NNS" and tree.words[i - 2].lower in place_words().kind_of
