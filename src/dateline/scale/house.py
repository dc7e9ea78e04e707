"""The driver's side of the nursery: starts it, asks it for workers, learns how they ended."""

import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection

from dateline.errors import WorkerError
from dateline.records import Coder
from dateline.scale.job import Job
from dateline.scale.nursery import FORK, REAP, Ready, Start
from dateline.scale.work import Coding, Death

ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")
GONE = "the process that holds the model ended"
LIFE = 32_000_000  # bytes of reports that a worker codes, some 12,000 long ones; to fork another costs next to nothing


class Lost(Exception):
    """A nursery is gone, and its workers with it."""


class Nursery:
    """A process with a loaded coder. `forks` is False where it can only become a worker itself."""

    def __init__(self, factory: Callable[[], Coding], memory: int = 0) -> None:
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-m", "dateline.scale.nursery", str(theirs.fileno())]
        with theirs:
            self._process = subprocess.Popen(
                command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                env={**os.environ, **ONE_THREAD},
            )  # fmt: skip
        self._channel = ours
        self._control = Connection(os.dup(ours.fileno()))
        self._ready: Ready | None = None
        try:
            self._control.send(Start([path for path in sys.path if path], pickle.dumps(factory), memory))
        except (OSError, EOFError):
            self._gone()

    @property
    def ready(self) -> Ready:
        """Waits until the coder is loaded; raises what kept it from loading."""
        if self._ready is None:
            answer = self._answer()
            if isinstance(answer, Exception):
                raise answer
            assert isinstance(answer, Ready)
            self._ready = answer
        return self._ready

    @property
    def coder(self) -> Coder:
        return self.ready.coder

    @property
    def forks(self) -> bool:
        return self.ready.forks

    def worker(self) -> "Worker":
        """A new worker. Raises Lost."""
        forks = self.ready.forks and self.forks
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                self._control.send((FORK, forks))
                socket.send_fds(self._channel, [b"h"], [theirs.fileno()])
            except (OSError, EOFError):
                ours.close()
                raise Lost from None
        number = self._answer()
        assert isinstance(number, int)
        return Worker(self, number, Connection(ours.detach()))

    def bury(self, worker: int) -> int:
        """How a worker ended, as the system's status; one that still lives is killed."""
        if not self.forks:
            self._process.kill()
            code = self._process.wait()
            return -code if code < 0 else code << 8
        try:
            self._control.send((REAP, worker))
        except (OSError, EOFError):
            raise Lost from None
        status = self._answer()
        assert isinstance(status, int)
        return status

    def close(self) -> None:
        """Ends it, and so its workers."""
        self._control.close()
        self._channel.close()
        self._process.kill()
        self._process.wait()

    def _answer(self) -> object:
        try:
            return self._control.recv()
        except (OSError, EOFError):
            self._gone()
            raise AssertionError from None

    def _gone(self) -> None:
        if self._ready is not None:
            raise Lost from None
        code = self._process.wait()
        raise WorkerError(f"{GONE} before the model was loaded ({ended(-code if code < 0 else code << 8)})") from None


class Worker:
    """A process that codes, as its driver sees it: its pipe, its job, and since when it has said nothing."""

    def __init__(self, nursery: Nursery, number: int, pipe: Connection) -> None:
        self.nursery = nursery
        self.number = number
        self.pipe = pipe
        self.job: Job | None = None
        self.heard = 0.0
        self.sent = 0

    def take(self, job: Job) -> bool:
        """Sends a job; False if the worker is dead."""
        self.job, self.heard = job, time.monotonic()
        payload = job.payload()
        self.sent += len(payload)
        try:
            self.pipe.send_bytes(payload)
        except OSError:
            return False
        return True

    @property
    def is_old(self) -> bool:
        """Whether a fresh one should take its place: each new word costs it some bytes for ever, in spaCy's tables."""
        return self.sent > LIFE and self.nursery.forks

    def bury(self) -> Death:
        """Takes a dead or silent worker away; how it died. Raises Lost."""
        self.pipe.close()
        finished = self.job.finished if self.job else None
        how = ended(self.nursery.bury(self.number))
        return Death("died", f"coding it ended the process that did it ({how})", finished)


def ended(status: int) -> str:
    """A system's status in words: "killed by SIGSEGV", "exit code 3"."""
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        return f"killed by {signal.Signals(number).name if number in list(signal.Signals) else number}"
    return f"exit code {os.WEXITSTATUS(status)}"
