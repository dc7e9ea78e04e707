"""Many reports in one file: JSON Lines, JSON, CSV and Parquet, one article a record."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any

import msgspec

from dateline.ingest.fields import Fields
from dateline.ingest.gather import filled
from dateline.ingest.source import Source, TooLong, decoded
from dateline.records import Article, Refusal

LONGEST_LINE = 64_000_000  # bytes of one line of JSON Lines; a longer one is refused
LARGEST_FILE = 1_000_000_000  # bytes of a JSON or Parquet file, which is read whole
PROBED = 1000  # records looked at before a file is said to have no text
Row = Mapping[str, Any] | Refusal


def read_jsonl(source: Source) -> Iterator[Article]:
    """One article a line; blank lines are passed over, a line that is no JSON object is refused under its number."""
    return _articles(source, _json_rows(source))


def _json_rows(source: Source) -> Iterator[tuple[str, Row]]:
    number = 0
    while line := source.stream.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            _pass_over(source)
            yield f"{number}", Refusal("ingest", "too_long", f"a line of more than {LONGEST_LINE:,} bytes")
        elif not line.isspace():
            yield f"{number}", _json_row(line)


def _pass_over(source: Source) -> None:
    """To the end of a line that is too long; TooLong if that does not come, as in a packed bomb."""
    passed = 0
    while (line := source.stream.readline(LONGEST_LINE)) and not line.endswith(b"\n"):
        passed += len(line)
        if passed > LARGEST_FILE:
            raise TooLong(f"a line of more than {LARGEST_FILE:,} bytes")


def _json_row(line: bytes) -> Row:
    try:
        row = load_json(line)
    except ValueError as error:
        return Refusal("ingest", "unreadable", f"not JSON: {error}")
    except RecursionError:
        return Refusal("ingest", "nested", "JSON nested too deeply")
    return row if isinstance(row, dict) else Refusal("ingest", "unreadable", f"no JSON object but {type(row).__name__}")


def load_json(content: bytes) -> Any:
    """JSON as it is met: what the strict reader declines (half characters, NaN, broken UTF-8) is read leniently."""
    try:
        return msgspec.json.decode(content)
    except ValueError:
        return json.loads(decoded(content))


LISTS = ("articles", "results", "items", "documents", "docs", "reports", "records", "stories", "entries", "data", "hits")


def read_json(source: Source) -> Iterator[Article]:
    """One object, a list of them, or an object that holds the list under a usual name ({"articles": [...]})."""
    content = source.rest(LARGEST_FILE)
    try:
        found = load_json(content)
    except ValueError:
        source.stream = io.BufferedReader(io.BytesIO(content))
        lines = content.lstrip().split(b"\n", 1)
        is_lines = len(lines) > 1 and isinstance(_json_row(lines[0]), dict)
        return read_jsonl(source) if is_lines else _refused(source, "unreadable", "not JSON")
    except RecursionError:
        return _refused(source, "nested", "JSON nested too deeply")
    if isinstance(found, dict):
        listed = next((found[key] for key in LISTS if isinstance(found.get(key), list)), None)
        found = [found] if listed is None else listed
    if not isinstance(found, list):
        return _refused(source, "unreadable", "neither an object nor a list of objects")
    rows: Iterable[tuple[str, Row]] = ((str(number), _object(row)) for number, row in enumerate(found, 1))
    return _articles(source, rows)


def _object(row: Any) -> Row:
    return row if isinstance(row, dict) else Refusal("ingest", "unreadable", f"no JSON object but {type(row).__name__}")


def _refused(source: Source, reason: str, detail: str) -> Iterator[Article]:
    yield Article(id=source.name, text="", source=source.name, refusals=(Refusal("ingest", reason, detail),))


def read_csv(source: Source) -> Iterator[Article]:
    """One article a row; the separator is the one of , ; tab | that the header holds most of."""
    csv.field_size_limit(LONGEST_LINE)
    marked = source.peek(2).startswith((b"\xff\xfe", b"\xfe\xff"))
    encoding = "utf-16" if marked else "utf-8-sig"
    lines = io.TextIOWrapper(source.stream, encoding=encoding, errors="replace", newline="")
    first = lines.readline(LONGEST_LINE)
    separator = max(",;\t|", key=first.count)
    bounded = iter(lambda: lines.readline(LONGEST_LINE), "")
    rows = csv.reader(chain([first], bounded), delimiter=separator, strict=False)
    header = [name.strip() for name in next(rows, [])]
    if not header:
        return _refused(source, "empty", "no row")
    _require(Fields(source.columns, source.name), header, source)
    return _articles(source, _csv_rows(rows, header))


def _csv_rows(rows: Any, header: list[str]) -> Iterator[tuple[str, Row]]:
    number = 1
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            number += 1
            yield str(number), Refusal("ingest", "unreadable", f"not CSV: {error}")
            continue
        number += 1
        if row:
            yield str(number), dict(zip(header, row, strict=False))


def read_parquet(source: Source) -> Iterator[Article]:
    """One article a row; only the columns that are fields are read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(pa.BufferReader(source.rest(LARGEST_FILE)))
    except pa.ArrowException as error:
        return _refused(source, "unreadable", f"not Parquet: {error}")
    fields = Fields(source.columns, source.name)
    names = table.schema_arrow.names
    _require(fields, names, source)
    wanted = sorted({key if key in names else key.split(".")[0] for key in fields.names(names).values()})
    batches = (batch.to_pylist() for batch in table.iter_batches(batch_size=256, columns=wanted))
    rows = ((str(number), row) for number, row in enumerate(chain.from_iterable(batches), 1))
    return _articles(source, rows)


def _articles(source: Source, rows: Iterable[tuple[str, Row]]) -> Iterator[Article]:
    """Articles of numbered rows; InputError if none of the first thousand has a text."""
    fields = Fields(source.columns, source.name)
    rows = iter(rows)
    probed = list(_until_text(fields, islice(rows, PROBED)))
    keys = [row.keys() for _, row in probed if not isinstance(row, Refusal)]
    enough = {"text", "url"} if source.settings.fetch_missing else {"text"}
    if keys and (source.columns or not any(enough & fields.names(found).keys() for found in keys)):
        _require(fields, list(dict.fromkeys(chain.from_iterable(keys))), source)
    articles = _in_order(fields, chain(probed, rows), source.name)
    yield from filled(articles, source.settings) if source.settings.fetch_missing else articles


def _require(fields: Fields, keys: list[str], source: Source) -> None:
    """InputError without a column with the text; where missing texts are fetched, an address will do."""
    fetched = source.settings.fetch_missing and "url" in fields.names(keys)
    fields.require(keys, ("url",) if fetched else ("text",))


def _in_order(fields: Fields, rows: Iterable[tuple[str, Row]], name: str) -> Iterator[Article]:
    for number, row in rows:
        where = f"{name}:{number}"
        if isinstance(row, Refusal):
            yield Article(id=where, text="", source=where, refusals=(row,))
        else:
            yield fields.article(row, where, where)


def _until_text(fields: Fields, rows: Iterable[tuple[str, Row]]) -> Iterator[tuple[str, Row]]:
    for number, row in rows:
        yield number, row
        if not isinstance(row, Refusal) and "text" in fields.names(row):
            return



