"""Defaults and the user's own: `defaults.toml`, then a TOML file, then single values, each checked.

An unknown key or a value of the wrong kind is a `SettingsError` that names the key, the file and what is allowed.
"""

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import msgspec

from dateline.errors import SettingsError


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a user may set; `defaults.toml` says what each means."""

    model: str
    clean: bool
    predicates: bool
    gate: Literal["none", "sentences", "reports"]
    language: str
    max_characters: int
    place_threshold: float
    places_file: str
    rules_dir: str
    gazetteer: str
    fetch_timeout: float
    fetch_max_bytes: int
    fetch_max_redirects: int
    fetch_private: bool
    report_seconds: float
    worker_megabytes: int
    fetch_delay: float
    fetch_contact: str
    fetch_missing: bool


def decisive(settings: Settings) -> dict[str, Any]:
    """The settings that decide what a report is coded as: not how its page is fetched, nor how long a worker may take."""
    table = msgspec.structs.asdict(settings)
    return {name: value for name, value in table.items() if not name.startswith(("fetch_", "report_", "worker_"))}


def load_settings(path: str | Path | None = None, **changes: Any) -> Settings:
    """The defaults, overridden by the keys of a TOML file and then by keyword.

    Raises SettingsError for a file that cannot be read, an unknown key, or a value of the wrong kind.
    """
    table = tomllib.loads(files("dateline").joinpath("defaults.toml").read_text(encoding="utf-8"))
    own = _read(Path(path)) if path else {}
    _check(own, set(table), str(path))
    _check(changes, set(table), "--set")
    try:
        return msgspec.convert(table | own | changes, Settings, strict=False)
    except msgspec.ValidationError as error:
        raise SettingsError(str(error), str(path or "--set"), "defaults.toml shows each key with its kind.") from None


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"cannot be read: {error.strerror}", str(path)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"is not TOML: {error}", str(path)) from None


def _check(given: dict[str, Any], allowed: set[str], where: str) -> None:
    for key in given:
        if key not in allowed:
            raise SettingsError(f"unknown setting {key!r}", where, f"Allowed are {', '.join(sorted(allowed))}.")
