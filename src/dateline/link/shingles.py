"""Which word triples two texts share, from a sample that every text takes alike, so that containment shows and not only likeness.

A text keeps the triples whose hash lies under a bar (Broder's sketch): a short text all of them, a long one a part. Of two
texts the coarser bar counts. The share of the smaller sample that the other has estimates how much of one text stands in the
other; MinHash would give likeness alone, and a cut of a long report is not like it.
"""

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint32]

SAMPLE = 64  # triples that a text keeps at least, if it has them
_P1, _P2, _P3 = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9)
_MIX = np.uint64(0xFF51AFD7ED558CCD)
_SHIFT = np.uint64(32)


def sample(forms: list[int]) -> Hashes:
    """The sampled triples of a text, sorted; `forms` are hashes of its folded words."""
    if len(forms) < 3:
        return np.empty(0, np.uint32)
    words = np.array(forms, np.uint64)
    mixed = words[:-2] * _P1 ^ words[1:-1] * _P2 ^ words[2:] * _P3
    mixed ^= mixed >> _SHIFT
    mixed *= _MIX
    hashes = np.unique((mixed >> _SHIFT).astype(np.uint32))
    return hashes[: np.searchsorted(hashes, np.uint32(_bar(rate(len(hashes)))), side="right")]


def rate(triples: int) -> int:
    """How often a text halves its triples so that at least SAMPLE remain: 400 triples -> 2, a quarter is kept."""
    return max(0, (triples // SAMPLE).bit_length() - 1)


def _bar(halvings: int) -> int:
    return (1 << 32 - halvings) - 1


def under(hashes: Hashes, halvings: int) -> Hashes:
    """The part of a sample that a coarser bar leaves."""
    return hashes[: np.searchsorted(hashes, np.uint32(_bar(halvings)), side="right")]


def containment(one: Hashes, other: Hashes, halvings: int) -> float:
    """The share of the smaller sample's triples that the other has, both under the bar of the coarser."""
    first, second = under(one, halvings), under(other, halvings)
    smaller = min(len(first), len(second))
    return len(np.intersect1d(first, second, assume_unique=True)) / smaller if smaller else 0.0
