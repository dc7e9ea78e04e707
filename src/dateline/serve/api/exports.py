"""Lists as files: .csv, .jsonl, .geojson and .parquet, with the columns of `dateline export`.

A file is written whole before the first byte goes out, so that an error is an answer and never half a file.
"""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path as File
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from dateline.export.formats import FORMATS, write_parquet
from dateline.export.plain import Told
from dateline.serve.api.asked import ExportAsked, Fitting, several
from dateline.serve.api.route import RESPONSES, Dated
from dateline.store.desk import exported
from dateline.store.rows import Stream

router = APIRouter(route_class=Dated, responses=RESPONSES, tags=["files"])
MEDIA = {
    "csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson", "geojson": "application/geo+json",
    "parquet": "application/vnd.apache.parquet",
}  # fmt: skip
FORM = Path(description="The form of the file")
Point = Annotated[Literal["csv", "jsonl", "geojson", "parquet"], FORM]
Plain = Annotated[Literal["csv", "jsonl", "parquet"], FORM]
FILE: dict[int | str, dict[str, Any]] = {
    200: {"description": "The file", "content": {kind.split(";")[0]: {} for kind in MEDIA.values()}}
}


@router.get("/events.{form}", response_class=FileResponse, responses=FILE)
def events(request: Request, form: Point, asked: Annotated[Fitting, Query()]) -> FileResponse:
    """One row a happening that fits, as the telling that stands for it has it. GeoJSON leaves out what has no point."""
    with request.app.state.desk.record() as record:
        return _file(request, "events", form, exported.events(record, asked.wanted()))


@router.get("/figures.{form}", response_class=FileResponse, responses=FILE)
def figures(request: Request, form: Point, asked: Annotated[ExportAsked, Query()]) -> FileResponse:
    """Figures as reports tell them, without those of copies unless `all`."""
    return _listed(request, ("figures", form), asked, ("since", "until", "country", "status", "measure"))


@router.get("/crossings.{form}", response_class=FileResponse, responses=FILE)
def crossings(request: Request, form: Point, asked: Annotated[ExportAsked, Query()]) -> FileResponse:
    """States of borders and crossings as reports tell them."""
    return _listed(request, ("crossings", form), asked, ("since", "until", "country", "status"))


@router.get("/statements.{form}", response_class=FileResponse, responses=FILE)
def statements(request: Request, form: Plain, asked: Annotated[ExportAsked, Query()]) -> FileResponse:
    """Who said what."""
    return _listed(request, ("statements", form), asked, ())


@router.get("/reports.{form}", response_class=FileResponse, responses=FILE)
def reports(request: Request, form: Plain, asked: Annotated[ExportAsked, Query()]) -> FileResponse:
    """Reports without their texts."""
    return _listed(request, ("reports", form), asked, ("since", "until"))


def _listed(request: Request, what: tuple[str, str], asked: ExportAsked, known: tuple[str, ...]) -> FileResponse:
    kind, form = what
    given = {
        "since": asked.from_, "until": asked.to, "country": several(asked.country) or None,
        "status": several(asked.status) or None, "measure": several(asked.measure) or None,
    }  # fmt: skip
    filters = {name: given[name] for name in known}
    with request.app.state.desk.record() as record:
        return _file(request, kind, form, exported.rows(record, kind, tellings=asked.all, **filters))


def _file(request: Request, kind: str, form: str, rows: Stream) -> FileResponse:
    """Writes the rows to a file that goes away with the answer."""
    handle, name = tempfile.mkstemp(prefix="dateline-", suffix=f".{form}")
    os.close(handle)
    path = File(name)
    try:
        told = write_form(form, rows, path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    digest = request.app.state.desk.digest()[:12]
    return FileResponse(
        path, media_type=MEDIA[form], filename=f"{kind}-{digest}.{form}", background=BackgroundTask(_remove, path),
        headers={"x-rows": str(told.written), "x-left-out": str(told.left_out)},
    )  # fmt: skip


def _remove(path: File) -> None:
    path.unlink(missing_ok=True)


def write_form(form: str, rows: Stream, path: File) -> Told:
    """Writes rows in a form to a file."""
    write: Callable[..., Told] | None = FORMATS[form].write
    if write is None:
        return write_parquet(rows, path)
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        return write(rows, file)
