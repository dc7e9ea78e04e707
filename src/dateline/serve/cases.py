"""What a case shows: its fields with their values, the least certain one, its sentence word by word. `deciding` answers."""

import json
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from dateline.knowledge.ontology import ontology
from dateline.serve.view import STATUS_WORDS, counted, days
from dateline.serve.wording import type_words

Row = dict[str, Any]
REASONS = ("no event", "wrong roles", "wrong place or time", "wrong status", "same as another", "not news")
FIGURE = "figure:"  # before the key of a figure, in the name of its field
MOST_WORDS = 400
_WORD = re.compile(r"\w[\w'’.,-]*\w|\w|[^\w\s]")
UNKNOWN = "-"  # the value of a form for "not known"


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
    """The fields of a telling in the order of their keys.

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
        told = f"{figure['measure']} {counted(figure)}"
        hint = ", ".join(filter(None, (figure["who_name"], figure["scope"])))
        current = "" if figure["low"] is None else str(figure["low"])
        found.append(Field(str(number), FIGURE + figure["figure"], "Figure", told, hint, 0.1, [], current))
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


def words_in(text: str, window: tuple[int, int], edges: tuple[int | None, int | None]) -> list[tuple[int, int, str]]:
    """The words of a sentence with their starts and ends, for choosing the first and the last; they are cut at `edges`, too."""
    start, end = window
    cuts = {edge for edge in edges if edge is not None and start < edge < end}
    told = []
    for found in _WORD.finditer(text, start, end):
        inner = sorted(cut for cut in cuts if found.start() < cut < found.end())
        told += [(one, other, text[one:other]) for one, other in pairwise([found.start(), *inner, found.end()])]
    return told[:MOST_WORDS]


def doubtful(fields: list[Field]) -> Field:
    """The least certain field: where a correction begins."""
    return max(fields, key=lambda each: each.doubt)
