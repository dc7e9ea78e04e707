"""Times and spans in plain words, for people who look at a watch."""

import re
from datetime import UTC, datetime

from dateline.errors import SettingsError

_SPAN = re.compile(r"(\d{1,7}(?:\.\d{1,3})?)\s*(s|sec|m|min|h|d)?")
_UNITS = {"s": 1.0, "sec": 1.0, "m": 60.0, "min": 60.0, "h": 3600.0, "d": 86_400.0, None: 1.0}


def span(words: str, least: float) -> float:
    """Seconds of "90", "30s", "5m", "1.5h", "1d"; SettingsError for anything else, and for less than the least."""
    match = _SPAN.fullmatch(words.strip().lower())
    if match is None:
        raise SettingsError(f"{words!r} is no span of time", "--every", "Write it as 30s, 5m or 1h.")
    seconds = float(match[1]) * _UNITS[match[2]]
    if seconds < least:
        remedy = f"At least {least:g} s: servers shut out who asks more often."
        raise SettingsError(f"{words!r} is too short", "--every", remedy)
    return seconds


def moment(seconds: float | None) -> str:
    """ "2026-03-05 06:07:08 UTC" """
    return "never" if seconds is None else f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M:%S} UTC"


def about(seconds: float) -> str:
    """ "40 s", "5 min", "2 h" """
    seconds = max(seconds, 0.0)
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.0f} h"
