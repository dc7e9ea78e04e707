"""People's decisions for a build: the reports as they left them, what they decided about links, and what became of each."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from dateline.link.people import Decided
from dateline.records import from_json
from dateline.store.amend import Amended, amend, digest_of
from dateline.store.before import texts_now
from dateline.store.current import Standing
from dateline.store.decisions import Decision, every, reviews, states
from dateline.store.linked import Row
from dateline.store.schema import tables

Read = Callable[[Collection[str]], Iterator[tuple[str, str]]]
"""Gives the coded reports of some keys as their JSON, each with its key; its id is still that of the input."""
NO_REPORT = "orphan: no such report"


class People(NamedTuple):
    """`amended` reports by key, `links` decisions in their order, the `rows` for the record, and a digest of all of them."""

    amended: Mapping[str, Amended]
    links: tuple[Decided, ...]
    rows: tuple[Row, ...]
    digest: str


def people(folder: Path, standing: Mapping[str, Standing], read: Read) -> People:
    """What people decided, put to the reports that count."""
    with reviews(folder) as connection:
        decisions = every(connection)
    if not decisions:
        return People({}, (), (), "")
    fates = {number: state for number, state in states(decisions).items() if state != "stands"}
    standing_ones = [one for one in decisions if one.verdict not in ("undo", "comment") and one.number not in fates]
    lost = {one.text_digest for one in standing_ones if one.report not in standing and one.text_digest}
    moved = {digest: key for digest, key in texts_now(folder, lost).items() if key in standing} if lost else {}
    of_report: defaultdict[str, list[Decision]] = defaultdict(list)
    links = []
    for one in standing_ones:
        key = one.report if one.report in standing else moved.get(one.text_digest, "")
        if not key:
            fates[one.number] = NO_REPORT
        elif one.kind == "link":
            other = one.after if one.verdict == "merge" else None
            links.append(Decided(one.field or "", _member(one.record or "", one.report, key), other))
            fates[one.number] = "applied"
        else:
            of_report[key].append(one)
    amended = {}
    for key, coded in read(of_report):
        report = from_json(coded)
        found = amend(report, of_report[key])
        fates |= found.fates
        if found.marks or found.report != report:
            amended[key] = found
    return People(amended, tuple(links), tuple(_row(one, fates.get(one.number)) for one in decisions), _digest(decisions))


def _member(record: str, before: str, now: str) -> str:
    """The record of a link decision under the report's key of today."""
    return now + record[len(before) :] if record.startswith(before) else record


def _row(one: Decision, state: str | None) -> Row:
    values = msgspec.structs.asdict(one)
    return "decisions", {name: values[name] for name in tables()["decisions"].columns if name != "state"} | {"state": state}


def _digest(decisions: list[Decision]) -> str:
    return hashlib.sha256(msgspec.json.encode(decisions)).hexdigest()[:32]


def decided_standing(standing: Mapping[str, Standing], amended: Mapping[str, Amended]) -> dict[str, Standing]:
    """The standing of reports with the digests of what people left."""
    return {
        key: one._replace(digest=digest_of(amended[key])) if key in amended else one for key, one in standing.items()
    }


