"""The picture page: what events are called, the map and bars that the server draws, filters, the list, empty states."""

import pytest

from dateline.errors import KnowledgeError
from dateline.knowledge.ontology import ontology
from dateline.serve.wording import headline, headlines, parse_headlines, type_words


def test_the_most_telling_mode_names_an_event() -> None:
    assert headline("ASSAULT", ["wound", "kill", "aerial"]) == "Air strike"
    assert headline("ASSAULT", [None]) == headline("ASSAULT") == type_words("ASSAULT") == "Attack"


def test_every_mode_of_the_ontology_has_words() -> None:
    for name, entry in ontology().types.items():
        assert all(headline(name, [mode]) for mode in entry.modes)
        assert all(len(words) < 30 for words in headlines()[name].values())


def test_a_table_with_a_hole_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="types that differ"):
        parse_headlines('[ASSAULT]\nother = "Attack"\n')


def test_every_mode_of_the_ontology_has_a_headline() -> None:
    told = {name: set(lines) - {"other"} for name, lines in headlines().items()}
    assert told == {name: set(entry.modes) for name, entry in ontology().types.items()}
