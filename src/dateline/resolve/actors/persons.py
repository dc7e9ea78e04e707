"""Persons by name: office in the text first, then the list of office-holders; a bare minister is the outlet's country's."""

from dateline.knowledge.actor_book import actor_book, plain_office
from dateline.knowledge.actor_words import Noun, actor_words
from dateline.records import ActorKind
from dateline.resolve.actors.card import Card
from dateline.resolve.actors.world import Identity, World
from dateline.text.fold import fold

STATE_ORGANS = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY"})
PRIVATE = frozenset({"other", "person", "ngo", "business", "media", "party", "igo", "religious"})  # "president of a school"


def of_book(key: str, card: Card, world: World) -> Identity:
    book = actor_book()
    known = book.known.get(key)
    if known is not None:
        return Identity(known.id, known.name, known.kind, known.country)
    term = book.holder(key, world.day)
    first = book.terms[key][0]
    role = card.role or (term.office if term else None)
    kind = term.kind if term else first.kind if world.day is None else "person"
    if card.role is not None and not card.former and not (term and plain_office(term.office) == plain_office(card.role)):
        kind = _kind_of_role(card.role, None) or kind
    return Identity(key, first.name, "person" if card.former else kind, first.country, role, card.affiliation)


def person(card: Card, world: World) -> Identity:
    book = actor_book()
    if len(card.name) == 1 and len(book.alone.get(card.name[0], ())) == 1:
        return of_book(book.alone[card.name[0]][0], card, world)
    owner = world.owner(card)
    kind = None if card.former else _kind_of_role(card.role, owner)
    home = None if card.located and kind is None else card.country  # "an analyst in Oman" is no Omani
    country = home or (owner.country if owner else None) or _home_office(card, kind, world)
    affiliation = card.affiliation or (owner.name if owner and _employs(owner) else None)
    slug = fold(" ".join(card.name)).replace(" ", "-")
    known = f"person:{slug}" if len(card.name) > 1 and slug else None
    return Identity(known, " ".join(card.name), kind or "person", country, title(card), affiliation)


def _home_office(card: Card, kind: ActorKind | None, world: World) -> str | None:
    """"Foreign Secretary Mark Ellis" in a British paper is Britain's: an office without a country is the outlet's own."""
    bare = kind in ("government", "military", "police") and card.owner is None and not card.former
    return world.home if bare else None


def _employs(owner: Identity) -> bool:
    """A group, an organ or a firm; "Duale's lawyer" is not affiliated with Duale."""
    return owner.kind not in ("state", "person", "civilian") and not (owner.id or "").startswith("person:")


def title(card: Card) -> str | None:
    return f"former {card.role}" if card.role and card.former and not card.role.startswith("former") else card.role


def _kind_of_role(role: str | None, owner: Identity | None) -> ActorKind | None:
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
