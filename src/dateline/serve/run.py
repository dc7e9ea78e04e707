"""Runs the desk until it is stopped: binds first, so that a taken port is a line of words, and says the address that answers."""

import errno
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from dateline.errors import InputError
from dateline.serve.app import create_app
from dateline.serve.security import LOOPBACK


def run(
    folder: Path, host: str, port: int, *, token: str | None = None, idle: float | None = None, say: Callable[[str], None] = print
) -> None:
    """Serves the record of a folder; returns when interrupted, or after `idle` seconds without a request.

    Raises InputError if there is no record, or the port is taken.
    """
    bound = _bound(host, port)
    try:
        app = create_app(folder, hosts={*LOOPBACK, host}, token=token)
        clock = _Clock(app)
        server = uvicorn.Server(uvicorn.Config(clock, log_level="warning", access_log=False, timeout_graceful_shutdown=3))
        name = f"[{host}]" if ":" in host else host
        say(f"The desk is at http://{name}:{bound.getsockname()[1]}/{f'?token={token}' if token else ''}  (Ctrl-C stops it)")
        if idle:
            threading.Thread(target=_stop_when_idle, args=(server, clock, idle), daemon=True).start()
        server.run(sockets=[bound])
    finally:
        bound.close()


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
        bound.listen(128)  # who follows the address as soon as it is said waits, and is not refused
    except OSError as error:
        bound.close()
        if error.errno == errno.EADDRINUSE:
            raise InputError("is taken by another program", f"port {port}", "Try --port 0: any free one.") from None
        raise InputError(f"cannot be listened on: {error.strerror}", f"{host}:{port}") from None
    return bound


class _Clock:
    """Passes requests on and remembers when the last one came."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.last = time.monotonic()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.last = time.monotonic()
        await self.app(scope, receive, send)


def _stop_when_idle(server: uvicorn.Server, clock: _Clock, idle: float) -> None:
    while time.monotonic() - clock.last < idle:
        time.sleep(min(1.0, idle / 4))
    server.should_exit = True
