"""Time mentions to TIMEX3 values and inclusive days, each with how it was reached (`basis`).

Bases: `absolute` (the words name it), `reference` (counted from the report's day), `tense` (a bare weekday or month turned
by the tense of its verb), `narrative` (counted from the day named before), `quotation` (counted from the day of the saying),
`agreement` (a weekday that fits only one year), `feast`, `vague` (a value without days), `unknown`.
"""

from datetime import date

import msgspec

from dateline.drafts import Tense, TimeMention
from dateline.records import Article, ReferenceDate, Time, TimeBound
from dateline.resolve.times_narrative import Answer, Narrative
from dateline.resolve.times_reference import Candidate, candidates, reference_date
from dateline.resolve.times_values import answer
from dateline.text.dates import interval, narrowed, value_at, weekday_after

__all__ = ["alternatives", "reference_candidates", "resolve", "resolve_on"]

JOINED = 5  # characters between the two halves of a pair: " and ", " to "
ENDED = (7, 8)  # characters between a quarter and its last day: " ended ", " ending "
LATE = range(3, 91)  # days between the filing of a report and a page that shows it again under a date of its own


def resolve(mentions: tuple[TimeMention, ...], article: Article) -> tuple[tuple[Time, ...], ReferenceDate | None]:
    """One time a mention, at the same index, and the day that the report speaks from: its own, or what its words imply."""
    published = _published(article.published)
    if published is not None:
        filed = _filed(mentions, published)
        reference = ReferenceDate((filed or published).isoformat(), "text" if filed else "published")
        return resolve_on(mentions, filed or published), reference
    inferred = reference_date(mentions, resolve_on(mentions, None))
    told = ReferenceDate(inferred.isoformat(), "text") if inferred is not None else None
    return resolve_on(mentions, inferred), told


def resolve_on(mentions: tuple[TimeMention, ...], on: date | None) -> tuple[Time, ...]:
    """The times of a report or a bare phrase, counted from a given day: "last Friday" on 2025-06-18 is 2025-06-13."""
    narrative = Narrative(on, spoken=_speech_days(mentions, on))
    told = _with_shared_years(mentions)
    times = [_bounded(mention, _time(mention, narrative)) for mention in told]
    for at in range(len(told) - 1):
        times[at] = _ended(told[at], times[at], times[at + 1])
        times[at + 1] = _in_order((told[at], told[at + 1]), times[at], times[at + 1])
        times[at], times[at + 1] = _with_one_year((told[at], told[at + 1]), times[at], times[at + 1], on)
    return tuple(times)


def _ended(mention: TimeMention, time: Time, following: Time) -> Time:
    """"the quarter ended Sept. 30", "the week ended Oct. 14": the one in which that day lies."""
    form = mention.form
    if form is None or form.anchor != "unit" or form.offset or following.start - mention.end not in ENDED:
        return time
    if form.unit not in ("week", "month", "quarter", "year"):
        return time
    if following.to is None or following.granularity != "day":
        return time
    value = value_at(date.fromisoformat(following.to), form.unit)
    days = interval(value)
    if days is None:
        return time
    return msgspec.structs.replace(
        time, value=value, from_=days.first.isoformat(), to=days.last.isoformat(), granularity=form.unit, basis="narrative"
    )


def _with_one_year(pair: tuple[TimeMention, TimeMention], first: Time, second: Time, on: date | None) -> tuple[Time, Time]:
    """"from 1 June to 30 September", "in May and June": both in one year, whatever each would be alone."""
    one, other = pair[0].form, pair[1].form
    if one is None or other is None or second.start - first.end > JOINED or on is None:
        return first, second
    if one.month is None or other.month is None or one.year or other.year or one.offset is not None or other.offset is not None:
        return first, second
    if one.month > other.month or first.from_ is None or second.from_ is None or first.from_[:4] == second.from_[:4]:
        return first, second
    later = max(first.from_[:4], second.from_[:4])
    year = later if one.tense != "past" else min(first.from_[:4], second.from_[:4])
    return _in_year(first, year), _in_year(second, year)


def _in_year(time: Time, year: str) -> Time:
    """The same day or month of another year."""
    if time.value is None or time.from_ is None or time.to is None or time.from_[:4] == year:
        return time
    days = interval(year + time.value[4:])
    if days is None:
        return time
    return msgspec.structs.replace(
        time, value=year + time.value[4:], from_=days.first.isoformat(), to=days.last.isoformat(), basis="narrative"
    )


def _in_order(pair: tuple[TimeMention, TimeMention], first: Time, second: Time) -> Time:
    """"from Monday to Thursday": the second weekday is the next after the first."""
    one, other = pair[0].form, pair[1].form
    if one is None or other is None or pair[0].preposition not in ("from", "between") or second.start - first.end > JOINED:
        return second
    if not (one.weekday and other.weekday) or one.day or other.day or first.from_ is None or second.from_ is None:
        return second
    day = weekday_after(date.fromisoformat(first.from_), other.weekday)
    return msgspec.structs.replace(
        second, value=day.isoformat() + (other.part or ""), from_=day.isoformat(), to=day.isoformat()
    )


def _speech_days(mentions: tuple[TimeMention, ...], on: date | None) -> dict[int, date]:
    """The day of the saying for sentences with a quotation: '"They came yesterday," she said on Sunday.' -> Sunday."""
    if on is None or not any(mention.form is not None and mention.form.quoted for mention in mentions):
        return {}
    days: dict[int, date] = {}
    for mention in mentions:
        form = mention.form
        if form is not None and not form.quoted and form.anchor == "calendar" and form.weekday and form.tense == "past":
            time = _time(mention, Narrative(on))
            if time.from_ is not None:
                days.setdefault(form.sentence, date.fromisoformat(time.from_))
    return days


def alternatives(mention: TimeMention, on: date | None) -> tuple[Time, ...]:
    """The readings of one expression, the chosen one first, then those that another tense would give.

    "Friday" told as past on Wednesday 2024-03-13 is 2024-03-08; the other reading is 2024-03-15.
    """
    if mention.form is None:
        return resolve_on((mention,), on)
    tenses: tuple[Tense | None, ...] = (mention.form.tense, "past", "future")
    found: dict[str | None, Time] = {}
    for tense in tenses:
        (time,) = resolve_on((msgspec.structs.replace(mention, form=msgspec.structs.replace(mention.form, tense=tense)),), on)
        found.setdefault(time.value, time)
    return tuple(found.values())


def reference_candidates(mentions: tuple[TimeMention, ...]) -> list[Candidate]:
    """The days that a report may speak from, best first, each with what speaks for and against it."""
    return candidates(mentions, resolve_on(mentions, None))


def _with_shared_years(mentions: tuple[TimeMention, ...]) -> tuple[TimeMention, ...]:
    """"June and July 2024", "3 March to 7 April 2024": the year at the end holds for both."""
    shared = list(mentions)
    for at in range(len(shared) - 2, -1, -1):
        form, following = shared[at].form, shared[at + 1].form
        if form is None or following is None or shared[at + 1].start - shared[at].end > JOINED or following.year is None:
            continue
        if form.anchor == "calendar" and form.month is not None and form.year is None and form.offset is None:
            shared[at] = msgspec.structs.replace(shared[at], form=msgspec.structs.replace(form, year=following.year))
    return tuple(shared)


def _time(mention: TimeMention, narrative: Narrative) -> Time:
    if mention.form is None:
        return Time(mention.start, mention.end, mention.type)
    try:
        found = answer(mention, narrative)
    except (ValueError, OverflowError):
        found = Answer(None, "unknown")
    days = None if found.value is None or mention.type == "SET" else found.days or interval(found.value)
    if days is None:
        grain = mention.form.unit if found.value and mention.type in ("DURATION", "SET") and found.value[:1] == "P" else None
        return Time(mention.start, mention.end, mention.type, found.value, granularity=grain, basis=found.basis)
    narrative.saw(mention, days, found)
    if mention.type != "DURATION":
        days = narrative.cut(narrowed(days, mention.form.modifier), mention.form.modifier)
    return Time(
        mention.start, mention.end, mention.type, found.value, days.first.isoformat(), days.last.isoformat(),
        days.granularity, found.basis,
    )  # fmt: skip


BOUNDS: dict[str, TimeBound] = {"since": "since", "until": "until", "till": "until", "before": "before", "after": "after"}


def _bounded(mention: TimeMention, time: Time) -> Time:
    """"have killed hundreds **since** 2020": not in that year alone."""
    bound = BOUNDS.get(mention.preposition or "") if time.type == "DATE" else None
    return msgspec.structs.replace(time, bound=bound) if bound else time


def _filed(mentions: tuple[TimeMention, ...], published: date) -> date | None:
    """"TORAN, 3 June - Two miners died on Monday", on a page of 20 June: filed on 3 June, and its Monday is of that week."""
    for mention in mentions:
        form = mention.form
        if form is None or not form.heading or form.anchor != "calendar" or form.day is None or form.month is None:
            continue
        years = (form.year,) if form.year else (published.year, published.year - 1)
        days = [days.first for year in years if (days := interval(f"{year:04}-{form.month:02}-{form.day:02}"))]
        return next((day for day in days if (published - day).days in LATE), None)
    return None


def _published(value: str | None) -> date | None:
    """The article's own day; a time of day behind it is ignored, what is no date is no reference."""
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None
