"""Options that several commands have, and what they mean."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dateline.errors import SettingsError
from dateline.settings import Settings, load_settings


def pairs(given: Iterable[str], option: str) -> dict[str, str]:
    """`["text=body"]` as a mapping; SettingsError for one without "="."""
    found = {}
    for one in given:
        name, sign, value = one.partition("=")
        if not sign or not name.strip():
            raise SettingsError(f"{one!r} is not of the form NAME=VALUE", option)
        found[name.strip()] = value.strip()
    return found


def settings_of(path: Path | None, changes: Iterable[str], **switches: Any) -> Settings:
    """The settings of a file, of --set, and of switches (None: not given), each stronger than the one before."""
    given: dict[str, Any] = {**pairs(changes, "--set"), **{name: value for name, value in switches.items() if value is not None}}
    return load_settings(path, **given)


def quiet_libraries() -> None:
    """Readers of outside libraries log what the refusals say already."""
    import logging

    for name in ("pypdf", "trafilatura", "htmldate", "charset_normalizer", "httpx"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
