"""One simulator per karmyq: in its database, or on a file of this machine."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from adapters.errors import Refused, Unavailable
from adapters.live.lock import FileLock, Lock, PostgresLock
from adapters.live.state import StateFolder
from scenarios.wording import CHECKOUT

HOLD = """
import asyncio, sys
from adapters.live.lock import FileLock
from adapters.live.state import StateFolder
from pathlib import Path
asyncio.run(FileLock(StateFolder(Path(sys.argv[1]))).take())
print("held", flush=True)
sys.stdin.read()
"""
MakeLock = Callable[[], Lock]


@pytest.fixture(params=["postgres", "file"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> MakeLock:
    if request.param == "file":
        return lambda: FileLock(StateFolder(tmp_path / "state"))
    address: str = request.getfixturevalue("database")
    return lambda: PostgresLock(address)


def run(story: Callable[[], Awaitable[None]]) -> None:
    async def whole() -> None:
        await story()

    asyncio.run(whole())


def test_only_one_can_hold_it(make: MakeLock) -> None:
    async def story() -> None:
        first, second = make(), make()
        await first.take()
        with pytest.raises(Refused) as caught:
            await second.take()
        await first.release()
        await second.take()
        await second.release()

        assert caught.value.code == "ALREADY_DRIVEN"
        assert caught.value.message.startswith("another simulator already drives this karmyq (")
        assert f" pid {os.getpid()}" in caught.value.message
        assert caught.value.message.endswith("): wait for its end, or stop it")

    run(story)


def test_looking_who_holds_it_takes_nothing(make: MakeLock) -> None:
    async def story() -> None:
        first, onlooker = make(), make()
        before = await onlooker.holder()
        await first.take()
        meanwhile = await onlooker.holder()
        still = await first.still_held()
        await first.release()
        after = await onlooker.holder()
        await onlooker.release()

        assert (before, still, after) == (None, True, None)
        assert meanwhile is not None
        assert f" pid {os.getpid()}" in meanwhile
        assert " since " in meanwhile

    run(story)


def test_what_is_given_back_twice_can_be_taken_by_another(make: MakeLock) -> None:
    async def story() -> None:
        lock, other = make(), make()
        await lock.take()
        await lock.release()
        await lock.release()
        await other.take()
        with pytest.raises(Refused):
            await lock.take()
        await other.release()

    run(story)


def test_a_process_that_is_killed_holds_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    command = [sys.executable, "-c", HOLD, str(folder)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=CHECKOUT, stdin=pipe, stdout=pipe, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        lock = FileLock(StateFolder(folder))
        with pytest.raises(Refused, match=f"pid {other.pid}"):
            asyncio.run(lock.take())
        other.kill()

    asyncio.run(lock.take())
    asyncio.run(lock.release())


def cut(database: str) -> None:
    """End every simulator's connection, as a restart of the server does."""
    engine = create_engine(database, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
                "WHERE application_name LIKE 'karmyq-simulation %'"
            )
        )
    engine.dispose()


def test_a_lock_whose_connection_was_cut_is_taken_again(database: str) -> None:
    async def story() -> None:
        lock, other = PostgresLock(database), PostgresLock(database)
        await lock.take()
        cut(database)
        held = await lock.still_held()
        holder = await other.holder()
        await lock.release()

        assert held
        assert holder is not None

    run(story)


def test_a_lock_that_another_took_meanwhile_is_lost(database: str) -> None:
    async def story() -> None:
        lock, other = PostgresLock(database), PostgresLock(database)
        await lock.take()
        cut(database)
        await other.take()
        with pytest.raises(Refused, match="another simulator already drives this karmyq"):
            await lock.still_held()
        await lock.release()
        await other.release()

    run(story)


def test_a_database_that_is_not_there_is_one_sentence() -> None:
    lock = PostgresLock("postgresql+psycopg2://reader:db-password@127.0.0.1:1/karmyq")

    with pytest.raises(Unavailable, match="refuses connections: is the server running") as caught:
        asyncio.run(lock.take())

    assert "db-password" not in str(caught.value)
