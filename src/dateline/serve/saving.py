"""Files that take long to write: written in a thread while a page says how far it is, and stopped when somebody says so.

A file belongs to who began it (an own name that cannot be guessed); the last few are kept until the server stops.
"""

import secrets
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.errors import DatelineError
from dateline.store.rows import Stream

LARGE = 30_000  # rows above which a file takes a second or two: under it the file is the answer
KEPT = 4  # files
OPEN = 2  # files that are written at a time
STEP = 500  # rows between looks at whether somebody stopped it
Source = Callable[[], AbstractContextManager[Stream]]
Write = Callable[[str, Stream, Path], object]


class Stopped(Exception):
    """Somebody said stop."""


@dataclass
class Saving:
    """One file: what it is, how far it is, and what came of it: `state` is writing, done, stopped or failed."""

    name: str  # of the file, for people
    form: str
    of: int
    path: Path
    key: str = field(default_factory=lambda: secrets.token_urlsafe(12))
    rows: int = 0
    state: str = "writing"
    problem: str = ""
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def words(self) -> str:
        return f"{self.rows:,} of {self.of:,} rows written"


class Counted(Stream):
    """Rows that are counted as they are read; reading ends with Stopped when somebody stopped it."""

    def __init__(self, rows: Stream, saving: Saving) -> None:
        self._rows, self._saving = rows, saving

    @property
    def columns(self) -> list[str]:
        return self._rows.columns

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for number, row in enumerate(self._rows, start=1):
            if number % STEP == 0:
                self._saving.rows = number
                if self._saving.stop.is_set():
                    raise Stopped
            yield row


class Savings:
    """The files of one desk."""

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._all: dict[str, Saving] = {}
        self._lock = threading.Lock()
        self._turns = threading.Semaphore(OPEN)

    def get(self, key: str) -> Saving | None:
        return self._all.get(key)

    def begin(self, what: tuple[str, str, int], source: Source, write: Write) -> Saving:
        """Begins to write a file of a name, a form and so many rows; `source` opens the rows for as long as they are read."""
        with self._lock:
            if self._folder is None:
                self._folder = tempfile.TemporaryDirectory(prefix="dateline-")
            saving = Saving(*what, Path(self._folder.name) / secrets.token_hex(8))
            self._all[saving.key] = saving
            for old in [each for each in self._all.values() if each.state != "writing"][:-KEPT]:
                del self._all[old.key]
                old.path.unlink(missing_ok=True)
        threading.Thread(target=self._run, args=(saving, source, write), daemon=True).start()
        return saving

    def _run(self, saving: Saving, source: Source, write: Write) -> None:
        try:
            with self._turns, source() as rows:
                write(saving.form, Counted(rows, saving), saving.path)
            saving.rows, saving.state = saving.of, "done"
        except Stopped:
            saving.state = "stopped"
        except (DatelineError, OSError) as error:
            saving.state, saving.problem = "failed", str(error)
        finally:
            if saving.state == "writing":
                saving.state = "failed"
            if saving.state != "done":
                saving.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Stops what is written and removes the files."""
        for each in self._all.values():
            each.stop.set()
        if self._folder is not None:
            self._folder.cleanup()
