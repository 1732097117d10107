"""One simulator per karmyq: a lock that is held for the whole run.

file        always, in the state folder of this user: runs with and without a database see it
database    besides, where there is one: an advisory lock on a connection of its own, so that it
            holds against every machine and goes when that connection goes

Whoever finds one taken says by whom, as far as that is known.
"""

import asyncio
import fcntl
import getpass
import os
import socket
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from adapters.errors import Refused, Unavailable
from adapters.live.state import StateFolder
from adapters.live.trouble import database_trouble

KEY = 0x6B61726D7971  # "karmyq"; advisory locks are known by number, and count per database
CONNECT_TIMEOUT_S = 5
NAME_LIMIT = 63
"""PostgreSQL cuts the name of an application here."""

UNKNOWN = "nobody says who"

KEEP_ALIVE = {"keepalives": 1, "keepalives_idle": 30, "keepalives_interval": 10}
"""A connection without traffic is otherwise forgotten by routers on the way."""

TAKE = text("SELECT pg_try_advisory_lock(:key)")
GIVE = text("SELECT pg_advisory_unlock(:key)")
HOLDER = text(
    "SELECT activity.application_name, activity.usename, activity.client_addr,"
    " activity.backend_start"
    " FROM pg_locks AS held LEFT JOIN pg_stat_activity AS activity ON activity.pid = held.pid"
    " WHERE held.locktype = 'advisory' AND held.granted AND held.objsubid = 1"
    " AND (held.classid::bigint << 32) | held.objid::bigint = :key"
    " AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


class Lock(Protocol):
    """Says that this simulator, and no other, drives a karmyq."""

    async def take(self) -> None:
        """Take it; raises Refused where another simulator holds it, Unavailable without answer."""

    async def holder(self) -> str | None:
        """Who holds it now, without taking it; None where nobody does."""

    async def still_held(self) -> bool:
        """Whether it is held, taken again where the connection was lost; raises as `take` does."""

    async def release(self) -> None:
        """Give it back."""


def taken(holder: str) -> Refused:
    """The refusal of a second simulator."""
    return Refused(
        409,
        "ALREADY_DRIVEN",
        f"another simulator already drives this karmyq ({holder}): wait for its end, or stop it",
    )


def this_process() -> str:
    """User, machine and process, as the other side is told."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        user = str(os.getuid())
    return f"{user}@{socket.gethostname()} pid {os.getpid()}"


class PostgresLock:
    """An advisory lock in karmyq's database. It needs no rights, and writes nothing."""

    def __init__(self, database_url: str) -> None:
        self._url = make_url(database_url)
        name = f"karmyq-simulation {this_process()}"[:NAME_LIMIT]
        arguments = {"connect_timeout": CONNECT_TIMEOUT_S, "application_name": name, **KEEP_ALIVE}
        self._engine: Engine = create_engine(
            self._url, poolclass=NullPool, isolation_level="AUTOCOMMIT", connect_args=arguments
        )
        event.listen(self._engine, "connect", _read_only)
        self._connection: Connection | None = None

    async def take(self) -> None:
        """See `Lock`."""
        if self._connection is None and not await self._in_thread(self._try):
            raise taken(await self.holder() or UNKNOWN)

    async def holder(self) -> str | None:
        """See `Lock`."""
        return await self._in_thread(self._who)

    async def still_held(self) -> bool:
        """See `Lock`; a server that cannot be reached holds nothing for anybody."""
        connection = self._connection
        if connection is not None and await self._in_thread(lambda: _answers(connection)):
            return True
        self._connection = None
        await self.take()
        return True

    async def release(self) -> None:
        """See `Lock`; a connection that is closed gives it back, too, but only some time later."""
        connection, self._connection = self._connection, None
        if connection is not None:
            await asyncio.to_thread(_give_back, connection)
        self._engine.dispose()

    async def _in_thread[R](self, work: Callable[[], R]) -> R:
        try:
            return await asyncio.to_thread(work)
        except SQLAlchemyError as error:
            raise database_trouble(error, self._url) from None

    def _try(self) -> bool:
        connection = self._engine.connect()
        try:
            got = bool(connection.execute(TAKE, {"key": KEY}).scalar())
        except BaseException:
            connection.close()
            raise
        if got:
            self._connection = connection
        else:
            connection.close()
        return got

    def _who(self) -> str | None:
        with self._engine.connect() as connection:
            row = connection.execute(HOLDER, {"key": KEY}).first()
        if row is None:
            return None
        place = row.client_addr and f"from {row.client_addr}"
        since = row.backend_start and _since(row.backend_start)
        known = (row.application_name or row.usename, place, since)
        return ", ".join(str(part) for part in known if part) or UNKNOWN


class FileLock:
    """A lock on a file of this machine, which tells who holds it; the file goes with the lock."""

    def __init__(self, folder: StateFolder) -> None:
        self._folder = folder
        self._handle: int | None = None

    async def take(self) -> None:
        """See `Lock`; raises SettingsError where the state folder cannot be written."""
        handle = None
        while handle is None:  # whoever gave it back in this moment took the file away
            self._folder.make()
            handle = self._opened()
        os.truncate(handle, 0)
        os.write(handle, f"{this_process()}, {_since(datetime.now(UTC))}".encode())
        self._handle = handle

    async def holder(self) -> str | None:
        """See `Lock`."""
        try:
            handle = os.open(self._folder.lock_file, os.O_RDONLY)
        except FileNotFoundError:
            return None
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return _written(self._folder.lock_file)
        finally:
            os.close(handle)
        return None

    async def still_held(self) -> bool:
        """See `Lock`; the kernel keeps it as long as this process lives."""
        return self._handle is not None

    async def release(self) -> None:
        """See `Lock`; a folder in which nothing else is kept goes, too."""
        handle, self._handle = self._handle, None
        if handle is not None:
            with suppress(OSError):  # somebody has cleared it away, or may no longer write there
                self._folder.lock_file.unlink()
                self._folder.path.rmdir()
            os.close(handle)

    def _opened(self) -> int | None:
        """The locked file; None where it is no longer the one that others find there."""
        file = self._folder.lock_file
        try:
            handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
        except FileNotFoundError:
            return None
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(handle), os.stat(file)):
                return handle
        except BlockingIOError:
            os.close(handle)
            raise taken(_written(file)) from None
        except FileNotFoundError:
            pass  # as good as another file
        except OSError as problem:
            os.close(handle)
            said = f"{file} cannot be locked ({problem.strerror})"
            raise Unavailable(0, "NO_LOCK", f"{said}: set XDG_STATE_HOME to a local disk") from None
        os.close(handle)
        return None


class Locks:
    """Several locks as one, taken in their order: all of them, or none."""

    def __init__(self, *locks: Lock) -> None:
        self._locks = locks

    async def take(self) -> None:
        """See `Lock`."""
        try:
            for lock in self._locks:
                await lock.take()
        except BaseException:
            await self.release()
            raise

    async def holder(self) -> str | None:
        """See `Lock`; of several the first is told."""
        for lock in self._locks:
            held_by = await lock.holder()
            if held_by is not None:
                return held_by
        return None

    async def still_held(self) -> bool:
        """See `Lock`."""
        return all([await lock.still_held() for lock in self._locks])

    async def release(self) -> None:
        """See `Lock`; the last one that was taken goes first."""
        for lock in reversed(self._locks):
            await lock.release()


def _give_back(connection: Connection) -> None:
    try:
        connection.execute(GIVE, {"key": KEY})
    except SQLAlchemyError:
        connection.invalidate()  # it was cut, and the lock went with it
    finally:
        connection.close()


def _since(moment: datetime) -> str:
    return f"since {moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _answers(connection: Connection) -> bool:
    try:
        connection.execute(text("SELECT 1"))
    except SQLAlchemyError:
        connection.invalidate()
        connection.close()
        return False
    return True


def _read_only(connection: Any, _record: object) -> None:
    """This connection takes a lock and never writes."""
    connection.set_session(readonly=True, autocommit=True)


def _written(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace").strip() or UNKNOWN
    except OSError:
        return UNKNOWN
