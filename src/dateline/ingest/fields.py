"""Which column or key is the text, the title, the date: by its usual name, or by the user's map."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from dateline.errors import InputError, KnowledgeError
from dateline.ingest.dates import day
from dateline.ingest.page_words import day_of_title
from dateline.records import Article, Refusal

FIELDS = ("text", "title", "published", "url", "outlet", "id")


@lru_cache(maxsize=1)
def usual_names() -> dict[str, tuple[str, ...]]:
    """The names of `knowledge/words/columns.toml` by field; KnowledgeError for a field that there is not."""
    path = files("dateline.knowledge").joinpath("words/columns.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    if set(table) != set(FIELDS):
        wrong = ", ".join(sorted(set(table) ^ set(FIELDS)))
        raise KnowledgeError(f"unknown or missing field: {wrong}", "columns.toml", f"Fields are {', '.join(FIELDS)}.")
    return {name: tuple(names) for name, names in table.items()}


def check_map(columns: Mapping[str, str]) -> None:
    """Raises InputError for a map of a field that there is not (`--map author=writer`)."""
    for name in columns:
        if name not in FIELDS:
            raise InputError(f"there is no field {name!r} to map", "--map", f"Fields are {', '.join(FIELDS)}.")


@dataclass
class Fields:
    """Finds the fields of records; the answer for one set of keys is kept, as a file's records mostly share theirs."""

    columns: Mapping[str, str]
    where: str
    _known: dict[tuple[str, ...], dict[str, str]] = field(default_factory=dict)

    def names(self, keys: Iterable[str]) -> dict[str, str]:
        """The key of each field that is there; a dotted name of the map ("article.body") stays as it is."""
        keys = tuple(keys)
        if keys not in self._known:
            folded = {key.lower().replace("-", "_").replace(" ", "_"): key for key in reversed(keys)}
            found = {}
            for name, usual in usual_names().items():
                if name in self.columns:
                    if self.columns[name] in keys or self.columns[name].split(".")[0] in keys:
                        found[name] = self.columns[name]
                elif hit := next((folded[one] for one in usual if one in folded), None):
                    found[name] = hit
            self._known[keys] = found
        return self._known[keys]

    def require(self, keys: Iterable[str], needed: Iterable[str] = ("text",)) -> None:
        """Raises InputError with the columns there are if a mapped one, or the text, is missing."""
        keys = list(keys)
        found = self.names(keys)
        for name in dict.fromkeys((*needed, *self.columns)):
            if name not in found:
                wanted = f"no column {self.columns[name]!r}" if name in self.columns else f"no column with the {name}"
                there = ", ".join(keys[:40]) or "none"
                remedy = f"Name it with --map {name}=COLUMN."
                if name == "text" and "url" in found:
                    remedy += " Or have the pages of the addresses fetched, with --set fetch_missing=true."
                raise InputError(f"{wanted}; there are: {there}", self.where, remedy)

    def article(self, record: Mapping[str, Any], fallback: str, source: str) -> Article:
        """The article of one record; without a usable text it carries a refusal."""
        names = self.names(record)
        got = {name: _value(record, key) for name, key in names.items()}
        text, refusals = _text(got.get("text"))
        published = day(got.get("published"))
        if published is None and got.get("published") not in (None, ""):
            refusals += (Refusal("ingest", "date", f"not one day: {str(got['published'])[:80]}"),)
        elif published is None:
            published = day_of_title(_word(got.get("title")))
        return Article(
            id=_word(got.get("id")) or fallback, text=text, published=published, url=_word(got.get("url")),
            outlet=_word(got.get("outlet")), title=_word(got.get("title")), source=source, refusals=refusals,
        )  # fmt: skip


def _text(value: Any) -> tuple[str, tuple[Refusal, ...]]:
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        return "\n".join(value), ()
    if isinstance(value, str):
        return value, ()
    detail = "no text" if value is None else f"the text is of kind {type(value).__name__}"
    return "", (Refusal("ingest", "no_text", detail),)


def _value(record: Mapping[str, Any], key: str) -> Any:
    if key in record:
        return record[key]
    value: Any = record
    for part in key.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _word(value: Any) -> str | None:
    """A value as one string; of an object ({"id": null, "name": "The Post"}) its name."""
    if isinstance(value, Mapping):
        value = next((value[key] for key in ("name", "title", "id", "url", "$oid") if value.get(key)), None)
    if isinstance(value, list):
        value = value[0] if len(value) == 1 else None
        return _word(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None
