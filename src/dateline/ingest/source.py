"""Bytes with a name: opened, unpacked, never more of them than asked for, and turned into text."""

import codecs
import gzip
import io
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Self, cast

import zstandard

from dateline.errors import InputError
from dateline.settings import Settings

PACKED = (".gz", ".zst")
_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
BYTES_A_CHARACTER = 4


class TooLong(ValueError):
    """More bytes than the longest report may have; the message says how many are allowed."""


@dataclass
class Source:
    """One open input. `name` is for ids and messages, `ending` the format's (without .gz), `url` where it came from.

    `raw` is the stream before unpacking, for formats that unpack themselves; `charset` what the sender says of it.
    """

    name: str
    ending: str
    stream: "io.BufferedReader[Any]"
    settings: Settings
    columns: Mapping[str, str] = field(default_factory=dict)
    url: str | None = None
    raw: "io.BufferedReader[Any] | None" = None
    charset: str | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.stream.close()

    def peek(self, size: int = 4096) -> bytes:
        """The first bytes, still to be read; fewer where the stream gives fewer at once."""
        return self.stream.peek(size)[:size]

    def rest(self, limit: int = 0) -> bytes:
        """All bytes; TooLong beyond the limit (0: what the longest report may take), so that a bomb stays packed."""
        limit = limit or max(BYTES_A_CHARACTER * self.settings.max_characters, self.settings.fetch_max_bytes)
        found = self.stream.read(limit + 1)
        if len(found) > limit:
            raise TooLong(f"more than {limit:,} bytes")
        return found


def open_path(path: Path, settings: Settings, columns: Mapping[str, str]) -> Source:
    """The file of a path; InputError says what is wrong with it (missing, a folder, no permission)."""
    try:
        stream = path.open("rb")
    except OSError as error:
        raise InputError(f"cannot be read: {(error.strerror or str(error)).lower()}", str(path)) from None
    return unpacked(path.as_posix(), stream, settings, columns)


def open_stdin(settings: Settings, columns: Mapping[str, str]) -> Source:
    return unpacked("stdin", cast(BinaryIO, sys.stdin.buffer), settings, columns)


def unpacked(name: str, stream: BinaryIO, settings: Settings, columns: Mapping[str, str]) -> Source:
    """The source of a stream, unpacked if its first bytes say that it is packed, whatever its name says."""
    outer = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
    head = outer.peek(4)[:4]
    inner: io.BufferedReader = outer
    if head.startswith(_GZIP):
        inner = io.BufferedReader(cast(io.RawIOBase, gzip.GzipFile(fileobj=outer)))
    elif head.startswith(_ZSTD):
        reader = zstandard.ZstdDecompressor().stream_reader(outer, read_across_frames=True)
        inner = io.BufferedReader(cast(io.RawIOBase, reader))
    bare = Path(name)
    ending = Path(bare.stem).suffix if bare.suffix.lower() in PACKED else bare.suffix
    return Source(name, ending.lower(), inner, settings, columns, raw=outer)


_LATIN = frozenset(("iso8859-1", "ascii", "cp1252"))  # in pages all of them mean Windows-1252
_UNSAFE = frozenset(("idna", "punycode", "unicode_escape", "raw_unicode_escape", "utf-7", "undefined"))


def decoded_as(content: bytes, charset: str) -> str | None:
    """Text of bytes in a named encoding; None where there is none of that name, or the bytes are not in it.

    "windows-1251", "ISO-8859-1" (read as Windows-1252, as browsers do), but not "idna", which is no encoding of pages.
    """
    try:
        name = codecs.lookup(charset.strip(" \"'")).name
        if name in _UNSAFE:
            return None
        return content.decode("cp1252" if name in _LATIN else name, errors="replace" if name in _LATIN else "strict")
    except (LookupError, ValueError):
        return None


def decoded(content: bytes) -> str:
    """Text of bytes: UTF-8, UTF-16 with its mark, else Windows-1252 where that explains more of them.

    A UTF-8 file with few broken characters stays UTF-8, with U+FFFD for each.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        lenient = content.decode("utf-8-sig", errors="replace")
    broken = lenient.count("�")
    whole = sum(not char.isascii() for char in lenient) - broken
    return lenient if broken <= whole else content.decode("cp1252", errors="replace")


_TEXT_CONTROLS = frozenset(b"\t\n\r\f\x1b\x00")


def is_binary(head: bytes) -> bool:
    """Whether bytes are no text: one in ten is a control character, or one in three is NUL (and no UTF-16 mark)."""
    if not head or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    controls = sum(byte < 32 and byte not in _TEXT_CONTROLS for byte in head)
    return controls * 10 > len(head) or head.count(0) * 3 > len(head)
