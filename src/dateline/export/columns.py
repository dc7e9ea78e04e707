"""The columns of the formats, read from `columns.toml`: what is written and what it means."""

import tomllib
from functools import lru_cache
from importlib.resources import files

import msgspec


class Layout(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One format; a column's value is what it means, or for HXL its hashtag and what it means."""

    about: str
    columns: dict[str, str | tuple[str, str]]

    @property
    def names(self) -> list[str]:
        return list(self.columns)

    @property
    def tags(self) -> list[str]:
        """HXL's hashtags, a column each."""
        return [value[0] for value in self.columns.values() if not isinstance(value, str)]

    def meaning(self, column: str) -> str:
        value = self.columns[column]
        return value if isinstance(value, str) else value[1]


@lru_cache(maxsize=1)
def layouts() -> dict[str, Layout]:
    """The formats that have columns of their own, by name."""
    text = files("dateline.export").joinpath("columns.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, Layout])
