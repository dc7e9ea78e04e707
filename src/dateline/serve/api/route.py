"""What every answer of the API has in common: what it hangs on (ETag), a record that is pinned, and errors in plain words.

An answer is the same as long as the record, people's decisions and the address are: `If-None-Match` brings 304. `asof` names
the record that is meant, by its digest; where another is there, the answer is 412 and says so, never other data.
"""

import hashlib
from collections.abc import Callable, Coroutine
from importlib.metadata import version
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from pydantic import BaseModel, Field

from dateline.errors import InputError
from dateline.store.desk.reviewed import last_decision

DIGEST = "x-record-digest"


class Problem(BaseModel):
    """Why there is no other answer."""

    detail: str = Field(examples=["not understood: type=WAR"])


RESPONSES: dict[int | str, dict[str, Any]] = {
    304: {"description": "Nothing changed since the answer whose ETag was sent"},
    400: {"model": Problem, "description": "It cannot be done; the words say why"},
    412: {"model": Problem, "description": "The record is another than `asof` names"},
    422: {"model": Problem, "description": "A parameter was not understood"},
}
MISSING: dict[int | str, dict[str, Any]] = {404: {"model": Problem, "description": "There is none of this key"}}


class Dated(APIRoute):
    """A route whose answers carry what they hang on."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        answer = super().get_route_handler()

        async def dated(request: Request) -> Response:
            desk = request.app.state.desk
            digest = desk.digest()
            told = {DIGEST: digest, "cache-control": "private, no-cache"}
            if pinned := request.query_params.get("asof"):
                if not _is(pinned):
                    return _problem(422, "not understood: asof. Give a record's digest, eight digits of it or more.", told)
                if not digest.startswith(pinned):
                    return _problem(412, _another(pinned, digest), told)
            try:
                told["etag"] = _etag(request, digest, last_decision(desk.folder))
            except InputError as error:
                return _problem(400, str(error), told)
            if told["etag"] in request.headers.get("if-none-match", "").split(", "):
                return Response(status_code=304, headers=told)
            try:
                response = await answer(request)
            except RequestValidationError as error:
                return _problem(422, _not_understood(error), told)
            if desk.digest() != digest:  # a build came in between: what was read may be of either
                told = {"cache-control": "no-store"}
            for name, value in told.items():
                response.headers[name] = value
            return response

        return dated


def _etag(request: Request, digest: str, decision: int) -> str:
    words = f"{version('dateline')} {digest} {decision} {request.url.path}?{request.url.query}"
    return f'W/"{hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]}"'


def _is(pinned: str) -> bool:
    return 8 <= len(pinned) <= 64 and set(pinned) <= set("0123456789abcdef")


def _another(pinned: str, digest: str) -> str:
    return (
        f"The record is {digest[:16]} now, not {pinned[:16]}: it was built anew since. Leave `asof` out for what it holds today, "
        "or serve a copy of the record that you mean."
    )


def _problem(status: int, words: str, headers: dict[str, str]) -> Response:
    return JSONResponse({"detail": words}, status, headers=headers)


def _not_understood(error: RequestValidationError) -> str:
    """ "not understood: origins=two (should be a valid integer)" """
    told = []
    for one in error.errors()[:5]:
        name = str(one["loc"][-1])
        given = "" if one["type"] in ("missing", "extra_forbidden") else f"={str(one.get('input'))[:80]}"
        why = "unknown parameter" if one["type"] == "extra_forbidden" else str(one["msg"])
        told.append(f"{name[:80]}{given} ({why})")
    return "not understood: " + "; ".join(told)
