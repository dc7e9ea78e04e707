"""Lists, the views that join what people want in one row: their columns and their CREATE VIEW, read from `lists.toml`."""

import tomllib
from functools import lru_cache
from importlib.resources import files

import msgspec

from dateline.errors import KnowledgeError
from dateline.store.schema import quoted, tables, text_literal

TOLLS = """CREATE VIEW tolls AS SELECT event,
  max(low) FILTER (measure = 'killed') AS killed_low, max(coalesce(high, low)) FILTER (measure = 'killed') AS killed_high,
  max(low) FILTER (measure = 'injured') AS injured_low, max(coalesce(high, low)) FILTER (measure = 'injured') AS injured_high
FROM figures WHERE event IS NOT NULL AND status IN ('occurred', 'claimed') AND scope IS DISTINCT FROM 'stock' GROUP BY event"""


class Cell(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"expression": "is"}):
    """One column that a list adds to those of its table."""

    expression: str
    about: str


class List(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"table": "with", "source": "from"}):
    """One view: the columns of `table` but those `without`, then its own."""

    about: str
    table: str
    without: tuple[str, ...]
    source: str
    columns: dict[str, Cell]

    def described(self) -> dict[str, str]:
        """All its columns with what they mean, in order."""
        kept = {name: column.about for name, column in tables()[self.table].columns.items() if name not in self.without}
        return kept | {name: cell.about for name, cell in self.columns.items()}


@lru_cache(maxsize=1)
def lists() -> dict[str, List]:
    """The lists by name; KnowledgeError where one leaves out a column that its table has not."""
    text = files("dateline.store").joinpath("lists.toml").read_text(encoding="utf-8")
    found = msgspec.convert(tomllib.loads(text), dict[str, List])
    for name, one in found.items():
        unknown = set(one.without) - tables()[one.table].columns.keys()
        if unknown:
            raise KnowledgeError(f"leaves out what is not there: {sorted(unknown)}", f"lists.toml: {name}")
    return found


def views() -> list[str]:
    """CREATE VIEW for every list, and the comments that `dateline sql` shows."""
    made = [TOLLS]
    for name, one in lists().items():
        own = [f"t.{quoted(column)}" for column in tables()[one.table].columns if column not in one.without]
        own += [f"{cell.expression} AS {quoted(column)}" for column, cell in one.columns.items()]
        made.append(f"CREATE VIEW {quoted(name)} AS SELECT {', '.join(own)} FROM {one.source}")
        made.append(f"COMMENT ON VIEW {quoted(name)} IS {text_literal(one.about)}")
        made += [
            f"COMMENT ON COLUMN {quoted(name)}.{quoted(column)} IS {text_literal(about)}"
            for column, about in one.described().items()
        ]
    return made
