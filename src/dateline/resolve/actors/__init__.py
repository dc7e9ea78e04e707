"""Actor mentions to actors: one for each that is named or described, and the id that each mention's span gets."""

from collections import Counter

from dateline.drafts import ActorMention, PlaceMention
from dateline.records import Actor, Article, Place, Span
from dateline.resolve.actors.card import Card, cards
from dateline.resolve.actors.identify import Identity, World

__all__ = ["resolve"]

FOCUS_SHARE = 0.6  # of the countries that a report names, before "the government" is taken for the government of one


def resolve(
    mentions: tuple[ActorMention, ...], article: Article, places: tuple[tuple[PlaceMention, Place], ...]
) -> tuple[tuple[Actor, ...], dict[tuple[int, int], str]]:
    """The actors of the report, and the actor id of each mention's span. A mention that nobody is known by has none."""
    world = World(cards(mentions, places), article.text, article.published, focus(mentions, places))
    found: dict[str, tuple[Identity, list[ActorMention]]] = {}
    for root, card in world.cards.items():
        identity = world.identity(root)
        if identity is not None and _is_told(card):
            key = identity.id or f"?{root}"
            first, said = found.setdefault(key, (identity, []))
            found[key] = (_fuller(first, identity), said)
            said.extend(card.mentions)
    return _numbered(found)


def focus(mentions: tuple[ActorMention, ...], places: tuple[tuple[PlaceMention, Place], ...]) -> str | None:
    """The one country that a report is about, by the countries of its places and actors; None if two share it."""
    votes = Counter(place.country for _, place in places if place.country)
    votes.update(mention.country for mention in mentions if mention.country)
    if not votes:
        return None
    (country, most), total = votes.most_common(1)[0], votes.total()
    return country if most >= FOCUS_SHARE * total else None


def _is_told(card: Card) -> bool:
    """A record refers to it, or it has a name, or it is a known description that something further is said of."""
    return any(mention.used or mention.form == "name" or mention.acting for mention in card.mentions)


def _fuller(one: Identity, two: Identity) -> Identity:
    """Two descriptions of one id: what the first lacks comes from the second."""
    return Identity(
        one.id, one.name if len(one.name) >= len(two.name) else two.name, one.kind if one.kind != "person" else two.kind,
        one.country or two.country, one.role or two.role, one.affiliation or two.affiliation,
    )  # fmt: skip


def _numbered(
    found: dict[str, tuple[Identity, list[ActorMention]]],
) -> tuple[tuple[Actor, ...], dict[tuple[int, int], str]]:
    """Actors in the order of their first mention, the local ones numbered."""
    actors: list[Actor] = []
    ids: dict[tuple[int, int], str] = {}
    local = 0
    for identity, said in sorted(found.values(), key=lambda each: min(mention.start for mention in each[1])):
        local += identity.id is None
        name = identity.id or f"x{local}"
        spans = sorted({Span(mention.start, mention.end) for mention in said})
        actors.append(
            Actor(name, identity.name, identity.kind, identity.country, identity.role, identity.affiliation, tuple(spans))  # type: ignore[arg-type]
        )
        ids.update({(mention.start, mention.end): name for mention in said})
    return tuple(actors), ids
