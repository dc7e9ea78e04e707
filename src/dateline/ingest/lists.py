"""Lists of addresses: a text file with one a line, and the tables of GDELT, which have addresses and no text.

    # yesterday
    https://news.example/convoy
    https://paper.example/2024/03/05/bridge

Their pages are fetched politely (`ingest/web/`), in the order of the list; each address once. A page that cannot be had is
an article with a refusal. To follow addresses over time there is `dateline watch`.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from importlib.resources import files
from typing import NamedTuple

from dateline.errors import KnowledgeError
from dateline.ingest.gather import Wanted, gathered
from dateline.ingest.source import Source, decoded
from dateline.records import Article

LONGEST_LINE = 1_000_000  # bytes; rows of the knowledge graph have some tens of thousands
LOOKED_AT = 8192  # bytes by which a list is told from a text
_ADDRESS = re.compile(rb"https?://[^\s<>\"]{3,2000}", re.IGNORECASE)
_NUMBER = re.compile(rb"\d{8,}")


class Table(NamedTuple):
    """A table of GDELT; columns count from 1, 0 is none."""

    name: str
    columns: int
    address_column: int
    web_column: int = 0
    begins: str = ""


@lru_cache(maxsize=1)
def tables() -> dict[int, Table]:
    """The tables of `knowledge/words/gdelt.toml` by their number of columns."""
    path = files("dateline.knowledge").joinpath("words/gdelt.toml")
    try:
        found = [Table(**row) for row in tomllib.loads(path.read_text(encoding="utf-8"))["table"]]
    except (TypeError, KeyError) as error:
        raise KnowledgeError(f"a table is not as it should be: {error}", "gdelt.toml") from None
    return {table.columns: table for table in found}


def is_list(head: bytes) -> bool:
    """Whether the first bytes are lines with an address and nothing else; blank lines and those with # do not count."""
    lines = [line.strip() for line in head.removeprefix(b"\xef\xbb\xbf").splitlines()]
    if len(head) >= LOOKED_AT and len(lines) > 1:
        lines.pop()
    lines = [line for line in lines if line and not line.startswith(b"#")]
    return bool(lines) and all(_ADDRESS.fullmatch(line) for line in lines)


def table_of(head: bytes) -> Table | None:
    """The table of GDELT of which a file's first bytes are rows, if they are: rows begin with a long number, headers do not."""
    line, end, _ = head.partition(b"\n")
    if not end:
        begun = (table for table in tables().values() if table.begins and re.match(table.begins.encode(), line))
        if found := next(begun, None):
            return found
    cells = line.rstrip(b"\r\n").split(b"\t")
    table = tables().get(len(cells))
    return table if table and _NUMBER.match(cells[0]) else None


def read_list(source: Source) -> Iterator[Article]:
    """The reports behind the lines of a text file."""
    return gathered(_once(_of_lines(source)), source.settings)


def read_gdelt(source: Source, table: Table) -> Iterator[Article]:
    """The reports behind the rows of a table of GDELT. Its dates are of GDELT's own work, and do not count."""
    return gathered(_once(_of_rows(source, table)), source.settings)


def _of_lines(source: Source) -> Iterator[Wanted]:
    for number, line in enumerate(_lines(source), start=1):
        line = line.removeprefix(b"\xef\xbb\xbf").strip()
        if line and not line.startswith(b"#"):
            yield Wanted(decoded(line), f"{source.name}:{number}")


def _of_rows(source: Source, table: Table) -> Iterator[Wanted]:
    for number, line in enumerate(_lines(source), start=1):
        cells = line.rstrip(b"\r\n").split(b"\t")
        if len(cells) == table.columns and (not table.web_column or cells[table.web_column - 1] == b"1"):
            address = cells[table.address_column - 1].strip()
            if _ADDRESS.fullmatch(address):
                yield Wanted(decoded(address), f"{source.name}:{number}")


def _lines(source: Source) -> Iterator[bytes]:
    while line := source.stream.readline(LONGEST_LINE):
        yield line


def _once(wanted: Iterable[Wanted]) -> Iterator[Wanted]:
    """Each address once. What is kept of one is eight bytes."""
    seen = set()
    for one in wanted:
        mark = blake2b(one.address.encode(), digest_size=8).digest()
        if mark not in seen:
            seen.add(mark)
            yield one
