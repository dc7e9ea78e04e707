"""`/event/KEY`: one happening. Head sentence first; then who says so, figures, what speaks against it, why, and its history."""

from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from dateline.serve.ledger_chart import steps
from dateline.serve.marked import Mark, pieces
from dateline.serve.view import STATUS_WORDS, bounds, days, environment, measured, page
from dateline.serve.wording import headline
from dateline.store.desk import event as asked
from dateline.store.desk import report as reports
from dateline.store.desk.happening import Happening, happening, successor

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
ROLES = {"actor": "who", "recipient": "whom", "instrument": "with"}
AROUND = 1200  # characters of a sentence that are shown at most
Row = dict[str, Any]


@router.get("/event/{key}")
@router.get("/event/{key}/history")
def event(request: Request, key: str) -> Response:
    """The page of a happening; an earlier key leads on to today's."""
    with request.app.state.desk.record() as record:
        row = happening(record, key)
        if row is None:
            if now := successor(record, key):
                return RedirectResponse(f"/event/{quote(now, safe='')}", 301)
            raise HTTPException(404, f"This record holds no event {key}. It may have gone on under another after a rebuild.")
        tellings = asked.tellings(record, key)
        mentions = asked.mentions(record, [telling["event"] for telling in tellings])
        series = asked.ledger(record, key)
        history = asked.history(record, key)
        standing = next((each for each in tellings if each["event"] == row.event), tellings[0])
        place = None if standing["place"] is None else reports.places(record, standing["report"])[standing["place"]]
    for each in series:
        each["told"] = latest(each["points"])
    for telling in tellings:
        telling["pieces"] = _sentence(telling, mentions[telling["event"]])
    against = [telling for telling in tellings if telling["contradicts"] and telling["copy_of"] is None]
    body = page(
        request, "event.html", section="picture", title=headline(row.type, [row.mode]), row=row, answer=answer(row),
        origins=asked.origins([telling for telling in tellings if not telling["contradicts"]]), against=against, series=series,
        charts=[steps(each) for each in series], history=history, standing=standing, place=place,
        candidates=place["candidates"] if place else [], status_words=STATUS_WORDS,
    )  # fmt: skip
    return HTMLResponse(body)


def answer(row: Happening) -> str:
    """The head sentence: "Border Guard → customs post; Taftan, 19 Jun 2026; killed at least 4; 1 origin, 6 pages."."""
    who, whom = ", ".join(row.actor_names or []), ", ".join(row.recipient_names or [])
    when = days(row.day_from, row.day_to) if row.day_from or row.day_to else "day not known"
    told = f"{who or 'Somebody not named'}{f' → {whom}' if whom else ''}; {row.place_name or 'place not known'}, {when}"
    if row.toll_measure:
        told += f"; {row.toll_measure} {bounds(row.toll_low, row.toll_high, row.toll_quantifier)}"
    count, pages = row.independent_origins, row.reports
    return f"{told}; {count} origin{'' if count == 1 else 's'}, {pages} page{'' if pages == 1 else 's'}."


def latest(points: list[Row]) -> str:
    """The range of what each origin says last, in words: contradicting origins are kept apart, never averaged."""
    last = {point["origin"]: point for point in points}.values()
    lows = [point["low"] for point in last if point["low"] is not None]
    highs = [point["high"] for point in last]
    closed = [high for high in highs if high is not None]
    if lows and None in highs:
        least, most = min(lows), max(closed + lows)
        return f"at least {least:,}" if most <= least else f"{least:,} to {most:,} or more"
    return bounds(min(lows, default=None), max(closed, default=None), points[-1]["quantifier"] if len(last) == 1 else None)


def told_change(change: Row) -> str:
    """A change of a happening in words: "killed raised from 4 to 6", "status: claimed, before that denied"."""
    if change["kind"] == "event":
        return f"came into the record: {STATUS_WORDS.get(change['after'], change['after'])}"
    if change["kind"].startswith("figure"):
        before, after = bounds(change["low_before"], change["high_before"]), bounds(change["low"], change["high"])
        verb = change["kind"].removeprefix("figure_")
        what = measured(change)
        return f"{what} {after}" if verb == "new" else f"{what} {verb} from {before} to {after}"
    if change["kind"] == "contradiction":
        return "a report denies it"
    return f"{change['kind'].replace('_', ' ')}: {change['after'] or 'gone'}, before that {change['before'] or 'nothing'}"


environment().filters["told_change"] = told_change


def _sentence(telling: Row, mentions: list[Row]) -> list[Any]:
    """The sentence of a telling as pieces with the event and its roles marked."""
    start, end = telling["sentence_start"], telling["sentence_end"]
    if start is None or end is None:
        start, end = telling["start"], telling["end"]
    marks = [Mark(telling["start"], telling["end"], "event", telling["event"], telling["status"])]
    marks += [Mark(m["start"], m["end"], "who", telling["event"], role=ROLES[m["role"]]) for m in mentions]
    marks = [mark for mark in marks if start <= mark.start and mark.end <= end]
    return pieces(telling["text"], (start, min(end, start + AROUND)), [mark for mark in marks if mark.end <= start + AROUND])
