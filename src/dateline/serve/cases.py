"""What a case shows and what may be answered: its fields with their values, the least certain one, and decisions from forms."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dateline.errors import InputError
from dateline.knowledge.ontology import ontology
from dateline.serve.view import STATUS_WORDS, bounds, days
from dateline.serve.wording import type_words
from dateline.store.decisions import Decision, text_digest

Row = dict[str, Any]
REASONS = ("no event", "wrong roles", "wrong place or time", "wrong status", "same as another", "not news")
UNKNOWN = "-"  # the value of a form for "not known"
LONG = 2000  # characters of a comment


@dataclass(frozen=True)
class Field:
    """One field of a case: number key, name, what the machine says, a hint, how doubtful, and the choices of its form."""

    key: str
    name: str
    label: str
    value: str
    hint: str
    doubt: float
    choices: list[tuple[str, str]]  # value of the form, words; empty: written freely
    current: str = ""


Choices = list[tuple[str, str]]


def fields_of(event: Row, places: tuple[Row | None, list[Row]], figures: list[Row], actors: Choices) -> list[Field]:
    """The fields of a telling in the order of their keys; a figure is shown, and corrected on its own.

    `places` are the telling's place and all those of its report.
    """
    found = [
        Field("1", "type", "What", type_words(event["type"]), f"{event['type']} {event['mode'] or ''} at “{event['trigger']}”",
              1 - (event["confidence"] if event["confidence"] is not None else 0.6),
              [(name, type_words(name)) for name in ontology().types], event["type"]),
        _who(("2", "actor", "Who"), event, actors),
        _who(("3", "recipient", "Whom"), event, actors),
        _where(*places),
        Field("5", "time", "When", days(event["day_from"], event["day_to"]), "", 0.2 if event["day_from"] is None else 0.0, [],
              event["day_from"].isoformat() if event["day_from"] else ""),
        Field("6", "status", "Status", STATUS_WORDS[event["status"]], _status_hint(event), 0.1, list(STATUS_WORDS.items()),
              event["status"]),
    ]  # fmt: skip
    for number, figure in enumerate(figures[:3], 7):
        told = f"{figure['measure']} {bounds(figure['low'], figure['high'], figure['quantifier'])}"
        hint = ", ".join(filter(None, (figure["who_name"], figure["scope"])))
        current = "" if figure["low"] is None else str(figure["low"])
        found.append(Field(str(number), f"figure:{figure['figure']}", "Figure", told, hint, 0.1, [], current))
    return found


def _who(what: tuple[str, str, str], event: Row, actors: Choices) -> Field:
    key, role, label = what
    names = [name for name in event[f"{role}_name"] or [] if name]
    ids = [one for one in event[role] or [] if one]
    doubt = 0.0 if ids else 0.35 if role == "actor" else 0.25
    told = ", ".join(names) or "not known"
    return Field(key, role, label, told, ", ".join(ids) or "no id", doubt, actors, ",".join(ids))


def _where(place: Row | None, others: list[Row]) -> Field:
    """The place with its losing candidates and the report's other places as choices."""
    own = place["name"] if place else None
    beside = {row["name"]: _choice(row) for row in others if row["lat"] is not None and row["name"] != own}
    if place is None:
        return Field("4", "place", "Where", "not known", "no place in the words", 0.15, list(beside.values()), "")
    told = ", ".join(dict.fromkeys(part for part in (place["name"] or place["words"], place["admin1"], place["country"]) if part))
    choices = [(UNKNOWN, "not known")]
    choices += [_choice(candidate) for candidate in place["candidates"]]
    score = place["score"]
    hint = f"{score:.2f}, {place['basis'] or ''}" if score is not None else place["basis"] or ""
    doubt = 1 - (score if score is not None else 0.4)
    return Field("4", "place", "Where", told, hint, doubt, choices + list(beside.values()), "")


def _choice(place: Row) -> tuple[str, str]:
    """A place as the value and the words of a form."""
    words = ", ".join(dict.fromkeys(str(place[key]) for key in ("name", "admin1", "country") if place.get(key)))
    score = f" {place['score']:.2f}" if place.get("score") is not None and "words" not in place else ""
    return json.dumps(_place(place)), words + score


def _place(candidate: Row) -> Row:
    """What a decision keeps of a candidate; coordinates come with the next build only if the candidate has them."""
    kept = ("geonames_id", "name", "lat", "lon", "country", "admin1", "kind")
    return {key: candidate[key] for key in kept if candidate.get(key) is not None}


def _status_hint(event: Row) -> str:
    cues = ", ".join(f"“{cue}”" for cue in event["cues"] or [])
    by = f"on the word of {event['source_name']}" if event["source_name"] else ""
    return "; ".join(filter(None, (f"cue {cues}" if cues else "", by)))


def doubtful(fields: list[Field]) -> Field:
    """The least certain field: where a correction begins."""
    return max(fields, key=lambda each: each.doubt)


def decision(form: Mapping[str, str], event: Row, text: str, reviewer: str) -> Decision:
    """The decision that a form asks for on a telling. Raises InputError for what cannot be decided."""
    if not reviewer:
        raise InputError("nobody signs it", "this decision", "Write your name above; it stands beside what you decide.")
    verdict, comment = form.get("verdict", ""), form.get("comment", "").strip()[:LONG] or None
    shared: Row = {
        "reviewer": reviewer, "report": event["report"], "text_digest": text_digest(text), "span_start": event["start"],
        "span_end": event["end"], "words": text[event["start"] : event["end"]], "comment": comment,
    }  # fmt: skip
    on_event: Row = {**shared, "kind": "event", "record": event["event"]}
    if verdict == "accept":
        return Decision(verdict="accept", **on_event)
    if verdict == "reject":
        reason = form.get("reason", "")
        if reason not in REASONS:
            raise InputError("a rejection has a reason", "this decision", f"Allowed are {', '.join(REASONS)}.")
        return Decision(verdict="reject", **{**on_event, "comment": ": ".join(filter(None, (reason, comment)))})
    if verdict == "comment" and comment:
        return Decision(verdict="comment", **on_event)
    if verdict in ("split", "merge"):
        link: Row = {**shared, "kind": "link", "field": "event", "record": event["event"]}
        after = form.get("after") if verdict == "merge" else None
        return Decision(verdict="merge" if verdict == "merge" else "split", after=after, **link)
    if verdict == "correct":
        return Decision(verdict="correct", **_corrected(form, event, on_event))
    raise InputError(f"unknown verdict {verdict[:20]!r}", "this decision", "accept, correct, reject, split, merge, comment.")


def _corrected(form: Mapping[str, str], event: Row, on_event: Row) -> Row:
    """A correction's field and its value, checked against what the field may hold."""
    field, value = form.get("field", ""), form.get("value", "").strip()
    after: str | None = None if value in ("", UNKNOWN) else value
    if field == "type" and after not in ontology().types:
        raise InputError(f"no type {value[:30]!r}", "this decision", f"Allowed are {', '.join(ontology().types)}.")
    if field == "status" and after not in STATUS_WORDS:
        raise InputError(f"no status {value[:30]!r}", "this decision", f"Allowed are {', '.join(STATUS_WORDS)}.")
    if field == "time" and after is not None:
        after = json.dumps({"from": after, "to": form.get("until", "").strip() or after, "value": after, "granularity": "day"})
    if field not in ("type", "status", "time", "place", "actor", "recipient"):
        raise InputError(f"the field {field[:30]!r} cannot be corrected here", "this decision")
    before = event.get("place_name") if field == "place" else event.get(field)
    told = before if isinstance(before, str) else json.dumps(before, default=str) if before is not None else None
    return {**on_event, "field": field, "before": told, "after": after}
