"""Words that say when."""

from dateline.drafts import TimeMention
from dateline.syntax.tree import Tree


def find(tree: Tree) -> list[TimeMention]:
    return []
