"""How many workers, and how much each may take."""

import os
from pathlib import Path

from dateline.errors import SettingsError
from dateline.settings import Settings

MOST = 1024
LEAST_MEMORY = 2 << 30  # bytes: a loaded model with room for the longest report
ALLOWED = f"Allowed are whole numbers from 1 to {MOST}, and auto (or 0) for one on each processor."


def workers_of(given: str, option: str = "--workers") -> int:
    """ "4", "auto", "0"; SettingsError for anything else."""
    word = given.strip().lower()
    if word in ("auto", "0"):
        return cores()
    if not (word.isascii() and word.isdigit() and int(word) <= MOST):
        raise SettingsError(f"{given!r} is no number of workers", option, ALLOWED)
    return int(word)


def cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def memory_of(settings: Settings, workers: int) -> int:
    """Bytes that one worker may take: what the settings say, else its share of what the machine or its container has."""
    if settings.worker_megabytes:
        return settings.worker_megabytes << 20
    known = [size for size in (_of_machine(), _of_container()) if size]
    return max(min(known) // workers, LEAST_MEMORY) if known else 0


def _of_machine() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (OSError, ValueError):
        return 0


def _of_container() -> int:
    try:
        word = Path("/sys/fs/cgroup/memory.max").read_text(encoding="ascii").strip()
    except OSError:
        return 0
    return int(word) if word.isdigit() else 0
