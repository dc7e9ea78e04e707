"""A coded report as people left it: what they rejected is out, what they corrected is in, and each is marked.

A decision finds its record by its span and words, and among those with one span by its id, so that it survives new
code; or by the span that an earlier decision gave it. One that finds nothing is an orphan: it waits, and is offered again.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
import pyarrow as pa

from dateline.records import Bounds, Event, Mention, Place, Report, Span, Time, to_json
from dateline.store.decisions import Decision

LISTS = {
    "event": "events", "figure": "figures", "crossing": "crossings", "statement": "statements", "place": "places",
    "time": "times", "actor": "actors",
}  # fmt: skip
PLAIN = {
    "event": ("type", "mode", "cameo", "acled"), "figure": ("measure", "low", "high", "quantifier", "scope", "event"),
    "crossing": ("what", "count"), "statement": ("quote",),
    "place": ("geonames_id", "name", "lat", "lon", "country", "admin1", "kind"),
    "time": ("value", "from_", "to", "granularity"), "actor": ("name", "kind", "country", "role"),
    "report": ("published", "outlet", "url", "title", "language"),
}  # fmt: skip
SPANS = {"event": ("trigger",), "crossing": ("trigger",), "figure": ("span",)}  # fields that are words of the text
RENAMED = {("crossing", "state"): "status", ("time", "from"): "from_"}


class Mark(NamedTuple):
    """That a record was judged: its kind and id in the report, "accepted" or "corrected", and by whom."""

    kind: str
    record: str
    review: str
    by: str


class Amended(NamedTuple):
    """The report, the marks of its records, and what became of each decision: "applied" or why it is an orphan."""

    report: Report
    marks: list[Mark]
    fates: dict[int, str]


def digest_of(amended: Amended) -> str:
    """A digest of the report as people left it, with the marks."""
    marks = "\n".join(" ".join(mark) for mark in amended.marks)
    return hashlib.sha256(to_json(amended.report) + marks.encode()).hexdigest()[:32]


def amend(report: Report, decisions: Sequence[Decision]) -> Amended:
    """The report after decisions, which come in their order."""
    marks: dict[tuple[str, str], Mark] = {}
    fates: dict[int, str] = {}
    gone: list[tuple[str, str]] = []
    coded = report
    for one in decisions:
        record = _found(coded, one)
        record = _found(report, one) if record is None else record
        if record is None:
            fates[one.number] = "orphan: no such words"
            continue
        try:
            if one.verdict == "correct":
                report = _corrected(report, one, record)
        except (msgspec.ValidationError, msgspec.DecodeError, ValueError, TypeError) as error:
            fates[one.number] = f"orphan: {error}"
            continue
        fates[one.number] = "applied"
        if one.verdict == "reject":
            gone.append((one.kind, record))
        else:
            review = "corrected" if one.verdict == "correct" else "accepted"
            marks[one.kind, record] = Mark(one.kind, record, review, one.reviewer)
    report = _without(report, gone)
    return Amended(report, [mark for key, mark in marks.items() if key not in gone], fates)


def span_of(kind: str, entry: Any) -> Span | None:
    """The words that a record of a report stands on."""
    if kind in ("event", "crossing"):
        return Span(entry.trigger.start, entry.trigger.end)
    if kind == "statement":
        parts = entry.content
        return Span(min(one.start for one in parts), max(one.end for one in parts)) if parts else entry.cue
    if kind == "actor":
        return entry.mentions[0] if entry.mentions else None
    return Span(entry.start, entry.end)


def _ids(report: Report, kind: str) -> list[tuple[str, Any]]:
    entries = getattr(report, LISTS[kind])
    return [(getattr(entry, "id", str(place)), entry) for place, entry in enumerate(entries)]


def _found(report: Report, one: Decision) -> str | None:
    """The id of the record that a decision is about; places and times have their number."""
    if one.kind == "report":
        return ""
    wanted = (one.record or "").rpartition(":")[2]
    entries = _ids(report, one.kind)
    if one.span_start is None:
        return next((name for name, _ in entries if name == wanted), None)
    spans = [(name, span) for name, entry in entries if (span := span_of(one.kind, entry)) is not None]
    same = [name for name, span in spans if (span.start, span.end) == (one.span_start, one.span_end)]
    if one.words is not None and report.text[one.span_start : one.span_end] != one.words:
        same = [name for name, span in spans if report.text[span.start : span.end] == one.words]
        same = same if len(same) == 1 else []
    return wanted if wanted in same else next(iter(same), None)


def _without(report: Report, gone: list[tuple[str, str]]) -> Report:
    """The report without what was rejected. Places, times and actors are pointed at: of these the resolution goes alone."""
    if ("report", "") in gone:
        return msgspec.structs.replace(report, events=(), figures=(), crossings=(), statements=())
    for kind in ("event", "figure", "crossing", "statement"):
        out = {record for of, record in gone if of == kind}
        if out:
            kept = tuple(entry for entry in getattr(report, LISTS[kind]) if entry.id not in out)
            report = msgspec.structs.replace(report, **{LISTS[kind]: kept})
            if kind == "event":
                freed = (msgspec.structs.replace(one, event=None) if one.event in out else one for one in report.figures)
                report = msgspec.structs.replace(report, figures=tuple(freed))
    for kind, bare in _BARE.items():
        for of, record in gone:
            if of == kind:
                report = _put(report, kind, record, bare)
    return report


_BARE: dict[str, Callable[[Any], Any]] = {
    "place": lambda place: Place(place.start, place.end),
    "time": lambda time: Time(time.start, time.end, time.type),
}


def _put(report: Report, kind: str, record: str, change: Callable[[Any], Any]) -> Report:
    changed = tuple(change(entry) if name == record else entry for name, entry in _ids(report, kind))
    return msgspec.structs.replace(report, **{LISTS[kind]: changed})


def _corrected(report: Report, one: Decision, record: str) -> Report:
    """The report with one value of one record changed; ValueError or a ValidationError for a value that is not allowed."""
    field = RENAMED.get((one.kind, one.field or ""), one.field or "")
    if one.kind == "report":
        if field not in PLAIN["report"]:
            raise ValueError(f"{one.field} of a report cannot be corrected")
        return _checked(msgspec.structs.replace(report, **{field: one.after}))
    if one.kind in ("event", "figure", "crossing") and one.field in ("place", "time", "since"):
        return _pointed(report, one, record)
    if field in SPANS.get(one.kind, ()) or field.partition(".")[2].isdecimal():
        span = _span(report.text, one.after)
        return _checked(_put(report, one.kind, record, lambda entry: _respanned(entry, field, span)))
    return _checked(_put(report, one.kind, record, lambda entry: _changed(report, entry, (one.kind, field), one.after)))


def _checked(report: Report) -> Report:
    msgspec.convert(msgspec.to_builtins(report), Report)
    return report


def _changed(report: Report, entry: Any, what: tuple[str, str], after: str | None) -> Any:
    kind, field = what
    if what in (("event", "status"), ("figure", "status")) or (kind == "crossing" and field == "factuality"):
        factuality = msgspec.structs.replace(entry.factuality, status=after)
        return msgspec.structs.replace(entry, factuality=factuality)
    if field in ("actor", "recipient", "who", "speaker", "addressee"):
        return msgspec.structs.replace(entry, **{field: _mentions(report, entry, field, after)})
    if what == ("crossing", "status"):
        return msgspec.structs.replace(entry, status=after)
    if what == ("figure", "households"):
        return msgspec.structs.replace(entry, households=None if after is None else msgspec.json.decode(after, type=Bounds))
    if field not in PLAIN[kind]:
        raise ValueError(f"{field} of {kind} cannot be corrected")
    known = {each.name: each.type for each in msgspec.structs.fields(type(entry))}[field]
    return msgspec.structs.replace(entry, **{field: None if after is None else msgspec.convert(after, known, strict=False)})


def _span(text: str, after: str | None) -> Span:
    """A span of a text from JSON; ValueError for one that lies outside it."""
    given = msgspec.json.decode(after or "null")
    start, end = (msgspec.convert(given[name], int) for name in ("start", "end"))
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no span of this text: {start} to {end}")
    return Span(start, end)


def _respanned(entry: Any, field: str, span: Span) -> Any:
    """A record on other words: the trigger, the span of a figure, or one of those who act or are acted on ("actor.0")."""
    if field == "trigger":
        return msgspec.structs.replace(entry, trigger=span)
    if field == "span":
        return msgspec.structs.replace(entry, start=span.start, end=span.end)
    role, _, place = field.partition(".")
    if not isinstance(entry, Event) or role not in ("actor", "recipient"):
        raise ValueError(f"{field} has no words of its own")
    mentions = list(getattr(entry, role))
    n = int(place)
    if n > len(mentions):
        raise ValueError(f"there is no {field}")
    old = mentions[n] if n < len(mentions) else Mention(span.start, span.end)
    kept = msgspec.structs.replace(old, start=span.start, end=span.end)
    return msgspec.structs.replace(entry, **{role: (*mentions[:n], kept, *mentions[n + 1 :])})


def _mentions(report: Report, entry: Any, field: str, after: str | None) -> Any:
    """Who: an actor's id, or several with commas; the words stay those of the report."""
    before = getattr(entry, field)
    old = list(before) if isinstance(before, tuple) else [before] if before is not None else []
    stand = span_of("event" if isinstance(entry, Event) else "statement" if hasattr(entry, "content") else "figure", entry)
    first = old[0] if old else Mention(stand.start, stand.end) if stand else None
    ids = [name.strip() for name in (after or "").split(",") if name.strip()]
    if first is None:
        raise ValueError(f"there are no words for {field}")
    made = tuple(
        next((one for one in old if one.actor == name), msgspec.structs.replace(old[n] if n < len(old) else first, actor=name))
        for n, name in enumerate(ids)
    )
    return made if isinstance(before, tuple) else (made[0] if made else None)


def _pointed(report: Report, one: Decision, record: str) -> Report:
    """A place or time of its own for a record. `after` is JSON: {"name": ..., "lat": ...}, {"from": ..., "to": ...} or null."""
    of_list = "places" if one.field == "place" else "times"
    number = None
    if one.after is not None:
        entry = next(entry for name, entry in _ids(report, one.kind) if name == record)
        span = span_of(one.kind, entry) or Span(0, 0)
        given = {"start": span.start, "end": span.end, "basis": "review"} | msgspec.json.decode(one.after)
        if of_list == "times":
            given.setdefault("type", "DATE")
        made: Any = msgspec.convert(given, Place if of_list == "places" else Time)
        number = len(getattr(report, of_list))
        report = msgspec.structs.replace(report, **{of_list: (*getattr(report, of_list), made)})
    return _put(report, one.kind, record, lambda entry: msgspec.structs.replace(entry, **{one.field or "": number}))


def table(amended: Mapping[str, Amended]) -> pa.Table:
    """The reports that people changed or marked, for the query that reads the others from their shards."""
    mark = pa.struct([(name, pa.string()) for name in ("kind", "record", "review", "by")])
    schema = pa.schema([("report", pa.string()), ("digest", pa.string()), ("coded", pa.string()), ("marks", pa.list_(mark))])
    rows: list[dict[str, Any]] = [
        {"report": key, "digest": digest_of(one), "coded": to_json(one.report).decode(),
         "marks": [mark._asdict() for mark in one.marks]}
        for key, one in amended.items()
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, schema=schema)
