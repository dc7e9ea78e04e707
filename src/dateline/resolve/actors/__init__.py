"""Actor mentions to actors: one for each that is named or described, and the id that each mention's span gets."""

from collections import Counter

from dateline.drafts import ActorMention, PlaceMention
from dateline.records import Actor, Article, Place, Span
from dateline.resolve.actors.card import Card, cards
from dateline.resolve.actors.home import home_of
from dateline.resolve.actors.identify import identify
from dateline.resolve.actors.world import Identity, World

__all__ = ["resolve"]

LONGEST = 200  # characters of a name; a run of capitals is not shown whole
FOCUS_SHARE = 0.6  # of the countries that a report names, before "the government" is taken for the government of one


def resolve(
    mentions: tuple[ActorMention, ...], article: Article, places: tuple[tuple[PlaceMention, Place], ...]
) -> tuple[tuple[Actor, ...], dict[tuple[int, int], str]]:
    """The actors of the report, and the actor id of each mention's span. A mention that nobody is known by has none."""
    votes = _votes(mentions, places)
    world = World(cards(mentions, places), identify, article.text, article.published, focus(votes), home_of(article), votes)
    found: dict[str, tuple[Identity, list[ActorMention]]] = {}
    for root, card in world.cards.items():
        identity = world.identity(root)
        if identity is not None and _is_told(card, identity):
            key = identity.id or f"?{root}"
            first, said = found.setdefault(key, (identity, []))
            found[key] = (_fuller(first, identity), said)
            said.extend(card.mentions)
    return _numbered(found)


def _votes(
    mentions: tuple[ActorMention, ...], places: tuple[tuple[PlaceMention, Place], ...]
) -> tuple[tuple[int, str], ...]:
    """Each place and each actor with a country, where it stands in the text."""
    found = [(place.start, place.country) for _, place in places if place.country]
    return tuple(sorted(found + [(mention.start, mention.country) for mention in mentions if mention.country]))


def focus(votes: tuple[tuple[int, str], ...]) -> str | None:
    """The one country that a report is about, by the countries of its places and actors; None if two share it."""
    counts = Counter(country for _, country in votes)
    if not counts:
        return None
    (country, most), total = counts.most_common(1)[0], counts.total()
    return country if most >= FOCUS_SHARE * total else None


def _is_told(card: Card, identity: Identity) -> bool:
    """A record refers to it, or it does something, or it has a name that says more than that somebody bears it."""
    if any(mention.used or mention.acting for mention in card.mentions):
        return True
    if identity.id is None and (identity.kind == "other" or (card.person and len(card.name) == 1 and not card.role)):
        return False
    return bool(card.names)


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
        known = (identity.kind, identity.country, identity.role, identity.affiliation)
        actors.append(Actor(name, identity.name[:LONGEST], *known, tuple(spans)))
        ids.update({(mention.start, mention.end): name for mention in said})
    return tuple(actors), ids
