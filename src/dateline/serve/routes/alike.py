"""`/review/alike`: the rows that a rule made at the same cue as one that was decided, each with its sentence, to decide alike.

Only rows that stand on the page and are ticked get a decision, each its own; one that somebody decided on or that changed
since is left out, and said to be.
"""

from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from dateline.errors import InputError
from dateline.serve.forms import OwnForm, answered, fresh, kept, key_of, save
from dateline.serve.marked import Mark, pieces
from dateline.serve.routes.review import ask
from dateline.serve.together import offered, same_on
from dateline.serve.unchanged import whole
from dateline.serve.view import page, reviewer_of
from dateline.store.decisions import Decision
from dateline.store.reader import Record

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
Row = dict[str, Any]
NOT_OWN = "There is no such decision of yours that stands: it was taken back, or another has decided since."


@router.get("/review/alike")
def alike(request: Request) -> str:
    """The rows like that of one's own decision number `of`."""
    one = _own(request, request.query_params.get("of", ""))
    with request.app.state.desk.record() as record:
        rows, total = _offered(request, record, one)
    shown = [row | {"pieces": _sentence(row), "state": whole(row)} for row in rows]
    return page(request, "review_alike.html", section="review", title="Decide alike", one=one, rows=shown, total=total,
                sent=fresh(), queue=request.query_params.get("queue", ""))  # fmt: skip


@router.post("/review/alike")
def decided(request: Request, form: OwnForm) -> Response:
    """Decides on the rows that are ticked as on the first one; all are on the disk when the answer comes."""
    queue = form.get("queue", "")
    if before := kept(request, form):
        return answered(request, before, _back(queue, 0))
    one = _own(request, form.get("of", ""))
    ticked = dict(each.partition(" ")[::2][::-1] for each in form.several("row"))  # state by key
    if not ticked:
        raise InputError("no row is ticked", "this decision", "Tick those that you have read.")
    with request.app.state.desk.record() as record:
        rows, _ = _offered(request, record, one)
    fit = [row for row in rows if ticked.get(row["event"]) == whole(row)]
    if not fit:
        raise HTTPException(409, "These rows were decided on or changed since they were listed. Nothing was saved.")
    numbers = save(request.app.state.desk.folder, [same_on(one, row, reviewer_of(request)) for row in fit], key_of(request, form))
    ask(request)
    return answered(request, numbers, _back(queue, len(ticked) - len(fit)))


def _own(request: Request, number: str) -> Decision:
    """A decision of the reviewer's own that stands; HTTPException 404 for others': coding is blind."""
    told, standing = request.app.state.decided.all()
    found = [one for one in told if str(one.number) == number and one.reviewer == reviewer_of(request)]
    if not found or standing.get(found[0].number) != "stands":
        raise HTTPException(404, NOT_OWN)
    one: Decision = found[0]
    return one


def _offered(request: Request, record: Record, one: Decision) -> tuple[list[Row], int]:
    told, standing = request.app.state.decided.all()
    return offered(record, one, told, standing)


def _sentence(row: Row) -> list[Any]:
    """The sentence of a row in pieces, with the words at which the rule found it."""
    start, end = row["sentence_start"] or row["start"], row["sentence_end"] or row["end"]
    return pieces(row["text"] or "", (start, end), [Mark(row["start"], row["end"], "event", row["event"], row["status"])])


def _back(queue: str, left_out: int) -> str:
    given = {"left": str(left_out or ""), "queue": queue}
    told = urlencode({name: value for name, value in given.items() if value})
    return f"/review?{told}" if told else "/review"
