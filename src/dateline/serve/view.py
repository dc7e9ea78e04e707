"""Templates and the words that they share: days, numbers, kinds, statuses. Every text is escaped by the template engine."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from dateline.knowledge.ontology import quad_of
from dateline.serve.saving import LARGE
from dateline.serve.stacked import stacked
from dateline.serve.wording import headline

TEMPLATES = Path(__file__).with_name("templates")
NAVIGATION = (
    ("picture", "Picture", "/"), ("figures", "Figures", "/figures"), ("borders", "Borders", "/borders"),
    ("actors", "Actors", "/actors"), ("statements", "Statements", "/statements"), ("review", "Review", "/review"),
)  # fmt: skip
STATUS_WORDS = {
    "occurred": "occurred", "claimed": "claimed", "denied": "denied", "planned": "planned", "requested": "requested",
    "hypothetical": "feared",
}  # fmt: skip
UNKNOWN = "not known"
FEW = 9  # up to so many, "more than" is a word such as "several" and is told as "at least"


def page(request: Request, template: str, **values: Any) -> str:
    """A page's HTML. `section` is the entry of the navigation that it belongs to, `title` what the window is called."""
    desk = request.app.state.desk
    shared = {
        "request": request, "navigation": _navigation(), "section": None, "record_name": desk.folder.resolve().name,
        "digest": desk.digest(), "record_id": record_id(request), "large_file": LARGE,
        "form_token": request.scope["state"]["form_token"], "reviewer": reviewer_of(request), "built": _built(),
    }  # fmt: skip
    return environment().get_template(template).render({**shared, **values})


def record_id(request: Request) -> str:
    """What tells a record from others that a browser may have seen at the same address; it does not tell the path."""
    return hashlib.sha256(str(request.app.state.desk.folder.resolve()).encode()).hexdigest()[:12]


def reviewer_of(request: Request) -> str:
    """The name that the reviewer gave, from the cookie; empty if none."""
    return unquote(request.cookies.get("reviewer", ""))


@lru_cache(maxsize=1)
def _navigation() -> list[tuple[str, str, str]]:
    return [entry for entry in NAVIGATION if find_spec(f"dateline.serve.routes.{entry[0]}")]


@lru_cache(maxsize=1)
def environment() -> Environment:
    found = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=select_autoescape(default=True), undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    found.filters |= {
        "day": day, "iso": iso, "days": days, "bounds": bounds, "counted": counted, "measured": measured, "count": count,
        "quad": quad, "headline": headline, "moment": moment, "stacked": stacked, "status_word": STATUS_WORDS.__getitem__,
    }  # fmt: skip
    return found


@lru_cache(maxsize=1)
def _built() -> bool:
    """Whether npm has built the scripts; without them every page works, only the map does not move."""
    return (Path(__file__).with_name("static") / "built" / "desk.js").is_file()


def day(value: date | datetime | None, *, year: int | None = None) -> str:
    """ "19 Jun", with the year where it is not `year` (the year at hand); "not known"."""
    if value is None:
        return UNKNOWN
    told = f"{value.day} {value:%b}"
    return told if value.year == year else f"{told} {value.year}"


def iso(value: date | None) -> str:
    return value.isoformat() if value else UNKNOWN


def moment(built: str | None) -> str:
    """The time of a build for reading: "Friday 20 June, 08:10 UTC"; "the beginning" before the first."""
    if not built:
        return "the beginning"
    told = datetime.fromisoformat(built)
    year = "" if told.year == datetime.now(UTC).year else f" {told.year}"
    return f"{told:%A} {told.day} {told:%B}{year}, {told:%H:%M} UTC"


def days(first: date | None, last: date | None) -> str:
    """A stretch of days: "19 Jun 2025", "16 – 19 Jun 2025", "June 2025"; "not known" where neither is."""
    if first is None and last is None:
        return UNKNOWN
    if first is None or last is None:
        return f"until {day(last)}" if first is None else f"from {day(first)}"
    if first == last:
        return day(first)
    if first.day == 1 and (first.year, first.month) == (last.year, last.month) and (last - first).days >= 27:
        return f"{first:%B %Y}"
    if first.year == last.year:
        head = str(first.day) if first.month == last.month else day(first, year=first.year)
        return f"{head} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def count(value: int) -> str:
    """A number for reading: 12,345."""
    return f"{value:,}"


def bounds(low: int | None, high: int | None, quantifier: str | None = None) -> str:
    """A figure in words: "12", "12 to 19", "at least 40", "more than 220", "up to 60", "about 500", "not known"."""
    if low is None and high is None:
        return UNKNOWN
    if quantifier == "about" and low == high and low is not None:
        return f"about {low:,}"
    if low is None:
        return f"{'nearly' if quantifier == 'nearly' else 'up to'} {high:,}"
    if high is None:
        return f"more than {low - 1:,}" if quantifier == "more_than" and low > FEW else f"at least {low:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def counted(figure: Mapping[str, Any]) -> str:
    """A figure of a report in words: "about 4,250, 850 households", "more than 200 households"."""
    low, high, quantifier = figure["low"], figure["high"], figure["quantifier"]
    homes = figure["households_low"], figure["households_high"]
    if homes == (None, None):
        return bounds(low, high, quantifier)
    alone = low is None and high is None
    told = f"{bounds(*homes, quantifier if alone else None)} household{'' if homes == (1, 1) else 's'}"
    return told if alone else f"{bounds(low, high, quantifier)}, {told}"


def measured(series: Mapping[str, Any]) -> str:
    """What a series counts: "killed", "displaced households"."""
    unit = " households" if series.get("who") == "households" else ""
    return f"{series['measure']}{unit}"


def quad(event_type: str) -> str:
    """The class of a type as a word for style sheets: "material-conflict"."""
    return quad_of(event_type).replace(" ", "-")
