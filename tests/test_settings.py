"""Settings: defaults, a file of the user's, single values; a mistake is named."""

import pickle
from pathlib import Path

import pytest

from dateline import errors
from dateline.errors import DatelineError, SettingsError
from dateline.settings import load_settings


def test_defaults_load() -> None:
    assert load_settings().language == "en"


def test_a_file_overrides_single_keys_and_a_keyword_overrides_the_file(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("clean = false\nplace_threshold = 0.5\n")
    settings = load_settings(own, place_threshold=0.7)
    assert (settings.clean, settings.place_threshold, settings.language) == (False, 0.7, "en")


def test_words_of_the_command_line_are_read_as_their_kind() -> None:
    settings = load_settings(max_characters="500", clean="false")
    assert (settings.max_characters, settings.clean) == (500, False)


def test_an_unknown_key_is_named_with_the_allowed_ones(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("modle = 'x'\n")
    with pytest.raises(SettingsError, match=r"own.toml: unknown setting 'modle'\n.*model"):
        load_settings(own)


def test_a_value_of_the_wrong_kind_is_named() -> None:
    with pytest.raises(SettingsError, match="max_characters"):
        load_settings(max_characters="many")


@pytest.mark.parametrize("content", ["clean = ", "\udcff"])
def test_a_file_that_is_not_toml_is_an_error_for_people(tmp_path: Path, content: str) -> None:
    own = tmp_path / "own.toml"
    own.write_bytes(content.encode("utf-8", "surrogatepass"))
    with pytest.raises(SettingsError, match=r"own\.toml"):
        load_settings(own)


def test_a_missing_file_is_an_error_for_people() -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings("nowhere.toml")


CLASSES = [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, DatelineError)]


@pytest.mark.parametrize("each", CLASSES)
def test_errors_survive_pickling_with_their_fields(each: type[DatelineError]) -> None:
    error = each("is broken off", "news.jsonl:12", "Mend the line.")
    again = pickle.loads(pickle.dumps(error))
    assert (again.what, again.where, again.remedy) == ("is broken off", "news.jsonl:12", "Mend the line.")
    assert str(error) == "news.jsonl:12: is broken off\n  Mend the line."


@pytest.mark.parametrize("each", CLASSES)
def test_the_tree_in_the_docstring_names_every_error(each: type[DatelineError]) -> None:
    assert each.__name__ in (errors.__doc__ or "")
