"""Place mentions to places of the world."""

from dateline.drafts import PlaceMention
from dateline.knowledge.gazetteer import Gazetteer
from dateline.records import Article, Place


def resolve(mentions: tuple[PlaceMention, ...], article: Article, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """One place a mention, at the same index; unknown is a place without id and coordinates."""
    return tuple(Place(m.start, m.end) for m in mentions)
