"""Thin shells over the library: parse arguments, call, print. One file a command; each has `register(app)`.

Nothing heavy is imported at the top of these files: `dateline --help` answers at once.
"""

from dateline.cli.app import main

__all__ = ["main"]
