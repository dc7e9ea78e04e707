"""`/review`: cases one after the other, decided by keys or buttons; the log, and whether two reviewers judge alike.

Every step is an address and every decision a plain form, so that it works without script; the keys press the buttons.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse

from dateline.errors import InputError
from dateline.serve.agreement import agreements
from dateline.serve.cases import FIGURE, REASONS, doubtful, fields_of, words_in
from dateline.serve.decided import in_words, overruled
from dateline.serve.deciding import MEASURES, QUANTIFIERS, Judged, decisions, spans
from dateline.serve.forms import OwnForm, answered, fresh, kept, key_of, save
from dateline.serve.marked import Mark, pieces
from dateline.serve.rebuild import LARGE, Rebuilder
from dateline.serve.together import of_one_form, offered
from dateline.serve.unchanged import changed, seen
from dateline.serve.view import STATUS_WORDS, page, reviewer_of
from dateline.store.decisions import Decision, reviews, undoing
from dateline.store.desk import event as happenings
from dateline.store.desk import facets, mapped, review
from dateline.store.desk import report as reports
from dateline.store.desk.happening import happening
from dateline.store.desk.wanted import STATUSES, Wanted
from dateline.store.reader import Record

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
STEP = 0.2  # seconds between looks at work that goes on
LISTEN = 120  # seconds after which a page asks again
AROUND = 400  # characters of the text before and after the sentence
Row = dict[str, Any]


@router.get("/review")
def case(request: Request) -> str:
    """The case that is asked for, else the first of the queue."""
    look = {key: request.query_params.get(key, "") for key in ("queue", "case", "edit", "do", "words")}
    queue = look["queue"] if look["queue"] in review.QUEUES else "doubt"
    reviewer = reviewer_of(request)
    told, standing = _decisions(request)
    final = [one for one in told if standing.get(one.number) == "stands" and one.verdict in ("accept", "reject")]
    closed = {str(one.record): one.decided or "" for one in final}
    with request.app.state.desk.record() as record:
        again = review.reopened(record, closed)
        rows, left = review.cases(record, queue, sorted(set(closed) - again))
        key = look["case"] or (rows[0]["key"] if rows else "")
        shown = _shown(record, key) if key else {}
        actors = request.app.state.desk.kept(record, "busiest actors", _busiest)
        large = _large(request, record)
        mine = of_one_form(told, reviewer)
        alike = offered(record, mine[0] if mine else None, told, standing)[1]
    if shown:
        shown["seen"] = seen(shown["judged"])
        shown["fields"] = fields_of(shown["event"], (shown["place"], shown["places"]), shown["figures"], actors)
        shown["doubt"] = doubtful(shown["fields"])
        shown["editing"] = next((each for each in shown["fields"] if each.key == look["edit"]), None)
        name = shown["editing"].name if shown["editing"] else ""
        shown["figure"] = next((row for row in shown["figures"] if FIGURE + row["figure"] == name), None)
        shown["spans"] = spans(shown["judged"])
        shown["span"] = look["words"] if look["words"] in shown["spans"] else "trigger"
        at = shown["spans"][shown["span"]]
        shown["tokens"] = words_in(shown["judged"].text, shown["window"], (at["start"], at["end"]))
    order = [row["key"] for row in rows]
    at = order.index(key) if key in order else -1
    return page(
        request, "review.html", section="review", title="Review", rows=rows, left=left, queue=queue, queues=review.QUEUES,
        number=at + 1, following=order[at + 1] if 0 <= at < len(order) - 1 else "", shown=shown, look=look, reasons=REASONS,
        mine=mine, alike=alike, last=_last(told, standing, reviewer), standing=standing, sent=fresh(),
        left_out=_number(request.query_params.get("left", "")),
        others=_others(told, key, reviewer, standing), status_words=STATUS_WORDS, rebuilding=_rebuilder(request),
        again=again, measures=MEASURES, quantifiers=QUANTIFIERS, large=large, waiting=_waiting(request, told), address=_address,
    )  # fmt: skip


def _busiest(record: Record) -> list[tuple[str, str]]:
    """Actors that a correction offers, by id."""
    return [(each.id, f"{each.name} ({each.id})") for each in facets.actors(record, Wanted(status=STATUSES), limit=40)]


def _large(request: Request, record: Record) -> bool:
    """Whether the record is so large that it is derived anew only when somebody asks for it."""
    count: int = request.app.state.desk.kept(record, "reports", mapped.reports)
    return count > LARGE


def _shown(record: Record, key: str) -> Row:
    """Everything that stands on the page of a case; empty if the case is gone."""
    event = review.event(record, key)
    if event is None:
        return {}
    judged = _judged(record, event)
    text, mentions, figures = judged.text, judged.mentions, judged.figures
    tellings = record.sql("SELECT linked_event FROM linked_members WHERE event = ?", [key]).to_pylist()
    row = happening(record, tellings[0]["linked_event"]) if tellings else None
    start, end = event["sentence_start"] or event["start"], event["sentence_end"] or event["end"]
    roles = {"actor": "who", "recipient": "whom", "instrument": "with"}
    marks = [Mark(event["start"], event["end"], "event", key, event["status"], "event")]
    marks += [Mark(m["start"], m["end"], "who", key, role=roles[m["role"]]) for m in mentions]
    marks += [Mark(f["start"], f["end"], "figure", f["figure"], f["status"], "figure") for f in figures]
    inside = [mark for mark in marks if start <= mark.start and mark.end <= end]
    report = record.sql("SELECT outlet, published, title, id FROM reports WHERE report = ?", [event["report"]]).to_pylist()[0]
    places = reports.places(record, event["report"])
    return {
        "event": event, "judged": judged, "window": (start, end), "report": report,
        "before": _trimmed(text[:start], -AROUND), "after": _trimmed(text[end:], AROUND),
        "pieces": pieces(text, (start, end), inside), "figures": figures, "happening": row,
        "place": None if event["place"] is None else places[event["place"]], "places": places,
        "tellings": happenings.tellings(record, row.linked_event) if row else [],
        "similar": review.similar(record, row.linked_event) if row else [],
    }  # fmt: skip


def _judged(record: Record, event: Row) -> Judged:
    key = event["event"]
    text = reports.text_of(record, event["report"]) or ""
    return Judged(event, text, review.figures(record, key), happenings.mentions(record, [key])[key])


def _trimmed(text: str, most: int) -> str:
    """The last (negative) or first characters of a text, cut between words, with dots where something is left out."""
    if len(text) <= abs(most):
        return text
    return "… " + text[most:].partition(" ")[2] if most < 0 else text[:most].rpartition(" ")[0] + " …"


@router.post("/review/decide")
def decided(request: Request, form: OwnForm) -> Response:
    """Saves a decision, then the next case; the answer comes when it is on the disk. The same form again changes nothing."""
    key, following, queue = form.get("case", ""), form.get("next", ""), form.get("queue", "")
    on_case = form.get("verdict") in ("comment", "correct") or form.get("field", "").startswith(FIGURE)
    to = _address(queue=queue, case=key if on_case else following)
    if before := kept(request, form):
        return answered(request, before, to)
    reviewer = reviewer_of(request)
    with request.app.state.desk.record() as record:
        event = review.event(record, key)
        if event is None:
            raise HTTPException(404, f"The case {key[:60]} is not in the record any more; nothing was saved.")
        judged = _judged(record, event)
    made = decisions(form, judged, reviewer)
    if others := changed(form, judged, _decisions(request)[0], reviewer):
        words = f"{' and '.join(others)} changed since you saw this case"
        raise HTTPException(409, f"{words[0].upper()}{words[1:]}. Open it anew; nothing was saved.")
    numbers = save(request.app.state.desk.folder, made, key_of(request, form))
    ask(request)
    return answered(request, numbers, to)


@router.post("/review/undo")
def undone(request: Request, form: OwnForm) -> Response:
    """Takes one's last decision back with all that came by the same form, again and again as far as one likes.

    `numbers` are the decisions that the page showed as the last: if they were taken back meanwhile, no other is.
    """
    reviewer, queue = reviewer_of(request), form.get("queue", "")
    if before := kept(request, form):
        return answered(request, before, _address(queue=queue))
    told, standing = _decisions(request)
    wanted = form.get("numbers", "") or _last(told, standing, reviewer)
    numbers = {int(each) for each in wanted.split(",") if each.isascii() and each.isdecimal()}
    own = [one for one in told if one.number in numbers and one.reviewer == reviewer]
    group = [one for one in own if standing.get(one.number, "undone") != "undone"]
    if not group:
        raise InputError("there is nothing to take back", "undo", "None of these decisions of yours stands.")
    folder = request.app.state.desk.folder
    with reviews(folder) as connection:
        made = [undoing(connection, one.number, reviewer) for one in group]
    saved = save(folder, made, key_of(request, form))
    ask(request)
    return answered(request, saved, _address(queue=queue, case=group[-1].record or ""))


def _last(told: list[Decision], standing: Mapping[int, str], reviewer: str) -> str:
    """The numbers of a reviewer's last decision that stands and of all that came by the same form; empty if there is none."""
    last = next((one for one in reversed(told) if one.reviewer == reviewer and standing.get(one.number) == "stands"), None)
    group = [one for one in told if last and (one is last or (one.sent and one.sent == last.sent))]
    return ",".join(str(one.number) for one in group if standing.get(one.number) != "undone")


@router.post("/review/reviewer")
def named(form: OwnForm) -> Response:
    """Remembers the reviewer's name in a cookie."""
    name = " ".join(form.get("name", "").split())[:60]
    answer = RedirectResponse("/review", 303)
    if name.isprintable():
        answer.set_cookie("reviewer", quote(name), httponly=True, samesite="strict", max_age=400 * 86400)
    return answer


@router.post("/review/apply")
def applied(request: Request, form: OwnForm) -> Response:
    """Derives the record anew now; in a large one it waits for this."""
    _rebuilder(request).ask()
    return RedirectResponse(_address(queue=form.get("queue", "")), 303)


@router.get("/review/progress", response_class=StreamingResponse)
def progress(request: Request) -> Response:
    """Server-sent events while decisions go into the tables: what is being done, and at the end how many still wait."""
    return StreamingResponse(_progress(request), media_type="text/event-stream", headers={"cache-control": "no-store"})


async def _progress(request: Request) -> AsyncIterator[str]:
    work, last = _rebuilder(request), ""
    for _ in range(int(LISTEN / STEP)):
        if not work.working or await request.is_disconnected():
            break
        if work.words != last:
            last = work.words
            yield f"event: step\ndata: {json.dumps(last)}\n\n"
        await asyncio.sleep(STEP)
    waiting = _waiting(request, _decisions(request)[0])
    yield f"event: done\ndata: {json.dumps({'waiting': waiting, 'problem': work.problem})}\n\n"


@router.get("/review/log")
def log(request: Request) -> str:
    """Every decision, the latest first, and what it is now; with `of=mine` one's own that others changed."""
    told, standing = _decisions(request)
    changed = overruled(told, standing, reviewer_of(request))
    mine = request.query_params.get("of") == "mine"
    shown = [one for one in reversed(told) if not mine or one.number in changed][:500]
    return page(
        request, "review_log.html", section="review", title="Decisions", told=shown, total=len(told), standing=standing,
        changed=changed, mine=mine, in_words=in_words,
    )  # fmt: skip


@router.get("/review/agreement")
def agreement(request: Request) -> str:
    """Pairs of reviewers by field."""
    field = request.query_params.get("field", "")
    rows = [row for row in agreements(_decisions(request)[0]) if field in ("", row.field)]
    return page(request, "review_agreement.html", section="review", title="Agreement", rows=rows, field=field)


@router.get("/review/export.jsonl")
def export(request: Request) -> Response:
    """Judged sentences as labelled rows: what was accepted and corrected is labelled, what was rejected is not there."""
    told, standing = _decisions(request)
    standing_on = [one for one in told if standing.get(one.number) == "stands" and one.record]
    judged = {one.record: one for one in standing_on if one.kind == "event"}
    lines = []
    with request.app.state.desk.record() as record:
        for one in standing_on:
            if one.kind == "figure" and (key := review.event_of(record, str(one.record))):
                judged.setdefault(key, one)
        for key, one in sorted(judged.items(), key=lambda item: str(item[0])):
            lines.append(json.dumps(_labelled(record, str(key), one), ensure_ascii=False))
    return Response("".join(line + "\n" for line in lines), media_type="application/jsonl; charset=utf-8")


def _labelled(record: Record, key: str, one: Decision) -> Row:
    """One judged telling as a row of `quality/events.*.jsonl`; a rejected one has no event and says the words that gave it."""
    event = review.event(record, key)
    text = reports.text_of(record, one.report) or ""
    if event is None:
        start = max(0, text.rfind(".", 0, one.span_start or 0) + 1)
        end = text.find(".", one.span_end or 0)
        return {"id": key, "text": text[start : end + 1 if end >= 0 else len(text)].strip(), "events": [], "rejected": one.words,
                "why": one.comment}  # fmt: skip
    sentence = text[event["sentence_start"] or 0 : event["sentence_end"] or len(text)]
    label = {
        "type": event["type"], "mode": event["mode"], "trigger": event["trigger"], "status": event["status"],
        "actor": [m["words"] for m in happenings.mentions(record, [key])[key] if m["role"] == "actor"],
        "recipient": [m["words"] for m in happenings.mentions(record, [key])[key] if m["role"] == "recipient"],
    }  # fmt: skip
    figures = [
        {name: row[name] for name in ("measure", "low", "high", "quantifier", "scope", "status")} | _households(row)
        | {"words": text[row["start"] : row["end"]], "who": row["who_name"]} for row in review.figures(record, key)
    ]  # fmt: skip
    return {"id": key, "text": sentence, "events": [label], "figures": figures}


def _households(row: Row) -> Row:
    """As labels have them, only where the words count households."""
    homes = [row["households_low"], row["households_high"]]
    return {"households": homes} if homes != [None, None] else {}


def _decisions(request: Request) -> tuple[list[Decision], Mapping[int, str]]:
    found: tuple[list[Decision], Mapping[int, str]] = request.app.state.decided.all()
    return found


def _others(told: list[Decision], key: str, reviewer: str, standing: Mapping[int, str]) -> list[Decision]:
    """What others decided on a case; hidden until one has judged it oneself: a second coding is blind."""
    own = any(one.reviewer == reviewer and one.record == key and standing.get(one.number) == "stands" for one in told)
    return [one for one in told if one.record == key and one.reviewer != reviewer and one.verdict != "undo"] if own else []


def _waiting(request: Request, told: list[Decision]) -> int:
    """Decisions that the tables do not show yet."""
    with request.app.state.desk.record() as record:
        seen = record.sql("SELECT coalesce(max(number), 0) AS seen FROM decisions").to_pylist()[0]["seen"]
    return sum(1 for one in told if one.number > seen)


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 6 else 0


def _rebuilder(request: Request) -> Rebuilder:
    found: Rebuilder = request.app.state.rebuilder
    return found


def ask(request: Request) -> None:
    """The tables follow at once in a record that is derived in a moment."""
    with request.app.state.desk.record() as record:
        small = not _large(request, record)
    if small:
        _rebuilder(request).ask()


def _address(**fields: str) -> str:
    given = {name: value for name, value in sorted(fields.items()) if value and (name, value) != ("queue", "doubt")}
    return "/review" + (f"?{urlencode(given)}" if given else "")
