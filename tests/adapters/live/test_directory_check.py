"""The look at the database before a run starts: one sentence for everything that is wrong."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import make_url, text

from adapters.errors import Unavailable
from adapters.sandbox.postgres import free_port
from tests.adapters.live.town import Town, ask

Damage = Callable[[str, str], str]


def test_a_complete_database_passes_the_check(town: Town) -> None:
    town.ask(lambda directory: directory.check())


def trouble(url: str) -> Unavailable:
    with pytest.raises(Unavailable) as caught:
        ask(url, lambda directory: directory.check())
    assert caught.value.status == 0
    assert "db-password" not in str(caught.value)
    return caught.value


def at(url: str, /, **changes: Any) -> str:
    return make_url(url).set(**changes).render_as_string(hide_password=False)


def place(database: str, name: str = "karmyq") -> str:
    return f"the database {name} at 127.0.0.1:{make_url(database).port}"


def test_a_server_that_is_not_running_is_one_sentence(database: str) -> None:
    port = free_port()
    found = trouble(at(database, port=port, password="db-password"))

    assert found.code == "DATABASE_REFUSED"
    assert found.message == (
        f"the database karmyq at 127.0.0.1:{port} refuses connections: is the server running?"
    )


def test_a_database_that_is_not_there_is_one_sentence(database: str) -> None:
    found = trouble(at(database, database="absent"))

    assert found.code == "DATABASE_MISSING"
    assert found.message == f"{place(database, 'absent')} is not on that server"


def test_a_user_that_is_not_there_is_one_sentence(database: str) -> None:
    found = trouble(at(database, username="nobody", password="db-password"))

    assert found.code == "DATABASE_PASSWORD"
    assert found.message == f"{place(database)} does not know the user"


def test_an_option_that_postgresql_does_not_know_is_one_sentence(database: str) -> None:
    found = trouble(at(database, query={"schema": "public"}))

    assert found.code == "DATABASE_ADDRESS"
    assert found.message == (
        f"{place(database)} has an option in its address that PostgreSQL does not know"
    )


@pytest.fixture
def damaged(town: Town) -> Iterator[Damage]:
    """Do something to the database, and undo it after the test."""
    undoing: list[str] = []

    def damage(harm: str, undo: str) -> str:
        town.connection.execute(text(harm))
        undoing.append(undo)
        return town.url

    yield damage
    for statement in undoing:
        town.connection.execute(text(statement))


def test_a_table_that_is_not_there_is_named(damaged: Damage) -> None:
    url = damaged(
        "ALTER TABLE requests.matches RENAME TO pairs",
        "ALTER TABLE requests.pairs RENAME TO matches",
    )
    found = trouble(url)

    assert found.code == "DATABASE_TABLE_MISSING"
    assert found.message == (
        f"{place(url)} lacks the table requests.matches: "
        "does KARMYQ_DATABASE_URL name karmyq's own database?"
    )


def test_the_database_of_another_application_is_one_sentence(damaged: Damage) -> None:
    url = damaged("ALTER SCHEMA auth RENAME TO other", "ALTER SCHEMA other RENAME TO auth")

    assert trouble(url).message == (
        f"{place(url)} lacks the table auth.users: "
        "does KARMYQ_DATABASE_URL name karmyq's own database?"
    )


def test_a_table_without_a_column_that_is_read_is_named(damaged: Damage) -> None:
    url = damaged(
        "ALTER TABLE requests.matches RENAME COLUMN admin_proposed TO proposed_by_admin",
        "ALTER TABLE requests.matches RENAME COLUMN proposed_by_admin TO admin_proposed",
    )
    found = trouble(url)

    assert found.code == "DATABASE_COLUMN_MISSING"
    assert "lacks a column of requests.matches" in found.message


def test_a_user_who_may_not_read_is_told_what_to_grant(damaged: Damage) -> None:
    url = damaged(
        "CREATE ROLE visitor LOGIN; GRANT USAGE ON SCHEMA auth TO visitor",
        "DROP OWNED BY visitor; DROP ROLE visitor",
    )
    found = trouble(at(url, username="visitor"))

    assert found.code == "DATABASE_FORBIDDEN"
    assert found.message == (
        f"{place(url)} does not let its user read auth.users: grant SELECT on it"
    )
