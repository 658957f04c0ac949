"""A web server on this machine, until it is interrupted."""

import socket
from collections.abc import Callable
from typing import Any

import uvicorn

from digest.serving.changes import Changes

HOST = "127.0.0.1"
_FIRST, _PORTS = 8000, 200


class PortTakenError(Exception):
    """Another program uses this port; `str()` is its number."""


def listen(port: int | None) -> socket.socket:
    """Return a socket that listens on this machine: at a port, or the first free one from 8000. Raise `PortTakenError`."""
    for one in range(_FIRST, _FIRST + _PORTS) if port is None else [port]:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        # A port of a server that has just stopped can be taken again; one that is in use cannot.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, one))
            listener.listen(128)
        except (OSError, OverflowError):
            listener.close()
        else:
            return listener
    raise PortTakenError(str(port or _FIRST))


def run_server(
    application: Callable[..., Any], listener: socket.socket, changes: Changes, started: Callable[[], None]
) -> None:
    """Serve until the process is interrupted or told to end. `started` is called when the server answers. Raise `KeyboardInterrupt`."""
    config = uvicorn.Config(
        application, lifespan="off", log_config=None, access_log=False, timeout_graceful_shutdown=2, server_header=False
    )
    _Server(config, changes, started).run(sockets=[listener])


class _Server(uvicorn.Server):
    """A server that tells the open connections of browsers when it stops: they would stay open otherwise."""

    def __init__(self, config: uvicorn.Config, changes: Changes, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._changes = changes
        self._started = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._started()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._changes.close()
        await super().shutdown(sockets)
