"""The place test: what speaks for and against a name being a place, summed.

    He was born in Jordan.             locative preposition, country            a place
    Jordan scored twice.               given name, PERSON by the parser         no place
    Michael Jordan, the Jordan River   inside a person's name; a feature        no place; a place of its own
    Goma Police, Goma Times            a public body belongs to its place; a paper only bears the name

The parser's entity labels are one vote: it calls Natanz an organisation, Goma a person and Dar a state.
"""

from dateline.extract.places_runs import ENGLISH, OPEN_WORDS, Segment, is_name_like
from dateline.knowledge.candidates import Candidate
from dateline.knowledge.gazetteer import Gazetteer
from dateline.knowledge.place_words import PlaceWords, place_words
from dateline.syntax.tree import Tree, Word

ACCEPT = 2.0
SURE = 3.5  # a name seen once with so much support is known in the rest of the report
KNOWN = 2.0
BESIDE, TOLD_COUNTRY = 1.6, 1.0  # near a sure place of the report; in a country that has one
BESIDE_DEGREES = 2.5
BELOW = 2.5  # a country with a sure town: "Jordan shot down two drones over Amman"
HOMOGRAPH = -3.5
FOREIGN, TOLD = -1.5, -0.5  # a "person" with a town's name that no English town has; in a country of the report
ACRONYM = -9.0
CUT = -2.0
LABELS = {"GPE": 2.5, "LOC": 2.2, "FAC": 0.3, "": -0.5, "PERSON": -2.5, "NORP": -0.5, "DATE": -1.5, "TIME": -2.0}
OTHER_LABEL = -1.5
WORTH = {"country": 3.0, "continent": 3.0, "admin1": 1.8, "sea": 2.5, "ocean": 2.5, "region": 2.5, "organization": 0.5}
SIZES = ((1_000_000, 2.5), (100_000, 1.8), (15_000, 1.2), (1_000, 0.7))
WIDE = frozenset({"country", "continent", "region", "sea", "ocean", "admin1", "organization"})
SPEAKING = frozenset({"say", "tell", "add"})
STATES = frozenset({"country", "admin1", "organization", "region", "continent"})
CAPITAL = 300_000
INSIDE = frozenset({"in", "near", "outside", "inside", "throughout"})  # people are seldom told to be there
COUNTIES = frozenset({"County", "Parish", "District"})
LANDS = frozenset({"territory", "governorate", "raion", "oblast", "subcounty", "tehsil", "woreda", "upazila", "taluka"})
DASHES = frozenset({"-", "--", "–", "—", "(", "_"})


class Test:
    """Judges the segments of one report; remembers who is a person in it."""

    def __init__(self, tree: Tree, gazetteer: Gazetteer) -> None:
        self.tree = tree
        self.gazetteer = gazetteer
        self.words: PlaceWords = place_words()
        self.people = _people(tree)
        self.titled = _titled(tree)
        self.countries = _countries(tree, gazetteer)

    def score(self, segment: Segment) -> float:
        """The sum; `ACCEPT` and more is a place."""
        first, last = segment.words[0], segment.words[-1]
        if segment.feature == "admin1" and not segment.candidates:
            return 5.0
        text = self.tree.text[segment.start : segment.end]
        if self.gazetteer.country_of_demonym(text) and not self.gazetteer.country_by_name(text):
            return -5.0
        total = self._prior(segment) + self._label(segment) + self._tags(segment) + self._cut(segment)
        total += self._before(first) + self._after(last, segment) + self._person(segment) + self._role(last, segment)
        return total + self._homograph(segment, text)

    def _cut(self, segment: Segment) -> float:
        """"Caño Limón" is no Kano: a name known only as somebody's alternate, before another name of the same run."""
        last = segment.words[-1]
        if not segment.candidates or any(place.rank < 2 for place in segment.candidates) or segment.feature:
            return 0.0
        after = self._next(last)
        lists = self.words.table.organizations
        if after is None or not is_name_like(after) or after.start != last.end + 1:
            return 0.0
        return 0.0 if after.text in lists.public or after.text in self.words.feature_of else CUT

    def _prior(self, segment: Segment) -> float:
        own = 2.5 if segment.feature else -0.8 if len(segment.words) > 1 else -1.5
        return max(own, *(_prior(candidate) for candidate in segment.candidates[:30])) if segment.candidates else own

    def _label(self, segment: Segment) -> float:
        labels = [word.entity.label if word.entity else "" for word in segment.words]
        label = max(set(labels), key=lambda each: (labels.count(each), each))
        value = self._organization(segment) if label == "ORG" else LABELS.get(label, OTHER_LABEL)
        if value < 0.0 and segment.feature == "road":
            return -0.5
        if value >= 0.0 or not segment.candidates:
            return value
        if len(segment.words) > 1 and segment.words[-1].text in COUNTIES:
            return 0.5
        if any(place.by_hand for place in segment.candidates[:3]):
            return max(value, -0.5)
        if all(place.rank == 2 or place.country not in ENGLISH for place in segment.candidates[:12]):
            told = any(place.country in self.countries for place in segment.candidates[:5])
            return max(value, 0.0 if len(segment.words) > 1 else TOLD if told else FOREIGN)
        return max(value, -1.0) if len(segment.words) > 1 and label == "PERSON" else value

    def _organization(self, segment: Segment) -> float:
        """Where the name stands in the organisation's: first and before a public word it names the place of the body."""
        entity = segment.words[0].entity
        if entity is None:
            return 0.0
        names = entity.words[1:] if entity.words[0].lower == "the" else entity.words
        if segment.words[0] not in names:
            return 0.0
        at, end = names.index(segment.words[0]), names.index(segment.words[0]) + len(segment.words)
        if at == 0 and end >= len(names):
            return self._following(self._next(segment.words[-1]), 0.3)
        if at == 0:
            return self._following(names[end], -0.6)
        if end >= len(names) and names[at - 1].lower == "of":
            before = names[at - 2].lower if at > 1 else ""
            return -1.5 if before in self.words.table.organizations.before_of else 0.3
        return -2.0

    def _following(self, word: Word | None, otherwise: float) -> float:
        lists = self.words.table.organizations
        if word is None or not is_name_like(word):
            return -1.5 if word is not None and word.text in lists.private else otherwise
        return 1.2 if word.text in lists.public else -1.5 if word.text in lists.private else otherwise

    def _next(self, last: Word) -> Word | None:
        words = self.tree.words
        after = words[last.i + 1] if last.i + 1 < len(words) else None
        return after if after is not None and after.sentence is last.sentence else None

    def _tags(self, segment: Segment) -> float:
        if segment.feature == "road" or any(word.tag in ("NNP", "NNPS") for word in segment.words):
            return 0.5
        return -2.0 if segment.start == segment.words[0].sentence.start else -1.0

    def _before(self, first: Word) -> float:
        """"in Goma", "Mr Jordan", "the city of Most", "D-Raleigh"."""
        before = self.tree.words[first.i - 1] if first.i else None
        if before is None or before.sentence is not first.sentence:
            return 0.0
        company, earlier = self.words.table.company, self.tree.words[before.i - 1] if before.i else None
        if before.lower == "the" and earlier is not None and earlier.sentence is first.sentence:
            return 1.5 if earlier.lower in company.locative else 0.0
        if before.text == ":" and earlier is not None and earlier.tag == "NNS" and earlier.lower in self.words.kind_of:
            return 4.0
        if before.text in company.titles or before.text == "$":
            return -4.0
        if before.lower == "to" and earlier is not None and earlier.lower in ("according", "due", "thanks"):
            return 0.0
        if before.lower in company.locative:
            return 2.0 if before.lower in INSIDE else 1.5
        if before.lower == "of" and earlier is not None and earlier.lower in self.words.kind_of and earlier.lower != "department":
            return 5.5 if self.words.kind_of[earlier.lower] == "city" else 2.5
        if before.lower == "of" and earlier is not None and earlier.lower in company.of_heads:
            return 1.5
        if before.lower == "to" and earlier is not None and earlier.lower in ("close", "next", "way", "road"):
            return 2.0
        if before.text == "-" and earlier is not None and earlier.text in ("D", "R"):
            return 3.0
        if before.lower == "on":
            return 0.8
        if before.pos == "NOUN" and before.lower in company.titles_of_place:
            return 2.5
        return 1.5 if before.lower in self.words.table.shifts.directions or before.lower in company.held else 0.0

    def _after(self, last: Word, segment: Segment) -> float:
        """"Chagai district", "Paris, Texas", "Tehran-based", "KABUL (Reuters) -"."""
        after = self._next(last)
        if after is None:
            return 0.0
        later = self._next(after)
        if after.lower in self.words.table.company.diseases:
            return -5.0
        if after.lower in self.words.table.company.dwellers:
            return 3.0
        if after.text in self.words.table.organizations.press and after.start == last.end + 1:
            return -6.0
        if after.text == "-" and later is not None and later.text == "Presse":
            return -9.0
        if after.text == "Day" or (after.lower in ("'s", "’s") and later is not None and later.text == "Day"):
            return -5.0
        pair = f"{after.lower} {later.lower}" if later is not None else ""
        if after.text[0].islower() and (after.lower in self.words.kind_of or pair in self.words.kind_of):
            return 2.0 if after.lower in self.words.kind_of and after.lower not in LANDS else 3.0
        if (after.text, later.text if later is not None else "") == ("Local", "Government"):
            return 3.5
        if after.text == "," and later is not None and later.lower in ("a", "an", "the"):
            return self._described(later)
        if after.text == "," and later is not None and later.lower == "in":
            held = self._next(later)
            return 1.5 + self._parent(held) if held is not None and is_name_like(held) and self._parent(held) else 0.0
        if after.text == "-" and later is not None and later.lower == "based":
            return 3.0
        opens = segment.start == last.sentence.start and self.tree.text[segment.start : segment.end].isupper()
        if after.text in DASHES and opens:
            return 2.5
        if later is not None and is_name_like(later) and after.text in (",", "in"):
            return self._parent(later) * (1.0 if after.text == "," else 0.75)
        return 0.0

    def _described(self, article: Word) -> float:
        """"Renk, a border town in ...", "Goma, the capital of ..."."""
        word = self._next(article)
        for _ in range(3):
            if word is not None and word.lower in self.words.kind_of:
                return 2.5
            word = self._next(word) if word is not None else None
        return 0.0

    def _role(self, last: Word, segment: Segment) -> float:
        """What a name does: "shelled Sumy", "Jordan said it had shot down two drones"."""
        if last.dep in ("dobj", "nsubjpass") and last.head.lemma in self.words.table.company.place_verbs:
            return 1.5
        if last.dep != "nsubj":
            return 0.0
        clause = last.head.child("ccomp")
        subject = clause.child("nsubj") if clause else None
        if subject is not None and subject.lower == "it":
            return 3.0
        if last.head.lemma not in SPEAKING:
            return 0.0
        named = last.text in self.words.table.homographs.given_names
        speaks = any(place.kind in STATES or place.population > CAPITAL for place in segment.candidates[:3])
        return -1.5 if named or not segment.candidates else 0.0 if speaks else -2.0  # governments speak; towns do not

    def _parent(self, word: Word) -> float:
        """Whether the name behind the comma is a state or a country."""
        short = self.words.table.abbreviations
        if word.text in short.states or word.text in short.postal:
            return 3.0
        text = self.tree.text[word.start : word.entity.end] if word.entity else word.text
        if text.rpartition(" ")[2] in COUNTIES or self._is_division(word):
            return 2.0
        return 2.0 if any(c.kind in ("country", "admin1") and c.rank < 2 for c in self.gazetteer.lookup(text)[:5]) else 0.0

    def _is_division(self, word: Word) -> bool:
        """"Kamdi in Gadchiroli **district**": the name is followed by what it is."""
        after = self._next(word.entity.words[-1] if word.entity else word)
        return after is not None and self.words.kind_of.get(after.lower) in ("admin1", "admin2")

    def _person(self, segment: Segment) -> float:
        """Inside or beside a person's name: "Michael Jordan", "Paris Hilton"; later "Jordan" alone."""
        first = segment.words[0]
        entity = first.entity
        if entity and entity.label == "PERSON" and any(is_name_like(w) for w in entity.words if w not in segment.words):
            return -3.0
        if len(segment.words) > 1:
            return 0.0
        if first.text in self.words.table.homographs.given_names and self._introduces(first):
            return -5.0
        return -4.0 if first.lower in self.titled else -2.5 if first.lower in self.people else 0.0

    def _introduces(self, first: Word) -> bool:
        """"Paris Martin, a nurse", "Austin Okoro, 43": a given name, another name, and who that is."""
        lists = self.words.table.organizations
        second = self._next(first)
        comma = self._next(second) if second is not None else None
        told = self._next(comma) if comma is not None else None
        if second is None or comma is None or told is None or second.tag != "NNP" or comma.text != ",":
            return False
        if second.text in lists.public or second.text in lists.private or second.text in self.words.feature_of:
            return False
        return told.lower in ("a", "an", "who", "whose") or told.text.isdigit()

    def _is_acronym(self, segment: Segment, text: str) -> bool:
        """"UN", "U.N.", "NATO" in a sentence that is not all in capitals."""
        letters = text.replace(".", "")
        if not letters.isupper() or len(letters) > 5:
            return False
        return len(letters) < 4 or "." in text or segment.start != segment.words[0].sentence.start

    def _homograph(self, segment: Segment, text: str) -> float:
        lists = self.words.table.homographs
        if segment.feature:
            return 2 * HOMOGRAPH if text in lists.words else 0.0
        if text.lower() in self.words.table.shifts.directions:
            after = self._next(segment.words[-1])
            return 0.0 if after is not None and after.lower in self.words.table.company.single_areas else -6.0
        if text in lists.words or text in self.words.table.company.titles:
            return HOMOGRAPH
        if len(segment.words) > 1:
            return 0.0
        known = any(place.kind == "country" or place.by_hand for place in segment.candidates[:3])
        if not known and self._is_acronym(segment, text):
            return ACRONYM
        if text.capitalize() in lists.words:
            return HOMOGRAPH
        return -1.0 if text in lists.given_names else 0.0


class Sure:
    """The places of a report that are sure, and what they say of a doubtful name: "Djibo" beside Ouagadougou."""

    def __init__(self, segments: list[Segment]) -> None:
        self.countries: dict[str, str] = {}
        self.points: list[tuple[str, float, float]] = []
        for segment in segments:
            name = segment.lookup.lower()
            for place in segment.candidates[:1]:
                if place.country:
                    self.countries.setdefault(place.country, name)
                if place.lat is not None and place.lon is not None and place.kind not in WIDE:
                    self.points.append((name, place.lat, place.lon))

    def support(self, segment: Segment) -> float:
        """How much nearer a doubtful name comes to a place; nothing for towns of English-speaking countries, full of surnames."""
        name, best = segment.lookup.lower(), 0.0
        if not _stands_alone(segment):
            return 0.0
        for place in segment.candidates[:8]:
            small = 0 < place.population < 1_000 and not place.by_hand  # a seat of unknown size has 0
            if small or place.kind == "organization" or place.rank == 2 or place.country in ENGLISH:
                continue
            if self.countries.get(place.country or "", name) != name:
                best = max(best, BELOW if place.kind == "country" else TOLD_COUNTRY)
            if place.lat is None or place.lon is None or place.kind in WIDE:
                continue
            if any(
                other != name and abs(lat - place.lat) < BESIDE_DEGREES and abs(lon - place.lon) < BESIDE_DEGREES
                for other, lat, lon in self.points
            ):
                return BESIDE
        return best


def _stands_alone(segment: Segment) -> bool:
    """Whether no capitalised word is joined to the name: not in "Banahari Saha", "Xinhua News"."""
    sentence, first, last = segment.words[0].sentence, segment.words[0], segment.words[-1]
    if first.tag not in ("NNP", "NNPS") or (len(segment.words) == 1 and first.text.isupper() and len(first.text) < 5):
        return False
    words, start = sentence.words, sentence.words[0].i
    before = words[first.i - start - 1] if first.i > start else None
    after = words[last.i - start + 1] if last.i - start + 1 < len(words) else None
    return not any(
        word is not None and word.text not in OPEN_WORDS and (is_name_like(word) or word.tag == "CD") for word in (before, after)
    )


def _countries(tree: Tree, gazetteer: Gazetteer) -> set[str | None]:
    """Countries that the report names, also by a demonym: "Burkinabe soldiers"."""
    found: set[str | None] = set()
    for entity in tree.entities:
        if entity.label in ("GPE", "NORP"):
            text = tree.text[entity.start : entity.end]
            found.add(gazetteer.country_by_name(text) or gazetteer.country_of_demonym(text))
    return found - {None}


def _people(tree: Tree) -> set[str]:
    """Lower-case words of multi-word persons in the report, and of names behind a title."""
    found: set[str] = set()
    for entity in tree.entities:
        named = [word for word in entity.words if is_name_like(word)] if entity.label == "PERSON" else []
        if len(named) > 1 and not any(word.text in place_words().feature_of for word in named):
            found.update(word.lower for word in named)
    return found


def _titled(tree: Tree) -> set[str]:
    """Lower-case names behind a title: "Admiral London"."""
    titles = place_words().table.company.titles
    pairs = zip(tree.words, tree.words[1:], strict=False)
    return {b.lower for a, b in pairs if a.text in titles and b.tag == "NNP" and b.sentence is a.sentence}


def _prior(place: Candidate) -> float:
    """How likely the name of this place is meant as a place at all."""
    worth = WORTH.get(place.kind)
    if worth is None:
        worth = 2.5 if place.by_hand else next((value for least, value in SIZES if place.population > least), 0.2)
    return worth - (0, 0.2, 0.9 if place.population > 1_000_000 else 1.8)[place.rank]
