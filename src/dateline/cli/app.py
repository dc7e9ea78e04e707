"""The command `dateline`: finds its commands in this room, and says in plain words what went wrong.

Exit codes: 0 fine · 1 something could not be read or written · 2 wrong arguments · 130 interrupted.
"""

import importlib
import importlib.util
import os
import sys
from typing import Annotated

import typer

from dateline.errors import DatelineError

INTERRUPTED = 130
# Modules of this room, each with `register(app)`, in the order of the help.
COMMANDS = ("read", "code", "explain", "rules", "dates", "places", "link", "build", "watch", "serve", "sql", "export", "score")


def build() -> typer.Typer:
    """The application with the commands of this room that are there."""
    app = typer.Typer(
        name="dateline", no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False,
        help="News reports in, the sourced record of a conflict out.",
    )  # fmt: skip
    app.callback()(_root)
    for name in COMMANDS:
        if importlib.util.find_spec(f"dateline.cli.{name}"):
            importlib.import_module(f"dateline.cli.{name}").register(app)
    return app


def _print_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version as installed

        print(f"dateline {installed('dateline')}")
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", help="Print the version and stop.", is_eager=True, callback=_print_version)
]


def _root(version: Version = False) -> None:
    """News reports in, the sourced record of a conflict out."""


def main() -> None:
    """Runs a command. A user's mistake is a line on standard error, never a traceback."""
    try:
        code = _run()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code)


def _run() -> int:
    try:
        code = build()(standalone_mode=False)
    except DatelineError as error:
        print(f"dateline: {error}", file=sys.stderr)
        return 1
    except (KeyboardInterrupt, BrokenPipeError):
        raise
    except Exception as error:  # noqa: BLE001  the last stop before the terminal
        return _reported(error)
    return code if isinstance(code, int) else 0


def _reported(error: Exception) -> int:
    """What the argument parser raises shows itself; anything else is a mistake of ours, said without a traceback."""
    if isinstance(error, typer.Abort):
        return INTERRUPTED
    show = getattr(error, "show", None)
    if callable(show):
        show()
        return int(getattr(error, "exit_code", 2))
    if os.environ.get("DATELINE_DEBUG"):
        raise error
    print(f"dateline: a mistake of ours: {type(error).__name__}: {error}", file=sys.stderr)
    print("  DATELINE_DEBUG=1 shows where. Please report it.", file=sys.stderr)
    return 1
