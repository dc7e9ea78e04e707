"""A proper name and what stands before it: titles, offices, countries, names of those whom the office belongs to.

    former Kenyan Defence Minister Aden Duale     role defence minister, former, KEN, name Aden Duale
    Free Front spokesman Ali Omar                 role spokesman, owner Free Front, name Ali Omar
"""

from msgspec import Struct, field

from dateline.extract.actors.nouns import known_phrase, run_before
from dateline.extract.actors.origin import Origin, country_of, is_origin
from dateline.extract.actors.scene import Scene
from dateline.knowledge.actor_book import actor_book
from dateline.knowledge.actor_words import actor_words
from dateline.knowledge.countries import countries
from dateline.syntax.tree import Word

NOW = frozenset({"current", "incumbent", "new", "then", "senior", "top", "file", "fellow"})  # say nothing of the office itself
NAMING = frozenset({"NNP", "NNPS"})


class Features(Struct):
    """What is gathered for one mention; `owner` is a word until all mentions have their index."""

    name: list[Word] = field(default_factory=list)
    role: str | None = None
    noun: str | None = None
    origin: Origin = field(default_factory=Origin)
    former: bool = False
    owner: Word | None = None  # a name among the words before: "the Free Front commander Ali Omar"


def is_name(head: Word, scene: Scene) -> bool:
    """A proper name, but not a noun in capitals that we know: "the Foreign Ministry", "Kandahar Police"."""
    if scene.name_at(head) is not None or (head.entity is None and head.text in actor_book().alone):
        return True
    if head.tag not in NAMING and not (head.entity and head.entity.label in ("PERSON", "ORG", "GPE") and head.text[:1].isupper()):
        return False
    run = run_before(head)
    phrase, _ = known_phrase(run, head)
    if phrase is None:
        return True
    if head.lower == "ministry":
        return False
    before = run[: max(0, len(run) - len(phrase.partition(" of ")[0].split()))]
    titles = actor_words().titles
    return any(word.tag in NAMING and not is_origin(word, scene) and word.lower not in titles for word in before)


def split(features: Features, run: list[Word], scene: Scene) -> None:
    """Offices and countries before a name: "former Israeli Defence Minister" + "Yoav Gallant"."""
    country = _country_name(run)
    if country:
        features.name = country
        return
    name, rest = scene.name_at(run[-1]), run[_after_office(features, run, scene) :]
    entity = run[-1].entity
    if entity is not None and entity.label in ("ORG", "FAC") and rest[0].i <= entity.words[0].i + 1:
        features.name = [word for word in rest if word in entity.words]
        return
    for word in rest:
        own = scene.name_at(word)
        if own is not None and own is not name and not features.name:
            features.owner = own.head
        elif word.lower in actor_words().former and not features.name:
            features.former = True
        elif not features.name and _is_before_name(word, run):
            continue
        elif features.name or word.tag in NAMING or word is run[-1] or _is_capital(word):
            features.name.append(word)


def _country_name(run: list[Word]) -> list[Word]:
    """"Saudi Arabia" of "neighbouring Saudi Arabia", where "Saudi" is no adjective; never inside a person's name."""
    entity = run[-1].entity
    if entity is not None and entity.label not in ("GPE", "LOC", "NORP"):
        return []
    for length in range(min(5, len(run)), 0, -1):
        if countries().by_name(" ".join(word.text for word in run[-length:])) is not None:
            return run[-length:]
    return []


def _is_capital(word: Word) -> bool:
    """A capital that no sentence's beginning explains."""
    return word.text[:1].isupper() and word is not word.sentence.words[0]


def _is_before_name(word: Word, run: list[Word]) -> bool:
    """A title, a country or a mark that stands before a name and is none of it: "Dr", "Omani"."""
    if word is run[-1]:
        return False
    return not word.text[:1].isalnum() or word.lower.rstrip(".") in actor_words().titles or _is_origin(word, run)


def _after_office(features: Features, run: list[Word], scene: Scene) -> int:
    """Notes the last office before the name, with the words that go with it, and says where the name begins."""
    before = _office_with_of(features, run)
    for at in range(len(run) - 2, -1, -1):
        short = actor_words().short.get(run[at].lower.rstrip("."))
        if short is not None and not before:
            features.role = short
            return at + 1
        for first in range(max(0, at - 3), at + 1):
            if _office_length(run, first) == at - first + 1 and not _in_person(run[first]):
                _note_office(features, run[:first], run[first : at + 1], scene)
                return at + 1
    return 0 if before else _after_noun(features, run, scene)


def _after_noun(features: Features, run: list[Word], scene: Scene) -> int:
    """"construction worker Ali Omar": a person's name in capitals, and right before it a noun that is none."""
    at = len(run) - 1
    while at > 0 and run[at - 1].text[:1].isupper():
        at -= 1
    entity = run[-1].entity
    if at == 0 or run[at - 1].pos != "NOUN" or entity is None or entity.label != "PERSON" or run[at - 1].tag == "NNS":
        return 0
    _note_office(features, run[: at - 1], [run[at - 1]], scene)
    return at


def _office_with_of(features: Features, run: list[Word]) -> bool:
    """"US Secretary of Defence" + "Aden Duale": an office whose "of" the parse puts outside the name's own words."""
    words = run[0].sentence.words
    at = run[0].i - words[0].i
    if at < 3 or words[at - 2].lower != "of":
        return False
    office = f"{words[at - 3].lower} of {words[at - 1].lower}"
    if office not in actor_words().offices:
        return False
    features.role = office
    if at >= 4:
        features.origin.country = country_of(words[at - 4])
    return True


def _in_person(word: Word) -> bool:
    """"King" of "Martin King Smith" is a name: it stands inside what the parser takes for a person, in capitals."""
    entity = word.entity
    return entity is not None and entity.label == "PERSON" and word is not entity.words[0] and word.text[:1].isupper()


def _note_office(features: Features, before: list[Word], office: list[Word], scene: Scene) -> None:
    """"District mayor", "Foreign Ministry spokesman": the nouns before an office say which; names before it own it."""
    which: list[str] = []
    for word in before:
        own = scene.name_at(word)
        if own is not None:
            features.owner = own.head
        features.former = features.former or word.lower in actor_words().former
        if own is None and _says_which(word) and scene.reading.place_at(word) is None:
            which.append(word.lower)
        elif word.pos != "ADJ":
            which = []
    features.role = " ".join([*which[-3:], *(word.lower for word in office)]).replace(" - ", "-").lstrip("-–— ")


def _says_which(word: Word) -> bool:
    if word.pos not in ("NOUN", "PROPN") or word.lower in NOW or country_of(word) is not None:
        return False
    return word.lower.rstrip(".") not in actor_words().titles


def _is_origin(word: Word, run: list[Word]) -> bool:
    """"Iranian" of "Iranian Foreign Minister Araghchi", but not "Turkish" of the name "Turkish Airlines"."""
    if country_of(word) is None:
        return False
    entity = run[-1].entity
    return not (entity and entity.label == "ORG" and word in entity.words)


def _office_length(run: list[Word], at: int) -> int:
    """How many words from here are an office, never the last word of the phrase; 0 if none."""
    for length in range(min(4, len(run) - at - 1), 0, -1):
        phrase = " ".join(word.lower.rstrip(".") for word in run[at : at + length])
        if phrase.replace(" - ", "-") in actor_words().offices:
            entity = run[-1].entity
            if entity is not None and entity.label == "ORG" and run[at] in entity.words:
                return 0
            return length
    return 0
