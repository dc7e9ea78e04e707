"""The line that a report opens with: where it was filed, when, and by which agency.

"KABUL, 12 Jan (AFP) - Two men ..." -> place KABUL, date 12 Jan, agency AFP.
"""

import re
from collections.abc import Callable
from itertools import islice
from typing import NamedTuple

from dateline.records import Span


class DatelineLine(NamedTuple):
    """Spans of its parts, each None where it is not given; `end` is where the report's first sentence begins."""

    place: Span | None
    region: Span | None
    date: Span | None
    agency: Span | None
    end: int


Known = Callable[[str], bool]
LINES = 8  # lines at the top among which it is looked for: a headline, a byline and a date may stand before it
LONGEST = 300  # characters of a line that are looked at
_LINE = re.compile(r"\S[^\n]*")
_UPPER = r"[A-Z\u00c0-\u00de]"
_NAME = rf"(?:{_UPPER}[\w.'’-]*)"
_SMALL = r"(?:of|the|de|da|do|del|la|el|al|es|and|on|upon|sur|bin|ul)"
_CAPS = rf"{_UPPER}[{_UPPER[1:-1]}.'’-]+(?:[ -](?:{_UPPER}[{_UPPER[1:-1]}.'’-]*|{_SMALL})){{0,4}}"
_TITLE = rf"{_NAME}(?:[ -](?:{_SMALL} )?{_NAME}){{0,3}}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = rf"(?:(?:{_MONTH} {_DAY}|{_DAY} {_MONTH})(?:,? (?:\d{{4}}|'?\d{{2}}\b(?! ?:)))?|\d{{1,2}}[/.]\d{{1,2}}(?:[/.]\d{{2,4}})?)"
_DASH = r"(?:\s*[—–―]+\s*-?\s*|\s+-{1,3}\s*|\s*--+\s*|(?<=\))-\s*)"
_AGENCY = r"\((?P<agency>[A-Z0-9][^()\n]{1,40})\)"
_REST = (
    rf"(?P<others>(?:\s?/\s?(?:{_CAPS}|{_TITLE})){{0,3}})"
    rf"(?P<region>,\s(?!{_MONTH} \d)(?:{_TITLE}|[A-Z]\.(?:[A-Z]\.)+))?"
    rf"(?P<dated>,?\s{_DATE})?(?:\s*{_AGENCY})?"
)
_BY_CAPS = re.compile(rf"(?P<place>{_CAPS}){_REST}(?P<mark>{_DASH}|\s?:\s+|\s*\|\s+|(?<=\))\s+)")
_BY_TITLE = re.compile(rf"(?P<place>{_TITLE}){_REST}(?P<mark>{_DASH}|:\s+|(?<=\))\s+)")
_BY_AGENCY = re.compile(rf"{_AGENCY}(?P<mark>{_DASH})")
_ONLY_DATE = re.compile(_DATE)
_OPENING = re.compile(r"\s{0,4}[\"'“‘«(\[]?[A-Z0-9\u00c0-\u00de]")
_NOT_PLACES = frozenset((
    "BREAKING", "UPDATE", "UPDATED", "EXCLUSIVE", "FILE", "WATCH", "READ", "LIVE", "VIDEO", "OPINION", "ANALYSIS", "EXPLAINER",
    "FACTBOX", "CORRECTED", "CORRECTION", "NOTE", "PHOTO", "PHOTOS", "IMAGE", "TIMELINE", "INTERVIEW", "SUMMARY", "ADDS",
    "WRAPUP", "RECAP", "DEVELOPING", "JUST", "SOURCE", "SOURCES", "Q", "A", "PS", "ADDRESS", "STORY", "USERS", "RELATED", "ALSO",
    "MORE", "DATE", "POSTED", "PUBLISHED", "BY", "CREDIT", "CAPTION", "SHARE", "SHARES", "WARNING", "EDITOR'S", "EDITORS'",
    "DISCLAIMER", "ADVERTISEMENT", "TOPICS", "TAGS", "COMMENTS",
))  # fmt: skip
"""Words in capitals before a colon or a dash that make no place of it."""


def nothing(name: str) -> bool:
    """No name is known."""
    return False


def find(text: str, known: Known = nothing) -> DatelineLine | None:
    """The dateline among a text's first lines, or None.

    "ISLAMABAD, Pakistan – In May ..." · "GAZA (Reuters) - ..." · "(Xinhua) -- ..." · "New Delhi, Jan 3 (PTI) The ..."
    Not "Rain – and more rain – fell": mixed case needs a region, a date or an agency, or a name that is `known`.
    """
    for match in islice(_LINE.finditer(text), LINES):
        if found := _match(text, match.start(), min(match.end(), match.start() + LONGEST), known):
            return found
    return None


def _match(text: str, begin: int, end: int, known: Known) -> DatelineLine | None:
    for pattern in (_BY_CAPS, _BY_TITLE, _BY_AGENCY):
        match = pattern.match(text, begin, end)
        if match and _is_dateline(pattern, match, known) and _OPENING.match(text, match.end()):
            return _made(match)
    return None


def _is_dateline(pattern: re.Pattern[str], match: re.Match[str], known: Known) -> bool:
    """Whether what looks like one says enough of itself; each mark needs its own company."""
    if pattern is _BY_AGENCY:
        return True
    mark = match["mark"].strip()
    if not _NOT_PLACES.isdisjoint(match["place"].replace("’", "'").split()):
        return False
    if not mark:
        return match["dated"] is not None and match["agency"] is not None
    if pattern is _BY_CAPS:
        return mark != ":" or len(match["place"]) > 3
    if mark == ":":
        return match["dated"] is not None or match["agency"] is not None
    return any(match[part] for part in ("region", "dated", "agency")) or known(match["place"])


def _made(match: re.Match[str]) -> DatelineLine:
    parts = match.re.groupindex
    place, region, date = (_span(match, part) if part in parts else None for part in ("place", "region", "dated"))
    agency = _span(match, "agency")
    if agency and _ONLY_DATE.fullmatch(match["agency"]):
        date, agency = agency, None
    return DatelineLine(place, region, date, agency, match.end())


def _span(match: re.Match[str], part: str) -> Span | None:
    """A part's span without the comma and blanks before it."""
    words = match[part]
    if not words:
        return None
    return Span(match.end(part) - len(words.lstrip(", ")), match.end(part))
