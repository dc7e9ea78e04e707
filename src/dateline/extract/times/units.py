"""Builders for lengths of time and for what recurs: "three days", "the past three months", "for years", "daily", "its sixth day".

Each takes the words that fit its rule and gives its expressions, or None to decline; an empty tuple takes the words and
says nothing of them (an age).
"""

from typing import Literal

from dateline.drafts import TimeForm
from dateline.extract.times.segment import Built, Segment, duration, edge_of, is_plural, number, unit_of
from dateline.knowledge.calendar import calendar

WHOLE = frozenset({"day", "week", "weekend", "fortnight", "month", "quarter", "year", "decade", "century", "millennium"})
HOURS_OF = frozenset({
    "small", "wee", "rush", "office", "peak", "working", "opening", "business", "visiting", "trading", "daylight", "shop",
})  # fmt: skip
FINE = frozenset({"second", "minute", "hour"})
Direction = Literal["past", "future", "same"]


def age(segment: Segment) -> Built:
    """"34-year-old" is no time; "decades-old" is a vague duration."""
    at = segment.find("U")
    if at == segment.first and is_plural(segment.words[segment.first]):
        return segment.piece("DURATION", TimeForm("value", value=duration(unit_of(segment.marks[segment.first]), None)))
    return () if at is not None and unit_of(segment.marks[at]) in WHOLE else None


def long(segment: Segment) -> Built:
    """"a decade-long war", "the 12-day-long siege", "a weeklong truce"."""
    at = segment.find("U")
    if at is None:
        value = str(segment.marks[segment.first].value)
    elif not segment.has("long"):
        return None
    else:
        vague = is_plural(segment.words[at]) and segment.find("N") is None
        value = duration(unit_of(segment.marks[at]), None if vague else number(segment))
    return segment.piece("DURATION", TimeForm("value", value=value))


def adjective(segment: Segment) -> Built:
    """"a two-day visit", "the 12-day war"."""
    return period_of(segment)


def strength(segment: Segment) -> str | None:
    """The modifier of a count: "more than" MORE_THAN, "about" APPROX; the last word that has one decides."""
    found = None
    for at in range(segment.first, segment.end):
        if segment.kinds[at] in "GBE":
            found = calendar().strength.get(segment.lower(at), found)
    return found


def trimmed(segment: Segment) -> Segment:
    """Without leading words that are no part of the count: the preposition of "over three months", "just", "only"."""
    first = segment.first
    while first < segment.end and segment.kinds[first] == "G":
        word = segment.words[first]
        if word.lower in calendar().strength and not (word.dep == "prep" and word.lower in ("over", "around", "about", "under")):
            break
        first += 1
        if first < segment.end and segment.kinds[first] == "u" and word.lower == "up":
            first += 1
    return segment.cut(first, segment.end)


def period_of(segment: Segment, direction: Direction | None = None) -> Built:
    """A duration of as many units as the words count."""
    segment = trimmed(segment)
    at = segment.find("U")
    if at is None:
        return None
    unit = unit_of(segment.marks[at])
    count = number(segment)
    vague_words = any(mark.kind == "N" and mark.value is None for _, _, mark in segment.each())
    if "N" not in segment.shape and "J" not in segment.shape and is_plural(segment.words[at]):
        count = None
    value = duration(unit, None if vague_words else count)
    form = TimeForm("value", unit, value=value, modifier=strength(segment), count=count, direction=direction)
    return segment.piece("DURATION", form)


def span(segment: Segment) -> Built:
    """"three days of fighting", "half an hour", "for years"; "a day" after a noun or number is a rate."""
    at = segment.find("U")
    if at is None:
        return None
    unit, word = unit_of(segment.marks[at]), segment.words[at]
    if segment.before is not None and segment.before.lower in ("age", "aged", "ages"):
        return ()
    if segment.shape == "aXU" and segment.has("long"):
        return None
    if segment.shape == "U" and unit == "hour" and segment.before is not None and segment.before.lower in HOURS_OF:
        return None
    counted = "N" in segment.shape or "J" in segment.shape
    if not counted and (unit in ("second", "quarter") or (unit == "minute" and not is_plural(word))):
        return None
    if unit == "quarter" and segment.next_kind == "o" and "X" not in segment.shape:
        return None
    if len(segment.shape) == 1 and (not is_plural(word) or unit == "weekend" or word.tag.startswith("NNP")):
        return None
    if segment.shape in ("aU", "U") and segment.after is not None and segment.after.text == "-":
        return None
    if segment.shape == "aU" and is_plural(word):
        return None
    if segment.shape == "aU" and _is_rate(segment):
        return segment.piece("SET", TimeForm("value", unit, value=duration(unit, 1)))
    if segment.shape == "aU" and word.dep == "attr":
        return None
    if segment.shape == "aNU" and not is_plural(word):
        segment = segment.cut(segment.first + 1, segment.end)
    if segment.kinds[segment.end - 1] == "U" and not is_plural(word) and _plural_count(segment):
        return None
    return period_of(segment)


def _plural_count(segment: Segment) -> bool:
    """"20 year" is no period of twenty years, unless it is an adjective."""
    count = number(segment)
    if count is None or count <= 1 or segment.words[segment.end - 1].dep in ("compound", "amod", "nmod"):
        return False
    return segment.after is None or segment.after.pos not in ("NOUN", "ADJ")


def _is_rate(segment: Segment) -> bool:
    """"300 flights a day", "$5 billion a year", "30% a month"."""
    before = segment.before
    if before is None or segment.lower(segment.first) == "another" or segment.next_kind in ("6", "7"):
        return False
    if before.lower in ("once", "twice", "times"):
        return True
    return before.pos in ("NOUN", "NUM", "SYM") or before.text == "%" or before.tag in ("NN", "NNS", "CD")


def period(segment: Segment) -> Built:
    """"the past three months", "recent weeks", "the next few days", "the whole week"."""
    at = segment.find("U")
    if at is None:
        return segment.piece("DURATION", TimeForm("value", "season", direction="past"))
    unit = unit_of(segment.marks[at])
    if segment.find("R") is not None and (segment.lower(segment.find("R") or 0) != "recent" or not is_plural(segment.words[at])):
        return None
    if unit in ("second", "minute") and "N" not in segment.shape:
        return None
    if segment.shape == "9U" and (is_plural(segment.words[at]) or unit == "quarter"):
        return None
    if segment.shape in ("dXU", "9U"):
        return _whole(segment, unit)
    before = segment.before
    if segment.lower(segment.first) == "last" and before is not None and before.lower == "and":
        return span(segment.cut(segment.first + 1, segment.end))
    return period_of(segment, "future" if "n" in segment.shape else "past")


def _whole(segment: Segment, unit: str) -> Built:
    if segment.has("other", "same", "long", "full") or unit not in WHOLE:
        return None
    return segment.piece("DURATION", TimeForm("value", unit, value=duration(unit, 1)))


def nth(segment: Segment) -> Built:
    """"their sixth day", "day 12 of the war", "the 19th century"; "a third straight night" is a duration of three."""
    at, ordinal = segment.find("UP"), segment.find("ON")
    assert at is not None and ordinal is not None  # the shape has them
    unit = "night" if segment.kinds[at] == "P" else unit_of(segment.marks[at])
    count = segment.marks[ordinal].value
    edge = edge_of(segment)
    if segment.kinds[at] == "P" and segment.lower(at) != "night":
        return None
    if not isinstance(count, int) or unit in FINE or is_plural(segment.words[at]) or unit in ("quarter", "millennium"):
        return None
    if unit == "century":
        form = TimeForm("value", unit, value=f"{count - 1:02}", modifier=edge)
        return segment.piece("DATE", form) if 1 < count <= 21 else None
    if segment.find("X") is not None or segment.kinds[segment.first] == "a":
        return segment.piece("DURATION", TimeForm("value", unit, value=duration(unit, count), count=count))
    if segment.kinds[ordinal] == "N" and unit != "day":
        return None
    return segment.piece("DATE", TimeForm("count", unit, count=count))


def sets(segment: Segment) -> Built:
    """"every Friday", "twice a week", "every two hours", "per day", "daily"."""
    at = segment.end - 1
    kind, mark = segment.kinds[at], segment.marks[at]
    if kind == "P" and at > segment.first and segment.kinds[at - 1] == "W":
        value = f"XXXX-WXX-{segment.marks[at - 1].value}{mark.value}"
    elif kind == "W":
        value = f"XXXX-WXX-{mark.value}"
    elif kind in "MS":
        value = f"XXXX-{mark.value:02}" if kind == "M" else f"XXXX-{mark.value}"
    elif kind == "P":
        value = f"XXXX-XX-XX{mark.value}"
    elif kind == "F":
        noun = segment.words[at].pos in ("NOUN", "PROPN") and segment.words[at].dep not in ("amod", "compound", "advmod", "nmod")
        if noun or (segment.after is not None and segment.after.pos == "PROPN"):
            return None
        return segment.piece("SET", TimeForm("value", value=str(mark.value)))
    else:
        return _every(segment, at)
    return segment.piece("SET", TimeForm("value", value=value))


def _every(segment: Segment, at: int) -> Built:
    unit = unit_of(segment.marks[at])
    if unit not in WHOLE | FINE or (unit == "quarter" and segment.find("r") is not None):
        return None
    counted = segment.cut(max(segment.first, at - 1), segment.end)
    count = 2.0 if segment.has("other") else number(counted)
    vague = segment.kinds[at - 1] == "N" and segment.marks[at - 1].value is None
    return segment.piece("SET", TimeForm("value", unit, value=duration(unit, None if vague else count)))


