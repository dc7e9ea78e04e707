"""Which reports tell of the same happening: first those on one subject, one report at a time, then what tells them apart.

    two jail breaks in two towns share "inmates", "guards", "escaped"; within their subject only the names still count

A report joins the live subject that it is most like, or begins one. A subject is then cut into stories by the words that
are rare *inside it*: what all its reports share says nothing any more, and look-alikes fall apart. Two reports whose days
or places exclude each other are kept apart. A story is named after its oldest report, so its name stays when others come.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from dateline.link.sketch import Sketch
from dateline.link.topics import Counts, Vector, features, vector_of

SUBJECT = 0.07  # likeness to the mean of a subject at which a report joins it
STORY = 0.07  # mean likeness, by local rarity, at which two parts of a subject are one story, and ...
FEW = 0.3  # ... this over the number of its reports: among few, what two share weighs more
LIVE = 12  # subjects that one word leads to, the latest
LARGEST = 250  # reports of a subject; one that is full takes no more
LASTS = 21  # days without a report after which a subject is closed
QUIET, FADES = 3, 6  # days of silence that do not count, and those over which likeness fades


@dataclass(slots=True)
class Subject:
    """Reports on one subject: their numbers, the sum of their vectors, and the last day of one of them (0: undated)."""

    members: list[int] = field(default_factory=list)
    total: Vector = field(default_factory=dict)
    last: int = 0


class Subjects:
    """The live subjects; `add` takes reports in the order of their days."""

    def __init__(self) -> None:
        self.all: list[Subject] = []
        self._leads: defaultdict[int, list[int]] = defaultdict(list)

    def add(self, report: int, vector: Vector, day: int) -> int:
        """Puts a report into the subject that it is most like, or into a new one; the subject's number."""
        best, number = SUBJECT, -1
        for candidate in self._candidates(vector, day):
            subject = self.all[candidate]
            likeness = self._likeness(vector, subject) * _nearness(day, subject.last)
            if likeness > best:
                best, number = likeness, candidate
        if number < 0:
            number = len(self.all)
            self.all.append(Subject())
        self._join(number, report, vector, day)
        return number

    def _candidates(self, vector: Vector, day: int) -> list[int]:
        """The subjects that share most weight with a vector, at most five; those that are closed are forgotten."""
        shared: defaultdict[int, float] = defaultdict(float)
        for mark, weight in vector.items():
            led = self._leads.get(mark)
            if led is None:
                continue
            for number in led:
                subject = self.all[number]
                shared[number] += weight * subject.total.get(mark, 0.0) / len(subject.members)
        usable = [number for number in shared if self._is_live(number, day)]
        return sorted(usable, key=lambda number: (-shared[number], number))[:5]

    def _is_live(self, number: int, day: int) -> bool:
        subject = self.all[number]
        return len(subject.members) < LARGEST and not (day and subject.last and day - subject.last > LASTS)

    @staticmethod
    def _likeness(vector: Vector, subject: Subject) -> float:
        total = subject.total
        return sum(weight * total.get(mark, 0.0) for mark, weight in vector.items()) / len(subject.members)

    def _join(self, number: int, report: int, vector: Vector, day: int) -> None:
        subject = self.all[number]
        subject.members.append(report)
        subject.last = max(subject.last, day)
        for mark, weight in vector.items():
            subject.total[mark] = subject.total.get(mark, 0.0) + weight
            led = self._leads[mark]
            if number not in led:
                led.append(number)
                if len(led) > LIVE:
                    del led[0]


def _nearness(day: int, last: int) -> float:
    """1 while a subject is alive, less the longer it has been silent; days that are not known do not count."""
    silence = abs(day - last) - QUIET if day and last else 0
    return float(np.exp(-((silence / FADES) ** 2) / 2)) if silence > 0 else 1.0


def stories_of(sketches: Sequence[Sketch], counts: Counts) -> list[int]:
    """For each report the number of its story; the numbers are those of a story's first report. Sorted input is expected."""
    subjects = Subjects()
    for number, sketch in enumerate(sketches):
        subjects.add(number, vector_of(sketch, counts), sketch.day)
    story = list(range(len(sketches)))
    for subject in subjects.all:
        for part in parts_of([sketches[number] for number in subject.members], counts):
            for place in part:
                story[subject.members[place]] = subject.members[part[0]]
    return story


def parts_of(sketches: Sequence[Sketch], counts: Counts) -> list[list[int]]:
    """A subject's reports in stories: average linkage on what is rare within the subject."""
    if len(sketches) < 2:
        return [[0]]
    likeness = _local_likeness(sketches, counts)
    return cluster(likeness, STORY + FEW / len(sketches))


def _local_likeness(sketches: Sequence[Sketch], counts: Counts) -> NDArray[np.float32]:
    found = [features(sketch) for sketch in sketches]
    marks, within = np.unique(np.concatenate([each[0] for each in found]), return_counts=True)
    rare = np.log((len(sketches) + 1) / within) * counts.rarity(marks)
    rare[(within < 2) | (within == len(sketches))] = 0
    if len(sketches) < SMALL:
        rare = counts.rarity(marks)
    table = np.zeros((len(sketches), len(marks)), np.float32)
    for row, (own, weights) in enumerate(found):
        places = np.searchsorted(marks, own)
        table[row, places] = weights * rare[places]
    table /= np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)
    return table @ table.T


SMALL = 4  # a subject of fewer reports has no words of its own that are rare


def cluster(likeness: NDArray[np.float32], least: float) -> list[list[int]]:
    """Average linkage: the two parts most alike are joined while their mean likeness reaches `least`; ties by number."""
    size = len(likeness)
    left = likeness.astype(np.float64)
    np.fill_diagonal(left, -1)
    weight = np.ones(size)
    parts: dict[int, list[int]] = {number: [number] for number in range(size)}
    while len(parts) > 1:
        one, other = divmod(int(np.argmax(left)), size)
        if left[one, other] < least:
            break
        one, other = min(one, other), max(one, other)
        joined = (left[one] * weight[one] + left[other] * weight[other]) / (weight[one] + weight[other])
        joined[left[one] < 0] = -1
        left[one] = left[:, one] = joined
        left[one, one] = -1
        left[other] = left[:, other] = -1
        weight[one] += weight[other]
        parts[one] += parts.pop(other)
    return sorted(sorted(part) for part in parts.values())
