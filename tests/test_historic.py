"""Names of old: the years of their use, and that the gazetteer finds their place."""

import pytest

from dateline.errors import KnowledgeError
from dateline.explain.where import places_named
from dateline.knowledge.historic import Years, names, read, years_of
from dateline.pipeline import Pipeline


def test_a_name_of_old_has_its_years() -> None:
    assert years_of("Leningrad", "RUS") == Years(1924, 1991)
    assert years_of("LÉOPOLDVILLE", "COD") == Years(1881, 1966)
    assert years_of("Bombay", "IND") == Years(None, 1995)


def test_a_name_of_today_or_of_elsewhere_has_none() -> None:
    assert years_of("Mumbai", "IND") is None
    assert years_of("Leningrad", "UKR") is None
    assert years_of("Leningrad", None) is None


def test_a_row_without_a_year_is_refused_with_its_line() -> None:
    with pytest.raises(KnowledgeError, match="has no year"):
        read("name,country,from,to\nOldtown,GHA,,soon\n")
    with pytest.raises(KnowledgeError, match="has the columns"):
        read("name,years\nOldtown,1900\n")


@pytest.mark.model
def test_it_is_said_of_the_place_that_was_called_so(pipeline: Pipeline) -> None:
    told = {why.words.text: why for why in places_named([("Leningrad", None), ("Mumbai", None)], pipeline.gazetteer, 0.5)}
    assert "it was called so from 1924 until 1991" in told["Leningrad"].why
    assert "called so" not in told["Mumbai"].why


@pytest.mark.model
def test_every_name_of_old_leads_to_a_place_of_its_country(pipeline: Pipeline) -> None:
    for name, country in names():
        assert any(found.country == country for found in pipeline.gazetteer.lookup(name)), name
