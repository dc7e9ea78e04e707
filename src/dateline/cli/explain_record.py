"""`dateline explain DIR EVENT`: from a happening of a record to who tells it, copies folded, and to the rule and the words."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.errors import InputError
from dateline.store.desk import event as asked
from dateline.store.desk.happening import Happening, happening, successor
from dateline.store.reader import Record
from dateline.store.writer import NAME

LISTED = 20  # happenings that are named where none is asked for
_NEWEST = """
SELECT linked_event, type, mode, status, actor_names, recipient_names, place_name, day_from, independent_origins, reports
FROM happenings ORDER BY arrived DESC, independent_origins DESC, linked_event LIMIT ?
"""
Row = dict[str, Any]


def is_record(what: str) -> bool:
    """Whether an argument is the folder of a record."""
    return (Path(what) / NAME).is_file()


def explain_event(folder: str, key: str | None, *, as_json: bool) -> None:
    """Prints the way from an event to its words; without a key the newest events with theirs. InputError for an unknown one."""
    with Record(folder) as record:
        if key is None:
            Console().print(_index(record, folder))
            return
        row = happening(record, key) or happening(record, successor(record, key) or "")
        if row is None:
            raise InputError(f"holds no event {key}", folder, f"dateline explain {folder} names the newest ones.")
        told = asked.tellings(record, row.linked_event)
        series = asked.ledger(record, row.linked_event)
    if as_json:
        import json

        print(json.dumps({"event": row.linked_event, "tellings": told, "figures": series}, default=str, ensure_ascii=False))
        return
    Console().print(Group(*_drawn(row, told, series)))


def _index(record: Record, folder: str) -> RenderableType:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    for row in record.sql(_NEWEST, [LISTED]).to_pylist():
        told = Text(f"{_kind(row['type'], row['mode'], row['status'])} · {_parties(row)} · {_where(row)} · {_counted(row)}")
        grid.add_row(row["linked_event"], told)
    return Group(grid, Text(f"\nAsk for one: dateline explain {folder} EVENT", style="dim"))


def _drawn(row: Happening, told: list[Row], series: list[Row]) -> Iterator[RenderableType]:
    here = {"actor_names": row.actor_names, "recipient_names": row.recipient_names, "place_name": row.place_name,
            "day_from": row.day_from}  # fmt: skip
    yield Text(f"{_kind(row.type, row.mode, row.status)} · {_parties(here)}", style="bold")
    yield Text(f"{_where(here)} · {_counted({'independent_origins': row.independent_origins, 'reports': row.reports})}")
    for each in asked.origins([telling for telling in told if not telling["contradicts"]]):
        yield Text("")
        yield from _origin(each)
    for telling in told:
        if telling["contradicts"]:
            yield Text(f"\nAgainst it: {telling['outlet'] or telling['report_id']}", style="bold")
            yield Padding(_telling(telling), (0, 0, 0, 2))
    for each in series:
        unit = " households" if each["who"] == "households" else ""
        yield Text(f"\n{each['measure']}{unit}:", style="bold")
        for point in each["points"]:
            yield Text(f"  {_bounds(point)}  {point['origin']}  {point['day'] or 'day not known'}")


def _origin(origin: Row) -> Iterator[RenderableType]:
    yield Text(f"{origin['name']}  ({_many(origin['pages'], 'page')})", style="bold")
    for telling in (origin["lead"], *origin["again"]):
        yield Padding(_telling(telling), (0, 0, 0, 2))
    if origin["copies"]:
        names = ", ".join(copy["outlet"] or copy["report_id"] for copy in origin["copies"])
        yield Padding(Text(f"copies, counted with it: {names}", style="dim"), (0, 0, 0, 2))


def _telling(telling: Row) -> RenderableType:
    start, end = telling["sentence_start"], telling["sentence_end"]
    text = telling["text"]
    words = text[telling["start"] : telling["end"]] if start is None else text[start:end]
    grid = Table.grid(padding=(0, 2))
    grid.add_row("Report", Text(f"{telling['report_id']}  {telling['published'] or ''}"))
    grid.add_row("Sentence", Text(" ".join(words.split()), style="italic"))
    grid.add_row("Rule", Text(f"{telling['rule']} at “{telling['trigger']}”"))
    said = f", on the word of {telling['source_name']}" if telling["source_name"] else ""
    cues = ", ".join(f"“{cue}”" for cue in telling["cues"] or ())
    grid.add_row("Status", Text(f"{telling['status']}{said}" + (f", by {cues}" if cues else "")))
    return grid


def _counted(row: Row) -> str:
    return f"{_many(row['independent_origins'], 'independent origin')}, {_many(row['reports'], 'page')}"


def _many(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _kind(kind: str, mode: str | None, status: str) -> str:
    return " ".join(filter(None, (kind, mode))) + f" · {status}"


def _parties(row: Row) -> str:
    who, whom = ", ".join(row["actor_names"] or ()), ", ".join(row["recipient_names"] or ())
    return f"{who or 'somebody not named'}" + (f" → {whom}" if whom else "")


def _where(row: Row) -> str:
    return f"{row['place_name'] or 'place not known'}, {row['day_from'] or 'day not known'}"


def _bounds(point: Row) -> str:
    low, high = point["low"], point["high"]
    if low == high:
        return f"{low:,}" if low is not None else "?"
    return f"{low:,} or more" if high is None else f"up to {high:,}" if low is None else f"{low:,} to {high:,}"
