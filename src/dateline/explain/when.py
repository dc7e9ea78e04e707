"""Why an expression means that day: its value, what it was counted from, and what another tense would have made of it."""

from datetime import date

from dateline.drafts import TimeMention
from dateline.explain.why import DayWhy, Reading, TimeWhy, Words
from dateline.records import Time
from dateline.resolve.times import alternatives, reference_candidates

BASES = {
    "absolute": "the words name it",
    "reference": "counted from the day of the report",
    "tense": "counted from the day of the report, the way the tense of the verb points",
    "narrative": "counted from the day named before it",
    "quotation": "counted from the day on which it was said",
    "agreement": "the weekday fits only this year",
    "feast": "a named day",
    "vague": "the words name no days",
    "unknown": "nothing says from which day to count",
}  # fmt: skip
MOST = 3  # days that a report may speak from


def time_why(mention: TimeMention, time: Time, text: str, on: date | None) -> TimeWhy:
    """The value of one expression, with the readings that lost."""
    words = Words(" ".join(text[time.start : time.end].split()), time.start, time.end)
    told = mention.form.tense if mention.form is not None else None
    counted = on.isoformat() if on is not None and time.basis in ("reference", "tense") else None
    readings = (other for other in alternatives(mention, on) if other.value not in (time.value, None))
    others = tuple(Reading(other.value, other.from_, other.to) for other in readings)
    why = BASES.get(time.basis or "unknown", "")
    return TimeWhy(words, time.type, time.value, time.from_, time.to, time.granularity, time.basis, why, told, counted, others)


def days_why(mentions: tuple[TimeMention, ...]) -> tuple[DayWhy, ...]:
    """The days that a report without a date may speak from, best first."""
    found = reference_candidates(mentions)[:MOST]
    return tuple(
        DayWhy(each.day.isoformat(), round(each.score, 2), tuple(f"{reason} {weight:+.2g}" for reason, weight in each.reasons))
        for each in found
    )
