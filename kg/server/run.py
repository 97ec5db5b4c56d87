"""Start the server, and keep clients that never finish a request from holding it."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from kg.server.app import create_app
from kg.server.limits import Limits

LOOPBACK = ("127.0.0.1", "::1", "localhost")
MOST_CONNECTIONS = 500


def serve(
    output: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    limits: Limits | None = None,
    names: Sequence[str] = (),
    cors: Sequence[str] = (),
    started: Callable[[str], None] | None = None,
) -> None:
    """Serve a built graph until the process is told to stop.

    Args:
        output: Folder of the build.
        host: Address to listen at.
        port: Port; 0 takes a free one.
        limits: What queries and requests may take.
        names: Further host names under which the server may be addressed, when it listens on loopback.
        cors: Origins whose pages may read the answers.
        started: Called with the address once the server listens.

    Raises:
        StoreError: The folder has no store.
        OSError: The port is taken.
    """
    limits = limits or Limits()
    hosts = (*LOOPBACK, "[::1]", *names) if host in LOOPBACK else names or ("*",)
    app = create_app(output, limits=limits, hosts=hosts, cors=cors)
    config = uvicorn.Config(
        app, host=host, port=port, http=_patient(limits.patience), ws="none", log_config=None,
        log_level="critical", access_log=False, server_header=False, date_header=False,
        limit_concurrency=MOST_CONNECTIONS, timeout_keep_alive=5,
        timeout_graceful_shutdown=1,
    )  # fmt: skip
    with config.bind_socket() as listening:
        if started is not None:
            shown = f"[{host}]" if ":" in host else host
            started(f"http://{shown}:{listening.getsockname()[1]}/")
        uvicorn.Server(config).run(sockets=[listening])


def _patient(seconds: float) -> type[H11Protocol]:
    """Return the protocol that closes a connection whose first request does not come in time."""

    class Patient(H11Protocol):
        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            self.late = asyncio.get_running_loop().call_later(seconds, self._close_idle)

        def connection_lost(self, exc: Exception | None) -> None:
            self.late.cancel()
            super().connection_lost(exc)

        def _close_idle(self) -> None:
            if self.cycle is None and self.transport is not None:
                self.transport.close()

    return Patient
