"""The process that holds the model, and the workers forked from it.

    driver ──control── nursery ── worker, worker, ...       each worker has a pipe of its own to the driver

The nursery is started afresh (no threads, nothing of the driver's), loads the coder once and then only forks and buries
workers, so that a worker costs milliseconds and shares the model's memory. Where a process with a loaded model must not be
forked (it has threads, or the system is not Linux), a nursery becomes a worker itself and the driver starts one for each.

No orphans: the nursery ends when its driver's end of the control pipe closes, however the driver ended; workers end with
the nursery (PR_SET_PDEATHSIG), or when their pipe closes.
"""

import ctypes
import gc
import os
import pickle
import resource
import signal
import socket
import sys
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec

from dateline.errors import DatelineError
from dateline.records import Article, Coder
from dateline.scale.alone import failed
from dateline.scale.work import Coded, Coding, Death, coded

TICK, DONE, DIED = b"t", b"d", b"x"
FORK, REAP = "fork", "reap"
DEATH_OF_PARENT = 1  # PR_SET_PDEATHSIG
_articles = msgspec.msgpack.Decoder(list[Article])


class Start(msgspec.Struct):
    """The first message to a nursery: where to import from, what makes the coder (pickled), bytes a worker may take."""

    path: list[str]
    factory: bytes
    memory: int = 0


class Ready(msgspec.Struct):
    """Its answer: who codes, and whether workers can be forked."""

    coder: Coder
    forks: bool


def main(handle: int) -> None:
    """Loads and forks until the driver is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control = Connection(handle)
    try:
        start = control.recv()
        sys.path[:] = start.path
        if start.memory:
            resource.setrlimit(resource.RLIMIT_DATA, (start.memory, start.memory))
        coding = _loaded(control, start.factory)
        if coding is not None:
            _obey(control, coding)
    except (EOFError, ConnectionError):
        return


def _loaded(control: Connection, factory: bytes) -> Coding | None:
    """The coder, told to the driver; or what kept it from loading."""
    try:
        coding: Coding = pickle.loads(factory)()
    except DatelineError as error:
        control.send(error)
        return None
    except Exception as error:  # noqa: BLE001  the driver says it
        control.send(DatelineError(f"the coder does not load: {type(error).__name__}: {error}"))
        return None
    gc.collect()
    gc.freeze()  # what is shared stays shared: the collector does not touch it
    control.send(Ready(coding.coder, sys.platform == "linux" and _threads() == 1))
    return coding


def _threads() -> int:
    return sum(1 for _ in Path("/proc/self/task").iterdir())


def _obey(control: Connection, coding: Coding) -> None:
    """FORK, followed by a pipe's handle: a worker on that pipe; its process number is the answer. REAP: how one ended."""
    with socket.socket(fileno=os.dup(control.fileno())) as channel:
        while True:
            what, value = control.recv()
            if what == REAP:
                os.kill(value, signal.SIGKILL)  # not yet buried, so the number is still its own
                control.send(os.waitpid(value, 0)[1])
                continue
            _, handles, _, _ = socket.recv_fds(channel, 1, 1)
            worker = os.fork() if value else 0
            if worker == 0:
                if value:
                    _orphaned_never()
                    control.close()
                    channel.close()
                else:
                    control.send(os.getpid())
                _work(Connection(handles[0]), coding)
                os._exit(0)
            os.close(handles[0])
            control.send(worker)


def _orphaned_never() -> None:
    """This process is killed as soon as the one that forked it ends."""
    parent = os.getppid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DEATH_OF_PARENT, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent or parent == 1:
        os._exit(0)


def _work(pipe: Connection, coding: Coding) -> None:
    """Codes what comes, a shard a message, until the pipe closes."""
    _own_files(coding)
    try:
        while True:
            articles = _articles.decode(pipe.recv_bytes())
            pipe.send_bytes(_attempt(pipe, coding, articles))
    except (EOFError, ConnectionError):
        return


def _attempt(pipe: Connection, coding: Coding, articles: list[Article]) -> bytes:
    found: list[Coded] = []
    try:
        for report in coding.code(articles):
            found.append(coded(report))
            pipe.send_bytes(TICK)
    except ConnectionError:
        raise
    except Exception as error:  # noqa: BLE001  the driver looks for the report that raised it
        return DIED + msgspec.msgpack.encode(failed(error, len(found)))
    return DONE + msgspec.msgpack.encode(found)


def _own_files(coding: Coding) -> None:
    """An SQLite file that was open before the fork must not be used after it: the place index is opened anew."""
    settings = getattr(coding, "settings", None)
    if settings is not None and hasattr(coding, "gazetteer"):
        from dateline.knowledge.gazetteer import open_gazetteer

        coding.gazetteer = open_gazetteer(settings.gazetteer, settings.places_file)


def read_death(message: bytes) -> Death:
    return msgspec.msgpack.decode(message[1:], type=Death)


if __name__ == "__main__":
    from dateline.scale.nursery import main as start_here

    start_here(int(sys.argv[1]))
