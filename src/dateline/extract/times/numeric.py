"""Dates in digits as the world writes them, and a day of the month alone.

    on Tuesday (18/3)             the eighteenth of March; the weekday tells which number is the month
    4/2/2025 ... 23/2/2025        one report writes all of its dates in one order
    Shells fell on the 26th.      of this month, or of the last one where that day is still to come
"""

import re
from datetime import date

from msgspec.structs import replace

from dateline.drafts import TimeForm, TimeMention
from dateline.extract.times.segment import Built, Piece, Segment
from dateline.knowledge.calendar import Mark
from dateline.syntax.tree import Word

_SHORT = re.compile(r"(\d{1,2})[/.](\d{1,2})$")
_BARS = re.compile(r"(\d{1,2})/(\d{1,2})/(?:\d{4}|\d\d)$")
_NTH = re.compile(r"\d{1,2}(?:st|nd|rd|th)$")
ENDS = frozenset({"PUNCT", "VERB", "AUX", "ADP", "CCONJ", "SCONJ", "ADV", "PRON", "DET", "SPACE"})
LEADING = frozenset({"on", "from", "since", "until", "till", "by"})


def short_dates(words: list[Word], known: list[Mark]) -> None:
    """Marks "18/3" in "Tuesday (18/3)" as a date: in brackets behind a weekday it can be nothing else."""
    for at in range(2, len(words)):
        found = _SHORT.match(words[at].text) if words[at - 1].text == "(" and known[at - 2].kind == "W" else None
        if found and max(int(found[1]), int(found[2])) < 32 and min(int(found[1]), int(found[2])) < 13:
            known[at] = Mark("I", words[at].text)


def bare_day(segment: Segment) -> Built:
    """"on the 26th", "from the 14th": digits with nothing behind that they count; not "on the 26th floor", "on the 2nd try"."""
    before, after = segment.before, segment.after
    number = segment.words[segment.end - 1]
    value = segment.marks[segment.end - 1].value
    if before is None or before.lower not in LEADING or _NTH.match(number.lower) is None:
        return None
    if not isinstance(value, int) or not 1 <= value <= 31 or number.dep in ("amod", "nummod", "compound"):
        return None
    if after is not None and (after.pos not in ENDS or after.lower in ("of", "-", "to", "and", "or")):
        return None
    return segment.piece("DATE", TimeForm("calendar", unit="month", day=value))


def by_weekday(words: list[Word], found: list[Piece]) -> list[Piece]:
    """"Tuesday (4/2/2025)": both name one day, in the order of the numbers in which it is a Tuesday."""
    made = list(found)
    for i in range(len(made) - 1):
        day, dated = made[i], made[i + 1]
        between = [word.text for word in words[day.last + 1 : dated.first]]
        alone = day.form.anchor == "calendar" and day.form.weekday and day.form.month is None and day.form.day is None
        if alone and between == ["("] and dated.form.month is not None and dated.form.day is not None:
            both = replace(dated.form, weekday=day.form.weekday)
            made[i], made[i + 1] = day._replace(form=both), dated._replace(form=both)
    return [each._replace(form=ordered(each.form)) if _has_bars(words, each) else each for each in made]


def _has_bars(words: list[Word], piece: Piece) -> bool:
    return any(_BARS.match(word.text) for word in words[max(piece.first, 0) : piece.last + 3])


def ordered(form: TimeForm) -> TimeForm:
    """Day and month changed about where only so the weekday fits."""
    if not (form.weekday and form.year and form.month and form.day) or form.day > 12:
        return form
    told, other = date(form.year, form.month, form.day), date(form.year, form.day, form.month)
    if told.isoweekday() != form.weekday == other.isoweekday():
        return replace(form, month=form.day, day=form.month)
    return form


def one_order(text: str, found: list[TimeMention]) -> list[TimeMention]:
    """Where one date of the report can only be day first ("23/2/2025"), "4/2/2025" is, too."""
    bars = [_BARS.search(text[each.start : each.end]) for each in found]
    if not any(each is not None and int(each[1]) > 12 for each in bars):
        return found
    return [each if bar is None or int(bar[1]) > 12 else _day_first(each, bar) for each, bar in zip(found, bars, strict=True)]


def _day_first(mention: TimeMention, bar: re.Match[str]) -> TimeMention:
    form = mention.form
    if form is None or form.weekday or int(bar[2]) > 12 or form.month is None:
        return mention
    return replace(mention, form=replace(form, day=int(bar[1]), month=int(bar[2])))
