"""`/report/KEY`: a report's words with everything that was coded in them, records beside their lines; and copy against origin."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any
from urllib.parse import quote, urlsplit

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from dateline.serve.marked import Mark, paragraphs
from dateline.serve.view import counted, days, page
from dateline.serve.wording import headline
from dateline.store.desk import report as asked

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
KINDS = {"event": "events", "figure": "figures", "said": "statements", "crossing": "borders", "place": "places", "time": "times"}
ROLES = {"actor": "who", "recipient": "whom", "instrument": "with"}
Row = dict[str, Any]


@router.get("/report/{key}")
def report(request: Request, key: str) -> str:
    """The report with the `kinds` that are asked for; `at=1204-1216` points at words, `sel` at a record."""
    asked_for = request.query_params
    kinds, sel = ",".join(asked_for.getlist("kinds")).split(","), asked_for.get("sel", "")
    with request.app.state.desk.record() as record:
        row = asked.report(record, key)
        if row is None:
            raise HTTPException(404, f"This record holds no report {key}.")
        coded = asked.records_of(record, row["report"])
        copies = asked.copies(record, row["copy_group"], row["report"])
    shown = [kind for kind in KINDS if kind in kinds] or ["event", "figure", "said", "crossing"]
    chosen = next((event for event in coded["events"] if event["event"] == sel), None)
    marks = [mark for mark in _marks(coded) if mark.kind in shown] + _roles(coded, chosen)
    return page(
        request, "report.html", section=None, title=row["title"] or row["id"], row=row, copies=copies,
        source=next((copy for copy in copies if copy["report"] == row["copy_of"]), None), shown=shown, kinds=KINDS,
        paragraphs=paragraphs(row["text"] or "", marks, _span(asked_for.get("at", ""))),
        entries=_entries(coded), selected=sel, link=_link(row["url"]),
        refusals=[refusal for refusal in coded["refusals"] if refusal["start"] is None or refusal["stage"] == "extract"],
        empty=not any(coded[each] for each in ("events", "figures", "crossings", "statements")),
    )  # fmt: skip


@router.get("/report/{key}/diff/{other}")
def compare(request: Request, key: str, other: str) -> str:
    """Two reports side by side: what the second adds underlined, what it drops struck."""
    with request.app.state.desk.record() as record:
        rows = [asked.report(record, each) for each in (other, key)]
    if not all(rows):
        raise HTTPException(404, "One of these reports is not in the record.")
    origin, copy = rows
    assert origin and copy
    left, right, same = differences(origin["text"] or "", copy["text"] or "")
    return page(
        request, "report_diff.html", title="Copy and origin", origin=origin, copy=copy, left=left, right=right, same=same
    )  # fmt: skip


Run = tuple[str, bool]  # words, and whether the other text lacks them


def differences(origin: str, copy: str) -> tuple[list[list[Run]], list[list[Run]], int]:
    """Both texts as paragraphs of runs, and how many per cent of the words they share."""
    a, b = (words_of(text) for text in (origin, copy))
    matcher = SequenceMatcher(None, a, b, autojunk=len(a) + len(b) > LONG)
    left: list[Run] = []
    right: list[Run] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        left += [("".join(a[i1:i2]), tag != "equal")] if i2 > i1 else []
        right += [("".join(b[j1:j2]), tag != "equal")] if j2 > j1 else []
    return _by_paragraph(left), _by_paragraph(right), round(100 * matcher.ratio())


_PARTS = re.compile(r"\w+|[^\w\s]|\n+|[^\S\n]+")
LONG = 12_000  # words of two texts above which frequent words are skipped: comparing all would take seconds


def words_of(text: str) -> list[str]:
    """The words, signs and gaps of a text one by one; together they are the text."""
    return _PARTS.findall(text)


def _by_paragraph(runs: list[Run]) -> list[list[Run]]:
    told: list[list[Run]] = [[]]
    for words, own in runs:
        for number, part in enumerate(words.split("\n")):
            if number:
                told.append([])
            if part:
                told[-1].append((part, own))
    return [paragraph for paragraph in told if any(words.strip() for words, _ in paragraph)]


def _marks(coded: dict[str, list[Row]]) -> list[Mark]:
    """The marks of all records of a report."""
    marks = [Mark(e["start"], e["end"], "event", e["event"], e["status"]) for e in coded["events"]]
    marks += [Mark(f["start"], f["end"], "figure", f["figure"], f["status"]) for f in coded["figures"]]
    marks += [Mark(c["start"], c["end"], "crossing", c["crossing"], c["status"]) for c in coded["crossings"]]
    marks += [Mark(s["start"], s["end"], "said", s["statement"]) for s in coded["statements"]]
    marks += [Mark(p["start"], p["end"], "place", f"place-{p['n']}") for p in coded["places"]]
    return marks + [Mark(t["start"], t["end"], "time", f"time-{t['n']}") for t in coded["times"]]


def _roles(coded: dict[str, list[Row]], chosen: Row | None) -> list[Mark]:
    """The roles of the selected event alone: marks of all at once cover each other."""
    if chosen is None:
        return []
    key = chosen["event"]
    marks = [Mark(m["start"], m["end"], "who", key, role=ROLES[m["role"]]) for m in coded["event_mentions"] if m["event"] == key]
    for list_name, field, role in (("places", "place", "where"), ("times", "time", "when")):
        if chosen[field] is not None:
            at = coded[list_name][chosen[field]]
            marks.append(Mark(at["start"], at["end"], "who", key, role=role))
    return marks


def _entries(coded: dict[str, list[Row]]) -> dict[str, Row]:
    """What stands in the margin for each record: its kind and status, one line, facts, on whose word, and where it leads."""
    told = {event["event"]: _event(event) for event in coded["events"]}
    for figure in coded["figures"]:
        line = f"{figure['measure']} {counted(figure)}"
        told[figure["figure"]] = _entry("figure", figure, line, (figure["who_name"], figure["scope"]))
    for crossing in coded["crossings"]:
        name = ", ".join(filter(None, crossing["name"] or [])) or crossing["what"] or "passage"
        told[crossing["crossing"]] = _entry("crossing", crossing, f"{name}: {crossing['state']}", crossing["countries"] or ())
    for said in coded["statements"]:
        facts = (said["cue"], said["quote"])
        told[said["statement"]] = _entry("said", {"status": "occurred"}, said["speaker_name"] or "Speaker not known", facts)
    return told


def _entry(kind: str, row: Row, line: str, facts: Iterable[str | None]) -> Row:
    return {
        "kind": kind, "status": row["status"], "line": line, "facts": [fact for fact in facts if fact],
        "source": row.get("source_name"), "type": None, "href": None, "leads": None,
    }  # fmt: skip


def _event(event: Row) -> Row:
    who, whom = (", ".join(filter(None, event[f"{role}_name"])) for role in ("actor", "recipient"))
    line = f"{headline(event['type'], [event['mode']])}: {who or 'somebody'}" + (f" → {whom}" if whom else "")
    when = days(event["day_from"], event["day_to"]) if event["day_from"] else None
    entry = _entry("event", event, line, (event["place_name"], when))
    origins = event["independent_origins"]
    leads = f"{origins} origin{'' if origins == 1 else 's'}" if origins else None
    href = f"/event/{quote(event['linked_event'], safe='')}" if event["linked_event"] else None
    return {**entry, "type": event["type"], "href": href, "leads": leads}


def _span(at: str) -> tuple[int, int] | None:
    first, _, last = at.partition("-")
    return (int(first), int(last)) if first.isdecimal() and last.isdecimal() and len(at) < 20 else None


def _link(url: str | None) -> dict[str, str] | None:
    """An outlet's address, if it is one of the web; shown with its host."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return {"href": url or "", "host": parts.netloc} if parts.scheme in ("http", "https") and parts.netloc else None


