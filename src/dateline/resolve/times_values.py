"""The value of one time expression, given the report's day and what was named before it.

Weekdays and months without a year are turned by the tense of their verb: on Wednesday 18 June 2025, "struck on Friday" is the
13th and "will meet on Friday" the 20th. Without a verb or with a perfect, the past is meant; news looks back.
"""

from datetime import date, timedelta
from math import ceil

from msgspec.structs import replace

from dateline.drafts import TimeForm, TimeMention
from dateline.resolve.times_feasts import feast_value
from dateline.resolve.times_narrative import DAYS, Answer, Narrative
from dateline.text.dates import (
    Interval,
    add_months,
    add_units,
    interval,
    months,
    season_of,
    value_at,
    weekday_after,
    weekday_before,
)  # fmt: skip

AHEAD = frozenset({"by", "until", "till", "before"})
RECENT = 45  # days: a month that lies no further back is past, whatever the tense seems to be
OVERNIGHT = "TNI+"
HOURS = {"second": 86_400, "minute": 1_440, "hour": 24}  # of a day
FINE = ("second", "minute", "hour")


def answer(mention: TimeMention, narrative: Narrative) -> Answer:
    """Value and basis of a mention that has a form. Raises ValueError or OverflowError for what no calendar holds."""
    form = mention.form
    if form is None:
        return Answer(None, "unknown")
    if form.anchor == "value":
        return _plain(mention, form, narrative)
    if form.anchor == "feast":
        value = feast_value(form, narrative.reference, narrative.year_near(form))
        return Answer(value, "feast" if value else "unknown", _feast_days(form, value))
    if form.anchor == "count":
        return _counted(form, narrative)
    if form.anchor == "unit":
        return _unit(form, narrative)
    if form.part == OVERNIGHT:
        return _night_before(_calendar(mention, replace(form, part=None), narrative))
    return _calendar(mention, form, narrative)


def _night_before(day: Answer) -> Answer:
    """"overnight into Sunday": the night that ends on that day."""
    days = interval(day.value) if day.value else None
    if days is None:
        return Answer(None, "unknown")
    night = days.first - timedelta(1)
    return Answer(night.isoformat() + "TNI", day.basis, Interval(night, days.first, "part"))


def _feast_days(form: TimeForm, value: str | None) -> Interval | None:
    return interval(value) if value else None


def _plain(mention: TimeMention, form: TimeForm, narrative: Narrative) -> Answer:
    """A value that needs no anchor; "the past three months" also gets its days."""
    if form.value is None:
        return Answer(None, "unknown")
    if mention.type == "DURATION" and mention.preposition == "within" and form.tense == "past" and form.count is not None:
        return Answer(form.value, "narrative", _within(form, narrative))
    if mention.type != "DURATION" or form.direction is None or form.count is None or narrative.reference is None:
        return Answer(form.value, "absolute" if interval(form.value) else "vague")
    if form.unit in FINE and form.count:
        return Answer(form.value, "reference", _hours(narrative.reference, form))
    if form.unit in FINE or form.unit == "millennium":
        return Answer(form.value, "reference")
    whole = int(form.count)
    reach = add_units(narrative.reference, form.unit, -whole if form.direction == "past" else whole)
    first, last = sorted((reach, narrative.reference))
    return Answer(form.value, "reference", Interval(first, last, "day"))


def _hours(reference: date, form: TimeForm) -> Interval:
    """"the past 24 hours": the days that they touch."""
    days = timedelta(ceil((form.count or 0) / HOURS[form.unit]))
    first, last = (reference - days, reference) if form.direction == "past" else (reference, reference + days)
    return Interval(first, last, "day")


def _within(form: TimeForm, narrative: Narrative) -> Interval | None:
    """"They replied within 24 hours": from what was named last to so much after it."""
    last = narrative.last_near(form)
    if last is None or form.count is None or form.unit == "millennium":
        return None
    hours = {"second": 0.0, "minute": 0.0, "hour": form.count / 24}.get(form.unit)
    end = add_units(last.last, form.unit, int(form.count)) if hours is None else last.last + timedelta(int(hours + 0.999))
    return Interval(last.first, end if last.granularity in DAYS else last.last, last.granularity)


def _counted(form: TimeForm, narrative: Narrative) -> Answer:
    """"their sixth day": today if the report tells it as news, else unknown."""
    if form.unit == "day" and narrative.reference is not None and form.tense == "present":
        return Answer(narrative.reference.isoformat(), "reference")
    return Answer(None, "unknown")


def _unit(form: TimeForm, narrative: Narrative) -> Answer:
    """So many units from the report's day or from the day named last."""
    origin, basis = narrative.reference, "reference"
    if form.quoted and form.origin == "reference" and form.unit == "day" and form.sentence in narrative.spoken:
        origin, basis = narrative.spoken[form.sentence], "quotation"
    last = narrative.last_near(form) if form.origin == "last" else None
    if last is not None and form.unit == "day" and form.modifier in ("EARLIER", "LATER") and last.granularity not in DAYS:
        last = None  # "later in the day" is the report's, where only months and years were named
    offset = form.offset or 0
    if last is not None:
        origin, basis = _from_last(form, last), "narrative"
    elif form.origin == "last" and offset and form.unit in ("day", "weekend"):
        origin = None
    if origin is None:
        return Answer(None, "unknown")
    if form.unit in FINE:
        return Answer(origin.isoformat(), basis)
    coarse = last.granularity if last is not None else ""
    if form.unit == "quarter" and not offset and form.direction is None and form.modifier is None:
        return _the_quarter(form, narrative)
    moved = _moved(form, origin, offset)
    if form.part == OVERNIGHT:
        night = moved if form.tense == "future" else moved - timedelta(1)
        return Answer(night.isoformat() + "TNI", basis, Interval(night, night + timedelta(1), "part"))
    if form.part is not None:
        return Answer(moved.isoformat() + form.part, basis)
    if basis == "narrative" and coarse in ("year", "month") and form.unit in ("day", "week", "weekend"):
        return Answer(None, "unknown")
    if form.index is not None:
        return Answer(value_at(add_months(moved, 12 * form.index), form.unit), basis)
    if form.unit == "year" and coarse in ("quarter", "half", "month") and basis == "narrative" and offset:
        return Answer(value_at(moved, coarse), basis)
    return Answer(value_at(moved, form.unit), basis)


def _the_quarter(form: TimeForm, narrative: Narrative) -> Answer:
    """"the quarter": the one named before; else the last that is over, as companies report, unless the tense looks ahead."""
    named, reference = narrative.quarter, narrative.reference
    if named is not None:
        return Answer(value_at(add_months(named.first, 12 * (form.index or 0)), "quarter"), "narrative")
    if reference is None:
        return Answer(None, "unknown")
    over = form.tense in ("past", None)
    return Answer(value_at(add_months(reference, 12 * (form.index or 0) - (3 if over else 0)), "quarter"), "reference")


def _moved(form: TimeForm, origin: date, offset: int) -> date:
    """The weekend of a past tense is the one behind the report's day, unless that day is in one."""
    if form.unit == "weekend" and form.tense != "future" and form.direction is None and origin.isoweekday() < 6:
        offset -= 1
    return add_units(origin, form.unit, offset)


def _from_last(form: TimeForm, last: Interval) -> date:
    ahead = (form.offset or 0) > 0 and last.granularity in ("day", "part", "hour", "minute", "weekend")
    return last.last if ahead else last.first


def _calendar(mention: TimeMention, form: TimeForm, narrative: Narrative) -> Answer:
    if form.season is not None:
        return _season(form, narrative)
    if form.unit in ("quarter", "half"):
        return _quarter(form, narrative)
    if form.month is None and form.unit == "month" and form.day is not None:
        return _day_of_month(form, narrative)
    if form.month is None:
        return _weekday(mention, form, narrative)
    year, basis = _year_of(form, narrative)
    if year is None:
        return Answer(_open_value(form), "unknown")
    if form.day is None:
        return Answer(f"{year:04}-{form.month:02}", basis)
    first = date(year, form.month, form.day)
    if form.index is not None:
        return Answer(f"{first.isoformat()}/{date(year, form.month, form.index).isoformat()}", basis)
    return Answer(first.isoformat() + (form.part or ""), basis)


def _day_of_month(form: TimeForm, narrative: Narrative) -> Answer:
    """"the 25th of this month": no day where the month has none such."""
    if narrative.reference is None:
        return Answer(None, "unknown")
    offset = form.offset
    if offset is None:  # "on the 26th": the last one that there was, or the next one to come
        ahead, number = form.tense == "future", form.day or 1
        offset = (number < narrative.reference.day) if ahead else -(number > narrative.reference.day)
    month = add_months(narrative.reference.replace(day=1), offset)
    try:
        return Answer(month.replace(day=form.day or 1).isoformat() + (form.part or ""), "reference")
    except ValueError:
        return Answer(None, "unknown")


def _open_value(form: TimeForm) -> str:
    """A date whose year nobody tells: XXXX-06-13."""
    value = f"XXXX-{form.month:02}"
    return value if form.day is None else f"{value}-{form.day:02}{form.part or ''}"


def _year_of(form: TimeForm, narrative: Narrative) -> tuple[int | None, str]:
    """The year of a month or a day of a month."""
    if form.year is not None:
        return form.year, "absolute"
    reference = narrative.reference
    if form.offset is not None:
        return (reference.year + form.offset, "reference") if reference else (None, "unknown")
    told = narrative.year_near(form)
    if told is not None and (reference is None or told != reference.year) and form.direction is None:
        return told, "narrative"
    if reference is None:
        return told, "narrative"
    if form.weekday is not None and form.day is not None and form.month is not None:
        fitting = _fitting_year(form, reference)
        if fitting is not None:
            return fitting, "agreement"
    return _turned_year(form, reference), "tense"


def _fitting_year(form: TimeForm, reference: date) -> int | None:
    """The nearest year in which that day of the month is that weekday; None if only a distant one fits."""
    for step in (0, -1, 1):
        try:
            day = date(reference.year + step, form.month or 1, form.day or 1)
        except ValueError:
            continue
        if day.isoweekday() == form.weekday:
            return day.year
    return None


def _turned_year(form: TimeForm, reference: date) -> int:
    """Past tense: the nearest on or before the report's day; future: on or after it. Three days ahead may still be past
    in a report dated by the hour before; otherwise the nearest, looking back when in doubt."""
    month, day = form.month or 1, form.day or 1
    here = months(reference.year, month, month, "month")
    first = here.first if form.day is None else _safe(reference.year, month, day)
    last = here.last if form.day is None else first
    if form.direction == "same":
        return reference.year
    if form.direction == "past":
        return reference.year if last < reference.replace(day=1) else reference.year - 1
    if form.direction == "future" or form.tense == "future":
        behind = (reference - last).days
        return reference.year + 1 if behind > (0 if form.direction == "future" else RECENT) else reference.year
    if form.tense == "present" and form.day is not None and (reference - last).days > RECENT:
        return reference.year + 1
    if first <= reference or (form.tense == "present" and (first - reference).days < (60 if form.day is None else 183)):
        too_far = form.tense != "past" and (reference - last).days > 300
        return reference.year + 1 if too_far else reference.year
    if form.tense is None and (first - reference).days < 60:
        return reference.year
    return reference.year if (first - reference).days <= 3 else reference.year - 1


def _safe(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, 28)


def _weekday(mention: TimeMention, form: TimeForm, narrative: Narrative) -> Answer:
    """A bare weekday, "last Friday", "Monday of next week", "Friday the 13th"."""
    reference, basis = narrative.reference, "tense"
    weekday = form.weekday or 1
    last = narrative.last_near(form) if form.origin == "last" else None
    if last is not None:
        reference, basis = last.last, "narrative"
    elif form.origin == "last":
        reference = None
    if reference is None:
        return Answer(f"XXXX-WXX-{weekday}{form.part or ''}", "unknown")
    if form.day is not None:
        found = _weekday_the(form, reference)
    elif form.unit == "week" and form.offset is not None:
        monday = weekday_before(reference, 1) + timedelta(7 * form.offset)
        found, basis = monday + timedelta(weekday - 1), "reference"
    elif form.direction == "past":
        found, basis = weekday_before(reference, weekday, same=False), basis if basis == "narrative" else "reference"
        found -= timedelta(7 * (int(form.count or 1) - 1))
    elif form.direction == "future":
        found, basis = weekday_after(reference, weekday, same=False), basis if basis == "narrative" else "reference"
    elif form.direction == "same":
        found = _turned_weekday(mention, form, reference)
    else:
        found = _turned_weekday(mention, form, reference)
    return Answer(found.isoformat() + (form.part or "") if found else None, basis)


def _turned_weekday(mention: TimeMention, form: TimeForm, reference: date) -> date:
    future = form.tense == "future" or (mention.preposition in AHEAD and form.tense not in ("past",))
    weekday = form.weekday or 1
    return weekday_after(reference, weekday) if future else weekday_before(reference, weekday)


def _weekday_the(form: TimeForm, reference: date) -> date | None:
    """"Friday the 13th": the nearest month in which it falls so, looking back up to a year, or ahead if the tense says so."""
    step = 1 if form.tense == "future" else -1
    for count in range(14):
        try:
            day = add_units(reference.replace(day=1), "month", step * count).replace(day=form.day or 1)
        except ValueError:
            continue
        if day.isoweekday() == form.weekday and (day - reference).days * step >= 0:
            return day
    return None


def _season(form: TimeForm, narrative: Narrative) -> Answer:
    reference = narrative.reference
    if form.year is not None:
        return Answer(f"{form.year:04}-{form.season}", "absolute")
    if reference is None:
        return Answer(f"XXXX-{form.season}", "unknown")
    if form.offset is not None:
        return Answer(f"{reference.year + form.offset:04}-{form.season}", "reference")
    year = int(season_of(reference)[:4])
    here = interval(f"{year:04}-{form.season}")
    if here is None:
        return Answer(None, "unknown")
    if form.direction == "past":
        year -= 0 if here.last < reference else 1
    elif form.direction == "future":
        year += 0 if here.first > reference else 1
    elif form.direction is None and form.tense == "past" and here.first > reference:
        year -= 1
    elif form.tense == "future" and here.last < reference:
        year += 1
    return Answer(f"{year:04}-{form.season}", "reference" if form.direction else "tense")


def _quarter(form: TimeForm, narrative: Narrative) -> Answer:
    """"the third quarter": of the year told, else the last one that has begun, or the next if the tense says so."""
    letter = "Q" if form.unit == "quarter" else "H"
    if form.year is not None:
        return Answer(f"{form.year:04}-{letter}{form.index}", "absolute")
    reference = narrative.reference
    if reference is None:
        return Answer(f"XXXX-{letter}{form.index}", "unknown")
    if form.offset is not None:
        return Answer(f"{reference.year + form.offset:04}-{letter}{form.index}", "reference")
    year = reference.year
    here = interval(f"{year:04}-{letter}{form.index}")
    if here is not None and here.first > reference and form.tense != "future":
        year -= 1
    return Answer(f"{year:04}-{letter}{form.index}", "tense")
