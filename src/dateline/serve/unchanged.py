"""Whether a row is still what a reviewer saw: a form carries short digests of the fields that its page showed.

What the reviewer changed by an own decision is no surprise. Whose decision changed the row is never told: coding is blind.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode

from dateline.serve.cases import FIGURE
from dateline.serve.deciding import Judged
from dateline.store.decisions import Decision

FIELDS = {
    "type": ("type", "mode", "start", "end"), "actor": ("actor", "actor_name"), "recipient": ("recipient", "recipient_name"),
    "place": ("geonames_id", "place_name", "admin1", "country"), "time": ("day_from", "day_to"), "status": ("status",),
}  # fmt: skip
OF_FIGURE = ("measure", "low", "high", "households_low", "households_high", "quantifier", "start", "end")
LABELS = {"type": "what happened", "actor": "who", "recipient": "whom", "place": "where", "time": "when", "status": "the status"}
JUDGE_ALL = ("accept", "reject")  # verdicts on a row as a whole


def seen(case: Judged) -> str:
    """What a form carries: the digest of each field that its page shows."""
    return urlencode(_digests(case))


def whole(event: Mapping[str, Any]) -> str:
    """One digest of all fields of a telling, for a row of a list."""
    return _digest([event[name] for names in FIELDS.values() for name in names])


def changed(form: Mapping[str, str], case: Judged, told: Sequence[Decision], reviewer: str) -> list[str]:
    """Words for the fields that a decision is about and that others have changed since its page was made."""
    before, now = dict(parse_qsl(form.get("seen", ""))), _digests(case)
    about = [name for name in before if _judged(form, name)]
    return list(dict.fromkeys(
        LABELS.get(name, "a figure") for name in about
        if before[name] != now.get(name) and _by(told, case, name) != reviewer
    ))  # fmt: skip


def _judged(form: Mapping[str, str], name: str) -> bool:
    verdict, field = form.get("verdict"), form.get("field", "")
    if verdict in JUDGE_ALL and not field:
        return True
    return verdict in ("correct", "reject") and _base(field.removeprefix("words:")) == name


def _base(field: str) -> str:
    """The field of a row that a correction of words or of a part changes."""
    return "type" if field == "trigger" else field if field.startswith(FIGURE) else field.partition(".")[0]


def _by(told: Sequence[Decision], case: Judged, name: str) -> str | None:
    """Who was the last to decide on a field of a telling."""
    kind, key = ("figure", name.removeprefix(FIGURE)) if name.startswith(FIGURE) else ("event", case.event["event"])
    on_it = (one for one in reversed(told) if one.kind == kind and one.record == key)
    return next((one.reviewer for one in on_it if kind == "figure" or _base(one.field or "") == name), None)


def _digests(case: Judged) -> dict[str, str]:
    found = {name: _digest([case.event[column] for column in columns]) for name, columns in FIELDS.items()}
    return found | {FIGURE + row["figure"]: _digest([row[column] for column in OF_FIGURE]) for row in case.figures}


def _digest(values: list[Any]) -> str:
    return hashlib.sha256(repr(values).encode()).hexdigest()[:8]
