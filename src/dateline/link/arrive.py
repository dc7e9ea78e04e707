"""Coded reports to what linking keeps of them, on all cores: a small collection here, a large one in helper processes.

A helper is a process that runs `main`: batches of lines come in on its standard input, what is kept of them goes out. It
shares nothing with its caller, who may have threads and files open.
"""

import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from itertools import batched, islice
from typing import IO, NamedTuple

import msgspec

from dateline.link import sketch, told
from dateline.records import from_json

BATCH = 400  # reports that are given to a helper at once
FEW = 4_000  # reports below which no helper is worth its start
HELPERS = 4  # at most
AHEAD = 3  # batches that wait for each helper


class Coded(NamedTuple):
    """A report as it was coded, and the id under which it is linked; None: its own."""

    line: str
    id: str | None = None


class Kept(NamedTuple):
    """The sketch and what the report tells, as bytes, or what is wrong with the line."""

    sketch: bytes
    told: bytes
    wrong: str = ""


_IN = msgspec.msgpack.Decoder(list[Coded])
_OUT = msgspec.msgpack.Decoder(list[Kept])
_ENCODER = msgspec.msgpack.Encoder()


def kept(reports: Iterable[Coded]) -> Iterator[Kept]:
    """What is kept of each report, in their order."""
    given = iter(reports)
    yield from map(_kept, islice(given, FEW))
    following = next(given, None)
    if following is not None:
        yield from _helped([following], given)


def _kept(report: Coded) -> Kept:
    try:
        found = from_json(report.line)
    except msgspec.MsgspecError as error:
        return Kept(b"", b"", str(error))
    if report.id is not None:
        found = msgspec.structs.replace(found, id=report.id)
    return Kept(sketch.pack(sketch.sketch_of(found)), told.PACKER.pack(told.telling_of(found)))


def _helped(first: list[Coded], given: Iterator[Coded]) -> Iterator[Kept]:
    count = max(1, min(HELPERS, os.cpu_count() or 1))
    with ExitStack() as stack:
        helpers = [stack.enter_context(_Helper()) for _ in range(count)]
        waiting: deque[Future[list[Kept]]] = deque()
        for number, batch in enumerate(batched(_all(first, given), BATCH)):
            helper = helpers[number % count]
            waiting.append(helper.thread.submit(helper.ask, batch))
            if len(waiting) > AHEAD * count:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _all(first: list[Coded], given: Iterator[Coded]) -> Iterator[Coded]:
    yield from first
    yield from given


class _Helper:
    """A process that sketches, and the thread that talks to it."""

    def __init__(self) -> None:
        self.thread = ThreadPoolExecutor(1)
        command = [sys.executable, "-c", "from dateline.link.arrive import main; main()"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def __enter__(self) -> "_Helper":
        return self

    def __exit__(self, *rest: object) -> None:
        self._process.kill()
        self.thread.shutdown(wait=True, cancel_futures=True)
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def ask(self, batch: tuple[Coded, ...]) -> list[Kept]:
        """What is kept of a batch; OSError or EOFError where the process has ended: then it is done here."""
        try:
            _send(self._process.stdin, _ENCODER.encode(batch))
            return _OUT.decode(_received(self._process.stdout))
        except (OSError, EOFError, ValueError):
            return [_kept(report) for report in batch]


def _send(pipe: IO[bytes] | None, data: bytes) -> None:
    if pipe is None:
        raise EOFError
    pipe.write(len(data).to_bytes(8, "little") + data)
    pipe.flush()


def _received(pipe: IO[bytes] | None) -> bytes:
    head = pipe.read(8) if pipe is not None else b""
    data = pipe.read(int.from_bytes(head, "little")) if pipe is not None and len(head) == 8 else b""
    if len(head) < 8 or len(data) < int.from_bytes(head, "little"):
        raise EOFError
    return data


def main() -> None:
    """Serves batches until the input ends."""
    while True:
        try:
            batch = _IN.decode(_received(sys.stdin.buffer))
        except EOFError:
            return
        _send(sys.stdout.buffer, _ENCODER.encode([_kept(report) for report in batch]))
