"""What a report is about, as a short vector: names above words, rare above common.

How rare a word is comes from a table of counts with a fixed number of slots, so that it takes the same room for a thousand
reports and for a million, and can be added to.
"""

import math
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from dateline.link.sketch import Marks, Sketch, kinds_of
from dateline.link.words import CODED, DAY, NAME, NATION, NUMBER, PLAIN, QUOTE

SLOTS = 1 << 24
CHUNKS = 256  # parts of the table that are kept apart
FEATURES = 48  # of a report's vector
WEIGHTS = np.zeros(8, np.float32)
WEIGHTS[[PLAIN, NAME, NUMBER, NATION, DAY, QUOTE, CODED]] = 0.7, 1.5, 1.0, 1.0, 0.3, 0.0, 1.5
FEWEST = 200  # reports that a small collection is taken for, lest every word of it be common

Vector = dict[int, float]


class Counts:
    """In how many reports each mark stands, by slot of its hash."""

    def __init__(self) -> None:
        self.table = np.zeros(SLOTS, np.uint32)
        self.reports = 0

    def add(self, sketches: Iterable[Sketch]) -> None:
        for sketch in sketches:
            self.table[_slots(np.concatenate((sketch.marks, sketch.title, sketch.told)))] += 1  # of equal slots one counts
            self.reports += 1

    def packed(self) -> Iterator[tuple[int, bytes]]:
        """The parts of the table that are not empty, as bytes: all slots, or those that are not 0 with their numbers."""
        for number, part in enumerate(self.table.reshape(CHUNKS, -1)):
            used = np.flatnonzero(part).astype(np.uint32)
            if len(used):
                yield number, part.tobytes() if 2 * len(used) >= len(part) else used.tobytes() + part[used].tobytes()

    def load(self, parts: Iterable[tuple[int, bytes]], reports: int) -> None:
        """Takes what was packed."""
        self.reports = reports
        rows = self.table.reshape(CHUNKS, -1)
        for number, data in parts:
            found = np.frombuffer(data, np.uint32)
            if len(found) == rows.shape[1]:
                rows[number] = found
            else:
                half = len(found) // 2
                rows[number, found[:half]] = found[half:]

    def rarity(self, marks: NDArray[np.uint32]) -> NDArray[np.float32]:
        """0 for a mark of every report to 1 for one of a single report."""
        reports = max(self.reports, FEWEST)
        counts = np.maximum(self.table[_slots(marks)], 1)
        rare: NDArray[np.float32] = (np.log(reports / counts) / math.log(reports)).astype(np.float32)
        return rare


def _slots(marks: Marks) -> Marks:
    return marks >> np.uint32(8)


def features(sketch: Sketch) -> tuple[Marks, NDArray[np.float32]]:
    """The distinct marks of text, title and record, and how much each says by its kind and number: weight times 1 + ln n."""
    found, counts = np.unique(np.concatenate((sketch.marks, sketch.title, sketch.told)), return_counts=True)
    weights: NDArray[np.float32] = WEIGHTS[kinds_of(found)] * (1 + np.log(counts.astype(np.float32)))
    return found, weights


def vector_of(sketch: Sketch, counts: Counts) -> Vector:
    """The heaviest features with weights of length 1."""
    marks, weights = features(sketch)
    weights = weights * counts.rarity(marks) ** 1.5
    heaviest = np.argsort(-weights, kind="stable")[:FEATURES]
    length = float(np.sqrt(np.sum(weights[heaviest] ** 2))) or 1.0
    return dict(zip(marks[heaviest].tolist(), (weights[heaviest] / length).tolist(), strict=True))
