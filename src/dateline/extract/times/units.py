"""Builders for what is counted in units: "two weeks ago", "the past three months", "a day later", "for years", "daily".

Each takes the words that fit its rule and gives its expressions, or None to decline; an empty tuple takes the words and
says nothing of them (an age).
"""

from typing import Literal

from dateline.drafts import TimeForm, TimeOrigin
from dateline.extract.times.dates import DIRECTIONS, FROM_LAST, OFFSETS
from dateline.extract.times.segment import Built, Segment, duration, is_plural, number, unit_of
from dateline.knowledge.calendar import calendar

WHOLE = frozenset({"day", "week", "weekend", "fortnight", "month", "quarter", "year", "decade", "century", "millennium"})
FINE = frozenset({"second", "minute", "hour"})
INSIDE = frozenset({"in", "of", "on", "for", "during", "over", "throughout", "by", "within", "through", "until", "into", "to"})
CLAUSE = frozenset({"that", "when", "he", "she", "they", "it", "after", "before"})
SAYS_WHICH = frozenset({"of", "when", "that", "to", "he", "she", "they", "it", "the", "in", "for"})
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
    counted = "N" in segment.shape or "J" in segment.shape
    if not counted and (unit in ("second", "quarter") or (unit == "minute" and not is_plural(word))):
        return None
    if unit == "quarter" and segment.next_kind == "o":
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
    if segment.kinds[segment.end - 1] == "U" and not is_plural(word) and _plural_count(segment):
        return None
    return period_of(segment)


def _plural_count(segment: Segment) -> bool:
    """"20 year" is no period of twenty years, unless it is an adjective."""
    count = number(segment)
    return count is not None and count > 1 and segment.words[segment.find("U") or 0].dep not in ("compound", "amod", "nmod")


def _is_rate(segment: Segment) -> bool:
    """"300 flights a day", "$5 billion a year", "30% a month"."""
    before = segment.before
    if before is None or segment.lower(segment.first) == "another":
        return False
    if before.lower in ("once", "twice", "times"):
        return True
    return before.pos in ("NOUN", "NUM", "SYM") or before.text == "%" or before.tag in ("NN", "NNS", "CD")


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
    form = TimeForm("unit", unit, offset=sign * int(count), count=count, modifier=strength(segment))
    return segment.piece("TIME" if unit in FINE else "DATE", form)


def shifted(segment: Segment) -> Built:
    """"17 months later", "a day earlier": counted from the last time named. "two days after the truce" is a duration."""
    segment = trimmed(segment)
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
    origin: TimeOrigin = "reference" if "_" in segment.shape else "last"
    form = TimeForm("unit", unit, origin, offset=sign * int(count), count=count, modifier=strength(segment))
    return segment.piece("TIME" if unit in FINE else "DATE", form)


def _ends_clause(segment: Segment) -> bool:
    after = segment.after
    return after is None or after.pos in ("PUNCT", "CCONJ", "AUX") or after.text in (",", ".", ";", ":", "-", ")")


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


def _edge(segment: Segment) -> str | None:
    """START, MID or END: "early", "the end of", "earlier", "later"."""
    for _, word, mark in segment.each():
        if mark.kind in "yz":
            return str(mark.value)
        if mark.kind in "ec" and word.lower in ("earlier", "later"):
            return "EARLIER" if word.lower == "earlier" else "LATER"
    return None


def _day_after(segment: Segment, at: int) -> Built:
    """"the day after", "the year before"; with a noun after it, counted from what that noun names, so of unknown value."""
    unit = unit_of(segment.marks[at])
    if unit not in WHOLE:
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
    if selector is None and plain and "d" not in segment.shape and not (before is not None and before.lower == "at"):
        return None
    if selector is None and segment.next_kind == "o":
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
    edge, before = _edge(segment), segment.before
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
    offset = OFFSETS.get(letter, 0)
    if unit in FINE:
        one = TimeForm("value", unit, value=duration(unit, 1), direction="past", count=1)
        return segment.piece("DURATION", one) if letter == "l" and unit == "hour" else None
    if (word == "past" and unit != "weekend") or (definite and word in ("last", "next") and unit in ("week", "month", "year", "quarter", "decade")):
        form = TimeForm("value", unit, value=duration(unit, 1), direction="past" if letter == "l" else "future", count=1)
        return segment.piece("DURATION", form)
    origin: TimeOrigin = "last" if letter in "hs" or word in FROM_LAST or (unit == "day" and letter == "n") else "reference"
    form = TimeForm("unit", unit, origin, offset=offset, modifier=_edge(segment), direction=DIRECTIONS.get(letter))
    return segment.piece("DATE", form)


def _plural(segment: Segment, at: int, letter: str, word: str) -> Built:
    """"the coming days" PXD, "these days" PRESENT_REF, "those days" PAST_REF."""
    unit = unit_of(segment.marks[at])
    if letter == "t" and unit == "day" and word == "these":
        return segment.piece("DATE", TimeForm("value", value="PRESENT_REF"))
    if letter == "h" and unit == "day" and word == "those":
        return segment.piece("DATE", TimeForm("value", value="PAST_REF"))
    if letter in "ln" and _edge(segment) is None:
        return period_of(segment, "past" if letter == "l" else "future")
    return None


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
    edge = _edge(segment)
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
    elif kind == "M":
        value = f"XXXX-{mark.value:02}"
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


def reference(segment: Segment) -> Built:
    """"now", "recently", "the future", "these days", "at that time": what TIMEX3 dates only as past, present or future."""
    shape, last = segment.shape, segment.end - 1
    word, mark = segment.words[last], segment.marks[last]
    if shape.startswith("Q"):
        return _that_time(segment)
    if shape.endswith("l"):
        if word.lower != "past" or word.tag not in ("NN", "NNP") or segment.next_kind in ("N", "U", "P", "W"):
            return None
        return segment.piece("DATE", TimeForm("value", value="PAST_REF"))
    if shape == "tU":
        return None
    if not _refers(segment, word, mark.care):
        return None
    if mark.care == "adjective" and segment.after is not None and segment.after.is_nominal:
        segment = segment.cut(last, segment.end)
    return segment.piece("DATE", TimeForm("value", value=str(mark.value)))


def _refers(segment: Segment, word: object, care: str) -> bool:
    lower, before, after = segment.lower(segment.end - 1), segment.before, segment.after
    follower = after.lower if after is not None else ""
    if lower in ("present", "moment"):
        at = before is not None and before.lower == "at"
        definite = segment.kinds[segment.first] == "d"
        return (at or definite) if lower == "present" else (at and definite)
    if lower == "soon":
        return (before is None or before.lower not in ("as", "too", "how")) and follower not in ("after", "as")
    if lower == "now":
        return follower != "-"
    if care == "adjective" and lower in ("current", "recent"):
        return after is not None and (after.pos in ("NOUN", "ADJ", "PROPN", "SYM") or after.tag in ("VBG", "VBN", "CD"))
    return True


def _that_time(segment: Segment) -> Built:
    """"at the time" without a clause that says which."""
    after = segment.after
    if "d" in segment.shape and after is not None and after.lower in SAYS_WHICH:
        return None
    value = "PRESENT_REF" if segment.has("this") else "PAST_REF"
    return segment.cut(segment.first + 1, segment.end).piece("DATE", TimeForm("value", value=value))
