"""Borders that somebody disputes: which lines they are, what they are called, and who claims what.

The lines stand in `knowledge/disputed.toml`; docs/disputed-land.md is the policy. They are drawn dashed, for every reader alike.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import msgspec

from dateline.errors import KnowledgeError

FILE = "knowledge/disputed.toml"
Point = tuple[float, float]
Box = tuple[float, float, float, float]
Borders = Mapping[frozenset[str], Sequence[list[Point]]]


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One disputed line: a border `between` two countries, cut to a box, or `points` of our own."""

    name: str
    land: str
    claims: str
    between: tuple[str, str] | None = None
    box: Box | None = None
    points: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Parted:
    """A world's borders parted: what is settled, and what is disputed with its entry."""

    settled: list[list[Point]]
    disputed: list[tuple[Entry, list[Point]]]


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    unnamed: tuple[str, ...]
    small: tuple[str, ...]
    lines: tuple[Entry, ...]


def entries() -> tuple[Entry, ...]:
    """All disputed lines, in the order of the table."""
    return _table().lines


def unnamed() -> tuple[str, ...]:
    """What Natural Earth has as a country and the map does not name."""
    return _table().unnamed


def as_written(name: str) -> str:
    """A country's name as the map writes it: in capitals, unless its standing is disputed."""
    return name if name in _table().small else name.upper()


@lru_cache(maxsize=1)
def _table() -> Table:
    return parse_disputed(files("dateline").joinpath(FILE).read_text(encoding="utf-8"))


def parse_disputed(text: str) -> Table:
    """The table of a TOML text; KnowledgeError names the entry that does not fit."""
    try:
        found = msgspec.convert(tomllib.loads(text), Table)
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(str(error), FILE) from error
    for entry in found.lines:
        if (entry.between is None) == (not entry.points):
            raise KnowledgeError(f"{entry.name}: it needs `between` or `points`", FILE, "One of them, not both.")
    return found


def lands() -> dict[str, list[Entry]]:
    """Disputed lands, each with its lines, in the order of the table."""
    told: dict[str, list[Entry]] = {}
    for entry in entries():
        told.setdefault(entry.land, []).append(entry)
    return told


def parted(borders: Borders) -> Parted:
    """The borders of the world, disputed pieces apart from the rest."""
    rest = {pair: list(lines) for pair, lines in borders.items()}
    disputed = [(entry, list(entry.points)) for entry in entries() if entry.points]
    for entry in entries():
        if entry.between is None:
            continue
        pair = frozenset(entry.between)
        settled: list[list[Point]] = []
        for line in rest.get(pair, ()):
            for inside, piece in _pieces(line, entry.box):
                if inside:
                    disputed.append((entry, piece))
                else:
                    settled.append(piece)
        rest[pair] = settled
    return Parted([line for lines in rest.values() for line in lines], disputed)


def _pieces(line: Sequence[Point], box: Box | None) -> Iterator[tuple[bool, list[Point]]]:
    """A line in runs that lie in the box and runs that do not; the step over the box's edge belongs to the run inside."""
    run: list[Point] = []
    within = False
    for point in line:
        now = box is None or (box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3])
        if run and now != within:
            whole = [*run, point] if within else run
            if len(whole) > 1:
                yield within, whole
            run = [] if within else [run[-1]]
        within = now
        run.append(point)
    if len(run) > 1:
        yield within, run
