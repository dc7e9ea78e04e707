"""An archive's bytes, unpacked piece by piece: of any size in the same memory, and on past damaged places.

A gzipped archive is many small files one after another, a record each. Where one of them is damaged, the next is looked
for, so that a broken record costs itself and not the rest of the file.
"""

import re
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple, Protocol

STEP = 1 << 16  # packed bytes read at once
PIECE = 1 << 18  # bytes unpacked at once, at most
TRIED = 1 << 12  # packed bytes by which a place is told to be the beginning of a record
GZIP = b"\x1f\x8b"
ZSTD = (b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18")  # a frame; the dictionary with which the frames of an archive are packed
_GZIP_MEMBER = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")
_RECORD = re.compile(rb"\s*(?:WARC/\d|[a-z]{2,12}:\S)")
_AUTO = 31  # zlib's sign for a gzip header


class Break(NamedTuple):
    """Damage: what stood before it is not whole, what follows begins anew."""

    detail: str


class Member(NamedTuple):
    """The end of one packed part of a file, which mostly is the end of a record."""


Piece = bytes | Break | Member


class Readable(Protocol):
    """What bytes are read from."""

    def read(self, size: int = -1, /) -> bytes: ...


def pieces(raw: Any) -> Iterator[Piece]:
    """The plain bytes of a buffered stream that may be packed with gzip or Zstandard."""
    head = raw.peek(4)[:4]
    if head.startswith(GZIP):
        yield from Gunzip(raw).pieces()
    elif head.startswith(ZSTD):
        from fastwarc.stream_io import ZstdReader

        yield from plain(ZstdReader(raw))
    else:
        yield from plain(raw)


def plain(stream: Readable) -> Iterator[Piece]:
    """Bytes as they come; an unpacker that gives up is a break, and the end."""
    while True:
        try:
            piece = stream.read(PIECE)
        except (OSError, EOFError, ValueError, zlib.error) as error:
            yield Break(f"the packed bytes are damaged, and what follows is lost ({str(error) or type(error).__name__})")
            return
        if not piece:
            return
        yield piece


class Gunzip:
    """Unpacks one gzip member after another, and finds the next one behind damage."""

    def __init__(self, raw: Readable) -> None:
        self.raw = raw
        self.before = b""  # what was read last and is used up: a cut member's successor may begin in it
        self.window = b""

    def pieces(self) -> Iterator[Piece]:
        while self._filled():
            if not self._goes_on():
                yield Break("what follows a record is no gzip")
                if not self._found(1):
                    return
            elif self.window:
                yield from self._member()

    def _filled(self) -> bool:
        if len(self.window) < 4:
            self.window += self.raw.read(STEP)
        return bool(self.window)

    def _goes_on(self) -> bool:
        """Drops NULs between members; whether the file ends here, or another member begins."""
        while self._filled() and self.window[0] == 0:
            self.window = self.window.lstrip(b"\0")
        return not self.window or _GZIP_MEMBER.match(self.window) is not None

    def _member(self) -> Iterator[Piece]:
        unzip = zlib.decompressobj(_AUTO)
        self.before, parts = b"", 0
        while not unzip.eof:
            try:
                found = unzip.decompress(self.window, PIECE)
            except zlib.error as error:
                yield Break(f"the packed bytes are damaged ({str(error).rpartition(': ')[2]})")
                self._found(int(parts < 2))
                return
            if found:
                yield found
            rest = unzip.unused_data if unzip.eof else unzip.unconsumed_tail
            if used := len(self.window) - len(rest):
                self.before, parts = self.window[:used], parts + 1
            self.window = rest
            if not unzip.eof and not self.window and not found:
                self.window = self.raw.read(STEP)
                if not self.window:
                    yield Break("the packed file ends too early")
                    self._found(int(parts < 2))
                    return
        yield Member()

    def _found(self, after: int) -> bool:
        """Goes to the next place at which a record begins, also in what was taken for the damaged one; False at the end.

        `after` is 1 where the first byte is the beginning of the damaged one.
        """
        window, at = self.before + self.window, after
        self.before = b""
        while True:
            match = _GZIP_MEMBER.search(window, at)
            start = match.start() if match else max(len(window) - 3, 0)
            if not match or len(window) - start < TRIED:
                more = self.raw.read(STEP)
                if more:
                    window, at = window[start:] + more, 0
                    continue
            if not match:
                self.window = b""
                return False
            if _begins_record(window[start : start + TRIED]):
                self.window = window[start:]
                return True
            at = start + 1


def _begins_record(packed: bytes) -> bool:
    try:
        return bool(_RECORD.match(zlib.decompressobj(_AUTO).decompress(packed, 64)))
    except zlib.error:
        return False
