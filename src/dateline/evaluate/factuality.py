"""factuality: did it happen, from -3 (certainly not) to +3 (certainly). Gold: UW, MEANTIME and UDS-IH2 predicates."""

import math

from dateline.evaluate.common import Metrics, Row, Span, macro_f1, overlap, ratio, token_spans
from dateline.evaluate.view import Report

ASSUMED = 3.0  # what a reader takes for granted where the output has no predicate
BANDS = ("no", "unclear", "yes")


def band(value: float) -> str:
    """-0.5 or less is "no", 2 or more is "yes", between them is "unclear"."""
    return "no" if value <= -0.5 else "yes" if value >= 2 else "unclear"


def told(report: Report, target: Span) -> float | None:
    """The score of the predicate that shares most with the target, the shorter one of two; kept within -3 and +3."""
    fits = [(-overlap(target, p.span), p.span[1] - p.span[0], p.score) for p in report.predicates if overlap(target, p.span)]
    return max(-3.0, min(3.0, min(fits)[2])) if fits else None


def mean_error(pairs: list[tuple[float, float]]) -> float | None:
    """[(3, 3), (-2, 3)] -> 2.5."""
    return sum(abs(gold - guess) for gold, guess in pairs) / len(pairs) if pairs else None


def pearson(pairs: list[tuple[float, float]]) -> float:
    """Correlation; 0 where either side never varies, as when all is assumed to be +3."""
    if len(pairs) < 2:
        return 0.0
    mean_a, mean_b = (sum(side) / len(pairs) for side in zip(*pairs, strict=False))
    shared = sum((a - mean_a) * (b - mean_b) for a, b in pairs)
    spread = math.sqrt(sum((a - mean_a) ** 2 for a, _ in pairs) * sum((b - mean_b) ** 2 for _, b in pairs))
    return ratio(shared, spread)


def score(pairs: list[tuple[Row, Report]]) -> Metrics:
    """coverage, MAE and Pearson's r (uncovered = +3, or left out: `_covered`), recall and macro-F1 over three bands.

    Gold -2 for "attacked" in "never attacked": told -3 is an error of 1 in the right band; told nothing is an error of 5
    and a miss in its band (the bands do not assume +3, so an empty output recalls nothing).
    """
    guesses = [
        (target["score"], told(report, (spans[target["start"]][0], spans[target["end"] - 1][1])))
        for row, report in pairs
        for spans in [token_spans(row["text"], row["tokens"])]
        for target in row["targets"]
    ]
    covered = [(gold, guess) for gold, guess in guesses if guess is not None]
    filled = [(gold, ASSUMED if guess is None else guess) for gold, guess in guesses]
    bands = [(band(gold), None if guess is None else band(guess)) for gold, guess in guesses]
    recalls = {f"recall_{name}": ratio(bands.count((name, name)), sum(gold == name for gold, _ in bands)) for name in BANDS}
    return {
        "targets": len(guesses),
        "coverage": ratio(len(covered), len(guesses)),
        "mae": mean_error(filled),
        "mae_covered": mean_error(covered),
        "pearson": pearson(filled),
        "pearson_covered": pearson(covered),
        **recalls,
        "band_macro_f1": macro_f1(bands),
    }
