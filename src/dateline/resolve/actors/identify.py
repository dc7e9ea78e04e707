"""A card to an identity: who this is in the world, as far as book, country tables and office lists know.

Ids: a state is its ISO code (`IRN`), its organs and people the code with a short word (`IRN.gov`, `PAK.mfa`,
`AFG.refugee`), a named group its id in the book (`jaish-al-adl`), a person `person:` and the name. All others are local
to the report and get `x1`, `x2` ... in the order of their first mention.
"""

from functools import lru_cache

from dateline.knowledge.actor_book import actor_book
from dateline.knowledge.actor_words import Noun, actor_words
from dateline.knowledge.countries import countries
from dateline.knowledge.outlets import outlets
from dateline.resolve.actors.card import Card
from dateline.resolve.actors.nations import of_nation, organ, state
from dateline.resolve.actors.persons import STATE_ORGANS, of_book, person, title
from dateline.resolve.actors.world import Identity, World, without_determiner
from dateline.text.fold import fold

PEOPLE = frozenset({"CVL", "REF", "PRO", "REB", "CRM"})
GROUPS = frozenset({"armed_group", "party", "igo", "ngo", "business", "media", "religious"})  # their leaders are of their kind
ABSTRACT = frozenset({"country", "nation", "state", "side", "capital", "unit", "cell", "agency", "body", "office", "resistance"})


def identify(card: Card, world: World) -> Identity | None:
    """The surest description first: the book, a person's name, a country or capital, an organ, any other name."""
    if all(mention.form == "pronoun" or mention.unsure for mention in card.mentions):
        return None
    if card.known is not None:
        return of_book(card.known, card, world)
    if card.person and not (len(card.name) > 1 and countries().by_name(" ".join(card.name))):
        if not card.role and outlet_of(" ".join(card.name), mangled=True):
            return _organisation(card, " ".join(card.name), world)
        return person(card, world)
    if card.names:
        return _named(card, world)
    return _described(card, world)


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
            return of_nation(code, mention, world)
    capital = table.of_capital(name)
    if capital is not None and (card.metonym or card.acting):
        return organ(capital, "gov")
    if card.place is not None:
        said = card.acting or any(mention.used for mention in card.mentions)
        return Identity(None, name, "other", card.place.country) if said else None
    if len(card.name) == 1 and len(actor_book().alone.get(name, ())) == 1:
        return of_book(actor_book().alone[name][0], card, world)
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
    if kind == "other" and outlets().is_titled(name):
        kind = "media"  # "told the Lagoon Herald"
    return Identity(None, _long_form(card, name, world), kind, country)


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
    grouped = owner is not None and owner.kind in GROUPS
    if country is not None and lemma not in ABSTRACT and not grouped:
        if noun.sector in STATE_ORGANS or (card.plural and noun.sector in PEOPLE and card.country and not card.located):
            return organ(country, noun.code)
        if noun.sector == "VOX":
            return organ(country, "gov")
    if lemma in ABSTRACT or lemma in actor_words().weapons:
        return None
    kind = owner.kind if owner is not None and grouped and noun.sector in STATE_ORGANS else noun.kind
    return Identity(None, world.words(card), kind, country)


def _unknown_noun(card: Card, owner: Identity | None, world: World) -> Identity | None:
    """"Omani territory" is Oman; "members of the group" are the group; "Omani oil depots" have a country at least."""
    words, lemma = actor_words(), card.mentions[0].lemma
    country = card.country or (owner.country if owner and owner.kind == "state" else None)
    if lemma in words.lands and country is not None:
        return state(country)
    if owner is not None and lemma in ("member", "representative", *words.voices) and (owner.kind != "person" or card.plural):
        return owner
    if lemma in words.sites and owner is not None and owner.kind in GROUPS:
        return owner  # "strikes on Hamas targets"
    if lemma in words.sites and country is not None:
        return Identity(None, world.words(card), "other", country)
    return None


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
        return organ(country, "gov") if country else Identity(None, world.words(card), "person", None, card.role)
    if country is not None and card.role and world.day is not None and not card.former:
        term = actor_book().in_office(country, card.role, world.day)
        if term is not None:
            return Identity(term.id, term.name, term.kind, term.country, card.role)
    owner = world.owner(card)
    kind = "person" if card.former or noun.sector == "PER" else owner.kind if owner and owner.kind in GROUPS else noun.kind
    return Identity(None, world.words(card), kind, country, title(card), card.affiliation)
