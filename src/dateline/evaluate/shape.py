"""Whether a coded line is sound: it fits the contract, its spans hold words, and everything in it points at something."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from dateline.evaluate.common import Row
from dateline.records import Report

INDICES = {"place": "places", "origin": "places", "destination": "places", "via": "places", "time": "times", "since": "times"}
REFERENCES = {"event": "events", "actor": "actors", "statement": "statements", "within": "statements"}
WITH_IDS = ("actors", "events", "figures", "crossings", "statements")


def faults_of(line: Row) -> list[str]:
    """The faults of one line, each "kind: where"; empty for a sound one."""
    try:
        msgspec.convert(line, Report)
    except msgspec.ValidationError as error:
        return [f"contract: {error}"]
    found = [f"repeated id: {name} {key}" for name in WITH_IDS for key, n in Counter(_ids(line, name)).items() if n > 1]
    for name, item in _objects(line, "report"):
        found.extend(f"{fault}: {name}" for fault in _object_faults(name, item, line))
    return found


def _ids(line: Row, name: str) -> list[str]:
    return [item["id"] for item in line.get(name) or []]


def _objects(value: Any, name: str) -> Iterator[tuple[str, Row]]:
    if isinstance(value, dict):
        yield name, value
        for key, inner in value.items():
            if key != "candidates":
                yield from _objects(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _objects(inner, name)


def _object_faults(name: str, item: Row, line: Row) -> Iterator[str]:
    start, end = item.get("start"), item.get("end")
    if start is not None and end is not None and not line["text"][start:end].strip():
        yield "empty span"
    if end is not None and end > len(line["text"]):
        yield "span outside the text"
    for field, target in INDICES.items():
        if isinstance(item.get(field), int) and not 0 <= item[field] < len(line.get(target) or []):
            yield f"index {field}"
    for field, target in REFERENCES.items():
        if isinstance(item.get(field), str) and item[field] not in _ids(line, target):
            yield f"reference {field}"
    low, high = item.get("low"), item.get("high")
    if name == "figures" and low is not None and high is not None and low > high:
        yield "low above high"
