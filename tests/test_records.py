"""The contract: what we write is what the published schema says, in both directions."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from dateline.records import Event, Factuality, Place, Report, Span, Time, from_json, schema, to_json

CONTRACT = json.loads((Path(__file__).parent / "contract" / "report.schema.json").read_text())
OURS = schema()
NAMES = {  # contract's definition -> our struct
    "span": "Span", "mention": "Mention", "place": "Place", "time": "Time", "actor": "Actor", "event": "Event",
    "factuality": "Factuality", "attribution": "Attribution", "figure": "Figure", "crossing": "Crossing",
    "statement": "Statement", "credit": "Credit", "refusal": "Refusal", "predicate": "Predicate",
}  # fmt: skip
REPORT = Report(
    id="r1", text="Iran struck Natanz on Friday.", published=None, sentences=(Span(0, 29),),
    places=(Place(12, 18),), times=(Time(22, 28, "DATE", from_="2025-06-13"),),
    events=(Event("e1", "ASSAULT", None, Span(5, 11), (), (), 0, 0, Factuality("occurred"), "assault.strike"),),
)  # fmt: skip


def properties(definition: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = definition["properties"]
    return found


# optional fields beyond the published contract
GROWN = {"Time": {"bound"}, "Figure": {"households"}, "Crossing": {"until", "exceptions", "by"}}


@pytest.mark.parametrize(("theirs", "ours"), NAMES.items())
def test_every_field_of_the_contract_is_ours(theirs: str, ours: str) -> None:
    grown = GROWN.get(ours, set())
    assert set(properties(CONTRACT["$defs"][theirs])) | grown == set(properties(OURS["$defs"][ours]))
    assert not grown & set(OURS["$defs"][ours]["required"])


def test_report_fields_are_the_contracts() -> None:
    assert set(properties(CONTRACT)) == set(properties(OURS["$defs"]["Report"]))


def enum_of(field: dict[str, Any]) -> set[Any]:
    options = field.get("anyOf", [field])
    return {value for option in options for value in option.get("enum", [])} - {None}


@pytest.mark.parametrize(("theirs", "ours"), NAMES.items())
def test_closed_vocabularies_are_equal(theirs: str, ours: str) -> None:
    for name, field in properties(CONTRACT["$defs"][theirs]).items():
        if enum_of(field):
            assert enum_of(field) == enum_of(properties(OURS["$defs"][ours])[name]), f"{theirs}.{name}"


def test_a_report_fits_the_contract() -> None:
    jsonschema.validate(json.loads(to_json(REPORT)), CONTRACT)


def test_a_report_comes_back_as_it_was() -> None:
    assert from_json(to_json(REPORT)) == REPORT


def test_the_interval_is_written_as_from_and_to() -> None:
    assert json.loads(to_json(REPORT))["times"][0]["from"] == "2025-06-13"


def test_an_unknown_status_is_refused_by_name() -> None:
    line = to_json(REPORT).replace(b'"occurred"', b'"happened"')
    with pytest.raises(msgspec.ValidationError, match="happened"):
        from_json(line)
