"""Names that a report gives as its source, as far as words show them; each counts only if some report's outlet is so called.

    QUETTA (Meridian Wire) - ...   ...told Meridian Wire.   Originally published by Meridian Wire.   -> "meridian wire"

The record's credits hold outlets of the world's list; a collection has outlets of its own.
"""

import re

from dateline.records import Report
from dateline.text.fold import fold

_NAME = r"((?:[A-Z][\w.&'’-]*|\d+)(?: (?:[A-Z][\w.&'’-]*|of|and|\d+)){0,4})"
_CUES = re.compile(
    rf"\({_NAME}\)\s*[-–—]"
    rf"|\b(?:told|informed|briefed|assured)(?: to)?(?: the)? {_NAME}"
    rf"|\b(?:published|appeared|reported|posted|released|issued|carried|broadcast)(?: first)? (?:by|in|on)(?: the)? {_NAME}"
    rf"|\b(?:[Ss]ource|[Vv]ia|[Cc]redit|[Ff]rom|[Bb]y)\s?: ?{_NAME}"
    rf"|{_NAME}(?: news)?(?: agency| newspaper| website)? (?:reported|reports|writes|has learned)\b"
)
_CLOSE = {"dateline", "published", "line"}


def credited(report: Report) -> tuple[str, ...]:
    """Folded names in the order of the text, those of the record first."""
    names = [credit.outlet for credit in report.credits]
    for match in _CUES.finditer(report.text):
        names += [name for name in match.groups() if name]
    return tuple(dict.fromkeys(fold(name) for name in names))


def agency(report: Report) -> str | None:
    """The outlet that the record's credits name as where the text comes from: of the dateline, or "published by"."""
    for credit in report.credits:
        if credit.how in _CLOSE:
            return credit.outlet
    return report.credits[0].outlet if report.credits else None
