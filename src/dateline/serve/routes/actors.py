"""`/actors`, `/actor/ID`, `/dyads`: who acts, on whom, and whether a relation warms or cools."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from dateline.serve import address
from dateline.serve.view import page
from dateline.serve.wording import type_words
from dateline.store.desk import actors as asked
from dateline.store.desk import lists, picture
from dateline.store.desk.wanted import Wanted
from dateline.store.reader import Record

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
SIDE = 14  # actors on a side of the matrix
STEPS = 5
MOST_PAIRS = 2000  # pairs of which the matrix takes the busiest actors
WIDTH, HALF = 640, 60
Row = dict[str, Any]


@router.get("/actors")
def actors(request: Request) -> str:
    """The busiest actors; the picture's filters hold."""
    look = address.read(request.query_params.multi_items())
    with request.app.state.desk.record() as record:
        found = asked.actors(record, look)
    told = "No identified actor fits."
    if found:
        many = f"{len(found)}{' or more' if len(found) == asked.MOST else ''} identified actor{'' if len(found) == 1 else 's'}"
        told = f"{many}; {found[0]['name'] or found[0]['id']} takes part in most events."
    return page(request, "actors.html", section="actors", title="Actors", found=found, answer=told, look=look)


@router.get("/actor/{key}")
def actor(request: Request, key: str) -> str:
    """One actor with all that is under it."""
    look = address.read(request.query_params.multi_items())
    wanted = look
    with request.app.state.desk.record() as record:
        who = asked.actor(record, key)
        types = asked.types(record, wanted, key)
        if who is None and not types:
            raise HTTPException(404, f"No report of this record names an actor {key}. Names without an id have no page.")
        values = {
            "types": types, "partners": asked.partners(record, wanted, key), "said": asked.said(record, key),
            "weeks": chart(asked.weeks(record, wanted, key)), "rows": _latest(record, wanted, key),
        }  # fmt: skip
    name = (who or {}).get("name") or key
    acts, acted_on = (sum(row[side] for row in types) for side in ("acts", "acted_on"))
    return page(
        request, "actor.html", section="actors", title=name, name=name, key=key, who=who, look=look, type_words=type_words,
        answer=f"Acts in {acts} event{'' if acts == 1 else 's'}; is acted on in {acted_on}.", **values,
    )  # fmt: skip


@router.get("/dyads")
def dyads(request: Request) -> str:
    """The matrix: rows act, columns receive."""
    look = address.read(request.query_params.multi_items())
    with request.app.state.desk.record() as record:
        pairs = [_pair(row) for row in lists.dyads(record, look, most=MOST_PAIRS)]
        names = {row["id"]: row["name"] or row["id"] for row in asked.actors(record, look)}
    rows, columns, cells = matrix(pairs)
    top = max((row["events"] for row in pairs if row["actor"] != row["recipient"]), default=0)
    busiest = next((row for row in pairs if row["actor"] != row["recipient"]), None)
    told = "No event between two identified actors fits."
    if busiest:
        one, other = (names.get(busiest[side], busiest[side]) for side in ("actor", "recipient"))
        count = busiest["events"]
        told = f"Most often {one} acts on {other}: {count} event{'' if count == 1 else 's'}, {busiest['conflict']} of conflict."
    return page(
        request, "dyads.html", section="actors", title="Who acts on whom", answer=told, rows=rows, columns=columns, cells=cells,
        names=names, shade=lambda events: shade(events, top), look=look,
    )  # fmt: skip


def _pair(row: Row) -> Row:
    return row | {"conflict": row["verbal_conflict"] + row["material_conflict"]}


def matrix(pairs: list[Row]) -> tuple[list[str], list[str], dict[tuple[str, str], Row]]:
    """The busiest actors as rows, the most acted on as columns, and the pairs between them."""
    acts: dict[str, int] = {}
    acted_on: dict[str, int] = {}
    for row in pairs:
        acts[row["actor"]] = acts.get(row["actor"], 0) + row["events"]
        acted_on[row["recipient"]] = acted_on.get(row["recipient"], 0) + row["events"]
    rows, columns = _busiest(acts), _busiest(acted_on)
    cells = {(row["actor"], row["recipient"]): row for row in pairs}
    return rows, columns, cells


def _busiest(events: dict[str, int]) -> list[str]:
    return sorted(events, key=lambda key: (-events[key], key))[:SIDE]


def shade(events: int, top: int) -> int:
    """The step of one hue for a count, 1 to 5; 0 for none."""
    return 0 if not events else min(STEPS, 1 + (events - 1) * STEPS // max(top, 1))


@dataclass(frozen=True)
class Weeks:
    """Two step lines over weeks, conflict up and cooperation down from one line; the same scale on both sides."""

    conflict: str
    cooperation: str
    ticks: list[tuple[float, date]]
    top: int
    says: str
    width: int = WIDTH
    half: int = HALF


def chart(weeks: list[Row]) -> Weeks | None:
    """The lines of an actor's weeks, None for fewer than two; in a week on the middle line no event is known."""
    if len(weeks) < 2:
        return None
    first, last = weeks[0]["week"], weeks[-1]["week"]
    count = (last - first).days // 7 + 1
    by_week = {row["week"]: row for row in weeks}
    top = max(max(row["conflict"], row["cooperation"]) for row in weeks)
    step = WIDTH / count
    up, down = [], []
    for number in range(count):
        row = by_week.get(first + timedelta(weeks=number), {"conflict": 0, "cooperation": 0})
        x1, x2 = round(number * step, 1), round((number + 1) * step, 1)
        up.append(f"{x1} {round(HALF - row['conflict'] / top * (HALF - 4), 1)}H{x2}")
        down.append(f"{x1} {round(HALF + row['cooperation'] / top * (HALF - 4), 1)}H{x2}")
    every = max(1, count // 6)
    ticks = [(round(number * step, 1), first + timedelta(weeks=number)) for number in range(0, count, every)]
    sums = {side: sum(row[side] for row in weeks) for side in ("conflict", "cooperation")}
    says = f"{sums['conflict']} events of conflict and {sums['cooperation']} of cooperation in {count} weeks"
    return Weeks("M" + "L".join(up), "M" + "L".join(down), ticks, top, says)


def _latest(record: Record, wanted: Wanted, key: str) -> list[Any]:
    """The latest events in which it takes part."""
    return list(picture.page(record, wanted.but(actor=(key,)), sort="day", size=12).rows)
