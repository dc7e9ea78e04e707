"""The application: pages, API, static files, behind one guard.

    app = create_app(Path("gulf"))        # any ASGI server can run it

A module of `routes/` has a `router`; pages that are not there yet have none.
"""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware

from dateline.errors import DatelineError
from dateline.serve.decided import Decided
from dateline.serve.desk import Desk
from dateline.serve.forms import wants_json
from dateline.serve.rebuild import Rebuilder
from dateline.serve.saving import Savings
from dateline.serve.security import HEADERS, LOOPBACK, Guard
from dateline.serve.view import page

STATIC = Path(__file__).with_name("static")
ROUTES = (
    "api", "picture", "event", "report", "figures", "borders", "actors", "statements", "review", "alike", "saving", "search",
    "about",
)  # fmt: skip


def create_app(folder: Path, *, hosts: Iterable[str] = LOOPBACK, token: str | None = None) -> FastAPI:
    """The desk of one record. Raises InputError if the folder holds none.

    `hosts` are the names that the server answers to; `token`, if given, is asked of everybody.
    """
    desk = Desk(folder)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        yield
        app.state.rebuilder.stop()
        app.state.savings.close()
        desk.close()

    app = FastAPI(
        title="Dateline", description="The sourced record of a conflict.", version="1", lifespan=life,
        openapi_url="/api/v1/openapi.json", docs_url=None, redoc_url=None,
    )  # fmt: skip
    app.state.desk = desk
    app.state.rebuilder = Rebuilder(folder)
    app.state.decided = Decided(folder)
    app.state.savings = Savings()
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for name in ROUTES:
        if find_spec(f"dateline.serve.routes.{name}"):
            app.include_router(import_module(f"dateline.serve.routes.{name}").router)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(DatelineError, _mistaken)
    app.add_exception_handler(Exception, _broken)
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=5)
    app.add_middleware(Guard, hosts=tuple(hosts), token=token)
    return app


async def _refused(request: Request, error: Exception) -> Response:
    """404 and the like: words for people, JSON for programs."""
    assert isinstance(error, HTTPException)
    return _answer(request, error.status_code, str(error.detail))


async def _mistaken(request: Request, error: Exception) -> Response:
    """What the user asked for cannot be done; the message says why and what to do."""
    return _answer(request, 400, str(error))


async def _broken(request: Request, error: Exception) -> Response:
    """A mistake of ours: said as such, without a traceback; the server's own log has it."""
    told = _answer(request, 500, f"A mistake of ours ({type(error).__name__}). The record is untouched. Please report it.")
    told.headers.update(HEADERS)  # it is sent outside the guard
    return told


def _answer(request: Request, status: int, told: str) -> Response:
    if request.url.path.startswith("/api/") or wants_json(request):
        return JSONResponse({"detail": told}, status)
    return HTMLResponse(page(request, "error.html", title="Not found" if status == 404 else "Not done", told=told), status)
