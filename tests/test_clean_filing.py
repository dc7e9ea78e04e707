"""Where a report was filed, from its dateline and what the gazetteer knows. A gazetteer of three names stands in."""

from typing import Any

import pytest

from dateline.drafts import PlaceMention
from dateline.extract.filing import filed
from dateline.knowledge.candidates import Candidate


class Three:
    """Knows a large town, a village and a country."""

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        people = {"quetta": 1_000_000, "taftan": 18_000, "iran": 0}.get(name.lower())
        kind = "country" if name.lower() == "iran" else "city"
        return () if people is None else (Candidate(1, name, 0.0, 0.0, None, None, None, None, kind, people),)

    def is_country(self, name: str) -> bool:
        return name.lower() == "iran"


def run(text: str, *names: str, **more: Any) -> tuple[list[tuple[str, str]], str | None]:
    found = [PlaceMention(text.index(name), text.index(name) + len(name), name, **more) for name in names]
    places, index = filed(text, found, Three())  # type: ignore[arg-type]
    told = [(text[place.start : place.end], place.use) for place in places]
    return told, None if index is None else told[index][0]


def test_the_place_of_the_dateline_is_marked_and_named() -> None:
    told, where = run("QUETTA, Iran - Gunmen killed two guards in Taftan.", "QUETTA", "Iran", "Taftan")
    assert told == [("QUETTA", "dateline"), ("Iran", "dateline"), ("Taftan", "literal")]
    assert where == "QUETTA"


def test_a_place_that_only_the_dateline_names_is_added() -> None:
    text = "QUETTA: Gunmen killed two guards in Taftan, Iran."
    found = [PlaceMention(text.index("Taftan"), text.index("Taftan") + 6, "Taftan", within=1), PlaceMention(44, 48, "Iran")]
    places, index = filed(text, found, Three())  # type: ignore[arg-type]
    assert [(place.name, place.within) for place in places] == [("QUETTA", None), ("Taftan", 2), ("Iran", None)]
    assert index == 0
    assert run("JUBA: Gunmen killed two guards.") == ([], None)


@pytest.mark.parametrize(
    ("text", "where"),
    [("Quetta - Gunmen killed two guards.", "Quetta"), ("Taftan - Gunmen killed two guards.", None),
     ("Iran - Gunmen killed two guards.", None), ("Gunmen killed two guards in Quetta.", None)],
)  # fmt: skip
def test_a_bare_name_before_a_dash_is_a_dateline_if_it_is_a_large_town(text: str, where: str | None) -> None:
    assert run(text)[1] == where
