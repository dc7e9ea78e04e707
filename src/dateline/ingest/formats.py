"""Which reader an input gets: by its ending, and where that says nothing by its first bytes."""

import re
from collections.abc import Callable, Iterator
from functools import partial

from dateline.ingest.lists import LOOKED_AT, is_list, read_gdelt, read_list, table_of
from dateline.ingest.pages import read_html, read_mail, read_pdf, read_text
from dateline.ingest.source import Source, is_binary
from dateline.ingest.tables import load_json, read_csv, read_json, read_jsonl, read_parquet
from dateline.ingest.warc import read_warc
from dateline.records import Article

Reader = Callable[[Source], Iterator[Article]]
BY_ENDING: dict[str, Reader] = {
    ".txt": read_text, ".text": read_text, ".md": read_text, ".html": read_html, ".htm": read_html, ".xhtml": read_html,
    ".jsonl": read_jsonl, ".ndjson": read_jsonl, ".json": read_json, ".csv": read_csv, ".tsv": read_csv,
    ".parquet": read_parquet, ".pq": read_parquet, ".pdf": read_pdf, ".eml": read_mail, ".warc": read_warc, ".arc": read_warc,
}  # fmt: skip
TABLES = (".csv", ".tsv", "")
_HTML = re.compile(rb"(?i)\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.DOTALL)
_MAIL = re.compile(rb"(?:Return-Path|Received|Delivered-To|From|MIME-Version|Message-ID|Subject|Date|To): .+\r?\n[\w-]+: ", re.I)


def reader_of(source: Source) -> Reader:
    """The reader by the ending; of an unknown one by what the first bytes look like; else plain text.

    A text that is a list of addresses, and a table of GDELT, which has no text, are read by what they list.
    """
    if source.ending in TABLES and (table := table_of(source.peek(LOOKED_AT))):
        return partial(read_gdelt, table=table)
    reader = BY_ENDING.get(source.ending) or _by_content(source)
    return read_list if reader is read_text and is_list(source.peek(LOOKED_AT)) else reader


def _by_content(source: Source) -> Reader:
    head = source.peek(8192).removeprefix(b"\xef\xbb\xbf")
    if head.startswith(b"%PDF-"):
        return read_pdf
    if head.startswith(b"PAR1"):
        return read_parquet
    if head.startswith((b"WARC/1.", b"WARC/0.", b"filedesc://")):
        return _archive(source)
    if is_binary(head):
        return read_text
    if _HTML.match(head):
        return read_html
    if head.lstrip()[:1] in (b"{", b"["):
        return _json_or_lines(head)
    return read_mail if _MAIL.match(head) else read_text


def _archive(source: Source) -> Reader:
    """The reader of archives, from the beginning: the look at the first bytes has read on in a packed file."""
    if source.raw is not None and source.raw is not source.stream:
        source.raw = source.raw if source.raw.seekable() and source.raw.seek(0) == 0 else source.stream
    return read_warc


def _json_or_lines(head: bytes) -> Reader:
    """JSON Lines if the first line is an object of its own, or goes on beyond the first bytes; else JSON."""
    first, end, _ = head.lstrip().partition(b"\n")
    if not first.startswith(b"{"):
        return read_json
    try:
        return read_jsonl if isinstance(load_json(first), dict) else read_json
    except ValueError:
        return read_json if end else read_jsonl
