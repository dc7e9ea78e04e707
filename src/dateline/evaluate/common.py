"""What the scorers share: spans, tallies of precision and recall, one-to-one matching, and the reading of JSON lines."""

import json
import pathlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.errors import ScoreError

Span = tuple[int, int]
Row = dict[str, Any]  # a line of a gold file or of an output
Metrics = dict[str, Any]  # tallies, numbers, or None, by name


# ---- spans ----------------------------------------------------------------------------------------------


def maybe_span(record: Row) -> Span | None:
    """The record's [start, end), or None where either is missing: {"start": 2, "end": 5} -> (2, 5)."""
    start, end = record.get("start"), record.get("end")
    return None if start is None or end is None else (start, end)


def span_of(record: Row) -> Span:
    """The record's [start, end), which must be there."""
    return record["start"], record["end"]


def overlap(a: Span, b: Span) -> int:
    """Shared characters: (0, 5) and (3, 9) share 2."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def overlaps_any(span: Span | None, spans: Sequence[Span]) -> bool:
    return span is not None and any(overlap(span, other) for other in spans)


def gap(a: Span, b: Span) -> int:
    """Characters between two spans, 0 where they touch or overlap: (0, 5) and (8, 9) are 3 apart."""
    return max(0, a[0] - b[1], b[0] - a[1])


def similarity(a: Span, b: Span) -> float:
    """Jaccard overlap of two spans: (0, 4) and (2, 6) share 2 of 6 = 0.33."""
    shared = overlap(a, b)
    return shared / (a[1] - a[0] + b[1] - b[0] - shared) if shared else 0.0


def token_spans(text: str, tokens: Sequence[str]) -> list[Span]:
    """Character span of each token in `text`: letters and digits are lined up, punctuation and spacing may differ.

    ["Gaza", "'s", "dead", "!"] in "Gaza's dead!" -> [(0, 4), (5, 6), (7, 11), (11, 12)]. A token that is not in the text,
    which may be cut short, gets an empty span, which overlaps nothing.
    """
    offsets = [i for i, char in enumerate(text) if char.isalnum()] + [len(text)]
    spans, at, end = [], 0, 0
    for token in tokens:
        own = offsets[at:-1][: sum(char.isalnum() for char in token)]
        at += len(own)
        start = own[0] if own else text.find(token, end, offsets[at])
        end = own[-1] + 1 if own else max(end, start + len(token) if start >= 0 else 0)
        spans.append((start if start >= 0 else end, end))
    return spans


# ---- figures of merit -----------------------------------------------------------------------------------


def ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def f1_of(precision: float, recall: float) -> float:
    return ratio(2 * precision * recall, precision + recall)


@dataclass
class Tally:
    """`right` of the `given` predictions are right; `found` of the `gold` items are found.

    Tally(given=4, right=3, gold=6, found=3) has p 0.75, r 0.5, f1 0.6.
    """

    given: int = 0
    right: int = 0
    gold: int = 0
    found: int = 0

    @property
    def p(self) -> float:
        return ratio(self.right, self.given)

    @property
    def r(self) -> float:
        return ratio(self.found, self.gold)

    @property
    def f1(self) -> float:
        return f1_of(self.p, self.r)

    def __iadd__(self, other: "Tally") -> "Tally":
        self.given += other.given
        self.right += other.right
        self.gold += other.gold
        self.found += other.found
        return self


def tally(gold: int, given: int, matched: int) -> Tally:
    """A tally of a one-to-one matching."""
    return Tally(given=given, right=matched, gold=gold, found=matched)


def yes_no(gold: bool, given: bool) -> Tally:
    """A tally of one yes-or-no question, to be summed: gold yes, given yes -> one right, one found."""
    return tally(int(gold), int(given), int(gold and given))


def total(tallies: Iterable[Tally]) -> Tally:
    result = Tally()
    for each in tallies:
        result += each
    return result


def accuracy(pairs: Sequence[tuple[Any, Any]]) -> float:
    """Share of (gold, guess) pairs that are equal: [(1, 1), (2, None)] -> 0.5."""
    return ratio(sum(gold == guess for gold, guess in pairs), len(pairs))


def macro_f1(pairs: Sequence[tuple[Any, Any]]) -> float:
    """Mean F1 over the classes in gold; a guess of None is a miss: [(a, a), (a, b), (b, b)] -> 0.67."""
    golds, guesses = Counter(g for g, _ in pairs), Counter(p for _, p in pairs)
    right = Counter(g for g, p in pairs if g == p)
    return ratio(sum(ratio(2 * right[c], golds[c] + guesses[c]) for c in golds), len(golds))


def match(gold: Sequence[Any], given: Sequence[Any], fit: Callable[..., float]) -> list[tuple[int, int]]:
    """The largest one-to-one pairing of gold and given items with fit > 0, better fits tried first; as index pairs.

    One given span that covers two gold spans pairs with one of them, never with both.
    """
    edges = []
    for item in gold:
        fits = [(fit(item, other), j) for j, other in enumerate(given)]
        edges.append(sorted(((f, j) for f, j in fits if f > 0), key=lambda edge: (-edge[0], edge[1])))
    taken: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for _, j in edges[i]:
            if j not in seen:
                seen.add(j)
                if j not in taken or place(taken[j], seen):
                    taken[j] = i
                    return True
        return False

    for i in sorted((i for i in range(len(edges)) if edges[i]), key=lambda i: -edges[i][0][0]):
        place(i, set())
    return sorted((i, j) for j, i in taken.items())


# ---- files ----------------------------------------------------------------------------------------------


def read_lines(path: str) -> Iterator[tuple[int, object]]:
    """(line number, value) for each non-empty line; a line that is not JSON comes as a ValueError."""
    try:
        with pathlib.Path(path).open(encoding="utf-8", errors="replace") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    try:
                        yield number, json.loads(line)
                    except (ValueError, RecursionError) as error:
                        yield number, ValueError(str(error))
    except OSError as error:
        raise ScoreError(f"cannot be read: {error.strerror}", path) from None


def read_gold(path: str) -> list[Row]:
    """Gold rows; gold must be sound, so the first bad line stops the run."""
    rows = []
    for number, row in read_lines(path):
        if not isinstance(row, dict) or not isinstance(row.get("id"), str):
            raise ScoreError("a gold row must be a JSON object with a string `id`", f"{path}:{number}")
        rows.append(row)
    if not rows:
        raise ScoreError("no gold rows", path)
    return rows


def read_output(path: str, faults: "Counter[str]") -> dict[str, Row]:
    """Output objects by id; counts lines that are no object with an id as malformed, further lines of one id as repeated."""
    found: dict[str, Row] = {}
    for _, value in read_lines(path):
        if not isinstance(value, dict) or not isinstance(value.get("id"), str):
            faults["malformed"] += 1
        elif value["id"] in found:
            faults["repeated"] += 1
        else:
            found[value["id"]] = value
    return found


def sentence_spans(text: str) -> list[Span]:
    """A plain splitter, so that every system is counted on the same sentences: a line end, or . ? ! before a capital."""
    ends = [m.end() for m in re.finditer(r"\n+|[.?!][\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])", text)] + [len(text)]
    return [(start, end) for start, end in zip([0, *ends], ends, strict=False) if text[start:end].strip()]


def gold_texts(row: Row) -> list[str]:
    """The texts that an output for this row may have been made from, the preferred one first."""
    return [row[key] for key in ("text_mixed", "text") if row.get(key) is not None]
