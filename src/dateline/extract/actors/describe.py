"""A head word to what its phrase says of the actor: name, office, country, owner.

    Iranian Foreign Minister Abbas Araghchi     name Abbas Araghchi, role foreign minister, country IRN
    Kenya's defence minister, Aden Duale, ...   the same from possessor and apposition
    a spokesman for the rebels                  role spokesman, owner rebels
"""

import msgspec

from dateline.drafts import ActorMention
from dateline.extract.actors.called import called
from dateline.extract.actors.nouns import content_head, is_pronoun, known_phrase, role_words, run_before
from dateline.extract.actors.origin import Origin, country_of, is_stance, origin_of
from dateline.extract.actors.scene import Scene
from dateline.extract.actors.titles import NAMING, Features, is_name, split
from dateline.knowledge.actor_words import actor_words
from dateline.records import Mention
from dateline.syntax.deep import first_joined
from dateline.syntax.phrases import phrase_span
from dateline.syntax.tree import Word

SUBJECT = frozenset({"nsubj", "nsubjpass", "agent"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})


class Sketch(msgspec.Struct):
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
        given = called(inner)
        if given is not None and not features.name:
            _take_name(features, given, scene)
        _add_deed(features, inner, scene)
        if inner.dep == "appos" and not features.role and inner.head.pos == "NOUN":
            _add_role(features, inner.head, scene)
    return Sketch(_frozen(said, (head, inner), features, scene), inner, features.origin.owner)


def is_adjective_of_country(word: Word) -> bool:
    """"Israeli" of "Israeli strikes", where a record takes the adjective for the one who strikes."""
    return (word.tag == "JJ" or word.dep in ("amod", "compound", "nmod")) and country_of(word) is not None


def _frozen(said: Mention, heads: tuple[Word, Word], features: Features, scene: Scene) -> ActorMention:
    """The mention of its first head as what its second, the content, is: "dozens" of soldiers are soldiers."""
    outer, head = heads
    name: tuple[str, ...] = ()
    if features.name:
        name = tuple(scene.reading.tree.text[features.name[0].start : features.name[-1].end].split())
    return ActorMention(
        start=said.start, end=said.end, head=outer.span,
        form="pronoun" if is_pronoun(head) else "name" if name else "noun",
        lemma=head.lemma.lower(), name=name, role=features.role, noun=features.noun,
        country=features.origin.country or features.origin.located, located=features.origin.country is None,
        near=features.origin.near, affiliation=features.origin.affiliation,
        label=head.entity.label if head.entity else "", place=scene.reading.place_at(head) if name else None,
        plural=head.tag in ("NNS", "NNPS") or head.lower in PLURAL,
        definite=any(child.lower in DEFINITE for child in head.children if child.dep in ("det", "predet")),
        former=features.former, acting=is_acting(outer), in_quote=head.i in scene.quoted,
        sentence=head.sentence.index,
    )  # fmt: skip


PLURAL = frozenset({"they", "them", "their", "we", "us", "our", "these", "those", "police", "people", "themselves"})


def is_acting(head: Word) -> bool:
    """Whether it is a subject or an agent, also the second of two: "Washington and **London** announced"."""
    head = first_joined(head)
    return head.dep in SUBJECT or (head.dep == "pobj" and head.head.dep == "agent")


def _gather(features: Features, head: Word, scene: Scene) -> None:
    run = run_before(head)
    named = is_name(head, scene)
    if named:
        split(features, run, scene)
    else:
        features.noun, office = known_phrase(run, head)
        features.role = role_words(run, features.noun) if office and features.noun else None
        if len(run) > 1 and head.lemma.lower() in actor_words().relays:
            organ, other = known_phrase(run[:-1], run[-2])
            features.noun = organ if organ and not other else features.noun
        features.former = any(word.lower in actor_words().former for word in run)
    own = origin_of(head, scene, with_modifiers=not named)
    own.country = own.country or features.origin.country
    features.origin = own
    own.owner = own.owner or features.owner
    if features.noun is not None and " of " in features.noun:
        _add_inner(own, head, scene)
    if own.country is None:
        before = [word for word in run[:-1] if word not in features.name and not is_stance(word) and word.dep != "npadvmod"]
        own.country = next((code for code in map(country_of, before) if code), None)


def _add_inner(own: Origin, head: Word, scene: Scene) -> None:
    """"Members of Kenya's parliament", "the Ministry of Health of Oman": the country may stand with the second noun."""
    inner = next((each.child("pobj") for each in head.children_of("prep") if each.lower == "of"), None)
    if inner is not None and own.country is None:
        found = origin_of(inner, scene)
        own.country, own.near = found.country, found.near if own.near is None else own.near


def _add_apposition(features: Features, other: Word, scene: Scene) -> None:
    """"Aden Duale" beside "defence minister", or "a researcher at the University of Leeds" beside a name."""
    if is_name(other, scene):
        if not features.name and (features.noun is None or other.tag == "NNPS" or not _is_many(other.head)):
            split(features, run_before(other), scene)
        return
    _add_role(features, other, scene)
    _add_affiliation(features, other, scene)


def _take_name(features: Features, given: Word, scene: Scene) -> None:
    """The name that a group goes by, with what follows `of`: "calling itself **the Partisans of the Oppressed**"."""
    split(features, run_before(given), scene)
    inner = next((each.child("pobj") for each in given.children_of("prep") if each.lower == "of"), None)
    if features.name and inner is not None and inner.text[:1].isupper():
        features.name.append(inner)


def _is_many(head: Word) -> bool:
    """"nations, among them Chad": several are not one name."""
    return head.tag in ("NNS", "NNPS")


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
    mine.country, mine.located = mine.country or own.country, mine.located or own.located
    mine.near = own.near if mine.near is None else mine.near
    mine.owner = mine.owner or own.owner


LEADING = {
    "head": "head", "lead": "leader", "run": "head", "chair": "chairman", "direct": "director", "command": "commander",
    "manage": "manager", "represent": "representative", "coordinate": "coordinator", "oversee": "head",
}  # fmt: skip


def _add_deed(features: Features, head: Word, scene: Scene) -> None:
    """"Sara Haile, who heads the Tana Fund": the head of it."""
    for clause in head.children_of("relcl"):
        led = clause.child("dobj")
        who = clause.child("nsubj")
        if clause.lemma not in LEADING or led is None or who is None or who.lower != "who" or features.role:
            continue
        if clause.tag not in ("VBZ", "VBP") or not features.name:
            continue
        features.role = LEADING[clause.lemma]
        own = origin_of(led, scene)
        features.origin.country = features.origin.country or country_of(led) or own.country
        if led.tag in NAMING and (led.entity is None or led.entity.label not in ("GPE", "LOC", "PERSON")):
            span = phrase_span(led)
            text = scene.reading.tree.text[span.start : span.end]
            features.origin.affiliation = features.origin.affiliation or text.removeprefix("the ")
        elif features.origin.owner is None and led.is_nominal:
            features.origin.owner = led


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
            if each.tag in NAMING and (each.entity is None or each.entity.label not in ("GPE", "LOC", "PERSON")):
                span = phrase_span(each)
                return scene.reading.tree.text[span.start : span.end].removeprefix("the ")
            found = affiliation_of(each, scene, depth + 1)
            if found:
                return found
    return None
