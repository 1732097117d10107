"""The sandbox as a process: an embedded PostgreSQL, and the application on a loopback port.

1. the port is taken, so that a taken one is refused before anything is started
2. PostgreSQL starts, or the one that was named is reached, and its tables are made
3. the application serves, and says so
4. Ctrl-C, a SIGTERM, the end of the parent process or of the `with` block stops both; tables that
   were made in somebody else's database are removed
"""

import errno
import os
import secrets
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from ipaddress import IPv6Address, ip_address
from random import Random
from types import FrameType
from typing import TYPE_CHECKING, NamedTuple

from adapters.dryrun.platform import DryRunPlatform
from adapters.faults.kinds import NONE, Faults
from adapters.faults.switch import FaultSwitch
from adapters.sandbox.clock import SandboxClock, wall_time
from adapters.sandbox.control import StreamOf
from adapters.sandbox.errors import SandboxError, missing_extra
from adapters.sandbox.mirror import Mirror
from adapters.sandbox.postgres import LOOPBACK, EmbeddedPostgres
from adapters.sandbox.running import RunningSandbox, announcement

__all__ = ["RunningSandbox", "SandboxOptions", "announcement", "running_sandbox", "serve"]

if TYPE_CHECKING:
    import uvicorn
    from starlette.types import ASGIApp

BACKLOG = 128
GRACE_SECONDS = 2
ORPHAN_SECONDS = 0.5
SECRET_BYTES = 32
"""As long as the hash of HS256."""


def _secret() -> str:
    return secrets.token_urlsafe(SECRET_BYTES)


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxOptions:
    """How a sandbox starts. Without a port it takes a free one; without secrets it makes some.

    `stream_of` gives the identifier stream of a seed; `lockstep` lets the client tell the time, and
    otherwise the clock runs `clock_factor` times as fast as the wall. `rate_limit` is the standard
    limit a minute (karmyq's is 60), none without it. `database_url` names an empty PostgreSQL.
    """

    stream_of: StreamOf = Random
    seed: int = 0
    defects: frozenset[str] = frozenset()
    lockstep: bool = False
    host: str = LOOPBACK
    port: int = 0
    jwt_secret: str = field(default_factory=_secret, repr=False)
    password: str = field(default_factory=_secret, repr=False)
    wall: Callable[[], datetime] = wall_time
    clock_factor: float = 1
    rate_limit: int | None = None
    faults: Faults = NONE
    fault_seed: int = 0
    database_url: str | None = field(default=None, repr=False)


def serve(options: SandboxOptions, ready: Callable[[RunningSandbox], None]) -> None:
    """Serve until Ctrl-C, which rises as KeyboardInterrupt, or SIGTERM, as SystemExit(143).

    `ready` is called once, when calls are answered. To be called from the main thread. Raises
    SandboxError when the sandbox cannot start, ValueError for an unknown defect.
    """
    with _sigterm_unwinds(), _orphans_leave(), _started(options) as (sandbox, server, listener):
        ready(sandbox)
        server.run(sockets=[listener])


@contextmanager
def running_sandbox(options: SandboxOptions | None = None) -> Iterator[RunningSandbox]:
    """A sandbox in a thread of this process, for as long as the `with` block lasts."""
    with _started(options or SandboxOptions()) as (sandbox, server, listener):
        thread = threading.Thread(target=server.run, args=([listener],), name="sandbox")
        thread.start()
        try:
            yield sandbox
        finally:
            server.should_exit = True
            thread.join()


class _Started(NamedTuple):
    """All that runs; calls that come before the server does wait at the listening socket."""

    sandbox: RunningSandbox
    server: "uvicorn.Server"
    listener: socket.socket


@contextmanager
def _started(options: SandboxOptions) -> Iterator[_Started]:
    try:
        import uvicorn

        from adapters.sandbox.app import create_app
    except ImportError as error:
        raise missing_extra(error) from error
    clock = SandboxClock(lockstep=options.lockstep, wall=options.wall, factor=options.clock_factor)
    platform = DryRunPlatform(clock.now, options.stream_of(options.seed), options.defects)
    with ExitStack() as stack:
        listener = stack.enter_context(_listener(options.host, options.port))
        database_url = stack.enter_context(_database(options.database_url))
        mirror = stack.enter_context(_tables(database_url, keep=options.database_url is None))
        app = create_app(
            platform,
            secret=options.jwt_secret,
            clock=clock,
            mirror=mirror,
            stream_of=options.stream_of,
            rate_limit=options.rate_limit,
            faults=FaultSwitch(options.faults, options.fault_seed),
        )
        sandbox = RunningSandbox(
            root_url=_url_of(listener),
            database_url=database_url,
            jwt_secret=options.jwt_secret,
            password=options.password,
        )
        yield _Started(sandbox, uvicorn.Server(_config(app)), listener)


@contextmanager
def _database(named: str | None) -> Iterator[str]:
    """The address of the database: the one that was named, or that of an embedded PostgreSQL."""
    if named is not None:
        yield named
        return
    with EmbeddedPostgres() as postgres:
        yield postgres.url


@contextmanager
def _tables(url: str, *, keep: bool) -> Iterator[Mirror]:
    """karmyq's tables in an empty database; without `keep` it is empty again at the end."""
    with closing(Mirror(url)) as mirror:
        mirror.prepare()
        try:
            yield mirror
        finally:
            if not keep:
                mirror.drop()


def _config(app: "ASGIApp") -> "uvicorn.Config":
    import uvicorn

    return uvicorn.Config(
        app,
        lifespan="off",
        ws="none",
        access_log=False,
        log_config=None,
        log_level="warning",
        date_header=False,  # the sandbox tells its own time
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )


def _listener(host: str, port: int) -> socket.socket:
    address = _loopback(host)
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    # Only where the protocol is named does asyncio switch Nagle's algorithm off: 40 ms a call.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, port))
        listener.listen(BACKLOG)
    except (OSError, OverflowError) as error:
        listener.close()
        raise SandboxError(_no_port(port, error)) from error
    return listener


def _loopback(host: str) -> str:
    if host == "localhost":
        return LOOPBACK
    try:
        address = ip_address(host)
    except ValueError:
        address = IPv6Address(0)
    if not address.is_loopback:
        # Whoever reaches it can do anything in it, and its database asks for no password.
        raise SandboxError(f"The sandbox is for this machine alone: use {LOOPBACK}, not {host}.")
    return str(address)


def _no_port(port: int, error: Exception) -> str:
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use: name another one, or none to get a free one."
    return f"Port {port} cannot be used ({error}): name another one, or none to get a free one."


def _url_of(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


@contextmanager
def _sigterm_unwinds() -> Iterator[None]:
    """Let a SIGTERM end the `with` blocks in turn, as Ctrl-C does, not the process at once."""

    def leave(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _orphans_leave() -> Iterator[None]:
    """End when the process that started this one has ended: nobody is left who would end it.

    Whoever wants it to stay says so as usual, with `nohup`.
    """
    over, parent = threading.Event(), os.getppid()

    def watch() -> None:
        while not over.wait(ORPHAN_SECONDS):
            if os.getppid() != parent:
                os.kill(os.getpid(), signal.SIGTERM)
                return

    if parent != 1 and signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
        threading.Thread(target=watch, name="parent", daemon=True).start()
    try:
        yield
    finally:
        over.set()
