"""Which pairs of reports are worth comparing: those that share rare word triples, or pairs of rare names and numbers in order.

All keys of all reports are sorted together once; a run of equal keys is a bucket. Each report of a bucket meets the first few
of it, which are the likely origins, and its neighbours, so that the work grows with the reports and not with their pairs.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.link.likeness import ANCHOR, RARE
from dateline.link.shingles import rate, under
from dateline.link.sketch import Sketch, kinds_of
from dateline.link.topics import Counts

FIRST, BEFORE = 4, 2  # reports of a bucket that each of the others meets: its first ones, and those just before it
CROWDED = 1000  # reports that share a key from which it is furniture or a phrase of the trade
SHARED = 2  # keys that a pair must share
PAIRS = 16  # pairs of anchors that a report is looked up by
MOST = 12  # earlier reports that one is compared with

Keys = NDArray[np.uint64]


def candidates(sketches: Sequence[Sketch], counts: Counts) -> Iterator[tuple[int, list[int]]]:
    """For each report with any, the earlier ones that it may be a copy of, those that share most first."""
    later, earlier, shared = _pairs(sketches, counts)
    if not len(later):
        return
    order = np.lexsort((earlier, -shared, later))
    later, earlier = later[order], earlier[order]
    starts = np.flatnonzero(np.r_[True, later[1:] != later[:-1]])
    for start, end in zip(starts.tolist(), [*starts[1:].tolist(), len(later)], strict=True):
        yield int(later[start]), earlier[start : min(end, start + MOST)].tolist()


def _pairs(sketches: Sequence[Sketch], counts: Counts) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    keys = [keys_of(sketch, counts) for sketch in sketches]
    sizes = np.array([len(each) for each in keys], np.int64)
    owners = np.repeat(np.arange(len(keys), dtype=np.int32), sizes)
    joined = np.concatenate(keys) if keys else np.empty(0, np.uint64)
    order = np.argsort(joined, kind="stable")
    joined, owners = joined[order], owners[order]
    packed = np.concatenate(list(_met(joined, owners, len(keys))))
    if not len(packed):
        return packed, packed, packed
    found, shared = np.unique(packed, return_counts=True)
    found, shared = found[shared >= SHARED], shared[shared >= SHARED]
    return found // len(keys), found % len(keys), shared


def _met(keys: Keys, owners: NDArray[np.int32], reports: int) -> Iterator[NDArray[np.int64]]:
    """Pairs that meet in a bucket, as later * reports + earlier; owners of a bucket stand in the order of the reports."""
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.empty(0, np.int64)
    sizes = np.diff(np.r_[starts, len(keys)])
    good = (sizes > 1) & (sizes <= CROWDED)
    starts, sizes = starts[good], sizes[good]
    first = np.repeat(starts, sizes)
    places = first + _ranks(sizes)
    own = owners[places].astype(np.int64)
    yield np.empty(0, np.int64)
    for step in range(FIRST):
        met = (places > first + step) & (first + step < len(owners))
        yield own[met] * reports + owners[first[met] + step]
    for step in range(1, BEFORE + 1):
        met = places - step >= first + FIRST
        yield own[met] * reports + owners[places[met] - step]


def _ranks(sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """0, 1, 2 ... within each bucket: sizes [2, 3] -> [0, 1, 0, 1, 2]."""
    if not len(sizes):
        return np.empty(0, np.int64)
    ends = np.cumsum(sizes)
    return np.arange(ends[-1]) - np.repeat(ends - sizes, sizes)


def keys_of(sketch: Sketch, counts: Counts) -> Keys:
    """What a report is looked up by: its rarest triples, and pairs of rare anchors that follow each other."""
    triples = under(sketch.triples, rate(sketch.size) + (1 if sketch.size > 120 else 0)).astype(np.uint64)
    weights = ANCHOR[kinds_of(sketch.marks)] * counts.rarity(sketch.marks)
    rare = np.flatnonzero(weights >= RARE)
    marks, weights = sketch.marks[rare].astype(np.uint64), weights[rare]
    if len(marks) < 2:
        return triples
    pairs = [marks[:-step] << np.uint64(32) | marks[step:] for step in (1, 2) if len(marks) > step]
    sums = [weights[:-step] + weights[step:] for step in (1, 2) if len(marks) > step]
    joined, total = np.concatenate(pairs), np.concatenate(sums)
    chosen = np.lexsort((joined, -total.round(1)))[:PAIRS]
    return np.unique(np.concatenate((triples, joined[chosen])))
