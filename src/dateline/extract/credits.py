"""Outlets and agencies that the report itself names as its origin."""

from dateline.records import Credit
from dateline.syntax.tree import Tree


def find(tree: Tree) -> list[Credit]:
    return []
