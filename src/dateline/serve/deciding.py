"""From forms to decisions: what is asked for is checked against what a case holds, or refused with what is allowed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

import msgspec

from dateline.errors import InputError
from dateline.knowledge.ontology import ontology
from dateline.records import Bounds, Measure, Quantifier
from dateline.serve.cases import FIGURE, REASONS, UNKNOWN
from dateline.serve.view import STATUS_WORDS
from dateline.store.decisions import Decision, text_digest
from dateline.store.desk.alike import cue

Row = dict[str, Any]
Form = Mapping[str, str]
LONG = 2000  # characters of a comment
MOST = 10**12  # people: more is a slip of the hand
MEASURES, QUANTIFIERS = get_args(Measure), get_args(Quantifier)
ROLES = ("actor", "recipient")


@dataclass(frozen=True)
class Judged:
    """What a form is about: a telling with its text, the figures that belong to it, and who stands in it."""

    event: Row
    text: str
    figures: list[Row]
    mentions: list[Row]


def decisions(form: Form, case: Judged, reviewer: str) -> list[Decision]:
    """The decisions that a form asks for on a telling or one of its figures. Raises InputError for what cannot be decided."""
    if not reviewer:
        raise InputError("nobody signs it", "this decision", "Write your name above; it stands beside what you decide.")
    verdict, field = form.get("verdict", ""), form.get("field", "")
    comment = form.get("comment", "").strip()[:LONG] or None
    if verdict == "correct" and field.startswith("words:"):
        return [_on_words(form, case, field.removeprefix("words:"), reviewer)]
    if field.startswith(FIGURE):
        return _on_figure(form, case, _figure(case, field), reviewer)
    on_event = _about("event", case.event, case, reviewer) | {"comment": comment}
    if verdict == "accept":
        return [Decision(verdict="accept", **on_event)]
    if verdict == "reject":
        reason = form.get("reason", "")
        if reason not in REASONS:
            raise InputError("a rejection has a reason", "this decision", f"Allowed are {', '.join(REASONS)}.")
        return [Decision(verdict="reject", **{**on_event, "comment": ": ".join(filter(None, (reason, comment)))})]
    if verdict == "comment" and comment:
        return [Decision(verdict="comment", **on_event)]
    if verdict in ("split", "merge"):
        after = form.get("after") if verdict == "merge" else None
        link: Row = {**on_event, "kind": "link", "field": "event", "after": after}
        return [Decision(verdict="merge" if verdict == "merge" else "split", **link)]
    if verdict == "correct":
        return [Decision(verdict="correct", **_corrected(form, case.event, on_event))]
    raise InputError(f"unknown verdict {verdict[:20]!r}", "this decision", "accept, correct, reject, split, merge, comment.")


def _about(kind: str, row: Row, case: Judged, reviewer: str) -> Row:
    """What a decision hangs on: the report, the digest of its text, the span with its words, and the record; what made it."""
    return {
        "rule": row.get("rule"), "cue": cue(row, None) if kind == "event" else None,
        "reviewer": reviewer, "report": case.event["report"], "text_digest": text_digest(case.text), "kind": kind,
        "span_start": row["start"], "span_end": row["end"], "words": case.text[row["start"] : row["end"]], "record": row[kind],
    }  # fmt: skip


def _corrected(form: Form, event: Row, on_event: Row) -> Row:
    """A correction's field and its value, checked against what the field may hold."""
    field, value = form.get("field", ""), form.get("value", "").strip()
    after: str | None = None if value in ("", UNKNOWN) else value
    if field == "type" and after not in ontology().types:
        raise InputError(f"no type {value[:30]!r}", "this decision", f"Allowed are {', '.join(ontology().types)}.")
    if field == "status" and after not in STATUS_WORDS:
        raise InputError(f"no status {value[:30]!r}", "this decision", f"Allowed are {', '.join(STATUS_WORDS)}.")
    if field == "time" and after is not None:
        first, last = _day(after), _day(form.get("until", "").strip() or after)
        if first > last:
            raise InputError(f"the last day, {last}, comes before the first", "this decision")
        after = json.dumps({"from": first, "to": last, "value": first, "granularity": "day"})
    if field not in ("type", "status", "time", "place", *ROLES):
        raise InputError(f"the field {field[:30]!r} cannot be corrected here", "this decision")
    before = event.get("place_name") if field == "place" else event.get(field)
    told = before if isinstance(before, str) else json.dumps(before, default=str) if before is not None else None
    return {**on_event, "field": field, "before": told, "after": after, "cue": cue(event, field)}


def _day(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise InputError(f"{value[:30]!r} is no day", "this decision", "Write it as 2026-06-16.") from None


# ---- figures --------------------------------------------------------------------------------------------------


def _figure(case: Judged, field: str) -> Row:
    found = next((row for row in case.figures if row["figure"] == field.removeprefix(FIGURE)), None)
    if found is None:
        raise InputError("this event has no such figure", "this decision", "It may have gone with a rebuild: open the case anew.")
    return found


def _on_figure(form: Form, case: Judged, figure: Row, reviewer: str) -> list[Decision]:
    """A figure is no figure, or has other bounds, another measure or another word before it: a decision for each."""
    about = _about("figure", figure, case, reviewer)
    if form.get("verdict") == "reject":
        return [Decision(verdict="reject", **about)]
    if form.get("verdict") != "correct":
        raise InputError("a figure is corrected or rejected", "this decision")
    low, high = _bound(form.get("low", "")), _bound(form.get("high", ""))
    homes = Bounds(_bound(form.get("households_low", "")), _bound(form.get("households_high", "")))
    if low is None and high is None and homes == Bounds(None, None):
        raise InputError("a figure has a least or a most", "this decision", "Reject it if the words give no number.")
    _in_order(low, high)
    given: Row = {"measure": form.get("measure", ""), "low": low, "high": high, "quantifier": form.get("quantifier", "")}
    for name, allowed in (("measure", MEASURES), ("quantifier", QUANTIFIERS)):
        if given[name] not in allowed:
            raise InputError(f"no {name} {given[name][:30]!r}", "this decision", f"Allowed are {', '.join(allowed)}.")
    before = dict(figure)
    if homes != (told := Bounds(figure["households_low"], figure["households_high"])):
        _in_order(homes.low, homes.high)
        given["households"], before["households"] = _in_json(homes), _in_json(told)
    changed = [name for name, value in given.items() if value != before[name]]
    if not changed:
        raise InputError("nothing was changed", "this decision", "Accept the case if the figure is right.")
    return [
        Decision(verdict="correct", field=name, before=_told(before[name]), after=_told(given[name]), **about) for name in changed
    ]


def _in_order(low: int | None, high: int | None) -> None:
    if low is not None and high is not None and low > high:
        raise InputError(f"the least, {low:,}, is more than the most, {high:,}", "this decision")


def _in_json(homes: Bounds) -> str | None:
    return None if homes == Bounds(None, None) else msgspec.json.encode(homes).decode()


def _bound(value: str) -> int | None:
    plain = value.strip().replace(",", "").replace(" ", "")
    if not plain:
        return None
    if not (plain.isascii() and plain.isdecimal() and int(plain) <= MOST):
        raise InputError(f"{value[:30]!r} is no number of people", "this decision", "Write 1200, or leave it empty: not known.")
    return int(plain)


def _told(value: Any) -> str | None:
    return None if value is None else str(value)


# ---- words ----------------------------------------------------------------------------------------------------


def spans(case: Judged) -> dict[str, Row]:
    """The words of a case that may be corrected, by the name that a form gives them: what they are called, start, end."""
    found: dict[str, Row] = {"trigger": {"label": "what happened", "start": case.event["start"], "end": case.event["end"]}}
    for role, label in zip(ROLES, ("who", "whom"), strict=True):
        own = [row for row in case.mentions if row["role"] == role]
        for row in own:
            found[f"{role}.{row['n']}"] = {"label": label, "start": row["start"], "end": row["end"]}
        if not own:
            found[f"{role}.0"] = {"label": label, "start": None, "end": None}
    for row in case.figures:
        label = f"{row['measure']} “{case.text[row['start'] : row['end']]}”"
        found[FIGURE + row["figure"]] = {"label": label, "start": row["start"], "end": row["end"]}
    return found


def _on_words(form: Form, case: Judged, name: str, reviewer: str) -> Decision:
    """Other words for what happened, for who or whom, or for a figure."""
    old = spans(case).get(name)
    if old is None:
        raise InputError(f"there are no words {name[:30]!r} here", "this decision")
    start, end = (form.get(edge, "") for edge in ("start", "end"))
    if not (start.isdecimal() and end.isdecimal() and len(start + end) < 20 and int(start) < int(end) <= len(case.text)):
        raise InputError("the last word comes before the first", "this decision", "Choose the first and the last word.")
    after = {"start": int(start), "end": int(end), "words": case.text[int(start) : int(end)]}
    if (after["start"], after["end"]) == (old["start"], old["end"]):
        raise InputError("these are the words that stand there", "this decision")
    before = None if old["start"] is None else {"start": old["start"], "end": old["end"],
                                                "words": case.text[old["start"] : old["end"]]}  # fmt: skip
    kind, field, row = ("event", name, case.event)
    if name.startswith(FIGURE):
        kind, field, row = "figure", "span", _figure(case, name)
    told = [json.dumps(each, ensure_ascii=False) if each else None for each in (before, after)]
    was, now = told
    return Decision(verdict="correct", **_about(kind, row, case, reviewer), field=field, before=was, after=now)
