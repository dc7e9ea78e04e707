"""`dateline serve RECORD`: the desk, as pages in a browser."""

import secrets
from pathlib import Path
from typing import Annotated

import typer

Folder = Annotated[Path, typer.Argument(metavar="RECORD", help="The folder of the record.")]
Host = Annotated[str, typer.Option("--host", metavar="ADDRESS", help="An address that other machines reach, too.")]
Port = Annotated[int, typer.Option("--port", "-p", min=0, max=65535, help="0 takes any free port.")]
Idle = Annotated[float | None, typer.Option("--stop-idle", metavar="MINUTES", help="Stop when nobody asked for so long.")]


def register(app: typer.Typer) -> None:
    app.command("serve")(serve)


def serve(record: Folder, *, host: Host = "127.0.0.1", port: Port = 8765, stop_idle: Idle = None) -> None:
    """Open a record in the browser: the picture, figures, borders, statements, and the review desk.

    It answers to this machine alone. With --host it answers to others, too, and prints an address with a token.
    """
    from dateline.serve.run import run
    from dateline.serve.security import LOOPBACK

    token = None if host in LOOPBACK else secrets.token_urlsafe(24)
    run(record, host, port, token=token, idle=stop_idle * 60 if stop_idle else None, say=print)
