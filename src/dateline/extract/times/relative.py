"""Builders for units and parts of the day placed from somewhere: "two weeks ago", "last night", "a day later", "that month".

Each takes the words that fit its rule and gives its expressions, or None to decline; an empty tuple takes the words and says
nothing of them.
"""

from dateline.drafts import TimeForm, TimeOrigin
from dateline.extract.times.dates import DIRECTIONS, FROM_LAST, OFFSETS
from dateline.extract.times.segment import Built, Segment, duration, edge_of, is_plural, number, unit_of
from dateline.extract.times.units import FINE, WHOLE, Direction, period_of, span, strength, trimmed

INSIDE = frozenset({"in", "of", "on", "for", "during", "over", "throughout", "by", "within", "through", "until", "into", "to"})
CLAUSE = frozenset({"that", "when", "he", "she", "they", "it", "after", "before"})
LENGTHS = ("week", "month", "year", "quarter", "decade")  # "the last week" is seven days, "last week" a week of the calendar


def ago(segment: Segment) -> Built:
    """"two weeks ago" is that week, "years ago" only PAST_REF; "three days from now" lies ahead."""
    segment = trimmed(segment)
    at = segment.find("U")
    assert at is not None  # the shape has it
    count, unit = number(segment), unit_of(segment.marks[at])
    ahead = "f" in segment.shape
    vague = any(mark.kind == "N" and mark.value is None for _, _, mark in segment.each())
    if vague or (is_plural(segment.words[at]) and "N" not in segment.shape) or count is None:
        return segment.piece("DATE", TimeForm("value", value="FUTURE_REF" if ahead else "PAST_REF"))
    sign = 1 if ahead else -1
    unit, count = _whole_units(unit, count)
    form = TimeForm("unit", unit, offset=sign * int(count), count=count, modifier=strength(segment))
    return segment.piece("TIME" if unit in FINE else "DATE", form)


SMALLER = {"century": ("year", 100), "decade": ("year", 10), "year": ("month", 12), "month": ("day", 30), "week": ("day", 7)}


def _whole_units(unit: str, count: float) -> tuple[str, float]:
    """"half a century" is 50 years, "a year and a half" 18 months."""
    if count == int(count) or unit not in SMALLER:
        return unit, count
    smaller, size = SMALLER[unit]
    return smaller, round(count * size)


def shifted(segment: Segment) -> Built:
    """"17 months later", "a day earlier": counted from the last time named. "two days after the truce" is a duration."""
    segment = trimmed(segment)
    if "_" in segment.shape and segment.kinds[segment.first] in "dU":
        return _year_earlier(segment)
    last = segment.lower(segment.end - 1)
    if segment.next_kind and segment.after is not None and segment.after.lower == "than":
        return span(segment.cut(segment.first, segment.end - 1))
    if last in ("after", "before") and not _ends_clause(segment):
        return span(segment.cut(segment.first, segment.end - 1))
    at = segment.find("U")
    assert at is not None  # the shape has it
    count, unit = number(segment), unit_of(segment.marks[at])
    sign = 1 if last in ("later", "after") else -1
    vague = any(mark.kind == "N" and mark.value is None for _, _, mark in segment.each())
    if vague or (is_plural(segment.words[at]) and "N" not in segment.shape) or count is None:
        direction: Direction = "future" if sign > 0 else "past"
        return segment.piece("DURATION", TimeForm("value", unit, value=duration(unit, None), direction=direction))
    form = TimeForm("unit", unit, "last", offset=sign * int(count), count=count, modifier=strength(segment))
    return segment.piece("TIME" if unit in FINE else "DATE", form)


def _year_earlier(segment: Segment) -> Built:
    """"the year-earlier quarter", "the year-ago third quarter", "the year-ago period"."""
    units = [at for at in range(segment.first, segment.end) if segment.kinds[at] == "U"]
    ordinal = segment.find("O")
    if unit_of(segment.marks[units[0]]) != "year" or len(units) == 1:
        bare = segment.cut(units[0], segment.end)
        return bare.piece("DATE", TimeForm("unit", unit_of(segment.marks[units[0]]), offset=-1, count=1))
    unit = unit_of(segment.marks[units[1]])
    index = segment.marks[ordinal].value if ordinal is not None else None
    if unit == "quarter" and isinstance(index, int) and 1 <= index <= 4:
        return segment.piece("DATE", TimeForm("calendar", "quarter", index=index, offset=-1))
    if unit not in ("day", "week", "month", "quarter"):
        return None
    return segment.piece("DATE", TimeForm("unit", unit, "last", offset=0, index=-1))


def _ends_clause(segment: Segment) -> bool:
    after = segment.after
    return after is None or after.pos in ("PUNCT", "CCONJ", "AUX") or after.text in (",", ".", ";", ":", "-", ")")


def same_before(segment: Segment) -> Built:
    """"the same month last year": that month, a year back."""
    at, year = segment.find("U"), segment.end - 1
    assert at is not None  # the shape has it
    unit = unit_of(segment.marks[at])
    if unit_of(segment.marks[year]) != "year" or unit not in ("day", "week", "month", "quarter"):
        return None
    return segment.piece("DATE", TimeForm("unit", unit, "last", offset=0, index=-1))


def after_next(segment: Segment) -> Built:
    """"the week after next", "the year before last": two units off."""
    unit = unit_of(segment.marks[segment.first + 1])
    if segment.lower(segment.end - 1) not in ("next", "last") or unit not in WHOLE or segment.next_kind in ("U", "W", "M"):
        return None
    return segment.piece("DATE", TimeForm("unit", unit, offset=2 if segment.has("next") else -2))


def this(segment: Segment) -> Built:
    """"earlier this week", "last night", "that day", "the end of next year", "the weekend", "these days"."""
    at = segment.find("UP")
    assert at is not None  # the shape has it
    selector = next((n for n in range(at - 1, segment.first - 1, -1) if segment.kinds[n] in "lntshR"), None)
    tail = segment.kinds[segment.end - 1]
    if segment.kinds[at] == "U" and tail in "ce67" and segment.end - 1 > at:
        return _day_after(segment, at)
    if tail == "z":
        return segment.piece("DATE", TimeForm("unit", "year", offset=0, modifier="END"))
    if segment.kinds[at] == "P":
        return _part(segment, at, selector)
    if selector is None:
        return _definite(segment, at)
    return _selected(segment, at, selector)


def _day_after(segment: Segment, at: int) -> Built:
    """"the day after", "the year before"; with a noun after it, counted from what that noun names, so of unknown value."""
    unit = unit_of(segment.marks[at])
    if unit not in WHOLE or is_plural(segment.words[at]):
        return None
    if not _ends_clause(segment):
        return segment.cut(segment.first, at + 1).piece("DATE", TimeForm("value", unit))
    later = segment.kinds[segment.end - 1] in "c6"
    return segment.piece("DATE", TimeForm("unit", unit, "last", offset=1 if later else -1))


def _part(segment: Segment, at: int, selector: int | None) -> Built:
    """"last night" is the night before, "that evening" the evening of the day named last, "at dawn" too."""
    part = str(segment.marks[at].value)
    plain = segment.lower(at) in ("morning", "afternoon", "evening", "night")
    before = segment.before
    bare = not set(segment.shape) & set("dy")
    if selector is None and plain and bare and not (before is not None and before.lower == "at"):
        return None
    if selector is None and (segment.next_kind == "o" or (plain and segment.words[at].dep == "compound")):
        return None
    if segment.lower(at).endswith("s") or (segment.after is not None and segment.after.text == "-"):
        return None
    origin: TimeOrigin = "last"
    offset = 0
    if selector is not None:
        letter, word = segment.kinds[selector], segment.lower(selector)
        offset = OFFSETS.get(letter, 0)
        origin = "reference" if letter == "t" or (letter == "l" and word not in FROM_LAST) else "last"
    return segment.piece("TIME", TimeForm("unit", "day", origin, offset=offset, part=part))


def _definite(segment: Segment, at: int) -> Built:
    """"over the weekend", "the end of the year", "in the day": the one that the report speaks of."""
    unit = unit_of(segment.marks[at])
    edge, before = edge_of(segment), segment.before
    if unit not in WHOLE or is_plural(segment.words[at]) or segment.next_kind == "o":
        return None
    if unit == "day" and edge == "END" and before is not None and before.lower == "at":
        return ()
    if edge is None and unit != "weekend" and segment.after is not None and segment.after.lower in CLAUSE:
        return None
    if "X" in segment.shape and edge is None and not segment.has("fiscal", "financial", "calendar"):
        return segment.piece("DURATION", TimeForm("value", unit, value=duration(unit, 1)))
    if edge is None and unit != "weekend" and (before is None or before.lower not in INSIDE):
        return None
    earlier = segment.lower(segment.first - 2) if segment.first > 1 else ""
    if edge is None and before is not None and before.lower == "of" and earlier in ("time", "times"):
        return None
    origin: TimeOrigin = "last" if unit == "day" else "reference"
    return segment.piece("DATE", TimeForm("unit", unit, origin, offset=0, modifier=edge))


def _selected(segment: Segment, at: int, selector: int) -> Built:
    """A unit with "last", "this", "next", "that", "current" before it."""
    unit, letter, word = unit_of(segment.marks[at]), segment.kinds[selector], segment.lower(selector)
    definite = selector > segment.first and segment.kinds[selector - 1] == "d"
    if word == "last" and unit == "day":
        return None
    if letter == "R" and word != "current":
        return None
    if is_plural(segment.words[at]):
        return _plural(segment, at, letter, word)
    if letter == "h" and word == "that" and segment.words[selector].tag != "DT":
        return None
    if word == "latest":
        return segment.piece("DATE", TimeForm("unit", unit, offset=0)) if unit == "quarter" else None
    offset = OFFSETS.get(letter, 0)
    if unit in FINE:
        one = TimeForm("value", unit, value=duration(unit, 1), direction="past", count=1)
        return segment.piece("DURATION", one) if letter == "l" and unit == "hour" else None
    if (word == "past" and unit != "weekend") or (definite and word in ("last", "next") and unit in LENGTHS):
        form = TimeForm("value", unit, value=duration(unit, 1), direction="past" if letter == "l" else "future", count=1)
        return segment.piece("DURATION", form)
    origin: TimeOrigin = "last" if letter in "hs" or word in FROM_LAST or (unit == "day" and letter == "n") else "reference"
    direction = DIRECTIONS.get("t" if letter == "R" else letter)
    form = TimeForm("unit", unit, origin, offset=offset, modifier=edge_of(segment), direction=direction)
    return segment.piece("DATE", form)


def _plural(segment: Segment, at: int, letter: str, word: str) -> Built:
    """"the coming days" PXD, "these days" PRESENT_REF, "those days" PAST_REF."""
    unit = unit_of(segment.marks[at])
    if letter == "t" and unit == "day" and word == "these":
        return segment.piece("DATE", TimeForm("value", value="PRESENT_REF"))
    if letter == "h" and unit == "day" and word == "those":
        return segment.piece("DATE", TimeForm("value", value="PAST_REF"))
    if letter in "ln" and edge_of(segment) is None:
        return period_of(segment, "past" if letter == "l" else "future")
    return None
