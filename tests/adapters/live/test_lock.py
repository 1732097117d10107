"""One simulator per karmyq: in its database, or on a file of this machine."""

import asyncio
import fcntl
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from adapters.errors import Refused, Unavailable
from adapters.live.lock import FileLock, Lock, Locks, PostgresLock
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


@pytest.fixture(params=["postgres", "file", "both"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> MakeLock:
    folder = StateFolder(tmp_path / "state")
    if request.param == "file":
        return lambda: FileLock(folder)
    address: str = request.getfixturevalue("database")
    if request.param == "both":
        return lambda: Locks(FileLock(folder), PostgresLock(address))
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


def test_with_a_database_and_without_one_they_see_each_other(database: str, tmp_path: Path) -> None:
    here = FileLock(StateFolder(tmp_path / "here"))
    whole = Locks(FileLock(StateFolder(tmp_path / "here")), PostgresLock(database))
    elsewhere = Locks(FileLock(StateFolder(tmp_path / "elsewhere")), PostgresLock(database))

    async def story() -> None:
        await whole.take()
        for other in (here, elsewhere):
            assert await other.holder() is not None
            with pytest.raises(Refused, match="another simulator already drives this karmyq"):
                await other.take()
        await whole.release()
        await here.take()
        with pytest.raises(Refused):
            await whole.take()
        await elsewhere.take()
        await elsewhere.release()
        await here.release()

    run(story)


def test_whoever_gets_the_second_lock_of_two_not_keeps_neither(
    database: str, tmp_path: Path
) -> None:
    here = FileLock(StateFolder(tmp_path / "state"))
    both = Locks(FileLock(StateFolder(tmp_path / "state")), PostgresLock(database))
    first = PostgresLock(database)

    async def story() -> None:
        await first.take()
        with pytest.raises(Refused, match="karmyq-simulation "):
            await both.take()
        await here.take()
        await here.release()
        await first.release()

    run(story)


def test_nothing_of_a_lock_is_left_but_what_else_is_kept_there(tmp_path: Path) -> None:
    bare, used = StateFolder(tmp_path / "bare"), StateFolder(tmp_path / "used")
    used.make()
    used.keep([])

    async def story() -> None:
        for folder in (bare, used):
            lock = FileLock(folder)
            await lock.take()
            assert folder.lock_file.exists()
            await lock.release()

    run(story)
    assert not bare.path.exists()
    assert [file.name for file in used.path.iterdir()] == ["people.json"]


def test_whoever_waits_at_a_file_that_its_holder_takes_away_holds_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one opens the file just before it goes, and gets a lock on what nobody finds."""
    folder = StateFolder(tmp_path / "state")
    first, second, third = FileLock(folder), FileLock(folder), FileLock(folder)
    flock = fcntl.flock

    def just_released(handle: int, operation: int) -> None:
        monkeypatch.setattr(fcntl, "flock", flock)
        with suppress(StopIteration):  # inside another loop; nothing in it waits
            first.release().send(None)
        flock(handle, operation)

    asyncio.run(first.take())
    monkeypatch.setattr(fcntl, "flock", just_released)
    asyncio.run(second.take())

    with pytest.raises(Refused, match=f"pid {os.getpid()}"):
        asyncio.run(third.take())
    asyncio.run(second.release())


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
