"""What the words around a place's name say of it: how it is used, what kind it is, what holds it, what shifts it."""

from dateline.drafts import PlaceMention, PlaceUse
from dateline.extract.places_runs import Segment
from dateline.knowledge.event_rules import word_classes
from dateline.knowledge.gazetteer import Gazetteer
from dateline.knowledge.place_words import place_words
from dateline.syntax.deep import first_joined
from dateline.syntax.tree import Tree, Word


def described(tree: Tree, gazetteer: Gazetteer, kept: list[Segment]) -> list[PlaceMention]:
    """One mention a segment, at the same index; "Rafah crossing" is looked up whole where the gazetteer has it."""
    made: list[PlaceMention] = []
    row_of = rows(tree, kept)
    shared = {row_of[index]: _plural_kind(tree, segment) for index, segment in enumerate(kept) if index in row_of}
    for index, segment in enumerate(kept):
        label = segment.words[0].entity.label if segment.words[0].entity else ""
        row = row_of.get(index)
        listed = row is not None and row_of.get(index + 1) == row
        within = None if listed else _within(tree, segment, kept[index + 1] if index + 1 < len(kept) else None, index)
        (kind, phrase), use, shift = _kind(tree, segment), _use(tree, segment), _modifier(tree, segment)
        kind = kind or (shared[row] if row is not None else None)
        name = _written_out(segment.lookup, gazetteer)
        if phrase and kind not in ("city", "quarter", "admin1", "admin2") and gazetteer.lookup(f"{name} {phrase}"):
            name = f"{name} {phrase}"
        if within is None and index and _is_owned(tree, kept[index - 1], segment):
            within = index - 1
        made.append(PlaceMention(segment.start, segment.end, name, use, kind, within, shift, label, row))
    return made


def rows(tree: Tree, kept: list[Segment]) -> dict[int, int]:
    """Which segments stand in one list of equals, by index, each with the list's first index: "Homs, Hama and Idlib".

    "Paris, Texas, and Rome, Georgia" is no such list: a comma stands behind its "and", too. Two joined by "and" are one.
    """
    found: dict[int, int] = {}
    first = 0
    while first < len(kept):
        last, joined, commas = first, False, 0
        while last + 1 < len(kept) and not joined:
            between = [word.lower for word in tree.words[kept[last].words[-1].i + 1 : kept[last + 1].words[0].i]]
            if between == [","]:
                commas += 1
            elif between in ADDED:
                joined = True
            else:
                break
            last += 1
        if joined and (commas != 1 or _are_alike(kept[first : last + 1])) and not _goes_on(tree, kept, last):
            found.update(dict.fromkeys(range(first, last + 1), first))
        first = last + 1 if joined or last == first else last
    return found


def _are_alike(three: list[Segment]) -> bool:
    """"Ontario, Quebec and New Brunswick", but not "Paris, Texas and Oklahoma": the second does not hold the first."""
    holders = [{place.kind for place in segment.candidates[:5] if place.kind in HOLDERS and place.rank < 2} for segment in three]
    return bool(holders[0] & holders[1] & holders[2]) or not holders[1]


def _goes_on(tree: Tree, kept: list[Segment], last: int) -> bool:
    """A comma and another place behind the list's end."""
    if last + 1 == len(kept):
        return False
    return [word.text for word in tree.words[kept[last].words[-1].i + 1 : kept[last + 1].words[0].i]] == [","]


def _plural_kind(tree: Tree, segment: Segment) -> str | None:
    """"Becker, Clay and Wilkin **counties**": the kind of all of them, where it stands behind the last."""
    after = _word(tree, segment.words[-1].i + 1, segment.words[-1])
    return place_words().kind_of.get(after.lower) if after is not None and after.tag == "NNS" else None


def _written_out(name: str, gazetteer: Gazetteer) -> str:
    """"U.S." is looked up as "United States": there is a village called Us."""
    code = gazetteer.country_by_name(name) if name.isupper() and len(name) < 7 else None
    return gazetteer.countries.by_code[code].name if code else name


def _word(tree: Tree, i: int, near: Word) -> Word | None:
    """The word at an index if it stands in the same sentence."""
    if 0 <= i < len(tree.words) and tree.words[i].sentence is near.sentence:
        return tree.words[i]
    return None


def _kind(tree: Tree, segment: Segment) -> tuple[str | None, str]:
    """The kind and the words behind the name that say it: "Chagai **district**", "the **town** of Renk"."""
    words, last, first = place_words(), segment.words[-1], segment.words[0]
    if segment.feature:
        return segment.feature, ""
    after = _word(tree, last.i + 1, last)
    if after is not None and after.text[0].islower():
        phrase = after.lower
        for step in (2, 3):
            more = _word(tree, last.i + step, last)
            phrase = f"{phrase} {more.lower}" if more is not None else phrase
            if phrase in words.kind_of:
                return words.kind_of[phrase], phrase
        if after.lower in words.kind_of:
            return words.kind_of[after.lower], after.lower
    before, earlier = _word(tree, first.i - 1, first), _word(tree, first.i - 2, first)
    if before is not None and before.lower == "of" and earlier is not None:
        kind = words.kind_of.get(earlier.lower) if earlier.lower != "capital" else None  # "Kazan, capital of Tatarstan"
        return (None if kind in ("site", "base", "road") or earlier.lower == "department" else kind), ""
    if before is not None and before.text[0].islower() and before.lower != "capital":
        return words.kind_of.get(before.lower), ""
    return None, ""


def _use(tree: Tree, segment: Segment) -> PlaceUse:
    words, first, last = place_words().table, segment.words[0], segment.words[-1]
    after, later = _word(tree, last.i + 1, last), _word(tree, last.i + 2, last)
    if after is not None and after.text == "-" and later is not None and later.lower == "based":
        return "based"
    if after is not None and after.text[0].isupper() and (
        after.text in words.organizations.public or after.text in words.organizations.private
    ):
        return "nested"
    before, earlier = _word(tree, first.i - 1, first), _word(tree, first.i - 2, first)
    if before is not None and before.lower == "of" and earlier is not None and earlier.lower in words.organizations.before_of:
        return "nested"
    subject = first_joined(last)  # "Washington and **London** said"
    if subject.dep == "nsubj" and subject.head.lemma in words.company.metonym_verbs and not segment.feature:
        return "metonym"
    return "literal"


def _modifier(tree: Tree, segment: Segment) -> str | None:
    shifts, before = place_words().table.shifts, _word(tree, segment.words[0].i - 1, segment.words[0])
    if before is None:
        return None
    if before.lower in shifts.directions:
        return before.lower
    if before.lower == "of":
        earlier = _word(tree, before.i - 1, before)
        return f"{earlier.lower} of" if earlier is not None and earlier.lower in shifts.directions else None
    return before.lower if before.lower in shifts.relative else None


def _is_owned(tree: Tree, owner: Segment, segment: Segment) -> bool:
    """"Aleppo's Salaheddine", "Iran's Natanz"."""
    between = tree.words[owner.words[-1].i + 1 : segment.words[0].i]
    directions = place_words().table.shifts.directions
    if not between or between[0].text not in ("'s", "’s", "'", "’"):
        return False
    return all(word.lower in directions for word in between[1:])  # "Afghanistan's southern Kandahar province"


HOLDERS = frozenset({"country", "admin1"})
ADDED = (["and"], ["or"], [",", "and"], [",", "or"], ["&"])
LINKS = frozenset({"in", "of", ",", "("})
BESIDE = frozenset({"near", "outside", "from", "to", "towards", "between", "km", "kilometres", "kilometers", "miles"})
LYING = frozenset({"located", "situated"})  # "Crawford County, located in Pennsylvania"
BREAKS = frozenset({"VERB", "AUX", "PRON", "CCONJ", "SCONJ"})


def _within(tree: Tree, segment: Segment, following: Segment | None, index: int) -> int | None:
    """The next mention, if the words between say so: "Paris, Texas", "Renk, a town in Upper Nile", "Chagai district of ..."."""
    if following is None or following.words[0].sentence is not segment.words[0].sentence:
        return None
    between = tree.words[segment.words[-1].i + 1 : following.words[0].i]
    while between and between[-1].lower in place_words().table.shifts.directions:
        between = between[:-1]  # "Djibo in northern Burkina Faso"
    if not between or len(between) > 9 or between[-1].lower not in LINKS:
        return None
    if between[0].lower not in LINKS and between[0].lower not in place_words().kind_of:
        return None
    inner = [word for word in between[:-1] if word.lower not in LYING]
    if _names_its_kind(between):
        return None
    deeds = word_classes()["deed"]  # "held in Tripoli over the **attack** in Homs"
    return None if any(word.pos in BREAKS or word.text in (".", ";", ":") or word.lower in deeds for word in inner) else index + 1


def _names_its_kind(between: list[Word]) -> bool:
    """"Tehran, the city of Isfahan": the kind is the second name's, which stands beside the first; not "Kutum, a town of ..."."""
    kinds = place_words().kind_of
    return len(between) > 3 and between[0].text == "," and between[1].lower == "the" and (
        between[-1].lower == "of" and between[-2].lower in kinds
    )
