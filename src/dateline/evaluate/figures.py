"""figures: how many were killed and injured. Gold: tolls of articles, as the Gun Violence Archive has them."""

from dateline.evaluate.common import Metrics, Row, ratio
from dateline.evaluate.view import STATED, Report

MEASURES = ("killed", "injured")


def told(
    report: Report, measure: str, scopes: tuple[str | None, ...] = ("incident", "cumulative", "stock", None)
) -> list[int | None]:
    """The `low` of each stated or claimed figure of a measure, in the order of the text; None for "nearly 50"."""
    figures = sorted(
        (f for f in report.figures if f.measure == measure and f.status in STATED and f.scope in scopes), key=lambda f: f.span
    )
    return [f.low for f in figures]


def score(pairs: list[tuple[Row, Report]]) -> Metrics:
    """Articles whose text holds the archive's numbers: is the number told (any), is it the first one told (headline).

    Gold 3 killed, told 1 (incident) and then 3: right under any, wrong under headline. Gold 0 is right where no figure of
    scope incident (headline: incident or null) says more than 0; an empty output has every 0 right, and `_pos` leaves 0 out.
    """
    kept = [(row, report) for row, report in pairs if row["agrees"]]
    right: dict[str, list[bool]] = {}
    for row, report in kept:
        for measure in MEASURES:
            wanted, of_incident = row[measure], told(report, measure, ("incident",))
            first = told(report, measure, ("incident", None))[:1]
            answers = {
                measure: wanted in told(report, measure) if wanted else all(low == 0 for low in of_incident),
                f"headline_{measure}": first == [wanted] or not (wanted or first),
            }
            for key, answer in answers.items():
                right.setdefault(f"acc_{key}", []).append(answer)
                if wanted:
                    right.setdefault(f"acc_{key}_pos", []).append(answer)
    for prefix in ("acc_", "acc_headline_"):
        right[f"{prefix}both"] = [
            a and b for a, b in zip(right.get(f"{prefix}killed", []), right.get(f"{prefix}injured", []), strict=False)
        ]
    return {"articles": len(kept)} | {key: ratio(sum(answers), len(answers)) for key, answers in sorted(right.items())}
