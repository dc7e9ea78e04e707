"""`/statements`: who said what; by words and speaker, or two speakers side by side on one subject."""

from itertools import groupby
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from dateline.serve.view import page
from dateline.store.desk import actors as people
from dateline.store.desk import lists
from dateline.store.desk import statements as asked
from dateline.store.reader import Record

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
KEYS = ("q", "a", "b")
LONG = 200  # characters of a search that are looked at
Row = dict[str, Any]


@router.get("/statements")
def statements(request: Request) -> str:
    """`q` are words, `a` and `b` speakers."""
    words, one, other = (request.query_params.get(key, "").strip()[:LONG] for key in KEYS)
    with request.app.state.desk.record() as record:
        by = [one] if one else []
        rows = lists.statements(record, words=words, speaker=by).rows
        total = lists.count_statements(record, words=words, speaker=by)
        beside = lists.statements(record, words=words, speaker=[other]).rows if one and other else []
        names = {key: _name(record, key) for key in (one, other) if key}
        speakers = asked.speakers(record, words)
    return page(
        request, "statements.html", section="statements", title="Statements", rows=rows, total=total, words=words, one=one,
        other=other, names=names, speakers=speakers, pairs=side_by_side(rows, beside) if one and other else [],
        answer=answer(total, words, names.get(one)),
    )  # fmt: skip


def answer(total: int, words: str, name: str | None) -> str:
    """ "14 statements by Iran with the words “ceasefire”."."""
    told = f"{total:,} statement{'' if total == 1 else 's'}" if total else "No statement"
    return told + (f" by {name}" if name else "") + (f" with the words “{words}”" if words else "") + "."


def side_by_side(left: list[Row], right: list[Row]) -> list[tuple[Any, list[Row], list[Row]]]:
    """Two speakers' statements by day, the latest day first, what has no day last."""
    sides = [{day: list(group) for day, group in groupby(rows, key=lambda row: row["published"])} for rows in (left, right)]
    days = sorted({*sides[0], *sides[1]} - {None}, reverse=True)
    without = [None] if None in sides[0] or None in sides[1] else []
    return [(day, sides[0].get(day, []), sides[1].get(day, [])) for day in [*days, *without]]


def _name(record: Record, key: str) -> str:
    found = people.actor(record, key)
    return (found and found["name"]) or key
