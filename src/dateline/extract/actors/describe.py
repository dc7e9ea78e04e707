"""A head word to what its phrase says of the actor: name, office, country, owner.

    Iranian Foreign Minister Abbas Araghchi     name Abbas Araghchi, role foreign minister, country IRN
    Kenya's defence minister, Aden Duale, ...   the same from possessor and apposition
    a spokesman for the rebels                  role spokesman, owner rebels
"""

from dataclasses import dataclass, field

from msgspec.structs import replace

from dateline.drafts import ActorMention
from dateline.extract.actors.origin import Origin, country_of, is_origin, is_stance, origin_of
from dateline.extract.actors.scene import Scene
from dateline.knowledge.actor_words import actor_words
from dateline.records import Mention, Span
from dateline.syntax.phrases import phrase_span
from dateline.syntax.tree import Word

NAMING = frozenset({"NNP", "NNPS"})
SUBJECT = frozenset({"nsubj", "nsubjpass", "agent"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
LEFT = frozenset({"compound", "amod", "nmod", "nummod", "advmod", "punct", "quantmod"})


@dataclass
class Features:
    """What is gathered for one mention; `owner` is a word until all mentions have their index."""

    name: list[Word] = field(default_factory=list)
    role: str | None = None
    noun: str | None = None
    origin: Origin = field(default_factory=Origin)
    former: bool = False
    owner: Word | None = None  # a name among the words before: "the Free Front commander Ali Omar"


@dataclass
class Sketch:
    """A mention in the making, with the words that the sieves look at."""

    mention: ActorMention
    head: Word
    owner: Word | None = None


def describe(said: Mention, head: Word, scene: Scene) -> Sketch:
    """The features of one mention, from its own phrase and from the nouns in apposition to it."""
    features = Features()
    inner = content_head(head)
    if is_adjective_of_country(inner):
        features.name = [inner]
        features.origin.country = country_of(inner)
    elif not is_pronoun(inner):
        _gather(features, inner, scene)
        _add_affiliation(features, inner, scene)
        for other in inner.children_of("appos"):
            _add_apposition(features, other, scene)
        if inner.dep == "appos" and not features.role and inner.head.pos == "NOUN":
            _add_role(features, inner.head, scene)
    made = _frozen(said, inner, features, scene)
    return Sketch(replace(made, head=head.span, acting=is_acting(head)), inner, features.origin.owner)


def is_pronoun(word: Word) -> bool:
    return word.pos == "PRON" or word.tag in ("PRP", "PRP$", "WP")


def is_adjective_of_country(word: Word) -> bool:
    """"Israeli" of "Israeli strikes", where a record takes the adjective for the one who strikes."""
    return (word.tag == "JJ" or word.dep in ("amod", "compound", "nmod")) and country_of(word) is not None


def content_head(head: Word) -> Word:
    """What a counting noun counts: "a group of gunmen" -> gunmen, "nearly one million of them" -> them; else the head."""
    word = head
    for _ in range(3):
        if word.lower not in actor_words().groupings and word.lemma.lower() not in actor_words().groupings:
            return word
        inner = next((each.child("pobj") for each in word.children_of("prep") if each.lower == "of"), None)
        if inner is None or (word.child("poss") and word.tag == "NN"):
            return word
        word = inner
    return word


def _frozen(said: Mention, head: Word, features: Features, scene: Scene) -> ActorMention:
    name: tuple[str, ...] = ()
    if features.name:
        name = tuple(scene.reading.tree.text[features.name[0].start : features.name[-1].end].split())
    return ActorMention(
        start=said.start, end=said.end, head=Span(head.start, head.end),
        form="pronoun" if is_pronoun(head) else "name" if name else "noun",
        lemma=head.lemma.lower(), name=name, role=features.role, noun=features.noun,
        country=features.origin.country, near=features.origin.near, affiliation=features.origin.affiliation,
        label=head.entity.label if head.entity else "", place=scene.reading.place_at(head) if name else None,
        plural=head.tag in ("NNS", "NNPS") or head.lower in PLURAL,
        definite=any(child.lower in DEFINITE for child in head.children if child.dep in ("det", "predet")),
        former=features.former, acting=is_acting(head), in_quote=head.i in scene.quoted,
        sentence=head.sentence.index,
    )  # fmt: skip


PLURAL = frozenset({"they", "them", "their", "we", "us", "our", "these", "those", "police", "people", "themselves"})


def is_acting(head: Word) -> bool:
    return head.dep in SUBJECT or (head.dep == "pobj" and head.head.dep == "agent")


def run_before(head: Word) -> list[Word]:
    """The unbroken words of the phrase up to its head: "the Iranian foreign minister" -> Iranian, foreign, minister."""
    words = head.sentence.words
    at = head.i - words[0].i
    first = at
    while first > 0 and at - first < 9:
        word = words[first - 1]
        inside = word.dep in LEFT and (word.head is head or (word.head.i > word.i and word.head.i <= head.i))
        if not inside or (word.dep == "punct" and word.text not in ("-", "–", ".", "’")) or word.tag == "POS":
            break
        first -= 1
    return words[first : at + 1]


def _gather(features: Features, head: Word, scene: Scene) -> None:
    run = run_before(head)
    named = is_name(head, scene)
    if named:
        _split(features, run, scene)
    else:
        features.noun, office = known_phrase(run, head)
        features.role = role_words(run, features.noun) if office and features.noun else None
        if len(run) > 1 and head.lemma.lower() in actor_words().voices:
            organ, other = known_phrase(run[:-1], run[-2])
            features.noun = organ if organ and not other else features.noun
        features.former = any(word.lower in actor_words().former for word in run)
    own = origin_of(head, scene, with_modifiers=not named)
    features.origin = own
    own.owner = own.owner or features.owner
    if own.country is None:
        before = [word for word in run[:-1] if word not in features.name and not is_stance(word) and word.dep != "npadvmod"]
        own.country = next((code for code in map(country_of, before) if code), None)


def is_name(head: Word, scene: Scene) -> bool:
    """A proper name, but not a noun in capitals that we know: "the Foreign Ministry", "Kandahar Police"."""
    if scene.name_at(head) is not None:
        return True
    if head.tag not in NAMING and not (head.entity and head.entity.label in ("PERSON", "ORG", "GPE") and head.text[:1].isupper()):
        return False
    run = run_before(head)
    phrase, _ = known_phrase(run, head)
    if phrase is None:
        return True
    before = run[: max(0, len(run) - len(phrase.partition(" of ")[0].split()))]
    titles = actor_words().titles
    return any(word.tag in NAMING and not is_origin(word, scene) and word.lower not in titles for word in before)


def _split(features: Features, run: list[Word], scene: Scene) -> None:
    """Offices and countries before a name: "former Israeli Defence Minister" + "Yoav Gallant"."""
    name = scene.name_at(run[-1])
    for word in run[_after_office(features, run, scene) :]:
        own = scene.name_at(word)
        if own is not None and own is not name and not features.name:
            features.owner = own.head
        elif word.lower in actor_words().former and not features.name:
            features.former = True
        elif not features.name and _is_before_name(word, run):
            continue
        elif features.name or word.tag in NAMING or (word.text[:1].isupper() and word is not word.sentence.words[0]):
            features.name.append(word)


def _is_before_name(word: Word, run: list[Word]) -> bool:
    """A title, a country or a mark that stands before a name and is none of it: "Dr", "Omani"."""
    if word is run[-1]:
        return False
    return not word.text[:1].isalnum() or word.lower.rstrip(".") in actor_words().titles or _is_origin(word, run)


def _after_office(features: Features, run: list[Word], scene: Scene) -> int:
    """Notes the last office before the name, with the words that go with it, and says where the name begins."""
    for at in range(len(run) - 2, -1, -1):
        for first in range(max(0, at - 3), at + 1):
            if _office_length(run, first) == at - first + 1 and not _in_person(run[first]):
                _note_office(features, run[:first], run[first : at + 1], scene)
                return at + 1
    return 0


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
        elif word.lower in actor_words().former:
            features.former = True
        elif word.pos in ("NOUN", "PROPN") and country_of(word) is None and word.lower.rstrip(".") not in actor_words().titles:
            which.append(word.lower)
    features.role = " ".join([*which[-3:], *(word.lower for word in office)]).replace(" - ", "-")


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
        if phrase in actor_words().offices:
            entity = run[-1].entity
            if entity is not None and entity.label == "ORG" and run[at] in entity.words:
                return 0
            return length
    return 0


def known_phrase(run: list[Word], head: Word) -> tuple[str | None, bool]:
    """The longest known noun phrase that ends in the head, or "ministry of ..." after it, and whether it is an office."""
    words = actor_words()
    after = _of_phrase(head)
    for tail in (after, ""):
        for length in range(min(4, len(run)), 0, -1):
            before = [word.lower for word in run[len(run) - length : -1]]
            for last in (head.lower, head.lemma.lower()):
                phrase = " ".join([*before, last]) + tail
                noun = words.noun(phrase.replace(" - ", "-"))
                if noun is not None:
                    return phrase, noun.office
    return None, False


def role_words(run: list[Word], phrase: str) -> str:
    """The office with the nouns before it that say which: "assistant professor", "security analyst", not "senior officer"."""
    at = len(run) - len(phrase.partition(" of ")[0].replace("-", " - ").split())
    before: list[str] = []
    while at > 0 and run[at - 1].dep == "compound" and run[at - 1].pos == "NOUN" and len(before) < 2:
        at -= 1
        before.insert(0, run[at].lower)
    return " ".join([*before, phrase])


def _of_phrase(head: Word) -> str:
    for child in head.children:
        if child.dep == "prep" and child.lower == "of" and child.i == head.i + 1:
            inner = child.child("pobj")
            if inner is not None:
                return " of " + " ".join(word.lower for word in run_before(inner))
    return ""


def _add_apposition(features: Features, other: Word, scene: Scene) -> None:
    """"Aden Duale" beside "defence minister", or "a researcher at the University of Leeds" beside a name."""
    if is_name(other, scene):
        if not features.name:
            _split(features, run_before(other), scene)
        return
    _add_role(features, other, scene)
    _add_affiliation(features, other, scene)


def _add_role(features: Features, node: Word, scene: Scene) -> None:
    phrase, office = known_phrase(run_before(node), node)
    if phrase is None:
        return
    if office and not features.role:
        features.role = role_words(run_before(node), phrase)
    elif not office and features.noun is None:
        features.noun = phrase
    own = origin_of(node, scene)
    mine = features.origin
    mine.country, mine.near = mine.country or own.country, own.near if mine.near is None else mine.near
    mine.owner = mine.owner or own.owner


INSTITUTED = frozenset({"PER", "VOX", "NGO", "MED", "CVL"})  # sectors of those who speak for a university or a paper


def _add_affiliation(features: Features, node: Word, scene: Scene) -> None:
    noun = actor_words().noun(features.role.split()[-1]) if features.role else None
    if noun is not None and noun.sector in INSTITUTED and not features.origin.affiliation:
        features.origin.affiliation = affiliation_of(node, scene)


def affiliation_of(node: Word, scene: Scene, depth: int = 0) -> str | None:
    """The institution a person works for: "a researcher at the University of Leeds" -> its words."""
    for child in node.children:
        if child.dep != "prep" or child.lower not in ("at", "with", "of", "for", "from") or depth > 2:
            continue
        for each in child.children_of("pobj"):
            if each.tag in NAMING and (each.entity is None or each.entity.label not in ("GPE", "LOC")):
                span = phrase_span(each)
                return scene.reading.tree.text[span.start : span.end].removeprefix("the ")
            found = affiliation_of(each, scene, depth + 1)
            if found:
                return found
    return None
