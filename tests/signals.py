"""Signals of processes that tests start."""

import signal


def hears_interrupts() -> None:
    """Before a child begins: SIGINT ends it even where whoever started the tests ignores it, as a shell's background jobs do."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
