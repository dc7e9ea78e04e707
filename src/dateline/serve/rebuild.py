"""Puts people's decisions into the record while the desk goes on: the tables are derived anew, in a thread, after a short rest.

A large record takes long to derive; there the decisions wait until somebody asks for it, and nothing is lost meanwhile.
"""

import threading
import time
from pathlib import Path

from dateline.assemble import Options, build
from dateline.errors import DatelineError

REST = 0.8  # seconds without a further decision
AGAIN = 5.0  # seconds until a folder that another build holds is tried again
LARGE = 20_000  # reports above which the tables are derived only when asked for


class Rebuilder:
    """Derives one record anew on request; requests that come while it works are answered by one more round."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problem: str | None = None
        self.words = ""  # what the round under way does, for people
        self._asked = threading.Event()
        self._stopped = False
        self._working = False
        self._thread: threading.Thread | None = None

    @property
    def working(self) -> bool:
        return self._working or self._asked.is_set()

    def ask(self) -> None:
        """A decision was added."""
        self._asked.set()
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._run, daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Waits for a round that is under way."""
        self._stopped = True
        if self._thread is not None:
            self._thread.join(timeout=30)

    def _say(self, words: str) -> None:
        self.words = words

    def _run(self) -> None:
        while self._asked.is_set() and not self._stopped:
            self._asked.clear()
            self._working, self.words = True, "waiting for further decisions"
            time.sleep(REST)
            if self._asked.is_set():
                continue
            try:
                build([], self.folder, Options(say=self._say))
                self.problem = None
            except DatelineError as error:
                self.problem = str(error)
                self._asked.set()
                time.sleep(AGAIN)
        self._working = False
