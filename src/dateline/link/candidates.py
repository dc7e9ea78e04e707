"""Which pairs of reports are worth comparing: those that share rare word triples, or pairs of rare names and numbers in order.

All keys of a batch are sorted together; a run of equal keys is a bucket. Each report of a bucket meets the first few of it,
which are the likely origins, its neighbours, and those that the index has from earlier batches, so that the work grows with
the reports and not with their pairs.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.link.likeness import ANCHOR, RARE
from dateline.link.postings import Keys, Postings
from dateline.link.shingles import rate, under
from dateline.link.sketch import Sketch, kinds_of
from dateline.link.topics import Counts

FIRST, BEFORE = 4, 2  # reports of a bucket that each of the others meets: its first ones, and those just before it
CROWDED = 1000  # reports that share a key from which it is furniture or a phrase of the trade
SHARED = 2  # keys that a pair must share
PAIRS = 16  # pairs of anchors that a report is looked up by
MOST = 12  # earlier reports that one is compared with

Numbers = NDArray[np.int64]


class _Buckets(NamedTuple):
    """The keys of a batch, sorted, each with the place of its report; `starts` and `sizes` of the runs of equal keys."""

    keys: Keys
    owners: NDArray[np.int32]
    starts: Numbers
    sizes: Numbers


def candidates(keys: Sequence[Keys], index: Postings, base: int = 0) -> Iterator[tuple[int, list[int]]]:
    """For each report of a batch with any, the earlier ones that it may be a copy of, those that share most first.

    Reports are numbered from `base` in the batch; those of the index have lower numbers.
    """
    found, shared = _pairs(keys, index, base)
    if not len(found):
        return
    later, earlier = found // (base + len(keys)), found % (base + len(keys))
    order = np.lexsort((earlier, -shared, later))
    later, earlier = later[order], earlier[order]
    starts = np.flatnonzero(np.r_[True, later[1:] != later[:-1]])
    for start, end in zip(starts.tolist(), [*starts[1:].tolist(), len(later)], strict=True):
        yield int(later[start]) + base, earlier[start : min(end, start + MOST)].tolist()


def _pairs(keys: Sequence[Keys], index: Postings, base: int) -> tuple[Numbers, Numbers]:
    """Pairs as place of the later * all reports + number of the earlier, and how many keys they share."""
    buckets = _sorted(keys)
    everyone = base + len(keys)
    packed = np.concatenate([*_met(buckets, base, everyone), *_found(buckets, index, everyone)])
    found, shared = np.unique(packed, return_counts=True)
    return found[shared >= SHARED], shared[shared >= SHARED]


def _sorted(keys: Sequence[Keys]) -> _Buckets:
    sizes = np.array([len(each) for each in keys], np.int64)
    owners = np.repeat(np.arange(len(keys), dtype=np.int32), sizes)
    joined = np.concatenate(keys) if keys else np.empty(0, np.uint64)
    order = np.argsort(joined, kind="stable")
    joined, owners = joined[order], owners[order]
    starts = np.flatnonzero(np.r_[True, joined[1:] != joined[:-1]]) if len(joined) else np.empty(0, np.int64)
    return _Buckets(joined, owners, starts, np.diff(np.r_[starts, len(joined)]))


def _met(buckets: _Buckets, base: int, everyone: int) -> Iterator[Numbers]:
    """Pairs that meet in a bucket of the batch; owners of a bucket stand in the order of the reports."""
    good = (buckets.sizes > 1) & (buckets.sizes <= CROWDED)
    starts, sizes = buckets.starts[good], buckets.sizes[good]
    first = np.repeat(starts, sizes)
    places = first + _ranks(sizes)
    owners = buckets.owners
    own = owners[places].astype(np.int64)
    for step in range(FIRST):
        met = (places > first + step) & (first + step < len(owners))
        yield own[met] * everyone + base + owners[first[met] + step]
    for step in range(1, BEFORE + 1):
        met = places - step >= first + FIRST
        yield own[met] * everyone + base + owners[places[met] - step]


def _found(buckets: _Buckets, index: Postings, everyone: int) -> Iterator[Numbers]:
    """Pairs of a report of the batch with one of the index."""
    good = np.flatnonzero(buckets.sizes <= CROWDED)
    places, earlier = index.find(buckets.keys[buckets.starts[good]], FIRST, BEFORE, CROWDED)
    sizes = buckets.sizes[good][places]
    own = buckets.owners[np.repeat(buckets.starts[good][places], sizes) + _ranks(sizes)]
    yield own.astype(np.int64) * everyone + np.repeat(earlier.astype(np.int64), sizes)


def _ranks(sizes: Numbers) -> Numbers:
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
