"""The day that a report speaks from, inferred from its own words when nobody says it.

Every dated expression votes for days; the best day wins if it wins clearly, else there is none. What votes:

    a date in a line without a verb near the top          "KYIV, 4 March 2024 -"; of two, the earlier
    the nth day of what began on the first day dated      "On 3 May shells fell ... The siege enters its fifth day." 7 May
    the latest day told in the past                       "closed the port on 5 May 2024"
    a bare weekday, told in the past                      "on Tuesday" likes the Tuesday and the days right after it

A day without a year gets it from a full date near it, from "March 2023 ... 14 months later", or from its weekday.
Past dates and weekdays alone decide nothing, since a report may date an old crime in full and its own news by weekdays only.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from dateline.drafts import TimeForm, TimeMention
from dateline.records import Time
from dateline.text.dates import interval

HEADER_SENTENCES = 6
WINDOW = 45  # days between two dates of one piece of news, at most
CLOSE = 7  # days between two dates that speak for each other
ENOUGH, CLEARLY = 4.0, 0.15


class Dated(NamedTuple):
    """A day that the report names, and how it speaks of it."""

    day: date
    form: TimeForm
    full: bool


class Candidate(NamedTuple):
    """A day with its score and what spoke for and against it, each reason with its weight."""

    day: date
    score: float
    reasons: tuple[tuple[str, float], ...]


class Votes(dict[date, list[tuple[str, float]]]):
    """The reasons for and against each day."""

    def give(self, day: date, weight: float, reason: str) -> None:
        self.setdefault(day, []).append((reason, weight))

    def ranked(self) -> list[Candidate]:
        """Best first; of equals the earlier day."""
        found = [Candidate(day, sum(weight for _, weight in reasons), tuple(reasons)) for day, reasons in self.items()]
        return sorted(found, key=lambda each: (-each.score, each.day))


def reference_date(mentions: Sequence[TimeMention], blind: Sequence[Time]) -> date | None:
    """The inferred day; `blind` are the mentions' times resolved without one."""
    ranked = candidates(mentions, blind)
    if not ranked or ranked[0].score < ENOUGH:
        return None
    if len(ranked) > 1 and ranked[0].score - ranked[1].score < CLEARLY:
        return None
    return ranked[0].day


def candidates(mentions: Sequence[TimeMention], blind: Sequence[Time]) -> list[Candidate]:
    """Every day that the words speak for, best first, with the reasons; empty if they speak of background only."""
    forms = [mention.form for mention in mentions]
    news = _news(_dated(forms, blind), forms)
    votes = Votes()
    if news:
        _header_votes(news, votes)
        _count_votes(news, forms, votes)
        _latest_votes(news, votes)
        _weekday_votes(forms, votes)
        _contradictions(news, votes)
    return votes.ranked()


def _dated(forms: Sequence[TimeForm | None], blind: Sequence[Time]) -> list[Dated]:
    """All days with a year: told, agreed by the weekday, or near an anchor that has one."""
    full, open_days = [], []
    for form, time in zip(forms, blind, strict=True):
        if form is None or form.anchor != "calendar" or form.day is None or form.month is None:
            continue
        if time.from_ is not None and form.year is not None:
            full.append(Dated(date.fromisoformat(time.from_), form, True))
        else:
            open_days.append(form)
    anchors = [each.day for each in full] + _shifted_months(forms, blind)
    latest_year = max((year for year in _years(blind)), default=None)
    for form in open_days:
        day = _with_year(form, anchors, latest_year) or _in_same_month(form, blind)
        if day is not None:
            full.append(Dated(day, form, False))
    return full


def _shifted_months(forms: Sequence[TimeForm | None], blind: Sequence[Time]) -> list[date]:
    """Middles of months that "N months later" reaches from a month with its year."""
    found = []
    for form, time in zip(forms, blind, strict=True):
        if form is None or form.anchor != "unit" or form.origin != "last" or form.unit != "month":
            continue
        if form.offset and time.from_:
            found.append(date.fromisoformat(time.from_) + timedelta(14))
    return found


def _years(blind: Iterable[Time]) -> list[int]:
    return [int(time.from_[:4]) for time in blind if time.from_ is not None and time.granularity != "decade"]


def _with_year(form: TimeForm, anchors: list[date], latest_year: int | None) -> date | None:
    """The year in which the day lies near an anchor; a weekday that does not fit vetoes."""
    month, number = form.month or 1, form.day or 1
    if anchors:
        near = max(anchors)
        near_days = _days(month, number, range(near.year - 1, near.year + 2))
        fitting = [each for each in near_days if form.weekday in (None, each.isoweekday())]
        day = min(fitting, key=lambda each: abs((each - near).days), default=None)
        return day if day is not None and abs((day - near).days) <= WINDOW else None
    if form.weekday is not None and latest_year is not None:
        years = range(latest_year, latest_year + 3)
        return next((each for each in _days(month, number, years) if each.isoweekday() == form.weekday), None)
    return None


def _in_same_month(form: TimeForm, blind: Iterable[Time]) -> date | None:
    """"In March 2024 ... on March 5": the latest month with a year that is the day's own."""
    months = [time.value for time in blind if time.value and time.granularity == "month"]
    years = [int(value[:4]) for value in months if value[5:] == f"{form.month:02}"]
    found = _days(form.month or 1, form.day or 1, [max(years)]) if years else []
    return found[0] if found else None


def _days(month: int, day: int, years: Iterable[int]) -> list[date]:
    found = []
    for year in years:
        value = interval(f"{year:04}-{month:02}-{day:02}")
        if value is not None:
            found.append(value.first)
    return found


def _news(days: list[Dated], forms: Sequence[TimeForm | None]) -> list[Dated]:
    """The days around the latest one: the news, not its background. None if a lone date may be background itself."""
    past = [each for each in days if each.form.tense != "future"]
    if not past:
        return []
    latest = max(each.day for each in past)
    news = [each for each in days if abs((latest - each.day).days) <= WINDOW]
    counted = any(form is not None and form.anchor == "count" and form.unit == "day" for form in forms)
    header = any(_is_header(each) for each in news)
    several = len({each.day for each in news if abs((latest - each.day).days) <= CLOSE}) > 1
    return news if counted or header or several else []


def _is_header(each: Dated) -> bool:
    return each.form.heading or (each.form.tense is None and each.form.sentence < HEADER_SENTENCES)


def _header_votes(news: list[Dated], votes: Votes) -> None:
    """A line such as "Published 4 March 2024" says it itself; of two, the earlier: its weekdays count from the first writing,
    and "updated" may be a stamp of the page."""
    headers = [each.day for each in news if _is_header(each)]
    if headers:
        votes.give(min(headers), 6.0, "a line that only dates")


def _count_votes(news: list[Dated], forms: Sequence[TimeForm | None], votes: Votes) -> None:
    """The nth day, counted from the first day that the report dates within so many days before its latest."""
    past = [each.day for each in news if each.form.tense != "future"]
    if not past:
        return
    latest = max(past)
    for form in forms:
        if form is None or form.anchor != "count" or form.unit != "day" or not form.count:
            continue
        within = [day for day in past if 0 <= (latest - day).days < form.count]
        if within:
            day = min(within) + timedelta(int(form.count) - 1)
            reason = f"day {int(form.count)} counted from {min(within)}"
            votes.give(day, 4.0 if form.tense == "present" else 3.0, reason)
            if form.tense != "present":
                votes.give(day + timedelta(1), 1.5, "the day after " + reason)


def _latest_votes(news: list[Dated], votes: Votes) -> None:
    """The day of the latest past date and, ever less, the six after it."""
    latest = max((each.day for each in news if each.form.tense != "future"), default=None)
    if latest is None:
        return
    for ahead in range(7):
        votes.give(latest + timedelta(ahead), 2.0 - 0.2 * ahead, f"{ahead} days after the latest date")


def _weekday_votes(forms: Sequence[TimeForm | None], votes: Votes) -> None:
    """Each bare weekday of the past likes its own day, and every day after it a little less."""
    weekdays = {
        form.weekday
        for form in forms
        if form is not None and form.anchor == "calendar" and form.weekday and not form.day and not form.direction
        and form.tense != "future" and form.offset is None
    }  # fmt: skip
    for day in sorted(votes):
        for weekday in sorted(weekdays):
            since = (day.isoweekday() - weekday) % 7
            votes.give(day, 0.9 * (1 - since / 7), f"{since} days after a weekday told as past")


def _contradictions(news: list[Dated], votes: Votes) -> None:
    """The report does not speak from before what it tells as past, nor from after what is still to come."""
    for day in list(votes):
        for each in news:
            if each.form.tense == "future" and each.day < day:
                votes.give(day, -2.0, f"{each.day} is still to come")
            elif each.form.tense != "future" and each.day > day and not _is_header(each):
                votes.give(day, -4.0, f"{each.day} is past")
