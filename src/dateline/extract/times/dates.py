"""Builders for what stands on the calendar: days, months, seasons, years, decades, quarters, hours of the clock.

Each takes the words that fit its rule and gives its expressions, or None to decline.
"""

import re
from typing import Literal

from dateline.drafts import TimeForm
from dateline.extract.times.marks import mark as mark_of
from dateline.extract.times.segment import Built, Piece, Segment, unit_of
from dateline.knowledge.calendar import calendar
from dateline.syntax.tree import Word

OFFSETS = {"l": -1, "n": 1, "t": 0, "s": 0}
DIRECTIONS: dict[str, Literal["past", "future", "same"]] = {"l": "past", "n": "future", "t": "same", "s": "same"}
BEFORE_CLOCK = frozenset({"at", "around", "about", "by", "before", "after", "until", "from", "to", "between", "and", "since"})
GREENWICH = frozenset({"gmt", "utc", "zulu"})  # their hours end on Z
RECURRING = ("days", "ings", "noons")  # Fridays, Monday mornings, Sunday afternoons
FROM_LAST = frozenset({"previous", "preceding", "prior", "following", "ensuing", "subsequent", "same", "very"})


def day(segment: Segment) -> Built:
    """"5:30 a.m. on Friday, 13 June 2025", "last Friday", "yesterday morning", "Friday the 13th"."""
    parts = _Parts(segment)
    if not parts.read():
        return None
    form = parts.form()
    if form.weekday and any(word.lower.endswith(RECURRING) for word in segment.run):
        return segment.piece("SET", TimeForm("value", value=f"XXXX-WXX-{form.weekday}{form.part or ''}"))
    return segment.piece("TIME" if form.part else "DATE", form)


class _Parts:
    """Collects the fields of a day from the kinds of its words."""

    def __init__(self, segment: Segment) -> None:
        self.segment = segment
        self.year: int | None = None
        self.month: int | None = None
        self.day: int | None = None
        self.weekday: int | None = None
        self.offset: int | None = None
        self.year_offset: int | None = None
        self.week_offset: int | None = None
        self.month_offset: int | None = None
        self.part: str | None = None
        self.selector = ""
        self.from_last = False
        self.modifier: str | None = None

    def read(self) -> bool:
        segment = self.segment
        clock = clock_words(segment)
        if clock is not None:
            self.part = clock[1]
        for at, word, mark in segment.each():
            if clock is not None and at in clock[0]:
                continue
            kind, value = mark.kind, mark.value
            counted = counts(word) and segment.kinds[at + 1 : at + 2] != "M" and "Y_N_N" not in segment.shape
            if kind in "NO" and (counted or not self._day(value)):
                return False
            if kind == "I" and not self._whole(str(value)):
                return False
            if kind == "U" and "T" not in segment.shape and word.lower != "hours" and not self._relative(segment, at):
                return False
            if kind in "lnts" and segment.kinds[at + 1 : at + 2] in ("W", "M", "N", "O"):
                self.selector, self.from_last = kind, word.lower in FROM_LAST
            self._simple(kind, value, mark.care)
        return self._numbers_only()

    def _numbers_only(self) -> bool:
        """"2025-06-13" in five tokens: the year, then month and day."""
        if self.segment.shape.endswith("Y_N_N") and self.month is None:
            month, self.day = (self.segment.marks[at].value for at in (self.segment.end - 3, self.segment.end - 1))  # type: ignore[assignment]
            self.month = int(month) if isinstance(month, int | float) else None
        return (self.month is None or 1 <= self.month <= 12) and (self.day is None or 1 <= self.day <= 31)

    def _simple(self, kind: str, value: object, care: str) -> None:
        if kind == "M":
            self.month = int(str(value))
        elif kind == "Y":
            self.year = int(str(value)[:4])
        elif kind == "W":
            self.weekday = int(str(value))
        elif kind == "T":
            days, _, part = str(value).partition(" ")
            self.offset, self.part = int(days) * (2 if "U" in self.segment.shape else 1), part or self.part
        elif kind == "P":
            self.part = str(value)
        elif kind == "y":
            self.modifier = str(value)
        if care in ("START", "MID", "END"):
            self.modifier = care

    def _day(self, value: object) -> bool:
        if not isinstance(value, int) or not 1 <= value <= 31:
            return False
        self.day = value
        return True

    def _whole(self, value: str) -> bool:
        found = whole_date(value)
        if found is None:
            return False
        self.year, self.month, self.day = found
        return True

    def _relative(self, segment: Segment, at: int) -> bool:
        """"Monday of next week", "the 25th of this month", "13 June last year"."""
        unit, offset = unit_of(segment.marks[at]), OFFSETS.get(segment.kinds[at - 1], 0 if segment.kinds[at - 1] == "R" else None)
        if offset is None or unit not in ("week", "month", "year"):
            return False
        if unit == "month":
            self.month_offset = offset
            return self.day is not None and self.month is None
        if unit == "week":
            self.week_offset = offset
        else:
            self.year_offset = offset
        return unit == "year" or self.weekday is not None

    def form(self) -> TimeForm:
        if self.part and len(self.segment.shape) > 1 and self.modifier and self.part.startswith("T") and self.part[1:2].isalpha():
            self.modifier = None
        if self.offset is not None and self.weekday is None and self.month is None:
            return TimeForm("unit", offset=self.offset, part=self.part, modifier=self.modifier)
        self.part = self.part.rstrip("+") if self.part else None
        if self.month_offset is not None:
            return TimeForm("calendar", unit="month", day=self.day, offset=self.month_offset, part=self.part)
        return TimeForm(
            "calendar", year=self.year, month=self.month, day=self.day, weekday=self.weekday, part=self.part,
            direction=DIRECTIONS.get(self.selector), origin="last" if self.from_last else "reference", modifier=self.modifier,
            offset=self.year_offset if self.year_offset is not None else self.week_offset,
            unit="week" if self.week_offset is not None else "day",
        )  # fmt: skip


def whole_date(value: str) -> tuple[int | None, int, int] | None:
    """Year, month, day of "2025-06-13", "13/06/2025", "13/06"; month first where both orders fit and the bar is a slash."""
    numbers = [int(part) for part in re.split(r"[-/.]", value)]
    if len(numbers) == 2:  # "Tuesday (18/3)"
        day_, month = numbers if numbers[1] < 13 else reversed(numbers)
        return None, month, day_
    if len(value.split("-")[0]) == 4 and "-" in value:
        year, month, day_ = numbers
    else:
        first, second, year = numbers
        year += (2000 if year < 70 else 1900) if year < 100 else 0
        month, day_ = (second, first) if first > 12 or "." in value else (first, second)
    if not (1 <= month <= 12 and 1 <= day_ <= 31):
        return None
    return year, month, day_


def clock_words(segment: Segment) -> tuple[range, str] | None:
    """The words of the hour and its value: "5 p.m. local time" T17:00, "2000 GMT" T20:00."""
    for at in range(segment.first, segment.end):
        kind, value = segment.kinds[at], segment.marks[at].value
        after = segment.kinds[at + 1 : at + 2]
        of_day = segment.kinds[at + 1 : at + 4] == "idP" and at > 0 and segment.lower(at - 1) in BEFORE_CLOCK
        if kind == "C":
            found = str(value)
        elif kind == "N" and (after in ("A", "Z") or of_day) and isinstance(value, int | float) and value <= 24:
            found = f"T{int(value):02}:{round(value % 1 * 100):02}"
        elif kind in "YN" and after == "Z" and isinstance(value, int) and value < 2400 and len(segment.words[at].text) == 4:
            found = f"T{value // 100:02}:{value % 100:02}"
        else:
            continue
        end = at + 1
        while end < segment.end and segment.kinds[end] in "AZ4":
            found = _half(found, str(segment.marks[end].value)) + ("Z" if segment.lower(end) in GREENWICH else "")
            end += 1
        if segment.kinds[end : end + 3] == "idP" and end + 3 <= segment.end:
            found = _half(found, "am" if segment.marks[end + 2].value in ("TMO", "TDA") else "pm")
            end += 3
        return range(at, end), found
    return None


def _half(clock: str, half: str) -> str:
    hours = int(clock[1:3])
    if half == "pm" and hours < 12:
        return f"T{hours + 12:02}{clock[3:]}"
    return f"T00{clock[3:]}" if half == "am" and hours == 12 else clock


def clock(segment: Segment) -> Built:
    """"8 p.m.", "2000 GMT" alone: an hour of the day that was named last."""
    found = clock_words(segment)
    bare = segment.shape == "C" and not segment.words[segment.first].lower.endswith("m")
    if bare and (segment.before is None or segment.before.lower not in BEFORE_CLOCK):
        return None
    return None if found is None else segment.piece("TIME", TimeForm("unit", offset=0, origin="last", part=found[1]))


def counts(word: Word) -> bool:
    """A number that counts the noun after it is no day: "In May 12 people died"."""
    noun = word.head
    return word.dep == "nummod" and noun.i > word.i and noun.pos == "NOUN" and mark_of(noun).kind != "M"


def day_range(segment: Segment) -> Built:
    """"3-7 March": one; "between 3 and 7 March", "June 3 to 5, 2025": two, and the month holds for both."""
    at_month = segment.find("M")
    assert at_month is not None  # the shape has it
    month = int(str(segment.marks[at_month].value))
    if counts(segment.words[segment.end - 1]):
        return None
    days = [at for at in range(segment.first, segment.end) if segment.kinds[at] in "NO"]
    first, second = (segment.marks[at].value for at in days[:2])
    at_year = segment.find("Y")
    year = int(str(segment.marks[at_year].value)[:4]) if at_year is not None else None
    if not (isinstance(first, int) and isinstance(second, int) and 1 <= first <= 31 and 1 <= second <= 31):
        return None
    forms = [TimeForm("calendar", year=year, month=month, day=each) for each in (first, second)]
    if "_" in segment.shape:
        form = TimeForm("calendar", year=year, month=month, day=first, index=second)
        return segment.piece("DATE", form) if second > first else None
    first_word = segment.first if at_month == segment.first else days[0]
    return (Piece(first_word, days[0], "DATE", forms[0]), Piece(days[1], segment.end - 1, "DATE", forms[1]))


def night_of(segment: Segment) -> Built:
    """"the night of 12 to 13 April": the night that begins on the first day."""
    inner = day_range(segment.cut(segment.first + 3, segment.end))
    at = segment.find("P")
    if not inner or at is None:
        return None
    form = inner[0].form
    part = str(segment.marks[at].value)
    return segment.piece("TIME", TimeForm("calendar", year=form.year, month=form.month, day=form.day, part=part))


def weeks_back(segment: Segment) -> Built:
    """"two Fridays ago": the second before the report."""
    count, weekday = (segment.marks[at].value for at in (segment.first, segment.first + 1))
    if not isinstance(count, int) or not 1 <= count <= 20:
        return None
    return segment.piece("DATE", TimeForm("calendar", weekday=int(str(weekday)), direction="past", count=count))


def _modifier(segment: Segment) -> str | None:
    """START, MID or END, from "early", "mid-", "the end of" or a word such as "mid-June"."""
    for _, _, mark in segment.each():
        if mark.kind in "yz":
            return str(mark.value)
        if mark.care in ("START", "MID", "END"):
            return mark.care
    return None


def _selected(segment: Segment, target: int) -> str:
    """The letter of "last", "next" or "this" before a month or season."""
    kind = segment.kinds[target - 1] if target > segment.first else ""
    return kind if kind in OFFSETS else ""


def _year_after(segment: Segment) -> tuple[int | None, int | None] | None:
    """(year, years from the reference): "of 2024", "last year", "of the year"; None if a unit other than year stands there."""
    at = segment.find("Y")
    if at is not None:
        return int(str(segment.marks[at].value)[:4]), None
    units = [at for at in range(segment.first, segment.end) if segment.kinds[at] == "U" and unit_of(segment.marks[at]) == "year"]
    if not units:
        return None, None
    before = segment.kinds[units[-1] - 1]
    return None, OFFSETS.get(before, OFFSETS.get(segment.kinds[units[-1] - 2], 0) if before == "X" else 0)


def month(segment: Segment) -> Built:
    """"late August", "in May", "June last year", "the end of March 2024", "last December"."""
    at = segment.find("M")
    assert at is not None  # the shape has it
    unit = segment.find("U")
    if unit is not None and unit_of(segment.marks[unit]) not in ("year", "month"):
        return None
    year, offset = _year_after(segment) or (None, None)
    selector = _selected(segment, at)
    direction = DIRECTIONS.get(selector)
    if direction is None and segment.after is not None and segment.after.lemma in calendar().lists["contract_words"]:
        direction = "future"
    first = segment.first
    if segment.kinds[first] == "d" and not selector and _modifier(segment) is None and unit is None:
        return None
    form = TimeForm(
        "calendar", unit="month", year=year, month=int(str(segment.marks[at].value)), offset=offset, direction=direction,
        modifier=_modifier(segment), origin="last" if segment.has("following", "previous", "same") else "reference",
    )  # fmt: skip
    return segment.piece("DATE", form)


def season(segment: Segment) -> Built:
    """"the summer of 2014", "last winter", "this spring"; the winter of a year starts in its December."""
    at = segment.find("S")
    assert at is not None  # the shape has it
    year, offset = _year_after(segment) or (None, None)
    form = TimeForm(
        "calendar", unit="season", year=year, season=str(segment.marks[at].value), offset=offset,
        direction=DIRECTIONS.get(_selected(segment, at)), modifier=_modifier(segment),
    )  # fmt: skip
    return segment.piece("DATE", form)


def year(segment: Segment) -> Built:
    """"mid-2019", "fiscal 2023", "the year 2012", "2024-25"."""
    at = segment.find("Y")
    assert at is not None  # the shape has it
    unit = segment.find("U")
    if unit is not None and unit_of(segment.marks[unit]) != "year":
        return None
    value = str(segment.marks[at].value)
    if segment.kinds[segment.end - 1] == "N":
        second = segment.marks[segment.end - 1].value
        if not isinstance(second, int) or not int(value[2:4]) < second < 100:
            return segment.cut(segment.first, at + 1).piece("DATE", TimeForm("value", "year", value=value[:4]))
        value = f"{value}/{value[:2]}{second:02}"
    return segment.piece("DATE", TimeForm("value", "year", value=value, modifier=_modifier(segment)))


def decade(segment: Segment) -> Built:
    """"the early 2000s", "the '90s"; not "in his thirties"."""
    at = segment.find("KY")
    assert at is not None  # the shape has it
    if segment.kinds[at] == "Y":
        return _decade_with_apostrophe(segment, at)
    word = segment.words[at]
    bare = len(segment.shape) == 1
    if segment.before is not None and segment.kinds[segment.first - 1] == "1":
        return None
    if not word.text[0].isdigit() and "d" not in segment.shape:
        return None
    digits = [letter for letter in word.text if letter.isdigit()]
    if len(digits) == 2 and "'" not in segment.shape and (bare or digits[0] < "5"):
        return None
    value = str(segment.marks[at].value)
    return segment.piece("DATE", TimeForm("value", "decade", value=value, modifier=_modifier(segment)))


def _decade_with_apostrophe(segment: Segment, at: int) -> Built:
    """"the 1980's" is a decade, "the 2020's" too; "2020's vote" is a year's."""
    value = str(segment.marks[at].value)
    form = TimeForm("value", "decade", value=value[:3], modifier=_modifier(segment))
    return segment.piece("DATE", form) if value[-1] == "0" else None


def _ordinal(segment: Segment) -> int | None:
    """The place of "third" or, failing that, of "last"."""
    at = segment.find("ON")
    return at if at is not None else segment.find("l")


def _behind(segment: Segment, ordinal: int | None, kinds: str) -> int | None:
    """The quarter or half of "next year's first quarter": the unit behind the ordinal."""
    if ordinal is None:
        return None
    return next((at for at in range(ordinal + 1, segment.end) if segment.kinds[at] in kinds), None)


def _is_of_the_year(segment: Segment) -> bool:
    """"first-half profit", "in the first half, sales fell"; not the first half of the match."""
    before = segment.before
    told = before is not None and before.lower in ("in", "for", "during", "from", "over")
    return segment.next_kind != "o" and ("_" in segment.shape or told)


def quarter(segment: Segment) -> Built:
    """"the third quarter of 2012", "first-quarter", "Q3", "the first half of the year"."""
    token = segment.find("3")
    if token is not None:
        unit, index = ("quarter" if segment.lower(token)[0] == "q" else "half"), int(segment.lower(token)[1])
    else:
        ordinal = _ordinal(segment)
        at = _behind(segment, ordinal, "UJ")
        assert at is not None and ordinal is not None  # the shape has them
        unit = "half" if segment.kinds[at] == "J" else unit_of(segment.marks[at])
        value = segment.marks[ordinal].value
        most = {"quarter": 4, "half": 2}.get(unit, 0)
        index = value if isinstance(value, int) else most
        if segment.kinds[ordinal] == "N" or segment.lower(ordinal) in FROM_LAST | {"past"} or not 1 <= index <= most:
            return None
    given = _year_after(segment)
    year_, offset = given or (None, None)
    if unit == "half" and token is None and (year_, offset) == (None, None) and not _is_of_the_year(segment):
        return None
    return segment.piece("DATE", TimeForm("calendar", unit=unit, index=index, year=year_, offset=offset))
