"""Who has a key: an index from 64-bit keys to numbers, in a few sorted runs that are looked up by halving.

A batch adds one run; runs of like size are merged, so that there are few however many batches came. Runs on the disk
are read where a key is looked for and nowhere else: a million reports' index is not loaded to add a thousand.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
Owners = NDArray[np.uint32]
Places = NDArray[np.int64]


@dataclass(slots=True)
class Run:
    """Keys in order and who has each; `file` is its name on the disk, "" while it has none."""

    keys: Keys
    owners: Owners
    file: str = ""


class Postings:
    """The index. Owners of one key come out in the order in which they were added."""

    def __init__(self, runs: list[Run] | None = None) -> None:
        self.runs = runs or []

    def add(self, keys: Keys, owners: Owners) -> None:
        """Adds pairs, in any order of keys."""
        if len(keys):
            order = np.argsort(keys, kind="stable")
            self.runs.append(Run(keys[order], owners[order]))
        while len(self.runs) > 1 and len(self.runs[-2].keys) < 2 * len(self.runs[-1].keys):
            last = self.runs.pop()
            self.runs[-1] = _merged(self.runs[-1], last)

    def find(self, keys: Keys, first: int, last: int, most: float = np.inf) -> tuple[Places, Owners]:
        """For sorted keys, the first and last owners of each in every run, as places in `keys` and owners.

        Keys with more owners than `most` are passed over.
        """
        bounds = [(np.searchsorted(run.keys, keys, "left"), np.searchsorted(run.keys, keys, "right")) for run in self.runs]
        held = sum((high - low for low, high in bounds), np.zeros(len(keys), np.int64))
        places: list[Places] = [np.empty(0, np.int64)]
        owners: list[Owners] = [np.empty(0, np.uint32)]
        for run, (low, high) in zip(self.runs, bounds, strict=True):
            for at, usable in _chosen((low, high), first, last):
                chosen = np.flatnonzero(usable & (held <= most))
                places.append(chosen)
                owners.append(np.asarray(run.owners[at[chosen]]))
        return np.concatenate(places), np.concatenate(owners)

    def save(self, folder: Path, name: str) -> list[str]:
        """Writes the runs that are not on the disk yet; the names of all."""
        for run in self.runs:
            if not run.file:
                number = 1 + max((_number(file) for file in folder.glob(f"{name}-*.keys.npy")), default=0)
                run.file = f"{name}-{number:06}"
                np.save(folder / f"{run.file}.keys.npy", run.keys)
                np.save(folder / f"{run.file}.owners.npy", run.owners)
        return [run.file for run in self.runs]

    @classmethod
    def load(cls, folder: Path, files: list[str]) -> "Postings":
        """The runs with these names, read when they are looked up."""
        return cls([
            Run(np.load(folder / f"{file}.keys.npy", mmap_mode="r"), np.load(folder / f"{file}.owners.npy", mmap_mode="r"), file)
            for file in files
        ])  # fmt: skip


def _number(file: Path) -> int:
    return int(file.name.split("-")[1].split(".")[0])


def _merged(one: Run, other: Run) -> Run:
    keys, owners = np.concatenate((one.keys, other.keys)), np.concatenate((one.owners, other.owners))
    order = np.argsort(keys, kind="stable")
    return Run(keys[order], owners[order])


def _chosen(bounds: tuple[Places, Places], first: int, last: int) -> Iterator[tuple[Places, NDArray[np.bool_]]]:
    """Positions of the first and last of each stretch, in order, and which of them there are."""
    low, high = bounds
    for step in range(first):
        yield low + step, low + step < high
    for step in range(last, 0, -1):
        yield high - step, high - step >= low + first
