"""The database role of the operator's guide is enough for live mode, and can do no more."""

import asyncio
from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import ProgrammingError

from adapters.live.directory import PostgresDirectory
from adapters.live.lock import PostgresLock
from tests.adapters.live.town import Town, ask
from tests.docs.pages import blocks, page

ROLE = "karmyq_simulation"


@pytest.fixture
def as_role(town: Town) -> Iterator[str]:
    """The database's address as that role, made by what the guide says."""
    [sql] = [block.text for block in blocks(page("docs/operating.md")) if block.language == "sql"]
    town.connection.execute(text(sql))
    yield make_url(town.url).set(username=ROLE).render_as_string(hide_password=False)
    town.connection.execute(text(f"DROP OWNED BY {ROLE}; DROP ROLE {ROLE}"))


def test_it_can_ask_everything_and_hold_the_lock(town: Town, as_role: str) -> None:
    bo = town.user("bo@test.karmyq.com")

    async def everything(directory: PostgresDirectory) -> int:
        await directory.check()
        await directory.standing(bo)
        await directory.memberships(bo)
        await directory.founder_of("Harbour Lane", "Turku")
        lock, other = PostgresLock(as_role), PostgresLock(as_role)
        await lock.take()
        holder = await other.holder()
        await lock.release()
        assert holder is not None
        return len(await directory.actors())

    assert ask(as_role, everything) == 1


def test_another_user_is_told_who_holds_the_lock(town: Town, as_role: str) -> None:
    async def holder() -> str | None:
        lock, onlooker = PostgresLock(town.url), PostgresLock(as_role)
        await lock.take()
        try:
            return await onlooker.holder()
        finally:
            await lock.release()

    assert str(asyncio.run(holder())).startswith("karmyq-simulation ")


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT password_hash FROM auth.users",
        "DELETE FROM auth.users",
        "CREATE TABLE mine (id int)",
    ],
)
def test_it_can_do_no_more(as_role: str, statement: str) -> None:
    engine = create_engine(as_role)
    with engine.connect() as connection, pytest.raises(ProgrammingError, match="denied"):
        connection.execute(text(statement))
    engine.dispose()
