"""Names that a report gives as its source, as far as words show them; each counts only if some report's outlet is so called.

    QUETTA (Meridian Wire) - ...   ...told Meridian Wire.   Originally published by Meridian Wire.   -> "meridian wire"

The record's credits hold outlets of the world's list; a collection has outlets of its own.
"""

import re

from dateline.records import Report
from dateline.text.fold import fold

_NAME = r"(?:[A-Z][\w.&'’-]*|\d+)(?: (?:[A-Z][\w.&'’-]*|of|and|\d+)){0,4}"
_CUES = re.compile(
    r"\b(?P<to>told|informed|briefed|assured)\b|\b(?P<by>published|appeared|reported|posted|issued|carried|aired)\b"
    r"|\b(?P<has>reports|writes|has learned)\b|(?P<filed>\))\s*[-–—]"
    r"|(?P<label>\b(?:[Ss]ource|[Vv]ia|[Cc]redit|[Ff]rom|[Bb]y)\s?:)"
)
_AFTER = re.compile(rf"(?: (?:to|first))?(?: (?:by|in|on))?(?: the)? ({_NAME})")
_BEFORE = re.compile(rf"({_NAME})(?: news)?(?: agency| newspaper| website)? ?$")
_BRACKET = re.compile(rf"\(({_NAME})$")
_REACH = 70  # characters before a cue in which a name stands
_CLOSE = {"dateline", "published", "line"}


def credited(report: Report) -> tuple[str, ...]:
    """Folded names in the order of the text, those of the record first."""
    names = [credit.outlet for credit in report.credits]
    for cue in _CUES.finditer(report.text):
        names += _named(cue, report.text)
    return tuple(dict.fromkeys(fold(name) for name in names))


def _named(cue: re.Match[str], text: str) -> list[str]:
    """The names beside a cue: after "told", before "writes", on either side of "reported", in the brackets of a dateline."""
    before = text[max(0, cue.start() - _REACH) : cue.start()]
    if cue["filed"]:
        found = [_BRACKET.search(before)]
    elif cue["has"]:
        found = [_BEFORE.search(before)]
    else:
        found = [_AFTER.match(text, cue.end()), _BEFORE.search(before) if cue["by"] else None]
    return [match[1] for match in found if match]


def agency(report: Report) -> str | None:
    """The outlet that the record's credits name as where the text comes from: of the dateline, or "published by"."""
    for credit in report.credits:
        if credit.how in _CLOSE:
            return credit.outlet
    return report.credits[0].outlet if report.credits else None
