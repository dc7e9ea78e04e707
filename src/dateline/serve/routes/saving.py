"""`/saving`: a large file is written while a page says how far it is, with Stop; small ones are the API's answer at once."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response, StreamingResponse

from dateline.errors import InputError
from dateline.serve import address
from dateline.serve.api.exports import MEDIA, write_form
from dateline.serve.forms import OwnForm
from dateline.serve.saving import Saving, Savings
from dateline.serve.view import page
from dateline.store.desk import exported, picture
from dateline.store.rows import Stream

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
LOOK = 0.2  # seconds between looks
LISTEN = 300  # seconds after which a page asks again
FORMS = ("csv", "jsonl", "geojson")


@router.post("/saving")
def begin(request: Request, form: OwnForm) -> Response:
    """Begins a file of what an address asks for, then its page."""
    kind, shape = form.get("kind", "events"), form.get("form", "csv")
    if kind not in ("events", "figures") or shape not in FORMS:
        raise InputError("no such file", f"{kind[:20]}.{shape[:20]}", "Kinds are events and figures; forms csv, jsonl, geojson.")
    desk = request.app.state.desk
    pairs = parse_qsl(form.get("query", "").removeprefix("?"))
    asked = address.read(pairs)
    filters: dict[str, Any] = {"measure": dict(pairs).get("measure")} if kind == "figures" else {}

    @contextmanager
    def rows() -> Iterator[Stream]:
        with desk.record() as record:
            yield exported.events(record, asked) if kind == "events" else exported.rows(record, kind, **filters)

    with desk.record() as record:
        of = picture.counts(record, asked).events if kind == "events" else exported.count(record, kind, **filters)
    name = f"{kind}-{desk.digest()[:12]}.{shape}"
    saving = _savings(request).begin((name, shape, of), rows, write_form)
    return RedirectResponse(f"/saving/{saving.key}", 303)


@router.get("/saving/{key}")
def shown(request: Request, key: str) -> str:
    """How far the file is; without script the page looks again by itself."""
    return page(request, "saving.html", section="picture", title="Saving a file", saving=_one(request, key))


@router.post("/saving/{key}/stop")
def stop(request: Request, key: str, form: OwnForm) -> Response:
    """Stops it; what was written goes away."""
    saving = _one(request, key)
    saving.stop.set()
    return RedirectResponse(f"/saving/{saving.key}", 303)


@router.get("/saving/{key}/file")
def file(request: Request, key: str) -> Response:
    saving = _one(request, key)
    if saving.state != "done":
        raise HTTPException(404, "The file is not written.")
    return FileResponse(saving.path, media_type=MEDIA[saving.form], filename=saving.name)


@router.get("/saving/{key}/progress", response_class=StreamingResponse)
def progress(request: Request, key: str) -> Response:
    """Server-sent events: the words of how far it is, and at the end what came of it."""
    told = _progress(request, _one(request, key))
    return StreamingResponse(told, media_type="text/event-stream", headers={"cache-control": "no-store"})


async def _progress(request: Request, saving: Saving) -> AsyncIterator[str]:
    last = ""
    for _ in range(int(LISTEN / LOOK)):
        if saving.state != "writing" or await request.is_disconnected():
            break
        if saving.words != last:
            last = saving.words
            yield f"event: step\ndata: {json.dumps({'words': last, 'rows': saving.rows})}\n\n"
        await asyncio.sleep(LOOK)
    yield f"event: done\ndata: {json.dumps(saving.state)}\n\n"


def _savings(request: Request) -> Savings:
    found: Savings = request.app.state.savings
    return found


def _one(request: Request, key: str) -> Saving:
    found = _savings(request).get(key)
    if found is None:
        raise HTTPException(404, "This file is not kept any more. Save it anew from its page.")
    return found
