"""A card to an identity: who this is in the world, as far as book, country tables and office lists know.

Ids: a state is its ISO code (`IRN`), its organs and people the code with a short word (`IRN.gov`, `PAK.mfa`,
`AFG.refugee`), a named group its id in the book (`jaish-al-adl`), a person `person:` and the name. All others are local
to the report and get `x1`, `x2` ... in the order of their first mention.
"""

from dataclasses import dataclass, field
from functools import lru_cache

import msgspec

from dateline.drafts import ActorMention
from dateline.knowledge.actor_book import actor_book, plain_office
from dateline.knowledge.actor_words import Noun, actor_words
from dateline.knowledge.countries import countries
from dateline.knowledge.outlets import outlets
from dateline.resolve.actors.card import Card
from dateline.text.fold import fold

STATE_ORGANS = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY"})
PEOPLE = frozenset({"CVL", "REF", "PRO", "REB", "CRM"})
ALONE = frozenset({"CVL", "REF", "PRO", "REB", "CRM", "PER"})  # one of them is an actor of its own
PRIVATE = frozenset({"other", "person", "ngo", "business", "media", "party", "igo", "religious"})  # "president of a school"
BEFORE, AFTER = 400, 100  # characters of the text
ABSTRACT = frozenset({"country", "nation", "state", "side", "capital", "unit", "cell", "agency", "body", "office", "resistance"})


class Identity(msgspec.Struct, frozen=True):
    """`id` None is an actor of this report only."""

    id: str | None
    name: str
    kind: str
    country: str | None = None
    role: str | None = None
    affiliation: str | None = None


@dataclass
class World:
    """What identification knows of the report: all cards, its day, its text, and the country that it is about."""

    cards: dict[int, Card]
    text: str
    day: str | None = None
    focus: str | None = None
    votes: tuple[tuple[int, str], ...] = ()  # where a country is named or placed, in the order of the text
    done: dict[int, Identity | None] = field(default_factory=dict)

    def identity(self, root: int) -> Identity | None:
        """The identity of one card; its owner is identified first, a circle of owners is nobody's."""
        if root not in self.done:
            self.done[root] = None
            self.done[root] = identify(self.cards[root], self)
        return self.done[root]

    def country_at(self, start: int) -> str | None:
        """Whose "the government" is: the report's one country, else the only one that is named in the lines around."""
        if self.focus is not None:
            return self.focus
        around = {country for at, country in self.votes if start - BEFORE <= at <= start + AFTER}
        return around.pop() if len(around) == 1 else None

    def owner(self, card: Card) -> Identity | None:
        return None if card.owner is None else self.identity(card.owner)


def identify(card: Card, world: World) -> Identity | None:
    """The surest description first: the book, a person's name, a country or capital, an organ, any other name."""
    if all(mention.form == "pronoun" or mention.unsure for mention in card.mentions):
        return None
    if card.known is not None:
        return _of_book(card.known, card, world)
    if card.person and not (len(card.name) > 1 and countries().by_name(" ".join(card.name))):
        return _person(card, world)
    if card.names:
        return _named(card, world)
    return _described(card, world)


def _of_book(key: str, card: Card, world: World) -> Identity:
    book = actor_book()
    known = book.known.get(key)
    if known is not None:
        return Identity(known.id, known.name, known.kind, known.country)
    term = book.holder(key, world.day)
    first = book.terms[key][0]
    role = card.role or (term.office if term else None)
    kind = term.kind if term else "person"
    if card.role is not None and not card.former and not (term and plain_office(term.office) == plain_office(card.role)):
        kind = _kind_of_role(card.role, None) or kind
    return Identity(key, first.name, "person" if card.former else kind, first.country, role, card.affiliation)


def _person(card: Card, world: World) -> Identity | None:
    book = actor_book()
    if len(card.name) == 1 and len(book.alone.get(card.name[0], ())) == 1:
        return _of_book(book.alone[card.name[0]][0], card, world)
    if not card.role and outlet_of(" ".join(card.name), mangled=True):
        return _organisation(card, " ".join(card.name), world)
    owner = world.owner(card)
    kind = None if card.former else _kind_of_role(card.role, owner)
    home = None if card.located and kind is None else card.country  # "an analyst in Oman" is no Omani
    country = home or (owner.country if owner else None)
    affiliation = card.affiliation or (owner.name if owner and owner.kind not in ("state", "person", "civilian") else None)
    slug = fold(" ".join(card.name)).replace(" ", "-")
    known = f"person:{slug}" if len(card.name) > 1 and slug else None
    return Identity(known, " ".join(card.name), kind or "person", country, _title(card), affiliation)


def _title(card: Card) -> str | None:
    return f"former {card.role}" if card.role and card.former and not card.role.startswith("former") else card.role


def _kind_of_role(role: str | None, owner: Identity | None) -> str | None:
    """"foreign minister" -> government; a spokesman is of the kind that he speaks for."""
    if role is None:
        return None
    noun = role_noun(role)
    if noun is None or noun.sector == "PER":
        return None
    if noun.sector == "VOX":
        organ_noun = actor_words().noun(role.rpartition(" ")[0])
        if organ_noun is not None and not organ_noun.office and organ_noun.kind != "other":
            return organ_noun.kind
    if noun.sector == "VOX" or (owner is not None and owner.kind == "armed_group"):
        if owner is None or owner.kind in ("person", "civilian"):
            return None
        return "government" if owner.kind == "state" else owner.kind
    if noun.sector == "GOV" and owner is not None and owner.kind in PRIVATE:
        return None if owner.kind in ("other", "person") else owner.kind
    return noun.kind


def role_noun(role: str) -> Noun | None:
    """The office at the end of a role: "deputy foreign minister" is a foreign minister's."""
    parts = role.split()
    for first in range(len(parts)):
        found = actor_words().offices.get(" ".join(parts[first:]))
        if found is not None:
            return found
    found = actor_words().noun(parts[-1])
    return found if found is not None and found.sector in STATE_ORGANS | {"REB"} else None


def _named(card: Card, world: World) -> Identity | None:
    name = " ".join(card.name)
    table = countries()
    for mention in card.names:
        text = " ".join(mention.name)
        code = table.by_name(text)
        if code is not None:
            return state(code)
        code = table.of_demonym(text)
        if code is not None:
            return _of_nation(code, mention, world)
    capital = table.of_capital(name)
    if capital is not None and (card.metonym or card.acting):
        return organ(capital, "gov")
    if card.place is not None:
        said = card.acting or any(mention.used for mention in card.mentions)
        return Identity(None, name, "other", card.place.country) if said else None
    if len(card.name) == 1 and len(actor_book().alone.get(name, ())) == 1:
        return _of_book(actor_book().alone[name][0], card, world)
    return _organisation(card, name, world)


def _organisation(card: Card, name: str, world: World) -> Identity | None:
    """A name that no table knows: its kind by a noun in it or beside it ("the Free Front, a rebel group")."""
    outlet = outlet_of(name, mangled=True)
    if outlet is not None:
        return Identity("media:" + fold(outlet).replace(" ", "-"), outlet, "media")
    words = actor_words()
    noun = (words.noun(card.noun) if card.noun else None) or noun_in(card.name)
    if not card.acting and all(mention.label in ("GPE", "LOC", "FAC") for mention in card.names):
        return None
    owner = world.owner(card)
    country = card.country or _country_in(card.name) or (owner.country if owner and owner.kind == "state" else None)
    peoples = any(mention.label == "NORP" or (mention.plural and mention.label == "PERSON") for mention in card.names)
    kind = noun.kind if noun and noun.sector != "VOX" else "civilian" if peoples else "other"
    return Identity(None, _long_form(card, name, world), kind, country)


def _of_nation(code: str, mention: ActorMention, world: World) -> Identity:
    """"Kenyans" are a people, "a Kenyan" is one of them, "Kenyan" before a noun and "the British" are the state."""
    if mention.plural:
        return organ(code, "civilian")
    text = world.text[mention.start : mention.end]
    if text.lower().startswith(("a ", "an ", "one ")):
        return Identity(None, without_determiner(mention, world.text), "civilian", code)
    return state(code)


def noun_in(name: tuple[str, ...]) -> Noun | None:
    """The noun that says what a name is: "Garissa Police Department" -> police department; "Group" says nothing."""
    parts = [part.lower() for part in name]
    main = parts[: parts.index("of")] if "of" in parts[1:] else parts
    phrases = [" ".join(main[at : at + 2]) for at in range(len(main) - 1)][::-1]
    for phrase in (*phrases, main[-1]):
        found = actor_words().noun(phrase)
        if found is not None and found.sector not in ("OTH", "CVL") and not found.office:
            return found
    return None


def _long_form(card: Card, name: str, world: World) -> str:
    """"DOH" where the report also says "Department of Health": the longer words of the same actor."""
    if len(card.name) > 1 or not name.isupper():
        return name
    spelled = [mention for mention in card.mentions if mention.form == "noun" and " " in world.text[mention.start : mention.end]]
    return without_determiner(spelled[0], world.text) if spelled else name


@lru_cache(maxsize=10_000)
def outlet_of(name: str, *, mangled: bool = False) -> str | None:
    """The newspaper, agency or station of this very name: "Al Jazeera", "Reuters"; also of a name that was mangled."""
    found = outlets().at(name, 0)
    if found is not None and len(found[1]) == len(name):
        return found[0]
    return outlets().nearest(name) if mangled and name.startswith(("Al ", "Al-", "The ")) else None


def _country_in(name: tuple[str, ...]) -> str | None:
    table = countries()
    found = [code for code in (table.of_demonym(part) or table.by_name(part) for part in name) if code]
    return found[0] if found else None


def organ(country: str, code: str) -> Identity:
    """An organ or a people of a country: ("PAK", "mfa") -> "foreign ministry of Pakistan"."""
    known = actor_book().known.get(f"{country}.{code}")
    if known is not None:
        return Identity(known.id, known.name, known.kind, known.country)
    label = actor_words().labels[code]
    return Identity(f"{country}.{code}", f"{label} of {with_article(state(country).name)}", _kind_of_code(code), country)


_WITH_ARTICLE = ("United ", "Central African", "Dominican Rep", "Democratic Rep", "Netherlands", "Philippines", "Maldives",
                 "Bahamas", "Gambia", "Palestinian", "Czech Rep", "DR Congo")  # fmt: skip


def with_article(country: str) -> str:
    """"United States" -> "the United States"."""
    return f"the {country}" if country.startswith(_WITH_ARTICLE) else country


@lru_cache(maxsize=100)
def _kind_of_code(code: str) -> str:
    kinds = {noun.code: noun.kind for noun in actor_words().nouns.values()}
    return kinds.get(code, "government")


def _described(card: Card, world: World) -> Identity | None:
    noun = actor_words().noun(card.noun) if card.noun else None
    owner = world.owner(card)
    if noun is None:
        return _unknown_noun(card, owner, world)
    if owner is not None and _is_of(card, noun, owner):
        return owner
    if owner is not None and card.mentions[0].lemma == "office" and owner.kind != "civilian":
        return organ(owner.country, "gov") if owner.country and owner.kind in ("state", "government") else owner
    country = card.country or (owner.country if owner else None)
    lemma = card.mentions[0].lemma
    if country is None and (card.noun in actor_words().focus or lemma in actor_words().focus) and not noun.office:
        country = world.country_at(card.mentions[0].start)
    if noun.office and not card.plural:
        return _officer(card, noun, country, world)
    if country is not None and lemma not in ABSTRACT:
        if noun.sector in STATE_ORGANS or (card.plural and noun.sector in PEOPLE and not card.located):
            return organ(country, noun.code)
        if noun.sector == "VOX":
            return organ(country, "gov")
    if lemma in ABSTRACT or lemma in actor_words().weapons:
        return None
    return Identity(None, _text(card, world), noun.kind, country)


def _unknown_noun(card: Card, owner: Identity | None, world: World) -> Identity | None:
    """"Omani territory" is Oman; "members of the group" are the group; "Omani oil depots" have a country at least."""
    words, lemma = actor_words(), card.mentions[0].lemma
    country = card.country or (owner.country if owner and owner.kind == "state" else None)
    if lemma in words.lands and country is not None:
        return state(country)
    if owner is not None and lemma in ("member", "representative", *words.voices) and (owner.kind != "person" or card.plural):
        return owner
    if lemma in words.sites and country is not None:
        return Identity(None, _text(card, world), "other", country)
    return None


def state(country: str) -> Identity:
    row = countries().by_code.get(country)
    return Identity(country, row.name if row else country, "state", country)


def _is_of(card: Card, noun: Noun, owner: Identity) -> bool:
    """"Hamas fighters" and "a spokesman for Hamas" are Hamas; "Hamas hostages" and "a state's troops" are not the owner."""
    if owner.kind in ("state", "person", "civilian", "refugee", "protester", "other"):
        return False
    lemma = card.mentions[0].lemma
    words = actor_words()
    if lemma in words.voices or noun.sector == "VOX" or owner.kind in words.generic.get(lemma, ()):
        return True
    if owner.kind == "armed_group" and noun.sector in ("MIL", "REB", "OTH") and not noun.office:
        return True
    return card.plural and lemma in words.plural_members and owner.kind not in ("media", "business")


def _officer(card: Card, noun: Noun, country: str | None, world: World) -> Identity | None:
    """An office without a name: its holder on that day if the list knows one, else somebody of that kind."""
    if noun.sector == "VOX":
        return organ(country, "gov") if country else Identity(None, _text(card, world), "person", None, card.role)
    if country is not None and card.role and world.day is not None and not card.former:
        term = actor_book().in_office(country, card.role, world.day)
        if term is not None:
            return Identity(term.id, term.name, term.kind, term.country, card.role)
    kind = "person" if card.former or noun.sector == "PER" else noun.kind
    return Identity(None, _text(card, world), kind, country, _title(card), card.affiliation)


DETERMINERS = ("the ", "a ", "an ", "this ", "that ", "these ", "those ", "its ", "his ", "her ", "their ", "our ", "my ")


def _text(card: Card, world: World) -> str:
    """The words of the first description, without its determiner, at most 80 characters."""
    return without_determiner(next(mention for mention in card.mentions if mention.form != "pronoun"), world.text)


def without_determiner(mention: ActorMention, text: str) -> str:
    words = " ".join(text[mention.start : mention.end].split())
    for determiner in DETERMINERS:
        if words.lower().startswith(determiner):
            return words[len(determiner) :][:80]
    return words[:80]
