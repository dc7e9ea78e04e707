"""`/search`: events, actors, places, statements and reports with the words; five of each, with counts."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from dateline.serve.address import Asked
from dateline.serve.view import page
from dateline.store.desk import facets, lists, picture
from dateline.store.desk import search as texts
from dateline.store.desk.wanted import STATUSES, Wanted

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
FIVE = 5
LONG = 200


@router.get("/search")
def search(request: Request) -> str:
    """Everything with the words of `q`."""
    words = request.query_params.get("q", "").strip()[:LONG]
    values: dict[str, object] = {"events": [], "actors": [], "places": [], "statements": [], "reports": []}
    totals = {"events": 0, "statements": 0, "reports": 0}
    if words:
        wanted = Wanted(words=words, status=STATUSES)
        with request.app.state.desk.record() as record:
            values["events"] = picture.page(record, wanted, sort="day", size=FIVE).rows
            totals["events"] = picture.counts(record, wanted).events
            values["actors"] = facets.actors(record, Wanted(status=STATUSES), like=words, limit=FIVE)
            values["places"] = facets.places(record, Wanted(status=STATUSES), like=words, limit=FIVE)
            values["statements"] = lists.statements(record, words=words, size=FIVE).rows
            totals["statements"] = lists.count_statements(record, words=words)
            values["reports"], totals["reports"] = texts.reports(record, words, FIVE)
    found = any(values.values())
    return page(
        request, "search.html", section=None, title=f"Search: {words}" if words else "Search", words=words, totals=totals,
        found=found, look=Asked(words=words, status=STATUSES), **values,
    )  # fmt: skip
