"""`/`: what happened. The strip of what is new, filters, map and timeline, and the list beside them; one address for all."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from dateline.knowledge.ontology import quad_of
from dateline.serve import address, picture_map
from dateline.serve.address import EVENT_TYPES, Asked
from dateline.serve.bars import bars
from dateline.serve.chips import chips
from dateline.serve.drawn import Area, Spot, drawn
from dateline.serve.security import FORM_HEADER, form_is_ours
from dateline.serve.view import days, page
from dateline.serve.wording import type_words
from dateline.store.desk import facets, happening, mapped, picture
from dateline.store.desk.reviewed import last_decision
from dateline.store.desk.seen import mark_seen
from dateline.store.desk.seen import seen as seen_by
from dateline.store.desk.wanted import STATUSES
from dateline.store.reader import Record

router = APIRouter(include_in_schema=False)
MANY = ("actor", "type", "status", "country", "place")  # keys that a form may give several times
FIRST, MORE = 50, 25  # rows
MAP_HEADER = "X-Dateline-Map"  # "live": the map that moves is there, the drawn one comes later; "alone": that drawn map
TYPES = sorted(EVENT_TYPES, key=lambda each: (quad_of(each), each))
STARTED = datetime.now(UTC).isoformat()
Kept = Callable[[Record, str, Callable[[Record], Any]], Any]  # `Desk.kept`


@router.get("/", response_class=HTMLResponse)
def show(request: Request) -> Response:
    """The picture as a page; for a script the part that changes, or the next rows of the list alone."""
    asked = asked_of(request)
    part = request.headers.get("hx-request") == "true"
    if request.query_params and not part and asked.query() != f"?{request.url.query}" and not asked.notes:
        return RedirectResponse(f"/{asked.query()}", 303)
    vary = f"HX-Request, HX-Target, {MAP_HEADER}, Cookie"
    headers = {"vary": vary, "cache-control": "private, no-cache", "etag": _etag(request)}
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(status_code=304, headers=headers)
    rows_only = part and request.headers.get("hx-target", "").endswith("#more")
    seen = _seen(request)
    desk, shown = request.app.state.desk, request.headers.get(MAP_HEADER, "") if part else ""
    with desk.record() as record:
        if rows_only:
            told = rows(record, asked, seen)
        elif shown == "alone":
            told = {"asked": asked} | the_map(record, asked, desk.kept)
        else:
            told = everything(record, asked, seen, desk.kept)
            told |= {"map": None} if shown == "live" else the_map(record, asked, desk.kept)
    template = "picture.html"
    if part:
        template = "picture_rows.html" if rows_only else "picture_drawn.html" if shown == "alone" else "picture_parts.html"
    return HTMLResponse(page(request, template, section="picture", title="Picture", **told), headers=headers)


@router.get("/picture/spots.json")
def spots(request: Request) -> Response:
    """Places and areas of a picture for the map that moves, as GeoJSON."""
    asked = asked_of(request)
    headers = {"cache-control": "private, no-cache", "etag": _etag(request)}
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(status_code=304, headers=headers)
    desk = request.app.state.desk
    with desk.record() as record:
        found = places_of(record, asked, desk.kept)
    return _json(picture_map.features(*found), headers)


@router.get("/picture/ground.json")
def ground() -> Response:
    """Land and lines under the marks."""
    headers = {"cache-control": "private, max-age=86400"}
    return Response(picture_map.ground(), media_type="application/json", headers=headers)


@router.post("/picture/seen")
def mark_as_seen(
    request: Request, sequence: Annotated[int, Form(ge=0, le=2**31 - 1)], form_token: Annotated[str, Form(max_length=200)] = ""
) -> Response:
    """Remembers for this reviewer that all up to a sequence has been seen."""
    if FORM_HEADER not in request.headers and not form_is_ours(form_token, request.cookies):
        return Response("This form is out of date. Open the page anew.", 403, media_type="text/plain")
    mark_seen(request.app.state.desk.folder, request.cookies.get("reviewer", ""), sequence)
    return RedirectResponse("/", 303)


def asked_of(request: Request) -> Asked:
    """The address, with keys that a form gave several times joined, and the default statuses left out."""
    pairs: dict[str, str] = {}
    for key, value in request.query_params.multi_items():
        pairs[key] = f"{pairs[key]},{value}" if key in MANY and pairs.get(key) and value else value or pairs.get(key, "")
    if "one" in pairs and "other" in pairs:  # the two fields of the form for a pair
        pairs["dyad"] = f"{pairs.pop('one')}~{pairs.pop('other')}"
    asked = address.read(pairs.items())
    return replace(asked, status=()) if asked.status == ("occurred",) else asked


def everything(record: Record, asked: Asked, seen: int, kept: Kept) -> dict[str, Any]:
    """All that the page shows but the map."""
    since = asked.since if asked.since is not None else seen
    counts = picture.counts(record, asked)
    dated = mapped.days(record, asked)
    return {
        **rows(record, asked, seen), "strip": kept(record, f"strip of {since}", lambda one: picture.strip(one, since)),
        "reports": kept(record, "reports", mapped.reports), "since": since, "counts": counts,
        "bars": bars(dated.dated, asked.start, asked.end), "days": dated,
        "chips": chips(record, asked), "statuses": STATUSES, "others": others(asked),
        "actors": facets.actors(record, asked, limit=14), "places": facets.places(record, asked, limit=14),
        "types": {facet.id: facet.events for facet in facets.types(record, asked)}, "all_types": TYPES,
        "type_words": type_words, "drop": dropped, "blank": Asked(),
        "freed": picture.frees(record, asked)[:1] if not counts.events else [],
    }  # fmt: skip


def places_of(record: Record, asked: Asked, kept: Kept) -> tuple[list[Spot], list[Area]]:
    """Places and areas of what fits: the page, the map that moves and the one drawn under it ask for the same."""
    return kept(record, f"places of {asked.where()}", lambda one: picture_map.places(mapped.marks(one, asked)))  # type: ignore[no-any-return]


def the_map(record: Record, asked: Asked, kept: Kept) -> dict[str, Any]:
    """The map as it is drawn, and how many events lie outside it."""
    spots, areas = places_of(record, asked, kept)
    view = picture_map.view_of(asked.map, spots, areas)
    return {
        "map": drawn(spots, areas, view), "position": picture_map.position, "unseen": _unseen(spots, view),
        "whole": picture_map.whole(spots, areas),
    }  # fmt: skip


def rows(record: Record, asked: Asked, seen: int) -> dict[str, Any]:
    """The rows of the list from where the address says, with what changed in them, and the one that is selected."""
    since = asked.since if asked.since is not None else seen
    found = picture.page(record, asked, sort=asked.sort, after=asked.after, size=MORE if asked.after else FIRST)
    listed = {row.linked_event for row in found.rows}
    pinned = happening.happening(record, asked.sel) if asked.sel and not asked.after and asked.sel not in listed else None
    changed = mapped.changed(record, [*listed, *([pinned.linked_event] if pinned else [])], since) if since else {}
    return {
        "asked": asked, "rows": found.rows, "after": found.after, "pinned": pinned, "changed": changed, "since": since,
        "when": _when(found.rows),
    }  # fmt: skip


def _when(listed: list[happening.Happening]) -> Callable[[date | None, date | None], str]:
    """Days in words; the year is left out where all rows are of one year."""
    years = {day.year for row in listed for day in (row.day_from, row.day_to) if day}
    year = f" {years.pop()}" if len(years) == 1 else ""

    def told(first: date | None, last: date | None) -> str:
        return days(first, last).removesuffix(year)

    return told


def dropped(name: str) -> dict[str, Any]:
    """What an address changes to leave one filter out; for the statuses, to take all of them."""
    value = STATUSES if name == "status" else getattr(Asked(), name)
    return {name: value, "after": None, "sel": None} | ({"change": None} if name == "since" else {})


def others(asked: Asked) -> Any:
    """A function for forms: the fields that stand for all filters but some, and never the row to go on from."""

    def kept(*without: str) -> list[tuple[str, str]]:
        defaults = Asked()
        return parse_qsl(asked.query(**{name: getattr(defaults, name) for name in (*without, "after", "sel")}).removeprefix("?"))

    return kept


def _unseen(found: list[Any], view: Any) -> int:
    """Events at places outside the view."""
    outside = 0
    for spot in found:
        x, y = view.xy(spot.lon, spot.lat)
        if not (0 <= x <= view.width and 0 <= y <= view.height):
            outside += spot.events
    return outside


def _seen(request: Request) -> int:
    """The sequence up to which this reviewer has seen the record; 0 if nothing."""
    return seen_by(request.app.state.desk.folder, request.cookies.get("reviewer", "")) or 0


def _etag(request: Request) -> str:
    """What an answer hangs on: the record, the address, whose it is, and which part is asked for."""
    desk = request.app.state.desk
    parts = (
        desk.digest(), STARTED, str(request.url), request.scope["state"]["form_token"],
        request.headers.get("cookie", ""), str(_seen(request)),
        str(last_decision(desk.folder)), request.headers.get("hx-request", ""), request.headers.get("hx-target", ""),
        request.headers.get(MAP_HEADER, ""),
    )  # fmt: skip
    return f'"{hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]}"'


def _json(content: dict[str, Any], headers: dict[str, str]) -> Response:
    return Response(json.dumps(content, separators=(",", ":")), media_type="application/geo+json", headers=headers)
