"""What a database error means, where a real server cannot easily be made to say it."""

import psycopg2
import pytest
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from adapters.errors import Unavailable
from adapters.live.trouble import database_trouble

URL = make_url("postgresql+psycopg2://reader:db-password@localhost:5432/karmyq")


def meaning(words: str, url: str | None = None) -> Unavailable:
    error = OperationalError(None, None, psycopg2.OperationalError(words))
    return database_trouble(error, URL if url is None else make_url(url))


@pytest.mark.parametrize(
    ("words", "code", "text"),
    [
        (
            'FATAL:  password authentication failed for user "reader"',
            "DATABASE_PASSWORD",
            "refuses the user or the password",
        ),
        (
            "fe_sendauth: no password supplied",
            "DATABASE_PASSWORD",
            "asks for a password, and the address has none",
        ),
        (
            'FATAL:  no pg_hba.conf entry for host "10.0.0.9"',
            "DATABASE_FORBIDDEN",
            "admits no such connections from this machine",
        ),
        (
            'could not translate host name "localhost" to address: Name or service not known',
            "DATABASE_UNKNOWN_HOST",
            "has a host that is unknown here",
        ),
        (
            "timeout expired",
            "DATABASE_TIMEOUT",
            "does not answer within 5 seconds",
        ),
    ],
)
def test_words_of_the_driver_become_a_sentence_of_ours(words: str, code: str, text: str) -> None:
    found = meaning(words)

    assert (found.status, found.code) == (0, code)
    assert found.message == f"the database karmyq at localhost:5432 {text}"


def test_what_a_server_said_counts_more_than_an_address_where_none_listens() -> None:
    found = meaning(
        'connection to server at "::1" failed: Connection refused\n'
        'connection to server at "127.0.0.1" failed: FATAL:  database "karmyq" does not exist\n'
    )

    assert found.code == "DATABASE_MISSING"


@pytest.mark.parametrize("error", [PoolTimeout("db-password"), SQLAlchemyError("db-password")])
def test_any_other_trouble_is_a_sentence_without_the_drivers_words(error: SQLAlchemyError) -> None:
    found = database_trouble(error, URL)

    assert found.code == "DATABASE_UNAVAILABLE"
    assert found.message == (
        f"the database karmyq at localhost:5432 cannot be read ({type(error).__name__}): "
        "does KARMYQ_DATABASE_URL name karmyq's own database?"
    )


def test_a_socket_is_named_by_its_folder() -> None:
    found = meaning("timeout expired", "postgresql:///karmyq?host=/run/postgresql")

    assert found.message.startswith("the database karmyq at /run/postgresql does")


def test_an_address_may_leave_everything_open() -> None:
    assert "(unnamed) at this machine" in meaning("timeout expired", "postgresql://").message
