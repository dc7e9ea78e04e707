"""What a report has said of time so far, for what is counted from it: "a day later", "that evening", "in May"."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from dateline.drafts import TimeForm, TimeMention
from dateline.text.dates import Interval

DAYS = ("day", "part", "hour", "minute")


class Answer(NamedTuple):
    """`days` only where the value alone does not give them (a duration that touches the report's day)."""

    value: str | None
    basis: str
    days: Interval | None = None


@dataclass
class Narrative:
    """What has been named so far: `last` the last day or span, `year` an explicit year and the sentence that holds it.

    `named` has the year of each day that stood before without one; `spoken` has the day of the saying for sentences with a
    quotation.
    """

    reference: date | None
    last: Interval | None = None
    year: int | None = None
    year_at: tuple[int, int] = (-1, -1)
    year_dated: bool = False
    quarter: Interval | None = None
    last_at: tuple[int, int] = (-1, -1)
    spoken: dict[int, date] = field(default_factory=dict)
    named: dict[tuple[int, int], int] = field(default_factory=dict)

    def saw(self, mention: TimeMention, days: Interval, found: Answer) -> None:
        form = mention.form
        if form is None or mention.type in ("DURATION", "SET") or days.granularity in ("decade", "century"):
            return
        self.last, self.last_at = days, (form.paragraph, form.sentence)
        if days.granularity == "day" and form.year is None:
            self.named[days.first.month, days.first.day] = days.first.year
        if days.granularity == "quarter" and not form.offset and (form.anchor == "calendar" or not form.index):
            self.quarter = days
        if found.basis == "absolute":
            self.year, self.year_at = days.first.year, (form.paragraph, form.sentence)
            self.year_dated = days.granularity != "year"

    def last_near(self, form: TimeForm) -> Interval | None:
        """The last time named, if it is near enough to count from: for an hour or a part of the day it must be a day of
        this paragraph or the sentence before; for "a day later" it may be a few sentences back."""
        if self.last is None:
            return None
        paragraph, sentence = self.last_at
        back = form.sentence - sentence
        if form.part is not None and self.last.granularity not in DAYS:
            return None
        if form.part is not None and not form.offset:
            return self.last if paragraph == form.paragraph or back <= 1 else None
        return self.last if back <= 6 else None

    def cut(self, days: Interval, modifier: str | None) -> Interval:
        """"earlier this week" ends, and "later this month" begins, with the report's day."""
        day = self.reference
        if day is None or modifier not in ("EARLIER", "LATER") or not days.first <= day <= days.last:
            return days
        first, last = (days.first, day) if modifier == "EARLIER" else (day, days.last)
        return Interval(first, last, days.granularity)

    def year_near(self, form: TimeForm) -> int | None:
        """The explicit year of this sentence, or a month's or day's year in the sentence before it.

        "It began in March 2011. In May the king fled." tells May's year; "He won in 2011. In May he fled." does not. A day that
        was named before is the same day: "the raid of 10 May ... under the accord of March 2011 ... shut since 10 May".
        """
        if form.month is not None and form.day is not None and (form.month, form.day) in self.named:
            return self.named[form.month, form.day]
        paragraph, sentence = self.year_at
        before = paragraph == form.paragraph and sentence == form.sentence - 1 and self.year_dated
        return self.year if form.tense != "future" and (sentence == form.sentence or before) else None
