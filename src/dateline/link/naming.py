"""Names that a report gives as its source, as far as words show them; each counts only if some report's outlet is so called.

    QUETTA (Meridian Wire) - ...   ...told Meridian Wire.   Originally published by Meridian Wire.   -> "meridian wire"

The record's credits hold outlets of the world's list; a collection has outlets of its own.
"""

import re

from dateline.records import Report
from dateline.text.fold import outlet_key

_NAME = r"(?:[A-Z][\w.&'’-]*|\d+)(?: (?:[A-Z][\w.&'’-]*|of|and|\d+)){0,4}"
_AFTER = re.compile(rf"(?: (?:to|first))?(?: (?:by|in|on))?(?: the)? ({_NAME})")
_BEFORE = re.compile(rf"({_NAME})(?: news)?(?: agency| newspaper| website)? ?$")
_BRACKET = re.compile(rf"\(({_NAME})$")
_CUES = {
    " told": (_AFTER, None), " informed": (_AFTER, None), " briefed": (_AFTER, None), " assured": (_AFTER, None),
    "published": (_AFTER, _BEFORE), " appeared": (_AFTER, None), "reported": (_AFTER, _BEFORE), " posted": (_AFTER, None),
    " issued": (_AFTER, None), " carried": (_AFTER, None), " reports": (None, _BEFORE), " writes": (None, _BEFORE),
    " has learned": (None, _BEFORE), ") -": (None, _BRACKET), ") –": (None, _BRACKET), ") —": (None, _BRACKET),
    "ource:": (_AFTER, None), "ia:": (_AFTER, None), "redit:": (_AFTER, None), "rom:": (_AFTER, None), "By:": (_AFTER, None),
}  # fmt: skip
_REACH = 70  # characters before a cue in which a name stands
_CLOSE = {"dateline", "published", "line"}


def credited(report: Report) -> tuple[str, ...]:
    """Folded names, those of the record first."""
    names = [credit.outlet for credit in report.credits]
    for cue, sides in _CUES.items():
        names += _named(cue, sides, report.text)
    return tuple(dict.fromkeys(outlet_key(name) for name in names))


def _named(cue: str, sides: tuple[re.Pattern[str] | None, re.Pattern[str] | None], text: str) -> list[str]:
    """The names beside a cue: after "told", before "writes", on either side of "reported", in the brackets of a dateline."""
    after, before = sides
    found = []
    at = text.find(cue)
    while at >= 0:
        found.append(after.match(text, at + len(cue)) if after else None)
        found.append(before.search(text[max(0, at - _REACH) : at]) if before else None)
        at = text.find(cue, at + len(cue))
    return [match[1] for match in found if match]


def agency(report: Report) -> str | None:
    """The outlet that the record's credits name as where the text comes from: of the dateline, or "published by"."""
    for credit in report.credits:
        if credit.how in _CLOSE:
            return credit.outlet
    return report.credits[0].outlet if report.credits else None
