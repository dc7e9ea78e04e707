"""Days, weeks and months as arithmetic: TIMEX3 values to inclusive intervals, and the other way round.

A value is a string as TIMEX3 writes it; `interval("2025-W24")` is the Monday and the Sunday of that week. What has no days
("PAST_REF", "P3D", "XXXX-06-13") has no interval.
"""

import calendar as _calendar
import re
from datetime import date, timedelta
from typing import NamedTuple


class Interval(NamedTuple):
    """Inclusive days, and how fine the words were: day, week, month, quarter, season, year, decade, century ..."""

    first: date
    last: date
    granularity: str


def covered(bound: str | None, days: tuple[str | None, str | None], told_on: str | None) -> tuple[str | None, str | None]:
    """The ISO days that a time and the word before it cover together; None where that side is open.

    "since 2020", told on 3 March 2024, goes from 2020-01-01 to that day; "until 5 May" ends then, "before 5 May" a day earlier.
    """
    first, last = days
    match bound:
        case "since":
            return first, told_on if first is not None and told_on is not None and told_on >= first else None
        case "until":
            return None, last
        case "before":
            return None, _moved(first, -1)
        case "after":
            return _moved(last, 1), None
    return days


def _moved(day: str | None, days: int) -> str | None:
    return (date.fromisoformat(day[:10]) + timedelta(days)).isoformat() if day else None


QUARTERS = {1: (1, 3), 2: (4, 6), 3: (7, 9), 4: (10, 12)}
SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
_PATTERN = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?P<clock>T.+)?$|(?P<wy>\d{4})-W(?P<week>\d\d)(?P<we>-WE)?$|(?P<my>\d{4})-(?P<month>\d\d)$"
    r"|(?P<qy>\d{4})-Q(?P<quarter>[1-4])$|(?P<hy>\d{4})-H(?P<half>[12])$|(?P<sy>\d{4})-(?P<season>SP|SU|FA|WI)$"
    r"|(?P<year>\d{4})$|(?P<decade>\d{3})X?$|(?P<century>\d\d)(?:XX)?$"
)


def interval(value: str) -> Interval | None:
    """The days of a TIMEX3 value; a decade has three digits (199 or 199X), a century two (19 or 19XX).

    `2025-06-13TNI` is its day, `A/B` runs from the first day of A to the last of B.
    """
    if "/" in value:
        return _between(value)
    found = _PATTERN.match(value)
    if found is None or value.startswith("0000"):
        return None
    try:
        return _interval(found)
    except ValueError:
        return None


def _between(value: str) -> Interval | None:
    first, last = (interval(part) for part in value.split("/", 1))
    if first is None or last is None or last.last < first.first:
        return None
    return Interval(first.first, last.last, first.granularity)


def _interval(found: re.Match[str]) -> Interval:
    group = found.groupdict()
    if group["day"]:
        day = date.fromisoformat(group["day"])
        return Interval(day, day, _clock_grain(group["clock"]))
    if group["week"]:
        monday = date.fromisocalendar(int(group["wy"]), int(group["week"]), 1)
        return Interval(monday + timedelta(5 if group["we"] else 0), monday + timedelta(6), "weekend" if group["we"] else "week")
    if group["month"]:
        return months(int(group["my"]), int(group["month"]), int(group["month"]), "month")
    if group["quarter"]:
        return months(int(group["qy"]), *QUARTERS[int(group["quarter"])], "quarter")
    if group["half"]:
        return months(int(group["hy"]), 1 if group["half"] == "1" else 7, 6 if group["half"] == "1" else 12, "half")
    if group["season"]:
        return months(int(group["sy"]), *SEASONS[group["season"]], "season")
    return _years(group)


def _years(group: dict[str, str | None]) -> Interval:
    for name, size in (("year", 1), ("decade", 10), ("century", 100)):
        digits = group[name]
        if digits:
            first = int(digits) * size
            return Interval(date(first, 1, 1), date(first + size - 1, 12, 31), name)
    raise ValueError(str(group))


def _clock_grain(clock: str | None) -> str:
    """"TNI" is a part of a day, "T20:00" a minute, "T20" an hour."""
    if not clock:
        return "day"
    if clock[1:2].isalpha():
        return "part"
    return "minute" if ":" in clock else "hour"


def months(year: int, first: int, last: int, granularity: str) -> Interval:
    """From the first day of one month to the last of another; a month past 12 is in the next year (winter is 12 to 14)."""
    end_year, end = year + (last - 1) // 12, (last - 1) % 12 + 1
    return Interval(date(year, first, 1), date(end_year, end, _calendar.monthrange(end_year, end)[1]), granularity)


def narrowed(found: Interval, modifier: str | None) -> Interval:
    """The first, middle or last third, for "early", "mid-" and "late": "late August" is 21 to 31 August."""
    days = (found.last - found.first).days + 1
    if modifier not in ("START", "MID", "END") or days < 3:
        return found
    third = days // 3
    end = days - third - (1 if days % 3 else 0)
    at, last = {"START": (0, third - 1), "MID": (third, end - 1), "END": (end, days - 1)}[modifier]
    return Interval(found.first + timedelta(at), found.first + timedelta(last), found.granularity)


def add_months(day: date, count: int) -> date:
    """The same day of a later or earlier month, or that month's last: 31 January and a month is 28 February."""
    at = day.year * 12 + day.month - 1 + count
    year, month = at // 12, at % 12 + 1
    return date(year, month, min(day.day, _calendar.monthrange(year, month)[1]))


def add_units(day: date, unit: str, count: int) -> date:
    """A day moved by whole units; raises OverflowError or ValueError outside the calendar's years."""
    if unit in ("day", "night"):
        return day + timedelta(count)
    if unit in ("week", "weekend"):
        return day + timedelta(7 * count)
    if unit == "fortnight":
        return day + timedelta(14 * count)
    size = {"month": 1, "quarter": 3, "season": 3, "half": 6, "semester": 6, "year": 12, "decade": 120, "century": 1200}.get(unit)
    if size is None:
        raise ValueError(unit)
    return add_months(day, size * count)


def week(day: date) -> str:
    year, number, _ = day.isocalendar()
    return f"{year:04}-W{number:02}"


def value_at(day: date, unit: str) -> str:
    """The TIMEX3 value of the unit that a day lies in: a day's quarter, week, decade."""
    year = f"{day.year:04}"
    if unit in ("week", "fortnight"):
        return week(day)
    if unit == "weekend":
        return week(day) + "-WE"
    return {
        "month": f"{year}-{day.month:02}",
        "quarter": f"{year}-Q{(day.month - 1) // 3 + 1}",
        "half": f"{year}-H{1 if day.month < 7 else 2}",
        "semester": f"{year}-H{1 if day.month < 7 else 2}",
        "season": season_of(day),
        "year": year,
        "decade": year[:3],
        "century": year[:2],
        "night": f"{day.isoformat()}TNI",
    }.get(unit, day.isoformat())


def season_of(day: date) -> str:
    """The season of a day; January belongs to the winter that began the year before."""
    if day.month < 3:
        return f"{day.year - 1:04}-WI"
    return f"{day.year:04}-{('SP', 'SU', 'FA', 'WI')[(day.month - 3) // 3]}"


def weekday_before(day: date, weekday: int, same: bool = True) -> date:
    """The nearest such weekday (Monday is 1) on or before a day; strictly before it unless `same`."""
    back = (day.isoweekday() - weekday) % 7
    return day - timedelta(back if back or same else 7)


def weekday_after(day: date, weekday: int, same: bool = True) -> date:
    """The nearest such weekday on or after a day; strictly after it unless `same`."""
    ahead = (weekday - day.isoweekday()) % 7
    return day + timedelta(ahead if ahead or same else 7)


def easter(year: int) -> date:
    """Western Easter Sunday (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    step = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * step) // 451
    total = h + step - 7 * m + 114
    return date(year, total // 31, total % 31 + 1)


def orthodox_easter(year: int) -> date:
    """Eastern Easter Sunday in the Gregorian calendar, right from 1900 to 2099 (Meeus)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    total = d + e + 114
    return date(year, total // 31, total % 31 + 1) + timedelta(13)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth such weekday of a month: the fourth Thursday of November; -1 is the last."""
    if nth < 0:
        return weekday_before(months(year, month, month, "month").last, weekday)
    return weekday_after(date(year, month, 1), weekday) + timedelta(7 * (nth - 1))
