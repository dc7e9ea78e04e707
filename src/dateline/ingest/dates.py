"""Publication dates in the forms that files give, to a day; what can be read in two ways is unknown."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:$|[T ]?\d{6})")
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(\d\d)\2(\d\d)(?!\d)")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]+([A-Za-z]{3,9})\.?,?[ -]+(\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FIRST_SECOND = 0.0
_LAST_SECOND = 4_102_444_800.0  # 2100-01-01


def day(value: Any) -> str | None:
    """YYYY-MM-DD, or None where the value names no day or might name two ("03/04/2024").

    "Tue, 18 Jun 2024 09:12:00 GMT" -> "2024-06-18" · 1718701920 -> "2024-06-18"
    """
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _of_seconds(float(value))
    return _of_words(value.strip()) if isinstance(value, str) else None


def day_of_name(name: str) -> str | None:
    """The day that a file is called after: "2026-06-09-bamako.txt", "press/20260609_03.txt"; None if it names none, or two."""
    made = (_made(match[1], match[3], match[4]) for match in _IN_NAME.finditer(name.replace("\\", "/").rpartition("/")[2]))
    found = set(filter(None, made))
    return found.pop() if len(found) == 1 else None


def _of_seconds(value: float) -> str | None:
    if 19_000_101 <= value <= 21_001_231 and value == int(value):
        return _of_words(str(int(value)))
    seconds = value / 1000 if value > _LAST_SECOND else value
    if not _FIRST_SECOND < seconds < _LAST_SECOND:
        return None
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def _of_words(text: str) -> str | None:
    if match := _ISO.search(text) or _COMPACT.match(text):
        return _made(match[1], match[2], match[3])
    if re.fullmatch(r"\d{10}|\d{13}", text):
        return _of_seconds(float(text))
    if match := _DAY_FIRST.search(text):
        return _made(match[3], _month(match[2]), match[1])
    if match := _MONTH_FIRST.search(text):
        return _made(match[3], _month(match[1]), match[2])
    if match := _SLASHED.search(text):
        return _slashed(int(match[1]), int(match[2]), match[3])
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (TypeError, ValueError):
        return None


def _slashed(first: int, second: int, year: str) -> str | None:
    """Day and month in either order: known only where one cannot be a month, or both are the same."""
    if first > 12 or first == second:
        return _made(year, second, first)
    return _made(year, first, second) if second > 12 else None


def _month(word: str) -> int:
    head = word[:3].lower()
    return _MONTHS.index(head) + 1 if head in _MONTHS else 0


def _made(year: str, month: str | int, number: str | int) -> str | None:
    try:
        return date(int(year), int(month), int(number)).isoformat()
    except ValueError:
        return None
