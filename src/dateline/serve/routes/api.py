"""`/api/v1`: the record as JSON and files, described by /api/v1/openapi.json. docs/api.md has it in words."""

from importlib.metadata import version
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Path, Query, Request, Response

from dateline.serve.api import asked as given
from dateline.serve.api import exports, models
from dateline.serve.api.asked import several
from dateline.serve.api.route import MISSING, RESPONSES, Dated
from dateline.store.desk import actors as people
from dateline.store.desk import columns as typed
from dateline.store.desk import event, facets, lists, picture, report, reviewed
from dateline.store.desk.happening import happening, successor
from dateline.store.desk.wanted import Wanted

Answer = dict[str, Any]
Key = Annotated[str, Path(description="As lists give it", pattern=given.KEY, max_length=200, examples=["e7f3a01c22b94d5e1"])]
Filter = Annotated[Literal["actors", "types", "places", "countries"], Path(description="Which filter")]
inner = APIRouter(route_class=Dated, responses=RESPONSES, tags=["record"])


@inner.get("/record", response_model=models.Summary)
def summary(request: Request, _: Annotated[given.Pinned, Query()]) -> Answer:
    """How many of everything there is, the digest, and the last sequence."""
    with request.app.state.desk.record() as record:
        name = request.app.state.desk.folder.resolve().name
        return lists.summary(record) | {"record": record.noted_digest(), "name": name, "version": version("dateline")}


@inner.get("/events", response_model=models.Events)
def events(request: Request, asked: Annotated[given.Listing, Query()]) -> Answer:
    """Happenings, one a row, whatever the number of reports: the query of the picture, with its counts."""
    wanted = asked.wanted()
    with request.app.state.desk.record() as record:
        page = picture.page(record, wanted, sort=asked.sort or "changed", after=asked.after, size=asked.limit)
        counted = picture.counts(record, wanted)
        return {
            "record": record.noted_digest(), "next": page.after, "count": counted.events, "of": counted.of,
            "two_origins": counted.two_origins, "nowhere": counted.nowhere, "statuses": counted.statuses, "events": page.rows,
        }  # fmt: skip


@inner.get("/events/{key}", response_model=models.EventPage, responses=MISSING)
def one_event(request: Request, key: Key, _: Annotated[given.Pinned, Query()]) -> Answer:
    """One happening: all tellings, the ledger of its figures, and what changed about it."""
    with request.app.state.desk.record() as record:
        found = happening(record, key)
        if found is None:
            now = successor(record, key)
            raise HTTPException(404, f"There is no event {key}." + (f" It went on as {now}." if now else ""))
        return {
            "record": record.noted_digest(), "event": found, "tellings": event.tellings(record, key),
            "figures": event.ledger(record, key), "changes": event.history(record, key),
        }  # fmt: skip


@inner.get("/reports", response_model=models.Reports)
def reports(request: Request, asked: Annotated[given.ReportsAsked, Query()]) -> Answer:
    """Reports without their texts, the latest first."""
    with request.app.state.desk.record() as record:
        found = lists.reports(
            record, outlet=several(asked.outlet, "|"), language=several(asked.language), story=asked.story, start=asked.from_,
            end=asked.to, words=asked.q, copies=asked.copies, after=asked.after, size=asked.limit,
        )  # fmt: skip
        return {"record": record.noted_digest(), "next": found.after, "reports": found.rows}


@inner.get("/reports/{key}", response_model=models.ReportPage, responses=MISSING)
def one_report(request: Request, key: Key, _: Annotated[given.Pinned, Query()]) -> Answer:
    """A report with its text and all that was coded in it. Spans count code points."""
    with request.app.state.desk.record() as record:
        found = report.report(record, key)
        if found is None:
            raise HTTPException(404, f"There is no report {key}.")
        return {"record": record.noted_digest(), **found, **report.records_of(record, found["report"])}


@inner.get("/figures", response_model=models.Figures)
def figures(request: Request, asked: Annotated[given.FiguresAsked, Query()]) -> Answer:
    """The ledger: a row a series of one measure and kind of people, with its points by origin. Never a sum."""
    with request.app.state.desk.record() as record:
        found = lists.figures(
            record, measure=several(asked.measure), owner=asked.event, country=several(asked.country), start=asked.from_,
            end=asked.to, least=asked.least, after=asked.after, size=asked.limit,
        )  # fmt: skip
        return {"record": record.noted_digest(), "next": found.after, "figures": found.rows}


@inner.get("/crossings", response_model=models.Crossings)
def crossings(request: Request, asked: Annotated[given.CrossingsAsked, Query()]) -> Answer:
    """What was said last of each crossing; with `every` all that was said before."""
    with request.app.state.desk.record() as record:
        rows = lists.crossings(record, name=asked.name, state=several(asked.state), every=asked.every)
        return {"record": record.noted_digest(), "crossings": rows}


@inner.get("/statements", response_model=models.Statements)
def statements(request: Request, asked: Annotated[given.StatementsAsked, Query()]) -> Answer:
    """Who said what, searched by words, the latest first."""
    with request.app.state.desk.record() as record:
        found = lists.statements(
            record, words=asked.q, speaker=several(asked.speaker), addressee=several(asked.addressee), report=asked.report,
            start=asked.from_, end=asked.to, copies=asked.copies, after=asked.after, size=asked.limit,
        )  # fmt: skip
        return {"record": record.noted_digest(), "next": found.after, "statements": found.rows}


@inner.get("/actors", response_model=models.Actors)
def actors(request: Request, asked: Annotated[given.ActorsAsked, Query()]) -> Answer:
    """Identified actors, those with most happenings first."""
    with request.app.state.desk.record() as record:
        found = lists.actors(record, kind=several(asked.kind), country=several(asked.country), words=asked.q, after=asked.after,
                             size=asked.limit)  # fmt: skip
        return {"record": record.noted_digest(), "next": found.after, "actors": found.rows}


@inner.get("/actors/{key}", response_model=models.ActorPage, responses=MISSING)
def one_actor(request: Request, key: Key, _: Annotated[given.Pinned, Query()]) -> Answer:
    """What an actor did and what was done to it, by type and status."""
    with request.app.state.desk.record() as record:
        found = people.actor(record, key)
        if found is None:
            raise HTTPException(404, f"There is no actor {key}.")
        return found | people.counted(record, key)


@inner.get("/dyads", response_model=models.Dyads)
def dyads(request: Request, asked: Annotated[given.DyadsAsked, Query()]) -> Answer:
    """Who acts on whom, of the happenings that fit: the 500 pairs with most events."""
    with request.app.state.desk.record() as record:
        return {"record": record.noted_digest(), "dyads": lists.dyads(record, asked.wanted(), states=asked.states)}


@inner.get("/places", response_model=models.Places)
def places(request: Request, asked: Annotated[given.PlacesAsked, Query()]) -> Answer:
    """Places of the happenings that fit, for a map; `exact` false is an area, whose point is no spot."""
    with request.app.state.desk.record() as record:
        found = picture.spots(record, asked.wanted(), measure=asked.measure, since=asked.since)
        return {"record": record.noted_digest(), "places": [each.__dict__ for each in found]}


@inner.get("/changes", response_model=models.Changes)
def changes(request: Request, asked: Annotated[given.ChangesAsked, Query()]) -> Answer:
    """What is new or changed after a sequence, in the order in which it came."""
    with request.app.state.desk.record() as record:
        found = lists.changes(record, asked.since, kind=several(asked.kind), after=asked.after, size=asked.limit)
        last = next((number for number, _ in picture.sequences(record)), None)
        digest = record.noted_digest()
    return {"record": digest, "next": found.after, "since": asked.since, "sequence": last, "changes": found.rows}


@inner.get("/choices/{kind}", response_model=models.Choices)
def choices(
    request: Request, kind: Filter, asked: Annotated[given.FacetAsked, Query()]
) -> Answer:
    """What a filter may be set to, and how many events each choice would leave."""
    wanted: Wanted = asked.wanted()
    with request.app.state.desk.record() as record:
        found = {
            "actors": lambda: facets.actors(record, wanted, like=asked.like, limit=asked.limit),
            "types": lambda: facets.types(record, wanted),
            "places": lambda: facets.places(record, wanted, like=asked.like, limit=asked.limit),
            "countries": lambda: facets.states(record, wanted),
        }[kind]()
        return {"record": record.noted_digest(), "choices": [each._asdict() for each in found]}


@inner.get("/columns", response_class=Response, responses={200: {"content": {"application/octet-stream": {}}}})
def columns(request: Request, _: Annotated[given.Pinned, Query()]) -> Response:
    """All happenings as typed columns, for a map that filters by itself; docs/api.md has the form."""
    desk = request.app.state.desk
    with desk.record() as record:
        return Response(desk.kept(record, "columns", typed.columns), media_type="application/octet-stream")


@inner.get("/reviews", response_model=models.Decisions)
def reviews(request: Request, asked: Annotated[given.ReviewsAsked, Query()]) -> Answer:
    """People's decisions as they stand now, in the order in which they were made; an undo names what it takes back."""
    desk = request.app.state.desk
    rows = reviewed.decisions(desk.folder, reviewer=asked.reviewer, report=asked.report, after=asked.after, size=asked.limit)
    following = str(rows[-1]["number"]) if len(rows) == asked.limit else None
    return {"record": desk.digest(), "next": following, "decisions": rows}


router = APIRouter(prefix="/api/v1")
router.include_router(exports.router)
router.include_router(inner)
