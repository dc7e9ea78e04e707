"""Reads a TOML file of `words/` into a typed struct; what does not fit is a KnowledgeError that names file and entry."""

import tomllib
from importlib.resources import files
from typing import Any

import msgspec

from dateline.errors import KnowledgeError


def read_table[Table](name: str, kind: type[Table]) -> Table:
    """The table of `words/NAME`; KnowledgeError for an unknown key or a value that is not allowed."""
    path = files("dateline.knowledge").joinpath("words", name)
    try:
        return convert(tomllib.loads(path.read_text(encoding="utf-8")), kind, name)
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"is not TOML: {error}", name) from None


def convert[Table](table: dict[str, Any], kind: type[Table], name: str) -> Table:
    """A parsed table as a struct; the message of an unknown key lists the allowed ones."""
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError as error:
        allowed = ", ".join(getattr(kind, "__struct_fields__", ()))
        raise KnowledgeError(str(error), name, f"Sections: {allowed}.") from None
