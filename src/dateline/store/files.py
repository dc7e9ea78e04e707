"""Files that come into being in one piece, and the lock that one writer holds."""

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.errors import OutputError

PLAIN = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EACCES: "no permission to write",
    errno.EPERM: "no permission to write",
    errno.EROFS: "the disk is read-only",
    errno.ENOTDIR: "a part of the path is no folder",
    errno.EEXIST: "it is a file, not a folder",
}
REMEDY = "What was finished is kept; the same command goes on from there."
BEGUN = ".tmp"  # the ending of what was not finished


@contextmanager
def plain_words(path: Path) -> Iterator[None]:
    """Turns the system's errors of writing into an OutputError; what was finished stays."""
    try:
        yield
    except OSError as error:
        what = PLAIN.get(error.errno or 0, (error.strerror or str(error)).lower())
        raise OutputError(f"cannot be written: {what}", str(path), REMEDY) from None


def write_whole(path: Path, content: bytes) -> None:
    """A file that is there with all its content, also after a power cut, or not at all."""
    begun = path.with_name(path.name + BEGUN)
    with plain_words(path):
        with begun.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        begun.replace(path)
        sync_folder(path.parent)


def publish(begun: Path, path: Path) -> None:
    """A finished file takes the place of the one before; who has the old one open goes on reading it."""
    with plain_words(path):
        with begun.open("rb") as file:
            os.fsync(file.fileno())
        begun.replace(path)
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(folder: Path) -> None:
    """Removes what a killed run had begun; only for who holds the lock."""
    for path in (*folder.glob(f"*{BEGUN}*"), *folder.glob(f"*/*{BEGUN}*")):
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One writer at a time; what a killed one had begun is removed."""
    with held(folder, "another build is writing it", "Wait for it, or name another record."):
        sweep(folder)
        yield


@contextmanager
def held(folder: Path, said: str, remedy: str) -> Iterator[None]:
    """The folder's lock; it goes with its process, however that ends. OutputError with these words where another has it."""
    with plain_words(folder):
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / "lock").open("a")
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise OutputError(said, str(folder), remedy) from None
        yield
