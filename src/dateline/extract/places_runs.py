"""Runs of capitalised words, cut into the names that the gazetteer or a feature word makes of them.

    the Kanawha River in Charleston, W.Va.      Kanawha River | Charleston | W.Va.
    Deir el-Balah and Khan Younis               Deir el-Balah | Khan Younis
    Norfolk High School                         Norfolk (the rest says: an organisation)
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from dateline.knowledge.candidates import Candidate
from dateline.knowledge.countries import countries
from dateline.knowledge.gazetteer import Gazetteer
from dateline.knowledge.place_words import PlaceWords, place_words
from dateline.syntax.tree import Sentence, Tree, Word
from dateline.text.fold import fold


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


JOINING = _words(
    "of the de la le les el al du del des da do dos di an bin ben and upon on sur e y - – ash as ad ar at az under in es ed i ' ’"
    " 's ’s ez er ul us dell au aux en sous lez von der auf am"
)
LONGEST = 7
REMEMBERED = 16_384  # words
DOUBTFUL = frozenset({"Miss.", "Man.", "Ill.", "Mass.", "Wash.", "Ore.", "Mo.", "Ark.", "Ind.", "La."})  # only behind a comma
OPEN_WORDS = _words("The A An In At On But And For From Of To By With It He She I")
NO_NAMES = _words("PRON DET ADP CCONJ SCONJ AUX PART INTJ NUM")  # "We", "Three" in "Three Eastland County residents"
CITY = 100_000
ENGLISH = frozenset({"USA", "GBR", "CAN", "AUS", "NZL", "IRL"})  # whose towns have the surnames of English reports
ARTICLES = _words("La El Los Las Le Les")  # of a name that follows; "La" is no Los Angeles
TO_A_PLACE = _words("in at from near to into around outside toward towards")
BETWEEN = _words("road highway route axis border corridor railway line pipeline motorway stretch talks war ferry flight canal")
SITE_WORDS = frozenset({"airport", "crossing", "camp", "base", "dam", "bridge", "port", "airbase", "prison", "hospital"})
ROAD_WORDS = frozenset({"motorway", "highway", "road", "expressway", "autobahn", "freeway"})
_ROAD_SIGN = re.compile(r"(?:[AMNER]|RN)-?\d{1,3}")
LARGE = frozenset({"country", "continent", "admin1", "region"})  # "Iraq Kurdistan", "Texas Hill Country"
_ROADS = place_words().table.roads.words | set(place_words().table.abbreviations.postal)


class Segment(NamedTuple):
    """Words that may be a place's name. `feature` is the kind that a capitalised word in or before it says."""

    words: list[Word]
    run: list[Word]
    candidates: tuple[Candidate, ...]
    feature: str | None = None
    lookup: str = ""

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end


def is_name_like(word: Word) -> bool:
    """A word with a capital or, in "al-Shati", one that begins with an article and has a capital later."""
    return _looks_named(word.text)


@lru_cache(maxsize=REMEMBERED)
def _looks_named(text: str) -> bool:
    first = text[0]
    if first.islower() and first not in "dl":
        return False
    if "$" in text:
        return False
    if first in "dl" and text[1:2] in ("'", "’") and text[2:3].isupper():
        return True
    return first.isupper() or (not first.isalpha() and text[1:2].isupper() and len(text) > 2)


def _is_road_number(text: str) -> bool:
    """"Highway 50", "US 1", "M1"; four digits are a year or a post code."""
    return text.isdigit() and len(text) <= 3


def runs(sentence: Sentence) -> Iterator[list[Word]]:
    """Maximal runs of capitalised words with joining words between them: "Democratic Republic of the Congo"."""
    words, n = sentence.words, len(sentence.words)
    named = [_looks_named(word.text) for word in words]
    i = 0
    while i < n:
        if not named[i]:
            i += 1
            continue
        last, j = i, i + 1
        while j < n and j - last <= 4:
            if named[j]:
                last = j
            elif words[j].lower not in JOINING:
                break
            j += 1
        if last + 1 < n and _is_road_number(words[last + 1].text) and words[last].text in _ROADS:
            last += 1
        yield words[i : last + 1]
        i = last + 1


def segments(tree: Tree, sentence: Sentence, gazetteer: Gazetteer) -> Iterator[Segment]:
    """The names in a sentence, longest first from the left, never overlapping."""
    words = place_words()
    for run in runs(sentence):
        i = 0
        while i < len(run):
            if not is_name_like(run[i]) or (run[i].text == "The" and not _is_called_the(tree, run, i, gazetteer)):
                i += 1
                continue
            found = _abbreviated(tree, run, i, words) or _named(tree, run, i, gazetteer)
            if found is None or len(found.words) == 1:
                found = None if _is_no_name(run[i], found) else found
            longer = _feature(tree, run, i, (words, gazetteer))
            if longer and (found is None or len(longer.words) > len(found.words)):
                found = longer
            if found is not None and _shifts_a_country(found, run, i, (words, gazetteer)):
                yield Segment([run[i]], run, ())
                i += 1
                continue
            if _is_direction(run, i, words) and (found is None or len(found.words) == 1):
                found = Segment([run[i]], run, ())
            else:
                found = _whole(tree, found, words) if found else _bare(tree, run, i)
            yield found
            i += len(found.words)


def _is_called_the(tree: Tree, run: list[Word], i: int, gazetteer: Gazetteer) -> bool:
    """"The Hague", but not "The Jordan River"."""
    found = gazetteer.lookup(tree.text[run[i].start : run[i + 1].end]) if i + 1 < len(run) else ()
    return any(place.name.startswith("The ") and place.rank == 0 for place in found[:2])


def _is_direction(run: list[Word], i: int, words: PlaceWords) -> bool:
    """"South West England": the first two only shift the third."""
    return i + 1 < len(run) and is_name_like(run[i + 1]) and run[i].lower in words.table.shifts.directions


def _shifts_a_country(found: Segment, run: list[Word], i: int, known: tuple[PlaceWords, Gazetteer]) -> bool:
    """"North West Pakistan" is no place called North West; "South West Delhi" has its own name."""
    words, gazetteer = known
    end = i + len(found.words)
    if found.feature or not all(word.lower in words.table.shifts.directions for word in found.words) or end >= len(run):
        return False
    return any(place.kind in LARGE and place.rank < 2 for place in gazetteer.lookup(run[end].text)[:1])


def _named(tree: Tree, run: list[Word], i: int, gazetteer: Gazetteer) -> Segment | None:
    for j in range(min(len(run), i + LONGEST), i, -1):
        if not (is_name_like(run[j - 1]) or run[j - 1].text[0].isdigit()):
            continue
        if j == i + 1 and run[i].text in OPEN_WORDS:
            return None
        text = tree.text[run[i].start : run[j - 1].end]
        site = _site(tree, run[j - 1]) if j > i + 1 else None
        if site is not None and (longer := gazetteer.lookup(f"{text} {site}")):
            return Segment(run[i:j], run, longer, lookup=f"{text} {site}")
        candidates = gazetteer.lookup_folded(fold(text))
        if candidates:
            return Segment(run[i:j], run, candidates, lookup=text)
    return None


def _site(tree: Tree, last: Word) -> str | None:
    """The word behind a name of several words that makes a site of it: "Toussaint Louverture **airport**"."""
    after = tree.words[last.i + 1] if last.i + 1 < len(tree.words) else None
    return after.lower if after is not None and after.lower in SITE_WORDS and after.sentence is last.sentence else None


def _is_no_name(word: Word, found: Segment | None) -> bool:
    """"We", "Both", "Three": a word of another kind is no town, whatever village bears its letters; "US" is a country."""
    if word.text in ARTICLES:
        return True
    if word.pos not in NO_NAMES or found is None:
        return False
    known = found.candidates[:3]
    return not any(place.kind == "country" or place.by_hand or place.population > CITY for place in known)


def _whole(tree: Tree, found: Segment, words: PlaceWords) -> Segment:
    """"Meadow Grove", which no list has, is not Meadow: the name that the parser sees as one place is not cut."""
    entity, last = found.words[-1].entity, found.words[-1]
    longer = _cut_name(tree, found, words) or _hyphened(tree, found)
    if longer is not None:
        return Segment(longer, found.run, (), lookup=tree.text[longer[0].start : longer[-1].end])
    if entity is None or entity.label not in ("GPE", "LOC", "FAC") or found.feature or entity.words[0] is not found.words[0]:
        return found
    rest = entity.words[len(found.words) :]
    if not rest or not is_name_like(rest[-1]) or not all(word in found.run for word in rest) or rest[0].start != last.end + 1:
        return found
    if entity.label != "GPE" and rest[0].lower not in ("de", "du", "des", "della", "del"):
        return found
    lists = words.table.organizations
    if any(place.kind in LARGE for place in found.candidates[:2]) or any(
        word.text in lists.public or word.text in lists.private or word.text in words.feature_of for word in rest
    ):
        return found
    return Segment(list(entity.words), found.run, (), lookup=tree.text[entity.start : entity.end])


def _cut_name(tree: Tree, found: Segment, words: PlaceWords) -> list[Word] | None:
    """"held at **Mae Ku**": two words that the parser reads as one name behind a preposition are no village called Mae."""
    word = found.words[0]
    after = tree.words[word.i + 1] if len(found.words) == 1 and word.i + 1 < len(tree.words) else None
    if after is None or after not in found.run or found.run[-1] is not after or after.start != word.end + 1:
        return None
    joined = word.dep == "compound" and word.head is after and after.tag == "NNP" and after.dep == "pobj"
    if not joined or after.head.lower not in TO_A_PLACE or found.feature or not is_name_like(after):
        return None
    lists = words.table.organizations
    if after.label in ("DATE", "TIME") or any(after.text in each for each in (lists.public, lists.private, words.feature_of)):
        return None
    known = any(  # and "Anglesey Lodge" is a house on Anglesey
        place.kind in LARGE or place.by_hand or place.population > CITY or place.country in ENGLISH
        for place in found.candidates[:3]
    )
    return None if known else [word, after]


def _hyphened(tree: Tree, found: Segment) -> list[Word] | None:
    """"the village of **Mambasa-Kilo**" is neither Mambasa nor Kilo; "the Gusau-Funtua road" leads from one to the other."""
    i, words = found.words[-1].i, tree.words
    if i + 2 >= len(words) or words[i + 1].text != "-" or words[i + 2] not in found.run or not is_name_like(words[i + 2]):
        return None
    if words[i + 1].start != words[i].end or words[i + 2].start != words[i + 1].end:
        return None
    if countries().by_name(words[i + 2].text) is not None:  # "Pro-Israel"
        return None
    after = words[i + 3].lower if i + 3 < len(words) else ""
    known = any(place.kind in LARGE or place.population > CITY or place.country in ENGLISH for place in found.candidates[:1])
    return None if known or found.feature or after in BETWEEN else [*found.words, words[i + 1], words[i + 2]]


def _feature(tree: Tree, run: list[Word], i: int, known: tuple[PlaceWords, Gazetteer]) -> Segment | None:
    """"Kanawha River", "Lake Sevan", "Highway 50": a name by its form, whether the gazetteer has it or not.

    The shortest that the gazetteer has: "Navarro County Criminal District" is the county.
    """
    words, gazetteer = known
    if run[i].text in OPEN_WORDS or (run[i].pos in NO_NAMES and run[i].text not in words.opening_of):
        return None
    road = _road(tree, run, i)
    if road is not None:
        return road
    numbered = run[i + 1] if i + 1 < len(run) and _is_road_number(run[i + 1].text) and run[i].text in _ROADS else None
    if numbered is not None:
        return Segment(run[i : i + 2], run, (), "road", tree.text[run[i].start : numbered.end])
    opening = words.opening_of.get(run[i].text)
    if opening and i + 1 < len(run) and is_name_like(run[i + 1]):
        span = run[i : i + 2]
        name = tree.text[span[0].start : span[-1].end]
        return Segment(span, run, gazetteer.lookup(name), opening, name)
    found = None
    for j in range(i + 1, min(len(run), i + 5)):
        if not is_name_like(run[j]):
            break
        kind = words.feature_of.get(run[j].text)
        if run[j].text in ("St.", "Dr.") and j + 1 < len(run) and is_name_like(run[j + 1]):
            break
        if kind and run[j - 1].text not in words.table.organizations.public:
            name = tree.text[run[i].start : run[j].end]
            found = Segment(run[i : j + 1], run, gazetteer.lookup(name), kind, name)
            if found.candidates or kind == "admin2":
                break
    return found


def _road(tree: Tree, run: list[Word], i: int) -> Segment | None:
    """"the M5", "N2 motorway": a letter and a number, behind "the" or before a road's word."""
    word = run[i]
    if _ROAD_SIGN.fullmatch(word.text) is None:
        return None
    before = tree.words[word.i - 1] if word.i else None
    after = tree.words[word.i + 1] if word.i + 1 < len(tree.words) else None
    signed = after is not None and after.lower in ROAD_WORDS
    if not signed and (before is None or before.lower != "the" or (after is not None and after.pos in ("NOUN", "PROPN", "ADJ"))):
        return None
    return Segment([word], run, (), "road", word.text)


def _abbreviated(tree: Tree, run: list[Word], i: int, words: PlaceWords) -> Segment | None:
    """"Alexandria, La.", "Marshall, TX 75670"; two capitals count only behind a comma."""
    word, short = run[i], words.table.abbreviations
    full = short.states.get(word.text)
    after_comma = word.i > 0 and word.sentence.words[0].i < word.i and tree.words[word.i - 1].text == ","
    if full is None and after_comma:
        full = short.postal.get(word.text) or short.states.get(word.text + ".")
    elif word.text in DOUBTFUL and not after_comma:
        full = None
    return Segment([word], run, (), "admin1", full) if full else None


def _bare(tree: Tree, run: list[Word], i: int) -> Segment:
    """One word that no list knows, or the words of an entity that begins here."""
    entity = run[i].entity
    if entity and entity.words[0] is run[i] and entity.label in ("GPE", "LOC", "FAC") and entity.words[-1] in run:
        span = run[i : run.index(entity.words[-1]) + 1]
        return Segment(span, run, (), lookup=tree.text[span[0].start : span[-1].end])
    named = run[i : i + 2] if run[i].text in ARTICLES and i + 1 < len(run) and is_name_like(run[i + 1]) else run[i : i + 1]
    return Segment(named, run, (), lookup=tree.text[named[0].start : named[-1].end])
