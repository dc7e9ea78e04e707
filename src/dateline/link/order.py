"""How much of one text's sequence of marks another one follows, order kept: the heaviest common subsequence, in n log n.

    followed([1, 2, 3, 4], [9, 1, 3, 2, 4], {1: 1, ...})   3.0: 1, 2, 4 (or 1, 3, 4) stand in the same order

Marks repeat in news (a name ten times), so each occurrence may meet at most `REPEATS` of the other text's.
"""

from collections.abc import Mapping, Sequence

REPEATS = 12


def followed(one: Sequence[int], other: Sequence[int], weights: Mapping[int, float]) -> float:
    """The weight of the heaviest sequence of marks that stands in both, in this order."""
    places: dict[int, list[int]] = {}
    for index in range(len(other) - 1, -1, -1):
        if other[index] in weights:
            places.setdefault(other[index], []).append(index)
    best = [0.0] * (len(other) + 1)  # a Fenwick tree of the best weight that ends at or before an index
    top = 0.0
    for mark in one:
        weight = weights.get(mark)
        if weight is None or mark not in places:
            continue
        for index in places[mark][-REPEATS:]:
            total = _most(best, index) + weight
            top = max(top, total)
            _raise(best, index + 1, total)
    return top


def _most(tree: list[float], end: int) -> float:
    """The largest value at indices below `end`."""
    most = 0.0
    while end > 0:
        if tree[end] > most:
            most = tree[end]
        end &= end - 1
    return most


def _raise(tree: list[float], index: int, value: float) -> None:
    while index < len(tree):
        if tree[index] < value:
            tree[index] = value
        index += index & -index
