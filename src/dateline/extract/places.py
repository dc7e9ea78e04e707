"""Words that name places."""

from dateline.drafts import PlaceMention
from dateline.knowledge.gazetteer import Gazetteer
from dateline.syntax.tree import Tree


def find(tree: Tree, gazetteer: Gazetteer) -> list[PlaceMention]:
    return []
