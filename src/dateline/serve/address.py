"""What a page is asked for, read from its address and written back: the address is the state.

Keys are sorted, defaults left out, days are ISO. What is not understood becomes a note that the page shows: no error, no silence.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any, get_args
from urllib.parse import urlencode

from dateline.records import EventType
from dateline.store.desk.wanted import CHANGES, STATUSES, Wanted

EVENT_TYPES = get_args(EventType)
SORTS = ("changed", "day", "origins", "figure")
VIEWS = ("both", "list", "map", "time")
_ID = re.compile(r"^[\w.:~-]{1,200}$")
_MAP = re.compile(r"^(\d{1,2}(?:\.\d+)?)/(-?\d{1,2}(?:\.\d+)?)/(-?\d{1,3}(?:\.\d+)?)$")


@dataclass(frozen=True)
class Asked(Wanted):
    """What an address asks for: the filters, which `Wanted` has, and how the page shows what fits.

    `status` empty means what occurred alone; `dyad` is one or two actor ids (acting and acted on, either way round).
    """

    sort: str = "changed"
    view: str = "both"
    map: tuple[float, float, float] | None = None  # zoom, latitude, longitude
    sel: str | None = None
    after: str | None = None  # keyset: the row after which the list goes on
    notes: tuple[str, ...] = field(default=(), compare=False)

    def query(self, **changes: Any) -> str:
        """The address's query with some fields changed: "?from=2026-06-16&type=ASSAULT", or "" if nothing is asked."""
        changed = replace(self, **changes) if changes else self
        pairs = sorted(_written(changed))
        return "?" + urlencode(pairs, safe=",~/:") if pairs else ""

    @property
    def filters(self) -> int:
        """How many filters narrow the picture."""
        return sum(1 for name in NARROWING if getattr(self, name) != _DEFAULT[name])


NARROWING = ("since", "start", "end", "actor", "dyad", "type", "status", "origins", "place", "country", "nowhere", "words")
KEYS = {"start": "from", "end": "to", "words": "q"}  # the address's name of a field, where it is not the field's own
_DEFAULT = {each.name: each.default for each in fields(Asked)}


def read(pairs: Iterable[tuple[str, str]], *, known: Iterable[str] = ()) -> Asked:
    """What an address asks for; `known` are further keys of the page itself, which are left alone."""
    names = {KEYS.get(name, name): name for name in _DEFAULT if name != "notes"}
    found: dict[str, Any] = {}
    notes = []
    for key, value in pairs:
        if not value or key in known:
            continue
        if key not in names or (read_value := _read(names[key], value)) is None:
            notes.append(f"{key}={value}"[:80])
        else:
            found[names[key]] = read_value
    return Asked(**found, notes=tuple(notes))


def _read(name: str, value: str) -> Any:
    """The value of a field, or None if it cannot be one."""
    readers: Mapping[str, Any] = {
        "since": _number, "place": _numbers, "origins": _number, "start": _day, "end": _day, "map": _view, "nowhere": _yes,
        "type": lambda given: _choices(given, EVENT_TYPES), "status": lambda given: _choices(given, STATUSES),
        "actor": _ids, "country": _ids, "dyad": _pair, "sort": lambda given: given if given in SORTS else None,
        "view": lambda given: given if given in VIEWS else None, "change": lambda given: given if given in CHANGES else None,
        "words": lambda given: given.strip()[:200] or None, "sel": _id, "after": lambda given: given[:400],
    }  # fmt: skip
    return readers[name](value)


def _number(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 13 else None


def _numbers(value: str) -> tuple[int, ...] | None:
    found = [_number(part) for part in value.split(",")]
    return None if None in found else tuple(dict.fromkeys(number for number in found if number is not None))


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _yes(value: str) -> bool | None:
    return True if value == "1" else None


def _id(value: str) -> str | None:
    return value if _ID.match(value) else None


def _ids(value: str) -> tuple[str, ...] | None:
    parts = tuple(dict.fromkeys(part for part in value.split(",") if part))
    return parts if parts and all(map(_ID.match, parts)) else None


def _pair(value: str) -> tuple[str, ...] | None:
    parts = tuple(value.split("~"))
    return parts if len(parts) == 2 and all(map(_ID.match, parts)) else None


def _choices(value: str, allowed: Iterable[str]) -> tuple[str, ...] | None:
    parts = set(value.split(","))
    return tuple(each for each in allowed if each in parts) if parts <= set(allowed) else None


def _view(value: str) -> tuple[float, float, float] | None:
    found = _MAP.match(value)
    if not found:
        return None
    zoom, lat, lon = map(float, found.groups())
    return (zoom, lat, lon) if zoom <= 22 and abs(lat) <= 90 and abs(lon) <= 180 else None


def _written(asked: Asked) -> Iterable[tuple[str, str]]:
    for name, default in _DEFAULT.items():
        value = getattr(asked, name)
        if name == "notes" or value == default:
            continue
        yield KEYS.get(name, name), _text(name, value)


def _text(name: str, value: Any) -> str:
    if name == "map":
        return "/".join(f"{number:.4f}".rstrip("0").rstrip(".") for number in value)
    if name == "dyad":
        return "~".join(value)
    if isinstance(value, tuple):
        return ",".join(map(str, value))
    return "1" if value is True else str(value)
