"""Which texts tell of the same happening: first those on one subject, one text at a time, then what tells them apart.

    two jail breaks in two towns share "inmates", "guards", "escaped"; within their subject only the names still count

A text joins the live subject that it is most like, or begins one. A subject is then cut into stories by the words that
are rare *inside it*: what all its reports share says nothing any more, and look-alikes fall apart. A story keeps its number
while most of what it held stays together.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.link.sketch import Sketch
from dateline.link.state import State, Subject
from dateline.link.topics import Counts, Vector, features, vector_of

SUBJECT = 0.07  # likeness to the mean of a subject at which a report joins it
STORY = 0.07  # mean likeness, by local rarity, at which two parts of a subject are one story, and ...
FEW = 0.3  # ... this over the number of its reports: among few, what two share weighs more
LIVE = 12  # subjects that one word leads to, the latest
LOOKED_AT = 6  # subjects that a report is compared with
LARGEST = 250  # reports of a subject; one that is full takes no more
LASTS = 21  # days without a report after which a subject is closed
QUIET, FADES = 3, 6  # days of silence that do not count, and those over which likeness fades
MONTH = 32  # days of which the subjects are looked up together
EARLIER = 6  # days by which a report may come before the first of its subject
UNDATED = 12  # words that lead a report without a day to subjects that have one


def join_stories(state: State, texts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Puts new texts into subjects and cuts these into stories; gives the stories that are gone, and what they are now."""
    vectors = [vector_of(state.sketch(text), state.counts) for text in texts]
    subjects = _Subjects(state, [_looked_up(vector, state.days[text]) for text, vector in zip(texts, vectors, strict=True)])
    joined = {subjects.add(text, vector): None for text, vector in zip(texts, vectors, strict=True)}
    subjects.rest()
    for number in joined:
        yield from _cut(state, state.subjects.get(number).members)


def leave(state: State, text: int) -> Iterator[tuple[int, int]]:
    """Takes a text that became part of another out of its subject and story."""
    subject = state.subjects.change(state.subject[text])
    subject.members.remove(text)
    for mark, weight in vector_of(state.sketch(text), state.counts).items():
        if mark in subject.total:
            subject.total[mark] = max(0.0, subject.total[mark] - weight)
    story = state.story[text]
    state.touched.stories.add(story)
    left = [other for other in state.texts(story) if other != text]
    state.stories.put(story, left)
    if not left:
        state.stories.drop(story)
        yield story, state.story[state.group[text]]
    yield from _cut(state, subject.members)


def _looked_up(vector: Vector, day: int) -> list[int]:
    """The keys by which a text finds subjects: its words in the month of its day."""
    month = day // MONTH
    return [mark << 16 | month for mark in vector]


class _Subjects:
    """The subjects that a batch of texts may join; those that it does not name stay in the file."""

    def __init__(self, state: State, looked_up: Sequence[list[int]]) -> None:
        self._state = state
        keys = np.unique(np.array([key for found in looked_up for key in found], np.uint64))
        places, owners = state.indexes["leads"].find(keys, 0, LIVE)
        self._leads: dict[int, list[int]] = {}
        for key, number in zip(keys[places].tolist(), owners.tolist(), strict=True):
            led = self._leads.setdefault(key, [])
            if number not in led:
                led.append(number)
        self._entered: list[tuple[int, int]] = []

    def add(self, text: int, vector: Vector) -> int:
        """Puts a text into the subject that it is most like, or into a new one; the subject's number."""
        state, day = self._state, self._state.days[text]
        best, chosen = SUBJECT, -1
        for number in self._candidates(vector, day):
            subject = state.subjects.get(number)
            if _is_live(subject, day):
                likeness = _likeness(vector, subject) * _nearness(day, subject)
                if likeness > best:
                    best, chosen = likeness, number
        if chosen < 0:
            chosen = state.subject_count
            state.subject_count += 1
            state.subjects.put(chosen, Subject())
        self._join(chosen, text, vector)
        return chosen

    def _candidates(self, vector: Vector, day: int) -> list[int]:
        """The subjects that share most weight with a vector."""
        shared: dict[int, float] = {}
        for key, weight in zip(_looked_up(vector, day), vector.values(), strict=True):
            for number in self._leads.get(key, ()):
                shared[number] = shared.get(number, 0.0) + weight
        return [number for _, number in sorted([(-weight, number) for number, weight in shared.items()])[:LOOKED_AT]]

    def _join(self, number: int, text: int, vector: Vector) -> None:
        state, day = self._state, self._state.days[text]
        subject = state.subjects.change(number)
        subject.members.append(text)
        state.subject[text] = number
        if day:
            subject.first, subject.last = min(subject.first or day, day), max(subject.last, day)
        total, months = subject.total, _months(day)
        for place, (mark, weight) in enumerate(vector.items()):
            total[mark] = total.get(mark, 0.0) + weight
            for month in months:
                self._enter(mark << 16 | month, number)
            if day and place < UNDATED:
                self._enter(mark << 16, number)

    def _enter(self, key: int, number: int) -> None:
        led = self._leads.setdefault(key, [])
        if number not in led:
            led.append(number)
            self._entered.append((key, number))
            if len(led) > LIVE:
                del led[0]

    def rest(self) -> None:
        """Adds what leads to the subjects to the index."""
        if self._entered:
            keys, numbers = zip(*self._entered, strict=True)
            self._state.indexes["leads"].add(np.array(keys, np.uint64), np.array(numbers, np.uint32))


def _months(day: int) -> tuple[int, ...]:
    """The months in which a text leads to its subject; 0 for what has no day."""
    return tuple({(day - EARLIER) // MONTH, day // MONTH, (day + LASTS) // MONTH}) if day else (0,)


def _is_live(subject: Subject, day: int) -> bool:
    if len(subject.members) >= LARGEST:
        return False
    return not (day and subject.last) or subject.first - LASTS <= day <= subject.last + LASTS


def _likeness(vector: Vector, subject: Subject) -> float:
    held = subject.total.get
    return sum(weight * held(mark, 0.0) for mark, weight in vector.items()) / max(1, len(subject.members))


def _nearness(day: int, subject: Subject) -> float:
    """1 while a subject is alive, less the longer it has been silent; days that are not known do not count."""
    silence = max(day - subject.last, subject.first - day) - QUIET if day and subject.last else 0
    return float(np.exp(-((silence / FADES) ** 2) / 2)) if silence > 0 else 1.0


def _cut(state: State, texts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Cuts a subject into stories; each keeps the number of the one that most of it was."""
    if not texts:
        return
    parts = [[texts[place] for place in part] for part in parts_of([state.sketch(text) for text in texts], state.counts)]
    before = {text: state.story[text] for text in texts}
    numbers = _numbered(parts, before)
    for part, number in zip(parts, numbers, strict=True):
        for text in part:
            if before[text] != number:
                state.story[text] = number
                state.touched.texts.add(text)
        if len(part) > 1 or state.stories.find(number) is not None or part[0] != number:
            state.stories.put(number, part)
        state.touched.stories.add(number)
    for gone in sorted(set(before.values()) - set(numbers)):
        state.touched.stories.add(gone)
        if state.stories.find(gone) is not None:
            state.stories.drop(gone)
        yield gone, state.story[gone]


def _numbered(parts: Sequence[list[int]], before: dict[int, int]) -> list[int]:
    """The number of each part: of the story that it shares most texts with, else of a text that no other part has taken."""
    shared = [
        (-count, number, place)
        for place, part in enumerate(parts)
        for number, count in Counter(before[text] for text in part).items()
    ]
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for _, number, place in sorted(shared):
        if place not in chosen and number not in taken:
            chosen[place] = number
            taken.add(number)
    for place, part in enumerate(parts):
        if place not in chosen:
            chosen[place] = next(text for text in (*part, *before) if text not in taken)
            taken.add(chosen[place])
    return [chosen[place] for place in range(len(parts))]


def parts_of(sketches: Sequence[Sketch], counts: Counts) -> list[list[int]]:
    """A subject's reports in stories: average linkage on what is rare within the subject."""
    if len(sketches) < 2:
        return [[0]]
    likeness = _local_likeness(sketches, counts)
    return cluster(likeness, STORY + FEW / len(sketches))


def _local_likeness(sketches: Sequence[Sketch], counts: Counts) -> NDArray[np.float32]:
    """How like each two are by what is rare among them; what only one has makes it less like all others, if they are few."""
    found = [features(sketch) for sketch in sketches]
    owners = np.repeat(np.arange(len(found)), [len(marks) for marks, _ in found])
    marks, places, within = np.unique(np.concatenate([each[0] for each in found]), return_inverse=True, return_counts=True)
    rare = counts.rarity(marks)
    if len(sketches) >= SMALL:
        rare = np.log((len(sketches) + 1) / within) * rare
        rare[(within < 2) | (within == len(sketches))] = 0
    weights = (np.concatenate([each[1] for each in found]) * rare[places]).astype(np.float32)
    lengths = np.sqrt(np.bincount(owners, weights**2, len(sketches)))
    shared = np.flatnonzero((within > 1) & (rare > 0))
    columns = np.full(len(marks), -1)
    columns[shared] = np.arange(len(shared))
    used = columns[places] >= 0
    table = np.zeros((len(sketches), len(shared)), np.float32)
    table[owners[used], columns[places[used]]] = weights[used]
    table /= np.maximum(lengths, 1e-9)[:, None]
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
