"""Labelled texts of our own, `quality/NAME.dev.jsonl` and `NAME.test.jsonl`: what of the labels comes out, and what else.

    python -m dateline.evaluate.own quality/figures.dev.jsonl      # the metrics, then every miss and false alarm
    python -m dateline.evaluate.own --capitals FILE                # the same with every text written all in capitals

A label quotes the words of its text ("closed", or ["closed", 2] for the second time that they stand there), and a row names every
record of its kind, so that precision can be measured, too. The dev half is for error analysis, the test half for judging.
docs/scores.md has the formats.
"""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.errors import ScoreError
from dateline.evaluate.common import Metrics, Row, Span, Tally, overlaps_any, ratio, read_gold, tally
from dateline.pipeline import Pipeline
from dateline.records import Article, Attribution, Figure, Mention, Place, Report, Time
from dateline.records import Span as Words

KINDS = ("crossings", "events", "factuality", "figures", "places", "statements", "times")


def sets_in(folder: Path) -> dict[str, Path]:
    """The labelled sets of a folder by name ("figures.dev"). Raises ScoreError for a kind that nobody scores."""
    found = {path.name.removesuffix(".jsonl"): path for path in sorted(folder.glob("*.jsonl"))}
    for name, path in found.items():
        if name.split(".")[0] not in KINDS:
            raise ScoreError("no labelled set has this name", str(path), f"Allowed are {', '.join(KINDS)}, with .dev or .test.")
    return found


def measure_set(path: Path, pipeline: Pipeline, *, capitals: bool = False) -> "Sheet":
    """Codes the texts of a set and scores them; `pipeline` must leave texts as they are and give predicates.

    With `capitals` each text is coded as a telex would print it. Its words stand where they stood, so the labels hold.
    """
    from dateline.evaluate.own_kinds import SCORERS

    rows = read_gold(str(path))
    sheet = Sheet()
    for row, report in zip(rows, pipeline.code(_article(row, capitals) for row in rows), strict=True):
        SCORERS[path.name.split(".")[0]](Case(row, report), sheet)
    return sheet


def _article(row: Row, capitals: bool) -> Article:
    """Rows of `times` give the day of publication as `on`; in `factuality` rows `on` is the predicate."""
    text = in_capitals(row["text"]) if capitals else row["text"]
    return Article(id=row["id"], text=text, published=row["on"] if "times" in row else row.get("published"))


def in_capitals(text: str) -> str:
    """A text in capitals, of the same length: a letter whose capital is two ("ß") stays."""
    return "".join(upper if len(upper := char.upper()) == 1 else char for char in text)


def place_of(text: str, quoted: Any) -> Span:
    """Where quoted words stand: "closed", or ["closed", 2] for the second time. Raises ScoreError if they do not."""
    words, number = quoted if isinstance(quoted, list) else (quoted, 1)
    at = -1
    for _ in range(number):
        at = text.find(words, at + 1)
        if at < 0:
            raise ScoreError(f"the words {words!r} do not stand in the text {text[:60]!r}", remedy="Quote them letter by letter.")
    return at, at + len(words)


def span_of(words: Words | Mention | Figure | Place | Time | None) -> Span | None:
    return None if words is None else (words.start, words.end)


@dataclass(frozen=True)
class Case:
    """One labelled text and what was coded for it."""

    row: Row
    report: Report

    def at(self, quoted: Any) -> Span:
        return place_of(self.row["text"], quoted)

    def place(self, index: int | None) -> Span | None:
        return None if index is None else span_of(self.report.places[index])

    def time(self, index: int | None) -> Span | None:
        return None if index is None else span_of(self.report.times[index])

    def holds(self, label: Row, name: str, given: Iterable[Span | None]) -> bool:
        """Whether the words of a label's field overlap what was given; a field that says null wants nothing."""
        wanted = label[name]
        told = [span for span in given if span]
        if wanted is None or wanted == []:
            return not told
        quoted = wanted if name in ("names", "content") else [wanted]
        return all(overlaps_any(self.at(each), told) for each in quoted)

    def source(self, label: Row, attribution: Attribution | None) -> bool:
        return self.holds(label, "source", [span_of(attribution.source)] if attribution else [])


@dataclass
class Sheet:
    """What a set has given so far: tallies by name, fields of found labels that are right, and the faults as lines to read."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    fields: dict[str, list[bool]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    statuses: list[tuple[str, str | None]] = field(default_factory=list)

    def count(self, name: str, gold: int, given: int, matched: int) -> None:
        self.add(name, tally(gold, given, matched))

    def add(self, name: str, counted: Tally) -> None:
        self.tallies.setdefault(name, Tally()).__iadd__(counted)

    def field(self, case: Case, name: str, label: Any, *, right: bool) -> None:
        """Notes whether a found label's field is right."""
        self.fields.setdefault(name, []).append(right)
        if not right:
            self.fault(case, f"{name} wrong", label)

    def fault(self, case: Case, what: str, about: Any) -> None:
        self.faults.append(f"{case.row['id']} {what}: {about}\n      {case.row['text']}")

    def compare(self, case: Case, name: str, sides: tuple[Sequence[Any], Sequence[Any]], matched: list[tuple[int, int]]) -> None:
        """A one-to-one matching of (gold, given): counted under `name`, what is left on either side noted as faults."""
        gold, given = sides
        self.count(name, len(gold), len(given), len(matched))
        found, used = {i for i, _ in matched}, {j for _, j in matched}
        for i, label in enumerate(gold):
            if i not in found:
                self.fault(case, f"{name} missed", label)
        for j, record in enumerate(given):
            if j not in used:
                self.fault(case, f"{name} false", record)

    def metrics(self) -> Metrics:
        """Tallies, the share of right fields as `NAME_acc`, and for factuality the macro-F1 of the statuses."""
        from dateline.evaluate.common import accuracy, macro_f1

        shares = {f"{name}_acc": ratio(sum(told), len(told)) for name, told in self.fields.items()}
        judged = {"status_macro_f1": macro_f1(self.statuses), "status_acc": accuracy(self.statuses)} if self.statuses else {}
        return {**self.tallies, **shares, **judged}


def main(arguments: list[str]) -> int:
    """Prints metrics and faults of the sets named; 2 if one cannot be read."""
    from dateline.evaluate import table
    from dateline.settings import load_settings

    capitals = "--capitals" in arguments
    paths = [argument for argument in arguments if argument != "--capitals"]
    pipeline = Pipeline(load_settings(clean=False, predicates=True))
    try:
        for path in paths:
            sheet = measure_set(Path(path), pipeline, capitals=capitals)
            print("\n".join([path, *table(sheet.metrics()), *sheet.faults, ""]))  # noqa: T201  this module is a command
    except ScoreError as error:
        print(f"own: {error}", file=sys.stderr)  # noqa: T201
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
