"""Records of a WARC or ARC file, one after another; a broken one is told and passed over.

    WARC/1.0 ...headers...          ARC: one line "address IP date type length", a block of that length
    <blank line>
    a block of Content-Length bytes

A record whose length is wrong is found out by what follows it, and the next beginning of a record is looked for.
"""

import re
from collections import deque
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dateline.ingest.members import Break, Member, Piece

LONGEST_HEAD = 1 << 16
HEAD_OF_LONG = 1 << 16  # bytes kept of a block that is too long, to say what it was
_WARC = re.compile(rb"WARC/\d")
_WARC_AGAIN = re.compile(rb"(?:^|\n)(?=WARC/\d\.\d\r?\n)")
_ARC_LINE = rb"(?:https?|ftps?|dns|filedesc|gopher|nntp|news|mailto|whois|metadata|urn):\S* \S+ \d{8,14} [^\n]{0,2000}?\d+\r?\n"
_ARC = re.compile(_ARC_LINE)
_ARC_AGAIN = re.compile(rb"(?:^|\n)(?=" + _ARC_LINE + rb")")
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")


class Record(NamedTuple):
    """One record. `length` is what its block should have; `block` is its beginning alone where it was too long."""

    number: int
    head: Mapping[str, str]
    block: bytes
    length: int


class Broken(NamedTuple):
    """A place at which there is no whole record."""

    number: int
    detail: str


class Archive:
    """Reads records from pieces of bytes. A block longer than `limit` is passed over but for its beginning."""

    def __init__(self, pieces: Iterator[Piece], limit: int) -> None:
        self.pieces = pieces
        self.limit = limit
        self.buffer = bytearray()
        self.at = 0  # where in the unpacked file the buffer begins
        self.marks: deque[int] = deque()  # ends of packed parts ahead
        self.stop: Break | None = None
        self.ended = False
        self.arc = False

    def records(self) -> Iterator[Record | Broken]:
        number = 0
        self._fill(16)
        self.arc = self.buffer.lstrip().startswith(b"filedesc:")
        while self._begun():
            number += 1
            yield self._record(number)

    def _begun(self) -> bool:
        """Goes over blank lines; False at the end of the file."""
        while True:
            while self.buffer.startswith((b"\r", b"\n")):
                self._drop(len(self.buffer) - len(self.buffer.lstrip(b"\r\n")))
            if self.buffer or self.stop or not self._fill(1):
                return bool(self.buffer) or self.stop is not None

    def _record(self, number: int) -> Record | Broken:
        head = self._head()
        if head is None:
            return Broken(number, self._next_one("no record begins here"))
        fields, length = head
        kept = length if length <= self.limit else min(length, HEAD_OF_LONG)
        self._fill(kept)
        if (short := self._too_long(kept)) is not None:
            self._drop(short)
            return Broken(number, "its length is wrong: the next record begins before its end")
        if len(self.buffer) < kept:
            return Broken(number, self._next_one("the file ends inside it"))
        block = bytes(self.buffer[:kept])
        if kept < length:
            missing = self._pass_over(length)
            return Broken(number, self._next_one(missing)) if missing else Record(number, fields, block, length)
        if not self._followed(kept):
            return Broken(number, self._next_one("its length is wrong: no record follows its end"))
        self._drop(kept)
        return Record(number, fields, block, length)

    def _head(self) -> tuple[dict[str, str], int] | None:
        """The fields of the record that begins here, and its length; the buffer then begins with its block."""
        sign, end = (_ARC, re.compile(rb"\n")) if self.arc else (_WARC, _END_OF_HEAD)
        match, size = None, 1 << 12
        while match is None and size <= LONGEST_HEAD:
            whole = not self._fill(size)
            match = end.search(self.buffer)
            if whole:
                break
            size *= 4
        if match is None or not sign.match(self.buffer):
            return None
        fields = (_arc_fields if self.arc else _warc_fields)(bytes(self.buffer[: match.start()]))
        length = fields.get("content-length", "")
        if not (length.isascii() and length.isdigit() and len(length) < 16):
            return None
        self._drop(match.end())
        return fields, int(length)

    def _too_long(self, kept: int) -> int | None:
        """Where in the block a packed part ends and another record begins, if so: then its length is wrong."""
        for mark in self.marks:
            if 0 < (here := mark - self.at) < kept and (_ARC if self.arc else _WARC).match(self.buffer, here):
                return here
        return None

    def _followed(self, kept: int) -> bool:
        """Whether a block is followed by its two blank lines, a record, damage, or the end of the file."""
        self._fill(kept + LONGEST_HEAD if self.arc else kept + 16)
        rest = self.buffer[kept : kept + LONGEST_HEAD].lstrip(b"\r\n")
        if not self.arc and self.buffer.startswith(b"\r\n\r\n", kept):
            return True
        return not rest or (_ARC if self.arc else _WARC).match(rest) is not None

    def _pass_over(self, length: int) -> str:
        """Goes over a long block without keeping it; why that failed, if it did."""
        left = length
        while left:
            if not self.buffer and not self._fill(1):
                return "the file ends inside it"
            step = min(left, len(self.buffer))
            short = self._too_long(step)
            if short is not None:
                self._drop(short)
                return "its length is wrong: the next record begins before its end"
            self._drop(step)
            left -= step
        return "" if self._followed(0) else "its length is wrong: no record follows its end"

    def _next_one(self, why: str) -> str:
        """Goes to where the next record begins, or to the end; says why that was needed."""
        again = _ARC_AGAIN if self.arc else _WARC_AGAIN
        first = 0 if why.startswith(("its length", "the file ends")) else 1
        while True:
            if match := again.search(self.buffer, first):
                self._drop(match.end())
                return why
            if self.stop:
                why, self.stop = self.stop.detail, None
                self._drop(len(self.buffer))
                return why
            first = 1
            self._drop(max(len(self.buffer) - 4096, 0))
            if not self._fill(len(self.buffer) + 1):
                if self.stop:
                    continue
                self._drop(len(self.buffer))
                return why

    def _fill(self, size: int) -> bool:
        """Reads on until the buffer has so many bytes; False at damage, and at the end of the file."""
        while len(self.buffer) < size:
            if self.stop or self.ended:
                return False
            piece = next(self.pieces, None)
            if piece is None:
                self.ended = True
            elif isinstance(piece, Break):
                self.stop = piece
            elif isinstance(piece, Member):
                self.marks.append(self.at + len(self.buffer))
            else:
                self.buffer += piece
        return True

    def _drop(self, size: int) -> None:
        del self.buffer[:size]
        self.at += size
        while self.marks and self.marks[0] <= self.at:
            self.marks.popleft()


def _warc_fields(head: bytes) -> dict[str, str]:
    lines = re.sub(r"\r?\n[ \t]+", " ", head.decode("utf-8", errors="replace")).splitlines()[1:]
    parted = (line.partition(":") for line in lines)
    return {name.strip().lower(): value.strip() for name, sign, value in parted if sign}


def _arc_fields(line: bytes) -> dict[str, str]:
    """An ARC line in the words of WARC: first the address, third the date, last the length."""
    words = line.decode("utf-8", errors="replace").split()
    if len(words) < 5:
        return {}
    kind = "response" if words[0].startswith(("http:", "https:")) else "warcinfo"
    return {"warc-type": kind, "warc-target-uri": words[0], "warc-date": _date(words[2]), "content-length": words[-1],
            "content-type": "application/http"}  # fmt: skip


def _date(digits: str) -> str:
    """ "20240103221500" -> "2024-01-03" """
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}"
