"""times: time expressions, their type and value. Gold: TimeML (TempEval-3 platinum, TimeBank)."""

from dateline.evaluate.common import Metrics, Row, Tally, match, similarity, span_of, tally
from dateline.evaluate.view import Report, Time


def time_fit(timex: Row, time: Time) -> float:
    return similarity(span_of(timex), time.span)


def score(pairs: list[tuple[Row, Report]]) -> Metrics:
    """strict: the same span; relaxed: overlap; value and type: relaxed matches that also have gold's value, or type.

    Gold "last Friday" 2013-03-22, told "Friday" 2013-03-22: not strict, but relaxed and value are right.
    """
    result = {name: Tally() for name in ("strict", "relaxed", "value", "type")}
    for row, report in pairs:
        gold, given = row["timexes"], report.times
        matched = [(gold[i], given[j]) for i, j in match(gold, given, time_fit)]
        strict = len({span_of(timex) for timex in gold} & {time.span for time in given})
        right = {
            "strict": strict,
            "relaxed": len(matched),
            "value": sum(t["value"] == time.value for t, time in matched),
            "type": sum(t["type"] == time.type for t, time in matched),
        }
        for name, count in right.items():
            result[name] += tally(len(gold), len(given), count)
    relaxed = result["relaxed"].found
    return {**result, "value_acc_given_match": result["value"].found / relaxed if relaxed else 0.0}
