"""`/figures`: how many, by whose word; the ledger of conflicts, events and stories, and one of them as steps over time."""

from typing import Any, get_args

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from dateline.knowledge.countries import countries
from dateline.records import Measure
from dateline.serve import address
from dateline.serve.ledger_chart import steps
from dateline.serve.routes.event import latest
from dateline.serve.view import measured, page
from dateline.serve.wording import headline
from dateline.store.desk import event as happenings
from dateline.store.desk import exported
from dateline.store.desk import ledger as asked
from dateline.store.desk.happening import happening
from dateline.store.desk.wanted import STATUSES, Wanted
from dateline.store.reader import Record

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
MEASURES = get_args(Measure)
OWN = ("event", "story", "conflict", "measure")
Row = dict[str, Any]


def _count(record: Record, measure: str | None) -> int:
    return exported.count(record, "figures", measure=measure)


@router.get("/figures")
def figures(request: Request) -> str:
    """All series, or with `event`, `story` or `conflict` those of one, `measure` of one kind; the picture's filters hold, too."""
    own = {name: request.query_params.get(name) for name in OWN}
    measure = own["measure"] if own["measure"] in MEASURES else None
    owner = next(((name, own[name]) for name in ("event", "story", "conflict") if own[name]), None)
    if owner:
        return _one(request, str(owner[0]), str(owner[1]), measure)
    look = address.read(request.query_params.multi_items(), known=OWN)
    with request.app.state.desk.record() as record:
        told = asked.measures(record)
        found = {
            "conflicts": asked.of_conflicts(record, measure), "events": asked.of_events(record, _all_statuses(look), measure),
            "stories": asked.of_stories(record, measure),
        }  # fmt: skip
        rows = request.app.state.desk.kept(record, f"figures of {measure}", lambda one: _count(one, measure))
    for row in [*found["events"], *found["stories"], *found["conflicts"]]:
        row["told"] = _range(row)
    for row in found["events"]:
        row["headline"] = headline(row["type"], [row["mode"]])
    for row in found["conflicts"]:
        row["name"] = conflict_name(row["conflict"])
    return page(
        request, "figures.html", section="figures", title="Figures", look=look, measure=measure, measures=told, most=asked.MOST,
        answer=answer(found, measure, told), rows=rows, **found,
    )  # fmt: skip


def _all_statuses(look: Wanted) -> Wanted:
    """The filters; unless the address asks for statuses, all of them, for most figures stand on somebody's word."""
    return look if look.status else look.but(status=STATUSES)


def _one(request: Request, kind: str, key: str, measure: str | None) -> str:
    """The page of one owner's series."""
    with request.app.state.desk.record() as record:
        series = asked.conflict(record, key) if kind == "conflict" else happenings.ledger(record, key)
        row = happening(record, key) if kind == "event" else None
    if not series:
        raise HTTPException(404, f"This record has no figures of the {kind} {key}.")
    kept = [each for each in series if measure in (None, each["measure"])]
    for each in kept:
        each["told"] = latest(each["points"])
    name = conflict_name(key) if kind == "conflict" else headline(row.type, [row.mode]) if row else "Story"
    return page(
        request, "figures_one.html", section="figures", title=f"Figures: {name}", name=name, kind=kind, key=key, series=kept,
        charts=[steps(each) for each in kept], measures=sorted({each["measure"] for each in series}), measure=measure, row=row,
        answer=told_of(kept, measure, series),
    )  # fmt: skip


def conflict_name(key: str) -> str:
    """ "IRN-ISR" -> "Iran – Israel"."""
    known = countries().by_code
    return " – ".join(known[code].name if code in known else code for code in key.split("-"))


def answer(found: dict[str, list[Row]], measure: str | None, told: list[tuple[str, int]]) -> str:
    """The first sentence: how many events are counted, how many of them by two origins, how many disagree."""
    rows = found["events"]
    if not rows:
        others = ", ".join(name for name, _ in told[:3])
        what = f" for {measure}" if measure else ""
        return f"No event with a figure{what} fits.{f' There are some for {others}.' if others else ''}"
    twice = sum(1 for row in rows if row["origins"] > 1)
    differ = sum(1 for row in rows if row["low"] is not None and row["high"] is not None and row["low"] != row["high"])
    many = f"{len(rows)} figure{'' if len(rows) == 1 else 's'} of events" + (f", {measure}" if measure else "")
    if not twice:
        return f"{many}; each rests on one origin."
    return f"{many}; {twice} by two origins or more, and of {differ} they say different numbers."


def told_of(kept: list[Row], measure: str | None, series: list[Row]) -> str:
    """ "killed 9 to 24 or more, by 3 origins; they disagree." for the series with most figures."""
    if not kept:
        return f"No figure for {measure}; there are some for {', '.join(sorted({each['measure'] for each in series}))}."
    first = max(kept, key=lambda each: len(each["points"]))
    origins = {point["origin"] for point in first["points"]}
    last = {point["origin"]: (point["low"], point["high"]) for point in first["points"]}
    differ = len(set(last.values())) > 1
    by = f"by {len(origins)} origin{'' if len(origins) == 1 else 's'}"
    return f"{measured(first).capitalize()} {first['told']}, {by}{'; they disagree' if differ else ''}."


def _range(row: Row) -> str:
    """Least to most of the latest word of each origin."""
    low, high = row["low"], row["high"]
    if row.get("open_top") and low is not None:
        return f"at least {low:,}" if high is None or high <= low else f"{low:,} to {high:,} or more"
    if low is None and high is None:
        return "not known"
    if low is None or high is None:
        return f"up to {high:,}" if low is None else f"at least {low:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"
