"""The sandbox as a process: an embedded PostgreSQL, and the application on a loopback port.

1. the port is taken, so that a taken one is refused before anything is started
2. PostgreSQL starts, and its tables are made
3. the application serves, and says so
4. Ctrl-C, a SIGTERM or the end of the `with` block stops both
"""

import secrets
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from ipaddress import ip_address
from random import Random
from types import FrameType
from typing import TYPE_CHECKING

from adapters.dryrun.platform import DryRunPlatform
from adapters.sandbox.clock import SandboxClock, wall_time
from adapters.sandbox.control import StreamOf
from adapters.sandbox.errors import SandboxError, missing_extra
from adapters.sandbox.mirror import Mirror
from adapters.sandbox.postgres import LOOPBACK, EmbeddedPostgres

if TYPE_CHECKING:
    import uvicorn

READY_SECONDS = 10
SECRET_BYTES = 32
"""As long as the hash of HS256."""


def _secret() -> str:
    return secrets.token_urlsafe(SECRET_BYTES)


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxOptions:
    """How a sandbox starts. Without a port it takes a free one; without secrets it makes some."""

    stream_of: StreamOf = Random
    seed: int = 0
    defects: frozenset[str] = frozenset()
    lockstep: bool = False
    host: str = LOOPBACK
    port: int = 0
    jwt_secret: str = field(default_factory=_secret, repr=False)
    password: str = field(default_factory=_secret, repr=False)
    wall: Callable[[], datetime] = wall_time


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningSandbox:
    """Where a running sandbox is found, and what a client must know."""

    root_url: str
    database_url: str
    jwt_secret: str = field(repr=False)
    password: str = field(repr=False)

    @property
    def api_url(self) -> str:
        """The API's base."""
        return f"{self.root_url}/api"

    def variables(self) -> dict[str, str]:
        """The environment in which live mode finds this sandbox."""
        return {
            "KARMYQ_API_URL": self.api_url,
            "KARMYQ_DATABASE_URL": self.database_url,
            "KARMYQ_JWT_SECRET": self.jwt_secret,
            "KARMYQ_SIM_PASSWORD": self.password,
        }


def announcement(sandbox: RunningSandbox, command: str) -> str:
    """What a person needs in order to run `command` against the sandbox from a second terminal."""
    exports = "\n".join(f"  export {name}={value}" for name, value in sandbox.variables().items())
    return (
        f"The sandbox answers at {sandbox.api_url}\n"
        f"In a second terminal:\n{exports}\n  {command}\n"
        "Ctrl-C stops it; nothing of it is kept."
    )


def serve(options: SandboxOptions, ready: Callable[[RunningSandbox], None]) -> None:
    """Serve until Ctrl-C, which rises as KeyboardInterrupt, or SIGTERM, as SystemExit(143).

    `ready` is called once, when the sandbox answers. Call it from the main thread. Raises
    SandboxError when it cannot start, ValueError for an unknown defect.
    """
    with _terminated_by(signal.SIGTERM), _sandbox(options) as (sandbox, server, listener):
        server.announce = lambda: ready(sandbox)
        server.run(sockets=[listener])


@contextmanager
def running_sandbox(options: SandboxOptions | None = None) -> Iterator[RunningSandbox]:
    """A sandbox in a thread of this process, for as long as the `with` block lasts."""
    with _sandbox(options or SandboxOptions()) as (sandbox, server, listener):
        is_ready = threading.Event()
        server.announce = is_ready.set
        thread = threading.Thread(target=server.run, args=([listener],), name="sandbox")
        thread.start()
        try:
            if not is_ready.wait(READY_SECONDS):
                raise SandboxError("The sandbox did not answer in time.")
            yield sandbox
        finally:
            server.should_exit = True
            thread.join()
