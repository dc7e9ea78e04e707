"""Where reports go: beside the output as `OUT.part` until all are there, so that OUT is never half a file.

`OUT.part` is JSON Lines whatever OUT is: usable as it stands after a crash, and what the next run goes on from.
"""

import errno
import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec

from dateline.errors import OutputError
from dateline.records import Refusal

PLAIN = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "the file is larger than is allowed here",
    errno.EACCES: "no permission to write",
    errno.EPERM: "no permission to write",
    errno.EROFS: "the disk is read-only",
    errno.ENOENT: "there is no such folder",
    errno.EISDIR: "it is a folder",
    errno.ENOTDIR: "a part of the path is no folder",
    errno.EIO: "the disk fails",
}


class Line(msgspec.Struct, frozen=True):
    """What is looked at of a finished report."""

    id: str
    text: str
    events: tuple[msgspec.Raw, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    coder: dict[str, str] = msgspec.field(default_factory=dict)


@contextmanager
def plain_words(path: Path, remedy: str = "") -> Iterator[None]:
    """Turns the system's errors of writing into an OutputError that says what and what to do."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        what = PLAIN.get(error.errno or 0, (error.strerror or str(error)).lower())
        raise OutputError(f"cannot be written: {what}", str(path), remedy) from None


class Stream:
    """An output without a second try: standard output, a device, a pipe."""

    finished = 0

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._file: IO[bytes] = sys.stdout.buffer
        if path is not None:
            with plain_words(path):
                self._file = path.open("wb")

    def write(self, report: bytes) -> None:
        with plain_words(self.path or Path("standard output")):
            self._file.write(report + b"\n")
            self._file.flush()

    def finish(self) -> None:
        self.close()

    def close(self) -> None:
        with plain_words(self.path or Path("standard output")):
            self._file.close() if self.path else self._file.flush()


class Part:
    """An output file that comes into being at once, at the end, and goes on where an earlier run stopped."""

    def __init__(self, path: Path) -> None:
        self.path = path
        if path.is_dir():
            raise OutputError("cannot be written: it is a folder", str(path))
        self.part = path.with_name(path.name + ".part")
        self.remedy = f"What was finished is in {self.part}; the same command goes on from there."
        with plain_words(path):
            self._file = self.part.open("a+b", buffering=0)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._file.close()
            raise OutputError("another run is writing it", str(path), "Wait for it, or name another output.") from None
        self.finished = 0

    def lines(self, fingerprint: str) -> Iterator[tuple[Line, int]]:
        """The finished reports of an earlier run with this fingerprint, each with the byte where it ends."""
        self._file.seek(0)
        end = 0
        with self.part.open("rb") as file:
            for raw in file:
                try:
                    line = msgspec.json.decode(raw, type=Line)
                except (msgspec.MsgspecError, UnicodeDecodeError):
                    return
                if not raw.endswith(b"\n") or line.coder.get("fingerprint") != fingerprint:
                    return
                end += len(raw)
                yield line, end

    def keep(self, end: int, finished: int) -> bool:
        """Drops what comes after a byte; True if there was something."""
        with plain_words(self.path):
            more = self._file.seek(0, os.SEEK_END) > end
            if more:
                self._file.truncate(end)
        self.finished = finished
        return more

    def write(self, report: bytes) -> None:
        line = report + b"\n"
        with plain_words(self.path, self.remedy):
            before = self._file.seek(0, os.SEEK_END)
            try:
                self._whole(line)
            except OSError:
                self._file.truncate(before)
                raise
        self.finished += 1

    def _whole(self, line: bytes) -> None:
        view = memoryview(line)
        while view:
            view = view[self._file.write(view) or 0 :]

    def finish(self) -> None:
        """Everything is on the disk, packed or made a table if OUT asks for it, and then OUT."""
        with plain_words(self.path, self.remedy):
            os.fsync(self._file.fileno())
            ready = _converted(self.part, self.path)
            ready.replace(self.path)
            if ready != self.part:
                self.part.unlink()
            self._file.close()
            _sync_folder(self.path.parent)

    def close(self) -> None:
        """Leaves the part for the next run; without a report in it there is nothing to leave."""
        if not self._file.closed:
            with plain_words(self.path):
                os.fsync(self._file.fileno())
                self._file.close()
                if not self.finished:
                    self.part.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _converted(part: Path, path: Path) -> Path:
    """The finished lines in the form that the output's ending asks for: a file beside it, or the part itself."""
    writer = {".gz": _gzipped, ".zst": _zstd, ".parquet": _table}.get(path.suffix.lower())
    if writer is None:
        return part
    ready = path.with_name(path.name + ".tmp")
    try:
        with ready.open("wb") as file:
            writer(part, file)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        ready.unlink(missing_ok=True)
        raise
    return ready


def _gzipped(part: Path, file: IO[bytes]) -> None:
    import gzip
    import shutil

    with part.open("rb") as lines, gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packed:
        shutil.copyfileobj(lines, packed)


def _zstd(part: Path, file: IO[bytes]) -> None:
    import zstandard

    with part.open("rb") as lines:
        zstandard.ZstdCompressor(level=9).copy_stream(lines, file)


def _table(part: Path, file: IO[bytes]) -> None:
    from dateline.cli.parquet import write_table

    write_table(part, file)


def open_output(name: str) -> Stream | Part:
    """`-` is standard output; a device or pipe is written at once; anything else in one piece at the end."""
    if name == "-":
        return Stream(None)
    path = Path(name)
    return Stream(path) if path.exists() and not path.is_file() and not path.is_dir() else Part(path)
