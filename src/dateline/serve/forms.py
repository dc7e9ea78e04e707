"""Forms that decide: read with the token of their page, kept once however often they are sent, answered for people or scripts.

A form carries a key (`sent`). It and the words of the form are what a decision is kept under: the same again, because an
answer was lost on its way, changes nothing and is told that it is saved. Another choice of the same page is another form.
"""

import hashlib
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated
from urllib.parse import parse_qsl, urlencode

from fastapi import Depends, HTTPException, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from dateline.serve.security import FORM_HEADER, form_is_ours
from dateline.serve.view import record_id, reviewer_of
from dateline.store.decisions import Decision, every, keep, numbers_of, reviews, states

JSON = "application/json"
GONE = "It was saved before and has been taken back since. Open the case anew to decide once more; nothing was saved now."


class Fields(dict[str, str]):
    """The fields of a form; of one that stands there several times, `several` has all values."""

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        super().__init__(pairs)
        self.pairs = [(name, value) for name, value in pairs if name != "form_token"]

    def several(self, name: str) -> list[str]:
        return [value for each, value in self.pairs if each == name]


async def own_form(request: Request) -> Fields:
    """The fields of a form of ours; HTTPException 403 for one that does not carry the token of its page."""
    fields = Fields(parse_qsl((await request.body()).decode("utf-8", "replace"), keep_blank_values=True))
    given = request.headers.get(FORM_HEADER) or fields.pop("form_token", "")
    if not form_is_ours(given, dict(request.cookies)):
        raise HTTPException(403, "This form is not of this desk, or its page is old. Open the page anew; nothing was saved.")
    _of_this(request, fields)
    return fields


OwnForm = Annotated[Fields, Depends(own_form)]


def _of_this(request: Request, fields: Fields) -> None:
    """A form that waited in a browser says for which record and by whom it was filled in."""
    if fields.get("of_record", here := record_id(request)) != here:
        raise HTTPException(409, "This decision was made on another record than the one that is served here; nothing was saved.")
    if fields.get("by", name := reviewer_of(request)) != name:
        raise HTTPException(409, f"This decision was made as {fields['by'][:60]}, and you sign as {name}; nothing was saved.")


def fresh() -> str:
    """A key for a form."""
    return secrets.token_urlsafe(12)


def key_of(request: Request, form: Fields) -> str | None:
    """What the decisions of a form are kept under; None for a form without a key."""
    if not form.get("sent"):
        return None
    told = urlencode([("", reviewer_of(request)), *sorted(form.pairs)])
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def kept(request: Request, form: Fields) -> list[int]:
    """The decisions that this form made when it came before; HTTPException 409 if all of them were taken back since."""
    sent = key_of(request, form)
    if sent is None:
        return []
    with reviews(request.app.state.desk.folder) as connection:
        found = numbers_of(connection, sent)
        if found:
            told = states(every(connection))
            if all(told.get(number) == "undone" for number in found):
                raise HTTPException(409, GONE)
    return found


def save(folder: Path, made: Sequence[Decision], sent: str | None) -> list[int]:
    """Keeps decisions, all or none: what is saved is on the disk when this returns."""
    with reviews(folder) as connection:
        return keep(connection, made, sent)


def answered(request: Request, numbers: Sequence[int], to: str) -> Response:
    """Saved: the next page, or for a script the numbers of the decisions and where to go on."""
    if wants_json(request):
        return JSONResponse({"saved": list(numbers), "to": to})
    return RedirectResponse(to, 303)


def wants_json(request: Request) -> bool:
    return JSON in request.headers.get("accept", "")
